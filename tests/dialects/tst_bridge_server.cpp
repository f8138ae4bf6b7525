// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "support/bridge_server.h"
#include "support/http_peer.h"
#include "support/round_client.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

using Kind = wire::Standing::Kind;
using Verdict = wire::EditSettled::Verdict;

const EditId edit{ u"01a1fe80-965b-7687-aafb-5735ae3b4bdc"_s };

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"bridge");
}

/// A server, and a client that knows nothing of it yet.
struct Pair
{
    test::BridgeServer server;
    bool listens = server.listen();
    test::RoundClient client{ dialect(), server.url() };
    test::HttpPeer peer{ server.url(), {} };

    QJsonObject shake(const QString &type)
    {
        return peer
            .post(u"/ws/handshake"_s,
                  { { "client_type"_L1, type }, { "protocol_version"_L1, u"1.0"_s } })
            .json();
    }
    QJsonArray poll(const QString &id)
    {
        return peer.get(u"/ws/poll?client_id="_s + id).json()["messages"_L1].toArray();
    }
    QJsonObject say(const QString &id, const QJsonObject &message)
    {
        return peer.post(u"/ws/send"_s, { { "client_id"_L1, id }, { "message"_L1, message } })
            .json()["response"_L1]
            .toObject();
    }
    QString clientId() const { return client.facts.extra.value(u"push.client"_s); }
    void round(bool full = false)
    {
        client.clear();
        server.seen.clear();
        client.round(full);
    }
};

bool isKind(const std::vector<wire::Standing> &all, Kind kind)
{
    return all.size() == 1 && all.front().kind == kind;
}

const wire::Job *jobIn(const std::vector<wire::JobSeen> &all, const QString &id)
{
    for (const wire::JobSeen &seen : all) {
        if (seen.job.id.text == id)
            return &seen.job;
    }
    return nullptr;
}

} // namespace

class TestBridgeServer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // What a compatible server must do (g1), told by the same server the client is tried on.
    void aFreshServerHasNoClients();
    void handshakesAnswerWithAnId();
    void wrongHandshakesAreRefused();
    void pollingNeedsAnId();
    void pingsAreAnsweredWithPong();
    void registeringAndSubscribingAreConfirmed();
    void broadcastsReachEveryone();
    void channelsFilter();
    void messagesGoToOneKindOfClient();
    void disconnectingEndsAClient();
    void clientsAreListed();
    void staleClientsAreSwept();
    void fullQueuesDropTheOldest();
    // The client.
    void theFirstRoundShakesHandsAndReadsEverything();
    void laterRoundsPollAtOnce();
    void notifiedProgressArrives();
    void messagesToUsAloneArrive();
    void pingsGoOutEveryHalfMinute();
    void aRestartMeansANewIdAndAFullRead_data();
    void aRestartMeansANewIdAndAFullRead();
    void anIdIsRenewedOnceARound();
    void beingSweptOutIsHealed();
    void anOverflowIsAVisibleGap();
    void aDeadlockIsNamedAndTheRestGoesOn();
    void aServerThatHangsAlreadyIsNamedOnce();
    void lateRoutesAreFoundAbsent();
    void slowStatisticsHoldUpNothing();
    void aBrokenListHidesNoOther();
    void missingListsAreAskedForAgainAfterARestart();
    void theSocketLearnsTheLateRoutes();
    void oldJobsAreFollowedBeyondThePage();
    void theLogAndTheReporterAreRead();
    void aSubscriptionThatWasLostIsMadeAgain();
    void jobsMoveOn();
    void priorityRetryAndCancelBehaveAsTheServer();
    void jobsAreDeletedWhereTheyCan();
    void approvalsAreDecided();
    void batchesRunAndPause();
    void ourMessagesAreHeardWhereTheyAre();
    void completionsAndErrorsCanBeSent();
    void leavingFreesOurId();
    void signInWorks();
    void theServerIsRecognisedAsOurs();
    void longListsAreReadToTheirEnd();
    void theNativeSocketTellsWhatHappens();
    void aRefusedSocketMeansPolling();
    void aServerOfOneThreadIsPolledInTheEnd();
};

void TestBridgeServer::aFreshServerHasNoClients()
{
    Pair pair;
    QCOMPARE(pair.peer.get(u"/ws/status"_s).json()["client_count"_L1].toInt(-1), 0);
}

void TestBridgeServer::handshakesAnswerWithAnId()
{
    Pair pair;
    const QJsonObject said = pair.shake(u"lightroom"_s);
    QVERIFY(said["success"_L1].toBool());
    QVERIFY(!said["client_id"_L1].toString().isEmpty());
    QCOMPARE(said["protocol_version"_L1].toString(), u"1.0"_s);
}

void TestBridgeServer::wrongHandshakesAreRefused()
{
    Pair pair;
    QCOMPARE(pair.peer.call("POST", u"/ws/handshake"_s).status, 400);
    QCOMPARE(pair.peer.post(u"/ws/handshake"_s, {}).status, 400);
    QCOMPARE(pair.peer.call("POST", u"/ws/handshake"_s, "[1]").status, 500);
    QCOMPARE(pair.peer.get(u"/ws/handshake"_s).status, 405);
    pair.server.usualRequest415 = true; // as the program really answers
    QCOMPARE(pair.peer.call("POST", u"/ws/handshake"_s).status, 415);
}

