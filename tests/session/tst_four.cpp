// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/seat.h"
#include "session/sessions.h"
#include "support/bridge_server.h"
#include "support/echo_server.h"
#include "support/imagetools_server.h"
#include "support/orchestrator_server.h"

// A real session keeps its own pace; how fast the machine is must not matter.
#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)
#define SOON_VERIFY(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;

/// All four kinds of servers at once, in one store, over one network thread.
class TestFour final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void oneQueueHoldsTheJobsOfAll();
    void oneFailureLeavesTheOthersLive_data();
    void oneFailureLeavesTheOthersLive();

private:
    session::Session *of(const QString &id) const { return m_sessions->find(ServerId{ id }); }
    bool isUsable(const QString &id) const
    {
        const Phase phase = of(id)->connection().phase;
        return phase == Phase::Live || phase == Phase::Polling;
    }
    qsizetype jobsOf(const QString &id) const
    {
        return std::ranges::count_if(m_store->state().jobs, [&id](const store::JobEntry &entry) {
            return entry.server.text == id;
        });
    }
    void add(const QString &dialect, const QUrl &address, const Secret &token = {},
             const QMap<QString, QString> &options = {});
    void makeWork();

    static inline const QStringList names{ u"echo"_s, u"imagetools"_s, u"orchestrator"_s,
                                           u"bridge"_s };
    SystemClock m_clock;
    std::unique_ptr<EchoServer> m_echo;
    std::unique_ptr<ImageToolsServer> m_tools;
    std::unique_ptr<OrchestratorServer> m_brandr;
    std::unique_ptr<BridgeServer> m_bridge;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<session::Sessions> m_sessions;
    QString m_picture;
    int m_source = 0;
    int m_brand = 0;
};

void TestFour::add(const QString &dialect, const QUrl &address, const Secret &token,
                   const QMap<QString, QString> &options)
{
    wire::Profile profile;
    profile.id = ServerId{ dialect };
    profile.name = dialect;
    profile.dialect = dialect;
    profile.address = address;
    profile.tokenPlace = wire::TokenPlace::Query;
    profile.options = options;
    QVERIFY(m_sessions->add(profile, token));
}

void TestFour::init()
{
    m_echo = std::make_unique<EchoServer>();
    m_tools = std::make_unique<ImageToolsServer>();
    m_brandr = std::make_unique<OrchestratorServer>();
    m_bridge = std::make_unique<BridgeServer>();
    QVERIFY(m_echo->listen() && m_tools->listen() && m_brandr->listen() && m_bridge->listen());
    m_echo->hasSocket = true;
    m_echo->addJob(u"demo.mp4"_s, u"PROCESSING"_s);
    m_picture = m_tools->addImage(u"photo.jpg"_s);
    m_source = m_brandr->addSource(u"e2aaa7a0.mp4"_s, u"My Clip.mp4"_s);
    m_brand = m_brandr->addBrand(u"AcmeNews"_s, u"Acme News"_s);
    m_brandr->pollsUntilDone = 1'000'000;
    m_store = std::make_unique<store::Store>(m_clock);
    m_sessions = std::make_unique<session::Sessions>(*m_store);
    connect(m_sessions.get(), &session::Sessions::added, this,
            [](session::Session *session) { session->setPolicy(quickPolicy()); });
    add(u"echo"_s, m_echo->url(), Secret(m_echo->auth().makeAccess()));
    add(u"imagetools"_s, m_tools->url());
    add(u"orchestrator"_s, m_brandr->url());
    add(u"bridge"_s, m_bridge->url());
    SOON_COMPARE(of(u"orchestrator"_s)->connection().phase, Phase::SignInNeeded);
    of(u"orchestrator"_s)
        ->signIn({ wire::SignInKind::Password,
                   { { u"email"_s, Secret(m_brandr->email.toUtf8()) },
                     { u"password"_s, Secret(m_brandr->password.toUtf8()) } } });
    SOON_COMPARE(of(u"echo"_s)->connection().phase, Phase::Live);
    SOON_COMPARE(of(u"imagetools"_s)->connection().phase, Phase::Live);
    SOON_COMPARE(of(u"orchestrator"_s)->connection().phase, Phase::Polling);
    SOON_COMPARE(of(u"bridge"_s)->connection().phase, Phase::Live);
}

void TestFour::cleanup()
{
    m_sessions.reset();
    m_store.reset();
    m_echo.reset();
    m_tools.reset();
    m_brandr.reset();
    m_bridge.reset();
}

