// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/exchange.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace fw;
using namespace fw::trace;
using namespace Qt::StringLiterals;

/// No secret leaves, wherever it stands; what explains a fault stays.
class TestRedact final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreKnownInEverySpelling();
    void secretsLeaveEveryText_data();
    void secretsLeaveEveryText();
    void harmlessTextStays_data();
    void harmlessTextStays();
    void headersKeepTheirNames();
    void queriesKeepTheirNames();
    void cleanBytesStayShared();
    void everyPartOfACallIsCleaned();
    void issuesAreCleaned();
    void theTypeIsFoundWithoutParsing_data();
    void theTypeIsFoundWithoutParsing();

private:
    static wire::SessionFacts facts();
};

wire::SessionFacts TestRedact::facts()
{
    wire::SessionFacts facts;
    facts.token = Secret("tok-4711/x+y");
    facts.refresh = Secret("refresh-0815");
    facts.cookie = Secret("session=cookie-value-99; other=abc");
    return facts;
}

void TestRedact::namesAreKnownInEverySpelling()
{
    for (const QString &name :
         { u"token"_s, u"access_token"_s, u"refreshToken"_s, u"X-Api-Key"_s, u"api_key"_s,
           u"Set-Cookie"_s, u"Proxy-Authorization"_s, u"PASSWORD"_s, u"client-secret"_s,
           u"code_verifier"_s, u"uploadUrl"_s })
        QVERIFY2(isSecretName(name), qPrintable(name));
    for (const QString &name : { u"type"_s, u"path"_s, u"author"_s, u"key"_s, u"Content-Type"_s })
        QVERIFY2(!isSecretName(name), qPrintable(name));
}

void TestRedact::secretsLeaveEveryText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("secret");
    const auto row = [](const char *name, const char *text, const char *secret) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(secret);
    };
    row("first message", R"({"type":"auth","token":"hidden1"})", "hidden1");
    row("known, anywhere", R"({"text":"it was tok-4711/x+y"})", "tok-4711");
    row("known, encoded", R"({"url":"/x?a=tok-4711%2Fx%2By"})", "tok-4711");
    row("known, escaped", R"({"a":"tok-4711\/x+y"})", "tok-4711");
    row("cookie's value alone", "plain cookie-value-99 text", "cookie-value-99");
    row("refresh answer", R"({"access_token":"hidden1","refresh_token":"hidden2"})", "hidden");
    row("number", R"({"password":123456})", "123456");
    row("object below a name", R"({"token":{"value":"hidden1","age":3}})", "hidden1");
    row("list below a name", R"({"tokens":["hidden1",["hidden2"]]})", "hidden");
    row("escaped name", R"({"\u0074oken":"hidden1"})", "hidden1");
    row("list of objects", R"([{"secret":"hidden1"}])", "hidden1");
    row("link in a value", R"({"link":"http://h/x?token=hidden1&b=2"})", "hidden1");
    row("bearer in a value", R"({"text":"sent Bearer hidden1 there"})", "hidden1");
    row("JWT in a value", R"({"text":"eyJhbGciOi.eyJzdWIiOi.hidden1"})", "hidden1");
    row("form", "email=a%40b&password=hidden1&x=1", "hidden1");
    row("cut JSON", R"({"type":"auth","token":"hidden1)", "hidden1");
    row("page", "<form><input value=\"hidden1\" name=\"csrf_token\"></form>", "hidden1");
}

void TestRedact::secretsLeaveEveryText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, secret);
    const QByteArray clean = Redactor(facts()).text(text);
    QVERIFY2(!clean.contains(secret), clean.constData());
    QVERIFY2(clean.contains("<removed>"), clean.constData());
}

void TestRedact::harmlessTextStays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("message") << QByteArray(R"({"z":1,"a":[2,"b"]})");
    QTest::newRow("sentence") << QByteArray("Invalid token, sign in again.");
    QTest::newRow("wrong frame") << QByteArray(R"({"type":"progress","value":)");
    QTest::newRow("ping") << QByteArray("ping");
    QTest::newRow("bytes") << QByteArray("\x00\xff\x01", 3);
}

void TestRedact::harmlessTextStays()
{
    QFETCH(QByteArray, text);
    QCOMPARE(Redactor(facts()).text(text), text);
}

