// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/recording.h"
#include "trace/ring.h"

#include <QJsonDocument>
#include <QTest>

using namespace fw;
using namespace fw::trace;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The ring is bounded, keeps what was wrong, and lets secrets go in time.
class TestRing final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheLastInNumber();
    void keepsTheLastInBytes();
    void goodOnesDoNotPushOutWrongOnes();
    void wrongOnesAreBoundedToo();
    void largeBodiesAreCut();
    void bodiesAreShared();
    void forgottenSecretsLeaveIt();
    void clearedStartsAnewWithHigherNumbers();
    void whatIsKeptElsewhereGoes();
    void linesReadBackAsTheyWere();

private:
    static Exchange frame(const QByteArray &bytes, bool wrong = false);
};

Exchange TestRing::frame(const QByteArray &bytes, bool wrong)
{
    Exchange one;
    one.frame.bytes = bytes;
    if (wrong)
        one.issues = { { { Failure::Code::BadInput, u"no type"_s }, bytes.left(20) } };
    return one;
}

void TestRing::keepsTheLastInNumber()
{
    Ring ring({ .exchanges = 3 });
    for (int i = 1; i <= 5; ++i)
        QCOMPARE(ring.add(frame("x")), quint64(i));
    QCOMPARE(ring.size(), size_t(3));
    QCOMPARE(ring.first(), quint64(3));
    QCOMPARE(ring.after(3).size(), size_t(2));
    QCOMPARE(ring.after(0).front()->number, quint64(3));
}

