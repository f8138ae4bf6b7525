// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "support/echo_peer.h"
#include "support/echo_server.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace fw;
using namespace Qt::StringLiterals;
using wire::JobState;
using Verdict = wire::EditSettled::Verdict;

/// The dialect against the program it was made for, and against what its seed wishes for.
class TestEchoServer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void asItComesItIsPolled();
    void theWholeStoryOfAnUpload();
    void passwordsOpenTheDoor();
    void theBrowserOpensTheDoor();
    void anEndedTokenIsRenewedOnce();
    void aRefreshTokenWorksOnce();
    void theSignInServiceSaysWhy_data();
    void theSignInServiceSaysWhy();
    void theTokenTravelsWhereTheProfileSays_data();
    void theTokenTravelsWhereTheProfileSays();
    void aBadTokenIsToldByTheCloseCode();
    void theSocketTellsEverything();
    void otherShapesTellTheSame_data();
    void otherShapesTellTheSame();
    void subscribesAgainAfterOpen();
    void uploadsAreSubscribedAtOnce();
    void heartbeatsAreAnswered();
    void garbageDoesNotDisturb();
    void lateAndDoubledNewsKeepTheirTime();
    void aTokenThatEndsInMidConnectionIsRenewed();
    void lostMessagesAreReadFromTheList();
    void aBurstIsReadWhole();
    void signedUploadsReachTheStorage();
    void editedMetadataSticks();
    void editedMetadataIsRefusedInWords();
    void finishedJobsAreFoundThoughHidden();
    void crashesPass();

private:
    wire::HttpRequest list() const
    {
        return m_peer->facts.extra.isEmpty()
            ? dialect().poll({ true, {}, true }, m_peer->facts).back()
            : dialect().poll({}, m_peer->facts).front();
    }
    static const wire::Dialect &dialect() { return *dialects::findDialect(u"echo"); }
    wire::Credentials password(const QByteArray &word = "right horse") const
    {
        return { wire::SignInKind::Password,
                 { { u"email"_s, Secret(m_server->auth().email.toLatin1()) },
                   { u"password"_s, Secret(word) } } };
    }
    void readAll() { m_peer->poll({ true, {}, true }); }
    wire::Job lastJob(const QString &id) const
    {
        wire::Job last;
        for (const wire::JobSeen &seen : m_peer->all<wire::JobSeen>()) {
            if (seen.job.id.text == id)
                last = seen.job;
        }
        return last;
    }
    QString clip(const QString &name = u"demo.mp4"_s)
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write("0123456789");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::EchoServer> m_server;
    std::unique_ptr<test::EchoPeer> m_peer;
};

void TestEchoServer::init()
{
    m_server = std::make_unique<test::EchoServer>();
    QVERIFY(m_server->listen());
    m_peer = std::make_unique<test::EchoPeer>(dialect());
    m_peer->facts.baseUrl = m_server->url();
    m_peer->facts.token = Secret(m_server->auth().makeAccess());
    m_peer->facts.profile.address = m_server->url();
    m_peer->facts.profile.tokenPlace = wire::TokenPlace::Query;
    m_peer->facts.profile.options
        = { { u"authUrl"_s, m_server->url().toString() },
            { u"anonKey"_s, QString::fromLatin1(m_server->auth().anonKey) } };
}

void TestEchoServer::cleanup()
{
    m_peer.reset();
    m_server.reset();
}

void TestEchoServer::asItComesItIsPolled()
{
    QVERIFY(!m_peer->open()); // 403, with a good token
    QCOMPARE(m_server->socketPaths.size(), 1);
    m_server->addJob(u"beach.mp4"_s, u"PROCESSING"_s);
    readAll();
    QCOMPARE(m_peer->all<wire::JobsReplaced>().size(), 1U);
    QCOMPARE(m_peer->all<wire::JobsReplaced>().front().jobs.front().name, u"beach.mp4"_s);
    QVERIFY(!dialect().capabilities(m_peer->facts).offers.front().capability.offered);
    QVERIFY(m_peer->issues.empty());
    m_peer->forget();
    m_peer->run(dialect().encode(wire::FetchDetail{ JobId{ u"1"_s } }, m_peer->facts));
    QCOMPARE(m_peer->asked,
             QStringList({ u"GET /api/v1/videos/jobs/1"_s, u"GET /api/v1/jobs/"_s }));
    QCOMPARE(lastJob(u"1"_s).state, JobState::Running);
}

