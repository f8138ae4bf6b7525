// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/policy.h"
#include "session/session.h"
#include "support/fake_server.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace fw;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;

namespace {

/// The same rules, a hundred times as fast.
session::SessionPolicy quick()
{
    session::SessionPolicy policy;
    policy.link.connect = 500ms;
    policy.link.authenticate = 500ms;
    policy.link.resume = 1s;
    policy.link.backoffFloor = 5ms;
    policy.link.backoffStep = 10ms;
    policy.link.backoffCap = 40ms;
    policy.link.pollActive = 20ms;
    policy.link.pollIdle = 20ms;
    policy.link.pollCap = 60ms;
    policy.link.socketRetry = 100ms;
    policy.link.socketRetryCap = 200ms;
    policy.link.request = 1s;
    policy.tick = 5ms;
    policy.askAgain = 50ms;
    policy.headDoubt = 50ms;
    policy.channelStuck = 500ms;
    policy.detailAgain = 30ms;
    policy.askStatus = 100ms;
    policy.noAnswer = 250ms;
    policy.chipTick = 20ms;
    return policy;
}

const QString jobsChannel = u"processing:jobs"_s;

} // namespace

class TestSession final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void connectsReadsEverythingAndFollows();
    void resumesFromItsPlaceAfterALostConnection();
    void aNewEpochReplacesTheList();
    void aHoleIsFilledWithoutReconnecting();
    void aLostLastEventIsNoticedByTheHeads();
    void aGapIsToldAndRepaired();
    void malformedFramesDoNotDisturb();
    void aSilentServerBlocksNothing();
    void withoutSocketItPolls();
    void pollingGivesWayToTheSocket();
    void fiveRefusalsEndInPollingAndComeBack();
    void aPeerWithoutTheProtocolIsReadOverHttp();
    void aWrongTokenAsksForASignInOnce();
    void commandsAreAcknowledged();
    void commandsOfOneJobKeepTheirOrder();
    void commandsMadeOfflineLeaveAfterTheConnect();
    void anOverdueCommandIsAskedAboutThenUnanswered();
    void aCommandCutOffIsSentAgainWithTheSameId();
    void unsupportedCommandsAreRefusedAtOnce();
    void watchedJobsAreReadAgainWhenTheyMove();
    void aFloodReachesTheStoreWholeAndBounded();
    void heartbeatsAreAnswered();
    void drainedConnectionsComeBack();
    void framesAreShownWithoutSecrets();
    void disconnectingStaysDisconnected();
    void theEndComesCleanlyInEveryPhase();

private:
    void start(const Secret &token = {});
    QString stateOf(const QString &job) const;
    store::Fate fateOf(const EditId &id) const;
    bool isLive() const { return m_session->connection().phase == Phase::Live; }

    SystemClock m_clock;
    std::unique_ptr<test::FakeServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<session::Session> m_session;
};

void TestSession::init()
{
    m_server = std::make_unique<test::FakeServer>();
    m_store = std::make_unique<store::Store>(m_clock);
    m_thread = std::make_unique<QThread>();
    m_thread->start();
}

void TestSession::cleanup()
{
    m_session.reset();
    m_thread->quit();
    m_thread->wait();
    m_server.reset();
    m_store.reset();
}

void TestSession::start(const Secret &token)
{
    if (m_server->port() == 0)
        QVERIFY(m_server->listen());
    wire::Profile profile;
    profile.id = ServerId{ u"fake"_s };
    profile.name = u"Fake"_s;
    profile.address = m_server->url();
    m_session = std::make_unique<session::Session>(profile, *dialects::findDialect(u"orchestrator"),
                                                   *m_store, *m_thread);
    m_session->setPolicy(quick());
    m_session->setAddress(m_server->url(), token);
    m_session->connectNow();
}

QString TestSession::stateOf(const QString &job) const
{
    const auto *entry = m_store->state().find({ ServerId{ u"fake"_s }, JobId{ job } });
    return entry ? wire::stateWord(entry->job.state) : u"none"_s;
}

store::Fate TestSession::fateOf(const EditId &id) const
{
    for (const store::Edit &edit : m_store->state().edits) {
        if (edit.id == id)
            return edit.fate;
    }
    return store::Fate::Draft;
}

