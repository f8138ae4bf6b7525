// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/journal.h"
#include "store/journal_codec.h"
#include "store/journal_file.h"
#include "store/store.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QDir>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

namespace fw::store::test {

using namespace Qt::StringLiterals;
using wire::JobState;

inline const ServerId hub{ u"hub"_s };

inline JobEntry makeEntry(const QString &id, JobState state)
{
    JobEntry entry;
    entry.server = hub;
    entry.job = fw::test::makeJob(id, state, 2, 7);
    entry.job.name = u"clip "_s + id + u" ü.mp4"_s;
    entry.job.stage = u"PUBLISH"_s;
    entry.heard = WallTime(Millis(1'790'000'000'555));
    return entry;
}

inline JobEntry makeFullEntry(const QString &id)
{
    JobEntry entry = makeEntry(id, JobState::Failed);
    wire::Job &job = entry.job;
    job.source = u"/x/y.mp4"_s;
    job.message = u"31 of 120 s"_s;
    job.progress = 12.5;
    job.error = wire::JobError{ u"E"_s, u"odd"_s, u"PROBE"_s, true };
    job.bytes = 1'234'567'890'123;
    job.priority = -5;
    job.created = WallTime(Millis(-1));
    job.started = WallTime(Millis(5));
    job.finished = WallTime(Millis(6));
    job.thumbnail = u"/t/0"_s;
    return entry;
}

inline Edit makeEdit(const QString &id, Fate fate)
{
    Edit edit;
    edit.id = EditId{ id };
    edit.server = hub;
    edit.lane = u"job:a"_s;
    edit.command = fw::test::makeControl(id, u"a"_s, wire::JobAction::Prioritise);
    edit.fate = fate;
    edit.made = WallTime(Millis(99));
    edit.sent = WallTime(Millis(100));
    edit.tries = 3;
    edit.reason = u"why"_s;
    return edit;
}

// One run of the program with a journal.
struct Run
{
    explicit Run(const QString &path)
        : journal(path)
    {
    }
    void load()
    {
        QSignalSpy loaded(&journal, &Journal::loaded);
        journal.load();
        QVERIFY(loaded.wait());
        report = loaded[0][0].value<LoadReport>();
        store.flush();
    }
    const JobEntry *find(const QString &id) const
    {
        return store.state().find({ hub, JobId{ id } });
    }

    fw::test::FakeClock clock;
    Journal journal;
    Store store{ clock, &journal };
    LoadReport report;
};

// What a killed program leaves: the files as they are now, without a clean end.
inline QString killedCopy(const QTemporaryDir &dir, const QString &name)
{
    const QString copy = dir.filePath(name);
    QDir().mkpath(copy);
    for (const QString &file : { u"journal.sqlite"_s, u"journal.sqlite-wal"_s })
        QFile::copy(dir.filePath(file), copy + u'/' + file);
    return copy + u"/journal.sqlite"_s;
}

inline void runSql(const QString &path, const QString &statement)
{
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        db.setDatabaseName(path);
        QVERIFY(db.open());
        QSqlQuery query(db);
        QVERIFY(query.exec(statement));
    }
    QSqlDatabase::removeDatabase(u"test"_s);
}

} // namespace fw::store::test
