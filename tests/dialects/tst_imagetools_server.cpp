// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/imagetools_driver.h"
#include "support/imagetools_server.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using Verdict = wire::EditSettled::Verdict;
using StandingKind = wire::Standing::Kind;

namespace {

QString fileIn(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return path;
}

QString field(const wire::Item *item, const QString &name)
{
    return item ? wire::fieldOf(*item, name).toVariant().toString() : u"no item"_s;
}

} // namespace

class TestImagetoolsServer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everythingIsReadAtFirst();
    void editsStick();
    void transparencyStopsTurning();
    void uploadsArrive();
    void tagsPinsAndDeletion();
    void lostAnswersAreFoundOut();
    void blockedServersAreBusy();
    void picturesFromPhonesAreTold();
    void devicesAreShownAndRevoked();
    void theProgramNeverHearsUs();
    void wrongPathsAreTriedOnce();
    void socketsThatBreakAreTriedAgain();
    void theSeedsServerIsPinged();
    void theSeedsOperationsAreJobs();
    void refusedSessionsAreReplaced();
    void webPagesAreNoHealth();
    void hardenedServersWantTheirSecret();
    void signInBehindOAuth();

private:
    void serve(ImageToolsServer::Form form);
    std::unique_ptr<ImageToolsServer> m_server;
    std::unique_ptr<ImageToolsDriver> m_client;
};

void TestImagetoolsServer::serve(ImageToolsServer::Form form)
{
    m_client.reset();
    m_server = std::make_unique<ImageToolsServer>(form);
    QVERIFY(m_server->listen());
    m_client = std::make_unique<ImageToolsDriver>(m_server->url());
    if (form == ImageToolsServer::Form::Seed)
        m_client->facts.profile.options.insert(u"session"_s, u"s-1"_s);
}

void TestImagetoolsServer::init()
{
    serve(ImageToolsServer::Form::Program);
}

void TestImagetoolsServer::cleanup()
{
    m_client.reset();
    m_server.reset();
}

void TestImagetoolsServer::everythingIsReadAtFirst()
{
    const QString old = m_server->addImage(u"a.jpg"_s);
    const QString young = m_server->addImage(u"b.png"_s);
    m_server->addPairing(u"Phone"_s);
    m_client->read();
    QVERIFY2(m_client->issues.isEmpty(), qPrintable(m_client->issues.join(u'\n')));
    QCOMPARE(m_client->count(u"image"_s), 2);
    QCOMPARE(m_client->count(u"device"_s), 1);
    QCOMPARE(m_client->item(u"image"_s, old)->name, u"a.jpg"_s);
    QCOMPARE(m_client->facts.extra.value(u"newest"_s), young);
    QCOMPARE(m_client->facts.extra.value(u"version"_s), u"1.11.3"_s);
    // Nobody made an account or changed anything.
    for (const QString &line : std::as_const(m_server->httpSeen))
        QVERIFY(line.startsWith("GET "_L1) || line == "POST /api/v1/users"_L1);
}

void TestImagetoolsServer::editsStick()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    m_client->read();
    const QString before = m_client->item(u"image"_s, id)->version;
    QVERIFY(!m_client->act(u"image.rotate"_s, id, { { "degrees"_L1, 90 } }));
    QCOMPARE(m_client->settled.back().verdict, Verdict::Applied);
    QCOMPARE(field(m_client->item(u"image"_s, id), u"width"_s), u"480"_s);
    QVERIFY(m_client->item(u"image"_s, id)->version != before);
    QVERIFY(!m_client->act(u"image.compress"_s, id, { { "preset"_L1, u"email"_s } }));
    const wire::Job job = m_client->job(u"op:e-2"_s);
    QCOMPARE(job.state, wire::JobState::Done);
    QCOMPARE(job.name, u"Compress: photo.jpg"_s);
    m_client->act(u"image.history"_s, id);
    QCOMPARE(m_client->count(u"history"_s), 2);
    QCOMPARE(field(m_client->item(u"image"_s, id), u"can_undo"_s), u"true"_s);
    m_client->act(u"image.background"_s, id); // would fail after its whole time
    QCOMPARE(m_client->settled.back().verdict, Verdict::Invalid);
    QCOMPARE(m_server->history(id).size(), 2);
    m_client->act(u"history.restore"_s, QString(id + u":1"_s));
    QCOMPARE(m_client->settled.back().verdict, Verdict::Applied);
    m_client->act(u"image.undo"_s, id);
    QCOMPARE(m_client->count(u"history"_s), 1); // read again, because it is shown
    m_client->act(u"image.undo"_s, id);
    m_client->act(u"image.undo"_s, id);
    QCOMPARE(m_client->settled.back().message, u"No operations to undo"_s);
    QCOMPARE(m_client->job(QString(u"op:"_s + m_client->edit.text)).state, wire::JobState::Failed);
    QCOMPARE(field(m_client->item(u"image"_s, id), u"width"_s), u"640"_s);
}

