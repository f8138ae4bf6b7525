// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/file_reply.h"
#include "hub/front/front_door.h"
#include "support/raw_peer.h"

#include <QTemporaryFile>
#include <QTest>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace fw;
using namespace fw::hub::front;
using namespace Qt::StringLiterals;
using test::RawPeer;

namespace {

const QByteArray token = "sesame-sesame-sesame";
const QByteArray good = "Host: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n";

const QByteArray upgrade = "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    + good + "\r\n";

// /echo answers the body, /file a big file, /later when told, /never not at all.
class Rooms final : public HttpHandler
{
public:
    BodyPlan begin(const HttpHead &head, Respond respond) override
    {
        ++requests;
        const QString path = head.path.value(0);
        if (path == "echo"_L1)
            return { 1000, std::make_unique<Echo>(std::move(respond), *this) };
        if (path == "file"_L1)
            respond(fileReply(head, file, "application/x-test"));
        else if (path == "later"_L1)
            later = respond;
        else if (path != "never"_L1)
            respond(HttpReply::text(200, "hello " + head.target, "text/plain"));
        return { 1000, nullptr };
    }

    int requests = 0;
    int aborted = 0;
    QString file;
    Respond later;

private:
    struct Echo final : BodySink
    {
        Echo(Respond r, Rooms &o)
            : respond(std::move(r))
            , rooms(o)
        {
        }
        ~Echo() override { rooms.aborted += finished ? 0 : 1; }
        Expected<void> take(QByteArrayView slice) override
        {
            bytes.append(slice.data(), slice.size());
            return {};
        }
        void finish() override
        {
            finished = true;
            respond(HttpReply::text(200, bytes, "text/plain"));
        }
        Respond respond;
        Rooms &rooms;
        QByteArray bytes;
        bool finished = false;
    };
};

// A door with short times, open on a free port.
struct House
{
    explicit House(Limits l = limits())
        : door(Guard(Secret(token), l), l, rooms, clock)
    {
        QVERIFY(door.open(QHostAddress::LocalHost, 0));
    }
    static Limits limits()
    {
        Limits limits;
        limits.head = Millis(300);
        limits.idle = Millis(300);
        limits.window = Millis(300);
        limits.windowBytes = 100;
        limits.answer = Millis(400);
        limits.linger = Millis(200);
        return limits;
    }
    SystemClock clock;
    Rooms rooms;
    FrontDoor door;
};

} // namespace

class TestFrontDoor final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestsAreJudgedBeforeAnyHandlerSeesThem_data();
    void requestsAreJudgedBeforeAnyHandlerSeesThem();
    void keepAliveAndPipeliningWork();
    void connectionCloseIsHonoured();
    void theHundredthRequestIsTheLast();
    void aBodyComesInPiecesAndInChunks();
    void expectContinueIsAnswered();
    void aHalfSentHeadIsCut();
    void aDrippingHeadIsCut();
    void aDrippingBodyIsCutAndUndone();
    void aBodyThatBreaksOffIsUndone();
    void anIdleConnectionIsClosed();
    void aHandlerThatNeverAnswersIsGivenUp();
    void aLateAnswerToAGonePeerHarmsNobody();
    void aSmuggledRequestIsNeverRead();
    void filesAreStreamedWithBackPressure();
    void aReaderThatStopsIsCut();
    void rangesAndHeadWork();
    void upgradesAreJudgedFirst_data();
    void upgradesAreJudgedFirst();
    void upgradesAreLimitedPerSecond();
    void connectionsOfOneAddressAreLimited();
    void webSocketsOfOneAddressAreLimitedSooner();
};

