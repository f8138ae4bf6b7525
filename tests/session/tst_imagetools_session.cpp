// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/seat.h"
#include "support/imagetools_server.h"

// A real session keeps its own pace; how fast the machine is must not matter.
#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)
#define SOON_VERIFY(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;
using store::Fate;

namespace {

session::SessionPolicy quick()
{
    session::SessionPolicy policy = quickPolicy();
    policy.link.connect = 2s;
    policy.link.resume = 2s;
    return policy;
}

} // namespace

/// A whole session with an ImageTools server.
class TestImagetoolsSession final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theProgramIsReadAndFollowed();
    void editsOfPicturesSettle();
    void refusalsKeepTheServersWords();
    void aLongOperationIsSeenAsWork();
    void wrongPathsLeadToTheRightOne();
    void theSeedsServerIsFollowed();
    void lockedServersAskForASignIn();
    void aCookieSignsIn();
    void whatWasMissedIsReadAfterReconnecting();
    void aBlockedServerIsBusyNotOffline();
    void aServerThatDiesWhileBusyIsOffline();
    void withoutASocketItIsPolled();
    void pausesBetweenReadsAreNoFailures();
    void aPolledServerThatDiesIsOffline();
    void aServerThatComesLaterIsFollowed();
    void refusedSessionsAreReplaced();
    void aSessionIsWaitedForWhenAllAreRefused();
    void theEndOfASessionIsShownAndPutOff();
    void operationsAreCancelledWhereOffered();
    void whatCannotBeIsNamed();

private:
    using Kind = wire::Standing::Kind;
    void start(ImageToolsServer::Form form = ImageToolsServer::Form::Program,
               const QString &session = {});
    void serve(ImageToolsServer::Form form)
    {
        m_server = std::make_unique<ImageToolsServer>(form);
        QVERIFY(m_server->listen());
    }
    /// Without starting a server first.
    void startSession(const QString &session, const wire::Dialect &dialect,
                      const session::SessionPolicy &policy);
    Kind standing() const { return m_session->connection().standing; }
    const wire::Item *item(const QString &id, const QString &kind = u"image"_s) const
    {
        const auto *entry = m_store->state().find(store::ItemKey{ m_id, kind, ItemId{ id } });
        return entry ? &entry->item : nullptr;
    }
    const wire::Job *job(const QString &id) const
    {
        const auto *entry = m_store->state().find(store::JobKey{ m_id, JobId{ id } });
        return entry ? &entry->job : nullptr;
    }
    const store::Edit *edit(const EditId &id) const
    {
        const auto found = std::ranges::find(m_store->state().edits, id, &store::Edit::id);
        return found == m_store->state().edits.end() ? nullptr : &*found;
    }
    Fate fate(const EditId &id) const { return edit(id) ? edit(id)->fate : Fate::Draft; }
    EditId run(const QString &action, const QString &target, const QJsonObject &arguments = {})
    {
        return m_session->send(wire::RunAction{ {}, action, target, arguments });
    }
    Phase phase() const { return m_session->connection().phase; }

    Hasty m_hasty{ *dialects::findDialect(u"imagetools") }; // longer than the session
    ServerId m_id{ u"tools"_s };
    SystemClock m_clock;
    std::unique_ptr<ImageToolsServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<session::Session> m_session;
};

void TestImagetoolsSession::init()
{
    m_hasty.beat = 300ms;
    m_hasty.aside = 50ms;
    m_hasty.pollPatience = 200ms;
    m_hasty.often = true;
    m_store = std::make_unique<store::Store>(m_clock);
    m_thread = std::make_unique<QThread>();
    m_thread->start();
    m_server = std::make_unique<ImageToolsServer>();
    QVERIFY(m_server->listen());
}

void TestImagetoolsSession::cleanup()
{
    m_session.reset();
    m_thread->quit();
    m_thread->wait();
    m_server.reset();
    m_store.reset();
}

void TestImagetoolsSession::start(ImageToolsServer::Form form, const QString &session)
{
    if (form == ImageToolsServer::Form::Seed)
        serve(form);
    startSession(session, *dialects::findDialect(u"imagetools"), quick());
}

