// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"action":"resize","payload":{"x":100,"y":100,"width":500,"height":500}}                  (S26)
// {"action":"set","payload":{"brandName":"ScotlandWTF","settings":{"watermarkScale":0.15}}} (S30)
// {"action":"sync","brands":[{"brandName":"ScotlandWTF","settings":{…}},"AcmeNews"]}        (S32)
#include "dialects/orchestrator/editor.h"

#include "dialects/orchestrator/rows.h"
#include "dialects/orchestrator/words.h"

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;
using wire::Event;
using wire::Item;

namespace {

using Keys = std::initializer_list<const char *>;

QString firstOf(const JsonObject &object, Keys keys)
{
    for (const char *key : keys) {
        if (const auto text = object[key].idText(); text && !text->isEmpty())
            return *text;
    }
    return {};
}

bool isOneOf(const QString &key, Keys keys)
{
    return std::ranges::any_of(keys,
                               [&key](const char *one) { return key == QLatin1StringView(one); });
}

void addFields(Item &item, JsonValue object, Keys but)
{
    for (const auto &[key, value] : object.object().members()) {
        if (!isOneOf(key, but))
            item.fields.push_back({ key, value.toQJson() });
    }
}

// What the hub adds to the seed: how often it was changed, and by whom.
void addRevision(Item &item, const JsonObject &data)
{
    item.revision = std::max<qint64>(data["revision"].integer().value_or(0), 0);
    item.by = data["by"].string().value_or(QString());
}

// The action decides (S23 for the other channel); an envelope's word helps where it is missing.
QString actionOf(JsonFields &fields, QStringView event, QLatin1StringView forUpdate)
{
    if (fields.value("action").exists() || event.isEmpty())
        return fields.string("action");
    return event == "update"_L1 ? QString(forUpdate) : event.toString();
}

QString cropState(QStringView action)
{
    return action == "apply"_L1 ? u"applied"_s
        : action == "cancel"_L1 ? u"cancelled"_s
                                : u"editing"_s;
}

// The seed names neither source nor format (S61); peers that do are listened to.
void nameCrop(Item &item, const JsonObject &message, const JsonObject &payload)
{
    const auto either = [&](Keys keys) {
        const QString inside = firstOf(payload, keys);
        return inside.isEmpty() ? firstOf(message, keys) : inside;
    };
    const QString source = either({ "source_filename", "source", "jobId", "job_id" });
    const QString format = either({ "output_format", "format" });
    item.kind = u"crop"_s;
    item.name = source;
    item.id = ItemId{ source.isEmpty() || format.isEmpty() ? u"live"_s
                                                           : QString(source + u':' + format) };
    if (!source.isEmpty())
        item.fields.push_back({ u"source"_s, source });
    if (!format.isEmpty())
        item.fields.push_back({ u"format"_s, format });
}

std::optional<WallTime> changeTime(const JsonObject &object)
{
    return readTime(object["updatedAt"].exists() ? object["updatedAt"] : object["updated_at"]);
}

std::optional<Item> readBrandRow(JsonValue value, Sink &sink)
{
    Item item;
    item.kind = u"brand"_s;
    if (const auto name = value.string()) { // only a name
        item.id = ItemId{ *name };
        item.name = *name;
        return item;
    }
    const JsonObject object = value.object();
    const QString name = firstOf(object, { "brandName", "brand_name", "name" });
    const QString id = firstOf(object, { "id", "brandId", "brand_id" });
    if (!value.isObject() || (name.isEmpty() && id.isEmpty())) {
        sink.issue(Failure::Code::BadInput, u"brand:config: a brand without a name"_s);
        return std::nullopt;
    }
    item.id = ItemId{ id.isEmpty() ? name : id };
    item.name = firstOf(object, { "displayName", "display_name" });
    if (item.name.isEmpty())
        item.name = name.isEmpty() ? id : name;
    addFields(item, object["settings"], {});
    addFields(item, value,
              { "settings", "id", "brandId", "brand_id", "displayName", "display_name", "op",
                "revision", "by", "updatedAt", "updated_at" });
    item.updated = changeTime(object);
    addRevision(item, object);
    return item;
}

// A row of a snapshot with a revision says all there is.
std::optional<Item> readWholeRow(JsonValue value, Sink &sink)
{
    auto item = readBrandRow(value, sink);
    if (item)
        item->whole = item->revision > 0;
    return item;
}

std::vector<Event> oneItem(Item item)
{
    std::vector<Event> events;
    events.emplace_back(wire::ItemSeen{ std::move(item) });
    return events;
}

std::vector<Event> setBrand(const JsonObject &data, JsonValue payload, Sink &sink)
{
    JsonFields fields(payload, u"brand:config set"_s);
    fields.object("settings");
    if (!sink.accept(fields))
        return {};
    auto item = readBrandRow(payload, sink);
    if (item && item->revision == 0)
        addRevision(*item, data);
    if (item && !item->updated)
        item->updated = changeTime(data);
    return item ? oneItem(std::move(*item)) : std::vector<Event>();
}

} // namespace

