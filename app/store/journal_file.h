// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "store/reduce.h"

#include <QSqlDatabase>

#include <functional>
#include <span>

namespace fw::store {

/// One step of the schema: what is run to get from the version before to this one.
using SchemaStep = QStringList;
/// The steps of this program; the last one makes the current version.
std::span<const SchemaStep> schemaSteps();

/// The journal's SQLite file, used on one thread. Rows lie in buckets (by a hash of the job's id),
/// one blob per bucket, because 100,000 single rows take ten times as long to read; what changed
/// lately lies beside them row by row and is merged in when it has become much. Items are few
/// enough to be rows of their own.
class JournalFile
{
public:
    static constexpr int buckets = 128;

    explicit JournalFile(QString path);
    ~JournalFile();
    JournalFile(const JournalFile &) = delete;
    JournalFile &operator=(const JournalFile &) = delete;

    /// Opens and, when needed, makes or migrates the file (keeping a copy `….v<n>` of the old
    /// one). Database: damaged; Unsupported: made by a newer program; Io: cannot be opened.
    Expected<void> open(std::span<const SchemaStep> steps = schemaSteps());
    void close();
    bool isOpen() const;
    /// Moves the file and its companions aside; returns the new name.
    Expected<QString> setAside(const QString &suffix);

    /// A change of one row; no entry: the job is gone.
    struct RowChange
    {
        JobKey key;
        std::optional<JobEntry> entry;
    };
    /// Durable on the disk when this returns without failure.
    Expected<void> writeEdits(const std::vector<Edit> &edits);
    Expected<void> writeRows(const std::vector<RowChange> &changes);
    /// A change of one item; no entry: it is gone.
    struct ItemChange
    {
        ItemKey key;
        std::optional<ItemEntry> entry;
    };
    Expected<void> writeItems(const std::vector<ItemChange> &changes);
    Expected<void> writeActivities(const std::vector<Activity> &activities);
    /// Rows, items, servers and positions (see JournalNews), all or nothing. Once something of a
    /// server could not be kept, no position of it is written any more, and those that were go.
    struct News
    {
        std::vector<RowChange> rows;
        std::vector<ItemChange> items;
        QHash<ServerId, ServerMemory> servers;
        QHash<ServerId, std::vector<wire::Position>> positions;
        bool isEmpty() const
        {
            return rows.empty() && items.empty() && servers.isEmpty() && positions.isEmpty();
        }
    };
    Expected<void> writeNews(const News &news);
    Expected<void> forgetServer(const ServerId &server);
    Expected<void> setClean(bool clean);

    Expected<std::vector<Edit>> readEdits();
    /// Those of earlier runs only: what this run wrote, it knows.
    Expected<std::vector<Activity>> readActivities();
    Expected<QHash<ServerId, ServerMemory>> readServers();
    /// Hands over the rows bucket by bucket. Damaged buckets are left out and counted.
    Expected<size_t> readRows(const std::function<void(std::vector<JobEntry>)> &take);
    /// Hands over the items in batches. Damaged ones are left out and counted.
    Expected<size_t> readItems(const std::function<void(std::vector<ItemEntry>)> &take);
    /// After the rows and the items: servers of which something could not be read have none.
    Expected<QHash<ServerId, std::vector<wire::Position>>> readPositions();
    bool wasClean();

private:
    Expected<void> run(const QString &statement);
    Expected<void> migrate(std::span<const SchemaStep> steps);
    Expected<void> mergeRows(const std::vector<RowChange> &changes);
    Expected<void> writeRecent(const std::vector<RowChange> &changes);
    Expected<std::vector<RowChange>> readRecent();
    Expected<void> mergeBucket(const ServerId &server, int bucket,
                               const QHash<JobId, const JobEntry *> &changes);
    Expected<void> dropOldItems(const ServerId &server);
    Expected<void> writeServers(const QHash<ServerId, ServerMemory> &servers);
    Expected<void> writePositions(const ServerId &server,
                                  const std::vector<wire::Position> &positions);
    void spoil(const News &news);
    Expected<void> transaction(const std::function<Expected<void>()> &work);

    QString m_path;
    QString m_connection;
    QSqlDatabase m_db;
    qlonglong m_lastOfBefore = 0; ///< number of the last activity of earlier runs
    size_t m_recent = 0; ///< rows that lie beside the buckets
    bool m_inTransaction = false;
    QSet<ServerId> m_spoilt; ///< something of them could not be kept in this run
    QSet<ServerId> m_damaged; ///< something of them could not be read
};

} // namespace fw::store
