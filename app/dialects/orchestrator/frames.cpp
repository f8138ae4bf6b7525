// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"event","channel":"processing:status","seq":42,"event":"progress",
//  "time":"2026-11-21T12:00:03.120Z","data":{"jobId":"0190…","status":"processing","progress":41.5}}
// bare: {"channel":"processing:status","event":"progress","data":{"jobId":"abc123",…}}
#include "dialects/orchestrator/frames.h"

#include "dialects/common/user_text.h"
#include "dialects/orchestrator/ack.h"
#include "dialects/orchestrator/inflate.h"
#include "dialects/orchestrator/payloads.h"
#include "dialects/orchestrator/publish.h"
#include "dialects/orchestrator/rows.h"
#include "dialects/orchestrator/words.h"
#include "wire/channels.h"

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;
using wire::Message;
using wire::Stamp;

namespace {

constexpr int maxBatchDepth = 2;
constexpr int maxParts = 100000;

void decodeAny(JsonValue value, Sink &sink, int depth);

void welcome(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"welcome"_s);
    wire::SessionFacts facts = sink.facts();
    facts.serverId = fields.optionalIdText("hub").value_or(QString());
    facts.epoch = fields.optionalIdText("epoch").value_or(QString());
    facts.connection = fields.optionalIdText("connection").value_or(u"open"_s);
    const auto heartbeat = fields.optionalInteger("heartbeatMs");
    if (!sink.accept(fields))
        return;
    facts.capabilities.clear();
    for (const JsonValue &item : fields.value("capabilities").array().items()) {
        if (const auto word = item.string())
            facts.capabilities.append(*word);
    }
    facts.messageBytes = fields.value("limits").object()["messageBytes"].integer();
    if (const auto time = fields.value("serverTime").string(); time && fromIso(*time))
        facts.extra.insert(u"serverTime"_s, *time); // for who has a clock to compare it with
    if (heartbeat && *heartbeat >= 1000) {
        facts.heartbeat = Millis(*heartbeat);
        facts.extra.insert(u"heartbeatMs"_s, QString::number(*heartbeat));
    }
    if (!facts.serverId.isEmpty())
        facts.extra.insert(u"hub"_s, facts.serverId);
    sink.learn() = facts;
    sink.control(wire::Greeted{});
}

void subscribed(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"subscribed"_s);
    wire::Subscribed at;
    at.at.channel = fields.string("channel");
    at.at.epoch = fields.idText("epoch");
    at.at.seq = fields.integer("seq");
    at.recovered = fields.optionalBoolean("recovered").value_or(false);
    if (!sink.accept(fields))
        return;
    sink.control(at);
    if (!at.recovered)
        return;
    // Nothing was missed since: the lists that came with snapshots of these channels still stand.
    if (at.at.channel == wire::channel::jobs)
        sink.event(wire::ListConfirmed{});
    else if (at.at.channel == wire::channel::crop)
        sink.event(wire::ListConfirmed{ u"crop"_s });
    else if (at.at.channel == wire::channel::brand)
        sink.event(wire::ListConfirmed{ u"brand"_s });
}

void snapshot(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"snapshot"_s);
    Stamp stamp;
    stamp.kind = Stamp::Kind::SnapshotPart;
    stamp.channel = fields.string("channel");
    stamp.epoch = fields.idText("epoch");
    stamp.seq = fields.integer("seq");
    const qint64 part = fields.integer("part");
    const qint64 parts = fields.integer("parts");
    fields.object("data");
    if (!sink.accept(fields))
        return;
    if (parts < 1 || parts > maxParts || part < 1 || part > parts || stamp.seq < 0) {
        sink.issue(
            Failure::Code::BadInput,
            u"snapshot of %1: part %2 of %3 cannot be"_s.arg(stamp.channel).arg(part).arg(parts));
        return;
    }
    stamp.part = static_cast<int>(part);
    stamp.parts = static_cast<int>(parts);
    sink.message({ stamp, readSnapshot(stamp.channel, fields.value("data"), sink) });
}

// A payload that cannot be used still moves the channel on: its number was used up.
void event(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"event"_s);
    Stamp stamp;
    stamp.channel = fields.string("channel");
    stamp.epoch = fields.optionalIdText("epoch").value_or(QString());
    stamp.seq = fields.integer("seq");
    const QString word = fields.string("event");
    if (!sink.accept(fields))
        return;
    if (stamp.seq < 1) {
        sink.issue(Failure::Code::BadInput,
                   u"event of %1: seq %2"_s.arg(stamp.channel).arg(stamp.seq));
        return;
    }
    sink.message({ stamp, readPayload(stamp.channel, word, fields.value("data"), sink) });
}

