// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/progress.h"
#include "hub/media/publish.h"
#include "hub/media/render_plan.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::hub::media;

/// The filter graph, the progress lines and the way of a finished file to its place.
class TestRenderPlan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillCutsAndFitPads();
    void theWatermarkLiesOverThePictureAndUnderTheText();
    void textNeverEntersTheGraph();
    void longTextIsBrokenAtSpaces();
    void soundIsTakenOnlyWhenThereIsSome();
    void aWatermarkThatIsNoPictureIsRefused();
    void progressIsReadInPiecesOfAnySize();
    void unknownProgressStaysUnknown();
    void progressSaysHowFarAndHowFast();
    void aPublishedFileReplacesTheOldOne();
    void publishingTellsWhyItFailed();
    void fileNamesForPeopleAreSafe_data();
    void fileNamesForPeopleAreSafe();

private:
    static RenderRequest request(QAnyStringView format);
};

RenderRequest TestRenderPlan::request(QAnyStringView format)
{
    RenderRequest r;
    r.source = u"/in.mp4"_s;
    r.media.shown = { 640, 360 };
    r.media.videoStream = 1;
    r.media.audioStream = 0;
    r.format = *crop::findFormat(format);
    r.output = u"/out.mp4"_s;
    return r;
}

void TestRenderPlan::fillCutsAndFitPads()
{
    RenderRequest r = request(u"vertical_9_16");
    QCOMPARE(filterGraph(r, {}),
             u"[0:1]scale=2276:1280:flags=bicubic,crop=720:1280:778:0,setsar=1[pic];"
             "[pic]format=yuv420p[out]"_s);
    r.options.mode = wire::FitMode::Fit;
    QCOMPARE(filterGraph(r, {}),
             u"[0:1]scale=720:404:flags=bicubic,pad=720:1280:0:438:black,setsar=1[pic];"
             "[pic]format=yuv420p[out]"_s);
}

void TestRenderPlan::theWatermarkLiesOverThePictureAndUnderTheText()
{
    RenderRequest r = request(u"square_1_1");
    r.options.watermarkPath = u"/logo.png"_s;
    r.options.watermarkScale = 0.25;
    const QString graph = filterGraph(r, { { u"t.txt"_s, "x" } });
    QVERIFY(graph.contains(u"[1:v]scale=270:540:force_original_aspect_ratio=decrease"_s));
    QVERIFY(graph.contains(u"colorchannelmixer=aa=0.4000[mark]"_s));
    QVERIFY(graph.indexOf(u"overlay="_s) < graph.indexOf(u"drawtext="_s));
}

void TestRenderPlan::textNeverEntersTheGraph()
{
    RenderRequest r = request(u"square_1_1");
    r.options.text = u"%{pts}':[out];movie=/etc/passwd\\"_s;
    r.options.textColor = u"#12ab34"_s;
    const auto plan = planRender(r);
    QVERIFY(plan);
    QCOMPARE(plan->texts.size(), size_t(1));
    QCOMPARE(plan->texts[0].content, r.options.text.toUtf8());
    const QString graph = plan->arguments[plan->arguments.indexOf(u"-filter_complex"_s) + 1];
    QVERIFY(!graph.contains(u"movie"_s));
    QVERIFY(graph.contains(u"textfile=square_1_1-0.txt:expansion=none"_s));
    QVERIFY(graph.contains(u"fontcolor=0x12ab34"_s));
    r.options.textColor = u"red:textfile=/etc/passwd"_s;
    QVERIFY(filterGraph(r, plan->texts).contains(u"fontcolor=white"_s));
}

void TestRenderPlan::longTextIsBrokenAtSpaces()
{
    QCOMPARE(linesFor(u"one two three"_s, 48, 720), QStringList{ u"one two three"_s });
    QCOMPARE(linesFor(u"one two three"_s, 100, 720), (QStringList{ u"one two"_s, u"three"_s }));
    QCOMPARE(linesFor(u"a\n\nb"_s, 48, 720), (QStringList{ u"a"_s, u"b"_s }));
    QCOMPARE(linesFor(QString(u"w "_s).repeated(500), 400, 720).size(), 8);
    QVERIFY(linesFor({}, 48, 720).isEmpty());
    QVERIFY(linesFor(u" \n "_s, 0, 0).isEmpty());
}

