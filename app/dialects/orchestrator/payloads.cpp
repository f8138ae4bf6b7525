// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"jobId":"abc123","status":"processing","progress":42,"message":"Rendering"}        (S20)
// {"jobId":"abc123","status":"failed","error":"no video stream","details":{"code":"E_NO_VIDEO"}}
// {"job_id":"abc123","stage_id":"PROBE","status":"COMPLETED","order":0,"attempt":1}
#include "dialects/orchestrator/payloads.h"

#include "dialects/orchestrator/editor.h"
#include "dialects/orchestrator/rows.h"
#include "dialects/orchestrator/words.h"
#include "wire/channels.h"

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;
using wire::Event;
namespace channel = wire::channel;

namespace {

void readOutputs(const JobId &job, JsonValue list, std::vector<Event> &events, Sink &sink)
{
    int index = 0;
    for (const JsonValue &item : list.array().items()) {
        if (auto output = readOutput(item, index++, sink))
            events.emplace_back(wire::OutputSeen{ job, *output });
    }
}

wire::JobError failureOf(const JsonFields &fields)
{
    wire::JobError error = readError(fields.value("details"));
    const wire::JobError said = readError(fields.value("error"));
    if (!said.message.isEmpty() || error.message.isEmpty())
        error.message = said.message;
    if (error.code.isEmpty())
        error.code = said.code;
    return error;
}

// S19 to S24.
std::vector<Event> readStatus(JsonValue data, Sink &sink)
{
    JsonFields fields(data, u"processing:status"_s);
    const JobId job{ fields.value("jobId").exists() ? fields.idText("jobId")
                                                    : fields.idText("job_id") };
    const QString status = fields.string("status");
    const auto message = fields.optionalString("message");
    if (!sink.accept(fields))
        return {};
    if (job.isEmpty()) {
        sink.issue(Failure::Code::BadInput, u"processing:status: jobId is empty"_s);
        return {};
    }
    std::vector<Event> events;
    const auto state = jobStateOf(status);
    if (!state) {
        sink.issue(
            Failure::Code::Unsupported,
            u"processing:status of job \"%1\": status \"%2\" is not known"_s.arg(job.text, status));
        wire::Job shown;
        shown.id = job;
        shown.state = wire::JobState::Running;
        shown.message = status;
        events.emplace_back(wire::JobSeen{ std::move(shown) });
        return events;
    }
    if (status.compare("processing"_L1, Qt::CaseInsensitive) == 0) {
        const auto progress = readPercent(fields.value("progress"),
                                          u"processing:status of job \"%1\""_s.arg(job.text), sink);
        events.emplace_back(wire::JobProgressed{ job, progress, message });
        return events;
    }
    readOutputs(job, fields.value("outputs"), events, sink);
    wire::JobStateSeen seen{ job, *state, std::nullopt, readTime(fields.value("timestamp")) };
    if (*state == wire::JobState::Failed)
        seen.error = failureOf(fields);
    events.emplace_back(std::move(seen));
    return events;
}

std::vector<Event> readJobs(QStringView event, JsonValue data, Sink &sink)
{
    std::vector<Event> events;
    if (event == "removed"_L1) {
        JsonFields fields(data, u"processing:jobs removed"_s);
        const JobId job{ fields.idText("jobId") };
        if (sink.accept(fields))
            events.emplace_back(wire::JobRemoved{ job });
    } else if (auto job = readJob(data, sink)) {
        events.emplace_back(wire::JobSeen{ std::move(*job) });
    }
    return events;
}

// ERROR of the echo seed, on processing:stages.
std::vector<Event> readStageError(JsonValue data, Sink &sink)
{
    JsonFields fields(data, u"ERROR"_s);
    const JobId job{ fields.optionalIdText("job_id").value_or(
        fields.optionalIdText("jobId").value_or(QString())) };
    fields.string("error_message");
    if (!sink.accept(fields))
        return {};
    std::vector<Event> events;
    events.emplace_back(
        wire::JobErrorSeen{ job, readError(data), readTime(data.object()["timestamp"]) });
    return events;
}

template <class Seen, class Read> std::vector<Event> readOne(JsonValue data, Sink &sink, Read read)
{
    std::vector<Event> events;
    if (auto found = read(data, sink))
        events.emplace_back(Seen{ found->first, std::move(found->second) });
    return events;
}

template <class Seen, class Read> std::vector<Event> readList(JsonValue list, Sink &sink, Read read)
{
    std::vector<Event> events;
    for (const JsonValue &item : list.array().items()) {
        if (auto found = read(item, sink))
            events.emplace_back(Seen{ found->first, std::move(found->second) });
    }
    return events;
}

} // namespace

