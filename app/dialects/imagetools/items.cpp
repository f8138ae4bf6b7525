// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"id":"f0afba0a-…","original_filename":"photo.jpg","current_size":167923,"format":"JPEG",
//  "thumbnail_url":"/api/v1/images/f0afba0a-…/thumbnail","updated_at":"2026-11-21T12:34:36",
//  "tags":["Demo"],"pin_expires_at":null,"effective_expires_at":"2026-12-21T12:34:36", …}    (c2)
#include "dialects/imagetools/items.h"

#include "dialects/common/user_text.h"
#include "dialects/imagetools/server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Millis packing = 5min; ///< it packs before it sends the first byte

// "Not said" leaves what is known: what the server says is empty now must be said as empty.
QJsonValue shown(const QString &name, const JsonValue &value)
{
    if (value.isNull())
        return QString();
    if (name.endsWith("_url"_L1))
        return picturePath(value.string().value_or(QString()));
    return value.toQJson();
}

std::vector<wire::Metadatum> fieldsOf(const JsonObject &object, const QStringList &without)
{
    std::vector<wire::Metadatum> fields;
    for (const auto &[name, value] : object.members()) {
        if (!namesSecret(name) && !without.contains(name))
            fields.push_back({ name, shown(name, value) });
    }
    return fields;
}

// JSON for most, "model=u2net,alpha_matting=False" for background removal (c2.6).
QString parametersText(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    if (object.isEmpty())
        return text;
    QStringList parts;
    for (auto item = object.begin(); item != object.end(); ++item)
        parts.append(item.key() + u' ' + item.value().toVariant().toString());
    return parts.join(u", "_s);
}

} // namespace

std::optional<WallTime> readTime(JsonValue value)
{
    const auto text = value.string();
    return text ? fromIso(QString(*text).replace(u' ', u'T')) : std::nullopt;
}

QString picturePath(const QString &url)
{
    constexpr auto below = "/api/v1/images/"_L1;
    const qsizetype at = url.indexOf(below);
    const bool absolute = url.startsWith("http://"_L1) || url.startsWith("https://"_L1);
    return absolute && at > 0 ? url.mid(at) : url;
}

QString filePath(const QString &image)
{
    return u"/api/v1/images/%1/current"_s.arg(segment(image));
}

Expected<wire::HttpRequest> archiveRequest(const std::vector<wire::Item> &items,
                                           const wire::SessionFacts &facts)
{
    if (items.empty() || items.size() > size_t(maxArchived))
        return fail(Failure::Code::BadInput,
                    userText(QT_TRANSLATE_NOOP("fw::dialects",
                                               "the server packs at most %1 files together"),
                             maxArchived));
    QJsonArray ids;
    for (const wire::Item &item : items) {
        if (item.kind != "image"_L1)
            return fail(Failure::Code::Unsupported,
                        userText(QT_TRANSLATE_NOOP("fw::dialects",
                                                   "the server packs no files of this kind")));
        ids.append(item.id.text);
    }
    wire::HttpRequest request
        = askWith(facts, "POST", u"/api/v1/images/download-zip"_s, { { "image_ids"_L1, ids } }, {});
    request.timeout = packing;
    return request;
}

bool namesSecret(const QString &field)
{
    return field.contains("secret"_L1) || field.contains("token"_L1) || field.contains("code"_L1);
}

QString sizeText(qint64 bytes)
{
    constexpr double kilo = 1024;
    const auto size = static_cast<double>(bytes);
    if (size < kilo)
        return u"%1 B"_s.arg(bytes);
    if (size < kilo * kilo)
        return u"%1 KB"_s.arg(size / kilo, 0, 'f', 1);
    return u"%1 MB"_s.arg(size / kilo / kilo, 0, 'f', 1);
}

std::optional<wire::Item> readImage(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"image"_s);
    const bool isShort = fields.value("image_id").exists(); // phones and add-ons: c2.9, c2.10
    wire::Item item;
    item.kind = u"image"_s;
    item.id.text = fields.string(isShort ? "image_id" : "id");
    item.name
        = fields.optionalString(isShort ? "filename" : "original_filename").value_or(QString());
    item.picture = picturePath(fields.optionalString("thumbnail_url").value_or(QString()));
    const auto size = fields.optionalInteger("current_size");
    const auto updated = fields.optionalString("updated_at");
    const auto pin = fields.optionalString("pin_expires_at");
    if (!sink.accept(fields))
        return std::nullopt;
    if (item.id.isEmpty()) {
        sink.issue(Failure::Code::BadInput, u"an image without an id"_s);
        return std::nullopt;
    }
    item.file = filePath(item.id.text);
    if (fields.value("pin_expires_at").exists())
        item.state = pin ? u"pinned"_s : u"unpinned"_s;
    // The address stays the same when the picture changes (c1.4).
    if (updated || size)
        item.version = u"%1/%2"_s.arg(updated.value_or(QString())).arg(size.value_or(0));
    item.updated = readTime(fields.value("updated_at"));
    item.expires = readTime(fields.value("effective_expires_at"));
    item.fields = fieldsOf(value.object(), { u"id"_s, u"image_id"_s });
    return item;
}

std::optional<wire::Item> readStep(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"history entry"_s);
    const QString image = fields.string("image_id");
    const qint64 sequence = fields.integer("sequence");
    const QString type = fields.string("operation_type");
    const QString parameters = fields.optionalString("operation_params").value_or(QString());
    if (!sink.accept(fields))
        return std::nullopt;
    wire::Item item;
    item.kind = u"history"_s;
    item.id.text = u"%1:%2"_s.arg(image).arg(sequence);
    item.name = u"%1. %2"_s.arg(sequence).arg(type);
    item.updated = readTime(fields.value("created_at"));
    item.fields = fieldsOf(value.object(), { u"operation_params"_s });
    if (!parameters.isEmpty())
        item.fields.push_back({ u"operation_params"_s, parametersText(parameters) });
    return item;
}

std::optional<wire::Item> readDevice(QLatin1StringView prefix, JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"device"_s);
    const QString id = fields.string(fields.value("auth_id").exists() ? "auth_id" : "id");
    const auto active = fields.optionalBoolean("is_active");
    QString name;
    for (const char *field : { "device_name", "browser_name", "device_model" }) {
        if (name.isEmpty())
            name = fields.optionalString(field).value_or(QString());
    }
    if (!sink.accept(fields))
        return std::nullopt;
    wire::Item item;
    item.kind = u"device"_s;
    item.id.text = prefix + u':' + id;
    item.name = name.isEmpty() ? id : name;
    item.state = active.value_or(true) ? u"active"_s : u"inactive"_s;
    item.updated = readTime(fields.value("last_used_at"));
    for (const char *end : { "long_term_expires_at", "refresh_expires_at", "access_expires_at" }) {
        if (!item.expires)
            item.expires = readTime(fields.value(end));
    }
    item.fields = fieldsOf(value.object(), { u"id"_s, u"auth_id"_s, u"type"_s });
    item.fields.insert(item.fields.begin(), { u"way"_s, QString(prefix) });
    return item;
}

} // namespace fw::dialects::imagetools