void TestRenderPlan::soundIsTakenOnlyWhenThereIsSome()
{
    RenderRequest r = request(u"original");
    QVERIFY(planRender(r)->arguments.contains(u"0:0"_s));
    r.media.audioStream = -1;
    QVERIFY(!planRender(r)->arguments.contains(u"0:0"_s));
}

void TestRenderPlan::aWatermarkThatIsNoPictureIsRefused()
{
    RenderRequest r = request(u"original");
    r.options.watermarkPath = u"/proc/self/status"_s;
    const auto plan = planRender(r);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, Failure::Code::BadInput);
}

void TestRenderPlan::progressIsReadInPiecesOfAnySize()
{
    const QByteArray text = "frame=10\nout_time_us=1500000\nspeed=2.07x\nprogress=continue\n";
    for (qsizetype size = 1; size <= text.size(); ++size) {
        ProgressParser parser;
        bool completed = false;
        for (qsizetype at = 0; at < text.size(); at += size)
            completed = parser.feed(text.mid(at, size)) || completed;
        QVERIFY(completed);
        QCOMPARE(parser.seconds(), 1.5);
        QCOMPARE(parser.speed(), 2.07);
        QCOMPARE(parser.percent(3), 50.0);
    }
}

void TestRenderPlan::unknownProgressStaysUnknown()
{
    ProgressParser parser;
    QVERIFY(!parser.percent(10));
    parser.feed("out_time_us=N/A\nspeed=N/A\nprogress=continue\n");
    QVERIFY(!parser.seconds() && !parser.speed() && !parser.percent(10));
    parser.feed("out_time_us=-577014\nspeed=0x\n=\nnonsense\nprogress=continue\n");
    QVERIFY(!parser.seconds() && !parser.speed());
    parser.feed("out_time_us=20000000\nprogress=end\n");
    QVERIFY(!parser.percent(std::nullopt));
    QCOMPARE(parser.percent(10), 100.0);
    QVERIFY(!parser.feed(QByteArray(1'000'000, 'x')));
}

void TestRenderPlan::progressSaysHowFarAndHowFast()
{
    ProgressParser parser;
    QCOMPARE(parser.message(120), QString());
    parser.feed("out_time_us=31900000\nspeed=2.09x\nprogress=continue\n");
    QCOMPARE(parser.message(120.2), u"31 of 120 s, 2.1x"_s);
    QCOMPARE(parser.message(std::nullopt), u"31 s, 2.1x"_s);
}

void TestRenderPlan::aPublishedFileReplacesTheOldOne()
{
    QTemporaryDir dir;
    const QString from = dir.filePath(u"a.part"_s);
    const QString to = dir.filePath(u"deep/er/a.mp4"_s);
    for (const QByteArray &content : { QByteArray("one"), QByteArray("two") }) {
        QFile file(from);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QVERIFY(publishFile(from, to));
        QVERIFY(!QFile::exists(from));
        QFile made(to);
        QVERIFY(made.open(QIODevice::ReadOnly));
        QCOMPARE(made.readAll(), content);
    }
}

void TestRenderPlan::publishingTellsWhyItFailed()
{
    const auto missing = publishFile(u"/nowhere/a"_s, u"/tmp/b"_s);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, Failure::Code::Io);
    QVERIFY(missing.error().detail.contains(u"No such file"_s));
}

void TestRenderPlan::fileNamesForPeopleAreSafe_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("safe");
    QTest::newRow("plain") << u"My clip"_s << u"My clip"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"_.._etc_passwd"_s;
    QTest::newRow("dash") << u"--help"_s << u"help"_s;
    QTest::newRow("newline") << u"a\nb"_s << u"a_b"_s;
    QTest::newRow("empty") << QString() << u"media"_s;
    QTest::newRow("dots") << u"..."_s << u"media"_s;
    QTest::newRow("long") << QString(u"ä"_s).repeated(200) << QString(u"ä"_s).repeated(90);
}

void TestRenderPlan::fileNamesForPeopleAreSafe()
{
    QFETCH(QString, wanted);
    QFETCH(QString, safe);
    QCOMPARE(safeFileName(wanted), safe);
}

QTEST_GUILESS_MAIN(TestRenderPlan)
#include "tst_render_plan.moc"
