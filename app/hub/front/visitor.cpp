// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/visitor.h"

#include "hub/front/http_parser.h"

namespace fw::hub::front {

using namespace Qt::StringLiterals;

Visitor::Visitor(QTcpSocket *socket, FrontDoor &door)
    : QObject(&door)
    , m_socket(socket)
    , m_door(door)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(2 * HttpParser::maxHead);
    m_timer.setSingleShot(true);
    m_timer.start(door.limits().head);
    connect(&m_timer, &QTimer::timeout, this, &Visitor::onTimeout);
    connect(m_socket, &QTcpSocket::readyRead, this, &Visitor::onReadyRead);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void Visitor::onReadyRead()
{
    const QByteArray seen = m_socket->peek(HttpParser::maxHead + 1);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0 && seen.size() <= HttpParser::maxHead)
        return;
    leave();
    // Too big or malformed heads are refused by the connection's own parser.
    const auto head = end < 0 ? tl::unexpected(HttpError{}) : parseHead(seen.first(end + 4));
    if (!head || !head->wantsUpgrade()) {
        m_door.serveHttp(m_socket, std::nullopt);
        return;
    }
    if (auto refusal = m_door.refuseUpgrade(*head, m_socket->peerAddress()))
        m_door.serveHttp(m_socket, std::move(refusal));
    else
        m_door.upgrade(m_socket);
}

void Visitor::onTimeout()
{
    // Who opened in advance and asked nothing would take an answer for that to its next question.
    if (m_socket->bytesAvailable() == 0) {
        m_socket->disconnectFromHost();
        return;
    }
    leave();
    m_door.serveHttp(m_socket,
                     HttpReply::error(HttpError{ 408, u"The request head took too long."_s }));
}

void Visitor::leave()
{
    m_timer.stop();
    m_socket->disconnect(this);
    m_socket->setReadBufferSize(0);
    m_socket->setParent(&m_door);
    deleteLater();
}

} // namespace fw::hub::front
