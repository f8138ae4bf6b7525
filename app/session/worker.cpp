// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/worker.h"

#include "base/log.h"

#include <QEventLoop>
#include <QRandomGenerator>

namespace fw::session {

using namespace Qt::StringLiterals;
using Phase = ConnectionInfo::Phase;

ConnectionInfo::Phase phaseFor(const link::LinkState &state)
{
    switch (state.phase) {
    case link::Phase::Idle:
    case link::Phase::Closing:
        return Phase::Idle;
    case link::Phase::Offline:
        return Phase::Offline;
    case link::Phase::Connecting:
        return Phase::Connecting;
    case link::Phase::Authenticating:
        return Phase::Authenticating;
    case link::Phase::Resuming:
        return Phase::Resuming;
    case link::Phase::Live:
        return Phase::Live;
    case link::Phase::Suspect:
        return Phase::Suspect;
    case link::Phase::Backoff:
        return Phase::Backoff;
    case link::Phase::PollHandshake:
        return state.pollFailures == 0 ? Phase::Connecting : Phase::Offline;
    case link::Phase::Polling:
        return Phase::Polling;
    case link::Phase::AuthRequired:
        return Phase::SignInNeeded;
    case link::Phase::Fatal:
        return Phase::Failed;
    }
    return Phase::Failed;
}

namespace {

ConnectionInfo::Trouble troubleFor(const link::LinkState &state)
{
    using Trouble = ConnectionInfo::Trouble;
    switch (state.trouble) {
    case link::Trouble::None:
        return Trouble::None;
    case link::Trouble::SessionExpired:
        return Trouble::SessionExpired;
    case link::Trouble::Mismatch:
        return Trouble::Mismatch;
    case link::Trouble::Certificate:
        return Trouble::Certificate;
    }
    return Trouble::None;
}

} // namespace

Worker::Worker(wire::Profile profile, const wire::Dialect &dialect, ClientId client,
               const Clock &clock, SessionPolicy policy)
    : m_profile(std::move(profile))
    , m_dialect(dialect)
    , m_clock(clock)
    , m_policy(policy)
    , m_resumer(policy)
    , m_queue(policy)
    , m_trace(this)
    , m_side([this](const wire::HttpRequest &asked, const wire::HttpReply &reply,
                    const std::vector<wire::Event> &news) {
        makeRound([](const ReadRound::Result &) {})->startWith(asked, reply, news);
    })
    , m_tick(this)
    , m_look(this)
    , m_detail(this)
    , m_renewal(this)
    , m_aside(this)
{
    m_facts.client = std::move(client);
    m_facts.baseUrl = m_profile.address;
    m_facts.profile = m_profile;
    m_info.address = m_profile.address.adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo);
    m_tick.setSingleShot(true);
    m_look.setInterval(std::min(policy.headDoubt, policy.askAgain) / 4);
    m_detail.setSingleShot(true);
    m_detail.setInterval(policy.detailAgain);
    connect(&m_tick, &QTimer::timeout, this, &Worker::flush);
    connect(&m_look, &QTimer::timeout, this, &Worker::look);
    connect(&m_detail, &QTimer::timeout, this, &Worker::readDetails);
    connect(&m_aside, &QTimer::timeout, this, &Worker::readAside);
    connect(&m_trace, &TraceFeed::ready, this, &Worker::traced);
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, [this] {
        m_sign.renewLater = false;
        if (m_link && m_link->state().phase == link::Phase::Idle)
            return; // disconnected by a person: with the next connect
        startRenewal();
    });
}

// As children they would go in the order they came: the link first, and a round under way would
// cancel its request at a transport that is gone.
Worker::~Worker()
{
    m_side.clear();
    qDeleteAll(findChildren<ReadRound *>(QString(), Qt::FindDirectChildrenOnly));
    if (m_link)
        m_link->disconnect(this);
    delete m_link;
}