void TestEchoServer::theWholeStoryOfAnUpload()
{
    readAll();
    m_peer->run(dialect().encode(wire::UploadMedia{ EditId{ u"e1"_s }, clip() }, m_peer->facts));
    const auto settled = m_peer->all<wire::EditSettled>();
    QCOMPARE(settled.size(), 1U);
    QCOMPARE(settled.front().verdict, Verdict::Applied);
    QCOMPARE(lastJob(u"1"_s).state, JobState::Queued);
    while (m_server->step(1)) {
        m_peer->poll({});
    }
    const wire::Job job = lastJob(u"1"_s);
    QCOMPARE(job.state, JobState::Failed);
    QVERIFY(job.error->message.startsWith("greenlet_spawn"_L1));
    QCOMPARE(job.name, u"demo.mp4"_s);
    m_peer->forget();
    const QString text = clip(u"notes.txt"_s);
    wire::HttpRequest request
        = dialect()
              .encode(wire::UploadMedia{ EditId{ u"e2"_s }, clip() }, m_peer->facts)
              ->requests.front();
    request.form.front().file = text;
    request.form.front().contentType = "text/plain";
    m_peer->call(request);
    QCOMPARE(m_peer->all<wire::EditSettled>().front().message, u"File must be a video"_s);
}

void TestEchoServer::passwordsOpenTheDoor()
{
    m_peer->facts.token = {};
    readAll();
    QCOMPARE(m_peer->controlsOf<wire::SignInRefused>().size(), 1U);
    m_peer->forget();
    m_peer->call(*dialect().signIn(password("wrong"), m_peer->facts));
    QCOMPARE(m_peer->controlsOf<wire::SignInRefused>().front().reason,
             u"Invalid login credentials"_s);
    QVERIFY(m_peer->facts.token.isEmpty());
    m_peer->call(*dialect().signIn(password(), m_peer->facts));
    QCOMPARE(m_peer->controlsOf<wire::SignedIn>().front().who, m_server->auth().email);
    QVERIFY(m_peer->facts.tokenUntil);
    m_peer->forget();
    readAll();
    QCOMPARE(m_peer->all<wire::JobsReplaced>().size(), 1U);
}

void TestEchoServer::theBrowserOpensTheDoor()
{
    const QByteArray verifier = "a-verifier-of-43-characters-or-more-0123456789";
    const QByteArray challenge
        = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QUrl redirect(u"http://127.0.0.1:9/back"_s);
    const QUrl page = *dialect().browserAddress(m_peer->facts, redirect, challenge);
    QNetworkAccessManager browser;
    QNetworkRequest request(page);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    const std::unique_ptr<QNetworkReply> reply(browser.get(request));
    QTRY_VERIFY(reply->isFinished());
    const QUrl back = QUrl::fromEncoded(reply->rawHeader("Location"));
    QCOMPARE(back.adjusted(QUrl::RemoveQuery), redirect);
    const QByteArray code = QUrlQuery(back).queryItemValue(u"code"_s).toLatin1();
    m_peer->facts.token = {};
    const auto credentials = [&](const QByteArray &with) {
        return wire::Credentials{ wire::SignInKind::Browser,
                                  { { u"code"_s, Secret(code) },
                                    { u"verifier"_s, Secret(with) } } };
    };
    m_peer->call(*dialect().signIn(credentials(verifier), m_peer->facts));
    QCOMPARE(m_peer->controlsOf<wire::SignedIn>().size(), 1U);
    QVERIFY(m_server->auth().isGood(m_peer->facts.token.reveal()));
    m_peer->call(*dialect().signIn(credentials(verifier), m_peer->facts)); // a code works once
    QCOMPARE(m_peer->controlsOf<wire::SignInRefused>().size(), 1U);
}

