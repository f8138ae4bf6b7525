// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/seat.h"
#include "support/bridge_server.h"

// A real session keeps its own pace; how fast the machine is must not matter.
#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)
#define SOON_VERIFY(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;
using Standing = wire::Standing::Kind;
using store::Fate;

/// A whole session with the Lightroom bridge: its polling fallback, its native socket, its faults.
class TestBridgeSession final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theFallbackIsUsed();
    void aRestartIsNoticedInOneRound();
    void overflowIsAVisibleGap();
    void aWedgedPushHasAName();
    void lateRoutesAndPagesAreNoTrouble();
    void brokenListsHideNoJob();
    void batchesAndOldJobsMoveBySmallReads();
    void theNativeSocketIsPreferred();
    void aClosedSocketComesBack();
    void decisionsSettle();
    void cancellingSaysWhyNot();
    void leavingIsToldAndLeavesNoGap();
    void aHungServerBlocksNobody_data();
    void aHungServerBlocksNobody();

private:
    void start(const QString &push);
    void polling();
    QString clientId() const { return m_server->clientIds().value(0); }
    qsizetype placeOf(const QString &start, qsizetype from = 0) const
    {
        for (qsizetype i = from; i < m_server->seen.size(); ++i) {
            if (m_server->seen.at(i).startsWith(start))
                return i;
        }
        return -1;
    }

    session::SessionPolicy m_policy;
    std::unique_ptr<BridgeServer> m_server;
    std::unique_ptr<Hasty> m_dialect;
    std::unique_ptr<Seat> m_seat;
};

void TestBridgeSession::init()
{
    m_policy = quickPolicy();
    m_server = std::make_unique<BridgeServer>();
    QVERIFY(m_server->listen());
    m_dialect = std::make_unique<Hasty>(*dialects::findDialect(u"bridge"));
    m_dialect->aside = 40ms;
}

void TestBridgeSession::cleanup()
{
    m_seat.reset();
    m_dialect.reset();
    m_server.reset();
}

void TestBridgeSession::start(const QString &push)
{
    wire::Profile profile;
    profile.id = ServerId{ u"bridge"_s };
    profile.name = u"Bridge"_s;
    profile.address = m_server->url();
    profile.options = { { u"push"_s, push } };
    m_seat = std::make_unique<Seat>(profile, *m_dialect);
    m_seat->connect({}, m_policy);
}

// With the fallback, and its first poll made.
void TestBridgeSession::polling()
{
    start(u"poll"_s);
    SOON_COMPARE(m_seat->phase(), Phase::Polling);
    SOON_COMPARE(m_seat->stateOf(u"jobproc0001"_s), u"running"_s);
    SOON_COMPARE(m_server->clientIds().size(), 1);
    SOON_VERIFY(m_server->waiting(clientId()) == 0
                && !m_server->client(clientId())["subscriptions"_L1].toArray().isEmpty());
}

void TestBridgeSession::theFallbackIsUsed()
{
    polling();
    QCOMPARE(m_server->client(clientId())["client_type"_L1].toString(), u"gui"_s);
    const QJsonArray channels = m_server->client(clientId())["subscriptions"_L1].toArray();
    for (const auto channel : { "jobs"_L1, "system"_L1, "photos"_L1 })
        QVERIFY2(channels.contains(channel), channel.data());
    QCOMPARE(m_server->broadcast({ { "type"_L1, u"job_progress"_s },
                                   { "job_id"_L1, u"jobproc0001"_s },
                                   { "stage"_L1, u"applying_preset"_s },
                                   { "progress"_L1, 42 },
                                   { "message"_L1, u"halfway"_s } },
                                 u"jobs"_s),
             1);
    SOON_COMPARE(m_seat->job(u"jobproc0001"_s)->progress.value_or(0), 42.0);
    // A type nobody knows is told, and nothing stops.
    m_server->broadcast({ { "type"_L1, u"lens_swapped"_s } });
    m_server->setJob(u"jobproc0001"_s, u"completed"_s);
    SOON_COMPARE(m_seat->stateOf(u"jobproc0001"_s), u"done"_s);
    QCOMPARE(m_server->natives(), 0);
    QCOMPARE(m_server->countOf(u"POST /ws/handshake"_s), 1);
    QCOMPARE(m_server->countOf(u"GET /job/next"_s), 0);
    QCOMPARE(m_server->countOf(u"GET /batch/list"_s), 0);
    QCOMPARE(m_seat->gaps(), 0);
}

