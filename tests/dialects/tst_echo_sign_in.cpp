// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"echo");
}

wire::SessionFacts facts(const QString &authUrl = u"http://127.0.0.1:54321"_s)
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:8000"_s);
    facts.token = Secret("old-token");
    facts.profile.options = { { u"authUrl"_s, authUrl }, { u"anonKey"_s, u"anon-key"_s } };
    return facts;
}

wire::SessionFacts withRefresh()
{
    wire::SessionFacts some = facts();
    some.refresh = Secret("refresh-1");
    return some;
}

wire::Credentials password(const QByteArray &email = "editor@example.invalid",
                           const QByteArray &word = "right horse")
{
    return { wire::SignInKind::Password,
             { { u"email"_s, Secret(email) }, { u"password"_s, Secret(word) } } };
}

wire::Decoded answer(const QString &tag, int status, const QByteArray &body,
                     const wire::Headers &headers = {},
                     const wire::SessionFacts &known = withRefresh())
{
    wire::HttpRequest request;
    request.tag = tag;
    request.url = QUrl(u"http://127.0.0.1:54321/auth/v1/token?grant_type=x"_s);
    wire::HttpReply reply;
    reply.status = status;
    reply.body = body;
    reply.headers = headers;
    reply.headers.emplace_back("Content-Type", "application/json");
    return dialect().decode(request, reply, known);
}

template <class T> std::optional<T> control(const wire::Decoded &decoded)
{
    for (const wire::Control &one : decoded.controls) {
        if (const T *found = std::get_if<T>(&one))
            return *found;
    }
    return std::nullopt;
}

const QByteArray session
    = R"({"access_token":"h.c.s","token_type":"bearer","expires_in":3600,"expires_at":1795267200,)"
      R"("refresh_token":"refresh-2","user":{"id":"1111-22","email":"editor@example.invalid"}})";

} // namespace

class TestEchoSignIn final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passwordsGoToTheSignInService();
    void addressesOfTheServiceAreUnderstood_data();
    void addressesOfTheServiceAreUnderstood();
    void credentialsAreChecked();
    void theBrowserIsSentWithAChallenge();
    void codesAreExchangedWithTheVerifier();
    void aSessionIsLearntWhole();
    void theEndOfATokenIsKnown_data();
    void theEndOfATokenIsKnown();
    void renewalTakesTheNextTokenAlong();
    void renewalNeedsATokenAndAnAddress();
    void errorsOfEveryShapeAreUnderstood_data();
    void errorsOfEveryShapeAreUnderstood();
    void endedSessionsWantAPerson_data();
    void endedSessionsWantAPerson();
    void passingTroubleKeepsTheSession_data();
    void passingTroubleKeepsTheSession();
    void answersWithoutATokenAreRefusals();
    void nothingSecretIsSaid();
};

void TestEchoSignIn::passwordsGoToTheSignInService()
{
    const auto request = dialect().signIn(password(), facts());
    QVERIFY(request);
    QCOMPARE(request->method, "POST"_ba);
    QCOMPARE(request->url.toString(),
             u"http://127.0.0.1:54321/auth/v1/token?grant_type=password"_s);
    QVERIFY(request->headers.contains({ "apikey", "anon-key" }));
    QVERIFY(request->headers.contains({ "Content-Type", "application/json" }));
    for (const auto &[name, value] : request->headers)
        QVERIFY(name != "Authorization"); // the old token has no business there
    QCOMPARE(QJsonDocument::fromJson(request->body).object(),
             (QJsonObject{ { u"email"_s, u"editor@example.invalid"_s },
                           { u"password"_s, u"right horse"_s } }));
    const auto phone = dialect().signIn(password("+49 170 1234567"), facts());
    QVERIFY(QJsonDocument::fromJson(phone->body).object().contains("phone"_L1));
}

