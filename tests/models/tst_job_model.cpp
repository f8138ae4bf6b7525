// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/queue_bench.h"

using namespace fw;
using namespace fw::models;
using namespace fw::models::test;
using namespace fw::test;

class TestJobModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void removingAServerEmptiesTheTable()
    {
        Bench b;
        std::vector<wire::Event> events;
        for (int i = 0; i < 300; ++i)
            events.push_back(wire::JobSeen{ named(QString::number(i), u"n"_s) });
        b.see(events);
        b.see({ wire::JobSeen{ named(u"x"_s, u"stays"_s) } }, echo);
        QSignalSpy resets(&b.jobs, &QAbstractItemModel::modelReset);
        b.store.removeServer(hub);
        QCOMPARE(b.jobs.rowCount(), 1);
        QCOMPARE(b.names(), QStringList{ u"stays"_s });
        QCOMPARE(b.facetModel.count(Facet::All), 1);
        b.see({ wire::JobRemoved{ JobId{ u"x"_s } } }, echo); // the last one
        QCOMPARE(b.jobs.rowCount(), 0);
        QCOMPARE(b.shown.rowCount(), 0);
        QCOMPARE(resets.count(), 0);
    }

    void newRowsAreToldInOneRange()
    {
        Bench b;
        QSignalSpy inserted(&b.jobs, &QAbstractItemModel::rowsInserted);
        std::vector<wire::Event> events;
        for (int i = 0; i < 5000; ++i)
            events.push_back(wire::JobSeen{ named(QString::number(i), u"n"_s) });
        b.see(events);
        QCOMPARE(inserted.count(), 1);
    }

    void changedRowsAreToldInMergedRanges()
    {
        Bench b;
        std::vector<wire::Event> events;
        for (int i = 0; i < 1000; ++i)
            events.push_back(wire::JobSeen{ named(QString::number(i), u"n"_s) });
        b.see(events);
        QSignalSpy changed(&b.jobs, &QAbstractItemModel::dataChanged);
        events.clear();
        for (const int i : { 5, 6, 7, 500, 7 })
            events.push_back(
                wire::JobProgressed{ JobId{ QString::number(i) }, 10.0 + i / 10.0, {} });
        b.see(events);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed[0][0].toModelIndex().row(), 5);
        QCOMPARE(changed[0][1].toModelIndex().row(), 7);
        events.clear();
        for (int i = 0; i < 1000; i += 2)
            events.push_back(wire::JobProgressed{ JobId{ QString::number(i) }, 50, {} });
        changed.clear();
        b.see(events);
        QCOMPARE(changed.count(), 1); // too many to tell one by one
    }

    void ageAndTimeLeftMoveWithoutNews()
    {
        Bench b;
        b.see({ wire::JobProgressed{ JobId{ u"a"_s }, 10, {} } });
        QSignalSpy moved(&b.jobs, &JobModel::agesMoved);
        b.clock.advance(std::chrono::seconds(5));
        QTRY_VERIFY_WITH_TIMEOUT(moved.count() > 0, 3000);
        QCOMPARE(b.shown.index(0, JobModel::UpdatedColumn).data().toString(), u"5 s"_s);
    }

    void updatedIsTheServersOwnTimeOfTheLastChange()
    {
        Bench b;
        const auto text = [&](const QString &id) {
            return b.shown.index(b.shown.rowOf(keyOf(id)), JobModel::UpdatedColumn)
                .data()
                .toString();
        };
        auto job = named(u"a"_s, u"a"_s, JobState::Done);
        job.started = b.clock.wall() - std::chrono::minutes(5);
        auto ended = named(u"b"_s, u"b"_s, JobState::Done);
        ended.created = b.clock.wall() - std::chrono::minutes(9);
        ended.finished = b.clock.wall() - std::chrono::minutes(4);
        job.updated = b.clock.wall() - std::chrono::minutes(2);
        b.see({ wire::JobSeen{ job }, wire::JobSeen{ ended },
                wire::JobSeen{ named(u"c"_s, u"c"_s, JobState::Done) } });
        b.clock.advance(std::chrono::minutes(1));
        wire::JobDetailSeen read;
        read.job = job;
        b.see({ read }); // somebody opened it: nothing changed
        QCOMPARE(text(u"a"_s), u"3 min"_s);
        QCOMPARE(text(u"b"_s), u"5 min"_s);
        QCOMPARE(text(u"c"_s), u"1 min"_s); // no time of the server's: when we heard
        b.shown.sort(JobModel::UpdatedColumn, Qt::DescendingOrder);
        QCOMPARE(b.names(), (QStringList{ u"c"_s, u"a"_s, u"b"_s }));
    }

    void progressThatMovesIsAChange()
    {
        Bench b;
        auto job = named(u"a"_s, u"a"_s, JobState::Running);
        job.updated = b.clock.wall();
        b.see({ wire::JobSeen{ job } });
        b.clock.advance(std::chrono::minutes(1));
        b.see({ wire::JobProgressed{ JobId{ u"a"_s }, 10, {} } });
        b.clock.advance(std::chrono::seconds(7));
        QCOMPARE(b.shown.index(0, JobModel::UpdatedColumn).data().toString(), u"7 s"_s);
    }

    void whateverMovesARowMovesItsAge_data()
    {
        QTest::addColumn<QString>("field");
        for (const char *field : { "progress", "stage", "message", "state", "stageOfJob" })
            QTest::newRow(field) << QString::fromLatin1(field);
    }

    void whateverMovesARowMovesItsAge()
    {
        QFETCH(QString, field);
        Bench b;
        auto job = named(u"a"_s, u"a"_s, JobState::Running);
        job.started = b.clock.wall();
        job.stage = u"scan"_s;
        job.progress = 10;
        wire::StageSeen part{ job.id, {} };
        part.stage.id = StageId{ u"scan"_s };
        part.stage.state = JobState::Running;
        part.stage.progress = 20;
        b.see({ wire::JobSeen{ job }, part });
        b.clock.advance(std::chrono::minutes(1));
        const auto age
            = [&b] { return b.shown.index(0, JobModel::UpdatedColumn).data().toString(); };
        QCOMPARE(age(), u"1 min"_s);
        b.see({ wire::JobsReplaced{ { job } }, part }); // read again: nothing changed
        QCOMPARE(age(), u"1 min"_s);
        if (field == u"progress"_s)
            job.progress = 11;
        else if (field == u"stage"_s)
            job.stage = u"export"_s;
        else if (field == u"message"_s)
            job.message = u"almost"_s;
        else if (field == u"state"_s)
            job.state = JobState::Paused;
        part.stage.progress = 91;
        b.see({ field == u"stageOfJob"_s ? wire::Event(part) : wire::Event(wire::JobSeen{ job }) });
        b.clock.advance(std::chrono::seconds(7));
        QCOMPARE(age(), u"7 s"_s);
    }

    void theServersOwnTimeOfAMovementCounts()
    {
        Bench b;
        auto job = named(u"a"_s, u"a"_s, JobState::Running);
        job.updated = b.clock.wall();
        b.see({ wire::JobSeen{ job } });
        b.clock.advance(std::chrono::minutes(9));
        job.progress = 11;
        job.updated = b.clock.wall() - std::chrono::minutes(3);
        b.see({ wire::JobSeen{ job } }); // told late
        QCOMPARE(b.shown.index(0, JobModel::UpdatedColumn).data().toString(), u"3 min"_s);
    }

    void readingAnUndatedListAgainIsNoChange()
    {
        Bench b;
        const auto job = named(u"a"_s, u"a"_s, JobState::Running);
        b.see({ wire::JobsReplaced{ { job } } });
        b.clock.advance(std::chrono::minutes(2));
        b.see({ wire::JobsReplaced{ { job } } });
        QCOMPARE(b.shown.index(0, JobModel::UpdatedColumn).data().toString(), u"2 min"_s);
    }

    void aCellHasTextSortKeyAndSentence()
    {
        Bench b;
        store::ServerState server;
        server.id = hub;
        server.name = u"studio-a"_s;
        server.freshness = store::Freshness::Live;
        b.store.setServer(server);
        auto job = named(u"a"_s, u"clip.mp4"_s, JobState::Running);
        job.progress = 62.9;
        job.stage = u"RENDER:vertical_9_16"_s;
        b.see({ wire::JobSeen{ job } });
        const auto cell = [&](int column) { return b.shown.index(0, column); };
        QCOMPARE(cell(JobModel::ProgressColumn).data().toString(), u"62 %"_s);
        QCOMPARE(cell(JobModel::ProgressColumn).data(Qt::AccessibleTextRole).toString(),
                 u"Progress 62 %"_s);
        QCOMPARE(cell(JobModel::StageColumn).data().toString(), u"Render 9:16"_s);
        QCOMPARE(cell(JobModel::ServerColumn).data().toString(), u"studio-a"_s);
        QCOMPARE(cell(JobModel::LeftColumn).data().toString(), unknownText());
        QVERIFY(!cell(JobModel::StateColumn).data(JobModel::StaleRole).toBool());
        server.freshness = store::Freshness::Offline;
        b.store.setServer(server);
        b.store.flush();
        QVERIFY(cell(JobModel::StateColumn).data(JobModel::StaleRole).toBool());
        QCOMPARE(cell(JobModel::StateColumn).data(Qt::AccessibleTextRole).toString(),
                 u"Running, last known state"_s);
        for (int column = 0; column < JobModel::ColumnCount; ++column)
            QVERIFY(!JobModel::columnWord(JobModel::Column(column)).isEmpty());
    }

    void aSilentRunningJobIsStaleAndAFinishedOneIsNot()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"r"_s, u"r"_s, JobState::Running) },
                wire::JobSeen{ named(u"d"_s, u"d"_s, JobState::Done) } });
        b.clock.advance(std::chrono::minutes(11));
        const auto stale = [&](const QString &id) {
            return b.shown.index(b.shown.rowOf(keyOf(id)), 0).data(JobModel::StaleRole).toBool();
        };
        QVERIFY(stale(u"r"_s));
        QVERIFY(!stale(u"d"_s));
    }

    void anOpenEditMarksItsRow()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"a"_s, u"a"_s, JobState::Running) } });
        b.store.propose(hub, u"job:a"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Pause));
        b.store.flush();
        QVERIFY(b.shown.index(0, 0).data(JobModel::LocalRole).toBool());
        b.see({ makeVerdict(u"e"_s, wire::EditSettled::Verdict::Applied) });
        QVERIFY(!b.shown.index(0, 0).data(JobModel::LocalRole).toBool());
    }

    void facetsCountWhatIsThere()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"1"_s, u"a"_s, JobState::Running) },
                wire::JobSeen{ named(u"2"_s, u"b"_s, JobState::Failed) } });
        b.see({ wire::JobSeen{ named(u"3"_s, u"c"_s, JobState::Failed) } }, echo);
        QCOMPARE(b.facetModel.count(Facet::Failed), 2);
        b.facetModel.setServer(echo);
        QCOMPARE(b.facetModel.count(Facet::Failed), 1);
        QCOMPARE(b.facetModel.count(Facet::All), 1);
        QCOMPARE(b.facetModel.index(0).data().toString(), u"All jobs"_s);
    }
};

QTEST_MAIN(TestJobModel)
#include "tst_job_model.moc"