void TestBridgeSession::aRestartIsNoticedInOneRound()
{
    polling();
    SOON_COMPARE(m_server->countOf(u"POST /ws/send"_s), 3); // the first ping went, too
    const QString before = clientId();
    m_server->seen.clear();
    m_server->restart();
    m_server->setJob(u"jobpend0001"_s, u"completed"_s);
    SOON_COMPARE(m_server->clientIds().size(), 1);
    SOON_COMPARE(m_seat->gaps(), 1);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"done"_s);
    const qsizetype refused = placeOf(u"GET /ws/poll?client_id="_s + before);
    const qsizetype hands = placeOf(u"POST /ws/handshake"_s);
    QVERIFY(refused >= 0);
    QCOMPARE(hands, refused + 1);
    QCOMPARE(placeOf(u"GET /ws/poll?client_id="_s + clientId(), hands), hands + 3);
    const qsizetype next = placeOf(u"GET /ws/poll"_s, hands + 4);
    for (const QString &list : { u"GET /api/photos?"_s, u"GET /api/sessions?"_s,
                                 u"GET /api/approval/queue?"_s, u"GET /api/jobs?limit=500"_s }) {
        const qsizetype at = placeOf(list, hands);
        QVERIFY2(at > 0 && (next < 0 || at < next), qPrintable(list));
    }
    QCOMPARE(m_server->countOf(u"GET /ws/poll?client_id="_s + before), 1);
    QCOMPARE(m_seat->phase(), Phase::Polling);
    // And it hears again.
    m_server->broadcast({ { "type"_L1, u"job_progress"_s },
                          { "job_id"_L1, u"jobproc0001"_s },
                          { "progress"_L1, 77 } },
                        u"jobs"_s);
    SOON_COMPARE(m_seat->job(u"jobproc0001"_s)->progress.value_or(0), 77.0);
    QCOMPARE(m_seat->gaps(), 1);
}

void TestBridgeSession::overflowIsAVisibleGap()
{
    polling();
    m_server->seen.clear();
    for (int i = 0; i < 150; ++i)
        m_server->broadcast({ { "type"_L1, u"job_progress"_s },
                              { "job_id"_L1, u"jobproc0001"_s },
                              { "progress"_L1, i / 2 } },
                            u"jobs"_s);
    QCOMPARE(m_server->waiting(clientId()), 100);
    m_server->setJob(u"jobpend0001"_s, u"failed"_s, u"Preset not found"_s);
    SOON_COMPARE(m_seat->gaps(), 1);
    SOON_COMPARE(m_seat->job(u"jobproc0001"_s)->progress.value_or(0), 74.0);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"failed"_s);
    SOON_VERIFY(placeOf(u"GET /api/jobs?limit=500"_s) > 0);
    QVERIFY(placeOf(u"GET /api/photos?"_s) > 0);
    QCOMPARE(m_server->countOf(u"POST /ws/handshake"_s), 0);
    QCOMPARE(m_seat->gaps(), 1);
}

void TestBridgeSession::aWedgedPushHasAName()
{
    m_dialect->patience = 500ms;
    polling();
    m_server->deadlock = true;
    m_server->broadcast({ { "type"_L1, u"notification"_s } });
    QVERIFY(m_server->wedged);
    QTRY_COMPARE_WITH_TIMEOUT(m_seat->standing(), Standing::Wedged, 30'000);
    QCOMPARE(m_seat->phase(), Phase::Polling);
    // REST goes on, and so do edits.
    m_server->setJob(u"jobpend0001"_s, u"processing"_s);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"running"_s);
    const EditId edit = m_seat->run(u"approval.approve"_s, u"1"_s);
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    QCOMPARE(m_seat->standing(), Standing::Wedged);
    // Only a restart ends it; it is looked for rarely.
    m_server->deadlock = false;
    m_server->restart();
    QTRY_COMPARE_WITH_TIMEOUT(m_seat->standing(), Standing::Usual, 60'000);
    SOON_COMPARE(m_server->clientIds().size(), 1);
    QCOMPARE(m_seat->phase(), Phase::Polling);
}

void TestBridgeSession::lateRoutesAndPagesAreNoTrouble()
{
    m_server->lateRoutes = false;
    m_server->htmlErrors = true;
    m_server->slowMs = 200;
    polling();
    m_server->setJob(u"jobpend0001"_s, u"processing"_s);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"running"_s);
    SOON_VERIFY(m_server->countOf(u"GET /queue/stats"_s) == 1);
    QCOMPARE(m_server->countOf(u"GET /resources/status"_s), 0);
    const EditId edit = m_seat->run(u"photo.export"_s, u"1"_s);
    SOON_COMPARE(m_seat->fate(edit), Fate::Rejected);
    QVERIFY(!m_seat->edit(edit)->reason.contains(u'<'));
    QCOMPARE(m_seat->phase(), Phase::Polling);
    QCOMPARE(m_seat->standing(), Standing::Usual);
}

