// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bridge_server.h"

#include <QJsonDocument>
#include <QLocale>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>
#include <QUuid>

#include <algorithm>

namespace fw::test {

using namespace Qt::StringLiterals;

namespace {

QJsonObject object(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

QString stamp(const QDateTime &time)
{
    return time.toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u"000"_s;
}

QByteArray reason(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 415:
        return "Unsupported Media Type";
    }
    return status >= 500 ? "Internal Server Error" : "OK";
}

} // namespace

BridgeServer::BridgeServer(QObject *parent)
    : QObject(parent)
    , m_sockets(std::make_unique<QWebSocketServer>(u"bridge"_s, QWebSocketServer::NonSecureMode))
{
    connect(m_sockets.get(), &QWebSocketServer::newConnection, this, &BridgeServer::onNative);
    connect(&m_tcp, &QTcpServer::newConnection, this, &BridgeServer::onConnection);
    for (int i = 1; i <= 6; ++i) {
        const bool waits = i <= 3;
        m_photos.prepend(
            QJsonObject{ { "id"_L1, i },
                         { "file_name"_L1, u"IMG_%1.jpg"_s.arg(i, 4, 10, QLatin1Char('0')) },
                         { "file_path"_L1, u"/srv/bridge/photos/IMG_%1.jpg"_s.arg(i) },
                         { "session_id"_L1, i == 6 ? 2 : 1 },
                         { "ai_score"_L1, waits ? QJsonValue(3.0 + i * 0.5) : QJsonValue() },
                         { "approved"_L1, false },
                         { "import_time"_L1, u"2026-11-21T12:19:29.768234"_s },
                         { "selected_preset"_L1, u"WhiteLayer"_s },
                         { "status"_L1, waits ? u"completed"_s : u"imported"_s } });
    }
    for (const auto &[id, name, done, total, status] :
         { std::tuple(1, "Wedding_20251109", 3, 5, "developing"),
           std::tuple(2, "Studio_done", 1, 1, "completed") })
        m_sessions.prepend(QJsonObject{ { "id"_L1, id },
                                        { "name"_L1, QString::fromLatin1(name) },
                                        { "created_at"_L1, u"2026-11-21T12:19:29.763214"_s },
                                        { "import_folder"_L1, u"/srv/bridge/photos"_s },
                                        { "total_photos"_L1, total },
                                        { "processed_photos"_L1, done },
                                        { "progress_percent"_L1, 100.0 * done / total },
                                        { "status"_L1, QString::fromLatin1(status) } });
    addJob(u"jobpend0001"_s, u"pending"_s, 4);
    addJob(u"jobproc0001"_s, u"processing"_s, 4);
    addJob(u"jobfail0001"_s, u"failed"_s, 5);
    addJob(u"jobdone0001"_s, u"completed"_s, 1);
}

BridgeServer::~BridgeServer()
{
    for (const Native &one : m_natives)
        one.socket->disconnect(this);
}

bool BridgeServer::listen(quint16 port)
{
    return m_tcp.listen(QHostAddress::LocalHost, port);
}

QUrl BridgeServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_tcp.serverPort()));
}

int BridgeServer::countOf(const QString &start) const
{
    return static_cast<int>(std::ranges::count_if(
        seen, [&start](const QString &line) { return line.startsWith(start); }));
}

QString BridgeServer::localNow() const
{
    return stamp(QDateTime::currentDateTimeUtc().addSecs(qint64(zone) * 60));
}

QString BridgeServer::utcNow()
{
    return stamp(QDateTime::currentDateTimeUtc());
}

BridgeServer::Reply BridgeServer::json(int status, const QJsonObject &body) const
{
    if (htmlErrors && status >= 400)
        return html(status);
    return { status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact) + '\n',
             false, 0 };
}

BridgeServer::Reply BridgeServer::refusal(int status, const QString &error, bool withSuccess) const
{
    QJsonObject body{ { "error"_L1, error } };
    if (withSuccess)
        body.insert("success"_L1, false);
    return json(status, body);
}

BridgeServer::Reply BridgeServer::html(int status)
{
    const QByteArray words = reason(status);
    return { status, "text/html; charset=utf-8",
             "<!doctype html>\n<html lang=en>\n<title>" + QByteArray::number(status) + ' ' + words
                 + "</title>\n<h1>" + words + "</h1>\n<p>No.</p>\n",
             false, 0 };
}

void BridgeServer::onConnection()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onHead(socket); });
    }
}

