// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/browser_sign_in.h"
#include "session/echo_bench.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;
using store::Fate;

/// What becomes of an Echo session when its token ends, wherever it is just then.
class TestEchoToken final : public QObject, private EchoBench
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void anEndedTokenAtTheHandshakeIsRenewed_data();
    void anEndedTokenAtTheHandshakeIsRenewed();
    void aServiceThatIsAwaySignsNobodyOut_data();
    void aServiceThatIsAwaySignsNobodyOut();
    void aSocketOfTheLastTokenTakesTheNext();
    void nothingLeavesWithATokenThatIsNotKept();
    void anUploadOutlivesItsToken_data();
    void anUploadOutlivesItsToken();
    void aRevokedFamilyAsksAPerson();
    void signingOutEndsARenewal();
    void aClockThatIsWrongRenewsNothing();
    void theBrowserSignsIn();
    void signingOutEndsTheSessionThere();

private:
    void start(const Secret &secrets = {});
    void live();
    /// Ends the session; answers its secrets.
    wire::SignInSecrets stop();
    bool wasSignedOut() const { return m_phases.contains(Phase::SignInNeeded); }

    QList<Phase> m_phases; ///< since the session began or was live()
};

void TestEchoToken::start(const Secret &secrets)
{
    m_phases.clear();
    begin(secrets);
    connect(m_seat->session.get(), &session::Session::connectionChanged, this,
            [this](const session::ConnectionInfo &info) { m_phases.append(info.phase); });
}

void TestEchoToken::signingOutEndsTheSessionThere()
{
    live();
    const QByteArray token = m_seat->session->facts().token.reveal();
    QVERIFY(m_server->auth().isGood(token));
    m_seat->session->setAddress(m_profile.address, {});
    m_seat->session->disconnectNow();
    SOON_COMPARE(asked(u"POST /auth/v1/logout"_s), 1);
    SOON_VERIFY(!m_server->auth().isGood(token));
    SOON_COMPARE(m_seat->phase(), Phase::Idle);
    QVERIFY(m_seat->session->facts().token.isEmpty() && m_seat->session->facts().refresh.isEmpty());
    for (const QString &line : m_server->seen) // the socket's own is in its query by the profile
        QVERIFY(!line.contains("logout"_L1) || !line.contains(QString::fromLatin1(token)));
    // Without a session of the service there is nothing to end: a token made elsewhere stays.
    m_seat->session->setAddress(m_profile.address, Secret(m_server->auth().makeAccess()));
    m_seat->session->connectNow();
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    m_seat->session->setAddress(m_profile.address, {});
    SOON_COMPARE(m_seat->phase(), Phase::Idle);
    QCOMPARE(asked(u"POST /auth/v1/logout"_s), 1);
}

void TestEchoToken::live()
{
    start();
    SOON_COMPARE(m_seat->phase(), Phase::SignInNeeded);
    signIn();
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(m_server->clients(), 1);
    SOON_VERIFY(!m_seat->session->facts().token.isEmpty());
    m_phases.clear();
}

wire::SignInSecrets TestEchoToken::stop()
{
    const wire::SessionFacts &facts = m_seat->session->facts();
    const wire::SignInSecrets secrets{ facts.token, facts.refresh, {}, facts.tokenUntil };
    m_seat.reset();
    return secrets;
}

void TestEchoToken::anEndedTokenAtTheHandshakeIsRenewed_data()
{
    QTest::addColumn<bool>("hasSocket");
    QTest::addColumn<bool>("late");
    QTest::addColumn<bool>("known");
    QTest::newRow("no socket: 403 for all") << false << false << false;
    QTest::newRow("403 for this token") << true << false << false;
    QTest::newRow("let in, then closed with 4401") << true << true << false;
    QTest::newRow("known to have ended") << true << false << true;
}

void TestEchoToken::anEndedTokenAtTheHandshakeIsRenewed()
{
    QFETCH(bool, hasSocket);
    QFETCH(bool, late);
    QFETCH(bool, known);
    live();
    wire::SignInSecrets secrets = stop();
    m_server->auth().expireAccess();
    m_server->hasSocket = hasSocket;
    m_server->refusesLate = late;
    const qsizetype upgrades = m_server->socketPaths.size();
    if (known)
        secrets.until = SystemClock().wall() - 1min;
    start(wire::pack(secrets));
    SOON_COMPARE(m_seat->phase(), hasSocket ? Phase::Live : Phase::Polling);
    QCOMPARE(m_server->auth().refreshes, 1);
    QVERIFY(!wasSignedOut());
    if (known) // it was not worth a connection
        QCOMPARE(m_server->socketPaths.size(), upgrades + 1);
}

