// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /api/videos/brand-job/4cf0e048-…
// {"brand_name":"Acme News","job_id":"4cf0e048-…","message":"","outputs":[{"brand":"Acme News",
//  "download_url":"/api/videos/download/…","filename":"…","height":1280,…}],"status":"completed"}
#include "dialects/common/user_text.h"
#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/brandr_reads.h"
#include "dialects/orchestrator/brandr_work.h"
#include "dialects/orchestrator/rows.h"
#include "dialects/orchestrator/words.h"

#include <algorithm>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

wire::Job attention(const JobId &id, const QString &code, const QString &why, const QString &hint)
{
    wire::Job job;
    job.id = id;
    job.state = JobState::Attention;
    job.error = wire::JobError{ code, why, {}, true };
    job.hint = lostHint;
    if (auto work = workOf(hint)) {
        work->lost = true;
        job.hint = hintOf(*work);
    }
    return job;
}

// Whatever shape it has is a reason for people (e3); an object is not.
wire::JobError failureText(JsonValue root)
{
    wire::JobError error = readError(root.object()["error"]);
    if (error.message.isEmpty())
        error.message = root.object()["message"].string().value_or(QString());
    if (error.message.isEmpty())
        error.message = userText(QT_TRANSLATE_NOOP("fw::dialects", "the server gave no reason"));
    error.recoverable = true;
    return error;
}

void followEnd(Sink &sink)
{
    // What exists, and what it cost.
    sink.follow(outputsRequest(sink.facts(), u"outputs"_s), false);
    sink.follow(usageRequest(sink.facts()), false);
}

QString warningsOf(JsonValue root)
{
    QStringList lines;
    for (const JsonValue &item : root.object()["warnings"].array().items()) {
        if (const auto line = item.string())
            lines.append(*line);
    }
    return lines.join(u"; "_s);
}

void onState(const JobId &id, JsonValue root, bool follows, Sink &sink)
{
    JsonFields fields(root, u"job \"%1\""_s.arg(id.text));
    const QString word = fields.string("status");
    const QString message = fields.optionalString("message").value_or(QString());
    if (!sink.accept(fields))
        return;
    const auto state = jobStateOf(word);
    wire::Job job;
    job.id = id;
    job.state = state.value_or(JobState::Running);
    job.message = message;
    job.progress = readPercent(fields.value("progress"), u"job \"%1\""_s.arg(id.text), sink);
    if (!state) {
        job.message = word;
        sink.issue(Failure::Code::Unsupported,
                   u"job \"%1\": status \"%2\" is not known"_s.arg(id.text, word));
    }
    std::vector<wire::Event> events;
    if (job.state == JobState::Failed)
        job.error = failureText(root);
    if (job.state == JobState::Done) {
        if (const QString warnings = warningsOf(root); !warnings.isEmpty())
            job.message = warnings;
        int index = 0;
        for (const JsonValue &item : fields.value("outputs").array().items()) {
            if (auto output = readOutput(item, index++, sink))
                events.emplace_back(wire::OutputSeen{ id, std::move(*output) });
        }
    }
    const bool ended = wire::isTerminal(job.state);
    events.emplace_back(wire::JobSeen{ std::move(job) });
    sink.events(std::move(events));
    if (ended && follows)
        followEnd(sink);
}

wire::Output outputOf(const wire::Item &item)
{
    const auto size
        = [&item](QStringView field) { return std::max(0, wire::fieldOf(item, field).toInt()); };
    wire::Output output;
    output.name = item.name;
    output.format = wire::fieldOf(item, u"output_format").toString();
    output.url = wire::fieldOf(item, u"download_url").toString();
    output.id = OutputId{ output.url };
    output.width = size(u"width");
    output.height = size(u"height");
    return output;
}

QString brandOf(const Work &work, const wire::SessionFacts &facts)
{
    if (!work.brand.isEmpty())
        return work.brand;
    const auto known = knownBrands(facts);
    const auto found = std::ranges::find(known, work.brandId, &KnownBrand::id);
    return found == known.end() ? QString() : found->name;
}

