// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/imagetools_server.h"

#include "support/imagetools_wire.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>
#include <cmath>

namespace fw::test {

using namespace Qt::StringLiterals;
using Request = ImageToolsRequest;
using Answer = ImageToolsAnswer;

namespace {

constexpr auto anonymous = "00000000-0000-0000-0000-000000000000"_L1;
constexpr int mostUnread = 32; ///< frames nobody reads, until the server hangs up (c3.5)

QByteArray png()
{
    return QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AA"
                                  "AAMBAQDJ/pLvAAAAAElFTkSuQmCC");
}

QByteArray jpeg()
{
    return QByteArray::fromBase64(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////"
        "////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPx"
        "A=");
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Answer detail(int status, const QString &words)
{
    return Answer::json(status, QJsonObject{ { "detail"_L1, words } });
}

Answer plain500()
{
    return { 500, "text/plain; charset=utf-8", "Internal Server Error", {} };
}

// A validation error: "detail" is a list (c1.2).
Answer invalid(const QString &where, const QString &field, const QString &words)
{
    return Answer::json(
        422,
        QJsonObject{ { "detail"_L1,
                       QJsonArray{ QJsonObject{ { "loc"_L1, QJsonArray{ where, field } },
                                                { "msg"_L1, words },
                                                { "type"_L1, u"value_error.missing"_s } } } } });
}

void closeWith(QWebSocket *client, int code, const QString &reason)
{
    client->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

QJsonObject user(const QString &name)
{
    const bool none = name.isEmpty();
    return { { "id"_L1, none ? QString(anonymous) : QString(u"user-"_s + name) },
             { "username"_L1, none ? QJsonValue() : QJsonValue(name) },
             { "display_name"_L1, none ? u"Anonymous"_s : name },
             { "created_at"_L1, u"2026-11-21T12:34:30"_s } };
}

} // namespace

struct ImageToolsServer::Picture
{
    struct State
    {
        int width = 640;
        int height = 480;
        qint64 size = 0;
        QByteArray bytes;
        bool transparent = false;
    };
    QString id;
    QString name;
    QString format;
    State original;
    State current;
    QJsonArray history;
    std::vector<State> states; ///< one for each entry of the history
    QStringList tags;
    QString pin;
    QString created;
    QString updated;
};

ImageToolsServer::ImageToolsServer(Form form, QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_sockets(u"imagetools"_s, QWebSocketServer::NonSecureMode)
    , m_time(QDate(2026, 11, 21), QTime(12, 34, 36), Qt::UTC)
{
    connect(&m_sockets, &QWebSocketServer::newConnection, this, &ImageToolsServer::onClient);
    connect(&m_tcp, &QTcpServer::newConnection, this, &ImageToolsServer::onConnection);
    connect(&m_ping, &QTimer::timeout, this, &ImageToolsServer::ping);
}

ImageToolsServer::~ImageToolsServer()
{
    for (QWebSocket *client : std::as_const(m_clients))
        client->disconnect(this);
}

bool ImageToolsServer::listen(quint16 port)
{
    const bool ok = m_tcp.listen(QHostAddress::LocalHost, port);
    m_port = m_tcp.serverPort();
    if (m_form == Form::Program)
        m_ping.start(pingEvery);
    return ok;
}

QUrl ImageToolsServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

QString ImageToolsServer::now()
{
    m_time = m_time.addSecs(1);
    return m_time.toString(u"yyyy-MM-ddTHH:mm:ss"_s);
}

QString ImageToolsServer::addImage(const QString &name, bool transparent)
{
    auto picture = std::make_shared<Picture>();
    picture->id = newId();
    picture->name = name;
    const bool isPng = name.endsWith(".png"_L1);
    picture->format = isPng ? u"PNG"_s : u"JPEG"_s;
    picture->original = { 640, 480, 167'923, isPng ? png() : jpeg(), transparent };
    picture->current = picture->original;
    picture->created = picture->updated = now();
    m_pictures.insert(picture->id, picture);
    m_order.prepend(picture->id);
    return picture->id;
}

QString ImageToolsServer::addPairing(const QString &device)
{
    const QString id = newId();
    m_pairings.append(QJsonObject{ { "id"_L1, id },
                                   { "device_name"_L1, device },
                                   { "device_model"_L1, u"PC"_s },
                                   { "device_owner"_L1, QJsonValue() },
                                   { "created_at"_L1, u"2026-11-21T12:34:38"_s },
                                   { "last_used_at"_L1, u"2026-11-21T12:34:38.736251"_s },
                                   { "long_term_expires_at"_L1, u"2027-02-19T12:34:38.736240"_s },
                                   { "is_active"_L1, true } });
    return id;
}

QString ImageToolsServer::addAddon(const QString &browser)
{
    const QString id = newId();
    m_addons.append(QJsonObject{ { "id"_L1, id },
                                 { "browser_name"_L1, browser },
                                 { "os_name"_L1, u"Linux"_s },
                                 { "created_at"_L1, u"2026-11-21T12:34:38"_s },
                                 { "is_active"_L1, true } });
    tell({ { "type"_L1, u"addon_connected"_s },
           { "auth_id"_L1, id },
           { "browser_name"_L1, browser },
           { "browser_version"_L1, QJsonValue() },
           { "os_name"_L1, u"Linux"_s } });
    return id;
}

QString ImageToolsServer::arrive(const QString &name, const QString &source)
{
    const QString id = addImage(name);
    tell({ { "type"_L1, u"new_image"_s }, { "image_id"_L1, id }, { "source"_L1, source } });
    return id;
}

QJsonObject ImageToolsServer::image(const QString &id) const
{
    const auto picture = m_pictures.value(id);
    return picture ? shown(*picture) : QJsonObject();
}

QJsonArray ImageToolsServer::history(const QString &id) const
{
    const auto picture = m_pictures.value(id);
    return picture ? picture->history : QJsonArray();
}

// The ImageResponse of c2, all 15 keys.
QJsonObject ImageToolsServer::shown(const Picture &picture) const
{
    const QString base = u"/api/v1/images/"_s + picture.id;
    const auto orNull
        = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    return { { "id"_L1, picture.id },
             { "user_id"_L1, QString(anonymous) },
             { "original_filename"_L1, picture.name },
             { "original_size"_L1, picture.original.size },
             { "current_size"_L1, picture.current.size },
             { "width"_L1, picture.current.width },
             { "height"_L1, picture.current.height },
             { "format"_L1, picture.format },
             { "thumbnail_url"_L1, QString(base + u"/thumbnail"_s) },
             { "image_url"_L1, QString(base + u"/current"_s) },
             { "created_at"_L1, picture.created },
             { "updated_at"_L1, picture.updated },
             { "tags"_L1, QJsonArray::fromStringList(picture.tags) },
             { "pin_expires_at"_L1, orNull(picture.pin) },
             { "effective_expires_at"_L1,
               picture.pin.isEmpty() ? u"2026-12-21T12:34:36"_s
                                     : u"2027-01-20T12:34:37.026643"_s } };
}

void ImageToolsServer::tell(const QJsonObject &message)
{
    // The program's own spacing (c3.2) is not imitated: clients parse.
    const QString text = QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact));
    for (QWebSocket *client : std::as_const(m_clients))
        client->sendTextMessage(text);
}

void ImageToolsServer::tellSeed(const QString &type, const QJsonObject &data)
{
    tell({ { "type"_L1, type },
           { "timestamp"_L1, u"2026-02-07T12:34:56Z"_s },
           { "data"_L1, data } });
}

void ImageToolsServer::ping()
{
    if (!m_blocked && m_form == Form::Program)
        tell({ { "type"_L1, u"ping"_s }, { "timestamp"_L1, 2149.533740725 } });
}

void ImageToolsServer::abortSockets()
{
    for (const auto &stream : std::as_const(m_streams)) {
        if (stream)
            stream->abort();
    }
}

void ImageToolsServer::closeSockets(quint16 code)
{
    const char frame[]
        = { '\x88', '\x02', static_cast<char>(code >> 8), static_cast<char>(code & 0xff) };
    for (const auto &stream : std::as_const(m_streams)) {
        if (stream)
            stream->write(frame, sizeof frame);
    }
}

// Its loop runs nothing: neither what clients say nor their protocol pings are read (c3.4).
void ImageToolsServer::block(bool on)
{
    m_blocked = on;
    for (const auto &stream : std::as_const(m_streams)) {
        if (!stream)
            continue;
        stream->blockSignals(on);
        if (!on && stream->state() == QAbstractSocket::UnconnectedState)
            Q_EMIT stream->disconnected();
        else if (!on && stream->bytesAvailable() > 0)
            Q_EMIT stream->readyRead();
    }
}

void ImageToolsServer::release()
{
    block(false);
    auto waiting = std::exchange(m_waiting, {});
    for (const Waiting &one : waiting) {
        if (one.socket)
            handle(one.socket, Request::parse(one.bytes));
    }
    for (const auto &socket : std::exchange(m_upgrades, {})) {
        if (socket)
            onReadable(socket);
    }
    ping();
}

void ImageToolsServer::onConnection()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
    }
}

