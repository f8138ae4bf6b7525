// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/browser_sign_in.h"
#include "session/plain_dialect.h"
#include "session/policy.h"
#include "session/session.h"
#include "support/fake_server.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QUrlQuery>

using namespace fw;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;

namespace {

session::SessionPolicy quick()
{
    session::SessionPolicy policy;
    policy.link.pollActive = 20ms;
    policy.link.pollIdle = 20ms;
    policy.link.pollCap = 60ms;
    policy.link.request = 2s;
    policy.tick = 5ms;
    policy.chipTick = 20ms;
    policy.renewAgain = 200ms;
    return policy;
}

QByteArray tokens(const char *token, const char *refresh, int seconds)
{
    return QByteArray("{\"token\":\"") + token + "\",\"refresh\":\"" + refresh
        + "\",\"seconds\":" + QByteArray::number(seconds) + '}';
}

} // namespace

/// Signing in, and the next token, for any dialect.
class TestSignIn final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aRefusedPasswordSaysWhyAndAnotherWorks();
    void secretsAreKeptBeforeTheyAreUsed();
    void anEndedTokenIsRenewedOnceForAll();
    void aTokenThatEndsSoonIsRenewedBeforeTheConnect();
    void aRefusedRenewalAsksAPerson();
    void aServerThatIsAwayDoesNotSignOut();
    void aFreshTokenThatIsRefusedIsNotRenewedForEver();
    void theBrowserComesBackWithACode();
    void othersAtTheRedirectGetNothing();

private:
    void start(const wire::SignInSecrets &secrets = {});
    int asked(const QString &what) const { return int(m_server->httpSeen.filter(what).size()); }
    Phase phase() const { return m_session->connection().phase; }

    test::PlainDialect m_dialect;
    SystemClock m_clock;
    QString m_good = u"good"_s; ///< the token that is let in
    std::pair<int, QByteArray> m_renewal{ 200, tokens("good", "r2", 3600) };
    std::unique_ptr<test::FakeServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<session::Session> m_session;
};

void TestSignIn::init()
{
    m_good = u"good"_s;
    m_renewal = { 200, tokens("good", "r2", 3600) };
    m_server = std::make_unique<test::FakeServer>();
    QVERIFY(m_server->listen());
    m_server->http = [this](const QByteArray &, const QString &path, const QByteArray &body) {
        if (path.startsWith("/sign-in"_L1))
            return body == "right" ? std::pair(200, tokens("good", "r1", 3600))
                                   : std::pair(403, QByteArray("wrong password"));
        if (path.startsWith("/renew"_L1))
            return m_renewal;
        if (!path.endsWith(QString(u"t="_s + m_good)))
            return std::pair(401, QByteArray("{}"));
        return std::pair(200, QByteArray("{\"jobs\":[{\"id\":\"a\",\"state\":\"running\"}]}"));
    };
    m_store = std::make_unique<store::Store>(m_clock);
    m_thread = std::make_unique<QThread>();
    m_thread->start();
}

void TestSignIn::cleanup()
{
    m_session.reset();
    m_thread->quit();
    m_thread->wait();
    m_server.reset();
    m_store.reset();
}

void TestSignIn::start(const wire::SignInSecrets &secrets)
{
    wire::Profile profile;
    profile.id = ServerId{ u"plain"_s };
    profile.name = u"Plain"_s;
    profile.address = m_server->url();
    m_session = std::make_unique<session::Session>(profile, m_dialect, *m_store, *m_thread);
    m_session->setPolicy(quick());
    m_session->setAddress(m_server->url(), wire::pack(secrets));
    m_session->connectNow();
}

void TestSignIn::aRefusedPasswordSaysWhyAndAnotherWorks()
{
    start();
    QTRY_COMPARE(phase(), Phase::SignInNeeded);
    QSignalSpy ended(m_session.get(), &session::Session::signInEnded);
    wire::Credentials credentials{ wire::SignInKind::Password,
                                   { { u"password"_s, Secret("bad") } } };
    m_session->signIn(credentials);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][1].toString(), u"wrong password"_s);
    QTRY_COMPARE(phase(), Phase::SignInNeeded);
    credentials.values.insert(u"password"_s, Secret("right"));
    m_session->signIn(credentials);
    QTRY_COMPARE(ended.size(), 2);
    QCOMPARE(ended[1][0].toString(), u"ann"_s);
    QVERIFY(ended[1][1].toString().isEmpty());
    QTRY_COMPARE(phase(), Phase::Polling);
    QCOMPARE(m_session->connection().who, u"ann"_s);
}

