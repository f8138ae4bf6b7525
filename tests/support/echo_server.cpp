// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/echo_server.h"

#include <QDateTime>
#include <QJsonDocument>

#include <cstring>

namespace fw::test {

using namespace Qt::StringLiterals;

namespace {

QString stamp(EchoServer::Age age = EchoServer::Age(0))
{
    return QDateTime::currentDateTimeUtc().addMSecs(-age.count()).toString(Qt::ISODateWithMs);
}

// The program's times have no zone and no fraction.
QString naive()
{
    return QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-ddTHH:mm:ss"_s);
}

// Qt's enumeration ends below the codes that are free for all.
QWebSocketProtocol::CloseCode closeCode(int code)
{
    QWebSocketProtocol::CloseCode result{};
    std::memcpy(&result, &code, sizeof result);
    return result;
}
static_assert(sizeof(QWebSocketProtocol::CloseCode) == sizeof(int));

FakeAnswer detail(int status, const QString &text)
{
    FakeAnswer answer = jsonAnswer(status, QJsonObject{ { "detail"_L1, text } });
    if (status == 401)
        answer.headers.emplace_back("WWW-Authenticate", "Bearer");
    return answer;
}

FakeAnswer invalid(const QJsonArray &where, const QString &text)
{
    return jsonAnswer(
        422,
        QJsonObject{
            { "detail"_L1,
              QJsonArray{ QJsonObject{
                  { "loc"_L1, where }, { "msg"_L1, text }, { "type"_L1, u"value_error"_s } } } } });
}

FakeAnswer crash()
{
    FakeAnswer answer;
    answer.status = 500;
    answer.type = "text/plain; charset=utf-8";
    answer.body = "Internal Server Error";
    return answer;
}

FakeCall callOf(const QByteArray &head)
{
    FakeCall call;
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    call.method = words.value(0);
    const QUrl target = QUrl::fromEncoded(words.value(1));
    call.path = target.path();
    call.query = QUrlQuery(target);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            call.headers.insert(line.left(colon).trimmed().toLower(),
                                line.mid(colon + 1).trimmed());
    }
    return call;
}

QByteArray between(const QByteArray &text, const QByteArray &from, const QByteArray &to)
{
    const qsizetype start = text.indexOf(from);
    if (start < 0)
        return {};
    const qsizetype begin = start + from.size();
    return text.mid(begin, text.indexOf(to, begin) - begin);
}

} // namespace

EchoServer::EchoServer(QObject *parent)
    : QObject(parent)
{
    m_sockets = std::make_unique<QWebSocketServer>(u"echo"_s, QWebSocketServer::NonSecureMode);
    connect(m_sockets.get(), &QWebSocketServer::newConnection, this,
            [this] { onClient(std::exchange(m_nextIsGood, true)); });
    connect(&m_tcp, &QTcpServer::newConnection, this, &EchoServer::onConnection);
    connect(&m_beat, &QTimer::timeout, this, &EchoServer::beat);
}

EchoServer::~EchoServer()
{
    for (QWebSocket *client : std::as_const(m_clients))
        client->disconnect(this);
}

bool EchoServer::listen()
{
    return m_tcp.listen(QHostAddress::LocalHost);
}

QUrl EchoServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(port()));
}

void EchoServer::onConnection()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
    }
}

void EchoServer::onData(QTcpSocket *socket)
{
    if (!socket->isOpen())
        return;
    const QByteArray waiting = socket->peek(socket->bytesAvailable());
    const qsizetype end = waiting.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    FakeCall call = callOf(waiting.left(end));
    if (call.headers.value("upgrade").toLower() == "websocket" && onUpgrade(socket, call))
        return;
    const qsizetype length = call.headers.value("content-length").toLongLong();
    if (waiting.size() < end + 4 + length)
        return;
    call.body = socket->read(end + 4 + length).mid(end + 4);
    seen.append(QString::fromLatin1(call.method) + u' ' + call.path);
    if (call.headers.contains("authorization"))
        bearers.append(call.headers.value("authorization").mid(7));
    if (silent > 0 && silent--)
        return;
    const FakeAnswer reply = answer(call);
    QByteArray text = "HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nContent-Type: "
        + reply.type + "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    for (const auto &[name, value] : reply.headers)
        text += name + ": " + value + "\r\n";
    text += "\r\n" + reply.body;
    if (!holds.isEmpty() && seen.last().startsWith(holds))
        m_held.emplace_back(socket, text);
    else
        socket->write(text);
    if (socket->bytesAvailable() > 0)
        onData(socket);
}

