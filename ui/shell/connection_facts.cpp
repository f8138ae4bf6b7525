// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "ui/common/text.h"
#include "ui/shell/connection_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace fw::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using session::ConnectionInfo;
using Phase = ConnectionInfo::Phase;

namespace {

QString say(const char *text, int n = -1)
{
    return QCoreApplication::translate("fw::ui::facts", text, nullptr, n);
}

/// The address without user, password, query and fragment: none of them belongs on a screen.
QString cleanAddress(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QString capabilityWords(const wire::Capabilities &can)
{
    const std::pair<const wire::Capability *, QString> all[] = {
        { &can.addByPath, say(QT_TRANSLATE_NOOP("fw::ui::facts", "add")) },
        { &can.upload, say(QT_TRANSLATE_NOOP("fw::ui::facts", "upload")) },
        { &can.action(wire::JobAction::Cancel), say(QT_TRANSLATE_NOOP("fw::ui::facts", "cancel")) },
        { &can.action(wire::JobAction::Pause), say(QT_TRANSLATE_NOOP("fw::ui::facts", "pause")) },
        { &can.action(wire::JobAction::Retry), say(QT_TRANSLATE_NOOP("fw::ui::facts", "retry")) },
        { &can.action(wire::JobAction::Prioritise),
          say(QT_TRANSLATE_NOOP("fw::ui::facts", "priority")) },
    };
    QStringList yes;
    for (const auto &[capability, word] : all) {
        if (capability->offered)
            yes << word;
    }
    return yes.isEmpty() ? say(QT_TRANSLATE_NOOP("fw::ui::facts", "watching only"))
                         : yes.join(u", "_s);
}

QString millisText(Millis time)
{
    return time.count() == 0 ? say(QT_TRANSLATE_NOOP("fw::ui::facts", "< 1 ms"))
                             : say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 ms")).arg(time.count());
}

/// "00:12", minutes and seconds.
QString countdown(Millis left)
{
    const auto all = ceil<seconds>(std::max(left, Millis(0)));
    return u"%1:%2"_s.arg(all.count() / 60, 2, 10, QLatin1Char('0'))
        .arg(all.count() % 60, 2, 10, QLatin1Char('0'));
}

WallTime wallOf(Instant then, Instant now, WallTime wall)
{
    return wall + duration_cast<Millis>(then - now);
}

/// What the worker says in plain words, part by part.
QString transportText(const QString &words)
{
    constexpr auto until = "certificate until "_L1;
    QStringList parts = words.split(u", "_s, Qt::SkipEmptyParts);
    for (QString &part : parts) {
        if (part.startsWith(until))
            part = say(QT_TRANSLATE_NOOP("fw::ui::facts", "certificate until %1"))
                       .arg(part.sliced(until.size()));
    }
    return parts.join(u", "_s);
}

/// "+1.4 s"
QString skewText(Millis skew)
{
    const QString figure = QLocale().toString(std::abs(double(skew.count())) / 1000.0, 'f', 1);
    return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1%2 s"))
        .arg(skew < Millis(0) ? u"−"_s : u"+"_s, figure);
}

void addNextTry(QList<Fact> &facts, const ConnectionInfo &info, Instant now, WallTime wall)
{
    const bool waits = info.nextTry && *info.nextTry > now;
    if (info.phase == Phase::Polling && info.noSocket) {
        const QString none = say(QT_TRANSLATE_NOOP("fw::ui::facts", "none"));
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Push channel")),
                       waits
                           ? say(QT_TRANSLATE_NOOP("fw::ui::facts", "none; looked for again at %1"))
                                 .arg(models::clockText(wallOf(*info.nextTry, now, wall)))
                           : none };
        return;
    }
    if (!waits)
        return;
    const QString left = countdown(duration_cast<Millis>(*info.nextTry - now));
    const QString name = info.phase == Phase::Polling
        ? say(QT_TRANSLATE_NOOP("fw::ui::facts", "Next WebSocket try"))
        : say(QT_TRANSLATE_NOOP("fw::ui::facts", "Next try"));
    facts << Fact{ name,
                   info.noSocket ? left
                                 : say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1, attempt %2 of %3"))
                                       .arg(left)
                                       .arg(std::min(info.attempt + 1, info.maxAttempts))
                                       .arg(info.maxAttempts),
                   info.phase == Phase::Polling };
}

void addTiming(QList<Fact> &facts, const ConnectionInfo &info, Instant now, WallTime wall)
{
    const bool reads = info.noSocket && info.phase == Phase::Polling;
    addNextTry(facts, info, now, wall);
    if (info.lastMessageWall)
        facts << Fact{ reads ? say(QT_TRANSLATE_NOOP("fw::ui::facts", "Last answer"))
                             : say(QT_TRANSLATE_NOOP("fw::ui::facts", "Last message")),
                       models::clockText(*info.lastMessageWall) + u" ("_s
                           + models::ageText(*info.lastMessageWall, wall) + u")"_s };
    if (info.heartbeat)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Heartbeat")),
                       say(QT_TRANSLATE_NOOP("fw::ui::facts", "every %1 s"))
                           .arg(round<seconds>(*info.heartbeat).count()) };
    if (info.roundTrip)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Round trip")),
                       info.roundTripP95
                           ? say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 (p95 %2)"))
                                 .arg(millisText(*info.roundTrip), millisText(*info.roundTripP95))
                           : millisText(*info.roundTrip) };
    if (info.ackP95)
        facts << Fact{
            say(QT_TRANSLATE_NOOP("fw::ui::facts", "Changes answered")),
            say(QT_TRANSLATE_NOOP("fw::ui::facts", "p95 %1")).arg(millisText(*info.ackP95))
        };
    QString gaps = countText(info.gaps);
    if (info.missed > 0)
        gaps = say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 (%2 messages)"))
                   .arg(gaps, countText(info.missed));
    if (info.resynced)
        gaps = say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1, last resync %2"))
                   .arg(gaps, models::clockText(*info.resynced));
    facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Gaps")), gaps };
    if (info.clockSkew)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Clock skew")),
                       skewText(*info.clockSkew) };
    if (!info.transport.isEmpty())
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Transport")),
                       transportText(info.transport) };
}

} // namespace

