// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;
using wire::JobState;

/// Whole jobs on good media: what comes out.
class TestPipeline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<test::Bench>(); }
    void cleanup() { m.reset(); }
    void aClipReachesDoneWithPlayableOutputs();
    void whatIsToldIsInTheDatabase();
    void progressOnlyGrowsAndIsUnknownBeforeProbe();
    void aSampleIsMadeAndRendered();
    void aRotatedClipStandsUpright();
    void anOddSizedClipIsMadeEven();
    void aClipWithoutSoundStaysSilent();
    void aClipOfUnknownDurationIsRendered();
    void aSingleFrameIsRendered();
    void fitAddsBlackBarsAndFillDoesNot();
    void watermarkAndTextAreVisible();
    void namesWithAnythingInThemWork_data();
    void namesWithAnythingInThemWork();

private:
    std::unique_ptr<test::Bench> m;
};

#define WAIT_DONE(id)                                                                              \
    QVERIFY2(m->reached(id, JobState::Done) == JobState::Done,                                     \
             qPrintable(m->detail(id).job.row.message))

void TestPipeline::aClipReachesDoneWithPlayableOutputs()
{
    const JobId id = m->jobs->add(m->clip(u"clip.mp4"_s), {}, 0, {}).value_or(JobId{});
    WAIT_DONE(id);
    const auto detail = m->detail(id);
    QCOMPARE(detail.outputs.size(), size_t(2));
    QCOMPARE(test::describe(detail.outputs[1].localPath), u"h264 720x1280 yuv420p 1.0 aac"_s);
    QCOMPARE(test::describe(detail.outputs[0].localPath), u"h264 1080x1080 yuv420p 1.0 aac"_s);
    QCOMPARE(detail.outputs[1].name, u"clip_vertical_9_16.mp4"_s);
    QCOMPARE(detail.outputs[1].bytes, QFile(detail.outputs[1].localPath).size());
    QCOMPARE(m->jobs->output(detail.outputs[0].id)->name, u"clip_square_1_1.mp4"_s);
    QCOMPARE(detail.thumbnails.size(), size_t(8));
    QCOMPARE(detail.thumbnails[0].width, 320);
    QCOMPARE(detail.thumbnails[0].height, 180);
    QVERIFY(m->jobs->thumbnailPath(id, 7));
    QVERIFY(!m->jobs->thumbnailPath(id, 8));
    QVERIFY(!m->jobs->thumbnailPath(id, -1));
    QCOMPARE(detail.stages.size(), size_t(5));
    for (const wire::Stage &stage : detail.stages)
        QCOMPARE(stage.state, JobState::Done);
    QVERIFY(detail.job.row.thumbnail.endsWith(u"/thumbnails/0"_s));
    QVERIFY(QFile(m->jobs->logPath(id, 1).value_or(QString())).size() > 100);
    QCOMPARE(m->files(u"tmp"_s), QStringList());
    QCOMPARE(m->jobs->running(), 0);
}

void TestPipeline::whatIsToldIsInTheDatabase()
{
    int told = 0;
    connect(m->jobs.get(), &work::Jobs::jobUpdated, this, [&](const wire::Job &row) {
        ++told;
        QCOMPARE(m->state(row.id), row.state);
    });
    connect(m->jobs.get(), &work::Jobs::jobCompleted, this,
            [&](const JobId &id, const std::vector<wire::Output> &outputs) {
                QCOMPARE(m->detail(id).outputs, outputs);
            });
    QSignalSpy completed(m->jobs.get(), &work::Jobs::jobCompleted);
    m->add(m->tinyClip());
    QTRY_COMPARE_WITH_TIMEOUT(completed.size(), 1, test::Bench::patience);
    QVERIFY(told >= 5);
}

void TestPipeline::progressOnlyGrowsAndIsUnknownBeforeProbe()
{
    double last = -1;
    bool fell = false;
    bool early = false;
    const auto look = [&](std::optional<double> progress, const QString &stage) {
        early = early || (progress && stage == "PROBE"_L1);
        fell = fell || (progress && *progress < last);
        last = progress.value_or(last);
    };
    connect(m->jobs.get(), &work::Jobs::jobUpdated, this, [&](const wire::Job &row) {
        if (row.state == JobState::Running)
            look(row.progress, row.progress && *row.progress < 2 ? row.stage : QString());
    });
    connect(m->jobs.get(), &work::Jobs::jobProgressed, this,
            [&](const JobId &, std::optional<double> progress, const QString &) {
                look(progress, {});
            });
    const JobId id = m->add(m->clip(u"clip.mp4"_s, { .sound = false }),
                            { u"vertical_9_16"_s, u"square_1_1"_s });
    WAIT_DONE(id);
    QVERIFY(!fell);
    QVERIFY(!early);
    QVERIFY(last >= 95);
}

void TestPipeline::aSampleIsMadeAndRendered()
{
    wire::RenderOptions render;
    render.formats = QStringList{ u"original"_s };
    const JobId id = m->jobs->addSample(render).value_or(JobId{});
    WAIT_DONE(id);
    const auto detail = m->detail(id);
    QCOMPARE(detail.stages.front().id.text, u"SAMPLE"_s);
    QCOMPARE(test::describe(detail.job.sourcePath), u"h264 1280x720 yuv420p 12.0 aac"_s);
    QCOMPARE(test::describe(detail.outputs[0].localPath), u"h264 1280x720 yuv420p 12.0 aac"_s);
}

