// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"
#include "hub/work/jobs.h"
#include "support/http_peer.h"
#include "support/raw_peer.h"
#include "support/ws_peer.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>

#include <limits>

#include <sys/stat.h>

using namespace fw;
using namespace Qt::StringLiterals;
using hub::front::Limits;
using test::HttpAnswer;
using test::HttpPeer;
using test::RawPeer;
using test::WsPeer;

namespace {

// A clip of a second, made once for all tests.
QByteArray makeClip(const QString &path)
{
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s,
                 { u"-nostdin"_s, u"-loglevel"_s, u"error"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
                   u"testsrc2=s=160x90:r=10:d=1"_s, u"-c:v"_s, u"libx264"_s, u"-preset"_s,
                   u"ultrafast"_s, path });
    ffmpeg.waitForFinished(30'000);
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

// A real hub on a free port with a data folder of its own.
struct House
{
    explicit House(const Limits &limits = {})
        : hub(options(folder.path(), limits), clock)
    {
        const auto started = hub.start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        token = contentsOf(folder.filePath(u"data/token"_s));
    }
    static hub::HubOptions options(const QString &folder, const Limits &limits)
    {
        hub::HubOptions options;
        options.dataDir = folder + "/data"_L1;
        options.port = 0;
        options.workers = 1;
        options.limits = limits;
        options.limits.uploadBody = 10'000'000;
        return options;
    }
    HttpPeer peer() { return HttpPeer(hub.address(), token); }
    QStringList uploads()
    {
        return QDir(folder.filePath(u"data/uploads"_s)).entryList(QDir::Files);
    }
    QTemporaryDir folder;
    SystemClock clock;
    hub::Hub hub;
    QByteArray token;
};

QJsonObject small(QJsonObject body)
{
    body.insert("render"_L1, QJsonObject{ { u"formats"_s, QJsonArray{ u"original"_s } } });
    return body;
}

QString idOf(const HttpAnswer &answer)
{
    return answer.json()["jobs"_L1].toArray().first()["jobId"_L1].toString();
}

} // namespace

class TestApi final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_shared.reset(); }
    void healthNeedsNoToken();
    void healthAndStatusCountWhatWaitsAndRuns();
    void statusTellsHowTheMachineDoes();
    void aHubWithoutDiskIsDegradedAndTakesNoUploads();
    void everythingElseNeedsTheToken();
    void wrongRoutesAndMethodsAreTold_data();
    void wrongRoutesAndMethodsAreTold();
    void badRequestsAreRefused_data();
    void badRequestsAreRefused();
    void aJobGoesThroughAndEverythingAboutItCanBeRead();
    void theSameOpMakesOneJob();
    void pathsThatCannotWorkAreRejectedOneByOne();
    void theListComesInPages();
    void actionsAreAnsweredWithAcks();
    void anUploadBecomesAJob();
    void anUploadThatBreaksOffLeavesNothing();
    void anUploadThatIsTooLargeLeavesNothing();
    void theSocketTellsTheSameStory();

private:
    std::unique_ptr<House> m_shared; ///< for requests that change nothing
    QTemporaryDir m_media;
    QString m_clip;
    QByteArray m_bytes;
};

void TestApi::initTestCase()
{
    m_clip = m_media.filePath(u"-odd 'name' ü.mp4"_s);
    m_bytes = makeClip(m_clip);
    QVERIFY(m_bytes.size() > 1000);
    m_shared = std::make_unique<House>();
}

void TestApi::healthNeedsNoToken()
{
    House house;
    const HttpAnswer answer = HttpPeer(house.hub.address(), {}).get(u"/health"_s);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()["status"_L1].toString(), u"healthy"_s);
    QCOMPARE(answer.json()["protocol"_L1].toString(), u"framewatch.v1"_s);
    QCOMPARE(answer.json()["epoch"_L1].toString(), house.hub.epoch());
    QCOMPARE(answer.json()["version"_L1].toString(), QStringLiteral(FW_VERSION));
    QVERIFY(!answer.json()["hub"_L1].toString().isEmpty());
    QVERIFY(HttpPeer(house.hub.address(), {}).call("HEAD", u"/health"_s).body.isEmpty());
}

