// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/echo_bench.h"
#include "store/overlay.h"

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;
using store::Fate;

/// A whole session with an Echo server, its sign-in service and its storage.
class TestEchoSession final : public QObject, private EchoBench
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void everythingIsPushed();
    void otherShapesAndPlacesOfTheToken_data();
    void otherShapesAndPlacesOfTheToken();
    void noSocketLeadsToPolling();
    void aBadTokenAsksForASignIn_data();
    void aBadTokenAsksForASignIn();
    void theTokenEndsInTheMiddle();
    void twoRefusalsOneRefresh();
    void aLateRefusalSignsNobodyOut();
    void theNextTokenIsKeptBeforeItIsUsed();
    void aBurstArrivesWhole();
    void anEditIsShownAtOnceAndAccepted();
    void aRefusedEditIsTakenBack();
    void anUnansweredEditIsNotSentTwice();
    void anUploadIsSigned();
    void anUploadIsStopped();
    void silenceLeadsToAReconnect();
    void garbageIsPassedOver();
    void repeatsAndLateNewsChangeNothing();
    void whatWasMissedIsRead();
    void whatGoesBackwardsIsShownAndNamed();
    void everyFieldIsEdited();

private:
    void live();
    QStringList subscribed() const;
};

void TestEchoSession::live()
{
    begin({});
    SOON_COMPARE(m_seat->phase(), Phase::SignInNeeded);
    signIn();
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(m_server->clients(), 1);
}

// The ids of the last subscription.
QStringList TestEchoSession::subscribed() const
{
    QStringList ids;
    for (const QJsonObject &said : m_server->heard) {
        if (said["action"_L1] != "subscribe"_L1)
            continue;
        ids.clear();
        for (const auto &id : said["job_ids"_L1].toArray())
            ids.append(id.toString());
    }
    return ids;
}

void TestEchoSession::everythingIsPushed()
{
    const int id = m_server->addJob(u"demo.mp4"_s, u"PROCESSING"_s);
    m_server->onlySubscribed = true;
    live();
    QCOMPARE(m_seat->session->connection().who, m_server->auth().email);
    SOON_COMPARE(subscribed(), QStringList{ u"1"_s });
    QCOMPARE(m_seat->job(u"1"_s)->name, u"demo.mp4"_s);
    const qsizetype calls = m_server->seen.size();
    m_server->tellStage(id, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 40);
    m_server->tellThumbnail(id, u"t1"_s, u"https://cdn.example.invalid/1.jpg"_s, 1280, 720);
    m_server->tellThumbnail(id, u"t2"_s, u"https://cdn.example.invalid/2.jpg"_s, 1280, 720);
    m_server->tellMetadata(id, u"TITLE"_s, u"At the lake"_s);
    m_server->tellMetadata(id, u"TAGS"_s, QJsonArray{ u"lake"_s, u"summer"_s });
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TAGS"_s).toArray().size(), 2);
    const auto *parts = m_seat->store.state().partsOf(m_seat->key(u"1"_s));
    QCOMPARE(parts->stages.size(), 1U);
    QCOMPARE(parts->stages[0].progress.value_or(0), 40.0);
    QCOMPARE(parts->thumbnails.size(), 2U);
    QCOMPARE(parts->thumbnails[0].width, 1280);
    QCOMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"At the lake"_s);
    SOON_COMPARE(m_seat->job(u"1"_s)->thumbnail, u"https://cdn.example.invalid/1.jpg"_s);
    QCOMPARE(m_server->seen.size(), calls); // nothing of it was asked for
    m_server->tellError(u"1"_s, u"E_SLOW"_s, u"takes longer"_s, true);
    m_server->step(id);
    SOON_COMPARE(m_seat->stateOf(u"1"_s), u"done"_s);
    QCOMPARE(m_seat->gaps(), 0);
}