QList<Fact> factsOf(const session::Session &session, Instant now, WallTime wall)
{
    const ConnectionInfo &info = session.connection();
    QList<Fact> facts;
    facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Address")),
                   cleanAddress(info.address.isEmpty() ? session.profile().address
                                                       : info.address) };
    if (info.since)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "In this state")),
                       say(QT_TRANSLATE_NOOP("fw::ui::facts", "since %1 (%2)"))
                           .arg(models::clockText(wallOf(*info.since, now, wall)),
                                models::durationText(duration_cast<Millis>(now - *info.since))) };
    addTiming(facts, info, now, wall);
    if (!info.detail.isEmpty())
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Reason")), info.detail };
    if (info.standing != wire::Standing::Kind::Usual && !info.standingDetail.isEmpty())
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "It says")), info.standingDetail };
    if (!info.who.isEmpty())
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Signed in as")), info.who };
    facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Kind")),
                   session.dialect().about().title };
    facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Can do")),
                   capabilityWords(session.capabilities()) };
    return facts;
}

QString diagnostics(const session::Session &session, Instant now, WallTime wall)
{
    QString text = u"Framewatch %1, %2\n"_s.arg(QStringLiteral(FW_VERSION), toIso(wall));
    text += session.profile().name + u": "_s + faceOf(session.connection(), now, wall).word + u'\n';
    for (const Fact &fact : factsOf(session, now, wall))
        text += fact.name + u": "_s + fact.value + u'\n';
    return text;
}

} // namespace fw::ui