void TestApi::healthAndStatusCountWhatWaitsAndRuns()
{
    House house;
    HttpPeer peer = house.peer();
    QCOMPARE(peer.get(u"/health"_s).json()["running"_L1].toInt(-1), 0);
    for (int i = 0; i < 3; ++i) // a sample takes seconds
        QCOMPARE(peer.post(u"/api/sample"_s, small({})).status, 201);
    QTRY_COMPARE(peer.get(u"/health"_s).json()["running"_L1].toInt(), 1);
    QCOMPARE(peer.get(u"/health"_s).json()["queueDepth"_L1].toInt(), 2);
    QCOMPARE(peer.get(u"/api/status"_s).json()["queueDepth"_L1].toInt(), 2);
}

void TestApi::statusTellsHowTheMachineDoes()
{
    const HttpAnswer answer = m_shared->peer().get(u"/api/status"_s);
    QCOMPARE(answer.status, 200);
    const QJsonObject status = answer.json();
    QCOMPARE(status["workers"_L1].toInt(), 1);
    QCOMPARE(status["queueDepth"_L1].toInt(-1), 0);
    for (const auto key : { "memory"_L1, "disk"_L1 }) {
        const double percent = status[key].toDouble(-1);
        QVERIFY2(percent >= 0 && percent <= 100, key.data());
    }
    // The load is known from the second sample on.
    const double cpu = status["cpu"_L1].toDouble(0);
    QVERIFY(cpu >= 0 && cpu <= 100);
}

void TestApi::aHubWithoutDiskIsDegradedAndTakesNoUploads()
{
    Limits limits;
    limits.lowDisk = std::numeric_limits<qint64>::max();
    House house(limits);
    HttpPeer peer = house.peer();
    const HttpAnswer health = HttpPeer(house.hub.address(), {}).get(u"/health"_s);
    QCOMPARE(health.status, 503);
    QCOMPARE(health.json()["status"_L1].toString(), u"degraded"_s);
    QCOMPARE(health.json()["epoch"_L1].toString(), house.hub.epoch()); // all else is still told
    const HttpAnswer upload = peer.call("POST", u"/api/uploads?name=a.mp4"_s, m_bytes);
    QCOMPARE(upload.status, 507);
    QCOMPARE(upload.json()["error"_L1]["code"_L1].toString(), u"io"_s);
    QVERIFY(house.uploads().isEmpty());
    QCOMPARE(peer.get(u"/api/jobs"_s).status, 200);
}

void TestApi::everythingElseNeedsTheToken()
{
    House house;
    HttpPeer nobody(house.hub.address(), {});
    for (const QString &path : { u"/api/jobs"_s, u"/api/status"_s, u"/api/outputs/x"_s, u"/x"_s })
        QCOMPARE(nobody.get(path).status, 401);
    QCOMPARE(nobody.post(u"/api/sample"_s, {}).status, 401);
    QCOMPARE(HttpPeer(house.hub.address(), "wrong").get(u"/api/jobs"_s).status, 401);
    QVERIFY(house.hub.jobs().all().empty());
    struct stat info
    {
    };
    QCOMPARE(::stat(qPrintable(house.folder.filePath(u"data/token"_s)), &info), 0);
    QCOMPARE(info.st_mode & 0777, 0600U);
}

void TestApi::wrongRoutesAndMethodsAreTold_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    const auto row = [](const char *method, const char *path, int status) {
        QTest::addRow("%s %s", method, path)
            << QByteArray(method) << QString::fromLatin1(path) << status;
    };
    row("GET", "/", 404);
    row("GET", "/api", 404);
    row("GET", "/api/jobs/", 404);
    row("GET", "/api/jobs/nobody", 404);
    row("GET", "/api/jobs/nobody/x", 404);
    row("GET", "/api/jobs/nobody/log", 404);
    row("GET", "/api/jobs/nobody/thumbnails/0", 404);
    row("GET", "/api/jobs/nobody/thumbnails/-1", 404);
    row("GET", "/api/jobs/nobody/thumbnails/..%5c", 404);
    row("GET", "/api/jobs/nobody/frame?t=1", 404);
    row("GET", "/api/ops/nobody", 404);
    row("GET", "/api/outputs/nobody", 404);
    row("GET", "/api/outputs/..", 404);
    row("GET", "/api/uploads", 405);
    row("GET", "/api/jobs/nobody/actions", 405);
    row("PUT", "/api/jobs", 405);
    row("DELETE", "/api/jobs/nobody", 405);
    row("OPTIONS", "/api/jobs", 405);
    row("POST", "/api/nothing", 404);
    row("POST", "/api/jobs/nobody", 404);
}

