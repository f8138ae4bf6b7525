// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace fw::test {

/// A WebSocket client of the hub for tests: says what it is told, keeps every message it hears,
/// with batches taken apart.
class WsPeer final : public QObject
{
public:
    enum Form { V1, Bare };

    /// Connects to /ws on \a port; \a token empty: none in the upgrade.
    WsPeer(quint16 port, Form form, const QByteArray &token)
    {
        connect(&m_socket, &QWebSocket::textMessageReceived, this,
                [this](const QString &text) { hear(text.toUtf8()); });
        connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const auto &bytes) {
            ++binaries;
            // The zlib stream follows one mark byte; qUncompress wants a length in front.
            QByteArray sized(4, '\0');
            sized[1] = 0x10;
            hear(qUncompress(sized + bytes.sliced(1)));
        });
        QNetworkRequest request(
            QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(port), QUrl::StrictMode));
        if (!token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + token);
        QWebSocketHandshakeOptions options;
        if (form == V1)
            options.setSubprotocols({ QStringLiteral("framewatch.v1") });
        m_socket.open(request, options);
    }

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    int closeCode() const { return m_socket.closeCode(); }
    QWebSocket &socket() { return m_socket; }
    void send(const QString &text) { m_socket.sendTextMessage(text); }
    void send(const QJsonObject &message)
    {
        send(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }
    /// Connects, says hello and waits for the welcome.
    bool greet()
    {
        if (!QTest::qWaitFor([this] { return isOpen(); }))
            return false;
        send(QStringLiteral(R"({"type":"hello","client":{"name":"test","id":"1"}})"));
        return QTest::qWaitFor([this] { return count(QStringLiteral("welcome")) == 1; });
    }
    void subscribe(const QString &channel)
    {
        send(QJsonObject{ { QStringLiteral("type"), QStringLiteral("subscribe") },
                          { QStringLiteral("channels"), QJsonArray{ channel } } });
    }
    qsizetype count(const QString &type) const { return all(type).size(); }
    /// Every message of that type heard so far, in order.
    QList<QJsonObject> all(const QString &type) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &message : messages) {
            if (message.value(QStringLiteral("type")).toString() == type)
                found.append(message);
        }
        return found;
    }

    QList<QJsonObject> messages;
    int binaries = 0;
    int batches = 0;

private:
    void hear(const QByteArray &json)
    {
        const QJsonObject message = QJsonDocument::fromJson(json).object();
        if (message.value(QStringLiteral("type")).toString() != QStringLiteral("batch")) {
            messages.append(message);
            return;
        }
        ++batches;
        const QJsonArray all = message.value(QStringLiteral("messages")).toArray();
        for (const auto &one : all)
            messages.append(one.toObject());
    }

    QWebSocket m_socket;
};

} // namespace fw::test
