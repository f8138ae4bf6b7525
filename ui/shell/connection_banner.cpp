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

constexpr auto lostAfter = seconds(3); ///< networks flap
constexpr int manyUnknown = 10; ///< one message of a newer server is no mismatch

/// What a banner may be about, the least urgent first.
enum class Urgency : quint8 { None, Standing, Silent, Mismatch, Lost, Failed, Expired, SignIn };

bool isReached(Phase phase)
{
    return phase == Phase::Live || phase == Phase::Polling || phase == Phase::Suspect;
}

bool isLost(const ConnectionInfo &info, Instant now)
{
    const bool failing = info.phase == Phase::Offline || info.phase == Phase::Backoff;
    const bool again = info.attempt > 0
        && (info.phase == Phase::Connecting || info.phase == Phase::Authenticating
            || info.phase == Phase::Resuming);
    return (failing || again) && info.lost && now - *info.lost >= lostAfter;
}

Urgency urgencyOf(const ConnectionInfo &info, Instant now)
{
    using Trouble = ConnectionInfo::Trouble;
    if (info.phase == Phase::SignInNeeded)
        return Urgency::SignIn;
    if (info.phase == Phase::Failed)
        return info.trouble == Trouble::SessionExpired ? Urgency::Expired : Urgency::Failed;
    if (isLost(info, now))
        return Urgency::Lost;
    if (!isReached(info.phase))
        return Urgency::None;
    if (info.trouble == Trouble::Mismatch || info.unknownMessages >= manyUnknown)
        return Urgency::Mismatch;
    if (info.phase == Phase::Suspect)
        return Urgency::Silent;
    return info.standing == StandingKind::Usual ? Urgency::None : Urgency::Standing;
}

QString waitingText(int waiting)
{
    return waiting > 0
        ? say(QT_TRANSLATE_N_NOOP("fw::ui::facts", "%n change(s) wait to be sent."), waiting)
        : QString();
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u' ');
}

/// A reason as a sentence of its own. A word that is a name or an address stays as it is.
QString sentenceOf(QString reason)
{
    const auto isLetter = [](QChar c) { return c.isLetter(); };
    const auto end = std::ranges::find_if_not(reason, isLetter);
    if (end != reason.end() && *end == u' ' && end != reason.begin())
        reason[0] = reason[0].toUpper();
    if (!reason.isEmpty() && !reason.endsWith(u'.'))
        reason += u'.';
    return reason;
}

/// Whether the title names the number with which it ended, so that a reason that only repeats it
/// says nothing more: "the server answered 401".
bool saysCode(const QString &title, const QString &reason, int code)
{
    constexpr qsizetype aSentence = 40; // longer ones have more to say
    const QString number = QString::number(code);
    return code > 0 && reason.size() < aSentence && title.contains(number)
        && reason.contains(number);
}

QString bannerDetail(const ConnectionInfo &info, const QString &title, int waiting, WallTime wall)
{
    QString heard;
    if (info.lastMessageWall)
        heard = say(QT_TRANSLATE_NOOP("fw::ui::facts", "Last heard %1."))
                    .arg(models::heardText(*info.lastMessageWall, wall));
    const bool known = saysCode(title, info.detail, info.endedWith);
    return joined({ heard, known ? QString() : sentenceOf(info.detail), waitingText(waiting) });
}

QString signInTitle(const QString &name, const ConnectionInfo &info)
{
    constexpr int refusals[] = { 401, 403, 1008, 4401, 4403 };
    return std::ranges::find(refusals, info.endedWith) != std::end(refusals)
        ? say(QT_TRANSLATE_NOOP("fw::ui::facts", "Sign-in for %1 was refused (%2)."))
              .arg(name)
              .arg(info.endedWith)
        : say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 wants a sign-in.")).arg(name);
}

QString failedTitle(const QString &name, const ConnectionInfo &info)
{
    using Trouble = ConnectionInfo::Trouble;
    switch (info.trouble) {
    case Trouble::SessionExpired:
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "The session at %1 expired (4004)."))
            .arg(name);
    case Trouble::Mismatch:
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 speaks another version.")).arg(name);
    case Trouble::Certificate:
        return say(QT_TRANSLATE_NOOP("fw::ui::facts", "The certificate of %1 is not trusted."))
            .arg(name);
    case Trouble::None:
        break;
    }
    return say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 cannot be reached.")).arg(name);
}

