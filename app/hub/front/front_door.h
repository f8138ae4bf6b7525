// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/front/guard.h"
#include "hub/front/http_handler.h"
#include "hub/front/limits.h"

#include <QHash>
#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

class QWebSocket;
class QWebSocketServer;

namespace fw::hub::front {

/// The one port of the hub. Looks at the first head of each connection without taking it
/// (qt-6.4-traps.md 5, way C), then hands the socket to Qt's WebSocket server or to an
/// HttpConnection. Nothing gets past it without the Guard's word.
class FrontDoor final : public QTcpServer
{
    Q_OBJECT
public:
    /// \a handler and \a clock must outlive the door.
    FrontDoor(Guard guard, Limits limits, HttpHandler &handler, const Clock &clock,
              QObject *parent = nullptr);
    ~FrontDoor() override;

    /// Port 0 takes any free one. Fails with Io and the system's reason.
    Expected<void> open(const QHostAddress &address, quint16 port);
    const Guard &guard() const { return m_guard; }
    const Limits &limits() const { return m_limits; }
    int connections() const { return m_open; }
    /// From now on upgrades are refused: the hub ends, another one comes.
    void drain() { m_draining = true; }
    /// A request is being read, worked on or answered.
    bool isBusy() const;

Q_SIGNALS:
    /// A client finished the upgrade. The receiver takes the socket over. Size limits are set,
    /// nothing was read yet. \a authorised: our token came with the upgrade.
    void webSocketOpened(QWebSocket *socket, bool authorised);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    friend class Visitor;
    /// Who has how many connections open.
    struct Share
    {
        int open = 0; ///< of any kind
        int webSockets = 0;
    };
    void hold(QTcpSocket *socket, int Share::*count);
    void release(const QHostAddress &address, int Share::*count);
    void serveHttp(QTcpSocket *socket, std::optional<HttpReply> refusal);
    void upgrade(QTcpSocket *socket);
    std::optional<HttpReply> refuseUpgrade(const HttpHead &head, const QHostAddress &from);
    void onWebSocket();
    void adopt(QWebSocket *socket);

    Guard m_guard;
    Limits m_limits;
    HttpHandler &m_handler;
    const Clock &m_clock;
    TokenBucket m_upgrades;
    QWebSocketServer *m_webSockets;
    QHash<QHostAddress, Share> m_shares;
    QList<QPointer<QTcpSocket>> m_upgrading; ///< handed to Qt's server, not yet back from it
    int m_open = 0;
    bool m_draining = false;
};

} // namespace fw::hub::front
