// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/overloaded.h"
#include "link/machine.h"

#include <algorithm>
#include <array>

namespace fw::link {

using namespace std::chrono_literals;

inline const Instant start = Instant(std::chrono::hours(1));

/// Drives the machine as a caller would and remembers what it asked for.
struct Machine
{
    LinkState state;
    LinkPolicy policy;
    Instant now = start;
    std::vector<quint64> open; ///< sockets that exist
    int opened = 0;
    int polls = 0;
    int forgotten = 0;
    Effects last;

    Machine() { state.jitter = 7; }

    void feed(const Input &input)
    {
        auto [next, effects] = step(state, input, policy, now);
        state = next;
        last = effects;
        for (const Effect &effect : effects)
            std::visit(overloaded{
                           [&](const OpenSocket &e) {
                               open.push_back(e.attempt);
                               ++opened;
                           },
                           [&](const AbortSocket &e) { std::erase(open, e.attempt); },
                           [](const CloseSocket &) {},
                           [](const SendPing &) {},
                           [](const StartResume &) {},
                           [&](const Poll &) { ++polls; },
                           [](const StopPolling &) {},
                           [&](const ForgetPositions &) { ++forgotten; },
                       },
                       effect);
        if (const auto *gone = std::get_if<Gone>(&input))
            std::erase(open, gone->attempt);
    }

    /// Lets time pass until the machine next wants to be called; false when it never does.
    bool wait()
    {
        const auto next = nextDeadline(state, policy);
        if (!next)
            return false;
        now = std::max(now, *next);
        feed(Elapsed{});
        return true;
    }

    void advance(Millis by)
    {
        now += by;
        feed(Elapsed{});
    }

    void goLive()
    {
        if (state.phase != Phase::Connecting)
            feed(UserConnect{});
        feed(Opened{ state.attempt, true });
        feed(GreetedIn{ state.attempt });
        feed(Resumed{ state.attempt });
    }

    Cause lost() const { return { Cause::Kind::Lost, 0, 0, QStringLiteral("lost"), {}, {} }; }
    Cause closed(int code, wire::CloseVerdict verdict = wire::CloseVerdict::Retry) const
    {
        return { Cause::Kind::Closed, 0, code, {}, verdict, {} };
    }
    Cause rejected(int status, wire::CloseVerdict verdict = wire::CloseVerdict::Retry) const
    {
        return { Cause::Kind::Rejected, status, 0, {}, verdict, {} };
    }
    void fail() { feed(Gone{ state.attempt, lost() }); }
};

/// Brings a machine into \a phase by the shortest way there is.
inline Machine in(Phase phase)
{
    Machine m;
    switch (phase) {
    case Phase::Idle:
        break;
    case Phase::Connecting:
        m.feed(UserConnect{});
        break;
    case Phase::Authenticating:
        m.feed(UserConnect{});
        m.feed(Opened{ m.state.attempt, true });
        break;
    case Phase::Resuming:
        m.feed(UserConnect{});
        m.feed(Opened{ m.state.attempt, false });
        break;
    case Phase::Live:
        m.goLive();
        break;
    case Phase::Suspect:
        m.goLive();
        m.advance(m.policy.suspect);
        break;
    case Phase::Backoff:
        m.feed(UserConnect{});
        m.fail();
        break;
    case Phase::Offline:
        m.feed(UserConnect{});
        m.feed(NetDown{});
        break;
    case Phase::PollHandshake:
        m.feed(UserConnect{});
        m.feed(Gone{ m.state.attempt, m.rejected(404) });
        break;
    case Phase::Polling:
        m = in(Phase::PollHandshake);
        m.wait();
        m.feed(PollDone{ true, false, {} });
        break;
    case Phase::AuthRequired:
        m.feed(UserConnect{});
        m.feed(SignInRefused{ QStringLiteral("no") });
        break;
    case Phase::Closing:
        m.goLive();
        m.feed(UserDisconnect{});
        break;
    case Phase::Fatal:
        m.state.canPoll = false;
        m.feed(UserConnect{});
        m.feed(Gone{ m.state.attempt, m.rejected(426, wire::CloseVerdict::GiveUp) });
        break;
    }
    return m;
}

inline constexpr auto phases = std::to_array<std::pair<Phase, const char *>>({
    { Phase::Idle, "Idle" },
    { Phase::Offline, "Offline" },
    { Phase::Connecting, "Connecting" },
    { Phase::Authenticating, "Authenticating" },
    { Phase::Resuming, "Resuming" },
    { Phase::Live, "Live" },
    { Phase::Suspect, "Suspect" },
    { Phase::Backoff, "Backoff" },
    { Phase::PollHandshake, "PollHandshake" },
    { Phase::Polling, "Polling" },
    { Phase::AuthRequired, "AuthRequired" },
    { Phase::Closing, "Closing" },
    { Phase::Fatal, "Fatal" },
});

} // namespace fw::link
