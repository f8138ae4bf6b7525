// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal_file.h"

#include "base/log.h"
#include "store/journal_codec.h"
#include "store/journal_sql.h"
#include "store/outbox.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <array>

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

constexpr auto activitiesKept = 1000;
constexpr auto settledKept = 200;

const std::array<SchemaStep, 4> steps{
    SchemaStep{
        u"CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL)"_s,
        u"CREATE TABLE edits(id TEXT PRIMARY KEY, settled INTEGER NOT NULL, data BLOB NOT NULL)"_s,
        u"CREATE TABLE buckets(server TEXT NOT NULL, bucket INTEGER NOT NULL, data BLOB NOT NULL,"
        " PRIMARY KEY(server, bucket))"_s,
        u"CREATE TABLE recent(server TEXT NOT NULL, job TEXT NOT NULL, data BLOB,"
        " PRIMARY KEY(server, job))"_s,
        u"CREATE TABLE activities(number INTEGER PRIMARY KEY AUTOINCREMENT, data BLOB NOT NULL)"_s,
    },
    SchemaStep{
        u"CREATE TABLE items(number INTEGER PRIMARY KEY, server TEXT NOT NULL, kind TEXT NOT NULL,"
        " item TEXT NOT NULL, data BLOB NOT NULL, UNIQUE(server, kind, item))"_s,
    },
    SchemaStep{
        u"CREATE TABLE servers(server TEXT PRIMARY KEY, heard INTEGER NOT NULL)"_s,
    },
    SchemaStep{
        u"ALTER TABLE servers ADD COLUMN account TEXT NOT NULL DEFAULT ''"_s,
        u"CREATE TABLE positions(server TEXT NOT NULL, channel TEXT NOT NULL, epoch TEXT NOT NULL,"
        " seq INTEGER NOT NULL, PRIMARY KEY(server, channel))"_s,
    }
};

} // namespace

std::span<const SchemaStep> schemaSteps()
{
    return steps;
}

