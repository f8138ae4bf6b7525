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
    void slow();
    JobId slowJob(int priority = 0);
    bool act(const JobId &id, JobAction action, int priority = 0);
    std::unique_ptr<test::Bench> m;
    QString m_clip;
};

#define WAIT_STATE(id, wanted) QTRY_COMPARE_WITH_TIMEOUT(m->state(id), wanted, 30'000)
#define WAIT_RENDER(id)                                                                            \
    QTRY_VERIFY_WITH_TIMEOUT(                                                                      \
        m->stage(id) == u"RENDER:vertical_9_16"_s && m->children().size() == 1, 20'000)

/// One worker whose renders take a few seconds.
void TestControl::slow()
{
    m->workers = 1;
    m->preset = u"veryslow"_s;
    QVERIFY(m->restart());
    m_clip = m->clip(u"clip.mp4"_s, { .seconds = 1.5, .sound = false });
}

JobId TestControl::slowJob(int priority)
{
    return m->add(m_clip, { u"vertical_9_16"_s }, priority);
}

bool TestControl::act(const JobId &id, JobAction action, int priority)
{
    return m->jobs->control(id, action, priority, u"because"_s).has_value();
}

void TestControl::cancelKillsTheChildAndLeavesNothing()
{
    slow();
    const JobId id = slowJob();
    WAIT_RENDER(id);
    QTRY_VERIFY(!m->files(u"tmp"_s).isEmpty());
    QVERIFY(act(id, JobAction::Cancel));
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
    slow();
    const JobId first = slowJob();
    const JobId second = slowJob();
    WAIT_RENDER(first);
    QVERIFY(act(second, JobAction::Cancel));
    QCOMPARE(m->state(second), JobState::Cancelled);
    QCOMPARE(m->jobs->queueDepth(), 0);
}

void TestControl::pauseStopsTheChildFreesItsWorkerAndResumeGoesOn()
{
    slow();
    const JobId id = slowJob();
    WAIT_RENDER(id);
    QVERIFY(act(id, JobAction::Pause));
    QCOMPARE(m->state(id), JobState::Paused);
    QCOMPARE(m->detail(id).stages[2].state, JobState::Paused);
    QTRY_COMPARE(m->children()[0].second, 'T');
    QCOMPARE(m->jobs->running(), 0);
    const JobId other = m->add(m->clip(u"small.mp4"_s));
    WAIT_STATE(other, JobState::Done); // the paused one does not hold the worker
    QCOMPARE(m->state(id), JobState::Paused);
    QVERIFY(act(id, JobAction::Resume));
    WAIT_STATE(id, JobState::Running);
    QTRY_VERIFY(m->children().empty() || m->children()[0].second != 'T');
    WAIT_STATE(id, JobState::Done);
    QCOMPARE(m->detail(id).attempts.size(), size_t(1));
}

void TestControl::aResumedJobWaitsForAFreeWorker()
{
    slow();
    const JobId id = slowJob();
    WAIT_RENDER(id);
    QVERIFY(act(id, JobAction::Pause));
    const JobId other = slowJob();
    WAIT_STATE(other, JobState::Running);
    QVERIFY(act(id, JobAction::Resume));
    QCOMPARE(m->state(id), JobState::Queued);
    QCoreApplication::processEvents();
    QCOMPARE(m->state(id), JobState::Queued);
    QVERIFY(act(other, JobAction::Cancel));
    WAIT_STATE(id, JobState::Running);
    WAIT_STATE(id, JobState::Done);
}

void TestControl::aPausedJobCanBeCancelled()
{
    slow();
    const JobId id = slowJob();
    WAIT_RENDER(id);
    QVERIFY(act(id, JobAction::Pause));
    QVERIFY(act(id, JobAction::Cancel));
    QTRY_VERIFY(m->children().empty());
    QTRY_VERIFY(m->files(u"tmp"_s).isEmpty());
    QCOMPARE(m->state(id), JobState::Cancelled);
}

void TestControl::aPausedWaitingJobStaysOut()
{
    slow();
    const JobId first = slowJob();
    const JobId second = m->add(m->clip(u"small.mp4"_s));
    QVERIFY(act(second, JobAction::Pause));
    WAIT_STATE(first, JobState::Done);
    QCOMPARE(m->state(second), JobState::Paused);
    QCOMPARE(m->jobs->queueDepth(), 0);
    QVERIFY(act(second, JobAction::Resume));
    WAIT_STATE(second, JobState::Done);
}

void TestControl::priorityReordersTheQueue()
{
    slow();
    QStringList order;
    connect(m->jobs.get(), &work::Jobs::jobStarted, this,
            [&](const JobId &id, WallTime) { order += m->detail(id).job.row.name; });
    const JobId first = slowJob();
    WAIT_STATE(first, JobState::Running);
    const QString path = m->clip(u"small.mp4"_s, { .sound = false });
    const auto add = [&](const QString &name, int priority) {
        wire::RenderOptions render;
        render.formats = QStringList{ u"original"_s };
        return m->jobs->add(path, name, priority, render).value_or(JobId{});
    };
    const JobId a = add(u"a"_s, 0);
    const JobId b = add(u"b"_s, 0);
    const JobId c = add(u"c"_s, 5);
    QVERIFY(act(b, JobAction::Prioritise, 9));
    QVERIFY(act(first, JobAction::Prioritise, -3)); // a running job only remembers it
    QCOMPARE(m->detail(first).job.row.priority, -3);
    WAIT_STATE(a, JobState::Done);
    WAIT_STATE(c, JobState::Done);
    QCOMPARE(order, (QStringList{ u"clip.mp4"_s, u"b"_s, u"c"_s, u"a"_s }));
    QCOMPARE(m->detail(first).job.row.priority, -3);
}

void TestControl::noMoreJobsRunThanThereAreWorkers()
{
    int most = 0;
    connect(m->jobs.get(), &work::Jobs::loadChanged, this,
            [&](int, int running, int) { most = std::max(most, running); });
    const QString path = m->clip(u"small.mp4"_s, { .sound = false });
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
    const JobId id = m->add(m->clip(u"small.mp4"_s));
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
    const JobId id = m->add(m->clip(u"small.mp4"_s));
    QCOMPARE(code(JobId{ u"x"_s }, 0), Failure::Code::NotFound);
    QCOMPARE(code(id, 101), Failure::Code::BadInput);
    QCOMPARE(code(id, -101), Failure::Code::BadInput);
}

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