void TestSession::connectsReadsEverythingAndFollows()
{
    m_server->setJob(u"a"_s, u"running"_s);
    start();
    QTRY_VERIFY(isLive());
    QCOMPARE(stateOf(u"a"_s), u"running"_s);
    QVERIFY(m_session->capabilities().upload.offered);
    QCOMPARE(m_store->state().server(ServerId{ u"fake"_s })->freshness, store::Freshness::Live);
    m_server->setJob(u"b"_s, u"queued"_s);
    m_server->push(u"processing:status"_s, u"complete"_s,
                   { { "jobId"_L1, u"a"_s }, { "status"_L1, u"completed"_s } });
    QTRY_COMPARE(stateOf(u"b"_s), u"queued"_s);
    QTRY_COMPARE(stateOf(u"a"_s), u"done"_s);
    QTRY_VERIFY(m_session->connection().roundTrip);
}

void TestSession::resumesFromItsPlaceAfterALostConnection()
{
    m_server->setJob(u"a"_s, u"queued"_s);
    start();
    QTRY_VERIFY(isLive());
    m_server->setJob(u"a"_s, u"running"_s);
    QTRY_COMPARE(stateOf(u"a"_s), u"running"_s);
    m_server->killAll();
    m_server->setJob(u"a"_s, u"paused"_s); // while nobody listens
    QTRY_COMPARE(m_server->countOf(u"hello"_s), 2);
    QTRY_COMPARE(stateOf(u"a"_s), u"paused"_s);
    QTRY_VERIFY(isLive());
    const QJsonArray asked = m_server->lastMessage(u"subscribe"_s)["channels"_L1].toArray();
    for (const auto &item : asked)
        QVERIFY(item.toObject().contains("epoch"_L1));
    QCOMPARE(m_session->connection().gaps, 0);
}

void TestSession::aNewEpochReplacesTheList()
{
    m_server->setJob(u"a"_s, u"running"_s);
    start();
    QTRY_VERIFY(isLive());
    m_server->restart();
    m_server->setJob(u"b"_s, u"queued"_s);
    m_server->setJob(u"a"_s, u"attention"_s);
    QTRY_COMPARE(stateOf(u"b"_s), u"queued"_s);
    QTRY_COMPARE(stateOf(u"a"_s), u"attention"_s);
}

void TestSession::aHoleIsFilledWithoutReconnecting()
{
    start();
    QTRY_VERIFY(isLive());
    const QJsonObject job{ { "jobId"_L1, u"lost"_s }, { "state"_L1, u"failed"_s } };
    m_server->push(jobsChannel, u"updated"_s, job, true);
    m_server->setJob(u"b"_s, u"queued"_s);
    QTRY_COMPARE(stateOf(u"lost"_s), u"failed"_s);
    QTRY_COMPARE(stateOf(u"b"_s), u"queued"_s);
    QCOMPARE(m_server->countOf(u"hello"_s), 1);
    QTRY_COMPARE(m_session->connection().gaps, 1);
}

void TestSession::aLostLastEventIsNoticedByTheHeads()
{
    start();
    QTRY_VERIFY(isLive());
    const QJsonObject job{ { "jobId"_L1, u"lost"_s }, { "state"_L1, u"failed"_s } };
    m_server->push(jobsChannel, u"updated"_s, job, true);
    m_server->heartbeat();
    QTRY_COMPARE(stateOf(u"lost"_s), u"failed"_s);
    QCOMPARE(m_server->countOf(u"hello"_s), 1);
}

void TestSession::aGapIsToldAndRepaired()
{
    start();
    QTRY_VERIFY(isLive());
    m_server->gap(jobsChannel);
    QTRY_VERIFY(std::ranges::any_of(m_store->state().activities, [](const store::Activity &line) {
        return line.kind == store::Activity::Kind::Gap;
    }));
    QTRY_VERIFY(m_server->countOf(u"subscribe"_s) >= 2);
    QVERIFY(isLive());
}

