// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"id":1,"video_id":1,"status":"FAILED","processing_stages":["Error: greenlet_spawn has not been
//  called;
//  …"],"error_message":null,"created_at":"2026-11-21T12:22:47","updated_at":"2026-11-21T12:22:48",
//  "video":{"id":1,"original_filename":"demo.mp4","size_bytes":39492,…},"metadata":{"title":null,…}}
#include "dialects/echo/rows.h"

#include "dialects/echo/words.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

constexpr auto errorMark = "Error: "_L1;

QString textOf(JsonValue value)
{
    return value.string().value_or(QString());
}

// REST names of metadata and the words they have on the socket.
constexpr auto metadataNames = std::to_array<std::pair<const char *, QLatin1StringView>>({
    { "title", "TITLE"_L1 },
    { "description", "DESCRIPTION"_L1 },
    { "tags", "TAGS"_L1 },
    { "transcript_text", "TRANSCRIPT"_L1 },
    { "chapters", "CHAPTERS"_L1 },
    { "show_notes_text", "SHOW_NOTES"_L1 },
    { "subtitle_files_urls", "SUBTITLES"_L1 },
    { "transcript_file_url", "TRANSCRIPT_FILE"_L1 },
    { "extracted_video_duration_seconds", "DURATION"_L1 },
    { "extracted_video_resolution", "SIZE"_L1 },
    { "extracted_video_format", "CONTAINER"_L1 },
});

bool saysNothing(JsonValue value)
{
    return !value.exists() || value.isNull() || (value.isString() && textOf(value).isEmpty())
        || (value.isArray() && value.array().size() == 0)
        || (value.isObject() && value.object().size() == 0);
}

// What is there and is neither null nor of the kind it should be: named, and passed over.
void nameOther(JsonValue value, bool fits, const QString &where, const QString &wanted,
               Reading &reading)
{
    if (value.exists() && !value.isNull() && !fits)
        reading.sink.issue(Failure::Code::BadInput,
                           u"%1 is %2, expected %3"_s.arg(where, value.typeName(), wanted));
}

// COMPLETED with nothing but nulls is usual here (echo.md c2.3, 4): what says nothing is left out.
// Metadata is a row of its own, with a time of its own.
void readMetadata(JsonValue metadata, Row &row, const QString &where, Reading &reading)
{
    nameOther(metadata, metadata.isObject(), where + u": \"metadata\""_s, u"object"_s, reading);
    const JsonObject object = metadata.object();
    const auto time = readTime(object["updated_at"], where + u", metadata"_s, reading);
    for (const auto &[key, field] : metadataNames) {
        const JsonValue value = object[key];
        if (saysNothing(value))
            continue;
        nameOddContent(field, value, reading);
        if (auto datum = readDatum(field, value)) {
            datum->updated = time ? time : row.job.updated;
            row.parts.emplace_back(wire::MetadataSeen{ row.job.id, std::move(*datum) });
        }
    }
    if (const QString picture = textOf(object["thumbnail_file_url"]); !picture.isEmpty())
        row.job.thumbnail = picture;
}

void addStage(const QString &id, JsonValue value, Row &row, double &overall, Reading &reading)
{
    wire::Stage stage = readStage(id, value, reading);
    if (!stage.updated)
        stage.updated = row.job.updated;
    const double done = stage.state == JobState::Done ? 100 : stage.progress.value_or(0);
    overall += stage.weight * done / 100;
    row.parts.emplace_back(wire::StageSeen{ row.job.id, std::move(stage) });
}

// A list of texts (errors only, in the program), a list of objects, or an object by stage.
void readStages(JsonValue stages, Row &row, const QString &where, Reading &reading)
{
    nameOther(stages, stages.isArray() || stages.isObject(), where + u": \"processing_stages\""_s,
              u"array or object"_s, reading);
    double overall = 0;
    for (const JsonValue &item : stages.array().items()) {
        const JsonObject object = item.object();
        for (const char *key : { "stage_id", "id", "stage", "name" }) {
            const auto id = object[key].idText();
            if (!id || id->isEmpty())
                continue;
            addStage(*id, item, row, overall, reading);
            break;
        }
    }
    for (const auto &[id, item] : stages.object().members())
        addStage(id, item, row, overall, reading);
    // Weights sum up only where one message tells of all stages (e1).
    if (!row.job.progress && overall > 0)
        row.job.progress = std::min(overall, 100.0);
}

