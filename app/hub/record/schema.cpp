// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/schema.h"

#include <QStringList>

namespace fw::hub::record {

using namespace Qt::StringLiterals;

namespace {

// Times are milliseconds since the epoch. Rows of a job are found by its id; the list is read by
// (created, id), also per state, and the queue by (priority, created).
QStringList firstVersion()
{
    return {
        u"CREATE TABLE jobs(id TEXT PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL,"
        " source_path TEXT NOT NULL, owns_source INTEGER NOT NULL, sample INTEGER NOT NULL,"
        " interruptions INTEGER NOT NULL, render TEXT NOT NULL, state TEXT NOT NULL,"
        " stage TEXT NOT NULL, message TEXT NOT NULL, progress REAL, error_code TEXT,"
        " error_message TEXT, error_stage TEXT, error_recoverable INTEGER, bytes INTEGER,"
        " priority INTEGER NOT NULL, attempt INTEGER NOT NULL, created INTEGER NOT NULL,"
        " started INTEGER, finished INTEGER, updated INTEGER, thumbnail TEXT NOT NULL)"
        " WITHOUT ROWID"_s,
        u"CREATE INDEX jobs_by_time ON jobs(created, id)"_s,
        u"CREATE INDEX jobs_by_state ON jobs(state, created, id)"_s,
        u"CREATE TABLE stages(job TEXT NOT NULL, attempt INTEGER NOT NULL, id TEXT NOT NULL,"
        " position INTEGER NOT NULL, state TEXT NOT NULL, progress REAL, message TEXT NOT NULL,"
        " error_code TEXT, error_message TEXT, error_recoverable INTEGER, started INTEGER,"
        " finished INTEGER, PRIMARY KEY(job, attempt, id)) WITHOUT ROWID"_s,
        u"CREATE TABLE attempts(job TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL,"
        " started INTEGER, finished INTEGER, reason TEXT NOT NULL, code TEXT NOT NULL,"
        " log_path TEXT NOT NULL, PRIMARY KEY(job, number)) WITHOUT ROWID"_s,
        u"CREATE TABLE outputs(id TEXT PRIMARY KEY, job TEXT NOT NULL, name TEXT NOT NULL,"
        " format TEXT NOT NULL, url TEXT NOT NULL, path TEXT NOT NULL, bytes INTEGER,"
        " width INTEGER NOT NULL, height INTEGER NOT NULL, seconds REAL) WITHOUT ROWID"_s,
        u"CREATE INDEX outputs_by_job ON outputs(job)"_s,
        u"CREATE TABLE thumbnails(job TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL,"
        " url TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, seconds REAL,"
        " PRIMARY KEY(job, position)) WITHOUT ROWID"_s,
        u"CREATE TABLE metadata(job TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,"
        " PRIMARY KEY(job, field)) WITHOUT ROWID"_s,
        u"CREATE TABLE events(id INTEGER PRIMARY KEY, job TEXT NOT NULL, time INTEGER NOT NULL,"
        " level TEXT NOT NULL, text TEXT NOT NULL, stage TEXT NOT NULL,"
        " attempt INTEGER NOT NULL)"_s,
        u"CREATE INDEX events_by_job ON events(job, id)"_s,
        u"CREATE TABLE verdicts(op TEXT PRIMARY KEY, verdict INTEGER NOT NULL,"
        " message TEXT NOT NULL, revision INTEGER NOT NULL, jobs TEXT NOT NULL,"
        " time INTEGER NOT NULL) WITHOUT ROWID"_s,
        u"CREATE INDEX verdicts_by_time ON verdicts(time)"_s,
    };
}

// Documents that people edit together (reliability.md 5.5). An op makes at most one step, ever.
QStringList withLanes()
{
    return {
        u"CREATE TABLE lane_documents(channel TEXT NOT NULL, lane TEXT NOT NULL,"
        " revision INTEGER NOT NULL, value TEXT NOT NULL, by TEXT NOT NULL,"
        " changed INTEGER NOT NULL, PRIMARY KEY(channel, lane)) WITHOUT ROWID"_s,
        u"CREATE TABLE lane_history(channel TEXT NOT NULL, lane TEXT NOT NULL,"
        " revision INTEGER NOT NULL, op TEXT NOT NULL, by TEXT NOT NULL, fields TEXT,"
        " before TEXT NOT NULL, after TEXT NOT NULL, time INTEGER NOT NULL,"
        " PRIMARY KEY(channel, lane, revision)) WITHOUT ROWID"_s,
        u"CREATE UNIQUE INDEX lane_history_by_op ON lane_history(op)"_s,
        u"CREATE INDEX lane_history_by_time ON lane_history(time)"_s,
        u"ALTER TABLE verdicts ADD COLUMN more TEXT NOT NULL DEFAULT ''"_s,
    };
}

// Each start of the hub is a life with an epoch of its own. A revision is known by its number and
// the life it was made in: after a backup was put back the same number may stand for another value.
QStringList withLives()
{
    return {
        u"CREATE TABLE lives(number INTEGER PRIMARY KEY, epoch TEXT NOT NULL UNIQUE,"
        " started INTEGER NOT NULL)"_s,
        u"CREATE TABLE marks(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"_s,
        u"ALTER TABLE lane_documents ADD COLUMN life INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE lane_history ADD COLUMN life INTEGER NOT NULL DEFAULT 0"_s,
    };
}

/// Step n brings version n to n + 1. Steps are only ever added.
QList<QStringList> steps()
{
    return { firstVersion(), withLanes(), withLives() };
}

} // namespace

int schemaVersion()
{
    return int(steps().size());
}

Expected<void> migrate(Connection &connection)
{
    const auto found = connection.number(u"PRAGMA user_version"_s);
    if (!found)
        return tl::unexpected(found.error());
    const QList<QStringList> all = steps();
    if (*found > all.size())
        return fail(Failure::Code::Database,
                    u"the database was made by a newer version (tables %1, known %2)"_s.arg(
                        QString::number(*found), QString::number(all.size())));
    for (qint64 version = *found; version < all.size(); ++version) {
        auto done = connection.transaction([&]() -> Expected<void> {
            for (const QString &sql : all[version]) {
                if (auto step = connection.run(sql); !step)
                    return step;
            }
            return connection.run(u"PRAGMA user_version=%1"_s.arg(version + 1));
        });
        if (!done)
            return done;
    }
    return {};
}

} // namespace fw::hub::record
