// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/imagetools_recordings.h"

#include <QTest>

#include <algorithm>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;
using StandingKind = wire::Standing::Kind;

namespace {

wire::Decoded expiring(const QByteArray &data, const QByteArray &time = "2026-02-07T12:34:56Z",
                       const wire::SessionFacts &facts = seedFacts())
{
    const QByteArray stamp = time.isEmpty() ? QByteArray() : "\"timestamp\":\"" + time + "\",";
    return imageTools().decode(
        wire::Frame{ wire::Frame::Kind::Text,
                     "{\"type\":\"session.expiring\"," + stamp + "\"data\":" + data + "}" },
        facts);
}

Expected<wire::Outgoing> renew(const wire::SessionFacts &facts, const QString &session = u"s-1"_s)
{
    return imageTools().encode(wire::RunAction{ someEdit, u"session.renew"_s, session, {} }, facts);
}

QString socketPath(const wire::SessionFacts &facts)
{
    return imageTools().greet(facts.profile, facts).url.path();
}

wire::ActionOffer offer(const QString &name, const wire::SessionFacts &facts)
{
    const auto can = imageTools().capabilities(facts);
    return *std::ranges::find(can.offers, name, &wire::ActionOffer::name);
}

} // namespace

/// What stands between us and an ImageTools server: sessions that end, forms of the socket, routes
/// it lacks, and whether it is busy or gone.
class TestImagetoolsStates final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theEndOfASessionIsReadInAllForms_data();
    void theEndOfASessionIsReadInAllForms();
    void anEndWithoutATimeIsToldAllTheSame();
    void secretsOfASessionAreNotShown();
    void renewedSessionsAreUsed();
    void aRenewedSessionOutlivesTheOldSocket();
    void renewingWithoutAnEndStopsTheCountdown();
    void renewingIsOfferedWhereTheServerSaysHow();
    void endedSessionsAreNotShownAnyMore();
    void aUserIsAskedForWhenAllSessionsAreRefused();
    void afterBothFormsTheOwnOneStands();
    void refusedIsNotBusy();
    void aProxyThatWaitedTooLongMeansBusy();
    void aProxysTimeoutIsNoAnswerToAnEdit();
    void missingRoutesDisableTheirOffers_data();
    void missingRoutesDisableTheirOffers();
    void readsBesideTheSocketKeepTheirPace();
    void deletedImagesTakeTheirHistoryAlong();
    void unknownMessagesKeepTheirSecrets();
};

void TestImagetoolsStates::theEndOfASessionIsReadInAllForms_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("ISO") << QByteArray(R"({"expires_at":"2026-02-07T12:39:56Z"})");
    QTest::newRow("naive") << QByteArray(R"({"expires_at":"2026-02-07T12:39:56"})");
    QTest::newRow("epoch") << QByteArray(R"({"expires_at":1770467996})");
    QTest::newRow("milliseconds") << QByteArray(R"({"expires_at":1770467996000})");
    QTest::newRow("left") << QByteArray(R"({"expires_in":300})");
    QTest::newRow("left, other word") << QByteArray(R"({"seconds_remaining":300})");
    QTest::newRow("both") << QByteArray(R"({"expires_at":"2026-02-07T12:39:56Z","expires_in":7})");
}

void TestImagetoolsStates::theEndOfASessionIsReadInAllForms()
{
    QFETCH(QByteArray, data);
    const auto decoded = expiring(data);
    QVERIFY(decoded.issues.empty());
    const auto item = eventsOf<wire::ItemSeen>(decoded)[0].item;
    QCOMPARE(item.kind, u"session"_s);
    QCOMPARE(item.id.text, u"s-1"_s);
    QCOMPARE(item.state, u"expiring"_s);
    QCOMPARE(item.expires, fromIso(u"2026-02-07T12:39:56Z"));
}

void TestImagetoolsStates::anEndWithoutATimeIsToldAllTheSame()
{
    for (const auto &[data, time] :
         { std::pair<QByteArray, QByteArray>("{}", "2026-02-07T12:34:56Z"),
           { R"({"expires_in":300})", {} },
           { R"({"expires_in":-3})", "2026-02-07T12:34:56Z" },
           { R"({"expires_at":"soon"})", "2026-02-07T12:34:56Z" } }) {
        const auto decoded = expiring(data, time);
        QCOMPARE(eventsOf<wire::NoticeSeen>(decoded).size(), 1U);
        const auto item = eventsOf<wire::ItemSeen>(decoded)[0].item;
        QCOMPARE(item.state, u"expiring"_s);
        QVERIFY(!item.expires);
        QCOMPARE(decoded.issues.size(), 1U);
    }
    // Nobody knows which session: there is nothing to show but the words.
    const auto decoded = expiring(R"({"expires_in":300})", "2026-02-07T12:34:56Z", {});
    QVERIFY(eventsOf<wire::ItemSeen>(decoded).empty());
    QCOMPARE(eventsOf<wire::NoticeSeen>(decoded).size(), 1U);
}

