// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"action":"set","payload":{"brandName":"ScotlandWTF","settings":{"logoPadding":40}}}
// {"action":"reset","brandName":"ScotlandWTF"}
// {"action":"apply","payload":{"source":"a.mp4","format":"vertical_9_16","aspectRatio":"9:16",
//  "cropRect":{"x":0,"y":0,"width":1080,"height":1920}}}
// {"action":"cancel","source":"a.mp4","format":"vertical_9_16"}
// {"action":"move","payload":{"source":"a.mp4","format":"vertical_9_16","x":10,"y":20}}
#include "hub/lane_edit.h"

#include "base/json_fields.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxName = 255; // characters of a brand, source, job or format
constexpr qsizetype maxRatio = 20;
constexpr double mostPixels = 100'000;
constexpr qsizetype maxSettings = 200;
constexpr qsizetype maxSettingsBytes = 64 * 1024;
constexpr int maxDepth = 8; // of settings; they themselves are the first
constexpr std::array rectSides{ "x", "y", "width", "height" };

tl::unexpected<Failure> bad(const QString &message)
{
    return fail(Failure::Code::BadInput, message);
}

Expected<QString> nameAt(const JsonObject &object, const char *key, const QString &where)
{
    const auto name = object[key].idText();
    if (!name || name->isEmpty() || name->size() > maxName)
        return bad(u"%1.%2: a text of 1 to %3 characters is needed"_s.arg(
            where, QLatin1StringView(key), QString::number(maxName)));
    return *name;
}

int depthOf(const QJsonValue &value)
{
    int inner = 0;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const auto &member : object)
            inner = std::max(inner, depthOf(member));
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            inner = std::max(inner, depthOf(item));
    } else {
        return 0;
    }
    return inner + 1;
}

Expected<double> sideAt(const JsonObject &rect, const char *side, const QString &where)
{
    const auto number = rect[side].number();
    const QLatin1StringView name(side);
    if (!number || !std::isfinite(*number))
        return bad(u"%1.%2: a number is needed"_s.arg(where, name));
    const bool mustShow = name == "width"_L1 || name == "height"_L1;
    if (*number < 0 || *number > mostPixels || (mustShow && *number <= 0))
        return bad(u"%1.%2: %3 100000 is needed"_s.arg(
            where, name, mustShow ? u"more than 0 and at most"_s : u"between 0 and"_s));
    return *number;
}

Expected<QJsonObject> rectFrom(const JsonValue &value, const QString &where, bool whole)
{
    if (!value.isObject())
        return bad(u"%1: an object is needed, not %2"_s.arg(where, value.typeName()));
    const JsonObject given = value.object();
    QJsonObject rect;
    for (const char *side : rectSides) {
        if (!whole && !given[side].exists())
            continue;
        const auto number = sideAt(given, side, where);
        if (!number)
            return tl::unexpected(number.error());
        rect.insert(QLatin1StringView(side), *number);
    }
    return rect;
}

// Which crop is meant: what the seed leaves out, beside the action or in its payload.
Expected<void> nameCrop(LaneEdit &edit, const JsonObject &payload)
{
    const char *key = payload["source"].exists() ? "source" : "jobId";
    const auto of = nameAt(payload, key, u"payload"_s);
    const auto format = nameAt(payload, "format", u"payload"_s);
    if (!of || !format)
        return tl::unexpected(of ? format.error() : of.error());
    edit.value = { { QString::fromLatin1(key), *of }, { u"format"_s, *format } };
    edit.lane = u"crop:%1:%2"_s.arg(*of, *format);
    return {};
}

Expected<void> readApply(LaneEdit &edit, const JsonObject &payload)
{
    const auto rect = rectFrom(payload["cropRect"], u"payload.cropRect"_s, true);
    if (!rect)
        return tl::unexpected(rect.error());
    const auto ratio = payload["aspectRatio"].string();
    if (!ratio || ratio->isEmpty() || ratio->size() > maxRatio)
        return bad(u"payload.aspectRatio: a text of 1 to 20 characters is needed"_s);
    edit.value.insert("cropRect"_L1, *rect);
    edit.value.insert("aspectRatio"_L1, *ratio);
    return {};
}

