// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"

#include "store/outbox.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

using store::Fate;
using store::Freshness;

constexpr auto freshnessWords = std::to_array<std::pair<Freshness, QLatin1StringView>>({
    { Freshness::Live, "live"_L1 },
    { Freshness::Polling, "polling"_L1 },
    { Freshness::Connecting, "connecting"_L1 },
    { Freshness::Stale, "stale"_L1 },
    { Freshness::Offline, "offline"_L1 },
    { Freshness::SignInNeeded, "signInNeeded"_L1 },
    { Freshness::Cached, "cached"_L1 },
});

constexpr auto fateWords = std::to_array<std::pair<Fate, QLatin1StringView>>({
    { Fate::Draft, "draft"_L1 },
    { Fate::Sending, "sending"_L1 },
    { Fate::Accepted, "accepted"_L1 },
    { Fate::Rejected, "rejected"_L1 },
    { Fate::NoAnswer, "noAnswer"_L1 },
    { Fate::Queued, "queued"_L1 },
    { Fate::Held, "held"_L1 },
    { Fate::Conflict, "conflict"_L1 },
});

using Verdict = wire::EditSettled::Verdict;
constexpr auto verdictWords = std::to_array<std::pair<Verdict, QLatin1StringView>>({
    { Verdict::Applied, "applied"_L1 },
    { Verdict::Rebased, "applied"_L1 },
    { Verdict::Duplicate, "applied"_L1 },
    { Verdict::Conflict, "conflict"_L1 },
    { Verdict::Invalid, "invalid"_L1 },
    { Verdict::Denied, "denied"_L1 },
    { Verdict::RateLimited, "rateLimited"_L1 },
});

using Standing = wire::Standing::Kind;
constexpr auto standingWords = std::to_array<std::pair<Standing, QLatin1StringView>>({
    { Standing::Usual, "usual"_L1 },
    { Standing::Busy, "busy"_L1 },
    { Standing::Degraded, "degraded"_L1 },
    { Standing::Wedged, "wedged"_L1 },
});

template <class Table, class T> QString wordIn(const Table &words, T value)
{
    const auto found = std::ranges::find(words, value, &Table::value_type::first);
    return found == words.end() ? QString() : QString(found->second);
}

void put(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void put(QJsonObject &object, QLatin1StringView key, const std::optional<WallTime> &time)
{
    if (time)
        object.insert(key, toIso(*time));
}

template <class Number>
requires std::is_arithmetic_v<Number>
void put(QJsonObject &object, QLatin1StringView key, const std::optional<Number> &number)
{
    if (number)
        object.insert(key, *number);
}

void put(QJsonObject &object, QLatin1StringView key, const std::optional<wire::JobError> &error)
{
    if (!error)
        return;
    QJsonObject inner{ { "message"_L1, error->message }, { "recoverable"_L1, error->recoverable } };
    put(inner, "code"_L1, error->code);
    put(inner, "stage"_L1, error->stage);
    object.insert(key, inner);
}

} // namespace

QJsonObject lineOf(const QString &type, const QString &server, WallTime now)
{
    return {
        { "schema"_L1, 1 }, { "type"_L1, type }, { "time"_L1, toIso(now) }, { "server"_L1, server }
    };
}

QJsonObject jobObject(const wire::Job &job)
{
    QJsonObject object{ { "jobId"_L1, job.id.text }, { "state"_L1, wire::stateWord(job.state) } };
    put(object, "name"_L1, job.name);
    put(object, "source"_L1, job.source);
    put(object, "stage"_L1, job.stage);
    put(object, "message"_L1, job.message);
    put(object, "progress"_L1, job.progress);
    put(object, "error"_L1, job.error);
    put(object, "bytes"_L1, job.bytes);
    put(object, "priority"_L1, job.priority);
    put(object, "attempt"_L1, job.attempt);
    put(object, "created"_L1, job.created);
    put(object, "started"_L1, job.started);
    put(object, "finished"_L1, job.finished);
    return object;
}

QJsonObject wholeJobObject(const wire::Job &job, const store::JobParts &parts)
{
    const auto all = [](const auto &list, auto object) {
        QJsonArray array;
        for (const auto &one : list)
            array.append(object(one));
        return array;
    };
    QJsonObject object = jobObject(job);
    object.insert("stages"_L1, all(parts.stages, stageObject));
    object.insert("thumbnails"_L1, all(parts.thumbnails, thumbnailObject));
    object.insert("metadata"_L1, all(parts.metadata, metadatumObject));
    object.insert("outputs"_L1, all(parts.outputs, outputObject));
    object.insert("log"_L1, all(parts.log, logObject));
    return object;
}

