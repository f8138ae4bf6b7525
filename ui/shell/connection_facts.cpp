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
    if (info.lastMessageWall)
        facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Last message")),
                       models::clockText(*info.lastMessageWall) + u" ("_s
                           + models::ageText(*info.lastMessageWall, wall) + u")"_s };
    if (info.nextTry && *info.nextTry > now)
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

/// How urgent a phase is for the banner: 0 is not at all.
int urgency(Phase phase)
{
    switch (phase) {
    case Phase::SignInNeeded:
        return 4;
    case Phase::Failed:
        return 3;
    case Phase::Offline:
    case Phase::Backoff:
        return 2;
    case Phase::Suspect:
        return 1;
    case Phase::Idle:
    case Phase::Starting:
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
    case Phase::Live:
    case Phase::Polling:
        return 0;
    }
    return 0;
}

QString bannerTitle(const QString &name, Phase phase)
{
    if (phase == Phase::SignInNeeded)
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "Sign-in for %1 was refused.")).arg(name);
    if (phase == Phase::Failed)
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 cannot be reached.")).arg(name);
    if (phase == Phase::Suspect)
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 is silent.")).arg(name);
    return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 is offline.")).arg(name);
}

QString bannerDetail(const ConnectionInfo &info, int waiting)
{
    QStringList parts;
    if (info.lastMessageWall)
        parts << say(QT_TRANSLATE_NOOP("fw::ui::facts", "Last message %1."))
                     .arg(models::clockText(*info.lastMessageWall));
    if (!info.detail.isEmpty())
        parts << info.detail + (info.detail.endsWith(u'.') ? QString() : u"."_s);
    if (waiting > 0)
        parts << say(QT_TRANSLATE_N_NOOP("fw::ui::facts", "%n change(s) wait to be sent."),
                     waiting);
    return parts.join(u' ');
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
    facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Protocol")), session.profile().dialect };
    facts << Fact{ say(QT_TRANSLATE_NOOP("fw::ui::facts", "Can do")),
                   capabilityWords(session.capabilities()) };
    return facts;
}

QString diagnostics(const session::Session &session, Instant now, WallTime wall)
{
    QString text = u"Framewatch %1, %2\n"_s.arg(QStringLiteral(FW_VERSION), toIso(wall));
    text += session.profile().name + u": "_s + faceOf(session.connection(), now).word + u'\n';
    for (const Fact &fact : factsOf(session, now, wall))
        text += fact.name + u": "_s + fact.value + u'\n';
    return text;
}

std::optional<BannerText> bannerFor(const std::vector<session::Session *> &sessions, Instant,
                                    int waiting)
{
    const session::Session *worst = nullptr;
    for (const session::Session *one : sessions) {
        if (urgency(one->connection().phase) > (worst ? urgency(worst->connection().phase) : 0))
            worst = one;
    }
    if (!worst)
        return std::nullopt;
    const ConnectionInfo &info = worst->connection();
    BannerText banner;
    banner.error = urgency(info.phase) >= 3;
    banner.title = bannerTitle(worst->profile().name, info.phase);
    banner.text = bannerDetail(info, waiting);
    banner.action = info.phase == Phase::SignInNeeded ? BannerText::Action::SignIn
                                                      : BannerText::Action::RetryNow;
    banner.server = worst->profile().id;
    return banner;
}

} // namespace fw::ui
