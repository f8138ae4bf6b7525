// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

namespace fw::test {

/// A TCP client that says exactly the bytes it is told and keeps all it hears: for half-sent,
/// smuggled and dripping requests that no well-behaved library would send.
class RawPeer final
{
public:
    explicit RawPeer(quint16 port) { m_socket.connectToHost(QHostAddress::LocalHost, port); }

    bool isConnected() { return m_socket.waitForConnected(5000); }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void stopReading() { m_socket.setReadBufferSize(1); }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    void close() { m_socket.disconnectFromHost(); }
    void abort() { m_socket.abort(); }
    QTcpSocket &socket() { return m_socket; }

    /// Everything heard so far.
    const QByteArray &heard()
    {
        m_heard += m_socket.readAll();
        return m_heard;
    }
    /// The status of the answer number \a index, 0 when it has not come.
    int status(qsizetype index = 0)
    {
        qsizetype at = -1;
        const QByteArray all = heard();
        for (qsizetype i = 0; i <= index; ++i) {
            at = all.indexOf("HTTP/1.1 ", at + 1);
            if (at < 0)
                return 0;
        }
        return all.mid(at + 9, 3).toInt();
    }
    /// What comes after the first head.
    QByteArray body()
    {
        const qsizetype end = heard().indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : m_heard.sliced(end + 4);
    }

private:
    QTcpSocket m_socket;
    QByteArray m_heard;
};

} // namespace fw::test