void TestEchoSession::otherShapesAndPlacesOfTheToken_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("path");
    using Shape = EchoServer::Shape;
    using Place = wire::TokenPlace;
    QTest::newRow("hook") << int(Shape::Flat) << int(Place::Query)
                          << u"/ws/jobs/status/{user_id}"_s;
    QTest::newRow("types") << int(Shape::LowerCase) << int(Place::Header) << u"/ws"_s;
    QTest::newRow("first message") << int(Shape::Envelope) << int(Place::FirstMessage) << u"/ws"_s;
}

void TestEchoSession::otherShapesAndPlacesOfTheToken()
{
    QFETCH(int, shape);
    QFETCH(int, place);
    QFETCH(QString, path);
    m_server->shape = static_cast<EchoServer::Shape>(shape);
    m_server->numberIds = true;
    m_profile.tokenPlace = static_cast<wire::TokenPlace>(place);
    m_profile.path = path;
    const int id = m_server->addJob(u"demo.mp4"_s);
    begin(Secret(m_server->auth().makeAccess()));
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(m_server->clients(), 1);
    m_server->step(id);
    SOON_COMPARE(m_seat->stateOf(u"1"_s), u"running"_s);
    m_server->step(id);
    SOON_COMPARE(m_seat->stateOf(u"1"_s), u"done"_s);
    const bool inQuery = m_server->socketPaths.join(u' ').contains("token="_L1);
    QCOMPARE(inQuery, m_profile.tokenPlace == wire::TokenPlace::Query);
}

// 403 at the handshake is no proof of a bad token: HTTP tells (c1.4).
void TestEchoSession::noSocketLeadsToPolling()
{
    m_server->hasSocket = false;
    const int id = m_server->addJob(u"demo.mp4"_s);
    begin(Secret(m_server->auth().makeAccess()));
    SOON_COMPARE(m_seat->phase(), Phase::Polling);
    SOON_COMPARE(m_seat->stateOf(u"1"_s), u"queued"_s);
    m_server->step(id);
    SOON_COMPARE(m_seat->stateOf(u"1"_s), u"running"_s);
    m_server->addJob(u"other.mp4"_s);
    SOON_COMPARE(m_seat->stateOf(u"2"_s), u"queued"_s);
    // It is looked for again from time to time, which nobody sees, and found.
    QSignalSpy changed(m_seat->session.get(), &session::Session::connectionChanged);
    const qsizetype upgrades = m_server->socketPaths.size();
    SOON_VERIFY(m_server->socketPaths.size() > upgrades + 2);
    for (const auto &told : changed)
        QCOMPARE(told[0].value<session::ConnectionInfo>().phase, Phase::Polling);
    m_server->hasSocket = true;
    SOON_COMPARE(m_seat->phase(), Phase::Live);
}

void TestEchoSession::aBadTokenAsksForASignIn_data()
{
    QTest::addColumn<bool>("hasSocket");
    QTest::addColumn<bool>("late");
    QTest::newRow("no socket") << false << false;
    QTest::newRow("refused at the handshake") << true << false;
    QTest::newRow("let in, then closed with 4401") << true << true;
}

void TestEchoSession::aBadTokenAsksForASignIn()
{
    QFETCH(bool, hasSocket);
    QFETCH(bool, late);
    m_server->hasSocket = hasSocket;
    m_server->refusesLate = late;
    begin(Secret("forged"));
    SOON_COMPARE(m_seat->phase(), Phase::SignInNeeded);
    QCOMPARE(m_server->auth().refreshes, 0);
    SOON_COMPARE(m_seat->phase(), Phase::SignInNeeded);
    signIn();
    SOON_COMPARE(m_seat->phase(), hasSocket ? Phase::Live : Phase::Polling);
}