void tellMismatch(BannerText &banner, const QString &name, const ConnectionInfo &info)
{
    banner.action = BannerText::Action::Details;
    if (info.unknownMessages >= manyUnknown) {
        banner.title = say(QT_TRANSLATE_NOOP("fw::ui::facts", "Unknown message “%1” (%2×)."))
                           .arg(info.unknownMessage)
                           .arg(info.unknownMessages);
        banner.text = say(QT_TRANSLATE_NOOP(
                              "fw::ui::facts",
                              "%1 says what this version does not know; the inspector has it as "
                              "it came."))
                          .arg(name);
        return;
    }
    banner.title = failedTitle(name, info);
    banner.text = joined({ say(QT_TRANSLATE_NOOP("fw::ui::facts", "It is read over HTTP instead.")),
                           sentenceOf(info.detail) });
}

BannerText offlineBanner(int waiting)
{
    BannerText banner;
    banner.action = BannerText::Action::GoOnline;
    banner.title = say(QT_TRANSLATE_NOOP("fw::ui::facts", "Working offline."));
    if (waiting > 0)
        banner.text = say(QT_TRANSLATE_N_NOOP("fw::ui::facts", "%n change(s) wait."), waiting);
    return banner;
}

/// "It is busy", for a server that is reached.
BannerText standingBanner(const ServerNews &news)
{
    const ConnectionInfo &info = news.info;
    const QString &name = news.name;
    BannerText banner;
    banner.server = news.server;
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
    if (info.standing == StandingKind::Busy) // noticed, not said
        parts << sentenceOf(info.standingDetail);
    else if (!info.standingDetail.isEmpty())
        parts << say(QT_TRANSLATE_NOOP("fw::ui::facts", "It says: %1")).arg(info.standingDetail);
    banner.text = joined(parts);
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

std::vector<ServerNews> newsOf(const session::Sessions &sessions)
{
    std::vector<ServerNews> news;
    for (const session::Session *one : sessions.all())
        news.push_back({ one->profile().id, one->profile().name, one->connection() });
    return news;
}

std::optional<BannerText> bannerFor(const std::vector<ServerNews> &servers, bool offline,
                                    Instant now, WallTime wall,
                                    const std::function<int(const ServerId &)> &waiting)
{
    if (offline) {
        int all = 0;
        for (const ServerNews &one : servers)
            all += waiting(one.server);
        return offlineBanner(all);
    }
    const ServerNews *worst = nullptr;
    Urgency urgency = Urgency::None;
    for (const ServerNews &one : servers) {
        const Urgency its = urgencyOf(one.info, now);
        if (its > urgency) {
            worst = &one;
            urgency = its;
        }
    }
    if (!worst)
        return std::nullopt;
    if (urgency == Urgency::Standing)
        return standingBanner(*worst);
    const ConnectionInfo &info = worst->info;
    const QString name = worst->name;
    BannerText banner;
    banner.server = worst->server;
    banner.error = urgency >= Urgency::Failed;
    switch (urgency) {
    case Urgency::None:
    case Urgency::Standing:
        break;
    case Urgency::Silent:
        banner.title = say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 is silent.")).arg(name);
        break;
    case Urgency::Mismatch:
        tellMismatch(banner, name, info);
        break;
    case Urgency::Lost:
        banner.title = say(QT_TRANSLATE_NOOP("fw::ui::facts", "%1 is offline.")).arg(name);
        break;
    case Urgency::Failed:
        banner.title = failedTitle(name, info);
        break;
    case Urgency::Expired:
        banner.title = failedTitle(name, info);
        banner.action = BannerText::Action::NewSession;
        break;
    case Urgency::SignIn:
        banner.title = signInTitle(name, info);
        banner.action = BannerText::Action::SignIn;
        break;
    }
    if (urgency != Urgency::Mismatch)
        banner.text = bannerDetail(info, banner.title, waiting(banner.server), wall);
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