void EchoServer::letGo()
{
    holds.clear();
    for (const auto &[socket, text] : std::exchange(m_held, {})) {
        if (socket)
            socket->write(text);
    }
}

// Starlette answers 403 for a path it does not know and for one that was closed before it was
// accepted; who wants to say why accepts first.
bool EchoServer::onUpgrade(QTcpSocket *socket, const FakeCall &call)
{
    socketPaths.append(call.path + u'?' + call.query.toString(QUrl::FullyEncoded));
    const bool isPath
        = call.path == "/ws"_L1 || call.path == QString(u"/ws/jobs/status/"_s + m_auth.user);
    QByteArray token = call.query.queryItemValue(u"token"_s, QUrl::FullyDecoded).toLatin1();
    if (call.headers.contains("authorization"))
        token = call.headers.value("authorization").mid(7);
    m_nextIsGood = m_auth.isGood(token) || token.isEmpty(); // none: a first message may bring it
    if (!hasSocket || !isPath || (!m_nextIsGood && !refusesLate)) {
        m_nextIsGood = true;
        socket->readAll();
        socket->write("HTTP/1.1 403 Forbidden\r\nServer: Python/3.11 websockets/10.4\r\n"
                      "Content-Length: 0\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");
        socket->disconnectFromHost();
        return true;
    }
    socket->disconnect(this);
    m_upgraded.append(socket);
    m_sockets->handleConnection(socket);
    Q_EMIT socket->readyRead(); // what waits there is for it
    return true;
}

void EchoServer::onClient(bool good)
{
    QWebSocket *client = m_sockets->nextPendingConnection();
    client->setParent(this);
    connect(client, &QWebSocket::disconnected, this, [this, client] {
        m_clients.removeAll(client);
        m_subscribed.remove(client);
        client->deleteLater();
    });
    connect(client, &QWebSocket::textMessageReceived, this,
            [this, client](const QString &text) { onMessage(client, text); });
    m_clients.append(client);
    if (!good)
        client->close(closeCode(4401), u"token"_s);
}

void EchoServer::onMessage(QWebSocket *client, const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    heard.append(message);
    const QString action = message["action"_L1].toString();
    const QJsonArray ids = message["job_ids"_L1].toArray();
    for (const auto &id : ids) {
        if (action == "subscribe"_L1)
            m_subscribed[client].insert(id.toString());
        else if (action == "unsubscribe"_L1)
            m_subscribed[client].remove(id.toString());
    }
    if (action == "authenticate"_L1 && !m_auth.isGood(message["token"_L1].toString().toLatin1()))
        client->close(closeCode(4401), u"token"_s);
}

FakeAnswer EchoServer::answer(const FakeCall &call)
{
    if (call.path == "/"_L1)
        return jsonAnswer(200,
                          QJsonObject{ { "message"_L1, u"Video Processing API is running"_s } });
    if (call.path == "/openapi.json"_L1 && hasDocument)
        return jsonAnswer(200, document());
    if (const FakeAnswer auth = m_auth.answer(call); auth.status != 0)
        return auth;
    if (call.path.startsWith("/storage/"_L1))
        return storage(call);
    if (!call.path.startsWith("/api/v1/"_L1))
        return detail(404, u"Not Found"_s);
    if (call.path == "/api/v1/jobs"_L1) {
        FakeAnswer answer;
        answer.status = 307;
        QUrl target = url();
        target.setPath(u"/api/v1/jobs/"_s);
        target.setQuery(call.query);
        answer.headers.append({ "Location", target.toEncoded() });
        return answer;
    }
    const QByteArray authorization = call.headers.value("authorization");
    if (authorization.isEmpty())
        return detail(401, u"Not authenticated"_s);
    if ((fail401 > 0 && fail401--) || !m_auth.isGood(authorization.mid(7)))
        return detail(401, u"Could not validate Supabase credentials"_s);
    return api(call);
}