void TestFrontDoor::requestsAreJudgedBeforeAnyHandlerSeesThem_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray auth = "Authorization: Bearer " + token + "\r\n";
    const auto get = [](const QByteArray &path, const QByteArray &headers) -> QByteArray {
        return "GET " + path + " HTTP/1.1\r\n" + headers + "\r\n";
    };
    QTest::newRow("good") << get("/", good) << 200;
    QTest::newRow("localhost:port") << get("/", "Host: LocalHost:80\r\n" + auth) << 200;
    QTest::newRow("IPv6") << get("/", "Host: [::1]:80\r\n" + auth) << 200;
    QTest::newRow("allowed host") << get("/", "Host: studio.local\r\n" + auth) << 200;
    QTest::newRow("rebinding host") << get("/", "Host: evil.example\r\n" + auth) << 421;
    QTest::newRow("host with a tail") << get("/", "Host: localhost.evil.example\r\n" + auth) << 421;
    QTest::newRow("host with user") << get("/", "Host: a@localhost\r\n" + auth) << 421;
    QTest::newRow("host with bad port") << get("/", "Host: localhost:8x\r\n" + auth) << 421;
    QTest::newRow("origin on the list") << get("/", good + "Origin: https://ok.example\r\n") << 200;
    QTest::newRow("foreign origin") << get("/", good + "Origin: https://evil.example\r\n") << 403;
    QTest::newRow("null origin") << get("/", good + "Origin: null\r\n") << 403;
    QTest::newRow("health, foreign origin")
        << get("/health", "Host: localhost\r\nOrigin: https://evil.example\r\n") << 403;
    QTest::newRow("health without token") << get("/health", "Host: localhost\r\n") << 200;
    QTest::newRow("health/x without token") << get("/health/x", "Host: localhost\r\n") << 401;
    QTest::newRow("no token") << get("/", "Host: localhost\r\n") << 401;
    QTest::newRow("wrong token") << get("/", "Host: localhost\r\nAuthorization: Bearer sesame\r\n")
                                 << 401;
    QTest::newRow("basic") << get("/", "Host: localhost\r\nAuthorization: Basic eDp5\r\n") << 401;
    QTest::newRow("token in the URL") << get("/?token=" + token, "Host: localhost\r\n") << 401;
    QTest::newRow("big head") << get("/", good + "A: " + QByteArray(20'000, 'x') + "\r\n") << 431;
    QTest::newRow("malformed") << QByteArray("nonsense\r\n\r\n") << 400;
}

void TestFrontDoor::requestsAreJudgedBeforeAnyHandlerSeesThem()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    Limits limits = House::limits();
    limits.allowedHosts = { u"studio.local"_s };
    limits.allowedOrigins = { u"https://ok.example"_s };
    House house(limits);
    RawPeer peer(house.door.serverPort());
    peer.send(request);
    QTRY_COMPARE(peer.status(), status);
    QCOMPARE(house.rooms.requests, status == 200 ? 1 : 0);
    if (status == 401)
        QVERIFY(peer.heard().contains("WWW-Authenticate: Bearer\r\n"));
    if (status != 200) {
        QVERIFY(peer.heard().contains("{\"error\":{\"code\":\""));
        QTRY_VERIFY(peer.isClosed());
    }
}

void TestFrontDoor::keepAliveAndPipeliningWork()
{
    House house;
    RawPeer peer(house.door.serverPort());
    QByteArray three;
    for (const char *path : { "/1", "/2", "/3" })
        three += QByteArray("GET ") + path + " HTTP/1.1\r\n" + good + "\r\n";
    peer.send(three);
    QTRY_COMPARE(peer.status(2), 200);
    const QByteArray heard = peer.heard();
    QVERIFY(heard.indexOf("hello /1") < heard.indexOf("hello /2"));
    QVERIFY(heard.indexOf("hello /2") < heard.indexOf("hello /3"));
    peer.send("GET /4 HTTP/1.1\r\n" + good + "\r\n");
    QTRY_VERIFY(peer.heard().contains("hello /4"));
    QCOMPARE(house.door.connections(), 1);
}

void TestFrontDoor::connectionCloseIsHonoured()
{
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send("GET /1 HTTP/1.1\r\nConnection: close\r\n" + good + "\r\nGET /2 HTTP/1.1\r\n" + good
              + "\r\n");
    QTRY_VERIFY(peer.isClosed());
    QCOMPARE(peer.status(), 200);
    QVERIFY(peer.heard().contains("Connection: close\r\n"));
    QCOMPARE(house.rooms.requests, 1);
    RawPeer old(house.door.serverPort());
    old.send("GET /1 HTTP/1.0\r\n" + good + "\r\n");
    QTRY_VERIFY(old.isClosed());
    QCOMPARE(old.status(), 200);
}