void readVideo(JsonValue video, Row &row, const QString &where, Reading &reading)
{
    nameOther(video, video.isObject(), where + u": \"video\""_s, u"object"_s, reading);
    const JsonObject object = video.object();
    row.job.name = textOf(object["original_filename"]);
    row.job.source = textOf(object["storage_path"]);
    row.job.bytes = object["size_bytes"].integer();
    if (row.video.isEmpty())
        row.video = object["id"].idText().value_or(QString());
}

void readError(JsonObject object, Row &row)
{
    wire::JobError error;
    error.message = textOf(object["error_message"]);
    if (error.message.isEmpty())
        error.message = errorInStages(object["processing_stages"]);
    if (row.hasState && row.job.state == JobState::Failed && !error.message.isEmpty())
        row.job.error = std::move(error);
}

// Done, and yet not all of it: shown as it is said.
void nameEarlyEnd(JobState state, const std::optional<double> &progress, const QString &where,
                  Reading &reading)
{
    if (state == JobState::Done && progress && *progress < 100)
        reading.sink.issue(Failure::Code::BadInput,
                           u"%1 is completed at %2 percent"_s.arg(where).arg(*progress));
}

bool isTextList(JsonValue value)
{
    const auto items = value.array().items();
    return value.isArray() && std::ranges::all_of(items, &JsonValue::isString);
}

bool isChapterList(JsonValue value)
{
    const JsonValue list = value.isObject() ? value.object()["chapters"] : value;
    const auto items = list.array().items();
    return list.isArray() && std::ranges::all_of(items, &JsonValue::isObject);
}

QJsonValue tagList(JsonValue content)
{
    if (!content.isString())
        return content.toQJson();
    QJsonArray tags;
    const QStringList words = textOf(content).split(u',');
    for (const QString &word : words) {
        if (!word.trimmed().isEmpty())
            tags.append(word.trimmed());
    }
    return tags;
}

} // namespace

void Reading::unknown(const QString &what, const QString &word)
{
    const QString text = u"%1 \"%2\" is not known"_s.arg(what, word.left(60));
    if (named.contains(text))
        return;
    named.append(text);
    sink.issue(Failure::Code::Unsupported, text);
}

JobState readState(const QString &word, QString &message, Reading &reading)
{
    if (const auto state = stateOf(word.trimmed())) {
        if (*state == JobState::Attention)
            message = word;
        return *state;
    }
    reading.unknown(u"status"_s, word);
    message = word;
    return JobState::Running;
}

std::optional<double> readPercent(JsonValue value, const QString &where, Reading &reading)
{
    if (!value.exists() || value.isNull())
        return std::nullopt;
    const auto number = value.number();
    if (number && *number >= 0 && *number <= 100)
        return number;
    reading.sink.issue(Failure::Code::BadInput, u"%1: progress is no percentage"_s.arg(where));
    return std::nullopt;
}

std::optional<WallTime> readTime(JsonValue value, const QString &where, Reading &reading)
{
    if (!value.exists() || value.isNull())
        return std::nullopt;
    const auto text = value.idText();
    const auto time = text ? fromIso(*text) : std::nullopt;
    if (!time)
        reading.sink.issue(Failure::Code::BadInput, u"%1: the time cannot be read"_s.arg(where));
    return time;
}