void TestImagetoolsServer::transparencyStopsTurning()
{
    const QString id = m_server->addImage(u"logo.png"_s, true);
    m_client->read();
    m_client->act(u"image.rotate"_s, id);
    QVERIFY(m_client->settled.back().message.startsWith("Internal Server Error ("_L1));
    m_client->act(u"image.resize"_s, id, { { "width"_L1, 5 }, { "height"_L1, 5 } });
    QVERIFY(m_client->settled.back().message.contains("RGBA"_L1));
    QCOMPARE(m_server->history(id).size(), 0);
}

void TestImagetoolsServer::uploadsArrive()
{
    const QTemporaryDir folder;
    m_client->read();
    const QString good = fileIn(folder, u"crop 1.png"_s, "\x89PNG\r\n\x1a\n...");
    m_client->act(u"image.upload"_s, {}, { { "file"_L1, good }, { "tag"_L1, u"Demo"_s } });
    QCOMPARE(m_client->settled.back().verdict, Verdict::Applied);
    QCOMPARE(m_client->items.back().name, u"crop 1.png"_s);
    QCOMPARE(m_server->lastForm.value(u"tag"_s), u"Demo"_s);
    QVERIFY(!m_server->lastForm.contains(u"source"_s)); // the program knows none
    m_client->edit.text = u"u"_s;
    m_client->submit(
        wire::UploadMedia{ m_client->edit, fileIn(folder, u"fake.png"_s, "text"), 0, {}, 4 });
    QVERIFY(m_client->settled.back().message.contains("no picture"_L1));
    const QString id = m_server->images().first();
    m_client->act(u"image.edit"_s, id, { { "file"_L1, good } });
    QCOMPARE(field(m_client->item(u"image"_s, id), u"width"_s), u"320"_s);
    const auto large = m_client->submit(
        wire::UploadMedia{ m_client->edit, good, 0, {}, qint64(21) * 1024 * 1024 });
    QCOMPARE(large->code, Failure::Code::TooLarge);
}

void TestImagetoolsServer::tagsPinsAndDeletion()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    m_client->read();
    m_client->act(u"image.tags"_s, id, { { "tags"_L1, u"a,b"_s } });
    QCOMPARE(wire::fieldOf(*m_client->item(u"image"_s, id), u"tags").toArray().size(), 2);
    m_client->act(u"image.pin"_s, id, { { "duration_days"_L1, 30 } });
    QCOMPARE(m_client->item(u"image"_s, id)->state, u"pinned"_s);
    m_client->act(u"image.unpin"_s, id);
    QCOMPARE(m_client->item(u"image"_s, id)->state, u"unpinned"_s);
    QCOMPARE(field(m_client->item(u"image"_s, id), u"pin_expires_at"_s), QString());
    m_client->act(u"image.delete"_s, id);
    QVERIFY(!m_client->item(u"image"_s, id));
    QVERIFY(m_server->images().isEmpty());
    m_client->act(u"image.tags"_s, id, { { "tags"_L1, u"a"_s } });
    QCOMPARE(m_client->settled.back().message, u"Image not found"_s);
}

void TestImagetoolsServer::lostAnswersAreFoundOut()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    m_client->read();
    m_server->loseAnswers = 1;
    m_client->act(u"image.flip"_s, id);
    QCOMPARE(m_client->settled.back().verdict, Verdict::Applied);
    QVERIFY(m_client->unknown.empty());
    QCOMPARE(m_server->history(id).size(), 1);
    m_client->act(u"image.rotate"_s, id);
    m_server->loseAnswers = 1; // without a body, too, nothing is sent twice
    m_client->act(u"image.undo"_s, id);
    QCOMPARE(m_client->settled.back().verdict, Verdict::Applied);
    QCOMPARE(m_server->history(id).size(), 1);
    m_server->loseRequests = 1;
    m_client->act(u"image.flip"_s, id);
    QCOMPARE(m_client->settled.size(), 3U);
    QCOMPARE(m_client->unknown.back(), m_client->edit);
    const QTemporaryDir folder;
    const QString file = fileIn(folder, u"new.png"_s, "\x89PNG");
    m_server->loseAnswers = 1;
    m_client->act(u"image.upload"_s, {}, { { "file"_L1, file } });
    QCOMPARE(m_client->settled.back().verdict, Verdict::Applied);
    QCOMPARE(m_client->count(u"image"_s), 2);
}

