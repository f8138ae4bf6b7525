// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"bookmarked":0,"created_at":"2026-11-21T12:12:12.402042","display_name":"long vertical.mp4",
//  "file_exists":true,"filename":"04dcd2….mp4","id":2,"source_url":"upload://long vertical.mp4"}
#include "dialects/orchestrator/brandr_items.h"

#include "dialects/common/http.h"
#include "dialects/common/user_text.h"
#include "dialects/orchestrator/rows.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using wire::Item;

namespace {

// Kept without a bookmark for so long (c1.4).
constexpr auto lifetime = 24h;
// The one worker packs before it sends the first byte.
constexpr Millis packing = 5min;

constexpr auto flags = std::to_array<QLatin1StringView>(
    { "text_enabled"_L1, "text_bg_enabled"_L1, "is_active"_L1, "is_locked"_L1, "is_system"_L1,
      "bookmarked"_L1, "flip_h"_L1, "is_ready"_L1, "file_exists"_L1, "file_available"_L1 });

// Where null stands for the page's own default (e2).
constexpr auto defaults
    = std::to_array<std::pair<QLatin1StringView, double>>({ { "logo_x"_L1, 0.85 },
                                                            { "logo_y"_L1, 0.85 },
                                                            { "logo_scale"_L1, 0.25 },
                                                            { "wm_x"_L1, 0.5 },
                                                            { "wm_y"_L1, 0.5 },
                                                            { "wm_scale"_L1, 0.25 },
                                                            { "wm_opacity"_L1, 0.2 } });

bool isFlag(const QString &key)
{
    return std::ranges::any_of(flags, [&key](QLatin1StringView flag) { return key == flag; });
}

std::optional<bool> truth(JsonValue value)
{
    if (const auto flag = value.boolean())
        return flag;
    if (const auto number = value.number())
        return *number != 0;
    return std::nullopt;
}

QJsonValue fieldValue(const QString &key, JsonValue value)
{
    if (const auto flag = isFlag(key) ? truth(value) : std::nullopt)
        return *flag;
    if (value.isNull()) {
        for (const auto &[name, preset] : defaults) {
            if (key == name)
                return preset;
        }
    }
    if (key == "format_overrides"_L1) {
        // JSON text inside JSON (trap 13).
        const auto text = value.string();
        const auto inner = QJsonDocument::fromJson(text.value_or(QString()).toUtf8());
        return inner.isObject() ? QJsonValue(inner.object()) : value.toQJson();
    }
    return value.toQJson();
}

std::vector<wire::Metadatum> fieldsOf(JsonValue value, std::initializer_list<QLatin1StringView> but)
{
    std::vector<wire::Metadatum> fields;
    for (const auto &[key, member] : value.object().members()) {
        const bool isOut
            = std::ranges::any_of(but, [&key](QLatin1StringView word) { return key == word; });
        if (!isOut)
            fields.push_back({ key, fieldValue(key, member) });
    }
    return fields;
}

void keep(Item &item, JsonValue row)
{
    const auto created = readTime(row.object()["created_at"]);
    const bool bookmarked = truth(row.object()["bookmarked"]).value_or(false);
    item.updated = created;
    if (created && !bookmarked)
        item.expires = *created + lifetime;
}

QString brandState(const JsonObject &brand)
{
    if (truth(brand["is_active"]) == false)
        return u"deleted"_s;
    if (truth(brand["is_locked"]) == true)
        return u"locked"_s;
    // A text alone makes a brand ready in the list and is refused at the render (e2).
    const auto isMissing = [&brand](const char *path) {
        const JsonValue value = brand[path];
        return value.isNull() || value.string() == QString();
    };
    if (isMissing("logo_path") && isMissing("watermark_path"))
        return u"incomplete"_s;
    const auto ready = truth(brand["is_ready"]);
    return !ready ? QString() : *ready ? u"ready"_s : u"incomplete"_s;
}

QString assetPath(const QString &id, const char *asset)
{
    return u"/api/preview/brand-asset/%1/%2"_s.arg(segment(id), QLatin1StringView(asset));
}

} // namespace

std::optional<Item> readBrand(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"brand"_s);
    Item item;
    item.kind = u"brand"_s;
    item.id = ItemId{ fields.idText("id") };
    const QString name = fields.optionalString("name").value_or(QString());
    item.name = fields.optionalString("display_name").value_or(name);
    item.version = fields.optionalString("updated_at").value_or(QString());
    const auto logo = fields.optionalString("logo_path");
    const auto watermark = fields.optionalString("watermark_path");
    if (!sink.accept(fields))
        return std::nullopt;
    item.state = brandState(value.object());
    item.updated = readTime(fields.value("updated_at"));
    item.fields = fieldsOf(value, { "id"_L1, "user_id"_L1 });
    const bool hasLogo = logo && !logo->isEmpty();
    const bool hasWatermark = watermark && !watermark->isEmpty();
    // The addresses never change (trap 19): the version does.
    if (hasWatermark)
        item.picture = assetPath(item.id.text, "watermark");
    if (hasLogo)
        item.picture = assetPath(item.id.text, "logo");
    if (hasLogo)
        item.fields.push_back({ u"logo_url"_s, assetPath(item.id.text, "logo") });
    if (hasWatermark)
        item.fields.push_back({ u"watermark_url"_s, assetPath(item.id.text, "watermark") });
    return item;
}