BridgeServer::Request BridgeServer::requestOf(const QByteArray &bytes) const
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const auto words = bytes.left(bytes.indexOf("\r\n")).split(' ');
    Request request;
    request.method = words.value(0);
    request.url = QUrl(QString::fromUtf8(words.value(1)));
    request.path = request.url.path();
    request.saysJson = bytes.left(end).toLower().contains("content-type: application/json");
    request.body = bytes.mid(end + 4);
    return request;
}

void BridgeServer::onHead(QTcpSocket *socket)
{
    if (hung)
        return;
    const QByteArray bytes = socket->peek(1 << 20);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = bytes.left(end).toLower();
    const bool upgrade = head.contains("upgrade: websocket");
    if (upgrade && native && head.startsWith("get /ws ")) {
        socket->disconnect(this);
        m_sockets->handleConnection(socket);
        Q_EMIT socket->readyRead(); // what waits there is for it
        return;
    }
    const qsizetype at = head.indexOf("content-length:");
    const qsizetype length
        = at < 0 ? 0 : head.mid(at + 15).split('\r').first().trimmed().toLongLong();
    if (bytes.size() < end + 4 + length)
        return;
    const Request request = requestOf(socket->read(end + 4 + length));
    if (singleThread && !m_natives.empty())
        return; // nobody is there to look at it
    seen.append(QString::fromLatin1(request.method) + u' ' + request.url.toString());
    answer(socket, route(request));
}

