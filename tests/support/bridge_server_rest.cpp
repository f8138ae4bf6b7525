// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bridge_server.h"

#include <QJsonDocument>
#include <QUrlQuery>
#include <QUuid>

#include <algorithm>

namespace fw::test {

using namespace Qt::StringLiterals;

namespace {

QString checkFailed(const QString &what)
{
    return u"(sqlite3.IntegrityError) CHECK constraint failed: "_s + what
        + u"\n[SQL: UPDATE jobs SET status=? WHERE jobs.id = ?]\n[parameters: ('x', 'y')]\n"
          "(Background on this error at: https://sqlalche.me/e/14/gkpj)"_s;
}

qsizetype indexOf(const QJsonArray &rows, const QJsonValue &id)
{
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows[i].toObject()["id"_L1] == id)
            return i;
    }
    return -1;
}

void set(QJsonArray &rows, qsizetype at, QLatin1StringView key, const QJsonValue &value)
{
    QJsonObject row = rows[at].toObject();
    row.insert(key, value);
    rows[at] = row;
}

} // namespace

void BridgeServer::addJob(const QString &id, const QString &status, int photo)
{
    m_jobs.prepend(QJsonObject{ { "id"_L1, id },
                                { "photo_id"_L1, photo },
                                { "priority"_L1, 2 },
                                { "status"_L1, status },
                                { "created_at"_L1, utcNow() },
                                { "started_at"_L1, QJsonValue::Null },
                                { "completed_at"_L1, QJsonValue::Null },
                                { "error_message"_L1, QJsonValue::Null },
                                { "retry_count"_L1, 0 } });
    if (status != "pending"_L1)
        setJob(id, status, status == "failed"_L1 ? u"Preset not found"_s : QString());
}

void BridgeServer::setJob(const QString &id, const QString &status, const QString &error)
{
    const qsizetype at = indexOf(m_jobs, id);
    if (at < 0)
        return;
    set(m_jobs, at, "status"_L1, status);
    if (status == "processing"_L1)
        set(m_jobs, at, "started_at"_L1, utcNow());
    if (status == "completed"_L1)
        set(m_jobs, at, "completed_at"_L1, utcNow());
    if (!error.isEmpty())
        set(m_jobs, at, "error_message"_L1, error);
}

void BridgeServer::moveOn()
{
    for (qsizetype i = m_jobs.size() - 1; i >= 0; --i) {
        const QJsonObject row = m_jobs[i].toObject();
        const QString status = row["status"_L1].toString();
        const bool waits = status == "pending"_L1;
        if (waits || status == "processing"_L1)
            return setJob(row["id"_L1].toString(), waits ? u"processing"_s : u"completed"_s);
    }
}

void BridgeServer::setBatch(const QString &id, const QString &status, int done, int total)
{
    m_batches[id] = { { "batch_id"_L1, id },
                      { "session_id"_L1, QJsonValue::Null },
                      { "status"_L1, status },
                      { "total_photos"_L1, total },
                      { "processed_count"_L1, done },
                      { "failed_count"_L1, 0 },
                      { "progress_percent"_L1, total > 0 ? 100.0 * done / total : 0.0 },
                      { "created_at"_L1, localNow() },
                      { "started_at"_L1, QJsonValue::Null },
                      { "paused_at"_L1, QJsonValue::Null },
                      { "completed_at"_L1, QJsonValue::Null } };
}

QJsonObject BridgeServer::job(const QString &id) const
{
    const qsizetype at = indexOf(m_jobs, id);
    return at < 0 ? QJsonObject() : m_jobs[at].toObject();
}

BridgeServer::Reply BridgeServer::rest(const Request &request)
{
    const QString part = request.path.section(u'/', 1, 1);
    if (missing.contains(request.path))
        return html(404);
    if (broken.contains(request.path))
        return refusal(500, u"database is locked"_s);
    if (request.path.startsWith("/api/auth/"_L1))
        return login(request);
    if (request.path.startsWith("/api/jobs"_L1))
        return jobs(request);
    if (request.path.startsWith("/api/photos"_L1) || request.path.startsWith("/api/approval"_L1))
        return photos(request);
    if (request.path.startsWith("/api/sessions"_L1))
        return sessions(request);
    if (part == "queue"_L1)
        return queue(request);
    if (part == "batch"_L1)
        return batches(request);
    return system(request);
}

