// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "hub/front/limits.h"

#include <QObject>
#include <QWebSocket>

namespace fw::hub::front {

/// One client's WebSocket with the guards Qt leaves out (qt-6.4-traps.md 4): inbound rate, frames
/// that drip, peers that do not read, close that hangs. Knows bytes, not what they mean. Owns the
/// socket. Time passes by tick(), once a second.
class WsLink final : public QObject
{
    Q_OBJECT
public:
    WsLink(QWebSocket *socket, const Limits &limits, const Clock &clock, QObject *parent);
    ~WsLink() override;

    /// The peer chose framewatch.v1.
    bool speaksV1() const { return m_v1; }
    bool isLoopback() const;
    bool isOpen() const { return m_open; }
    void sendText(const QString &text);
    void sendBinary(const QByteArray &bytes);
    /// A WebSocket-level ping, for peers without heartbeats of their own.
    void ping();
    /// Bytes handed over and not yet sent.
    qint64 backlog() const { return m_open ? m_socket->bytesToWrite() : 0; }
    /// Says \a code and goes; aborts when that takes longer than limits.closing.
    void close(int code, const QString &reason);
    /// Goes at once; what is unsent is freed.
    void cut(int code, const QString &reason);
    /// Looks whether something takes too long.
    void tick();

Q_SIGNALS:
    /// One whole message, unpacked. \a overRate: more than allowed, answer instead of obeying.
    void received(const QByteArray &json, bool overRate);
    /// A message that is no JSON at all by its packing.
    void unusable(const fw::Failure &failure);
    /// The socket has sent something: backlog() is smaller.
    void drained();
    /// Over, exactly once. \a code is what was said by us or by the peer.
    void gone(int code, const QString &reason);

private:
    void cutWhenFull();
    void onText(const QString &text);
    void onBinary(const QByteArray &bytes);
    void onMessage(const QByteArray &json);
    void onDisconnected();

    QWebSocket *m_socket;
    const Limits &m_limits;
    const Clock &m_clock;
    TokenBucket m_rate;
    bool m_v1;
    bool m_open = true;
    bool m_full = false; ///< more waits than anybody may leave unread
    bool m_fragmented = false; ///< the last frame was not the last of its message
    int m_overRate = 0; ///< messages over the rate since it last was kept for a while
    int m_code = 0; ///< what we closed with; 0: not by us
    QString m_reason;
    std::optional<Instant> m_lastOver;
    std::optional<Instant> m_unfinished; ///< since when a message has been incomplete
    std::optional<Instant> m_stuck; ///< since when nothing drained while data waits
    std::optional<Instant> m_closing;
};

} // namespace fw::hub::front
