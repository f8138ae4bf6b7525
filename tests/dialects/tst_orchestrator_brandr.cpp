// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialect against the program's fake, over real HTTP.
#include "dialects/registry.h"
#include "support/dialect_peer.h"
#include "support/orchestrator_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;
using Verdict = wire::EditSettled::Verdict;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"orchestrator");
}

const wire::ActionOffer &offerOf(const wire::Capabilities &can, const QString &name)
{
    return *std::ranges::find(can.offers, name, &wire::ActionOffer::name);
}

} // namespace

class TestOrchestratorBrandr final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void signInKeepsTheCookieByHand();
    void aWrongPasswordIsRefusedInTheServersWords();
    void signInNeedsBothFields();
    void aLimitAtTheSignInPageIsToldInWords();
    void aNewPasswordIsAskedForWithItsAddress();
    void beingSignedOutStopsAtAnyCall();
    void anEditWhileSignedOutIsKept();
    void theProgramIsLearntFromHealth();
    void fourStatesOfHealth();
    void aFullReadKnowsTheAccount();
    void limitsAreShownBeforeTheyBite();
    void whatTheProgramLacksHasAReason();
    void uploadsBecomeSources();
    void mediaOfOtherKindsIsRefusedHere();
    void sourcesAreRenamedAndBookmarked();
    void linksAreFetchedAndClaimed();
    void linksBeyondTheQuotaAreTold();
    void nothingFetchedIsARefusal();
    void framesAndCropsAreWhatTheServerKeeps();
    void brandsAreMadeChangedAndDeleted();
    void aBrandOfOldGetsItsPlacesBack();
    void aLayoutOfOneFormatKeepsItsOtherParts();
    void picturesOfBrandsAreUploaded();
    void aLockedDatabaseIsNoRefusal();
    void duplicatesAndTiersAreRefusedWithReasons();
    void aRenderRunsToItsOutputs();
    void aRenderWritesMissingPlacesBackFirst();
    void aFailedRenderSaysWhyAndCanBeRetried();
    void aLostJobIsFoundAmongTheOutputs();
    void aLostJobWithoutOutputWantsAttention();
    void anOlderOutputOfTheSameNameIsNotTheLostOne();
    void aPageForAJobIsNotALoss();
    void anUnreadyBrandIsRefusedWithItsFix();
    void noCreditsNoRender();
    void outputsAreBookmarkedAndDownloaded();
    void aBusyWorkerIsBusyAndNotGone();
    void detailsOfForgottenJobsChangeNothing();

private:
    void signIn();
    Verdict act(const QString &action, const QString &target = {},
                const QJsonObject &arguments = {});
    const wire::Item &onlyItem(const QString &kind) { return m_peer->items[kind].begin()->second; }
    wire::Job onlyJob() const { return m_peer->jobs.begin()->second; }
    QString startRender();

    std::unique_ptr<test::OrchestratorServer> m_server;
    std::unique_ptr<test::DialectPeer> m_peer;
    int m_source = 0;
    int m_brand = 0;
    int m_edits = 0;
};

void TestOrchestratorBrandr::init()
{
    m_server = std::make_unique<test::OrchestratorServer>();
    QVERIFY(m_server->listen());
    m_peer = std::make_unique<test::DialectPeer>(dialect(), m_server->url());
    m_source = m_server->addSource(u"e2aaa7a0.mp4"_s, u"My Clip.mp4"_s);
    m_brand = m_server->addBrand(u"AcmeNews"_s, u"Acme News"_s);
}

void TestOrchestratorBrandr::cleanup()
{
    m_peer.reset();
    m_server.reset();
}

void TestOrchestratorBrandr::signIn()
{
    wire::Credentials credentials;
    credentials.kind = wire::SignInKind::Password;
    credentials.values.insert(u"email"_s, Secret(m_server->email.toUtf8()));
    credentials.values.insert(u"password"_s, Secret(m_server->password.toUtf8()));
    const auto request = dialect().signIn(credentials, m_peer->facts);
    QVERIFY(request);
    m_peer->ask(*request);
    QCOMPARE(m_peer->said<wire::SignedIn>().size(), 1U);
    m_peer->read(true);
}

Verdict TestOrchestratorBrandr::act(const QString &action, const QString &target,
                                    const QJsonObject &arguments)
{
    const EditId edit{ u"edit-%1"_s.arg(++m_edits) };
    const auto before = m_peer->settled.size();
    const auto done = m_peer->run(wire::RunAction{ edit, action, target, arguments });
    if (!done) {
        qWarning() << action << done.error().detail;
        return Verdict::Conflict;
    }
    // Exactly one verdict, and ours.
    if (m_peer->settled.size() != before + 1 || m_peer->settled.back().edit != edit) {
        qWarning() << action << "settled" << m_peer->settled.size() - before << "times";
        return Verdict::Conflict;
    }
    return m_peer->settled.back().verdict;
}