void TestEchoSession::theTokenEndsInTheMiddle()
{
    m_server->onlySubscribed = true;
    const int first = m_server->addJob(u"first.mp4"_s, u"PROCESSING"_s);
    live();
    SOON_COMPARE(subscribed(), QStringList{ u"1"_s });
    m_server->heard.clear();
    const qsizetype upgrades = m_server->socketPaths.size();
    m_server->expireTokens();
    // What happens meanwhile is told to nobody.
    m_server->step(first);
    const int second = m_server->addJob(u"second.mp4"_s, u"PROCESSING"_s);
    const EditId edit = title(first, u"Meanwhile"_s);
    SOON_COMPARE(m_seat->stateOf(u"1"_s), u"done"_s);
    SOON_COMPARE(m_seat->stateOf(u"2"_s), u"running"_s);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(subscribed(), QStringList{ u"2"_s });
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    QCOMPARE(m_server->auth().refreshes, 1);
    QCOMPARE(m_server->socketPaths.size(), upgrades + 1);
    QVERIFY(m_server->socketPaths.last() != m_server->socketPaths.first());
    m_server->step(second);
    SOON_COMPARE(m_seat->stateOf(u"2"_s), u"done"_s);
}

void TestEchoSession::twoRefusalsOneRefresh()
{
    const int first = m_server->addJob(u"first.mp4"_s);
    const int second = m_server->addJob(u"second.mp4"_s);
    live();
    m_server->auth().expireAccess(); // the socket stays open
    m_server->holds = u"PUT "_s;
    const EditId one = title(first, u"One"_s);
    const EditId two = title(second, u"Two"_s);
    SOON_COMPARE(m_server->held(), 2);
    m_server->letGo();
    SOON_COMPARE(m_seat->fate(one), Fate::Accepted);
    SOON_COMPARE(m_seat->fate(two), Fate::Accepted);
    QCOMPARE(m_server->auth().refreshes, 1);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    QCOMPARE(asked(u"PUT /api/v1/videos/"_s), 4);
}

// The answer to a call that was made with the last token says nothing of the new one.
void TestEchoSession::aLateRefusalSignsNobodyOut()
{
    m_policy.renewAgain = 30s;
    const int first = m_server->addJob(u"first.mp4"_s);
    const int second = m_server->addJob(u"second.mp4"_s);
    live();
    m_server->auth().expireAccess();
    m_server->holds = u"PUT /api/v1/videos/101"_s;
    const EditId late = title(first, u"Late"_s);
    SOON_COMPARE(m_server->held(), 1);
    m_server->holds = u"nothing"_s;
    const EditId prompt = title(second, u"Prompt"_s);
    SOON_COMPARE(m_seat->fate(prompt), Fate::Accepted);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    QSignalSpy changed(m_seat->session.get(), &session::Session::connectionChanged);
    m_server->letGo();
    SOON_COMPARE(m_seat->fate(late), Fate::Accepted);
    QCOMPARE(m_server->auth().refreshes, 1);
    for (const auto &told : changed)
        QVERIFY(told[0].value<session::ConnectionInfo>().phase != Phase::SignInNeeded);
}

void TestEchoSession::theNextTokenIsKeptBeforeItIsUsed()
{
    live();
    std::vector<wire::SignInSecrets> kept;
    std::function<void()> done;
    m_seat->session->setKeeper([&](const Secret &secrets, std::function<void()> then) {
        kept.push_back(wire::unpack(secrets));
        done = std::move(then);
    });
    const wire::SignInSecrets first{
        m_seat->session->facts().token, m_seat->session->facts().refresh, {}, {}
    };
    const qsizetype upgrades = m_server->socketPaths.size();
    m_server->expireTokens();
    SOON_COMPARE(kept.size(), 1U);
    QVERIFY(!(kept[0].refresh == first.refresh));
    QVERIFY(!(kept[0].token == first.token));
    // Until it lies where it belongs nothing is done with it, whatever is wanted.
    const qsizetype calls = m_server->seen.size();
    m_seat->session->connectNow();
    m_seat->session->resync();
    const EditId early = title(m_server->addJob(u"demo.mp4"_s), u"Early"_s);
    SOON_COMPARE(m_seat->phase(), Phase::Authenticating);
    QCOMPARE(m_server->seen.size(), calls);
    QCOMPARE(m_server->socketPaths.size(), upgrades);
    done();
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(m_seat->fate(early), Fate::Accepted);
    QCOMPARE(m_server->socketPaths.size(), upgrades + 1);
    // The next one works as well, the old one not any more.
    m_server->auth().reuseWindow = 0;
    m_server->expireTokens();
    SOON_COMPARE(kept.size(), 2U);
    done();
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    QCOMPARE(m_server->auth().refreshes, 2);
}