void TestRing::keepsTheLastInBytes()
{
    Ring ring({ .bytes = 100'000, .body = 60'000 });
    for (int i = 0; i < 50; ++i)
        ring.add(frame(QByteArray(10'000, 'x')));
    QVERIFY(ring.bytes() <= 100'000);
    QVERIFY(ring.size() >= 5);
}

void TestRing::goodOnesDoNotPushOutWrongOnes()
{
    Ring ring({ .exchanges = 10 });
    const quint64 wrong = ring.add(frame("bad", true));
    for (int i = 0; i < 2000; ++i)
        ring.add(frame("good"));
    QCOMPARE(ring.olderProblems(), QList<quint64>{ wrong });
    QCOMPARE(ring.after(0).front()->frame.bytes, QByteArray("bad"));
    QCOMPARE(ring.size(), size_t(11));
}

void TestRing::wrongOnesAreBoundedToo()
{
    Ring ring({ .exchanges = 10, .problems = 5 });
    for (int i = 0; i < 100; ++i)
        ring.add(frame("bad", true));
    QCOMPARE(ring.size(), size_t(15));
    QCOMPARE(ring.olderProblems().front(), quint64(86));
}

void TestRing::largeBodiesAreCut()
{
    Ring ring({ .body = 1000 });
    ring.add(frame(QByteArray(5000, 'x')));
    const auto kept = ring.after(0).front();
    QCOMPARE(kept->frame.bytes.size(), 1000);
    QCOMPARE(kept->cutFrom, 5000);
    QCOMPARE(clean(*kept, {}).bytes, 5000);
}

void TestRing::bodiesAreShared()
{
    Ring ring;
    const QByteArray bytes(5000, 'x');
    ring.add(frame(bytes));
    QCOMPARE(static_cast<const void *>(ring.after(0).front()->frame.bytes.constData()),
             static_cast<const void *>(bytes.constData()));
}

void TestRing::forgottenSecretsLeaveIt()
{
    Ring ring;
    ring.add(frame(R"({"type":"auth","t":"tok-4711"})", true));
    Call call;
    call.request.url = QUrl(u"http://h/x?t=tok-4711"_s);
    call.request.body = "tok-4711";
    call.reply.body = "again tok-4711";
    Exchange exchange;
    exchange.kind = Kind::Call;
    exchange.call = std::make_shared<const Call>(call);
    ring.add(exchange);
    Exchange event;
    event.kind = Kind::Link;
    event.url = QUrl(u"ws://h/ws?t=tok-4711"_s);
    event.text = u"not tok-4711"_s;
    ring.add(event);
    wire::SessionFacts gone;
    gone.token = Secret("tok-4711");
    ring.forget(Redactor(gone));
    for (const auto &one : ring.after(0)) {
        QByteArray all = one->frame.bytes + one->url.toEncoded() + one->text.toUtf8();
        if (one->call)
            all += one->call->request.url.toEncoded() + one->call->request.body
                + one->call->reply.body;
        for (const wire::Issue &issue : one->issues)
            all += issue.excerpt;
        QVERIFY2(!all.contains("4711"), all.constData());
    }
}

void TestRing::clearedStartsAnewWithHigherNumbers()
{
    Ring ring;
    ring.add(frame("x", true));
    ring.clear();
    QCOMPARE(ring.size(), size_t(0));
    QCOMPARE(ring.bytes(), 0);
    QCOMPARE(ring.first(), quint64(2));
    QCOMPARE(ring.add(frame("y")), quint64(2));
}

void TestRing::whatIsKeptElsewhereGoes()
{
    Bounds bounds;
    bounds.exchanges = 3;
    Ring ring(bounds);
    ring.add(frame("1", true));
    for (const char *text : { "2", "3", "4", "5" })
        ring.add(frame(text));
    QCOMPARE(ring.after(0).size(), size_t(4)); // 1 as an older problem
    ring.drop(3);
    QCOMPARE(ring.after(0).front()->number, quint64(4));
    QCOMPARE(ring.size(), size_t(2));
    ring.drop(9);
    QCOMPARE(ring.size(), size_t(0));
    QCOMPARE(ring.bytes(), 0);
    QCOMPARE(ring.newest(), quint64(5));
    bounds.exchanges = 10;
    ring.setBounds(bounds);
    for (int i = 0; i < 8; ++i)
        ring.add(frame("x"));
    QCOMPARE(ring.size(), size_t(8));
    bounds.exchanges = 2;
    ring.setBounds(bounds);
    QCOMPARE(ring.size(), size_t(2));
}

void TestRing::linesReadBackAsTheyWere()
{
    const Instant start = Instant(1h);
    const auto back = [&](Exchange exchange) {
        exchange.at = start + 7ms;
        const QByteArray line
            = QJsonDocument(recordLine(clean(exchange, {}), start)).toJson(QJsonDocument::Compact);
        return *readRecordedLine(line);
    };
    // Wrong bytes stay as they came, to the letter.
    for (const QByteArray &bytes : { QByteArray(R"({"type": "x", "type": 2})"),
                                     QByteArray(R"({"type":"cut)"), QByteArray("\"word\"") }) {
        const auto read = back(frame(bytes, true));
        QCOMPARE(read->frame->bytes, bytes);
        QCOMPARE(read->at, 7ms);
    }
    const QByteArray plain = R"({"a":1})";
    QCOMPARE(back(frame(plain))->frame->bytes, plain);
    Exchange sent = frame("ping");
    sent.outgoing = true;
    QVERIFY(!back(sent));
    Call call;
    call.request.method = "PUT";
    call.request.url = QUrl(u"http://h/x?page=2"_s);
    call.request.tag = u"list"_s;
    call.reply.status = 200;
    call.reply.headers = { { "Content-Type", "application/json" } };
    for (const QByteArray &body : { QByteArray(R"({"jobs":[]})"), QByteArray("[1,2]"),
                                    QByteArray(R"({"jobs":[)"), QByteArray() }) {
        call.reply.body = body;
        Exchange exchange;
        exchange.kind = Kind::Call;
        exchange.call = std::make_shared<const Call>(call);
        const auto read = back(exchange);
        QCOMPARE(read->exchange->first.method, QByteArray("PUT"));
        QCOMPARE(read->exchange->first.url.path(), u"/x"_s);
        QCOMPARE(read->exchange->first.url.query(), u"page=2"_s);
        QCOMPARE(read->exchange->first.tag, u"list"_s);
        QCOMPARE(read->exchange->second.status, 200);
        QCOMPARE(read->exchange->second.body, body);
    }
}

QTEST_GUILESS_MAIN(TestRing)
#include "tst_ring.moc"
