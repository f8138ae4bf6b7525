// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/web_socket_transport.h"

#include "base/log.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTimer>
#include <QWebSocketHandshakeOptions>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace fw::link {

using namespace Qt::StringLiterals;

int statusInError(QStringView text)
{
    constexpr auto marker = "status code: "_L1;
    const qsizetype at = text.indexOf(marker);
    if (at < 0)
        return 0;
    const int status = text.sliced(at + marker.size()).left(3).toInt();
    return status >= 100 && status <= 599 ? status : 0;
}

namespace {

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

/// "TLS 1.3"; empty when it is none that is known.
QString nameOf(QSsl::SslProtocol protocol)
{
    if (protocol == QSsl::TlsV1_3)
        return u"TLS 1.3"_s;
    return protocol == QSsl::TlsV1_2 ? u"TLS 1.2"_s : QString();
}

Cause causeOf(QAbstractSocket::SocketError error, const QString &text)
{
    Cause cause;
    cause.detail = text;
    cause.httpStatus = statusInError(text);
    if (cause.httpStatus != 0) {
        cause.kind = Cause::Kind::Rejected;
        cause.detail = u"the server answered %1"_s.arg(cause.httpStatus); // not Qt's own words
    } else if (error == QAbstractSocket::SocketTimeoutError)
        cause.kind = Cause::Kind::Timeout;
    else if (error == QAbstractSocket::ConnectionRefusedError
             || error == QAbstractSocket::HostNotFoundError)
        cause.kind = Cause::Kind::Refused;
    return cause;
}

} // namespace

WebSocketTransport::WebSocketTransport(quint64 attempt, const wire::Greeting &greeting,
                                       const LinkPolicy &policy, QObject *parent)
    : QObject(parent)
    , m_policy(policy)
    , m_attempt(attempt)
{
    m_socket.setMaxAllowedIncomingFrameSize(static_cast<quint64>(policy.messageBytes));
    m_socket.setMaxAllowedIncomingMessageSize(static_cast<quint64>(policy.messageBytes));
    if (isLoopback(greeting.url))
        m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QWebSocket::connected, this, &WebSocketTransport::onConnected);
    connect(&m_socket, &QWebSocket::disconnected, this, &WebSocketTransport::endSoon);
    connect(&m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
            &WebSocketTransport::onError);
    connect(&m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_tlsText = errors.isEmpty() ? u"TLS"_s : errors.front().errorString(); // never ignored
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        Q_EMIT frameReceived({ wire::Frame::Kind::Text, text.toUtf8() }, m_attempt);
    });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        Q_EMIT frameReceived({ wire::Frame::Kind::Binary, bytes }, m_attempt);
    });
    connect(&m_socket, &QWebSocket::binaryFrameReceived, this, [this] { Q_EMIT heard(m_attempt); });
    connect(&m_socket, &QWebSocket::pong, this, [this](quint64 elapsed, const QByteArray &) {
        Q_EMIT roundTripMeasured(Millis(static_cast<Millis::rep>(elapsed)));
        Q_EMIT heard(m_attempt);
    });

    QNetworkRequest request(greeting.url);
    for (const auto &[name, value] : greeting.headers)
        request.setRawHeader(name, value);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(greeting.subProtocols);
    m_socket.open(request, options);
}

void WebSocketTransport::onConnected()
{
    // A half-open link shows itself in seconds instead of the 15 minutes TCP would take.
    if (const auto *socket = m_socket.findChild<QAbstractSocket *>()) {
        const auto timeout = static_cast<unsigned>(m_policy.tcpUserTimeout.count());
        const auto descriptor = static_cast<int>(socket->socketDescriptor());
        if (setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, sizeof timeout) != 0)
            qCDebug(lcLink) << "TCP_USER_TIMEOUT was refused";
    }
    Q_EMIT opened(m_attempt, m_socket.subprotocol());
}

QString WebSocketTransport::words() const
{
    QStringList parts{ u"WebSocket"_s };
    // Not QWebSocket::sslConfiguration(): that is what was asked for, not what came of it.
    if (const auto *socket = m_socket.findChild<QSslSocket *>(); socket && socket->isEncrypted()) {
        parts << nameOf(socket->sessionProtocol());
        const QDateTime until = socket->peerCertificate().expiryDate();
        if (until.isValid())
            parts << u"certificate until "_s + until.date().toString(Qt::ISODate);
    }
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

bool WebSocketTransport::send(const wire::Frame &frame)
{
    if (m_ending || m_socket.state() != QAbstractSocket::ConnectedState
        || m_socket.bytesToWrite() > m_policy.outgoingBytes)
        return false;
    if (frame.kind == wire::Frame::Kind::Text)
        m_socket.sendTextMessage(QString::fromUtf8(frame.bytes));
    else
        m_socket.sendBinaryMessage(frame.bytes);
    return true;
}

void WebSocketTransport::ping()
{
    m_socket.ping();
}

void WebSocketTransport::closeOrderly()
{
    m_socket.close(QWebSocketProtocol::CloseCodeNormal);
}

void WebSocketTransport::abortNow()
{
    m_ending = true;
    m_socket.disconnect(this);
    m_socket.abort();
    deleteLater();
}

void WebSocketTransport::onError(QAbstractSocket::SocketError error)
{
    if (!m_error) {
        m_error = error;
        m_errorText = m_socket.errorString();
    }
    endSoon();
}

// `disconnected` and `error` come in either order; after one turn of the event loop both are in.
void WebSocketTransport::endSoon()
{
    if (m_ending)
        return;
    m_ending = true;
    QTimer::singleShot(0, this, &WebSocketTransport::end);
}

void WebSocketTransport::end()
{
    Cause cause;
    // Qt shows 1000 for a peer that crashed: only without an error is the close code a close code.
    // 1002, 1007 and 1009 are Qt's own verdicts on what the peer sent and come without an error.
    if (!m_tlsText.isEmpty()) {
        cause.kind = Cause::Kind::Tls;
        cause.detail = m_tlsText;
    } else if (m_error) {
        cause = causeOf(*m_error, m_errorText);
    } else {
        cause.kind = Cause::Kind::Closed;
        cause.closeCode = static_cast<int>(m_socket.closeCode());
        cause.detail = m_socket.closeReason();
    }
    m_socket.disconnect(this);
    deleteLater();
    Q_EMIT gone(m_attempt, cause);
}

} // namespace fw::link
