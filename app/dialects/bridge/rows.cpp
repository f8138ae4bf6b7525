// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"completed_at":null,"created_at":"2026-11-21T12:19:29.772018","error_message":"Preset not
// found",
//  "id":"jobfail0001","photo_id":5,"priority":3,"retry_count":0,
//  "started_at":"2026-11-21T12:19:29.769166","status":"failed"}
// {"ai_score":null,"file_name":"IMG_0006.jpg","id":6,"session_id":2,"status":"imported",…}
#include "dialects/bridge/rows.h"

#include "dialects/bridge/times.h"
#include "dialects/bridge/words.h"
#include "dialects/common/user_text.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

void nameAfterPhoto(wire::Job &job, const QString &photo, Sink &sink)
{
    if (photo.isEmpty())
        return;
    const QString name = photoName(sink.facts(), photo);
    job.name = name.isEmpty() ? QString(u"Photo "_s + photo) : name;
    job.hint = photo;
    job.thumbnail = thumbnailPath(photo, "small"_L1);
}

QString whereOf(QLatin1StringView what, const QString &id)
{
    return what + u" \""_s + id + u'"';
}

// Columns hold UTC without saying so: fields for people say it.
QJsonValue shown(const QString &name, const JsonValue &value)
{
    if (name == "created_at"_L1 || name == "import_time"_L1) {
        if (const auto time = utcTime(value))
            return toIso(*time);
    }
    return value.toQJson();
}

} // namespace

JobId batchJob(const QString &batch)
{
    return JobId{ u"batch:"_s + batch };
}

QString batchOf(const JobId &job)
{
    return job.text.startsWith("batch:"_L1) ? job.text.mid(6) : QString();
}

QString thumbnailPath(const QString &photo, QLatin1StringView size)
{
    return u"/api/photos/"_s + segment(photo) + u"/thumbnail?size="_s + size;
}

std::optional<int> toInt(std::optional<qint64> number)
{
    constexpr qint64 most = std::numeric_limits<int>::max();
    if (!number || *number > most || *number < -most)
        return std::nullopt;
    return static_cast<int>(*number);
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

void nameBackwards(const JobId &job, std::optional<double> percent, Sink &sink)
{
    const auto before = progressHeard(sink.facts(), job.text);
    if (before && percent && *percent < *before)
        sink.issue(Failure::Code::BadInput,
                   u"%1 went back from %2 to %3 percent"_s.arg(whereOf("job"_L1, job.text))
                       .arg(*before)
                       .arg(*percent));
    hearProgress(sink, job.text, percent);
}

JobState readState(const QString &word, QString &message, const QString &where, Sink &sink)
{
    if (const auto state = stateOf(word))
        return *state;
    message = word;
    sink.issue(Failure::Code::Unsupported, u"%1: status \"%2\" is not known"_s.arg(where, word));
    return JobState::Running;
}

std::optional<wire::Job> readJob(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"job"_s);
    wire::Job job;
    job.id = JobId{ fields.idText("id") };
    const QString status = fields.string("status");
    const QString photo = fields.optionalIdText("photo_id").value_or(QString());
    const auto error = fields.optionalString("error_message");
    const auto retries = toInt(fields.optionalInteger("retry_count"));
    job.priority = toInt(fields.optionalInteger("priority"));
    if (!sink.accept(fields))
        return std::nullopt;
    if (job.id.isEmpty()) {
        sink.issue(Failure::Code::BadInput, u"job: id is empty"_s);
        return std::nullopt;
    }
    job.state = readState(status, job.message, whereOf("job"_L1, job.id.text), sink);
    // Kept on the row after a retry too, where it is history.
    if (error && !error->isEmpty() && job.state == JobState::Failed)
        job.error = wire::JobError{ {}, withoutSql(*error), {}, true };
    if (retries && *retries > 0)
        job.attempt = *retries + 1;
    nameAfterPhoto(job, photo, sink);
    job.created = utcTime(fields.value("created_at"));
    job.started = utcTime(fields.value("started_at"));
    job.finished = utcTime(fields.value("completed_at"));
    return job;
}

std::optional<wire::Job> readBatch(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"batch"_s);
    const QString id = fields.idText("batch_id");
    const QString status = fields.string("status");
    const auto total = fields.optionalInteger("total_photos");
    const auto done = fields.optionalInteger("processed_count");
    const auto failed = fields.optionalInteger("failed_count");
    if (!sink.accept(fields))
        return std::nullopt;
    wire::Job job;
    job.id = batchJob(id);
    QString raw;
    job.state = readState(status, raw, whereOf("batch"_L1, id), sink);
    job.name = total ? u"Batch of %1 photos"_s.arg(*total) : QString(u"Batch "_s + id);
    if (total && done)
        job.message = userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 of %2 photos"), *done, *total);
    if (failed && *failed > 0)
        job.message += userText(QT_TRANSLATE_NOOP("fw::dialects", ", %1 failed"), *failed);
    if (!raw.isEmpty())
        job.message = raw;
    job.progress = readPercent(fields.value("progress_percent"), whereOf("batch"_L1, id), sink);
    const wire::SessionFacts &facts = sink.facts();
    job.created = localTime(fields.value("created_at"), facts);
    job.started = localTime(fields.value("started_at"), facts);
    job.finished = localTime(fields.value("completed_at"), facts);
    return job;
}

std::vector<wire::Metadatum> otherFields(JsonValue object, const QStringList &but)
{
    std::vector<wire::Metadatum> all;
    for (const auto &[name, value] : object.object().members()) {
        if (!value.isNull() && !but.contains(name))
            all.push_back({ name, shown(name, value) });
    }
    return all;
}

std::optional<wire::Item> readSession(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"session"_s);
    wire::Item item;
    item.kind = QString::fromLatin1(sessionKind);
    item.id = ItemId{ fields.idText("id") };
    item.name = fields.optionalString("name").value_or(QString());
    item.state = fields.optionalString("status").value_or(QString());
    if (!sink.accept(fields))
        return std::nullopt;
    item.fields = otherFields(value, { u"id"_s, u"name"_s, u"status"_s });
    return item;
}

std::optional<wire::Item> readPhoto(JsonValue value, const char *kind, Sink &sink)
{
    JsonFields fields(value, u"photo"_s);
    wire::Item item;
    item.kind = QString::fromLatin1(kind);
    item.id = ItemId{ fields.idText("id") };
    item.name = fields.optionalString("file_name").value_or(QString());
    item.state = fields.optionalString("status").value_or(QString());
    fields.optionalNumber("ai_score"); // often null (c4)
    if (!sink.accept(fields))
        return std::nullopt;
    learnPhotoName(sink, item.id.text, item.name);
    item.picture = thumbnailPath(item.id.text, "medium"_L1);
    item.fields = otherFields(value, { u"id"_s, u"file_name"_s, u"status"_s });
    return item;
}

} // namespace fw::dialects::bridge
