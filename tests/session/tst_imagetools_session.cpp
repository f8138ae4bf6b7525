// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/policy.h"
#include "session/session.h"
#include "support/imagetools_server.h"

#include <QTest>
#include <QThread>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;
using store::Fate;

namespace {

session::SessionPolicy quick()
{
    session::SessionPolicy policy;
    policy.link.backoffFloor = 5ms;
    policy.link.backoffStep = 10ms;
    policy.link.backoffCap = 40ms;
    policy.link.pollActive = 20ms;
    policy.link.pollIdle = 20ms;
    policy.link.pollCap = 60ms;
    policy.link.socketRetry = 100ms;
    policy.link.socketRetryCap = 200ms;
    policy.link.request = 2s;
    policy.tick = 5ms;
    policy.chipTick = 20ms;
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

private:
    void start(ImageToolsServer::Form form = ImageToolsServer::Form::Program,
               const QString &session = {});
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

    ServerId m_id{ u"tools"_s };
    SystemClock m_clock;
    std::unique_ptr<ImageToolsServer> m_server;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<session::Session> m_session;
};

void TestImagetoolsSession::init()
{
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
    if (form == ImageToolsServer::Form::Seed) {
        m_server = std::make_unique<ImageToolsServer>(form);
        QVERIFY(m_server->listen());
    }
    wire::Profile profile;
    profile.id = m_id;
    profile.name = u"Tools"_s;
    profile.address = m_server->url();
    if (!session.isEmpty())
        profile.options.insert(u"session"_s, session);
    m_session = std::make_unique<session::Session>(profile, *dialects::findDialect(u"imagetools"),
                                                   *m_store, *m_thread);
    m_session->setPolicy(quick());
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

QTEST_GUILESS_MAIN(TestImagetoolsSession)
#include "tst_imagetools_session.moc"