void TestEchoServer::anEndedTokenIsRenewedOnce()
{
    m_peer->call(*dialect().signIn(password(), m_peer->facts));
    m_server->auth().expireAccess();
    m_peer->forget();
    m_peer->poll({});
    QCOMPARE(m_peer->controlsOf<wire::TokenExpired>().size(), 1U);
    m_peer->call(*dialect().renew(m_peer->facts));
    QCOMPARE(m_peer->controlsOf<wire::SignedIn>().size(), 1U);
    m_peer->poll({});
    QCOMPARE(m_peer->lastStatus, 200);
    QCOMPARE(m_server->auth().refreshes, 1);
}

void TestEchoServer::aRefreshTokenWorksOnce()
{
    m_peer->call(*dialect().signIn(password(), m_peer->facts));
    const wire::SessionFacts first = m_peer->facts;
    m_peer->call(*dialect().renew(first));
    const wire::SessionFacts second = m_peer->facts;
    QVERIFY(!(first.refresh == second.refresh));
    m_peer->call(*dialect().renew(first)); // inside the window: the same again
    QVERIFY(m_peer->facts.refresh == second.refresh);
    m_server->auth().reuseWindow = -1;
    m_peer->forget();
    m_peer->call(*dialect().renew(first));
    QCOMPARE(m_peer->controlsOf<wire::SignInRefused>().size(), 1U);
    m_peer->call(*dialect().renew(second)); // the whole family is revoked
    QCOMPARE(m_peer->controlsOf<wire::SignInRefused>().size(), 2U);
    QVERIFY(!dialect().renew(m_peer->facts));
}

void TestEchoServer::theSignInServiceSaysWhy_data()
{
    QTest::addColumn<int>("shape");
    QTest::newRow("msg") << int(test::EchoAuth::Shape::Msg);
    QTest::newRow("message") << int(test::EchoAuth::Shape::Message);
    QTest::newRow("OAuth") << int(test::EchoAuth::Shape::OAuth);
    QTest::newRow("gateway") << int(test::EchoAuth::Shape::Gateway);
}

void TestEchoServer::theSignInServiceSaysWhy()
{
    QFETCH(int, shape);
    m_server->auth().shape = static_cast<test::EchoAuth::Shape>(shape);
    m_peer->call(*dialect().signIn(password("wrong"), m_peer->facts));
    QCOMPARE(m_peer->controlsOf<wire::SignInRefused>().back().reason,
             u"Invalid login credentials"_s);
    m_peer->call(*dialect().signIn(password(), m_peer->facts));
    m_server->auth().limited = 1;
    m_peer->forget();
    m_peer->call(*dialect().renew(m_peer->facts));
    QCOMPARE(m_peer->lastStatus, 429);
    QVERIFY(m_peer->controls.empty()); // not now is not over
    m_server->auth().broken = 1;
    m_peer->call(*dialect().renew(m_peer->facts));
    QVERIFY(m_peer->controls.empty());
    m_peer->call(*dialect().renew(m_peer->facts));
    QCOMPARE(m_peer->controlsOf<wire::SignedIn>().size(), 1U);
    m_peer->facts.profile.options.remove(u"anonKey"_s);
    m_peer->call(*dialect().signIn(password(), m_peer->facts));
    QCOMPARE(m_peer->controlsOf<wire::SignInRefused>().back().reason,
             u"No API key found in request"_s);
}