void ImageToolsServer::onReadable(QTcpSocket *socket)
{
    const QByteArray seen = socket->peek(16 * 1024 * 1024);
    const qint64 length = Request::lengthOf(seen);
    if (length < 0 || seen.size() < length)
        return;
    const Request request = Request::parse(seen.left(length));
    if (request.isUpgrade && m_blocked) { // TCP is accepted, nobody answers
        m_upgrades.append(socket);
        return;
    }
    if (request.isUpgrade && upgrade(socket, request))
        return;
    handle(socket, Request::parse(socket->read(length)));
}

bool ImageToolsServer::upgrade(QTcpSocket *socket, const Request &request)
{
    const bool program = request.path == "/ws"_L1 && request.query.hasQueryItem(u"user_id"_s);
    const bool seed = request.path.startsWith("/api/v1/ws/"_L1);
    if (refusesSockets != 0 || !(m_form == Form::Seed ? seed : program))
        return false;
    m_streams.append(socket);
    socket->disconnect(this);
    m_sockets.handleConnection(socket);
    Q_EMIT socket->readyRead(); // what waits there is for it
    return true;
}

void ImageToolsServer::onClient()
{
    QWebSocket *client = m_sockets.nextPendingConnection();
    client->setParent(this);
    const QString session = client->requestUrl().path().section(u'/', -1);
    if (m_form == Form::Seed && !sessions.contains(session)) {
        closeWith(client, 4004, u"Invalid session"_s);
        return;
    }
    m_clients.append(client);
    connect(client, &QWebSocket::disconnected, this, [this, client] {
        m_clients.removeAll(client);
        client->deleteLater();
    });
    connect(client, &QWebSocket::textMessageReceived, this, [this, client](const QString &text) {
        framesSeen.append(text);
        if (m_form == Form::Seed && text == "ping"_L1)
            client->sendTextMessage(u"pong"_s);
        else if (m_form == Form::Program && framesSeen.size() > mostUnread)
            closeWith(client, 1011, u"keepalive ping timeout"_s);
    });
    ping();
}