void heartbeat(JsonValue value, Sink &sink)
{
    wire::HeadsSeen heads;
    for (const auto &[name, head] : value.object()["heads"].object().members()) {
        const auto pair = head.array().items();
        const auto epoch = pair.size() == 2 ? pair[0].idText() : std::nullopt;
        const auto seq = pair.size() == 2 ? pair[1].integer() : std::nullopt;
        if (epoch && seq)
            heads.heads.push_back({ name, *epoch, *seq });
        else
            sink.issue(Failure::Code::BadInput, u"heartbeat: head of \"%1\""_s.arg(name));
    }
    sink.control(std::move(heads));
    sink.control(wire::ReplyWanted{ { wire::Frame::Kind::Text, "{\"type\":\"heartbeatAck\"}" } });
}

void gap(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"gap"_s);
    const QString channel = fields.string("channel");
    const qint64 dropped = fields.optionalInteger("dropped").value_or(0);
    if (sink.accept(fields))
        sink.control(wire::ChannelGap{ channel, std::max<qint64>(0, dropped) });
}

void batch(JsonValue value, Sink &sink, int depth)
{
    JsonFields fields(value, u"batch"_s);
    const JsonArray messages = fields.array("messages");
    if (!sink.accept(fields))
        return;
    if (depth >= maxBatchDepth) {
        sink.issue(Failure::Code::TooLarge, u"batch inside a batch inside a batch"_s);
        return;
    }
    for (const JsonValue &item : messages.items())
        decodeAny(item, sink, depth + 1);
}

void drain(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"drain"_s);
    const auto after = fields.optionalInteger("retryAfterMs");
    const auto spread = fields.optionalInteger("spreadMs");
    if (!sink.accept(fields))
        return;
    sink.control(wire::Draining{ delayOf(after), delayOf(spread) });
    sink.event(wire::NoticeSeen{
        u"info"_s, userText(QT_TRANSLATE_NOOP("fw::dialects", "the server restarts")) });
}

bool isEditId(const QString &text)
{
    return text.size() == 36 && text.count(u'-') == 4;
}

void errorMessage(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"error"_s);
    const QString code = fields.optionalIdText("code").value_or(u"error"_s);
    const QString message = fields.optionalString("message").value_or(QString());
    const QString ref = fields.optionalIdText("ref").value_or(QString());
    if (!sink.accept(fields))
        return;
    const QString text = message.isEmpty() ? code : message;
    if (code == "unauthorised"_L1 || code == "4401"_L1) {
        sink.control(wire::SignInRefused{ text });
    } else if (isEditId(ref) && code == "notFound"_L1) {
        sink.control(wire::EditUnknown{ EditId{ ref } });
    } else if (isEditId(ref)) {
        wire::EditSettled settled;
        settled.edit = EditId{ ref };
        settled.verdict = wire::EditSettled::Verdict::Invalid;
        settled.message = text;
        sink.event(std::move(settled));
    } else if (ref.contains(u':')) {
        sink.control(wire::ChannelRefused{ ref, text });
    } else {
        sink.event(wire::NoticeSeen{ u"warning"_s, text });
    }
}

void typed(MessageType type, JsonValue value, Sink &sink, int depth)
{
    switch (type) {
    case MessageType::Welcome:
        return welcome(value, sink);
    case MessageType::Subscribed:
        return subscribed(value, sink);
    case MessageType::Snapshot:
        return snapshot(value, sink);
    case MessageType::Event:
        return event(value, sink);
    case MessageType::Preview:
        return; // another person's live drag: never stored
    case MessageType::Ack:
        if (auto settled = readAck(value, sink))
            sink.event(std::move(*settled));
        return;
    case MessageType::Heartbeat:
        return heartbeat(value, sink);
    case MessageType::Gap:
        return gap(value, sink);
    case MessageType::Batch:
        return batch(value, sink, depth);
    case MessageType::Drain:
        return drain(value, sink);
    case MessageType::Authenticated:
        return;
    case MessageType::Error:
        return errorMessage(value, sink);
    }
}

