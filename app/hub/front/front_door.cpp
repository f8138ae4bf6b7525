// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/front_door.h"

#include "base/log.h"
#include "hub/front/http_connection.h"
#include "hub/front/visitor.h"
#include "wire/channels.h"

#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

namespace {

HttpReply tooMany()
{
    HttpReply reply = HttpReply::error(HttpError{ 429, u"Too many connections from there."_s });
    reply.headers.emplaceBack("Retry-After", "5");
    return reply;
}

HttpReply later(const QString &why)
{
    HttpReply reply = HttpReply::error(HttpError{ 503, why });
    reply.headers.emplaceBack("Retry-After", "1");
    return reply;
}

} // namespace

FrontDoor::FrontDoor(Guard guard, Limits limits, HttpHandler &handler, const Clock &clock,
                     QObject *parent)
    : QTcpServer(parent)
    , m_guard(std::move(guard))
    , m_limits(std::move(limits))
    , m_handler(handler)
    , m_clock(clock)
    , m_upgrades(m_limits.upgradesPerSecond, m_limits.upgradeBurst)
    , m_webSockets(new QWebSocketServer(u"framewatch-hub"_s, QWebSocketServer::NonSecureMode, this))
{
    setMaxPendingConnections(m_limits.backlog);
    setListenBacklogSize(m_limits.backlog);
    m_webSockets->setMaxPendingConnections(m_limits.backlog);
    m_webSockets->setHandshakeTimeout(m_limits.head);
    m_webSockets->setSupportedSubprotocols({ wire::channel::subProtocol });
    connect(m_webSockets, &QWebSocketServer::newConnection, this, &FrontDoor::onWebSocket);
}

FrontDoor::~FrontDoor() = default;

Expected<void> FrontDoor::open(const QHostAddress &address, quint16 port)
{
    if (!listen(address, port)) {
        return fail(Failure::Code::Io,
                    u"%1 port %2: %3"_s.arg(address.toString()).arg(port).arg(errorString()));
    }
    return {};
}

void FrontDoor::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const auto timeout = static_cast<unsigned>(m_limits.userTimeout.count());
    ::setsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout,
                 sizeof timeout);
    ++m_open;
    hold(socket, &Share::open);
    const int mine = m_shares.value(socket->peerAddress()).open;
    if (mine <= m_limits.openPerAddress) {
        new Visitor(socket, *this);
        return;
    }
    if (mine > 2 * m_limits.openPerAddress) {
        socket->abort(); // not even an answer: somebody means it
        socket->deleteLater();
        return;
    }
    serveHttp(socket, tooMany());
}

// On a child, because Qt's WebSocket server takes every connection off the socket itself.
void FrontDoor::hold(QTcpSocket *socket, int Share::*count)
{
    const QHostAddress address = socket->peerAddress();
    ++(m_shares[address].*count);
    auto *lease = new QObject(socket);
    connect(lease, &QObject::destroyed, this, [this, address, count] { release(address, count); });
}

void FrontDoor::release(const QHostAddress &address, int Share::*count)
{
    m_open -= count == &Share::open ? 1 : 0;
    const auto share = m_shares.find(address);
    if (share == m_shares.end())
        return;
    --((*share).*count);
    if (share->open <= 0 && share->webSockets <= 0)
        m_shares.erase(share);
}

void FrontDoor::serveHttp(QTcpSocket *socket, std::optional<HttpReply> refusal)
{
    auto *connection = new HttpConnection(socket, m_guard, m_handler, m_limits, this);
    if (refusal)
        connection->refuse(std::move(*refusal));
    else
        connection->start();
}

std::optional<HttpReply> FrontDoor::refuseUpgrade(const HttpHead &head, const QHostAddress &from)
{
    if (auto refused = m_guard.check(head))
        return refused;
    if (head.path != QStringList{ u"ws"_s })
        return HttpReply::error(HttpError{ 404, u"WebSockets are at /ws."_s });
    if (m_shares.value(from).webSockets >= m_limits.perAddress)
        return tooMany();
    if (m_draining)
        return later(u"The hub ends; another one comes."_s);
    if (!m_upgrades.take(m_clock.now()))
        return later(u"Too many clients at once."_s);
    return std::nullopt;
}

bool FrontDoor::isBusy() const
{
    const auto all = findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly);
    return std::ranges::any_of(all, [](const HttpConnection *one) { return one->isBusy(); });
}

void FrontDoor::upgrade(QTcpSocket *socket)
{
    // A reader that stalls must be noticed here, not hide in megabytes of kernel buffer.
    socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, 256 * 1024);
    hold(socket, &Share::webSockets);
    m_upgrading.append(socket);
    m_webSockets->handleConnection(socket);
}

void FrontDoor::onWebSocket()
{
    while (QWebSocket *socket = m_webSockets->nextPendingConnection()) {
        const auto most = static_cast<quint64>(m_limits.messageBytes);
        socket->setMaxAllowedIncomingFrameSize(most);
        socket->setMaxAllowedIncomingMessageSize(most);
        adopt(socket);
        socket->setParent(this); // until somebody takes it over
        HttpHead head;
        head.headers.emplaceBack("Authorization", socket->request().rawHeader("Authorization"));
        Q_EMIT webSocketOpened(socket, m_guard.isAuthorised(head));
    }
}

// Qt leaves the TCP socket with its old parent; WsLink looks for it as a child of its WebSocket.
void FrontDoor::adopt(QWebSocket *socket)
{
    m_upgrading.removeIf([socket](const QPointer<QTcpSocket> &tcp) {
        const bool same = tcp && tcp->peerPort() == socket->peerPort()
            && tcp->peerAddress() == socket->peerAddress();
        if (same)
            tcp->setParent(socket);
        return same || !tcp;
    });
}

} // namespace fw::hub::front
