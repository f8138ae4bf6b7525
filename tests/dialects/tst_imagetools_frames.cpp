// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/imagetools_recordings.h"

#include <QTest>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;

namespace {

wire::Decoded text(const QByteArray &bytes, const wire::SessionFacts &facts = seedFacts())
{
    return imageTools().decode(wire::Frame{ wire::Frame::Kind::Text, bytes }, facts);
}

/// A message in the seed's envelope (S14).
wire::Decoded seed(const QByteArray &type, const QByteArray &data,
                   const wire::SessionFacts &facts = seedFacts())
{
    return text("{\"type\":\"" + type + "\",\"timestamp\":\"2026-02-07T12:34:56Z\",\"data\":" + data
                    + "}",
                facts);
}

const auto progressExample
    = R"({"operation_id":"op-uuid","operation_type":"bulk_compress","progress":45,"current":9,)"
      R"("total":20,"message":"Compressing image 9 of 20..."})";

} // namespace

class TestImagetoolsFrames final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSeedsSocketHasTheSessionInItsPath();
    void theProgramsSocketHasTheUserInItsQuery();
    void schemesFollowTheAddress();
    void onlyTheSeedsSocketIsPinged();
    void ownPathsAreKept();
    void aFormIsChangedOnceAfterARefusal();
    void anInvalidSessionIsNotUsedAgain();
    void closesAreJudged_data();
    void closesAreJudged();
    void uploadsAreToldWithNameAndSource();
    void programsUploadsAreLookedUp();
    void updatesAndDeletions();
    void imagesWithoutIdReadTheList();
    void operationsStart();
    void progressIsCurrentOfTotal();
    void progressThatContradictsItselfIsSaid();
    void impossibleProgressIsSaid_data();
    void impossibleProgressIsSaid();
    void operationsEnd();
    void cancelIsThereWhenOffered();
    void sessionsEndSoon();
    void connectionsSayHowTheyAre();
    void pongIsNoMessage();
    void programsPingsHaveNoDate();
    void devicesComeAndGo();
    void bothEnvelopesAreTaken();
    void unknownTypesAreKept();
    void badFramesAreIssues_data();
    void badFramesAreIssues();
    void everyRecordedFrameIsUnderstood();
};

void TestImagetoolsFrames::theSeedsSocketHasTheSessionInItsPath()
{
    const auto greeting = imageTools().greet(seedFacts().profile, seedFacts());
    QCOMPARE(greeting.url, QUrl(u"ws://127.0.0.1:8081/api/v1/ws/s-1"_s));
    QVERIFY(greeting.first.empty());
    QVERIFY(!greeting.waitsForGreeted);
    QVERIFY(imageTools().subscribe({}, seedFacts()).empty());
}

void TestImagetoolsFrames::theProgramsSocketHasTheUserInItsQuery()
{
    const auto greeting = imageTools().greet({}, programFacts());
    QCOMPARE(greeting.url.path(), u"/ws"_s);
    QCOMPARE(greeting.url.query(), QString(u"user_id="_s + anonymousUser));
    QVERIFY(greeting.pollAside.count() > 0);
    // Nobody said who we are: nothing to open.
    QVERIFY(imageTools().greet({}, {}).url.isEmpty());
    const auto first = imageTools().prepare(programFacts());
    QCOMPARE(first.front().method, QByteArray("POST"));
    QCOMPARE(first.front().url.path(), u"/api/v1/users"_s);
    QCOMPARE(first.front().body, QByteArray("{}"));
}

void TestImagetoolsFrames::schemesFollowTheAddress()
{
    auto facts = seedFacts();
    facts.baseUrl = QUrl(u"https://studio.example/tools/"_s);
    QCOMPARE(imageTools().greet(facts.profile, facts).url,
             QUrl(u"wss://studio.example/tools/api/v1/ws/s-1"_s));
}