void ImageToolsServer::handle(QTcpSocket *socket, const Request &request)
{
    if (m_blocked) {
        m_waiting.push_back({ socket, request.raw });
        return;
    }
    if (!request.isUpgrade)
        httpSeen.append(request.method + u' ' + request.path);
    const bool isEdit = request.method == "POST"_L1 && !request.path.endsWith("/users"_L1);
    if (isEdit && loseRequests > 0) {
        --loseRequests;
        socket->abort();
        return;
    }
    if (blocks && request.path.endsWith("/remove-background"_L1)) {
        blocks = false;
        block(true);
        m_waiting.push_back({ socket, request.raw });
        return;
    }
    const Answer answer = route(request);
    if (isEdit && loseAnswers > 0) {
        --loseAnswers;
        socket->abort();
        return;
    }
    answer.writeTo(socket);
}

Answer ImageToolsServer::guard(const Request &request) const
{
    const bool open = request.path == "/health"_L1 || request.path == "/version"_L1
        || request.path.startsWith("/api/v1/mobile/"_L1)
        || request.path.startsWith("/api/v1/addon/"_L1);
    if (hardened && !open && request.header("x-internal-auth") != "s3cret")
        return detail(403, u"Forbidden"_s);
    const bool signedIn = request.header("cookie").contains("imagetools_session=good");
    if (oauth2 && !open && request.path.startsWith("/api/"_L1) && !signedIn) {
        Answer answer = detail(401, u"Authentication required"_s);
        answer.headers = { { "WWW-Authenticate", "OAuth2 login_url=\"/api/v1/oauth2/connect\"" } };
        return answer;
    }
    return {};
}

