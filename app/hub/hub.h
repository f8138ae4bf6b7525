// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "hub/front/limits.h"

#include <QHostAddress>
#include <QObject>
#include <QUrl>

#include <memory>

namespace fw::hub {

namespace work {
class Jobs;
}

/// How a hub is set up.
struct HubOptions
{
    QString dataDir; ///< absolute; made when missing
    QString tokenFile; ///< empty: `token` in the data folder
    QHostAddress address{ QHostAddress::LocalHost };
    quint16 port = 47800; ///< 0: any free one
    int workers = 0; ///< jobs at once; 0: half the cores
    front::Limits limits;
};

/// The local server, everything joined: jobs, channels, front door. One thread. Whoever owns it
/// holds the lock on the data folder.
class Hub final : public QObject
{
    Q_OBJECT
public:
    /// \a clock must outlive the hub.
    Hub(HubOptions options, const Clock &clock, QObject *parent = nullptr);
    ~Hub() override;

    /// Recovers, starts to work and listens. Fails with Unreachable when it cannot listen, else
    /// with the reason the data folder is unusable (Io, BadInput, Database).
    Expected<void> start();
    /// Takes no more work (503), interrupts what runs, tells the clients when to come back. What is
    /// being written ends. drained() follows; once, after start().
    void drain();

    QUrl address() const; ///< http://host:port, once started
    quint16 port() const;
    QString epoch() const;
    work::Jobs &jobs();
    int clients() const; ///< WebSockets open now

Q_SIGNALS:
    /// After drain(): the last WebSocket client is gone and no request is open.
    void drained();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::hub