void TestEchoSignIn::addressesOfTheServiceAreUnderstood_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("address"); // empty: refused
    QTest::newRow("project") << u"https://abc.supabase.example/"_s
                             << u"https://abc.supabase.example/auth/v1/token"_s;
    QTest::newRow("service") << u"https://abc.supabase.example/auth/v1"_s
                             << u"https://abc.supabase.example/auth/v1/token"_s;
    QTest::newRow("service/") << u" https://abc.supabase.example/auth/v1/ "_s
                              << u"https://abc.supabase.example/auth/v1/token"_s;
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("no address") << u"supabase"_s << QString();
    QTest::newRow("other scheme") << u"file:///etc/passwd"_s << QString();
}

void TestEchoSignIn::addressesOfTheServiceAreUnderstood()
{
    QFETCH(QString, option);
    QFETCH(QString, address);
    const auto request = dialect().signIn(password(), facts(option));
    QCOMPARE(bool(request), !address.isEmpty());
    if (request) {
        QCOMPARE(request->url.adjusted(QUrl::RemoveQuery).toString(), address);
    } else {
        QCOMPARE(request.error().code, Failure::Code::BadInput);
        QVERIFY(request.error().detail.startsWith("Sign-in service"_L1)); // its label, not its key
    }
}

void TestEchoSignIn::credentialsAreChecked()
{
    QVERIFY(dialect().signIn(password(""), facts()).error().detail.startsWith("email"_L1));
    QVERIFY(
        dialect().signIn(password("a@b", ""), facts()).error().detail.startsWith("password"_L1));
    const auto browser = dialect().signIn({ wire::SignInKind::Browser, {} }, facts());
    QVERIFY(browser.error().detail.startsWith("code"_L1));
    const auto token = dialect().signIn({ wire::SignInKind::Token, {} }, facts());
    QCOMPARE(token.error().code, Failure::Code::Unsupported);
}

void TestEchoSignIn::theBrowserIsSentWithAChallenge()
{
    const QUrl redirect(u"http://127.0.0.1:40123/back?state=a&b=c"_s);
    auto some = facts();
    const auto url = dialect().browserAddress(some, redirect, "challenge-_x");
    QVERIFY(url);
    QCOMPARE(url->path(), u"/auth/v1/authorize"_s);
    const QUrlQuery query(*url);
    QCOMPARE(query.queryItemValue(u"provider"_s), u"google"_s);
    QCOMPARE(query.queryItemValue(u"redirect_to"_s, QUrl::FullyDecoded), redirect.toString());
    QCOMPARE(query.queryItemValue(u"code_challenge"_s), u"challenge-_x"_s);
    QCOMPARE(query.queryItemValue(u"code_challenge_method"_s), u"s256"_s);
    some.profile.options.insert(u"provider"_s, u"github"_s);
    QCOMPARE(
        QUrlQuery(*dialect().browserAddress(some, redirect, "c")).queryItemValue(u"provider"_s),
        u"github"_s);
    QVERIFY(!dialect().browserAddress(facts(QString()), redirect, "c"));
}

void TestEchoSignIn::codesAreExchangedWithTheVerifier()
{
    const auto request = dialect().signIn({ wire::SignInKind::Browser,
                                            { { u"code"_s, Secret("code-1") },
                                              { u"verifier"_s, Secret("verifier-1") },
                                              { u"redirect"_s, Secret("http://127.0.0.1:1/") } } },
                                          facts());
    QVERIFY(request);
    QCOMPARE(request->url.query(), u"grant_type=pkce"_s);
    QCOMPARE(
        QJsonDocument::fromJson(request->body).object(),
        (QJsonObject{ { u"auth_code"_s, u"code-1"_s }, { u"code_verifier"_s, u"verifier-1"_s } }));
}

