// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Three shapes of one type (c3):
// {"type":"job_progress","job_id":"job123","stage":"processing","progress":50,
//  "message":"Applying settings...","timestamp":"2026-11-21T12:16:50.017317"}     (/ws/notify, ev)
// {"type":"job_progress","job_id":"j1","photo_id":7,"stage":"exif_analysis","progress":25.0,
//  "message":"Processing: exif_analysis","details":{},"timestamp":"…"}            (pr)
#include "dialects/bridge/messages.h"
#include "dialects/bridge/parts.h"
#include "dialects/bridge/reads.h"
#include "dialects/bridge/rows.h"
#include "dialects/bridge/times.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

struct About
{
    JobId job;
    QString photo;
    std::optional<WallTime> time;
};

std::optional<About> aboutOf(JsonFields &fields, Sink &sink)
{
    About about{ JobId{ fields.idText("job_id") },
                 fields.optionalIdText("photo_id").value_or(QString()), std::nullopt };
    if (!sink.accept(fields))
        return std::nullopt;
    about.time = localTime(fields.value("timestamp"), sink.facts());
    return about;
}

wire::Job jobOf(const About &about, JobState state, const wire::SessionFacts &facts)
{
    wire::Job job;
    job.id = about.job;
    job.state = state;
    if (!about.photo.isEmpty()) {
        job.hint = about.photo;
        job.name = photoName(facts, about.photo);
        job.thumbnail = thumbnailPath(about.photo, "small"_L1);
    }
    return job;
}

// With a socket open its frames are compared by who receives them; polled messages are not.
void compared(const JobId &job, std::optional<double> percent, Sink &sink)
{
    if (sink.facts().connection.isEmpty())
        nameBackwards(job, percent, sink);
}

void created(JsonValue message, Sink &sink)
{
    JsonFields fields(message, u"job_created"_s);
    const auto priority = toInt(fields.optionalInteger("priority"));
    const auto about = aboutOf(fields, sink);
    if (!about)
        return;
    compared(about->job, std::nullopt, sink);
    wire::Job job = jobOf(*about, JobState::Queued, sink.facts());
    if (job.name.isEmpty() && !about->photo.isEmpty())
        job.name = u"Photo "_s + about->photo;
    job.priority = priority;
    job.created = about->time;
    sink.event(wire::JobSeen{ std::move(job) });
}

void started(JsonValue message, Sink &sink)
{
    JsonFields fields(message, u"job_started"_s);
    const auto about = aboutOf(fields, sink);
    if (!about)
        return;
    if (const auto name = fields.value("photo_info").object()["file_name"].string())
        learnPhotoName(sink, about->photo, *name);
    compared(about->job, std::nullopt, sink);
    forgetParts(sink, about->job);
    wire::Job job = jobOf(*about, JobState::Running, sink.facts());
    job.started = about->time;
    sink.event(wire::JobSeen{ std::move(job) });
}

void progressed(JsonValue message, Sink &sink)
{
    JsonFields fields(message, u"job_progress"_s);
    const QString stage = fields.optionalString("stage").value_or(QString());
    const auto words = fields.optionalString("message");
    const auto about = aboutOf(fields, sink);
    if (!about)
        return;
    const auto progress = readPercent(fields.value("progress"),
                                      u"job_progress of \"%1\""_s.arg(about->job.text), sink);
    // Stages are free words (f16); two of them are ends.
    const bool failed = stage == "failed"_L1;
    wire::Job job = jobOf(*about,
                          failed                        ? JobState::Failed
                              : stage == "completed"_L1 ? JobState::Done
                                                        : JobState::Running,
                          sink.facts());
    compared(about->job, wire::isTerminal(job.state) ? std::nullopt : progress, sink);
    job.stage = stage;
    job.progress = progress;
    job.message = words.value_or(QString());
    if (failed)
        job.error = wire::JobError{ {}, withoutSql(job.message), stage, true };
    sink.event(wire::JobSeen{ std::move(job) });
}

wire::StageSeen doneStage(const JobId &job, const QString &name, std::optional<WallTime> time)
{
    wire::StageSeen seen{ job, {} };
    seen.stage.id = StageId{ name };
    seen.stage.state = JobState::Done;
    seen.stage.order = stageOrder(name);
    seen.stage.finished = time;
    return seen;
}

