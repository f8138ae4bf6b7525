// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/picture_server.h"

namespace fw::test {

using namespace Qt::StringLiterals;

PictureServer::PictureServer()
{
    listen(QHostAddress::LocalHost, 0);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

QUrl PictureServer::url(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path));
}

void PictureServer::onReadable(QTcpSocket *socket)
{
    QByteArray &head = m_heads[socket];
    head += socket->readAll();
    if (!head.contains("\r\n\r\n"))
        return;
    requests.append(head);
    const QString path = QString::fromLatin1(head.split(' ').value(1));
    head.clear();
    mostOpen = std::max(mostOpen, ++open);
    if (hold)
        m_held.append({ socket, path });
    else
        reply(socket, path);
}

void PictureServer::release()
{
    hold = false;
    for (const auto &[socket, path] : std::exchange(m_held, {}))
        reply(socket, path);
}

void PictureServer::reply(QTcpSocket *socket, const QString &path)
{
    const auto known = m_replies.constFind(path);
    if (known == m_replies.cend())
        return;
    --open;
    QByteArray out = "HTTP/1.1 " + QByteArray::number(known->status) + " X\r\n" + known->headers;
    if (known->withLength)
        out += "Content-Length: " + QByteArray::number(known->body.size()) + "\r\n";
    else
        out += "Connection: close\r\n";
    socket->write(out + "\r\n" + known->body);
    if (!known->withLength)
        socket->disconnectFromHost();
}

} // namespace fw::test
