// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/http_connection.h"

#include <algorithm>

#include <sys/socket.h>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pieceBytes = 64 * 1024;

} // namespace

// The way out of HttpConnection: head, body or file in pieces, then the next request or the end.

void HttpConnection::send(HttpReply reply)
{
    m_early.reset();
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        deleteLater();
        return;
    }
    m_keepAlive = m_keepAlive && !reply.close;
    qint64 length = reply.body.size();
    if (!reply.file.isEmpty()) {
        m_file = std::make_unique<QFile>(reply.file);
        if (!m_file->open(QIODevice::ReadOnly) || !m_file->seek(reply.fileFrom)) {
            m_file.reset();
            reply = HttpReply::error(404, Failure::Code::NotFound, u"The file is gone."_s);
            length = reply.body.size();
        } else {
            length = reply.fileLength;
        }
    }
    enter(Phase::Sending);
    m_socket->write(headBytes(reply, length, m_keepAlive));
    const bool bodiless = m_isHead || reply.status == 304;
    m_fileLeft = m_file && !bodiless ? length : 0;
    if (!m_file && !bodiless)
        m_socket->write(reply.body);
    sendMore();
}

void HttpConnection::sendMore()
{
    while (m_fileLeft > 0 && m_socket->bytesToWrite() < m_limits.sendAhead) {
        const QByteArray piece = m_file->read(std::min(m_fileLeft, pieceBytes));
        if (piece.isEmpty()) {
            // The file became shorter: the length we promised cannot be kept, so the peer must see
            // a broken connection, never a short file that looks whole.
            m_socket->abort();
            return;
        }
        m_fileLeft -= piece.size();
        m_socket->write(piece);
    }
    if (m_fileLeft == 0 && m_socket->bytesToWrite() == 0)
        finishAnswer();
}

void HttpConnection::onBytesWritten(qint64 bytes)
{
    if (m_phase != Phase::Sending)
        return;
    m_moved += bytes;
    sendMore();
}

void HttpConnection::finishAnswer()
{
    m_file.reset();
    if (!m_keepAlive || !m_bodyDone) {
        close();
        return;
    }
    enter(Phase::Idle);
    pump();
}

// Half-closes and reads on for a moment: closing with unread input would reset the connection and
// the peer might never see the answer.
void HttpConnection::close()
{
    enter(Phase::Closing);
    m_sink.reset();
    m_socket->readAll();
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

} // namespace fw::hub::front