FakeAnswer EchoServer::api(const FakeCall &call)
{
    const QString path = call.path.mid(7);
    if (path == "/jobs/"_L1 && call.method == "GET")
        return jobList(call);
    if (path == "/jobs/"_L1)
        return detail(405, u"Method Not Allowed"_s);
    if (path.startsWith("/videos/jobs/"_L1))
        return jobDetail(path.mid(13));
    if (path == "/videos/upload"_L1 && call.method == "POST")
        return upload(call);
    return hasPageRoutes ? pageRoute(call) : detail(404, u"Not Found"_s);
}

QJsonObject EchoServer::shownJob(const QJsonObject &job) const
{
    QJsonObject shown = job;
    if (!nullMetadata)
        return shown;
    QJsonObject metadata = shown["metadata"_L1].toObject();
    for (auto member = metadata.begin(); member != metadata.end(); ++member)
        member.value() = QJsonValue::Null;
    shown.insert("metadata"_L1, metadata);
    return shown;
}

FakeAnswer EchoServer::jobList(const FakeCall &call)
{
    if (crashList > 0 && crashList--)
        return crash();
    QStringList wanted = call.query.allQueryItemValues(u"status"_s);
    const QStringList words{ u"PENDING"_s, u"PROCESSING"_s, u"COMPLETED"_s, u"FAILED"_s };
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (!words.contains(wanted.at(i)))
            return invalid({ u"query"_s, u"status"_s, i },
                           u"value is not a valid enumeration member; permitted: 'PENDING', "
                           u"'PROCESSING', 'COMPLETED', 'FAILED'"_s);
    }
    if (wanted.isEmpty() || hidesFinished)
        wanted = words.first(2);
    QJsonArray list;
    for (auto job = m_jobs.cend(); job != m_jobs.cbegin() && list.size() < 100;) {
        --job;
        if (wanted.contains(job.value()["status"_L1].toString()))
            list.append(shownJob(job.value()));
    }
    return jsonAnswer(200, list);
}

FakeAnswer EchoServer::jobDetail(const QString &id)
{
    bool isNumber = false;
    const int number = id.toInt(&isNumber);
    if (!isNumber)
        return invalid({ u"path"_s, u"job_id"_s }, u"value is not a valid integer"_s);
    if (!m_jobs.contains(number))
        return detail(404, u"Job not found"_s);
    return detailCrashes ? crash() : jsonAnswer(200, shownJob(m_jobs.value(number)));
}

FakeAnswer EchoServer::upload(const FakeCall &call)
{
    const QByteArray head = call.body.left(call.body.indexOf("\r\n\r\n")) + "\r\n";
    const QByteArray name = between(head, "filename=\"", "\"");
    const QByteArray type = between(head.toLower(), "content-type: ", "\r\n");
    if (!call.body.contains("name=\"file\"") || name.isEmpty())
        return invalid({ u"body"_s, u"file"_s }, u"field required"_s);
    if (!type.startsWith("video/"))
        return detail(400, u"File must be a video"_s);
    const int id = addJob(QString::fromUtf8(name));
    tellJob(id);
    return jsonAnswer(200, QJsonObject{ { "job_id"_L1, id }, { "status"_L1, u"PENDING"_s } });
}

