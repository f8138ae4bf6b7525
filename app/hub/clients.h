// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/client.h"

#include <QTimer>

namespace fw::hub {

/// Every WebSocket client of the hub, and when they are told: at once when it was quiet, else at
/// most every `interval`, so that a burst becomes a few batches instead of a system call per event
/// and client.
class Clients final : public QObject
{
    Q_OBJECT
public:
    static constexpr Millis interval{ 10 };

    /// What \a world refers to must outlive this.
    explicit Clients(ClientWorld world, QObject *parent = nullptr);
    ~Clients() override;

    void add(QWebSocket *socket, bool authorised);
    /// Tells everybody that the hub ends, and spreads when they come back so that the next one
    /// can take them all at its limits.upgradesPerSecond. Says how long they are spread over.
    Millis drain();
    int count() const { return static_cast<int>(m_clients.size()); }
    const std::vector<Client *> &all() const { return m_clients; }

Q_SIGNALS:
    void emptied(); ///< the last client is gone

private:
    bool isWelcome(const Client &client) const;
    void onAppended();
    void flush();
    void tick();

    ClientWorld m_world;
    std::vector<Client *> m_clients;
    QTimer m_flush;
    QTimer m_tick;
    Instant m_lastFlush{};
};

} // namespace fw::hub