void TestSession::malformedFramesDoNotDisturb()
{
    start();
    QTRY_VERIFY(isLive());
    QSignalSpy issues(m_session.get(), &session::Session::issueSeen);
    m_server->sendToAll("{not json");
    m_server->sendToAll(QByteArray(3000, '['));
    m_server->sendToAll(R"({"type":"event","seq":"x"})");
    m_server->sendToAll(R"({"type":"from the future"})");
    m_server->setJob(u"a"_s, u"running"_s);
    QTRY_COMPARE(stateOf(u"a"_s), u"running"_s);
    QCOMPARE(issues.size(), 4);
    QCOMPARE(m_server->countOf(u"hello"_s), 1);
}

void TestSession::aSilentServerBlocksNothing()
{
    m_server->silent = true;
    start();
    QElapsedTimer timer;
    timer.start();
    int turns = 0;
    while (timer.elapsed() < 300) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        ++turns;
    }
    QVERIFY(turns > 20); // the main thread goes on
    QVERIFY(!isLive());
    QTRY_VERIFY(m_session->connection().attempt >= 1);
    m_session.reset(); // and ends at once
    QVERIFY(timer.elapsed() < 5000);
}

void TestSession::withoutSocketItPolls()
{
    m_server->refuseUpgrade = 404;
    m_server->setJob(u"a"_s, u"queued"_s);
    start();
    QTRY_COMPARE(int(m_session->connection().phase), int(Phase::Polling));
    QTRY_COMPARE(stateOf(u"a"_s), u"queued"_s);
    m_server->setJob(u"a"_s, u"done"_s);
    QTRY_COMPARE(stateOf(u"a"_s), u"done"_s);
    QCOMPARE(m_store->state().server(ServerId{ u"fake"_s })->freshness, store::Freshness::Polling);
}

void TestSession::pollingGivesWayToTheSocket()
{
    m_server->refuseUpgrade = 404;
    start();
    QTRY_COMPARE(int(m_session->connection().phase), int(Phase::Polling));
    m_server->refuseUpgrade = 0;
    QTRY_VERIFY(isLive());
    const auto polls = m_server->httpSeen.size();
    m_server->setJob(u"a"_s, u"queued"_s);
    QTRY_COMPARE(stateOf(u"a"_s), u"queued"_s);
    QCOMPARE(m_server->httpSeen.size(), polls);
}

void TestSession::fiveRefusalsEndInPollingAndComeBack()
{
    QVERIFY(m_server->listen());
    const quint16 port = m_server->port();
    start();
    QTRY_VERIFY(isLive());
    m_server->stopListening();
    m_server->killAll();
    QTRY_COMPARE(int(m_session->connection().phase), int(Phase::Offline));
    QCOMPARE(m_store->state().server(ServerId{ u"fake"_s })->freshness, store::Freshness::Offline);
    QVERIFY(m_server->listen(port));
    m_server->setJob(u"a"_s, u"queued"_s);
    QTRY_VERIFY(isLive());
    QTRY_COMPARE(stateOf(u"a"_s), u"queued"_s);
}

void TestSession::aPeerWithoutTheProtocolIsReadOverHttp()
{
    m_server->bare = true;
    m_server->setJob(u"a"_s, u"queued"_s);
    start();
    QTRY_VERIFY(isLive());
    QCOMPARE(stateOf(u"a"_s), u"queued"_s);
    QVERIFY(!m_session->capabilities().sequences);
    m_server->push(
        u"processing:status"_s, u"progress"_s,
        { { "jobId"_L1, u"a"_s }, { "status"_L1, u"processing"_s }, { "progress"_L1, 5 } });
    QTRY_COMPARE(stateOf(u"a"_s), u"running"_s);
    m_server->setJob(u"b"_s, u"queued"_s);
    m_server->killAll();
    QTRY_COMPARE(stateOf(u"b"_s), u"queued"_s);
}

void TestSession::aWrongTokenAsksForASignInOnce()
{
    m_server->wantsToken = true;
    start(Secret("bad"));
    QTRY_COMPARE(int(m_session->connection().phase), int(Phase::SignInNeeded));
    QCOMPARE(m_store->state().server(ServerId{ u"fake"_s })->freshness,
             store::Freshness::SignInNeeded);
    m_session->setAddress(m_server->url(), Secret("good"));
    m_session->connectNow();
    QTRY_VERIFY(isLive());
}

