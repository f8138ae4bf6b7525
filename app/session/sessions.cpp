// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessions.h"

#include "base/log.h"
#include "base/uuid.h"
#include "dialects/registry.h"
#include "session/local_hub.h"
#include "session/policy.h"

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
    std::vector<Session *> ofThisComputer() const;

    store::Store &store;
    ClientId client; ///< of this run: two windows must not take each other's place (4009)
    QThread thread;
    std::vector<Session *> all;
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
}

Sessions::~Sessions()
{
    for (Session *session : std::exchange(d->all, {}))
        delete session;
    d->thread.quit();
    d->thread.wait();
}

Session *Sessions::add(const wire::Profile &profile, const Secret &token)
{
    const wire::Dialect *dialect = dialects::findDialect(profile.dialect);
    if (!dialect || find(profile.id)) {
        qCWarning(lcSession) << "profile" << profile.name << "cannot be used: dialect"
                             << profile.dialect;
        return nullptr;
    }
    auto *session = new Session(profile, *dialect, d->store, d->thread, this);
    session->setClientId(d->client);
    d->all.push_back(session);
    Q_EMIT added(session);
    if (profile.thisComputer) {
        session->setStarter([this, session] { d->useLocalHub(this, session); });
        if (profile.autoConnect)
            d->useLocalHub(this, session);
        return session;
    }
    session->setAddress(profile.address, token);
    if (profile.autoConnect)
        session->connectNow();
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

void Sessions::setHubDataDir(const QString &dir)
{
    d->hubDataDir = dir;
}

LocalHub *Sessions::localHub() const
{
    return d->hub;
}

} // namespace fw::session