void TestBridgeServer::pollingNeedsAnId()
{
    Pair pair;
    QCOMPARE(pair.peer.get(u"/ws/poll?client_id=invalid"_s).status, 404);
    QCOMPARE(pair.peer.get(u"/ws/poll"_s).status, 400);
    const QString id = pair.shake(u"gui"_s)["client_id"_L1].toString();
    const QJsonArray first = pair.poll(id);
    QCOMPARE(first.size(), 1);
    QCOMPARE(first[0].toObject()["type"_L1].toString(), u"connection_established"_s);
    QVERIFY(pair.poll(id).isEmpty());
}

void TestBridgeServer::pingsAreAnsweredWithPong()
{
    Pair pair;
    const QString id = pair.shake(u"gui"_s)["client_id"_L1].toString();
    QCOMPARE(pair.say(id, { { "type"_L1, u"ping"_s } })["type"_L1].toString(), u"pong"_s);
    QCOMPARE(pair.say(id, { { "x"_L1, 1 } })["error"_L1].toString(), u"Message type required"_s);
    QVERIFY(pair.say(id, { { "type"_L1, u"no_such"_s } }).isEmpty());
}

void TestBridgeServer::registeringAndSubscribingAreConfirmed()
{
    Pair pair;
    const QString id = pair.shake(u"gui"_s)["client_id"_L1].toString();
    QCOMPARE(
        pair.say(id,
                 { { "type"_L1, u"register"_s }, { "client_type"_L1, u"lightroom"_s } })["type"_L1]
            .toString(),
        u"registration_confirmed"_s);
    const QJsonObject said = pair.say(
        id,
        { { "type"_L1, u"subscribe"_s }, { "channels"_L1, QJsonArray{ u"jobs"_s, u"system"_s } } });
    QCOMPARE(said["type"_L1].toString(), u"subscription_confirmed"_s);
    QVERIFY(said["channels"_L1].toArray().contains(u"jobs"_s));
}

void TestBridgeServer::broadcastsReachEveryone()
{
    Pair pair;
    QStringList ids;
    for (const auto &type : { u"lightroom"_s, u"gui"_s }) {
        ids.append(pair.shake(type)["client_id"_L1].toString());
        pair.poll(ids.last());
    }
    pair.peer.post(u"/ws/broadcast"_s,
                   { { "message"_L1, QJsonObject{ { "type"_L1, u"test_message"_s } } } });
    for (const QString &id : ids)
        QCOMPARE(pair.poll(id)[0].toObject()["type"_L1].toString(), u"test_message"_s);
}

void TestBridgeServer::channelsFilter()
{
    Pair pair;
    const QString listener = pair.shake(u"gui"_s)["client_id"_L1].toString();
    const QString other = pair.shake(u"gui"_s)["client_id"_L1].toString();
    pair.poll(listener);
    pair.poll(other);
    pair.say(listener,
             { { "type"_L1, u"subscribe"_s }, { "channels"_L1, QJsonArray{ u"jobs"_s } } });
    pair.peer.post(u"/ws/broadcast"_s,
                   { { "message"_L1, QJsonObject{ { "type"_L1, u"job_progress"_s } } },
                     { "channel"_L1, u"jobs"_s } });
    QCOMPARE(pair.poll(listener).size(), 1);
    QCOMPARE(pair.poll(other).size(), 0);
}

void TestBridgeServer::messagesGoToOneKindOfClient()
{
    Pair pair;
    const QString lightroom = pair.shake(u"lightroom"_s)["client_id"_L1].toString();
    const QString gui = pair.shake(u"gui"_s)["client_id"_L1].toString();
    pair.poll(lightroom);
    pair.poll(gui);
    QCOMPARE(pair.server.sendToType(u"lightroom"_s, { { "type"_L1, u"reload_config"_s } }), 1);
    QCOMPARE(pair.poll(lightroom).size(), 1);
    QCOMPARE(pair.poll(gui).size(), 0);
}

void TestBridgeServer::disconnectingEndsAClient()
{
    Pair pair;
    const QString id = pair.shake(u"gui"_s)["client_id"_L1].toString();
    QCOMPARE(pair.server.clientIds().size(), 1);
    const auto said = pair.peer.post(u"/ws/disconnect"_s, { { "client_id"_L1, id } });
    QCOMPARE(said.status, 200);
    QVERIFY(said.json()["success"_L1].toBool());
    QVERIFY(pair.server.clientIds().isEmpty());
}

void TestBridgeServer::clientsAreListed()
{
    Pair pair;
    pair.shake(u"lightroom"_s);
    pair.shake(u"gui"_s);
    const QJsonObject said = pair.peer.get(u"/ws/clients"_s).json();
    QVERIFY(said["success"_L1].toBool());
    QCOMPARE(said["count"_L1].toInt(), 2);
    QCOMPARE(said["clients"_L1].toArray().size(), 2);
}

void TestBridgeServer::staleClientsAreSwept()
{
    Pair pair;
    pair.shake(u"gui"_s);
    pair.server.age(10);
    const QJsonObject said
        = pair.peer.post(u"/ws/cleanup"_s, { { "timeout_minutes"_L1, 5 } }).json();
    QCOMPARE(said["removed_count"_L1].toInt(), 1);
    QVERIFY(pair.server.clientIds().isEmpty());
}

