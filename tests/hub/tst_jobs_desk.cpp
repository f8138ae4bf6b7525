// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/jobs_desk.h"

#include <QFile>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;

namespace {

/// Jobs that never run (no event loop turns) and a way to break their database.
struct World
{
    World()
        : jobs(options(folder.path()), clock)
        , desk(jobs)
    {
        QFile file(folder.filePath(u"clip.mp4"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("media");
        QVERIFY(jobs.start());
    }
    static work::WorkOptions options(const QString &folder)
    {
        work::WorkOptions options;
        options.dataDir = folder + u"/data"_s;
        return options;
    }
    void sql(const QString &statement) const
    {
        {
            auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"intruder"_s);
            database.setDatabaseName(folder.filePath(u"data/hub.sqlite"_s));
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
        }
        QSqlDatabase::removeDatabase(u"intruder"_s);
    }
    void breakVerdicts() const
    {
        sql(u"CREATE TRIGGER full BEFORE INSERT ON verdicts"_s
            u" BEGIN SELECT RAISE(ABORT, 'no room'); END"_s);
    }
    void mendVerdicts() const { sql(u"DROP TRIGGER full"_s); }
    Expected<JobId> add(const EditId &op)
    {
        return desk.addOnce(op,
                            [this] { return jobs.add(folder.filePath(u"clip.mp4"_s), {}, 0, {}); });
    }

    QTemporaryDir folder;
    SystemClock clock;
    work::Jobs jobs;
    JobsDesk desk;
};

} // namespace

/// An op and its verdict are one: after any failure both are there or neither.
class TestJobsDesk final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anActIsUndoneWhenItsVerdictCannotBeKept();
    void anAddIsUndoneWhenItsVerdictCannotBeKept();
    void aRefusedActIsRememberedToo();
    void nothingIsDoneWhileVerdictsCannotBeRead();
};

void TestJobsDesk::anActIsUndoneWhenItsVerdictCannotBeKept()
{
    World w;
    const auto id = w.add(EditId{ u"op-1"_s });
    QVERIFY(id);
    QSignalSpy updated(&w.jobs, &work::Jobs::jobUpdated);
    wire::ControlJob cancel;
    cancel.edit = EditId{ u"op-2"_s };
    cancel.job = *id;
    cancel.action = wire::JobAction::Cancel;
    w.breakVerdicts();
    const auto failed = w.desk.control(cancel);
    QCOMPARE(failed.code, Failure::Code::Database);
    QCOMPARE(failed.verdict.verdict, wire::EditSettled::Verdict::RateLimited); // not refused
    QCOMPARE(updated.size(), 0);
    QCOMPARE(w.jobs.detail(*id)->job.row.state, wire::JobState::Queued);
    QCOMPARE(w.jobs.queueDepth(), 1);
    w.mendVerdicts();
    const auto done = w.desk.control(cancel);
    QVERIFY(!done.code && !done.duplicate);
    QCOMPARE(updated.size(), 1);
    QCOMPARE(w.jobs.detail(*id)->job.row.state, wire::JobState::Cancelled);
    QVERIFY(w.desk.control(cancel).duplicate);
    QCOMPARE(updated.size(), 1);
}

void TestJobsDesk::anAddIsUndoneWhenItsVerdictCannotBeKept()
{
    World w;
    QSignalSpy created(&w.jobs, &work::Jobs::jobCreated);
    w.breakVerdicts();
    QVERIFY(!w.add(EditId{ u"op"_s }));
    QCOMPARE(created.size(), 0);
    QVERIFY(w.jobs.all().empty());
    QCOMPARE(w.jobs.queueDepth(), 0);
    w.mendVerdicts();
    QVERIFY(w.add(EditId{ u"op"_s }));
    QCOMPARE(created.size(), 1);
    QCOMPARE(w.desk.verdict(EditId{ u"op"_s }).value()->jobs.size(), size_t(1));
}

void TestJobsDesk::aRefusedActIsRememberedToo()
{
    World w;
    const auto id = w.add({});
    wire::ControlJob resume;
    resume.edit = EditId{ u"op"_s };
    resume.job = *id;
    resume.action = wire::JobAction::Resume; // it is not paused
    QCOMPARE(w.desk.control(resume).code, Failure::Code::Conflict);
    QCOMPARE(w.desk.verdict(resume.edit).value()->verdict, wire::EditSettled::Verdict::Conflict);
    QVERIFY(w.desk.control(resume).duplicate);
}

// Whether the op was seen before is not known then: it might be done twice.
void TestJobsDesk::nothingIsDoneWhileVerdictsCannotBeRead()
{
    World w;
    const auto id = w.add({});
    wire::ControlJob cancel;
    cancel.edit = EditId{ u"op"_s };
    cancel.job = *id;
    cancel.action = wire::JobAction::Cancel;
    w.sql(u"ALTER TABLE verdicts RENAME TO elsewhere"_s);
    const auto answer = w.desk.control(cancel);
    QCOMPARE(answer.verdict.verdict, wire::EditSettled::Verdict::RateLimited);
    QVERIFY(!w.desk.verdict(cancel.edit));
    QCOMPARE(w.jobs.detail(*id)->job.row.state, wire::JobState::Queued);
    w.sql(u"ALTER TABLE elsewhere RENAME TO verdicts"_s);
    QVERIFY(!w.desk.control(cancel).code);
    QCOMPARE(w.jobs.detail(*id)->job.row.state, wire::JobState::Cancelled);
}

QTEST_GUILESS_MAIN(TestJobsDesk)
#include "tst_jobs_desk.moc"
