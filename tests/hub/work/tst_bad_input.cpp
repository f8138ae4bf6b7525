// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/bench.h"
#include "hub/work/checks.h"

#include <QDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;
using wire::JobState;

/// Files and wishes that cannot work: each has a clear answer and stops nobody else.
class TestBadInput final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<test::Bench>(); }
    void cleanup() { m.reset(); }
    void pathsThatCannotBeMediaAreRefused_data();
    void pathsThatCannotBeMediaAreRefused();
    void aFileWithoutTheRightToReadIsForbidden();
    void aHugeFileIsRefused();
    void renderOptionsOutOfRangeAreRefused();
    void contentThatIsNoVideoFailsWithFFmpegsReason_data();
    void contentThatIsNoVideoFailsWithFFmpegsReason();
    void aSoundFileSaysWhatItHasInstead();
    void aSourceThatBreaksOffIsNotCalledDone();
    void aSourceThatVanishesBeforeItRunsIsNotFound();
    void aDirectoryInPlaceOfTheSourceIsNotAFile();
    void aFullDiskStopsBeforeTheRender();
    void aMissingFFmpegIsNamed();
    void oneBadFileAmongFiveGoodOnesStopsNothing();

private:
    std::unique_ptr<test::Bench> m;
};

#define WAIT_FAILED(id) WAIT_STATE(id, JobState::Failed)

void TestBadInput::pathsThatCannotBeMediaAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("why");
    const auto code = [](Failure::Code c) { return int(c); };
    QTest::newRow("missing") << u"/nowhere/x.mp4"_s << code(Failure::Code::NotFound)
                             << u"E_NOT_FOUND"_s << u"no such"_s;
    QTest::newRow("below a file") << u"/etc/passwd/x"_s << code(Failure::Code::NotFound)
                                  << u"E_NOT_FOUND"_s << u"no such"_s;
    QTest::newRow("relative") << u"clip.mp4"_s << code(Failure::Code::BadInput) << u"E_NOT_FOUND"_s
                              << u"absolute"_s;
    QTest::newRow("nothing") << QString() << code(Failure::Code::BadInput) << u"E_NOT_FOUND"_s
                             << u"absolute"_s;
    QTest::newRow("NUL") << QString::fromLatin1("/a\0b", 4) << code(Failure::Code::BadInput)
                         << u"E_NOT_FOUND"_s << u"absolute"_s;
    QTest::newRow("folder") << u"/tmp"_s << code(Failure::Code::BadInput) << u"E_NOT_A_FILE"_s
                            << u"folder"_s;
    QTest::newRow("device") << u"/dev/zero"_s << code(Failure::Code::BadInput) << u"E_NOT_A_FILE"_s
                            << u"device"_s;
    QTest::newRow("FIFO") << u"FIFO"_s << code(Failure::Code::BadInput) << u"E_NOT_A_FILE"_s
                          << u"pipe"_s;
    QTest::newRow("socket") << u"SOCKET"_s << code(Failure::Code::BadInput) << u"E_NOT_A_FILE"_s
                            << u"socket"_s;
    QTest::newRow("empty") << u"EMPTY"_s << code(Failure::Code::BadInput) << u"E_EMPTY"_s
                           << u"empty"_s;
    QTest::newRow("too long") << u"/"_s + QString(u"x"_s).repeated(5000)
                              << code(Failure::Code::BadInput) << u"E_UNREADABLE"_s
                              << u"too long"_s;
}