void TestEchoServer::theTokenTravelsWhereTheProfileSays_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("path");
    QTest::newRow("query") << int(wire::TokenPlace::Query) << QString();
    QTest::newRow("header") << int(wire::TokenPlace::Header) << u"/ws"_s;
    QTest::newRow("message") << int(wire::TokenPlace::FirstMessage) << u"/ws"_s;
    QTest::newRow("of the user") << int(wire::TokenPlace::Query) << u"/ws/jobs/status/{user_id}"_s;
}

void TestEchoServer::theTokenTravelsWhereTheProfileSays()
{
    QFETCH(int, place);
    QFETCH(QString, path);
    m_server->hasSocket = true;
    m_peer->facts.profile.tokenPlace = static_cast<wire::TokenPlace>(place);
    m_peer->facts.profile.path = path;
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    m_server->tellError(u"1"_s, u"E"_s, u"hello"_s, true);
    QTRY_COMPARE(m_peer->all<wire::JobErrorSeen>().size(), 1U);
    const bool inQuery = m_server->socketPaths.last().contains("token="_L1);
    QCOMPARE(inQuery, place == int(wire::TokenPlace::Query));
    QCOMPARE(m_server->heard.size(), place == int(wire::TokenPlace::FirstMessage) ? 1 : 0);
}

void TestEchoServer::aBadTokenIsToldByTheCloseCode()
{
    m_server->hasSocket = true;
    m_peer->facts.token = Secret("bad");
    QVERIFY(!m_peer->open()); // closed before it was accepted: 403, no code
    m_server->refusesLate = true;
    m_peer->open();
    QTRY_COMPARE(int(m_peer->socket().closeCode()), 4401);
    QCOMPARE(dialect().judge(int(m_peer->socket().closeCode()), {}, 0), wire::CloseVerdict::Renew);
    m_peer->facts.profile.tokenPlace = wire::TokenPlace::FirstMessage;
    m_peer->open();
    QTRY_VERIFY(!m_peer->isOpen());
    QCOMPARE(int(m_peer->socket().closeCode()), 4401);
}

void TestEchoServer::theSocketTellsEverything()
{
    m_server->hasSocket = true;
    m_server->pipelineFails = false;
    const int id = m_server->addJob(u"beach.mp4"_s);
    readAll();
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    m_server->step(id);
    m_server->tellStage(id, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 40);
    m_server->tellStage(id, u"LIP_SYNC"_s, u"FAILED"_s, 40, u"no lips"_s);
    m_server->tellMetadata(id, u"TITLE"_s, u"Lake"_s);
    m_server->tellMetadata(id, u"TAGS"_s, QJsonArray{ u"a"_s });
    m_server->tellThumbnail(id, u"t1"_s, u"gs://b/t1.jpg"_s, 1280, 720);
    m_server->tellError(u"1"_s, u"E_SLOW"_s, u"slow"_s, true);
    m_server->step(id);
    QTRY_COMPARE(lastJob(u"1"_s).state, JobState::Done);
    QCOMPARE(m_peer->all<wire::StageSeen>().size(), 2U);
    QCOMPARE(m_peer->all<wire::StageSeen>().back().stage.error->message, u"no lips"_s);
    QCOMPARE(m_peer->all<wire::MetadataSeen>().size(), 2U);
    QCOMPARE(m_peer->all<wire::ThumbnailSeen>().size(), 1U);
    QCOMPARE(m_peer->all<wire::JobErrorSeen>().size(), 1U);
    QVERIFY(m_peer->issues.empty());
    QVERIFY(m_server->seen.count(u"GET /api/v1/jobs/"_s) >= 2); // read again when it ended
}

void TestEchoServer::otherShapesTellTheSame_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("numbers");
    using Shape = test::EchoServer::Shape;
    QTest::newRow("A") << int(Shape::Envelope) << false;
    QTest::newRow("A with numbers") << int(Shape::Envelope) << true;
    QTest::newRow("B") << int(Shape::Flat) << true;
    QTest::newRow("C") << int(Shape::LowerCase) << true;
}

