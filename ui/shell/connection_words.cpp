// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_words.h"

#include "models/words.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QCoreApplication>

namespace fw::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using session::ConnectionInfo;
using Phase = ConnectionInfo::Phase;
using Tone = ConnectionFace::Tone;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("fw::ui::connection", text);
}

/// "12 s" until \a then, never negative.
QString secondsTo(Instant then, Instant now)
{
    const auto left = std::max(ceil<seconds>(then - now), 0s);
    return say(QT_TRANSLATE_NOOP("fw::ui::connection", "%1 s")).arg(left.count());
}

QString retryFigure(const ConnectionInfo &info, Instant now)
{
    if (!info.nextTry)
        return say(QT_TRANSLATE_NOOP("fw::ui::connection", "offline"));
    return say(QT_TRANSLATE_NOOP("fw::ui::connection", "retry in %1"))
        .arg(secondsTo(*info.nextTry, now));
}

ConnectionFace connectingFace(const ConnectionInfo &info)
{
    const QString word = info.attempt > 0
        ? say(QT_TRANSLATE_NOOP("fw::ui::connection", "Connecting (%1 of %2)"))
              .arg(std::min(info.attempt + 1, info.maxAttempts))
              .arg(info.maxAttempts)
        : say(QT_TRANSLATE_NOOP("fw::ui::connection", "Connecting"));
    return { Shape::Half, Tone::Busy, word,
             say(QT_TRANSLATE_NOOP("fw::ui::connection", "connecting")) };
}

ConnectionFace liveFace(const ConnectionInfo &info)
{
    const QString figure = info.roundTrip && info.roundTrip->count() == 0
        ? say(QT_TRANSLATE_NOOP("fw::ui::connection", "< 1 ms"))
        : info.roundTrip
        ? say(QT_TRANSLATE_NOOP("fw::ui::connection", "%1 ms")).arg(info.roundTrip->count())
        : say(QT_TRANSLATE_NOOP("fw::ui::connection", "live"));
    return { Shape::Dot, Tone::Good, say(QT_TRANSLATE_NOOP("fw::ui::connection", "Live")), figure };
}

/// Connected, but not as usual: the server said so, or it was seen.
std::optional<ConnectionFace> standingFace(const ConnectionInfo &info)
{
    switch (info.standing) {
    case wire::Standing::Kind::Usual:
        return std::nullopt;
    case wire::Standing::Kind::Busy: {
        const QString word = info.lastMessageWall
            ? say(QT_TRANSLATE_NOOP("fw::ui::connection", "Busy; figures from %1"))
                  .arg(models::clockText(*info.lastMessageWall))
            : say(QT_TRANSLATE_NOOP("fw::ui::connection", "Busy"));
        return ConnectionFace{ Shape::Half, Tone::Warn, word,
                               say(QT_TRANSLATE_NOOP("fw::ui::connection", "busy")) };
    }
    case wire::Standing::Kind::Degraded:
        return ConnectionFace{ Shape::Warning, Tone::Warn,
                               say(QT_TRANSLATE_NOOP("fw::ui::connection", "Degraded")),
                               say(QT_TRANSLATE_NOOP("fw::ui::connection", "degraded")) };
    case wire::Standing::Kind::Wedged:
        return ConnectionFace{ Shape::Warning, Tone::Warn,
                               say(QT_TRANSLATE_NOOP("fw::ui::connection",
                                                     "Push channel hangs; read over HTTP instead")),
                               say(QT_TRANSLATE_NOOP("fw::ui::connection", "push hangs")) };
    }
    return std::nullopt;
}

ConnectionFace staleFace(const ConnectionInfo &info, Instant now)
{
    const QString age = info.lastMessage ? secondsTo(now, *info.lastMessage)
                                         : say(QT_TRANSLATE_NOOP("fw::ui::connection", "a while"));
    return { Shape::Question, Tone::Warn,
             say(QT_TRANSLATE_NOOP("fw::ui::connection", "Stale — no message for %1")).arg(age),
             say(QT_TRANSLATE_NOOP("fw::ui::connection", "silent %1")).arg(age) };
}

/// Why it is not live, short enough for a chip's sentence.
QString pollingReason(const ConnectionInfo &info)
{
    constexpr qsizetype longest = 48;
    if (info.trouble == ConnectionInfo::Trouble::Mismatch)
        return say(QT_TRANSLATE_NOOP("fw::ui::connection", "protocol mismatch"));
    if (info.endedWith > 0)
        return say(QT_TRANSLATE_NOOP("fw::ui::connection", "WebSocket: %1")).arg(info.endedWith);
    if (!info.detail.isEmpty() && info.detail.size() <= longest)
        return info.detail;
    return say(QT_TRANSLATE_NOOP("fw::ui::connection", "WebSocket refused"));
}