Answer ImageToolsServer::notFound(const Request &request) const
{
    const bool isApi = request.path.startsWith("/api/"_L1);
    if (!spa || request.method != "GET"_L1)
        return detail(404, u"Not Found"_s);
    return isApi
        ? detail(200, u"Not Found"_s)
        : Answer{ 200, "text/html; charset=utf-8", "<!doctype html><title>spa</title>", {} };
}

Answer ImageToolsServer::route(const Request &request)
{
    if (request.isUpgrade)
        return { refusesSockets != 0 ? refusesSockets : 403, "text/plain", {}, {} };
    if (const Answer stop = guard(request); stop.status != 0)
        return stop;
    const QString &path = request.path;
    const bool get = request.method == "GET"_L1;
    if (path == "/health"_L1 && get)
        return htmlHealth
            ? Answer{ 200, "text/html", "<!doctype html><title>ImageTools</title>", {} }
            : Answer::json(200, QJsonObject{ { "status"_L1, u"healthy"_s } });
    if (path == "/version"_L1 && get && m_form == Form::Program)
        return Answer::json(200,
                            QJsonObject{ { "version"_L1, u"1.11.3"_s },
                                         { "buildDate"_L1, u"2026-05-27T01:19:05.763Z"_s },
                                         { "versionCode"_L1, 11103 },
                                         { "service"_L1, u"ImageTools Backend API"_s } });
    if (path == "/api/v1/users"_L1 && !get)
        return request.body.isEmpty()
            ? invalid(u"body"_s, u"user"_s, u"field required"_s)
            : Answer::json(200, user(request.json().value("username"_L1).toString()));
    if (path == "/api/v1/settings/app-config"_L1)
        return Answer::json(200,
                            QJsonObject{ { "max_upload_size_mb"_L1, maxUploadMb },
                                         { "debug_enrolment"_L1, QJsonValue() } });
    if (path == "/api/v1/oauth2/me"_L1 && oauth2)
        return Answer::json(
            200, QJsonObject{ { "username"_L1, u"bob"_s }, { "expires_at"_L1, 1'800'000'000 } });
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts).mid(2);
    if (parts.value(0) == "images"_L1)
        return routeImages(request, parts.mid(1));
    if (parts.value(0) == "history"_L1)
        return routeHistory(request, parts.mid(1));
    if (parts.value(0) == "compression"_L1)
        return compress(request, parts.value(1));
    if (parts.value(0) == "background"_L1)
        return background(request, parts.value(1));
    if (parts.value(0) == "mobile"_L1 || parts.value(0) == "addon"_L1)
        return routeDevices(request, parts);
    if (parts.value(0) == "operations"_L1 && cancels) {
        cancelled.append(parts.value(1));
        tellSeed(u"operation.cancelled"_s, { { "operation_id"_L1, parts.value(1) } });
        return Answer::json(200, QJsonObject{ { "success"_L1, true } });
    }
    if (parts.value(0) == "sessions"_L1 && parts.value(2) == "renew"_L1 && m_form == Form::Seed)
        return Answer::json(200,
                            QJsonObject{ { "session_id"_L1, parts.value(1) },
                                         { "expires_at"_L1, u"2036-02-07T13:34:56Z"_s } });
    return notFound(request);
}

Answer ImageToolsServer::routeImages(const Request &request, const QStringList &path)
{
    if (path.isEmpty())
        return request.method == "POST"_L1 ? upload(request) : notFound(request);
    if (path.value(0) == "user"_L1) {
        QJsonArray list;
        const bool known = path.value(1) == anonymous || path.value(1).startsWith("s-"_L1);
        for (const QString &id : std::as_const(m_order)) {
            if (known)
                list.append(shown(*m_pictures.value(id)));
        }
        return Answer::json(200, list);
    }
    if (!m_pictures.contains(path.value(0)))
        return detail(404, u"Image not found"_s);
    return routeOne(request, path.value(0), path.value(1));
}

Answer ImageToolsServer::routeOne(const Request &request, const QString &id, const QString &what)
{
    Picture &picture = *m_pictures.value(id);
    const bool get = request.method == "GET"_L1;
    const QByteArray type = picture.format == "PNG"_L1 ? "image/png" : "image/jpeg";
    if (what.isEmpty() && request.method == "DELETE"_L1) {
        m_pictures.remove(id);
        m_order.removeAll(id);
        return Answer::json(
            200, QJsonObject{ { "success"_L1, true }, { "message"_L1, u"Image deleted"_s } });
    }
    if (what.isEmpty() && get)
        return Answer::json(200, shown(picture));
    if (what == "current"_L1 && get)
        return { 200, type, picture.current.bytes, {} };
    if (what == "thumbnail"_L1 && get)
        return { 200, type, picture.original.bytes, {} }; // compress leaves it (c2.3)
    if (what == "exif"_L1 && get)
        return Answer::json(200,
                            QJsonObject{ { "image_id"_L1, id },
                                         { "exif"_L1, QJsonObject{ { "Mode"_L1, u"RGB"_s } } } });
    if (what == "presigned-url"_L1) {
        picture.pin = u"2026-12-21T12:34:37.026643"_s;
        return Answer::json(200,
                            QJsonObject{ { "url"_L1, u"http://example.invalid/i/abc.def"_s },
                                         { "expires_at"_L1, u"2026-11-28T12:34:37Z"_s },
                                         { "image_id"_L1, id } });
    }
    if (what == "share"_L1)
        return Answer::json(
            200, QJsonObject{ { "url"_L1, u"/s/YWGbPuP3LD33qrqR"_s }, { "expires_in"_L1, 300 } });
    if (what == "pin"_L1) {
        const int days = request.json().value("duration_days"_L1).toInt(90);
        if (days < 1 || days > 3650)
            return detail(400, u"duration_days must be between 1 and 3650"_s);
        picture.pin = request.method == "PUT"_L1 ? u"2026-12-21T12:34:37.026643"_s : QString();
        picture.updated = now();
        return Answer::json(200, shown(picture));
    }
    if (what == "tags"_L1 && request.method == "PUT"_L1) {
        picture.tags.clear();
        const QJsonArray tags = request.json().value("tags"_L1).toArray();
        for (const QJsonValue &tag : tags)
            picture.tags.append(tag.toString());
        return Answer::json(200, shown(picture));
    }
    return edit(request, id, what);
}

void ImageToolsServer::append(Picture &picture, const QString &type, const QJsonObject &params,
                              int width, int height, qint64 size, const QByteArray &bytes)
{
    const bool transparent = type == "background_removal"_L1
        || (picture.current.transparent && !type.startsWith("edit"_L1));
    picture.current = { width, height, size, bytes, transparent };
    picture.updated = now();
    const QString text = type == "background_removal"_L1
        ? u"model=u2net,alpha_matting=False"_s
        : QString::fromUtf8(QJsonDocument(params).toJson(QJsonDocument::Compact));
    const QJsonObject last
        = picture.history.isEmpty() ? QJsonObject() : picture.history.last().toObject();
    picture.history.append(QJsonObject{ { "id"_L1, newId() },
                                        { "image_id"_L1, picture.id },
                                        { "operation_type"_L1, type },
                                        { "operation_params"_L1, text },
                                        { "file_size"_L1, size },
                                        { "created_at"_L1, picture.updated },
                                        { "sequence"_L1, last.value("sequence"_L1).toInt() + 1 } });
    picture.states.push_back(picture.current);
}

Answer ImageToolsServer::edit(const Request &request, const QString &id, const QString &what)
{
    Picture &picture = *m_pictures.value(id);
    const auto known = { "rotate"_L1, "flip"_L1, "resize"_L1, "edit"_L1 };
    if (std::ranges::none_of(known, [&what](QLatin1StringView one) { return one == what; }))
        return detail(404, u"Not Found"_s); // also "crop" (c2.3)
    if (request.method != "POST"_L1)
        return detail(405, u"Method Not Allowed"_s);
    Picture::State &at = picture.current;
    if (what == "edit"_L1) {
        append(picture, u"edit"_s, { { "source"_L1, u"advanced_editor"_s } }, 320, 200,
               request.file.size(), png());
        return Answer::json(200, shown(picture));
    }
    const QJsonObject body = request.json();
    if (what == "rotate"_L1 && body.value("degrees"_L1).toInt() % 90 != 0)
        return detail(400, u"Rotation degrees must be 90, 180, or 270"_s);
    if (at.transparent) // it writes JPEG whatever the format was (c2.3)
        return what == "resize"_L1 ? detail(500, u"Resize failed: cannot write mode RGBA as JPEG"_s)
                                   : plain500();
    const bool turns = what == "rotate"_L1 && body.value("degrees"_L1).toInt() != 180;
    int width = turns ? at.height : at.width;
    int height = turns ? at.width : at.height;
    const qint64 size = at.size * 96 / 100;
    QJsonObject answer{ { "image_id"_L1, id },
                        { "new_size"_L1, size },
                        { "image_url"_L1, u"/api/v1/images/%1/current"_s.arg(id) } };
    if (what == "resize"_L1) {
        answer.insert("original_width"_L1, at.width);
        answer.insert("original_height"_L1, at.height);
        width = body.value("width"_L1).toInt();
        height = body.value("height"_L1).toInt();
        answer.insert("new_width"_L1, width);
        answer.insert("new_height"_L1, height);
    } else {
        answer.insert("width"_L1, width);
        answer.insert("height"_L1, height);
    }
    append(picture, what, body, width, height, size, jpeg());
    return Answer::json(200, answer);
}

Answer ImageToolsServer::compress(const Request &request, const QString &id)
{
    if (request.header("x-user-id").isEmpty())
        return invalid(u"header"_s, u"X-User-ID"_s, u"field required"_s);
    if (request.header("x-user-id") != QByteArray(anonymous.data()) && m_form == Form::Program)
        return detail(401, u"Invalid user"_s);
    if (id == "presets"_L1)
        return Answer::json(
            200,
            QJsonObject{ { "presets"_L1,
                           QJsonArray{ QJsonObject{ { "id"_L1, u"46c07b4c"_s },
                                                    { "label"_L1, u"Email Optimized"_s } } } } });
    if (!m_pictures.contains(id))
        return detail(404, u"Image not found"_s);
    Picture &picture = *m_pictures.value(id);
    const QString preset = request.json().value("preset"_L1).toString();
    if (preset == "nope"_L1)
        return detail(400, u"Profile nope not found"_s);
    const qint64 size = picture.original.size * 94'428 / 167'923;
    append(picture, u"compress_"_s + preset, request.json(), picture.current.width,
           picture.current.height, size, jpeg());
    const double saved
        = (1.0 - static_cast<double>(size) / static_cast<double>(picture.original.size)) * 100;
    return Answer::json(200,
                        QJsonObject{ { "image_id"_L1, id },
                                     { "original_size"_L1, picture.original.size },
                                     { "compressed_size"_L1, size },
                                     { "compression_ratio"_L1, std::round(saved * 100) / 100 },
                                     { "image_url"_L1, u"/api/v1/images/%1/current"_s.arg(id) } });
}

Answer ImageToolsServer::background(const Request &request, const QString &id)
{
    if (id == "models"_L1)
        return Answer::json(200,
                            QJsonObject{ { "u2net"_L1, u"General purpose (default)"_s },
                                         { "isnet-anime"_L1, u"Anime/illustration"_s } });
    if (!m_pictures.contains(id))
        return detail(404, u"Image %1 not found"_s.arg(id));
    if (noRembg)
        return detail(500,
                      u"Background removal failed: Background removal failed: "
                      "No module named 'rembg'"_s);
    Picture &picture = *m_pictures.value(id);
    if (picture.history.size() >= 2)
        return detail(500,
                      u"Background removal failed: Multiple rows were found when one or none "
                      "was required"_s);
    const qint64 before = picture.current.size;
    const qint64 size = before * 4;
    append(picture, u"background_removal"_s, {}, picture.current.width, picture.current.height,
           size, png());
    return Answer::json(200,
                        QJsonObject{ { "image_id"_L1, id },
                                     { "original_size"_L1, before },
                                     { "new_size"_L1, size },
                                     { "format"_L1, u"PNG"_s },
                                     { "has_transparency"_L1, true },
                                     { "model_used"_L1, request.json().value("model"_L1) },
                                     { "compression_ratio"_L1, 4.0 },
                                     { "width"_L1, picture.current.width },
                                     { "height"_L1, picture.current.height } });
}

Answer ImageToolsServer::routeHistory(const Request &request, const QStringList &path)
{
    const auto picture = m_pictures.value(path.value(0));
    const QString what = path.value(1);
    if (what == "can-undo"_L1)
        return Answer::json(
            200, QJsonObject{ { "can_undo"_L1, picture && !picture->history.isEmpty() } });
    if (!picture)
        return detail(404, u"Image not found"_s);
    if (what.isEmpty())
        return Answer::json(200, picture->history);
    int sequence = request.json().value("sequence"_L1).toInt();
    if (what == "undo"_L1) {
        if (picture->history.isEmpty())
            return detail(400, u"No operations to undo"_s);
        picture->history.removeLast();
        picture->states.pop_back();
        sequence = static_cast<int>(picture->history.size());
    }
    if (sequence < 0 || sequence > picture->history.size()
        || (what == "restore"_L1 && sequence == 0))
        return detail(400, u"History sequence %1 not found"_s.arg(sequence));
    picture->current
        = sequence == 0 ? picture->original : picture->states[static_cast<size_t>(sequence - 1)];
    picture->updated = now();
    return Answer::json(200,
                        QJsonObject{ { "image_id"_L1, picture->id },
                                     { "reverted_to_sequence"_L1, sequence },
                                     { "current_size"_L1, picture->current.size } });
}

Answer ImageToolsServer::routeDevices(const Request &request, const QStringList &path)
{
    const bool mobile = path.value(0) == "mobile"_L1;
    QJsonArray &all = mobile ? m_pairings : m_addons;
    if (path.last() == "list"_L1)
        return Answer::json(200, all);
    if (path.last() == "revoke-all"_L1) {
        const auto count = all.size();
        all = {};
        return Answer::json(200,
                            QJsonObject{ { "message"_L1, u"Revoked %1 pairing(s)"_s.arg(count) } });
    }
    for (qsizetype i = 0; i < all.size() && request.method == "DELETE"_L1; ++i) {
        if (all.at(i).toObject().value("id"_L1) != path.last())
            continue;
        all.removeAt(i);
        tell({ { "type"_L1, mobile ? u"pairing_revoked"_s : u"addon_authorization_revoked"_s },
               { mobile ? "pairing_id"_L1 : "auth_id"_L1, path.last() } });
        return Answer::json(200, QJsonObject{ { "message"_L1, u"revoked"_s } });
    }
    return detail(404, u"Pairing not found"_s);
}

Answer ImageToolsServer::upload(const Request &request)
{
    lastForm = request.fields;
    if (!request.fields.contains(u"user_id"_s))
        return invalid(u"body"_s, u"user_id"_s, u"field required"_s);
    if (m_form == Form::Program && request.fields.value(u"user_id"_s) != anonymous)
        return detail(401, u"Invalid user"_s);
    const QString type = request.fileName.section(u'.', -1).toLower();
    const QString allowed = u"jpg,jpeg,png,gif,bmp,webp,tiff"_s;
    if (!allowed.split(u',').contains(type))
        return detail(400, u"File type .%1 not allowed. Allowed: %2"_s.arg(type, allowed));
    if (!request.file.startsWith("\x89PNG") && !request.file.startsWith("\xff\xd8"))
        return plain500();
    const QString id = addImage(request.fileName);
    Picture &picture = *m_pictures.value(id);
    picture.original.size = picture.current.size = request.file.size();
    if (const QString tag = request.fields.value(u"tag"_s); !tag.isEmpty())
        picture.tags.append(tag);
    if (m_form == Form::Seed)
        tellSeed(u"image.uploaded"_s,
                 { { "image_id"_L1, id },
                   { "filename"_L1, picture.name },
                   { "source"_L1, request.fields.value(u"source"_s) },
                   { "thumbnail_url"_L1, u"/api/v1/images/%1/thumbnail"_s.arg(id) } });
    return Answer::json(200, shown(picture));
}

} // namespace fw::test