void TestFrontDoor::theHundredthRequestIsTheLast()
{
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send(QByteArray("GET /x HTTP/1.1\r\n" + good + "\r\n").repeated(120));
    QTRY_VERIFY(peer.isClosed());
    QCOMPARE(house.rooms.requests, 100);
    QCOMPARE(peer.heard().count("hello /x"), 100);
}

void TestFrontDoor::aBodyComesInPiecesAndInChunks()
{
    House house;
    RawPeer peer(house.door.serverPort());
    const QByteArray length = "POST /echo HTTP/1.1\r\n" + good + "Content-Length: 5\r\n\r\nhello";
    const QByteArray chunks = "POST /echo HTTP/1.1\r\n" + good
        + "Transfer-Encoding: chunked\r\n\r\n3\r\nhow\r\n4\r\n are\r\n0\r\n\r\n";
    peer.send(length.first(length.size() - 2));
    QTRY_COMPARE(house.rooms.requests, 1);
    peer.send(length.sliced(length.size() - 2) + chunks);
    QTRY_COMPARE(peer.status(1), 200);
    QVERIFY(peer.heard().contains("\r\n\r\nhelloHTTP"));
    QTRY_VERIFY(peer.heard().endsWith("\r\n\r\nhow are"));
    peer.send("POST /echo HTTP/1.1\r\n" + good + "Content-Length: 1001\r\n\r\n");
    QTRY_COMPARE(peer.status(2), 413);
    QTRY_VERIFY(peer.isClosed());
}

