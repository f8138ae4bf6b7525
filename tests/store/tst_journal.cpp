// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal_bench.h"

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;

class TestJournal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditIsQueuedOnlyWhenItIsOnTheDisk()
    {
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        run.store.propose(hub, u"job:a"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        QCOMPARE(run.store.state().edits[0].fate, Fate::Draft);
        QTRY_COMPARE(run.store.state().edits[0].fate, Fate::Queued);
        Run next(killedCopy(dir, u"killed"_s));
        next.load();
        QCOMPARE(next.store.state().edits.size(), size_t(1));
        QCOMPARE(next.store.state().edits[0].fate, Fate::Held); // a person sends it
        QCOMPARE(next.store.state().edits[0].hold, Hold::Recovered);
        QCOMPARE(next.store.state().openEdits.size(), 1);
        QCOMPARE(next.report.edits, size_t(1));
        QVERIFY(next.report.unclean);
    }

    void aFinishedJobSurvivesAKilledProgram()
    {
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        run.store.apply(hub, { wire::JobSeen{ makeFullEntry(u"a"_s).job } });
        run.store.flush();
        run.journal.finish();
        Run next(killedCopy(dir, u"killed"_s));
        next.load();
        QVERIFY(next.find(u"a"_s));
        QCOMPARE(next.find(u"a"_s)->job, makeFullEntry(u"a"_s).job);
        QVERIFY(!next.find(u"a"_s)->confirmed);
        QVERIFY(next.report.unclean);
    }

    // As after a long list while the disk is busy.
    void theNewestOfManyChangesIsKept()
    {
        constexpr int many = 30'000;
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        const auto rows = [](JobState state) {
            std::vector<JobEntry> all;
            for (int i = 0; i < many; ++i)
                all.push_back(makeEntry(QString::number(i), state));
            return all;
        };
        std::vector<JobEntry> twice = rows(JobState::Failed);
        std::ranges::move(rows(JobState::Done), std::back_inserter(twice));
        run.journal.keepRows(twice);
        run.journal.dropRows({ { hub, JobId{ u"3"_s } }, { hub, JobId{ u"4"_s } } });
        run.journal.keepRows({ makeEntry(u"4"_s, JobState::Cancelled) });
        run.journal.finish();
        Run next(killedCopy(dir, u"killed"_s));
        next.load();
        QCOMPARE(next.store.state().jobs.size(), size_t(many - 1));
        QVERIFY(!next.find(u"3"_s));
        QCOMPARE(next.find(u"4"_s)->job.state, JobState::Cancelled);
        QVERIFY(std::ranges::all_of(next.store.state().jobs, [](const JobEntry &entry) {
            return entry.job.state == JobState::Done || entry.job.id.text == u"4"_s;
        }));
    }

    void whenAServerWasLastHeardIsKept_data()
    {
        QTest::addColumn<bool>("late");
        QTest::newRow("set up before the journal is read") << false;
        QTest::newRow("set up after") << true;
    }

    void whenAServerWasLastHeardIsKept()
    {
        QFETCH(bool, late);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        ServerState server;
        server.id = hub;
        WallTime heard;
        {
            Run run(path);
            server.freshness = Freshness::Live;
            run.store.setServer(server);
            run.store.apply(hub, { wire::JobSeen{ makeEntry(u"a"_s, JobState::Done).job } });
            run.clock.advance(std::chrono::hours(1));
            run.store.apply(hub, { wire::NoticeSeen{} }); // no row of it changes
            heard = run.clock.wall();
        }
        server.freshness = Freshness::Cached;
        Run next(path);
        next.clock.advance(std::chrono::hours(20));
        if (!late)
            next.store.setServer(server);
        next.load();
        if (late)
            next.store.setServer(server);
        QCOMPARE(next.store.state().server(hub)->lastHeard, std::optional(heard));
        next.store.removeServer(hub);
        next.journal.finish();
        Run after(killedCopy(dir, u"removed"_s));
        after.load();
        after.store.setServer(server);
        QVERIFY(!after.store.state().server(hub)->lastHeard);
    }

    void everythingComesBackAfterACleanEnd()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            std::vector<wire::Event> events;
            for (int i = 0; i < 5000; ++i) // straight into the buckets
                events.push_back(
                    wire::JobSeen{ makeEntry(QString::number(i), JobState::Done).job });
            run.store.apply(hub, events);
            run.store.flush();
            run.journal.finish();
            run.store.apply(hub,
                            { wire::JobRemoved{ JobId{ u"17"_s } },
                              wire::JobSeen{ makeJob(u"18"_s, JobState::Running, 3) },
                              wire::JobSeen{ makeJob(u"new"_s, JobState::Queued) },
                              wire::GapSeen{ u"x"_s, 4 } });
        }
        Run next(path);
        next.load();
        QCOMPARE(next.report.jobs, size_t(5000));
        QVERIFY(!next.report.unclean);
        QVERIFY(!next.find(u"17"_s));
        QCOMPARE(next.find(u"18"_s)->job.state, JobState::Running);
        QCOMPARE(next.find(u"18"_s)->job.name, u"clip 18 ü.mp4"_s);
        QVERIFY(next.find(u"new"_s));
        QCOMPARE(next.store.state().activities.back().code, u"gap"_s);
        QVERIFY(next.store.state().activities.back().number < next.store.state().nextActivity);
    }

    void aForgottenServerDoesNotComeBack()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.store.apply(hub, { wire::JobSeen{ makeJob(u"a"_s, JobState::Done) } });
            run.store.apply(ServerId{ u"b"_s },
                            { wire::JobSeen{ makeJob(u"b"_s, JobState::Done) } });
            run.store.flush();
            run.store.removeServer(hub);
        }
        Run next(path);
        next.load();
        QCOMPARE(next.store.state().jobs.size(), size_t(1));
    }

    void whatWasUnderWayHasNoAnswerAfterARestart()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            for (const Fate fate : { Fate::Sending, Fate::Rejected, Fate::Conflict, Fate::Held }) {
                Edit edit = makeEdit(QString::number(int(fate)), fate);
                edit.made = run.clock.wall();
                run.journal.keepEdits({ edit });
            }
        }
        Run next(path);
        next.load();
        const auto &edits = next.store.state().edits;
        QCOMPARE(edits.size(), size_t(4));
        QCOMPARE(edits[0].fate, Fate::NoAnswer);
        QCOMPARE(edits[1].fate, Fate::Rejected);
        QCOMPARE(edits[1].reason, u"why"_s);
        QCOMPARE(edits[2].fate, Fate::Conflict);
        QCOMPARE(edits[3].fate, Fate::Held);
        QCOMPARE(next.report.edits, size_t(2)); // a conflict was answered
    }

    void aDamagedFileIsSetAsideAndSaid_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no database")
            << QByteArray("this is no database, not at all, really not ").repeated(100);
        QTest::newRow("damaged pages")
            << QByteArray("SQLite format 3\0", 16) + QByteArray(4096, '\x7f');
    }

    void aDamagedFileIsSetAsideAndSaid()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        Run run(path);
        QSignalSpy troubled(&run.store, &Store::journalTroubled);
        run.load();
        QCOMPARE(troubled.count(), 1);
        QCOMPARE(troubled[0][0].value<Failure>().code, Failure::Code::Database);
        QCOMPARE(QDir(dir.path()).entryList({ u"*.broken-*"_s }).size(), 1);
        QCOMPARE(run.store.state().activities.back().code, u"journal"_s);
        run.store.propose(hub, u"l"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        QTRY_COMPARE(run.store.state().edits[0].fate, Fate::Queued); // the new file works
    }

    void aDamagedBundleLosesOnlyItself()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            std::vector<JobEntry> rows;
            for (int i = 0; i < 3000; ++i)
                rows.push_back(makeEntry(QString::number(i), JobState::Done));
            run.journal.keepRows(std::move(rows));
        }
        runSql(path, u"UPDATE buckets SET data=x'01ff00' WHERE bucket=5"_s);
        Run next(path);
        QSignalSpy troubled(&next.journal, &Journal::troubled);
        next.load();
        QCOMPARE(troubled.count(), 1);
        QVERIFY(next.report.jobs > 2900);
        QVERIFY(next.report.jobs < 3000);
    }

    void aFileOfANewerProgramIsLeftAlone()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.journal.keepRows({ makeEntry(u"a"_s, JobState::Done) });
        }
        runSql(path, u"PRAGMA user_version=99"_s);
        Run next(path);
        QSignalSpy troubled(&next.store, &Store::journalTroubled);
        next.load();
        QCOMPARE(troubled[0][0].value<Failure>().code, Failure::Code::Unsupported);
        next.store.propose(hub, u"l"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        QTRY_COMPARE(next.store.state().edits[0].fate, Fate::Held); // honest: it cannot be kept
        QVERIFY(!next.store.state().edits[0].reason.isEmpty());
        QVERIFY(QDir(dir.path()).entryList({ u"*.broken-*"_s }).isEmpty());
    }

    void aFolderThatCannotBeMadeIsSaidOnce()
    {
        QTemporaryDir dir;
        QFile blocker(dir.filePath(u"file"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        Run run(dir.filePath(u"file/sub/journal.sqlite"_s));
        QSignalSpy troubled(&run.store, &Store::journalTroubled);
        run.load();
        for (int i = 0; i < 3; ++i) {
            run.store.propose(hub, u"l"_s,
                              makeControl(QString::number(i), u"a"_s, wire::JobAction::Cancel));
            run.journal.finish();
        }
        QTRY_COMPARE(run.store.state().edits[2].fate, Fate::Held);
        QCOMPARE(troubled.count(), 1);
    }

    void theFileIsForItsUserOnly()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        Run run(path);
        run.load();
        const auto others
            = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path) & others));
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
