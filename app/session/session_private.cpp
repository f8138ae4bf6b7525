// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session_private.h"

#include "session/network_thread.h"

#include <QPointer>

#include <tuple>

namespace fw::session {

using namespace Qt::StringLiterals;
using Phase = ConnectionInfo::Phase;
using store::Freshness;

namespace {

Freshness freshnessOf(Phase phase)
{
    switch (phase) {
    case Phase::Live:
        return Freshness::Live;
    case Phase::Polling:
        return Freshness::Polling;
    case Phase::Suspect:
        return Freshness::Stale;
    case Phase::SignInNeeded:
        return Freshness::SignInNeeded;
    case Phase::Starting:
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
    case Phase::Backoff:
        return Freshness::Connecting;
    case Phase::Idle:
    case Phase::Offline:
    case Phase::Failed:
        return Freshness::Offline;
    }
    return Freshness::Offline;
}

bool isReached(Phase phase)
{
    return phase == Phase::Live || phase == Phase::Polling || phase == Phase::Suspect;
}

bool isUsable(Phase phase)
{
    return phase == Phase::Live || phase == Phase::Polling;
}

// What an activity line says of a change of phase; the UI has the sentences.
QString codeOf(const ConnectionInfo &info)
{
    switch (info.phase) {
    case Phase::Live:
        return u"connected"_s;
    case Phase::Polling:
        return u"polling"_s;
    case Phase::SignInNeeded:
        return u"signInNeeded"_s;
    case Phase::Failed:
        return info.trouble == ConnectionInfo::Trouble::SessionExpired ? u"sessionExpired"_s
                                                                       : u"connectionFailed"_s;
    case Phase::Idle:
        return u"disconnected"_s;
    case Phase::Backoff:
    case Phase::Offline:
        return u"connectionLost"_s;
    case Phase::Starting:
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
    case Phase::Suspect:
        return {};
    }
    return {};
}

// How many jobs of a long list the store takes in one turn: some milliseconds.
constexpr size_t jobsAtOnce = 4000;

auto lasting(const ConnectionInfo &info)
{
    return std::tuple(info.phase, info.attempt, info.since, info.nextTry, info.gaps, info.problems,
                      info.detail, info.trouble, info.address, info.standing, info.standingDetail,
                      info.who, info.noSocket, info.readEvery, info.transport, info.byChoice,
                      info.resynced);
}

} // namespace

Session::Private::Private(Session *session, wire::Profile profileIn, const wire::Dialect &dialectIn,
                          store::Store &storeIn, QThread &threadIn)
    : q(session)
    , profile(std::move(profileIn))
    , dialect(dialectIn)
    , store(storeIn)
    , thread(threadIn)
    , goesOn(session)
    , timer(session)
{
    goesOn.setSingleShot(true);
    goesOn.setInterval(0);
    QObject::connect(&goesOn, &QTimer::timeout, session, [this] { takeSome(); });
    facts.baseUrl = profile.address;
    facts.profile = profile;
    info.address = profile.address.adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo);
    capabilities = dialect.capabilities(facts);
    QObject::connect(&timer, &QTimer::timeout, session, [this] {
        if (courier)
            courier->tick();
        tellOpenJobs();
    });
    // With a journal an edit is Draft until it is on the disk: it leaves as soon as it is Queued.
    QObject::connect(&store, &store::Store::loaded, session, [this] {
        if (waitsForStore && !offline)
            connectWorker();
    });
    QObject::connect(&store, &store::Store::changed, session, [this](const store::Changes &news) {
        if (news.servers)
            useAccount();
        if (courier && news.edits)
            courier->pump();
        if (news.servers)
            recallHeard();
    });
    tellServer();
}

Session::Private::~Private()
{
    if (!worker)
        return;
    worker->disconnect(q);
    // The worker's sockets and timers must end on their own thread.
    const auto end = [w = worker] {
        w->leave();
        delete w;
    };
    if (auto *network = dynamic_cast<NetworkThread *>(&thread); network && thread.isRunning())
        network->give(end); // nobody waits for what a server makes of it
    else if (thread.isRunning() && QThread::currentThread() != &thread)
        QMetaObject::invokeMethod(worker, end, Qt::BlockingQueuedConnection);
    else
        delete worker;
}

