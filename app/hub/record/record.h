// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/record/connection.h"
#include "hub/record/records.h"

#include <memory>
#include <span>

namespace fw::hub::record {

/// The hub's database: what it knows of every job, durable before anybody is told. One thread.
/// Every function that can fail does so with Database and SQLite's own reason; NotFound is named.
class Record final
{
public:
    /// Opens \a file (made when missing) and brings its tables up to date.
    static Expected<std::unique_ptr<Record>> open(const QString &file);

    /// Writes all of it in one transaction, or nothing.
    Expected<void> commit(const Change &change);
    Expected<void> commitAll(std::span<const Change> changes);
    /// Runs \a work, and every commit in it, as one transaction.
    Expected<void> together(const std::function<Expected<void>()> &work);
    /// Paths of every source that belongs to a job: uploads and samples.
    Expected<QStringList> ownedSources();

    Expected<JobRecord> job(const JobId &id); ///< NotFound
    Expected<JobDetail> detail(const JobId &id); ///< NotFound
    /// Newest first. \a cursor is `next` of the page before, else empty; BadInput when it is
    /// neither. \a limit is brought into 1..500; \a states empty: every state.
    Expected<JobPage> page(const QString &cursor, int limit, const QList<wire::JobState> &states);
    Expected<std::vector<wire::Job>> all(); ///< newest first
    /// Every row, oldest first.
    Expected<void> eachRow(const std::function<void(wire::Job)> &see);
    /// Jobs that are not over and have stages, thumbnails or metadata, oldest first.
    Expected<std::vector<JobId>> unfinishedWithParts();
    /// Jobs in one of \a states, oldest first.
    Expected<std::vector<JobId>> inStates(const QList<wire::JobState> &states);
    Expected<std::vector<Waiting>> queue(); ///< every queued job
    Expected<std::vector<Attempt>> attempts(const JobId &id);
    /// The number of the job's newest attempt; empty: there is no such job.
    Expected<std::optional<int>> attemptOf(const JobId &id);
    Expected<wire::Output> output(const OutputId &id); ///< NotFound

    Expected<std::optional<Verdict>> verdict(const EditId &op);
    Expected<void> remember(const Verdict &verdict, WallTime now);

    /// Verdicts, and steps of documents, last for so long (reliability.md 5.5). A document itself
    /// stays, however old it is.
    static constexpr auto kept = std::chrono::hours(24 * 30);
    /// Removes at most \a most verdicts and as many steps that are older than that at \a now, and
    /// says how many there were: fewer than \a most means that nothing is left to remove.
    Expected<qint64> forget(WallTime now, int most);

    /// Begins the life called \a epoch, a number above \a above and above every life before.
    Expected<qint64> beginLife(const QString &epoch, qint64 above, WallTime now);
    /// The number of the newest life; 0: none yet.
    Expected<qint64> newestLife();
    /// The number of the life called \a epoch, if this record has lived it.
    Expected<std::optional<qint64>> lifeOf(const QString &epoch);
    /// No new revision of a document has a smaller number.
    Expected<qint64> leastRevision();
    /// So far beyond every known revision leastRevision() goes: more than can be lost with a state.
    static constexpr qint64 revisionsSkipped = 1'000'000;
    /// Raises leastRevision() by revisionsSkipped beyond every revision: numbers that were given
    /// away in a lost state of this record are not given again.
    Expected<void> skipRevisions();

    /// So many steps of a document are kept; older ones are forgotten as new ones come.
    static constexpr qint64 stepsKept = 1000;
    /// The document on \a lane, if there is one.
    Expected<std::optional<LaneDocument>> document(const QString &channel, const QString &lane);
    /// Every document of every channel, by channel and lane.
    Expected<void> eachDocument(const std::function<void(LaneDocument)> &see);
    /// The kept steps that led beyond revision \a after, oldest first.
    Expected<std::vector<LaneStep>> steps(const QString &channel, const QString &lane,
                                          qint64 after);
    /// Writes the step and what the document became. Database, when its op is in the history.
    Expected<void> write(const LaneDocument &document, const LaneStep &step);

private:
    Record() = default;
    Expected<void> write(const Change &change);
    Expected<void> readParts(JobDetail &detail);

    Connection m_connection;
};

} // namespace fw::hub::record
