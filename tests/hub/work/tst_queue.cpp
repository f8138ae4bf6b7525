// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/uuid.h"
#include "hub/work/errors.h"
#include "hub/work/frames.h"
#include "hub/work/queue.h"
#include "hub/work/stages.h"
#include "support/clips.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::hub;
using namespace fw::hub::work;
using wire::JobState;

/// For children on a busy machine: only what hangs takes so long.
constexpr Millis patience{ 240'000 };

/// The pure parts: order of the queue, weights of progress, words of errors; and single frames.
class TestQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHighestPriorityComesFirstThenTheOldest();
    void filesOfOneMillisecondKeepTheOrderGiven();
    void aJobIsInTheQueueOnce();
    void jobsThatMayNotRunAreLeftOut();
    void progressIsWeightedAndUnknownWhenAPartIs();
    void sampleJobsHaveOneMoreStage();
    void everyEndOfAChildHasACodeAndAReason_data();
    void everyEndOfAChildHasACodeAndAReason();
    void framesAreMadeOnceAndKept();
    void framesThatCannotBeMadeSayWhy();
    void aFrameThatTakesTooLongIsGivenUp();
    void tooManyWaitingFramesAreRefused();
};

void TestQueue::theHighestPriorityComesFirstThenTheOldest()
{
    Queue queue;
    queue.put({ JobId{ u"late"_s }, 0, WallTime(Millis(2)) });
    queue.put({ JobId{ u"early"_s }, 0, WallTime(Millis(1)) });
    queue.put({ JobId{ u"low"_s }, -5, WallTime(Millis(0)) });
    queue.put({ JobId{ u"high"_s }, 5, WallTime(Millis(9)) });
    QStringList order;
    while (const auto id = queue.take([](const JobId &) { return true; }))
        order += id->text;
    QCOMPARE(order, (QStringList{ u"high"_s, u"early"_s, u"late"_s, u"low"_s }));
}

void TestQueue::filesOfOneMillisecondKeepTheOrderGiven()
{
    const WallTime together(Millis(1'790'000'000'000));
    QStringList given;
    for (int i = 0; i < 100; ++i)
        given += uuid7(together);
    Queue queue;
    for (int i = 0; i < 100; ++i) // put in any order
        queue.put({ JobId{ given[(i * 37) % 100] }, 0, together });
    QStringList order;
    while (const auto id = queue.take([](const JobId &) { return true; }))
        order += id->text;
    QCOMPARE(order, given);
}

void TestQueue::aJobIsInTheQueueOnce()
{
    Queue queue;
    queue.put({ JobId{ u"a"_s }, 0, {} });
    queue.put({ JobId{ u"a"_s }, 7, {} });
    QCOMPARE(queue.size(), 1);
    queue.remove(JobId{ u"a"_s });
    queue.remove(JobId{ u"a"_s });
    QCOMPARE(queue.size(), 0);
}

void TestQueue::jobsThatMayNotRunAreLeftOut()
{
    Queue queue;
    queue.put({ JobId{ u"a"_s }, 9, {} });
    queue.put({ JobId{ u"b"_s }, 0, {} });
    const auto id = queue.take([](const JobId &job) { return job.text != u"a"_s; });
    QCOMPARE(id->text, u"b"_s);
    QVERIFY(queue.contains(JobId{ u"a"_s }));
    QVERIFY(!queue.take([](const JobId &) { return false; }));
}

void TestQueue::progressIsWeightedAndUnknownWhenAPartIs()
{
    record::JobRecord job;
    job.render.formats = QStringList{ u"original"_s, u"square_1_1"_s };
    std::vector<wire::Stage> stages = plannedStages(job, 1);
    QCOMPARE(stages.size(), size_t(5));
    QVERIFY(!overallProgress(stages));
    stages[0].state = JobState::Running;
    stages[0].progress = 50;
    QVERIFY(!overallProgress(stages)); // empty until PROBE is done
    stages[0].state = JobState::Done;
    QCOMPARE(overallProgress(stages), 2.0);
    stages[1].state = JobState::Done;
    stages[2].state = JobState::Running;
    stages[2].progress = 50;
    QCOMPARE(overallProgress(stages), 10 + 42.5 / 2);
    stages[2].progress.reset();
    QVERIFY(!overallProgress(stages));
    for (wire::Stage &stage : stages)
        stage.state = JobState::Done;
    QCOMPARE(overallProgress(stages), 100.0);
}

void TestQueue::sampleJobsHaveOneMoreStage()
{
    record::JobRecord job;
    job.sample = true;
    job.render.formats = QStringList{ u"original"_s };
    const auto stages = plannedStages(job, 3);
    QCOMPARE(stages.front().id.text, u"SAMPLE"_s);
    QCOMPARE(kindOf(stages.front().id), StageKind::Sample);
    QCOMPARE(formatOf(stages[3].id), u"original"_s);
    QCOMPARE(stages.back().id.text, u"PUBLISH"_s);
    QCOMPARE(stages.back().order, 4);
    QCOMPARE(stages.back().attempt, 3);
}

