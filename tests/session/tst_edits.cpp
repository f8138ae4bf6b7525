// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/plain_dialect.h"
#include "session/policy.h"
#include "session/session.h"
#include "support/fake_server.h"

#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>

using namespace fw;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;
using store::Fate;

namespace {

session::SessionPolicy quick()
{
    session::SessionPolicy policy;
    policy.link.pollActive = 20ms;
    policy.link.pollIdle = 20ms;
    policy.link.pollCap = 60ms;
    policy.link.request = 400ms;
    policy.tick = 5ms;
    policy.chipTick = 20ms;
    policy.askStatus = 50ms;
    policy.noAnswer = 100ms;
    return policy;
}

} // namespace

/// What becomes of commands that are HTTP calls, for any dialect.
class TestEdits final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aChainOfCallsSettlesOneEdit();
    void aRefusalKeepsTheServersWords();
    void anUnansweredEditIsNotSentTwice();
    void anUnansweredEditGoesAgainWhereThatIsSafe();
    void whatNeverLeftWaits();
    void aSlowActionIsSeenAsWork();
    void uploadsTellHowFarTheyAre();
    void aFileThatIsGoneIsSaidAtOnce();
    void stoppingEndsTheWait();
    void dearQuestionsKeepTheirPace();
    void aBusyServerIsNotOffline();
    void whoNeverAnsweredWasNeverHeard();
    void itSaysGoodbye();
    void preparationComesFirst();

private:
    void start();
    Fate fateOf(const EditId &id) const;
    QString reasonOf(const EditId &id) const;
    EditId run(const QString &action)
    {
        return m_session->send(wire::RunAction{ {}, action, {}, {} });
    }
    int asked(const QString &what) const { return int(m_server->httpSeen.filter(what).size()); }
    Phase phase() const { return m_session->connection().phase; }
    const store::Edit *edit(const EditId &id) const;

    test::PlainDialect m_dialect;
    session::SessionPolicy m_policy;
    SystemClock m_clock;
    QHash<QString, std::pair<int, QByteArray>> m_answers; ///< by path; status -1: never
    std::unique_ptr<test::FakeServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<session::Session> m_session;
};

void TestEdits::init()
{
    m_answers.clear();
    m_policy = quick();
    m_dialect = {};
    m_server = std::make_unique<test::FakeServer>();
    QVERIFY(m_server->listen());
    m_server->http = [this](const QByteArray &, const QString &path, const QByteArray &) {
        return m_answers.value(path, { 200, "{\"jobs\":[]}" });
    };
    m_store = std::make_unique<store::Store>(m_clock);
    m_thread = std::make_unique<QThread>();
    m_thread->start();
}

void TestEdits::cleanup()
{
    m_session.reset();
    m_thread->quit();
    m_thread->wait();
    m_server.reset();
    m_store.reset();
}

void TestEdits::start()
{
    wire::Profile profile;
    profile.id = ServerId{ u"plain"_s };
    profile.name = u"Plain"_s;
    profile.address = m_server->url();
    m_session = std::make_unique<session::Session>(profile, m_dialect, *m_store, *m_thread);
    m_session->setPolicy(m_policy);
    m_session->setAddress(m_server->url(), {});
    m_session->connectNow();
    QTRY_COMPARE(phase(), Phase::Polling);
}

const store::Edit *TestEdits::edit(const EditId &id) const
{
    const auto found = std::ranges::find(m_store->state().edits, id, &store::Edit::id);
    return found == m_store->state().edits.end() ? nullptr : &*found;
}

Fate TestEdits::fateOf(const EditId &id) const
{
    const store::Edit *known = edit(id);
    return known ? known->fate : Fate::Draft;
}

QString TestEdits::reasonOf(const EditId &id) const
{
    const store::Edit *known = edit(id);
    return known ? known->reason : QString();
}

void TestEdits::aChainOfCallsSettlesOneEdit()
{
    start();
    const EditId id = run(u"first"_s);
    QTRY_COMPARE(fateOf(id), Fate::Accepted);
    QCOMPARE(asked(u"/first"_s), 1);
    QCOMPARE(asked(u"/second"_s), 1);
}

void TestEdits::aRefusalKeepsTheServersWords()
{
    m_answers[u"/second"_s] = { 409, "no longer there" };
    start();
    const EditId id = run(u"first"_s);
    QTRY_COMPARE(fateOf(id), Fate::Rejected);
    QCOMPARE(reasonOf(id), u"no longer there"_s);
}

void TestEdits::anUnansweredEditIsNotSentTwice()
{
    m_answers[u"/do"_s] = { -1, {} };
    start();
    const EditId id = run(u"do"_s);
    QTRY_COMPARE(fateOf(id), Fate::NoAnswer);
    m_session->disconnectNow();
    QTRY_COMPARE(phase(), Phase::Idle);
    m_session->connectNow();
    QTRY_COMPARE(phase(), Phase::Polling);
    QTest::qWait(100);
    QCOMPARE(fateOf(id), Fate::NoAnswer);
    QCOMPARE(asked(u"/do"_s), 1);
}