void TestImagetoolsSession::startSession(const QString &session, const wire::Dialect &dialect,
                                         const session::SessionPolicy &policy)
{
    wire::Profile profile;
    profile.id = m_id;
    profile.name = u"Tools"_s;
    profile.address = m_server->url();
    if (!session.isEmpty())
        profile.options.insert(u"session"_s, session);
    m_session = std::make_unique<session::Session>(profile, dialect, *m_store, *m_thread);
    m_session->setPolicy(policy);
    m_session->setAddress(m_server->url(), {});
    m_session->connectNow();
}

void TestImagetoolsSession::theProgramIsReadAndFollowed()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    const QString phone = m_server->addPairing(u"Phone"_s);
    start();
    QTRY_COMPARE(phase(), Phase::Live);
    QTRY_VERIFY(item(id));
    QTRY_VERIFY(item(QString(u"pairing:"_s + phone), u"device"_s));
    const QString later = m_server->arrive(u"beach.jpg"_s, u"mobile"_s);
    QTRY_VERIFY_WITH_TIMEOUT(item(later), 20'000); // at the latest with the next reading
    QCOMPARE(item(later)->name, u"beach.jpg"_s);
    QVERIFY(m_server->framesSeen.isEmpty());
}

void TestImagetoolsSession::editsOfPicturesSettle()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    start();
    QTRY_VERIFY(item(id));
    QTRY_COMPARE(phase(), Phase::Live);
    const QString before = item(id)->version;
    const EditId turned = run(u"image.rotate"_s, id, { { "degrees"_L1, 90 } });
    const EditId small = run(u"image.compress"_s, id, { { "preset"_L1, u"web"_s } });
    QTRY_COMPARE(fate(turned), Fate::Accepted);
    QTRY_COMPARE(fate(small), Fate::Accepted);
    QTRY_VERIFY(item(id)->version != before);
    const QString work = u"op:"_s + small.text;
    QTRY_VERIFY(job(work) && job(work)->state == wire::JobState::Done);
    QTRY_COMPARE(job(work)->name, u"Compress: photo.jpg"_s);
    QVERIFY(job(work)->message.startsWith("saved "_L1));
    QCOMPARE(m_server->history(id).size(), 2);
    const EditId gone = run(u"image.delete"_s, id);
    QTRY_COMPARE(fate(gone), Fate::Accepted);
    QTRY_VERIFY(!item(id));
}

void TestImagetoolsSession::refusalsKeepTheServersWords()
{
    const QString id = m_server->addImage(u"logo.png"_s, true);
    start();
    QTRY_COMPARE(phase(), Phase::Live);
    const EditId turned = run(u"image.rotate"_s, id);
    QTRY_COMPARE(fate(turned), Fate::Rejected);
    QVERIFY(edit(turned)->reason.contains("transparency"_L1));
    const EditId wrong = run(u"image.rotate"_s, id, { { "degrees"_L1, 45 } });
    QTRY_COMPARE(fate(wrong), Fate::Rejected);
    QVERIFY(edit(wrong)->reason.contains("degrees"_L1));
}

void TestImagetoolsSession::aLongOperationIsSeenAsWork()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    start();
    QTRY_COMPARE(phase(), Phase::Live);
    m_server->blocks = true;
    const EditId cut = run(u"image.background"_s, id);
    const QString work = u"op:"_s + cut.text;
    QTRY_VERIFY(m_server->isBlocked());
    QTRY_VERIFY(job(work));
    QCOMPARE(job(work)->state, wire::JobState::Running);
    QVERIFY(job(work)->started);
    QVERIFY(!job(work)->progress); // nobody knows how far
    m_server->release();
    QTRY_COMPARE(fate(cut), Fate::Accepted);
    QTRY_COMPARE(job(work)->state, wire::JobState::Done);
    QTRY_VERIFY(job(work)->message.startsWith("4.00 times"_L1));
}

void TestImagetoolsSession::wrongPathsLeadToTheRightOne()
{
    start(ImageToolsServer::Form::Program, u"s-1"_s);
    QTRY_COMPARE(phase(), Phase::Live);
    QCOMPARE(m_server->sockets(), 1);
}