QString TestOrchestratorBrandr::startRender()
{
    const auto verdict
        = act(u"source.process"_s, u"%1:e2aaa7a0.mp4"_s.arg(m_source),
              { { "brand"_L1, QString::number(m_brand) }, { "format"_L1, u"square_1_1"_s } });
    return verdict == Verdict::Applied ? m_peer->settled.back().jobs.at(0).text : QString();
}

void TestOrchestratorBrandr::signInKeepsTheCookieByHand()
{
    signIn();
    QVERIFY(m_peer->facts.cookie.reveal().startsWith("session="));
    QCOMPARE(m_peer->said<wire::SignedIn>().front().who, m_server->email);
    QVERIFY(m_peer->issues.empty());
    QCOMPARE(m_peer->items[u"source"_s].size(), 1U);
}

void TestOrchestratorBrandr::aWrongPasswordIsRefusedInTheServersWords()
{
    wire::Credentials credentials;
    credentials.kind = wire::SignInKind::Password;
    credentials.values.insert(u"email"_s, Secret("a@b"));
    credentials.values.insert(u"password"_s, Secret("p&=+%ü"));
    m_peer->ask(*dialect().signIn(credentials, m_peer->facts));
    QCOMPARE(m_peer->said<wire::SignInRefused>().at(0).reason, u"Invalid email or password"_s);
    QVERIFY(m_peer->facts.cookie.isEmpty());
}

void TestOrchestratorBrandr::signInNeedsBothFields()
{
    wire::Credentials credentials;
    credentials.kind = wire::SignInKind::Password;
    credentials.values.insert(u"email"_s, Secret("a@b"));
    const auto request = dialect().signIn(credentials, m_peer->facts);
    QVERIFY(!request);
    QVERIFY(request.error().detail.contains(u"password"_s));
    credentials.kind = wire::SignInKind::Token;
    QVERIFY(!dialect().signIn(credentials, m_peer->facts));
}

void TestOrchestratorBrandr::aLimitAtTheSignInPageIsToldInWords()
{
    m_server->rateLimited = true;
    wire::Credentials credentials;
    credentials.kind = wire::SignInKind::Password;
    credentials.values.insert(u"email"_s, Secret("a@b"));
    credentials.values.insert(u"password"_s, Secret("p"));
    m_peer->ask(*dialect().signIn(credentials, m_peer->facts));
    const QString reason = m_peer->said<wire::SignInRefused>().at(0).reason;
    QVERIFY2(reason.contains(u"10 per 1 minute"_s), qPrintable(reason));
    QVERIFY(!reason.contains(u'<'));
}

void TestOrchestratorBrandr::aNewPasswordIsAskedForWithItsAddress()
{
    signIn();
    m_server->mustChangePassword = true;
    m_peer->read(false);
    const QString reason = m_peer->said<wire::SignInRefused>().at(0).reason;
    QVERIFY2(reason.contains(m_server->url().toString() + u"/portal/change-password"_s),
             qPrintable(reason));
}

void TestOrchestratorBrandr::beingSignedOutStopsAtAnyCall()
{
    signIn();
    m_server->signOutAll();
    m_peer->read(false);
    QVERIFY(!m_peer->said<wire::SignInRefused>().empty());
    QVERIFY(!dialect().renew(m_peer->facts));
    // What was read before stays.
    QCOMPARE(m_peer->items[u"source"_s].size(), 1U);
}

void TestOrchestratorBrandr::anEditWhileSignedOutIsKept()
{
    signIn();
    m_server->signOutAll();
    const EditId edit{ u"kept"_s };
    QVERIFY(m_peer->run(wire::RunAction{ edit,
                                         u"source.rename"_s,
                                         u"%1:e2aaa7a0.mp4"_s.arg(m_source),
                                         { { "display_name"_L1, u"New"_s } } }));
    QVERIFY(m_peer->settled.empty());
    QCOMPARE(m_peer->said<wire::TokenExpired>().size(), 1U); // keeps the edit
    QCOMPARE(m_peer->said<wire::SignInRefused>().size(), 1U);
}

void TestOrchestratorBrandr::theProgramIsLearntFromHealth()
{
    const auto probe = dialect().probes(m_server->url()).front();
    QVERIFY(probe.headers.isEmpty());
    m_peer->read(true); // nobody is signed in: health is open, the lists are not
    QCOMPARE(m_peer->facts.extra.value(u"program"_s), u"brandr"_s);
    QVERIFY(!m_peer->said<wire::SignInRefused>().empty());
    QVERIFY(!dialect().capabilities(m_peer->facts).pushes);
}