void TestFrontDoor::expectContinueIsAnswered()
{
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send("POST /echo HTTP/1.1\r\n" + good
              + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QTRY_COMPARE(peer.heard(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    peer.send("hi");
    QTRY_COMPARE(peer.status(1), 200);
}

void TestFrontDoor::aHalfSentHeadIsCut()
{
    House house;
    RawPeer silent(house.door.serverPort());
    RawPeer half(house.door.serverPort());
    half.send("GET / HTTP/1.1\r\nHost: local");
    RawPeer other(house.door.serverPort());
    other.send("GET / HTTP/1.1\r\n" + good + "\r\n");
    QTRY_COMPARE(other.status(), 200); // the others are not disturbed
    QTRY_VERIFY(half.isClosed());
    QCOMPARE(half.status(), 408);
    QTRY_VERIFY(silent.isClosed());
    QCOMPARE(silent.status(), 0); // who asked nothing is told nothing
    QTRY_COMPARE(house.door.connections(), 0);
}

void TestFrontDoor::aDrippingHeadIsCut()
{
    House house;
    RawPeer peer(house.door.serverPort());
    QTimer drip;
    connect(&drip, &QTimer::timeout, &peer.socket(), [&peer] { peer.send("x"); });
    peer.send("GET /");
    drip.start(20);
    QTRY_COMPARE(peer.status(), 408);
    // And on a connection that was good once.
    RawPeer second(house.door.serverPort());
    second.send("GET / HTTP/1.1\r\n" + good + "\r\nGET /");
    connect(&drip, &QTimer::timeout, &second.socket(), [&second] { second.send("y"); });
    QTRY_COMPARE(second.status(0), 200);
    QTRY_COMPARE(second.status(1), 408);
}

void TestFrontDoor::aDrippingBodyIsCutAndUndone()
{
    House house;
    RawPeer peer(house.door.serverPort());
    QTimer drip;
    connect(&drip, &QTimer::timeout, &peer.socket(), [&peer] { peer.send("x"); });
    peer.send("POST /echo HTTP/1.1\r\n" + good + "Content-Length: 900\r\n\r\n");
    drip.start(20); // 15 bytes in 300 ms; 100 are asked for
    QTRY_COMPARE(peer.status(), 408);
    QCOMPARE(house.rooms.aborted, 1);
}

void TestFrontDoor::aBodyThatBreaksOffIsUndone()
{
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send("POST /echo HTTP/1.1\r\n" + good + "Content-Length: 900\r\n\r\nabc");
    QTRY_COMPARE(house.rooms.requests, 1);
    peer.abort();
    QTRY_COMPARE(house.rooms.aborted, 1);
    QTRY_COMPARE(house.door.connections(), 0);
}

void TestFrontDoor::anIdleConnectionIsClosed()
{
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send("GET / HTTP/1.1\r\n" + good + "\r\n");
    QTRY_COMPARE(peer.status(), 200);
    QVERIFY(!peer.isClosed());
    QTRY_VERIFY(peer.isClosed());
    QCOMPARE(peer.status(1), 0);
}

void TestFrontDoor::aHandlerThatNeverAnswersIsGivenUp()
{
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send("GET /never HTTP/1.1\r\n" + good + "\r\n");
    QTRY_COMPARE(peer.status(), 504);
}

void TestFrontDoor::aLateAnswerToAGonePeerHarmsNobody()
{
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send("GET /later HTTP/1.1\r\n" + good + "\r\n");
    QTRY_VERIFY(house.rooms.later);
    peer.abort();
    QTRY_COMPARE(house.door.connections(), 0);
    house.rooms.later(HttpReply::text(200, "late", "text/plain"));

    house.rooms.later = nullptr;
    RawPeer waiting(house.door.serverPort());
    waiting.send("GET /later HTTP/1.1\r\n" + good + "\r\n");
    QTRY_VERIFY(house.rooms.later);
    house.rooms.later(HttpReply::text(200, "in time", "text/plain"));
    house.rooms.later(HttpReply::text(200, "twice", "text/plain"));
    QTRY_VERIFY(waiting.heard().endsWith("in time"));
}

void TestFrontDoor::aSmuggledRequestIsNeverRead()
{
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send(
        "POST /echo HTTP/1.1\r\n" + good
        + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /evil HTTP/1.1\r\n"
        + good + "\r\n");
    QTRY_VERIFY(peer.isClosed());
    QCOMPARE(peer.status(0), 400);
    QCOMPARE(peer.status(1), 0);
    QCOMPARE(house.rooms.requests, 0);
}

void TestFrontDoor::filesAreStreamedWithBackPressure()
{
    House house;
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray bytes = QByteArray("0123456789abcdef").repeated(2 * 1024 * 1024); // 32 MiB
    QCOMPARE(file.write(bytes), bytes.size());
    file.flush();
    house.rooms.file = file.fileName();
    RawPeer peer(house.door.serverPort());
    peer.send("GET /file HTTP/1.1\r\n" + good + "\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(peer.body().size(), bytes.size(), 20'000);
    QVERIFY(peer.body() == bytes);
}

void TestFrontDoor::aReaderThatStopsIsCut()
{
    House house;
    QTemporaryFile file;
    QVERIFY(file.open() && file.resize(64 * 1024 * 1024));
    house.rooms.file = file.fileName();
    RawPeer peer(house.door.serverPort());
    peer.stopReading();
    peer.send("GET /file HTTP/1.1\r\n" + good + "\r\n");
    QTRY_COMPARE(house.rooms.requests, 1);
    QTRY_COMPARE(house.door.connections(), 0);
}

void TestFrontDoor::rangesAndHeadWork()
{
    House house;
    QTemporaryFile file;
    QVERIFY(file.open() && file.write("0123456789") == 10 && file.flush());
    house.rooms.file = file.fileName();
    RawPeer peer(house.door.serverPort());
    peer.send("HEAD /file HTTP/1.1\r\n" + good + "\r\nGET /file HTTP/1.1\r\nRange: bytes=3-5\r\n"
              + good + "\r\nGET /file HTTP/1.1\r\nRange: bytes=10-\r\n" + good + "\r\n");
    QTRY_COMPARE(peer.status(0), 200);
    QTRY_COMPARE(peer.status(1), 206);
    QTRY_COMPARE(peer.status(2), 416);
    const QByteArray heard = peer.heard();
    QVERIFY(heard.contains("Content-Length: 10\r\n"));
    QCOMPARE(heard.count("0123456789"), 0);
    QVERIFY(heard.contains("Content-Range: bytes 3-5/10\r\n"));
    QVERIFY(heard.contains("\r\n\r\n345HTTP/1.1"));
    QVERIFY(heard.contains("Content-Range: bytes */10\r\n"));
}

void TestFrontDoor::upgradesAreJudgedFirst_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    const QByteArray v1 = "Sec-WebSocket-Protocol: framewatch.v1\r\n";
    const QByteArray local = "Host: localhost\r\n";
    QTest::newRow("token") << QByteArray("/ws") << good << 101;
    QTest::newRow("token and v1") << QByteArray("/ws") << good + v1 << 101;
    QTest::newRow("v1, token follows") << QByteArray("/ws") << local + v1 << 101;
    QTest::newRow("bare without token") << QByteArray("/ws") << local << 401;
    QTest::newRow("v1 with a wrong token")
        << QByteArray("/ws") << local + v1 + "Authorization: Bearer wrong\r\n"
        << 401;
    QTest::newRow("foreign origin") << QByteArray("/ws") << good + "Origin: https://e.example\r\n"
                                    << 403;
    QTest::newRow("foreign host") << QByteArray("/ws") << "Host: e.example\r\n" + v1 << 421;
    QTest::newRow("other path") << QByteArray("/other") << good << 404;
}

void TestFrontDoor::upgradesAreJudgedFirst()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    House house;
    RawPeer peer(house.door.serverPort());
    peer.send("GET " + path + " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + headers + "\r\n");
    QTRY_COMPARE(peer.status(), status);
    QCOMPARE(house.rooms.requests, 0);
    if (headers.contains("framewatch.v1") && status == 101)
        QVERIFY(peer.heard().toLower().contains("sec-websocket-protocol: framewatch.v1"));
}

void TestFrontDoor::upgradesAreLimitedPerSecond()
{
    Limits limits = House::limits();
    limits.upgradeBurst = 3;
    limits.upgradesPerSecond = 0.001;
    House house(limits);
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 5; ++i) {
        peers.push_back(std::make_unique<RawPeer>(house.door.serverPort()));
        peers.back()->send(upgrade);
        QTRY_VERIFY(peers.back()->status() != 0);
    }
    QCOMPARE(peers[2]->status(), 101);
    QCOMPARE(peers[3]->status(), 503);
    QVERIFY(peers[4]->heard().contains("Retry-After: 1\r\n"));
}

void TestFrontDoor::connectionsOfOneAddressAreLimited()
{
    Limits limits = House::limits();
    limits.openPerAddress = 3;
    limits.idle = Millis(5000);
    limits.head = Millis(5000);
    House house(limits);
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 4; ++i) {
        peers.push_back(std::make_unique<RawPeer>(house.door.serverPort()));
        peers.back()->send("GET / HTTP/1.1\r\n" + good + "\r\n");
        QTRY_VERIFY(peers.back()->status() != 0);
    }
    QCOMPARE(peers[2]->status(), 200);
    QCOMPARE(peers[3]->status(), 429);
    QTRY_VERIFY(peers[3]->isClosed());
    peers.clear();
    QTRY_COMPARE(house.door.connections(), 0);
    RawPeer again(house.door.serverPort());
    again.send("GET / HTTP/1.1\r\n" + good + "\r\n");
    QTRY_COMPARE(again.status(), 200);
}

void TestFrontDoor::webSocketsOfOneAddressAreLimitedSooner()
{
    Limits limits = House::limits();
    limits.perAddress = 2;
    House house(limits);
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 3; ++i) {
        peers.push_back(std::make_unique<RawPeer>(house.door.serverPort()));
        peers.back()->send(upgrade);
        QTRY_VERIFY(peers.back()->status() != 0);
    }
    QCOMPARE(peers[1]->status(), 101);
    QCOMPARE(peers[2]->status(), 429);
    RawPeer http(house.door.serverPort());
    http.send("GET / HTTP/1.1\r\n" + good + "\r\n");
    QTRY_COMPARE(http.status(), 200);
}

QTEST_GUILESS_MAIN(TestFrontDoor)
#include "tst_front_door.moc"
