// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "ui/common/text.h"
#include "ui/shell/connection_words.h"

#include <QCoreApplication>
#include <QUrl>

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

void addTiming(QList<Fact> &facts, const ConnectionInfo &info, Instant now, WallTime wall)
{
    const bool reads = info.noSocket && info.phase == Phase::Polling;
    if (info.lastMessageWall)
        facts << Fact{ reads ? say(QT_TRANSLATE_NOOP("fw::ui::facts", "Last answer"))
                             : say(QT_TRANSLATE_NOOP("fw::ui::facts", "Last message")),
                       models::clockText(*info.lastMessageWall) + u" ("_s
                           + models::ageText(*info.lastMessageWall, wall) + u")"_s };
    if (reads && info.nextTry && *info.nextTry > now)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Push channel")),
                       say(QT_TRANSLATE_NOOP("fw::ui::facts", "none; looked for again at %1"))
                           .arg(models::clockText(wall
                                                  + duration_cast<Millis>(*info.nextTry - now))) };
    else if (reads)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Push channel")),
                       say(QT_TRANSLATE_NOOP("fw::ui::facts", "none")) };
    else if (info.noSocket && info.nextTry && *info.nextTry > now)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Next try")),
                       say(QT_TRANSLATE_NOOP("fw::ui::facts", "in %1 s"))
                           .arg(ceil<seconds>(*info.nextTry - now).count()) };
    else if (info.nextTry && *info.nextTry > now)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Next try")),
                       say(QT_TRANSLATE_NOOP("fw::ui::facts", "in %1 s, attempt %2 of %3"))
                           .arg(ceil<seconds>(*info.nextTry - now).count())
                           .arg(info.attempt)
                           .arg(info.maxAttempts) };
    if (info.roundTrip)
        facts << Fact{
            say(QT_TRANSLATE_NOOP("fw::ui::facts", "Round trip")),
            say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 ms")).arg(info.roundTrip->count())
        };
    facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Gaps")), countText(info.gaps) };
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
                       models::durationText(duration_cast<Millis>(now - *info.since)) };
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
