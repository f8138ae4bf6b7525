// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/orchestrator_server.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QUrlQuery>
#include <QUuid>

#include <algorithm>

namespace fw::test {

using namespace Qt::StringLiterals;

namespace {

QString now()
{
    return QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u"336"_s;
}

QByteArray reason(int status)
{
    return status < 300 ? "OK" : status < 400 ? "FOUND" : "ERROR";
}

QJsonObject freshBrand(int id, const QString &name, const QString &title)
{
    return { { "id"_L1, id },
             { "user_id"_L1, 2 },
             { "name"_L1, name },
             { "display_name"_L1, title },
             { "created_at"_L1, now() },
             { "updated_at"_L1, now() },
             { "format_overrides"_L1, QJsonValue::Null },
             { "is_active"_L1, 1 },
             { "is_locked"_L1, 0 },
             { "is_system"_L1, 0 },
             { "logo_path"_L1, QJsonValue::Null },
             { "watermark_path"_L1, QJsonValue::Null },
             { "logo_x"_L1, 0.85 },
             { "logo_y"_L1, 0.85 },
             { "logo_scale"_L1, 0.25 },
             { "logo_opacity"_L1, 1.0 },
             { "logo_rotation"_L1, 0.0 },
             { "logo_shape"_L1, u"original"_s },
             { "wm_x"_L1, 0.5 },
             { "wm_y"_L1, 0.5 },
             { "wm_scale"_L1, 0.25 },
             { "wm_opacity"_L1, 0.2 },
             { "wm_mode"_L1, u"positioned"_s },
             { "text_enabled"_L1, 0 },
             { "text_content"_L1, QString() },
             { "text_size"_L1, 48 },
             { "text_color"_L1, u"#FFFFFF"_s },
             { "text_position"_L1, u"bottom"_s } };
}

bool isReady(const QJsonObject &brand)
{
    const bool logo = brand["logo_path"_L1].isString() && brand["logo_scale"_L1].toDouble() > 0;
    return logo || brand["watermark_path"_L1].isString();
}

QJsonObject shown(QJsonObject brand)
{
    brand.insert("is_ready"_L1, isReady(brand));
    return brand;
}

double clamped(const QJsonValue &value, double low, double high, double usual)
{
    return value.isDouble() ? std::clamp(value.toDouble(), low, high) : usual;
}

} // namespace

QJsonObject OrchestratorServer::Request::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString OrchestratorServer::Request::form(const QByteArray &field) const
{
    return QUrlQuery(QString::fromLatin1(body))
        .queryItemValue(QString::fromLatin1(field), QUrl::FullyDecoded);
}

std::pair<QString, QByteArray> OrchestratorServer::Request::file(const QByteArray &part) const
{
    const qsizetype at = body.indexOf(QByteArray("name=\"" + part + "\"; filename=\""));
    if (at < 0)
        return {};
    const qsizetype from = body.indexOf("filename=\"", at) + 10;
    const QString name = QString::fromUtf8(body.mid(from, body.indexOf('"', from) - from));
    const qsizetype start = body.indexOf("\r\n\r\n", from) + 4;
    return { name, body.mid(start, body.indexOf("\r\n--", start) - start) };
}

OrchestratorServer::OrchestratorServer(QObject *parent)
    : QObject(parent)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &OrchestratorServer::onConnection);
}

OrchestratorServer::~OrchestratorServer()
{
    // They end after what their last words would go to.
    const auto sockets = m_tcp.findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(this);
}

bool OrchestratorServer::listen(quint16 port)
{
    return m_tcp.listen(QHostAddress::LocalHost, port);
}

void OrchestratorServer::vanish()
{
    m_tcp.close();
    const auto sockets = m_buffers.keys();
    for (QTcpSocket *socket : sockets)
        socket->abort();
}

QUrl OrchestratorServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_tcp.serverPort()));
}