FakeAnswer EchoServer::pageRoute(const FakeCall &call)
{
    const QString path = call.path.mid(7);
    const QJsonObject body = QJsonDocument::fromJson(call.body).object();
    if (path == "/videos/signed-upload-url"_L1) {
        const QString video = QString::number(m_nextVideo++);
        m_signed.insert(video, body);
        QUrl target = url();
        target.setPath(u"/storage/"_s + video);
        target.setQuery(u"X-Goog-Signature=signed-for-a-while"_s);
        return jsonAnswer(
            200, QJsonObject{ { "upload_url"_L1, target.toString() }, { "video_id"_L1, video } });
    }
    if (path == "/videos/upload-complete"_L1) {
        for (const auto key :
             { "video_id"_L1, "original_filename"_L1, "content_type"_L1, "size_bytes"_L1 }) {
            if (!body.contains(key))
                return invalid({ u"body"_s, QString(key) }, u"field required"_s);
        }
        addJob(body["original_filename"_L1].toString());
        FakeAnswer answer;
        answer.status = 204;
        return answer;
    }
    if (path.endsWith("/metadata"_L1) && call.method == "PUT")
        return putMetadata(call);
    if (path.endsWith("/details"_L1)) {
        const int video = path.section(u'/', 2, 2).toInt();
        for (const QJsonObject &job : std::as_const(m_jobs)) {
            if (job["video_id"_L1].toInt() == video)
                return jsonAnswer(200, shownJob(job));
        }
        return detail(404, u"Video not found"_s);
    }
    return detail(404, u"Not Found"_s);
}

FakeAnswer EchoServer::putMetadata(const FakeCall &call)
{
    const int video = call.path.section(u'/', 4, 4).toInt();
    lastMetadata = QJsonDocument::fromJson(call.body).object();
    const QStringList keys = QStringList{ u"title"_s, u"description"_s, u"tags"_s } + moreMetadata;
    const QStringList given = lastMetadata.keys();
    for (const QString &key : given) {
        if (!keys.contains(key))
            return invalid({ u"body"_s, key }, u"extra fields not permitted"_s);
    }
    if (refuseMetadata > 0 && refuseMetadata--)
        return invalid({ u"body"_s, given.value(0) }, u"ensure this value is another one"_s);
    for (QJsonObject &job : m_jobs) {
        if (job["video_id"_L1].toInt() != video)
            continue;
        QJsonObject metadata = job["metadata"_L1].toObject();
        for (const QString &key : given)
            metadata.insert(key, lastMetadata.value(key));
        job.insert("metadata"_L1, metadata);
        FakeAnswer answer;
        answer.status = 204;
        return answer;
    }
    return detail(404, u"Video not found"_s);
}

// A signed address takes exactly the type it was made for, and nobody's token.
FakeAnswer EchoServer::storage(const FakeCall &call)
{
    const QString video = call.path.mid(9);
    FakeAnswer answer;
    answer.status = storageStatus;
    answer.type = "application/xml";
    const QByteArray type = m_signed.value(video)["content_type"_L1].toString().toLatin1();
    if (call.method != "PUT" || !m_signed.contains(video)
        || call.headers.value("content-type") != type || call.headers.contains("authorization"))
        answer.status = 403;
    if (answer.status != 200)
        answer.body = "<Error><Code>SignatureDoesNotMatch</Code></Error>";
    else
        stored.insert(video, call.body);
    return answer;
}

QJsonObject EchoServer::document() const
{
    QJsonObject paths;
    for (const QString &path : { u"/"_s, u"/test/upload"_s, u"/api/v1/videos/upload"_s,
                                 u"/api/v1/videos/jobs/{job_id}"_s, u"/api/v1/jobs/"_s })
        paths.insert(path, QJsonObject{});
    QJsonObject properties;
    for (const QString &key : QStringList{ u"title"_s, u"description"_s, u"tags"_s } + moreMetadata)
        properties.insert(key, QJsonObject{});
    const QJsonObject reference{ { "$ref"_L1, u"#/components/schemas/VideoMetadataUpdate"_s } };
    if (hasPageRoutes) {
        paths.insert(u"/api/v1/videos/signed-upload-url"_s, QJsonObject{});
        paths.insert(u"/api/v1/videos/upload-complete"_s, QJsonObject{});
        paths.insert(u"/api/v1/videos/{video_id}/details"_s, QJsonObject{});
        paths.insert(
            u"/api/v1/videos/{video_id}/metadata"_s,
            QJsonObject{
                { "put"_L1,
                  QJsonObject{
                      { "requestBody"_L1,
                        QJsonObject{ { "content"_L1,
                                       QJsonObject{ { "application/json"_L1,
                                                      QJsonObject{ { "schema"_L1,
                                                                     reference } } } } } } } } } });
    }
    const QJsonObject schemas{ { "VideoMetadataUpdate"_L1,
                                 QJsonObject{ { "properties"_L1, properties } } } };
    return { { "openapi"_L1, u"3.0.2"_s },
             { "info"_L1, QJsonObject{ { "title"_L1, u"FastAPI"_s } } },
             { "paths"_L1, paths },
             { "components"_L1, QJsonObject{ { "schemas"_L1, schemas } } } };
}