std::optional<wire::SystemStatusSeen> readSystem(JsonValue data, Sink &sink)
{
    JsonFields fields(data, u"system:status"_s);
    wire::SystemStatusSeen seen;
    seen.cpu = fields.optionalNumber("cpu");
    seen.memory = fields.optionalNumber("memory");
    seen.disk = fields.optionalNumber("disk");
    seen.gpu = fields.optionalNumber("gpu");
    const auto depth = fields.optionalInteger("queueDepth");
    const auto workers = fields.optionalInteger("workers");
    if (!sink.accept(fields))
        return std::nullopt;
    constexpr qint64 most = std::numeric_limits<int>::max();
    if (depth && *depth >= 0 && *depth <= most)
        seen.queueDepth = static_cast<int>(*depth);
    if (workers && *workers >= 0 && *workers <= most)
        seen.workers = static_cast<int>(*workers);
    return seen;
}

std::vector<Event> readPayload(QStringView name, QStringView event, JsonValue data, Sink &sink)
{
    if (name == channel::status)
        return readStatus(data, sink);
    if (name == channel::jobs)
        return readJobs(event, data, sink);
    if (name == channel::stages)
        return event == "ERROR"_L1 ? readStageError(data, sink)
                                   : readOne<wire::StageSeen>(data, sink, readStage);
    if (name == channel::thumbnails)
        return readOne<wire::ThumbnailSeen>(data, sink, readThumbnail);
    if (name == channel::metadata)
        return readOne<wire::MetadataSeen>(data, sink, readMetadatum);
    if (name == cropChannel)
        return readCrop(event, data, sink);
    if (name == brandChannel)
        return readBrandConfig(event, data, sink);
    std::vector<Event> events;
    if (name == channel::system) {
        if (const auto seen = readSystem(data, sink))
            events.emplace_back(*seen);
    } else {
        sink.issue(Failure::Code::Unsupported, u"channel \"%1\" is not known"_s.arg(name));
    }
    return events;
}

std::vector<Event> readSnapshot(QStringView name, JsonValue data, Sink &sink)
{
    const JsonObject object = data.object();
    std::vector<Event> events;
    if (name == channel::jobs) {
        auto jobs = readAll<wire::Job>(object["jobs"], sink, readJob);
        nameTwice(jobs, u"snapshot"_s, sink);
        events.emplace_back(wire::JobsReplaced{ std::move(jobs) });
        return events;
    }
    if (name == channel::stages)
        return readList<wire::StageSeen>(object["stages"], sink, readStage);
    if (name == channel::thumbnails)
        return readList<wire::ThumbnailSeen>(object["thumbnails"], sink, readThumbnail);
    if (name == channel::metadata)
        return readList<wire::MetadataSeen>(object["metadata"], sink, readMetadatum);
    if (name == cropChannel || name == brandChannel)
        return readEditorSnapshot(name, data, sink);
    if (name == channel::status) {
        for (const JsonValue &item : object["statuses"].array().items()) {
            for (Event &one : readStatus(item, sink))
                events.push_back(std::move(one));
        }
    } else if (name == channel::system && object["status"].isObject()) {
        if (const auto seen = readSystem(object["status"], sink))
            events.emplace_back(*seen);
    }
    return events;
}

QString channelOfBare(JsonValue payload)
{
    const JsonObject object = payload.object();
    if (object["stage_id"].exists())
        return channel::stages;
    if (object["thumbnail_id"].exists())
        return channel::thumbnails;
    if (object["metadata_type"].exists())
        return channel::metadata;
    if (object["status"].isString())
        return channel::status;
    const QString action = object["action"].string().value_or(QString());
    if (isCropAction(action))
        return cropChannel;
    return isBrandAction(action) ? QString(brandChannel) : QString();
}

} // namespace fw::dialects::orchestrator
