// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"STAGE_UPDATE","job_id":"7","data":{"stage_id":"TRANSCRIPTION","status":"PROCESSING",
//  "progress_percent":40},"timestamp":"2026-11-21T12:00:03.120Z"}
// flat:
// {"job_id":7,"video_id":3,"status":"PROCESSING","processing_stages":null,"error_message":null}
#include "dialects/echo/frames.h"

#include "dialects/echo/gotrue.h"
#include "dialects/echo/http.h"
#include "dialects/echo/known.h"
#include "dialects/echo/rows.h"
#include "dialects/echo/words.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

/// One message on its way through.
struct Message
{
    JsonValue whole;
    JsonValue data; ///< its payload: "data" in the envelope, else the message itself
    bool isEnvelope = false;
    QString type; ///< as the server spelled it; empty: none
    JobId job; ///< empty: none
    std::optional<WallTime> time;
};

QString textOf(JsonValue value)
{
    return value.string().value_or(QString());
}

// What a message about a new job leaves out is read from the list (echo.md f, 12), and so are
// changes that touch more than one thing (S47).
void noteJob(const Message &message, bool ended, Reading &reading)
{
    reading.listWanted
        = reading.listWanted || ended || !isListed(reading.sink.facts(), message.job.text);
}

void jobUpdate(const Message &message, Reading &reading)
{
    auto row = readRow(message.data, reading, message.job.text);
    if (!row)
        return;
    if (message.time)
        row->job.updated = message.time;
    for (wire::Event &part : row->parts) {
        if (auto *stage = std::get_if<wire::StageSeen>(&part))
            stage->stage.updated = row->job.updated;
        else if (auto *datum = std::get_if<wire::MetadataSeen>(&part))
            datum->datum.updated = row->job.updated;
    }
    const bool isEmpty = !row->job.progress && row->parts.empty();
    if (!row->hasState && (message.isEnvelope || isEmpty))
        reading.sink.issue(Failure::Code::BadInput, u"JOB_UPDATE: \"status\" is missing"_s);
    const bool ended = row->hasState && wire::isTerminal(row->job.state);
    reading.sink.events(eventsOf(std::move(*row)));
    noteJob(message, ended, reading);
}

void stageUpdate(const Message &message, Reading &reading)
{
    const QString id = message.data.object()["stage_id"].idText().value_or(QString());
    if (id.isEmpty()) {
        reading.sink.issue(Failure::Code::BadInput, u"STAGE_UPDATE: \"stage_id\" is missing"_s);
        return;
    }
    wire::Stage stage = readStage(id, message.data, reading);
    stage.updated = message.time;
    if (wire::isTerminal(stage.state))
        stage.finished = message.time;
    reading.sink.event(wire::StageSeen{ message.job, std::move(stage) });
    noteJob(message, false, reading);
}

void metadataUpdate(const Message &message, Reading &reading)
{
    JsonFields fields(message.data, u"METADATA_UPDATE"_s);
    const QString type = fields.string("metadata_type");
    if (!reading.sink.accept(fields))
        return;
    if (!isMetadataType(type))
        reading.unknown(u"kind of metadata"_s, type);
    const JsonValue content = message.data.object()["content"];
    if (!content.exists())
        reading.sink.issue(Failure::Code::BadInput, u"METADATA_UPDATE: \"content\" is missing"_s);
    nameOddContent(type, content, reading);
    auto datum = type.isEmpty() ? std::nullopt : readDatum(type, content);
    if (!datum)
        return;
    datum->updated = message.time;
    reading.sink.event(wire::MetadataSeen{ message.job, std::move(*datum) });
    noteJob(message, false, reading);
}

int pixels(JsonValue value)
{
    constexpr qint64 most = 100'000;
    const qint64 count = value.integer().value_or(0);
    return count > 0 && count <= most ? static_cast<int>(count) : 0;
}