void TestRedact::headersKeepTheirNames()
{
    const wire::Headers clean
        = Redactor(facts()).headers({ { "Authorization", "Bearer hidden1" },
                                      { "cookie", "a=hidden2" },
                                      { "X-API-Key", "hidden3" },
                                      { "Set-Cookie", "session=hidden4; Secure; Path=/" },
                                      { "Location", "/in?code=7&access_token=hidden5" },
                                      { "X-Trace", "tok-4711/x+y" },
                                      { "Content-Type", "application/json" } });
    QCOMPARE(clean.size(), 7);
    for (const auto &[name, value] : clean)
        QVERIFY2(!value.contains("hidden") && !value.contains("4711"), value.constData());
    QCOMPARE(clean[3].second, QByteArray("session=<removed>; Secure; Path=/"));
    QCOMPARE(clean[6].second, QByteArray("application/json"));
}

void TestRedact::queriesKeepTheirNames()
{
    const QUrl url(u"ws://me:hidden0@h/ws/tok-4711%2Fx%2By?token=hidden1&user=7&code=hidden2"_s);
    const QString target = Redactor(facts()).target(url);
    QCOMPARE(target, u"/ws/<removed>?token=<removed>&user=7&code=<removed>"_s);
}

void TestRedact::cleanBytesStayShared()
{
    const QByteArray big(100'000, 'x');
    QCOMPARE(static_cast<const void *>(Redactor(facts()).text(big).constData()),
             static_cast<const void *>(big.constData()));
}

void TestRedact::everyPartOfACallIsCleaned()
{
    Call call;
    call.request.method = "POST";
    call.request.url = QUrl(u"http://h/login?token=hidden1"_s);
    call.request.headers = { { "Authorization", "Bearer hidden2" } };
    call.request.body = R"({"password":"hidden3"})";
    call.reply.status = 200;
    call.reply.headers = { { "Set-Cookie", "s=hidden4" } };
    call.reply.body = R"({"refresh_token":"hidden5"})";
    call.reply.error = u"at http://h/?apikey=hidden6"_s;
    Exchange raw;
    raw.kind = Kind::Call;
    raw.call = std::make_shared<const Call>(call);
    const Seen seen = clean(raw, Redactor(facts()));
    QByteArray all = seen.target.toUtf8() + seen.question + seen.content + seen.text.toUtf8();
    for (const auto &headers : { seen.asked, seen.answered }) {
        for (const auto &[name, value] : headers)
            all += value;
    }
    QVERIFY2(!all.contains("hidden"), all.constData());
    call.request.body.clear();
    call.request.form = { { "password", "hidden7", {}, {}, {} },
                          { "clip", {}, u"/home/me/a.mp4"_s, u"a.mp4"_s, {} } };
    raw.call = std::make_shared<const Call>(call);
    QCOMPARE(clean(raw, {}).question, QByteArray("password=<removed>\nclip=a.mp4"));
}

void TestRedact::issuesAreCleaned()
{
    Exchange raw;
    raw.frame.bytes = "x";
    raw.issues
        = { { { Failure::Code::BadInput, u"no tok-4711/x+y"_s }, R"({"token":"hidden1","a":)" } };
    const Seen seen = clean(raw, Redactor(facts()));
    QVERIFY(!seen.issues[0].failure.detail.contains(u"4711"));
    QVERIFY(!seen.issues[0].excerpt.contains("hidden1"));
}

void TestRedact::theTypeIsFoundWithoutParsing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("type");
    QTest::newRow("type") << QByteArray(R"({"type":"JOB","job_id":1})") << u"JOB"_s;
    QTest::newRow("event") << QByteArray(R"({"type": "event", "event" : "updated"})")
                           << u"event updated"_s;
    QTest::newRow("inner") << QByteArray(R"({"data":{"type":"no"},"a":["x"],"type":"yes"})")
                           << u"yes"_s;
    QTest::newRow("value of that name") << QByteArray(R"({"a":"type","b":"c"})") << QString();
    QTest::newRow("escapes") << QByteArray(R"({"a\"":"\\","type":"ok"})") << u"ok"_s;
    QTest::newRow("word") << QByteArray("pong") << u"pong"_s;
    QTest::newRow("broken") << QByteArray(R"({"type":"cut)") << u"cut"_s;
    QTest::newRow("ends in an escape") << QByteArray("{\"a\\") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestRedact::theTypeIsFoundWithoutParsing()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, type);
    QCOMPARE(typeOf(text), type);
}

QTEST_GUILESS_MAIN(TestRedact)
#include "tst_redact.moc"