void TestSignIn::secretsAreKeptBeforeTheyAreUsed()
{
    start();
    QTRY_COMPARE(phase(), Phase::SignInNeeded);
    std::function<void()> kept;
    wire::SignInSecrets given;
    m_session->setKeeper([&](const Secret &secrets, std::function<void()> done) {
        given = wire::unpack(secrets);
        kept = std::move(done);
    });
    m_session->signIn({ wire::SignInKind::Password, { { u"password"_s, Secret("right") } } });
    QTRY_VERIFY(kept);
    QCOMPARE(given.token.reveal(), "good");
    QCOMPARE(given.refresh.reveal(), "r1");
    QVERIFY(given.until);
    QTest::qWait(60);
    QCOMPARE(asked(u"t=good"_s), 0);
    kept();
    QTRY_COMPARE(phase(), Phase::Polling);
}

void TestSignIn::anEndedTokenIsRenewedOnceForAll()
{
    start({ Secret("good"), Secret("r1"), {}, m_clock.wall() + 1h });
    QTRY_COMPARE(phase(), Phase::Polling);
    m_good = u"next"_s;
    m_renewal.second = tokens("next", "r2", 3600);
    const EditId one = m_session->send(wire::RunAction{ {}, u"do"_s, u"1"_s, {} });
    const EditId two = m_session->send(wire::RunAction{ {}, u"do"_s, u"2"_s, {} });
    // The server did neither: both go again with the new token.
    for (const EditId &id : { one, two })
        QTRY_COMPARE(std::ranges::find(m_store->state().edits, id, &store::Edit::id)->fate,
                     store::Fate::Accepted);
    QCOMPARE(asked(u"/renew"_s), 1);
    QTRY_COMPARE(phase(), Phase::Polling);
}

void TestSignIn::aTokenThatEndsSoonIsRenewedBeforeTheConnect()
{
    start({ Secret("old"), Secret("r1"), {}, m_clock.wall() + 10s });
    QTRY_COMPARE(phase(), Phase::Polling);
    QCOMPARE(asked(u"/renew"_s), 1);
    QCOMPARE(asked(u"t=good"_s) > 0, true);
    QCOMPARE(asked(u"/list?t=old"_s), 0);
}

void TestSignIn::aRefusedRenewalAsksAPerson()
{
    m_renewal = { 400, "the refresh token was used" };
    start({ Secret("old"), Secret("r1"), {}, {} });
    QTRY_COMPARE(phase(), Phase::SignInNeeded);
    QCOMPARE(m_session->connection().detail, u"the refresh token was used"_s);
}

void TestSignIn::aServerThatIsAwayDoesNotSignOut()
{
    m_renewal = { 503, "later" };
    start({ Secret("good"), Secret("r1"), {}, m_clock.wall() + 30s });
    QTRY_COMPARE(phase(), Phase::Polling);
    QVERIFY(asked(u"/renew"_s) >= 1);
}

void TestSignIn::aFreshTokenThatIsRefusedIsNotRenewedForEver()
{
    m_renewal.second = tokens("useless", "r2", 3600);
    start({ Secret("old"), Secret("r1"), {}, {} });
    QTRY_COMPARE(phase(), Phase::SignInNeeded);
    const int before = asked(u"/renew"_s);
    QTest::qWait(100);
    QCOMPARE(asked(u"/renew"_s), before);
    QVERIFY(before <= 2);
}