void TestImagetoolsStates::secretsOfASessionAreNotShown()
{
    const auto decoded = expiring(
        R"({"expires_in":300,"renew_token":"t0p","session_secret":"s3c","reason":"idle"})");
    const auto item = eventsOf<wire::ItemSeen>(decoded)[0].item;
    QVERIFY(wire::fieldOf(item, u"renew_token").isUndefined());
    QVERIFY(wire::fieldOf(item, u"session_secret").isUndefined());
    QCOMPARE(wire::fieldOf(item, u"reason").toString(), u"idle"_s);
}

void TestImagetoolsStates::renewedSessionsAreUsed()
{
    const auto told = expiring(R"({"expires_in":300,"renew_url":"/api/v1/sessions/s-1/renew"})");
    const auto out = renew(*told.learnt);
    QCOMPARE(out->requests[0].url.path(), u"/api/v1/sessions/s-1/renew"_s);
    QCOMPARE(out->requests[0].method, QByteArray("POST"));
    const auto done = imageTools().decode(
        out->requests[0],
        answer(200, R"({"session_id":"s-2","expires_at":"2026-02-07T13:34:56Z"})"), *told.learnt);
    QCOMPARE(socketPath(*done.learnt), u"/api/v1/ws/s-2"_s);
    QCOMPARE(eventsOf<wire::ItemRemoved>(done)[0],
             (wire::ItemRemoved{ u"session"_s, { u"s-1"_s } }));
    const auto item = eventsOf<wire::ItemSeen>(done)[0].item;
    QCOMPARE(item.id.text, u"s-2"_s);
    QCOMPARE(item.state, u"active"_s);
    QCOMPARE(item.expires, fromIso(u"2026-02-07T13:34:56Z"));
    QCOMPARE(eventsOf<wire::EditSettled>(done)[0].verdict, wire::EditSettled::Verdict::Applied);
    // The next one goes to the next session's own way, and uploads name it.
    const auto form
        = imageTools()
              .encode(wire::UploadMedia{ someEdit, u"/a.png"_s, 0, {}, 0 }, *done.learnt)
              ->requests[0]
              .form;
    QCOMPARE(std::ranges::find(form, QByteArray("session_id"), &wire::FormPart::name)->value,
             QByteArray("s-2"));
}

// The socket still has the old id in its path; its 4004 says nothing of the new one.
void TestImagetoolsStates::aRenewedSessionOutlivesTheOldSocket()
{
    const auto done = imageTools().decode(renew(seedFacts())->requests[0],
                                          answer(200, R"({"id":"s-2"})"), seedFacts());
    const auto next = imageTools().otherWay(4004, 0, *done.learnt);
    QVERIFY(next);
    QCOMPARE(socketPath(*next), u"/api/v1/ws/s-2"_s);
    const auto last = imageTools().otherWay(4004, 0, *next);
    QVERIFY(last);
    QVERIFY(socketPath(*last) != u"/api/v1/ws/s-2"_s);
    QVERIFY(socketPath(*last) != u"/api/v1/ws/s-1"_s);
}

void TestImagetoolsStates::renewingWithoutAnEndStopsTheCountdown()
{
    const auto told = expiring(R"({"expires_in":300})");
    auto facts = told.learnt ? *told.learnt : seedFacts();
    const auto done = imageTools().decode(renew(facts)->requests[0], answer(200, "{}"), facts);
    // An end that is not said leaves what is known: the item must be a new one.
    QCOMPARE(eventsOf<wire::ItemRemoved>(done).size(), 1U);
    const auto item = eventsOf<wire::ItemSeen>(done)[0].item;
    QCOMPARE(item.id.text, u"s-1"_s);
    QCOMPARE(item.state, u"active"_s);
    QVERIFY(!item.expires);
    const auto refused = imageTools().decode(renew(facts)->requests[0],
                                             answer(410, R"({"detail":"too late"})"), facts);
    QCOMPARE(eventsOf<wire::EditSettled>(refused)[0].message, u"too late"_s);
    QVERIFY(eventsOf<wire::ItemSeen>(refused).empty());
}

void TestImagetoolsStates::renewingIsOfferedWhereTheServerSaysHow()
{
    QCOMPARE(offer(u"session.renew"_s, programFacts()).capability.reason, u"noRoute"_s);
    QVERIFY(offer(u"session.renew"_s, seedFacts()).capability.offered);
    const auto told = expiring(R"({"expires_in":300,"renew_url":"/api/v1/renew"})",
                               "2026-02-07T12:34:56Z", programFacts());
    QVERIFY(offer(u"session.renew"_s, *told.learnt).capability.offered);
    QCOMPARE(renew(*told.learnt, anonymousUser)->requests[0].url.path(), u"/api/v1/renew"_s);
}

