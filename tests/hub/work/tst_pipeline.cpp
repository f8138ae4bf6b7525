// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/jobs.h"
#include "support/clips.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::hub;
using wire::JobState;

/// Whole jobs on real media: what comes out, what a bad file says, what is left behind.
class TestPipeline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aClipReachesDoneWithPlayableOutputs();
    void whatIsToldIsInTheDatabase();
    void aSampleIsMadeAndRendered();

private:
    work::WorkOptions options() const;
    QString clip(const QString &name, const test::Clip &like = {});
    JobState stateOf(const JobId &id) const;
    QStringList filesBelow(const QString &folder) const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<work::Jobs> m_jobs;
};

work::WorkOptions TestPipeline::options() const
{
    work::WorkOptions options;
    options.dataDir = m_dir->filePath(u"data"_s);
    options.workers = 2;
    options.preset = u"ultrafast"_s;
    options.progressInterval = Millis(20);
    return options;
}

void TestPipeline::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_jobs = std::make_unique<work::Jobs>(options(), m_clock);
    QVERIFY(m_jobs->start());
}

void TestPipeline::cleanup()
{
    m_jobs.reset();
    m_dir.reset();
}

QString TestPipeline::clip(const QString &name, const test::Clip &like)
{
    const QString path = m_dir->filePath(name);
    return test::makeClip(path, like) ? path : QString();
}

JobState TestPipeline::stateOf(const JobId &id) const
{
    const auto detail = m_jobs->detail(id);
    return detail ? detail->job.row.state : JobState::Queued;
}

QStringList TestPipeline::filesBelow(const QString &folder) const
{
    QStringList files;
    QDirIterator it(m_dir->filePath(u"data/"_s + folder), QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        files += it.next();
    return files;
}

void TestPipeline::aClipReachesDoneWithPlayableOutputs()
{
    const auto id = m_jobs->add(clip(u"clip.mp4"_s), {}, 0, {});
    QVERIFY2(id.has_value(), qPrintable(id ? QString() : id.error().detail));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*id), JobState::Done, 20'000);
    const auto detail = m_jobs->detail(*id);
    QCOMPARE(detail->outputs.size(), size_t(2));
    QCOMPARE(test::describe(detail->outputs[1].localPath), u"h264 720x1280 yuv420p 1.0 aac"_s);
    QCOMPARE(test::describe(detail->outputs[0].localPath), u"h264 1080x1080 yuv420p 1.0 aac"_s);
    QCOMPARE(detail->outputs[1].name, u"clip_vertical_9_16.mp4"_s);
    QCOMPARE(detail->outputs[1].width, 720);
    QCOMPARE(detail->outputs[1].bytes, QFile(detail->outputs[1].localPath).size());
    QCOMPARE(detail->thumbnails.size(), size_t(8));
    QCOMPARE(detail->thumbnails[0].width, 320);
    QCOMPARE(detail->thumbnails[0].height, 180);
    QCOMPARE(detail->stages.size(), size_t(5));
    for (const wire::Stage &stage : detail->stages)
        QCOMPARE(stage.state, JobState::Done);
    QCOMPARE(detail->attempts.size(), size_t(1));
    QVERIFY(QFile(detail->attempts[0].logPath).size() > 0);
    QCOMPARE(detail->job.row.progress, 100.0);
    QCOMPARE(filesBelow(u"tmp"_s), QStringList());
}

void TestPipeline::whatIsToldIsInTheDatabase()
{
    int told = 0;
    connect(m_jobs.get(), &work::Jobs::jobUpdated, this, [&](const wire::Job &row) {
        ++told;
        QCOMPARE(m_jobs->detail(row.id)->job.row.state, row.state);
    });
    connect(m_jobs.get(), &work::Jobs::jobCompleted, this,
            [&](const JobId &id, const std::vector<wire::Output> &outputs) {
                QCOMPARE(m_jobs->detail(id)->outputs.size(), outputs.size());
            });
    QSignalSpy completed(m_jobs.get(), &work::Jobs::jobCompleted);
    wire::RenderOptions render;
    render.formats = QStringList{ u"original"_s };
    QVERIFY(m_jobs->add(clip(u"clip.mp4"_s), {}, 0, render));
    QTRY_COMPARE_WITH_TIMEOUT(completed.size(), 1, 20'000);
    QVERIFY(told >= 5);
}

void TestPipeline::aSampleIsMadeAndRendered()
{
    wire::RenderOptions render;
    render.formats = QStringList{ u"square_1_1"_s };
    const auto id = m_jobs->addSample(render);
    QVERIFY(id);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(*id), JobState::Done, 60'000);
    const auto detail = m_jobs->detail(*id);
    QCOMPARE(detail->stages.front().id.text, u"SAMPLE"_s);
    QCOMPARE(test::describe(detail->job.sourcePath), u"h264 1280x720 yuv420p 12.0 aac"_s);
    QCOMPARE(test::describe(detail->outputs[0].localPath), u"h264 1080x1080 yuv420p 12.0 aac"_s);
}

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