// Made on the network thread, where its sockets and timers belong.
void Worker::makeLink()
{
    if (m_link)
        return;
    link::LinkHost host;
    host.greeting
        = [this](const std::optional<QString> &openedWith) { return greeting(openedWith); };
    host.judge = [this](int code, QStringView reason, int status) {
        if (auto other = m_dialect.otherWay(code, status, m_facts)) {
            noteEnd(code, reason, status);
            learn(std::move(*other));
            return wire::CloseVerdict::NewSession;
        }
        noteEnd(code, reason, status);
        const auto verdict = m_dialect.judge(code, reason, status);
        m_sign.renewWanted = verdict == wire::CloseVerdict::Renew;
        if (status != 0) {
            m_sign.socketToken = m_facts.token; // the handshake itself was refused
            m_noSocket = m_noSocket || verdict == wire::CloseVerdict::Poll;
        }
        return verdict;
    };
    m_link = new link::Link(std::move(host), m_policy.link, m_clock,
                            QRandomGenerator::system()->generate64(), this);
    connect(m_link, &link::Link::stateChanged, this, &Worker::onStateChanged);
    connect(m_link, &link::Link::opened, this, &Worker::onOpened);
    connect(m_link, &link::Link::closed, this, &Worker::onClosed);
    connect(m_link, &link::Link::frameReceived, this, &Worker::onFrame);
    connect(m_link, &link::Link::resumeWanted, this, &Worker::onResumeWanted);
    connect(m_link, &link::Link::pollWanted, this, &Worker::onPollWanted);
    connect(m_link, &link::Link::pollStopped, this, [this] {
        delete m_round;
        m_side.clear();
    });
    connect(m_link, &link::Link::positionsForgotten, this, [this] { m_resumer.forget(); });
    connect(m_link, &link::Link::roundTripMeasured, this, [this](Millis time) { measure(time); });
    connect(m_link, &link::Link::frameSent, this,
            [this](const wire::Frame &frame) { noteFrame(true, frame, {}); });
    if (!m_onScreen)
        m_link->feed(link::Looked{ false });
}

wire::Greeting Worker::greeting(const std::optional<QString> &openedWith)
{
    wire::SessionFacts facts = m_facts;
    facts.subProtocol = openedWith.value_or(QString());
    wire::Greeting greeting = m_dialect.greet(m_profile, facts);
    if (!openedWith)
        m_socketUrl = greeting.url;
    if (openedWith) {
        m_asideEvery = greeting.pollAside;
        setAside();
    }
    return greeting;
}

void Worker::setAddress(const QUrl &address, const Secret &secrets)
{
    const wire::SignInSecrets fresh = wire::unpack(secrets);
    dropSigning(); // what it would bring was for the secrets of before
    if (fresh.isEmpty() && address == m_facts.baseUrl)
        endSession();
    const bool moved = m_facts.baseUrl != address || !(m_facts.token == fresh.token)
        || !(m_facts.cookie == fresh.cookie);
    wire::SessionFacts facts = m_facts;
    facts.baseUrl = address;
    facts.token = fresh.token;
    facts.refresh = fresh.refresh;
    facts.cookie = fresh.cookie;
    facts.tokenUntil = fresh.until;
    if (m_info.address.host() != address.host() || m_info.address.port() != address.port())
        facts.extra.clear();
    m_info.address = address.adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo);
    if (fresh.isEmpty())
        m_info.who.clear(); // signed out
    learn(std::move(facts));
    if (moved) {
        m_side.clear();
        m_noSocket = false;
    }
    if (moved && m_link && m_link->state().phase != link::Phase::Idle)
        m_link->feed(link::UserDisconnect{});
}

void Worker::connectNow()
{
    makeLink();
    if (m_sign.step != Signing::None) {
        m_sign.connectAfter = true;
        return;
    }
    if (std::exchange(m_sign.renewLater, false))
        planRenewal(); // somebody wants it now
    if (!renewFirst())
        prepareAndConnect();
    say();
}

void Worker::disconnectNow()
{
    makeLink();
    delete m_preparing;
    m_sign.connectAfter = false;
    m_link->feed(link::UserDisconnect{});
    for (const wire::HttpRequest &asked : m_dialect.goodbye(m_facts))
        m_link->http().send(asked, [this, asked](const wire::HttpReply &reply) {
            (void)decodeReply(asked, reply);
        });
    say();
}