void TestApi::wrongRoutesAndMethodsAreTold()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    const HttpAnswer answer = m_shared->peer().call(method, path);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.json()["error"_L1]["message"_L1].toString().isEmpty());
}

void TestApi::badRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto get = [](const char *path) {
        QTest::addRow("%s", path) << QByteArray("GET") << QString::fromLatin1(path) << QByteArray()
                                  << 400;
    };
    get("/api/jobs?limit=0");
    get("/api/jobs?limit=501");
    get("/api/jobs?limit=x");
    get("/api/jobs?state=dancing");
    get("/api/jobs/x/frame");
    get("/api/jobs/x/frame?t=-1");
    get("/api/jobs/x/frame?t=nan");
    get("/api/jobs/x/frame?t=1&width=0");
    get("/api/jobs/x/log?attempt=0");
    const auto post
        = [](const char *name, const char *path, const QByteArray &body, int status = 400) {
              QTest::addRow("%s", name)
                  << QByteArray("POST") << QString::fromLatin1(path) << body << status;
          };
    post("empty", "/api/jobs", "");
    post("no JSON", "/api/jobs", "hello");
    post("list", "/api/jobs", "[]");
    post("no paths", "/api/jobs", "{}");
    post("paths is a text", "/api/jobs", "{\"paths\":\"/x\"}");
    post("no path", "/api/jobs", "{\"paths\":[]}");
    post("path is a number", "/api/jobs", "{\"paths\":[7]}");
    post("NUL in path", "/api/jobs", "{\"paths\":[\"/a\\u0000b\"]}");
    post("priority", "/api/jobs", "{\"paths\":[\"/x\"],\"priority\":101}");
    post("twice", "/api/jobs", "{\"paths\":[\"/x\"],\"paths\":[\"/y\"]}");
    post("deep", "/api/jobs", "{\"a\":" + QByteArray(100, '[') + QByteArray(100, ']') + '}', 413);
    post("too large", "/api/jobs", QByteArray(1024 * 1024 + 1, ' '), 413);
    post("render", "/api/sample", "{\"render\":7}");
    post("mode", "/api/sample", "{\"render\":{\"mode\":\"stretch\"}}");
    post("format", "/api/sample", "{\"render\":{\"formats\":[1]}}");
    post("opacity", "/api/sample", "{\"render\":{\"watermark\":{\"path\":\"/x\",\"opacity\":2}}}");
    post("colour", "/api/sample", "{\"render\":{\"text\":{\"content\":\"x\",\"color\":\"red\"}}}");
    post("no action", "/api/jobs/x/actions", "{\"op\":\"a\"}");
    post("action", "/api/jobs/x/actions", "{\"op\":\"a\",\"action\":\"dance\"}");
    post("no priority", "/api/jobs/x/actions", "{\"op\":\"a\",\"action\":\"prioritise\"}");
    post("unknown job", "/api/jobs/x/actions", "{\"op\":\"a\",\"action\":\"cancel\"}", 404);
    post("no name", "/api/uploads", "x");
    post("folder name", "/api/uploads?name=a/", "x");
    post("empty upload", "/api/uploads?name=a.mp4", "");
    post("upload priority", "/api/uploads?name=a.mp4&priority=high", "x");
    post("upload render", "/api/uploads?name=a.mp4&render=%7B", "x");
}

void TestApi::badRequestsAreRefused()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    House &house = *m_shared;
    HttpPeer peer = house.peer();
    const HttpAnswer answer = peer.call(method, path, body);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.json()["error"_L1]["code"_L1].toString().isEmpty());
    QVERIFY(house.hub.jobs().all().empty());
    QVERIFY(house.uploads().isEmpty());
    QCOMPARE(peer.get(u"/health"_s).status, 200);
}

