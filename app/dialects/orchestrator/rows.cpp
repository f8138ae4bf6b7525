// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"jobId":"0190b2c4-…","name":"beach.mp4","source":"/media/beach.mp4","size":1048576,"priority":0,
//  "created":"2026-11-21T12:00:00.000Z","updated":"2026-11-21T12:00:03.000Z","state":"running",
//  "stage":"RENDER:square_1_1","progress":41.5,"attempt":1}
#include "dialects/orchestrator/rows.h"

#include "dialects/orchestrator/words.h"

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;

namespace {

// The id under either spelling; complains about the first.
QString eitherId(JsonFields &fields, std::string_view camel, std::string_view snake)
{
    return fields.value(camel).exists() ? fields.idText(camel)
        : fields.value(snake).exists()  ? fields.idText(snake)
                                        : fields.idText(camel);
}

std::optional<int> toInt(std::optional<qint64> number)
{
    constexpr qint64 most = std::numeric_limits<int>::max();
    if (!number || *number > most || *number < -most)
        return std::nullopt;
    return static_cast<int>(*number);
}

int sizeOf(JsonFields &fields, std::string_view key)
{
    return std::max(0, toInt(fields.optionalInteger(key)).value_or(0));
}

void readJobTexts(JsonFields &fields, wire::Job &job)
{
    job.name = fields.optionalString("name").value_or(QString());
    job.source = fields.optionalString("source").value_or(QString());
    job.stage = fields.optionalString("stage").value_or(QString());
    job.message = fields.optionalString("message").value_or(QString());
    job.thumbnail = fields.optionalString("thumbnail").value_or(QString());
}

} // namespace

std::optional<WallTime> readTime(JsonValue value)
{
    if (const auto text = value.string())
        return fromIso(*text);
    constexpr double latest = 253402300799.0; // the last second of the year 9999
    const auto seconds = value.number();
    if (!seconds || *seconds < 0 || *seconds > latest)
        return std::nullopt;
    return WallTime(Millis(static_cast<Millis::rep>(*seconds * 1000.0)));
}

std::optional<double> readPercent(JsonValue value, const QString &where, Sink &sink)
{
    if (!value.exists() || value.isNull())
        return std::nullopt;
    const auto percent = value.number();
    if (percent && *percent >= 0 && *percent <= 100)
        return percent;
    sink.issue(Failure::Code::BadInput, u"%1: progress is not a number from 0 to 100"_s.arg(where));
    return std::nullopt;
}

wire::JobError readError(JsonValue value)
{
    wire::JobError error;
    if (const auto text = value.string()) {
        error.message = *text;
        return error;
    }
    const JsonObject object = value.object();
    error.code = object["code"].idText().value_or(object["error_code"].idText().value_or(u""_s));
    error.message
        = object["message"].string().value_or(object["error_message"].string().value_or(u""_s));
    error.stage
        = object["stage"].string().value_or(object["affected_stage"].string().value_or(u""_s));
    error.recoverable = object["recoverable"].boolean().value_or(false);
    return error;
}

std::optional<wire::Job> readJob(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"job row"_s);
    wire::Job job;
    job.id = JobId{ eitherId(fields, "jobId", "job_id") };
    const QString state = fields.string("state");
    readJobTexts(fields, job);
    job.bytes = fields.optionalInteger("size");
    job.priority = toInt(fields.optionalInteger("priority"));
    job.attempt = toInt(fields.optionalInteger("attempt"));
    if (!sink.accept(fields))
        return std::nullopt;
    if (job.id.isEmpty()) {
        sink.issue(Failure::Code::BadInput, u"job row: the id is empty"_s);
        return std::nullopt;
    }
    const auto known = jobStateOf(state);
    if (!known) {
        sink.issue(Failure::Code::Unsupported,
                   u"job row \"%1\": state \"%2\" is not known"_s.arg(job.id.text, state));
        job.message = state;
    }
    job.state = known.value_or(wire::JobState::Running);
    job.progress
        = readPercent(fields.value("progress"), u"job row \"%1\""_s.arg(job.id.text), sink);
    if (fields.value("error").isObject() || fields.value("error").isString())
        job.error = readError(fields.value("error"));
    job.created = readTime(fields.value("created"));
    job.updated = readTime(fields.value("updated"));
    job.started = readTime(fields.value("started"));
    job.finished = readTime(fields.value("finished"));
    return job;
}