void TestOrchestratorBrandr::fourStatesOfHealth()
{
    using Kind = wire::Standing::Kind;
    signIn();
    QVERIFY(m_peer->said<wire::Standing>().empty()); // usual from the start
    m_server->degraded = true;
    m_peer->read(false);
    m_peer->read(false); // said each time: who reads only now must know it too
    QCOMPARE(m_peer->said<wire::Standing>().size(), 2U);
    const wire::Standing degraded = m_peer->said<wire::Standing>().back();
    QCOMPARE(int(degraded.kind), int(Kind::Degraded));
    QVERIFY2(degraded.detail.contains(u"disk I/O error"_s)
                 && degraded.detail.contains(u"MB free"_s),
             qPrintable(degraded.detail));
    m_server->degraded = false;
    m_peer->read(false);
    QCOMPARE(int(m_peer->said<wire::Standing>().back().kind), int(Kind::Usual));
    m_server->hold();
    m_peer->patience = 100;
    m_peer->read(false);
    QCOMPARE(int(m_peer->said<wire::Standing>().back().kind), int(Kind::Busy));
    m_server->release();
    m_peer->patience = 20'000;
    m_peer->read(false);
    QCOMPARE(int(m_peer->said<wire::Standing>().back().kind), int(Kind::Usual));
    const auto count = m_peer->said<wire::Standing>().size();
    m_server->stopListening(); // unreachable is not said here: the worker sees it
    m_peer->read(false);
    QCOMPARE(m_peer->said<wire::Standing>().size(), count);
}

void TestOrchestratorBrandr::aFullReadKnowsTheAccount()
{
    m_server->credits = 7;
    signIn();
    const wire::Item &account = onlyItem(u"account"_s);
    QCOMPARE(account.name, u"Platinum"_s);
    QCOMPARE(wire::fieldOf(account, u"credits.total").toInt(), 7);
    QCOMPARE(wire::fieldOf(account, u"max_brands").toInt(), -1);
    const wire::Item &source = onlyItem(u"source"_s);
    QCOMPARE(source.id.text, u"%1:e2aaa7a0.mp4"_s.arg(m_source));
    QCOMPARE(source.state, u"available"_s);
    QCOMPARE(*source.expires - *source.updated, Millis(std::chrono::hours(24)));
    const wire::Item &brand = onlyItem(u"brand"_s);
    QCOMPARE(brand.state, u"ready"_s);
    QCOMPARE(wire::fieldOf(brand, u"display_name").toString(), u"Acme News"_s); // "Settings…"
    QCOMPARE(brand.picture, u"/api/preview/brand-asset/%1/logo"_s.arg(m_brand));
    QVERIFY(!brand.version.isEmpty());
    QVERIFY(wire::fieldOf(brand, u"text_enabled").isBool());
}

void TestOrchestratorBrandr::limitsAreShownBeforeTheyBite()
{
    m_server->credits = 0;
    m_server->fetchesLeft = 0;
    m_server->maxBrands = 1;
    signIn();
    const auto can = dialect().capabilities(m_peer->facts);
    for (const auto name : { "source.process"_L1, "source.fetch"_L1, "brand.create"_L1 })
        QCOMPARE(offerOf(can, name).capability, (wire::Capability{ false, u"tier"_s }));
    QVERIFY(offerOf(can, u"source.process"_s).fields.at(1).hint.contains(u"0 / 250"_s));
    QCOMPARE(offerOf(can, u"source.process"_s).fields.at(0).choiceLabels,
             QStringList{ u"Acme News"_s });
    m_server->credits = 3;
    m_peer->read(true);
    QVERIFY(offerOf(dialect().capabilities(m_peer->facts), u"source.process"_s).capability.offered);
}

void TestOrchestratorBrandr::whatTheProgramLacksHasAReason()
{
    signIn();
    const auto can = dialect().capabilities(m_peer->facts);
    using enum wire::JobAction;
    for (const auto action : { Cancel, Pause, Resume, Prioritise }) {
        QCOMPARE(can.action(action), (wire::Capability{ false, u"noMessage"_s }));
        QVERIFY(!m_peer->run(wire::ControlJob{ {}, JobId{ u"j"_s }, action, 0, {}, {} }));
    }
    QVERIFY(can.action(Retry).offered && can.upload.offered);
    QCOMPARE(can.addByPath.reason, u"noRoute"_s);
    QVERIFY(!m_peer->run(wire::AddMedia{ {}, { u"/x.mp4"_s }, 0, {} }));
    QVERIFY(!m_peer->run(wire::AddSample{}));
    QVERIFY(!m_peer->run(wire::AskStatus{ EditId{ u"e"_s } }));
    // What must not be offered (trap 17).
    for (const wire::ActionOffer &offer : can.offers)
        QVERIFY(!offer.name.contains(u"convert"_s) && !offer.name.contains(u"cleanup"_s));
}

