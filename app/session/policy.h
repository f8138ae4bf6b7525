// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/policy.h"

namespace fw::session {

using namespace std::chrono_literals;

/// Every interval and limit of a session, in one place (reliability.md 5.3 to 5.6; architecture.md,
/// "Settled"). Tests shrink them.
struct SessionPolicy
{
    link::LinkPolicy link;
    Millis tick{ 33ms }; ///< news go to the GUI thread at most so often
    /// Live events that may wait for the GUI thread. A burst of 5000 jobs at a server that lists
    /// 100 must fit, with some messages each: what is dropped there can be read nowhere. An event
    /// has 504 bytes and its texts: 10 MB at most, for as long as the GUI thread is away.
    size_t pending = 20'000;
    size_t batch = 4000; ///< events handed over at once
    size_t ahead = 2000; ///< events of one channel that may wait for a missing one
    Millis askAgain{ 5s }; ///< one channel is read again at most so often
    Millis headDoubt{ 2s }; ///< a head beyond our position must be caught up by then
    Millis channelStuck{ 10s }; ///< an answer to a subscription on a live link
    Millis fullPoll{ 30s }; ///< while polling, everything is read so often
    Millis stall{ 1s }; ///< a dear question that is silent for longer goes on beside its round
    Millis detailAgain{ 1s }; ///< a watched job that changes is read at most so often
    Millis askStatus{ 10s }; ///< an overdue acknowledgement is asked about
    Millis noAnswer{ 15s }; ///< then people are told
    int window = 8; ///< edits under way at once
    Millis chipTick{ 1s }; ///< "last message" is told so often
    Millis renewBefore{ 90s }; ///< a token with less life than this is renewed before it is used
    Millis renewAgain{ 30s }; ///< a fresh token that is refused is not renewed once more
    Millis farewell{ 300ms }; ///< for the bytes of a goodbye to leave
    size_t openJobs = 500; ///< jobs asked about one by one at a server that lists none
};

} // namespace fw::session