void stageCompleted(JsonValue message, Sink &sink)
{
    JsonFields fields(message, u"stage_completed"_s);
    const QString stage = fields.string("stage");
    const auto about = aboutOf(fields, sink);
    if (!about)
        return;
    wire::StageSeen seen = doneStage(about->job, stage, about->time);
    keepStage(sink, about->job, seen.stage);
    sink.event(std::move(seen));
}

// pr and /ws/notify carry success and result, ev carries error_message and error_details.
wire::JobError errorOf(const JsonFields &fields)
{
    wire::JobError error;
    error.recoverable = true; // /queue/retry takes any job
    error.message = fields.value("error_message").string().value_or(QString());
    const JsonObject result = fields.value("result").object();
    for (const char *key : { "error", "error_message", "message" }) {
        if (error.message.isEmpty())
            error.message = result[key].string().value_or(QString());
    }
    for (const JsonObject &details : { fields.value("error_details").object(), result }) {
        if (error.code.isEmpty())
            error.code = details["error_type"].idText().value_or(QString());
        if (error.stage.isEmpty())
            error.stage = details["stage"].string().value_or(QString());
    }
    error.message = withoutSql(error.message);
    return error;
}

void stagesOf(JsonValue list, const JobId &job, std::vector<wire::Event> &events, Sink &sink)
{
    for (const JsonValue &item : list.array().items()) {
        const auto name = item.object()["stage"].string();
        if (!name)
            continue;
        wire::StageSeen seen
            = doneStage(job, *name, localTime(item.object()["completed_at"], sink.facts()));
        keepStage(sink, job, seen.stage);
        events.emplace_back(std::move(seen));
    }
}

void addDatum(const JobId &job, wire::Metadatum datum, std::vector<wire::Event> &events, Sink &sink)
{
    keepDatum(sink, job, datum);
    events.emplace_back(wire::MetadataSeen{ job, std::move(datum) });
}

void ended(JsonValue message, bool saysFailed, Sink &sink)
{
    JsonFields fields(message, saysFailed ? u"job_failed"_s : u"job_completed"_s);
    const auto success = fields.optionalBoolean("success");
    const auto about = aboutOf(fields, sink);
    if (!about)
        return;
    compared(about->job, std::nullopt, sink);
    const bool failed = saysFailed || (success && !*success);
    std::vector<wire::Event> events;
    stagesOf(fields.value("stages_completed"), about->job, events, sink);
    if (const JsonValue result = fields.value("result"); result.object().size() > 0)
        addDatum(about->job, { u"RESULT"_s, result.toQJson() }, events, sink);
    if (const auto seconds = fields.value("duration").number())
        addDatum(about->job, { u"PROCESSING_SECONDS"_s, *seconds }, events, sink);
    wire::JobStateSeen seen{ about->job, failed ? JobState::Failed : JobState::Done, std::nullopt,
                             about->time };
    if (failed)
        seen.error = errorOf(fields);
    events.emplace_back(std::move(seen));
    sink.events(std::move(events));
}

// On "jobs" (pr) or "system" (ev); the job may be missing.
void errorOccurred(JsonValue message, Sink &sink)
{
    JsonFields fields(message, u"error_occurred"_s);
    wire::JobErrorSeen seen;
    seen.job = JobId{ fields.optionalIdText("job_id").value_or(QString()) };
    seen.error.code = fields.optionalIdText("error_type").value_or(QString());
    seen.error.message = withoutSql(fields.string("error_message"));
    seen.error.stage = fields.optionalString("stage").value_or(QString());
    seen.error.recoverable = true;
    if (!sink.accept(fields))
        return;
    seen.time = localTime(fields.value("timestamp"), sink.facts());
    sink.event(std::move(seen));
}

} // namespace

void readJobMessage(MessageType type, JsonValue message, Sink &sink)
{
    if (type == MessageType::JobCreated)
        return created(message, sink);
    if (type == MessageType::JobStarted)
        return started(message, sink);
    if (type == MessageType::JobProgress)
        return progressed(message, sink);
    if (type == MessageType::StageCompleted)
        return stageCompleted(message, sink);
    if (type == MessageType::ErrorOccurred)
        return errorOccurred(message, sink);
    if (type == MessageType::JobCompleted || type == MessageType::JobFailed)
        return ended(message, type == MessageType::JobFailed, sink);
    // priority_changed names no state: the row is read.
    JsonFields fields(message, u"priority_changed"_s);
    if (const auto about = aboutOf(fields, sink))
        sink.follow(jobRequest(about->job, sink.facts()), false);
}

} // namespace fw::dialects::bridge
