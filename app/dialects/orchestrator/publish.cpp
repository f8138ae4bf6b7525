// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"publish","channel":"brand:config","op":"0190b2c4-…","lane":"brand:ScotlandWTF","base":0,
//  "data":{"action":"set","payload":{"brandName":"ScotlandWTF","settings":{"logoPadding":40}}}}
// bare: {"action":"publish","channel":"brand:config","op":"0190b2c4-…","data":{…}}
#include "dialects/orchestrator/publish.h"

#include "dialects/common/http.h"
#include "dialects/orchestrator/commands.h"
#include "dialects/orchestrator/editor.h"
#include "dialects/orchestrator/program.h"
#include "wire/arguments.h"
#include "wire/channels.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;
using wire::ActionOffer;
using wire::FieldSpec;
using Type = FieldSpec::Type;

namespace {

wire::Frame textFrame(const QJsonObject &object)
{
    return { wire::Frame::Kind::Text, QJsonDocument(object).toJson(QJsonDocument::Compact) };
}

bool speaksV1(const wire::SessionFacts &facts)
{
    return facts.subProtocol == wire::channel::subProtocol;
}

FieldSpec field(const char *name, const char *label, Type type, double maximum = 0)
{
    FieldSpec spec;
    spec.name = QString::fromLatin1(name);
    spec.label = QString::fromUtf8(label);
    spec.type = type;
    spec.maximum = maximum;
    spec.from = spec.name;
    return spec;
}

std::vector<FieldSpec> rectangle()
{
    constexpr double most = 100'000;
    std::vector<FieldSpec> fields{
        field("x", QT_TRANSLATE_NOOP("fw::wire::offer", "Left"), Type::Number, most),
        field("y", QT_TRANSLATE_NOOP("fw::wire::offer", "Top"), Type::Number, most),
        field("width", QT_TRANSLATE_NOOP("fw::wire::offer", "Width"), Type::Number, most),
        field("height", QT_TRANSLATE_NOOP("fw::wire::offer", "Height"), Type::Number, most)
    };
    for (FieldSpec &one : fields) {
        one.required = true;
        one.unit = u"px"_s;
    }
    return fields;
}

ActionOffer offer(const char *name, const char *label, const char *target,
                  std::vector<FieldSpec> fields, const wire::Capability &capability)
{
    ActionOffer one;
    one.name = QString::fromLatin1(name);
    one.label = QString::fromUtf8(label);
    one.target = QString::fromLatin1(target);
    one.fields = std::move(fields);
    one.capability = capability;
    one.overlay = !one.fields.empty();
    return one;
}

std::vector<ActionOffer> cropOffers(const wire::Capability &can)
{
    std::vector<FieldSpec> moved = rectangle();
    FieldSpec how = field("action", QT_TRANSLATE_NOOP("fw::wire::offer", "Change"), Type::Choice);
    how.choices = { u"move"_s, u"resize"_s, u"zoom"_s };
    how.preset = u"move"_s;
    how.from.clear();
    moved.push_back(how);
    std::vector<FieldSpec> applied = rectangle();
    applied.push_back(
        field("aspectRatio", QT_TRANSLATE_NOOP("fw::wire::offer", "Aspect ratio"), Type::Text, 20));
    return { offer("crop.update", QT_TRANSLATE_NOOP("fw::wire::offer", "Move the crop…"), "crop",
                   moved, can),
             offer("crop.apply", QT_TRANSLATE_NOOP("fw::wire::offer", "Apply the crop…"), "crop",
                   applied, can),
             offer("crop.cancel", QT_TRANSLATE_NOOP("fw::wire::offer", "Cancel the crop"), "crop",
                   {}, can) };
}

std::vector<ActionOffer> brandOffers(const wire::Capability &can)
{
    FieldSpec more = field("settings", QT_TRANSLATE_NOOP("fw::wire::offer", "Further settings"),
                           Type::LongText);
    more.hint = QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "A JSON object"));
    more.from.clear();
    return {
        offer("brand.set", QT_TRANSLATE_NOOP("fw::wire::offer", "Settings…"), "brand",
              { field("watermarkScale", QT_TRANSLATE_NOOP("fw::wire::offer", "Watermark scale"),
                      Type::Number, 2),
                field("watermarkOpacity", QT_TRANSLATE_NOOP("fw::wire::offer", "Watermark opacity"),
                      Type::Number, 1),
                field("logoScale", QT_TRANSLATE_NOOP("fw::wire::offer", "Logo width"), Type::Number,
                      1),
                field("logoPadding", QT_TRANSLATE_NOOP("fw::wire::offer", "Logo distance"),
                      Type::Whole, 1000),
                more },
              can),
        offer("brand.reset", QT_TRANSLATE_NOOP("fw::wire::offer", "Reset the settings"), "brand",
              {}, can)
    };
}