void TestBridgeServer::fullQueuesDropTheOldest()
{
    Pair pair;
    const QString id = pair.shake(u"gui"_s)["client_id"_L1].toString();
    for (int i = 0; i < 150; ++i)
        pair.server.sendTo(id, { { "type"_L1, u"x"_s }, { "index"_L1, i } });
    const QJsonArray queue = pair.poll(id);
    QCOMPARE(queue.size(), 100);
    QCOMPARE(queue.first().toObject()["index"_L1].toInt(), 50);
    QCOMPARE(queue.last().toObject()["index"_L1].toInt(), 149);
}

void TestBridgeServer::theFirstRoundShakesHandsAndReadsEverything()
{
    Pair pair;
    pair.round(true);
    const QStringList ids = pair.server.clientIds();
    QCOMPARE(ids.size(), 1);
    QCOMPARE(pair.clientId(), ids[0]);
    const QJsonObject us = pair.server.client(ids[0]);
    QCOMPARE(us["client_type"_L1].toString(), u"gui"_s);
    const QJsonArray channels = us["subscriptions"_L1].toArray();
    for (const auto &channel : { u"jobs"_s, u"system"_s, u"photos"_s })
        QVERIFY(channels.contains(channel));
    const qsizetype shaken = pair.client.asked.indexOf(u"push:handshake:full"_s);
    QVERIFY(shaken > 0);
    QCOMPARE(pair.client.asked.mid(shaken, 4),
             (QStringList{ u"push:handshake:full"_s, u"push:register"_s, u"push:subscribe"_s,
                           u"push:poll:fresh"_s }));
    const auto jobs = pair.client.all<wire::JobsReplaced>();
    QCOMPARE(jobs.size(), size_t(1));
    QCOMPARE(jobs[0].jobs.size(), size_t(4));
    QCOMPARE(jobs[0].jobs[0].name, u"IMG_0001.jpg"_s); // known from the photos before it
    QCOMPARE(pair.client.all<wire::ItemsReplaced>().size(), size_t(4));
    QVERIFY(!pair.client.all<wire::SystemStatusSeen>().empty());
    QCOMPARE(pair.client.facts.extra.value(u"zone"_s), u"60"_s);
    QCOMPARE(pair.client.facts.extra.value(u"routes.late"_s), u"yes"_s);
    QVERIFY(pair.client.issues.empty());
}

void TestBridgeServer::laterRoundsPollAtOnce()
{
    Pair pair;
    pair.round(true);
    pair.round();
    QCOMPARE(pair.server.countOf(u"GET /ws/poll?client_id="_s), 1);
    QCOMPARE(pair.server.countOf(u"POST /ws/handshake"_s), 0);
    QVERIFY(pair.client.issues.empty());
}

void TestBridgeServer::notifiedProgressArrives()
{
    Pair pair;
    pair.round(true);
    const std::pair<QString, QJsonObject> calls[]
        = { { u"/ws/notify/job_progress"_s,
              { { "job_id"_L1, u"job123"_s },
                { "stage"_L1, u"processing"_s },
                { "progress"_L1, 50 },
                { "message"_L1, u"Applying settings..."_s } } },
            { u"/ws/notify/job_complete"_s,
              { { "job_id"_L1, u"job124"_s }, { "success"_L1, false } } },
            { u"/ws/notify/system_status"_s,
              { { "status"_L1, QJsonObject{ { "cpu_usage"_L1, 45.2 } } } } } };
    for (const auto &[path, body] : calls)
        QCOMPARE(pair.peer.post(path, body).status, 200);
    QCOMPARE(pair.peer.post(u"/ws/notify/job_progress"_s, {}).status, 400);
    pair.round();
    const wire::Job *job = jobIn(pair.client.all<wire::JobSeen>(), u"job123"_s);
    QVERIFY(job);
    QCOMPARE(pair.client.all<wire::JobStateSeen>().at(0).state, wire::JobState::Failed);
    // Local time, the zone learnt from the first answers.
    const auto ended = pair.client.all<wire::JobStateSeen>().at(0).time;
    QVERIFY(ended);
    QVERIFY(std::chrono::abs(*ended - SystemClock().wall()) < std::chrono::minutes(1));
}

void TestBridgeServer::messagesToUsAloneArrive()
{
    Pair pair;
    pair.round(true);
    pair.peer.post(
        u"/ws/send/"_s + pair.clientId(),
        { { "message"_L1,
            QJsonObject{ { "type"_L1, u"notification"_s }, { "message"_L1, u"Hello"_s } } } });
    pair.round();
    QCOMPARE(pair.client.all<wire::NoticeSeen>().at(0).text, u"Hello"_s);
}