// c3.4: nothing answers, pings stop, the socket stays; then all comes at once.
void TestImagetoolsServer::blockedServersAreBusy()
{
    const QString id = m_server->addImage(u"photo.jpg"_s);
    m_client->read();
    m_client->connectSocket();
    QTRY_COMPARE(m_client->frames.size(), 1);
    m_server->blocks = true;
    ImageToolsDriver other(m_server->url());
    other.facts = m_client->facts;
    other.patience = Millis(200);
    QTimer::singleShot(50, this, [&other] { other.read(false); });
    QTimer::singleShot(600, this, [this] { m_server->release(); });
    m_client->act(u"image.background"_s, id);
    QVERIFY(!m_server->isBlocked());
    QCOMPARE(m_client->settled.back().verdict, Verdict::Applied);
    QVERIFY(m_client->job(u"op:e-1"_s).message.startsWith(u"4.00 times"_s));
    QCOMPARE(field(m_client->item(u"image"_s, id), u"has_transparency"_s), u"true"_s);
    QTRY_VERIFY(other.stood.contains(StandingKind::Busy));
    other.patience = Millis(5000);
    other.read(false);
    QCOMPARE(other.stood.last(), StandingKind::Usual);
    QTRY_COMPARE(m_client->frames.size(), 2); // a ping after the gap
    QVERIFY(!m_client->ended);
}

void TestImagetoolsServer::picturesFromPhonesAreTold()
{
    m_client->connectSocket();
    QTRY_VERIFY(m_client->opened);
    const QString id = m_server->arrive(u"beach.jpg"_s, u"mobile"_s);
    QTRY_VERIFY(m_client->item(u"image"_s, id));
    QCOMPARE(m_client->notices.last(), u"New picture from a phone: beach.jpg"_s);
    // The web's uploads tell nothing: the list does.
    m_server->addImage(u"web.jpg"_s);
    m_client->read(false);
    QCOMPARE(m_client->count(u"image"_s), 2);
}

void TestImagetoolsServer::devicesAreShownAndRevoked()
{
    const QString phone = m_server->addPairing(u"Phone"_s);
    m_client->read();
    m_client->connectSocket();
    QTRY_VERIFY(m_client->opened);
    const QString addon = m_server->addAddon(u"Firefox"_s);
    QTRY_VERIFY(m_client->item(u"device"_s, QString(u"addon:"_s + addon)));
    m_client->act(u"device.revoke"_s, QString(u"pairing:"_s + phone));
    QCOMPARE(m_client->settled.back().verdict, Verdict::Applied);
    QVERIFY(!m_client->item(u"device"_s, QString(u"pairing:"_s + phone)));
    m_client->act(u"device.revokeAddons"_s, {}); // nothing is told: it is read again
    QCOMPARE(m_client->count(u"device"_s), 0);
    QCOMPARE(m_server->devices(), 0);
}

void TestImagetoolsServer::theProgramNeverHearsUs()
{
    m_client->connectSocket();
    QTRY_VERIFY(m_client->opened);
    for (int i = 0; i < 40; ++i) {
        m_client->heartbeat();
        m_server->ping();
    }
    QTRY_COMPARE(m_client->frames.size(), 41);
    QVERIFY(m_server->framesSeen.isEmpty());
    QVERIFY(!m_client->ended);
}

void TestImagetoolsServer::wrongPathsAreTriedOnce()
{
    m_client->facts.profile.options.insert(u"session"_s, u"s-1"_s);
    m_client->connectSocket();
    QTRY_VERIFY(m_client->socketError.contains("403"_L1));
    const auto other = imageTools().otherWay(0, 403, m_client->facts);
    QVERIFY(other);
    m_client->facts = *other;
    m_client->connectSocket();
    QTRY_VERIFY(m_client->opened);
    QTRY_VERIFY(!m_client->frames.isEmpty()); // a ping at once: this is the right one
    QVERIFY(!imageTools().otherWay(0, 403, m_client->facts));
}

void TestImagetoolsServer::socketsThatBreakAreTriedAgain()
{
    m_client->connectSocket();
    QTRY_VERIFY(m_client->opened);
    m_server->abortSockets();
    QTRY_VERIFY(m_client->ended);
    QCOMPARE(imageTools().judge(m_client->closeCode(), {}, 0), wire::CloseVerdict::Retry);
    m_client->connectSocket();
    QTRY_VERIFY(m_client->opened);
    m_server->closeSockets(1012);
    QTRY_VERIFY(m_client->ended);
    QCOMPARE(imageTools().judge(m_client->closeCode(), {}, 0), wire::CloseVerdict::Retry);
}