wire::Capability channelOffered(QLatin1StringView channel, const wire::SessionFacts &facts)
{
    if (!speaksV1(facts) && !isHub(facts))
        return { true, u"none"_s };
    if (facts.capabilities.contains(channel))
        return { true, u"none"_s };
    return { false, u"notAnnounced"_s };
}

QJsonObject cropData(const wire::RunAction &run, const QJsonObject &given)
{
    QJsonObject payload;
    const qsizetype at = run.target.lastIndexOf(u':');
    if (at > 0) { // which the seed leaves out (d): said so that others know what is meant
        payload.insert("source"_L1, run.target.left(at));
        payload.insert("format"_L1, run.target.sliced(at + 1));
    }
    if (run.action == "crop.cancel"_L1) {
        QJsonObject data = payload;
        data.insert("action"_L1, u"cancel"_s);
        return data;
    }
    QJsonObject rect;
    for (const auto key : { "x"_L1, "y"_L1, "width"_L1, "height"_L1 })
        rect.insert(key, given.value(key));
    if (run.action == "crop.update"_L1) {
        for (auto member = rect.begin(); member != rect.end(); ++member)
            payload.insert(member.key(), member.value());
        return { { "action"_L1, given.value("action"_L1).toString(u"move"_s) },
                 { "payload"_L1, payload } };
    }
    payload.insert("cropRect"_L1, rect);
    payload.insert("aspectRatio"_L1, given.value("aspectRatio"_L1).toString(u"9:16"_s));
    return { { "action"_L1, u"apply"_s }, { "payload"_L1, payload } };
}

Expected<QJsonObject> brandData(const wire::RunAction &run, QJsonObject given)
{
    if (run.action == "brand.reset"_L1)
        return QJsonObject{ { "action"_L1, u"reset"_s }, { "brandName"_L1, run.target } };
    const QString more = given.take("settings"_L1).toString();
    const auto further = QJsonDocument::fromJson(more.toUtf8());
    if (!more.isEmpty() && !further.isObject())
        return fail(Failure::Code::BadInput, u"settings: not a JSON object"_s);
    const QJsonObject others = further.object();
    for (auto member = others.begin(); member != others.end(); ++member)
        given.insert(member.key(), member.value());
    return QJsonObject{
        { "action"_L1, u"set"_s },
        { "payload"_L1, QJsonObject{ { "brandName"_L1, run.target }, { "settings"_L1, given } } }
    };
}

// What the hub wants to know of an edit, by whatever way it comes.
QJsonObject laneMessage(const ActionOffer &offer, const wire::RunAction &action,
                        const QJsonObject &data, const wire::SessionFacts &facts)
{
    const bool isCrop = offer.target == "crop"_L1;
    QJsonObject message{ { "channel"_L1, QString(isCrop ? cropChannel : brandChannel) },
                         { "op"_L1, action.edit.text },
                         { "lane"_L1, QString(offer.target + u':' + action.target) },
                         { "base"_L1, action.base },
                         { "data"_L1, data } };
    if (!action.before.isEmpty() && !isCrop) // revisions start over when a backup is put back
        message.insert("before"_L1, action.before);
    if (!hasSocket(facts)) { // which says who it is once
        QJsonObject client{ { "id"_L1, facts.client.text } };
        if (!facts.author.isEmpty())
            client.insert("user"_L1, facts.author);
        message.insert("client"_L1, client);
    }
    return message;
}

} // namespace

std::vector<ActionOffer> editorOffers(const wire::SessionFacts &facts)
{
    std::vector<ActionOffer> all = cropOffers(channelOffered(cropChannel, facts));
    for (ActionOffer &one : brandOffers(channelOffered(brandChannel, facts)))
        all.push_back(std::move(one));
    return all;
}

