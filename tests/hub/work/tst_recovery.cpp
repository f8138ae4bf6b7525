// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/connection.h"
#include "hub/work/bench.h"

#include <QProcess>
#include <QTest>
#include <QTimer>

#include <csignal>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;
using wire::JobAction;
using wire::JobState;

/// What is left after the hub went down, kindly or not.
class TestRecovery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m.reset(); }
    void aCrashQueuesTheJobAgainAndKeepsFinishedStages();
    void theSecondCrashInARowWaitsForAPerson();
    void aFinishedAttemptForgivesAnEarlierCrash();
    void waitingAndPausedJobsSurvive();
    void aPausedRunningJobStaysPausedAndGoesOnInANewAttempt();
    void drainQueuesAgainWithoutCountingACrash();
    void whatIsAddedAfterADrainWaitsForTheNextStart();
    void aResultOfAnOldAttemptIsRefused();
    void killNineOfTheHubLeavesNoChildAndLosesNoJob();
    void halfWrittenFilesAreRemovedAtStart();
    void uploadsWithoutAJobAreRemovedAtStart();
    void aDatabaseThatRefusesForAWhileLosesNothing();
    void whatBelongsTogetherIsToldOnceAllIsWritten();
    void aDamagedDatabaseIsToldAtStart();
    void aDataDirectoryThatCannotBeMadeIsToldAtStart();

private:
    std::unique_ptr<test::Bench> m;
};

void TestRecovery::init()
{
    m = std::make_unique<test::Bench>();
    QVERIFY(m->slowDown());
}

void TestRecovery::aCrashQueuesTheJobAgainAndKeepsFinishedStages()
{
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QVERIFY(m->restart());
    QVERIFY(m->children().empty());
    QCOMPARE(m->state(id), JobState::Queued);
    auto detail = m->detail(id);
    QCOMPARE(detail.attempts[0].state, JobState::Attention);
    QCOMPARE(detail.attempts[0].code, u"E_INTERRUPTED"_s);
    QCOMPARE(detail.stages[1].state, JobState::Done);
    QCOMPARE(detail.stages[2].state, JobState::Attention);
    QVERIFY(detail.log.back().text.startsWith(u"Interrupted: the hub ended"_s));
    WAIT_STATE(id, JobState::Done);
    detail = m->detail(id);
    QCOMPARE(detail.attempts.size(), size_t(2));
    QCOMPARE(detail.stages[5].message, u"kept from attempt 1"_s);
}

void TestRecovery::theSecondCrashInARowWaitsForAPerson()
{
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QVERIFY(m->restart());
    WAIT_RENDER(id);
    QVERIFY(m->restart());
    QCOMPARE(m->state(id), JobState::Attention);
    QCOMPARE(m->errorCode(id), u"E_INTERRUPTED"_s);
    QVERIFY(m->detail(id).job.row.error->recoverable);
    QCOMPARE(m->jobs->queueDepth(), 0);
    QVERIFY(m->act(id, JobAction::Retry));
    WAIT_STATE(id, JobState::Done);
    QCOMPARE(m->detail(id).job.row.attempt, 3);
}

void TestRecovery::aFinishedAttemptForgivesAnEarlierCrash()
{
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QVERIFY(m->restart());
    WAIT_RENDER(id);
    QVERIFY(m->act(id, JobAction::Cancel));
    QVERIFY(m->act(id, JobAction::Retry));
    WAIT_STATE(id, JobState::Running);
    WAIT_RENDER(id);
    QVERIFY(m->restart());
    QCOMPARE(m->state(id), JobState::Queued);
}

void TestRecovery::waitingAndPausedJobsSurvive()
{
    const JobId running = m->addSlow();
    const QString path = m->tinyClip();
    const JobId paused = m->add(path);
    const JobId waiting = m->add(path);
    QVERIFY(m->act(paused, JobAction::Pause));
    WAIT_RENDER(running);
    QVERIFY(m->restart());
    QCOMPARE(m->state(paused), JobState::Paused);
    QCOMPARE(m->state(waiting), JobState::Queued);
    QCOMPARE(m->detail(waiting).job.row.attempt, 1);
    QCOMPARE(m->jobs->queueDepth(), 2);
    WAIT_STATE(waiting, JobState::Done);
}