// Errors of its own, and "too often", are no word about the session (c2.4).
void TestEchoToken::aServiceThatIsAwaySignsNobodyOut_data()
{
    QTest::addColumn<int>("broken");
    QTest::addColumn<int>("limited");
    QTest::addColumn<bool>("hasSocket");
    QTest::newRow("500") << 2 << 0 << true;
    QTest::newRow("429") << 0 << 2 << true;
    QTest::newRow("500 while polling") << 2 << 0 << false;
}

void TestEchoToken::aServiceThatIsAwaySignsNobodyOut()
{
    QFETCH(int, broken);
    QFETCH(int, limited);
    QFETCH(bool, hasSocket);
    m_policy.renewAgain = 300ms;
    const int id = m_server->addJob(u"demo.mp4"_s);
    live();
    m_server->auth().broken = broken;
    m_server->auth().limited = limited;
    m_server->hasSocket = hasSocket;
    m_server->expireTokens();
    const EditId edit = title(id, u"Later"_s);
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    SOON_COMPARE(m_seat->phase(), hasSocket ? Phase::Live : Phase::Polling);
    QCOMPARE(asked(u"POST /auth/v1/token"_s), 4); // signed in, twice "not now", renewed
    QVERIFY(!wasSignedOut());
}

// HTTP got the next token while the socket lived on with the last one.
void TestEchoToken::aSocketOfTheLastTokenTakesTheNext()
{
    m_policy.renewAgain = 1h;
    const int id = m_server->addJob(u"demo.mp4"_s);
    live();
    const qsizetype upgrades = m_server->socketPaths.size();
    m_server->auth().expireAccess();
    const EditId edit = title(id, u"New"_s);
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    QCOMPARE(m_server->socketPaths.size(), upgrades);
    m_server->closeAll(4401);
    SOON_COMPARE(m_server->socketPaths.size(), upgrades + 1);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    QCOMPARE(m_server->auth().refreshes, 1);
    QVERIFY(!wasSignedOut());
    // Refused once more it is the token itself.
    m_server->closeAll(4401);
    SOON_COMPARE(m_seat->phase(), Phase::SignInNeeded);
    QCOMPARE(m_server->auth().refreshes, 1);
}

// Neither an answer to a push nor the next call of a chain may run ahead of the keychain.
void TestEchoToken::nothingLeavesWithATokenThatIsNotKept()
{
    const int id = m_server->addJob(u"demo.mp4"_s, u"PROCESSING"_s);
    live();
    wire::SignInSecrets kept;
    std::function<void()> done;
    m_seat->session->setKeeper([&](const Secret &secrets, std::function<void()> then) {
        kept = wire::unpack(secrets);
        done = std::move(then);
    });
    m_server->holds = u"PUT /storage/"_s;
    const EditId upload = m_seat->session->send(wire::UploadMedia{ {}, file(u"clip.mp4"_s, 5000) });
    SOON_COMPARE(m_server->held(), 1);
    m_server->auth().expireAccess();
    const EditId edit = title(id, u"New"_s);
    SOON_VERIFY(done);
    const qsizetype lists = asked(u"GET /api/v1/jobs/"_s);
    m_server->tellJob(m_server->addJob(u"pushed.mp4"_s)); // not listed yet: the list is asked for
    m_server->letGo();
    SOON_VERIFY(asked(u"GET /api/v1/jobs/"_s) > lists);
    SOON_COMPARE(asked(u"POST /api/v1/videos/upload-complete"_s), 1);
    QVERIFY(!m_server->bearers.contains(kept.token.reveal()));
    QVERIFY(!(m_seat->session->facts().token == kept.token)); // nor is a picture fetched with it
    done();
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    SOON_COMPARE(m_seat->fate(upload), Fate::Accepted);
    QVERIFY(m_server->bearers.contains(kept.token.reveal()));
    QCOMPARE(m_server->auth().refreshes, 1);
    QCOMPARE(m_server->stored.size(), 1);
    QVERIFY(!wasSignedOut());
}