void TestSession::commandsAreAcknowledged()
{
    start();
    QTRY_VERIFY(isLive());
    QSignalSpy settled(m_session.get(), &session::Session::settled);
    const EditId id
        = m_session->send(wire::ControlJob{ {}, JobId{ u"a"_s }, wire::JobAction::Cancel, 0, {} });
    QCOMPARE(fateOf(id), store::Fate::Sending);
    QTRY_COMPARE(fateOf(id), store::Fate::Accepted);
    QCOMPARE(settled.size(), 1);
    QCOMPARE(m_server->lastMessage(u"publish"_s)["op"_L1].toString(), id.text);
}

void TestSession::commandsOfOneJobKeepTheirOrder()
{
    m_server->acks = false;
    start();
    QTRY_VERIFY(isLive());
    const JobId job{ u"a"_s };
    const EditId one = m_session->send(wire::ControlJob{ {}, job, wire::JobAction::Pause, 0, {} });
    const EditId two = m_session->send(wire::ControlJob{ {}, job, wire::JobAction::Resume, 0, {} });
    const EditId other
        = m_session->send(wire::ControlJob{ {}, JobId{ u"b"_s }, wire::JobAction::Pause, 0, {} });
    QCOMPARE(fateOf(one), store::Fate::Sending);
    QCOMPARE(fateOf(two), store::Fate::Queued);
    QCOMPARE(fateOf(other), store::Fate::Sending);
    QTRY_COMPARE(m_server->countOf(u"publish"_s), 2);
    m_server->sendToAll(R"({"type":"ack","status":"applied","op":")" + one.text.toUtf8() + "\"}");
    QTRY_COMPARE(m_server->countOf(u"publish"_s), 3);
    QCOMPARE(m_server->lastMessage(u"publish"_s)["op"_L1].toString(), two.text);
}

void TestSession::commandsMadeOfflineLeaveAfterTheConnect()
{
    QVERIFY(m_server->listen());
    const quint16 port = m_server->port();
    m_server->stopListening();
    start();
    const EditId id
        = m_session->send(wire::ControlJob{ {}, JobId{ u"a"_s }, wire::JobAction::Cancel, 0, {} });
    QCOMPARE(fateOf(id), store::Fate::Queued);
    QTRY_VERIFY(m_session->connection().attempt >= 1);
    QCOMPARE(fateOf(id), store::Fate::Queued);
    QVERIFY(m_server->listen(port));
    QTRY_COMPARE(fateOf(id), store::Fate::Accepted);
}

void TestSession::anOverdueCommandIsAskedAboutThenUnanswered()
{
    m_server->acks = false;
    start();
    QTRY_VERIFY(isLive());
    const EditId id
        = m_session->send(wire::ControlJob{ {}, JobId{ u"a"_s }, wire::JobAction::Cancel, 0, {} });
    m_server->ops.insert(id.text, { { "type"_L1, u"preview"_s } }); // asked, but answers nothing
    QTRY_COMPARE(m_server->countOf(u"status"_s), 1);
    QCOMPARE(fateOf(id), store::Fate::Sending);
    QTRY_COMPARE(fateOf(id), store::Fate::NoAnswer);
    QCOMPARE(m_server->countOf(u"publish"_s), 1); // never sent blindly again
    m_server->sendToAll(R"({"type":"ack","status":"applied","op":")" + id.text.toUtf8() + "\"}");
    QTRY_COMPARE(fateOf(id), store::Fate::Accepted); // late is better than never
}

void TestSession::aCommandCutOffIsSentAgainWithTheSameId()
{
    m_server->acks = false;
    start();
    QTRY_VERIFY(isLive());
    const EditId id
        = m_session->send(wire::ControlJob{ {}, JobId{ u"a"_s }, wire::JobAction::Cancel, 0, {} });
    QTRY_COMPARE(m_server->countOf(u"publish"_s), 1);
    m_server->acks = true;
    m_server->killAll();
    QTRY_COMPARE(fateOf(id), store::Fate::Accepted);
    QCOMPARE(m_server->countOf(u"publish"_s), 2);
    QCOMPARE(m_server->lastMessage(u"publish"_s)["op"_L1].toString(), id.text);
}

void TestSession::unsupportedCommandsAreRefusedAtOnce()
{
    start();
    QTRY_VERIFY(isLive());
    const EditId id = m_session->send(wire::AddSample{ {}, {} });
    QTRY_COMPARE(fateOf(id), store::Fate::Rejected);
}