void TestImagetoolsStates::endedSessionsAreNotShownAnyMore()
{
    const auto next = imageTools().otherWay(4004, 0, seedFacts());
    QVERIFY(next);
    const auto list = imageTools().decode(asked(u"images"_s), answer(200, "[]"), *next);
    QCOMPARE(eventsOf<wire::ItemRemoved>(list).size(), 1U);
    QCOMPARE(eventsOf<wire::ItemRemoved>(list)[0],
             (wire::ItemRemoved{ u"session"_s, { u"s-1"_s } }));
    const auto later = imageTools().decode(asked(u"images"_s), answer(200, "[]"), *list.learnt);
    QVERIFY(eventsOf<wire::ItemRemoved>(later).empty());
}

void TestImagetoolsStates::aUserIsAskedForWhenAllSessionsAreRefused()
{
    auto facts = seedFacts();
    facts.extra.insert(u"user"_s, u"u-2"_s);
    facts = *imageTools().otherWay(4004, 0, facts);
    facts = *imageTools().otherWay(4004, 0, facts);
    QVERIFY(imageTools().greet(facts.profile, facts).url.isEmpty());
    wire::Interest interest;
    interest.fullRead = true;
    const auto reads = imageTools().poll(interest, facts);
    QCOMPARE(reads[0].method, QByteArray("POST"));
    QCOMPARE(reads[0].url.path(), u"/api/v1/users"_s);
    for (const auto &[name, value] : reads[0].headers)
        QVERIFY(name != "X-User-ID" || value != "s-1");
    const auto got = imageTools().decode(reads[0], answer(200, R"({"id":"u-3"})"), facts);
    QCOMPARE(socketPath(*got.learnt), u"/api/v1/ws/u-3"_s);
}

// The other form is tried once; what comes later goes to the form that was set up.
void TestImagetoolsStates::afterBothFormsTheOwnOneStands()
{
    for (const wire::SessionFacts &own : { programFacts(), seedFacts() }) {
        const auto other = imageTools().otherWay(0, 403, own);
        QVERIFY(other);
        QVERIFY(socketPath(*other) != socketPath(own));
        const auto back = imageTools().otherWay(0, 404, *other);
        QVERIFY(back);
        QCOMPARE(socketPath(*back), socketPath(own));
        QVERIFY(!imageTools().otherWay(0, 403, *back));
    }
    const auto back = imageTools().otherWay(0, 403, *imageTools().otherWay(0, 403, programFacts()));
    QCOMPARE(offer(u"session.renew"_s, *back).capability.reason, u"noRoute"_s);
}

void TestImagetoolsStates::refusedIsNotBusy()
{
    for (const char *was : { "busy", "degraded" }) {
        auto facts = programFacts();
        facts.extra.insert(u"standing"_s, QString::fromUtf8(was));
        const auto gone = imageTools().decode(asked(u"health"_s), silence(Trouble::Refused), facts);
        QVERIFY(controlOf<wire::Standing>(gone));
        QCOMPARE(controlOf<wire::Standing>(gone)->kind, StandingKind::Usual);
        const auto stopped
            = imageTools().decode(asked(u"health"_s), silence(Trouble::Cancelled), facts);
        QVERIFY(!controlOf<wire::Standing>(stopped));
    }
}

void TestImagetoolsStates::aProxyThatWaitedTooLongMeansBusy()
{
    const auto page = answer(504, "<html><h1>504 Gateway Time-out</h1></html>", "text/html");
    for (const char *tag : { "health", "images" }) {
        const auto decoded
            = imageTools().decode(asked(QString::fromUtf8(tag)), page, programFacts());
        QVERIFY(controlOf<wire::Standing>(decoded));
        QCOMPARE(controlOf<wire::Standing>(decoded)->kind, StandingKind::Busy);
        QVERIFY(!decoded.issues.empty());
        const auto over
            = imageTools().decode(asked(u"images"_s), answer(200, "[]"), *decoded.learnt);
        QCOMPARE(controlOf<wire::Standing>(over)->kind, StandingKind::Usual);
    }
}