QJsonObject metadatumObject(const wire::Metadatum &datum)
{
    return { { "field"_L1, datum.field }, { "value"_L1, datum.value } };
}

QJsonObject stageObject(const wire::Stage &stage)
{
    QJsonObject object{ { "id"_L1, stage.id.text },
                        { "state"_L1, wire::stateWord(stage.state) },
                        { "order"_L1, stage.order },
                        { "attempt"_L1, stage.attempt } };
    put(object, "progress"_L1, stage.progress);
    put(object, "message"_L1, stage.message);
    put(object, "error"_L1, stage.error);
    put(object, "started"_L1, stage.started);
    put(object, "finished"_L1, stage.finished);
    return object;
}

QJsonObject thumbnailObject(const wire::Thumbnail &thumbnail)
{
    QJsonObject object{ { "id"_L1, thumbnail.id.text },
                        { "url"_L1, thumbnail.url },
                        { "width"_L1, thumbnail.width },
                        { "height"_L1, thumbnail.height } };
    put(object, "seconds"_L1, thumbnail.seconds);
    return object;
}

QJsonObject outputObject(const wire::Output &output)
{
    QJsonObject object{ { "id"_L1, output.id.text },    { "name"_L1, output.name },
                        { "format"_L1, output.format }, { "url"_L1, output.url },
                        { "width"_L1, output.width },   { "height"_L1, output.height } };
    put(object, "path"_L1, output.localPath);
    put(object, "bytes"_L1, output.bytes);
    put(object, "seconds"_L1, output.seconds);
    return object;
}

QJsonObject logObject(const wire::JobLogLine &line)
{
    QJsonObject object{ { "time"_L1, toIso(line.time) },
                        { "level"_L1, line.level },
                        { "text"_L1, line.text },
                        { "attempt"_L1, line.attempt } };
    put(object, "stage"_L1, line.stage);
    return object;
}

QJsonObject itemObject(const wire::Item &item)
{
    QJsonArray fields;
    for (const wire::Metadatum &datum : item.fields)
        fields.append(metadatumObject(datum));
    QJsonObject object{ { "kind"_L1, item.kind }, { "id"_L1, item.id.text } };
    put(object, "name"_L1, item.name);
    put(object, "state"_L1, item.state);
    put(object, "picture"_L1, item.picture);
    if (!fields.isEmpty())
        object.insert("fields"_L1, fields);
    put(object, "updated"_L1, item.updated);
    put(object, "expires"_L1, item.expires);
    return object;
}

QJsonObject systemObject(const wire::SystemStatusSeen &system)
{
    QJsonObject object;
    put(object, "cpu"_L1, system.cpu);
    put(object, "memory"_L1, system.memory);
    put(object, "disk"_L1, system.disk);
    put(object, "gpu"_L1, system.gpu);
    put(object, "gpuTemperature"_L1, system.gpuTemperature);
    put(object, "queueDepth"_L1, system.queueDepth);
    put(object, "workers"_L1, system.workers);
    return object;
}

QJsonObject editObject(const store::Edit &edit)
{
    QJsonObject object{ { "id"_L1, edit.id.text },
                        { "what"_L1, store::commandWord(edit.command) },
                        { "fate"_L1, fateWord(edit.fate) } };
    put(object, "jobId"_L1, store::jobOf(edit).job.text);
    if (const auto *action = std::get_if<wire::RunAction>(&edit.command))
        put(object, "target"_L1, action->target);
    put(object, "reason"_L1, edit.reason);
    return object;
}

QJsonObject activityObject(const store::Activity &activity)
{
    QJsonObject object{ { "code"_L1, activity.code } };
    put(object, "subject"_L1, activity.subject);
    put(object, "detail"_L1, activity.detail);
    put(object, "jobId"_L1, activity.job.text);
    return object;
}

QString freshnessWord(Freshness freshness)
{
    return wordIn(freshnessWords, freshness);
}

QString fateWord(Fate fate)
{
    return wordIn(fateWords, fate);
}

QString verdictWord(Verdict verdict)
{
    return wordIn(verdictWords, verdict);
}

QString standingWord(Standing kind)
{
    return wordIn(standingWords, kind);
}

} // namespace fw::cli
