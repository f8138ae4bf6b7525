// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/input.h"
#include "hub/media/pictures.h"
#include "hub/media/probe.h"
#include "support/clips.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::hub::media;

/// What ffprobe says, read; what FFmpeg may open, limited; when pictures are taken.
class TestProbe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClipIsReadWhole();
    void rotationSwapsTheSides();
    void soundAloneIsNotVideo();
    void aCoverPictureIsNotVideo();
    void unknownStaysUnknown();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void metadataLeavesOutWhatIsUnknown();
    void playlistsAndScriptsOpenNothing_data();
    void playlistsAndScriptsOpenNothing();
    void hostileNamesAreOnlyNames_data();
    void hostileNamesAreOnlyNames();
    void thumbnailTimesSpreadEvenlyAndStayInside();
    void picturesAreKnownByTheirFirstBytes();
    void jpegSizesAreReadFromTheirHeader();

private:
    Expected<MediaInfo> probe(const QString &path, QString *reason = nullptr) const;
    QTemporaryDir m_dir;
};

Expected<MediaInfo> TestProbe::probe(const QString &path, QString *reason) const
{
    QProcess process;
    process.start(u"ffprobe"_s, probeArguments(path));
    process.waitForFinished();
    if (reason)
        *reason = QString::fromUtf8(process.readAllStandardError());
    if (process.exitCode() != 0)
        return fail(Failure::Code::Process, u"ffprobe failed"_s);
    return readProbe(process.readAllStandardOutput());
}

void TestProbe::aClipIsReadWhole()
{
    const QString path = m_dir.filePath(u"a.mp4"_s);
    QVERIFY(test::makeClip(path));
    const auto info = probe(path);
    QVERIFY(info);
    QCOMPARE(info->videoCodec, u"h264"_s);
    QCOMPARE(info->audioCodec, u"aac"_s);
    QCOMPARE(info->shown.width, 320);
    QCOMPARE(info->shown.height, 180);
    QCOMPARE(info->framesPerSecond, 10.0);
    QVERIFY(info->seconds && *info->seconds > 0.95 && *info->seconds < 1.1);
    QVERIFY(info->bitRate && *info->bitRate > 1000);
    QCOMPARE(info->rotation, 0);
}

void TestProbe::rotationSwapsTheSides()
{
    const QString path = m_dir.filePath(u"r.mp4"_s);
    QVERIFY(test::makeClip(path, { .rotate = 90 }));
    const auto info = probe(path);
    QVERIFY(info);
    QCOMPARE(info->shown.width, 180);
    QCOMPARE(info->shown.height, 320);
    QVERIFY(info->rotation == 90 || info->rotation == 270);
}

void TestProbe::soundAloneIsNotVideo()
{
    const QString path = m_dir.filePath(u"s.mp3"_s);
    test::runTool(u"ffmpeg"_s,
                  { u"-v"_s, u"error"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=1"_s, path });
    const auto info = probe(path);
    QVERIFY(info);
    QCOMPARE(info->videoStream, -1);
    QCOMPARE(info->others, QStringList{ u"sound (mp3)"_s });
}

void TestProbe::aCoverPictureIsNotVideo()
{
    const auto info = readProbe(R"({"streams":[
        {"index":0,"codec_type":"audio","codec_name":"mp3","disposition":{"attached_pic":0}},
        {"index":1,"codec_type":"video","codec_name":"png","width":9,"height":9,
         "disposition":{"attached_pic":1}}],"format":{"format_name":"mp3","duration":"1.0"}})");
    QVERIFY(info);
    QCOMPARE(info->videoStream, -1);
    QCOMPARE(info->others.size(), 2);
}

void TestProbe::unknownStaysUnknown()
{
    const auto info = readProbe(R"({"streams":[{"index":0,"codec_type":"video",
        "codec_name":"h264","width":4,"height":2,"avg_frame_rate":"0/0","r_frame_rate":"N/A",
        "duration":"N/A","sample_aspect_ratio":"0:1"}],
        "format":{"duration":"N/A","bit_rate":"nan"}})");
    QVERIFY(info);
    QVERIFY(!info->seconds && !info->videoSeconds && !info->framesPerSecond && !info->bitRate);
    QCOMPARE(info->shown.width, 4);
}

void TestProbe::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("wrong types") << QByteArray(R"({"streams":7,"format":"x"})");
}

void TestProbe::nonsenseIsRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY(!readProbe(json));
}

