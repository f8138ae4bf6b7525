// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"system_status","status":{"cpu_usage":45.2,"gpu_temp":62},"timestamp":"…"}   (/ws/notify)
// {"type":"system_status","timestamp":"2026-11-21T12:21:54.077643","status":"batch_started",
//  "details":{"batch_id":"batch_bfc0ebf045bc","photo_count":2,"session_id":1}}         (ev)
#include "dialects/bridge/messages.h"
#include "dialects/bridge/reads.h"
#include "dialects/bridge/rows.h"
#include "dialects/bridge/system.h"
#include "dialects/bridge/times.h"
#include "dialects/common/user_text.h"

#include <QJsonDocument>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

std::optional<JobState> batchState(QStringView word)
{
    if (word == "batch_started"_L1 || word == "batch_resumed"_L1)
        return JobState::Running;
    if (word == "batch_paused"_L1)
        return JobState::Paused;
    return std::nullopt;
}

void batchMoved(JobState state, JsonValue message, const QString &batch, Sink &sink)
{
    const JsonValue details = message.object()["details"];
    learnBatch(sink, batch, false);
    wire::Job job;
    job.id = batchJob(batch);
    job.state = state;
    if (const auto photos = details.object()["photo_count"].integer())
        job.name = u"Batch of %1 photos"_s.arg(*photos);
    job.updated = localTime(message.object()["timestamp"], sink.facts());
    sink.event(wire::JobSeen{ std::move(job) });
    sink.follow(batchRequest(batch, false, sink.facts()), false);
}

void status(JsonValue message, Sink &sink)
{
    const JsonValue status = message.object()["status"];
    if (const auto word = status.string()) {
        const auto batch = message.object()["details"].object()["batch_id"].idText();
        if (const auto state = batchState(*word); state && batch)
            return batchMoved(*state, message, *batch, sink);
        return sink.event(wire::NoticeSeen{ u"info"_s, *word });
    }
    if (const auto seen = readPosted(status)) {
        sink.event(*seen);
        return;
    }
    // Whatever was posted (c3): shown, when there is anything in it.
    if (status.object().size() > 0)
        sink.event(
            wire::NoticeSeen{ u"info"_s,
                              userText(QT_TRANSLATE_NOOP("fw::dialects", "system status: %1"),
                                       QString::fromUtf8(QJsonDocument(status.toQJson().toObject())
                                                             .toJson(QJsonDocument::Compact)
                                                             .left(200))) });
    else if (!status.isObject())
        sink.issue(Failure::Code::BadInput,
                   u"system_status: status is %1"_s.arg(status.typeName()));
}

// S24.
void warning(JsonValue message, Sink &sink)
{
    JsonFields fields(message, u"resource_warning"_s);
    const QString type = fields.optionalString("resource_type").value_or(u"resource"_s);
    const auto value = fields.optionalNumber("current_value");
    const auto limit = fields.optionalNumber("threshold");
    const QString words = fields.optionalString("message").value_or(QString());
    if (!sink.accept(fields))
        return;
    QString text = type;
    if (value && limit)
        text = userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 at %2, limit %3"), type, *value,
                        *limit);
    else if (value)
        text = userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 at %2"), type, *value);
    else if (limit)
        text = userText(QT_TRANSLATE_NOOP("fw::dialects", "%1, limit %2"), type, *limit);
    if (!words.isEmpty())
        text += u": "_s + words;
    sink.event(wire::NoticeSeen{ u"warning"_s, text });
    if (const auto seen = readWarned(type, value))
        sink.event(*seen);
}

} // namespace

void readSystemMessage(MessageType type, JsonValue message, Sink &sink)
{
    if (type == MessageType::SystemStatus)
        return status(message, sink);
    if (type == MessageType::ResourceWarning)
        return warning(message, sink);
    JsonFields fields(message, u"queue_status"_s);
    wire::SystemStatusSeen seen;
    seen.queueDepth = toInt(fields.integer("pending"));
    if (sink.accept(fields))
        sink.event(seen);
}

} // namespace fw::dialects::bridge
