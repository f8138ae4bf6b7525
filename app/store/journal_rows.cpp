// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "store/journal_codec.h"
#include "store/journal_file.h"
#include "store/journal_sql.h"

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 bucketFormat = 1;
// Beyond this a batch goes straight into the buckets, and the rows beside them are merged in.
constexpr size_t largeBatch = 2000;
constexpr size_t muchRecent = 4096;

// FNV-1a: the same in every version of Qt, unlike qHash().
int bucketOf(const JobId &job)
{
    quint32 hash = 2166136261U;
    for (const QChar c : job.text)
        hash = (hash ^ c.unicode()) * 16777619U;
    return static_cast<int>(hash % JournalFile::buckets);
}

// Calls take for every row of a bucket; false when the bucket is damaged.
template <class Take> bool eachRow(QByteArrayView bytes, const ServerId &server, Take take)
{
    ByteReader in(bytes);
    if (in.number() != bucketFormat)
        return false;
    while (!in.atEnd()) {
        auto row = readRow(in, server);
        if (!row)
            return false;
        take(std::move(*row));
    }
    return in.ok();
}

QByteArray rowBytes(const JobEntry &entry)
{
    ByteWriter out;
    writeRow(out, entry);
    return out.bytes();
}

} // namespace

Expected<void> JournalFile::writeRows(const std::vector<RowChange> &changes)
{
    if (changes.size() < largeBatch && m_recent + changes.size() < muchRecent)
        return writeRecent(changes);
    auto recent = readRecent();
    if (!recent)
        return tl::unexpected(recent.error());
    recent->insert(recent->end(), changes.begin(), changes.end());
    return mergeRows(*recent);
}

Expected<void> JournalFile::writeRecent(const std::vector<RowChange> &changes)
{
    auto done = transaction([&]() -> Expected<void> {
        QSqlQuery query(m_db);
        query.prepare(u"INSERT OR REPLACE INTO recent(server, job, data) VALUES(?, ?, ?)"_s);
        for (const RowChange &change : changes) {
            query.addBindValue(change.key.server.text);
            query.addBindValue(change.key.job.text);
            query.addBindValue(change.entry ? QVariant(rowBytes(*change.entry)) : QVariant());
            if (auto written = execute(query); !written)
                return written;
        }
        return {};
    });
    if (done)
        m_recent += changes.size(); // at most: a job may be in it already
    return done;
}

Expected<std::vector<JournalFile::RowChange>> JournalFile::readRecent()
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT server, job, data FROM recent"_s))
        return tl::unexpected(failureOf(query.lastError()));
    std::vector<RowChange> changes;
    while (query.next()) {
        RowChange change;
        change.key = { ServerId{ query.value(0).toString() }, JobId{ query.value(1).toString() } };
        if (!query.isNull(2)) {
            const QByteArray bytes = query.value(2).toByteArray();
            ByteReader in(bytes);
            change.entry = readRow(in, change.key.server);
            if (!change.entry) {
                m_damaged.insert(change.key.server);
                continue; // what the bucket says stays
            }
        }
        changes.push_back(std::move(change));
    }
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return changes;
}

// The later change of a job wins.
Expected<void> JournalFile::mergeRows(const std::vector<RowChange> &changes)
{
    QHash<QPair<ServerId, int>, QHash<JobId, const JobEntry *>> grouped;
    for (const RowChange &change : changes) {
        auto &group = grouped[{ change.key.server, bucketOf(change.key.job) }];
        group.insert(change.key.job, change.entry ? &*change.entry : nullptr);
    }
    auto done = transaction([&]() -> Expected<void> {
        for (auto group = grouped.cbegin(); group != grouped.cend(); ++group) {
            const auto &[server, bucket] = group.key();
            if (auto merged = mergeBucket(server, bucket, *group); !merged)
                return merged;
        }
        return run(u"DELETE FROM recent"_s);
    });
    if (done)
        m_recent = 0;
    return done;
}

Expected<void> JournalFile::mergeBucket(const ServerId &server, int bucket,
                                        const QHash<JobId, const JobEntry *> &changes)
{
    QSqlQuery read(m_db);
    read.prepare(u"SELECT data FROM buckets WHERE server=? AND bucket=?"_s);
    read.addBindValue(server.text);
    read.addBindValue(bucket);
    if (auto done = execute(read); !done)
        return done;
    ByteWriter out;
    out.number(bucketFormat);
    if (read.next()) {
        const QByteArray before = read.value(0).toByteArray();
        const bool whole = eachRow(before, server, [&](const JobEntry &row) {
            if (!changes.contains(row.job.id))
                writeRow(out, row);
        });
        if (!whole)
            m_spoilt.insert(server);
    }
    read.finish();
    for (const JobEntry *entry : changes) {
        if (entry)
            writeRow(out, *entry);
    }
    QSqlQuery write(m_db);
    write.prepare(u"INSERT OR REPLACE INTO buckets(server, bucket, data) VALUES(?, ?, ?)"_s);
    write.addBindValue(server.text);
    write.addBindValue(bucket);
    write.addBindValue(out.bytes());
    return execute(write);
}

Expected<void> JournalFile::forgetServer(const ServerId &server)
{
    m_spoilt.remove(server);
    return transaction([&]() -> Expected<void> {
        for (const QString &statement :
             { u"DELETE FROM buckets WHERE server=?"_s, u"DELETE FROM recent WHERE server=?"_s,
               u"DELETE FROM items WHERE server=?"_s, u"DELETE FROM servers WHERE server=?"_s,
               u"DELETE FROM positions WHERE server=?"_s }) {
            QSqlQuery query(m_db);
            query.prepare(statement);
            query.addBindValue(server.text);
            if (auto done = execute(query); !done)
                return done;
        }
        return {};
    });
}

Expected<size_t> JournalFile::readRows(const std::function<void(std::vector<JobEntry>)> &take)
{
    auto recent = readRecent();
    if (!recent)
        return tl::unexpected(recent.error());
    QSet<JobKey> newer;
    std::vector<JobEntry> rows;
    for (RowChange &change : *recent) {
        newer.insert(change.key);
        if (change.entry)
            rows.push_back(std::move(*change.entry));
    }
    if (!rows.empty())
        take(std::exchange(rows, {}));
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT server, data FROM buckets"_s))
        return tl::unexpected(failureOf(query.lastError()));
    size_t damaged = 0;
    while (query.next()) {
        const ServerId server{ query.value(0).toString() };
        const QByteArray bytes = query.value(1).toByteArray();
        const bool whole = eachRow(bytes, server, [&](JobEntry row) {
            if (newer.isEmpty() || !newer.contains({ server, row.job.id }))
                rows.push_back(std::move(row));
        });
        if (!whole) {
            ++damaged;
            m_damaged.insert(server);
        }
        take(std::exchange(rows, {}));
    }
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return damaged;
}

} // namespace fw::store