void TestPipeline::aRotatedClipStandsUpright()
{
    const JobId id = m->add(m->clip(u"r.mp4"_s, { .seconds = 0.2, .rotate = 90 }));
    WAIT_DONE(id);
    QCOMPARE(m->detail(id).outputs[0].width, 180);
    QCOMPARE(m->detail(id).outputs[0].height, 320);
    QCOMPARE(m->detail(id).thumbnails[0].width, 180);
    QCOMPARE(test::describe(m->detail(id).outputs[0].localPath), u"h264 180x320 yuv420p 0.2 aac"_s);
}

void TestPipeline::anOddSizedClipIsMadeEven()
{
    const QString path = m->clip(u"o.mp4"_s, { .width = 321, .height = 179, .seconds = 0.2 });
    QCOMPARE(test::describe(path), u"h264 321x179 yuv444p 0.2 aac"_s);
    const JobId id = m->add(path);
    WAIT_DONE(id);
    QCOMPARE(test::describe(m->detail(id).outputs[0].localPath), u"h264 320x180 yuv420p 0.2 aac"_s);
}

void TestPipeline::aClipWithoutSoundStaysSilent()
{
    const JobId id
        = m->add(m->clip(u"s.webm"_s, { .seconds = 0.2, .sound = false, .codec = u"libvpx"_s }));
    WAIT_DONE(id);
    QCOMPARE(test::describe(m->detail(id).outputs[0].localPath), u"h264 320x180 yuv420p 0.2"_s);
}

void TestPipeline::aClipOfUnknownDurationIsRendered()
{
    bool invented = false;
    connect(m->jobs.get(), &work::Jobs::jobProgressed, this,
            [&](const JobId &, std::optional<double> progress, const QString &) {
                invented = invented || (progress && *progress > 10 && *progress < 95);
            });
    const JobId id = m->add(m->clip(u"raw.h264"_s, { .sound = false }));
    WAIT_DONE(id);
    QVERIFY(m->detail(id).outputs[0].seconds > 0.5);
    QVERIFY(!m->detail(id).thumbnails.empty());
    QVERIFY(!invented);
}

void TestPipeline::aSingleFrameIsRendered()
{
    const JobId id = m->add(m->clip(u"one.mp4"_s, { .seconds = 0.1, .sound = false }));
    WAIT_DONE(id);
    QCOMPARE(m->detail(id).thumbnails.size(), size_t(1));
}

void TestPipeline::fitAddsBlackBarsAndFillDoesNot()
{
    const QString path = m->tinyClip();
    wire::RenderOptions render;
    render.formats = QStringList{ u"square_1_1"_s };
    const JobId fill = m->jobs->add(path, {}, 0, render).value_or(JobId{});
    render.mode = wire::FitMode::Fit;
    const JobId fit = m->jobs->add(path, {}, 0, render).value_or(JobId{});
    WAIT_DONE(fill);
    WAIT_DONE(fit);
    const auto brightest = [](int rgb) {
        return std::max({ rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff });
    };
    QVERIFY(brightest(test::pixelAt(m->detail(fit).outputs[0].localPath, 0, 540, 100)) < 24);
    QVERIFY(brightest(test::pixelAt(m->detail(fit).outputs[0].localPath, 0, 540, 300)) > 24);
    QVERIFY(brightest(test::pixelAt(m->detail(fill).outputs[0].localPath, 0, 540, 100)) > 24);
}

void TestPipeline::watermarkAndTextAreVisible()
{
    const QString logo = m->dir.filePath(u"logo%02d.png"_s);
    test::runTool(u"ffmpeg"_s,
                  { u"-v"_s, u"error"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
                    u"color=c=0x00ff00:s=100x100"_s, u"-frames:v"_s, u"1"_s, u"-update"_s, u"1"_s,
                    u"file:"_s + logo });
    const QString black = m->dir.filePath(u"black.mp4"_s);
    test::runTool(u"ffmpeg"_s,
                  { u"-v"_s, u"error"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
                    u"color=c=black:s=320x320:r=5:d=0.4"_s, black });
    wire::RenderOptions render;
    render.formats = QStringList{ u"square_1_1"_s };
    render.watermarkPath = logo;
    render.watermarkOpacity = 1;
    render.text = u"MMMM 100% 'quoted' \\n:[x]"_s;
    render.textColor = u"#ff0000"_s;
    const JobId id = m->jobs->add(black, {}, 0, render).value_or(JobId{});
    WAIT_DONE(id);
    const QString out = m->detail(id).outputs[0].localPath;
    const int mark = test::pixelAt(out, 0, 1080 - 30 - 135, 30 + 135);
    QVERIFY2((mark >> 8 & 0xff) > 200 && (mark >> 16) < 60, qPrintable(QString::number(mark, 16)));
    QCOMPARE(test::pixelAt(out, 0, 200, 200) >> 16, 0);
    bool red = false;
    for (int x = 340; x < 700 && !red; x += 6)
        red = test::pixelAt(out, 0, x, 960) >> 16 > 150;
    QVERIFY(red);
}

void TestPipeline::namesWithAnythingInThemWork_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("newline, quotes and shell") << u"a\n'b\" $(id) `x`.mp4"_s;
    QTest::newRow("leading dash") << u"-i.mp4"_s;
    QTest::newRow("percent") << u"100%03d %{pts}.mp4"_s;
}

void TestPipeline::namesWithAnythingInThemWork()
{
    QFETCH(QString, name);
    const JobId id = m->add(m->clip(name, { .seconds = 0.2 }));
    WAIT_DONE(id);
    QCOMPARE(test::describe(m->detail(id).outputs[0].localPath), u"h264 320x180 yuv420p 0.2 aac"_s);
}

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
