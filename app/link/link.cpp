// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/link.h"

#include "base/log.h"
#include "base/overloaded.h"
#include "link/web_socket_transport.h"

#include <algorithm>

namespace fw::link {

namespace {

auto shownPart(const LinkState &state)
{
    return std::tuple(state.phase, state.stage, state.failures, state.retryAt, state.reason);
}

} // namespace

Link::Link(LinkHost host, const LinkPolicy &policy, const Clock &clock, quint64 seed,
           QObject *parent)
    : QObject(parent)
    , m_host(std::move(host))
    , m_policy(policy)
    , m_clock(clock)
    , m_http(policy)
{
    m_state.jitter = seed;
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { feed(Elapsed{}); });
    connect(&m_beat, &QTimer::timeout, this, &Link::beat);
}

Link::~Link()
{
    dropSocket();
}

void Link::feed(const Input &input)
{
    if (std::holds_alternative<UserConnect>(input))
        m_state.hasSocket = !m_host.greeting(std::nullopt).url.isEmpty();
    const auto before = shownPart(m_state);
    auto [state, effects] = step(m_state, input, m_policy, m_clock.now());
    m_state = std::move(state);
    run(effects);
    schedule();
    if (shownPart(m_state) != before)
        Q_EMIT stateChanged();
}

void Link::run(const Effects &effects)
{
    for (const Effect &effect : effects) {
        std::visit(overloaded{
                       [this](const OpenSocket &e) { openSocket(e.attempt); },
                       [this](const AbortSocket &) { dropSocket(); },
                       [this](const CloseSocket &) {
                           if (m_socket)
                               m_socket->closeOrderly();
                       },
                       [this](const SendPing &) { beat(); },
                       [this](const StartResume &) { Q_EMIT resumeWanted(); },
                       [this](const Poll &e) { Q_EMIT pollWanted(e.full); },
                       [this](const StopPolling &) { Q_EMIT pollStopped(); },
                       [this](const ForgetPositions &) { Q_EMIT positionsForgotten(); },
                   },
                   effect);
    }
}

void Link::schedule()
{
    const auto next = nextDeadline(m_state, m_policy);
    if (!next) {
        m_timer.stop();
        return;
    }
    const auto wait = std::chrono::ceil<Millis>(*next - m_clock.now());
    m_timer.start(std::clamp(wait, Millis(0), Millis(std::chrono::hours(1))));
}

QString Link::transport() const
{
    return m_socket && m_announced ? m_socket->words() : QString();
}

void Link::openSocket(quint64 attempt)
{
    dropSocket();
    const wire::Greeting greeting = m_host.greeting(std::nullopt);
    m_socket = new WebSocketTransport(attempt, greeting, m_policy, this);
    connect(m_socket, &WebSocketTransport::opened, this, &Link::onOpened);
    connect(m_socket, &WebSocketTransport::frameReceived, this, &Link::onFrame);
    connect(m_socket, &WebSocketTransport::heard, this, [this](quint64 id) { feed(Heard{ id }); });
    connect(m_socket, &WebSocketTransport::roundTripMeasured, this, &Link::roundTripMeasured);
    connect(m_socket, &WebSocketTransport::gone, this, &Link::onGone);
}

void Link::dropSocket()
{
    m_beat.stop();
    if (!m_socket)
        return;
    m_socket->abortNow();
    m_socket = nullptr;
    if (std::exchange(m_announced, false))
        Q_EMIT closed();
}

void Link::onOpened(quint64 attempt, const QString &subProtocol)
{
    if (!m_socket || attempt != m_state.attempt)
        return;
    m_announced = true;
    Q_EMIT opened(subProtocol);
    const wire::Greeting greeting = m_host.greeting(subProtocol);
    m_policy.suspect = greeting.heartbeat + greeting.heartbeat / 6;
    m_policy.dead = std::max(greeting.dead, m_policy.suspect);
    m_ping = greeting.ping;
    m_beat.start(greeting.heartbeat);
    for (const wire::Frame &frame : greeting.first)
        send(frame);
    m_socket->ping(); // the first round trip, for the connection's popover
    feed(Opened{ attempt, greeting.waitsForGreeted });
}

void Link::onFrame(const wire::Frame &frame, quint64 attempt)
{
    if (attempt != m_state.attempt)
        return;
    feed(Heard{ attempt });
    Q_EMIT frameReceived(frame);
}

void Link::onGone(quint64 attempt, Cause cause)
{
    m_beat.stop();
    m_socket = nullptr; // it deletes itself
    const int code = cause.kind == Cause::Kind::Closed ? cause.closeCode : 0;
    cause.verdict = m_host.judge(code, cause.detail, cause.httpStatus);
    qCInfo(lcLink) << "connection ended:" << cause.detail << "code" << code << "http"
                   << cause.httpStatus;
    if (std::exchange(m_announced, false))
        Q_EMIT closed();
    feed(Gone{ attempt, cause });
}

// One sign of life per heartbeat keeps quiet but healthy connections from looking dead.
void Link::beat()
{
    if (!m_socket)
        return;
    if (m_ping)
        send(*m_ping);
    m_socket->ping();
}

bool Link::send(const wire::Frame &frame)
{
    if (!m_socket || !m_socket->send(frame))
        return false;
    Q_EMIT frameSent(frame);
    return true;
}

} // namespace fw::link
