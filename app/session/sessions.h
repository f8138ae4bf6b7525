// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QThread>

#include <vector>

namespace fw::session {

class LocalHub;

/// The list of sessions, one per profile, and the one network thread they share. Starts the local
/// hub as a child when the profile "This computer" is used.
class Sessions final : public QObject
{
    Q_OBJECT
public:
    explicit Sessions(store::Store &store, QObject *parent = nullptr);
    ~Sessions() override; ///< ends the network thread; a hub we started is asked to stop

    /// Adds and, when the profile says so, connects it. The token is empty for servers without one
    /// and for "This computer", whose token is read when the hub is up.
    Session *add(const wire::Profile &profile, const Secret &token = {});
    /// Forgets the server: its jobs, and edits that wait to be sent (they end as rejected).
    void remove(const ServerId &server);
    /// The same server with another \a profile: a new session in the same place; what is known of
    /// the server and what waits for it stays. Null when it is none of ours or cannot be used.
    Session *replace(const wire::Profile &profile, const Secret &secrets);
    /// Puts the sessions into this order; those it does not name come last.
    void arrange(const std::vector<ServerId> &ids);
    const std::vector<Session *> &all() const;
    Session *find(const ServerId &server) const;
    /// Null until a profile "This computer" was added.
    LocalHub *localHub() const;
    /// Where a hub started from here keeps its data; before the first add(). Empty: the usual
    /// place.
    void setHubDataDir(const QString &dir);
    /// What other people are told about who makes our edits; before the first add().
    void setAuthor(const QString &author);

    /// A person works offline, or no longer: every session closes and none is opened, those of
    /// profiles that connect by themselves included. When it ends, those that were open open again.
    void setOffline(bool offline);
    bool isOffline() const;
    /// Whether any window shows anything: while none does, polled servers are read rarely.
    void setOnScreen(bool on);
    /// Begins to listen to the system's network service; its news, and that this computer slept,
    /// go to every session.
    void watchNetwork();

Q_SIGNALS:
    void offlineChanged(bool offline);
    void added(fw::session::Session *session);
    void aboutToRemove(fw::session::Session *session);
    void arranged(); ///< all() is in another order

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::session
