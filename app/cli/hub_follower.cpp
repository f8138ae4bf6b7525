// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hub_follower.h"

#include "cli/messages.h"
#include "session/hub_files.h"

namespace fw::cli {

using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

HubFollower::HubFollower(session::Session &session, qint64 process, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_process(process)
    , m_timer(this)
{
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &HubFollower::look);
    connect(&session, &session::Session::connectionChanged, this, &HubFollower::onConnection);
}

void HubFollower::onConnection(const session::ConnectionInfo &info)
{
    if (info.phase == Phase::Live) {
        if (m_timer.isActive())
            say(u"the hub is back"_s);
        m_timer.stop();
        m_wasLive = true;
        return;
    }
    const bool away = info.phase == Phase::Backoff || info.phase == Phase::Offline;
    if (!m_wasLive || !away || m_timer.isActive())
        return;
    say(u"the hub is away"_s);
    m_timer.start();
}

// A hub that is there again is another process, mostly at another port. The one we know is left to
// the session's own attempts.
void HubFollower::look()
{
    const auto found = session::readHubFiles(session::defaultHubDir());
    if (!found || found->process == m_process)
        return;
    m_process = found->process;
    m_session.disconnectNow();
    m_session.setAddress(found->address, found->token);
    m_session.connectNow();
}

} // namespace fw::cli