// Before the end of everything: long enough for the bytes to leave, not for an answer.
void Worker::leave()
{
    const auto words = m_link ? m_dialect.goodbye(m_facts) : std::vector<wire::HttpRequest>();
    if (words.empty() || m_link->state().phase == link::Phase::Idle)
        return;
    QEventLoop loop;
    auto open = words.size();
    for (const wire::HttpRequest &asked : words)
        m_link->http().send(asked, [&loop, &open](const wire::HttpReply &) {
            if (--open == 0)
                loop.quit();
        });
    QTimer::singleShot(m_policy.farewell, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
    m_link->http().cancelAll();
}

void Worker::onStateChanged()
{
    const link::LinkState &state = m_link->state();
    noteState(state);
    const bool resuming = state.stage == link::Stage::Resuming;
    if (m_wasResuming && state.stage == link::Stage::None)
        m_resumer.failed();
    m_wasResuming = resuming;
    if (state.phase == link::Phase::Live && m_info.phase != Phase::Live)
        readDetails();
    const bool aside = (state.stage == link::Stage::Live || isBusyWithoutSocket())
        && m_aside.intervalAsDuration().count() > 0;
    if (aside != m_aside.isActive())
        aside ? m_aside.start() : m_aside.stop();
    if (state.phase == link::Phase::AuthRequired && std::exchange(m_sign.renewWanted, false))
        onSocketTokenEnded();
    say();
}

// Accepted and not answered: what blocks it (a long operation) blocks new sockets, too. Whether it
// is still there is asked beside the attempts.
bool Worker::isBusyWithoutSocket() const
{
    const link::Phase phase = m_link->state().phase;
    return m_info.standing == wire::Standing::Kind::Busy
        && (phase == link::Phase::Connecting || phase == link::Phase::Backoff);
}

void Worker::say()
{
    const link::LinkState &state = m_link->state();
    const bool waits = m_sign.renewLater && state.phase == link::Phase::AuthRequired;
    m_info.phase = m_sign.step != Signing::None || waits ? Phase::Authenticating
        : m_preparing                                    ? Phase::Connecting
        : isBusyWithoutSocket()                          ? Phase::Suspect
                                                         : phaseFor(state);
    m_info.attempt = state.failures;
    m_info.maxAttempts = m_policy.link.tries;
    m_info.since = state.since;
    m_info.nextTry = m_info.phase == Phase::Offline && state.pollAt ? state.pollAt : state.retryAt;
    m_info.trouble = troubleFor(state);
    m_info.gaps = m_resumer.holes() + m_noticed.gaps;
    m_info.missed = m_resumer.missed() + m_noticed.missed;
    m_info.heartbeat = m_facts.heartbeat;
    m_info.transport = m_link->transport();
    if (m_info.transport.isEmpty() && m_info.phase == Phase::Polling)
        m_info.transport = m_facts.baseUrl.scheme() == "https"_L1 ? u"HTTP, TLS"_s : u"HTTP"_s;
    m_info.detail = state.reason;
    m_info.noSocket = m_noSocket || !state.hasSocket;
    m_info.readEvery = !m_onScreen ? m_policy.link.pollCap
        : m_readsOften             ? m_policy.link.pollActive
                                   : m_policy.link.pollIdle;
    if (m_info.noSocket && m_info.phase == Phase::Polling && state.pollFailures == 0)
        m_info.detail.clear(); // why there is no socket is no trouble
    m_queue.open().connection = m_info;
    flushSoon();
}

void Worker::onOpened(const QString &subProtocol)
{
    m_facts.subProtocol = subProtocol;
    m_facts.connection.clear();
    m_sign.socketToken = m_facts.token;
    m_backsteps.forget();
    m_isOpen = true;
    m_noSocket = false;
    m_info.endedWith = 0;
    m_noticed.heardBefore = m_info.lastMessageWall;
    noteLink(trace::LinkEvent::Opened, 0, subProtocol);
}

void Worker::onClosed()
{
    if (std::exchange(m_isOpen, false)) // from our side: nobody was asked what it means
        noteLink(trace::LinkEvent::Closed, 0, {});
    wire::SessionFacts facts = m_facts;
    facts.subProtocol.clear();
    facts.connection.clear();
    learn(std::move(facts));
    m_look.stop();
}

void Worker::learn(wire::SessionFacts facts)
{
    if (m_sign.inReply)
        holdBack(facts);
    m_trace.learn(m_facts, facts);
    const bool otherLife = facts.tokenUntil != m_facts.tokenUntil;
    m_facts = std::move(facts);
    m_queue.open().facts = m_facts;
    if (otherLife)
        planRenewal();
    flushSoon();
}

void Worker::flushSoon()
{
    if (!m_tick.isActive())
        m_tick.start(m_policy.tick);
}

void Worker::flush()
{
    handPositions();
    if (auto batch = m_queue.next())
        Q_EMIT batchReady(std::make_shared<Batch>(std::move(*batch)));
}

// What waited meanwhile goes at the next tick, so the GUI thread gets a breath in between.
void Worker::taken()
{
    m_queue.taken();
    flushSoon();
}

} // namespace fw::session
