// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_server.h"

#include "base/uuid.h"

#include <QJsonDocument>
#include <QTcpSocket>

#include <algorithm>

namespace fw::test {

using namespace Qt::StringLiterals;

FakeServer::FakeServer(QObject *parent)
    : QObject(parent)
    , m_epoch(uuid7(SystemClock().wall()))
{
    m_sockets = std::make_unique<QWebSocketServer>(u"fake"_s, QWebSocketServer::NonSecureMode);
    connect(m_sockets.get(), &QWebSocketServer::newConnection, this, &FakeServer::onClient);
    connect(&m_tcp, &QTcpServer::newConnection, this, &FakeServer::onConnection);
}

FakeServer::~FakeServer()
{
    for (QWebSocket *client : std::as_const(m_clients))
        client->disconnect(this);
}

bool FakeServer::listen(quint16 port)
{
    if (!bare)
        m_sockets->setSupportedSubprotocols({ u"framewatch.v1"_s });
    const bool ok = m_tcp.listen(QHostAddress::LocalHost, port);
    m_port = m_tcp.serverPort();
    return ok;
}

QUrl FakeServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

void FakeServer::onConnection()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (!silent)
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onHead(socket); });
    }
}

void FakeServer::onHead(QTcpSocket *socket)
{
    const QByteArray seen = socket->peek(65536);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = seen.left(end).toLower();
    const bool welcome = !wantsToken || seen.left(end).contains("Bearer good");
    if (head.contains("upgrade: websocket") && refuseUpgrade == 0 && welcome) {
        socket->disconnect(this);
        m_sockets->handleConnection(socket);
        Q_EMIT socket->readyRead(); // what waits there is for it
        return;
    }
    const qsizetype at = head.indexOf("content-length:");
    const qsizetype length
        = at < 0 ? 0 : head.mid(at + 15).split('\r').first().trimmed().toLongLong();
    if (socket->bytesAvailable() < end + 4 + length)
        return;
    answer(socket, socket->read(end + 4 + length));
}

void FakeServer::answer(QTcpSocket *socket, const QByteArray &request)
{
    const auto words = request.left(request.indexOf("\r\n")).split(' ');
    const QString path = QString::fromUtf8(words.value(1));
    const QByteArray body = request.mid(request.indexOf("\r\n\r\n") + 4);
    const bool isUpgrade = request.toLower().contains("upgrade: websocket");
    if (!isUpgrade)
        httpSeen.append(QString::fromLatin1(words.value(0)) + u' ' + path);
    std::pair<int, QByteArray> reply{ 0, {} };
    if (wantsToken && !request.contains("Bearer good"))
        reply = { 401, "{}" };
    else if (isUpgrade)
        reply = { refuseUpgrade, "<html>no</html>" };
    else if (http)
        reply = http(words.value(0), path, body);
    if (reply.first < 0)
        return; // heard, and silent
    if (reply.first == 0)
        reply = usualAnswer(words.value(0), path);
    socket->write("HTTP/1.1 " + QByteArray::number(reply.first)
                  + " X\r\nContent-Type: application/json\r\nContent-Length: "
                  + QByteArray::number(reply.second.size()) + "\r\n\r\n" + reply.second);
    if (!m_tcp.isListening())
        socket->disconnectFromHost();
}

std::pair<int, QByteArray> FakeServer::usualAnswer(const QByteArray &method, const QString &path)
{
    QJsonArray jobs;
    for (const auto &[id, job] : m_jobs)
        jobs.append(job);
    QJsonObject body;
    if (path == "/health"_L1)
        body = { { "status"_L1, u"healthy"_s }, { "hub"_L1, u"fake"_s }, { "epoch"_L1, m_epoch } };
    else if (path.startsWith("/api/jobs?"_L1) && method == "GET")
        body = { { "jobs"_L1, jobs }, { "next"_L1, QJsonValue::Null } };
    else if (path.startsWith("/api/jobs/"_L1) && m_jobs.contains(path.section(u'/', 3, 3)))
        body = { { "job"_L1, m_jobs.at(path.section(u'/', 3, 3)) },
                 { "log"_L1,
                   QJsonArray{ QJsonObject{ { "text"_L1, u"read"_s },
                                            { "time"_L1, u"2026-11-21T12:00:00Z"_s } } } } };
    else
        return { 404, R"({"error":{"code":"notFound","message":"no such thing"}})" };
    return { 200, QJsonDocument(body).toJson(QJsonDocument::Compact) };
}

void FakeServer::onClient()
{
    QWebSocket *client = m_sockets->nextPendingConnection();
    client->setParent(this);
    m_clients.append(client);
    connect(client, &QWebSocket::disconnected, this, [this, client] {
        m_clients.removeAll(client);
        for (auto &[name, channel] : m_channels)
            channel.subscribers.remove(client);
        client->deleteLater();
    });
    connect(client, &QWebSocket::textMessageReceived, this, [this, client](const QString &text) {
        onMessage(client, QJsonDocument::fromJson(text.toUtf8()).object());
    });
}

