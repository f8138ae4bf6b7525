// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/decoded.h"

#include <QHash>
#include <QSet>

namespace fw::session {

/// Notices when a server takes back what it pushed: a job or a stage whose progress falls while it
/// runs. What it says is shown as it is; this only names it, once for each job of a connection.
class Backsteps
{
public:
    /// Adds an issue to \a decoded for each job that moves backwards in it. News older than the
    /// last by their own time are late, not backwards; messages with a place in a channel are left
    /// to that.
    void look(wire::Decoded &decoded);
    void forget(); ///< a new connection begins anew

private:
    struct Mark
    {
        double progress = 0; ///< percent
        std::optional<WallTime> time;
        QString stage;
        int attempt = 1;
    };
    std::optional<QString> step(const wire::Event &event);
    std::optional<QString> compare(const JobId &job, const QString &key, const Mark &seen,
                                   bool runs);

    static constexpr qsizetype most = 20'000; ///< marks; then it begins anew
    QHash<QString, Mark> m_marks;
    QSet<QString> m_named;
};

} // namespace fw::session
