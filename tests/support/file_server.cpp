// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/file_server.h"

#include <QTcpSocket>

namespace fw::test {

using namespace Qt::StringLiterals;

QByteArray FileServer::Request::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const auto colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

QByteArray FileServer::answer(int status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

FileServer::FileServer()
{
    listen(QHostAddress::LocalHost, 0);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_buffers.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

QUrl FileServer::url(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path));
}

QByteArray FileServer::film(qsizetype bytes, int seed)
{
    QByteArray film(bytes, Qt::Uninitialized);
    quint32 state = static_cast<quint32>(seed) * 2654435761U + 1;
    for (char &byte : film) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return film;
}

void FileServer::cut(qint64 done)
{
    for (const auto &[socket, from] : std::exchange(m_stopped, {})) {
        if (socket && done > from)
            socket->disconnectFromHost();
        else if (socket)
            m_stopped.append({ socket, from });
    }
}

void FileServer::onReadable(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    const auto end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    Request request;
    request.head = buffer.left(end);
    const auto words = request.head.left(request.head.indexOf('\r')).split(' ');
    request.method = words.value(0);
    request.path = words.value(1);
    const auto length = request.header("content-length").toLongLong();
    if (buffer.size() < end + 4 + length)
        return;
    request.body = buffer.mid(end + 4, length);
    buffer.clear();
    requests.append(request);
    reply(socket, request);
}

void FileServer::reply(QTcpSocket *socket, const Request &request)
{
    if (const QByteArray other = instead ? instead(request) : QByteArray(); !other.isEmpty()) {
        socket->write(other);
        return socket->disconnectFromHost();
    }
    const QByteArray condition = request.header("if-range");
    const bool same = condition.isEmpty() || !checksIfRange || condition == tag
        || (condition == changed && !changed.isEmpty());
    QByteArray range = request.header("range");
    qsizetype from = 0;
    qsizetype size = content.size();
    int status = 200;
    if (ranges && same && range.startsWith("bytes=")) {
        from = range.mid(6).split('-').first().toLongLong();
        if (from >= content.size()) {
            socket->write(
                answer(416, {}, "Content-Range: bytes */" + QByteArray::number(size) + "\r\n"));
            return socket->disconnectFromHost();
        }
        status = 206;
        size -= from;
        if (mostPerAnswer > 0)
            size = std::min(size, mostPerAnswer);
    }
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status)
        + " X\r\nContent-Type: video/mp4\r\nConnection: close\r\n";
    if (withLength)
        head += "Content-Length: " + QByteArray::number(size) + "\r\n";
    for (const auto &[name, value] : { std::pair("ETag: ", tag), std::pair("Date: ", date),
                                       std::pair("Last-Modified: ", changed) }) {
        if (!value.isEmpty())
            head += name + value + "\r\n";
    }
    if (status == 206)
        head += "Content-Range: bytes " + QByteArray::number(from) + '-'
            + QByteArray::number(from + size - 1) + '/' + QByteArray::number(content.size())
            + "\r\n";
    QByteArray body = content.mid(from, size);
    if (breaks > 0) {
        --breaks;
        m_stopped.append({ socket, from });
        socket->write(head + "\r\n" + body.left(breakAfter));
        return;
    }
    socket->write(head + "\r\n" + body);
    socket->disconnectFromHost();
}

} // namespace fw::test