void TestEchoServer::otherShapesTellTheSame()
{
    QFETCH(int, shape);
    QFETCH(bool, numbers);
    m_server->hasSocket = true;
    m_server->shape = static_cast<test::EchoServer::Shape>(shape);
    m_server->numberIds = numbers;
    const int id = m_server->addJob(u"beach.mp4"_s);
    m_peer->follows = false;
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    QVERIFY(m_server->step(id));
    QTRY_COMPARE(lastJob(u"1"_s).state, JobState::Running);
    QVERIFY(m_server->step(id));
    QTRY_COMPARE(lastJob(u"1"_s).state, JobState::Failed);
    QVERIFY(m_peer->issues.empty());
}

void TestEchoServer::subscribesAgainAfterOpen()
{
    m_server->hasSocket = true;
    m_server->onlySubscribed = true;
    const int one = m_server->addJob(u"a.mp4"_s);
    m_server->addJob(u"b.mp4"_s, u"COMPLETED"_s);
    readAll();
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->heard.size(), 1);
    const QJsonObject wanted{ { u"action"_s, u"subscribe"_s },
                              { u"job_ids"_s, QJsonArray{ u"1"_s } } };
    QCOMPARE(m_server->heard.last(), wanted);
    m_server->killAll();
    QTRY_VERIFY(!m_peer->isOpen());
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->heard.size(), 2);
    QCOMPARE(m_server->heard.last(), wanted);
    m_server->step(one);
    QTRY_COMPARE(lastJob(u"1"_s).state, JobState::Running);
}

void TestEchoServer::uploadsAreSubscribedAtOnce()
{
    m_server->hasSocket = true;
    m_server->onlySubscribed = true;
    readAll();
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    QVERIFY(m_server->heard.isEmpty());
    m_peer->run(dialect().encode(wire::UploadMedia{ EditId{ u"e"_s }, clip() }, m_peer->facts));
    QTRY_COMPARE(m_server->heard.size(), 1);
    m_server->step(1);
    QTRY_COMPARE(lastJob(u"1"_s).state, JobState::Running);
}

void TestEchoServer::heartbeatsAreAnswered()
{
    m_server->hasSocket = true;
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    m_server->beat();
    QTRY_COMPARE(m_server->heard.size(), 1);
    QCOMPARE(m_server->heard.last()["type"_L1].toString(), u"HEARTBEAT_ACK"_s);
    m_server->beatWord = u"ping"_s;
    m_server->beat();
    QTRY_COMPARE(m_server->heard.size(), 2);
    QCOMPARE(m_server->heard.last()["type"_L1].toString(), u"PONG"_s);
    m_server->beatEvery(std::chrono::milliseconds(10));
    QTRY_VERIFY(m_server->heard.size() > 4);
}

void TestEchoServer::garbageDoesNotDisturb()
{
    m_server->hasSocket = true;
    const int id = m_server->addJob(u"a.mp4"_s);
    m_peer->follows = false;
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    const QList<QByteArray> rubbish{ "<html>", "{", "[1,2]", "{\"type\":\"NEWS\"}", "\"x\"" };
    for (const QByteArray &text : rubbish)
        m_server->sendRaw(text);
    m_server->sendBinary("\x01\x02");
    m_server->step(id);
    QTRY_COMPARE(lastJob(u"1"_s).state, JobState::Running);
    QVERIFY(m_peer->issues.size() >= 6U);
    QVERIFY(m_peer->isOpen());
}

