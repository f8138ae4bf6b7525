// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/activity.h"
#include "store/outbox.h"
#include "store/reduce.h"
#include "store/rows.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QTest>

#include <limits>

using namespace fw;
using namespace fw::store;
using namespace Qt::StringLiterals;
using test::makeControl;
using test::makeJob;
using test::makeOutput;
using test::makeStage;
using test::makeThumbnail;
using test::makeVerdict;
using wire::JobState;

namespace {

const ServerId hub{ u"hub"_s };

ServerState makeServer(const ServerId &id, const QString &name)
{
    ServerState server;
    server.id = id;
    server.name = name;
    return server;
}

struct Bench
{
    State state;
    Changes changes;
    test::FakeClock clock;

    void see(const wire::Event &event, const ServerId &server = hub)
    {
        changes = {};
        reduce(state, server, event, { clock.now(), clock.wall() }, changes);
        tidy(state, changes);
    }
    void seeJob(const wire::Job &job) { see(wire::JobSeen{ job }); }
    const wire::Job &job(const QString &id) const { return state.find({ hub, JobId{ id } })->job; }
    const JobEntry &entry(const QString &id) const { return *state.find({ hub, JobId{ id } }); }
    const JobParts &parts(const QString &id) const { return *state.partsOf({ hub, JobId{ id } }); }
    QStringList codes() const
    {
        QStringList all;
        for (const Activity &line : state.activities)
            all += line.code;
        return all;
    }
};

wire::JobProgressed progress(const QString &id, double percent)
{
    return { JobId{ id }, percent, {} };
}

WallTime second(int n, int ms = 123)
{
    return WallTime(std::chrono::milliseconds(1'790'000'000'000 + ms) + std::chrono::seconds(n));
}

} // namespace

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

    void aStageFollowsItsJobAndItsAttempt()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Running, 1));
        wire::Stage stage = makeStage(u"RENDER:square_1_1"_s, JobState::Running, 2);
        stage.progress = 30;
        b.see(wire::StageSeen{ JobId{ u"a"_s }, stage });
        QCOMPARE(b.job(u"a"_s).stage, u"RENDER:square_1_1"_s);
        stage.state = JobState::Failed;
        stage.error = wire::JobError{ u"E_RENDER"_s, u"no space"_s, stage.id.text, true };
        b.see(wire::StageSeen{ JobId{ u"a"_s }, stage });
        QCOMPARE(b.codes().last(), u"stageFailed"_s);
        stage.state = JobState::Running; // late
        b.see(wire::StageSeen{ JobId{ u"a"_s }, stage });
        QCOMPARE(b.parts(u"a"_s).stages.front().state, JobState::Failed);
        stage.attempt = 2;
        stage.error.reset();
        b.see(wire::StageSeen{ JobId{ u"a"_s }, stage });
        QCOMPARE(b.parts(u"a"_s).stages.size(), size_t(2));
        stage.id.text = u"PROBE"_s;
        stage.order = 0;
        b.see(wire::StageSeen{ JobId{ u"a"_s }, stage });
        QCOMPARE(b.parts(u"a"_s).stages[1].id.text, u"PROBE"_s); // by attempt, then order
    }

    void timeLeftNeedsAnHonestBasis()
    {
        Bench b;
        b.see(progress(u"a"_s, 40));
        const auto left = [&] { return timeLeft(b.entry(u"a"_s), b.clock.now()); };
        QVERIFY(!left());
        b.clock.advance(std::chrono::seconds(2));
        b.see(progress(u"a"_s, 45));
        QVERIFY(!left()); // too short
        b.clock.advance(std::chrono::seconds(8));
        b.see(progress(u"a"_s, 50));
        QVERIFY(left());
        QCOMPARE(left()->left, Millis(50'000)); // 10 % in 10 s, 50 % to go
        QCOMPARE(left()->basis, Millis(10'000));
        b.see(progress(u"a"_s, 10)); // went back: measured anew
        QVERIFY(!left());
        b.seeJob(makeJob(u"a"_s, JobState::Paused));
        b.clock.advance(std::chrono::hours(1));
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        b.clock.advance(std::chrono::seconds(5));
        b.see(progress(u"a"_s, 15));
        QCOMPARE(left()->basis, Millis(5'000)); // the pause does not count
        b.seeJob(makeJob(u"a"_s, JobState::Done));
        QVERIFY(!left());
    }

    void aDetailReplacesTheParts()
    {
        Bench b;
        b.see(wire::StageSeen{ JobId{ u"a"_s }, makeStage(u"OLD"_s, JobState::Queued) });
        wire::JobDetailSeen detail;
        detail.job = makeJob(u"a"_s, JobState::Done);
        detail.stages = { makeStage(u"PUBLISH"_s, JobState::Done, 1),
                          makeStage(u"PROBE"_s, JobState::Done, 0) };
        detail.log.resize(State::maxLogLines + 5);
        detail.log.back().text = u"last"_s;
        b.see(detail);
        const JobParts &parts = b.parts(u"a"_s);
        QVERIFY(parts.complete);
        QCOMPARE(parts.stages.size(), size_t(2));
        QCOMPARE(parts.stages.front().id.text, u"PROBE"_s);
        QCOMPARE(parts.log.size(), State::maxLogLines);
        QCOMPARE(parts.log.back().text, u"last"_s);
    }

    void activitiesTellStartsEndsErrorsAndGaps()
    {
        Bench b;
        setServer(b.state, makeServer(hub, u"studio-a"_s), {}, b.changes);
        b.seeJob(makeJob(u"a"_s, JobState::Queued));
        b.see(wire::JobStateSeen{ JobId{ u"a"_s }, JobState::Running, {}, second(1) });
        b.see(wire::JobErrorSeen{ JobId{ u"a"_s }, { u"E"_s, u"odd"_s, {}, true }, {} });
        wire::JobError error{ u"E_NO_VIDEO"_s, u"no picture"_s, {}, false };
        b.see(wire::JobStateSeen{ JobId{ u"a"_s }, JobState::Failed, error, second(2) });
        b.see(wire::GapSeen{ u"processing:status"_s, 3 });
        b.see(wire::JobErrorSeen{ {}, { u"E_DISK"_s, u"full"_s, {}, false }, {} });
        QCOMPARE(b.codes(),
                 QStringList({ u"jobAdded"_s, u"jobStarted"_s, u"jobError"_s, u"jobFailed"_s,
                               u"gap"_s, u"serverError"_s }));
        QCOMPARE(b.state.activities[3].detail, u"E_NO_VIDEO: no picture"_s);
        QCOMPARE(b.state.activities[4].kind, Activity::Kind::Gap);
        QCOMPARE(b.state.activities[4].subject, u"studio-a"_s);
    }

    void listsAreBounded()
    {
        Bench b;
        for (size_t i = 0; i < State::maxActivities + 10; ++i)
            b.see(wire::GapSeen{ u"x"_s, 0 });
        QCOMPARE(b.state.activities.size(), State::maxActivities);
        QCOMPARE(b.state.activities.back().number, qint64(State::maxActivities + 10));
        for (size_t i = 0; i < State::maxParts + 10; ++i)
            b.see(wire::MetadataSeen{ JobId{ QString::number(i) }, { u"X"_s, 1 } });
        QVERIFY(b.state.parts.size() <= qsizetype(State::maxParts));
        for (int i = 0; i < 1500; ++i)
            b.see(wire::MetadataSeen{ JobId{ u"j"_s }, { QString::number(i), 1 } });
        QCOMPARE(b.parts(u"j"_s).metadata.size(), size_t(1000));
        for (size_t i = 0; i < State::maxGone + 10; ++i)
            b.see(wire::JobRemoved{ JobId{ QString::number(i) } });
        QVERIFY(b.state.gone.size() <= qsizetype(State::maxGone));
    }

    void aLongAbsenceDoesNotFloodTheActivities()
    {
        Bench b;
        wire::JobsReplaced list;
        for (int i = 0; i < 5000; ++i)
            list.jobs.push_back(makeJob(QString::number(i), JobState::Running));
        b.see(list);
        QVERIFY(b.state.activities.empty());
        for (wire::Job &job : list.jobs)
            job.state = JobState::Done;
        b.see(list);
        QVERIFY(b.state.activities.size() <= 101);
    }

    void anEditSettlesOnceAndByItsOwnServerOnly()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        Edit edit;
        edit.id = EditId{ u"e1"_s };
        edit.server = hub;
        edit.command = makeControl(u"e1"_s, u"a"_s, wire::JobAction::Cancel);
        b.changes = {};
        propose(b.state, edit, b.changes);
        propose(b.state, edit, b.changes);
        QCOMPARE(b.state.edits.size(), size_t(1));
        QCOMPARE(b.state.openEdits.size(), 1);
        QCOMPARE(b.changes.changed.size(), size_t(1)); // its row shows a local change
        const auto no
            = makeVerdict(u"e1"_s, wire::EditSettled::Verdict::Conflict, u"it has finished"_s);
        b.see(no, ServerId{ u"other"_s });
        QCOMPARE(b.state.edits[0].fate, Fate::Queued);
        b.see(no);
        QCOMPARE(b.state.edits[0].fate, Fate::Conflict);
        QCOMPARE(b.state.edits[0].reason, u"it has finished"_s);
        b.see(makeVerdict(u"e1"_s, wire::EditSettled::Verdict::Applied));
        QCOMPARE(b.state.edits[0].fate, Fate::Accepted);
        QVERIFY(b.state.openEdits.isEmpty());
        b.see(makeVerdict(u"e1"_s, wire::EditSettled::Verdict::Denied));
        QCOMPARE(b.state.edits[0].fate, Fate::Accepted); // the first verdict stands
        QCOMPARE(b.codes().last(), u"editAccepted"_s);
    }

    void settledEditsAreKeptUpToALimitAndOpenOnesAlways()
    {
        Bench b;
        for (size_t i = 0; i < State::maxSettledEdits + 50; ++i) {
            Edit edit;
            edit.id = EditId{ QString::number(i) };
            edit.command = wire::AddSample{ edit.id, {} };
            propose(b.state, edit, b.changes);
            if (i >= 10)
                setFate(b.state, edit.id, Fate::Accepted, {}, {}, b.changes);
        }
        QCOMPARE(b.state.edits.size(), State::maxSettledEdits + 10);
        QCOMPARE(b.state.edits.front().id.text, u"0"_s);
    }

    void removingAServerForgetsItsJobsOnly()
    {
        Bench b;
        setServer(b.state, makeServer(hub, u"a"_s), {}, b.changes);
        b.seeJob(makeJob(u"1"_s, JobState::Running));
        b.see(wire::JobSeen{ makeJob(u"2"_s, JobState::Running) }, ServerId{ u"other"_s });
        b.see(wire::MetadataSeen{ JobId{ u"1"_s }, { u"X"_s, 1 } });
        b.changes = {};
        removeServer(b.state, hub, b.changes);
        QCOMPARE(b.state.jobs.size(), size_t(1));
        QVERIFY(b.state.parts.isEmpty());
        QVERIFY(b.state.servers.empty());
        b.seeJob(makeJob(u"1"_s, JobState::Queued)); // the same profile made again
        QCOMPARE(b.state.jobs.size(), size_t(2));
    }

    void aSystemStatusKeepsWhatItDoesNotSay()
    {
        Bench b;
        setServer(b.state, makeServer(hub, u"a"_s), {}, b.changes);
        wire::SystemStatusSeen status;
        status.cpu = 50;
        status.queueDepth = 3;
        b.see(status);
        wire::SystemStatusSeen later;
        later.cpu = 60;
        b.see(later);
        QVERIFY(b.changes.servers);
        QCOMPARE(b.state.server(hub)->system.queueDepth, 3);
        setServer(b.state, makeServer(hub, u"renamed"_s), {}, b.changes);
        QCOMPARE(b.state.server(hub)->system.cpu, 60.0);
    }

    void adoptedRowsNeverOverwriteThisRun()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        JobEntry a;
        a.server = hub;
        a.job = makeJob(u"a"_s, JobState::Done);
        JobEntry c = a;
        c.job.id.text = u"c"_s;
        b.changes = {};
        adoptRows(b.state, { a, c }, b.changes);
        QCOMPARE(b.job(u"a"_s).state, JobState::Running);
        QVERIFY(!b.entry(u"c"_s).confirmed);
        b.see(progress(u"c"_s, 10)); // what the journal believes finished may run again
        QCOMPARE(b.job(u"c"_s).state, JobState::Running);
        QVERIFY(b.entry(u"c"_s).confirmed);
        b.see(wire::JobsReplaced{});
        adoptRows(b.state, { a, c }, b.changes); // the whole list is known: these are gone
        QVERIFY(b.state.jobs.empty());
    }

    void randomEventsKeepRowsAndIndexInStep();
};

// Whatever happens in whatever order: Changes replayed on a copy give the state's rows.
void TestReduce::randomEventsKeepRowsAndIndexInStep()
{
    State state;
    Changes pending;
    std::vector<QString> copy; // what a model would hold
    quint32 seed = 4711;
    const auto random = [&seed](quint32 n) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 8) % n;
    };
    for (int step = 0; step < 20000; ++step) {
        const JobId id{ QString::number(random(60)) };
        switch (random(5)) {
        case 0:
        case 1:
            reduce(state, hub, wire::JobSeen{ makeJob(id.text, JobState::Queued) }, {}, pending);
            break;
        case 2:
            reduce(state, hub, wire::JobRemoved{ id }, {}, pending);
            break;
        case 3:
            reduce(state, hub, progress(id.text, random(100)), {}, pending);
            break;
        case 4:
            if (random(20) == 0) {
                wire::JobsReplaced list;
                for (quint32 i = 0; i < random(60); ++i)
                    list.jobs.push_back(makeJob(QString::number(i), JobState::Queued));
                reduce(state, hub, list, {}, pending);
            }
            break;
        }
        if (random(4) != 0)
            continue;
        tidy(state, pending);
        for (const auto &[row, filledFrom] : pending.removed) {
            QCOMPARE(filledFrom, copy.size() - 1);
            copy[row] = copy[filledFrom];
            copy.pop_back();
        }
        for (const size_t row : pending.added) {
            QCOMPARE(row, copy.size());
            copy.push_back(state.jobs[row].job.id.text);
        }
        QCOMPARE(copy.size(), state.jobs.size());
        for (size_t row = 0; row < copy.size(); ++row) {
            QCOMPARE(copy[row], state.jobs[row].job.id.text);
            QCOMPARE(state.rowOf.value({ hub, state.jobs[row].job.id }), row);
        }
        QCOMPARE(size_t(state.rowOf.size()), copy.size());
        pending = {};
    }
}

QTEST_GUILESS_MAIN(TestReduce)
#include "tst_reduce.moc"
