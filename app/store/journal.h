// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "store/reduce.h"

#include <QObject>

#include <memory>

namespace fw::store {

/// What loading found.
struct LoadReport
{
    size_t jobs = 0;
    size_t items = 0;
    size_t edits = 0; ///< not settled yet
    size_t recovered = 0; ///< of those, held because of an unclean end; counted by the Store
    bool unclean = false; ///< the program did not end by itself the last time
    Millis took{ 0 }; ///< on the journal's thread
};

/// What belongs together: on the disk all of it or nothing.
struct JournalNews
{
    std::vector<JobEntry> rows;
    std::vector<ItemEntry> items;
    QHash<ServerId, ServerMemory> servers;
    /// Of all channels of a server, once everything they brought was given; empty: none.
    QHash<ServerId, std::vector<wire::Position>> positions;
};

/// The memory of the desktop across runs: outbox, last known rows, tail of the activities, in
/// `$XDG_DATA_HOME/framewatch/journal.sqlite`. All work happens on a thread of its own; calls
/// return at once. Edits are on the disk (fsync) before editsStored() is emitted; rows and
/// activities are written in batches and survive a killed process. A file that cannot be read is
/// set aside as `….broken-<time>` and reported; without a usable file everything still works,
/// only nothing is kept. Holds no secrets.
class Journal final : public QObject
{
    Q_OBJECT
public:
    /// \a path empty: the usual place. Nothing is opened before the first call.
    explicit Journal(QString path = {}, QObject *parent = nullptr);
    ~Journal() override; ///< writes what waits, marks the end as clean
    static QString usualPath();

    /// Reads everything: editsLoaded, activitiesLoaded, serversLoaded, rowsLoaded and itemsLoaded
    /// in batches, positionsLoaded, then loaded.
    void load();
    /// Keeps these edits as they are now.
    void keepEdits(std::vector<Edit> edits);
    /// Keeps these rows; the newest of each job counts.
    void keepRows(std::vector<JobEntry> rows);
    void dropRows(const std::vector<JobKey> &keys);
    /// The same for items; State::maxItems of a server are kept, those written last.
    void keepItems(std::vector<ItemEntry> items);
    void dropItems(const std::vector<ItemKey> &keys);
    void dropServer(const ServerId &server);
    /// Keeps all of it in one transaction, with rows and items given before. Where something of a
    /// server could not be kept, its positions go: the next run reads it whole.
    void keepNews(JournalNews news);
    void keepActivities(std::vector<Activity> activities);
    /// Waits until all that was given so far is written (tests, and before the program ends).
    void finish();

Q_SIGNALS:
    void editsLoaded(const std::shared_ptr<std::vector<fw::store::Edit>> &edits, bool unclean);
    /// Newest last; their numbers mean nothing.
    void activitiesLoaded(const std::shared_ptr<std::vector<fw::store::Activity>> &activities);
    void rowsLoaded(const std::shared_ptr<std::vector<fw::store::JobEntry>> &rows);
    void itemsLoaded(const std::shared_ptr<std::vector<fw::store::ItemEntry>> &items);
    void
    serversLoaded(const std::shared_ptr<QHash<fw::ServerId, fw::store::ServerMemory>> &servers);
    /// Of servers of which everything could be read.
    void positionsLoaded(
        const std::shared_ptr<QHash<fw::ServerId, std::vector<fw::wire::Position>>> &positions);
    void loaded(const fw::store::LoadReport &report);
    /// These edits are on the disk.
    void editsStored(const QList<fw::EditId> &edits);
    /// These edits could not be written.
    void editsNotStored(const QList<fw::EditId> &edits, const fw::Failure &failure);
    /// The journal has a problem that people should know about.
    void troubled(const fw::Failure &failure);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::store