int EchoServer::addJob(const QString &fileName, const QString &status)
{
    const int id = m_nextJob++;
    const int video = m_nextVideo++;
    QJsonObject metadata;
    for (const auto key :
         { "title"_L1, "description"_L1, "tags"_L1, "transcript_text"_L1, "subtitle_files_urls"_L1,
           "thumbnail_file_url"_L1, "extracted_video_duration_seconds"_L1, "show_notes_text"_L1 })
        metadata.insert(key, QJsonValue::Null);
    m_jobs.insert(
        id,
        { { "id"_L1, id },
          { "video_id"_L1, video },
          { "status"_L1, status },
          { "processing_stages"_L1, QJsonValue::Null },
          { "error_message"_L1, QJsonValue::Null },
          { "created_at"_L1, naive() },
          { "updated_at"_L1, naive() },
          { "video"_L1,
            QJsonObject{ { "id"_L1, video },
                         { "uploader_user_id"_L1, m_auth.user },
                         { "original_filename"_L1, fileName },
                         { "storage_path"_L1, u"uploads/%1/%2.mp4"_s.arg(m_auth.user).arg(video) },
                         { "content_type"_L1, u"video/mp4"_s },
                         { "size_bytes"_L1, 39492 } } },
          { "metadata"_L1, metadata } });
    return id;
}

void EchoServer::setJob(int id, const QJsonObject &values)
{
    QJsonObject &job = m_jobs[id];
    for (auto member = values.begin(); member != values.end(); ++member)
        job.insert(member.key(), member.value());
    job.insert("updated_at"_L1, naive());
}

bool EchoServer::step(int id)
{
    const QString status = job(id)["status"_L1].toString();
    if (status == "PENDING"_L1) {
        setJob(id, { { "status"_L1, u"PROCESSING"_s } });
    } else if (status != "PROCESSING"_L1) {
        return false;
    } else if (pipelineFails) {
        setJob(id,
               { { "status"_L1, u"FAILED"_s },
                 { "processing_stages"_L1,
                   QJsonArray{ u"Error: greenlet_spawn has not been called; can't call "
                               u"await_only() here."_s } } });
    } else {
        setJob(id, { { "status"_L1, u"COMPLETED"_s } });
    }
    tellJob(id);
    return true;
}

void EchoServer::send(const QJsonObject &message, const QString &id)
{
    if (lose > 0 && lose--)
        return;
    const QString text = QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact));
    for (QWebSocket *client : std::as_const(m_clients)) {
        if (onlySubscribed && !id.isEmpty() && !m_subscribed.value(client).contains(id))
            continue;
        client->sendTextMessage(text);
        if (twice)
            client->sendTextMessage(text);
    }
}

void EchoServer::tell(const QString &type, const QString &id, const QJsonObject &data, Age age)
{
    QJsonObject message{ { "type"_L1, type }, { "data"_L1, data }, { "timestamp"_L1, stamp(age) } };
    if (!id.isEmpty())
        message.insert("job_id"_L1, numberIds ? QJsonValue(id.toInt()) : QJsonValue(id));
    send(message, id);
}

