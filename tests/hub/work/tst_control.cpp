// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/bench.h"

#include <QTest>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;
using wire::JobAction;
using wire::JobState;

/// What people do to jobs: cancel, pause, resume, prioritise.
class TestControl final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<test::Bench>(); }
    void cleanup() { m.reset(); }
    void cancelKillsTheChildAndLeavesNothing();
    void cancelOfAWaitingJobIsAtOnce();
    void pauseStopsTheChildFreesItsWorkerAndResumeGoesOn();
    void aResumedJobWaitsForAFreeWorker();
    void aPausedJobCanBeCancelled();
    void aPausedWaitingJobStaysOut();
    void priorityReordersTheQueue();
    void noMoreJobsRunThanThereAreWorkers();
    void actsThatDoNotFitTheStateAreConflicts();
    void unknownJobsAndPrioritiesAreRefused();

private:
    std::unique_ptr<test::Bench> m;
};

void TestControl::cancelKillsTheChildAndLeavesNothing()
{
    QVERIFY(m->slowDown());
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QTRY_VERIFY(!m->files(u"tmp"_s).isEmpty());
    QVERIFY(m->act(id, JobAction::Cancel));
    QCOMPARE(m->state(id), JobState::Cancelled);
    QTRY_VERIFY(m->children().empty());
    QTRY_COMPARE(m->jobs->running(), 0);
    QCOMPARE(m->files(u"tmp"_s), QStringList());
    QCOMPARE(m->files(u"outputs"_s), QStringList());
    const auto detail = m->detail(id);
    QCOMPARE(detail.attempts.back().state, JobState::Cancelled);
    QCOMPARE(detail.stages[2].state, JobState::Cancelled);
    QVERIFY(detail.log.back().text.contains(u"because"_s));
}

void TestControl::cancelOfAWaitingJobIsAtOnce()
{
    QVERIFY(m->oneWorker());
    const JobId first = m->add(m->tinyClip());
    const JobId second = m->add(m->tinyClip());
    WAIT_STATE(first, JobState::Running);
    QVERIFY(m->act(second, JobAction::Cancel));
    QCOMPARE(m->state(second), JobState::Cancelled);
    QCOMPARE(m->jobs->queueDepth(), 0);
}

void TestControl::pauseStopsTheChildFreesItsWorkerAndResumeGoesOn()
{
    QVERIFY(m->slowDown());
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QVERIFY(m->act(id, JobAction::Pause));
    QCOMPARE(m->state(id), JobState::Paused);
    QCOMPARE(m->detail(id).stages[2].state, JobState::Paused);
    QTRY_COMPARE(m->children()[0].second, 'T');
    QCOMPARE(m->jobs->running(), 0);
    const JobId other = m->add(m->tinyClip());
    WAIT_STATE(other, JobState::Done); // the paused one does not hold the worker
    QCOMPARE(m->state(id), JobState::Paused);
    QVERIFY(m->act(id, JobAction::Resume));
    WAIT_STATE(id, JobState::Running);
    QTRY_VERIFY(m->children().empty() || m->children()[0].second != 'T');
    WAIT_STATE(id, JobState::Done);
    QCOMPARE(m->detail(id).attempts.size(), size_t(1));
}

void TestControl::aResumedJobWaitsForAFreeWorker()
{
    QVERIFY(m->slowDown());
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QVERIFY(m->act(id, JobAction::Pause));
    const JobId other = m->addSlow();
    WAIT_STATE(other, JobState::Running);
    QVERIFY(m->act(id, JobAction::Resume));
    QCOMPARE(m->state(id), JobState::Queued);
    QCoreApplication::processEvents();
    QCOMPARE(m->state(id), JobState::Queued);
    QVERIFY(m->act(other, JobAction::Cancel));
    WAIT_STATE(id, JobState::Running);
    WAIT_STATE(id, JobState::Done);
}