// The link stays as it is said: http(s), gs:// and paths on the server are told apart where
// pictures are fetched.
void thumbnailGenerated(const Message &message, Reading &reading)
{
    JsonFields fields(message.data, u"THUMBNAIL_GENERATED"_s);
    wire::Thumbnail picture;
    picture.url = fields.string("thumbnail_url");
    picture.id.text = fields.optionalIdText("thumbnail_id").value_or(picture.url);
    picture.seconds = fields.value("timestamp_seconds").number();
    if (!reading.sink.accept(fields))
        return;
    if (picture.url.isEmpty()) {
        reading.sink.issue(Failure::Code::BadInput,
                           u"THUMBNAIL_GENERATED: \"thumbnail_url\" is empty"_s);
        return;
    }
    picture.width = pixels(fields.value("width"));
    picture.height = pixels(fields.value("height"));
    reading.sink.event(wire::ThumbnailSeen{ message.job, std::move(picture) });
    noteJob(message, false, reading);
}

// Who may not see a job ("NOT_AUTHORIZED") is signed in all the same.
bool isAboutSignIn(const QString &code)
{
    if (code.contains("AUTHORI"_L1, Qt::CaseInsensitive)
        && !code.startsWith("UNAUTHORI"_L1, Qt::CaseInsensitive))
        return false;
    constexpr auto words = std::to_array<QLatin1StringView>(
        { "AUTH"_L1, "TOKEN"_L1, "JWT"_L1, "401"_L1, "CREDENTIAL"_L1 });
    return std::ranges::any_of(words, [&code](QLatin1StringView word) {
        return code.contains(word, Qt::CaseInsensitive);
    });
}

// Without a job it is the answer to what we asked for: the token, or the subscription.
void refusal(const wire::JobError &error, Reading &reading)
{
    const QString text = error.message.isEmpty() ? error.code : error.message;
    if (isAboutSignIn(error.code))
        reading.sink.control(signedOut(reading.sink.facts(), text));
    else
        reading.sink.control(wire::ChannelRefused{ u"jobs"_s, text });
}

void failAll(const Message &message, const wire::JobError &error, Reading &reading)
{
    wire::Job job;
    job.id = message.job;
    job.state = JobState::Failed;
    job.error = error;
    job.updated = message.time;
    reading.sink.event(wire::JobSeen{ std::move(job) });
    if (error.stage.isEmpty())
        return;
    const StagePlace place = placeOf(error.stage);
    wire::Stage stage;
    stage.id = StageId{ place.id };
    stage.order = place.order;
    stage.weight = place.weight;
    stage.state = JobState::Failed;
    stage.error = error;
    stage.updated = message.time;
    stage.finished = message.time;
    reading.sink.event(wire::StageSeen{ message.job, std::move(stage) });
}

void errorMessage(const Message &message, Reading &reading)
{
    JsonFields fields(message.data, u"ERROR"_s);
    wire::JobError error;
    error.code = fields.optionalIdText("error_code").value_or(QString());
    error.message = fields.optionalString("error_message").value_or(QString());
    error.stage = fields.optionalString("affected_stage").value_or(QString());
    const auto recoverable = fields.value("recoverable").boolean();
    if (error.code.isEmpty() && error.message.isEmpty())
        error.message = textOf(message.whole.object()["message"]);
    reading.sink.accept(fields);
    if (!error.stage.isEmpty())
        error.stage = placeOf(error.stage).id;
    if (message.job.isEmpty())
        return refusal(error, reading);
    // Who does not say that a job is lost has not said it (S32, S33).
    if (!recoverable)
        reading.sink.issue(Failure::Code::BadInput, u"ERROR: \"recoverable\" is missing"_s);
    error.recoverable = recoverable.value_or(true);
    if (!error.recoverable)
        failAll(message, error, reading);
    reading.sink.event(wire::JobErrorSeen{ message.job, error, message.time });
    noteJob(message, !error.recoverable, reading);
}

// S43; the time is the server's own, echoed: there is no clock here.
void answer(QLatin1StringView word, JsonValue message, Reading &reading)
{
    QJsonObject reply{ { "type"_L1, QString(word) } };
    if (const auto time = message.object()["timestamp"].idText())
        reply.insert("timestamp"_L1, *time);
    reading.sink.control(wire::ReplyWanted{
        { wire::Frame::Kind::Text, QJsonDocument(reply).toJson(QJsonDocument::Compact) } });
}

