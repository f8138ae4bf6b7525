// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/journal.h"
#include "store/journal_file.h"

#include <QMutex>

#include <deque>

namespace fw::store {

/// What waits to be written: the newest of each item, everything else in order.
struct JournalInbox
{
    std::vector<Edit> edits;
    /// Of a job that is here several times the last one counts. Whoever posts must not wait for
    /// thousands of them to be sorted out: that is done when they are written, or too many.
    std::deque<JournalFile::RowChange> rows;
    size_t rowsSorted = 0; ///< how many were left when that was done last
    QHash<ItemKey, std::optional<ItemEntry>> items;
    std::vector<ServerId> forgotten;
    std::vector<Activity> activities;
    QHash<ServerId, ServerMemory> servers;
    QHash<ServerId, std::vector<wire::Position>> positions;
    bool isEmpty() const
    {
        return edits.empty() && rows.empty() && items.isEmpty() && forgotten.empty()
            && activities.empty() && servers.isEmpty() && positions.isEmpty();
    }
};

/// The journal's thread side: takes what waits and writes it, edits first.
class JournalWorker final : public QObject
{
    Q_OBJECT
public:
    explicit JournalWorker(QString path);
    ~JournalWorker() override;

    /// Any thread: adds to what waits; true when the worker must be woken.
    bool post(const std::function<void(JournalInbox &)> &add);
    // The rest on the worker's thread only.
    void load();
    void work();
    void finish(); ///< writes everything, marks the end as clean, closes

Q_SIGNALS:
    void editsLoaded(const std::shared_ptr<std::vector<fw::store::Edit>> &edits, bool unclean);
    void activitiesLoaded(const std::shared_ptr<std::vector<fw::store::Activity>> &activities);
    void rowsLoaded(const std::shared_ptr<std::vector<fw::store::JobEntry>> &rows);
    void itemsLoaded(const std::shared_ptr<std::vector<fw::store::ItemEntry>> &items);
    void
    serversLoaded(const std::shared_ptr<QHash<fw::ServerId, fw::store::ServerMemory>> &servers);
    void positionsLoaded(
        const std::shared_ptr<QHash<fw::ServerId, std::vector<fw::wire::Position>>> &positions);
    void loaded(const fw::store::LoadReport &report);
    void editsStored(const QList<fw::EditId> &edits);
    void editsNotStored(const QList<fw::EditId> &edits, const fw::Failure &failure);
    void troubled(const fw::Failure &failure);

private:
    bool ensureOpen();
    void startOver(const Failure &failure);
    void storeEdits(const std::vector<Edit> &edits);
    void storeNews(JournalInbox &inbox);
    Expected<void> readAll(LoadReport &report);
    void tellDamage(size_t count, const QString &message);
    void check(const Expected<void> &done);

    JournalFile m_file;
    QMutex m_mutex;
    JournalInbox m_inbox; ///< guarded by m_mutex
    bool m_woken = false; ///< guarded by m_mutex
    bool m_unusable = false; ///< the file cannot be had in this run
    bool m_wasClean = true;
    std::optional<Failure> m_lastTold;
};

} // namespace fw::store
