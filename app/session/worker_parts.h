// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/samples.h"
#include "wire/dialect.h"

namespace fw::session {

// What a Worker remembers, by what it is about.

/// One edit that is on its way over HTTP.
struct OpenEdit
{
    int requests = 0; ///< HTTP calls under way
    quint64 call = 0; ///< the newest of them
    bool sentFile = false; ///< one of them carried a file
    bool settled = false; ///< a verdict was among the answers
    bool notDone = false; ///< the server said so: signed out, or it never saw the edit
    wire::HttpReply last; ///< without body
    QString work; ///< id of the job that stands for a slow action; empty: none
};

/// Where a sign-in or its renewal stands.
enum class Signing : quint8 { None, SigningIn, Renewing, Keeping };

/// What signing in needs to remember.
struct SignInState
{
    Signing step = Signing::None;
    bool inReply = false; ///< its reply is being decoded
    bool connectAfter = false; ///< connect when the signing is over
    bool renewWanted = false; ///< the socket was closed because the token ended
    std::optional<QString> who; ///< what the running sign-in was answered
    QString refusal;
    quint64 round = 0; ///< answers to earlier rounds are not for us any more
    std::optional<wire::SignInSecrets> fresh; ///< not used before they are kept
    bool renewLater = false; ///< the sign-in service was away: the timer asks again
    Secret socketToken; ///< the token the socket was opened with
    std::optional<Instant> renewed; ///< when a new token came last
};

/// What was noticed of a connection for the chip's popover and the activity list.
struct Noticed
{
    Samples roundTrips;
    bool measured = false; ///< the first answer of this round was
    bool serverTimeKnown = false; ///< told to the millisecond, not only by HTTP
    std::optional<WallTime> gapSince; ///< messages are missing since then, and not read yet
    bool gapTold = false; ///< it has a line in the activity list
    bool readBefore = false; ///< everything was read over HTTP before
    std::optional<WallTime> heardBefore; ///< what the newest subscription goes on from
    int gaps = 0; ///< told by the dialect, which keeps no positions
    qint64 missed = 0; ///< messages the server said it dropped
};

} // namespace fw::session