void Session::Private::makeWorker()
{
    if (worker)
        return;
    worker = new Worker(profile, dialect, client, store.clock(), policy);
    worker->moveToThread(&thread);
    QObject::connect(worker, &Worker::batchReady, q,
                     [this](const std::shared_ptr<Batch> &batch) { onBatch(batch); });
    QObject::connect(worker, &Worker::traced, q, [this](const std::shared_ptr<trace::News> &news) {
        Q_EMIT q->traced(*news);
        QMetaObject::invokeMethod(
            worker, [w = worker] { w->traceTaken(); }, Qt::QueuedConnection);
    });
    courier
        = std::make_unique<Courier>(desk, profile.id, policy, [this](const wire::Command &command) {
              post([command](Worker &target) { target.submit(command); });
          });
    courier->setRepeatSafe(capabilities.repeatSafe);
    useAccount();
    timer.start(policy.chipTick);
    post([author = facts.author](Worker &target) { target.setAuthor(author); });
    if (!onScreen)
        post([](Worker &target) { target.setOnScreen(false); });
}

void Session::Private::onBatch(const std::shared_ptr<Batch> &batch)
{
    coming = batch;
    stand = {};
    if (batch->facts) {
        facts = std::move(*batch->facts);
        const auto before = std::exchange(capabilities, dialect.capabilities(facts));
        courier->setRepeatSafe(capabilities.repeatSafe);
        if (!(before == capabilities)) {
            tellServer();
            Q_EMIT q->capabilitiesChanged();
        }
    }
    takeSome();
}

void Session::Private::takeSome()
{
    if (!coming->events.empty()
        && !store.applyNext(profile.id, coming->events, stand, jobsAtOnce)) {
        goesOn.start();
        return;
    }
    auto batch = std::exchange(coming, nullptr);
    take(*batch);
    // What is left of a long list is thrown away over there, too: that takes a while.
    auto rest = std::make_shared<store::Store::Stand>(std::exchange(stand, {}));
    QMetaObject::invokeMethod(
        worker, [w = worker, batch = std::move(batch), rest = std::move(rest)] { w->taken(); },
        Qt::QueuedConnection);
}

void Session::Private::take(Batch &batch)
{
    if (!batch.events.empty())
        noteEvents(batch);
    if (batch.positions)
        store.setPositions(profile.id, std::move(*batch.positions));
    for (store::Activity &line : batch.lines) {
        line.server = profile.id;
        line.subject = profile.name;
        store.note(line);
    }
    for (const EditId &edit : batch.unsent)
        courier->unsent(edit);
    for (const EditId &edit : batch.unheard)
        courier->unsent(edit, true);
    for (const auto &[edit, reason] : batch.unanswered)
        courier->unanswered(edit, reason);
    if (batch.secrets)
        keep(*batch.secrets);
    if (batch.signIn)
        noteSignIn(*batch.signIn);
    if (batch.signIn)
        Q_EMIT q->signInEnded(batch.signIn->value_or(QString()),
                              *batch.signIn ? QString() : batch.signIn->error().detail,
                              *batch.signIn ? Failure::Code::Internal : batch.signIn->error().code);
    for (const auto &[edit, failure] : batch.refused)
        courier->refused(edit, failure);
    for (const wire::Issue &issue : batch.issues)
        Q_EMIT q->issueSeen(issue);
    for (const auto &[job, trouble] : batch.jobsRead)
        Q_EMIT q->jobRead(job, trouble);
    for (const auto &[edit, trouble] : batch.reread)
        onReread(edit, trouble);
    const bool late = batch.connection && offline && batch.connection->phase != Phase::Idle;
    if (batch.connection && !late && !(waitsForHub && batch.connection->phase == Phase::Idle))
        setInfo(*batch.connection);
}

void Session::Private::noteEvents(const Batch &batch)
{
    info.lastMessage = store.clock().now();
    info.lastMessageWall = store.clock().wall();
    for (const wire::Event &event : batch.events) {
        if (const auto *verdict = std::get_if<wire::EditSettled>(&event)) {
            const auto &underWay = courier->memory().underWay;
            if (const auto sent = underWay.constFind(verdict->edit);
                sent != underWay.cend() && !sent->asked)
                acks.add(std::chrono::duration_cast<Millis>(store.clock().now() - sent->sent));
            courier->settled(*verdict);
            Q_EMIT q->settled(*verdict);
        }
    }
    info.ackP95 = acks.p95();
    if (store.clock().now() - told >= policy.chipTick) {
        told = store.clock().now();
        Q_EMIT q->connectionChanged(info);
    }
}

