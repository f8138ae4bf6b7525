// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QTimer>

namespace fw::cli {

/// Stays with the hub on this computer when it ends and comes back at another address: looks at its
/// files once a second while the connection is away, and says so once on standard error.
///   Here -connection lost-> Away -live again-> Here
class HubFollower final : public QObject
{
    Q_OBJECT
public:
    /// \a process is that of the hub \a session is for.
    HubFollower(session::Session &session, qint64 process, QObject *parent = nullptr);

private:
    void onConnection(const session::ConnectionInfo &info);
    void look();

    session::Session &m_session;
    qint64 m_process;
    QTimer m_timer;
    bool m_wasLive = false;
};

} // namespace fw::cli