void TestBridgeSession::brokenListsHideNoJob()
{
    m_server->broken = { u"/api/photos"_s, u"/api/approval/queue"_s };
    m_server->missing = { u"/api/sessions"_s, u"/progress/active"_s };
    polling();
    m_server->setJob(u"jobpend0001"_s, u"processing"_s);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"running"_s);
    QCOMPARE(m_seat->standing(), Standing::Usual);
    m_server->broken.clear();
    m_seat->session->resync();
    SOON_VERIFY(m_seat->item(u"approval"_s, u"1"_s));
}

// A full read comes every 30 s at most: what moves must not wait for it.
void TestBridgeSession::batchesAndOldJobsMoveBySmallReads()
{
    m_policy.fullPoll = 10min;
    polling();
    for (int i = 0; i < 150; ++i)
        m_server->addJob(u"new%1"_s.arg(i), u"pending"_s, 2);
    m_server->setJob(u"jobpend0001"_s, u"processing"_s);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"running"_s);
    m_server->setJob(u"jobpend0001"_s, u"completed"_s);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"done"_s);
    const EditId edit = m_seat->run(u"batch.start"_s, {}, { { "photo_ids"_L1, u"1, 2"_s } });
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    SOON_COMPARE(m_seat->stateOf(u"batch:batch_1"_s), u"running"_s);
    m_server->setBatch(u"batch_1"_s, u"running"_s, 1, 2);
    SOON_COMPARE(m_seat->job(u"batch:batch_1"_s)->progress.value_or(0), 50.0);
    QVERIFY(m_seat->session->capabilities().action(wire::JobAction::Pause).offered);
    m_server->setBatch(u"batch_1"_s, u"completed"_s, 2, 2);
    SOON_COMPARE(m_seat->stateOf(u"batch:batch_1"_s), u"done"_s);
}

void TestBridgeSession::theNativeSocketIsPreferred()
{
    start(u"auto"_s);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(m_server->natives(), 1);
    // 47 bits: as text they are what they were.
    SOON_COMPARE(m_seat->session->facts().connection, u"139937110970448"_s);
    SOON_VERIFY(m_server->heard.size() >= 2);
    QCOMPARE(m_server->heard[0]["type"_L1].toString(), u"register"_s);
    QCOMPARE(m_server->heard[1]["type"_L1].toString(), u"subscribe"_s);
    QVERIFY(m_server->heard[1]["channels"_L1].toArray().contains("jobs"_L1));
    // What is told is shown; what is not is read beside the socket (c0.3).
    m_server->addJob(u"jobnew"_s, u"pending"_s, 2);
    m_server->emitNative(u"job_created"_s, { { "job_id"_L1, u"jobnew"_s }, { "photo_id"_L1, 2 } },
                         u"jobs"_s);
    SOON_COMPARE(m_seat->stateOf(u"jobnew"_s), u"queued"_s);
    m_server->setJob(u"jobproc0001"_s, u"completed"_s);
    SOON_COMPARE(m_seat->stateOf(u"jobproc0001"_s), u"done"_s);
    QCOMPARE(m_server->countOf(u"POST /ws/handshake"_s), 0); // the two are separate worlds (c0.4)
    QCOMPARE(m_seat->phase(), Phase::Live);
}

void TestBridgeSession::aClosedSocketComesBack()
{
    start(u"auto"_s);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(m_seat->session->facts().connection, u"139937110970448"_s);
    m_server->setJob(u"jobpend0001"_s, u"completed"_s);
    m_server->closeNative(1001);
    SOON_COMPARE(m_seat->session->facts().connection, u"139937111041104"_s);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"done"_s);
    // Without a socket the fallback takes its place.
    m_server->native = false;
    m_server->closeNative(1001);
    SOON_COMPARE(m_seat->phase(), Phase::Polling);
    SOON_COMPARE(m_server->clientIds().size(), 1);
}

void TestBridgeSession::decisionsSettle()
{
    start(u"auto"_s);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_VERIFY(m_seat->item(u"approval"_s, u"1"_s) && m_seat->item(u"approval"_s, u"2"_s));
    const EditId yes = m_seat->run(u"approval.approve"_s, u"1"_s);
    const EditId no
        = m_seat->run(u"approval.reject"_s, u"2"_s, { { "reason"_L1, u"out of focus"_s } });
    SOON_COMPARE(m_seat->fate(yes), Fate::Accepted);
    SOON_COMPARE(m_seat->fate(no), Fate::Accepted);
    SOON_VERIFY(!m_seat->item(u"approval"_s, u"1"_s) && !m_seat->item(u"approval"_s, u"2"_s));
    QVERIFY(m_seat->item(u"approval"_s, u"3"_s));
    SOON_COMPARE(m_seat->item(u"photo"_s, u"2"_s)->state, u"rejected"_s);
    QCOMPARE(m_server->countOf(u"POST /api/approval/1/approve"_s), 1);
    QCOMPARE(m_server->countOf(u"POST /api/approval/2/reject"_s), 1);
    const EditId nobody = m_seat->run(u"approval.approve"_s, u"99"_s);
    SOON_COMPARE(m_seat->fate(nobody), Fate::Rejected);
}