void OrchestratorServer::onConnection()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
        m_buffers.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void OrchestratorServer::onReadable(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    for (;;) {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = buffer.left(end);
        const QByteArray lower = head.toLower();
        const qsizetype at = lower.indexOf("content-length:");
        const qsizetype length
            = at < 0 ? 0 : lower.mid(at + 15).split('\r').first().trimmed().toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        const auto words = head.left(head.indexOf("\r\n")).split(' ');
        const QUrl target = QUrl::fromEncoded(words.value(1));
        const Request request{ words.value(0), target.path(QUrl::FullyDecoded),
                               target.query(QUrl::FullyEncoded), head,
                               buffer.mid(end + 4, length) };
        buffer.remove(0, end + 4 + length);
        seen.append(QString::fromLatin1(request.method) + u' ' + request.path);
        if (request.head.contains("application/json"))
            bodies.append(request.json());
        const auto instead = said.constFind(seen.back());
        if (m_held || (instead != said.cend() && instead->status == 0))
            m_waiting.append({ socket, request });
        else
            serve(socket, request);
    }
}

void OrchestratorServer::release()
{
    m_held = false;
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &[socket, request] : waiting) {
        if (socket)
            serve(socket, request);
    }
}

void OrchestratorServer::serve(QTcpSocket *socket, const Request &request)
{
    const Answer answer = route(request);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reason(answer.status)
        + "\r\nContent-Type: " + answer.type
        + "\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\n" + answer.headers;
    if (withDate)
        head += "Date: "
            + QLocale::c()
                  .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss"_s)
                  .toLatin1()
            + " GMT\r\n";
    socket->write(head + "\r\n" + (answer.cut < 0 ? answer.body : answer.body.first(answer.cut)));
    if (answer.cut >= 0)
        socket->disconnectFromHost();
}

OrchestratorServer::Answer OrchestratorServer::json(const QJsonObject &body, int status)
{
    return { status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact), {} };
}

OrchestratorServer::Answer OrchestratorServer::refused(int status, const QString &error)
{
    return json({ { "success"_L1, false }, { "error"_L1, error } }, status);
}

OrchestratorServer::Answer OrchestratorServer::page(int status, const QByteArray &heading,
                                                    const QByteArray &text)
{
    return { status,
             "text/html; charset=utf-8",
             "<!doctype html>\n<html lang=en>\n<title>" + QByteArray::number(status) + ' ' + heading
                 + "</title>\n<h1>" + heading + "</h1>\n<p>" + text + "</p>\n",
             {} };
}

OrchestratorServer::Answer OrchestratorServer::redirect(const QByteArray &location)
{
    Answer answer = page(302, "Redirecting...", "You should be redirected automatically");
    answer.headers = "Location: " + location + "\r\n";
    return answer;
}

void OrchestratorServer::signOutAt(const QString &call)
{
    said.insert(call, { 302, {}, "Location: /portal/login\r\n" });
}

OrchestratorServer::Answer OrchestratorServer::route(const Request &request)
{
    const QString &path = request.path;
    const QString call = QString::fromLatin1(request.method) + u' ' + path;
    if (const auto instead = said.constFind(call); instead != said.cend() && instead->status != 0)
        return { instead->status, "application/json", instead->body, instead->headers };
    const Answer notFound
        = page(404, "Not Found", "The requested URL was not found on the server.");
    if (!htmlFor.isEmpty() && path == htmlFor)
        return notFound;
    if (path == "/health"_L1)
        return health();
    if (path == "/portal/login"_L1)
        return signIn(request);
    const bool isKnown = path.startsWith("/api/"_L1) && path != "/api/nope"_L1;
    if (!isKnown)
        return notFound; // the socket's address too
    const bool signedIn
        = !m_cookie.isEmpty() && request.head.contains(QByteArray("session=" + m_cookie));
    if (!signedIn)
        return redirect("/portal/login");
    if (mustChangePassword)
        return redirect("/portal/change-password");
    if (path == "/api/usage"_L1)
        return usage();
    if (path.startsWith("/api/brands"_L1))
        return brands(request);
    if (path.startsWith("/api/preview/brand-asset/"_L1))
        return asset(path.section(u'/', 4, 4).toInt(), path.section(u'/', 5, 5));
    if (path.startsWith("/api/downloads/"_L1))
        return sources(request);
    if (path == "/api/videos/upload"_L1)
        return upload(request);
    if (path == "/api/videos/fetch"_L1)
        return fetch(request.json());
    if (path == "/api/videos/save-download"_L1)
        return claim(request.json());
    if (path == "/api/preview/extract-frame"_L1)
        return frame(request.json());
    if (path == "/api/source-edits"_L1)
        return sourceEdits(request);
    if (path == "/api/videos/output-contract"_L1)
        return contract(request.json());
    if (path == "/api/videos/process_brands"_L1)
        return request.method == "POST"
            ? process(request.json())
            : page(405, "Method Not Allowed", "The method is not allowed for the requested URL.");
    if (path.startsWith("/api/videos/brand-job/"_L1))
        return job(path.section(u'/', -1));
    if (path.startsWith("/api/outputs/"_L1))
        return outputs(request);
    if (path.startsWith("/api/videos/download"_L1))
        return files(request);
    return notFound;
}

