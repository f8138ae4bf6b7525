// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/plain_dialect.h"
#include "session/seat.h"
#include "support/fake_server.h"

// A real session keeps its own pace; how fast the machine is must not matter.
#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;
using store::Fate;

/// A person sends an edit again that may have been done.
class TestAgain final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theStateIsReadBeforeASecondTry_data();
    void theStateIsReadBeforeASecondTry();
    void withoutTheStateNothingIsSent();
    void whatWasAnsweredStaysAnswered();
    void whatNeverLeftGoesAtOnce();

private:
    void start();
    EditId unanswered(); ///< sent once, and nobody knows whether it was done
    QStringList calls() const { return m_server->httpSeen; }

    PlainDialect m_dialect;
    QHash<QString, std::pair<int, QByteArray>> m_answers; ///< by path; status -1: never
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<Seat> m_seat;
};

void TestAgain::init()
{
    m_answers.clear();
    m_dialect = {};
    m_server = std::make_unique<FakeServer>();
    QVERIFY(m_server->listen());
    m_server->http = [this](const QByteArray &, const QString &path, const QByteArray &) {
        return m_answers.value(path, { 200, "{\"jobs\":[]}" });
    };
}

void TestAgain::cleanup()
{
    m_seat.reset();
    m_server.reset();
}

void TestAgain::start()
{
    wire::Profile profile;
    profile.id = ServerId{ u"plain"_s };
    profile.name = u"Plain"_s;
    profile.address = m_server->url();
    session::SessionPolicy policy = quickPolicy();
    policy.link.pollActive = 1h; // what is read is read on purpose
    policy.link.pollIdle = 1h;
    policy.link.pollCap = 1h;
    policy.link.request = 300ms;
    m_seat = std::make_unique<Seat>(profile, m_dialect);
    m_seat->connect({}, policy);
    SOON_COMPARE(m_seat->phase(), Phase::Polling);
}

EditId TestAgain::unanswered()
{
    m_answers[u"/do"_s] = { -1, {} };
    const EditId id = m_seat->run(u"do"_s, {});
    [&] { SOON_COMPARE(m_seat->fate(id), Fate::NoAnswer); }();
    m_answers.remove(u"/do"_s);
    m_server->httpSeen.clear();
    return id;
}

void TestAgain::theStateIsReadBeforeASecondTry_data()
{
    QTest::addColumn<bool>("held");
    QTest::newRow("without an answer") << false;
    QTest::newRow("held after a crash") << true;
}

void TestAgain::theStateIsReadBeforeASecondTry()
{
    QFETCH(bool, held);
    start();
    const EditId id = unanswered();
    if (held)
        m_seat->store.hold(id, store::Hold::Recovered);
    m_seat->session->retry(id);
    QCOMPARE(m_seat->fate(id), held ? Fate::Held : Fate::NoAnswer); // not before it is read
    SOON_COMPARE(m_seat->fate(id), Fate::Accepted);
    const qsizetype read = calls().indexOf(u"GET /list"_s);
    const qsizetype sent = calls().indexOf(u"POST /do"_s);
    QVERIFY(read >= 0 && sent > read);
    QCOMPARE(calls().count(u"POST /do"_s), 1);
}

void TestAgain::withoutTheStateNothingIsSent()
{
    start();
    const EditId id = unanswered();
    m_answers[u"/list"_s] = { 500, "broken" };
    m_seat->session->retry(id);
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_seat->edit(id)->reason.isEmpty() && calls().contains(u"GET /list"_s), 20000);
    m_answers.remove(u"/list"_s);
    m_seat->session->retry(id);
    SOON_COMPARE(m_seat->fate(id), Fate::Accepted);
    QCOMPARE(calls().count(u"POST /do"_s), 1);
    QCOMPARE(calls().mid(0, calls().indexOf(u"POST /do"_s)).count(u"GET /list"_s), 2);
}

void TestAgain::whatWasAnsweredStaysAnswered()
{
    start();
    const EditId id = m_seat->run(u"do"_s, {});
    SOON_COMPARE(m_seat->fate(id), Fate::Accepted);
    m_server->httpSeen.clear();
    m_seat->session->retry(id); // was answered: nothing to do
    m_seat->session->retry(EditId{ u"never made"_s });
    m_seat->session->disconnectNow();
    SOON_COMPARE(m_seat->phase(), Phase::Idle);
    QVERIFY(!calls().contains(u"POST /do"_s));
}

void TestAgain::whatNeverLeftGoesAtOnce()
{
    start();
    m_seat->session->disconnectNow();
    SOON_COMPARE(m_seat->phase(), Phase::Idle);
    const EditId id = m_seat->run(u"do"_s, {});
    m_seat->store.hold(id, store::Hold::Person);
    m_seat->session->retry(id);
    QCOMPARE(m_seat->fate(id), Fate::Queued);
    m_seat->session->connectNow();
    SOON_COMPARE(m_seat->fate(id), Fate::Accepted);
    QCOMPARE(calls().count(u"POST /do"_s), 1);
}

QTEST_GUILESS_MAIN(TestAgain)
#include "tst_again.moc"