// What is late or doubled is told by its time: the store drops it, not the dialect.
void TestEchoServer::lateAndDoubledNewsKeepTheirTime()
{
    m_server->hasSocket = true;
    m_server->twice = true;
    const int id = m_server->addJob(u"a.mp4"_s);
    m_peer->follows = false;
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    m_server->tellStage(id, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 60);
    m_server->tellStage(id, u"TRANSCRIPTION"_s, u"PROCESSING"_s, 40, {}, std::chrono::seconds(5));
    m_server->tellMetadata(id, u"TITLE"_s, u"Old"_s, std::chrono::seconds(5));
    QTRY_COMPARE(m_peer->all<wire::MetadataSeen>().size(), 2U);
    const auto stages = m_peer->all<wire::StageSeen>();
    QCOMPARE(stages.size(), 4U);
    QCOMPARE(stages[0], stages[1]);
    QVERIFY(*stages[3].stage.updated < *stages[0].stage.updated);
    QVERIFY(*m_peer->all<wire::MetadataSeen>().front().datum.updated < *stages[0].stage.updated);
}

void TestEchoServer::aTokenThatEndsInMidConnectionIsRenewed()
{
    m_server->hasSocket = true;
    m_peer->call(*dialect().signIn(password(), m_peer->facts));
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    m_server->expireTokens();
    QTRY_VERIFY(!m_peer->isOpen());
    QCOMPARE(dialect().judge(int(m_peer->socket().closeCode()), {}, 0), wire::CloseVerdict::Renew);
    QVERIFY(!m_peer->open());
    m_peer->call(*dialect().renew(m_peer->facts));
    QVERIFY(m_peer->open()); // with the new token, read at each connect
}

void TestEchoServer::lostMessagesAreReadFromTheList()
{
    m_server->hasSocket = true;
    const int id = m_server->addJob(u"a.mp4"_s);
    readAll();
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    m_server->lose = 1;
    m_server->step(id);
    m_server->killAll();
    QTRY_VERIFY(!m_peer->isOpen());
    m_server->step(id);
    QVERIFY(m_peer->open());
    m_peer->forget();
    readAll(); // as the session does after each open: there are no sequence numbers
    QVERIFY(!dialect().capabilities(m_peer->facts).sequences);
    QCOMPARE(m_peer->all<wire::JobsReplaced>().front().jobs.front().state, JobState::Failed);
}

void TestEchoServer::aBurstIsReadWhole()
{
    m_server->hasSocket = true;
    readAll();
    m_peer->follows = false;
    QVERIFY(m_peer->open());
    QTRY_COMPARE(m_server->clients(), 1);
    m_server->burst(5000);
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->all<wire::JobSeen>().size(), 5000U, 30'000);
    QVERIFY(m_peer->issues.empty());
    m_peer->forget();
    m_peer->follows = true;
    m_peer->poll({});
    QCOMPARE(m_peer->asked.size(), 3); // the list and, as it is cut, those that are open
    QVERIFY(m_peer->all<wire::JobsReplaced>().empty());
}

void TestEchoServer::signedUploadsReachTheStorage()
{
    m_server->hasPageRoutes = true;
    readAll();
    wire::UploadMedia command{ EditId{ u"e1"_s }, clip() };
    command.bytes = 10;
    m_peer->forget();
    m_peer->run(dialect().encode(command, m_peer->facts));
    QCOMPARE(m_peer->asked.size(), 3);
    QCOMPARE(m_server->stored.first(), "0123456789"_ba);
    QCOMPARE(m_peer->all<wire::EditSettled>().size(), 1U);
    QCOMPARE(m_peer->all<wire::EditSettled>().front().verdict, Verdict::Applied);
    QCOMPARE(m_server->job(1)["video"_L1].toObject()["original_filename"_L1].toString(),
             u"demo.mp4"_s);
    m_server->storageStatus = 403;
    m_peer->forget();
    m_peer->run(dialect().encode(command, m_peer->facts));
    QCOMPARE(m_peer->all<wire::EditSettled>().front().verdict, Verdict::Denied);
    QVERIFY(m_peer->controls.empty());
}