JournalFile::JournalFile(QString path)
    : m_path(std::move(path))
    , m_connection(u"journal-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

JournalFile::~JournalFile()
{
    close();
}

bool JournalFile::isOpen() const
{
    return m_db.isOpen();
}

void JournalFile::close()
{
    if (!m_db.isValid())
        return;
    m_db.close();
    m_db = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Expected<void> JournalFile::open(std::span<const SchemaStep> wanted)
{
    if (!QDir().mkpath(QFileInfo(m_path).absolutePath()))
        return fail(Failure::Code::Io, u"journal: cannot make the folder of %1"_s.arg(m_path));
    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_db.setDatabaseName(m_path);
    m_db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!m_db.open())
        return tl::unexpected(failureOf(m_db.lastError()));
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    for (const QString &pragma : { u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=NORMAL"_s,
                                   u"PRAGMA cache_size=-4000"_s }) {
        if (auto done = run(pragma); !done)
            return done;
    }
    if (auto done = migrate(wanted); !done)
        return done;
    QSqlQuery count(m_db);
    if (!count.exec(u"SELECT (SELECT count(*) FROM recent), "
                    "(SELECT ifnull(max(number), 0) FROM activities)"_s)
        || !count.next())
        return tl::unexpected(failureOf(count.lastError()));
    m_recent = count.value(0).toULongLong();
    m_lastOfBefore = count.value(1).toLongLong();
    return {};
}

Expected<void> JournalFile::migrate(std::span<const SchemaStep> wanted)
{
    QSqlQuery query(m_db);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return tl::unexpected(failureOf(query.lastError()));
    const auto version = query.value(0).toULongLong();
    query.finish();
    if (version > wanted.size())
        return fail(Failure::Code::Unsupported,
                    u"journal: version %1 was made by a newer program"_s.arg(version));
    if (version == wanted.size())
        return {};
    if (version > 0) {
        const QString copy = u"%1.v%2"_s.arg(m_path).arg(version);
        QFile::remove(copy);
        if (auto done = run(u"VACUUM INTO '%1'"_s.arg(QString(copy).replace(u'\'', u"''"_s)));
            !done)
            return done;
    }
    return transaction([&]() -> Expected<void> {
        for (size_t step = version; step < wanted.size(); ++step) {
            for (const QString &statement : wanted[step]) {
                if (auto done = run(statement); !done)
                    return done;
            }
        }
        return run(u"PRAGMA user_version=%1"_s.arg(wanted.size()));
    });
}

Expected<QString> JournalFile::setAside(const QString &suffix)
{
    close();
    const QString aside = m_path + suffix;
    if (QFile::exists(m_path) && !QFile::rename(m_path, aside))
        return fail(Failure::Code::Io, u"journal: cannot rename %1"_s.arg(m_path));
    for (const QString &companion : { u"-wal"_s, u"-shm"_s }) {
        if (QFile::exists(m_path + companion))
            QFile::rename(m_path + companion, aside + companion);
    }
    return aside;
}

Expected<void> JournalFile::run(const QString &statement)
{
    QSqlQuery query(m_db);
    if (query.exec(statement))
        return {};
    return tl::unexpected(failureOf(query.lastError()));
}

Expected<void> JournalFile::transaction(const std::function<Expected<void>()> &work)
{
    if (m_inTransaction)
        return work(); // part of a larger one
    if (auto begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    m_inTransaction = true;
    Expected<void> done = work();
    m_inTransaction = false;
    if (done)
        done = run(u"COMMIT"_s);
    if (!done)
        run(u"ROLLBACK"_s);
    return done;
}

Expected<void> JournalFile::writeEdits(const std::vector<Edit> &edits)
{
    // In WAL mode FULL means one fsync at the commit: what is queued survives a power cut too.
    if (auto done = run(u"PRAGMA synchronous=FULL"_s); !done)
        return done;
    auto done = transaction([&]() -> Expected<void> {
        QSqlQuery query(m_db);
        query.prepare(u"INSERT INTO edits(id, settled, data) VALUES(?, ?, ?) "
                      "ON CONFLICT(id) DO UPDATE SET settled=excluded.settled,"
                      " data=excluded.data"_s);
        for (const Edit &edit : edits) {
            query.addBindValue(edit.id.text);
            query.addBindValue(isSettled(edit.fate) ? 1 : 0);
            query.addBindValue(editBytes(edit));
            if (auto written = execute(query); !written)
                return written;
        }
        return run(u"DELETE FROM edits WHERE settled=1 AND rowid <= (SELECT rowid FROM edits "
                   "WHERE settled=1 ORDER BY rowid DESC LIMIT 1 OFFSET %1)"_s.arg(settledKept));
    });
    run(u"PRAGMA synchronous=NORMAL"_s);
    return done;
}

Expected<std::vector<Edit>> JournalFile::readEdits()
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT data FROM edits ORDER BY rowid"_s))
        return tl::unexpected(failureOf(query.lastError()));
    std::vector<Edit> edits;
    while (query.next()) {
        if (auto edit = editFromBytes(query.value(0).toByteArray()))
            edits.push_back(std::move(*edit));
        else
            qCWarning(lcStore, "An edit in the journal cannot be read and is left out.");
    }
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return edits;
}

Expected<void> JournalFile::writeActivities(const std::vector<Activity> &activities)
{
    return transaction([&]() -> Expected<void> {
        QSqlQuery query(m_db);
        query.prepare(u"INSERT INTO activities(data) VALUES(?)"_s);
        for (const Activity &activity : activities) {
            query.addBindValue(activityBytes(activity));
            if (auto written = execute(query); !written)
                return written;
        }
        return run(u"DELETE FROM activities WHERE number <= "
                   "(SELECT max(number) FROM activities) - %1"_s.arg(activitiesKept));
    });
}

Expected<std::vector<Activity>> JournalFile::readActivities()
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT data FROM activities WHERE number <= %1 ORDER BY number"_s.arg(
            m_lastOfBefore)))
        return tl::unexpected(failureOf(query.lastError()));
    std::vector<Activity> activities;
    while (query.next()) {
        if (auto activity = activityFromBytes(query.value(0).toByteArray()))
            activities.push_back(std::move(*activity));
    }
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return activities;
}

Expected<void> JournalFile::setClean(bool clean)
{
    return run(
        u"INSERT OR REPLACE INTO meta(key, value) VALUES('clean', '%1')"_s.arg(clean ? 1 : 0));
}

bool JournalFile::wasClean()
{
    QSqlQuery query(m_db);
    if (!query.exec(u"SELECT value FROM meta WHERE key='clean'"_s) || !query.next())
        return true; // a new file
    return query.value(0).toInt() == 1;
}

} // namespace fw::store