void TestRecovery::aPausedRunningJobStaysPausedAndGoesOnInANewAttempt()
{
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QVERIFY(m->act(id, JobAction::Pause));
    QVERIFY(m->restart());
    QTRY_VERIFY(m->children().empty());
    QCOMPARE(m->state(id), JobState::Paused);
    QVERIFY(m->act(id, JobAction::Resume));
    WAIT_STATE(id, JobState::Done);
    QCOMPARE(m->detail(id).attempts.size(), size_t(2));
}

void TestRecovery::drainQueuesAgainWithoutCountingACrash()
{
    const JobId id = m->addSlow();
    for (int i = 1; i <= 3; ++i) {
        WAIT_RENDER(id);
        m->jobs->drain();
        QVERIFY(m->children().empty());
        QCOMPARE(m->state(id), JobState::Queued);
        QVERIFY(m->restart());
        const auto detail = m->detail(id);
        QCOMPARE(detail.attempts.size(), size_t(i));
        QCOMPARE(detail.attempts.back().code, u"E_STOPPED"_s);
        const wire::Stage &render = detail.stages[size_t(4 * (i - 1) + 2)];
        QCOMPARE(render.error.value_or(wire::JobError{}).code, u"E_STOPPED"_s);
    }
    WAIT_STATE(id, JobState::Done);
}

void TestRecovery::whatIsAddedAfterADrainWaitsForTheNextStart()
{
    m->jobs->drain();
    const JobId id = m->add(m->tinyClip());
    QCoreApplication::processEvents(); // a start would come from the event loop
    QCOMPARE(m->state(id), JobState::Queued);
    QVERIFY(m->detail(id).attempts.empty());
    QVERIFY(m->restart());
    WAIT_STATE(id, JobState::Done);
}

// As if another hub had taken the job over after this one's lease: what this one still makes of it
// does not count, and the job is done by the newer attempt.
void TestRecovery::aResultOfAnOldAttemptIsRefused()
{
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    {
        record::Connection other;
        QVERIFY(other.open(m->dir.filePath(u"data/hub.sqlite"_s)));
        QVERIFY(other.run(u"UPDATE jobs SET attempt=2, state='queued'"_s));
    }
    QTRY_COMPARE_WITH_TIMEOUT(m->jobs->running(), 0, test::Bench::patience);
    auto detail = m->detail(id);
    QCOMPARE(detail.job.row.state, JobState::Queued);
    QVERIFY(detail.outputs.empty());
    QCOMPARE(detail.attempts.size(), size_t(1));
    QVERIFY(!detail.attempts.front().finished);
    QVERIFY(m->restart()); // leases it again
    WAIT_STATE(id, JobState::Done);
    detail = m->detail(id);
    QCOMPARE(detail.attempts.back().number, 2);
    QCOMPARE(detail.attempts.front().code, u"E_INTERRUPTED"_s);
    QVERIFY(!detail.outputs.empty());
}

void TestRecovery::killNineOfTheHubLeavesNoChildAndLosesNoJob()
{
    const QString path = m->clip(u"long.mp4"_s, { .seconds = 1.5, .sound = false });
    m->jobs.reset();
    QProcess hub;
    hub.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    hub.start(QCoreApplication::applicationFilePath(),
              { u"--hub"_s, m->dir.filePath(u"data"_s), path });
    QTRY_VERIFY_WITH_TIMEOUT(hub.canReadLine(), test::Bench::patience);
    const qint64 child = hub.readLine().trimmed().toLongLong();
    QVERIFY(child > 0);
    QVERIFY(QFile::exists(u"/proc/%1"_s.arg(child)));
    ::kill(static_cast<pid_t>(hub.processId()), SIGKILL);
    QVERIFY(hub.waitForFinished());
    QTRY_VERIFY(!QFile::exists(u"/proc/%1/exe"_s.arg(child))
                || !QFile(u"/proc/%1/cmdline"_s.arg(child)).open(QIODevice::ReadOnly));
    m->preset = u"ultrafast"_s;
    QVERIFY(m->restart());
    const auto rows = m->jobs->all();
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows[0].state, JobState::Queued);
    WAIT_STATE(rows[0].id, JobState::Done);
}

void TestRecovery::halfWrittenFilesAreRemovedAtStart()
{
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QTRY_VERIFY(!m->files(u"tmp"_s).isEmpty());
    m->jobs.reset();
    QDir(m->dir.path()).mkpath(u"data/tmp/unknown-job"_s);
    m->write(u"data/tmp/unknown-job/square_1_1.mp4"_s, "x");
    QVERIFY(m->restart());
    QVERIFY(m->files(u"tmp"_s).isEmpty());
}

