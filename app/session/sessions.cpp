// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessions.h"

#include "base/log.h"
#include "base/uuid.h"
#include "dialects/registry.h"
#include "link/net_watch.h"
#include "session/local_hub.h"
#include "session/network_thread.h"
#include "session/policy.h"
#include "store/outbox.h"

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;

struct Sessions::Private
{
    explicit Private(store::Store &storeIn)
        : store(storeIn)
        , client{ uuid7(storeIn.clock().wall()) }
    {
    }

    void useLocalHub(Sessions *q, Session *session);
    Session *put(Sessions *q, size_t place, const wire::Profile &profile, const Secret &token);
    std::vector<Session *> ofThisComputer() const;

    store::Store &store;
    ClientId client; ///< of this run: two windows must not take each other's place (4009)
    QString author;
    NetworkThread thread;
    std::vector<Session *> all;
    bool offline = false;
    bool onScreen = true;
    QSet<ServerId> wanted; ///< while offline: those to be opened when it ends
    link::NetWatch net;
    LocalHub *hub = nullptr;
    QString hubDataDir;
    QUrl hubAddress;
    Secret hubToken;
};

std::vector<Session *> Sessions::Private::ofThisComputer() const
{
    std::vector<Session *> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [](const Session *session) { return session->profile().thisComputer; });
    return found;
}

void Sessions::Private::useLocalHub(Sessions *q, Session *session)
{
    session->setStarting({});
    if (hub) {
        if (hub->isRunning()) {
            session->setAddress(hubAddress, hubToken);
            session->connectNow();
        } else {
            hub->start();
        }
        return;
    }
    hub = new LocalHub(hubDataDir, q);
    QObject::connect(hub, &LocalHub::ready, q, [this](const QUrl &address, const Secret &token) {
        hubAddress = address;
        hubToken = token;
        for (Session *one : ofThisComputer()) {
            one->setAddress(address, token);
            one->connectNow();
        }
    });
    QObject::connect(hub, &LocalHub::lost, q, [this](const QString &reason) {
        for (Session *one : ofThisComputer()) {
            one->disconnectNow();
            one->setStarting(reason);
        }
    });
    QObject::connect(hub, &LocalHub::failed, q, [this](const Failure &failure) {
        for (Session *one : ofThisComputer())
            one->setFailed(failure.detail);
    });
    hub->start();
}

Sessions::Sessions(store::Store &store, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(store))
{
    d->thread.setObjectName(u"network"_s);
    d->thread.start();
    const auto tellAll = [this](MachineNews news) {
        return [this, news] {
            for (Session *session : d->all)
                session->tell(news);
        };
    };
    connect(&d->net, &link::NetWatch::networkUp, this, tellAll(MachineNews::NetworkUp));
    connect(&d->net, &link::NetWatch::networkDown, this, tellAll(MachineNews::NetworkDown));
    connect(&d->net, &link::NetWatch::networkChanged, this, tellAll(MachineNews::NetworkChanged));
    connect(&d->net, &link::NetWatch::woke, this, tellAll(MachineNews::Woke));
}

Sessions::~Sessions()
{
    for (Session *session : std::exchange(d->all, {}))
        delete session;
    d->thread.end();
}

Session *Sessions::add(const wire::Profile &profile, const Secret &token)
{
    if (find(profile.id)) {
        qCWarning(lcSession) << "profile" << profile.name << "is in use already";
        return nullptr;
    }
    return d->put(this, d->all.size(), profile, token);
}

Session *Sessions::replace(const wire::Profile &profile, const Secret &secrets)
{
    const auto old = std::ranges::find(d->all, find(profile.id));
    if (old == d->all.end() || !dialects::findDialect(profile.dialect))
        return nullptr;
    const auto place = static_cast<size_t>(old - d->all.begin());
    Session *gone = *old;
    Q_EMIT aboutToRemove(gone);
    std::erase(d->all, gone);
    delete gone;
    return d->put(this, place, profile, secrets);
}

void Sessions::arrange(const std::vector<ServerId> &ids)
{
    const auto before = d->all;
    std::ranges::stable_sort(d->all, {}, [&ids](const Session *session) {
        return std::ranges::find(ids, session->profile().id) - ids.begin();
    });
    if (d->all != before)
        Q_EMIT arranged();
}

Session *Sessions::Private::put(Sessions *q, size_t place, const wire::Profile &profile,
                                const Secret &token)
{
    const wire::Dialect *dialect = dialects::findDialect(profile.dialect);
    if (!dialect) {
        qCWarning(lcSession) << "profile" << profile.name << "cannot be used: dialect"
                             << profile.dialect;
        return nullptr;
    }
    auto *session = new Session(profile, *dialect, store, thread, q);
    session->setClientId(client);
    session->setAuthor(author);
    session->setOffline(offline);
    session->setOnScreen(onScreen);
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), session);
    Q_EMIT q->added(session);
    if (profile.thisComputer) {
        session->setStarter([this, q, session] { useLocalHub(q, session); });
        if (profile.autoConnect && !offline)
            useLocalHub(q, session);
    } else {
        session->setAddress(profile.address, token);
        if (profile.autoConnect && !offline)
            session->connectNow();
    }
    if (profile.autoConnect && offline)
        wanted.insert(profile.id);
    return session;
}

void Sessions::remove(const ServerId &server)
{
    Session *session = find(server);
    if (!session)
        return;
    Q_EMIT aboutToRemove(session);
    std::erase(d->all, session);
    delete session;
    std::vector<EditId> waiting; // collected first: setFate() may move the edits
    for (const store::Edit &edit : d->store.state().edits) {
        if (edit.server == server && !store::isSettled(edit.fate))
            waiting.push_back(edit.id);
    }
    for (const EditId &edit : waiting)
        d->store.setFate(edit, store::Fate::Rejected, u"the server was removed"_s);
    d->store.removeServer(server);
}

const std::vector<Session *> &Sessions::all() const
{
    return d->all;
}

Session *Sessions::find(const ServerId &server) const
{
    const auto found = std::ranges::find_if(
        d->all, [&](const Session *session) { return session->profile().id == server; });
    return found == d->all.end() ? nullptr : *found;
}

void Sessions::setOffline(bool offline)
{
    if (std::exchange(d->offline, offline) == offline)
        return;
    const QSet<ServerId> wanted = std::exchange(d->wanted, {});
    for (Session *session : d->all) {
        if (offline && session->connection().phase != ConnectionInfo::Phase::Idle)
            d->wanted.insert(session->profile().id);
        session->setOffline(offline);
    }
    for (Session *session : d->all) {
        if (!offline && wanted.contains(session->profile().id))
            session->connectNow();
    }
    Q_EMIT offlineChanged(offline);
}

bool Sessions::isOffline() const
{
    return d->offline;
}

void Sessions::setOnScreen(bool on)
{
    if (std::exchange(d->onScreen, on) == on)
        return;
    for (Session *session : d->all)
        session->setOnScreen(on);
}

void Sessions::watchNetwork()
{
    d->net.start();
}

void Sessions::setAuthor(const QString &author)
{
    d->author = author;
}

void Sessions::setHubDataDir(const QString &dir)
{
    d->hubDataDir = dir;
}

LocalHub *Sessions::localHub() const
{
    return d->hub;
}

} // namespace fw::session