// What a bare server may answer to a subscription or say of the connection (S10, S61): nothing
// follows from it, its events come by themselves.
bool isService(const JsonObject &object)
{
    for (const char *key : { "type", "event", "action" }) {
        if (const auto word = object[key].string(); word && isServiceWord(*word))
            return !object["epoch"].exists() && !object["seq"].exists();
    }
    return false;
}

// The channel an envelope names: by that key, or as its type or event.
QString channelOf(const JsonObject &object)
{
    if (const auto channel = object["channel"].string())
        return *channel;
    for (const char *key : { "type", "event" }) {
        if (const auto word = object[key].string(); word && word->contains(u':'))
            return *word;
    }
    return {};
}

// What an envelope holds; nothing when the message is the payload itself, whose own "payload"
// stands beside an "action" (S25 to S31).
JsonValue contentOf(const JsonObject &object)
{
    for (const char *key : { "data", "message", "payload" }) {
        const bool isOurs = key != "payload"sv || !object["action"].exists();
        if (isOurs && object[key].isObject())
            return object[key];
    }
    return {};
}

// What the envelope says of the event, e.g. "progress"; not what it says of itself.
QString eventWord(const JsonObject &object)
{
    for (const char *key : { "event", "type" }) {
        const auto word = object[key].string();
        if (word && *word != "event"_L1 && !word->contains(u':'))
            return *word;
    }
    return {};
}

// The seed names payloads and channels but no envelope (S61).
void bare(JsonValue value, Sink &sink)
{
    const JsonObject object = value.object();
    if (isService(object))
        return;
    const QString channel = channelOf(object);
    const JsonValue content = channel.isEmpty() ? JsonValue() : contentOf(object);
    const JsonValue payload = content.exists() ? content : value;
    const QString name = channel.isEmpty() ? channelOfBare(payload) : channel;
    if (name.isEmpty()) {
        sink.issue(Failure::Code::Unsupported,
                   u"message of type \"%1\" is not known"_s.arg(
                       object["type"].string().value_or(u"none"_s)));
        return;
    }
    std::vector<wire::Event> events = readPayload(name, eventWord(object), payload, sink);
    if (auto settled = settledByEcho(value, payload); settled && !events.empty())
        events.emplace_back(std::move(*settled));
    sink.events(std::move(events));
}

// A word of framewatch.v1 in the envelope of a server that does not speak it: "event" without a
// place in its channel, "error" for a job that failed (S22).
bool isOnlyBare(MessageType type, const JsonObject &object)
{
    if (type == MessageType::Event)
        return !object["seq"].exists();
    return type == MessageType::Error
        && (object["status"].isString() || contentOf(object).object()["status"].isString());
}

void decodeAny(JsonValue value, Sink &sink, int depth)
{
    if (!value.isObject()) {
        sink.issue(Failure::Code::BadInput,
                   u"message is %1, expected object"_s.arg(value.typeName()));
        return;
    }
    const auto word = value.object()["type"].string();
    const bool isV1 = sink.facts().subProtocol == wire::channel::subProtocol;
    if (!isV1 && word && isService(value.object()))
        return;
    const auto type = word ? messageType(*word) : std::nullopt;
    if (type && (isV1 || !isOnlyBare(*type, value.object())))
        typed(*type, value, sink, depth);
    else
        bare(value, sink);
}

// 0x01 and a zlib stream (framewatch-v1.md); anything else binary is not ours.
Expected<QByteArray> textOf(const wire::Frame &frame)
{
    if (frame.kind == wire::Frame::Kind::Text)
        return frame.bytes;
    if (!frame.bytes.startsWith('\x01'))
        return fail(Failure::Code::Unsupported,
                    u"binary frame of %1 bytes of an unknown kind"_s.arg(frame.bytes.size()));
    return inflateBounded(QByteArrayView(frame.bytes).sliced(1));
}

} // namespace

wire::Decoded decodeFrame(const wire::Frame &frame, const wire::SessionFacts &facts)
{
    const auto text = textOf(frame);
    Sink sink(text ? QByteArrayView(*text) : QByteArrayView(), facts);
    if (!text) {
        sink.issue(text.error());
        return sink.take();
    }
    const auto root = threadReader().parse(*text);
    if (!root)
        sink.issue(root.error());
    else
        decodeAny(*root, sink, 0);
    return sink.take();
}

} // namespace fw::dialects::orchestrator
