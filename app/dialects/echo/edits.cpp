// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /api/v1/videos/signed-upload-url {"filename":"demo.mp4","content_type":"video/mp4"}
// {"upload_url":"https://storage.example.invalid/bucket/videos/demo.mp4?X-Goog-Signature=…","video_id":"3"}
#include "dialects/echo/edits.h"

#include "base/overloaded.h"
#include "dialects/common/user_text.h"
#include "dialects/echo/http.h"
#include "dialects/echo/known.h"
#include "dialects/echo/metadata.h"
#include "dialects/echo/routes.h"
#include "dialects/echo/rows.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kinds = std::to_array<QLatin1StringView>(
    { "upload"_L1, "sign"_L1, "put"_L1, "complete"_L1, "metadata"_L1, "video"_L1 });
constexpr auto silence = 120s; // the server reads the whole upload before it answers

QString kindOf(const wire::HttpRequest &request)
{
    return request.tag.section(u':', 0, 0);
}

// In SessionFacts::extra: the announcement that was refused, by its edit.
QString storedKey(const EditId &edit)
{
    return u"stored:"_s + edit.text;
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject noteOf(const wire::HttpRequest &request)
{
    return QJsonDocument::fromJson(request.tag.section(u':', 1).toUtf8()).object();
}

wire::HttpRequest post(const wire::SessionFacts &facts, const QString &path,
                       const QJsonObject &body, const QString &tag, const EditId &edit)
{
    wire::HttpRequest request = send(facts, "POST", api(facts, path), body, tag);
    request.edit = edit;
    return request;
}

wire::HttpRequest plainUpload(const QString &path, const EditId &edit,
                              const wire::SessionFacts &facts)
{
    wire::HttpRequest request = get(facts, api(facts, u"/videos/upload"_s), u"upload"_s);
    request.method = "POST";
    request.edit = edit;
    request.timeout = silence;
    request.form.push_back(formFile("file", path));
    return request;
}

wire::HttpRequest announcement(const QJsonObject &body, const EditId &edit,
                               const wire::SessionFacts &facts)
{
    return post(facts, u"/videos/upload-complete"_s, body,
                u"complete:"_s + body.value("original_filename"_L1).toString(), edit);
}

Expected<wire::Outgoing> upload(const wire::UploadMedia &command, const wire::SessionFacts &facts)
{
    if (const QString stored = facts.extra.value(storedKey(command.edit)); !stored.isEmpty())
        return one(
            announcement(QJsonDocument::fromJson(stored.toUtf8()).object(), command.edit, facts));
    const QString name = command.path.section(u'/', -1);
    const QByteArray type = contentTypeOf(name);
    if (!type.startsWith("video/"))
        return fail(
            Failure::Code::BadInput,
            u"path: %1 is no video by its name, and this server takes nothing else"_s.arg(name));
    if (!hasRoute(facts, Route::SignedUpload).value_or(true))
        return one(plainUpload(command.path, command.edit, facts));
    const QJsonObject note{ { "path"_L1, command.path }, { "bytes"_L1, command.bytes } };
    return one(post(facts, u"/videos/signed-upload-url"_s,
                    { { "filename"_L1, name }, { "content_type"_L1, QString::fromLatin1(type) } },
                    u"sign:"_s + compact(note), command.edit));
}

wire::HttpRequest metadataRequest(const QString &job, const QString &video, const QJsonObject &body,
                                  const EditId &edit, const wire::SessionFacts &facts)
{
    const QUrl url = api(facts, u"/videos/%1/metadata"_s.arg(segment(video)));
    wire::HttpRequest request = send(facts, "PUT", url, body, u"metadata:"_s + job);
    request.edit = edit;
    return request;
}

Expected<wire::Outgoing> run(const wire::RunAction &command, const wire::SessionFacts &facts)
{
    if (command.action != QLatin1StringView(metadataAction)) {
        const auto missing = missingOffers(facts);
        const bool isField
            = std::ranges::find(missing, command.action, &wire::ActionOffer::name) != missing.end();
        return fail(Failure::Code::Unsupported, isField ? u"notAnnounced"_s : u"noMessage"_s);
    }
    if (!metadataOffer(facts).capability.offered)
        return fail(Failure::Code::Unsupported, u"noRoute"_s);
    if (command.target.isEmpty())
        return fail(Failure::Code::BadInput, u"target: a job is wanted"_s);
    const auto body = metadataBody(command.arguments, facts);
    if (!body)
        return tl::unexpected(body.error());
    const KnownJobs known(facts);
    const KnownJob *job = known.find(command.target);
    if (job && !job->video.isEmpty())
        return one(metadataRequest(command.target, job->video, *body, command.edit, facts));
    // Metadata is kept by video, and a job has another number than its video: asked first.
    const QJsonObject note{ { "job"_L1, command.target }, { "body"_L1, *body } };
    wire::HttpRequest request = listRequest(facts, u"video:"_s + compact(note));
    request.edit = command.edit;
    return one(std::move(request));
}

void settle(wire::EditSettled settled, Sink &sink)
{
    sink.event(std::move(settled));
}

// One word of the chain was no: so ends the edit.
void refuse(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    sink.issue(failureOf(request, reply));
    settle(refusal(request, reply), sink);
}

void refuse(const wire::HttpRequest &request, const QString &words, Sink &sink)
{
    wire::EditSettled settled = applied(request);
    settled.verdict = wire::EditSettled::Verdict::Invalid;
    settled.message = words;
    sink.issue(Failure::Code::BadInput, request.url.path() + u": "_s + words);
    settle(std::move(settled), sink);
}

bool isGood(const wire::HttpReply &reply)
{
    return reply.status >= 200 && reply.status < 300;
}

// {"job_id":1,"status":"PENDING"}; after a signed upload the body may be empty.
void readAccepted(const wire::HttpRequest &request, const wire::HttpReply &reply,
                  const QString &name, Sink &sink)
{
    wire::EditSettled settled = applied(request);
    const auto root = threadReader().parse(reply.body);
    const JsonObject object = root ? root->object() : JsonObject();
    if (object["job_id"].idText()) {
        Reading reading{ sink };
        if (auto row = readRow(*root, reading)) {
            row->job.name = name;
            settled.jobs.push_back(row->job.id);
            KnownJobs known(sink.facts());
            known.put({ row->job.id.text, row->video, true });
            learnJobs(known, sink);
            row->hasState = true; // accepted, if nothing else is said
            sink.events(eventsOf(std::move(*row)));
        }
    } else if (request.tag == "upload"_L1) {
        sink.issue(Failure::Code::BadInput, u"upload: the answer names no job"_s);
    }
    settle(std::move(settled), sink);
}

void uploaded(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (!isGood(reply))
        return refuse(request, reply, sink);
    const QString name = request.form.empty() ? QString() : request.form.front().fileName;
    readAccepted(request, reply, name, sink);
}

// The storage compares the type with the signed one, and takes no other token than its own.
void signedUrl(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const QJsonObject note = noteOf(request);
    const QString path = note.value("path"_L1).toString();
    if (isNoRoute(reply)) {
        learnRoute(sink.learn(), Route::SignedUpload, false);
        sink.follow(plainUpload(path, request.edit, sink.facts()), true);
        return;
    }
    if (!isGood(reply))
        return refuse(request, reply, sink);
    const auto root = threadReader().parse(reply.body);
    JsonFields fields(root ? *root : JsonValue(), u"signed upload"_s);
    const QUrl url(fields.string("upload_url"), QUrl::StrictMode);
    const QString video = fields.idText("video_id");
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!fields.ok() || !isWeb || url.host().isEmpty())
        return refuse(
            request,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "the server gave no usable upload address")),
            sink);
    learnRoute(sink.learn(), Route::SignedUpload, true);
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    QJsonObject next{ { "video_id"_L1, video },
                      { "original_filename"_L1, asked.value("filename"_L1) },
                      { "content_type"_L1, asked.value("content_type"_L1) } };
    if (const auto bytes = note.value("bytes"_L1).toInteger(); bytes > 0)
        next.insert("size_bytes"_L1, bytes);
    wire::HttpRequest put;
    put.method = "PUT";
    put.url = url;
    put.headers.emplace_back("Content-Type", asked.value("content_type"_L1).toString().toLatin1());
    put.bodyFile = path;
    put.tag = u"put:"_s + compact(next);
    put.edit = request.edit;
    put.timeout = silence;
    sink.follow(std::move(put), true);
}

