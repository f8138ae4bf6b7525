// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/inputs.h"
#include "link/policy.h"

#include <optional>
#include <vector>

namespace fw::link {

/// The connection machine (reliability.md 5.4). What is shown:
///
///   Idle -UserConnect-> Connecting -opened-> Authenticating -greeted-> Resuming -resumed-> Live
///   Connecting/Authenticating/Resuming/Live -gone, timer-> Backoff -timer-> Connecting
///   5th failure, or no socket at this server -> PollHandshake -poll ok-> Polling
///   Polling -background attempt reaches Live-> Live;  Polling -3 poll failures-> PollHandshake
///   Live -35 s silence-> Suspect -any byte-> Live;  Suspect -60 s silence-> Connecting or Backoff
///   Live -drain-> Backoff; any -sign-in refused-> AuthRequired (left only by the user)
///   any -network down-> Offline -network up, 30 s probe-> Connecting
///   any -UserDisconnect-> Closing -gone, 2 s-> Idle
///   versions do not fit and no polling, bad certificate, session refused again and again -> Fatal
enum class Phase : quint8 {
    Idle,
    Offline,
    Connecting,
    Authenticating,
    Resuming,
    Live,
    Suspect,
    Backoff,
    PollHandshake,
    Polling,
    AuthRequired,
    Closing,
    Fatal,
};

/// How far the newest socket attempt got; while Polling it moves in the background.
enum class Stage : quint8 { None, Connecting, Authenticating, Resuming, Live, Closing };

/// What a person has to know beyond the reason; stays until they connect again, or until Live.
enum class Trouble : quint8 {
    None,
    SessionExpired, ///< closed with 4004 more often than new sessions are worth trying
    Mismatch, ///< the peer speaks another version of the protocol
    Certificate, ///< TLS refused it
};

/// Everything the machine knows.
struct LinkState
{
    Phase phase = Phase::Idle;
    Stage stage = Stage::None;
    quint64 attempt = 0; ///< id of the newest attempt; late signals carry older ones
    int failures = 0; ///< failed attempts in a row
    int pollFailures = 0; ///< failed polls in a row
    int socketRounds = 0; ///< background attempts while polling
    int newSessions = 0; ///< within the minute that began at newSessionsSince
    int protocolFaults = 0; ///< within the window that began at protocolFaultsSince
    bool hasSocket = true; ///< the server has a socket at all
    bool canPoll = true; ///< the server can be read over HTTP
    bool pollRunning = false;
    bool looked = true; ///< anything of this server is on screen; else polls are rare
    bool diedBefore = false; ///< the connection fell silent since the last stable time
    quint64 jitter = 1; ///< state of the random sequence; seed it once
    Instant since{}; ///< when this phase began
    Instant heard{}; ///< when the peer last said anything
    std::optional<Instant> stageBy; ///< the attempt must have moved on by then
    std::optional<Instant> stableAt;
    std::optional<Instant> retryAt; ///< the next socket attempt
    std::optional<Instant> pollAt; ///< the next poll
    std::optional<Instant> netDownAt; ///< the network went; believed at this time
    Instant newSessionsSince{};
    Instant protocolFaultsSince{};
    Trouble trouble = Trouble::None;
    QString reason; ///< why the last attempt failed, in the peer's or the socket's words
};

// What the caller must do, in order.
struct OpenSocket
{ ///< a fresh socket; the one before is gone already
    quint64 attempt;
    friend bool operator==(const OpenSocket &, const OpenSocket &) = default;
};
struct AbortSocket
{ ///< drop it at once, nothing more is heard of it
    quint64 attempt;
    friend bool operator==(const AbortSocket &, const AbortSocket &) = default;
};
struct CloseSocket
{ ///< orderly close with code 1000
    quint64 attempt;
    friend bool operator==(const CloseSocket &, const CloseSocket &) = default;
};
struct SendPing
{ ///< ask a silent peer for a sign of life
    quint64 attempt;
    friend bool operator==(const SendPing &, const SendPing &) = default;
};
struct StartResume
{ ///< subscribe and read what was missed; answer with Resumed
    quint64 attempt;
    friend bool operator==(const StartResume &, const StartResume &) = default;
};
struct Poll
{ ///< one round of HTTP reads; answer with PollDone
    bool full; ///< everything, not just news
    friend bool operator==(const Poll &, const Poll &) = default;
};
struct StopPolling
{ ///< drop the running round, its result is not wanted
    friend bool operator==(const StopPolling &, const StopPolling &) = default;
};
struct ForgetPositions
{ ///< everything must be read again after the next connect
    friend bool operator==(const ForgetPositions &, const ForgetPositions &) = default;
};
using Effect = std::variant<OpenSocket, AbortSocket, CloseSocket, SendPing, StartResume, Poll,
                            StopPolling, ForgetPositions>;
using Effects = std::vector<Effect>;

/// One decision. Pure: no I/O, clock or random of its own.
std::pair<LinkState, Effects> step(const LinkState &state, const Input &input,
                                   const LinkPolicy &policy, Instant now);

/// When step() wants Elapsed; empty: only when something happens.
std::optional<Instant> nextDeadline(const LinkState &state, const LinkPolicy &policy);

} // namespace fw::link