BridgeServer::Reply BridgeServer::page(const Request &request, const QString &name,
                                       QJsonArray rows) const
{
    const QUrlQuery query(request.url);
    bool ok = true;
    const QString word = query.queryItemValue(u"limit"_s);
    const int limit = word.isEmpty() ? 100 : word.toInt(&ok);
    if (!ok)
        return refusal(500, u"invalid literal for int() with base 10"_s);
    const int offset = query.queryItemValue(u"offset"_s).toInt();
    QJsonArray part;
    for (qsizetype i = offset; i < rows.size() && part.size() < limit; ++i)
        part.append(rows[i]);
    return json(200,
                { { name, part },
                  { "count"_L1, part.size() },
                  { "total"_L1, rows.size() },
                  { "offset"_L1, offset },
                  { "limit"_L1, limit } });
}

BridgeServer::Reply BridgeServer::system(const Request &request)
{
    int pending = 0;
    int processing = 0;
    for (const auto &row : std::as_const(m_jobs)) {
        const QString status = row.toObject()["status"_L1].toString();
        pending += status == "pending"_L1 ? 1 : 0;
        processing += status == "processing"_L1 ? 1 : 0;
    }
    if (request.path == "/system/health"_L1)
        return json(200, { { "status"_L1, u"healthy"_s }, { "timestamp"_L1, utcNow() } });
    if (request.path == "/api/system/info"_L1)
        return json(200,
                    { { "system_name"_L1, u"Junmai AutoDev"_s },
                      { "version"_L1, u"2.0"_s },
                      { "llm_provider"_L1, u"ollama"_s } });
    if (request.path == "/api/system/status"_L1)
        return json(200,
                    { { "system"_L1, u"running"_s },
                      { "timestamp"_L1, utcNow() },
                      { "sessions"_L1, QJsonObject{ { "active"_L1, 1 } } },
                      { "jobs"_L1,
                        QJsonObject{ { "pending"_L1, pending }, { "processing"_L1, processing } } },
                      { "approval_queue"_L1, QJsonObject{ { "count"_L1, 3 } } },
                      { "resources"_L1,
                        QJsonObject{ { "cpu_percent"_L1, 12.5 },
                                     { "memory_percent"_L1, 2.2 },
                                     { "gpu"_L1, gpu } } } });
    if (request.path == "/resources/status"_L1) {
        Reply reply
            = json(200,
                   { { "success"_L1, true },
                     { "status"_L1,
                       QJsonObject{ { "state"_L1, u"idle"_s },
                                    { "cpu"_L1, QJsonObject{ { "usage_percent"_L1, 3.0 } } },
                                    { "memory"_L1, QJsonObject{ { "percent"_L1, 2.2 } } },
                                    { "disk_usage_percent"_L1, 21.4 },
                                    { "gpu"_L1, gpu } } } });
        reply.delayMs = slowMs;
        return reply;
    }
    if (request.path.startsWith("/progress/job/"_L1))
        return refusal(404, u"Job not found"_s, true);
    if (request.method == "GET")
        return figures(request);
    if (request.path.startsWith("/hotfolder/"_L1) || request.path.startsWith("/resources/"_L1)
        || request.path == "/config/reset"_L1)
        return json(200, { { "message"_L1, u"done"_s } });
    return html(404);
}

BridgeServer::Reply BridgeServer::figures(const Request &request)
{
    if (request.path == "/resources/gpu"_L1)
        return json(200, { { "success"_L1, true }, { "gpu"_L1, gpu } });
    if (request.path == "/hotfolder/status"_L1)
        return json(200,
                    { { "running"_L1, !folders.isEmpty() },
                      { "folders"_L1, QJsonArray::fromStringList(folders) },
                      { "folder_count"_L1, folders.size() } });
    if (request.path == "/logs"_L1)
        return json(
            200,
            { { "category"_L1, u"main"_s }, { "count"_L1, logs.size() }, { "entries"_L1, logs } });
    if (request.path == "/progress/active"_L1)
        return json(200,
                    { { "success"_L1, true },
                      { "count"_L1, active.size() },
                      { "active_jobs"_L1, active } });
    if (request.path == "/api/statistics/presets"_L1)
        return json(200,
                    { { "period_days"_L1, 30 },
                      { "presets"_L1,
                        QJsonArray{ QJsonObject{ { "preset_name"_L1, u"WhiteLayer"_s },
                                                 { "usage_count"_L1, 6 } } } } });
    if (request.path.startsWith("/api/statistics/"_L1))
        return json(200, { { "total_imported"_L1, m_photos.size() }, { "total_processed"_L1, 3 } });
    return html(404);
}