void TestBridgeServer::pingsGoOutEveryHalfMinute()
{
    Pair pair;
    pair.round(true);
    pair.round();
    QCOMPARE(pair.client.asked.count(u"push:ping"_s), 1);
    pair.client.now += Millis(29'000);
    pair.round();
    QCOMPARE(pair.client.asked.count(u"push:ping"_s), 0);
    pair.client.now += Millis(2000);
    pair.round();
    QCOMPARE(pair.client.asked.count(u"push:ping"_s), 1);
    QVERIFY(pair.client.issues.empty());
}

void TestBridgeServer::aRestartMeansANewIdAndAFullRead_data()
{
    QTest::addColumn<bool>("pages");
    QTest::newRow("as JSON") << false;
    QTest::newRow("as a page") << true;
}

void TestBridgeServer::aRestartMeansANewIdAndAFullRead()
{
    QFETCH(bool, pages);
    Pair pair;
    pair.round(true);
    const QString before = pair.clientId();
    pair.server.restart();
    pair.server.htmlErrors = pages;
    pair.server.addJob(u"jobnew"_s, u"pending"_s, 2);
    pair.round();
    QVERIFY(!pair.clientId().isEmpty() && pair.clientId() != before);
    QCOMPARE(pair.server.clientIds(), QStringList{ pair.clientId() });
    QVERIFY(pair.server.client(pair.clientId())["subscriptions"_L1].toArray().size() == 3);
    QCOMPARE(pair.client.all<wire::GapSeen>().size(), size_t(1));
    QCOMPARE(pair.client.all<wire::JobsReplaced>().at(0).jobs.size(), size_t(5));
    pair.round();
    QVERIFY(pair.client.issues.empty());
    QVERIFY(pair.client.all<wire::GapSeen>().empty());
}

// Two requests of one round under the old id: the second must not cost us the new one.
void TestBridgeServer::anIdIsRenewedOnceARound()
{
    Pair pair;
    pair.round(true);
    pair.server.restart();
    pair.round();
    QCOMPARE(pair.client.asked.count(u"push:ping"_s), 1);
    QCOMPARE(pair.client.asked.count(u"push:handshake:again"_s), 1);
    QCOMPARE(pair.server.clientIds(), QStringList{ pair.clientId() });
}

void TestBridgeServer::beingSweptOutIsHealed()
{
    Pair pair;
    pair.round(true);
    pair.server.age(10);
    QCOMPARE(pair.server.cleanUp(5), 1);
    pair.round();
    QCOMPARE(pair.server.clientIds(), QStringList{ pair.clientId() });
}

void TestBridgeServer::anOverflowIsAVisibleGap()
{
    Pair pair;
    pair.round(true);
    for (int i = 0; i < 150; ++i)
        pair.server.broadcast({ { "type"_L1, u"job_progress"_s }, { "job_id"_L1, i } }, u"jobs"_s);
    pair.round();
    QCOMPARE(pair.client.all<wire::GapSeen>().size(), size_t(1));
    QCOMPARE(pair.client.all<wire::JobsReplaced>().size(), size_t(1));
    pair.round();
    QVERIFY(pair.client.all<wire::GapSeen>().empty());
}

void TestBridgeServer::aDeadlockIsNamedAndTheRestGoesOn()
{
    Pair pair;
    pair.round(true);
    pair.server.deadlock = true;
    pair.server.broadcast({ { "type"_L1, u"job_progress"_s }, { "job_id"_L1, u"a"_s } }, u"jobs"_s);
    QVERIFY(pair.server.wedged);
    pair.round();
    QVERIFY(isKind(pair.client.told<wire::Standing>(), Kind::Wedged));
    QVERIFY(!pair.client.all<wire::JobSeen>().empty()); // REST goes on
    // Left out from now on; the truth is still read.
    pair.round();
    QCOMPARE(pair.server.countOf(u"GET /ws/"_s) + pair.server.countOf(u"POST /ws/"_s), 0);
    QVERIFY(pair.server.countOf(u"GET /api/jobs"_s) > 0);
    QVERIFY(pair.client.told<wire::Standing>().empty());
    // Tried again rarely; here the server was mended meanwhile.
    pair.server.restart();
    int rounds = 0;
    while (rounds < 100 && pair.client.told<wire::Standing>().empty()) {
        pair.round();
        ++rounds;
    }
    QVERIFY(rounds > 50 && rounds < 70);
    QVERIFY(isKind(pair.client.told<wire::Standing>(), Kind::Usual));
    QCOMPARE(pair.server.clientIds(), QStringList{ pair.clientId() });
}

void TestBridgeServer::aServerThatHangsAlreadyIsNamedOnce()
{
    Pair pair;
    pair.server.wedged = true;
    pair.client.longest = Millis(100);
    pair.round(true);
    QCOMPARE(pair.client.all<wire::JobsReplaced>().size(), size_t(1));
    QVERIFY(isKind(pair.client.told<wire::Standing>(), Kind::Wedged));
    QCOMPARE(pair.client.facts.extra.value(u"push.wedged"_s), u"1"_s);
}

void TestBridgeServer::lateRoutesAreFoundAbsent()
{
    Pair pair;
    pair.server.lateRoutes = false;
    pair.round(true);
    QCOMPARE(pair.client.facts.extra.value(u"routes.late"_s), u"no"_s);
    QVERIFY(pair.client.issues.empty());
    QVERIFY(!pair.clientId().isEmpty());
    for (const wire::ActionOffer &one : dialect().capabilities(pair.client.facts).offers) {
        if (one.name == "photo.export"_L1)
            QCOMPARE(one.capability.reason, u"noRoute"_s);
    }
    pair.round();
    QCOMPARE(pair.server.countOf(u"GET /ws/status"_s), 0);
}

void TestBridgeServer::slowStatisticsHoldUpNothing()
{
    Pair pair;
    pair.server.slowMs = 5000;
    pair.client.longest = Millis(150);
    pair.round(true);
    QCOMPARE(pair.client.all<wire::JobsReplaced>().size(), size_t(1));
    QVERIFY(!pair.clientId().isEmpty());
    QCOMPARE(pair.client.issues.size(), size_t(2));
    QVERIFY(pair.client.told<wire::Standing>().empty());
    pair.round();
    QCOMPARE(pair.server.countOf(u"GET /queue/"_s), 0);
    pair.client.now += Millis(61'000);
    pair.server.slowMs = 0;
    pair.server.workers = 2;
    pair.round();
    QCOMPARE(pair.server.countOf(u"GET /queue/workers"_s), 1);
    // The status tells how many wait: this one would cost 3 s for nothing.
    QCOMPARE(pair.server.countOf(u"GET /queue/stats"_s), 0);
    QVERIFY(pair.client.issues.empty());
}

void TestBridgeServer::aBrokenListHidesNoOther()
{
    for (const auto &path : { u"/api/photos"_s, u"/api/sessions"_s, u"/api/approval/queue"_s,
                              u"/api/statistics/daily"_s, u"/hotfolder/status"_s }) {
        Pair pair;
        pair.server.broken = QStringList{ path };
        pair.round(true);
        QCOMPARE(pair.client.all<wire::JobsReplaced>().size(), size_t(1));
        QCOMPARE(pair.client.issues.size(), size_t(1));
        QVERIFY(!pair.clientId().isEmpty());
    }
}

void TestBridgeServer::missingListsAreAskedForAgainAfterARestart()
{
    Pair pair;
    pair.server.missing = QStringList{ u"/api/sessions"_s, u"/logs"_s };
    pair.round(true);
    QCOMPARE(pair.client.all<wire::NoticeSeen>().size(), size_t(2)); // the list, and no workers
    pair.round(true);
    QCOMPARE(pair.server.countOf(u"GET /api/sessions"_s), 0);
    pair.server.missing.clear();
    pair.server.restart();
    pair.round();
    pair.round(true);
    QCOMPARE(pair.server.countOf(u"GET /api/sessions"_s), 1);
    QVERIFY(pair.client.issues.empty());
}

// With a socket the fallback and its /ws/status are left alone.
void TestBridgeServer::theSocketLearnsTheLateRoutes()
{
    for (const bool there : { true, false }) {
        Pair pair;
        pair.server.lateRoutes = there;
        pair.client.hear(R"({"type":"connection_established","client_id":139937110970448})");
        pair.round(true);
        QCOMPARE(pair.client.facts.extra.value(u"routes.late"_s), there ? u"yes"_s : u"no"_s);
        QCOMPARE(pair.server.countOf(u"GET /ws/"_s), 0);
        QVERIFY(pair.client.issues.empty());
        // The program is started anew in the other way.
        pair.server.lateRoutes = !there;
        pair.round(true);
        QCOMPARE(pair.client.facts.extra.value(u"routes.late"_s), there ? u"no"_s : u"yes"_s);
    }
}

void TestBridgeServer::oldJobsAreFollowedBeyondThePage()
{
    Pair pair;
    pair.round(true);
    for (int i = 0; i < 150; ++i)
        pair.server.addJob(u"new%1"_s.arg(i), u"pending"_s, 2);
    pair.server.setJob(u"jobpend0001"_s, u"processing"_s);
    pair.round();
    QCOMPARE(jobIn(pair.client.all<wire::JobSeen>(), u"jobpend0001"_s)->state,
             wire::JobState::Running);
    pair.server.setJob(u"jobpend0001"_s, u"completed"_s);
    pair.round();
    QCOMPARE(jobIn(pair.client.all<wire::JobSeen>(), u"jobpend0001"_s)->state,
             wire::JobState::Done);
    QVERIFY(pair.client.issues.empty());
}

void TestBridgeServer::theLogAndTheReporterAreRead()
{
    Pair pair;
    pair.round(true);
    pair.server.logs = { QJsonObject{ { "timestamp"_L1, u"2026-11-21T12:20:34.5"_s },
                                      { "level"_L1, u"WARNING"_s },
                                      { "message"_L1, u"Preset is old"_s },
                                      { "job_id"_L1, u"jobproc0001"_s } },
                         QJsonObject{ { "timestamp"_L1, u"2026-11-21T12:20:34.5"_s },
                                      { "level"_L1, u"INFO"_s },
                                      { "message"_L1, u"Nothing of it"_s } } };
    pair.server.active = { { "jobproc0001"_L1,
                             QJsonObject{ { "job_id"_L1, u"jobproc0001"_s },
                                          { "current_stage"_L1, u"exporting"_s },
                                          { "progress"_L1, 80 } } } };
    pair.client.now += Millis(10'000);
    pair.round();
    QCOMPARE(pair.client.all<wire::JobProgressed>().at(0).progress, 80.0);
    pair.client.submit(wire::FetchDetail{ JobId{ u"jobproc0001"_s } });
    const auto detail = pair.client.all<wire::JobDetailSeen>().at(0);
    QCOMPARE(detail.log.size(), size_t(1));
    QCOMPARE(detail.log[0].level, u"warning"_s);
    QCOMPARE(detail.log[0].text, u"Preset is old"_s);
    QVERIFY(pair.client.issues.empty());
}

void TestBridgeServer::aSubscriptionThatWasLostIsMadeAgain()
{
    Pair pair;
    pair.server.failsSubscribe = 10; // also when the same is sent again by itself
    pair.round(true);
    QVERIFY(pair.clientId().isEmpty());
    pair.server.failsSubscribe = 0;
    pair.client.now += Millis(6000);
    pair.round();
    QVERIFY(!pair.clientId().isEmpty());
    QCOMPARE(pair.server.client(pair.clientId())["subscriptions"_L1].toArray().size(), 3);
    QVERIFY(pair.client.told<wire::Standing>().empty());
}

void TestBridgeServer::jobsMoveOn()
{
    Pair pair;
    pair.round(true);
    pair.server.moveOn();
    pair.round();
    QCOMPARE(jobIn(pair.client.all<wire::JobSeen>(), u"jobpend0001"_s)->state,
             wire::JobState::Running);
    pair.server.moveOn();
    pair.round();
    const auto seen = pair.client.all<wire::JobSeen>();
    QCOMPARE(jobIn(seen, u"jobpend0001"_s)->state, wire::JobState::Done);
    QVERIFY(jobIn(seen, u"jobpend0001"_s)->finished);
}

void TestBridgeServer::priorityRetryAndCancelBehaveAsTheServer()
{
    Pair pair;
    pair.round(true);
    const auto act = [&pair](const QString &job, wire::JobAction action, int priority = 0) {
        pair.client.clear();
        pair.client.submit(wire::ControlJob{ edit, JobId{ job }, action, priority, {} });
        const auto settled = pair.client.all<wire::EditSettled>();
        return settled.size() == 1 ? settled[0] : wire::EditSettled{};
    };
    QCOMPARE(act(u"jobpend0001"_s, wire::JobAction::Prioritise, 3).verdict, Verdict::Applied);
    QCOMPARE(pair.client.all<wire::JobDetailSeen>().at(0).job.priority, 3);
    QCOMPARE(act(u"jobfail0001"_s, wire::JobAction::Retry).verdict, Verdict::Applied);
    // A new job; the old one stays as it failed.
    QCOMPARE(pair.client.all<wire::JobDetailSeen>().at(0).job.state, wire::JobState::Failed);
    QCOMPARE(jobIn(pair.client.all<wire::JobSeen>(), u"again-jobfail0001"_s)->state,
             wire::JobState::Queued);
    const auto refused = act(u"jobpend0001"_s, wire::JobAction::Cancel);
    QCOMPARE(refused.verdict, Verdict::Invalid);
    QVERIFY(refused.message.contains("500"_L1));
    pair.server.cancels = true; // a server that has been mended
    QCOMPARE(act(u"jobpend0001"_s, wire::JobAction::Cancel).verdict, Verdict::Applied);
    QCOMPARE(pair.client.all<wire::JobDetailSeen>().at(0).job.state, wire::JobState::Cancelled);
    QCOMPARE(act(u"nope"_s, wire::JobAction::Retry).verdict, Verdict::Invalid);
}

void TestBridgeServer::jobsAreDeletedWhereTheyCan()
{
    Pair pair;
    pair.round(true);
    pair.client.clear();
    pair.client.submit(wire::RunAction{ edit, u"job.delete"_s, u"jobpend0001"_s, {} });
    QCOMPARE(pair.client.all<wire::JobRemoved>().at(0).id.text, u"jobpend0001"_s);
    pair.client.clear();
    pair.client.submit(wire::RunAction{ edit, u"job.delete"_s, u"jobproc0001"_s, {} });
    QCOMPARE(pair.client.all<wire::EditSettled>().at(0).message,
             u"Cannot delete job with status: processing"_s);
}

void TestBridgeServer::approvalsAreDecided()
{
    Pair pair;
    pair.round(true);
    const auto waiting = [&pair] {
        for (const auto &list : pair.client.all<wire::ItemsReplaced>()) {
            if (list.kind == "approval"_L1)
                return static_cast<int>(list.items.size());
        }
        return -1;
    };
    QCOMPARE(waiting(), 3);
    const std::tuple<QString, QString, QJsonObject> verdicts[]
        = { { u"approval.approve"_s, u"1"_s, {} },
            { u"approval.reject"_s, u"2"_s, { { "reason"_L1, u"blur"_s } } },
            { u"approval.modify"_s, u"3"_s, { { "new_preset"_L1, u"P2"_s } } } };
    int left = 3;
    pair.client.interest.kinds = QStringList{ u"approval"_s };
    for (const auto &[action, photo, arguments] : verdicts) {
        pair.client.clear();
        QVERIFY(pair.client.submit(wire::RunAction{ edit, action, photo, arguments }));
        QCOMPARE(pair.client.all<wire::EditSettled>().at(0).verdict, Verdict::Applied);
        QCOMPARE(pair.client.all<wire::ItemRemoved>().at(0).id.text, photo);
        pair.round();
        QCOMPARE(waiting(), --left);
    }
}

void TestBridgeServer::batchesRunAndPause()
{
    Pair pair;
    pair.round(true);
    pair.client.clear();
    pair.client.submit(
        wire::RunAction{ edit, u"batch.start"_s, {}, { { "photo_ids"_L1, u"1, 2, 3, 4"_s } } });
    const auto settled = pair.client.all<wire::EditSettled>().at(0);
    QCOMPARE(settled.jobs.size(), size_t(1));
    const JobId batch = settled.jobs[0];
    pair.server.setBatch(batch.text.mid(6), u"running"_s, 1, 4);
    pair.client.interest.open = { { batch, {}, {} } };
    pair.client.now += Millis(1000); // with every round
    pair.round();
    QCOMPARE(jobIn(pair.client.all<wire::JobSeen>(), batch.text)->progress, 25.0);
    pair.client.clear();
    pair.client.now += Millis(1000);
    pair.client.submit(wire::ControlJob{ edit, batch, wire::JobAction::Pause, 0, {} });
    QCOMPARE(jobIn(pair.client.all<wire::JobSeen>(), batch.text)->state, wire::JobState::Paused);
    // A full read keeps it in the list, and never asks for the list that hangs.
    pair.client.now += Millis(1000);
    pair.round(true);
    const auto lists = pair.client.all<wire::JobsReplaced>();
    QVERIFY(std::ranges::any_of(lists, [&batch](const wire::JobsReplaced &list) {
        return list.jobs.size() == 1 && list.jobs[0].id == batch;
    }));
    QCOMPARE(pair.server.countOf(u"GET /batch/list"_s), 0);
    pair.server.restart();
    pair.client.now += Millis(1000);
    pair.client.interest.open.clear();
    pair.round(true);
    QVERIFY(!pair.client.facts.extra.contains(u"batches"_s));
}

void TestBridgeServer::ourMessagesAreHeardWhereTheyAre()
{
    Pair pair;
    const wire::RunAction progress{ edit,
                                    u"message.send"_s,
                                    {},
                                    { { "type"_L1, u"job_progress"_s },
                                      { "job_id"_L1, u"j"_s },
                                      { "stage"_L1, u"exporting"_s },
                                      { "progress"_L1, 50 } } };
    QVERIFY(!pair.client.submit(progress)); // nobody to say it as
    pair.round(true);
    pair.client.clear();
    QVERIFY(pair.client.submit(progress));
    // The program drops it (c1.1); that is said.
    QCOMPARE(pair.client.all<wire::EditSettled>().at(0).verdict, Verdict::Invalid);
    pair.server.relays = true;
    const QString other = pair.shake(u"gui"_s)["client_id"_L1].toString();
    pair.poll(other);
    pair.client.clear();
    QVERIFY(pair.client.submit(progress));
    QCOMPARE(pair.client.all<wire::EditSettled>().at(0).verdict, Verdict::Applied);
    QCOMPARE(pair.poll(other)[0].toObject()["job_id"_L1].toString(), u"j"_s);
}

// S43, S44, as the program's own client words them.
void TestBridgeServer::completionsAndErrorsCanBeSent()
{
    Pair pair;
    pair.round(true);
    pair.server.relays = true;
    const QString other = pair.shake(u"gui"_s)["client_id"_L1].toString();
    pair.poll(other);
    const auto say = [&pair](const QJsonObject &message) {
        pair.client.clear();
        return pair.client.submit(wire::RunAction{ edit, u"message.send"_s, {}, message });
    };
    QVERIFY(say({ { "type"_L1, u"job_completed"_s },
                  { "job_id"_L1, u"j"_s },
                  { "success"_L1, true },
                  { "result"_L1, uR"({"output":"/srv/a.jpg"})"_s } }));
    const QJsonObject done = pair.poll(other)[0].toObject();
    QCOMPARE(done["result"_L1].toObject()["output"_L1].toString(), u"/srv/a.jpg"_s);
    QVERIFY(done["success"_L1].toBool());
    QVERIFY(say({ { "type"_L1, u"error_occurred"_s },
                  { "error_type"_L1, u"PresetError"_s },
                  { "error_message"_L1, u"Preset not found"_s },
                  { "error_details"_L1, uR"({"preset":"X"})"_s } }));
    const QJsonObject error = pair.poll(other)[0].toObject();
    QCOMPARE(error["error_type"_L1].toString(), u"PresetError"_s);
    QCOMPARE(error["error_message"_L1].toString(), u"Preset not found"_s);
    QCOMPARE(error["error_details"_L1].toObject()["preset"_L1].toString(), u"X"_s);
    QVERIFY(!say({ { "type"_L1, u"job_completed"_s }, { "result"_L1, u"no object"_s } }));
    QVERIFY(pair.poll(other).isEmpty());
}

void TestBridgeServer::leavingFreesOurId()
{
    Pair pair;
    pair.round(true);
    QCOMPARE(pair.server.clientIds().size(), 1);
    pair.client.run(dialect().goodbye(pair.client.facts));
    QVERIFY(pair.server.clientIds().isEmpty());
    // Coming back begins with a new id, not with a gap.
    QVERIFY(pair.clientId().isEmpty());
    pair.round(true);
    QVERIFY(pair.client.all<wire::GapSeen>().empty());
    QCOMPARE(pair.server.clientIds(), QStringList{ pair.clientId() });
}

void TestBridgeServer::signInWorks()
{
    Pair pair;
    wire::Credentials credentials;
    credentials.kind = wire::SignInKind::Password;
    credentials.values = { { u"username"_s, Secret("admin") }, { u"password"_s, Secret("x") } };
    pair.client.run({ *dialect().signIn(credentials, pair.client.facts) });
    QCOMPARE(pair.client.told<wire::SignedIn>().at(0).who, u"admin"_s);
    QVERIFY(pair.client.facts.tokenUntil);
    credentials.values.insert(u"username"_s, Secret("eve"));
    pair.client.run({ *dialect().signIn(credentials, pair.client.facts) });
    QCOMPARE(pair.client.told<wire::SignInRefused>().size(), size_t(1));
}

void TestBridgeServer::theServerIsRecognisedAsOurs()
{
    Pair pair;
    QList<int> scores;
    for (const wire::HttpRequest &probe : dialect().probes(pair.server.url()))
        scores.append(dialect().recognise(probe, pair.client.call(probe)).score);
    QCOMPARE(scores, (QList<int>{ 60, 100, 90 }));
    QVERIFY(pair.server.clientIds().isEmpty());
    for (const QString &line : std::as_const(pair.server.seen))
        QVERIFY(line.startsWith("GET "_L1));
}

void TestBridgeServer::longListsAreReadToTheirEnd()
{
    Pair pair;
    for (int i = 0; i < 1196; ++i)
        pair.server.addJob(u"long%1"_s.arg(i), u"pending"_s, 1);
    pair.round(true);
    size_t found = 0;
    for (const auto &page : pair.client.all<wire::JobsReplaced>())
        found += page.jobs.size();
    QCOMPARE(found, size_t(1200));
    QCOMPARE(pair.server.countOf(u"GET /api/jobs?"_s), 3);
}

void TestBridgeServer::theNativeSocketTellsWhatHappens()
{
    Pair pair;
    const wire::Greeting greeting = dialect().greet(pair.client.facts.profile, pair.client.facts);
    QWebSocket socket;
    QStringList types;
    connect(&socket, &QWebSocket::textMessageReceived, this, [&](const QString &text) {
        types.append(QJsonDocument::fromJson(text.toUtf8())["type"_L1].toString());
        pair.client.hear(text.toUtf8());
    });
    socket.open(greeting.url);
    QTRY_VERIFY(!pair.client.told<wire::Greeted>().empty());
    QVERIFY(pair.client.facts.connection.toLongLong() > (1LL << 32));
    for (const wire::Frame &frame : dialect().subscribe({}, pair.client.facts))
        socket.sendTextMessage(QString::fromUtf8(frame.bytes));
    QTRY_VERIFY(types.contains(u"subscription_confirmed"_s));
    // The heartbeat is ours alone.
    socket.sendTextMessage(QString::fromUtf8(greeting.ping->bytes));
    QTRY_VERIFY(types.contains(u"pong"_s));
    // With the socket open the fallback is not touched.
    pair.round(true);
    QCOMPARE(pair.server.countOf(u"POST /ws/"_s) + pair.server.countOf(u"GET /ws/"_s), 0);
    QCOMPARE(pair.client.facts.extra.value(u"zone"_s), u"60"_s);
    pair.client.clear();
    pair.peer.post(u"/api/jobs"_s, { { "photo_id"_L1, 1 }, { "config"_L1, QJsonObject() } });
    QTRY_COMPARE(pair.client.all<wire::JobSeen>().size(), size_t(1));
    pair.peer.post(u"/api/approval/3/approve"_s, {});
    QTRY_VERIFY(types.contains(u"approval_queue_updated"_s));
    QTRY_COMPARE(pair.client.all<wire::ItemRemoved>().size(), size_t(1));
    pair.server.emitNative(u"moon_phase"_s, { { "full"_L1, true } }, u"system"_s);
    QTRY_VERIFY(!pair.client.all<wire::NoticeSeen>().empty());
    pair.client.clear();
    socket.sendTextMessage(u"not json"_s);
    QTRY_COMPARE(pair.client.all<wire::NoticeSeen>().size(), size_t(1));
    QVERIFY(!types.contains(u"ping"_s));
    QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    pair.server.closeNative(1000);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(dialect().judge(1000, {}, 0), wire::CloseVerdict::Retry);
}

void TestBridgeServer::aRefusedSocketMeansPolling()
{
    Pair pair;
    pair.server.native = false;
    wire::HttpRequest upgrade;
    upgrade.url = pair.server.url().resolved(QUrl(u"/ws"_s));
    const int status = pair.client.call(upgrade).status;
    QCOMPARE(status, 404);
    QCOMPARE(dialect().judge(0, {}, status), wire::CloseVerdict::Poll);
    pair.round(true);
    QVERIFY(!pair.clientId().isEmpty());
}

void TestBridgeServer::aServerOfOneThreadIsPolledInTheEnd()
{
    Pair pair;
    pair.server.singleThread = true;
    pair.client.longest = Millis(100);
    QWebSocket socket;
    connect(&socket, &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { pair.client.hear(text.toUtf8()); });
    socket.open(dialect().greet(pair.client.facts.profile, pair.client.facts).url);
    QTRY_VERIFY(!pair.client.told<wire::Greeted>().empty());
    pair.round(true);
    QVERIFY(pair.client.told<wire::Draining>().empty());
    // The socket itself is answered: it is what occupies the server.
    const auto frames = pair.server.heard.size();
    socket.sendTextMessage(u"{\"type\":\"ping\"}"_s);
    QTRY_VERIFY(pair.server.heard.size() > frames);
    QTRY_VERIFY(pair.client.facts.extra.contains(u"socket.speaks"_s));
    pair.round(true);
    QCOMPARE(pair.client.told<wire::Draining>().size(), size_t(1));
    socket.close();
    QTRY_COMPARE(pair.server.natives(), 0);
    pair.client.facts.connection.clear();
    QVERIFY(dialect().greet(pair.client.facts.profile, pair.client.facts).url.isEmpty());
    pair.round(true);
    QVERIFY(!pair.clientId().isEmpty());
}

QTEST_GUILESS_MAIN(TestBridgeServer)
#include "tst_bridge_server.moc"
