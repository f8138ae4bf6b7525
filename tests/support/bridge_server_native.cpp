// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bridge_server.h"

#include <QJsonDocument>

#include <algorithm>

namespace fw::test {

using namespace Qt::StringLiterals;

// The native socket (c2): integer ids, errors as frames, never a ping.

void BridgeServer::sendNative(QWebSocket *socket, const QJsonObject &message)
{
    socket->sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void BridgeServer::onNative()
{
    QWebSocket *socket = m_sockets->nextPendingConnection();
    socket->setParent(this);
    Native fresh;
    fresh.socket = socket;
    fresh.id = std::exchange(m_nextNative, m_nextNative + 70656);
    m_natives.push_back(fresh);
    connect(socket, &QWebSocket::disconnected, this, [this, socket] {
        std::erase_if(m_natives, [socket](const Native &one) { return one.socket == socket; });
        socket->deleteLater();
    });
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this, socket](const QString &text) { onNativeText(socket, text); });
    sendNative(socket,
               { { "type"_L1, u"connection_established"_s },
                 { "client_id"_L1, fresh.id },
                 { "server_time"_L1, localNow() } });
}

void BridgeServer::onNativeText(QWebSocket *socket, const QString &text)
{
    const auto found = std::ranges::find(m_natives, socket, &Native::socket);
    const QJsonDocument parsed = QJsonDocument::fromJson(text.toUtf8());
    const QJsonObject message = parsed.object();
    const QString type = message["type"_L1].toString();
    const auto wrong = [&](const QString &words) {
        sendNative(
            socket,
            { { "type"_L1, u"error"_s }, { "error"_L1, words }, { "timestamp"_L1, localNow() } });
    };
    heard.push_back(message);
    if (parsed.isNull())
        return wrong(u"Invalid JSON format"_s);
    if (parsed.isArray())
        return wrong(u"'list' object has no attribute 'get'"_s);
    if (type.isEmpty())
        return wrong(u"Message type is required"_s);
    if (type == "ping"_L1)
        return sendNative(socket, { { "type"_L1, u"pong"_s }, { "timestamp"_L1, localNow() } });
    if (type == "register"_L1) {
        found->type = message.value("client_type"_L1).toString(u"unknown"_s);
        found->name = message.value("client_name"_L1).toString(u"unnamed"_s);
        return sendNative(socket,
                          { { "type"_L1, u"registration_confirmed"_s },
                            { "client_type"_L1, found->type },
                            { "client_name"_L1, found->name } });
    }
    if (type != "subscribe"_L1 && type != "unsubscribe"_L1)
        return wrong(u"Unknown message type: "_s + type);
    if (message["channels"_L1].isNull())
        return wrong(u"'NoneType' object is not iterable"_s);
    for (const auto &channel : message["channels"_L1].toArray()) {
        found->channels.removeAll(channel.toString());
        if (type == "subscribe"_L1)
            found->channels.append(channel.toString());
    }
    sendNative(
        socket,
        { { "type"_L1,
            type == "subscribe"_L1 ? u"subscription_confirmed"_s : u"unsubscription_confirmed"_s },
          { "channels"_L1, message["channels"_L1] } });
}

void BridgeServer::emitNative(const QString &type, const QJsonObject &data, const QString &channel)
{
    QJsonObject message = data;
    message.insert("type"_L1, type);
    message.insert("timestamp"_L1, localNow());
    for (const Native &one : m_natives) {
        if (one.channels.contains(channel))
            sendNative(one.socket, message);
    }
}

void BridgeServer::closeNative(int code)
{
    const auto open = m_natives;
    for (const Native &one : open)
        one.socket->close(static_cast<QWebSocketProtocol::CloseCode>(code));
}

} // namespace fw::test