void TestEchoSignIn::aSessionIsLearntWhole()
{
    const auto decoded = answer(u"signIn"_s, 200, session);
    QCOMPARE(control<wire::SignedIn>(decoded)->who, u"editor@example.invalid"_s);
    QVERIFY(decoded.learnt->token.equals("h.c.s"));
    QVERIFY(decoded.learnt->refresh.equals("refresh-2"));
    QCOMPARE(decoded.learnt->tokenUntil, std::optional(WallTime(std::chrono::seconds(1795267200))));
    QCOMPARE(decoded.learnt->extra.value(u"userId"_s), u"1111-22"_s);
    QVERIFY(decoded.issues.empty());
    // The jobs of another person are none of this one's.
    wire::SessionFacts other = withRefresh();
    other.extra = { { u"userId"_s, u"9"_s }, { u"jobs"_s, u"\n7 3 o\n"_s } };
    QVERIFY(!answer(u"signIn"_s, 200, session, {}, other).learnt->extra.contains(u"jobs"_s));
    other.extra.insert(u"userId"_s, u"1111-22"_s);
    QVERIFY(answer(u"renew"_s, 200, session, {}, other).learnt->extra.contains(u"jobs"_s));
}

void TestEchoSignIn::theEndOfATokenIsKnown_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<qint64>("until"); // 0: not known
    const QByteArray jwt = "h."
        + QByteArray(R"({"sub":"u","exp":1795260000})").toBase64(QByteArray::Base64UrlEncoding)
        + ".s";
    QTest::newRow("expires_at") << QByteArray(
        R"({"access_token":"x","expires_in":5,"expires_at":1795267200})")
                                << QByteArray() << qint64(1795267200);
    QTest::newRow("expires_in") << QByteArray(R"({"access_token":"x","expires_in":3600})")
                                << QByteArray("Sat, 21 Nov 2026 12:00:00 GMT")
                                << qint64(1795262400 + 3600);
    QTest::newRow("exp") << QByteArray(R"({"access_token":")" + jwt + R"("})") << QByteArray()
                         << qint64(1795260000);
    QTest::newRow("nothing") << QByteArray(R"({"access_token":"x"})") << QByteArray() << qint64(0);
    QTest::newRow("nonsense") << QByteArray(R"({"access_token":"x","expires_at":"soon"})")
                              << QByteArray() << qint64(0);
}

void TestEchoSignIn::theEndOfATokenIsKnown()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, date);
    QFETCH(qint64, until);
    const auto decoded = answer(u"signIn"_s, 200, body, { { "Date", date } });
    const auto end = decoded.learnt->tokenUntil;
    QCOMPARE(end.has_value(), until != 0);
    if (end)
        QCOMPARE(end->time_since_epoch() / std::chrono::seconds(1), until);
}

void TestEchoSignIn::renewalTakesTheNextTokenAlong()
{
    const auto request = dialect().renew(withRefresh());
    QVERIFY(request);
    QCOMPARE(request->url.query(), u"grant_type=refresh_token"_s);
    QCOMPARE(request->body, R"({"refresh_token":"refresh-1"})"_ba);
    const auto decoded = answer(request->tag, 200, session);
    QVERIFY(decoded.learnt->refresh.equals("refresh-2")); // the first worked once
    QVERIFY(control<wire::SignedIn>(decoded));
}

void TestEchoSignIn::renewalNeedsATokenAndAnAddress()
{
    QVERIFY(!dialect().renew(facts()));
    auto some = withRefresh();
    some.profile.options.clear();
    QVERIFY(!dialect().renew(some));
}