void TestOrchestratorBrandr::uploadsBecomeSources()
{
    signIn();
    QTemporaryDir folder;
    QFile file(folder.filePath(u"Über \"x\".MP4"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("film");
    file.close();
    const EditId edit{ u"up"_s };
    QVERIFY(m_peer->run(wire::UploadMedia{ edit, file.fileName(), 0, {} }));
    QCOMPARE(m_peer->settled.back().edit, edit);
    QVERIFY(m_peer->settled.back().verdict == Verdict::Applied);
    QCOMPARE(m_peer->items[u"source"_s].size(), 2U);
    QVERIFY(m_peer->run(wire::RunAction{
        EditId{ u"up2"_s }, u"source.upload"_s, {}, { { "file"_L1, file.fileName() } } }));
    QCOMPARE(m_peer->items[u"source"_s].size(), 3U);
}

void TestOrchestratorBrandr::mediaOfOtherKindsIsRefusedHere()
{
    signIn();
    const auto out = m_peer->run(wire::UploadMedia{ EditId{ u"e"_s }, u"/x/song.mp3"_s, 0, {} });
    QVERIFY(!out);
    QVERIFY(out.error().detail.startsWith(u"file"_s));
}

void TestOrchestratorBrandr::sourcesAreRenamedAndBookmarked()
{
    signIn();
    const QString id = u"%1:e2aaa7a0.mp4"_s.arg(m_source);
    QVERIFY(act(u"source.rename"_s, id, { { "display_name"_L1, u"Evening"_s } })
            == Verdict::Applied);
    QCOMPARE(m_peer->items[u"source"_s][id].name, u"Evening"_s);
    for (const QString &bad : { u"a/b"_s, u"a\\b"_s, u"a\nb"_s, QString(), QString(81, u'x') })
        QVERIFY(!m_peer->run(wire::RunAction{
            EditId{ u"b"_s }, u"source.rename"_s, id, { { "display_name"_L1, bad } } }));
    QVERIFY(act(u"source.bookmark"_s, id, { { "bookmarked"_L1, true } }) == Verdict::Applied);
    QVERIFY(!m_peer->items[u"source"_s][id].expires);
    // Once more the same: the route toggles, the wish does not.
    QVERIFY(act(u"source.bookmark"_s, id, { { "bookmarked"_L1, true } }) == Verdict::Applied);
    QCOMPARE(wire::fieldOf(m_peer->items[u"source"_s][id], u"bookmarked"), QJsonValue(true));
    QVERIFY(act(u"source.bookmark"_s, id, { { "bookmarked"_L1, false } }) == Verdict::Applied);
    QVERIFY(m_peer->items[u"source"_s][id].expires.has_value());
    QVERIFY(act(u"source.bookmark"_s, u"999:x.mp4"_s, { { "bookmarked"_L1, true } })
            == Verdict::Invalid);
}

void TestOrchestratorBrandr::linksAreFetchedAndClaimed()
{
    signIn();
    const QJsonArray urls{ u"http://h/one.mp4"_s, u"http://h/missing.mp4"_s,
                           u"http://h/two.mp4"_s };
    QVERIFY(act(u"source.fetch"_s, {}, { { "urls"_L1, urls } }) == Verdict::Applied);
    QVERIFY2(m_peer->settled.back().message.contains(u"HTTP Error 404"_s),
             qPrintable(m_peer->settled.back().message));
    QCOMPARE(m_peer->items[u"source"_s].size(), 3U);
    QCOMPARE(m_server->seen.count(u"POST /api/videos/save-download"_s), 2);
    const auto bad = m_peer->run(wire::RunAction{
        EditId{ u"b"_s }, u"source.fetch"_s, {}, { { "urls"_L1, QJsonArray{ u"file:///x"_s } } } });
    QVERIFY(!bad);
    const auto can = dialect().capabilities(m_peer->facts);
    QVERIFY(offerOf(can, u"source.fetch"_s).slow);
}

void TestOrchestratorBrandr::linksBeyondTheQuotaAreTold()
{
    m_server->fetchesLeft = 1;
    signIn();
    const QJsonArray urls{ u"http://h/one.mp4"_s, u"http://h/two.mp4"_s, u"http://h/three.mp4"_s };
    QVERIFY(act(u"source.fetch"_s, {}, { { "urls"_L1, urls } }) == Verdict::Applied);
    QVERIFY(m_peer->settled.back().message.contains(u"2 of 3 links"_s));
    QCOMPARE(m_peer->notices.size(), 1);
    QVERIFY(act(u"source.fetch"_s, {}, { { "urls"_L1, urls } }) == Verdict::Denied);
    QCOMPARE(m_peer->settled.back().message, u"You have used all fetches of today."_s);
}

void TestOrchestratorBrandr::nothingFetchedIsARefusal()
{
    signIn();
    QVERIFY(act(u"source.fetch"_s, {}, { { "urls"_L1, u"http://h/missing.mp4"_s } })
            == Verdict::Invalid);
    QVERIFY(m_peer->settled.back().message.contains(u"404"_s));
}

void TestOrchestratorBrandr::framesAndCropsAreWhatTheServerKeeps()
{
    signIn();
    const QString id = u"%1:e2aaa7a0.mp4"_s.arg(m_source);
    QVERIFY(act(u"source.frame"_s, id, { { "t"_L1, 1.5 } }) == Verdict::Applied);
    const wire::Item frame = m_peer->items[u"frame"_s][u"e2aaa7a0.mp4@1.5"_s];
    QVERIFY(frame.picture.startsWith(u"data:image/jpeg"_s));
    QCOMPARE(wire::fieldOf(frame, u"width").toInt(), 640);
    QVERIFY(act(u"source.frame"_s, id, { { "t"_L1, 1000 } }) == Verdict::Invalid);

    const QString crop = u"e2aaa7a0.mp4:vertical_9_16"_s;
    QVERIFY(act(u"source.crop.read"_s, id, { { "format"_L1, u"vertical_9_16"_s } })
            == Verdict::Applied);
    QCOMPARE(wire::fieldOf(m_peer->items[u"crop"_s][crop], u"zoom").toDouble(), 1.0);
    QVERIFY(act(u"source.crop"_s, id,
                { { "format"_L1, u"vertical_9_16"_s }, { "zoom"_L1, 1.4 }, { "flip_h"_L1, true } })
            == Verdict::Applied);
    QVERIFY(act(u"crop.set"_s, crop, { { "crop_x"_L1, 0.25 } }) == Verdict::Applied);
    // What was not given is kept, though the route would reset it.
    QCOMPARE(m_server->edit(u"e2aaa7a0.mp4"_s, u"vertical_9_16"_s)["zoom"_L1].toDouble(), 1.4);
    QCOMPARE(wire::fieldOf(m_peer->items[u"crop"_s][crop], u"crop_x").toDouble(), 0.25);
    QCOMPARE(wire::fieldOf(m_peer->items[u"crop"_s][crop], u"flip_h"), QJsonValue(true));
    QVERIFY(!m_peer->run(
        wire::RunAction{ EditId{ u"b"_s }, u"crop.set"_s, crop, { { "zoom"_L1, 99 } } }));
    QVERIFY(!m_peer->run(wire::RunAction{ EditId{ u"b"_s }, u"crop.set"_s, u"live"_s, {} }));
}

void TestOrchestratorBrandr::brandsAreMadeChangedAndDeleted()
{
    signIn();
    QVERIFY(act(u"brand.create"_s, {}, { { "display_name"_L1, u"Ærö Néws & co"_s } })
            == Verdict::Applied);
    QCOMPARE(m_peer->items[u"brand"_s].size(), 2U);
    const QString id = m_peer->items[u"brand"_s].rbegin()->first;
    QCOMPARE(wire::fieldOf(m_peer->items[u"brand"_s][id], u"name").toString(), u"roNewsco"_s);
    QVERIFY(act(u"brand.update"_s, id, { { "logo_x"_L1, 0.1 }, { "text_enabled"_L1, u"true"_s } })
            == Verdict::Applied);
    QCOMPARE(wire::fieldOf(m_peer->items[u"brand"_s][id], u"logo_x").toDouble(), 0.1);
    QCOMPARE(wire::fieldOf(m_peer->items[u"brand"_s][id], u"text_enabled"), QJsonValue(true));
    const auto tooFar = m_peer->run(
        wire::RunAction{ EditId{ u"b"_s }, u"brand.update"_s, id, { { "logo_x"_L1, 7.5 } } });
    QVERIFY(!tooFar && tooFar.error().detail.startsWith(u"logo_x"_s));
    QVERIFY(!m_peer->run(wire::RunAction{
        EditId{ u"b"_s }, u"brand.update"_s, id, { { "logo_opacity"_L1, u"oops"_s } } }));
    QVERIFY(act(u"brand.delete"_s, id) == Verdict::Applied);
    QCOMPARE(m_peer->items[u"brand"_s].size(), 1U);
    QVERIFY(act(u"brand.update"_s, u"999"_s, { { "logo_x"_L1, 0.1 } }) == Verdict::Invalid);
}

void TestOrchestratorBrandr::aBrandOfOldGetsItsPlacesBack()
{
    signIn();
    QVERIFY(act(u"brand.delete"_s, QString::number(m_brand)) == Verdict::Applied);
    QVERIFY(act(u"brand.create"_s, {},
                { { "display_name"_L1, u"Acme News"_s }, { "name"_L1, u"AcmeNews"_s } })
            == Verdict::Applied);
    QCOMPARE(m_server->brand(m_brand)["logo_x"_L1].toDouble(), 0.85);
    QCOMPARE(m_server->brand(m_brand)["logo_scale"_L1].toDouble(), 0.25);
    QCOMPARE(m_server->brand(m_brand)["wm_scale"_L1].toDouble(), 0.25);
}

void TestOrchestratorBrandr::aLayoutOfOneFormatKeepsItsOtherParts()
{
    signIn();
    const QString id = QString::number(m_brand);
    const auto layout = [&](const QJsonObject &change) {
        QJsonObject arguments = change;
        arguments.insert("format"_L1, u"square_1_1"_s);
        return act(u"brand.layout"_s, id, arguments);
    };
    QVERIFY(layout({ { "logo_x"_L1, 0.9 } }) == Verdict::Applied);
    QVERIFY(layout({ { "logo_y"_L1, 0.1 } }) == Verdict::Applied);
    const QJsonObject own
        = wire::fieldOf(m_peer->items[u"brand"_s][id], u"format_overrides")["square_1_1"_L1]
              .toObject();
    QCOMPARE(own["logo_x"_L1].toDouble(), 0.9);
    QCOMPARE(own["logo_y"_L1].toDouble(), 0.1);
    QCOMPARE(own.size(), 6);
    QCOMPARE(m_server->brand(m_brand)["logo_x"_L1].toDouble(), 0.85);
}

void TestOrchestratorBrandr::picturesOfBrandsAreUploaded()
{
    signIn();
    const QString id = QString::number(m_brand);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"mark.png"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x89PNG");
    file.close();
    const QString before = m_peer->items[u"brand"_s][id].version;
    QVERIFY(act(u"brand.watermark"_s, id,
                { { "file"_L1, file.fileName() }, { "remove_bg"_L1, u"dark"_s } })
            == Verdict::Applied);
    const wire::Item &brand = m_peer->items[u"brand"_s][id];
    QVERIFY(brand.version != before);
    QCOMPARE(wire::fieldOf(brand, u"watermark_url").toString(),
             u"/api/preview/brand-asset/%1/watermark"_s.arg(id));
    QVERIFY(!m_peer->run(wire::RunAction{
        EditId{ u"b"_s }, u"brand.logo"_s, id, { { "file"_L1, u"/x/logo.gif"_s } } }));
}

void TestOrchestratorBrandr::aLockedDatabaseIsNoRefusal()
{
    signIn();
    m_server->databaseLocked = true;
    QVERIFY(act(u"brand.update"_s, QString::number(m_brand), { { "logo_x"_L1, 0.2 } })
            == Verdict::RateLimited);
    QVERIFY(m_peer->settled.back().retryAfter.has_value());
    QVERIFY(m_peer->settled.back().message.contains(u"try again"_s));
}

void TestOrchestratorBrandr::duplicatesAndTiersAreRefusedWithReasons()
{
    signIn();
    const QJsonObject same{ { "display_name"_L1, u"AcmeNews"_s } };
    QVERIFY(act(u"brand.create"_s, {}, same) == Verdict::Conflict);
    QVERIFY(m_peer->settled.back().message.contains(u"already exists"_s));
    m_server->maxBrands = 1;
    QVERIFY(act(u"brand.create"_s, {}, { { "display_name"_L1, u"Two"_s } }) == Verdict::Denied);
    QVERIFY(m_peer->settled.back().message.contains(u"plan allows"_s));
}

void TestOrchestratorBrandr::aRenderRunsToItsOutputs()
{
    signIn();
    const QString id = startRender();
    QVERIFY(!id.isEmpty());
    QCOMPARE(m_server->renders, 1);
    wire::Job job = m_peer->jobs[id];
    QVERIFY(job.state == wire::JobState::Queued);
    QCOMPARE(job.name, u"My Clip.mp4 · Acme News · square_1_1"_s);
    QVERIFY(job.created.has_value());
    const QJsonObject hint = QJsonDocument::fromJson(job.hint.toUtf8()).object();
    QCOMPARE(hint["source"_L1].toString(), u"e2aaa7a0.mp4"_s);
    QCOMPARE(hint["brand"_L1].toString(), u"AcmeNews"_s);
    QCOMPARE(hint["format"_L1].toString(), u"square_1_1"_s);
    QVERIFY(!hint["start"_L1].toString().isEmpty());
    const QJsonObject asked = m_server->bodies.back();
    QCOMPARE(asked["brand_ids"_L1].toArray().size(), 1);
    QVERIFY(asked["source_edit"_L1].isObject());
    m_peer->read(false);
    job = m_peer->jobs[id];
    QVERIFY(job.state == wire::JobState::Running);
    QVERIFY(!job.progress); // never invented
    m_peer->read(false);
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Done);
    QCOMPARE(m_peer->outputs[id].size(), 1U);
    QCOMPARE(m_peer->outputs[id][0].url,
             u"/api/videos/download/e2aaa7a0_AcmeNews_square_1_1.mp4"_s);
    QCOMPARE(m_peer->outputs[id][0].width, 720);
    QCOMPARE(m_peer->items[u"output"_s].size(), 1U); // read at once
    QCOMPARE(wire::fieldOf(onlyItem(u"account"_s), u"credits.total").toInt(), 249);
    // Done jobs are not asked about again.
    const auto polls = m_server->seen.count(u"GET /api/videos/brand-job/"_s + id);
    m_peer->read(true);
    QCOMPARE(m_server->seen.count(u"GET /api/videos/brand-job/"_s + id), polls);
}

void TestOrchestratorBrandr::aRenderWritesMissingPlacesBackFirst()
{
    m_server->brandRow(m_brand).insert("logo_x"_L1, QJsonValue::Null);
    m_server->brandRow(m_brand).insert("logo_scale"_L1, 0);
    signIn();
    QCOMPARE(wire::fieldOf(onlyItem(u"brand"_s), u"logo_x").toDouble(), 0.85);
    QVERIFY(!startRender().isEmpty());
    QCOMPARE(m_server->brand(m_brand)["logo_x"_L1].toDouble(), 0.85);
    QCOMPARE(m_server->brand(m_brand)["logo_scale"_L1].toDouble(), 0.25);
}

void TestOrchestratorBrandr::aFailedRenderSaysWhyAndCanBeRetried()
{
    signIn();
    m_server->renderError = u"Unknown format code 'f'"_s;
    m_server->pollsUntilDone = 0;
    const QString id = startRender();
    m_peer->read(false);
    const wire::Job failed = m_peer->jobs[id];
    QVERIFY(failed.state == wire::JobState::Failed);
    QCOMPARE(failed.error->message, u"Acme News: Unknown format code 'f'"_s);
    QVERIFY(failed.error->recoverable);
    m_server->renderError.clear();
    QVERIFY(m_peer->run(wire::ControlJob{
        EditId{ u"again"_s }, JobId{ id }, wire::JobAction::Retry, 0, {}, failed.hint }));
    const JobId second = m_peer->settled.back().jobs.at(0);
    QVERIFY(second.text != id);
    QCOMPARE(m_peer->jobs[second.text].attempt, std::optional(2));
    QVERIFY(m_peer->jobs.contains(id)); // the failed one is history
    m_peer->read(false);
    QVERIFY(m_peer->jobs[second.text].state == wire::JobState::Done);
    const auto blind = m_peer->run(
        wire::ControlJob{ EditId{ u"x"_s }, JobId{ id }, wire::JobAction::Retry, 0, {}, {} });
    QVERIFY(!blind && blind.error().code == Failure::Code::BadInput);
}

void TestOrchestratorBrandr::aLostJobIsFoundAmongTheOutputs()
{
    signIn();
    const QString id = startRender();
    m_peer->read(false);
    m_server->restart(true);
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Done);
    QCOMPARE(m_peer->outputs[id].at(0).name, u"e2aaa7a0_AcmeNews_square_1_1.mp4"_s);
    QCOMPARE(m_peer->outputs[id].at(0).height, 720);
}

