// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /api/videos/process_brands {"source_path":"e2aaa7….mp4","brand_ids":[1],"output_format":"…"}
// {"brand_name":"Acme News","job_id":"4cf0e048-…","status":"queued","success":true,"message":"…"}
#include "dialects/orchestrator/brandr_work.h"

#include "dialects/common/user_text.h"
#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/brandr_reads.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QUrlQuery>

#include <algorithm>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;

namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// "Sat, 21 Nov 2026 12:12:12 GMT" of the server's own clock: a dialect has none.
QString timeOf(const wire::HttpReply &reply)
{
    const QString date = QString::fromLatin1(reply.header("Date"));
    if (!date.endsWith(" GMT"_L1))
        return {};
    QDateTime time = QLocale::c().toDateTime(date.chopped(4), u"ddd, dd MMM yyyy HH:mm:ss"_s);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? time.toString(Qt::ISODate) : QString();
}

bool isGood(const wire::HttpReply &reply, JsonValue root)
{
    return reply.status >= 200 && reply.status < 300 && root.isObject()
        && root.object()["success"].boolean().value_or(true);
}

QString stepTag(const char *step, const Work &work)
{
    return QString(u"work:"_s + QLatin1StringView(step) + u':' + hintOf(work));
}

QString brandPath(const Work &work)
{
    return QString(u"/api/brands/"_s + segment(work.brandId));
}

wire::HttpRequest askBrand(const Work &work, const wire::HttpRequest &before, Sink &sink)
{
    wire::HttpRequest request = read(sink.facts(), brandPath(work), stepTag("brand", work));
    request.edit = before.edit;
    return request;
}

wire::HttpRequest askCrop(const Work &work, const wire::HttpRequest &before, Sink &sink)
{
    wire::HttpRequest request = read(sink.facts(), u"/api/source-edits"_s, stepTag("crop", work));
    QUrlQuery query;
    query.addQueryItem(u"source_filename"_s, segment(work.source));
    query.addQueryItem(u"output_format"_s, work.format);
    request.url.setQuery(query);
    request.edit = before.edit;
    return request;
}

void onContract(const Work &work, const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    const JsonObject contract = root.object()["contract"].object();
    if (contract["blocking"].boolean().value_or(false)) {
        wire::EditSettled settled = applied(request);
        settled.verdict = wire::EditSettled::Verdict::Denied;
        settled.message
            = userText(QT_TRANSLATE_NOOP("fw::dialects", "the plan allows %1 outputs in one job"),
                       contract["max_outputs_per_job"].integer().value_or(0));
        return sink.event(std::move(settled));
    }
    sink.follow(askBrand(work, request, sink), true);
}

void onBrand(Work work, const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    const JsonValue brand = root.object()["brand"];
    work.brand = brand.object()["name"].string().value_or(work.brand);
    const QJsonObject missing = missingPlaces(brand);
    if (missing.isEmpty())
        return sink.follow(askCrop(work, request, sink), true);
    sink.follow(
        call(sink.facts(), "PUT", brandPath(work), missing, stepTag("mend", work), request.edit),
        true);
}

void onCrop(const Work &work, const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    bool isWhole = false;
    const double brand = double(work.brandId.toLongLong(&isWhole));
    QJsonObject body{ { "source_path"_L1, work.source },
                      { "brand_ids"_L1,
                        QJsonArray{ isWhole ? QJsonValue(brand) : QJsonValue(work.brandId) } },
                      { "output_format"_L1, work.format } };
    if (const JsonValue edit = root.object()["edit"]; edit.isObject())
        body.insert("source_edit"_L1, edit.toQJson());
    sink.follow(call(sink.facts(), "POST", u"/api/videos/process_brands"_s, body,
                     stepTag("start", work), request.edit),
                true);
}

void tell(const JobId &job, const Work &work, std::vector<wire::Event> &events)
{
    const auto fact = [&](const char *field, const QString &value) {
        if (!value.isEmpty())
            events.emplace_back(wire::MetadataSeen{ job, { QString::fromLatin1(field), value } });
    };
    fact("BRAND", work.brand);
    fact("FORMAT", work.format);
    fact("SOURCE", work.name);
}