OrchestratorServer::Answer OrchestratorServer::signIn(const Request &request)
{
    if (rateLimited)
        return page(429, "Too Many Requests", "10 per 1 minute");
    const bool right = request.form("email") == email && request.form("password") == password;
    if (request.method != "POST" || !right) {
        Answer answer = page(200, "BRANDR", "Brandr Login");
        if (request.method == "POST")
            answer.body += "<div class=\"alert alert-error\">Invalid email or password</div>";
        answer.headers = "Set-Cookie: session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; "
                         "Secure; HttpOnly; Path=/; SameSite=Lax\r\n";
        return answer;
    }
    if (m_cookie.isEmpty())
        m_cookie = QUuid::createUuid().toByteArray(QUuid::Id128);
    Answer answer = redirect(mustChangePassword ? "/portal/change-password" : "/portal/brands");
    answer.headers
        += "Set-Cookie: session=" + m_cookie + "; Secure; HttpOnly; Path=/; SameSite=Lax\r\n";
    return answer;
}

OrchestratorServer::Answer OrchestratorServer::health() const
{
    const QJsonObject db{ { "connectivity"_L1, degraded ? u"ERROR: disk I/O error"_s : u"ok"_s },
                          { "journal_mode"_L1, u"wal"_s } };
    const QJsonObject space{ { "free_mb"_L1, degraded ? 120.5 : 77848.3 },
                             { "total_mb"_L1, 258019.6 },
                             { "used_pct"_L1, 7.3 },
                             { "warning"_L1, degraded } };
    const QJsonObject disk
        = diskUnknown ? QJsonObject{ { "error"_L1, u"statvfs failed"_s } } : space;
    return json({ { "db"_L1, db },
                  { "disk"_L1, disk },
                  { "message"_L1, u"Brandr is running"_s },
                  { "status"_L1, degraded ? u"degraded"_s : u"healthy"_s } },
                degraded ? 503 : 200);
}

OrchestratorServer::Answer OrchestratorServer::usage() const
{
    return json({ { "success"_L1, true },
                  { "tier"_L1, tier },
                  { "usage"_L1,
                    QJsonObject{ { "branding_jobs"_L1, renders }, { "downloads"_L1, m_fetched } } },
                  { "credits"_L1,
                    QJsonObject{ { "per_day"_L1, 250 },
                                 { "subscription"_L1, credits },
                                 { "earned"_L1, 0 },
                                 { "purchased"_L1, 0 },
                                 { "total"_L1, credits } } },
                  { "limits"_L1,
                    QJsonObject{ { "branding_jobs_per_day"_L1, 300 },
                                 { "credits_per_day"_L1, 250 },
                                 { "fetches_per_day"_L1, m_fetched + fetchesLeft },
                                 { "max_brands_per_job"_L1, 50 },
                                 { "max_outputs_per_job"_L1, maxOutputsPerJob } } } });
}