void TestOrchestratorBrandr::aLostJobWithoutOutputWantsAttention()
{
    signIn();
    const QString id = startRender();
    m_server->restart(false);
    m_peer->read(false);
    const wire::Job lost = m_peer->jobs[id];
    QVERIFY(lost.state == wire::JobState::Attention);
    QCOMPARE(lost.error->code, u"E_LOST"_s);
    QVERIFY(lost.error->recoverable);
    // It is not asked about with every poll, but with full reads.
    const QString route = u"GET /api/videos/brand-job/"_s + id;
    const auto polls = m_server->seen.count(route);
    m_peer->read(false);
    QCOMPARE(m_server->seen.count(route), polls);
    m_peer->read(true);
    QCOMPARE(m_server->seen.count(route), polls + 1);
    // Again: the new job takes the place of the lost one.
    QVERIFY(m_peer->run(wire::ControlJob{
        EditId{ u"again"_s }, JobId{ id }, wire::JobAction::Retry, 0, {}, m_peer->jobs[id].hint }));
    QVERIFY(!m_peer->jobs.contains(id));
    QCOMPARE(m_peer->jobs.size(), 1U);
    QCOMPARE(m_server->renders, 2);
}

void TestOrchestratorBrandr::anOlderOutputOfTheSameNameIsNotTheLostOne()
{
    m_server->pollsUntilDone = 0;
    m_server->withDate = false; // nobody knows when the second began
    signIn();
    startRender();
    m_peer->read(false);
    QVERIFY(onlyJob().state == wire::JobState::Done);
    m_peer->jobs.clear();
    const QString id = startRender();
    const QString hint = m_peer->jobs[id].hint;
    m_server->restart(false);
    m_peer->read(false);
    QCOMPARE(m_peer->jobs[id].error->code, u"E_LOST"_s);
    // With a start that is later than the output it is not the one either.
    m_peer->jobs[id].created = *fromIso(u"2999-01-01T00:00:00Z"_s);
    m_peer->read(true);
    QCOMPARE(m_peer->jobs[id].error->code, u"E_LOST"_s);
    m_peer->jobs[id].hint = hint;
    m_peer->jobs[id].created = *fromIso(u"2001-01-01T00:00:00Z"_s);
    m_peer->read(true);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Done);
}

