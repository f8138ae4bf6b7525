// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/stepper.h"

#include <algorithm>

namespace fw::link {

namespace {

// Close codes with a rule of their own (reliability.md 5.2).
constexpr int protocolError = 1002;
constexpr int unacceptable = 1003;
constexpr int invalidText = 1007;
constexpr int invalidSession = 4004;
constexpr int slowConsumer = 4008;
constexpr int restarting = 4012;
constexpr int overloaded = 4013;
constexpr int rateLimited = 4429;

bool isProtocolFault(int code)
{
    return code == protocolError || code == unacceptable || code == invalidText;
}

// An answer that means "no live channel here" and not "not now" (orchestrator.md d, Socket).
bool meansNoSocket(int status)
{
    return status != 0 && status != 408 && status != 429 && status < 500;
}

} // namespace

bool Stepper::isCurrent(quint64 attempt) const
{
    return attempt == m_state.attempt && m_state.stage != Stage::None;
}

void Stepper::open()
{
    drop();
    ++m_state.attempt;
    m_state.stage = Stage::Connecting;
    m_state.stageBy = m_now + m_policy.connect;
    m_state.retryAt.reset();
    m_effects.emplace_back(OpenSocket{ m_state.attempt });
    shown(Phase::Connecting);
}

void Stepper::drop()
{
    if (m_state.stage != Stage::None)
        m_effects.emplace_back(AbortSocket{ m_state.attempt });
    m_state.stage = Stage::None;
    m_state.stageBy.reset();
    m_state.stableAt.reset();
}

void Stepper::opened(const Opened &input)
{
    if (!isCurrent(input.attempt) || m_state.stage != Stage::Connecting)
        return;
    m_state.heard = m_now;
    if (!input.waitsForGreeted) {
        beginResume();
        return;
    }
    m_state.stage = Stage::Authenticating;
    m_state.stageBy = m_now + m_policy.authenticate;
    shown(Phase::Authenticating);
}

void Stepper::beginResume()
{
    m_state.stage = Stage::Resuming;
    m_state.stageBy = m_now + m_policy.resume;
    m_effects.emplace_back(StartResume{ m_state.attempt });
    shown(Phase::Resuming);
}

void Stepper::resumeMoved(quint64 attempt)
{
    if (isCurrent(attempt) && m_state.stage == Stage::Resuming)
        m_state.stageBy = m_now + m_policy.resume;
}

void Stepper::resumed(quint64 attempt)
{
    if (!isCurrent(attempt) || m_state.stage != Stage::Resuming)
        return;
    stopPolling();
    m_state.stage = Stage::Live;
    m_state.stageBy.reset();
    m_state.stableAt = m_now + m_policy.stable;
    m_state.heard = m_now;
    m_state.retryAt.reset();
    m_state.socketRounds = 0;
    m_state.trouble = Trouble::None;
    m_state.reason.clear();
    enter(Phase::Live);
}

void Stepper::heard(quint64 attempt)
{
    if (!isCurrent(attempt))
        return;
    m_state.heard = m_now;
    if (m_state.phase == Phase::Suspect)
        enter(Phase::Live);
}

void Stepper::drained(const DrainAsked &input)
{
    if (!isCurrent(input.attempt) || m_state.stage == Stage::Closing)
        return;
    drop();
    const Millis delay = input.retryAfter + upTo(input.spread);
    m_state.reason = QStringLiteral("the server restarts");
    if (inBackground())
        m_state.retryAt = m_now + delay;
    else
        backOff(delay);
}

void Stepper::gone(const Gone &input)
{
    if (!isCurrent(input.attempt))
        return;
    const bool wasClosing = m_state.stage == Stage::Closing;
    m_state.stage = Stage::None;
    m_state.stageBy.reset();
    m_state.stableAt.reset();
    if (wasClosing) {
        enter(Phase::Idle);
        return;
    }
    m_state.reason = input.cause.detail;
    switch (input.cause.verdict) {
    case wire::CloseVerdict::SignIn:
    case wire::CloseVerdict::Renew: // who holds the secrets connects again when there is a new one
        signIn(input.cause.detail);
        return;
    case wire::CloseVerdict::Poll:
        if (m_state.canPoll)
            noSocket();
        else
            goneForRetry(input.cause);
        return;
    case wire::CloseVerdict::TakenOver:
        stopPolling();
        m_state.retryAt.reset();
        m_state.netDownAt.reset();
        enter(Phase::Idle);
        return;
    case wire::CloseVerdict::GiveUp:
        giveUp(Trouble::Mismatch);
        return;
    case wire::CloseVerdict::NewSession:
        newSession(input.cause);
        return;
    case wire::CloseVerdict::Retry:
        goneForRetry(input.cause);
        return;
    }
}

// An attempt beside polling leaves that as it is.
void Stepper::noSocket()
{
    const Millis delay = m_policy.socketRetryCap;
    if (inBackground())
        m_state.retryAt = m_now + delay / 2 + upTo(delay / 2);
    else
        startPolling(delay);
}

void Stepper::goneForRetry(const Cause &cause)
{
    const int code = cause.kind == Cause::Kind::Closed ? cause.closeCode : 0;
    if (cause.kind == Cause::Kind::Tls && !inBackground()) {
        giveUp(Trouble::Certificate);
        return;
    }
    if (cause.kind == Cause::Kind::Rejected && m_state.canPoll && meansNoSocket(cause.httpStatus)) {
        noSocket();
        return;
    }
    if (isProtocolFault(code)) {
        if (m_now - m_state.protocolFaultsSince > m_policy.protocolFaultWindow) {
            m_state.protocolFaults = 0;
            m_state.protocolFaultsSince = m_now;
        }
        if (++m_state.protocolFaults >= m_policy.protocolFaults) {
            m_state.protocolFaults = 0;
            giveUp(Trouble::Mismatch);
            return;
        }
    }
    if (code == slowConsumer)
        m_effects.emplace_back(ForgetPositions{});
    if (code == overloaded)
        m_state.failures = std::max(m_state.failures, 2); // as if two had failed before
    const bool excused = code == restarting || code == rateLimited;
    if (excused && !inBackground()) {
        backOff(cause.retryAfter.value_or(m_policy.backoffStep) + upTo(m_policy.backoffStep));
        return;
    }
    fail();
    if (cause.retryAfter && m_state.retryAt)
        m_state.retryAt = std::max(*m_state.retryAt, m_now + *cause.retryAfter);
}

// Polling goes on where only the socket does not fit; the socket is not tried again by itself.
void Stepper::giveUp(Trouble trouble)
{
    m_state.trouble = trouble;
    if (trouble == Trouble::Mismatch && m_state.canPoll) {
        startPolling(std::nullopt);
        return;
    }
    stopPolling();
    m_state.retryAt.reset();
    m_state.netDownAt.reset();
    enter(Phase::Fatal);
}

void Stepper::newSession(const Cause &cause)
{
    m_effects.emplace_back(ForgetPositions{});
    if (m_now - m_state.newSessionsSince > std::chrono::minutes(1)) {
        m_state.newSessions = 0;
        m_state.newSessionsSince = m_now;
    }
    const bool expired = cause.kind == Cause::Kind::Closed && cause.closeCode == invalidSession;
    if (++m_state.newSessions <= m_policy.newSessionsPerMinute)
        open();
    else if (expired && !inBackground())
        giveUp(Trouble::SessionExpired);
    else
        fail();
}

// An attempt failed; its socket is gone already.
void Stepper::fail()
{
    if (inBackground()) {
        const int doublings = std::min(m_state.socketRounds++, 8);
        const Millis most
            = std::min(m_policy.socketRetry * (1 << doublings), m_policy.socketRetryCap);
        m_state.retryAt = m_now + most / 2 + upTo(most / 2);
        return;
    }
    ++m_state.failures;
    if (m_state.failures >= m_policy.tries && m_state.canPoll) {
        startPolling(m_policy.socketRetry);
        return;
    }
    const int doublings = std::min(m_state.failures - 1, 16);
    const Millis most = std::min(m_policy.backoffStep * (1 << doublings), m_policy.backoffCap);
    // Half fixed, half random: the seed's "1 s, doubled, at most 30 s" with jitter (S34, S35, S39).
    backOff(std::max(m_policy.backoffFloor, most / 2 + upTo(most / 2)));
}

void Stepper::backOff(Millis delay)
{
    m_state.retryAt = m_now + delay;
    enter(Phase::Backoff);
}

} // namespace fw::link