void TestEchoSignIn::errorsOfEveryShapeAreUnderstood_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("code and msg")
        << 400
        << QByteArray(
               R"({"code":400,"error_code":"invalid_credentials","msg":"Invalid login credentials"})")
        << u"Invalid login credentials"_s;
    QTest::newRow("code and message")
        << 400 << QByteArray(R"({"code":"email_not_confirmed","message":"Email not confirmed"})")
        << u"Email not confirmed"_s;
    QTest::newRow("OAuth")
        << 400
        << QByteArray(R"({"error":"invalid_request","error_description":"refresh_token required"})")
        << u"refresh_token required"_s;
    QTest::newRow("gateway")
        << 401
        << QByteArray(
               R"({"message":"No API key found in request","hint":"No `apikey` request header"})")
        << u"No API key found in request"_s;
    QTest::newRow("bare OAuth") << 400 << QByteArray(R"({"error":"unsupported_grant_type"})")
                                << u"unsupported_grant_type"_s;
    QTest::newRow("limit")
        << 429
        << QByteArray(
               R"({"code":429,"error_code":"over_request_rate_limit","msg":"Request rate limit reached"})")
        << u"Request rate limit reached"_s;
    QTest::newRow("page") << 502 << QByteArray("<html><title>Bad Gateway</title></html>")
                          << u"Bad Gateway"_s;
}

void TestEchoSignIn::errorsOfEveryShapeAreUnderstood()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    wire::HttpRequest request;
    request.tag = u"signIn"_s;
    wire::HttpReply reply;
    reply.status = status;
    reply.body = body;
    const auto decoded = dialect().decode(request, reply, facts());
    const auto refused = control<wire::SignInRefused>(decoded);
    QVERIFY(refused);
    QCOMPARE(refused->reason, words);
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(!decoded.learnt); // what was good before still is
}

void TestEchoSignIn::endedSessionsWantAPerson_data()
{
    QTest::addColumn<QByteArray>("code");
    for (const char *code : { "refresh_token_not_found", "refresh_token_already_used",
                              "session_not_found", "session_expired", "user_banned" })
        QTest::newRow(code) << QByteArray(code);
}

void TestEchoSignIn::endedSessionsWantAPerson()
{
    QFETCH(QByteArray, code);
    const auto decoded
        = answer(u"renew"_s, 400, R"({"code":400,"error_code":")" + code + R"(","msg":"over"})");
    QCOMPARE(control<wire::SignInRefused>(decoded)->reason, u"over"_s);
    QVERIFY(decoded.issues.front().failure.detail.contains(QString::fromLatin1(code)));
    QVERIFY(decoded.learnt->refresh.isEmpty()); // it will not work again
    QVERIFY(decoded.learnt->token.equals("old-token")); // this one may still
}

void TestEchoSignIn::passingTroubleKeepsTheSession_data()
{
    QTest::addColumn<int>("status");
    for (const int status : { 0, 409, 429, 500, 503 })
        QTest::addRow("%d", status) << status;
}

void TestEchoSignIn::passingTroubleKeepsTheSession()
{
    QFETCH(int, status);
    const auto decoded = answer(u"renew"_s, status, R"({"code":"x","message":"later"})");
    QVERIFY(decoded.controls.empty());
    QVERIFY(!decoded.learnt);
    QCOMPARE(decoded.issues.size(), 1U);
}

void TestEchoSignIn::answersWithoutATokenAreRefusals()
{
    for (const QByteArray &body :
         { "{}"_ba, ""_ba, "[]"_ba, R"({"access_token":5})"_ba, "<html>welcome</html>"_ba }) {
        const auto decoded = answer(u"signIn"_s, 200, body);
        QVERIFY(control<wire::SignInRefused>(decoded));
        QVERIFY(!decoded.learnt);
    }
}

void TestEchoSignIn::nothingSecretIsSaid()
{
    const auto cut = answer(u"signIn"_s, 200, session.first(60));
    for (const wire::Issue &issue : cut.issues) {
        QVERIFY(issue.excerpt.isEmpty());
        QVERIFY(!issue.failure.detail.contains("h.c.s"_L1));
    }
    const auto request = dialect().renew(withRefresh());
    QVERIFY(!request->url.toString().contains("refresh-1"_L1));
    QVERIFY(!request->tag.contains("refresh-1"_L1));
}

QTEST_GUILESS_MAIN(TestEchoSignIn)
#include "tst_echo_sign_in.moc"