void TestOrchestratorBrandr::aPageForAJobIsNotALoss()
{
    signIn();
    const QString id = startRender();
    m_server->htmlFor = u"/api/videos/brand-job/"_s + id;
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Queued);
    QCOMPARE(m_peer->issues.size(), 1U);
    QVERIFY(!m_peer->issues.front().failure.detail.contains(u'<'));
}

void TestOrchestratorBrandr::anUnreadyBrandIsRefusedWithItsFix()
{
    m_server->brandRow(m_brand).insert("logo_path"_L1, QJsonValue::Null);
    signIn();
    QCOMPARE(onlyItem(u"brand"_s).state, u"incomplete"_s);
    QVERIFY(startRender().isEmpty());
    QVERIFY(m_peer->settled.back().verdict == Verdict::Invalid);
    QVERIFY(m_peer->settled.back().message.contains(u"Upload a logo or a watermark"_s));
    m_server->maxOutputsPerJob = 0;
    QVERIFY(startRender().isEmpty());
    QVERIFY(m_peer->settled.back().verdict == Verdict::Denied);
    QVERIFY(m_peer->settled.back().message.contains(u"0 outputs"_s));
}

void TestOrchestratorBrandr::noCreditsNoRender()
{
    signIn();
    m_server->credits = 0;
    QVERIFY(startRender().isEmpty());
    QVERIFY(m_peer->settled.back().verdict == Verdict::Denied);
    QCOMPARE(m_peer->settled.back().message, u"You're out of credits for today."_s);
    QVERIFY(m_peer->jobs.empty());
}

