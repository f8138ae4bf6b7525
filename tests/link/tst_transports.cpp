// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/link.h"
#include "link/web_socket_transport.h"
#include "support/fake_server.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>

using namespace fw;
using namespace fw::link;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Real sockets on this machine.
class TestTransports final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEndIsToldOnce_data();
    void everyEndIsToldOnce();
    void anAbortedAttemptSaysNothingMore();
    void theStatusIsReadFromQtsWords_data();
    void theStatusIsReadFromQtsWords();
    void tooLargeMessagesEndTheConnection();
    void httpAnswersWithStatusHeadersAndBody();
    void redirectsAreNotFollowed();
    void aSilentServerTimesOut();
    void refusedCallsSayWhy();
    void filesAreStreamedAsBodies();
    void missingFilesAreToldWithoutACall();
    void cancelledCallsSayNothing();
    void oversizedAnswersAreCut();
    void brokenAnswersAreAskedForOnce_data();
    void brokenAnswersAreAskedForOnce();
    void headAnswersHaveNoBody();
    void aLinkReachesLiveAndClosesCleanly();

private:
    wire::Greeting greeting() const
    {
        wire::Greeting made;
        made.url = m_server->url();
        made.url.setScheme(u"ws"_s);
        made.subProtocols = QStringList{ u"framewatch.v1"_s };
        return made;
    }
    wire::HttpReply call(HttpTransport &http, const wire::HttpRequest &request);
    std::unique_ptr<test::FakeServer> m_server = std::make_unique<test::FakeServer>();
    LinkPolicy m_policy;
};

void TestTransports::everyEndIsToldOnce_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("code");
    using Kind = Cause::Kind;
    QTest::newRow("refused") << u"refused"_s << int(Kind::Refused) << 0;
    QTest::newRow("403") << u"403"_s << int(Kind::Rejected) << 403;
    QTest::newRow("404") << u"404"_s << int(Kind::Rejected) << 404;
    QTest::newRow("503") << u"503"_s << int(Kind::Rejected) << 503;
    QTest::newRow("killed") << u"kill"_s << int(Kind::Lost) << 0;
    for (const int code : { 1000, 1001, 4004, 4401, 4012 })
        QTest::addRow("%d", code) << u"close"_s << int(Kind::Closed) << code;
}

void TestTransports::everyEndIsToldOnce()
{
    QFETCH(QString, how);
    QFETCH(int, kind);
    QFETCH(int, code);
    test::FakeServer server;
    QVERIFY(server.listen());
    if (how == "refused"_L1)
        server.stopListening();
    else
        server.refuseUpgrade = how.toInt();
    wire::Greeting to = greeting();
    to.url = server.url();
    to.url.setScheme(u"ws"_s);
    auto *transport = new WebSocketTransport(7, to, m_policy, this);
    QSignalSpy gone(transport, &WebSocketTransport::gone);
    QSignalSpy destroyed(transport, &QObject::destroyed);
    if (how == "close"_L1 || how == "kill"_L1) {
        QTRY_COMPARE(server.clients(), 1);
        if (how == "close"_L1)
            server.closeAll(code);
        else
            server.killAll();
    }
    QTRY_COMPARE(destroyed.size(), 1); // everything that could be said was
    QCOMPARE(gone.size(), 1);
    QCOMPARE(gone.front().front().toULongLong(), 7U);
    const auto cause = gone.front().at(1).value<Cause>();
    QCOMPARE(int(cause.kind), kind);
    QCOMPARE(cause.kind == Cause::Kind::Rejected ? cause.httpStatus : cause.closeCode, code);
    if (cause.kind == Cause::Kind::Rejected)
        QCOMPARE(cause.detail, u"the server answered %1"_s.arg(code));
}

void TestTransports::anAbortedAttemptSaysNothingMore()
{
    test::FakeServer server;
    QVERIFY(server.listen());
    wire::Greeting to = greeting();
    to.url = server.url();
    to.url.setScheme(u"ws"_s);
    auto *transport = new WebSocketTransport(1, to, m_policy, this);
    QSignalSpy gone(transport, &WebSocketTransport::gone);
    QSignalSpy destroyed(transport, &QObject::destroyed);
    QTRY_COMPARE(server.clients(), 1);
    transport->abortNow();
    QTRY_COMPARE(destroyed.size(), 1);
    QTRY_COMPARE(server.clients(), 0);
    QCOMPARE(gone.size(), 0);
}

void TestTransports::theStatusIsReadFromQtsWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("status");
    QTest::newRow("403") << u"Unhandled http status code: 403 (Forbidden)"_s << 403;
    QTest::newRow("other words") << u"Connection refused"_s << 0;
    QTest::newRow("no number") << u"status code: many"_s << 0;
    QTest::newRow("out of range") << u"status code: 999"_s << 0;
    QTest::newRow("cut") << u"status code: "_s << 0;
}