namespace {

/// Sends people to a page of nothing, with what the page needs.
class BrowserDialect final : public wire::Dialect
{
public:
    QString name() const override { return u"browser"_s; }
    wire::Capabilities capabilities(const wire::SessionFacts &) const override { return {}; }
    wire::Greeting greet(const wire::Profile &, const wire::SessionFacts &) const override
    {
        return {};
    }
    std::vector<wire::Frame> subscribe(const std::vector<wire::Position> &,
                                       const wire::SessionFacts &) const override
    {
        return {};
    }
    wire::Decoded decode(const wire::Frame &, const wire::SessionFacts &) const override
    {
        return {};
    }
    Expected<wire::Outgoing> encode(const wire::Command &,
                                    const wire::SessionFacts &) const override
    {
        return {};
    }
    std::vector<wire::HttpRequest> poll(const wire::Interest &,
                                        const wire::SessionFacts &) const override
    {
        return {};
    }
    wire::Decoded decode(const wire::HttpRequest &, const wire::HttpReply &,
                         const wire::SessionFacts &) const override
    {
        return {};
    }
    wire::CloseVerdict judge(int, QStringView, int) const override
    {
        return wire::CloseVerdict::Retry;
    }
    wire::DialectAbout about() const override { return {}; }
    std::vector<wire::HttpRequest> probes(const QUrl &) const override { return {}; }
    wire::Recognition recognise(const wire::HttpRequest &, const wire::HttpReply &) const override
    {
        return {};
    }
    Expected<QUrl> browserAddress(const wire::SessionFacts &, const QUrl &redirect,
                                  const QByteArray &challenge) const override
    {
        QUrl url(u"https://sign.in/authorize"_s);
        QUrlQuery query;
        query.addQueryItem(u"redirect"_s,
                           QString::fromLatin1(QUrl::toPercentEncoding(redirect.toString())));
        query.addQueryItem(u"challenge"_s, QString::fromLatin1(challenge));
        url.setQuery(query);
        return url;
    }
};

QUrl redirectIn(const QUrl &address)
{
    return QUrl(QUrlQuery(address).queryItemValue(u"redirect"_s, QUrl::FullyDecoded));
}

int statusOf(const QUrl &url)
{
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(url)));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    finished.wait(5000);
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace

void TestSignIn::theBrowserComesBackWithACode()
{
    const BrowserDialect dialect;
    session::BrowserSignIn signIn;
    QSignalSpy codes(&signIn, &session::BrowserSignIn::codeReceived);
    const auto address = signIn.begin(dialect, {});
    QVERIFY(address);
    const QUrl redirect = redirectIn(*address);
    QCOMPARE(redirect.host(), u"127.0.0.1"_s);
    QUrl back = redirect;
    back.setQuery(redirect.query() + u"&code=c%2F1"_s);
    QCOMPARE(statusOf(back), 200);
    QCOMPARE(codes.size(), 1);
    const auto credentials = codes[0][0].value<wire::Credentials>();
    QCOMPARE(credentials.values.value(u"code"_s).reveal(), "c/1");
    QVERIFY(credentials.values.value(u"verifier"_s).reveal().size() >= 43); // RFC 7636 4.1
    QCOMPARE(QUrl::fromEncoded(credentials.values.value(u"redirect"_s).reveal()), redirect);
    QCOMPARE(statusOf(back), 0); // nobody listens any more
}

void TestSignIn::othersAtTheRedirectGetNothing()
{
    const BrowserDialect dialect;
    session::BrowserSignIn signIn;
    QSignalSpy codes(&signIn, &session::BrowserSignIn::codeReceived);
    QSignalSpy failures(&signIn, &session::BrowserSignIn::failed);
    const QUrl redirect = redirectIn(*signIn.begin(dialect, {}));
    QUrl guess = redirect;
    guess.setQuery(u"s=guess&code=c"_s);
    QCOMPARE(statusOf(guess), 404);
    QUrl favicon = redirect;
    favicon.setPath(u"/favicon.ico"_s);
    QCOMPARE(statusOf(favicon), 404);
    QCOMPARE(codes.size(), 0);
    QUrl refused = redirect;
    refused.setQuery(redirect.query() + u"&error=access_denied"_s);
    QCOMPARE(statusOf(refused), 200);
    QCOMPARE(failures.size(), 1);
    QCOMPARE(failures[0][0].toString(), u"access_denied"_s);
    QVERIFY(signIn.begin(dialect, {}));
    signIn.setTimeout(20ms);
    QVERIFY(signIn.begin(dialect, {}));
    QTRY_COMPARE(failures.size(), 2);
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_sign_in.moc"