BridgeServer::Reply BridgeServer::jobs(const Request &request)
{
    const QString id = request.path.section(u'/', 3, 3);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (id.isEmpty() && request.method == "GET")
        return page(request, u"jobs"_s,
                    jobRows(QUrlQuery(request.url).queryItemValue(u"status"_s)));
    if (id.isEmpty()) {
        if (!body.contains("photo_id"_L1) || !body.contains("config"_L1))
            return refusal(400, u"photo_id and config are required"_s);
        const int priority = body.value("priority"_L1).toInt(2);
        if (priority < 1 || priority > 3)
            return refusal(500, checkFailed(u"priority IN (1, 2, 3)"_s));
        const QString made = QUuid::createUuid().toString(QUuid::Id128);
        addJob(made, u"pending"_s, body["photo_id"_L1].toInt());
        set(m_jobs, 0, "priority"_L1, priority);
        emitNative(u"job_created"_s,
                   { { "job_id"_L1, made },
                     { "photo_id"_L1, body["photo_id"_L1] },
                     { "priority"_L1, priority } },
                   u"jobs"_s);
        const QJsonObject row = m_jobs[0].toObject();
        return json(201,
                    { { "id"_L1, made },
                      { "photo_id"_L1, row["photo_id"_L1] },
                      { "priority"_L1, priority },
                      { "status"_L1, row["status"_L1] },
                      { "created_at"_L1, row["created_at"_L1] } });
    }
    const qsizetype at = indexOf(m_jobs, id);
    if (at < 0)
        return refusal(404, u"Job not found"_s);
    QJsonObject row = m_jobs[at].toObject();
    if (request.method == "DELETE") {
        const QString status = row["status"_L1].toString();
        if (status == "processing"_L1 || status == "completed"_L1)
            return refusal(400, u"Cannot delete job with status: "_s + status);
        m_jobs.removeAt(at);
        return json(200, { { "job_id"_L1, id }, { "message"_L1, u"Job deleted successfully"_s } });
    }
    const qsizetype photo = indexOf(m_photos, row["photo_id"_L1]);
    row.insert("config"_L1, QJsonObject{ { "preset"_L1, u"WhiteLayer"_s } });
    if (photo >= 0)
        row.insert("photo"_L1,
                   QJsonObject{ { "id"_L1, row["photo_id"_L1] },
                                { "ai_score"_L1, QJsonValue::Null },
                                { "file_name"_L1, m_photos[photo].toObject()["file_name"_L1] } });
    return json(200, row);
}

QJsonArray BridgeServer::jobRows(const QString &status) const
{
    if (status.isEmpty())
        return m_jobs;
    QJsonArray rows;
    for (const auto &row : m_jobs) {
        if (row.toObject()["status"_L1].toString() == status)
            rows.append(row);
    }
    return rows;
}