void TestTransports::theStatusIsReadFromQtsWords()
{
    QFETCH(QString, text);
    QFETCH(int, status);
    QCOMPARE(statusInError(text), status);
}

void TestTransports::tooLargeMessagesEndTheConnection()
{
    test::FakeServer server;
    QVERIFY(server.listen());
    LinkPolicy policy;
    policy.messageBytes = 1000;
    wire::Greeting to = greeting();
    to.url = server.url();
    to.url.setScheme(u"ws"_s);
    auto *transport = new WebSocketTransport(1, to, policy, this);
    QSignalSpy gone(transport, &WebSocketTransport::gone);
    QSignalSpy frames(transport, &WebSocketTransport::frameReceived);
    QTRY_COMPARE(server.clients(), 1);
    server.sendToAll(QByteArray(5000, 'x'));
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(frames.size(), 0);
}

wire::HttpReply TestTransports::call(HttpTransport &http, const wire::HttpRequest &request)
{
    std::optional<wire::HttpReply> reply;
    http.send(request, [&](const wire::HttpReply &answer) { reply = answer; });
    if (reply)
        qFatal("answered before send() returned");
    [&] { QTRY_VERIFY(reply.has_value()); }();
    return reply.value_or(wire::HttpReply{});
}

void TestTransports::httpAnswersWithStatusHeadersAndBody()
{
    QVERIFY(m_server->listen());
    m_server->http = [](const QByteArray &method, const QString &path, const QByteArray &body) {
        return std::pair(201, QByteArray(method + ' ' + path.toUtf8() + ' ' + body));
    };
    HttpTransport http(m_policy);
    wire::HttpRequest request;
    request.method = "POST";
    request.url = m_server->url().resolved(QUrl(u"/x?y=1"_s));
    request.body = "hello";
    const auto reply = call(http, request);
    QCOMPARE(reply.status, 201);
    QCOMPARE(reply.body, QByteArray("POST /x?y=1 hello"));
    QCOMPARE(reply.header("content-TYPE"), QByteArray("application/json"));
    m_server->http = [](auto &&...) { return std::pair(404, QByteArray("gone")); };
    const auto missing = call(http, request);
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.body, QByteArray("gone"));
}

void TestTransports::redirectsAreNotFollowed()
{
    m_server->http = [](auto &&...) { return std::pair(302, QByteArray("login")); };
    HttpTransport http(m_policy);
    wire::HttpRequest request;
    request.url = m_server->url();
    QCOMPARE(call(http, request).status, 302);
}

void TestTransports::aSilentServerTimesOut()
{
    test::FakeServer silent;
    silent.silent = true;
    QVERIFY(silent.listen());
    LinkPolicy policy;
    policy.request = 100ms;
    HttpTransport http(policy);
    wire::HttpRequest request;
    request.url = silent.url();
    const auto reply = call(http, request);
    QCOMPARE(reply.status, 0);
    QVERIFY(!reply.error.isEmpty());
}

void TestTransports::refusedCallsSayWhy()
{
    test::FakeServer nobody;
    QVERIFY(nobody.listen());
    nobody.stopListening();
    HttpTransport http(m_policy);
    wire::HttpRequest request;
    request.url = nobody.url();
    const auto reply = call(http, request);
    QCOMPARE(reply.status, 0);
    QVERIFY(reply.error.contains(u"refused"_s, Qt::CaseInsensitive));
}

void TestTransports::filesAreStreamedAsBodies()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray(20000, 'm'));
    file.close();
    qsizetype got = 0;
    m_server->http = [&](auto &&, auto &&, const QByteArray &body) {
        got = body.size();
        return std::pair(201, QByteArray("{}"));
    };
    HttpTransport http(m_policy);
    wire::HttpRequest request;
    request.method = "POST";
    request.url = m_server->url();
    request.bodyFile = file.fileName();
    QCOMPARE(call(http, request).status, 201);
    QCOMPARE(got, 20000);
}

void TestTransports::missingFilesAreToldWithoutACall()
{
    HttpTransport http(m_policy);
    wire::HttpRequest request;
    request.method = "POST";
    request.url = m_server->url();
    request.bodyFile = u"/nonexistent/clip.mp4"_s;
    const auto calls = m_server->httpSeen.size();
    const auto reply = call(http, request);
    QCOMPARE(reply.status, 0);
    QVERIFY(reply.error.contains(u"clip.mp4"_s));
    QCOMPARE(m_server->httpSeen.size(), calls);
}

void TestTransports::cancelledCallsSayNothing()
{
    HttpTransport http(m_policy);
    wire::HttpRequest request;
    request.url = m_server->url();
    bool called = false;
    const quint64 id = http.send(request, [&](const wire::HttpReply &) { called = true; });
    http.cancel(id);
    call(http, request); // a later one is through
    QVERIFY(!called);
}