// The list gives 100 jobs at most: what a burst drops can be read nowhere.
void TestEchoSession::aBurstArrivesWhole()
{
    live();
    m_server->burst(5000);
    QTRY_COMPARE_WITH_TIMEOUT(m_seat->store.state().jobs.size(), 5000U, 60'000);
    QCOMPARE(m_seat->gaps(), 0);
    for (int id = 1; id <= 5000; ++id)
        m_server->tellJob(id);
    m_server->setJob(5000, { { "status"_L1, u"FAILED"_s } });
    m_server->tellJob(5000);
    QTRY_COMPARE_WITH_TIMEOUT(m_seat->stateOf(u"5000"_s), u"failed"_s, 60'000);
    QCOMPARE(m_seat->gaps(), 0);
    QCOMPARE(m_seat->store.state().jobs.size(), 5000U);
    QCOMPARE(m_seat->phase(), Phase::Live);
}

void TestEchoSession::anEditIsShownAtOnceAndAccepted()
{
    const int id = m_server->addJob(u"demo.mp4"_s, u"COMPLETED"_s);
    live();
    m_server->tellMetadata(id, u"TITLE"_s, u"Old"_s);
    m_server->tellMetadata(id, u"DESCRIPTION"_s, u"Words"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"DESCRIPTION"_s).toString(), u"Words"_s);
    m_server->holds = u"PUT "_s;
    const EditId edit = title(id, u"New"_s);
    const auto pending
        = [&] { return store::pendingField(m_seat->store.state(), m_seat->key(u"1"_s), u"TITLE"); };
    QCOMPARE(pending().value_or(QJsonValue()).toString(), u"New"_s); // before anybody answered
    SOON_COMPARE(m_server->held(), 1);
    QCOMPARE(m_seat->fate(edit), Fate::Sending);
    m_server->letGo();
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    QCOMPARE(m_server->lastMetadata, (QJsonObject{ { "title"_L1, u"New"_s } }));
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"New"_s);
    QVERIFY(!pending());
    QCOMPARE(m_seat->datum(u"1"_s, u"DESCRIPTION"_s).toString(), u"Words"_s);
}

void TestEchoSession::aRefusedEditIsTakenBack()
{
    const int id = m_server->addJob(u"demo.mp4"_s, u"COMPLETED"_s);
    live();
    m_server->tellMetadata(id, u"TITLE"_s, u"Old"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"Old"_s);
    m_server->refuseMetadata = 1;
    const EditId edit = title(id, u"New"_s);
    SOON_COMPARE(m_seat->fate(edit), Fate::Rejected);
    QVERIFY(m_seat->edit(edit)->reason.contains("another one"_L1));
    QVERIFY(!store::pendingField(m_seat->store.state(), m_seat->key(u"1"_s), u"TITLE"));
    QCOMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"Old"_s);
    // What does not fit does not leave.
    const qsizetype puts = asked(u"PUT "_s);
    const EditId empty = title(id, {});
    SOON_COMPARE(m_seat->fate(empty), Fate::Rejected);
    QVERIFY(m_seat->edit(empty)->reason.contains("title"_L1));
    QCOMPARE(asked(u"PUT "_s), puts);
}

void TestEchoSession::anUnansweredEditIsNotSentTwice()
{
    m_policy.link.request = 300ms;
    const int id = m_server->addJob(u"demo.mp4"_s, u"COMPLETED"_s);
    live();
    m_server->holds = u"PUT "_s;
    const EditId edit = title(id, u"New"_s);
    SOON_COMPARE(m_seat->fate(edit), Fate::NoAnswer);
    QVERIFY(!m_seat->edit(edit)->reason.isEmpty());
    const qsizetype upgrades = m_server->socketPaths.size();
    m_server->killAll();
    SOON_COMPARE(m_server->socketPaths.size(), upgrades + 1);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    m_server->holds.clear();
    const EditId other = title(id, u"Newer"_s); // goes on with the next one
    SOON_COMPARE(m_seat->fate(other), Fate::Accepted);
    QCOMPARE(m_seat->fate(edit), Fate::NoAnswer);
    QCOMPARE(asked(u"PUT "_s), 2);
}