void TestImagetoolsSession::theSeedsServerIsFollowed()
{
    start(ImageToolsServer::Form::Seed, u"s-1"_s);
    QTRY_COMPARE(phase(), Phase::Live);
    m_server->tellSeed(u"operation.started"_s,
                       { { "operation_id"_L1, u"o"_s }, { "operation_type"_L1, u"bulk"_s } });
    m_server->tellSeed(u"operation.progress"_s,
                       { { "operation_id"_L1, u"o"_s }, { "current"_L1, 9 }, { "total"_L1, 20 } });
    QTRY_VERIFY(job(u"operation:o"_s));
    QTRY_COMPARE(job(u"operation:o"_s)->progress.value_or(0), 45.0);
    m_server->tellSeed(u"operation.completed"_s, { { "operation_id"_L1, u"o"_s } });
    QTRY_COMPARE(job(u"operation:o"_s)->state, wire::JobState::Done);
}

void TestImagetoolsSession::lockedServersAskForASignIn()
{
    m_server->hardened = true;
    start();
    QTRY_COMPARE(phase(), Phase::SignInNeeded);
    QVERIFY(m_session->connection().detail.contains("X-Internal-Auth"_L1));
    wire::Credentials given;
    given.kind = wire::SignInKind::Token;
    given.values.insert(u"token"_s, Secret("s3cret"));
    m_session->signIn(given);
    QTRY_COMPARE(phase(), Phase::Live);
}

void TestImagetoolsSession::aCookieSignsIn()
{
    m_server->oauth2 = true;
    start();
    QTRY_COMPARE(phase(), Phase::SignInNeeded);
    QVERIFY(m_session->connection().detail.contains("/api/v1/oauth2/connect"_L1));
    wire::Credentials given;
    given.kind = wire::SignInKind::Token;
    given.values.insert(u"cookie"_s, Secret("good"));
    m_session->signIn(given);
    QTRY_COMPARE(phase(), Phase::Live);
    QTRY_VERIFY(m_session->facts().tokenUntil);
    QCOMPARE(m_session->connection().who, u"bob"_s);
}

void TestImagetoolsSession::whatWasMissedIsReadAfterReconnecting()
{
    start();
    SOON_COMPARE(phase(), Phase::Live);
    m_server->abortSockets();
    const QString missed = m_server->addImage(u"missed.jpg"_s); // no event tells of it
    SOON_VERIFY(item(missed));
    SOON_COMPARE(phase(), Phase::Live);
    SOON_COMPARE(m_server->sockets(), 1);
    QVERIFY(m_server->framesSeen.isEmpty());
}

// c3.4: an operation takes longer than any silence is allowed to last. The socket is given up and
// tried again in vain; people read "busy" all the time.
void TestImagetoolsSession::aBlockedServerIsBusyNotOffline()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    auto policy = quick();
    policy.link.connect = 200ms;
    startSession({}, m_hasty, policy);
    SOON_COMPARE(phase(), Phase::Live);
    QList<std::pair<Phase, Kind>> seen;
    connect(m_session.get(), &session::Session::connectionChanged, this,
            [&seen](const session::ConnectionInfo &info) {
                seen.append({ info.phase, info.standing });
            });
    m_server->blocks = true;
    const EditId cut = run(u"image.background"_s, id);
    SOON_VERIFY(m_server->isBlocked());
    SOON_COMPARE(standing(), Kind::Busy);
    seen.clear();
    SOON_COMPARE(phase(), Phase::Polling); // the socket was tried five times meanwhile
    QCOMPARE(standing(), Kind::Busy);
    for (const auto &[phase, standing] : std::as_const(seen)) {
        QCOMPARE(standing, Kind::Busy);
        QVERIFY2(phase != Phase::Offline && phase != Phase::Backoff && phase != Phase::Failed,
                 qPrintable(u"phase %1"_s.arg(int(phase))));
    }
    QVERIFY(fate(cut) != Fate::Accepted && fate(cut) != Fate::Rejected);
    m_server->release();
    SOON_COMPARE(fate(cut), Fate::Accepted);
    SOON_COMPARE(standing(), Kind::Usual);
    SOON_COMPARE(phase(), Phase::Live);
    SOON_COMPARE(job(u"op:"_s + cut.text)->state, wire::JobState::Done);
}