std::optional<std::pair<JobId, wire::Stage>> readStage(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"stage"_s);
    wire::Stage stage;
    const JobId job{ eitherId(fields, "job_id", "jobId") };
    stage.id = StageId{ eitherId(fields, "stage_id", "stageId") };
    const QString status = fields.string("status");
    stage.message = fields.optionalString("message").value_or(QString());
    const auto errorText = fields.optionalString("error_message");
    const auto errorCode = fields.optionalIdText("error_code");
    stage.order = toInt(fields.optionalInteger("order")).value_or(0);
    stage.attempt = toInt(fields.optionalInteger("attempt")).value_or(1);
    if (!sink.accept(fields))
        return std::nullopt;
    const auto known = stageState(status.toUpper());
    if (!known) {
        sink.issue(Failure::Code::Unsupported,
                   u"stage \"%1\": status \"%2\" is not known"_s.arg(stage.id.text, status));
        stage.message = status;
    }
    stage.state = known.value_or(wire::JobState::Running);
    stage.progress
        = readPercent(fields.value("progress_percent"), u"stage \"%1\""_s.arg(stage.id.text), sink);
    if ((errorText && !errorText->isEmpty()) || (errorCode && !errorCode->isEmpty()))
        stage.error = wire::JobError{ errorCode.value_or(QString()), errorText.value_or(QString()),
                                      stage.id.text, false };
    stage.started = readTime(fields.value("started_at"));
    stage.finished = readTime(fields.value("finished_at"));
    return std::pair(job, stage);
}

std::optional<std::pair<JobId, wire::Thumbnail>> readThumbnail(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"thumbnail"_s);
    wire::Thumbnail thumbnail;
    const JobId job{ eitherId(fields, "job_id", "jobId") };
    thumbnail.id = ThumbnailId{ eitherId(fields, "thumbnail_id", "thumbnailId") };
    thumbnail.url = fields.string("thumbnail_url");
    thumbnail.width = sizeOf(fields, "width");
    thumbnail.height = sizeOf(fields, "height");
    thumbnail.seconds = fields.optionalNumber("timestamp_seconds");
    if (!sink.accept(fields))
        return std::nullopt;
    return std::pair(job, thumbnail);
}

std::optional<std::pair<JobId, wire::Metadatum>> readMetadatum(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"metadata"_s);
    wire::Metadatum datum;
    // In the detail of a job the id stands outside.
    const JobId job{ fields.optionalIdText("job_id").value_or(
        fields.optionalIdText("jobId").value_or(QString())) };
    datum.field = fields.string("metadata_type");
    if (!sink.accept(fields))
        return std::nullopt;
    datum.value = fields.value("content").toQJson();
    return std::pair(job, datum);
}

std::optional<wire::Output> readOutput(JsonValue value, int index, Sink &sink)
{
    wire::Output output;
    if (const auto text = value.string()) {
        output.name = text->section(u'/', -1);
        output.url = *text;
        output.id = OutputId{ *text };
        return output;
    }
    JsonFields fields(value, u"output %1"_s.arg(index));
    const auto first = [&fields](std::string_view ours, std::string_view theirs) {
        const auto text = fields.optionalIdText(ours);
        return text ? *text : fields.optionalIdText(theirs).value_or(QString());
    };
    output.name = first("name", "filename");
    output.format = first("format", "output_format");
    output.url = first("url", "download_url");
    output.id = OutputId{ first("id", "output_id") };
    output.localPath = fields.optionalString("path").value_or(QString());
    output.bytes = fields.optionalInteger("bytes");
    output.width = sizeOf(fields, "width");
    output.height = sizeOf(fields, "height");
    output.seconds = fields.optionalNumber("seconds");
    if (!sink.accept(fields))
        return std::nullopt;
    if (output.id.isEmpty())
        output.id = OutputId{ output.url.isEmpty() ? output.name : output.url };
    return output;
}

std::optional<wire::JobLogLine> readLogLine(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"log line"_s);
    wire::JobLogLine line;
    line.level = fields.optionalString("level").value_or(u"info"_s);
    line.text = fields.string("text");
    line.stage = fields.optionalString("stage").value_or(QString());
    line.attempt = toInt(fields.optionalInteger("attempt")).value_or(1);
    if (!sink.accept(fields))
        return std::nullopt;
    line.time = readTime(fields.value("time")).value_or(WallTime{});
    return line;
}

} // namespace fw::dialects::orchestrator
