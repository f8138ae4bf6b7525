// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/clients.h"

#include <algorithm>

namespace fw::hub {

Clients::Clients(ClientWorld world, QObject *parent)
    : QObject(parent)
    , m_world(std::move(world))
{
    m_world.isWelcome = [this](const Client &client) { return isWelcome(client); };
    m_flush.setSingleShot(true);
    m_flush.setTimerType(Qt::PreciseTimer);
    connect(&m_flush, &QTimer::timeout, this, &Clients::flush);
    connect(&m_world.log, &EventLog::appended, this, &Clients::onAppended);
    // A tenth of the shortest time it watches, but never more often than twenty times a second.
    const auto &limits = m_world.limits;
    const Millis shortest = std::min(
        { limits.hello, limits.stuck, limits.message, limits.closing, limits.heartbeat });
    m_tick.start(std::clamp(shortest / 10, Millis(50), Millis(1000)));
    connect(&m_tick, &QTimer::timeout, this, &Clients::tick);
}

Clients::~Clients()
{
    for (Client *client : m_clients)
        client->disconnect(this);
}

void Clients::add(QWebSocket *socket, bool authorised)
{
    auto *client = new Client(socket, authorised, m_world, this);
    m_clients.push_back(client);
    connect(client, &Client::previewed, this, [this, client](const Preview &preview) {
        const auto now = m_clients; // sending may end a client
        for (Client *other : now) {
            if (other != client)
                other->show(preview);
        }
    });
    connect(client, &Client::gone, this, [this, client] {
        std::erase(m_clients, client);
        client->deleteLater();
        if (m_clients.empty())
            Q_EMIT emptied();
    });
}

// reliability.md 5.7. Who names nobody is counted by address alone.
bool Clients::isWelcome(const Client &client) const
{
    if (client.person().isEmpty())
        return true;
    const auto same = std::ranges::count_if(m_clients, [&client](const Client *other) {
        return other != &client && other->isGreeted() && other->person() == client.person();
    });
    return same < m_world.limits.perPerson;
}

void Clients::onAppended()
{
    if (m_flush.isActive())
        return;
    const auto since = std::chrono::duration_cast<Millis>(m_world.clock.now() - m_lastFlush);
    m_flush.start(since >= interval ? Millis(0) : interval - since);
}

void Clients::flush()
{
    m_lastFlush = m_world.clock.now();
    const auto now = m_clients; // pumping may end a client
    for (Client *client : now)
        client->pump();
}

void Clients::tick()
{
    const auto now = m_clients;
    for (Client *client : now)
        client->tick();
    m_world.snapshots.forget();
}

Millis Clients::drain()
{
    const double needed = 1000.0 * count() / m_world.limits.upgradesPerSecond;
    const Millis spread = std::clamp(Millis(static_cast<qint64>(1.5 * needed)),
                                     m_world.limits.leastSpread, m_world.limits.mostSpread);
    const auto now = m_clients;
    for (Client *client : now)
        client->drain(spread);
    return spread;
}

} // namespace fw::hub
