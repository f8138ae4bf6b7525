// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "wire/dialect.h"

#include <variant>

namespace fw::link {

/// Why an attempt ended, normalised: Qt reports the same end in several orders and with several
/// signals (qt-6.4-traps.md 4).
struct Cause
{
    enum class Kind : quint8 {
        Refused, ///< nobody listens, host not found, proxy said no
        Timeout,
        Rejected, ///< answered with HTTP instead of an upgrade; see httpStatus
        Tls, ///< the certificate is not good, and nobody but a person may say otherwise
        Closed, ///< with a close frame; see closeCode
        Lost, ///< without one, whatever closeCode Qt shows
    };
    Kind kind = Kind::Lost;
    int httpStatus = 0;
    int closeCode = 0;
    QString detail; ///< the close reason or the socket's own words
    wire::CloseVerdict verdict = wire::CloseVerdict::Retry; ///< as the dialect judges it
    std::optional<Millis> retryAfter; ///< when the peer named one
};

// What can happen. Inputs with an attempt id are ignored when it is not the newest attempt.
struct UserConnect
{
}; ///< also "Retry now" and "signed in"
struct UserDisconnect
{
};
struct NetUp
{
};
struct NetDown
{
};
struct Woke
{
}; ///< the machine slept, or has another network: every open connection is suspect
struct Opened
{ ///< the WebSocket is open
    quint64 attempt;
    bool waitsForGreeted; ///< the protocol has a greeting of the server
};
struct Gone
{ ///< exactly once per attempt
    quint64 attempt;
    Cause cause;
};
struct Heard
{ ///< any bytes of the peer
    quint64 attempt;
};
struct GreetedIn
{
    quint64 attempt;
};
struct ResumeMoved
{ ///< a part of the missed news arrived
    quint64 attempt;
};
struct Resumed
{ ///< everything is known again
    quint64 attempt;
};
struct SignInRefused
{
    QString reason;
};
struct DrainAsked
{ ///< the server restarts
    quint64 attempt;
    Millis retryAfter;
    Millis spread;
};
struct PollDone
{
    bool ok;
    bool active; ///< something runs or changed: poll again soon
    QString reason; ///< when not ok
};
struct Looked
{
    bool at; ///< anything of this server is on screen
};
struct Elapsed
{
}; ///< the time of nextDeadline() has come

using Input = std::variant<UserConnect, UserDisconnect, NetUp, NetDown, Woke, Opened, Gone, Heard,
                           GreetedIn, ResumeMoved, Resumed, SignInRefused, DrainAsked, PollDone,
                           Looked, Elapsed>;

} // namespace fw::link