void TestControl::aPausedJobCanBeCancelled()
{
    QVERIFY(m->slowDown());
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QVERIFY(m->act(id, JobAction::Pause));
    QVERIFY(m->act(id, JobAction::Cancel));
    QTRY_VERIFY(m->children().empty());
    QTRY_VERIFY(m->files(u"tmp"_s).isEmpty());
    QCOMPARE(m->state(id), JobState::Cancelled);
}

void TestControl::aPausedWaitingJobStaysOut()
{
    QVERIFY(m->oneWorker());
    const JobId first = m->add(m->tinyClip());
    const JobId second = m->add(m->tinyClip());
    QVERIFY(m->act(second, JobAction::Pause));
    WAIT_STATE(first, JobState::Done);
    QCOMPARE(m->state(second), JobState::Paused);
    QCOMPARE(m->jobs->queueDepth(), 0);
    QVERIFY(m->act(second, JobAction::Resume));
    WAIT_STATE(second, JobState::Done);
}

void TestControl::priorityReordersTheQueue()
{
    QVERIFY(m->oneWorker());
    QStringList order;
    connect(m->jobs.get(), &work::Jobs::jobStarted, this,
            [&](const JobId &id, WallTime) { order += m->detail(id).job.row.name; });
    const QString path = m->tinyClip();
    const JobId first = m->add(path);
    WAIT_STATE(first, JobState::Running);
    const auto add = [&](const QString &name, int priority) {
        wire::RenderOptions render;
        render.formats = QStringList{ u"original"_s };
        return m->jobs->add(path, name, priority, render).value_or(JobId{});
    };
    const JobId a = add(u"a"_s, 0);
    const JobId b = add(u"b"_s, 0);
    const JobId c = add(u"c"_s, 5);
    QVERIFY(m->act(b, JobAction::Prioritise, 9));
    QVERIFY(m->act(first, JobAction::Prioritise, -3)); // a running job only remembers it
    QCOMPARE(m->detail(first).job.row.priority, -3);
    WAIT_STATE(a, JobState::Done);
    WAIT_STATE(c, JobState::Done);
    QCOMPARE(order, (QStringList{ u"tiny.mp4"_s, u"b"_s, u"c"_s, u"a"_s }));
    QCOMPARE(m->detail(first).job.row.priority, -3);
}

void TestControl::noMoreJobsRunThanThereAreWorkers()
{
    int most = 0;
    connect(m->jobs.get(), &work::Jobs::loadChanged, this,
            [&](int, int running, int) { most = std::max(most, running); });
    const QString path = m->tinyClip();
    std::vector<JobId> ids;
    for (int i = 0; i < 5; ++i)
        ids.push_back(m->add(path));
    for (const JobId &id : ids)
        WAIT_STATE(id, JobState::Done);
    QCOMPARE(most, 2);
    QCOMPARE(m->jobs->workers(), 2);
}

void TestControl::actsThatDoNotFitTheStateAreConflicts()
{
    const JobId id = m->add(m->tinyClip());
    const auto conflict = [&](JobAction action) {
        const auto done = m->jobs->control(id, action, 0, {});
        return !done && done.error().code == Failure::Code::Conflict;
    };
    QVERIFY(conflict(JobAction::Resume));
    QVERIFY(conflict(JobAction::Retry));
    WAIT_STATE(id, JobState::Done);
    for (const JobAction action : { JobAction::Cancel, JobAction::Pause, JobAction::Resume,
                                    JobAction::Retry, JobAction::Prioritise })
        QVERIFY(conflict(action));
}

void TestControl::unknownJobsAndPrioritiesAreRefused()
{
    const auto code = [&](const JobId &id, int priority) {
        return m->jobs->control(id, JobAction::Prioritise, priority, {}).error().code;
    };
    const JobId id = m->add(m->tinyClip());
    QCOMPARE(code(JobId{ u"x"_s }, 0), Failure::Code::NotFound);
    QCOMPARE(code(id, 101), Failure::Code::BadInput);
    QCOMPARE(code(id, -101), Failure::Code::BadInput);
}

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