void typed(MessageType type, const Message &message, Reading &reading)
{
    switch (type) {
    case MessageType::JobUpdate:
        return jobUpdate(message, reading);
    case MessageType::StageUpdate:
        return stageUpdate(message, reading);
    case MessageType::MetadataUpdate:
        return metadataUpdate(message, reading);
    case MessageType::ThumbnailGenerated:
        return thumbnailGenerated(message, reading);
    case MessageType::Error:
        return errorMessage(message, reading);
    case MessageType::Heartbeat:
        return answer("HEARTBEAT_ACK"_L1, message.whole, reading);
    case MessageType::Ping:
        return answer("PONG"_L1, message.whole, reading);
    case MessageType::Acknowledged:
        return;
    }
}

bool needsJob(MessageType type)
{
    return type == MessageType::JobUpdate || type == MessageType::StageUpdate
        || type == MessageType::MetadataUpdate || type == MessageType::ThumbnailGenerated;
}

Message taken(JsonValue value, Reading &reading)
{
    const JsonObject object = value.object();
    Message message;
    message.whole = value;
    message.isEnvelope = object["data"].isObject();
    message.data = message.isEnvelope ? object["data"] : value;
    for (const char *key : { "type", "event", "action" }) {
        if (message.type.isEmpty())
            message.type = textOf(object[key]);
    }
    const JsonValue own = message.type.isEmpty() ? object["id"] : JsonValue();
    for (const JsonValue &id :
         { object["job_id"], object["jobId"], message.data.object()["job_id"], own }) {
        if (message.job.isEmpty())
            message.job.text = id.idText().value_or(QString());
    }
    message.time = readTime(object["timestamp"], message.type.left(60), reading);
    return message;
}

void decodeOne(JsonValue value, Reading &reading)
{
    if (!value.isObject()) {
        reading.sink.issue(Failure::Code::BadInput,
                           u"message is %1, expected object"_s.arg(value.typeName()));
        return;
    }
    const Message message = taken(value, reading);
    auto type = messageType(message.type);
    // A flat job has no type, or one that nobody agreed on (echo.md c1.2 B).
    if (!type && !message.isEnvelope && value.object()["status"].isString())
        type = MessageType::JobUpdate;
    if (!type && message.type.isEmpty() && !message.job.isEmpty())
        type = MessageType::JobUpdate;
    if (!type)
        return reading.unknown(u"message of type"_s,
                               message.type.isEmpty() ? u"none"_s : message.type);
    if (needsJob(*type) && message.job.isEmpty()) {
        reading.sink.issue(Failure::Code::BadInput,
                           u"%1: \"job_id\" is missing"_s.arg(message.type.left(60)));
        return;
    }
    typed(*type, message, reading);
}

// Some servers beat with a bare word.
bool isBareBeat(const QByteArray &bytes, Sink &sink)
{
    const QByteArray word = bytes.trimmed().toLower();
    if (word != "ping" && word != "heartbeat" && word != "\"ping\"" && word != "\"heartbeat\"")
        return false;
    sink.control(wire::ReplyWanted{ { wire::Frame::Kind::Text, "{\"type\":\"PONG\"}" } });
    return true;
}

} // namespace

wire::Decoded decodeFrame(const wire::Frame &frame, const wire::SessionFacts &facts)
{
    Sink sink(frame.bytes, facts);
    Reading reading{ sink };
    if (frame.kind == wire::Frame::Kind::Binary) {
        sink.issue(Failure::Code::Unsupported,
                   u"binary frame of %1 bytes"_s.arg(frame.bytes.size()));
        return sink.take();
    }
    if (frame.bytes.size() < 16 && isBareBeat(frame.bytes, sink))
        return sink.take();
    const auto root = threadReader().parse(frame.bytes);
    if (!root) {
        sink.issue(root.error());
    } else if (root->isArray()) {
        for (const JsonValue &item : root->array().items())
            decodeOne(item, reading);
    } else {
        decodeOne(*root, reading);
    }
    if (reading.listWanted)
        sink.follow(newsRequest(facts), false);
    return sink.take();
}

} // namespace fw::dialects::echo
