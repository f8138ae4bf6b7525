// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/policy.h"
#include "session/session.h"
#include "support/orchestrator_server.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

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
    policy.tick = 5ms;
    policy.chipTick = 20ms;
    return policy;
}

const ServerId server{ u"brandr"_s };

} // namespace

/// A whole session with the program that has no socket and forgets its jobs.
class TestOrchestrator final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void fromSignInToTheOutput();
    void aRestartLosesNoFinishedWork();
    void aLostJobIsDoneAgain();
    void signedOutInTheMiddleGoesOnAfterTheSignIn();
    void degradedIsSaid();

private:
    void signIn();
    QString startRender();
    const wire::Job *job(const QString &id) const;
    QString stateOf(const QString &id) const;
    const store::Edit *edit(const EditId &id) const;

    SystemClock m_clock;
    int m_source = 0;
    int m_brand = 0;
    std::unique_ptr<test::OrchestratorServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<session::Session> m_session;
};

void TestOrchestrator::init()
{
    m_server = std::make_unique<test::OrchestratorServer>();
    QVERIFY(m_server->listen());
    m_source = m_server->addSource(u"e2aaa7a0.mp4"_s, u"My Clip.mp4"_s);
    m_brand = m_server->addBrand(u"AcmeNews"_s, u"Acme News"_s);
    m_store = std::make_unique<store::Store>(m_clock);
    m_thread = std::make_unique<QThread>();
    m_thread->start();
    wire::Profile profile;
    profile.id = server;
    profile.name = u"Brandr"_s;
    profile.address = m_server->url();
    m_session = std::make_unique<session::Session>(profile, *dialects::findDialect(u"orchestrator"),
                                                   *m_store, *m_thread);
    m_session->setPolicy(quick());
    m_session->setAddress(m_server->url(), {});
    m_session->connectNow();
}

void TestOrchestrator::cleanup()
{
    m_session.reset();
    m_thread->quit();
    m_thread->wait();
    m_server.reset();
    m_store.reset();
}

void TestOrchestrator::signIn()
{
    QTRY_COMPARE(m_session->connection().phase, Phase::SignInNeeded);
    QSignalSpy ended(m_session.get(), &session::Session::signInEnded);
    m_session->signIn({ wire::SignInKind::Password,
                        { { u"email"_s, Secret(m_server->email.toUtf8()) },
                          { u"password"_s, Secret(m_server->password.toUtf8()) } } });
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][1].toString(), QString());
    QTRY_COMPARE(m_session->connection().phase, Phase::Polling);
    QTRY_COMPARE(m_store->state().itemCounts.value({ server, u"brand"_s }), 1);
}

QString TestOrchestrator::startRender()
{
    const EditId id = m_session->send(wire::RunAction{
        {},
        u"source.process"_s,
        u"%1:e2aaa7a0.mp4"_s.arg(m_source),
        { { "brand"_L1, QString::number(m_brand) }, { "format"_L1, u"square_1_1"_s } } });
    if (!QTest::qWaitFor([&] { return edit(id) && edit(id)->fate == store::Fate::Accepted; }))
        return {};
    for (const store::JobEntry &entry : m_store->state().jobs) {
        if (entry.job.state == wire::JobState::Queued || entry.job.state == wire::JobState::Running)
            return entry.job.id.text;
    }
    return {};
}

const wire::Job *TestOrchestrator::job(const QString &id) const
{
    const auto *entry = m_store->state().find(store::JobKey{ server, JobId{ id } });
    return entry ? &entry->job : nullptr;
}

QString TestOrchestrator::stateOf(const QString &id) const
{
    return job(id) ? wire::stateWord(job(id)->state) : u"none"_s;
}

const store::Edit *TestOrchestrator::edit(const EditId &id) const
{
    for (const store::Edit &one : m_store->state().edits) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
}

void TestOrchestrator::fromSignInToTheOutput()
{
    m_server->pollsUntilDone = 5;
    signIn();
    QCOMPARE(m_session->connection().who, m_server->email);
    QVERIFY(!m_session->capabilities().pushes);
    const QString id = startRender();
    QVERIFY(!id.isEmpty());
    QTRY_COMPARE(stateOf(id), u"done"_s);
    QTRY_COMPARE(m_store->state().itemCounts.value({ server, u"output"_s }), 1);
    const auto *parts = m_store->state().partsOf({ server, JobId{ id } });
    QVERIFY(parts);
    QCOMPARE(parts->outputs.size(), 1U);
}

void TestOrchestrator::aRestartLosesNoFinishedWork()
{
    m_server->pollsUntilDone = 1'000'000;
    signIn();
    const QString id = startRender();
    QTRY_COMPARE(stateOf(id), u"running"_s);
    m_server->restart(true);
    QTRY_COMPARE(stateOf(id), u"done"_s);
}

void TestOrchestrator::aLostJobIsDoneAgain()
{
    m_server->pollsUntilDone = 1'000'000;
    signIn();
    const QString id = startRender();
    QTRY_COMPARE(stateOf(id), u"running"_s);
    m_server->restart(false);
    QTRY_COMPARE(stateOf(id), u"attention"_s);
    QCOMPARE(job(id)->error->code, u"E_LOST"_s);
    m_server->pollsUntilDone = 0;
    m_session->send(
        wire::ControlJob{ {}, JobId{ id }, wire::JobAction::Retry, 0, {}, job(id)->hint });
    QTRY_COMPARE(stateOf(id), u"none"_s); // the new one has taken its place
    QTRY_COMPARE(m_store->state().jobs.size(), 1U);
    QTRY_VERIFY(m_store->state().jobs.front().job.state == wire::JobState::Done);
    QCOMPARE(m_server->renders, 2);
}

void TestOrchestrator::signedOutInTheMiddleGoesOnAfterTheSignIn()
{
    signIn();
    m_server->signOutAll();
    const EditId id = m_session->send(wire::RunAction{ {},
                                                       u"source.rename"_s,
                                                       u"%1:e2aaa7a0.mp4"_s.arg(m_source),
                                                       { { "display_name"_L1, u"New"_s } } });
    signIn();
    // What was asked for meanwhile was not looked at: it goes again.
    QTRY_COMPARE(int(edit(id)->fate), int(store::Fate::Accepted));
    QVERIFY(!startRender().isEmpty());
}

void TestOrchestrator::degradedIsSaid()
{
    signIn();
    m_server->degraded = true;
    QTRY_COMPARE(m_session->connection().standing, wire::Standing::Kind::Degraded);
    QVERIFY(m_session->connection().standingDetail.contains(u"disk I/O error"_s));
    QCOMPARE(m_session->connection().phase, Phase::Polling);
    m_server->degraded = false;
    QTRY_COMPARE(m_session->connection().standing, wire::Standing::Kind::Usual);
}

QTEST_GUILESS_MAIN(TestOrchestrator)
#include "tst_orchestrator.moc"