BridgeServer::Reply BridgeServer::queue(const Request &request)
{
    const QString what = request.path.section(u'/', 2, 2);
    const QString id = request.path.section(u'/', 3, 3);
    const bool isKnown = indexOf(m_jobs, id) >= 0;
    if (what == "stats"_L1 || what == "workers"_L1) {
        QJsonObject people;
        for (int i = 0; i < workers; ++i)
            people.insert(u"celery@%1"_s.arg(i), QJsonObject());
        Reply reply = what == "stats"_L1
            ? json(200,
                   { { "jobs_by_status"_L1, QJsonObject{ { "pending"_L1, 1 } } },
                     { "total_pending"_L1, 0 },
                     { "timestamp"_L1, utcNow() } })
            : json(200, { { "workers"_L1, people }, { "timestamp"_L1, utcNow() } });
        reply.delayMs = slowMs;
        return reply;
    }
    if (what == "cancel"_L1) {
        if (isKnown && !cancels)
            return refusal(500, checkFailed(u"status IN ('pending')"_s));
        setJob(id, u"cancelled"_s);
        return json(200, { { "message"_L1, u"Job cancelled successfully"_s } });
    }
    if (what == "retry"_L1) {
        if (!isKnown)
            return refusal(404, u"Job not found"_s);
        const QString made = u"again-"_s + id;
        addJob(made, u"pending"_s, job(id)["photo_id"_L1].toInt());
        return json(200,
                    { { "message"_L1, u"Job retried successfully"_s },
                      { "original_task_id"_L1, id },
                      { "new_task_id"_L1, made } });
    }
    if (what == "priority"_L1 && request.method == "PUT") {
        const int wanted = QJsonDocument::fromJson(request.body).object()["priority"_L1].toInt();
        if (wanted < 1 || wanted > 10)
            return refusal(400, u"priority must be an integer between 1 and 10"_s);
        if (!isKnown || wanted > 3)
            return refusal(404, u"Job not found or failed to adjust priority"_s);
        set(m_jobs, indexOf(m_jobs, id), "priority"_L1, wanted);
        return json(200,
                    { { "job_id"_L1, id },
                      { "message"_L1, u"Job priority adjusted successfully"_s },
                      { "new_priority"_L1, wanted } });
    }
    if (id == "rebalance"_L1)
        return json(200,
                    { { "error"_L1, checkFailed(u"priority IN (1, 2, 3)"_s) },
                      { "message"_L1, u"Queue priorities rebalanced successfully"_s } });
    if (what == "purge"_L1 && !request.saysJson)
        return html(415);
    return json(200, { { "message"_L1, QString(u"Queue "_s + what + u" done"_s) } });
}

QJsonArray BridgeServer::photoRows(const char *state) const
{
    QJsonArray rows;
    for (const auto &row : m_photos) {
        const QJsonObject photo = row.toObject();
        const bool waits = photo["status"_L1].toString() == QLatin1StringView(state)
            && !photo["approved"_L1].toBool();
        if (waits)
            rows.append(row);
    }
    return rows;
}

BridgeServer::Reply BridgeServer::photos(const Request &request)
{
    if (request.path == "/api/photos"_L1)
        return page(request, u"photos"_s, m_photos);
    if (request.path == "/api/approval/queue"_L1)
        return page(request, u"photos"_s, photoRows("completed"));
    const int id = request.path.section(u'/', 3, 3).toInt();
    const QString verdict = request.path.section(u'/', 4, 4);
    const qsizetype at = indexOf(m_photos, id);
    if (at < 0)
        return refusal(404, u"Photo not found"_s);
    if (verdict == "thumbnail"_L1)
        return { 200, "image/jpeg", "\xff\xd8\xff\xe0", false, 0 };
    if (verdict.isEmpty())
        return json(200, m_photos[at].toObject());
    if (!request.saysJson)
        return refusal(500, u"Failed to approve photo: 415 Unsupported Media Type"_s);
    return decided(request, id, verdict);
}

BridgeServer::Reply BridgeServer::decided(const Request &request, int photo, const QString &verdict)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const qsizetype at = indexOf(m_photos, photo);
    QJsonObject said{ { "photo_id"_L1, photo },
                      { "message"_L1, u"Photo approved successfully"_s } };
    QJsonObject event{ { "photo_id"_L1, photo },
                       { "session_id"_L1, m_photos[at].toObject()["session_id"_L1] } };
    if (verdict == "approve"_L1) {
        set(m_photos, at, "approved"_L1, true);
        emitNative(u"photo_approved"_s, event, u"photos"_s);
    } else if (verdict == "reject"_L1) {
        set(m_photos, at, "status"_L1, u"rejected"_s);
        event.insert("reason"_L1, body["reason"_L1]);
        emitNative(u"photo_rejected"_s, event, u"photos"_s);
    } else {
        if (!body.contains("new_preset"_L1))
            return refusal(400, u"new_preset is required"_s);
        set(m_photos, at, "status"_L1, u"queued"_s);
        set(m_photos, at, "selected_preset"_L1, body["new_preset"_L1]);
        said.insert("new_preset"_L1, body["new_preset"_L1]);
    }
    emitNative(u"approval_queue_updated"_s, { { "queue_count"_L1, photoRows("completed").size() } },
               u"approval"_s);
    return json(200, said);
}