void TestBadInput::pathsThatCannotBeMediaAreRefused()
{
    QFETCH(QString, path);
    QFETCH(int, code);
    QFETCH(QString, word);
    QFETCH(QString, why);
    if (path == "FIFO"_L1) {
        path = m->dir.filePath(u"fifo.mp4"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    } else if (path == "SOCKET"_L1) {
        path = m->dir.filePath(u"s"_s);
        const int file = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
        QCOMPARE(::bind(file, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        ::close(file);
    } else if (path == "EMPTY"_L1) {
        path = m->write(u"empty.mp4"_s, {});
    }
    const auto id = m->jobs->add(path, {}, 0, {}); // opening the FIFO would never come back
    QVERIFY(!id);
    QCOMPARE(int(id.error().code), code);
    QCOMPARE(id.error().word, word);
    QVERIFY2(id.error().detail.contains(why), qPrintable(id.error().detail));
    QVERIFY(m->jobs->all().empty());
}

void TestBadInput::aFileWithoutTheRightToReadIsForbidden()
{
    const QString path = m->write(u"mine.mp4"_s, "x");
    QVERIFY(QFile::setPermissions(path, {}));
    const auto seen = work::checkSource(path, 100);
    if (::geteuid() == 0) { // root may read everything; then that is the honest answer
        QCOMPARE(seen.value_or(0), 1);
    } else {
        QVERIFY(!seen);
        QCOMPARE(seen.error().word, u"E_UNREADABLE"_s);
        QCOMPARE(seen.error().code, Failure::Code::Forbidden);
    }
}

void TestBadInput::aHugeFileIsRefused()
{
    QFile file(m->dir.filePath(u"huge.mp4"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize((qint64(64) << 30) + 1)); // sparse
    const auto seen = work::checkSource(file.fileName(), qint64(64) << 30);
    QVERIFY(!seen);
    QCOMPARE(seen.error().code, Failure::Code::TooLarge);
}

void TestBadInput::renderOptionsOutOfRangeAreRefused()
{
    const auto refused = [](auto change) {
        wire::RenderOptions render;
        change(render);
        return !work::checkRender(render);
    };
    QVERIFY(refused([](auto &r) { r.formats = QStringList{ u"../x"_s }; }));
    QVERIFY(refused([](auto &r) { r.watermarkScale = 0; }));
    QVERIFY(refused([](auto &r) { r.watermarkScale = std::nan(""); }));
    QVERIFY(refused([](auto &r) { r.watermarkOpacity = 1.1; }));
    QVERIFY(refused([](auto &r) { r.watermarkPath = u"/nowhere.png"_s; }));
    QVERIFY(refused([](auto &r) { r.text = QString(u"x"_s).repeated(501); }));
    QVERIFY(refused([](auto &r) { r.textSize = 0; }));
    QVERIFY(refused([](auto &r) { r.textColor = u"red"_s; }));
    wire::RenderOptions unmarked;
    unmarked.watermarkPath = u"/nowhere.png"_s;
    QCOMPARE(work::checkRender(unmarked).error().word, u"E_WATERMARK"_s);
    const auto usual = work::checkRender({});
    QCOMPARE(usual->formats, (QStringList{ u"vertical_9_16"_s, u"square_1_1"_s }));
}

void TestBadInput::contentThatIsNoVideoFailsWithFFmpegsReason_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");
    QTest::newRow("text") << QByteArray("This is a letter, not a film.\n")
                          << u"moov atom not found"_s;
    QTest::newRow("zeros") << QByteArray(10'000, '\0') << u"Invalid data found"_s;
    QTest::newRow("mp4 without its index") << QByteArray("\0\0\0\x18"
                                                         "ftypisom\0\0\x02\0isomiso2\0\0\x40\0mdat",
                                                         32)
            + QByteArray(5000, '\x55') << u"moov atom not found"_s;
}

void TestBadInput::contentThatIsNoVideoFailsWithFFmpegsReason()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    const JobId id = m->add(m->write(u"x.mp4"_s, content));
    WAIT_FAILED(id);
    const auto detail = m->detail(id);
    QCOMPARE(detail.job.row.error->code, u"E_BROKEN"_s);
    QCOMPARE(detail.job.row.error->stage, u"PROBE"_s);
    QVERIFY(!detail.job.row.error->recoverable);
    QVERIFY2(detail.job.row.error->message.contains(reason),
             qPrintable(detail.job.row.error->message));
    QCOMPARE(detail.stages[0].state, JobState::Failed);
    QCOMPARE(detail.log.back().level, u"error"_s);
    QCOMPARE(detail.attempts[0].state, JobState::Failed);
    QVERIFY(m->files(u"tmp"_s).isEmpty());
}

void TestBadInput::aSoundFileSaysWhatItHasInstead()
{
    const QString path = m->dir.filePath(u"song.mp3"_s);
    test::runTool(u"ffmpeg"_s,
                  { u"-v"_s, u"error"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=1"_s, path });
    const JobId id = m->add(path);
    WAIT_FAILED(id);
    QCOMPARE(m->errorCode(id), u"E_NO_VIDEO"_s);
    QVERIFY(m->detail(id).job.row.message.contains(u"sound (mp3)"_s));
    QVERIFY(!m->detail(id).metadata.empty()); // what is known of it stays
}

void TestBadInput::aSourceThatBreaksOffIsNotCalledDone()
{
    const QString whole
        = m->clip(u"whole.mp4"_s, { .seconds = 8, .sound = false, .indexFirst = true });
    QFile file(whole);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const JobId id = m->add(m->write(u"half.mp4"_s, file.read(file.size() / 2)));
    WAIT_FAILED(id);
    QCOMPARE(m->errorCode(id), u"E_BROKEN"_s);
    QVERIFY(m->files(u"outputs"_s).isEmpty());
}

void TestBadInput::aSourceThatVanishesBeforeItRunsIsNotFound()
{
    const QString path = m->tinyClip();
    const JobId id = m->add(path);
    QVERIFY(QFile::remove(path));
    WAIT_FAILED(id);
    QCOMPARE(m->errorCode(id), u"E_NOT_FOUND"_s);
    QVERIFY(m->detail(id).job.row.error->recoverable);
    m->tinyClip();
    QVERIFY(m->jobs->control(id, wire::JobAction::Retry, 0, {}));
    WAIT_STATE(id, JobState::Done);
}

void TestBadInput::aDirectoryInPlaceOfTheSourceIsNotAFile()
{
    const QString path = m->tinyClip();
    const JobId id = m->add(path);
    QVERIFY(QFile::remove(path) && QDir().mkpath(path));
    WAIT_FAILED(id);
    QCOMPARE(m->errorCode(id), u"E_NOT_A_FILE"_s);
}

void TestBadInput::aFullDiskStopsBeforeTheRender()
{
    m->freeBytes = qint64(1) << 60;
    QVERIFY(m->restart());
    const JobId id = m->add(m->tinyClip());
    WAIT_FAILED(id);
    QCOMPARE(m->errorCode(id), u"E_DISK_FULL"_s);
    QCOMPARE(m->stage(id), u"RENDER:original"_s);
    QVERIFY(m->detail(id).job.row.error->recoverable);
}

void TestBadInput::aMissingFFmpegIsNamed()
{
    m->ffmpeg = u"/nowhere/ffmpeg"_s;
    QVERIFY(m->restart());
    const JobId id = m->add(m->tinyClip());
    WAIT_FAILED(id);
    QCOMPARE(m->errorCode(id), u"E_NO_FFMPEG"_s);
    QVERIFY(m->detail(id).job.row.error->recoverable);
}

void TestBadInput::oneBadFileAmongFiveGoodOnesStopsNothing()
{
    const QString good = m->tinyClip();
    const QString bad = m->write(u"bad.mp4"_s, "nothing");
    std::vector<JobId> ids;
    for (int i = 0; i < 6; ++i)
        ids.push_back(m->add(i == 2 ? bad : good));
    for (int i = 0; i < 6; ++i)
        WAIT_STATE(ids[size_t(i)], i == 2 ? JobState::Failed : JobState::Done);
    QCOMPARE(m->jobs->queueDepth(), 0);
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