void TestEdits::anUnansweredEditGoesAgainWhereThatIsSafe()
{
    m_dialect.repeatSafe = true;
    m_answers[u"/do"_s] = { -1, {} };
    start();
    const EditId id = run(u"do"_s);
    QTRY_VERIFY(asked(u"/do"_s) >= 2);
    m_answers.remove(u"/do"_s);
    QTRY_COMPARE(fateOf(id), Fate::Accepted);
}

void TestEdits::whatNeverLeftWaits()
{
    start();
    m_server->stopListening();
    QTRY_COMPARE(phase(), Phase::Offline);
    const EditId id = run(u"do"_s);
    QCOMPARE(fateOf(id), Fate::Queued);
    QCOMPARE(asked(u"/do"_s), 0);
    QVERIFY(m_server->listen(m_server->port()));
    QTRY_COMPARE(fateOf(id), Fate::Accepted);
    QCOMPARE(asked(u"/do"_s), 1);
}

void TestEdits::aSlowActionIsSeenAsWork()
{
    start();
    m_answers[u"/slow"_s] = { 422, "too large" };
    const EditId id = run(u"slow"_s);
    QTRY_COMPARE(fateOf(id), Fate::Rejected);
    QTRY_VERIFY(m_store->state().find({ ServerId{ u"plain"_s }, JobId{ u"op:"_s + id.text } }));
    const auto *work
        = m_store->state().find({ ServerId{ u"plain"_s }, JobId{ u"op:"_s + id.text } });
    QTRY_COMPARE(work->job.state, wire::JobState::Failed);
    QCOMPARE(work->job.error->message, u"too large"_s);
}

void TestEdits::uploadsTellHowFarTheyAre()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray(3'000'000, 'x'));
    file.flush();
    m_policy.link.request = 10s;
    start();
    const EditId id = m_session->send(wire::UploadMedia{ {}, file.fileName() });
    QTRY_COMPARE(fateOf(id), Fate::Accepted);
    QVERIFY(edit(id)->bytesTotal >= 3'000'000);
    QCOMPARE(edit(id)->bytesDone, edit(id)->bytesTotal);
}

void TestEdits::aFileThatIsGoneIsSaidAtOnce()
{
    start();
    const EditId id = m_session->send(wire::UploadMedia{ {}, u"/nowhere/clip.mp4"_s });
    QTRY_COMPARE(fateOf(id), Fate::Rejected);
    QVERIFY(reasonOf(id).contains(u"/nowhere/clip.mp4"_s));
    QCOMPARE(asked(u"/upload"_s), 0);
}

void TestEdits::stoppingEndsTheWait()
{
    m_answers[u"/do"_s] = { -1, {} };
    start();
    const EditId id = run(u"do"_s);
    QTRY_COMPARE(asked(u"/do"_s), 1);
    m_session->stopEdit(id);
    QTRY_COMPARE(fateOf(id), Fate::Rejected);
    QVERIFY(!reasonOf(id).isEmpty());
}

void TestEdits::dearQuestionsKeepTheirPace()
{
    start();
    QTRY_VERIFY(asked(u"/list"_s) > 3);
    QCOMPARE(asked(u"/dear"_s), 1);
}

void TestEdits::aBusyServerIsNotOffline()
{
    start();
    m_answers[u"/list"_s] = { -1, {} };
    QTRY_COMPARE(m_session->connection().standing, wire::Standing::Kind::Busy);
    QTest::qWait(1500); // three polls without an answer
    QCOMPARE(phase(), Phase::Polling);
}

void TestEdits::whoNeverAnsweredWasNeverHeard()
{
    m_answers[u"/list"_s] = { -1, {} };
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().standing, wire::Standing::Kind::Busy, 20000);
    QVERIFY(!m_session->connection().lastMessageWall);
    QVERIFY(!m_store->state().servers.front().lastHeard);
}

void TestEdits::itSaysGoodbye()
{
    start();
    m_session->disconnectNow();
    QTRY_COMPARE(asked(u"/goodbye"_s), 1);
    m_session->connectNow();
    QTRY_COMPARE(phase(), Phase::Polling);
    m_session.reset();
    QTRY_COMPARE(asked(u"/goodbye"_s), 2);
}

void TestEdits::preparationComesFirst()
{
    m_dialect.prepares = true;
    start();
    QVERIFY(asked(u"/who"_s) == 1);
    QVERIFY(m_server->httpSeen.indexOf(u"POST /who"_s)
            < m_server->httpSeen.indexOf(u"GET /list"_s));
}

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"