void TestRecovery::uploadsWithoutAJobAreRemovedAtStart()
{
    const QString kept = m->jobs->newUploadPath(u"../a b.mp4"_s);
    QVERIFY(kept.startsWith(m->dir.filePath(u"data/uploads/"_s)));
    QVERIFY(QFile::rename(m->clip(u"clip.mp4"_s), kept));
    QVERIFY(m->jobs->add(kept, u"clip.mp4"_s, 0, {}, true));
    m->write(u"data/uploads/forgotten.mp4"_s, "x");
    QVERIFY(m->restart());
    QCOMPARE(m->files(u"uploads"_s), QStringList{ kept });
}

// A trigger stands for a full disk: every write fails until it is gone.
void TestRecovery::aDatabaseThatRefusesForAWhileLosesNothing()
{
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    record::Connection other;
    QVERIFY(other.open(m->dir.filePath(u"data/hub.sqlite"_s)));
    QVERIFY(other.run(u"CREATE TRIGGER full BEFORE INSERT ON events"
                      " BEGIN SELECT RAISE(ABORT, 'disk full'); END"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m->files(u"outputs"_s).size() == 1, test::Bench::patience);
    QCOMPARE(m->state(id), JobState::Running); // nobody is told what is not written
    const auto refused = m->jobs->control(id, JobAction::Cancel, 0, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Failure::Code::Database);
    QVERIFY(other.run(u"DROP TRIGGER full"_s));
    WAIT_STATE(id, JobState::Done);
    QCOMPARE(m->detail(id).outputs.size(), size_t(1));
}

void TestRecovery::whatBelongsTogetherIsToldOnceAllIsWritten()
{
    const QString path = m->clip(u"clip.mp4"_s);
    const EditId op{ u"op"_s };
    int told = 0;
    connect(m->jobs.get(), &work::Jobs::jobCreated, this, [&] { ++told; });
    const auto work = [&] {
        const auto id = m->jobs->add(path, {}, 0, {});
        QVERIFY(id);
        QCOMPARE(told, 0); // not before it is written
        m->jobs->remember({ op, wire::EditSettled::Verdict::Applied, {}, 0, { *id } });
    };
    QVERIFY(m->jobs->together(work));
    QCOMPARE(told, 1);
    QVERIFY(m->jobs->verdict(op).value());
    QCOMPARE(m->jobs->all().size(), size_t(1));
}

void TestRecovery::aDamagedDatabaseIsToldAtStart()
{
    m->jobs.reset();
    for (const QString &end : { u"-wal"_s, u"-shm"_s })
        QFile::remove(m->dir.filePath(u"data/hub.sqlite"_s + end));
    m->write(u"data/hub.sqlite"_s, QByteArray(10'000, 'x'));
    m->jobs = std::make_unique<work::Jobs>(m->options(), m->clock);
    const auto started = m->jobs->start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, Failure::Code::Database);
    QVERIFY(started.error().detail.contains(u"hub.sqlite"_s));
}

void TestRecovery::aDataDirectoryThatCannotBeMadeIsToldAtStart()
{
    work::WorkOptions options = m->options();
    options.dataDir = u"/etc/passwd/data"_s;
    work::Jobs jobs(options, m->clock);
    const auto started = jobs.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, Failure::Code::Io);
}

/// The hub that is killed: runs one job and prints the pid of the child that renders.
static int runHub(QCoreApplication &app)
{
    SystemClock clock;
    work::WorkOptions options;
    options.dataDir = app.arguments().value(2);
    options.workers = 1;
    options.preset = u"placebo"_s;
    work::Jobs jobs(options, clock);
    wire::RenderOptions render;
    render.formats = QStringList{ u"vertical_9_16"_s };
    if (!jobs.start() || !jobs.add(app.arguments().value(3), {}, 0, render))
        return 1;
    bool renders = false;
    QObject::connect(&jobs, &work::Jobs::stageChanged, &app,
                     [&renders](const JobId &, const wire::Stage &stage) {
                         renders = stage.id.text.startsWith(u"RENDER"_s);
                     });
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &app, [&] {
        const auto children = test::Bench::children();
        if (!renders || children.empty())
            return;
        look.stop();
        std::printf("%d\n", children[0].first);
        std::fflush(stdout);
    });
    look.start(Millis(5));
    return app.exec();
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == "--hub"_L1)
        return runHub(app);
    TestRecovery test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_recovery.moc"
