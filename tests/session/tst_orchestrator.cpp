// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/policy.h"
#include "session/session.h"
#include "support/orchestrator_server.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

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

/// The dialect with less patience: the program's one worker is waited for for 45 s.
class Impatient final : public wire::Dialect
{
public:
    std::atomic<bool> isHurried = false;

    QString name() const override { return m_real.name(); }
    wire::Capabilities capabilities(const wire::SessionFacts &facts) const override
    {
        return m_real.capabilities(facts);
    }
    wire::Greeting greet(const wire::Profile &profile,
                         const wire::SessionFacts &facts) const override
    {
        return m_real.greet(profile, facts);
    }
    std::vector<wire::Frame> subscribe(const std::vector<wire::Position> &positions,
                                       const wire::SessionFacts &facts) const override
    {
        return m_real.subscribe(positions, facts);
    }
    wire::Decoded decode(const wire::Frame &frame, const wire::SessionFacts &facts) const override
    {
        return m_real.decode(frame, facts);
    }
    Expected<wire::Outgoing> encode(const wire::Command &command,
                                    const wire::SessionFacts &facts) const override
    {
        return m_real.encode(command, facts);
    }
    std::vector<wire::HttpRequest> poll(const wire::Interest &interest,
                                        const wire::SessionFacts &facts) const override
    {
        return hurried(m_real.poll(interest, facts));
    }
    wire::Decoded decode(const wire::HttpRequest &request, const wire::HttpReply &reply,
                         const wire::SessionFacts &facts) const override
    {
        wire::Decoded decoded = m_real.decode(request, reply, facts);
        decoded.followUps = hurried(std::move(decoded.followUps));
        return decoded;
    }
    wire::CloseVerdict judge(int closeCode, QStringView reason, int httpStatus) const override
    {
        return m_real.judge(closeCode, reason, httpStatus);
    }
    wire::DialectAbout about() const override { return m_real.about(); }
    std::vector<wire::HttpRequest> probes(const QUrl &address) const override
    {
        return m_real.probes(address);
    }
    wire::Recognition recognise(const wire::HttpRequest &request,
                                const wire::HttpReply &reply) const override
    {
        return m_real.recognise(request, reply);
    }
    Expected<wire::HttpRequest> signIn(const wire::Credentials &credentials,
                                       const wire::SessionFacts &facts) const override
    {
        return m_real.signIn(credentials, facts);
    }

private:
    std::vector<wire::HttpRequest> hurried(std::vector<wire::HttpRequest> requests) const
    {
        if (!isHurried)
            return requests;
        for (wire::HttpRequest &request : requests)
            request.timeout = 500ms;
        return requests;
    }
    const wire::Dialect &m_real = *dialects::findDialect(u"orchestrator");
};

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
    void degradedAndSpeechlessIsNotOffline();
    void busyIsSaidAndNotOffline();
    void busyIsSaidAtTheFirstConnection();
    void unreachableIsOfflineAndComesBack();
    void theSocketIsTriedOnceAndThenSeldom();
    void aKeptCookieIsEnough();
    void anUploadWhileSignedOutGoesAfterTheSignIn();
    void aLateAnswerToTheOldCookieSignsNobodyOut();
    void whatEndsIsShownWithItsTime();

private:
    void begin(const Secret &secrets);
    int rounds() const { return int(m_server->seen.count(u"GET /health"_s)); }
    void signIn();
    QString startRender();
    const wire::Job *job(const QString &id) const;
    QString stateOf(const QString &id) const;
    const store::Edit *edit(const EditId &id) const;

    SystemClock m_clock;
    Impatient m_dialect;
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
    begin({});
}