void TestQueue::everyEndOfAChildHasACodeAndAReason_data()
{
    using How = media::ChildExit::How;
    QTest::addColumn<int>("how");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("recoverable");
    QTest::newRow("not started") << int(How::NotStarted) << u"x"_s << u"E_NO_FFMPEG"_s << true;
    QTest::newRow("killed") << int(How::Killed) << u"x"_s << u"E_CHILD_KILLED"_s << true;
    QTest::newRow("crashed") << int(How::Crashed) << u"x"_s << u"E_FFMPEG"_s << true;
    QTest::newRow("timed out") << int(How::TimedOut) << u"x"_s << u"E_TIMEOUT"_s << true;
    QTest::newRow("too much") << int(How::OutputTooLarge) << u"x"_s << u"E_FFMPEG"_s << true;
    QTest::newRow("disk") << int(How::Finished) << u"No space left on device"_s << u"E_DISK_FULL"_s
                          << true;
    QTest::newRow("format") << int(How::Finished) << u"Format not on whitelist"_s << u"E_FORMAT"_s
                            << false;
    QTest::newRow("damaged") << int(How::Finished) << u"Invalid data found"_s << u"E_BROKEN"_s
                             << false;
    QTest::newRow("else") << int(How::Finished) << u"odd"_s << u"E_FFMPEG"_s << true;
}

void TestQueue::everyEndOfAChildHasACodeAndAReason()
{
    QFETCH(int, how);
    QFETCH(QString, reason);
    QFETCH(QString, code);
    QFETCH(bool, recoverable);
    const wire::JobError error
        = childError({ media::ChildExit::How(how), 1, {}, reason }, u"rendering"_s, false);
    QCOMPARE(error.code, code);
    QCOMPARE(error.recoverable, recoverable);
    QVERIFY(error.message.contains(reason));
}

void TestQueue::framesAreMadeOnceAndKept()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"-a%03d.mp4"_s);
    QVERIFY(test::makeClip(path));
    Frames frames(u"ffmpeg"_s, patience);
    QList<QByteArray> got;
    const auto keep = [&](const Expected<QByteArray> &frame) { got += frame.value_or("failed"); };
    frames.ask(path, 0.5, 100, keep);
    frames.ask(path, 0.5, 100, keep);
    QVERIFY(got.isEmpty()); // never from inside the call
    QTRY_COMPARE_WITH_TIMEOUT(got.size(), 2, int(patience.count()));
    QVERIFY(got[0].startsWith("\xff\xd8"));
    QCOMPARE(got[0], got[1]);
    QFile::remove(path);
    frames.ask(path, 0.5, 100, keep); // from the cache: the file is gone
    QTRY_COMPARE(got.size(), 3);
    QCOMPARE(got[2], got[0]);
}

void TestQueue::framesThatCannotBeMadeSayWhy()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"a.mp4"_s);
    QVERIFY(test::makeClip(path));
    Frames frames(u"ffmpeg"_s, patience);
    QList<Failure::Code> codes;
    const auto keep = [&](const Expected<QByteArray> &frame) { codes += frame.error().code; };
    for (const double t : { -1.0, std::nan(""), 1e300 })
        frames.ask(path, t, 100, keep);
    frames.ask(path, 500, 100, keep); // behind the end
    frames.ask(u"/nowhere.mp4"_s, 0, 100, keep);
    QTRY_COMPARE_WITH_TIMEOUT(codes.size(), 5, int(patience.count()));
    QCOMPARE(codes.count(Failure::Code::BadInput), 3);
    QCOMPARE(codes.count(Failure::Code::NotFound), 1);
    QCOMPARE(codes.count(Failure::Code::Process), 1);
}

void TestQueue::aFrameThatTakesTooLongIsGivenUp()
{
    QTemporaryDir dir;
    QFile program(dir.filePath(u"ffmpeg"_s));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\nexec sleep 600\n");
    program.close();
    QVERIFY(program.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    Frames frames(program.fileName(), Millis(50));
    std::optional<Failure::Code> code;
    frames.ask(u"/x"_s, 0, 100,
               [&](const Expected<QByteArray> &frame) { code = frame.error().code; });
    QTRY_COMPARE(code, std::optional(Failure::Code::Timeout));
}

void TestQueue::tooManyWaitingFramesAreRefused()
{
    Frames frames(u"/bin/true"_s);
    int refused = 0;
    int answered = 0;
    for (int i = 0; i < 100; ++i) {
        frames.ask(u"/x"_s, i, 100, [&](const Expected<QByteArray> &frame) {
            ++answered;
            refused += frame.error().code == Failure::Code::TooLarge ? 1 : 0;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered, 100, int(patience.count()));
    QCOMPARE(refused, 34);
}

QTEST_GUILESS_MAIN(TestQueue)
#include "tst_queue.moc"
