// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>

namespace fw::session {

/// Which window a hub started by a window belongs to: the one that holds `window.lock` in the
/// hub's data folder. When that window crashed, the next one takes it, and the hub with it.
class HubOwner final
{
public:
    explicit HubOwner(QString dataDir);

    /// True when the hub of this folder is ours now: no other window that lives has it.
    bool take();
    bool isOurs() const { return m_lock != nullptr; }
    /// Ends the hub of this folder, if it is ours and was started by a window: SIGTERM, \a millis
    /// to go, then SIGKILL.
    void endHub(int millis) const;
    void release() { m_lock.reset(); }

private:
    QString m_dataDir;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace fw::session
