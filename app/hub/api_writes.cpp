// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api.h"

#include "base/json_fields.h"
#include "base/log.h"
#include "hub/media/publish.h"
#include "hub/payloads.h"
#include "hub/upload.h"

#include <QFileInfo>
#include <QFutureWatcher>
#include <QJsonDocument>
#include <QtConcurrentRun>

#include <algorithm>
#include <cstdlib>

namespace fw::hub {

using namespace Qt::StringLiterals;
using front::HttpReply;

namespace {

constexpr qsizetype maxPaths = 1000; // of one request
constexpr qsizetype maxName = 255;

HttpReply bad(const QString &message)
{
    return HttpReply::error(400, Failure::Code::BadInput, message);
}

QJsonObject failureJson(const work::Refusal &refusal)
{
    QJsonObject json{ { u"code"_s, codeWord(refusal.code) }, { u"message"_s, refusal.detail } };
    if (!refusal.word.isEmpty())
        json.insert("reason"_L1, refusal.word);
    return json;
}

// What the three ways to add media have in common.
struct Common
{
    EditId op;
    int priority = 0;
    wire::RenderOptions render;
};

Expected<Common> commonOf(JsonFields &fields)
{
    const QString op = fields.optionalString("op").value_or(QString());
    const qint64 priority = fields.optionalInteger("priority").value_or(0);
    auto render = renderFromJson(fields.value("render"));
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (!render)
        return tl::unexpected(render.error());
    if (op.size() > maxOpLength || priority < -100 || priority > 100)
        return fail(Failure::Code::BadInput, u"op is too long or priority is beyond 100."_s);
    return Common{ EditId{ op }, static_cast<int>(priority), *render };
}

Expected<QStringList> pathsOf(const JsonArray &array)
{
    QStringList paths;
    if (array.size() == 0 || array.size() > maxPaths)
        return fail(Failure::Code::BadInput, u"paths has between 1 and 1000 entries."_s);
    for (const JsonValue &item : array.items()) {
        const auto path = item.string();
        if (!path)
            return fail(Failure::Code::BadInput, u"A path is a text without NUL."_s);
        paths.append(*path);
    }
    return paths;
}

Expected<UploadRequest> uploadOf(const front::HttpHead &head, JsonReader &reader)
{
    UploadRequest upload;
    upload.name = QFileInfo(head.queryItem(u"name"_s)).fileName().left(maxName);
    if (upload.name.isEmpty() || upload.name.contains(QChar(0)))
        return fail(Failure::Code::BadInput, u"name is missing: /api/uploads?name=clip.mp4"_s);
    bool ok = true;
    const QString priority = head.queryItem(u"priority"_s);
    upload.priority = priority.isEmpty() ? 0 : priority.toInt(&ok);
    upload.op = EditId{ head.queryItem(u"op"_s) };
    if (!ok || std::abs(upload.priority) > 100 || upload.op.text.size() > maxOpLength)
        return fail(Failure::Code::BadInput, u"op is too long or priority is beyond 100."_s);
    const QString text = head.queryItem(u"render"_s);
    if (text.isEmpty())
        return upload;
    const auto value = reader.parse(text.toUtf8());
    const auto render = value ? renderFromJson(*value) : tl::unexpected(value.error());
    if (!render)
        return tl::unexpected(render.error());
    upload.render = *render;
    return upload;
}

} // namespace

bool Api::hasRoomFor(qint64 bytes) const
{
    const auto free = m_world.sampler.freeBytes();
    return !free || *free - bytes > m_world.limits.lowDisk;
}

HttpReply Api::created(const EditId &op, const std::vector<JobId> &jobs) const
{
    QJsonArray rows;
    for (const JobId &id : jobs) {
        if (const auto detail = m_world.jobs.detail(id))
            rows.append(jobJson(detail->job.row));
    }
    return HttpReply::json(201, { { u"op"_s, op.text }, { u"jobs"_s, rows } });
}

// The same op again gets the same answer, not a second job.
std::optional<HttpReply> Api::repeated(const EditId &op) const
{
    const auto first = m_world.desk.verdict(op);
    if (!first)
        return HttpReply::error(first.error());
    if (!*first)
        return std::nullopt;
    return created(op, (*first)->jobs);
}

HttpReply Api::addJobs(const JsonValue &body)
{
    JsonFields fields(body, u"body"_s);
    const JsonArray array = fields.array("paths");
    const QString name = fields.optionalString("name").value_or(QString()).left(maxName);
    const auto common = commonOf(fields);
    if (!common)
        return HttpReply::error(common.error());
    const auto paths = pathsOf(array);
    if (!paths)
        return HttpReply::error(paths.error());
    if (auto answer = repeated(common->op))
        return *answer;
    std::vector<JobId> jobs;
    QJsonArray rejected;
    std::optional<work::Refusal> first;
    const auto addOne = [&](const QString &path) {
        const auto added = m_world.jobs.add(path, name, common->priority, common->render);
        if (added) {
            jobs.push_back(*added);
            return;
        }
        rejected.append(
            QJsonObject{ { u"path"_s, path }, { u"error"_s, failureJson(added.error()) } });
        first = first ? first : added.error();
    };
    const auto kept = m_world.jobs.together([&] {
        std::ranges::for_each(*paths, addOne);
        if (!jobs.empty())
            m_world.desk.remember(common->op, jobs);
    });
    if (!kept)
        return HttpReply::error(kept.error());
    const bool none = jobs.empty();
    HttpReply reply = created(common->op, jobs);
    QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    answer.insert("rejected"_L1, rejected);
    if (none && first)
        answer.insert("error"_L1, failureJson(*first));
    return HttpReply::json(none && first ? front::statusOf(first->code) : 201, answer);
}

HttpReply Api::addSample(const JsonValue &body)
{
    JsonFields fields(body, u"body"_s);
    const auto common = commonOf(fields);
    if (!common)
        return HttpReply::error(common.error());
    if (auto answer = repeated(common->op))
        return *answer;
    return addedOne(common->op, m_world.desk.addOnce(common->op, [&] {
        return m_world.jobs.addSample(common->render);
    }));
}

HttpReply Api::addedOne(const EditId &op, const work::Taken<JobId> &added) const
{
    if (added)
        return created(op, { *added });
    return HttpReply::json(front::statusOf(added.error().code),
                           { { u"error"_s, failureJson(added.error()) } });
}

HttpReply Api::act(const JobId &id, const JsonValue &body)
{
    JsonFields fields(body, u"body"_s);
    const QString op = fields.optionalString("op").value_or(QString());
    if (!fields.ok() || op.size() > maxOpLength)
        return bad(u"op is a text of at most 64 characters."_s);
    const auto command = controlFromJson(body, EditId{ op }, id);
    if (!command) {
        record::Verdict invalid;
        invalid.op = EditId{ op };
        invalid.verdict = wire::EditSettled::Verdict::Invalid;
        invalid.message = command.error().detail;
        QJsonObject answer = ackJson(invalid, false);
        answer.insert("error"_L1, failureJson(command.error()));
        return HttpReply::json(400, answer);
    }
    const auto done = m_world.desk.control(*command);
    QJsonObject answer = ackJson(done.verdict, done.duplicate);
    if (done.code)
        answer.insert("error"_L1, failureJson(Failure{ *done.code, done.verdict.message }));
    return HttpReply::json(done.code ? front::statusOf(*done.code) : 200, answer);
}

front::BodyPlan Api::upload(const Head &head, const Respond &respond)
{
    const auto refuse = [this, &respond](HttpReply reply) {
        respond(std::move(reply));
        return front::BodyPlan{ m_world.limits.jsonBody, nullptr };
    };
    const auto wanted = uploadOf(head, m_world.reader);
    if (!wanted)
        return refuse(HttpReply::error(wanted.error()));
    if (auto answer = repeated(wanted->op))
        return refuse(std::move(*answer));
    if (!head.hasBody())
        return refuse(bad(u"The upload is empty."_s));
    if (!hasRoomFor(head.contentLength.value_or(0)))
        return refuse(HttpReply::error(507, Failure::Code::Io, u"The disk is too full."_s));
    auto sink = std::make_unique<UploadSink>(
        m_world.jobs.newUploadPath(wanted->name), [this] { return hasRoomFor(0); },
        [this, respond, upload = *wanted](const Expected<QString> &path) {
            if (path)
                makeDurable(*path, upload, respond);
            else
                respond(HttpReply::error(path.error()));
        });
    if (const auto opened = sink->open(); !opened)
        return refuse(HttpReply::error(opened.error()));
    return { m_world.limits.uploadBody, std::move(sink) };
}

// A job that is recorded must find its media after a power cut. Large files take seconds: not here.
void Api::makeDurable(const QString &path, const UploadRequest &upload, const Respond &respond)
{
    auto *flush = new QFutureWatcher<Expected<void>>(&m_here);
    QObject::connect(flush, &QFutureWatcherBase::finished, &m_here, [=, this] {
        const Expected<void> done = flush->result();
        flush->deleteLater();
        if (!done)
            QFile::remove(path);
        respond(done ? uploaded(path, upload) : HttpReply::error(done.error()));
    });
    flush->setFuture(QtConcurrent::run(&media::makeDurable, path));
}

HttpReply Api::uploaded(const QString &path, const UploadRequest &upload)
{
    // Two uploads with one op at once: the second to finish gives its file up.
    if (auto answer = repeated(upload.op)) {
        QFile::remove(path);
        return *answer;
    }
    const auto added = m_world.desk.addOnce(upload.op, [&] {
        return m_world.jobs.add(path, upload.name, upload.priority, upload.render, true);
    });
    if (!added)
        QFile::remove(path);
    return addedOne(upload.op, added);
}

} // namespace fw::hub
