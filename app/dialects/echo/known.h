// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/facts.h"

namespace fw::dialects::echo {

/// One job the server listed.
struct KnownJob
{
    QString id;
    QString video; ///< which video it belongs to: metadata is kept by video; empty: not told yet
    bool open = false; ///< has not ended
};

/// The jobs of the last list, kept as text in SessionFacts::extra: what to subscribe to (S36), what
/// has vanished from the list, and which video an edit of a job goes to.
class KnownJobs
{
public:
    explicit KnownJobs(const wire::SessionFacts &facts);

    const std::vector<KnownJob> &all() const { return m_jobs; }
    const KnownJob *find(const QString &id) const;
    /// Takes what is new of \a job; an empty video leaves the known one.
    void put(const KnownJob &job);
    void remove(const QString &id);
    /// Writes them back; false when nothing changed.
    bool save(wire::SessionFacts &facts) const;
    /// Whether save() would change anything.
    bool differs(const wire::SessionFacts &facts) const;

private:
    QString text() const;

    static constexpr size_t most = 500;
    std::vector<KnownJob> m_jobs;
};

/// True when the list told of \a id and its video: quick, for every message of the socket.
bool isListed(const wire::SessionFacts &facts, const QString &id);

/// Jobs whose detail was asked for, the latest last.
QStringList watchedJobs(const wire::SessionFacts &facts);
void noteWatched(wire::SessionFacts &facts, const QString &id);

/// Nothing is known any more.
void forgetJobs(wire::SessionFacts &facts);

/// Ids for a subscription: open and watched jobs (S36, S37).
QStringList subscribedJobs(const wire::SessionFacts &facts);

} // namespace fw::dialects::echo
