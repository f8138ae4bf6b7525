// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type": "new_image", "image_id": "26d4a14e-18d2-40c6-bce2-1136241799a4", "source": "mobile"}
// (c3.2)
// {"type":"image.uploaded","timestamp":"2026-02-07T12:34:56Z","data":{"image_id":"uuid-here",
//  "filename":"photo.jpg","source":"android_app","thumbnail_url":"/api/v1/images/uuid/thumbnail"}}
//  (S16)
#include "dialects/imagetools/frames.h"

#include "dialects/common/user_text.h"
#include "dialects/imagetools/items.h"
#include "dialects/imagetools/jobs.h"
#include "dialects/imagetools/session_life.h"
#include "dialects/imagetools/settle.h"
#include "dialects/imagetools/words.h"

#include <QJsonDocument>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using Standing = wire::Standing;

namespace {

constexpr qsizetype longestText = 200; ///< of an unknown message, as it is shown

QString imageId(JsonFields &fields)
{
    for (const char *name : { "image_id", "id" }) {
        if (const auto id = fields.optionalIdText(name); id && !id->isEmpty())
            return *id;
    }
    return {};
}

void follow(const QString &image, const QString &tag, Sink &sink)
{
    sink.follow(askImage(sink.facts(), image, tag), false);
}

// The list is read again when a message does not say which image it is about (S26, S43).
void followAll(Sink &sink)
{
    const QString user = userId(sink.facts());
    if (!user.isEmpty())
        sink.follow(
            ask(sink.facts(), "GET", u"/api/v1/images/user/"_s + segment(user), u"images"_s),
            false);
}

// S15, S16, S43; the program says no more than the id (d, "Upload event").
void readUploaded(const Message &message, Sink &sink)
{
    JsonFields fields(message.data, message.type);
    const QString id = imageId(fields);
    const QString source = sourceWord(fields.optionalString("source").value_or(u"web"_s));
    const auto name = fields.optionalString("filename");
    const auto picture = fields.optionalString("thumbnail_url");
    if (!sink.accept(fields))
        return;
    if (id.isEmpty()) {
        sink.issue(Failure::Code::BadInput, u"%1 without \"image_id\""_s.arg(message.type));
        followAll(sink);
        return;
    }
    if (!name) {
        follow(id, u"new "_s + source, sink);
        return;
    }
    wire::Item item;
    item.kind = u"image"_s;
    item.id.text = id;
    item.name = *name;
    item.picture = picturePath(picture.value_or(QString()));
    item.file = filePath(id);
    item.updated = message.time;
    item.fields.push_back({ u"source"_s, source });
    note(sink, QString(key::newest), id);
    sink.events({ wire::NoticeSeen{ u"info"_s, arrivalText(*name, source) },
                  wire::ItemSeen{ std::move(item) } });
    follow(id, u"image"_s, sink);
}

void readUpdated(const Message &message, Sink &sink)
{
    JsonFields fields(message.data, message.type);
    const QString id = imageId(fields);
    if (!sink.accept(fields))
        return;
    if (id.isEmpty())
        followAll(sink);
    else
        follow(id, u"image"_s, sink);
}

void readDeleted(const Message &message, Sink &sink)
{
    JsonFields fields(message.data, message.type);
    const QString id = imageId(fields);
    if (!sink.accept(fields))
        return;
    if (id.isEmpty())
        followAll(sink);
    else
        gone(id, sink);
}

// S25: unspecified too. A word that is no good one is shown as it is.
void readConnection(const Message &message, Sink &sink)
{
    JsonFields fields(message.data, message.type);
    const QString status = fields.optionalString("status").value_or(
        fields.optionalString("state").value_or(QString()));
    const auto words = fields.optionalString("message");
    (void)readCancel(fields, {}, sink); // the way for all of them
    if (!sink.accept(fields))
        return;
    const QString word = status.toLower();
    const bool good = word.isEmpty() || word == "connected"_L1 || word == "ok"_L1
        || word == "healthy"_L1 || word == "online"_L1;
    const bool wasUsual = extra(sink.facts(), key::standing).isEmpty();
    note(sink, QString(key::standing), good ? QString() : u"degraded"_s);
    if (!good)
        sink.control(Standing{ Standing::Kind::Degraded, words.value_or(status) });
    else if (!wasUsual)
        sink.control(Standing{});
}

// Sent every 10 s; its timestamp is no date (c3.2). Who sends it never reads (c3.3).
void readPing(Sink &sink)
{
    if (formOf(sink.facts()) == Form::Seed && extra(sink.facts(), key::flat).isEmpty())
        sink.issue(Failure::Code::BadInput,
                   u"pings of the program on the seed's path: nobody reads ours there"_s);
    note(sink, QString(key::flat), u"1"_s);
}

void readDevice(const Message &message, Sink &sink)
{
    if (auto item = imagetools::readDevice("addon"_L1, message.data, sink)) {
        const QString name = item->name;
        sink.events({ wire::NoticeSeen{
                          u"info"_s,
                          userText(QT_TRANSLATE_NOOP("fw::dialects", "a browser was connected: %1"),
                                   name) },
                      wire::ItemSeen{ std::move(*item) } });
    }
}

void readRevoked(const Message &message, const char *member, QLatin1StringView prefix, Sink &sink)
{
    JsonFields fields(message.data, message.type);
    const QString id = fields.string(member);
    if (sink.accept(fields))
        sink.event(wire::ItemRemoved{ u"device"_s, { QString(prefix + u':' + id) } });
}

// Kept and shown as it is, but for secrets (d, "Pairing events").
void readUnknown(const Message &message, Sink &sink)
{
    QJsonObject shown = message.data.toQJson().toObject();
    for (const QString &name : shown.keys()) {
        if (namesSecret(name))
            shown.remove(name);
    }
    const QJsonDocument document(shown);
    const QString text = QString::fromUtf8(document.toJson(QJsonDocument::Compact));
    sink.event(wire::NoticeSeen{ u"info"_s, message.type + u' ' + text.left(longestText) });
    sink.issue(Failure::Code::Unsupported, u"message type \"%1\" is not known"_s.arg(message.type));
}

void readMessage(const Message &message, Sink &sink)
{
    const auto type = messageType(message.type);
    if (!type) {
        readUnknown(message, sink);
        return;
    }
    switch (*type) {
    case MessageType::ImageUploaded:
        return readUploaded(message, sink);
    case MessageType::ImageUpdated:
        return readUpdated(message, sink);
    case MessageType::ImageDeleted:
        return readDeleted(message, sink);
    case MessageType::OperationStarted:
        return readStarted(message, sink);
    case MessageType::OperationProgress:
        return readProgress(message, sink);
    case MessageType::OperationCompleted:
        return readEnded(message, wire::JobState::Done, sink);
    case MessageType::OperationFailed:
        return readEnded(message, wire::JobState::Failed, sink);
    case MessageType::OperationCancelled:
        return readEnded(message, wire::JobState::Cancelled, sink);
    case MessageType::SessionExpiring:
        return readExpiring(message, sink);
    case MessageType::ConnectionStatus:
        return readConnection(message, sink);
    case MessageType::Ping:
        return readPing(sink);
    case MessageType::PairingRevoked:
        return readRevoked(message, "pairing_id", "pairing"_L1, sink);
    case MessageType::AddonConnected:
        return readDevice(message, sink);
    case MessageType::AddonRevoked:
        return readRevoked(message, "auth_id", "addon"_L1, sink);
    }
}

} // namespace

wire::Decoded decodeFrame(const wire::Frame &frame, const wire::SessionFacts &facts)
{
    Sink sink(frame.bytes, facts);
    if (frame.kind == wire::Frame::Kind::Binary) {
        sink.issue(Failure::Code::Unsupported,
                   u"binary frame of %1 bytes"_s.arg(frame.bytes.size()));
        return sink.take();
    }
    if (frame.bytes == "pong") // S12: a sign of life, no JSON (S32)
        return sink.take();
    const auto root = threadReader().parse(frame.bytes);
    if (!root) {
        sink.issue(root.error());
        return sink.take();
    }
    JsonFields fields(*root, u"message"_s);
    Message message;
    message.type = fields.string("type");
    if (!sink.accept(fields))
        return sink.take();
    const JsonValue data = fields.value("data");
    message.data = data.isObject() ? data : *root; // d, "Envelope"
    message.time = readTime(fields.value("timestamp"));
    if (!extra(facts, key::tried).isEmpty()) // the form that was tried is the right one
        note(sink, QString(key::proven), u"1"_s);
    readMessage(message, sink);
    return sink.take();
}

} // namespace fw::dialects::imagetools