void TestImagetoolsSession::aServerThatDiesWhileBusyIsOffline()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    auto policy = quick();
    policy.link.connect = 200ms;
    startSession({}, m_hasty, policy);
    SOON_COMPARE(phase(), Phase::Live);
    m_server->blocks = true;
    run(u"image.background"_s, id);
    SOON_COMPARE(standing(), Kind::Busy);
    m_server.reset();
    SOON_COMPARE(standing(), Kind::Usual);
    SOON_VERIFY(phase() == Phase::Offline || phase() == Phase::Backoff);
}

void TestImagetoolsSession::withoutASocketItIsPolled()
{
    m_server->refusesSockets = 404;
    const QString id = m_server->addImage(u"photo.jpg"_s);
    startSession({}, m_hasty, quick());
    SOON_COMPARE(phase(), Phase::Polling);
    SOON_VERIFY(item(id));
    const QString later = m_server->addImage(u"later.jpg"_s);
    SOON_VERIFY(item(later));
    m_server->blocks = true;
    const EditId cut = run(u"image.background"_s, id);
    SOON_COMPARE(standing(), Kind::Busy);
    QCOMPARE(phase(), Phase::Polling);
    m_server->release();
    SOON_COMPARE(standing(), Kind::Usual);
    SOON_COMPARE(fate(cut), Fate::Accepted);
}

// Lists and health have paces of their own (c4, d): most rounds have nothing to ask.
void TestImagetoolsSession::pausesBetweenReadsAreNoFailures()
{
    m_server->refusesSockets = 404;
    auto policy = quick();
    policy.fullPoll = 500ms;
    startSession({}, *dialects::findDialect(u"imagetools"), policy);
    SOON_COMPARE(phase(), Phase::Polling);
    QList<Phase> seen;
    connect(m_session.get(), &session::Session::connectionChanged, this,
            [&seen](const session::ConnectionInfo &info) { seen.append(info.phase); });
    const auto lists
        = [this] { return m_server->httpSeen.filter(u"GET /api/v1/images/user/"_s).size(); };
    const auto before = lists();
    SOON_VERIFY(lists() >= before + 4);
    for (const Phase one : std::as_const(seen))
        QCOMPARE(one, Phase::Polling);
}

void TestImagetoolsSession::aPolledServerThatDiesIsOffline()
{
    m_server->refusesSockets = 404;
    auto policy = quick();
    policy.fullPoll = 500ms;
    startSession({}, *dialects::findDialect(u"imagetools"), policy);
    SOON_COMPARE(phase(), Phase::Polling);
    m_server.reset();
    SOON_COMPARE(phase(), Phase::Offline);
}

// Nobody could say who we are when it began: the socket comes all the same.
void TestImagetoolsSession::aServerThatComesLaterIsFollowed()
{
    const quint16 port = m_server->port();
    m_server->stopListening();
    start();
    SOON_VERIFY(phase() == Phase::Offline || phase() == Phase::Backoff);
    QVERIFY(m_server->listen(port));
    SOON_COMPARE(phase(), Phase::Live);
    const QString id = m_server->arrive(u"beach.jpg"_s, u"addon"_s);
    SOON_VERIFY(item(id));
}

void TestImagetoolsSession::refusedSessionsAreReplaced()
{
    serve(ImageToolsServer::Form::Seed);
    m_server->sessions = { u"00000000-0000-0000-0000-000000000000"_s };
    startSession(u"s-1"_s, *dialects::findDialect(u"imagetools"), quick());
    SOON_COMPARE(phase(), Phase::Live);
    SOON_COMPARE(m_server->sockets(), 1);
    m_server->tellSeed(u"operation.started"_s, { { "operation_id"_L1, u"o"_s } });
    SOON_VERIFY(job(u"operation:o"_s));
}