void TestProbe::metadataLeavesOutWhatIsUnknown()
{
    QVERIFY(metadataOf({}).empty());
    MediaInfo info;
    info.seconds = 2.5;
    info.shown = { 180, 320 };
    const auto data = metadataOf(info);
    QCOMPARE(data.size(), size_t(2));
    QCOMPARE(data[1].field, u"SIZE"_s);
    QCOMPARE(data[1].value.toString(), u"180x320"_s);
}

void TestProbe::playlistsAndScriptsOpenNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    const QByteArray clip = m_dir.filePath(u"secret.mp4"_s).toUtf8();
    QTest::newRow("HLS") << u"a.m3u8"_s
                         << "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\nfile:" + clip
            + "\n#EXT-X-ENDLIST\n";
    QTest::newRow("HLS named mp4")
        << u"a.mp4"_s
        << "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\nfile:" + clip + "\n#EXT-X-ENDLIST\n";
    QTest::newRow("concat") << u"b.txt"_s << QByteArray("ffconcat version 1.0\nfile secret.mp4\n");
    QTest::newRow("numbered pictures") << u"p%03d.png"_s << QByteArray("x");
    QTest::newRow("DASH") << u"c.mpd"_s
                          << QByteArray("<?xml version=\"1.0\"?><MPD><Period><AdaptationSet>"
                                        "<Representation><BaseURL>http://127.0.0.1:1/x</BaseURL>"
                                        "</Representation></AdaptationSet></Period></MPD>");
    QTest::newRow("text") << u"t.mp4"_s << QByteArray("just text\n");
}

void TestProbe::playlistsAndScriptsOpenNothing()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QVERIFY(test::makeClip(m_dir.filePath(u"secret.mp4"_s)));
    QFile file(m_dir.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QString reason;
    QVERIFY(!probe(file.fileName(), &reason));
    QVERIFY(!reason.isEmpty());
    QVERIFY2(!reason.contains(u"secret.mp4"_s), qPrintable(reason));
}

void TestProbe::hostileNamesAreOnlyNames_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         { u"-i.mp4"_s, u"a\nb.mp4"_s, u"q'\"`$(id).mp4"_s, u"%03d %s.mp4"_s, u"http:x.mp4"_s,
           u"a,b;[0:v]=\\:.mp4"_s, u"pipe:1.mp4"_s, u"ümläut 日本.mp4"_s })
        QTest::newRow(name.toUtf8().toPercentEncoding().constData()) << name;
}

void TestProbe::hostileNamesAreOnlyNames()
{
    QFETCH(QString, name);
    const QString plain = m_dir.filePath(u"plain.mp4"_s);
    QVERIFY(QFile::exists(plain) || test::makeClip(plain));
    const QString path = m_dir.filePath(name);
    QVERIFY(QFile::copy(plain, path));
    const auto info = probe(path);
    QVERIFY(info);
    QCOMPARE(info->videoCodec, u"h264"_s);
    const QByteArray jpeg = test::runTool(u"ffmpeg"_s, pictureAtArguments(path, 0.5, 64));
    QCOMPARE(jpegSize(jpeg).width, 64);
}

void TestProbe::thumbnailTimesSpreadEvenlyAndStayInside()
{
    MediaInfo info;
    info.framesPerSecond = 25;
    info.seconds = 80;
    QCOMPARE(thumbnailTimes(info), (std::vector<double>{ 5, 15, 25, 35, 45, 55, 65, 75 }));
    info.seconds = 0.2; // five frames
    QCOMPARE(thumbnailTimes(info).size(), size_t(5));
    for (const double t : thumbnailTimes(info))
        QVERIFY(t >= 0 && t < 0.16);
    info.seconds = 0.01;
    QCOMPARE(thumbnailTimes(info), std::vector<double>{ 0 });
    info.seconds.reset();
    QCOMPARE(thumbnailTimes(info).front(), 0.0);
}

void TestProbe::picturesAreKnownByTheirFirstBytes()
{
    QFile png(m_dir.filePath(u"logo%03d.dat"_s));
    QVERIFY(png.open(QIODevice::WriteOnly));
    png.write("\x89PNG\r\n\x1a\n");
    png.close();
    const auto arguments = pictureArguments(png.fileName());
    QVERIFY(arguments);
    QVERIFY(arguments->contains(u"png_pipe"_s));
    QVERIFY(!pictureArguments(m_dir.filePath(u"plain.mp4"_s)));
    QVERIFY(!pictureArguments(u"/nowhere.png"_s));
}

void TestProbe::jpegSizesAreReadFromTheirHeader()
{
    QVERIFY(jpegSize({}) == crop::Size{});
    QVERIFY(jpegSize("\xff\xd8") == crop::Size{});
    QVERIFY(jpegSize(QByteArray(100, '\xff')) == crop::Size{});
}

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
