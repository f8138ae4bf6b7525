// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/http_parser.h"

#include "base/overloaded.h"

#include <QRandomGenerator>
#include <QTest>

using namespace fw::hub::front;
using namespace Qt::StringLiterals;

namespace {

// What came out of a stream of bytes, as one text to compare.
struct Story
{
    QByteArray told; ///< "METHOD target;" "[body]" "." or "!status"
    QByteArray body;
    bool failed = false;
};

Story read(const QByteArray &bytes, qsizetype slice, qint64 bodyLimit)
{
    HttpParser parser;
    Story story;
    for (qsizetype at = 0; at < bytes.size(); at += slice) {
        QByteArrayView input = QByteArrayView(bytes).sliced(at, std::min(slice, bytes.size() - at));
        bool more = true;
        while (more) {
            more = std::visit(fw::overloaded{
                                  [](HttpParser::NeedMore) { return false; },
                                  [&](const HttpHead &head) {
                                      story.told += head.method + ' ' + head.target + ';';
                                      parser.setBodyLimit(bodyLimit);
                                      return true;
                                  },
                                  [&](HttpParser::BodySlice body) {
                                      story.body.append(body.bytes.data(), body.bytes.size());
                                      return true;
                                  },
                                  [&](HttpParser::Finished) {
                                      story.told += '[' + std::exchange(story.body, {}) + "].";
                                      return true;
                                  },
                                  [&](const HttpError &error) {
                                      story.told += '!' + QByteArray::number(error.status);
                                      story.failed = true;
                                      return false;
                                  },
                              },
                              parser.next(input));
            if (story.failed)
                return story;
        }
    }
    // What a peer may leave unsaid at the end of a request without a body.
    QByteArrayView nothing;
    if (std::holds_alternative<HttpParser::Finished>(parser.next(nothing)))
        story.told += '[' + story.body + "].";
    return story;
}

const QByteArray host = "Host: localhost\r\n";

} // namespace

class TestHttpParser final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goodRequestsAreReadInSlicesOfAnySize_data();
    void goodRequestsAreReadInSlicesOfAnySize();
    void badRequestsAreRefusedWithTheRightStatus_data();
    void badRequestsAreRefusedWithTheRightStatus();
    void aHugeBodyIsDeliveredInSlicesAndNeverKept();
    void anErrorStays();
    void theHeadIsTakenApart();
    void mutilatedRequestsAreJudgedTheSameInSlicesOfAnySize();
};

void TestHttpParser::goodRequestsAreReadInSlicesOfAnySize_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("story");
    const QByteArray get = "GET / HTTP/1.1\r\n" + host + "\r\n";
    QTest::newRow("get") << get << QByteArray("GET /;[].");
    QTest::newRow("HTTP/1.0 without host")
        << QByteArray("GET /x HTTP/1.0\r\n\r\n") << QByteArray("GET /x;[].");
    QTest::newRow("two in one") << get + get << QByteArray("GET /;[].GET /;[].");
    QTest::newRow("length") << "POST /a HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello"
            + get << QByteArray("POST /a;[hello].GET /;[].");
    QTest::newRow("length 0") << "POST /a HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n"
                              << QByteArray("POST /a;[].");
    QTest::newRow("chunks") << "POST /a HTTP/1.1\r\n" + host
            + "Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n"
            + get << QByteArray("POST /a;[hello!].GET /;[].");
    QTest::newRow("trailer") << "POST /a HTTP/1.1\r\n" + host
            + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n00\r\nA: b\r\nHost: x\r\n\r\n"
            + get << QByteArray("POST /a;[hi].GET /;[].");
    QTest::newRow("100 headers") << "GET / HTTP/1.1\r\n" + host
            + QByteArray("a: b\r\n").repeated(99)
            + "\r\n" << QByteArray("GET /;[].");
    QTest::newRow("empty value") << "GET / HTTP/1.1\r\n" + host + "A:\r\n\r\n"
                                 << QByteArray("GET /;[].");
}