void Session::Private::keep(const wire::SignInSecrets &secrets)
{
    const auto kept = [session = QPointer(q)] {
        if (session)
            session->d->post([](Worker &target) { target.secretsKept(); });
    };
    if (keeper)
        keeper(wire::pack(secrets), kept);
    else
        kept();
}

void Session::Private::tellOpenJobs()
{
    if (!worker || capabilities.listsJobs)
        return;
    std::vector<wire::OpenJob> open;
    for (const store::JobEntry &entry : store.state().jobs) {
        if (entry.server != profile.id || wire::isTerminal(entry.job.state))
            continue;
        open.push_back({ entry.job.id, entry.job.hint, entry.job.created });
        if (open.size() >= policy.openJobs)
            break;
    }
    if (open == openJobs)
        return;
    openJobs = open;
    post([open = std::move(open)](Worker &target) { target.setOpenJobs(open); });
}

void Session::Private::setPhase(ConnectionInfo::Phase phase, const QString &detail)
{
    ConnectionInfo next = info;
    next.phase = phase;
    next.detail = detail;
    next.since = store.clock().now();
    next.nextTry.reset();
    setInfo(next);
}

void Session::Private::setInfo(const ConnectionInfo &next)
{
    const ConnectionInfo before = std::exchange(info, next);
    if (!info.lastMessage)
        info.lastMessage = before.lastMessage;
    if (!info.lastMessageWall)
        info.lastMessageWall = before.lastMessageWall;
    info.byChoice = offline;
    info.ackP95 = acks.p95();
    info.lost = before.lost;
    if (isReached(info.phase) || info.phase == Phase::Idle)
        info.lost.reset();
    else if (!info.lost)
        info.lost = store.clock().now();
    if (before.phase != info.phase || before.who != info.who)
        tellServer();
    useAccount(); // before the connection is used
    if (before.phase != info.phase)
        noteConnection(before.phase);
    const bool usable = isUsable(info.phase);
    if (usable != connected && courier) {
        connected = usable;
        if (usable)
            store.holdOld(profile.id);
        courier->setConnected(usable);
    }
    const Instant now = store.clock().now();
    if (lasting(before) != lasting(info) || now - told >= policy.chipTick) {
        told = now;
        Q_EMIT q->connectionChanged(info);
    }
}

// What was heard in an earlier run is known as soon as the journal is read.
void Session::Private::recallHeard()
{
    const auto *known = store.state().server(profile.id);
    if (!known || !known->lastHeard || info.lastMessageWall)
        return;
    info.lastMessageWall = known->lastHeard;
    Q_EMIT q->connectionChanged(info);
}

void Session::Private::tellServer()
{
    store::ServerState server;
    if (const auto *known = store.state().server(profile.id))
        server = *known;
    server.id = profile.id;
    server.name = profile.name;
    server.capabilities = capabilities;
    if (info.lastMessageWall) // a busy one is read without ever answering
        server.lastHeard = info.lastMessageWall;
    // Until the first connection what is shown comes from the journal.
    const bool untouched = info.phase == Phase::Idle && !info.since;
    if (!info.who.isEmpty())
        server.account = info.who; // stays known while signed out: edits made then are theirs
    server.freshness = untouched ? Freshness::Cached : freshnessOf(info.phase);
    store.setServer(server);
}

void Session::Private::noteConnection(ConnectionInfo::Phase before)
{
    const QString code = codeOf(info);
    const bool loses = info.phase == Phase::Backoff || info.phase == Phase::Offline;
    if (code.isEmpty() || (loses && !isUsable(before) && before != Phase::Suspect))
        return;
    store::Activity line;
    line.kind = store::Activity::Kind::Connection;
    line.server = profile.id;
    line.subject = profile.name;
    line.code = code;
    line.detail = info.detail;
    store.note(line);
}

} // namespace fw::session