void onStarted(Work work, const wire::HttpRequest &request, const wire::HttpReply &reply,
               JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"process_brands"_s);
    wire::Job job;
    job.id = JobId{ fields.idText("job_id") };
    const QString title = fields.optionalString("brand_name").value_or(work.brand);
    if (!sink.accept(fields)) {
        wire::EditSettled settled = refusal(request, reply);
        settled.message = userText(QT_TRANSLATE_NOOP("fw::dialects", "the server named no job"));
        return sink.event(std::move(settled));
    }
    std::vector<wire::Event> events;
    if (!work.replaces.isEmpty())
        events.emplace_back(wire::JobRemoved{ JobId{ work.replaces } });
    work.replaces.clear();
    work.lost = false;
    work.start = timeOf(reply);
    job.name = u"%1 · %2 · %3"_s.arg(work.name, title, work.format);
    job.source = work.source;
    job.state = wire::JobState::Queued;
    job.attempt = work.attempt;
    job.created = fromIso(work.start);
    job.hint = hintOf(work);
    wire::EditSettled settled = applied(request);
    settled.jobs.push_back(job.id);
    const JobId id = job.id;
    events.emplace_back(wire::JobSeen{ std::move(job) });
    tell(id, work, events);
    events.emplace_back(std::move(settled));
    sink.events(std::move(events));
}

} // namespace

QString hintOf(const Work &work)
{
    QJsonObject object{ { "source"_L1, work.source },   { "name"_L1, work.name },
                        { "brandId"_L1, work.brandId }, { "brand"_L1, work.brand },
                        { "format"_L1, work.format },   { "start"_L1, work.start },
                        { "attempt"_L1, work.attempt } };
    if (!work.replaces.isEmpty())
        object.insert("replaces"_L1, work.replaces);
    if (work.lost)
        object.insert("lost"_L1, true);
    return compact(object);
}

std::optional<Work> workOf(const QString &hint)
{
    const QJsonObject object = QJsonDocument::fromJson(hint.toUtf8()).object();
    Work work;
    work.source = object["source"_L1].toString();
    if (work.source.isEmpty())
        return std::nullopt;
    work.name = object["name"_L1].toString(work.source);
    work.brandId = object["brandId"_L1].toString();
    work.brand = object["brand"_L1].toString();
    work.format = object["format"_L1].toString();
    work.start = object["start"_L1].toString();
    work.attempt = std::max(1, object["attempt"_L1].toInt(1));
    work.replaces = object["replaces"_L1].toString();
    work.lost = object["lost"_L1].toBool();
    return work;
}

QString outputName(const Work &work)
{
    const qsizetype dot = work.source.lastIndexOf(u'.');
    const QString stem = dot > 0 ? work.source.left(dot) : work.source;
    return u"%1_%2_%3.mp4"_s.arg(stem, work.brand, work.format);
}

wire::HttpRequest beginWork(const Work &work, const EditId &edit, const wire::SessionFacts &facts)
{
    const QJsonObject count{ { "source_count"_L1, 1 },
                             { "brand_count"_L1, 1 },
                             { "variant_count"_L1, 1 } };
    return call(facts, "POST", u"/api/videos/output-contract"_s, count, stepTag("count", work),
                edit);
}

void decodeWork(const QString &rest, const wire::HttpRequest &request, const wire::HttpReply &reply,
                JsonValue root, Sink &sink)
{
    const QString step = rest.section(u':', 0, 0);
    const auto work = workOf(rest.section(u':', 1));
    if (!work)
        return sink.issue(Failure::Code::Internal, u"a render without its source"_s);
    if (!isGood(reply, root))
        return sink.event(refusal(request, reply));
    if (step == "count"_L1)
        onContract(*work, request, root, sink);
    else if (step == "brand"_L1)
        onBrand(*work, request, root, sink);
    else if (step == "mend"_L1)
        sink.follow(askCrop(*work, request, sink), true);
    else if (step == "crop"_L1)
        onCrop(*work, request, root, sink);
    else
        onStarted(*work, request, reply, root, sink);
}

} // namespace fw::dialects::orchestrator::brandr