void TestBridgeSession::cancellingSaysWhyNot()
{
    polling();
    const auto cancel = [this] {
        return m_seat->session->send(
            wire::ControlJob{ {}, JobId{ u"jobpend0001"_s }, wire::JobAction::Cancel, 0, {} });
    };
    const EditId refused = cancel();
    SOON_COMPARE(m_seat->fate(refused), Fate::Rejected);
    const QString why = m_seat->edit(refused)->reason;
    QVERIFY2(why.contains("cannot cancel"_L1) && !why.contains("SQL"_L1), qPrintable(why));
    QCOMPARE(m_seat->stateOf(u"jobpend0001"_s), u"queued"_s);
    for (const wire::Issue &issue : m_seat->issues)
        QVERIFY(!issue.failure.detail.contains("[SQL:"_L1) && !issue.excerpt.contains("[SQL:"));
    m_server->cancels = true;
    const EditId done = cancel();
    SOON_COMPARE(m_seat->fate(done), Fate::Accepted);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"cancelled"_s);
    const EditId paused = m_seat->session->send(
        wire::ControlJob{ {}, JobId{ u"jobproc0001"_s }, wire::JobAction::Pause, 0, {} });
    SOON_COMPARE(m_seat->fate(paused), Fate::Rejected);
}

void TestBridgeSession::leavingIsToldAndLeavesNoGap()
{
    polling();
    const QString before = clientId();
    m_seat->session->disconnectNow();
    SOON_COMPARE(m_server->countOf(u"POST /ws/disconnect"_s), 1);
    SOON_VERIFY(m_server->clientIds().isEmpty());
    SOON_COMPARE(m_seat->phase(), Phase::Idle);
    SOON_VERIFY(m_seat->session->facts().extra.value(u"push.client"_s).isEmpty());
    m_server->setJob(u"jobpend0001"_s, u"completed"_s);
    m_seat->session->connectNow();
    SOON_COMPARE(m_server->clientIds().size(), 1);
    QVERIFY(clientId() != before);
    SOON_COMPARE(m_seat->stateOf(u"jobpend0001"_s), u"done"_s);
    QCOMPARE(m_seat->gaps(), 0);
    // The end of the session says goodbye as well.
    m_seat->stop();
    SOON_VERIFY(m_server->clientIds().isEmpty());
}

void TestBridgeSession::aHungServerBlocksNobody_data()
{
    QTest::addColumn<QString>("push");
    QTest::addColumn<int>("after");
    QTest::newRow("fallback") << u"poll"_s << int(Phase::Polling);
    QTest::newRow("socket") << u"auto"_s << int(Phase::Live);
}

// The peer of the program freezes for 18 s here (f1).
void TestBridgeSession::aHungServerBlocksNobody()
{
    QFETCH(QString, push);
    QFETCH(int, after);
    m_dialect->patience = 500ms;
    m_policy.link.connect = 100ms;
    m_server->hung = true;
    int turns = 0;
    QTimer spin;
    connect(&spin, &QTimer::timeout, this, [&turns] { ++turns; });
    spin.start(0ms);
    start(push);
    QCOMPARE(turns, 0); // started, and nothing was waited for
    const auto goesOn
        = [&turns] { return QTest::qWaitFor([&, from = turns] { return turns > from + 20; }); };
    QVERIFY(goesOn());
    m_seat->session->refresh();
    m_seat->session->setWatchedKinds({ u"approval"_s });
    m_seat->session->setWatchedJobs({ JobId{ u"jobproc0001"_s } });
    const EditId edit = m_seat->run(u"approval.approve"_s, u"1"_s);
    m_seat->session->resync();
    QVERIFY(goesOn());
    QTRY_COMPARE_WITH_TIMEOUT(m_seat->standing(), Standing::Busy, 30'000);
    QVERIFY(goesOn());
    QVERIFY(m_seat->session->connection().standingDetail.contains("/system/health"_L1));
    m_server->hung = false;
    QTRY_COMPARE_WITH_TIMEOUT(int(m_seat->phase()), after, 30'000);
    SOON_COMPARE(m_seat->standing(), Standing::Usual);
    SOON_COMPARE(m_seat->stateOf(u"jobproc0001"_s), u"running"_s);
    QVERIFY(m_seat->fate(edit) != Fate::Rejected); // it may have left into the silence
    // Hung in the middle, and left: nobody waits for long.
    m_server->hung = true;
    m_seat->session->disconnectNow();
    SOON_COMPARE(m_seat->phase(), Phase::Idle);
    m_seat->stop();
}

QTEST_GUILESS_MAIN(TestBridgeSession)
#include "tst_bridge_session.moc"