void TestImagetoolsServer::theSeedsServerIsPinged()
{
    serve(ImageToolsServer::Form::Seed);
    m_client->connectSocket();
    QTRY_VERIFY(m_client->opened);
    m_client->heartbeat();
    QTRY_COMPARE(m_client->frames, QStringList{ u"pong"_s });
    QVERIFY(m_client->issues.isEmpty());
    const QTemporaryDir folder;
    m_client->act(u"image.upload"_s, {}, { { "file"_L1, fileIn(folder, u"a.png"_s, "\x89PNG") } });
    QCOMPARE(m_server->lastForm.value(u"source"_s), u"web"_s);
    QCOMPARE(m_server->lastForm.value(u"session_id"_s), u"s-1"_s);
    QTRY_COMPARE(m_client->notices, QStringList{ u"New picture: a.png"_s });
    QCOMPARE(m_client->count(u"image"_s), 1);
}

void TestImagetoolsServer::theSeedsOperationsAreJobs()
{
    serve(ImageToolsServer::Form::Seed);
    m_server->cancels = true;
    m_client->connectSocket();
    QTRY_VERIFY(m_client->opened);
    m_server->tellSeed(u"operation.started"_s,
                       { { "operation_id"_L1, u"op-1"_s },
                         { "operation_type"_L1, u"bulk_compress"_s },
                         { "cancellable"_L1, true } });
    m_server->tellSeed(
        u"operation.progress"_s,
        { { "operation_id"_L1, u"op-1"_s }, { "current"_L1, 9 }, { "total"_L1, 20 } });
    QTRY_COMPARE(m_client->job(u"operation:op-1"_s).message, u"9 of 20"_s);
    QCOMPARE(m_client->job(u"operation:op-1"_s).name, u"bulk_compress"_s);
    m_client->edit.text = u"c"_s;
    QVERIFY(!m_client->submit(wire::ControlJob{
        m_client->edit, { u"operation:op-1"_s }, wire::JobAction::Cancel, 0, {} }));
    QCOMPARE(m_server->cancelled, QStringList{ u"op-1"_s });
    QTRY_COMPARE(m_client->job(u"operation:op-1"_s).state, wire::JobState::Cancelled);
}

void TestImagetoolsServer::refusedSessionsAreReplaced()
{
    serve(ImageToolsServer::Form::Seed);
    m_server->sessions = { anonymousUser };
    m_client->connectSocket();
    QTRY_VERIFY(m_client->ended);
    QCOMPARE(m_client->closeCode(), 4004);
    QCOMPARE(imageTools().judge(4004, {}, 0), wire::CloseVerdict::NewSession);
    m_client->facts = *imageTools().otherWay(4004, 0, m_client->facts);
    m_client->connectSocket();
    QTRY_COMPARE(m_server->sockets(), 1);
}

void TestImagetoolsServer::webPagesAreNoHealth()
{
    m_server->htmlHealth = true;
    m_server->spa = true;
    m_server->addImage(u"a.jpg"_s);
    m_client->read();
    m_client->read();
    QCOMPARE(m_client->notices.size(), 1); // said once
    QVERIFY(m_client->stood.isEmpty());
    QCOMPARE(m_client->count(u"image"_s), 1);
    m_client->act(u"image.history"_s, u"nobody"_s);
    QCOMPARE(m_client->settled.back().verdict, Verdict::Invalid);
}

void TestImagetoolsServer::hardenedServersWantTheirSecret()
{
    m_server->hardened = true;
    m_client->read();
    QVERIFY(m_client->refusals.first().contains("X-Internal-Auth"_L1));
    wire::Credentials given;
    given.kind = wire::SignInKind::Token;
    given.values.insert(u"token"_s, Secret("s3cret"));
    m_client->refusals.clear();
    m_client->run({ *imageTools().signIn(given, m_client->facts) });
    m_client->read();
    QVERIFY(m_client->refusals.isEmpty());
    QCOMPARE(m_client->facts.token.reveal(), QByteArray("s3cret"));
}

void TestImagetoolsServer::signInBehindOAuth()
{
    m_server->oauth2 = true;
    m_client->read();
    QVERIFY(m_client->refusals.first().contains("/api/v1/oauth2/connect"_L1));
    wire::Credentials given;
    given.kind = wire::SignInKind::Token;
    given.values.insert(u"cookie"_s, Secret("bad"));
    m_client->run({ *imageTools().signIn(given, m_client->facts) });
    QCOMPARE(m_client->refusals.size(), 2);
    QVERIFY(m_client->facts.cookie.isEmpty());
    given.values.insert(u"cookie"_s, Secret("Cookie: imagetools_session=good"));
    m_client->run({ *imageTools().signIn(given, m_client->facts) });
    QCOMPARE(m_client->refusals.size(), 2);
    QVERIFY(m_client->facts.tokenUntil);
    m_server->addImage(u"a.jpg"_s);
    m_client->read();
    QCOMPARE(m_client->count(u"image"_s), 1);
}

QTEST_GUILESS_MAIN(TestImagetoolsServer)
#include "tst_imagetools_server.moc"
