// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A whole session with a server of the seed alone: a socket with three channels, bare messages, no
// sub-protocol and nothing over HTTP.
#include "dialects/registry.h"
#include "session/policy.h"
#include "session/session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QThread>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace fw;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;

namespace {

const ServerId server{ u"seed"_s };

/// Passes on what a client publishes to all who subscribed, the one included (S17).
class SeedServer final : public QObject
{
public:
    SeedServer()
        : m_server(u"seed"_s, QWebSocketServer::NonSecureMode)
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, &SeedServer::take);
    }
    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }
    void say(const QByteArray &text)
    {
        for (QWebSocket *client : std::as_const(m_clients))
            client->sendTextMessage(QString::fromUtf8(text));
    }
    void killAll()
    {
        const auto clients = std::exchange(m_clients, {});
        subscribed.clear();
        for (QWebSocket *client : clients)
            client->abort();
    }
    QStringList subscribed; ///< channels, since the last connection
    QList<QJsonObject> published;
    int connections = 0;

private:
    void take()
    {
        QWebSocket *client = m_server.nextPendingConnection();
        client->setParent(this);
        m_clients.append(client);
        ++connections;
        connect(client, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
            if (message["action"_L1] == "subscribe"_L1)
                subscribed.append(message["channel"_L1].toString());
            if (message["action"_L1] != "publish"_L1)
                return;
            published.append(message);
            say(QJsonDocument(message["data"_L1].toObject()).toJson(QJsonDocument::Compact));
        });
    }
    QWebSocketServer m_server;
    QList<QWebSocket *> m_clients;
};

} // namespace

/// Every kind of message of the seed, up to what a view shows.
class TestOrchestratorSeed final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void allThreeChannelsAreSubscribedAgainAfterALoss();
    void aJobRunsFromStartToOutputs();
    void aJobThatFailsSaysWhyInEveryForm_data();
    void aJobThatFailsSaysWhyInEveryForm();
    void brandsAndCropsAreKeptAndEdited();
    void badMessagesCostOnlyThemselves();

private:
    const wire::Job *job(const QString &id) const
    {
        const auto *entry = m_store->state().find(store::JobKey{ server, JobId{ id } });
        return entry ? &entry->job : nullptr;
    }
    QString stateOf(const QString &id) const
    {
        return job(id) ? wire::stateWord(job(id)->state) : u"none"_s;
    }
    const wire::Item *item(const QString &kind, const QString &id) const
    {
        const auto *entry = m_store->state().find(store::ItemKey{ server, kind, ItemId{ id } });
        return entry ? &entry->item : nullptr;
    }

    SystemClock m_clock;
    std::unique_ptr<SeedServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<session::Session> m_session;
    QStringList m_issues;
};

void TestOrchestratorSeed::init()
{
    m_issues.clear();
    m_server = std::make_unique<SeedServer>();
    QVERIFY(m_server->listen());
    m_store = std::make_unique<store::Store>(m_clock);
    m_thread = std::make_unique<QThread>();
    m_thread->start();
    wire::Profile profile;
    profile.id = server;
    profile.name = u"Seed"_s;
    profile.address = m_server->url();
    m_session = std::make_unique<session::Session>(profile, *dialects::findDialect(u"orchestrator"),
                                                   *m_store, *m_thread);
    session::SessionPolicy policy;
    policy.tick = 5ms;
    policy.link.backoffFloor = 10ms;
    policy.link.backoffStep = 20ms;
    m_session->setPolicy(policy);
    connect(m_session.get(), &session::Session::issueSeen, this,
            [this](const wire::Issue &issue) { m_issues.append(issue.failure.detail); });
    m_session->setAddress(m_server->url(), {});
    m_session->connectNow();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().phase, Phase::Live, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->subscribed.contains(u"brand:config"_s), 20'000);
    m_issues.clear();
}

void TestOrchestratorSeed::cleanup()
{
    m_session.reset();
    m_thread->quit();
    m_thread->wait();
    m_server.reset();
    m_store.reset();
}

void TestOrchestratorSeed::allThreeChannelsAreSubscribedAgainAfterALoss()
{
    const QStringList all{ u"processing:status"_s, u"crop:editor"_s, u"brand:config"_s };
    for (const QString &channel : all)
        QVERIFY(m_server->subscribed.contains(channel));
    m_server->killAll();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->connections, 2, 20'000);
    for (const QString &channel : all)
        QTRY_VERIFY_WITH_TIMEOUT(m_server->subscribed.contains(channel), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().phase, Phase::Live, 20'000);
}

void TestOrchestratorSeed::aJobRunsFromStartToOutputs()
{
    m_server->say(R"({"jobId":"abc123","status":"started","timestamp":1710000000})");
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"abc123"_s), u"running"_s, 20'000);
    QVERIFY(!job(u"abc123"_s)->progress);
    m_server->say(R"({"channel":"processing:status","data":{"jobId":"abc123",)"
                  R"("status":"processing","progress":42,"message":"Rendering"}})");
    QTRY_COMPARE_WITH_TIMEOUT(job(u"abc123"_s)->progress, std::optional(42.0), 20'000);
    QCOMPARE(job(u"abc123"_s)->message, u"Rendering"_s);
    m_server->say(R"({"type":"event","channel":"processing:status","data":{"jobId":"abc123",)"
                  R"("status":"completed","outputs":["out/a.mp4",{"filename":"b.mp4"}]}})");
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"abc123"_s), u"done"_s, 20'000);
    const auto *parts = m_store->state().partsOf({ server, JobId{ u"abc123"_s } });
    QVERIFY(parts);
    QCOMPARE(parts->outputs.size(), 2U);
    QVERIFY2(m_issues.isEmpty(), qPrintable(m_issues.join(u'\n')));
}