void TestImagetoolsSession::aSessionIsWaitedForWhenAllAreRefused()
{
    serve(ImageToolsServer::Form::Seed);
    m_server->sessions.clear();
    const QString id = m_server->addImage(u"photo.jpg"_s);
    startSession(u"s-1"_s, *dialects::findDialect(u"imagetools"), quick());
    SOON_COMPARE(phase(), Phase::Polling);
    SOON_VERIFY(item(id)); // as the user the server named, not as the session it refused
    QVERIFY(m_server->httpSeen.contains("GET /api/v1/images/user/"
                                        "00000000-0000-0000-0000-000000000000"_L1));
}

void TestImagetoolsSession::theEndOfASessionIsShownAndPutOff()
{
    start(ImageToolsServer::Form::Seed, u"s-1"_s);
    SOON_COMPARE(phase(), Phase::Live);
    m_server->tellSeed(u"session.expiring"_s,
                       { { "session_id"_L1, u"s-1"_s },
                         { "expires_in"_L1, 300 },
                         { "renew_url"_L1, u"/api/v1/sessions/s-1/renew"_s } });
    SOON_VERIFY(item(u"s-1"_s, u"session"_s));
    QCOMPARE(item(u"s-1"_s, u"session"_s)->state, u"expiring"_s);
    QCOMPARE(item(u"s-1"_s, u"session"_s)->expires, fromIso(u"2026-02-07T12:39:56Z"));
    const EditId renewal = run(u"session.renew"_s, u"s-1"_s);
    SOON_COMPARE(fate(renewal), Fate::Accepted);
    SOON_VERIFY(item(u"s-1"_s, u"session"_s));
    SOON_COMPARE(item(u"s-1"_s, u"session"_s)->state, u"active"_s);
    QCOMPARE(item(u"s-1"_s, u"session"_s)->expires, fromIso(u"2036-02-07T13:34:56Z"));
}

void TestImagetoolsSession::operationsAreCancelledWhereOffered()
{
    start(ImageToolsServer::Form::Seed, u"s-1"_s);
    m_server->cancels = true;
    SOON_COMPARE(phase(), Phase::Live);
    QCOMPARE(m_session->capabilities().action(wire::JobAction::Cancel).reason, u"notAnnounced"_s);
    m_server->tellSeed(u"operation.started"_s,
                       { { "operation_id"_L1, u"o"_s }, { "cancellable"_L1, true } });
    SOON_VERIFY(job(u"operation:o"_s));
    SOON_VERIFY(m_session->capabilities().action(wire::JobAction::Cancel).offered);
    const EditId stop = m_session->send(
        wire::ControlJob{ {}, { u"operation:o"_s }, wire::JobAction::Cancel, 0, {} });
    SOON_COMPARE(fate(stop), Fate::Accepted);
    SOON_COMPARE(job(u"operation:o"_s)->state, wire::JobState::Cancelled);
    QCOMPARE(m_server->cancelled, QStringList{ u"o"_s });
}

// Shown as it is, and in the connection inspector with the reason.
void TestImagetoolsSession::whatCannotBeIsNamed()
{
    start(ImageToolsServer::Form::Seed, u"s-1"_s);
    SOON_COMPARE(phase(), Phase::Live);
    QStringList issues;
    connect(m_session.get(), &session::Session::issueSeen, this,
            [&issues](const wire::Issue &issue) { issues.append(issue.failure.detail); });
    const auto tell = [this](double progress) {
        m_server->tellSeed(u"operation.progress"_s,
                           { { "operation_id"_L1, u"o"_s }, { "progress"_L1, progress } });
    };
    tell(45);
    SOON_VERIFY(job(u"operation:o"_s));
    SOON_COMPARE(job(u"operation:o"_s)->progress.value_or(0), 45.0);
    QVERIFY(issues.isEmpty());
    tell(30);
    SOON_COMPARE(job(u"operation:o"_s)->progress.value_or(0), 30.0);
    SOON_VERIFY(!issues.filter(u"from 45 to 30"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestImagetoolsSession)
#include "tst_imagetools_session.moc"
