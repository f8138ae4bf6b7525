// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "base/uuid.h"
#include "session/session_private.h"
#include "store/outbox.h"

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;

Session::Session(wire::Profile profile, const wire::Dialect &dialect, store::Store &store,
                 QThread &networkThread, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(profile), dialect, store, networkThread))
{
}

Session::~Session() = default;

void Session::setPolicy(const SessionPolicy &policy)
{
    Q_ASSERT(!d->worker);
    d->policy = policy;
}

void Session::setClientId(const ClientId &client)
{
    Q_ASSERT(!d->worker);
    d->client = client;
    d->facts.client = client;
}

void Session::setAuthor(const QString &author)
{
    Q_ASSERT(!d->worker);
    d->facts.author = author;
}

const wire::Profile &Session::profile() const
{
    return d->profile;
}

const wire::Dialect &Session::dialect() const
{
    return d->dialect;
}

const ConnectionInfo &Session::connection() const
{
    return d->info;
}

void Session::setName(const QString &name)
{
    if (name == d->profile.name)
        return;
    d->profile.name = name;
    d->tellServer();
    Q_EMIT connectionChanged(d->info);
}

wire::Capabilities Session::capabilities() const
{
    return d->capabilities;
}

const wire::SessionFacts &Session::facts() const
{
    return d->facts;
}

void Session::setAddress(const QUrl &address, const Secret &secrets)
{
    const wire::SignInSecrets unpacked = wire::unpack(secrets);
    d->facts.baseUrl = address;
    d->facts.token = unpacked.token;
    d->facts.refresh = unpacked.refresh;
    d->facts.cookie = unpacked.cookie;
    d->facts.tokenUntil = unpacked.until;
    d->info.address = address.adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo);
    d->post([address, secrets](Worker &worker) { worker.setAddress(address, secrets); });
}

void Session::setKeeper(Keeper keeper)
{
    d->keeper = std::move(keeper);
}

void Session::signIn(const wire::Credentials &credentials)
{
    if (d->offline) {
        Q_EMIT signInEnded({}, tr("Framewatch works offline."), Failure::Code::Unreachable);
        return;
    }
    d->post([credentials](Worker &worker) { worker.signIn(credentials); });
}

void Session::setStarting(const QString &detail)
{
    if (d->offline)
        return;
    d->waitsForHub = true;
    d->setPhase(ConnectionInfo::Phase::Starting, detail);
}

void Session::setFailed(const QString &detail)
{
    if (d->offline)
        return;
    d->waitsForHub = true;
    d->setPhase(ConnectionInfo::Phase::Failed, detail);
}

void Session::setStarter(std::function<void()> starter)
{
    d->starter = std::move(starter);
}

void Session::setOffline(bool offline)
{
    if (std::exchange(d->offline, offline) == offline)
        return;
    ConnectionInfo next = d->info;
    next.byChoice = offline;
    if (offline && next.phase != ConnectionInfo::Phase::Idle) {
        next.phase = ConnectionInfo::Phase::Idle;
        next.since = d->store.clock().now();
        next.nextTry.reset();
        next.detail.clear();
    }
    d->waitsForHub = false;
    d->setInfo(next);
    if (offline && d->worker)
        d->post([](Worker &worker) { worker.disconnectNow(); });
}

void Session::setOnScreen(bool on)
{
    if (std::exchange(d->onScreen, on) != on && d->worker)
        d->post([on](Worker &worker) { worker.setOnScreen(on); });
}

void Session::tell(MachineNews news)
{
    if (d->worker)
        d->post([news](Worker &worker) { worker.tell(news); });
}

void Session::connectNow()
{
    if (d->offline)
        return;
    if (d->starter && d->facts.baseUrl.isEmpty()) {
        d->starter();
        return;
    }
    d->waitsForHub = false;
    d->connectWorker();
}

void Session::disconnectNow()
{
    d->waitsForStore = false;
    d->post([](Worker &worker) { worker.disconnectNow(); });
}

void Session::refresh()
{
    if (d->offline)
        return;
    d->post([](Worker &worker) { worker.refresh(); });
}

void Session::resync()
{
    if (d->offline)
        return;
    d->post([](Worker &worker) { worker.resync(); });
}

void Session::setWatchedJobs(const QList<JobId> &jobs)
{
    d->post([jobs](Worker &worker) { worker.setWatched(jobs); });
}

void Session::setWatchedKinds(const QStringList &kinds)
{
    // Looking at something is no wish to connect: a server that is away is read when it is back.
    using Phase = ConnectionInfo::Phase;
    const bool here = d->info.phase == Phase::Live || d->info.phase == Phase::Polling;
    d->post([kinds, read = here && !kinds.isEmpty()](Worker &worker) {
        worker.setKinds(kinds);
        if (read)
            worker.refresh();
    });
}

void Session::stopEdit(const EditId &edit)
{
    if (d->courier && d->courier->isUnderWay(edit)) {
        d->post([edit](Worker &worker) { worker.stopEdit(edit); });
        return;
    }
    const auto &edits = d->store.state().edits;
    const auto known = std::ranges::find(edits, edit, &store::Edit::id);
    if (known != edits.end() && !store::isSettled(known->fate))
        d->store.setFate(edit, store::Fate::Rejected, u"stopped before it left"_s);
}

void Session::retry(const EditId &edit)
{
    const store::State &state = d->store.state();
    const auto known = std::ranges::find(state.edits, edit, &store::Edit::id);
    if (known == state.edits.end())
        return;
    const bool unsure = known->sent && !d->capabilities.repeatSafe && d->connected;
    if (!unsure) // whoever connects reads everything first
        return d->goAgain(edit);
    d->post([edit, job = store::jobOf(state, *known).job, kind = store::itemOf(state, *known).kind](
                Worker &worker) { worker.readState(edit, job, kind); });
}

void Session::readJob(const JobId &job)
{
    d->post([job](Worker &worker) { worker.readJob(job); });
}

void Session::setTracing(Tracing tracing)
{
    if (d->worker || tracing != Tracing::Off)
        d->post([tracing](Worker &worker) { worker.setTracing(tracing); });
}

void Session::clearTrace()
{
    if (d->worker)
        d->post([](Worker &worker) { worker.clearTrace(); });
}

EditId Session::send(wire::Command command, store::Intent intent)
{
    if (std::holds_alternative<wire::FetchDetail>(command)
        || std::holds_alternative<wire::AskStatus>(command)) {
        d->post([command](Worker &worker) { worker.submit(command); });
        return {};
    }
    if (auto *control = std::get_if<wire::ControlJob>(&command);
        control && control->hint.isEmpty()) {
        if (const auto *entry = d->store.state().find({ d->profile.id, control->job }))
            control->hint = entry->job.hint;
    }
    command = withId(std::move(command), EditId{ uuid7(d->store.clock().wall()) });
    const EditId id = std::visit(
        [](const auto &c) {
            if constexpr (requires { c.edit; })
                return c.edit;
            else
                return EditId{};
        },
        command);
    d->makeWorker();
    const QString lane = d->dialect.lane(command);
    const store::ServerState *known = d->store.state().server(d->profile.id);
    intent.owner = known ? known->account : QString();
    d->store.propose(d->profile.id, lane.isEmpty() ? laneOf(command, id) : lane, command, intent);
    d->courier->pump();
    return id;
}

} // namespace fw::session