BridgeServer::Reply BridgeServer::sessions(const Request &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString id = request.path.section(u'/', 3, 3);
    if (request.method == "GET" && id.isEmpty())
        return page(request, u"sessions"_s, m_sessions);
    if (id.isEmpty()) {
        if (!body.contains("name"_L1) || !body.contains("import_folder"_L1))
            return refusal(400, u"name and import_folder are required"_s);
        QJsonObject row = body;
        row.insert("id"_L1, m_sessions.size() + 1);
        row.insert("status"_L1, u"importing"_s);
        row.insert("progress_percent"_L1, 0);
        m_sessions.prepend(row);
        emitNative(u"session_created"_s,
                   { { "session_id"_L1, row["id"_L1] },
                     { "session_name"_L1, row["name"_L1] },
                     { "import_folder"_L1, row["import_folder"_L1] } },
                   u"sessions"_s);
        return json(201, row);
    }
    const qsizetype at = indexOf(m_sessions, id.toInt());
    if (at < 0)
        return refusal(404, u"Session not found"_s);
    if (request.method == "DELETE") {
        m_sessions.removeAt(at);
        return json(200, { { "message"_L1, u"Session deleted successfully"_s } });
    }
    for (auto entry = body.begin(); entry != body.end(); ++entry) {
        if (entry.key() == "status"_L1 && entry.value().toString() == "paused"_L1)
            return refusal(500, checkFailed(u"status IN ('importing')"_s));
        set(m_sessions, at, QLatin1StringView(entry.key().toLatin1()), entry.value());
    }
    return json(200, m_sessions[at].toObject());
}

BridgeServer::Reply BridgeServer::batches(const Request &request)
{
    const QString id = request.path.section(u'/', 2, 2);
    const QString verb = request.path.section(u'/', 3, 3);
    if (id == "list"_L1)
        return m_batches.empty() ? json(200, { { "batches"_L1, QJsonArray() }, { "count"_L1, 0 } })
                                 : hang();
    if (id == "start"_L1) {
        const QJsonArray photos
            = QJsonDocument::fromJson(request.body).object()["photo_ids"_L1].toArray();
        const QString made = u"batch_%1"_s.arg(m_next++);
        setBatch(made, u"running"_s, 0, static_cast<int>(photos.size()));
        emitNative(
            u"system_status"_s,
            { { "status"_L1, u"batch_started"_s },
              { "details"_L1,
                QJsonObject{ { "batch_id"_L1, made }, { "photo_count"_L1, photos.size() } } } },
            u"system"_s);
        return json(200,
                    { { "batch_id"_L1, made },
                      { "message"_L1, u"Batch processing started"_s },
                      { "photo_count"_L1, photos.size() } });
    }
    const auto found = m_batches.find(id);
    if (found == m_batches.end())
        return refusal(404, u"Batch not found"_s);
    if (verb == "status"_L1) {
        Reply reply = json(200, found->second);
        reply.delayMs = batchMs;
        return reply;
    }
    const QString next = verb == "pause"_L1 ? u"paused"_s
        : verb == "resume"_L1               ? u"running"_s
                                            : u"cancelled"_s;
    found->second.insert("status"_L1, next);
    return json(200, { { "message"_L1, QString(u"Batch "_s + next) }, { "batch_id"_L1, id } });
}

BridgeServer::Reply BridgeServer::login(const Request &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (request.path != "/api/auth/login"_L1)
        return refusal(401, u"Missing Authorization header"_s);
    if (body["username"_L1].toString() != "admin"_L1)
        return refusal(401, u"Invalid credentials"_s);
    return json(200,
                { { "token"_L1, u"a.b.c"_s },
                  { "token_type"_L1, u"Bearer"_s },
                  { "expires_in"_L1, 86400 },
                  { "user"_L1, QJsonObject{ { "username"_L1, u"admin"_s } } } });
}

} // namespace fw::test