void EchoServer::tellJob(int id, Age age)
{
    const QJsonObject job = m_jobs.value(id);
    const QString name = QString::number(id);
    if (shape == Shape::Envelope) {
        QJsonObject data{ { "status"_L1, job["status"_L1] } };
        const QString status = job["status"_L1].toString();
        data.insert("progress_percent"_L1,
                    job.contains("progress"_L1)    ? job["progress"_L1]
                        : status == "COMPLETED"_L1 ? QJsonValue(100)
                                                   : QJsonValue(0));
        if (status == "FAILED"_L1)
            data.insert("error_message"_L1, job["error_message"_L1]);
        tell(u"JOB_UPDATE"_s, name, data, age);
        return;
    }
    QJsonObject message{ { "job_id"_L1, id },
                         { "video_id"_L1, job["video_id"_L1] },
                         { "status"_L1, job["status"_L1] },
                         { "processing_stages"_L1, job["processing_stages"_L1] },
                         { "error_message"_L1, job["error_message"_L1] },
                         { "metadata"_L1, job["metadata"_L1] } };
    if (shape == Shape::LowerCase)
        message.insert("type"_L1, u"job_update"_s);
    send(message, name);
}

void EchoServer::tellStage(int id, const QString &stage, const QString &status, double percent,
                           const QString &error, Age age)
{
    QJsonObject data{ { "stage_id"_L1, stage },
                      { "status"_L1, status },
                      { "progress_percent"_L1, percent } };
    if (!error.isEmpty())
        data.insert("error_message"_L1, error);
    tell(u"STAGE_UPDATE"_s, QString::number(id), data, age);
}

void EchoServer::tellMetadata(int id, const QString &type, const QJsonValue &content, Age age)
{
    tell(u"METADATA_UPDATE"_s, QString::number(id),
         { { "metadata_type"_L1, type }, { "content"_L1, content } }, age);
}

void EchoServer::tellThumbnail(int id, const QString &picture, const QString &url, int width,
                               int height)
{
    tell(u"THUMBNAIL_GENERATED"_s, QString::number(id),
         { { "thumbnail_url"_L1, url },
           { "thumbnail_id"_L1, picture },
           { "width"_L1, width },
           { "height"_L1, height },
           { "timestamp_seconds"_L1, 1.0 } });
}

void EchoServer::tellError(const QString &id, const QString &code, const QString &text,
                           bool recoverable)
{
    tell(u"ERROR"_s, id,
         { { "error_code"_L1, code },
           { "error_message"_L1, text },
           { "recoverable"_L1, recoverable } });
}

void EchoServer::sendRaw(const QByteArray &text)
{
    for (QWebSocket *client : std::as_const(m_clients))
        client->sendTextMessage(QString::fromUtf8(text));
}

void EchoServer::sendBinary(const QByteArray &bytes)
{
    for (QWebSocket *client : std::as_const(m_clients))
        client->sendBinaryMessage(bytes);
}

void EchoServer::beat()
{
    send({ { "type"_L1, beatWord }, { "timestamp"_L1, stamp() } }, {});
}

void EchoServer::beatEvery(std::chrono::milliseconds interval)
{
    if (interval.count() > 0)
        m_beat.start(interval);
    else
        m_beat.stop();
}

void EchoServer::burst(int count)
{
    for (int i = 0; i < count; ++i)
        tellJob(addJob(u"burst%1.mp4"_s.arg(i), u"PROCESSING"_s));
}

void EchoServer::closeAll(int code)
{
    const auto clients = m_clients;
    for (QWebSocket *client : clients)
        client->close(closeCode(code));
}

void EchoServer::killAll()
{
    const auto clients = m_clients;
    for (QWebSocket *client : clients)
        client->abort();
}

void EchoServer::mute()
{
    for (const auto &socket : std::exchange(m_upgraded, {})) {
        if (socket)
            socket->blockSignals(true);
    }
    m_clients.clear();
}

void EchoServer::expireTokens()
{
    m_auth.expireAccess();
    closeAll(4401);
}

} // namespace fw::test
