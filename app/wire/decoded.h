// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/event.h"
#include "wire/facts.h"
#include "wire/frame.h"

#include <variant>
#include <vector>

namespace fw::wire {

/// Where a message stands in its channel (framewatch.v1 event, snapshot). A server without
/// sequence numbers gives none, and its messages are applied as they come.
struct Stamp
{
    enum class Kind : quint8 { Single, SnapshotPart };
    Kind kind = Kind::Single; ///< one event, or one part of a snapshot
    QString channel;
    QString epoch; ///< empty: the epoch of the subscription
    qint64 seq = 0; ///< of an event: from 1 without holes; of a snapshot: the state it shows
    int part = 1; ///< from 1
    int parts = 1;
    friend bool operator==(const Stamp &, const Stamp &) = default;
};

/// Events that belong together, with their place in the channel if they have one.
struct Message
{
    std::optional<Stamp> stamp;
    std::vector<Event> events;
    friend bool operator==(const Message &, const Message &) = default;
};

// What a server says about the connection itself. The session acts on it; the store never sees it.

/// The server greeted: the connection is usable. Ends the Authenticating state.
struct Greeted
{
    friend bool operator==(const Greeted &, const Greeted &) = default;
};
/// One channel is subscribed; recovered: missed events follow, otherwise a snapshot does.
struct Subscribed
{
    Position at;
    bool recovered = false;
    friend bool operator==(const Subscribed &, const Subscribed &) = default;
};
/// The newest sequence number of each channel, to notice a lost last event.
struct HeadsSeen
{
    std::vector<Position> heads;
    friend bool operator==(const HeadsSeen &, const HeadsSeen &) = default;
};
/// The server dropped something of this channel for us: read it again.
struct ChannelGap
{
    QString channel;
    qint64 dropped = 0;
    friend bool operator==(const ChannelGap &, const ChannelGap &) = default;
};
/// The server restarts; come back after the delay plus a random part of the spread.
struct Draining
{
    Millis retryAfter{ 0 };
    Millis spread{ 0 };
    friend bool operator==(const Draining &, const Draining &) = default;
};
/// The server wants these bytes back at once (heartbeat answer).
struct ReplyWanted
{
    Frame frame;
    friend bool operator==(const ReplyWanted &, const ReplyWanted &) = default;
};
/// The server refused our sign-in within the protocol.
struct SignInRefused
{
    QString reason;
    friend bool operator==(const SignInRefused &, const SignInRefused &) = default;
};

/// The server does not let us subscribe to this channel: go on without it.
struct ChannelRefused
{
    QString channel;
    QString reason;
    friend bool operator==(const ChannelRefused &, const ChannelRefused &) = default;
};

/// The server never saw this edit (answer to AskStatus): it may be sent again.
struct EditUnknown
{
    EditId edit;
    friend bool operator==(const EditUnknown &, const EditUnknown &) = default;
};

/// The server works, but not as usual. Stands until the next one; Usual ends it.
struct Standing
{
    enum class Kind : quint8 {
        Usual,
        Busy, ///< accepts connections, answers late: a long operation runs (imagetools c3.4)
        Degraded, ///< says so itself (orchestrator /health 503)
        Wedged, ///< its push channel hangs, its HTTP answers (bridge c0.1)
    };
    Kind kind = Kind::Usual;
    QString detail; ///< the server's own words, or what was seen
    friend bool operator==(const Standing &, const Standing &) = default;
};

/// A sign-in worked; the new secrets are in the facts learnt with it.
struct SignedIn
{
    QString who; ///< as the server calls the account; may be empty
    friend bool operator==(const SignedIn &, const SignedIn &) = default;
};

/// The token ended or is not taken: get the next one with renew() before asking a person.
struct TokenExpired
{
    QString reason;
    friend bool operator==(const TokenExpired &, const TokenExpired &) = default;
};

using Control
    = std::variant<Greeted, Subscribed, HeadsSeen, ChannelGap, Draining, ReplyWanted, SignInRefused,
                   ChannelRefused, EditUnknown, Standing, SignedIn, TokenExpired>;

/// Something in a frame could not be used. The rest of the frame still is.
struct Issue
{
    Failure failure; ///< names what and where
    QByteArray excerpt; ///< at most 200 bytes of it, secrets removed
    friend bool operator==(const Issue &, const Issue &) = default;
};

/// What one frame or one HTTP reply meant.
struct Decoded
{
    std::vector<Message> messages;
    std::vector<Control> controls;
    std::vector<Issue> issues;
    std::optional<SessionFacts> learnt; ///< the whole new value, when anything changed
    std::vector<HttpRequest> followUps; ///< the next page of a list, a probe
    bool complete = true; ///< false: followUps belong to the same read
    friend bool operator==(const Decoded &, const Decoded &) = default;
};

} // namespace fw::wire