void TestEchoSession::anUploadIsSigned()
{
    constexpr qsizetype size = 6'000'000;
    const QString path = file(u"clip.mp4"_s, size);
    live();
    std::vector<qint64> steps;
    QObject::connect(&m_seat->store, &store::Store::applied, &m_seat->store,
                     [&](const ServerId &, const std::vector<wire::Event> &events) {
                         for (const wire::Event &event : events) {
                             if (const auto *sent = std::get_if<wire::TransferSeen>(&event))
                                 steps.push_back(sent->done);
                         }
                     });
    const EditId edit = m_seat->session->send(wire::UploadMedia{ {}, path });
    QTRY_COMPARE_WITH_TIMEOUT(m_seat->fate(edit), Fate::Accepted, 20'000);
    QVERIFY(!steps.empty());
    QVERIFY(std::ranges::is_sorted(steps));
    QCOMPARE(m_seat->edit(edit)->bytesDone, size);
    QCOMPARE(m_server->stored.size(), 1);
    QCOMPARE(m_server->stored.first().size(), size);
    SOON_COMPARE(m_seat->store.state().jobs.size(), 1U);
    QCOMPARE(m_seat->store.state().jobs[0].job.name, u"clip.mp4"_s);
    for (const wire::Issue &issue : m_seat->issues)
        QVERIFY(!issue.failure.detail.contains("signed-for-a-while"_L1));
}

void TestEchoSession::anUploadIsStopped()
{
    const QString path = file(u"clip.mp4"_s, 3'000'000);
    live();
    m_server->holds = u"PUT /storage/"_s;
    const EditId edit = m_seat->session->send(wire::UploadMedia{ {}, path });
    QTRY_VERIFY_WITH_TIMEOUT(m_seat->edit(edit)->bytesDone > 0, 20'000);
    m_seat->session->stopEdit(edit);
    SOON_COMPARE(m_seat->fate(edit), Fate::Rejected);
    m_server->letGo();
    // The next call shows that nothing more came of it.
    const EditId next = m_seat->session->send(wire::UploadMedia{ {}, file(u"b.mp4"_s, 10) });
    SOON_COMPARE(m_seat->fate(next), Fate::Accepted);
    QCOMPARE(asked(u"POST /api/v1/videos/upload-complete"_s), 1);
    SOON_COMPARE(m_seat->store.state().jobs.size(), 1U);
    QCOMPARE(m_seat->store.state().jobs[0].job.name, u"b.mp4"_s);
}

void TestEchoSession::silenceLeadsToAReconnect()
{
    m_dialect->beat = 150ms;
    m_server->beatEvery(50ms);
    live();
    SOON_VERIFY(!m_server->heard.isEmpty());
    SOON_VERIFY(std::ranges::any_of(m_server->heard, [](const QJsonObject &said) {
        return said["type"_L1] == "HEARTBEAT_ACK"_L1;
    }));
    const qsizetype upgrades = m_server->socketPaths.size();
    m_server->mute();
    m_server->addJob(u"unheard.mp4"_s);
    SOON_COMPARE(m_server->socketPaths.size(), upgrades + 1);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    SOON_COMPARE(m_seat->stateOf(u"1"_s), u"queued"_s);
}

void TestEchoSession::garbageIsPassedOver()
{
    const int id = m_server->addJob(u"demo.mp4"_s, u"PROCESSING"_s);
    live();
    const qsizetype upgrades = m_server->socketPaths.size();
    for (const QByteArray &text :
         { QByteArray("{"), QByteArray("[1,null,\"x\"]"), QByteArray("null"), QByteArray("{}"),
           QByteArray(R"({"type":"WEATHER","job_id":"1","data":{}})"),
           QByteArray(R"({"type":"JOB_UPDATE","data":{"status":"COMPLETED"}})"),
           QByteArray(R"({"type":"JOB_UPDATE","job_id":"1","data":{"status":7}})"),
           QByteArray(R"({"type":"STAGE_UPDATE","job_id":"1","data":"x"})"),
           QByteArray(R"({"type":"STAGE_UPDATE","job_id":["1"],"data":{"stage_id":"A"}})") })
        m_server->sendRaw(text);
    m_server->sendBinary(QByteArray("\0\1\2", 3));
    m_server->tell(u"JOB_UPDATE"_s, u"1"_s,
                   { { "status"_L1, u"BREWING"_s }, { "progress_percent"_L1, 1e9 } });
    m_server->tellStage(id, u"POLISH_THE_LENS"_s, u"PROCESSING"_s, 10);
    m_server->tellMetadata(id, u"TITLE"_s, u"Still here"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"Still here"_s);
    QCOMPARE(m_seat->stateOf(u"1"_s), u"running"_s);
    QCOMPARE(m_seat->job(u"1"_s)->message, u"BREWING"_s);
    QVERIFY(m_seat->issues.size() >= 8U);
    QCOMPARE(m_seat->phase(), Phase::Live);
    QCOMPARE(m_server->socketPaths.size(), upgrades);
}

void TestEchoSession::repeatsAndLateNewsChangeNothing()
{
    const int id = m_server->addJob(u"demo.mp4"_s, u"PROCESSING"_s);
    live();
    m_server->twice = true;
    m_server->tellStage(id, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 80);
    m_server->tellStage(id, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 10, {}, 60s);
    m_server->tellMetadata(id, u"TITLE"_s, u"New"_s);
    m_server->tellMetadata(id, u"TITLE"_s, u"Old"_s, 60s);
    m_server->tellThumbnail(id, u"t1"_s, u"https://cdn.example.invalid/1.jpg"_s, 1280, 720);
    m_server->step(id); // done
    m_server->tell(u"JOB_UPDATE"_s, u"1"_s, { { "status"_L1, u"PROCESSING"_s } }, 60s);
    m_server->tellMetadata(id, u"DESCRIPTION"_s, u"last"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"DESCRIPTION"_s).toString(), u"last"_s);
    const auto *parts = m_seat->store.state().partsOf(m_seat->key(u"1"_s));
    QCOMPARE(parts->stages.size(), 1U);
    QCOMPARE(parts->stages[0].progress.value_or(0), 80.0);
    QCOMPARE(parts->thumbnails.size(), 1U);
    QCOMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"New"_s);
    QCOMPARE(m_seat->stateOf(u"1"_s), u"done"_s);
    QCOMPARE(m_seat->lines(store::Activity::Kind::Finished), 1);
}