void stored(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (!isGood(reply)) {
        // Neither the address, which is a secret for a while, nor its words are for the log.
        wire::EditSettled settled = refusal(request, reply);
        if (settled.verdict == wire::EditSettled::Verdict::Conflict)
            settled.verdict = wire::EditSettled::Verdict::Invalid;
        sink.issue(Failure::Code::Refused, u"the storage answered %1"_s.arg(reply.status));
        return settle(std::move(settled), sink);
    }
    sink.follow(announcement(noteOf(request), request.edit, sink.facts()), true);
}

void completed(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (sink.facts().extra.contains(storedKey(request.edit)))
        sink.learn().extra.remove(storedKey(request.edit));
    if (!isGood(reply))
        return refuse(request, reply, sink);
    readAccepted(request, reply, request.tag.section(u':', 1), sink);
}

void saved(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (isNoRoute(reply))
        learnRoute(sink.learn(), Route::Metadata, false);
    if (!isGood(reply))
        return refuse(request, reply, sink);
    const JobId job{ request.tag.section(u':', 1) };
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    std::vector<wire::Event> events;
    for (auto member = body.begin(); member != body.end(); ++member)
        events.emplace_back(
            wire::MetadataSeen{ job, { fieldOfKey(member.key()), member.value(), {} } });
    events.emplace_back(applied(request));
    sink.events(std::move(events));
}

