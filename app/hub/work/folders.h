// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"

namespace fw::hub::work {

/// Where the hub keeps what, below its data directory.
class Folders
{
public:
    explicit Folders(QString root)
        : m_root(std::move(root))
    {
    }

    /// Makes every folder, for this user only. Fails with Io.
    Expected<void> make() const;

    QString root() const { return m_root; }
    QString database() const;
    QString uploads() const;
    QString outputs(const JobId &job) const;
    QString thumbnail(const JobId &job, int index) const;
    QString log(const JobId &job, int attempt) const;
    QString allTemporary() const;
    QString temporary(const JobId &job) const;
    QString sample(const JobId &job) const; ///< the source made for a sample job
    QString rendered(const JobId &job,
                     const QString &format) const; ///< complete, not yet published
    QString rendering(const JobId &job, const QString &format) const; ///< being written

    /// Removes the half-written files of a dead attempt; complete renders stay for the next one.
    void removeHalfWritten(const JobId &job) const;
    void removeTemporary(const JobId &job) const;
    void removeOutputs(const JobId &job) const;

private:
    QString m_root;
};

} // namespace fw::hub::work
