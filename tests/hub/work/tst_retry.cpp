// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/bench.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;
using wire::JobAction;
using wire::JobState;

/// New attempts: after a killed child, after a failure, after a cancel.
class TestRetry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<test::Bench>(); }
    void cleanup() { m.reset(); }
    void aChildKilledFromOutsideIsTriedOnceMore();
    void aChildKilledTwiceFailsRecoverably();
    void retryKeepsTheOldLogAndSkipsWhatIsThere();
    void actsFromInsideASignalAreSafe();
    void aCancelledJobRunsAgainOnRetry();

private:
    std::unique_ptr<test::Bench> m;
};

void TestRetry::aChildKilledFromOutsideIsTriedOnceMore()
{
    QVERIFY(m->slowDown());
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QSignalSpy failed(m->jobs.get(), &work::Jobs::jobFailed);
    ::kill(m->children()[0].first, SIGKILL);
    WAIT_STATE(id, JobState::Done);
    QCOMPARE(failed.size(), 0);
    const auto detail = m->detail(id);
    QCOMPARE(detail.attempts.size(), size_t(2));
    QCOMPARE(detail.attempts[0].code, u"E_CHILD_KILLED"_s);
    QCOMPARE(detail.job.row.attempt, 2);
}

void TestRetry::aChildKilledTwiceFailsRecoverably()
{
    QVERIFY(m->slowDown());
    const JobId id = m->addSlow();
    for (int i = 1; i <= 2; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(m->detail(id).job.row.attempt, i, test::Bench::patience);
        WAIT_RENDER(id);
        ::kill(m->children()[0].first, SIGKILL);
        QTRY_VERIFY(m->detail(id).attempts[size_t(i - 1)].state == JobState::Failed);
    }
    WAIT_STATE(id, JobState::Failed);
    QCOMPARE(m->errorCode(id), u"E_CHILD_KILLED"_s);
    QVERIFY(m->detail(id).job.row.error->recoverable);
    QVERIFY(m->files(u"tmp"_s).isEmpty());
}

void TestRetry::retryKeepsTheOldLogAndSkipsWhatIsThere()
{
    // The second format fails: its watermark vanishes between the checks.
    const QString path = m->tinyClip();
    const QString logo = m->dir.filePath(u"logo.png"_s);
    test::runTool(u"ffmpeg"_s,
                  { u"-v"_s, u"error"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=s=64x64"_s,
                    u"-frames:v"_s, u"1"_s, logo });
    wire::RenderOptions render;
    render.formats = QStringList{ u"original"_s, u"square_1_1"_s };
    render.watermarkPath = logo;
    connect(m->jobs.get(), &work::Jobs::stageChanged, this,
            [&](const JobId &, const wire::Stage &stage) {
                if (stage.id.text == "RENDER:original"_L1 && stage.state == JobState::Done)
                    QFile::rename(logo, logo + u"x"_s);
            });
    const JobId id = m->jobs->add(path, {}, 0, render).value_or(JobId{});
    WAIT_STATE(id, JobState::Failed);
    QCOMPARE(m->errorCode(id), u"E_WATERMARK"_s);
    const QString log = m->jobs->logPath(id, 1).value_or(QString());
    const qint64 size = QFile(log).size();
    QVERIFY(size > 0);
    m->jobs->disconnect(this);
    QFile::rename(logo + u"x"_s, logo);
    QVERIFY(m->act(id, JobAction::Retry));
    WAIT_STATE(id, JobState::Done);
    QCOMPARE(QFile(log).size(), size);
    QVERIFY(m->jobs->logPath(id, 2));
    const auto detail = m->detail(id);
    QCOMPARE(detail.stages.size(), size_t(10));
    QCOMPARE(detail.stages[3].state, JobState::Failed); // the first attempt's row stays
    QCOMPARE(detail.stages[6].message, u"kept from attempt 1"_s); // thumbnails
    QCOMPARE(detail.stages[7].message, u"kept from attempt 1"_s); // RENDER:original
    QVERIFY(detail.stages[8].message != u"kept from attempt 1"_s);
    QCOMPARE(detail.outputs.size(), size_t(2));
}

void TestRetry::actsFromInsideASignalAreSafe()
{
    const QString path = m->tinyClip();
    for (const QString &stage :
         { u"PROBE"_s, u"THUMBNAIL_GENERATION"_s, u"RENDER:original"_s, u"PUBLISH"_s }) {
        QObject guard;
        connect(m->jobs.get(), &work::Jobs::stageChanged, &guard,
                [&](const JobId &id, const wire::Stage &seen) {
                    if (seen.id.text == stage && seen.state == JobState::Running)
                        m->act(id, JobAction::Cancel);
                });
        const JobId id = m->add(path);
        WAIT_STATE(id, JobState::Cancelled);
        QTRY_COMPARE(m->jobs->running(), 0);
        QVERIFY(m->files(u"tmp"_s).isEmpty() && m->files(u"outputs"_s).isEmpty());
    }
}

void TestRetry::aCancelledJobRunsAgainOnRetry()
{
    QVERIFY(m->slowDown());
    const JobId id = m->addSlow();
    WAIT_RENDER(id);
    QVERIFY(m->act(id, JobAction::Cancel));
    QVERIFY(m->act(id, JobAction::Retry)); // while the old child may still be going down
    WAIT_STATE(id, JobState::Running);
    QCOMPARE(m->detail(id).job.row.attempt, 2);
    WAIT_RENDER(id);
    WAIT_STATE(id, JobState::Done);
    QCOMPARE(m->detail(id).attempts.size(), size_t(2));
}

QTEST_GUILESS_MAIN(TestRetry)
#include "tst_retry.moc"
