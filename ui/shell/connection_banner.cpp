// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "ui/common/field_form.h"
#include "ui/shell/connection_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using session::ConnectionInfo;
using Phase = ConnectionInfo::Phase;
using StandingKind = wire::Standing::Kind;

namespace {

constexpr auto endsSoon = hours(1);

QString say(const char *text, int n = -1)
{
    return QCoreApplication::translate("fw::ui::facts", text, nullptr, n);
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
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 wants a sign-in.")).arg(name);
    if (phase == Phase::Failed)
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 cannot be reached.")).arg(name);
    if (phase == Phase::Suspect)
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 is silent.")).arg(name);
    return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 is offline.")).arg(name);
}

QString bannerDetail(const ConnectionInfo &info, int waiting, WallTime wall)
{
    QStringList parts;
    if (info.lastMessageWall)
        parts << say(QT_TRANSLATE_NOOP("fw::ui::facts", "Last heard %1."))
                     .arg(models::heardText(*info.lastMessageWall, wall));
    if (!info.detail.isEmpty())
        parts << info.detail + (info.detail.endsWith(u'.') ? QString() : u"."_s);
    if (waiting > 0)
        parts << say(QT_TRANSLATE_N_NOOP("fw::ui::facts", "%n change(s) wait to be sent."),
                     waiting);
    return parts.join(u' ');
}

/// What stands apart from the connection itself: 0 is nothing, at most 1.
int urgency(const ConnectionInfo &info)
{
    const bool reached = info.phase == Phase::Live || info.phase == Phase::Polling;
    if (reached && info.standing != StandingKind::Usual)
        return 1;
    return urgency(info.phase);
}

/// "It is busy", for a server that is reached.
BannerText standingBanner(const session::Session &session)
{
    const ConnectionInfo &info = session.connection();
    const QString name = session.profile().name;
    BannerText banner;
    banner.server = session.profile().id;
    banner.action = BannerText::Action::None;
    QStringList parts;
    switch (info.standing) {
    case StandingKind::Usual:
        break;
    case StandingKind::Busy:
        banner.title = say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 is busy.")).arg(name);
        if (info.lastMessageWall)
            parts << say(QT_TRANSLATE_NOOP("fw::ui::facts", "The figures are from %1."))
                         .arg(models::clockText(*info.lastMessageWall));
        break;
    case StandingKind::Degraded:
        banner.title = say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 works, but not well.")).arg(name);
        break;
    case StandingKind::Wedged:
        banner.title
            = say(QT_TRANSLATE_NOOP("fw::ui::facts", "The push channel of %1 hangs.")).arg(name);
        banner.action = BannerText::Action::RetryNow;
        parts << say(QT_TRANSLATE_NOOP("fw::ui::facts", "It is read over HTTP instead."));
        break;
    }
    if (!info.standingDetail.isEmpty())
        parts << say(QT_TRANSLATE_NOOP("fw::ui::facts", "It says: %1")).arg(info.standingDetail);
    banner.text = parts.join(u' ');
    return banner;
}

/// The offer that makes a session last longer without asking anything.
const wire::ActionOffer *renewalIn(const wire::Capabilities &can)
{
    const auto found = std::ranges::find_if(can.offers, [](const wire::ActionOffer &offer) {
        return offer.target == "session"_L1 && offer.capability.offered && offer.warning.isEmpty()
            && std::ranges::none_of(offer.fields, &wire::FieldSpec::required);
    });
    return found == can.offers.end() ? nullptr : &*found;
}

} // namespace

std::optional<BannerText> bannerFor(const std::vector<session::Session *> &sessions, WallTime wall,
                                    const std::function<int(const ServerId &)> &waiting)
{
    const session::Session *worst = nullptr;
    for (const session::Session *one : sessions) {
        if (urgency(one->connection()) > (worst ? urgency(worst->connection()) : 0))
            worst = one;
    }
    if (!worst)
        return std::nullopt;
    const ConnectionInfo &info = worst->connection();
    if (urgency(info.phase) == 0)
        return standingBanner(*worst);
    BannerText banner;
    banner.error = urgency(info.phase) >= 3;
    banner.title = bannerTitle(worst->profile().name, info.phase);
    banner.text = bannerDetail(info, waiting(worst->profile().id), wall);
    banner.action = info.phase == Phase::SignInNeeded ? BannerText::Action::SignIn
                                                      : BannerText::Action::RetryNow;
    banner.server = worst->profile().id;
    return banner;
}

std::optional<BannerText> endingBanner(const std::vector<session::Session *> &sessions,
                                       const store::State &state, WallTime now)
{
    const store::ItemEntry *first = nullptr;
    for (const store::ItemEntry &entry : state.items) {
        const auto &expires = entry.item.expires;
        if (entry.item.kind == "session"_L1 && expires && *expires > now
            && *expires - now < endsSoon && (!first || *expires < *first->item.expires))
            first = &entry;
    }
    const auto at = first ? std::ranges::find_if(sessions,
                                                 [&](const session::Session *one) {
                                                     return one->profile().id == first->server;
                                                 })
                          : sessions.end();
    if (at == sessions.end())
        return std::nullopt;
    BannerText banner;
    banner.server = first->server;
    banner.title
        = say(QT_TRANSLATE_NOOP("fw::ui::facts", "The session at %1 ends in %2."))
              .arg((*at)->profile().name,
                   models::durationText(duration_cast<Millis>(*first->item.expires - now)));
    banner.text = say(QT_TRANSLATE_NOOP("fw::ui::facts", "What is in it ends with it."));
    banner.action = BannerText::Action::None;
    if (const auto *offer = renewalIn((*at)->capabilities())) {
        banner.action = BannerText::Action::Renew;
        banner.label = offerText(offer->label);
        banner.renewal.action = offer->name;
        banner.renewal.target = first->item.id.text;
    }
    return banner;
}

} // namespace fw::ui