void TestOrchestratorBrandr::outputsAreBookmarkedAndDownloaded()
{
    m_server->pollsUntilDone = 0;
    signIn();
    startRender();
    m_peer->read(false, { u"output"_s });
    const wire::Item output = onlyItem(u"output"_s);
    QVERIFY(output.expires.has_value());
    QVERIFY(act(u"output.bookmark"_s, output.id.text, { { "bookmarked"_L1, true } })
            == Verdict::Applied);
    QVERIFY(!onlyItem(u"output"_s).expires);
    QCOMPARE(wire::fieldOf(output, u"download_url").toString(),
             u"/api/videos/download/e2aaa7a0_AcmeNews_square_1_1.mp4"_s);
    QCOMPARE(wire::fieldOf(onlyItem(u"source"_s), u"download_url").toString(),
             u"/api/videos/download-original/%1"_s.arg(m_source));
}

void TestOrchestratorBrandr::aBusyWorkerIsBusyAndNotGone()
{
    signIn();
    const QString id = startRender();
    m_server->hold();
    m_peer->patience = 100;
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Queued); // a late answer is no failure
    QVERIFY(m_server->waiting() > 0);
    for (const wire::HttpRequest &request : dialect().poll({}, m_peer->facts))
        QVERIFY(request.timeout >= std::chrono::seconds(30));
    m_server->release();
    m_peer->patience = 20'000;
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state != wire::JobState::Queued);
}

void TestOrchestratorBrandr::detailsOfForgottenJobsChangeNothing()
{
    signIn();
    QVERIFY(m_peer->run(wire::FetchDetail{ JobId{ u"0000"_s } }));
    QVERIFY(m_peer->jobs.empty());
    QVERIFY(m_peer->issues.empty());
    const QString id = startRender();
    QVERIFY(m_peer->run(wire::FetchDetail{ JobId{ id } }));
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Running);
}

QTEST_GUILESS_MAIN(TestOrchestratorBrandr)
#include "tst_orchestrator_brandr.moc"