// Two of them have jobs, the other two get work from us.
void TestFour::makeWork()
{
    of(u"imagetools"_s)
        ->send(
            wire::RunAction{ {}, u"image.compress"_s, m_picture, { { "preset"_L1, u"web"_s } } });
    of(u"orchestrator"_s)
        ->send(wire::RunAction{
            {},
            u"source.process"_s,
            u"%1:e2aaa7a0.mp4"_s.arg(m_source),
            { { "brand"_L1, QString::number(m_brand) }, { "format"_L1, u"square_1_1"_s } } });
    for (const QString &name : names)
        QTRY_VERIFY2(jobsOf(name) > 0, qPrintable(name));
}

void TestFour::oneQueueHoldsTheJobsOfAll()
{
    makeWork();
    QCOMPARE(jobsOf(u"echo"_s), 1);
    QCOMPARE(jobsOf(u"bridge"_s), 4);
    qsizetype all = 0;
    for (const QString &name : names)
        all += jobsOf(name);
    QCOMPARE(qsizetype(m_store->state().jobs.size()), all);
    QCOMPARE(m_store->state().servers.size(), 4U);
    // One server's news change its own rows only, also where ids are the same.
    m_bridge->addJob(u"1"_s, u"processing"_s, 2);
    m_bridge->emitNative(u"job_created"_s, { { "job_id"_L1, u"1"_s }, { "photo_id"_L1, 2 } },
                         u"jobs"_s);
    SOON_COMPARE(jobsOf(u"bridge"_s), 5);
    m_echo->step(1);
    const auto stateOf = [this](const QString &server) {
        const auto *entry = m_store->state().find(store::JobKey{ { server }, JobId{ u"1"_s } });
        return entry ? wire::stateWord(entry->job.state) : u"none"_s;
    };
    SOON_COMPARE(stateOf(u"echo"_s), u"failed"_s);
    SOON_COMPARE(stateOf(u"bridge"_s), u"running"_s);
    // Forgetting one takes its jobs and leaves the others'.
    m_sessions->remove(ServerId{ u"bridge"_s });
    QCOMPARE(jobsOf(u"bridge"_s), 0);
    QCOMPARE(jobsOf(u"echo"_s), 1);
    QVERIFY(isUsable(u"echo"_s) && isUsable(u"imagetools"_s) && isUsable(u"orchestrator"_s));
}

void TestFour::oneFailureLeavesTheOthersLive_data()
{
    QTest::addColumn<QString>("failing");
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestFour::oneFailureLeavesTheOthersLive()
{
    QFETCH(QString, failing);
    makeWork();
    const qsizetype before = jobsOf(failing);
    if (failing == "echo"_L1)
        m_echo.reset();
    else if (failing == "imagetools"_L1)
        m_tools.reset();
    else if (failing == "orchestrator"_L1)
        m_brandr.reset();
    else
        m_bridge.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!isUsable(failing), 30'000);
    QCOMPARE(jobsOf(failing), before); // the last known state stays on screen
    // The others hear what is new.
    if (m_echo) {
        m_echo->step(1);
        SOON_VERIFY(m_store->state()
                        .find(store::JobKey{ { u"echo"_s }, JobId{ u"1"_s } })
                        ->job.error.has_value());
    }
    if (m_tools) {
        const QString id = m_tools->arrive(u"beach.jpg"_s, u"mobile"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_store->state().find(store::ItemKey{ { u"imagetools"_s }, u"image"_s, ItemId{ id } }),
            30'000);
    }
    if (m_brandr) {
        const qsizetype calls = m_brandr->seen.size();
        SOON_VERIFY(m_brandr->seen.size() > calls + 3);
    }
    if (m_bridge) {
        m_bridge->addJob(u"jobnew"_s, u"pending"_s, 2);
        m_bridge->emitNative(u"job_created"_s,
                             { { "job_id"_L1, u"jobnew"_s }, { "photo_id"_L1, 2 } }, u"jobs"_s);
        SOON_COMPARE(jobsOf(u"bridge"_s), 5);
    }
    for (const QString &name : names) {
        const session::ConnectionInfo &now = of(name)->connection();
        const QString words = u"%1 %2 %3 %4"_s.arg(name).arg(int(now.phase)).arg(now.attempt);
        if (name != failing)
            QVERIFY2(isUsable(name), qPrintable(words.arg(now.detail)));
    }
}

QTEST_GUILESS_MAIN(TestFour)
#include "tst_four.moc"