void TestApi::aJobGoesThroughAndEverythingAboutItCanBeRead()
{
    House house;
    HttpPeer peer = house.peer();
    const HttpAnswer added = peer.post(
        u"/api/jobs"_s,
        small(
            { { u"op"_s, u"op1"_s }, { u"paths"_s, QJsonArray{ m_clip } }, { u"priority"_s, 5 } }));
    QCOMPARE(added.status, 201);
    QCOMPARE(added.json()["op"_L1].toString(), u"op1"_s);
    const QString job = u"/api/jobs/"_s + idOf(added);
    QTRY_COMPARE_WITH_TIMEOUT(peer.get(job).json()["job"_L1]["state"_L1].toString(), u"done"_s,
                              240'000);
    const QJsonObject detail = peer.get(job).json();
    QCOMPARE(detail["job"_L1]["priority"_L1].toInt(), 5);
    QCOMPARE(detail["job"_L1]["size"_L1].toInteger(), m_bytes.size());
    for (const auto part :
         { "stages"_L1, "thumbnails"_L1, "metadata"_L1, "outputs"_L1, "log"_L1, "attempts"_L1 })
        QVERIFY2(!detail[part].toArray().isEmpty(), part.data());

    const HttpAnswer picture = peer.get(job + u"/thumbnails/0"_s);
    QCOMPARE(picture.status, 200);
    QCOMPARE(picture.type, QByteArray("image/jpeg"));
    QVERIFY(picture.body.startsWith("\xff\xd8"));
    QCOMPARE(peer.get(job + u"/thumbnails/0"_s, { { "If-None-Match", picture.tag } }).status, 304);
    HttpAnswer frame;
    const auto framed = [&] { // 504: a busy machine took longer than the hub waits
        frame = peer.get(job + u"/frame?t=0.5&width=64"_s);
        return frame.status != 504;
    };
    QVERIFY(QTest::qWaitFor(framed, 240'000));
    QCOMPARE(frame.status, 200);
    QVERIFY(frame.body.startsWith("\xff\xd8"));
    QVERIFY(peer.get(job + u"/log"_s).body.contains("ffmpeg"));

    const QJsonValue output = detail["outputs"_L1].toArray().first();
    const QByteArray whole = contentsOf(output["path"_L1].toString());
    const QString url = output["url"_L1].toString();
    QCOMPARE(peer.get(url).body.size(), output["bytes"_L1].toInteger());
    QCOMPARE(peer.get(url).type, QByteArray("video/mp4"));
    const HttpAnswer part = peer.get(url, { { "Range", "bytes=10-19" } });
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, whole.mid(10, 10));
    QCOMPARE(peer.get(url, { { "Range", "bytes=99999999-" } }).status, 416);
    const HttpAnswer head = peer.call("HEAD", url);
    QCOMPARE(head.status, 200);
    QVERIFY(head.body.isEmpty());
    QCOMPARE(head.length, output["bytes"_L1].toInteger());
    QCOMPARE(peer.get(u"/api/ops/op1"_s).json()["status"_L1].toString(), u"applied"_s);
}

void TestApi::theSameOpMakesOneJob()
{
    House house;
    HttpPeer peer = house.peer();
    const QJsonObject body = small({ { u"op"_s, u"op1"_s } });
    const QString first = idOf(peer.post(u"/api/sample"_s, body));
    QVERIFY(!first.isEmpty());
    QCOMPARE(idOf(peer.post(u"/api/sample"_s, body)), first);
    QCOMPARE(house.hub.jobs().all().size(), 1U);
}

void TestApi::pathsThatCannotWorkAreRejectedOneByOne()
{
    House house;
    HttpPeer peer = house.peer();
    const QJsonObject mark{ { u"path"_s, u"/nonexistent.png"_s } };
    const HttpAnswer unmarked
        = peer.post(u"/api/sample"_s, { { u"render"_s, QJsonObject{ { u"watermark"_s, mark } } } });
    QCOMPARE(unmarked.status, 404);
    QCOMPARE(unmarked.json()["error"_L1]["reason"_L1].toString(), u"E_WATERMARK"_s);
    const QString fifo = m_media.filePath(u"pipe.mp4"_s);
    QCOMPARE(::mkfifo(qPrintable(fifo), 0600), 0);
    const QJsonArray bad{ u"/nonexistent\n\"x\".mp4"_s, m_media.path(), fifo, u"-rf"_s };
    const HttpAnswer none
        = peer.post(u"/api/jobs"_s, { { u"op"_s, u"op1"_s }, { u"paths"_s, bad } });
    QCOMPARE(none.status, 404);
    QStringList reasons;
    for (const auto &one : none.json()["rejected"_L1].toArray())
        reasons.append(one["error"_L1]["reason"_L1].toString());
    QCOMPARE(
        reasons,
        (QStringList{ u"E_NOT_FOUND"_s, u"E_NOT_A_FILE"_s, u"E_NOT_A_FILE"_s, u"E_NOT_FOUND"_s }));
    QCOMPARE(none.json()["error"_L1]["code"_L1].toString(), u"notFound"_s);
    QJsonArray mixed = bad;
    mixed.append(m_clip);
    const HttpAnswer some
        = peer.post(u"/api/jobs"_s, small({ { u"op"_s, u"op2"_s }, { u"paths"_s, mixed } }));
    QCOMPARE(some.status, 201);
    QCOMPARE(some.json()["jobs"_L1].toArray().size(), 1);
    QCOMPARE(some.json()["rejected"_L1].toArray().size(), 4);
    QFile::remove(fifo);
}

void TestApi::theListComesInPages()
{
    House house;
    HttpPeer peer = house.peer();
    QJsonArray paths;
    for (int i = 0; i < 7; ++i)
        paths.append(m_clip);
    QCOMPARE(peer.post(u"/api/jobs"_s, small({ { u"paths"_s, paths } })).status, 201);
    QStringList ids;
    QString cursor;
    for (int pages = 1; pages <= 3; ++pages) {
        const QJsonObject page = peer.get(u"/api/jobs?limit=3&cursor="_s + cursor).json();
        QCOMPARE(page["total"_L1].toInt(), 7);
        QCOMPARE(page["heads"_L1].toObject().size(), 8);
        for (const auto &row : page["jobs"_L1].toArray())
            ids.append(row["jobId"_L1].toString());
        cursor = QString::fromLatin1(QUrl::toPercentEncoding(page["next"_L1].toString()));
        QCOMPARE(page["next"_L1].isNull(), pages == 3);
    }
    QCOMPARE(ids.size(), 7);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 7);
    QCOMPARE(peer.get(u"/api/jobs?state=cancelled,failed"_s).json()["total"_L1].toInt(), 0);
}

void TestApi::actionsAreAnsweredWithAcks()
{
    House house;
    HttpPeer peer = house.peer();
    const QString job = u"/api/jobs/"_s + idOf(peer.post(u"/api/sample"_s, small({})));
    const auto act = [&](const char *op, const char *action) {
        return peer.post(job + u"/actions"_s,
                         { { u"op"_s, QString::fromLatin1(op) },
                           { u"action"_s, QString::fromLatin1(action) },
                           { u"reason"_s, u"test"_s } });
    };
    const HttpAnswer cancelled = act("op1", "cancel");
    QCOMPARE(cancelled.status, 200);
    QCOMPARE(cancelled.json()["status"_L1].toString(), u"applied"_s);
    QTRY_COMPARE(peer.get(job).json()["job"_L1]["state"_L1].toString(), u"cancelled"_s);
    const HttpAnswer again = act("op1", "cancel");
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json()["status"_L1].toString(), u"duplicate"_s);
    const HttpAnswer late = act("op2", "pause");
    QCOMPARE(late.status, 409);
    QCOMPARE(late.json()["status"_L1].toString(), u"conflict"_s);
    QCOMPARE(late.json()["error"_L1]["code"_L1].toString(), u"conflict"_s);
    QCOMPARE(peer.get(u"/api/ops/op2"_s).json()["status"_L1].toString(), u"conflict"_s);
}

