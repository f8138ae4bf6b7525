// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/ws_link.h"

#include "base/log.h"
#include "hub/front/packed.h"
#include "wire/channels.h"

#include <QHostAddress>
#include <QWebSocketProtocol>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

WsLink::WsLink(QWebSocket *socket, const Limits &limits, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_limits(limits)
    , m_clock(clock)
    , m_rate(limits.messagesPerSecond, limits.messageBurst)
    , m_v1(socket->subprotocol() == wire::channel::subProtocol)
{
    m_socket->setParent(this);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &WsLink::onText);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &WsLink::onBinary);
    connect(m_socket, &QWebSocket::textFrameReceived, this,
            [this](const QString &, bool last) { m_fragmented = !last; });
    connect(m_socket, &QWebSocket::binaryFrameReceived, this,
            [this](const QByteArray &, bool last) { m_fragmented = !last; });
    connect(m_socket, &QWebSocket::disconnected, this, &WsLink::onDisconnected);
    connect(m_socket, &QWebSocket::bytesWritten, this, [this] {
        m_stuck.reset();
        Q_EMIT drained();
    });
}

WsLink::~WsLink()
{
    m_socket->disconnect(this);
    if (m_open)
        m_socket->abort();
}

bool WsLink::isLoopback() const
{
    return m_socket->peerAddress().isLoopback();
}

void WsLink::sendText(const QString &text)
{
    if (m_open && !m_closing && !m_full)
        m_socket->sendTextMessage(text);
    cutWhenFull();
}

void WsLink::sendBinary(const QByteArray &bytes)
{
    if (m_open && !m_closing && !m_full)
        m_socket->sendBinaryMessage(bytes);
    cutWhenFull();
}

// From the event loop: whoever sends does not expect to end here.
void WsLink::cutWhenFull()
{
    if (!m_open || m_full || backlog() <= m_limits.stuckBytes)
        return;
    m_full = true;
    QMetaObject::invokeMethod(
        this, [this] { cut(4008, u"The client does not read."_s); }, Qt::QueuedConnection);
}

void WsLink::ping()
{
    if (m_open && !m_closing)
        m_socket->ping();
}

void WsLink::close(int code, const QString &reason)
{
    if (!m_open || m_closing)
        return;
    m_code = code;
    m_reason = reason;
    m_closing = m_clock.now();
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

void WsLink::cut(int code, const QString &reason)
{
    if (!m_open)
        return;
    m_code = code;
    m_reason = reason;
    m_socket->abort();
    onDisconnected();
}

void WsLink::tick()
{
    if (!m_open)
        return;
    const Instant now = m_clock.now();
    if (m_closing) {
        if (now - *m_closing > m_limits.closing)
            cut(m_code, m_reason);
        return;
    }
    const auto *tcp = m_socket->findChild<QAbstractSocket *>();
    if (!m_fragmented && (!tcp || tcp->bytesAvailable() == 0))
        m_unfinished.reset();
    else if (!m_unfinished)
        m_unfinished = now;
    if (m_socket->bytesToWrite() == 0)
        m_stuck.reset();
    else if (!m_stuck)
        m_stuck = now;
    if (m_unfinished && now - *m_unfinished > m_limits.message)
        cut(QWebSocketProtocol::CloseCodePolicyViolated, u"A message took too long."_s);
    else if (m_stuck && now - *m_stuck > m_limits.stuck)
        cut(4008, u"The client does not read."_s);
}

void WsLink::onText(const QString &text)
{
    onMessage(text.toUtf8());
}

void WsLink::onBinary(const QByteArray &bytes)
{
    m_unfinished.reset();
    const auto json = unpacked(bytes);
    if (json)
        onMessage(*json);
    else if (m_rate.take(m_clock.now()))
        Q_EMIT unusable(json.error());
    else
        close(QWebSocketProtocol::CloseCodePolicyViolated, u"Too many messages."_s);
}

// The first messages over the rate are answered, a client that goes on is closed (reliability.md
// 5.5: 4429 first, 1008 if repeated).
void WsLink::onMessage(const QByteArray &json)
{
    m_unfinished.reset();
    if (m_closing)
        return;
    const Instant now = m_clock.now();
    const bool over = !m_rate.take(now);
    if (over) {
        if (m_lastOver && now - *m_lastOver > std::chrono::seconds(10))
            m_overRate = 0;
        m_lastOver = now;
        if (++m_overRate > m_limits.overRate) {
            close(QWebSocketProtocol::CloseCodePolicyViolated, u"Too many messages."_s);
            return;
        }
    }
    Q_EMIT received(json, over);
}

void WsLink::onDisconnected()
{
    if (!m_open)
        return;
    m_open = false;
    if (m_code == 0) {
        m_code = m_socket->closeCode();
        m_reason = m_socket->closeReason();
    }
    Q_EMIT gone(m_code, m_reason);
}

} // namespace fw::hub::front
