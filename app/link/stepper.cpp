// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/stepper.h"

#include "base/overloaded.h"

#include <algorithm>

namespace fw::link {

Stepper::Stepper(LinkState state, const LinkPolicy &policy, Instant now)
    : m_state(std::move(state))
    , m_policy(policy)
    , m_now(now)
{
}

std::pair<LinkState, Effects> Stepper::result() &&
{
    return { std::move(m_state), std::move(m_effects) };
}

void Stepper::take(const Input &input)
{
    std::visit(overloaded{
                   [this](const UserConnect &) { connect(); },
                   [this](const UserDisconnect &) { disconnect(); },
                   [this](const NetUp &) { netUp(); },
                   [this](const NetDown &) { netDown(); },
                   [this](const Woke &) { woke(); },
                   [this](const Opened &in) { opened(in); },
                   [this](const Gone &in) { gone(in); },
                   [this](const Heard &in) { heard(in.attempt); },
                   [this](const GreetedIn &in) {
                       if (isCurrent(in.attempt) && m_state.stage == Stage::Authenticating)
                           beginResume();
                   },
                   [this](const ResumeMoved &in) { resumeMoved(in.attempt); },
                   [this](const Resumed &in) { resumed(in.attempt); },
                   [this](const SignInRefused &in) { signIn(in.reason); },
                   [this](const DrainAsked &in) { drained(in); },
                   [this](const PollDone &in) { pollDone(in); },
                   [this](const Looked &in) { lookedAt(in.at); },
                   [this](const Elapsed &) { elapsed(); },
               },
               input);
}

void Stepper::enter(Phase phase)
{
    if (m_state.phase == phase)
        return;
    m_state.phase = phase;
    m_state.since = m_now;
}

bool Stepper::inBackground() const
{
    return m_state.phase == Phase::Polling || m_state.phase == Phase::PollHandshake;
}

void Stepper::shown(Phase phase)
{
    if (!inBackground())
        enter(phase);
}

void Stepper::connect()
{
    switch (m_state.phase) {
    case Phase::Live:
    case Phase::Suspect:
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
        return; // one attempt at a time
    case Phase::PollHandshake:
    case Phase::Polling:
        if (m_state.hasSocket && m_state.stage == Stage::None)
            m_state.retryAt = m_now;
        m_state.pollAt = m_now;
        return;
    case Phase::Closing:
        drop();
        break;
    case Phase::Idle:
    case Phase::Offline:
    case Phase::Backoff:
    case Phase::AuthRequired:
    case Phase::Fatal:
        break;
    }
    m_state.failures = 0;
    m_state.socketRounds = 0;
    m_state.newSessions = 0;
    m_state.trouble = Trouble::None;
    m_state.reason.clear();
    if (m_state.hasSocket)
        open();
    else
        startPolling(std::nullopt);
}

void Stepper::disconnect()
{
    stopPolling();
    m_state.retryAt.reset();
    m_state.netDownAt.reset();
    const bool isOpen = m_state.stage == Stage::Authenticating || m_state.stage == Stage::Resuming
        || m_state.stage == Stage::Live;
    if (isOpen) {
        m_state.stage = Stage::Closing;
        m_state.stageBy = m_now + m_policy.close;
        m_state.stableAt.reset();
        m_effects.emplace_back(CloseSocket{ m_state.attempt });
        enter(Phase::Closing);
    } else if (m_state.stage != Stage::Closing) {
        drop();
        enter(Phase::Idle);
    }
}

void Stepper::netUp()
{
    m_state.netDownAt.reset();
    switch (m_state.phase) {
    case Phase::Offline:
        m_state.retryAt = m_now + upTo(m_policy.wakeSpread);
        break;
    case Phase::Backoff:
        m_state.failures = 0;
        m_state.retryAt = m_now + upTo(m_policy.wakeSpread);
        break;
    case Phase::PollHandshake:
    case Phase::Polling:
        if (m_state.hasSocket && m_state.stage == Stage::None && m_state.retryAt)
            m_state.retryAt = m_now + upTo(m_policy.wakeSpread);
        break;
    case Phase::Idle:
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
    case Phase::Live:
    case Phase::Suspect:
    case Phase::AuthRequired:
    case Phase::Closing:
    case Phase::Fatal:
        break;
    }
}

void Stepper::netDown()
{
    switch (m_state.phase) {
    case Phase::Idle:
    case Phase::Offline:
    case Phase::AuthRequired:
    case Phase::Closing:
    case Phase::Fatal:
        return;
    case Phase::Live:
    case Phase::Suspect:
    case Phase::Polling:
        // Networks flap; what works is kept for a moment.
        m_state.netDownAt = m_now + m_policy.netDownGrace;
        return;
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
    case Phase::Backoff:
    case Phase::PollHandshake:
        m_state.netDownAt = m_now;
        elapsed();
        return;
    }
}

void Stepper::woke()
{
    switch (m_state.phase) {
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
    case Phase::Live:
    case Phase::Suspect:
    case Phase::Backoff:
    case Phase::Offline:
        // A socket that says "open" after sleep proves nothing: always a new one.
        drop();
        m_state.failures = 0;
        backOff(upTo(m_policy.wakeSpread));
        return;
    case Phase::PollHandshake:
    case Phase::Polling:
        drop();
        if (m_state.hasSocket && m_state.retryAt)
            m_state.retryAt = m_now + upTo(m_policy.wakeSpread);
        m_state.pollAt = m_now;
        return;
    case Phase::Idle:
    case Phase::AuthRequired:
    case Phase::Closing:
    case Phase::Fatal:
        return;
    }
}

void Stepper::signIn(const QString &reason)
{
    if (m_state.phase == Phase::Idle || m_state.phase == Phase::Closing)
        return;
    stopPolling();
    drop();
    m_state.retryAt.reset();
    m_state.netDownAt.reset();
    m_state.reason = reason;
    enter(Phase::AuthRequired);
}

quint64 Stepper::random()
{
    m_state.jitter += 0x9e3779b97f4a7c15U;
    quint64 z = m_state.jitter;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

Millis Stepper::upTo(Millis most)
{
    const auto span = static_cast<quint64>(std::max<Millis::rep>(most.count(), 0)) + 1;
    return Millis(static_cast<Millis::rep>(random() % span));
}

Millis Stepper::around(Millis middle)
{
    return middle * 4 / 5 + upTo(middle * 2 / 5);
}

std::pair<LinkState, Effects> step(const LinkState &state, const Input &input,
                                   const LinkPolicy &policy, Instant now)
{
    Stepper stepper(state, policy, now);
    stepper.take(input);
    return std::move(stepper).result();
}

} // namespace fw::link