void TestOrchestrator::begin(const Secret &secrets)
{
    wire::Profile profile;
    profile.id = server;
    profile.name = u"Brandr"_s;
    profile.address = m_server->url();
    m_session = std::make_unique<session::Session>(profile, m_dialect, *m_store, *m_thread);
    m_session->setPolicy(quick());
    m_session->setAddress(m_server->url(), secrets);
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

void TestOrchestrator::degradedAndSpeechlessIsNotOffline()
{
    signIn();
    m_server->degraded = true;
    m_server->diskUnknown = true;
    for (const auto route :
         { "usage"_L1, "brands"_L1, "downloads/recent"_L1, "outputs/branded"_L1 })
        m_server->said.insert(QString(u"GET /api/"_s + route),
                              { 503, R"({"success":false,"error":"the disk is full"})" });
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().standing, wire::Standing::Kind::Degraded,
                              20'000);
    m_session->resync(); // everything, not only what moves
    QSignalSpy changes(m_session.get(), &session::Session::connectionChanged);
    const int before = rounds();
    QTRY_VERIFY_WITH_TIMEOUT(rounds() >= before + 10, 20'000);
    for (const auto &change : changes)
        QVERIFY(change[0].value<session::ConnectionInfo>().phase != Phase::Offline);
    QCOMPARE(m_session->connection().phase, Phase::Polling);
    QCOMPARE(m_session->connection().standing, wire::Standing::Kind::Degraded);
    QVERIFY(m_session->connection().standingDetail.contains(u"statvfs failed"_s));
}

void TestOrchestrator::busyIsSaidAndNotOffline()
{
    signIn();
    m_dialect.isHurried = true;
    const int round = rounds();
    QTRY_VERIFY_WITH_TIMEOUT(rounds() >= round + 2, 20'000); // none of the patient ones is left
    m_server->hold();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().standing, wire::Standing::Kind::Busy, 20'000);
    const auto before = m_server->waiting();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->waiting() >= before + 5, 20'000);
    QCOMPARE(m_session->connection().phase, Phase::Polling);
    m_server->release();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().standing, wire::Standing::Kind::Usual,
                              20'000);
}

// One worker, no socket: what is not known yet is asked over HTTP after one attempt, not five.
void TestOrchestrator::busyIsSaidAtTheFirstConnection()
{
    m_session.reset();
    m_server->seen.clear();
    m_server->hold();
    m_dialect.isHurried = true;
    int attempts = 0;
    begin({});
    connect(m_session.get(), &session::Session::connectionChanged, this,
            [&](const session::ConnectionInfo &info) {
                attempts = std::max(attempts, info.attempt);
                QVERIFY(info.phase != Phase::Offline);
            });
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().standing, wire::Standing::Kind::Busy, 40'000);
    QCOMPARE(m_session->connection().phase, Phase::Polling);
    QCOMPARE(attempts, 1);
    m_server->release();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().standing, wire::Standing::Kind::Usual,
                              20'000);
}

void TestOrchestrator::unreachableIsOfflineAndComesBack()
{
    signIn();
    const auto port = quint16(m_server->url().port());
    m_server->vanish();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().phase, Phase::Offline, 20'000);
    QCOMPARE(m_session->connection().standing, wire::Standing::Kind::Usual);
    QCOMPARE(m_store->state().itemCounts.value({ server, u"brand"_s }), 1);
    QVERIFY(m_server->listen(port));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().phase, Phase::Polling, 20'000);
}

void TestOrchestrator::theSocketIsTriedOnceAndThenSeldom()
{
    signIn();
    const int before = rounds();
    QTRY_VERIFY_WITH_TIMEOUT(rounds() >= before + 50, 20'000);
    // Once when nothing was known, once after the sign-in; the next is minutes away.
    QVERIFY2(m_server->seen.count(u"GET /ws"_s) <= 2,
             qPrintable(QString::number(m_server->seen.count(u"GET /ws"_s))));
    QCOMPARE(m_session->connection().attempt, 0); // and it counts as no fault
}

void TestOrchestrator::aKeptCookieIsEnough()
{
    signIn();
    wire::SignInSecrets kept;
    kept.cookie = m_session->facts().cookie;
    QVERIFY(!kept.cookie.isEmpty());
    m_session.reset();
    const auto asked = m_server->seen.count(u"POST /portal/login"_s);
    begin(wire::pack(kept));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().phase, Phase::Polling, 20'000);
    QVERIFY(!startRender().isEmpty());
    QCOMPARE(m_server->seen.count(u"POST /portal/login"_s), asked);
}

void TestOrchestrator::anUploadWhileSignedOutGoesAfterTheSignIn()
{
    signIn();
    QTemporaryDir folder;
    QFile file(folder.filePath(u"film.mp4"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(300'000, 'v'));
    file.close();
    m_server->signOutAll();
    const EditId id = m_session->send(wire::UploadMedia{ {}, file.fileName(), 0, {} });
    signIn();
    QTRY_COMPARE_WITH_TIMEOUT(int(edit(id)->fate), int(store::Fate::Accepted), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_store->state().itemCounts.value({ server, u"source"_s }), 2,
                              20'000);
}

void TestOrchestrator::aLateAnswerToTheOldCookieSignsNobodyOut()
{
    signIn();
    const QString call = u"PUT /api/downloads/%1/rename"_s.arg(m_source);
    m_server->said.insert(call, { 0 });
    const EditId id = m_session->send(wire::RunAction{ {},
                                                       u"source.rename"_s,
                                                       u"%1:e2aaa7a0.mp4"_s.arg(m_source),
                                                       { { "display_name"_L1, u"New"_s } } });
    QTRY_COMPARE_WITH_TIMEOUT(m_server->waiting(), 1, 20'000);
    m_server->signOutAll();
    m_session->resync(); // a read that needs the cookie, now
    signIn();
    QSignalSpy changes(m_session.get(), &session::Session::connectionChanged);
    m_server->said.clear();
    m_server->release(); // 302: that call had the cookie of before
    QTRY_COMPARE_WITH_TIMEOUT(int(edit(id)->fate), int(store::Fate::Accepted), 20'000);
    for (const auto &change : changes)
        QVERIFY(change[0].value<session::ConnectionInfo>().phase != Phase::SignInNeeded);
}

void TestOrchestrator::whatEndsIsShownWithItsTime()
{
    signIn();
    const ItemId source{ u"%1:e2aaa7a0.mp4"_s.arg(m_source) };
    const auto expires = [&] {
        const auto *entry = m_store->state().find(store::ItemKey{ server, u"source"_s, source });
        return entry ? entry->item.expires : std::nullopt;
    };
    QTRY_VERIFY_WITH_TIMEOUT(expires().has_value(), 20'000);
    m_session->send(
        wire::RunAction{ {}, u"source.bookmark"_s, source.text, { { "bookmarked"_L1, true } } });
    QTRY_VERIFY_WITH_TIMEOUT(!expires().has_value(), 20'000);
}

QTEST_GUILESS_MAIN(TestOrchestrator)
#include "tst_orchestrator.moc"