void TestImagetoolsStates::aProxysTimeoutIsNoAnswerToAnEdit()
{
    const auto page = answer(504, "<html><h1>504 Gateway Time-out</h1></html>", "text/html");
    const auto out = imageTools().encode(
        wire::RunAction{ someEdit, u"image.background"_s, u"i-1"_s, {} }, programFacts());
    const auto begun = imageTools().decode(out->requests[0], answer(200, "[]"), programFacts());
    const auto quiet = imageTools().decode(begun.followUps[0], page, *begun.learnt);
    QVERIFY(eventsOf<wire::EditSettled>(quiet).empty()); // it may still be at it
    QCOMPARE(quiet.followUps.size(), 1U);
    QCOMPARE(quiet.followUps[0].url.path(), u"/api/v1/history/i-1"_s);
    const auto done = imageTools().decode(
        quiet.followUps[0],
        answer(
            200,
            R"([{"id":"h","image_id":"i-1","operation_type":"background_removal","sequence":1}])"),
        *begun.learnt);
    QCOMPARE(eventsOf<wire::EditSettled>(done)[0].verdict, wire::EditSettled::Verdict::Applied);
}

void TestImagetoolsStates::missingRoutesDisableTheirOffers_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("action");
    QTest::newRow("models") << u"models"_s << u"image.background"_s;
    QTest::newRow("presets") << u"presets"_s << u"image.compress"_s;
    QTest::newRow("phones") << u"pairings"_s << u"device.revokePhones"_s;
    QTest::newRow("browsers") << u"addons []"_s << u"device.revokeAddons"_s;
}

void TestImagetoolsStates::missingRoutesDisableTheirOffers()
{
    QFETCH(QString, tag);
    QFETCH(QString, action);
    QVERIFY(offer(action, programFacts()).capability.offered);
    const auto none
        = imageTools().decode(asked(tag), answer(404, R"({"detail":"Not Found"})"), programFacts());
    QVERIFY(none.learnt);
    QCOMPARE(offer(action, *none.learnt).capability.reason, u"noRoute"_s);
    const auto refused = imageTools().encode(
        wire::RunAction{ someEdit,
                         action,
                         offer(action, *none.learnt).target.isEmpty() ? QString() : u"i"_s,
                         {} },
        *none.learnt);
    QCOMPARE(refused.error().detail, u"noRoute"_s);
    // The web page's 200 that means 404 (c1.2) says so, too.
    const auto page
        = imageTools().decode(asked(tag), answer(200, R"({"detail":"Not Found"})"), programFacts());
    QVERIFY(!offer(action, *page.learnt).capability.offered);
    // Another failure says nothing of the route, and a good answer brings it back.
    const auto failed = imageTools().decode(
        asked(tag), answer(500, "Internal Server Error", "text/plain"), programFacts());
    QVERIFY(!failed.learnt || offer(action, *failed.learnt).capability.offered);
    const QByteArray good = tag == "models"_L1 ? R"({"u2net":"x"})"
        : tag == "presets"_L1                  ? R"({"presets":[]})"
                                               : "[]";
    const auto back = imageTools().decode(asked(tag), answer(200, good), *none.learnt);
    QVERIFY(offer(action, *back.learnt).capability.offered);
}

// Rounds come a little early or late; a read that misses one waits for the next.
void TestImagetoolsStates::readsBesideTheSocketKeepTheirPace()
{
    wire::Interest interest;
    interest.kinds = { u"image"_s };
    for (const wire::SessionFacts &facts : { programFacts(), seedFacts() }) {
        const Millis round = imageTools().greet(facts.profile, facts).pollAside;
        QVERIFY(round.count() > 0);
        for (const wire::HttpRequest &request : imageTools().poll(interest, facts))
            QVERIFY2(round * 3 <= request.every, qPrintable(request.tag));
    }
}

void TestImagetoolsStates::deletedImagesTakeTheirHistoryAlong()
{
    auto facts = seedFacts();
    facts.extra.insert(u"history"_s, u"i-1"_s);
    const auto decoded = imageTools().decode(
        wire::Frame{ wire::Frame::Kind::Text,
                     R"({"type":"image.deleted","data":{"image_id":"i-1"}})" },
        facts);
    QCOMPARE(eventsOf<wire::ItemRemoved>(decoded).size(), 1U);
    QCOMPARE(eventsOf<wire::ItemsReplaced>(decoded).size(), 1U);
    QVERIFY(eventsOf<wire::ItemsReplaced>(decoded)[0].items.empty());
}

void TestImagetoolsStates::unknownMessagesKeepTheirSecrets()
{
    const auto decoded = imageTools().decode(
        wire::Frame{ wire::Frame::Kind::Text,
                     R"({"type":"pairing.made","data":{"shared_secret":"abc","device":"x"}})" },
        seedFacts());
    const auto notice = eventsOf<wire::NoticeSeen>(decoded)[0];
    QVERIFY(notice.text.contains("device"_L1));
    QVERIFY(!notice.text.contains("abc"_L1));
}

QTEST_GUILESS_MAIN(TestImagetoolsStates)
#include "tst_imagetools_states.moc"