const wire::Item *findOutput(const std::vector<wire::Item> &outputs, Work work,
                             const wire::SessionFacts &facts)
{
    const auto start = fromIso(work.start);
    work.brand = brandOf(work, facts);
    if (!start || work.brand.isEmpty())
        return nullptr; // a file of that name may be an older one
    const QString name = outputName(work);
    const auto found = std::ranges::find_if(outputs, [&](const wire::Item &item) {
        return item.name == name && item.state != "gone"_L1 && item.updated
            && *item.updated >= *start;
    });
    return found == outputs.end() ? nullptr : &*found;
}

QString lostText()
{
    return userText(QT_TRANSLATE_NOOP(
        "fw::dialects", "the server restarted and forgot this job; no output of it was found"));
}

} // namespace

wire::HttpRequest jobRequest(const wire::OpenJob &job, const wire::SessionFacts &facts)
{
    QString hint = job.hint;
    if (auto work = workOf(hint); work && work->start.isEmpty() && job.created) {
        work->start = toIso(*job.created);
        hint = hintOf(*work);
    }
    return read(facts, u"/api/videos/brand-job/"_s + segment(job.id.text),
                QString(u"job:"_s + job.id.text + u'|' + hint));
}

void decodeJob(const QString &rest, const wire::HttpRequest &request, const wire::HttpReply &reply,
               JsonValue root, Sink &sink)
{
    const JobId id{ rest.section(u'|', 0, 0) };
    const QString hint = rest.section(u'|', 1);
    if (reply.status < 300 && root.isObject())
        return onState(id, root, true, sink);
    const bool isAnswer = root.isObject() && root.object()["error"].exists();
    if (reply.status == 404 && isAnswer) {
        // Lost is not failed (trap 6): the output may exist (trap 9).
        if (workOf(hint))
            return sink.follow(
                outputsRequest(sink.facts(), QString(u"search:"_s + id.text + u'|' + hint)), true);
        return sink.event(wire::JobSeen{ attention(id, u"E_LOST"_s, lostText(), hint) });
    }
    if (reply.status == 403 && isAnswer)
        return sink.event(wire::JobSeen{ attention(
            id, u"E_FORBIDDEN"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "the job belongs to another account")),
            hint) });
    sink.issue(failureOf(request, reply));
}

void decodePeek(const QString &rest, const wire::HttpReply &reply, JsonValue root, Sink &sink)
{
    // A job that ended long ago may be forgotten: that changes nothing of what is known.
    if (reply.status < 300 && root.isObject())
        onState(JobId{ rest }, root, false, sink);
}

void decodeSearch(const QString &rest, const wire::HttpReply &reply, JsonValue root, Sink &sink)
{
    const JobId id{ rest.section(u'|', 0, 0) };
    const QString hint = rest.section(u'|', 1);
    const auto work = workOf(hint);
    if (!work || reply.status >= 300 || !root.object()["outputs"].isArray())
        return sink.issue(Failure::Code::BadInput,
                          u"the outputs could not be searched for job \"%1\""_s.arg(id.text));
    const auto outputs = takeOutputs(root, sink);
    const wire::Item *found = findOutput(outputs, *work, sink.facts());
    if (!found)
        return sink.event(wire::JobSeen{ attention(id, u"E_LOST"_s, lostText(), hint) });
    wire::Job job;
    job.id = id;
    job.state = JobState::Done;
    job.finished = found->updated;
    job.message = userText(
        QT_TRANSLATE_NOOP("fw::dialects", "found among the outputs after a restart of the server"));
    std::vector<wire::Event> events;
    events.emplace_back(wire::OutputSeen{ id, outputOf(*found) });
    events.emplace_back(wire::JobSeen{ std::move(job) });
    sink.events(std::move(events));
}

} // namespace fw::dialects::orchestrator::brandr
