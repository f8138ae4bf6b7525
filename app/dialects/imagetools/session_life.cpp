// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"session.expiring","timestamp":"2026-02-07T12:34:56Z","data":{"session_id":"s-1",
//  "expires_at":"2026-02-07T12:39:56Z"}}                                          (S24 [proposed])
#include "dialects/imagetools/session_life.h"

#include "dialects/common/user_text.h"
#include "dialects/imagetools/items.h"

#include <cmath>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

constexpr double latest = 1e14; ///< ms since 1970: year 5138
constexpr double leastMillis = 1e11; ///< above it a number is no longer seconds
constexpr double longestLeft = 1e8; ///< seconds: three years

std::optional<WallTime> momentOf(JsonValue value)
{
    const auto number = value.number();
    if (!number)
        return readTime(value);
    const double millis = *number < leastMillis ? *number * 1000 : *number;
    if (!(millis > 0 && millis < latest))
        return std::nullopt;
    return WallTime(Millis(std::llround(millis)));
}

std::optional<WallTime> endOf(JsonFields &fields, const std::optional<WallTime> &told)
{
    for (const char *name : { "expires_at", "ends_at" }) {
        if (const auto end = momentOf(fields.value(name)))
            return end;
    }
    for (const char *name : { "expires_in", "expires_in_seconds", "seconds_remaining",
                              "remaining_seconds", "seconds_left" }) {
        const auto left = fields.optionalNumber(name);
        if (left && told && *left >= 0 && *left < longestLeft)
            return *told + Millis(std::llround(*left * 1000));
    }
    return std::nullopt;
}

wire::Item sessionItem(const QString &id, const QString &state)
{
    wire::Item item;
    item.kind = u"session"_s;
    item.id.text = id;
    item.name = id;
    item.state = state;
    return item;
}

} // namespace

void readExpiring(const Message &message, Sink &sink)
{
    JsonFields fields(message.data, message.type);
    const QString known = sessionId(sink.facts());
    const QString id = fields.optionalIdText("session_id").value_or(known);
    const auto end = endOf(fields, message.time);
    const QString renew = fields.optionalString("renew_url").value_or(QString());
    if (sink.accept(fields) && !end)
        sink.issue(Failure::Code::BadInput, u"%1 without a time"_s.arg(message.type));
    if (renew.startsWith(u'/') && !renew.startsWith("//"_L1))
        note(sink, QString(key::renew), renew);
    std::vector<wire::Event> events{ wire::NoticeSeen{
        u"warning"_s, userText(QT_TRANSLATE_NOOP("fw::dialects", "the session ends soon")) } };
    if (!id.isEmpty()) {
        wire::Item item = sessionItem(id, u"expiring"_s);
        item.updated = message.time;
        item.expires = end;
        for (const auto &[name, value] : message.data.object().members()) {
            if (!namesSecret(name))
                item.fields.push_back({ name, value.toQJson() });
        }
        events.emplace_back(wire::ItemSeen{ std::move(item) });
    }
    sink.events(std::move(events));
}

void readRenewed(const Answer &answer, JsonValue root, Sink &sink)
{
    const JsonObject object = root.object();
    const QString before = answer.request.tag.section(u' ', 1);
    const QString told
        = object["session_id"].idText().value_or(object["id"].idText().value_or(QString()));
    const QString now = told.isEmpty() ? before : told;
    if (!told.isEmpty()) {
        note(sink, QString(key::user), told);
        note(sink, QString(key::session), told);
    }
    if (now != before) // the socket that is open still goes by the old one
        note(sink, QString(key::renewed), before);
    // An end that is not said would leave the old one standing: the item is made anew.
    wire::Item item = sessionItem(now, u"active"_s);
    item.expires = momentOf(object["expires_at"]);
    sink.events({ wire::ItemRemoved{ u"session"_s, { before } }, wire::ItemSeen{ std::move(item) },
                  applied(answer.request) });
}

void buryEnded(Sink &sink)
{
    const QString ended = extra(sink.facts(), key::ended);
    if (ended.isEmpty())
        return;
    std::vector<wire::Event> events;
    for (const QString &id : ended.split(u'\n'))
        events.emplace_back(wire::ItemRemoved{ u"session"_s, { id } });
    note(sink, QString(key::ended), {});
    sink.events(std::move(events));
}

} // namespace fw::dialects::imagetools