void TestEchoServer::editedMetadataSticks()
{
    m_server->hasPageRoutes = true;
    m_server->nullMetadata = false;
    m_server->detailCrashes = false;
    m_server->addJob(u"a.mp4"_s, u"COMPLETED"_s);
    readAll();
    const auto edit = [this](const QJsonObject &arguments) {
        m_peer->forget();
        m_peer->run(dialect().encode(
            wire::RunAction{ EditId{ u"e1"_s }, u"job.metadata"_s, u"1"_s, arguments },
            m_peer->facts));
        return m_peer->all<wire::EditSettled>().size() == 1
            && m_peer->all<wire::EditSettled>().front().verdict == Verdict::Applied;
    };
    QVERIFY(edit({ { u"title"_s, u"Lake"_s } }));
    QVERIFY(edit({ { u"tags"_s, u"a, b"_s } }));
    m_peer->forget();
    m_peer->run(dialect().encode(wire::FetchDetail{ JobId{ u"1"_s } }, m_peer->facts));
    QCOMPARE(m_peer->asked, QStringList({ u"GET /api/v1/videos/101/details"_s }));
    QCOMPARE(m_peer->all<wire::MetadataSeen>().size(), 2U);
    // The same job from a server that answers nothing but nulls: nothing is taken back.
    m_server->nullMetadata = true;
    m_peer->forget();
    m_peer->run(dialect().encode(wire::FetchDetail{ JobId{ u"1"_s } }, m_peer->facts));
    QVERIFY(m_peer->all<wire::MetadataSeen>().empty());
    QVERIFY(m_peer->all<wire::JobDetailSeen>().empty());
}

void TestEchoServer::editedMetadataIsRefusedInWords()
{
    m_server->hasPageRoutes = true;
    m_server->moreMetadata = { u"transcript_text"_s };
    m_server->addJob(u"a.mp4"_s, u"COMPLETED"_s);
    readAll();
    const wire::RunAction action{
        EditId{ u"e1"_s }, u"job.metadata"_s, u"1"_s, { { u"transcript"_s, u"Hello"_s } }
    };
    m_peer->run(dialect().encode(action, m_peer->facts));
    QCOMPARE(m_server->lastMetadata, (QJsonObject{ { u"transcript_text"_s, u"Hello"_s } }));
    m_server->moreMetadata.clear(); // it said otherwise before
    m_peer->forget();
    m_peer->run(dialect().encode(action, m_peer->facts));
    QCOMPARE(m_peer->all<wire::EditSettled>().front().verdict, Verdict::Invalid);
    QVERIFY(m_peer->all<wire::EditSettled>().front().message.contains("not permitted"_L1));
}

void TestEchoServer::finishedJobsAreFoundThoughHidden()
{
    m_server->hidesFinished = true;
    m_server->detailCrashes = false;
    m_server->pipelineFails = false;
    const int id = m_server->addJob(u"a.mp4"_s);
    readAll();
    m_server->step(id);
    m_server->step(id);
    m_peer->forget();
    readAll();
    QCOMPARE(lastJob(u"1"_s).state, JobState::Done);
    QVERIFY(m_peer->all<wire::JobsReplaced>().empty());
    m_peer->forget();
    readAll();
    QVERIFY(m_peer->all<wire::JobsReplaced>().empty());
    QCOMPARE(m_peer->asked.size(), 1);
}

void TestEchoServer::crashesPass()
{
    m_server->crashList = 1;
    readAll();
    QCOMPARE(m_peer->controlsOf<wire::Standing>().front().kind, wire::Standing::Kind::Degraded);
    readAll();
    QCOMPARE(m_peer->controlsOf<wire::Standing>().back().kind, wire::Standing::Kind::Usual);
    m_server->fail401 = 1;
    m_peer->poll({});
    QCOMPARE(m_peer->controlsOf<wire::SignInRefused>().size(), 1U); // no way to another token
    m_peer->forget();
    wire::HttpRequest request = list();
    request.url.setPath(u"/api/v1/jobs"_s);
    QCOMPARE(m_peer->call(request), 200); // by way of 307
    QVERIFY(m_peer->issues.empty());
}

QTEST_GUILESS_MAIN(TestEchoServer)
#include "tst_echo_server.moc"