void TestTransports::oversizedAnswersAreCut()
{
    m_server->http = [](auto &&...) { return std::pair(200, QByteArray(300000, 'x')); };
    LinkPolicy policy;
    policy.messageBytes = 10000;
    HttpTransport http(policy);
    wire::HttpRequest request;
    request.url = m_server->url();
    const auto reply = call(http, request);
    QCOMPARE(reply.status, 0);
    QVERIFY(reply.body.isEmpty());
}

void TestTransports::brokenAnswersAreAskedForOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("part"); // what comes before the connection ends
    QTest::addColumn<bool>("atOnce"); // the end comes with the part, not after it
    QTest::addColumn<bool>("onKept"); // on a connection that was good for an answer before
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const QByteArray length = head + "Content-Length: 40\r\n\r\n";
    const QByteArray chunk = head + "Transfer-Encoding: chunked\r\n\r\n20\r\n[1,2";
    for (int i = 0; i < 4; ++i) {
        const bool atOnce = i % 2 == 0;
        const bool onKept = i / 2 == 0;
        const QByteArray when = QByteArray(atOnce ? ", at once" : ", later")
            + (onKept ? ", kept connection" : ", new connection");
        const auto add = [&](const char *name, const char *method, const QByteArray &part) {
            QTest::newRow(QByteArray(name + when).constData())
                << QByteArray(method) << part << atOnce << onKept;
        };
        add("GET, nothing", "GET", {});
        add("GET, in the head", "GET", head);
        add("GET, before the body", "GET", length);
        add("GET, in the body", "GET", length + "[1,2");
        add("GET, in a chunk", "GET", chunk);
        add("DELETE, in the body", "DELETE", length + "[1,2");
    }
}

// Left alone Qt sends a request again within the same reply, and may give the bytes of both answers
// as one.
void TestTransports::brokenAnswersAreAskedForOnce()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, part);
    QFETCH(bool, atOnce);
    QFETCH(bool, onKept);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    int asked = 0;
    QPointer<QTcpSocket> broken;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
            const bool breaks = socket->readAll().contains(" /broken ");
            asked += breaks ? 1 : 0;
            if (!breaks || asked > 1) {
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n[8,9,0]");
                return;
            }
            broken = socket;
            socket->write(part);
            if (atOnce)
                socket->disconnectFromHost();
        });
    });
    HttpTransport http(m_policy);
    wire::HttpRequest request;
    request.method = method;
    request.url = QUrl(u"http://127.0.0.1:%1/whole"_s.arg(server.serverPort()));
    if (onKept)
        QCOMPARE(call(http, request).body, QByteArray("[8,9,0]"));
    request.url.setPath(u"/broken"_s);
    std::optional<wire::HttpReply> reply;
    http.send(request, [&](const wire::HttpReply &answer) { reply = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(broken || reply, 20000);
    if (!atOnce) {
        QTRY_COMPARE_WITH_TIMEOUT(broken->bytesToWrite(), 0, 20000);
        broken->disconnectFromHost();
    }
    QTRY_VERIFY_WITH_TIMEOUT(reply.has_value(), 20000);
    QCOMPARE(asked, 1);
    QCOMPARE(reply->status, 0);
    QCOMPARE(reply->trouble, wire::HttpReply::Trouble::Broken);
    QVERIFY(reply->body.isEmpty());
}

void TestTransports::headAnswersHaveNoBody()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            if (socket->readAll().startsWith("HEAD "))
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 700\r\n\r\n");
        });
    });
    HttpTransport http(m_policy);
    wire::HttpRequest request;
    request.method = "HEAD";
    request.url = QUrl(u"http://127.0.0.1:%1/"_s.arg(server.serverPort()));
    const auto reply = call(http, request);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("content-length"), QByteArray("700"));
}

void TestTransports::aLinkReachesLiveAndClosesCleanly()
{
    const SystemClock clock;
    LinkHost host;
    host.greeting = [this](const std::optional<QString> &) { return greeting(); };
    host.judge = [](int, QStringView, int) { return wire::CloseVerdict::Retry; };
    Link link(host, m_policy, clock, 1);
    connect(&link, &Link::resumeWanted, this,
            [&link] { link.feed(Resumed{ link.state().attempt }); });
    link.feed(UserConnect{});
    QTRY_VERIFY(link.isLive());
    QVERIFY(link.send({ wire::Frame::Kind::Text, R"({"type":"x"})" }));
    QTRY_COMPARE(m_server->countOf(u"x"_s), 1);
    link.feed(UserDisconnect{});
    QTRY_VERIFY(link.state().phase == Phase::Idle);
    QVERIFY(!link.send({ wire::Frame::Kind::Text, "late" }));
    QTRY_COMPARE(m_server->clients(), 0);
}

QTEST_GUILESS_MAIN(TestTransports)
#include "tst_transports.moc"