void TestApi::anUploadBecomesAJob()
{
    House house;
    HttpPeer peer = house.peer();
    const QString path = u"/api/uploads?name=%1&op=op1&priority=3&render=%2"_s.arg(
        u"my%20clip%C3%BC.mp4"_s, u"%7B%22formats%22%3A%5B%22original%22%5D%7D"_s);
    const HttpAnswer added = peer.call("POST", path, m_bytes);
    QCOMPARE(added.status, 201);
    const QJsonValue row = added.json()["jobs"_L1].toArray().first();
    QCOMPARE(row["name"_L1].toString(), u"my clipü.mp4"_s);
    QCOMPARE(row["size"_L1].toInteger(), m_bytes.size());
    QCOMPARE(house.uploads().size(), 1);
    QCOMPARE(idOf(peer.call("POST", path, m_bytes)), row["jobId"_L1].toString()); // same op
    QCOMPARE(house.uploads().size(), 1);
    RawPeer raw(house.hub.port());
    raw.send("POST /api/uploads?name=../../evil.mp4 HTTP/1.1\r\nHost: localhost\r\n"
             "Authorization: Bearer "
             + house.token + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (qsizetype at = 0; at < m_bytes.size(); at += 1000) {
        const QByteArray piece = m_bytes.mid(at, 1000);
        raw.send(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
    }
    raw.send("0\r\n\r\n");
    QTRY_COMPARE(raw.status(), 201);
    QCOMPARE(house.uploads().size(), 2);
    QVERIFY(!QFile::exists(house.folder.filePath(u"evil.mp4"_s)));
}

void TestApi::anUploadThatBreaksOffLeavesNothing()
{
    House house;
    for (const QByteArray &how :
         { QByteArray("Content-Length: 100000"), QByteArray("Transfer-Encoding: chunked") }) {
        RawPeer raw(house.hub.port());
        raw.send(
            "POST /api/uploads?name=a.mp4 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + house.token + "\r\n" + how + "\r\n\r\n" + "5\r\nhello\r\n");
        QTRY_COMPARE(house.uploads().size(), 1);
        raw.abort();
        QTRY_COMPARE(house.uploads().size(), 0);
    }
    QVERIFY(house.hub.jobs().all().empty());
}

void TestApi::anUploadThatIsTooLargeLeavesNothing()
{
    House house;
    const QByteArray head = "POST /api/uploads?name=a.mp4 HTTP/1.1\r\nHost: localhost\r\n"
                            "Authorization: Bearer "
        + house.token + "\r\n";
    RawPeer said(house.hub.port());
    said.send(head + "Content-Length: 10000001\r\nExpect: 100-continue\r\n\r\n");
    QTRY_COMPARE(said.status(), 413);
    RawPeer grew(house.hub.port());
    grew.send(head + "Transfer-Encoding: chunked\r\n\r\n4c4b40\r\n" + QByteArray(5'000'000, 'x')
              + "\r\n4c4b41\r\n");
    QTRY_COMPARE(grew.status(), 413);
    QTRY_COMPARE(house.uploads().size(), 0);
    RawPeer whole(house.hub.port());
    whole.send(head + "Content-Length: 500000000000000\r\n\r\n");
    QTRY_VERIFY(whole.status() == 507 || whole.status() == 413);
}

void TestApi::theSocketTellsTheSameStory()
{
    House house;
    WsPeer socket(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(socket.greet());
    QJsonArray channels;
    for (const auto name : { "jobs", "status", "stages", "thumbnails", "metadata" })
        channels.append(QString(u"processing:"_s + QLatin1StringView(name)));
    channels.append(u"system:status"_s);
    socket.send({ { u"type"_s, u"subscribe"_s }, { u"channels"_s, channels } });
    QTRY_COMPARE(socket.count(u"snapshot"_s), 6);
    HttpPeer peer = house.peer();
    const QString id
        = idOf(peer.post(u"/api/jobs"_s, small({ { u"paths"_s, QJsonArray{ m_clip } } })));
    const auto told = [&] {
        QStringList words;
        for (const QJsonObject &event : socket.all(u"event"_s))
            words.append(event["event"_L1].toString());
        return words;
    };
    QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"complete"_s), 240'000);
    for (const QString &word : { u"created"_s, u"updated"_s, u"start"_s, u"STAGE_UPDATE"_s,
                                 u"THUMBNAIL_GENERATED"_s, u"METADATA_UPDATE"_s })
        QVERIFY2(told().contains(word), qPrintable(word));
    QHash<QString, qint64> heads;
    for (const QJsonObject &event : socket.all(u"event"_s)) {
        qint64 &head = heads[event["channel"_L1].toString()];
        QCOMPARE(event["seq"_L1].toInteger(), ++head); // no holes
        const QJsonValue data = event["data"_L1];
        const bool ours = data["jobId"_L1].toString() == id || data["job_id"_L1].toString() == id;
        QVERIFY(ours || event["channel"_L1].toString() == "system:status"_L1);
    }
    socket.send({ { u"type"_s, u"publish"_s },
                  { u"channel"_s, u"processing:control"_s },
                  { u"op"_s, u"op9"_s },
                  { u"data"_s, QJsonObject{ { u"action"_s, u"pause"_s }, { u"jobId"_s, id } } } });
    QTRY_COMPARE(socket.count(u"ack"_s), 1);
    QCOMPARE(socket.all(u"ack"_s)[0]["status"_L1].toString(), u"conflict"_s);
    house.hub.drain();
    QTRY_VERIFY(socket.isClosed());
    QCOMPARE(socket.closeCode(), 4012);
}

QTEST_GUILESS_MAIN(TestApi)
#include "tst_api.moc"