std::optional<Item> readSource(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"source"_s);
    Item item;
    item.kind = u"source"_s;
    const QString number = fields.idText("id");
    const QString handle = fields.string("filename");
    item.name = fields.optionalString("display_name").value_or(handle);
    if (!sink.accept(fields))
        return std::nullopt;
    item.id = ItemId{ sourceId(number, handle) };
    if (const auto there = truth(fields.value("file_exists")))
        item.state = *there ? u"available"_s : u"gone"_s;
    item.fields = fieldsOf(value, { "id"_L1, "user_id"_L1, "file_path"_L1 });
    const QString file = u"/api/videos/download-original/"_s + segment(number);
    item.fields.push_back({ u"download_url"_s, file });
    if (item.state != "gone"_L1)
        item.file = file;
    keep(item, value);
    return item;
}

std::optional<Item> readOutputItem(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"output"_s);
    Item item;
    item.kind = u"output"_s;
    item.id = ItemId{ fields.idText("id") };
    item.name = fields.string("output_filename");
    if (!sink.accept(fields))
        return std::nullopt;
    if (const auto there = truth(fields.value("file_available")))
        item.state = *there ? u"available"_s : u"gone"_s;
    item.fields = fieldsOf(value, { "id"_L1, "output_filename"_L1 });
    const QString file = u"/api/videos/download/"_s + segment(item.name);
    item.fields.push_back({ u"download_url"_s, file });
    if (item.state != "gone"_L1)
        item.file = file;
    keep(item, value);
    return item;
}

Expected<wire::HttpRequest> archiveRequest(const std::vector<Item> &items,
                                           const wire::SessionFacts &facts)
{
    if (items.empty() || items.size() > size_t(maxArchived))
        return fail(Failure::Code::BadInput,
                    userText(QT_TRANSLATE_NOOP("fw::dialects",
                                               "the server packs at most %1 files together"),
                             maxArchived));
    QJsonArray files;
    QStringList sources;
    for (const Item &item : items) {
        if (item.kind != "output"_L1)
            return fail(Failure::Code::Unsupported,
                        userText(QT_TRANSLATE_NOOP("fw::dialects",
                                                   "the server packs no files of this kind")));
        if (!item.name.endsWith(".mp4"_L1, Qt::CaseInsensitive))
            return fail(
                Failure::Code::BadInput,
                userText(QT_TRANSLATE_NOOP("fw::dialects", "“%1” is no MP4 file"), item.name));
        files.append(item.name);
        const QString source = wire::fieldOf(item, u"source_filename").toString();
        if (!sources.contains(source))
            sources.append(source);
    }
    QJsonObject body{ { "files"_L1, files } };
    if (sources.size() == 1 && !sources.front().isEmpty())
        body.insert("source"_L1, sources.front());
    wire::HttpRequest request
        = send(facts, "POST", endpoint(facts, u"/api/videos/download-zip"_s), body, {});
    request.timeout = packing;
    return request;
}

Item readAccount(JsonValue usage)
{
    Item item;
    item.kind = u"account"_s;
    item.id = ItemId{ u"account"_s };
    const JsonObject root = usage.object();
    item.name = root["tier"].string().value_or(QString());
    if (!item.name.isEmpty())
        item.fields.push_back({ u"tier"_s, item.name });
    for (const char *group : { "credits", "usage", "limits" }) {
        for (const auto &[key, value] : root[group].object().members())
            item.fields.push_back(
                { QString(QLatin1StringView(group) + u'.' + key), value.toQJson() });
    }
    return item;
}

Item cropItem(const QString &handle, const QString &format, JsonValue edit)
{
    Item item;
    item.kind = u"crop"_s;
    item.id = ItemId{ QString(handle + u':' + format) };
    item.name = handle;
    item.state = u"stored"_s;
    item.fields = fieldsOf(edit, {});
    item.fields.push_back({ u"source"_s, handle });
    item.fields.push_back({ u"format"_s, format });
    return item;
}

QString numberOf(const QString &sourceId)
{
    return sourceId.contains(u':') ? sourceId.section(u':', 0, 0) : QString();
}

QString handleOf(const QString &sourceId)
{
    return sourceId.contains(u':') ? sourceId.section(u':', 1) : sourceId;
}

QString sourceId(const QString &number, const QString &handle)
{
    return QString(number + u':' + handle);
}

QJsonObject missingPlaces(JsonValue brand)
{
    QJsonObject missing;
    for (const auto &[name, preset] : defaults) {
        const JsonValue value = brand.object()[std::string_view(name.data(), size_t(name.size()))];
        // A scale of nothing counts as no logo at all.
        const bool isNothing = name == "logo_scale"_L1 && value.number() == 0.0;
        if (value.isNull() || isNothing)
            missing.insert(name, preset);
    }
    return missing;
}

QStringList formats()
{
    return { u"vertical_9_16"_s, u"square_1_1"_s };
}

} // namespace fw::dialects::orchestrator::brandr