void BridgeServer::answer(QTcpSocket *socket, const Reply &reply)
{
    if (reply.hangs)
        return;
    if (reply.status == 0)
        return socket->abort();
    const auto write = [socket, reply] {
        const QString date = QLocale::c().toString(QDateTime::currentDateTimeUtc(),
                                                   u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        socket->write("HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reason(reply.status)
                      + "\r\nContent-Type: " + reply.type + "\r\nContent-Length: "
                      + QByteArray::number(reply.body.size()) + "\r\nDate: " + date.toLatin1()
                      + "\r\nConnection: close\r\n\r\n" + reply.body);
        socket->disconnectFromHost();
    };
    if (reply.delayMs > 0)
        QTimer::singleShot(reply.delayMs, socket, write);
    else
        write();
}

bool BridgeServer::isLate(const QString &path) const
{
    const QStringList late{ u"/resources/"_s, u"/ws/status"_s,  u"/ws/broadcast"_s, u"/ws/send/"_s,
                            u"/ws/notify/"_s, u"/ws/cleanup"_s, u"/export/"_s,      u"/photos/"_s };
    return std::ranges::any_of(late, [&path](const auto &start) { return path.startsWith(start); });
}

BridgeServer::Reply BridgeServer::route(const Request &request)
{
    if (isLate(request.path) && !lateRoutes)
        return html(404);
    if (request.path == "/ws"_L1)
        return html(native ? 400 : 404);
    if (request.path.startsWith("/ws/"_L1))
        return wedged ? hang() : fallback(request);
    return rest(request);
}

// The fallback of the seed (c1.1); refusals as the program words them.
BridgeServer::Reply BridgeServer::fallback(const Request &request)
{
    const bool isPost = request.method == "POST";
    const QJsonDocument parsed = QJsonDocument::fromJson(request.body);
    const QJsonObject body = parsed.object();
    if (request.path == "/ws/handshake"_L1) {
        if (!isPost)
            return html(405);
        if (!request.saysJson || request.body.isEmpty())
            return usualRequest415 ? html(415) : refusal(400, u"Invalid request"_s, true);
        if (parsed.isNull())
            return html(400);
        if (parsed.isArray())
            return html(500);
        if (body.isEmpty())
            return refusal(400, u"Invalid request"_s, true);
        const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        Client fresh;
        fresh.lastPoll = QDateTime::currentDateTimeUtc();
        fresh.row = { { "id"_L1, id },
                      { "client_type"_L1, body["client_type"_L1].toString(u"unknown"_s) },
                      { "connected_at"_L1, localNow() },
                      { "subscriptions"_L1, QJsonArray() } };
        m_clients[id] = fresh;
        put(id,
            { { "type"_L1, u"connection_established"_s },
              { "client_id"_L1, id },
              { "server_time"_L1, localNow() } });
        return json(200,
                    { { "success"_L1, true },
                      { "client_id"_L1, id },
                      { "protocol_version"_L1, body["protocol_version"_L1].toString(u"1.0"_s) },
                      { "server_time"_L1, localNow() } });
    }
    if (request.path == "/ws/poll"_L1) {
        if (isPost)
            return html(405);
        const QString id = QUrlQuery(request.url).queryItemValue(u"client_id"_s);
        if (id.isEmpty())
            return refusal(400, u"client_id required"_s, true);
        const auto found = m_clients.find(id);
        if (found == m_clients.end())
            return refusal(404, u"Invalid client_id"_s, true);
        found->second.lastPoll = QDateTime::currentDateTimeUtc();
        return json(200,
                    { { "success"_L1, true },
                      { "messages"_L1, std::exchange(found->second.queue, {}) },
                      { "timestamp"_L1, localNow() } });
    }
    if (request.path == "/ws/send"_L1)
        return sent(request);
    if (request.path == "/ws/disconnect"_L1) {
        if (!body.contains("client_id"_L1))
            return refusal(400, u"Invalid request"_s, true);
        m_clients.erase(body["client_id"_L1].toString());
        return json(200,
                    { { "success"_L1, true }, { "message"_L1, u"Disconnected successfully"_s } });
    }
    const auto count = static_cast<int>(m_clients.size());
    if (request.path == "/ws/clients"_L1)
        return json(
            200, { { "success"_L1, true }, { "clients"_L1, clientRows() }, { "count"_L1, count } });
    if (request.path == "/ws/status"_L1)
        return json(200,
                    { { "success"_L1, true },
                      { "enabled"_L1, true },
                      { "clients"_L1, clientRows() },
                      { "client_count"_L1, count } });
    return notified(request);
}

BridgeServer::Reply BridgeServer::sent(const Request &request)
{
    const QJsonObject body = object(request.body);
    if (!body.contains("client_id"_L1) || !body.contains("message"_L1))
        return refusal(400, u"Invalid request"_s, true);
    const QString id = body["client_id"_L1].toString();
    if (!m_clients.contains(id))
        return refusal(404, u"Invalid client_id"_s, true);
    if (!body["message"_L1].isObject())
        return html(500);
    const QJsonObject message = body["message"_L1].toObject();
    const bool subscribes = message["type"_L1].toString().endsWith("subscribe"_L1);
    if (subscribes && message["channels"_L1].isNull())
        return html(500);
    if (subscribes && failsSubscribe > 0) {
        --failsSubscribe;
        return { 0, {}, {}, false, 0 };
    }
    return json(200,
                { { "success"_L1, true },
                  { "response"_L1, handle(id, message) },
                  { "timestamp"_L1, localNow() } });
}

QJsonValue BridgeServer::handle(const QString &id, const QJsonObject &message)
{
    const QString type = message["type"_L1].toString();
    if (type.isEmpty())
        return QJsonObject{ { "error"_L1, u"Message type required"_s } };
    if (type == "ping"_L1)
        return QJsonObject{ { "type"_L1, u"pong"_s }, { "timestamp"_L1, localNow() } };
    QJsonObject &row = m_clients[id].row;
    if (type == "register"_L1) {
        row.insert("client_type"_L1, message["client_type"_L1].toString(u"unknown"_s));
        return QJsonObject{ { "type"_L1, u"registration_confirmed"_s },
                            { "client_type"_L1, message["client_type"_L1] },
                            { "client_name"_L1, message["client_name"_L1] } };
    }
    if (type != "subscribe"_L1 && type != "unsubscribe"_L1) {
        if (relays) {
            for (const QString &other : clientIds()) {
                if (other != id)
                    put(other, message);
            }
            return QJsonObject{ { "type"_L1, u"relayed"_s } };
        }
        return QJsonValue::Null;
    }
    QJsonArray channels = row["subscriptions"_L1].toArray();
    for (const auto &channel : message["channels"_L1].toArray()) {
        if (type == "subscribe"_L1 && !channels.contains(channel))
            channels.append(channel);
        for (qsizetype i = channels.size() - 1; type == "unsubscribe"_L1 && i >= 0; --i) {
            if (channels[i] == channel)
                channels.removeAt(i);
        }
    }
    row.insert("subscriptions"_L1, channels);
    return QJsonObject{ { "type"_L1,
                          type == "subscribe"_L1 ? u"subscription_confirmed"_s
                                                 : u"unsubscription_confirmed"_s },
                        { "channels"_L1, message["channels"_L1] } };
}

// c1.2: what other programs say to clients. In these routes a wrong body is 500 JSON.
BridgeServer::Reply BridgeServer::notified(const Request &request)
{
    const QJsonObject body = object(request.body);
    const auto done = [this](const QString &words) {
        return wedged ? hang() : json(200, { { "success"_L1, true }, { "message"_L1, words } });
    };
    const auto now = [this] { return std::pair("timestamp"_L1, localNow()); };
    if (request.path.startsWith("/ws/notify/"_L1)) {
        const bool system = request.path.endsWith("system_status"_L1);
        const QLatin1StringView key = system ? "status"_L1 : "job_id"_L1;
        if (!body.contains(key))
            return refusal(400, key + u" is required"_s, true);
        QJsonObject message{ { key, body[key] }, { now().first, now().second } };
        if (system) {
            message.insert("type"_L1, u"system_status"_s);
            broadcast(message, u"system"_s);
            return done(u"Status notification sent"_s);
        }
        const bool success = body.value("success"_L1).toBool(true);
        if (request.path.endsWith("job_progress"_L1)) {
            message.insert("type"_L1, u"job_progress"_s);
            message.insert("stage"_L1, body.value("stage"_L1).toString(u"processing"_s));
            message.insert("progress"_L1, body.contains("progress"_L1) ? body["progress"_L1] : 0);
            message.insert("message"_L1, body.value("message"_L1).toString());
            broadcast(message, u"jobs"_s);
            return done(u"Progress notification sent"_s);
        }
        message.insert("type"_L1, success ? u"job_completed"_s : u"job_failed"_s);
        message.insert("success"_L1, success);
        message.insert("result"_L1, body.value("result"_L1).toObject());
        broadcast(message, u"jobs"_s);
        return done(u"Completion notification sent"_s);
    }
    if (request.path == "/ws/cleanup"_L1) {
        if (body.contains("timeout_minutes"_L1) && !body["timeout_minutes"_L1].isDouble())
            return refusal(500, u"unsupported type for timedelta minutes component: str"_s, true);
        const int removed = cleanUp(body.value("timeout_minutes"_L1).toInt(5));
        return json(200,
                    { { "success"_L1, true },
                      { "removed_count"_L1, removed },
                      { "message"_L1, u"Removed %1 stale clients"_s.arg(removed) } });
    }
    if (!body.contains("message"_L1))
        return refusal(400, u"Message is required"_s, true);
    if (request.path == "/ws/broadcast"_L1) {
        broadcast(body["message"_L1].toObject(), body["channel"_L1].toString());
        return done(u"Message broadcast successfully"_s);
    }
    if (request.path.startsWith("/ws/send/"_L1)) {
        sendTo(request.path.mid(9), body["message"_L1].toObject());
        return json(200,
                    { { "success"_L1, true }, { "message"_L1, u"Message sent successfully"_s } });
    }
    return html(404);
}

void BridgeServer::put(const QString &id, const QJsonObject &message)
{
    QJsonArray &queue = m_clients[id].queue;
    queue.append(message);
    while (queue.size() > queueSize)
        queue.removeFirst();
}

int BridgeServer::broadcast(const QJsonObject &message, const QString &channel)
{
    int count = 0;
    for (const QString &id : clientIds()) {
        const bool wants = channel.isEmpty()
            || m_clients[id].row["subscriptions"_L1].toArray().contains(channel);
        if (!wants)
            continue;
        if (deadlock) {
            wedged = true;
            return 0;
        }
        put(id, message);
        ++count;
    }
    return count;
}

void BridgeServer::sendTo(const QString &id, const QJsonObject &message)
{
    if (m_clients.contains(id))
        put(id, message);
}

int BridgeServer::sendToType(const QString &type, const QJsonObject &message)
{
    int count = 0;
    for (const QString &id : clientIds()) {
        if (m_clients[id].row["client_type"_L1].toString() == type) {
            put(id, message);
            ++count;
        }
    }
    return count;
}

int BridgeServer::cleanUp(int minutes)
{
    const QDateTime limit = QDateTime::currentDateTimeUtc().addSecs(-60 * qint64(minutes));
    return static_cast<int>(std::erase_if(
        m_clients, [&limit](const auto &pair) { return pair.second.lastPoll < limit; }));
}

void BridgeServer::age(int minutes)
{
    for (auto &[id, client] : m_clients)
        client.lastPoll = client.lastPoll.addSecs(-60 * qint64(minutes));
}

QStringList BridgeServer::clientIds() const
{
    QStringList all;
    for (const auto &[id, client] : m_clients)
        all.append(id);
    return all;
}

QJsonArray BridgeServer::clientRows() const
{
    QJsonArray all;
    for (const auto &[id, client] : m_clients) {
        QJsonObject row = client.row;
        row.insert("last_poll"_L1, stamp(client.lastPoll.addSecs(qint64(zone) * 60)));
        all.append(row);
    }
    return all;
}

void BridgeServer::restart()
{
    m_clients.clear();
    m_batches.clear();
    wedged = false;
    closeNative(1001);
}

} // namespace fw::test