Expected<wire::Outgoing> publish(const wire::RunAction &action, const wire::SessionFacts &facts)
{
    const auto all = editorOffers(facts);
    const ActionOffer *offer = wire::findOffer(all, action.action);
    if (!offer)
        return fail(Failure::Code::Unsupported, u"noMessage"_s);
    if (!offer->capability.offered)
        return fail(Failure::Code::Unsupported, offer->capability.reason);
    if (action.target.isEmpty())
        return fail(Failure::Code::BadInput, u"target: which %1?"_s.arg(offer->target));
    const auto given = wire::checkedArguments(offer->fields, action.arguments);
    if (!given)
        return tl::unexpected(given.error());
    const bool isCrop = offer->target == "crop"_L1;
    const auto data
        = isCrop ? Expected<QJsonObject>(cropData(action, *given)) : brandData(action, *given);
    if (!data)
        return tl::unexpected(data.error());
    const QString channel = isCrop ? cropChannel : brandChannel;
    if (isHub(facts) && !hasSocket(facts))
        return one(send(facts, "POST", endpoint(facts, u"/api/lanes"_s),
                        laneMessage(*offer, action, *data, facts),
                        u"action:"_s + action.edit.text));
    QJsonObject message{ { "channel"_L1, channel },
                         { "op"_L1, action.edit.text },
                         { "data"_L1, *data } };
    if (speaksV1(facts)) {
        message = laneMessage(*offer, action, *data, facts);
        message.insert("type"_L1, u"publish"_s);
    } else {
        // Some servers pass on the message, others only what is in it.
        QJsonObject marked = *data;
        marked.insert("op"_L1, action.edit.text);
        message.insert("data"_L1, marked);
        message.insert("action"_L1, u"publish"_s);
    }
    wire::Outgoing out;
    out.frames.push_back(textFrame(message));
    return out;
}

std::optional<wire::EditSettled> settledByEcho(JsonValue message, JsonValue payload)
{
    for (const JsonValue &place : { message, payload }) {
        const auto op = place.object()["op"].string();
        if (!op || op->isEmpty())
            continue;
        wire::EditSettled settled;
        settled.edit = EditId{ *op };
        return settled;
    }
    return std::nullopt;
}

std::vector<wire::Frame> subscribeFrames(const std::vector<wire::Position> &positions,
                                         const wire::SessionFacts &facts)
{
    std::vector<wire::Frame> frames;
    if (!speaksV1(facts)) {
        const auto ask = [&frames](const QString &channel) {
            frames.push_back(
                textFrame({ { "action"_L1, u"subscribe"_s }, { "channel"_L1, channel } }));
        };
        bool isFirst = false; // the whole set, not one channel again
        for (const wire::Position &at : positions) {
            ask(at.channel);
            isFirst = isFirst || at.channel == wire::channel::status;
        }
        // Bare messages have no place in their channel: nobody keeps one for these two.
        if (isFirst) {
            ask(cropChannel);
            ask(brandChannel);
        }
        return frames;
    }
    QJsonArray channels;
    for (const wire::Position &at : positions) {
        QJsonObject item{ { "channel"_L1, at.channel } };
        if (!at.epoch.isEmpty()) {
            item.insert("epoch"_L1, at.epoch);
            item.insert("seq"_L1, at.seq);
        }
        channels.append(item);
    }
    frames.push_back(textFrame({ { "type"_L1, u"subscribe"_s }, { "channels"_L1, channels } }));
    return frames;
}

std::vector<wire::Frame> unsubscribeFrames(const QStringList &channels,
                                           const wire::SessionFacts &facts)
{
    std::vector<wire::Frame> frames;
    if (speaksV1(facts)) {
        if (!channels.isEmpty())
            frames.push_back(
                textFrame({ { "type"_L1, u"unsubscribe"_s },
                            { "channels"_L1, QJsonArray::fromStringList(channels) } }));
        return frames;
    }
    for (const QString &channel : channels)
        frames.push_back(
            textFrame({ { "action"_L1, u"unsubscribe"_s }, { "channel"_L1, channel } }));
    return frames;
}

} // namespace fw::dialects::orchestrator