void TestEchoToken::anUploadOutlivesItsToken_data()
{
    QTest::addColumn<bool>("isSigned");
    QTest::newRow("signed") << true;
    QTest::newRow("in one form") << false;
}

void TestEchoToken::anUploadOutlivesItsToken()
{
    QFETCH(bool, isSigned);
    m_server->hasPageRoutes = isSigned;
    live();
    if (isSigned)
        m_server->holds = u"PUT /storage/"_s;
    else
        m_server->auth().expireAccess();
    const EditId edit = m_seat->session->send(wire::UploadMedia{ {}, file(u"clip.mp4"_s, 5000) });
    if (isSigned) {
        SOON_COMPARE(m_server->held(), 1);
        m_server->auth().expireAccess();
        m_server->letGo();
    }
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    SOON_COMPARE(m_seat->store.state().jobs.size(), 1U);
    QCOMPARE(m_seat->store.state().jobs[0].job.name, u"clip.mp4"_s);
    QCOMPARE(m_server->auth().refreshes, 1);
    QVERIFY(!wasSignedOut());
    if (isSigned) { // what lies in the storage is not sent there again
        QCOMPARE(asked(u"PUT /storage/"_s), 1);
        QCOMPARE(asked(u"POST /api/v1/videos/upload-complete"_s), 2);
    }
}

void TestEchoToken::aRevokedFamilyAsksAPerson()
{
    live();
    m_server->auth().revokeAll();
    m_server->closeAll(4401);
    SOON_COMPARE(m_seat->phase(), Phase::SignInNeeded);
    QVERIFY(!m_seat->session->connection().detail.isEmpty());
    QCOMPARE(m_server->auth().refreshes, 1);
    signIn();
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    QCOMPARE(m_server->auth().refreshes, 1);
}

// A token that comes after somebody signed out is nobody's.
void TestEchoToken::signingOutEndsARenewal()
{
    live();
    int kept = 0;
    m_seat->session->setKeeper([&kept](const Secret &, const std::function<void()> &done) {
        ++kept;
        done();
    });
    m_server->holds = u"POST /auth/v1/token"_s;
    m_server->expireTokens();
    SOON_COMPARE(m_server->held(), 1);
    m_seat->session->setAddress(m_profile.address, {});
    m_seat->session->disconnectNow();
    SOON_COMPARE(m_seat->phase(), Phase::Idle);
    m_server->letGo();
    m_seat->session->connectNow();
    SOON_COMPARE(m_seat->phase(), Phase::SignInNeeded);
    QCOMPARE(kept, 0);
    signIn();
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    QCOMPARE(kept, 1);
}

// The end of a token is said by the server's clock (c2.4: watch clock skew).
void TestEchoToken::aClockThatIsWrongRenewsNothing()
{
    m_server->auth().skew = -7200;
    live();
    const auto left = *m_seat->session->facts().tokenUntil - SystemClock().wall();
    QVERIFY(left > 50min && left < 70min);
    m_seat->session->disconnectNow();
    SOON_COMPARE(m_seat->phase(), Phase::Idle);
    m_seat->session->connectNow();
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    QCOMPARE(m_server->auth().refreshes, 0);
}

void TestEchoToken::theBrowserSignsIn()
{
    start();
    SOON_COMPARE(m_seat->phase(), Phase::SignInNeeded);
    session::BrowserSignIn browser;
    connect(&browser, &session::BrowserSignIn::codeReceived, m_seat->session.get(),
            &session::Session::signIn);
    QSignalSpy ended(m_seat->session.get(), &session::Session::signInEnded);
    const auto page = browser.begin(*dialects::findDialect(u"echo"), m_seat->session->facts());
    QVERIFY(page);
    QCOMPARE(page->host(), u"127.0.0.1"_s); // the sign-in service
    QNetworkAccessManager net; // follows to the loopback address, as browsers do
    const std::unique_ptr<QNetworkReply> reply(net.get(QNetworkRequest(*page)));
    SOON_VERIFY(reply->isFinished());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    QVERIFY(reply->readAll().contains("<p>"));
    SOON_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].toString(), m_server->auth().email);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    // It is a whole session: the next token comes without the browser.
    m_server->expireTokens();
    SOON_COMPARE(m_server->auth().refreshes, 1);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
}

QTEST_GUILESS_MAIN(TestEchoToken)
#include "tst_echo_token.moc"
