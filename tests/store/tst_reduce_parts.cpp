// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reduce_bench.h"

#include <cmath>

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;

class TestReduceParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    void datedNewsOfPartsMayComeLate()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        const auto at = [](JobState state, int when, std::optional<double> progress = {}) {
            wire::Stage stage = makeStage(u"ENCODE"_s, state);
            stage.updated = second(when);
            stage.progress = progress;
            return wire::StageSeen{ JobId{ u"a"_s }, stage };
        };
        const auto known = [&b]() -> const wire::Stage & { return b.parts(u"a"_s).stages[0]; };
        b.see(at(JobState::Running, 10, 50));
        b.see(at(JobState::Running, 9, 20)); // overtaken
        QCOMPARE(known().progress, 50.0);
        QVERIFY(b.changes.isEmpty());
        b.see(at(JobState::Done, 20));
        b.see(at(JobState::Running, 15, 60));
        QCOMPARE(known().state, JobState::Done);
        b.see(at(JobState::Running, 30, 1)); // later than its end: it runs again
        QCOMPARE(known().state, JobState::Running);
        const auto title = [](const QString &text, int when) {
            return wire::MetadataSeen{ JobId{ u"a"_s }, { u"TITLE"_s, text, second(when) } };
        };
        b.see(title(u"new"_s, 5));
        b.see(title(u"old"_s, 3));
        QCOMPARE(b.parts(u"a"_s).metadata[0].value, QJsonValue(u"new"_s));
        b.see(title(u"new"_s, 7));
        QVERIFY(b.changes.isEmpty()); // says the same, only later
        b.see(title(u"old"_s, 6));
        QCOMPARE(b.parts(u"a"_s).metadata[0].value, QJsonValue(u"new"_s));
    }

    void stagesThatWeighMakeTheJobsProgress()
    {
        Bench b;
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        const auto stage = [&b](const QString &id, JobState state, double weight,
                                std::optional<double> progress = {}) {
            wire::Stage seen = makeStage(id, state);
            seen.weight = weight;
            seen.progress = progress;
            b.see(wire::StageSeen{ JobId{ u"a"_s }, seen });
        };
        stage(u"PROBE"_s, JobState::Done, 10);
        QCOMPARE(b.job(u"a"_s).progress, 10.0);
        stage(u"ENCODE"_s, JobState::Running, 80, 50);
        QCOMPARE(b.job(u"a"_s).progress, 50.0);
        QCOMPARE(b.changes.changed, std::vector<size_t>{ 0 });
        stage(u"ENCODE"_s, JobState::Running, 0, 75); // its weight was said before
        QCOMPARE(b.job(u"a"_s).progress, 70.0);
        stage(u"ENCODE"_s, JobState::Running, 80, 20);
        QCOMPARE(b.job(u"a"_s).progress, 70.0); // never back
        stage(u"ENCODE"_s, JobState::Running, 80, std::nan(""));
        QCOMPARE(b.job(u"a"_s).progress, 70.0);
        b.seeJob(makeJob(u"a"_s, JobState::Paused));
        stage(u"ENCODE"_s, JobState::Running, 80, 90);
        QCOMPARE(b.job(u"a"_s).progress, 70.0);
        b.see(wire::StageSeen{ JobId{ u"b"_s }, makeStage(u"X"_s, JobState::Running) });
        QVERIFY(!b.state.find({ hub, JobId{ u"b"_s } }));
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
        QVERIFY(b.state.openEdits.isEmpty());
        b.see(makeVerdict(u"e1"_s, wire::EditSettled::Verdict::Applied));
        QCOMPARE(b.state.edits[0].fate, Fate::Conflict); // the first verdict stands
        QCOMPARE(b.codes().last(), u"editConflict"_s);
    }

    void aPartlyAcceptedAddIsAWarningWithItsCounts()
    {
        Bench b;
        const auto add = [&b](const QString &id) {
            Edit edit;
            edit.id = EditId{ id };
            edit.server = hub;
            edit.command = wire::AddMedia{ edit.id, { u"/a"_s, u"/b"_s, u"/c"_s }, 0, {} };
            propose(b.state, edit, b.changes);
        };
        add(u"e1"_s);
        auto part = makeVerdict(u"e1"_s, wire::EditSettled::Verdict::Applied, u"no such file"_s);
        part.jobs = { JobId{ u"1"_s } };
        b.see(part);
        const Activity line = b.state.activities.back();
        QCOMPARE(line.code, u"editPartly"_s);
        QCOMPARE(line.kind, Activity::Kind::Warning);
        QCOMPARE(line.detail, u"add 1 3 no such file"_s);
        add(u"e2"_s);
        auto whole = makeVerdict(u"e2"_s, wire::EditSettled::Verdict::Applied);
        whole.jobs = { JobId{ u"2"_s }, JobId{ u"3"_s }, JobId{ u"4"_s } };
        b.see(whole);
        QCOMPARE(b.state.activities.back().code, u"editAccepted"_s);
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
        later.gpuTemperature = 62;
        b.see(later);
        QVERIFY(b.changes.servers);
        QCOMPARE(b.state.server(hub)->system.queueDepth, 3);
        QCOMPARE(b.state.server(hub)->system.gpuTemperature, 62.0);
        b.changes = {};
        b.see(status); // says nothing of it: it stays
        QCOMPARE(b.state.server(hub)->system.gpuTemperature, 62.0);
        b.see(later);
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
};

QTEST_GUILESS_MAIN(TestReduceParts)
#include "tst_reduce_parts.moc"