std::optional<Row> readRow(JsonValue value, Reading &reading, const QString &outside)
{
    const JsonObject object = value.object();
    // An answer names the job "id", a message "job_id"; both may be a number (echo.md d, Job id).
    const JsonValue id = object["job_id"].exists() ? object["job_id"] : object["id"];
    const QString text = outside.isEmpty() ? id.idText().value_or(QString()) : outside;
    if (text.isEmpty()) {
        reading.sink.issue(Failure::Code::BadInput,
                           u"job: \"id\" is %1, expected string or whole number"_s.arg(
                               value.isObject() ? id.typeName() : value.typeName()));
        return std::nullopt;
    }
    Row row;
    row.job.id = JobId{ text };
    const QString where = u"job "_s + text.left(60);
    row.video = object["video_id"].idText().value_or(QString());
    if (const auto status = object["status"].string()) {
        row.job.state = readState(*status, row.job.message, reading);
        row.hasState = true;
    }
    const JsonValue percent
        = object["progress_percent"].exists() ? object["progress_percent"] : object["progress"];
    row.job.progress = readPercent(percent, where, reading);
    if (row.hasState)
        nameEarlyEnd(row.job.state, row.job.progress, where, reading);
    row.job.created = readTime(object["created_at"], where, reading);
    row.job.updated = readTime(object["updated_at"], where, reading);
    readVideo(object["video"], row, where, reading);
    if (row.job.name.isEmpty())
        row.job.name = textOf(object["original_filename"]);
    readError(object, row);
    readMetadata(object["metadata"], row, where, reading);
    if (const QString title = textOf(object["title"]); !title.isEmpty())
        row.parts.emplace_back(
            wire::MetadataSeen{ row.job.id, { u"TITLE"_s, title, row.job.updated } });
    readStages(object["processing_stages"], row, where, reading);
    row.job.hint = row.video;
    return row;
}

std::vector<wire::Event> eventsOf(Row row)
{
    std::vector<wire::Event> events;
    if (row.hasState)
        events.emplace_back(wire::JobSeen{ std::move(row.job) });
    else if (row.job.progress)
        events.emplace_back(wire::JobProgressed{ row.job.id, row.job.progress, std::nullopt });
    std::ranges::move(row.parts, std::back_inserter(events));
    return events;
}

wire::Stage readStage(const QString &id, JsonValue value, Reading &reading)
{
    const StagePlace place = placeOf(id);
    wire::Stage stage;
    stage.id = StageId{ place.id };
    stage.order = place.order;
    stage.weight = place.weight;
    const JsonObject object = value.object();
    const QString where = u"stage "_s + id.left(60);
    const auto word = value.isObject() ? object["status"].string() : value.string();
    const JsonValue percent
        = object["progress_percent"].exists() ? object["progress_percent"] : object["progress"];
    stage.progress = readPercent(value.isObject() ? percent : JsonValue(), where, reading);
    if (word)
        stage.state = readState(*word, stage.message, reading);
    else if (stage.progress)
        stage.state = *stage.progress >= 100 ? JobState::Done : JobState::Running;
    else
        reading.sink.issue(Failure::Code::BadInput, where + u" has no status"_s);
    if (word)
        nameEarlyEnd(stage.state, stage.progress, where, reading);
    QString error = textOf(object["error_message"]);
    if (error.isEmpty())
        error = textOf(object["errorMessage"]);
    if (stage.state == JobState::Failed && !error.isEmpty())
        stage.error = wire::JobError{ {}, error, place.id, false };
    return stage;
}

void nameOddContent(const QString &type, JsonValue content, Reading &reading)
{
    const QString field = type.toUpper();
    QString wanted;
    if (field == "TITLE"_L1 || field == "DESCRIPTION"_L1 || field == "SHOW_NOTES"_L1)
        wanted = content.isString() ? QString() : u"string"_s;
    else if (field == "TAGS"_L1)
        wanted = content.isString() || isTextList(content) ? QString() : u"array of strings"_s;
    else if (field == "TRANSCRIPT"_L1)
        wanted = content.number() || content.boolean() ? u"string"_s : QString();
    else if (field == "CHAPTERS"_L1)
        wanted = isChapterList(content) ? QString() : u"array of objects"_s;
    if (!wanted.isEmpty())
        nameOther(content, false, field, wanted, reading);
}

std::optional<wire::Metadatum> readDatum(const QString &type, JsonValue content)
{
    if (!content.exists() || content.isNull())
        return std::nullopt;
    wire::Metadatum datum;
    datum.field = type.toUpper();
    if (datum.field == "TAGS"_L1) {
        datum.value = tagList(content);
    } else if (datum.field == "CHAPTERS"_L1 && content.object()["chapters"].isArray()) {
        datum.value = content.object()["chapters"].toQJson();
    } else {
        datum.value = content.toQJson();
    }
    return datum;
}

QString errorInStages(JsonValue stages)
{
    QString found;
    for (const JsonValue &item : stages.array().items()) {
        const QString text = textOf(item);
        if (text.startsWith(errorMark, Qt::CaseInsensitive))
            found = text.sliced(errorMark.size());
    }
    return found;
}

} // namespace fw::dialects::echo
