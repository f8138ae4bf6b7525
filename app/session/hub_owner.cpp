// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/hub_owner.h"

#include "session/hub_files.h"

#include <QDir>

#include <csignal>

namespace fw::session {

using namespace Qt::StringLiterals;

HubOwner::HubOwner(QString dataDir)
    : m_dataDir(std::move(dataDir))
{
}

bool HubOwner::take()
{
    if (m_lock)
        return true;
    QDir().mkpath(m_dataDir);
    auto lock = std::make_unique<QLockFile>(m_dataDir + u"/window.lock"_s);
    lock->setStaleLockTime(0); // a lock is stale only when its window is gone
    if (lock->tryLock())
        m_lock = std::move(lock);
    return isOurs();
}

void HubOwner::endHub(int millis) const
{
    const auto found = readHubFiles(m_dataDir);
    if (!isOurs() || !found || !found->ofWindow)
        return;
    const auto pid = static_cast<pid_t>(found->process);
    kill(pid, SIGTERM);
    QLockFile gone(m_dataDir + u"/lock"_s); // the hub has it as long as it runs
    gone.setStaleLockTime(0);
    if (!gone.tryLock(millis))
        kill(pid, SIGKILL);
}

} // namespace fw::session