OrchestratorServer::Answer OrchestratorServer::brands(const Request &request)
{
    const QString id = request.path.section(u'/', 3, 3);
    if (!id.isEmpty())
        return oneBrand(request, id.toInt());
    if (request.method == "POST")
        return createBrand(request.json());
    QJsonArray all;
    QList<int> ids = m_brands.keys();
    std::ranges::sort(ids);
    for (const int one : std::as_const(ids)) {
        if (m_brands[one]["is_active"_L1].toInt() == 1)
            all.append(shown(m_brands[one]));
    }
    return json({ { "success"_L1, true },
                  { "brands"_L1, all },
                  { "count"_L1, all.size() },
                  { "tier"_L1, tier },
                  { "max_brands"_L1, maxBrands },
                  { "can_create"_L1, maxBrands < 0 || all.size() < maxBrands } });
}

OrchestratorServer::Answer OrchestratorServer::oneBrand(const Request &request, int id)
{
    if (!m_brands.contains(id))
        return refused(404, u"Brand not found"_s);
    const QString route = request.path.section(u'/', 4, 4);
    const QString name = m_brands[id]["name"_L1].toString();
    if (route == "upload_logo"_L1 || route == "upload_watermark"_L1)
        return uploadPicture(request, id, route.mid(7));
    if (request.method == "PUT")
        return writeBrand(id, request.json());
    if (request.method != "DELETE")
        return json({ { "success"_L1, true }, { "brand"_L1, shown(m_brands[id]) } });
    m_brands[id].insert("is_active"_L1, 0);
    return json({ { "success"_L1, true }, { "message"_L1, u"Brand %1 deleted"_s.arg(name) } });
}

OrchestratorServer::Answer OrchestratorServer::createBrand(const QJsonObject &body)
{
    const QString name = body["name"_L1].toString();
    if (name.isEmpty())
        return refused(400, u"name is required"_s);
    for (auto known = m_brands.begin(); known != m_brands.end(); ++known) {
        if (known->value("name"_L1).toString() != name)
            continue;
        if (known->value("is_active"_L1).toInt() == 1)
            return json({ { "success"_L1, false },
                          { "code"_L1, u"DUPLICATE_NAME"_s },
                          { "error"_L1, u"A brand named \"%1\" already exists."_s.arg(name) } },
                        409);
        *known = freshBrand(known.key(), name, name);
        for (const auto place : { "logo_x"_L1, "logo_y"_L1, "wm_x"_L1, "wm_y"_L1 })
            known->insert(place, QJsonValue::Null);
        known->insert("logo_scale"_L1, 0);
        known->insert("wm_scale"_L1, 1.0);
        return json({ { "success"_L1, true },
                      { "brand_id"_L1, known.key() },
                      { "reactivated"_L1, true },
                      { "message"_L1, u"Brand %1 reactivated"_s.arg(name) } });
    }
    if (maxBrands >= 0 && m_brands.size() >= maxBrands)
        return json({ { "success"_L1, false },
                      { "code"_L1, u"TIER_LIMIT_REACHED"_s },
                      { "error"_L1, u"Your plan allows %1 brands."_s.arg(maxBrands) } },
                    403);
    const int id = m_next++;
    m_brands.insert(id, freshBrand(id, name, body["display_name"_L1].toString(name)));
    return json({ { "success"_L1, true },
                  { "brand_id"_L1, id },
                  { "message"_L1, u"Brand %1 created"_s.arg(name) } },
                201);
}