void TestOrchestratorSeed::aJobThatFailsSaysWhyInEveryForm_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("tail");
    const QByteArray channel = R"("channel":"processing:status",)";
    QTest::newRow("bare") << ""_ba
                          << ""_ba;
    QTest::newRow("data") << R"({)" + channel + R"("data":)"
                          << "}"_ba;
    QTest::newRow("event") << R"({)" + channel + R"("event":"error","data":)"
                           << "}"_ba;
    QTest::newRow("type") << R"({)" + channel + R"("type":"error","data":)"
                          << "}"_ba;
    QTest::newRow("payload") << R"({)" + channel + R"("payload":)"
                             << "}"_ba;
    QTest::newRow("channel as type") << R"({"type":"processing:status","data":)"_ba
                                     << "}"_ba;
}

void TestOrchestratorSeed::aJobThatFailsSaysWhyInEveryForm()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, tail);
    m_server->say(head
                  + R"({"jobId":"j","status":"failed","error":"no video stream",)"
                    R"("details":{"code":"E_NO_VIDEO"}})"
                  + tail);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"j"_s), u"failed"_s, 20'000);
    QCOMPARE(job(u"j"_s)->error->message, u"no video stream"_s);
    QCOMPARE(job(u"j"_s)->error->code, u"E_NO_VIDEO"_s);
}

void TestOrchestratorSeed::brandsAndCropsAreKeptAndEdited()
{
    m_server->say(R"({"action":"sync","brands":[{"brandName":"ScotlandWTF",)"
                  R"("settings":{"watermarkScale":0.15,"logoPadding":40}},"AcmeNews"]})");
    QTRY_COMPARE_WITH_TIMEOUT(m_store->state().itemCounts.value({ server, u"brand"_s }), 2, 20'000);
    m_server->say(R"({"channel":"crop:editor","action":"resize",)"
                  R"("payload":{"x":100,"y":100,"width":500,"height":500}})");
    QTRY_VERIFY_WITH_TIMEOUT(item(u"crop"_s, u"live"_s), 20'000);
    const EditId id = m_session->send(
        wire::RunAction{ {}, u"brand.set"_s, u"ScotlandWTF"_s, { { "watermarkScale"_L1, 0.3 } } });
    const auto fate = [&] {
        for (const store::Edit &one : m_store->state().edits) {
            if (one.id == id)
                return one.fate;
        }
        return store::Fate::Queued;
    };
    // What comes back is broadcast to all and settles it (S17, S48).
    QTRY_COMPARE_WITH_TIMEOUT(int(fate()), int(store::Fate::Accepted), 20'000);
    QCOMPARE(m_server->published.size(), 1);
    QCOMPARE(wire::fieldOf(*item(u"brand"_s, u"ScotlandWTF"_s), u"watermarkScale").toDouble(), 0.3);
    QCOMPARE(wire::fieldOf(*item(u"brand"_s, u"ScotlandWTF"_s), u"logoPadding").toInt(), 40);
    m_server->say(R"({"action":"reset","brandName":"ScotlandWTF"})");
    QTRY_COMPARE_WITH_TIMEOUT(item(u"brand"_s, u"ScotlandWTF"_s)->state, u"reset"_s, 20'000);
    QVERIFY2(m_issues.isEmpty(), qPrintable(m_issues.join(u'\n')));
}

void TestOrchestratorSeed::badMessagesCostOnlyThemselves()
{
    for (const char *bad :
         { "", "{", "[]", R"({"jobId":"x","status":7})", R"({"jobId":"","status":"started"})",
           R"({"action":"move","payload":7})", R"({"action":"sync","brands":"all"})" })
        m_server->say(bad);
    m_server->say(R"({"jobId":"x","status":"Exploded","progress":140})");
    m_server->say(R"({"jobId":"good","status":"started"})");
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"good"_s), u"running"_s, 20'000);
    QCOMPARE(job(u"x"_s)->message, u"Exploded"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_issues.size(), 8, 20'000);
    QCOMPARE(m_session->connection().phase, Phase::Live);
}

QTEST_GUILESS_MAIN(TestOrchestratorSeed)
#include "tst_orchestrator_seed.moc"