// No replay: whatever was lost is read after the next connect (f11), nulls erase nothing (g5).
void TestEchoSession::whatWasMissedIsRead()
{
    const int id = m_server->addJob(u"demo.mp4"_s, u"PROCESSING"_s);
    live();
    m_server->tellMetadata(id, u"TITLE"_s, u"Pushed"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"Pushed"_s);
    m_server->lose = 1;
    m_server->step(id);
    m_server->removeJob(m_server->addJob(u"gone.mp4"_s));
    m_server->addJob(u"new.mp4"_s);
    m_server->killAll();
    SOON_COMPARE(m_seat->stateOf(u"1"_s), u"done"_s);
    SOON_COMPARE(m_seat->stateOf(u"3"_s), u"queued"_s);
    QCOMPARE(m_seat->stateOf(u"2"_s), u"none"_s);
    SOON_COMPARE(m_seat->phase(), Phase::Live);
    QCOMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"Pushed"_s);
}

void TestEchoSession::whatGoesBackwardsIsShownAndNamed()
{
    const int id = m_server->addJob(u"demo.mp4"_s, u"PROCESSING"_s);
    live();
    const auto named = [this] {
        return std::ranges::count_if(m_seat->issues, [](const wire::Issue &issue) {
            return issue.failure.detail.contains("goes backwards"_L1);
        });
    };
    const auto update = [&](double percent, std::chrono::seconds age) {
        m_server->tell(u"JOB_UPDATE"_s, u"1"_s,
                       { { "status"_L1, u"PROCESSING"_s }, { "progress_percent"_L1, percent } },
                       age);
    };
    update(60, 0s);
    update(10, 60s); // late, not backwards
    m_server->tellStage(id, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 80);
    m_server->tellMetadata(id, u"TITLE"_s, u"first"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"first"_s);
    QCOMPARE(named(), 0);
    QCOMPARE(m_seat->job(u"1"_s)->progress, std::optional(60.0));
    update(40, 0s);
    update(30, 0s); // said once
    m_server->tellMetadata(id, u"TITLE"_s, u"second"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"second"_s);
    QCOMPARE(m_seat->job(u"1"_s)->progress, std::optional(30.0));
    QCOMPARE(named(), 1);
    // A job that begins anew may begin at nothing.
    const int other = m_server->addJob(u"other.mp4"_s, u"PROCESSING"_s);
    m_server->tellStage(other, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 80);
    m_server->tellStage(other, u"TRANSCRIPTION"_s, u"PENDING"_s, 0);
    m_server->tellStage(other, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 5);
    m_server->tellMetadata(id, u"TITLE"_s, u"third"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TITLE"_s).toString(), u"third"_s);
    QCOMPARE(named(), 1);
}

// Title, description, tags, transcript, chapters: each at once, and each back by itself.
void TestEchoSession::everyFieldIsEdited()
{
    m_server->moreMetadata = { u"transcript_text"_s, u"chapters"_s };
    const int id = m_server->addJob(u"demo.mp4"_s, u"COMPLETED"_s);
    live();
    for (const auto &[type, text] :
         { std::pair(u"TITLE"_s, u"Old"_s), { u"TRANSCRIPT"_s, u"Hm"_s } })
        m_server->tellMetadata(id, type, text);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"TRANSCRIPT"_s).toString(), u"Hm"_s);
    const auto pending = [&](const QString &field) {
        return store::pendingField(m_seat->store.state(), m_seat->key(u"1"_s), field);
    };
    m_server->holds = u"PUT "_s;
    const QJsonObject all{ { "title"_L1, u"New"_s },
                           { "description"_L1, u"Long"_s },
                           { "tags"_L1, QJsonArray{ u"a"_s, u"b"_s } },
                           { "transcript"_L1, u"Hello"_s },
                           { "chapters"_L1, u"0:00 Start\n1:00 End"_s } };
    const EditId edit = m_seat->run(u"job.metadata"_s, u"1"_s, all);
    for (const QString &field :
         { u"TITLE"_s, u"DESCRIPTION"_s, u"TAGS"_s, u"TRANSCRIPT"_s, u"CHAPTERS"_s })
        QVERIFY2(pending(field), qPrintable(field));
    m_server->letGo();
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"CHAPTERS"_s).toArray().size(), 2);
    QCOMPARE(m_seat->datum(u"1"_s, u"TAGS"_s), QJsonValue(all["tags"_L1]));
    QCOMPARE(m_seat->datum(u"1"_s, u"TRANSCRIPT"_s).toString(), u"Hello"_s);
    QCOMPARE(m_server->lastMetadata["transcript_text"_L1].toString(), u"Hello"_s);
    // One that is refused takes back its own field, the one behind it stays.
    m_server->refuseMetadata = 1;
    const EditId bad = m_seat->run(u"job.metadata"_s, u"1"_s, { { "transcript"_L1, u"x"_s } });
    const EditId good = m_seat->run(u"job.metadata"_s, u"1"_s, { { "description"_L1, u"y"_s } });
    SOON_COMPARE(m_seat->fate(bad), Fate::Rejected);
    SOON_COMPARE(m_seat->fate(good), Fate::Accepted);
    QCOMPARE(m_seat->datum(u"1"_s, u"TRANSCRIPT"_s).toString(), u"Hello"_s);
    SOON_COMPARE(m_seat->datum(u"1"_s, u"DESCRIPTION"_s).toString(), u"y"_s);
}

QTEST_GUILESS_MAIN(TestEchoSession)
#include "tst_echo_session.moc"
