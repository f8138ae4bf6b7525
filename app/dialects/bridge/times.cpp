// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Date: Sat, 21 Nov 2026 11:15:17 GMT
// {"messages":[],"success":true,"timestamp":"2026-11-21T12:15:17.440041"}     (a zone of +60 min)
#include "dialects/bridge/times.h"

#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 stepMinutes = 15;
constexpr qint64 farthestMinutes = 15 * 60;

// The civil time that is written there, read as if it were UTC.
std::optional<WallTime> written(const QString &text)
{
    if (text.endsWith("GMT"_L1)) {
        QDateTime time = QLocale::c().toDateTime(text.chopped(4), u"ddd, dd MMM yyyy HH:mm:ss"_s);
        if (!time.isValid())
            return std::nullopt;
        time.setTimeSpec(Qt::UTC);
        return WallTime(Millis(time.toMSecsSinceEpoch()));
    }
    return fromIso(text);
}

void setZone(Sink &sink, WallTime local, WallTime utc)
{
    const double minutes = static_cast<double>((local - utc).count()) / minuteMs;
    if (std::abs(minutes) > farthestMinutes)
        return;
    const auto steps = std::lround(minutes / stepMinutes);
    know(sink, zoneMinutes, QString::number(steps * stepMinutes));
}

} // namespace

std::optional<WallTime> utcTime(JsonValue value)
{
    const auto text = value.string();
    return text ? fromIso(*text) : std::nullopt;
}

std::optional<WallTime> localTime(JsonValue value, const wire::SessionFacts &facts)
{
    const QString zone = known(facts, zoneMinutes);
    const auto text = value.string();
    const auto time = text && !zone.isEmpty() ? written(*text) : std::nullopt;
    if (!time)
        return std::nullopt;
    return *time - Millis(zone.toInt() * minuteMs);
}

std::optional<WallTime> dateOf(const wire::HttpReply &reply)
{
    const QByteArray date = reply.header("Date");
    return date.isEmpty() ? std::nullopt : written(QString::fromLatin1(date));
}

void learnZone(Sink &sink, JsonValue local, const wire::HttpReply &reply)
{
    const auto text = local.string();
    const auto time = text ? fromIso(*text) : std::nullopt;
    const auto date = dateOf(reply);
    if (time && date)
        setZone(sink, *time, *date);
}

void hearLocal(Sink &sink, JsonValue local)
{
    const auto text = local.string();
    if (text && known(sink.facts(), zoneMinutes).isEmpty())
        know(sink, localNow, *text);
}

void completeZone(Sink &sink, const wire::HttpReply &reply)
{
    const auto heard = fromIso(known(sink.facts(), localNow));
    const auto date = dateOf(reply);
    if (!heard || !date)
        return;
    setZone(sink, *heard, *date);
    know(sink, localNow, QString());
}

} // namespace fw::dialects::bridge
