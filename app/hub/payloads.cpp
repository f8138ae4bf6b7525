// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/payloads.h"

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

template <class T>
void put(QJsonObject &object, QLatin1StringView key, const std::optional<T> &value)
{
    if (value)
        object.insert(key, *value);
}

void put(QJsonObject &object, QLatin1StringView key, const std::optional<WallTime> &time)
{
    if (time)
        object.insert(key, toIso(*time));
}

void put(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

QString stageStatus(wire::JobState state)
{
    using enum wire::JobState;
    switch (state) {
    case Queued:
        return u"PENDING"_s;
    case Running:
        return u"PROCESSING"_s;
    case Paused:
        return u"PAUSED"_s;
    case Attention:
        return u"INTERRUPTED"_s;
    case Done:
        return u"COMPLETED"_s;
    case Failed:
        return u"FAILED"_s;
    case Cancelled:
        return u"CANCELLED"_s;
    }
    return {};
}

} // namespace

QJsonObject jobJson(const wire::Job &job)
{
    QJsonObject row{ { u"jobId"_s, job.id.text },
                     { u"name"_s, job.name },
                     { u"state"_s, wire::stateWord(job.state) } };
    put(row, "source"_L1, job.source);
    put(row, "stage"_L1, job.stage);
    put(row, "message"_L1, job.message);
    put(row, "thumbnail"_L1, job.thumbnail);
    put(row, "size"_L1, job.bytes);
    put(row, "priority"_L1, job.priority);
    put(row, "attempt"_L1, job.attempt);
    put(row, "progress"_L1, job.progress);
    put(row, "created"_L1, job.created);
    put(row, "updated"_L1, job.updated);
    put(row, "started"_L1, job.started);
    put(row, "finished"_L1, job.finished);
    if (job.error) {
        row.insert("error"_L1,
                   QJsonObject{ { u"code"_s, job.error->code },
                                { u"message"_s, job.error->message },
                                { u"stage"_s, job.error->stage },
                                { u"recoverable"_s, job.error->recoverable } });
    }
    return row;
}

QJsonObject stageJson(const JobId &job, const wire::Stage &stage)
{
    QJsonObject json{ { u"job_id"_s, job.text },
                      { u"stage_id"_s, stage.id.text },
                      { u"status"_s, stageStatus(stage.state) },
                      { u"order"_s, stage.order },
                      { u"attempt"_s, stage.attempt } };
    put(json, "progress_percent"_L1, stage.progress);
    put(json, "message"_L1, stage.message);
    put(json, "started_at"_L1, stage.started);
    put(json, "finished_at"_L1, stage.finished);
    if (stage.error) {
        put(json, "error_message"_L1, stage.error->message);
        put(json, "error_code"_L1, stage.error->code);
    }
    return json;
}

QJsonObject thumbnailJson(const JobId &job, const wire::Thumbnail &thumbnail)
{
    QJsonObject json{ { u"job_id"_s, job.text },
                      { u"thumbnail_id"_s, thumbnail.id.text },
                      { u"thumbnail_url"_s, thumbnail.url },
                      { u"width"_s, thumbnail.width },
                      { u"height"_s, thumbnail.height } };
    put(json, "timestamp_seconds"_L1, thumbnail.seconds);
    return json;
}

QJsonObject metadatumJson(const JobId &job, const wire::Metadatum &datum)
{
    return { { u"job_id"_s, job.text },
             { u"metadata_type"_s, datum.field },
             { u"content"_s, datum.value } };
}

QJsonObject errorJson(const JobId &job, const wire::JobError &error)
{
    QJsonObject json{ { u"job_id"_s, job.text },
                      { u"error_code"_s, error.code },
                      { u"error_message"_s, error.message },
                      { u"recoverable"_s, error.recoverable } };
    put(json, "affected_stage"_L1, error.stage);
    return json;
}

QJsonObject outputJson(const wire::Output &output)
{
    QJsonObject json{ { u"id"_s, output.id.text },    { u"name"_s, output.name },
                      { u"format"_s, output.format }, { u"url"_s, output.url },
                      { u"width"_s, output.width },   { u"height"_s, output.height } };
    put(json, "path"_L1, output.localPath);
    put(json, "bytes"_L1, output.bytes);
    put(json, "seconds"_L1, output.seconds);
    return json;
}

QJsonObject startJson(const JobId &job, WallTime time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch();
    return { { u"jobId"_s, job.text },
             { u"status"_s, u"started"_s },
             { u"timestamp"_s, static_cast<qint64>(seconds.count()) } };
}

QJsonObject progressJson(const JobId &job, std::optional<double> progress, const QString &message)
{
    QJsonObject json{ { u"jobId"_s, job.text }, { u"status"_s, u"processing"_s } };
    put(json, "progress"_L1, progress);
    put(json, "message"_L1, message);
    return json;
}

QJsonObject completeJson(const JobId &job, const std::vector<wire::Output> &outputs)
{
    QJsonArray list;
    for (const auto &output : outputs)
        list.append(outputJson(output));
    return { { u"jobId"_s, job.text }, { u"status"_s, u"completed"_s }, { u"outputs"_s, list } };
}

QJsonObject failedJson(const JobId &job, const wire::JobError &error)
{
    return { { u"jobId"_s, job.text },
             { u"status"_s, u"failed"_s },
             { u"error"_s, error.message },
             { u"details"_s,
               QJsonObject{ { u"code"_s, error.code },
                            { u"stage"_s, error.stage },
                            { u"recoverable"_s, error.recoverable } } } };
}

QJsonArray jobsJson(const std::vector<wire::Job> &jobs)
{
    QJsonArray list;
    for (const auto &job : jobs)
        list.append(jobJson(job));
    return list;
}

namespace {

QJsonObject logJson(const wire::JobLogLine &line)
{
    QJsonObject json{ { u"time"_s, toIso(line.time) },
                      { u"level"_s, line.level },
                      { u"text"_s, line.text },
                      { u"attempt"_s, line.attempt } };
    put(json, "stage"_L1, line.stage);
    return json;
}

QJsonObject attemptJson(const record::Attempt &attempt)
{
    QJsonObject json{ { u"number"_s, attempt.number },
                      { u"state"_s, wire::stateWord(attempt.state) } };
    put(json, "started"_L1, attempt.started);
    put(json, "finished"_L1, attempt.finished);
    put(json, "reason"_L1, attempt.reason);
    return json;
}

template <class List, class Write> QJsonArray listOf(const List &items, Write write)
{
    QJsonArray list;
    for (const auto &item : items)
        list.append(write(item));
    return list;
}

} // namespace

QJsonObject detailJson(const record::JobDetail &detail)
{
    const JobId &id = detail.job.row.id;
    return {
        { u"job"_s, jobJson(detail.job.row) },
        { u"stages"_s, listOf(detail.stages, [&](const auto &x) { return stageJson(id, x); }) },
        { u"thumbnails"_s,
          listOf(detail.thumbnails, [&](const auto &x) { return thumbnailJson(id, x); }) },
        { u"metadata"_s,
          listOf(detail.metadata, [&](const auto &x) { return metadatumJson(id, x); }) },
        { u"outputs"_s, listOf(detail.outputs, outputJson) },
        { u"log"_s, listOf(detail.log, logJson) },
        { u"attempts"_s, listOf(detail.attempts, attemptJson) },
    };
}

} // namespace fw::hub
