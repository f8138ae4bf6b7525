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
    void remove(const ServerId &server);
    const std::vector<Session *> &all() const;
    Session *find(const ServerId &server) const;
    /// Null until a profile "This computer" was added.
    LocalHub *localHub() const;
    /// Where a hub started from here keeps its data; before the first add(). Empty: the usual
    /// place.
    void setHubDataDir(const QString &dir);

Q_SIGNALS:
    void added(fw::session::Session *session);
    void aboutToRemove(fw::session::Session *session);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::session
