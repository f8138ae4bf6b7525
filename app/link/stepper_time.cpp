// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/stepper.h"

#include <algorithm>
#include <utility>

namespace fw::link {

// With an empty delay the socket is not tried again by itself.
void Stepper::startPolling(std::optional<Millis> socketRetry)
{
    drop();
    m_state.pollFailures = 0;
    m_state.pollAt = m_now;
    m_state.retryAt.reset();
    if (socketRetry && m_state.hasSocket)
        m_state.retryAt = m_now + *socketRetry / 2 + upTo(*socketRetry / 2);
    m_state.socketRounds = 0;
    enter(Phase::PollHandshake);
}

void Stepper::stopPolling()
{
    if (m_state.pollRunning || m_state.pollAt)
        m_effects.emplace_back(StopPolling{});
    m_state.pollRunning = false;
    m_state.pollAt.reset();
    m_state.pollFailures = 0;
}

void Stepper::pollDone(const PollDone &input)
{
    if (!m_state.pollRunning)
        return;
    m_state.pollRunning = false;
    if (input.ok) {
        m_state.pollFailures = 0;
        m_state.heard = m_now;
        const Millis pace = input.active ? m_policy.pollActive : m_policy.pollIdle;
        m_state.pollAt = m_now + around(m_state.looked ? pace : std::max(pace, m_policy.pollCap));
        enter(Phase::Polling);
        return;
    }
    ++m_state.pollFailures;
    m_state.reason = input.reason;
    const int doublings = std::min(m_state.pollFailures, 10);
    const Millis pace = std::min(m_policy.pollActive * (1 << doublings), m_policy.pollCap);
    m_state.pollAt = m_now + around(m_state.looked ? pace : m_policy.pollCap);
    if (m_state.pollFailures >= m_policy.pollFailures)
        enter(Phase::PollHandshake);
}

// Who looks again wants to see how it is now, not how it was half a minute ago.
void Stepper::lookedAt(bool looked)
{
    if (std::exchange(m_state.looked, looked) == looked || !looked || !m_state.pollAt)
        return;
    m_state.pollAt = std::min(*m_state.pollAt, m_now);
}

bool Stepper::due(std::optional<Instant> &deadline)
{
    if (!deadline || *deadline > m_now)
        return false;
    deadline.reset();
    return true;
}

void Stepper::elapsed()
{
    if (due(m_state.netDownAt)) {
        stopPolling();
        drop();
        m_state.reason = QStringLiteral("no network");
        m_state.retryAt = m_now + m_policy.offlineProbe;
        enter(Phase::Offline);
        return;
    }
    elapsedStage();
    elapsedSilence();
    if (due(m_state.stableAt)) {
        m_state.failures = 0;
        m_state.diedBefore = false;
    }
    elapsedRetry();
    elapsedPoll();
}

void Stepper::elapsedStage()
{
    if (!due(m_state.stageBy))
        return;
    const bool wasClosing = m_state.stage == Stage::Closing;
    const Stage stage = m_state.stage;
    drop();
    if (wasClosing) {
        enter(Phase::Idle);
        return;
    }
    m_state.reason = stage == Stage::Connecting ? QStringLiteral("no answer to the connection")
        : stage == Stage::Authenticating        ? QStringLiteral("no greeting from the server")
                                                : QStringLiteral("the missed news did not come");
    // A server that was never heard may have one worker, which is busy, and no socket at all: more
    // attempts would tell no more. HTTP tells; the socket is tried again behind it.
    if (stage == Stage::Connecting && m_state.canPoll && m_state.heard == Instant{}
        && !inBackground()) {
        ++m_state.failures;
        startPolling(m_policy.socketRetry);
        return;
    }
    fail();
}

void Stepper::elapsedSilence()
{
    if (m_state.stage != Stage::Live)
        return;
    if (m_state.phase == Phase::Live && m_now - m_state.heard >= m_policy.suspect) {
        m_effects.emplace_back(SendPing{ m_state.attempt });
        enter(Phase::Suspect);
    }
    if (m_state.phase == Phase::Suspect && m_now - m_state.heard >= m_policy.dead) {
        drop();
        m_state.reason = QStringLiteral("the server fell silent");
        if (m_state.diedBefore) {
            fail();
            return;
        }
        m_state.diedBefore = true;
        m_state.failures = 0;
        open();
    }
}

void Stepper::elapsedRetry()
{
    if (m_state.stage != Stage::None || !due(m_state.retryAt))
        return;
    if (m_state.hasSocket)
        open();
    else if (!inBackground())
        startPolling(std::nullopt);
}

void Stepper::elapsedPoll()
{
    if (m_state.pollRunning || !due(m_state.pollAt))
        return;
    m_state.pollRunning = true;
    m_effects.emplace_back(Poll{ m_state.phase == Phase::PollHandshake });
}

std::optional<Instant> nextDeadline(const LinkState &state, const LinkPolicy &policy)
{
    std::optional<Instant> next;
    const auto consider = [&next](const std::optional<Instant> &deadline) {
        if (deadline && (!next || *deadline < *next))
            next = deadline;
    };
    consider(state.stageBy);
    consider(state.stableAt);
    consider(state.netDownAt);
    if (state.stage == Stage::None)
        consider(state.retryAt);
    if (!state.pollRunning)
        consider(state.pollAt);
    if (state.stage == Stage::Live)
        consider(state.heard + (state.phase == Phase::Suspect ? policy.dead : policy.suspect));
    return next;
}

} // namespace fw::link