// Without a socket by design this is how it works; instead of a broken one it is a lack.
ConnectionFace pollingFace(const ConnectionInfo &info)
{
    const auto every = ceil<seconds>(info.readEvery).count();
    if (!info.noSocket) {
        const QString pace = every > 0
            ? say(QT_TRANSLATE_NOOP("fw::ui::connection", "Polling every %1 s")).arg(every)
            : say(QT_TRANSLATE_NOOP("fw::ui::connection", "Polling"));
        return {
            Shape::Warning, Tone::Warn,
            say(QT_TRANSLATE_NOOP("fw::ui::connection", "%1 (%2)")).arg(pace, pollingReason(info)),
            say(QT_TRANSLATE_NOOP("fw::ui::connection", "polling"))
        };
    }
    if (every <= 0)
        return { Shape::Rounds, Tone::Good,
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "Read at intervals")),
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "read at intervals")) };
    return { Shape::Rounds, Tone::Good,
             say(QT_TRANSLATE_NOOP("fw::ui::connection", "Read every %1 s")).arg(every),
             say(QT_TRANSLATE_NOOP("fw::ui::connection", "every %1 s")).arg(every) };
}

ConnectionFace offlineFace(const ConnectionInfo &info, Instant now, std::optional<WallTime> wall)
{
    const QString heard = info.lastMessageWall && wall
        ? models::heardText(*info.lastMessageWall, *wall)
        : QString();
    QString word = say(QT_TRANSLATE_NOOP("fw::ui::connection", "Offline"));
    if (info.nextTry) {
        word = say(QT_TRANSLATE_NOOP("fw::ui::connection", "Offline — retry in %1"))
                   .arg(secondsTo(*info.nextTry, now));
        if (!heard.isEmpty())
            word = say(QT_TRANSLATE_NOOP("fw::ui::connection", "%1, last heard %2"))
                       .arg(word, heard);
    } else if (!heard.isEmpty()) {
        word = say(QT_TRANSLATE_NOOP("fw::ui::connection", "Offline – last heard %1")).arg(heard);
    }
    return { Shape::Cross, Tone::Bad, word, retryFigure(info, now) };
}

ConnectionFace idleFace(const ConnectionInfo &info)
{
    if (info.byChoice) // not a fault: neither the shape nor the word of a lost connection
        return { Shape::Pause, Tone::Neutral,
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "Working offline")),
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "working offline")) };
    return { Shape::Ring, Tone::Neutral,
             say(QT_TRANSLATE_NOOP("fw::ui::connection", "Disconnected")),
             say(QT_TRANSLATE_NOOP("fw::ui::connection", "off")) };
}

/// It stopped trying; a person has to do something.
ConnectionFace failedFace(const ConnectionInfo &info)
{
    using Trouble = ConnectionInfo::Trouble;
    switch (info.trouble) {
    case Trouble::None:
        break;
    case Trouble::SessionExpired:
        return { Shape::Stop, Tone::Bad,
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "Session expired (4004)")),
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "session expired")) };
    case Trouble::Mismatch:
        return { Shape::Stop, Tone::Bad,
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "Protocol mismatch")),
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "protocol mismatch")) };
    case Trouble::Certificate:
        return { Shape::Stop, Tone::Bad,
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "Certificate not trusted")),
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "certificate")) };
    }
    return { Shape::Stop, Tone::Bad, say(QT_TRANSLATE_NOOP("fw::ui::connection", "Cannot connect")),
             say(QT_TRANSLATE_NOOP("fw::ui::connection", "failed")) };
}

} // namespace

ConnectionFace faceOf(const ConnectionInfo &info, Instant now, std::optional<WallTime> wall)
{
    const bool reached
        = info.phase == Phase::Live || info.phase == Phase::Polling || info.phase == Phase::Suspect;
    if (const auto standing = reached ? standingFace(info) : std::nullopt)
        return *standing;
    switch (info.phase) {
    case Phase::Idle:
        return idleFace(info);
    case Phase::Starting:
        return { Shape::Half, Tone::Busy,
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "Starting the local server")),
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "starting")) };
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
        return connectingFace(info);
    case Phase::Live:
        return liveFace(info);
    case Phase::Suspect:
        return staleFace(info, now);
    case Phase::Polling:
        return pollingFace(info);
    case Phase::Backoff:
    case Phase::Offline:
        return offlineFace(info, now, wall);
    case Phase::SignInNeeded:
        return { Shape::Stop, Tone::Bad,
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "Sign-in needed")),
                 say(QT_TRANSLATE_NOOP("fw::ui::connection", "sign-in needed")) };
    case Phase::Failed:
        return failedFace(info);
    }
    return {};
}

QColor toneColor(Tone tone, const Theme &theme)
{
    return theme.*tonePart(tone);
}

QColor Theme::*tonePart(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return &Theme::done;
    case Tone::Busy:
        return &Theme::running;
    case Tone::Warn:
        return &Theme::attention;
    case Tone::Bad:
        return &Theme::failed;
    case Tone::Neutral:
        return &Theme::textSoft;
    }
    return &Theme::text;
}

} // namespace fw::ui