OrchestratorServer::Answer OrchestratorServer::writeBrand(int id, QJsonObject body)
{
    if (databaseLocked)
        return json({ { "success"_L1, false },
                      { "code"_L1, u"DB_LOCKED"_s },
                      { "error"_L1, u"The database is busy."_s },
                      { "fix"_L1, u"Wait a few seconds and try again."_s } },
                    503);
    QJsonObject &brand = m_brands[id];
    if (const QString format = body.take("format"_L1).toString(); !format.isEmpty()) {
        QJsonObject own;
        for (const auto key :
             { "logo_x"_L1, "logo_y"_L1, "logo_scale"_L1, "wm_x"_L1, "wm_y"_L1, "wm_scale"_L1 }) {
            if (body.contains(key))
                own.insert(key, body.take(key));
        }
        QJsonObject all
            = QJsonDocument::fromJson(brand["format_overrides"_L1].toString().toUtf8()).object();
        all.insert(format, own);
        brand.insert("format_overrides"_L1,
                     QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
    }
    for (auto member = body.begin(); member != body.end(); ++member)
        brand.insert(member.key(),
                     member.value().isBool() ? QJsonValue(member.value().toBool() ? 1 : 0)
                                             : member.value());
    brand.insert("updated_at"_L1, now());
    return json({ { "success"_L1, true },
                  { "message"_L1, u"Brand %1 updated"_s.arg(brand["name"_L1].toString()) } });
}

OrchestratorServer::Answer OrchestratorServer::uploadPicture(const Request &request, int id,
                                                             const QString &which)
{
    const auto [name, bytes] = request.file("file");
    if (name.isEmpty())
        return json({ { "success"_L1, false }, { "error"_L1, u"No file provided"_s } }, 400);
    const QString path = u"brands/2/%1/%2_normalized.png"_s.arg(id).arg(which);
    m_brands[id].insert(QString(which + u"_path"_s), path);
    m_brands[id].insert("updated_at"_L1, now());
    return json({ { "success"_L1, true }, { QString(which + u"_path"_s), path } });
}

OrchestratorServer::Answer OrchestratorServer::asset(int id, const QString &which) const
{
    if (which != "logo"_L1 && which != "watermark"_L1)
        return refused(400, u"Invalid asset type"_s);
    const bool has = m_brands.value(id)[QString(which + u"_path"_s)].isString();
    if (!has)
        return refused(404, u"Asset not found"_s);
    return { 200, "image/png", "\x89PNG\r\n\x1a\n", {} };
}

int OrchestratorServer::addSource(const QString &fileName, const QString &displayName)
{
    const int id = m_next++;
    m_sources[id] = { { "id"_L1, id },
                      { "user_id"_L1, 2 },
                      { "source_url"_L1, QString(u"upload://"_s + displayName) },
                      { "filename"_L1, fileName },
                      { "display_name"_L1, displayName },
                      { "file_path"_L1, QString(u"/srv/brandr/storage/raw/"_s + fileName) },
                      { "bookmarked"_L1, 0 },
                      { "created_at"_L1, now() },
                      { "file_exists"_L1, true } };
    return id;
}

int OrchestratorServer::addBrand(const QString &name, const QString &displayName)
{
    const int id = m_next++;
    QJsonObject brand = freshBrand(id, name, displayName);
    brand.insert("logo_path"_L1, u"brands/2/%1/logo_normalized.png"_s.arg(id));
    m_brands.insert(id, brand);
    return id;
}

QJsonObject *OrchestratorServer::source(const QString &fileName)
{
    for (auto &[id, row] : m_sources) {
        if (row["filename"_L1].toString() == fileName)
            return &row;
    }
    return nullptr;
}

OrchestratorServer::Answer OrchestratorServer::sources(const Request &request)
{
    const QString id = request.path.section(u'/', 3, 3);
    const QString route = request.path.section(u'/', 4, 4);
    if (id == "recent"_L1) {
        QJsonArray all;
        for (auto row = m_sources.rbegin(); row != m_sources.rend(); ++row)
            all.append(row->second);
        return json(
            { { "success"_L1, true }, { "count"_L1, all.size() }, { "downloads"_L1, all } });
    }
    const auto row = m_sources.find(id.toInt());
    if (row == m_sources.end())
        return refused(404, u"Download not found"_s);
    if (route == "rename"_L1) {
        row->second.insert("display_name"_L1, request.json()["display_name"_L1]);
        return json({ { "success"_L1, true },
                      { "download_id"_L1, row->first },
                      { "display_name"_L1, request.json()["display_name"_L1] } });
    }
    const int flag = 1 - row->second["bookmarked"_L1].toInt();
    row->second.insert("bookmarked"_L1, flag);
    return json(
        { { "success"_L1, true }, { "bookmarked"_L1, flag }, { "bookmark_count"_L1, flag } });
}

OrchestratorServer::Answer OrchestratorServer::upload(const Request &request)
{
    const auto [name, bytes] = request.file("file");
    if (name.isEmpty())
        return json({ { "error"_L1, u"No file provided"_s } }, 400);
    const QString ending = name.section(u'.', -1).toLower();
    if (ending != "mp4"_L1 && ending != "mov"_L1 && ending != "avi"_L1)
        return json({ { "error"_L1, u"Invalid file type. Allowed: mov, mp4, avi"_s } }, 400);
    const QString handle
        = QString::fromLatin1(QUuid::createUuid().toByteArray(QUuid::Id128)) + u'.' + ending;
    const int id = addSource(handle, name);
    return json({ { "success"_L1, true },
                  { "filename"_L1, handle },
                  { "display_name"_L1, name },
                  { "download_id"_L1, id },
                  { "message"_L1, u"File uploaded successfully"_s } });
}

OrchestratorServer::Answer OrchestratorServer::fetch(const QJsonObject &body)
{
    const QJsonArray urls = body["urls"_L1].toArray();
    if (urls.isEmpty())
        return refused(400, u"No URLs provided"_s);
    if (fetchesLeft <= 0)
        return json({ { "success"_L1, false },
                      { "error"_L1, u"DAILY_LIMIT_REACHED"_s },
                      { "message"_L1, u"You have used all fetches of today."_s } },
                    403);
    QJsonArray results;
    int good = 0;
    for (qsizetype i = 0; i < urls.size() && fetchesLeft > 0; ++i) {
        const QString url = urls[i].toString();
        const QString file = url.section(u'/', -1);
        --fetchesLeft;
        ++m_fetched;
        if (file.contains("missing"_L1)) {
            results.append(QJsonObject{ { "url"_L1, url },
                                        { "success"_L1, false },
                                        { "error"_L1, u"ERROR: HTTP Error 404"_s } });
            continue;
        }
        ++good;
        results.append(
            QJsonObject{ { "url"_L1, url },
                         { "success"_L1, true },
                         { "filename"_L1, file },
                         { "display_name"_L1, file.section(u'.', 0, 0) },
                         { "local_path"_L1, QString(u"/srv/brandr/storage/raw/"_s + file) },
                         { "download_url"_L1, QString(u"/api/videos/download/"_s + file) } });
    }
    return json({ { "success"_L1, true },
                  { "total"_L1, results.size() },
                  { "successful"_L1, good },
                  { "results"_L1, results } });
}

OrchestratorServer::Answer OrchestratorServer::claim(const QJsonObject &body)
{
    const QString file = body["filename"_L1].toString();
    if (!body["file_path"_L1].toString().startsWith("/srv/brandr/storage/"_L1))
        return refused(400, u"Invalid file path"_s);
    const int id = addSource(file, body["display_name"_L1].toString(file));
    return json({ { "success"_L1, true },
                  { "download_id"_L1, id },
                  { "message"_L1, u"Download saved successfully"_s } });
}

OrchestratorServer::Answer OrchestratorServer::frame(const QJsonObject &body) const
{
    const QString file = body["filename"_L1].toString();
    const bool known = std::ranges::any_of(m_sources, [&file](const auto &row) {
        return row.second["filename"_L1].toString() == file;
    });
    if (!known)
        return refused(404, u"File not found: "_s + file);
    if (body["t"_L1].toDouble() > 100)
        return refused(500, u"Failed to extract frame"_s);
    return json({ { "success"_L1, true },
                  { "frame_data"_L1, u"data:image/jpeg;base64,/9j/4AAQSkZJRg=="_s },
                  { "width"_L1, 640 },
                  { "height"_L1, 360 },
                  { "aspect_ratio"_L1, 640.0 / 360.0 } });
}

QJsonObject OrchestratorServer::edit(const QString &source, const QString &format) const
{
    const QJsonObject usual{ { "crop_x"_L1, 0.5 },
                             { "crop_y"_L1, 0.5 },
                             { "zoom"_L1, 1.0 },
                             { "crop_mode"_L1, u"fit"_s },
                             { "flip_h"_L1, 0 } };
    return m_edits.value(QString(source + u' ' + format), usual);
}

OrchestratorServer::Answer OrchestratorServer::sourceEdits(const Request &request)
{
    const QUrlQuery query(request.query);
    const QJsonObject body = request.json();
    const bool writes = request.method == "POST";
    const QString file = writes ? body["source_filename"_L1].toString()
                                : query.queryItemValue(u"source_filename"_s, QUrl::FullyDecoded);
    const QString format
        = writes ? body["output_format"_L1].toString() : query.queryItemValue(u"output_format"_s);
    if (file.isEmpty() || format.isEmpty())
        return refused(400, u"source_filename and output_format required"_s);
    if (format != "vertical_9_16"_L1 && format != "square_1_1"_L1)
        return refused(400, u"Invalid output_format"_s);
    if (!source(file))
        return refused(404, u"Source video not found or access denied"_s);
    if (writes)
        m_edits.insert(QString(file + u' ' + format),
                       { { "crop_x"_L1, clamped(body["crop_x"_L1], 0, 1, 0.5) },
                         { "crop_y"_L1, clamped(body["crop_y"_L1], 0, 1, 0.5) },
                         { "zoom"_L1, clamped(body["zoom"_L1], 0.25, 4, 1) },
                         { "crop_mode"_L1, body["crop_mode"_L1].toString(u"fit"_s) },
                         { "flip_h"_L1, body["flip_h"_L1].toInt() } });
    return json({ { "success"_L1, true }, { "edit"_L1, edit(file, format) } });
}

OrchestratorServer::Answer OrchestratorServer::contract(const QJsonObject &body) const
{
    const int count = body["source_count"_L1].toInt(1) * body["brand_count"_L1].toInt(1)
        * body["variant_count"_L1].toInt(1);
    const bool within = count <= maxOutputsPerJob;
    return json({ { "success"_L1, true },
                  { "tier"_L1, tier },
                  { "contract"_L1,
                    QJsonObject{ { "computed_outputs"_L1, count },
                                 { "max_outputs_per_job"_L1, maxOutputsPerJob },
                                 { "within_limit"_L1, within },
                                 { "blocking"_L1, !within } } } });
}

OrchestratorServer::Answer OrchestratorServer::process(const QJsonObject &body)
{
    if (credits <= 0)
        return json({ { "success"_L1, false },
                      { "error"_L1, u"OUT_OF_CREDITS"_s },
                      { "message"_L1, u"You're out of credits for today."_s },
                      { "credits_remaining"_L1, 0 },
                      { "credits_per_day"_L1, 250 },
                      { "tier"_L1, tier } },
                    403);
    const QString file = body["source_path"_L1].toString();
    const QString format = body["output_format"_L1].toString(u"vertical_9_16"_s);
    const QJsonArray ids = body["brand_ids"_L1].toArray();
    if (ids.isEmpty())
        return refused(400, u"brand_ids or brands is required"_s);
    QJsonObject *row = source(file);
    if (!row)
        return refused(404, u"Source video not found or access denied"_s);
    Render render;
    for (const QJsonValue &id : ids) {
        const QJsonObject brand = m_brands.value(id.toInt());
        if (brand.isEmpty() || !isReady(brand))
            return json({ { "success"_L1, false },
                          { "code"_L1, u"BRAND_VALIDATION_FAILED"_s },
                          { "error"_L1, u"Brand must have at least a logo or watermark"_s },
                          { "fix"_L1, u"Upload a logo or a watermark."_s } },
                        brand.isEmpty() ? 404 : 400);
        const QString name
            = u"%1_%2_%3.mp4"_s.arg(file.section(u'.', 0, -2), brand["name"_L1].toString(), format);
        const bool isSquare = format == "square_1_1"_L1;
        render.outputs.append(
            QJsonObject{ { "brand"_L1, brand["display_name"_L1] },
                         { "filename"_L1, name },
                         { "download_url"_L1, QString(u"/api/videos/download/"_s + name) },
                         { "output_format"_L1, format },
                         { "width"_L1, 720 },
                         { "height"_L1, isSquare ? 720 : 1280 },
                         { "aspect_ratio"_L1, isSquare ? 1.0 : 0.5625 },
                         { "source_filename"_L1, file },
                         { "source_display_name"_L1, row->value("display_name"_L1) } });
        if (render.brandName.isEmpty())
            render.brandName = brand["display_name"_L1].toString();
    }
    render.error
        = renderError.isEmpty() ? QString() : QString(render.brandName + u": "_s + renderError);
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_renders.insert(id, render);
    ++renders;
    return json({ { "success"_L1, true },
                  { "job_id"_L1, id },
                  { "status"_L1, u"queued"_s },
                  { "brand_name"_L1, render.brandName },
                  { "message"_L1, u"Render queued for %1."_s.arg(render.brandName) } });
}

void OrchestratorServer::finish(Render &render)
{
    if (std::exchange(render.credited, true))
        return;
    --credits;
    for (const QJsonValue &value : std::as_const(render.outputs)) {
        const QJsonObject output = value.toObject();
        const QString name = output["filename"_L1].toString();
        std::erase_if(m_outputs, [&name](const auto &row) {
            return row.second["output_filename"_L1].toString() == name;
        });
        const int id = m_next++;
        m_outputs[id] = { { "id"_L1, id },
                          { "output_filename"_L1, name },
                          { "brand_name"_L1, output["brand"_L1] },
                          { "output_format"_L1, output["output_format"_L1] },
                          { "source_filename"_L1, output["source_filename"_L1] },
                          { "source_display_name"_L1, output["source_display_name"_L1] },
                          { "width"_L1, output["width"_L1] },
                          { "height"_L1, output["height"_L1] },
                          { "aspect_ratio"_L1, output["aspect_ratio"_L1] },
                          { "bookmarked"_L1, 0 },
                          { "created_at"_L1, now() },
                          { "file_available"_L1, true } };
    }
}

void OrchestratorServer::restart(bool finishing)
{
    for (Render &render : m_renders) {
        if (finishing && render.error.isEmpty())
            finish(render);
    }
    m_renders.clear();
}

OrchestratorServer::Answer OrchestratorServer::job(const QString &id)
{
    const auto found = m_renders.find(id);
    if (found == m_renders.end())
        return json({ { "error"_L1, u"Job not found"_s },
                      { "job_id"_L1, id },
                      { "message"_L1, u"Invalid job ID or job expired."_s } },
                    404);
    QJsonObject body{ { "job_id"_L1, id },
                      { "brand_name"_L1, found->brandName },
                      { "message"_L1, QString() },
                      { "status"_L1, u"processing"_s } };
    if (found->polls++ < pollsUntilDone)
        return json(body);
    const bool failed = !found->error.isEmpty();
    body.insert("status"_L1, failed ? u"failed"_s : u"completed"_s);
    body.insert("success"_L1, !failed);
    if (failed) {
        body.insert("error"_L1, found->error);
        return json(body);
    }
    finish(*found);
    body.insert("outputs"_L1, found->outputs);
    return json(body);
}

OrchestratorServer::Answer OrchestratorServer::outputs(const Request &request)
{
    const QString id = request.path.section(u'/', 3, 3);
    if (id == "branded"_L1) {
        QJsonArray all;
        for (auto row = m_outputs.rbegin(); row != m_outputs.rend(); ++row)
            all.append(row->second);
        return json({ { "success"_L1, true }, { "count"_L1, all.size() }, { "outputs"_L1, all } });
    }
    const auto row = m_outputs.find(id.toInt());
    if (row == m_outputs.end())
        return refused(404, u"Output not found"_s);
    const int flag = 1 - row->second["bookmarked"_L1].toInt();
    row->second.insert("bookmarked"_L1, flag);
    return json({ { "success"_L1, true },
                  { "bookmarked"_L1, flag },
                  { "bookmark_count"_L1, flag },
                  { "max_bookmarks"_L1, -1 } });
}

} // namespace fw::test
