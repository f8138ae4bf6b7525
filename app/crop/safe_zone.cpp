// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/safe_zone.h"

#include "base/json_fields.h"

namespace fw::crop {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBytes = 1'000'000;
constexpr qsizetype mostZones = 200;

tl::unexpected<Failure> bad(const QString &where, QStringView what)
{
    return fail(Failure::Code::BadInput, u"%1: %2"_s.arg(where, what));
}

Expected<Insets> readInsets(const JsonValue &value, const QString &where)
{
    JsonFields fields(value, where);
    Insets insets;
    const std::pair<const char *, double *> sides[] = { { "left", &insets.left },
                                                        { "top", &insets.top },
                                                        { "right", &insets.right },
                                                        { "bottom", &insets.bottom } };
    for (const auto &[name, side] : sides) {
        *side = fields.number(name);
        if (fields.ok() && !(*side >= 0 && *side < 100))
            return bad(where,
                       u"\"%1\" is %2, expected 0 to below 100"_s.arg(QLatin1StringView(name),
                                                                      QString::number(*side)));
    }
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (insets.left + insets.right >= 100)
        return bad(where, u"\"left\" and \"right\" leave nothing");
    if (insets.top + insets.bottom >= 100)
        return bad(where, u"\"top\" and \"bottom\" leave nothing");
    return insets;
}

Expected<SafeZone> readZone(const JsonValue &value, const QString &where)
{
    JsonFields fields(value, where);
    SafeZone zone;
    zone.name = fields.string("name");
    const QString ratio = fields.string("ratio");
    zone.source = fields.string("source");
    const QString date = fields.string("date");
    fields.object("insets");
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (zone.name.trimmed().isEmpty())
        return bad(where, u"\"name\" is empty");
    if (zone.source.trimmed().isEmpty())
        return bad(where, u"\"source\" is empty");
    const Expected<Ratio> read = ratioFromText(ratio, {});
    if (!read)
        return bad(where, u"\"ratio\": %1"_s.arg(read.error().detail));
    zone.ratio = *read;
    zone.date = QDate::fromString(date, Qt::ISODate);
    if (!zone.date.isValid())
        return bad(where, u"\"date\" is \"%1\", expected as in 2026-11-21"_s.arg(date.left(32)));
    const Expected<Insets> insets
        = readInsets(fields.value("insets"), u"%1, \"insets\""_s.arg(where));
    if (!insets)
        return tl::unexpected(insets.error());
    zone.insets = *insets;
    return zone;
}

} // namespace

Expected<std::vector<SafeZone>> readSafeZones(QByteArrayView json, const QString &file)
{
    JsonLimits limits;
    limits.bytes = mostBytes;
    JsonReader reader(limits);
    const Expected<JsonValue> root = reader.parse(json);
    if (!root)
        return fail(root.error().code, u"%1: %2"_s.arg(file, root.error().detail));
    JsonFields fields(*root, file);
    const JsonArray list = fields.array("zones");
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (list.size() > mostZones)
        return fail(Failure::Code::TooLarge,
                    u"%1: %2 zones"_s.arg(file, QString::number(list.size())));
    std::vector<SafeZone> zones;
    for (const JsonValue &item : list.items()) {
        const auto zone = readZone(item, u"%1, zone %2"_s.arg(file).arg(zones.size() + 1));
        if (!zone)
            return tl::unexpected(zone.error());
        zones.push_back(*zone);
    }
    return zones;
}

Rect safeRect(const Rect &crop, const Insets &insets)
{
    return { crop.x + crop.width * insets.left / 100, crop.y + crop.height * insets.top / 100,
             crop.width * (100 - insets.left - insets.right) / 100,
             crop.height * (100 - insets.top - insets.bottom) / 100 };
}

} // namespace fw::crop