void TestImagetoolsFrames::onlyTheSeedsSocketIsPinged()
{
    const auto seeds = imageTools().greet(seedFacts().profile, seedFacts());
    QCOMPARE(seeds.ping->bytes, QByteArray("ping"));
    QCOMPARE(seeds.heartbeat, Millis(30'000));
    const auto programs = imageTools().greet({}, programFacts());
    QVERIFY(!programs.ping);
    QVERIFY(programs.first.empty());
    QCOMPARE(programs.dead, Millis(60'000));
    // Quiet after 15 s: the link adds a sixth.
    QVERIFY(programs.heartbeat * 7 / 6 >= Millis(15'000));
    QVERIFY(programs.heartbeat * 7 / 6 < Millis(15'100));
    // Even on the seed's path: who sends the program's pings never reads (c3.5).
    auto facts = seedFacts();
    facts.extra = text(R"({"type": "ping", "timestamp": 2149.533740725})", facts).learnt->extra;
    QVERIFY(!imageTools().greet(facts.profile, facts).ping);
}

void TestImagetoolsFrames::ownPathsAreKept()
{
    auto facts = programFacts();
    facts.profile.path = u"/ws?session_id={session_id}"_s; // before March 2026 (c3.7)
    QCOMPARE(imageTools().greet(facts.profile, facts).url.query(),
             QString(u"session_id="_s + anonymousUser));
    facts.profile.path = u"/live/{session_id}"_s;
    QCOMPARE(imageTools().greet(facts.profile, facts).url.path(),
             QString(u"/live/"_s + anonymousUser));
    QVERIFY(imageTools().greet(facts.profile, facts).ping);
}

void TestImagetoolsFrames::aFormIsChangedOnceAfterARefusal()
{
    auto facts = programFacts();
    const auto other = imageTools().otherWay(0, 403, facts);
    QVERIFY(other);
    QCOMPARE(imageTools().greet({}, *other).url.path(), QString(u"/api/v1/ws/"_s + anonymousUser));
    // It answered there: it is the right one, whatever is refused later.
    auto proven = imageTools().decode(
        wire::Frame{ wire::Frame::Kind::Text, R"({"type":"connection.status","data":{}})" },
        *other);
    QVERIFY(proven.learnt);
    QVERIFY(!imageTools().otherWay(0, 403, *proven.learnt));
    QVERIFY(!imageTools().otherWay(0, 500, facts));
    QVERIFY(!imageTools().otherWay(1006, 0, facts));
    const auto back = imageTools().otherWay(0, 403, seedFacts());
    QCOMPARE(imageTools().greet(seedFacts().profile, *back).url.path(), u"/ws"_s);
}

void TestImagetoolsFrames::anInvalidSessionIsNotUsedAgain()
{
    auto facts = seedFacts();
    facts.extra.insert(u"user"_s, u"u-2"_s);
    const auto next = imageTools().otherWay(4004, 0, facts);
    QVERIFY(next);
    QCOMPARE(imageTools().greet(facts.profile, *next).url.path(), u"/api/v1/ws/u-2"_s);
    // The last one is refused, too: only a new one helps.
    const auto last = imageTools().otherWay(4004, 0, *next);
    QVERIFY(imageTools().greet(facts.profile, *last).url.isEmpty());
    QVERIFY(!imageTools().otherWay(4004, 0, programFacts()));
}

void TestImagetoolsFrames::closesAreJudged_data()
{
    using enum wire::CloseVerdict;
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("verdict");
    const auto row = [](int code, int status, wire::CloseVerdict verdict) {
        QTest::addRow("%d %d", code, status) << code << status << int(verdict);
    };
    for (const int code : { 0, 1000, 1001, 1002, 1006, 1011, 1012, 4000 })
        row(code, 0, Retry);
    row(4004, 0, NewSession);
    for (const int status : { 200, 302, 403, 404, 405, 501 })
        row(0, status, Poll);
    row(0, 401, SignIn);
    for (const int status : { 429, 500, 502, 503 })
        row(0, status, Retry);
}

void TestImagetoolsFrames::closesAreJudged()
{
    QFETCH(int, code);
    QFETCH(int, status);
    QFETCH(int, verdict);
    QCOMPARE(int(imageTools().judge(code, {}, status)), verdict);
}

void TestImagetoolsFrames::uploadsAreToldWithNameAndSource()
{
    const auto decoded = seed("image.uploaded",
                              R"({"image_id":"u-1","filename":"photo.jpg","source":"android_app",)"
                              R"("thumbnail_url":"/api/v1/images/u-1/thumbnail"})");
    QVERIFY(decoded.issues.empty());
    const auto items = eventsOf<wire::ItemSeen>(decoded);
    QCOMPARE(items.size(), 1U);
    QCOMPARE(items[0].item.kind, u"image"_s);
    QCOMPARE(items[0].item.id.text, u"u-1"_s);
    QCOMPARE(items[0].item.name, u"photo.jpg"_s);
    QCOMPARE(items[0].item.picture, u"/api/v1/images/u-1/thumbnail"_s);
    QCOMPARE(wire::fieldOf(items[0].item, u"source").toString(), u"android_app"_s);
    QCOMPARE(items[0].item.updated, fromIso(u"2026-02-07T12:34:56Z"));
    QCOMPARE(eventsOf<wire::NoticeSeen>(decoded)[0].text, u"New picture from a phone: photo.jpg"_s);
    QCOMPARE(decoded.followUps[0].url.path(), u"/api/v1/images/u-1"_s);
    for (const char *source : { "browser_addon", "web", "something" }) {
        const auto other = seed("image.uploaded",
                                QByteArray(R"({"image_id":"u-1","filename":"a.png","source":")")
                                    + source + "\"}");
        QCOMPARE(wire::fieldOf(eventsOf<wire::ItemSeen>(other)[0].item, u"source").toString(),
                 QString::fromUtf8(source));
    }
}

void TestImagetoolsFrames::programsUploadsAreLookedUp()
{
    const auto decoded
        = text(R"({"type":"new_image","image_id":"i-1","source":"mobile"})", programFacts());
    QCOMPARE(eventCount(decoded), 0);
    QCOMPARE(decoded.followUps.size(), 1U);
    QCOMPARE(decoded.followUps[0].url.path(), u"/api/v1/images/i-1"_s);
    const auto image = imageTools().decode(
        decoded.followUps[0],
        answer(200, R"({"id":"i-1","original_filename":"photo.jpg","current_size":5})"),
        programFacts());
    QCOMPARE(eventsOf<wire::NoticeSeen>(image)[0].text, u"New picture from a phone: photo.jpg"_s);
    const auto item = eventsOf<wire::ItemSeen>(image)[0].item;
    QCOMPARE(wire::fieldOf(item, u"source").toString(), u"android_app"_s);
}

void TestImagetoolsFrames::updatesAndDeletions()
{
    const auto updated = seed("image.updated", R"({"image_id":"u-1"})");
    QCOMPARE(updated.followUps[0].url.path(), u"/api/v1/images/u-1"_s);
    const auto deleted = eventsOf<wire::ItemRemoved>(seed("image.deleted", R"({"id":"u-1"})"));
    QCOMPARE(deleted[0], (wire::ItemRemoved{ u"image"_s, { u"u-1"_s } }));
}

void TestImagetoolsFrames::imagesWithoutIdReadTheList()
{
    for (const char *type : { "image.uploaded", "image.updated", "image.deleted" }) {
        const auto decoded = seed(type, "{}", programFacts());
        QCOMPARE(decoded.followUps[0].url.path(),
                 QString(u"/api/v1/images/user/"_s + anonymousUser));
    }
}

void TestImagetoolsFrames::operationsStart()
{
    const auto decoded = seed("operation.started",
                              R"({"operation_id":"op-uuid","operation_type":"bulk_compress"})");
    const auto job = eventsOf<wire::JobSeen>(decoded)[0].job;
    QCOMPARE(job.id.text, u"operation:op-uuid"_s);
    QCOMPARE(job.name, u"bulk_compress"_s);
    QCOMPARE(job.state, wire::JobState::Running);
    QVERIFY(!job.progress);
    QCOMPARE(job.started, fromIso(u"2026-02-07T12:34:56Z"));
}

void TestImagetoolsFrames::progressIsCurrentOfTotal()
{
    const auto decoded = seed("operation.progress", progressExample);
    QVERIFY(decoded.issues.empty());
    const auto moved = eventsOf<wire::JobProgressed>(decoded)[0];
    QCOMPARE(moved.id.text, u"operation:op-uuid"_s);
    QCOMPARE(*moved.progress, 45.0);
    QCOMPARE(*moved.message, u"Compressing image 9 of 20..."_s);
    const auto bare = eventsOf<wire::JobProgressed>(
        seed("operation.progress", R"({"operation_id":7,"current":9,"total":20})"))[0];
    QCOMPARE(bare.id.text, u"operation:7"_s);
    QCOMPARE(*bare.progress, 45.0);
    QCOMPARE(*bare.message, u"9 of 20"_s);
    const auto other = eventsOf<wire::JobProgressed>(
        seed("operation.progress",
             R"({"operation_id":"o","current":9,"total":20,"message":"working"})"))[0];
    QCOMPARE(*other.message, u"9 of 20 · working"_s);
    const auto nothing = eventsOf<wire::JobProgressed>(
        seed("operation.progress", R"({"operation_id":"o","progress":null})"))[0];
    QVERIFY(!nothing.progress);
    QVERIFY(!nothing.message);
}

void TestImagetoolsFrames::progressThatContradictsItselfIsSaid()
{
    const auto decoded = seed("operation.progress",
                              R"({"operation_id":"o","progress":80,"current":9,"total":20})");
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(decoded.issues[0].failure.detail.contains(u"9 of 20 is 45"_s));
    QCOMPARE(*eventsOf<wire::JobProgressed>(decoded)[0].progress, 80.0); // as it says
}

void TestImagetoolsFrames::impossibleProgressIsSaid_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("above") << QByteArray(R"({"operation_id":"o","progress":101})");
    QTest::newRow("below") << QByteArray(R"({"operation_id":"o","progress":-1})");
    QTest::newRow("more than all") << QByteArray(R"({"operation_id":"o","current":21,"total":20})");
    QTest::newRow("negative") << QByteArray(R"({"operation_id":"o","current":-1,"total":20})");
}

void TestImagetoolsFrames::impossibleProgressIsSaid()
{
    QFETCH(QByteArray, data);
    const auto decoded = seed("operation.progress", data);
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(!eventsOf<wire::JobProgressed>(decoded)[0].progress);
}

void TestImagetoolsFrames::operationsEnd()
{
    const auto done = seed("operation.completed", R"({"operation_id":"o"})", programFacts());
    QCOMPARE(eventsOf<wire::JobStateSeen>(done)[0].state, wire::JobState::Done);
    QCOMPARE(done.followUps.size(), 1U); // what changed is not said
    const auto one
        = seed("operation.completed", R"({"operation_id":"o","image_id":"i"})", programFacts());
    QCOMPARE(one.followUps[0].url.path(), u"/api/v1/images/i"_s);
    const auto failed = eventsOf<wire::JobStateSeen>(
        seed("operation.failed", R"({"operation_id":"o","error":"no space left"})"))[0];
    QCOMPARE(failed.state, wire::JobState::Failed);
    QCOMPARE(failed.error->message, u"no space left"_s);
    QCOMPARE(failed.time, fromIso(u"2026-02-07T12:34:56Z"));
    const auto mute
        = eventsOf<wire::JobStateSeen>(seed("operation.failed", R"({"operation_id":"o"})"))[0];
    QVERIFY(!mute.error->message.isEmpty());
    const auto stopped
        = eventsOf<wire::JobStateSeen>(seed("operation.cancelled", R"({"operation_id":"o"})"))[0];
    QCOMPARE(stopped.state, wire::JobState::Cancelled);
}

void TestImagetoolsFrames::cancelIsThereWhenOffered()
{
    using wire::JobAction;
    const wire::ControlJob cancel{ someEdit, { u"operation:o/1"_s }, JobAction::Cancel, 0, {} };
    auto facts = seedFacts();
    QCOMPARE(imageTools().capabilities(facts).action(JobAction::Cancel).reason, u"notAnnounced"_s);
    QCOMPARE(imageTools().capabilities(programFacts()).action(JobAction::Cancel).reason,
             u"noRoute"_s);
    QCOMPARE(imageTools().encode(cancel, facts).error().detail, u"notAnnounced"_s);
    auto offered = seed("operation.started", R"({"operation_id":"o","cancellable":true})");
    QVERIFY(imageTools().capabilities(*offered.learnt).action(JobAction::Cancel).offered);
    auto out = imageTools().encode(cancel, *offered.learnt);
    QCOMPARE(out->requests[0].url.path(QUrl::FullyEncoded), u"/api/v1/operations/o%2F1/cancel"_s);
    QCOMPARE(out->requests[0].edit, someEdit);
    offered = seed("operation.progress", R"({"operation_id":"o","cancel_url":"/stop/o"})");
    out = imageTools().encode(cancel, *offered.learnt);
    QCOMPARE(out->requests[0].url.path(QUrl::FullyEncoded), u"/stop/o%2F1"_s);
    const auto settled = eventsOf<wire::EditSettled>(
        imageTools().decode(out->requests[0], answer(200, "{}"), facts));
    QCOMPARE(settled[0].verdict, wire::EditSettled::Verdict::Applied);
    // Our own requests have no id there.
    const wire::ControlJob own{ someEdit, { u"op:1"_s }, JobAction::Cancel, 0, {} };
    QVERIFY(!imageTools().encode(own, *offered.learnt));
    for (const JobAction other : { JobAction::Pause, JobAction::Retry, JobAction::Prioritise })
        QVERIFY(!imageTools().capabilities(*offered.learnt).action(other).offered);
}

void TestImagetoolsFrames::sessionsEndSoon()
{
    const auto decoded
        = seed("session.expiring", R"({"session_id":"s-1","expires_at":"2026-02-07T13:00:00Z"})");
    const auto item = eventsOf<wire::ItemSeen>(decoded)[0].item;
    QCOMPARE(item.kind, u"session"_s);
    QCOMPARE(item.id.text, u"s-1"_s);
    QCOMPARE(item.state, u"expiring"_s);
    QCOMPARE(item.expires, fromIso(u"2026-02-07T13:00:00Z"));
    const auto seconds
        = eventsOf<wire::ItemSeen>(seed("session.expiring", R"({"expires_in":60})"))[0].item;
    QCOMPARE(seconds.id.text, u"s-1"_s);
    QCOMPARE(seconds.expires, fromIso(u"2026-02-07T12:35:56Z"));
    const wire::RunAction renew{ someEdit, u"session.renew"_s, u"s-1"_s, {} };
    const auto out = imageTools().encode(renew, seedFacts());
    QCOMPARE(out->requests[0].method, QByteArray("POST"));
    const auto renewed = imageTools().decode(
        out->requests[0], answer(200, R"({"id":"s-2","expires_at":"2026-02-07T14:00:00Z"})"),
        seedFacts());
    QCOMPARE(renewed.learnt->extra.value(u"user"_s), u"s-2"_s);
    QCOMPARE(eventsOf<wire::EditSettled>(renewed)[0].verdict, wire::EditSettled::Verdict::Applied);
    // The program has none.
    QCOMPARE(imageTools().encode(renew, programFacts()).error().detail, u"noRoute"_s);
}

void TestImagetoolsFrames::connectionsSayHowTheyAre()
{
    using Kind = wire::Standing::Kind;
    QCOMPARE(eventCount(seed("connection.status", R"({"status":"connected"})")), 0);
    const auto bad = seed("connection.status", R"({"status":"degraded","message":"disk full"})");
    QCOMPARE(controlOf<wire::Standing>(bad)->kind, Kind::Degraded);
    QCOMPARE(controlOf<wire::Standing>(bad)->detail, u"disk full"_s);
    const auto good = seed("connection.status", R"({"status":"OK"})", *bad.learnt);
    QCOMPARE(controlOf<wire::Standing>(good)->kind, Kind::Usual);
}

void TestImagetoolsFrames::pongIsNoMessage()
{
    const auto decoded = text("pong");
    QVERIFY(decoded.issues.empty());
    QCOMPARE(eventCount(decoded), 0);
}

void TestImagetoolsFrames::programsPingsHaveNoDate()
{
    const auto decoded = text(R"({"type": "ping", "timestamp": 2149.53})", programFacts());
    QVERIFY(decoded.issues.empty());
    QVERIFY(decoded.controls.empty()); // above all no answer
    QCOMPARE(eventCount(decoded), 0);
    QVERIFY(!text(R"({"type": "ping", "timestamp": 2159.53})", *decoded.learnt).learnt);
}

void TestImagetoolsFrames::devicesComeAndGo()
{
    const auto decoded
        = text(R"({"type":"addon_connected","auth_id":"a-1","browser_name":"Firefox",)"
               R"("browser_version":null,"os_name":"Linux"})",
               programFacts());
    QVERIFY(decoded.issues.empty());
    const auto item = eventsOf<wire::ItemSeen>(decoded)[0].item;
    QCOMPARE(item.kind, u"device"_s);
    QCOMPARE(item.id.text, u"addon:a-1"_s);
    QCOMPARE(item.name, u"Firefox"_s);
    QCOMPARE(wire::fieldOf(item, u"os_name").toString(), u"Linux"_s);
    const auto gone = text(R"({"type":"addon_authorization_revoked","auth_id":"a-1"})");
    QCOMPARE(eventsOf<wire::ItemRemoved>(gone)[0],
             (wire::ItemRemoved{ u"device"_s, { u"addon:a-1"_s } }));
    const auto phone = text(R"({"type":"pairing_revoked","pairing_id":"p-1"})");
    QCOMPARE(eventsOf<wire::ItemRemoved>(phone)[0].id.text, u"pairing:p-1"_s);
}

void TestImagetoolsFrames::bothEnvelopesAreTaken()
{
    const auto flat = text(R"({"type":"image.deleted","image_id":"i"})", programFacts());
    QCOMPARE(eventsOf<wire::ItemRemoved>(flat)[0].id.text, u"i"_s);
    const auto wrapped = text(R"({"type":"new_image","data":{"image_id":"i"}})", programFacts());
    QCOMPARE(wrapped.followUps.size(), 1U);
    const auto odd = text(R"({"type":"image.deleted","data":7,"image_id":"i"})");
    QCOMPARE(eventsOf<wire::ItemRemoved>(odd).size(), 1U);
}

void TestImagetoolsFrames::unknownTypesAreKept()
{
    const auto decoded = text(R"({"type":"collab.cursor","data":{"x":1}})");
    QCOMPARE(eventsOf<wire::NoticeSeen>(decoded)[0].text, u"collab.cursor {\"x\":1}"_s);
    QCOMPARE(decoded.issues[0].failure.code, Failure::Code::Unsupported);
}

void TestImagetoolsFrames::badFramesAreIssues_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char *bytes :
         { "", "ping", "[]", "7", "{", "{}", R"({"type":7})", R"({"type":null,"data":{}})",
           R"({"type":"image.deleted","data":{"image_id":[]}})",
           R"({"type":"operation.started","data":{}})",
           R"({"type":"operation.progress","data":{"operation_id":"","progress":1}})",
           R"({"type":"operation.progress","data":{"operation_id":"o","current":"nine"}})",
           R"({"type":"pairing_revoked"})", R"({"type":"addon_connected","browser_name":"x"})",
           R"({"type":"image.uploaded","data":{"image_id":"i","filename":7}})",
           R"({"type":"image.uploaded","data":{"image_id":""}})", "\xff\xfe" })
        QTest::newRow(bytes[0] == '\0' ? "empty" : bytes) << QByteArray(bytes);
}

void TestImagetoolsFrames::badFramesAreIssues()
{
    QFETCH(QByteArray, bytes);
    const auto decoded = text(bytes);
    QVERIFY(!decoded.issues.empty());
    QCOMPARE(eventCount(decoded), 0);
    QVERIFY(!imageTools()
                 .decode(wire::Frame{ wire::Frame::Kind::Binary, bytes }, seedFacts())
                 .issues.empty());
}

void TestImagetoolsFrames::everyRecordedFrameIsUnderstood()
{
    const auto frames = recordedFrames(u"09"_s);
    QVERIFY(frames.size() >= 20);
    int removed = 0;
    int looked = 0;
    for (const wire::Frame &frame : frames) {
        const auto decoded = imageTools().decode(frame, programFacts());
        QVERIFY2(decoded.issues.empty(), frame.bytes.constData());
        removed += static_cast<int>(eventsOf<wire::ItemRemoved>(decoded).size());
        looked += static_cast<int>(decoded.followUps.size());
    }
    QCOMPARE(removed, 2);
    QCOMPARE(looked, 2);
}

QTEST_GUILESS_MAIN(TestImagetoolsFrames)
#include "tst_imagetools_frames.moc"
