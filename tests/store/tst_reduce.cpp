// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reduce_bench.h"

#include <limits>

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;

class TestReduce final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lateProgressNeverBringsAFinishedJobBack_data()
    {
        QTest::addColumn<JobState>("state");
        QTest::newRow("done") << JobState::Done;
        QTest::newRow("failed") << JobState::Failed;
        QTest::newRow("cancelled") << JobState::Cancelled;
    }

    void lateProgressNeverBringsAFinishedJobBack()
    {
        QFETCH(JobState, state);
        Bench b;
        b.seeJob(makeJob(u"a"_s, state, 1, 10));
        const State before = b.state;
        b.see(progress(u"a"_s, 50));
        QCOMPARE(b.job(u"a"_s).state, state);
        QVERIFY(!b.job(u"a"_s).progress);
        QVERIFY(b.changes.isEmpty());
        b.seeJob(makeJob(u"a"_s, JobState::Running, 1, 9)); // older by the server's own time
        b.seeJob(makeJob(u"a"_s, JobState::Running, 1, 10)); // no newer
        b.seeJob(makeJob(u"a"_s, JobState::Running)); // nobody knows when
        b.see(wire::JobStateSeen{ JobId{ u"a"_s }, JobState::Running, {}, {} });
        QCOMPARE(b.job(u"a"_s).state, state);
    }

    void aNewAttemptReopensAndForgetsTheLastRun()
    {
        Bench b;
        auto failed = makeJob(u"a"_s, JobState::Failed, 1, 10);
        failed.name = u"clip.mp4"_s;
        failed.progress = 80;
        failed.error = wire::JobError{ u"E_CODEC"_s, u"no decoder"_s, {}, true };
        failed.finished = second(10);
        b.seeJob(failed);
        b.seeJob(makeJob(u"a"_s, JobState::Queued, 2));
        QCOMPARE(b.job(u"a"_s).state, JobState::Queued);
        QVERIFY(!b.job(u"a"_s).progress);
        QVERIFY(!b.job(u"a"_s).error);
        QVERIFY(!b.job(u"a"_s).finished);
        QCOMPARE(b.job(u"a"_s).name, u"clip.mp4"_s);
        b.seeJob(makeJob(u"a"_s, JobState::Failed, 1, 99)); // the old attempt again
        QCOMPARE(b.job(u"a"_s).state, JobState::Queued);
    }

    void aNewerWordOfTheServerReopensWithoutAttempts()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Done, {}, 10));
        b.seeJob(makeJob(u"a"_s, JobState::Running, {}, 11));
        QCOMPARE(b.job(u"a"_s).state, JobState::Running);
        b.see(wire::JobStateSeen{ JobId{ u"a"_s }, JobState::Done, {}, second(20) });
        b.see(wire::JobStateSeen{ JobId{ u"a"_s }, JobState::Running, {}, second(21, 0) });
        QCOMPARE(b.job(u"a"_s).state, JobState::Running);
    }

    void wholeSecondsOfTheSeedAreNotTakenForOlder()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Queued, 1, 10)); // .123
        b.see(wire::JobStateSeen{ JobId{ u"a"_s }, JobState::Running, {}, second(10, 0) });
        QCOMPARE(b.job(u"a"_s).state, JobState::Running);
        b.see(wire::JobStateSeen{ JobId{ u"a"_s }, JobState::Queued, {}, second(9, 0) });
        QCOMPARE(b.job(u"a"_s).state, JobState::Running);
    }

    void whatWasNotSaidStays()
    {
        Bench b;
        auto full = makeJob(u"a"_s, JobState::Running, 1, 1);
        full.name = u"clip.mp4"_s;
        full.source = u"/x/clip.mp4"_s;
        full.bytes = 1000;
        full.priority = 5;
        full.progress = 12;
        full.created = second(0);
        full.thumbnail = u"/t/0"_s;
        b.seeJob(full);
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        QCOMPARE(b.job(u"a"_s), full);
        QVERIFY(b.changes.isEmpty());
    }

    void theSameNewsAgainChangesNothing()
    {
        Bench b;
        const auto job = makeJob(u"a"_s, JobState::Running, 1, 5);
        const wire::Stage stage = makeStage(u"PROBE"_s, JobState::Running);
        const std::vector<wire::Event> news{
            wire::JobSeen{ job },
            progress(u"a"_s, 10),
            wire::StageSeen{ job.id, stage },
            wire::ThumbnailSeen{ job.id, makeThumbnail(u"0"_s, u"/t/0"_s) },
            wire::MetadataSeen{ job.id, { u"DURATION"_s, 12.5 } },
            wire::OutputSeen{ job.id, makeOutput(u"o"_s, u"a.mp4"_s) },
            wire::JobErrorSeen{ job.id, { u"E"_s, u"odd"_s, {}, true }, second(3) },
        };
        for (const auto &event : news)
            b.see(event);
        const auto lines = b.state.activities.size();
        for (const auto &event : news) {
            b.see(event);
            QVERIFY(b.changes.isEmpty());
        }
        QCOMPARE(b.state.activities.size(), lines);
    }

    void aFullListIsADifference()
    {
        Bench b;
        b.see(wire::JobsReplaced{ { makeJob(u"a"_s, JobState::Running),
                                    makeJob(u"b"_s, JobState::Queued),
                                    makeJob(u"c"_s, JobState::Done) } });
        QCOMPARE(b.changes.added.size(), size_t(3));
        reduce(b.state, ServerId{ u"other"_s }, wire::JobSeen{ makeJob(u"a"_s, JobState::Paused) },
               {}, b.changes);
        b.see(wire::JobsReplaced{ { makeJob(u"c"_s, JobState::Done),
                                    makeJob(u"d"_s, JobState::Queued),
                                    makeJob(u"b"_s, JobState::Running) } });
        QCOMPARE(b.changes.removed.size(), size_t(1));
        QCOMPARE(b.changes.removedKeys.front().job.text, u"a"_s);
        QCOMPARE(b.changes.added.size(), size_t(1));
        QCOMPARE(b.state.jobs.size(), size_t(4));
        QVERIFY(b.state.find({ ServerId{ u"other"_s }, JobId{ u"a"_s } }));
        QCOMPARE(b.job(u"b"_s).state, JobState::Running);
        b.see(wire::JobsReplaced{});
        QCOMPARE(b.state.jobs.size(), size_t(1));
    }

    void aFullListKnowsBetterThanEventsWithoutTimes()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Done));
        b.see(wire::JobsReplaced{ { makeJob(u"a"_s, JobState::Running) } });
        QCOMPARE(b.job(u"a"_s).state, JobState::Running);
    }

    void progressMakesAQueuedJobRunButNotAPausedOne()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Queued));
        b.see(progress(u"a"_s, 1));
        QCOMPARE(b.job(u"a"_s).state, JobState::Running);
        b.seeJob(makeJob(u"a"_s, JobState::Paused));
        b.see(progress(u"a"_s, 2));
        QCOMPARE(b.job(u"a"_s).state, JobState::Paused);
        QCOMPARE(b.job(u"a"_s).progress, 2.0);
    }

    void nonsenseProgressIsNotShown()
    {
        Bench b;
        b.see(progress(u"a"_s, 10));
        for (const double odd : { -1.0, 101.0, std::numeric_limits<double>::quiet_NaN(),
                                  std::numeric_limits<double>::infinity() }) {
            b.see(progress(u"a"_s, odd));
            auto job = makeJob(u"a"_s, JobState::Running);
            job.progress = odd;
            b.seeJob(job);
            QCOMPARE(b.job(u"a"_s).progress, 10.0);
        }
        auto fresh = makeJob(u"n"_s, JobState::Running);
        fresh.progress = std::numeric_limits<double>::quiet_NaN();
        b.seeJob(fresh);
        QVERIFY(!b.job(u"n"_s).progress);
    }

    void emptyIdsAreNoJobs()
    {
        Bench b;
        b.seeJob(makeJob({}, JobState::Running));
        b.see(progress({}, 5));
        b.see(wire::JobsReplaced{ { makeJob({}, JobState::Running) } });
        b.see(wire::StageSeen{ {}, makeStage(u"PROBE"_s, JobState::Queued) });
        QVERIFY(b.state.jobs.empty());
        QVERIFY(b.state.parts.isEmpty());
    }

    void lateNewsOfARemovedJobDoesNotBringItBack()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        b.see(wire::JobRemoved{ JobId{ u"a"_s } });
        b.see(progress(u"a"_s, 40));
        b.see(wire::JobStateSeen{ JobId{ u"a"_s }, JobState::Running, {}, {} });
        b.see(wire::StageSeen{ JobId{ u"a"_s }, makeStage(u"PROBE"_s, JobState::Queued) });
        QVERIFY(b.state.jobs.empty());
        QVERIFY(b.state.parts.isEmpty());
        b.seeJob(makeJob(u"a"_s, JobState::Queued));
        QCOMPARE(b.state.jobs.size(), size_t(1));
        QVERIFY(b.state.gone.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestReduce)
#include "tst_reduce.moc"
