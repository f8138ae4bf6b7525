// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/fetcher.h"
#include "pictures/memory_cache.h"
#include "pictures/pictures.h"
#include "support/picture_server.h"

#include <QBuffer>
#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fw;
using namespace fw::pictures;
using namespace Qt::StringLiterals;
using State = Pictures::State;
using test::PictureServer;

namespace {

QByteArray encoded(QSize size, const char *format, Qt::GlobalColor color = Qt::red)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

struct Bench
{
    QTemporaryDir dir;
    PictureServer server;
    Pictures pictures{ dir.path() };

    PictureRef ref(const QString &path, QSize size = {}) const
    {
        return { server.url(path), {}, size };
    }
    Pictures::Result wait(const PictureRef &wanted)
    {
        QSignalSpy changed(&pictures, &Pictures::changed);
        Pictures::Result result = pictures.picture(wanted);
        while (result.state == State::Loading && changed.wait(5000))
            result = pictures.picture(wanted);
        return result;
    }
};

} // namespace

class TestPictures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureIsFetchedScaledAndKept_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::newRow("jpeg") << QByteArray("JPG");
        QTest::newRow("png") << QByteArray("PNG");
    }
    void aPictureIsFetchedScaledAndKept()
    {
        QFETCH(QByteArray, format);
        Bench b;
        b.server.answer(u"/t/0"_s, { 200, encoded({ 640, 360 }, format.constData()), {}, true });
        const auto result = b.wait(b.ref(u"/t/0"_s, { 100, 100 }));
        QCOMPARE(result.state, State::Ready);
        QCOMPARE(result.image.size(), QSize(100, 56));
        b.wait(b.ref(u"/t/0"_s, { 100, 100 }));
        QCOMPARE(b.server.requests.size(), 1); // from memory
    }

    void offlineShowsWhatIsKeptAndAsksNobody()
    {
        Bench b;
        b.pictures.setOffline(true);
        b.server.answer(u"/t/0"_s, { 200, encoded({ 64, 36 }, "PNG"), {}, true });
        b.server.answer(u"/t/1"_s, { 200, encoded({ 64, 36 }, "PNG"), {}, true });
        const auto missing = b.wait(b.ref(u"/t/0"_s));
        QCOMPARE(missing.state, State::Failed);
        QCOMPARE(missing.error, u"offline"_s);
        QCOMPARE(b.server.requests.size(), 0);
        b.pictures.setOffline(false);
        QCOMPARE(b.wait(b.ref(u"/t/0"_s)).state, State::Ready);
        b.pictures.setOffline(true);
        QCOMPARE(b.wait(b.ref(u"/t/0"_s, { 32, 32 })).state, State::Ready); // from the disk
        QCOMPARE(b.server.requests.size(), 1);
    }

    void aSmallPictureIsNotBlownUp()
    {
        Bench b;
        b.server.answer(u"/t"_s, { 200, encoded({ 20, 10 }, "PNG"), {}, true });
        QCOMPARE(b.wait(b.ref(u"/t"_s, { 200, 200 })).image.size(), QSize(20, 10));
    }

    void theTokenGoesOnlyIntoTheHeader()
    {
        Bench b;
        b.server.answer(u"/t?x=1"_s, { 200, encoded({ 8, 8 }, "PNG"), {}, true });
        PictureRef wanted = b.ref(u"/t?x=1"_s);
        wanted.headers = { { "Authorization", "Bearer topsecret" } };
        QCOMPARE(b.wait(wanted).state, State::Ready);
        QVERIFY(b.server.requests[0].contains("Authorization: Bearer topsecret"));
        int files = 0;
        for (QDirIterator it(b.dir.path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();
             ++files) {
            QFile file(it.next());
            QVERIFY(!file.fileName().contains(u"topsecret"_s));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("topsecret"));
        }
        QCOMPARE(files, 1);
    }

    void aCookieIsSentAndNoAccountSeesWhatAnotherFetched()
    {
        QTemporaryDir dir;
        PictureServer server;
        const auto as = [&server](const QByteArray &cookie) {
            return PictureRef{ server.url(u"/t"_s), { { "Cookie", "session=" + cookie } }, {} };
        };
        server.answer(u"/t"_s, { 200, encoded({ 8, 8 }, "PNG"), "ETag: \"v1\"\r\n", true });
        {
            Pictures pictures(dir.path());
            QSignalSpy changed(&pictures, &Pictures::changed);
            pictures.picture(as("ann"));
            QVERIFY(changed.wait(20'000));
            QCOMPARE(pictures.picture(as("ann")).state, State::Ready);
            QVERIFY(server.requests[0].contains("Cookie: session=ann\r\n"));
            server.answer(u"/t"_s, { 302, {}, "Location: /portal/login\r\n", true });
            QCOMPARE(pictures.picture(as("bob")).state, State::Loading); // not out of the memory
            QVERIFY(changed.wait(20'000));
            QCOMPARE(pictures.picture(as("bob")).error, u"signed out"_s);
        }
        QVERIFY(server.requests[1].contains("Cookie: session=bob\r\n"));
        QVERIFY(!server.requests[1].contains("If-None-Match"));
        // Nor without the server, when the last known picture is shown.
        server.answer(u"/t"_s, { 503, {}, {}, true });
        Pictures pictures(dir.path());
        QSignalSpy changed(&pictures, &Pictures::changed);
        pictures.picture(as("bob"));
        QVERIFY(changed.wait(20'000));
        QCOMPARE(pictures.picture(as("bob")).state, State::Failed);
        pictures.picture(as("ann"));
        QVERIFY(changed.wait(20'000));
        QCOMPARE(pictures.picture(as("ann")).state, State::Ready);
    }

    void theDiskIsAskedAgainOnlyWithItsTag()
    {
        QTemporaryDir dir;
        PictureServer server;
        server.answer(u"/t"_s, { 200, encoded({ 8, 8 }, "PNG"), "ETag: \"v1\"\r\n", true });
        for (int run = 0; run < 2; ++run) {
            Pictures pictures(dir.path());
            QSignalSpy changed(&pictures, &Pictures::changed);
            const PictureRef wanted{ server.url(u"/t"_s), {}, {} };
            pictures.picture(wanted);
            QVERIFY(changed.wait());
            QCOMPARE(pictures.picture(wanted).state, State::Ready);
            server.answer(u"/t"_s, { 304, {}, {}, true });
        }
        QCOMPARE(server.requests.size(), 2);
        QVERIFY(server.requests[1].contains("If-None-Match: \"v1\""));
        server.answer(u"/t"_s, { 503, {}, {}, true }); // the server is ill: the last one known
        Pictures pictures(dir.path());
        QSignalSpy changed(&pictures, &Pictures::changed);
        pictures.picture({ server.url(u"/t"_s), {}, {} });
        QVERIFY(changed.wait());
        QCOMPARE(pictures.picture({ server.url(u"/t"_s), {}, {} }).state, State::Ready);
    }

    void aFailureHasItsCodeAndCanBeRetried()
    {
        Bench b;
        b.server.answer(u"/t"_s, { 404, "no", {}, true });
        const PictureRef wanted = b.ref(u"/t"_s);
        QCOMPARE(b.wait(wanted).error, u"404"_s);
        QCOMPARE(b.wait(wanted).state, State::Failed);
        QCOMPARE(b.server.requests.size(), 1); // not again by itself
        b.server.answer(u"/t"_s, { 200, encoded({ 8, 8 }, "PNG"), {}, true });
        b.pictures.retry(wanted);
        QCOMPARE(b.wait(wanted).state, State::Ready);
    }

    void aConnectionThatEndedInTheMomentIsTriedOnceMore()
    {
        Bench b;
        b.server.answer(u"/t"_s, { 408, {}, {}, true });
        QCOMPARE(b.wait(b.ref(u"/t"_s)).error, u"408"_s);
        QCOMPARE(b.server.requests.size(), 2);
    }

    void badAnswersFailWithoutHarm_data()
    {
        QTest::addColumn<PictureServer::Reply>("reply");
        QTest::addColumn<QString>("error");
        const QByteArray png = encoded({ 8, 8 }, "PNG");
        QTest::newRow("text") << PictureServer::Reply{ 200, "<html>", {}, true }
                              << u"not a picture"_s;
        QTest::newRow("empty") << PictureServer::Reply{ 200, {}, {}, true } << u"not a picture"_s;
        QTest::newRow("cut") << PictureServer::Reply{ 200, png.first(40), {}, true }
                             << u"damaged picture"_s;
        QTest::newRow("an svg") << PictureServer::Reply{ 200, "<svg xmlns='x'/>", {}, true }
                                << u"not a picture"_s;
        QTest::newRow("redirect") << PictureServer::Reply{
            302, {}, "Location: http://127.0.0.1:1/x\r\n", true
        } << u"signed out"_s;
        QTest::newRow("moved") << PictureServer::Reply{ 308, {}, "Location: /x\r\n", true }
                               << u"308"_s;
        QTest::newRow("sign-in") << PictureServer::Reply{ 401, {}, {}, true } << u"signed out"_s;
        QTest::newRow("says it is huge")
            << PictureServer::Reply{ 200, png, "Content-Length: 99999999999\r\n", false }
            << u"too large"_s;
    }
    void badAnswersFailWithoutHarm()
    {
        QFETCH(PictureServer::Reply, reply);
        QFETCH(QString, error);
        Bench b;
        b.server.answer(u"/t"_s, reply);
        const auto result = b.wait(b.ref(u"/t"_s));
        QCOMPARE(result.state, State::Failed);
        QCOMPARE(result.error, error);
    }

    void aPictureWithTooManyPixelsIsRefusedUnread()
    {
        const QByteArray png = encoded({ 100, 100 }, "PNG");
        QVERIFY(decodePicture(png, {}, 10'000));
        const auto image = decodePicture(png, { 10, 10 }, 9'999);
        QVERIFY(!image);
        QCOMPARE(image.error().code, Failure::Code::TooLarge);
    }

    void onlySixAreFetchedAtATime()
    {
        Bench b;
        b.server.hold = true;
        const QByteArray png = encoded({ 8, 8 }, "PNG");
        for (int i = 0; i < 20; ++i) {
            b.server.answer(u"/%1"_s.arg(i), { 200, png, {}, true });
            b.pictures.picture(b.ref(u"/%1"_s.arg(i)));
        }
        QTRY_COMPARE(b.server.open, 6);
        QSignalSpy changed(&b.pictures, &Pictures::changed);
        b.server.release();
        QTRY_COMPARE(changed.count(), 20);
        QVERIFY(b.server.mostOpen <= 6);
    }

    void wishesScrolledPastAreDropped()
    {
        Bench b;
        b.server.hold = true;
        for (int i = 0; i < 20; ++i)
            b.pictures.picture(b.ref(u"/%1"_s.arg(i)));
        QTRY_COMPARE(b.server.open, 6);
        b.pictures.trimRequests(); // all were looked at
        QSignalSpy changed(&b.pictures, &Pictures::changed);
        b.pictures.trimRequests(); // now none was
        QTRY_COMPARE(changed.count(), 14);
        QCOMPARE(b.pictures.picture(b.ref(u"/0"_s)).state, State::Loading); // asked again
    }

    void addressesThatAreNoneFailAtOnce()
    {
        Bench b;
        for (const QString &text : { u""_s, u"/t/0"_s, u"file:///etc/passwd"_s, u"http://"_s })
            QCOMPARE(b.pictures.picture({ QUrl(text), {}, {} }).state, State::Failed);
    }

    void endingWhileFetchingIsQuiet()
    {
        PictureServer server;
        server.hold = true; // so that it ends with fetches under way
        QTemporaryDir dir;
        {
            Pictures pictures(dir.path());
            for (int i = 0; i < 10; ++i)
                pictures.picture({ server.url(u"/%1"_s.arg(i)), {}, {} });
            QTRY_VERIFY(server.open > 0);
            QVERIFY(!server.findChildren<QTcpSocket *>().isEmpty());
        }
        const auto connected = [&server] {
            const auto sockets = server.findChildren<QTcpSocket *>();
            return std::ranges::count_if(sockets, [](const QTcpSocket *socket) {
                return socket->state() == QAbstractSocket::ConnectedState;
            });
        };
        QTRY_COMPARE(connected(), 0); // every connection was let go
    }

    void theMemoryIsBoundedAndForgetsTheOldest()
    {
        const QImage image(QSize(100, 100), QImage::Format_RGB32); // 40,000 bytes
        MemoryCache cache(100'000);
        cache.insert(u"a"_s, image);
        cache.insert(u"b"_s, image);
        QVERIFY(!cache.find(u"a"_s).isNull()); // used just now
        cache.insert(u"c"_s, image);
        QVERIFY(!cache.find(u"a"_s).isNull());
        QVERIFY(cache.find(u"b"_s).isNull());
        cache.insert(u"c"_s, image);
        QCOMPARE(cache.bytes(), 80'000);
    }

    void theDiskIsBoundedAndDamageIsNoPicture()
    {
        QTemporaryDir dir;
        DiskCache cache(dir.path(), 10'000);
        for (int i = 0; i < 30; ++i)
            cache.write({ QUrl(u"http://x/%1"_s.arg(i)) }, { "tag", QByteArray(1000, 'x') });
        QVERIFY(cache.size() <= 10'000);
        const CacheKey last{ QUrl(u"http://x/29"_s) };
        QCOMPARE(cache.read(last).etag, QByteArray("tag"));
        QCOMPARE(cache.read(last).bytes.size(), 1000);
        for (QDirIterator it(dir.path(), QDir::Files); it.hasNext();) {
            QFile file(it.next());
            QVERIFY(file.resize(5));
        }
        QVERIFY(cache.read(last).bytes.isEmpty());
        DiskCache nowhere(u"/proc/none"_s, 1000);
        nowhere.write(last, { {}, "x" });
        QVERIFY(nowhere.read(last).bytes.isEmpty());
    }
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