Expected<void> readLive(LaneEdit &edit, const QString &action, const JsonValue &payload)
{
    edit.kind = LaneEdit::Kind::Live;
    const auto rect = rectFrom(payload, u"payload"_s, false);
    if (!rect)
        return tl::unexpected(rect.error());
    QJsonObject shown = edit.value;
    for (auto side = rect->begin(); side != rect->end(); ++side)
        shown.insert(side.key(), side.value());
    for (const char *factor : { "zoom", "scale" }) {
        const JsonValue value = payload.object()[factor];
        if (!value.exists())
            continue;
        const auto number = value.number();
        if (!number || !(*number >= 0) || *number > mostPixels)
            return bad(u"payload.%1: a number from 0 is needed"_s.arg(QLatin1StringView(factor)));
        shown.insert(QLatin1StringView(factor), *number);
    }
    edit.data = { { u"action"_s, action }, { u"payload"_s, shown } };
    return {};
}

Expected<LaneEdit> readCrop(const QString &action, const JsonValue &data)
{
    LaneEdit edit;
    edit.channel = CropChannel;
    const JsonValue payload = data.object()["payload"];
    const bool isCancel = action == "cancel"_L1;
    if (!payload.isObject() && !isCancel)
        return bad(u"payload: an object is needed, not %1"_s.arg(payload.typeName()));
    auto read = nameCrop(edit, payload.isObject() ? payload.object() : data.object());
    if (!read)
        return tl::unexpected(read.error());
    if (action == "apply"_L1) {
        edit.kind = LaneEdit::Kind::Apply;
        read = readApply(edit, payload.object());
    } else if (isCancel) {
        edit.kind = LaneEdit::Kind::Cancel;
    } else if (action == "move"_L1 || action == "resize"_L1 || action == "zoom"_L1) {
        read = readLive(edit, action, payload);
    } else {
        return bad(u"action: there is no \"%1\" of a crop"_s.arg(action.left(40)));
    }
    if (!read)
        return tl::unexpected(read.error());
    return edit;
}

Expected<LaneEdit> readBrand(const QString &action, const JsonValue &data)
{
    const bool isSet = action == "set"_L1;
    if (!isSet && action != "reset"_L1)
        return bad(u"action: there is no \"%1\" of a brand"_s.arg(action.left(40)));
    LaneEdit edit;
    edit.kind = isSet ? LaneEdit::Kind::Set : LaneEdit::Kind::Reset;
    const JsonObject holder = isSet ? data.object()["payload"].object() : data.object();
    const auto name = nameAt(holder, "brandName", isSet ? u"payload"_s : u"data"_s);
    if (!name)
        return tl::unexpected(name.error());
    edit.lane = u"brand:"_s + *name;
    if (!isSet)
        return edit;
    const JsonValue settings = holder["settings"];
    if (!settings.isObject())
        return bad(u"payload.settings: an object is needed, not %1"_s.arg(settings.typeName()));
    edit.value = settings.toQJson().toObject();
    if (const auto fits = checkSettings(edit.value); !fits)
        return tl::unexpected(fits.error());
    return edit;
}

} // namespace

Expected<void> checkSettings(const QJsonObject &settings)
{
    if (settings.size() > maxSettings)
        return fail(Failure::Code::TooLarge,
                    u"payload.settings: more than 200 settings in one brand"_s);
    if (depthOf(settings) > maxDepth)
        return fail(Failure::Code::TooLarge, u"payload.settings: nested deeper than 8"_s);
    if (QJsonDocument(settings).toJson(QJsonDocument::Compact).size() > maxSettingsBytes)
        return fail(Failure::Code::TooLarge, u"payload.settings: more than 64 KiB in one brand"_s);
    return {};
}

std::optional<ChannelIndex> laneChannel(QStringView name)
{
    const auto channel = channelIndex(name);
    return channel == CropChannel || channel == BrandChannel ? channel : std::nullopt;
}

Expected<LaneEdit> laneEditFromJson(ChannelIndex channel, const JsonValue &data)
{
    JsonFields fields(data, u"data"_s);
    const QString action = fields.string("action");
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    return channel == CropChannel ? readCrop(action, data) : readBrand(action, data);
}

} // namespace fw::hub