void videoFound(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (!isGood(reply))
        return refuse(request, reply, sink);
    const QJsonObject note = noteOf(request);
    const QString job = note.value("job"_L1).toString();
    const auto root = threadReader().parse(reply.body);
    for (const JsonValue &item : (root ? *root : JsonValue()).array().items()) {
        const JsonObject row = item.object();
        const auto video = row["video_id"].idText();
        if (row["id"].idText() != job || !video || video->isEmpty())
            continue;
        sink.follow(metadataRequest(job, *video, note.value("body"_L1).toObject(), request.edit,
                                    sink.facts()),
                    true);
        return;
    }
    refuse(request,
           userText(QT_TRANSLATE_NOOP("fw::dialects",
                                      "the server does not say which video job %1 is of"),
                    job.left(60)),
           sink);
}

} // namespace

Expected<wire::Outgoing> encodeCommand(const wire::Command &command,
                                       const wire::SessionFacts &facts)
{
    using Result = Expected<wire::Outgoing>;
    const auto no
        = [](const QString &reason) -> Result { return fail(Failure::Code::Unsupported, reason); };
    return std::visit(overloaded{
                          [&](const wire::AddMedia &) { return no(u"noRoute"_s); },
                          [&](const wire::UploadMedia &c) { return upload(c, facts); },
                          [&](const wire::AddSample &) { return no(u"noRoute"_s); },
                          [&](const wire::ControlJob &) { return no(u"noMessage"_s); },
                          [&](const wire::FetchDetail &c) -> Result {
                              if (c.job.isEmpty())
                                  return fail(Failure::Code::BadInput, u"job: is empty"_s);
                              return one(detailRequest(c.job.text, facts));
                          },
                          [&](const wire::AskStatus &) { return no(u"noMessage"_s); },
                          [&](const wire::RunAction &c) { return run(c, facts); },
                      },
                      command);
}

bool isEdit(const wire::HttpRequest &request)
{
    return std::ranges::find(kinds, kindOf(request)) != kinds.end();
}

bool isStorage(const wire::HttpRequest &request)
{
    return kindOf(request) == "put"_L1;
}

void noteStored(const wire::HttpRequest &request, Sink &sink)
{
    if (kindOf(request) == "complete"_L1 && !request.edit.isEmpty())
        sink.learn().extra.insert(storedKey(request.edit), QString::fromUtf8(request.body));
}

void decodeEdit(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const QString kind = kindOf(request);
    if (kind == "upload"_L1)
        uploaded(request, reply, sink);
    else if (kind == "sign"_L1)
        signedUrl(request, reply, sink);
    else if (kind == "put"_L1)
        stored(request, reply, sink);
    else if (kind == "complete"_L1)
        completed(request, reply, sink);
    else if (kind == "metadata"_L1)
        saved(request, reply, sink);
    else
        videoFound(request, reply, sink);
}

} // namespace fw::dialects::echo