std::vector<Event> readCrop(QStringView event, JsonValue data, Sink &sink)
{
    JsonFields fields(data, u"crop:editor"_s);
    const QString action = actionOf(fields, event, "move"_L1);
    if (action != "cancel"_L1)
        fields.object("payload");
    if (!sink.accept(fields))
        return {};
    if (!isCropAction(action)) {
        sink.issue(Failure::Code::Unsupported,
                   u"crop:editor: action \"%1\" is not known"_s.arg(action));
        return {};
    }
    Item item;
    const JsonValue payload = fields.value("payload");
    nameCrop(item, data.object(), payload.object());
    item.state = cropState(action);
    item.fields.push_back({ u"action"_s, action });
    addFields(item, payload,
              { "source_filename", "source", "jobId", "job_id", "output_format", "format", "op" });
    addFields(item, payload.object()["cropRect"], {}); // by the names its editor gives them
    item.updated = readTime(fields.value("timestamp"));
    addRevision(item, data.object());
    item.whole = item.revision > 0; // a crop is one value: a cancelled one has no rectangle
    return oneItem(std::move(item));
}

std::vector<Event> readBrandConfig(QStringView event, JsonValue data, Sink &sink)
{
    JsonFields fields(data, u"brand:config"_s);
    const QString action = actionOf(fields, event, "set"_L1);
    if (action == "set"_L1)
        fields.object("payload");
    const QString name = action == "reset"_L1 ? fields.string("brandName") : QString();
    if (action == "sync"_L1)
        fields.array("brands");
    if (!sink.accept(fields))
        return {};
    if (!isBrandAction(action)) {
        sink.issue(Failure::Code::Unsupported,
                   u"brand:config: action \"%1\" is not known"_s.arg(action));
        return {};
    }
    if (action == "set"_L1)
        return setBrand(data.object(), fields.value("payload"), sink);
    std::vector<Event> events;
    if (action == "sync"_L1) {
        auto brands = readAll<Item>(fields.value("brands"), sink, readBrandRow);
        nameTwice(brands, u"brand:config sync"_s, sink);
        events.emplace_back(wire::ItemsReplaced{ u"brand"_s, std::move(brands) });
        return events;
    }
    auto item = readBrandRow(data, sink);
    if (!item || name.isEmpty())
        return events;
    item->whole = item->revision > 0;
    // What a snapshot would say of it: no settings, and no word that the next one leaves standing.
    std::erase_if(item->fields, [&item](const wire::Metadatum &datum) {
        return !item->whole || datum.field != "brandName"_L1;
    });
    if (!item->whole)
        item->state = u"reset"_s;
    return oneItem(std::move(*item));
}

std::vector<Event> readEditorSnapshot(QStringView channel, JsonValue data, Sink &sink)
{
    std::vector<Event> events;
    if (channel == brandChannel) {
        events.emplace_back(wire::ItemsReplaced{
            u"brand"_s, readAll<Item>(data.object()["brands"], sink, readWholeRow) });
        return events;
    }
    wire::ItemsReplaced crops{ u"crop"_s, {} };
    for (const JsonValue &crop : data.object()["crops"].array().items()) {
        for (Event &one : readCrop(u"apply", crop, sink))
            crops.items.push_back(std::move(std::get<wire::ItemSeen>(one).item));
    }
    events.emplace_back(std::move(crops));
    return events;
}

} // namespace fw::dialects::orchestrator