void FakeServer::send(QWebSocket *client, const QJsonObject &message)
{
    client->sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void FakeServer::onMessage(QWebSocket *client, const QJsonObject &message)
{
    m_messages.append(message);
    const QString type = message["type"_L1].toString(message["action"_L1].toString());
    if (type == "hello"_L1) {
        send(client,
             { { "type"_L1, u"welcome"_s },
               { "hub"_L1, u"fake"_s },
               { "epoch"_L1, m_epoch },
               { "connection"_L1, u"c"_s },
               { "capabilities"_L1,
                 QJsonArray{ u"jobs"_s, u"control"_s, u"add"_s, u"upload"_s } } });
    } else if (type == "subscribe"_L1 && bare) {
        m_channels[message["channel"_L1].toString()].subscribers.insert(client);
    } else if (type == "subscribe"_L1) {
        const QJsonArray wanted = message["channels"_L1].toArray();
        for (const auto &item : wanted)
            subscribe(client, item.toObject());
    } else if (type == "publish"_L1 && acks) {
        const QString op = message["op"_L1].toString();
        const bool again = ops.contains(op);
        const QJsonObject ack{ { "type"_L1, u"ack"_s },
                               { "op"_L1, op },
                               { "status"_L1, again ? u"duplicate"_s : u"applied"_s },
                               { "revision"_L1, 1 } };
        ops.insert(op, ack);
        send(client, ack);
    } else if (type == "status"_L1) {
        const QString op = message["op"_L1].toString();
        send(client,
             ops.value(op,
                       { { "type"_L1, u"error"_s },
                         { "code"_L1, u"notFound"_s },
                         { "message"_L1, u"never came"_s },
                         { "ref"_L1, op } }));
    }
}

void FakeServer::subscribe(QWebSocket *client, const QJsonObject &wanted)
{
    const QString name = wanted["channel"_L1].toString();
    Channel &channel = m_channels[name];
    channel.subscribers.insert(client);
    const qint64 from = wanted["seq"_L1].toInteger(-1);
    const bool can = wanted["epoch"_L1].toString() == m_epoch && from >= 0 && from <= channel.head
        && channel.head - from <= ring;
    send(client,
         { { "type"_L1, u"subscribed"_s },
           { "channel"_L1, name },
           { "epoch"_L1, m_epoch },
           { "seq"_L1, channel.head },
           { "recovered"_L1, can } });
    if (can) {
        for (auto event = channel.events.upper_bound(from); event != channel.events.end(); ++event)
            send(client, event->second);
        return;
    }
    send(client,
         { { "type"_L1, u"snapshot"_s },
           { "channel"_L1, name },
           { "epoch"_L1, m_epoch },
           { "seq"_L1, channel.head },
           { "part"_L1, 1 },
           { "parts"_L1, 1 },
           { "data"_L1, snapshotData(name) } });
}

QJsonObject FakeServer::snapshotData(const QString &name) const
{
    QJsonArray jobs;
    for (const auto &[id, job] : m_jobs)
        jobs.append(job);
    return name == "processing:jobs"_L1 ? QJsonObject{ { "jobs"_L1, jobs } } : kept.value(name);
}

void FakeServer::push(const QString &name, const QString &event, const QJsonObject &data, bool lose)
{
    Channel &channel = m_channels[name];
    QJsonObject message{ { "channel"_L1, name }, { "event"_L1, event }, { "data"_L1, data } };
    if (!bare) {
        message.insert("type"_L1, u"event"_s);
        message.insert("seq"_L1, ++channel.head);
        channel.events[channel.head] = message;
    }
    for (QWebSocket *client : std::as_const(channel.subscribers)) {
        if (!lose)
            send(client, message);
    }
}

void FakeServer::setJob(const QString &id, const QString &state)
{
    m_jobs[id]
        = { { "jobId"_L1, id }, { "name"_L1, QString(id + u".mp4"_s) }, { "state"_L1, state } };
    push(u"processing:jobs"_s, u"updated"_s, m_jobs[id]);
}

void FakeServer::changeJob(const QString &id, const QJsonObject &more)
{
    QJsonObject &job = m_jobs[id];
    job.insert("jobId"_L1, id);
    for (auto member = more.begin(); member != more.end(); ++member)
        job.insert(member.key(), member.value());
    push(u"processing:jobs"_s, u"updated"_s, job);
}

void FakeServer::removeJob(const QString &id)
{
    m_jobs.erase(id);
    push(u"processing:jobs"_s, u"removed"_s, { { "jobId"_L1, id } });
}

void FakeServer::heartbeat()
{
    QJsonObject heads;
    for (const auto &[name, channel] : m_channels)
        heads.insert(name, QJsonArray{ m_epoch, channel.head });
    for (QWebSocket *client : std::as_const(m_clients))
        send(client, { { "type"_L1, u"heartbeat"_s }, { "heads"_L1, heads } });
}

void FakeServer::gap(const QString &channel)
{
    for (QWebSocket *client : std::as_const(m_clients))
        send(client, { { "type"_L1, u"gap"_s }, { "channel"_L1, channel }, { "dropped"_L1, 3 } });
}

void FakeServer::sendToAll(const QByteArray &text)
{
    for (QWebSocket *client : std::as_const(m_clients))
        client->sendTextMessage(QString::fromUtf8(text));
}

void FakeServer::closeAll(int code)
{
    const auto clients = m_clients;
    for (QWebSocket *client : clients)
        client->close(static_cast<QWebSocketProtocol::CloseCode>(code));
}

void FakeServer::killAll()
{
    const auto clients = m_clients;
    for (QWebSocket *client : clients)
        client->abort();
}

void FakeServer::restart()
{
    killAll();
    m_epoch = uuid7(SystemClock().wall());
    m_channels.clear();
    ops.clear();
}

QJsonObject FakeServer::lastMessage(const QString &type) const
{
    const auto found
        = std::find_if(m_messages.rbegin(), m_messages.rend(), [&](const auto &message) {
              return message["type"_L1].toString(message["action"_L1].toString()) == type;
          });
    return found == m_messages.rend() ? QJsonObject() : *found;
}

int FakeServer::countOf(const QString &type) const
{
    return static_cast<int>(std::ranges::count_if(m_messages, [&](const QJsonObject &message) {
        return message["type"_L1].toString(message["action"_L1].toString()) == type;
    }));
}

} // namespace fw::test
