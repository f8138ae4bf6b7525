// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/inputs.h"
#include "link/policy.h"

#include <QObject>
#include <QWebSocket>

namespace fw::link {

/// One connection attempt over one fresh QWebSocket, with the guards of qt-6.4-traps.md 1: own
/// limits, TCP_USER_TIMEOUT, abort instead of close, one normalised end. Decides nothing.
class WebSocketTransport final : public QObject
{
    Q_OBJECT
public:
    /// Opens \a greeting's URL at once. \a attempt is said with every signal.
    WebSocketTransport(quint64 attempt, const wire::Greeting &greeting, const LinkPolicy &policy,
                       QObject *parent = nullptr);

    /// False when the socket is not open or too much waits unsent already.
    bool send(const wire::Frame &frame);
    void ping();
    void closeOrderly(); ///< code 1000
    void abortNow(); ///< nothing more is heard of this attempt
    quint64 attempt() const { return m_attempt; }
    /// "WebSocket, TLS 1.3, certificate until 2027-02-01"; what is not known is left out.
    QString words() const;

Q_SIGNALS:
    void opened(quint64 attempt, const QString &subProtocol);
    void frameReceived(const fw::wire::Frame &frame, quint64 attempt);
    void heard(quint64 attempt); ///< a pong, or a part of a large message
    void roundTripMeasured(std::chrono::milliseconds time);
    /// Exactly once, unless aborted; without the dialect's verdict.
    void gone(quint64 attempt, const fw::link::Cause &cause);

private:
    void onError(QAbstractSocket::SocketError error);
    void onConnected();
    void endSoon();
    void end();

    QWebSocket m_socket;
    LinkPolicy m_policy;
    quint64 m_attempt;
    bool m_ending = false;
    std::optional<QAbstractSocket::SocketError> m_error;
    QString m_errorText;
    QString m_tlsText; ///< why TLS refused the peer's certificate; empty: it did not
};

/// The HTTP status in Qt's words for a refused upgrade, "… status code: 403 (Forbidden)"; else 0.
int statusInError(QStringView text);

} // namespace fw::link