void TestSession::watchedJobsAreReadAgainWhenTheyMove()
{
    m_server->setJob(u"a"_s, u"queued"_s);
    start();
    QTRY_VERIFY(isLive());
    m_session->setWatchedJobs({ JobId{ u"a"_s } });
    const store::JobKey key{ ServerId{ u"fake"_s }, JobId{ u"a"_s } };
    QTRY_VERIFY(m_store->state().partsOf(key) && m_store->state().partsOf(key)->complete);
    const auto reads = m_server->httpSeen.count(u"GET /api/jobs/a"_s);
    m_server->setJob(u"a"_s, u"running"_s);
    QTRY_VERIFY(m_server->httpSeen.count(u"GET /api/jobs/a"_s) > reads);
    const auto before = m_server->httpSeen.count(u"GET /api/jobs/a"_s);
    m_server->killAll(); // what happened meanwhile must be read after the reconnect
    QTRY_VERIFY(m_server->httpSeen.count(u"GET /api/jobs/a"_s) > before);
}

void TestSession::aFloodReachesTheStoreWholeAndBounded()
{
    start();
    QTRY_VERIFY(isLive());
    for (int i = 0; i < 20000; ++i) {
        m_server->push(u"processing:status"_s, u"progress"_s,
                       { { "jobId"_L1, u"j%1"_s.arg(i % 50) },
                         { "status"_L1, u"processing"_s },
                         { "progress"_L1, i % 100 } });
    }
    m_server->setJob(u"last"_s, u"done"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"last"_s), u"done"_s, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"j49"_s), u"running"_s, 20000);
    QCOMPARE(m_server->countOf(u"hello"_s), 1);
}

void TestSession::heartbeatsAreAnswered()
{
    start();
    QTRY_VERIFY(isLive());
    m_server->heartbeat();
    QTRY_COMPARE(m_server->countOf(u"heartbeatAck"_s), 1);
}

void TestSession::drainedConnectionsComeBack()
{
    start();
    QTRY_VERIFY(isLive());
    m_server->sendToAll(R"({"type":"drain","retryAfterMs":20,"spreadMs":20})");
    QTRY_COMPARE(m_server->countOf(u"hello"_s), 2);
    QTRY_VERIFY(isLive());
    QCOMPARE(m_session->connection().attempt, 0);
}

void TestSession::framesAreShownWithoutSecrets()
{
    m_server->wantsToken = true;
    start(Secret("good"));
    QByteArrayList all;
    connect(m_session.get(), &session::Session::traced, this, [&all](const trace::News &news) {
        for (const trace::SeenPtr &one : news.added)
            all += { one->content, one->question, one->target.toUtf8() };
    });
    m_session->setTracing(session::Tracing::On);
    QTRY_VERIFY(isLive());
    m_session->setWatchedJobs({ JobId{ u"a"_s } });
    m_server->sendToAll(R"({"type":"future","token":"abcdef","text":"good"})");
    const auto seen = [&](QByteArrayView part) {
        return std::ranges::any_of(all, [&](const QByteArray &one) { return one.contains(part); });
    };
    QTRY_VERIFY(seen("future"));
    QTRY_VERIFY(seen("/api/jobs/a"));
    QVERIFY(seen("hello"));
    QVERIFY(!seen("abcdef"));
    QVERIFY(!seen("\"good\""));
}

void TestSession::disconnectingStaysDisconnected()
{
    start();
    QTRY_VERIFY(isLive());
    m_session->disconnectNow();
    QTRY_COMPARE(int(m_session->connection().phase), int(Phase::Idle));
    QTRY_COMPARE(m_server->clients(), 0);
    m_session->connectNow();
    QTRY_VERIFY(isLive());
    QCOMPARE(m_server->countOf(u"hello"_s), 2); // none in between
}

void TestSession::theEndComesCleanlyInEveryPhase()
{
    for (int turn = 0; turn < 20; ++turn) {
        start();
        m_session->setWatchedJobs({ JobId{ u"a"_s } });
        for (int i = 0; i < turn * 3; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        m_session.reset();
    }
    QTRY_COMPARE(m_server->clients(), 0);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
