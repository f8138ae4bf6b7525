// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/machine.h"

namespace fw::link {

/// One step in the making: a copy of the state and the effects so far. Only step() makes one.
class Stepper
{
public:
    Stepper(LinkState state, const LinkPolicy &policy, Instant now);
    void take(const Input &input);
    std::pair<LinkState, Effects> result() &&;

private:
    // stepper.cpp: the user, the network, the phases
    void connect();
    void disconnect();
    void netUp();
    void netDown();
    void woke();
    void signIn(const QString &reason);
    void enter(Phase phase);
    void shown(Phase phase); ///< enter(), unless this is a background attempt
    bool inBackground() const;

    // stepper_socket.cpp: one attempt
    bool isCurrent(quint64 attempt) const;
    void open();
    void drop(); ///< aborts whatever attempt there is
    void opened(const Opened &input);
    void beginResume();
    void resumeMoved(quint64 attempt);
    void resumed(quint64 attempt);
    void heard(quint64 attempt);
    void drained(const DrainAsked &input);
    void gone(const Gone &input);
    void noSocket();
    void goneForRetry(const Cause &cause);
    void newSession(const Cause &cause);
    void giveUp(Trouble trouble); ///< for good, until a person connects again
    void fail();
    void backOff(Millis delay);

    // stepper_time.cpp: polling and everything that waits
    void startPolling(std::optional<Millis> socketRetry);
    void stopPolling();
    void pollDone(const PollDone &input);
    void lookedAt(bool looked);
    void elapsed();
    void elapsedStage();
    void elapsedSilence();
    void elapsedRetry();
    void elapsedPoll();
    bool due(std::optional<Instant> &deadline); ///< clears it when it has come

    quint64 random(); ///< splitmix64 over the state's own sequence
    Millis upTo(Millis most); ///< uniform in [0, most]
    Millis around(Millis middle); ///< ±20 %

    LinkState m_state;
    Effects m_effects;
    const LinkPolicy &m_policy;
    Instant m_now;
};

} // namespace fw::link