void TestHttpParser::goodRequestsAreReadInSlicesOfAnySize()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, story);
    for (const qsizetype slice : { 1, 2, 3, 7, 64, 100'000 })
        QCOMPARE(read(bytes, slice, 1000).told, story);
}

void TestHttpParser::badRequestsAreRefusedWithTheRightStatus_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto post = [](const QByteArray &headers) -> QByteArray {
        return "POST / HTTP/1.1\r\n" + host + headers;
    };
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("both lengths") << post("Content-Length: 3\r\n" + chunked + "0\r\n\r\n") << 400;
    QTest::newRow("two lengths") << post("Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc")
                                 << 400;
    QTest::newRow("two encodings") << post("Transfer-Encoding: chunked\r\n" + chunked) << 400;
    QTest::newRow("length +3") << post("Content-Length: +3\r\n\r\nabc") << 400;
    QTest::newRow("length -3") << post("Content-Length: -3\r\n\r\nabc") << 400;
    QTest::newRow("length 0x3") << post("Content-Length: 0x3\r\n\r\nabc") << 400;
    QTest::newRow("length list") << post("Content-Length: 3, 3\r\n\r\nabc") << 400;
    QTest::newRow("length too long") << post("Content-Length: 9999999999999999999\r\n\r\n") << 400;
    QTest::newRow("length empty") << post("Content-Length:\r\n\r\n") << 400;
    QTest::newRow("encoding gzip") << post("Transfer-Encoding: gzip, chunked\r\n\r\n") << 501;
    QTest::newRow("encoding identity") << post("Transfer-Encoding: identity\r\n\r\n") << 501;
    QTest::newRow("encoding xchunked") << post("Transfer-Encoding: xchunked\r\n\r\n") << 501;
    QTest::newRow("encoding in 1.0")
        << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") << 400;
    QTest::newRow("folded") << post("A: b\r\n c\r\n\r\n") << 400;
    QTest::newRow("folded first") << QByteArray("GET / HTTP/1.1\r\n Host: x\r\n\r\n") << 400;
    QTest::newRow("space before colon") << post("Content-Length : 3\r\n\r\nabc") << 400;
    QTest::newRow("no colon") << post("Nonsense\r\n\r\n") << 400;
    QTest::newRow("no name") << post(": x\r\n\r\n") << 400;
    QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\nHost: x\n\r\n\r\n") << 400;
    QTest::newRow("bare LF in value") << post("A: b\nContent-Length: 3\r\n\r\nabc") << 400;
    QTest::newRow("bare CR in value") << post("A: b\rc\r\n\r\n") << 400;
    QTest::newRow("NUL in value") << post(QByteArray("A: b\0c\r\n\r\n", 10)) << 400;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\nA: b\r\n\r\n") << 400;
    QTest::newRow("two hosts") << post("host: other\r\n\r\n") << 400;
    QTest::newRow("two tokens") << post("Authorization: a\r\nauthorization: b\r\n\r\n") << 400;
    QTest::newRow("empty line first") << "\r\nGET / HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("two words") << "GET /\r\n" + host + "\r\n" << 400;
    QTest::newRow("two spaces") << "GET  / HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("absolute target") << "GET http://x/ HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("star") << "OPTIONS * HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("umlaut in target") << "GET /\xc3\xa4 HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("NUL in path") << "GET /a%00b HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("slash in segment") << "GET /a%2fb HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("version 2") << "GET / HTTP/2.0\r\n" + host + "\r\n" << 505;
    QTest::newRow("version 0.9") << "GET / HTTP/0.9\r\n" + host + "\r\n" << 505;
    QTest::newRow("not HTTP") << "GET / SIP/2.0\r\n" + host + "\r\n" << 400;
    QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\x02\r\n\r\n") << 400;
    QTest::newRow("101 headers") << post(QByteArray("a: b\r\n").repeated(100) + "\r\n") << 431;
    QTest::newRow("big head") << post("A: " + QByteArray(17'000, 'x') + "\r\n\r\n") << 431;
    QTest::newRow("endless head") << post("A: " + QByteArray(40'000, 'x')) << 431;
    QTest::newRow("body too large") << post("Content-Length: 1001\r\n\r\n") << 413;
    QTest::newRow("chunks too large") << post(chunked + "3e9\r\n") << 413;
    QTest::newRow("chunks too large together")
        << post(chunked + "3e8\r\n" + QByteArray(1000, 'x') + "\r\n1\r\n") << 413;
    QTest::newRow("chunk size negative") << post(chunked + "-1\r\n") << 400;
    QTest::newRow("chunk size 0x") << post(chunked + "0x5\r\nhello\r\n") << 400;
    QTest::newRow("chunk size space") << post(chunked + "5 \r\nhello\r\n") << 400;
    QTest::newRow("chunk size empty") << post(chunked + "\r\n") << 400;
    QTest::newRow("chunk size huge") << post(chunked + "fffffffffffffffff\r\n") << 400;
    QTest::newRow("chunk bare LF") << post(chunked + "5;a\nb\r\nhello\r\n") << 400;
    QTest::newRow("chunk line long") << post(chunked + "5;" + QByteArray(300, 'x')) << 400;
    QTest::newRow("chunk too long") << post(chunked + "5\r\nhello!\r\n") << 400;
    QTest::newRow("trailer too large")
        << post(chunked + "0\r\n" + QByteArray("aaaaaaaaaaaaaaaa: b\r\n").repeated(1000)) << 431;
}

void TestHttpParser::badRequestsAreRefusedWithTheRightStatus()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    for (const qsizetype slice : { 1, 5, 100'000 }) {
        const QByteArray told = read(bytes, slice, 1000).told;
        QVERIFY2(told.endsWith(QByteArray('!' + QByteArray::number(status))), told.constData());
    }
}

void TestHttpParser::aHugeBodyIsDeliveredInSlicesAndNeverKept()
{
    HttpParser parser;
    QByteArray head = "POST / HTTP/1.1\r\n" + host + "Content-Length: 5000000000\r\n\r\n";
    QByteArrayView input(head);
    QVERIFY(std::holds_alternative<HttpHead>(parser.next(input)));
    parser.setBodyLimit(qint64(64) << 30);
    const QByteArray piece(1'000'000, 'x');
    qint64 seen = 0;
    for (int i = 0; i < 5000; ++i) {
        input = piece;
        const auto step = parser.next(input);
        const auto *body = std::get_if<HttpParser::BodySlice>(&step);
        QVERIFY(body && body->bytes.data() == piece.constData()); // a view, not a copy
        seen += body->bytes.size();
    }
    QCOMPARE(seen, 5'000'000'000);
    QVERIFY(std::holds_alternative<HttpParser::Finished>(parser.next(input)));
    QVERIFY(parser.isIdle());
}

void TestHttpParser::anErrorStays()
{
    HttpParser parser;
    QByteArray bytes = "nonsense\r\n\r\nGET / HTTP/1.1\r\n" + host + "\r\n";
    QByteArrayView input(bytes);
    for (int i = 0; i < 3; ++i)
        QVERIFY(std::holds_alternative<HttpError>(parser.next(input)));
}

void TestHttpParser::theHeadIsTakenApart()
{
    const auto head = parseHead("GET /api/jobs/a%20b?name=x%2By+z&limit=5 HTTP/1.1\r\n"
                                "Host: localhost\r\nX-One:  two \r\n"
                                "Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n\r\n");
    QVERIFY(head);
    QCOMPARE(head->path, (QStringList{ u"api"_s, u"jobs"_s, u"a b"_s }));
    QCOMPARE(head->queryItem(u"name"_s), u"x+y+z"_s);
    QCOMPARE(head->queryItem(u"limit"_s), u"5"_s);
    QCOMPARE(head->header("x-one"), QByteArray("two"));
    QVERIFY(head->wantsUpgrade());
    QVERIFY(head->keepsAlive());
    QVERIFY(!head->hasBody());
}

// Where bytes happen to be cut must never change what is understood: that is how requests are
// smuggled. The same seed each time, so a failure can be looked at.
void TestHttpParser::mutilatedRequestsAreJudgedTheSameInSlicesOfAnySize()
{
    const QByteArray seeds[] = {
        "POST /a?b=%20 HTTP/1.1\r\n" + host
            + "Content-Length: 5\r\n\r\nhelloGET / HTTP/1.0\r\n\r\n",
        "POST /a HTTP/1.1\r\n" + host
            + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\nGET / HTTP/1.1\r\n"
            + host + "\r\n",
    };
    const QByteArray pieces[] = { "\r\n",
                                  "\n",
                                  "\r",
                                  ":",
                                  " ",
                                  "0",
                                  "Content-Length: 3\r\n",
                                  "Host: x\r\n",
                                  "Transfer-Encoding: chunked\r\n",
                                  ";",
                                  QByteArray(1, '\0'),
                                  "\xff" };
    QRandomGenerator random(20'260'105);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = seeds[round % 2];
        for (int edits = random.bounded(1, 5); edits > 0; --edits) {
            const auto at = random.bounded(bytes.size());
            if (random.bounded(2))
                bytes.insert(at, pieces[random.bounded(static_cast<int>(std::size(pieces)))]);
            else
                bytes.remove(at, random.bounded(1, 6));
        }
        const QByteArray whole = read(bytes, bytes.size() + 1, 1000).told;
        const QByteArray single = read(bytes, 1, 1000).told;
        QVERIFY2(whole == single,
                 QByteArray(bytes + "\n" + whole + "\n" + single).toPercentEncoding().constData());
    }
}

QTEST_GUILESS_MAIN(TestHttpParser)
#include "tst_http_parser.moc"
