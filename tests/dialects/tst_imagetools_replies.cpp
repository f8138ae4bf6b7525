// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/imagetools_recordings.h"

#include <QTest>

#include <algorithm>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;
using Verdict = wire::EditSettled::Verdict;
using StandingKind = wire::Standing::Kind;

namespace {

wire::Decoded reply(const QString &tag, const wire::HttpReply &answer,
                    const wire::SessionFacts &facts = programFacts(),
                    const QString &path = u"/api/v1/images/i-1"_s, const EditId &edit = {})
{
    return imageTools().decode(asked(tag, path, edit), answer, facts);
}

const Exchange &only(const std::vector<Exchange> &all)
{
    return all.front();
}

/// The tag a request of the recordings has when we send it; empty: we send no such thing.
QString tagFor(const Exchange &exchange)
{
    const QString path = exchange.path.section(u'?', 0, 0);
    const bool get = exchange.method == "GET"_L1;
    const std::pair<QString, QString> exact[]
        = { { u"/health"_s, u"health"_s },
            { u"/version"_s, u"version"_s },
            { u"/api/v1/users"_s, u"user"_s },
            { u"/api/v1/settings/app-config"_s, u"config"_s },
            { u"/api/v1/compression/presets"_s, u"presets"_s },
            { u"/api/v1/background/models"_s, u"models"_s },
            { u"/api/v1/oauth2/me"_s, u"me"_s } };
    for (const auto &[known, tag] : exact) {
        if (path == known)
            return tag;
    }
    if (path.startsWith("/api/v1/images/user/"_L1))
        return u"images"_s;
    if (path.endsWith("/list"_L1))
        return u"pairings"_s;
    if (get && path.startsWith("/api/v1/history/"_L1))
        return path.endsWith("can-undo"_L1) ? QString(u"can-undo "_s + photo)
                                            : QString(u"history "_s + photo);
    return get ? u"image"_s : QString();
}

QString deed(const QString &action)
{
    return u"do {\"action\":\"%1\",\"target\":\"%2\"}"_s.arg(action, photo);
}

/// The tag of an operation of the recordings.
QString deedFor(const Exchange &exchange)
{
    const QString path = exchange.path;
    for (const QString &word : { u"rotate"_s, u"flip"_s, u"resize"_s, u"edit"_s, u"undo"_s,
                                 u"restore"_s, u"tags"_s, u"share"_s }) {
        if (path.endsWith(u'/' + word))
            return deed(u"image."_s + word);
    }
    if (path.endsWith("/pin"_L1))
        return deed(exchange.method == "PUT"_L1 ? u"image.pin"_s : u"image.unpin"_s);
    if (path.startsWith("/api/v1/compression/"_L1))
        return deed(u"image.compress"_s);
    if (path.endsWith("/remove-background"_L1))
        return deed(u"image.background"_s);
    if (path == "/api/v1/images"_L1)
        return deed(u"image.upload"_s);
    if (exchange.method == "DELETE"_L1 && path.startsWith("/api/v1/images/"_L1))
        return deed(u"image.delete"_s);
    if (exchange.method == "DELETE"_L1 && path.contains("/pairings/"_L1))
        return deed(u"pairing.revoke"_s);
    if (exchange.method == "DELETE"_L1 && path.contains("/authorizations/"_L1))
        return deed(u"addon.revoke"_s);
    return {};
}

} // namespace

class TestImagetoolsReplies final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRecordedAnswerIsTaken_data();
    void everyRecordedAnswerIsTaken();
    void everyRecordedOperationEnds_data();
    void everyRecordedOperationEnds();
    void theUserComesFirst();
    void listsFollowWhatIsShown();
    void imagesAreItems();
    void absoluteAddressesBecomePaths();
    void versionsChangeWithThePicture();
    void namedUsersKeepTheirImages();
    void oneBadImageLeavesTheOthers();
    void historyHasReadableParameters();
    void devicesAreOneList();
    void halfTheDevicesTakeNothingAway();
    void settingsAreLearnt();
    void healthIsAWordInJson_data();
    void healthIsAWordInJson();
    void healthIsAskedLessWhenItFails();
    void busyIsNotGone();
    void aRecordedBlockIsBusyThenUsual();
    void fourShapesOfErrors_data();
    void fourShapesOfErrors();
    void notFoundMayComeAs200();
    void signInIsNamed_data();
    void signInIsNamed();
    void secretsAreLearntFromASignIn();
    void badCredentialsAreNamed();
    void programIsRecognised();
    void strangersAreNot_data();
    void strangersAreNot();
    void whatPeopleNeedToKnow();
    void malformedBodiesAreIssues_data();
    void malformedBodiesAreIssues();
};

void TestImagetoolsReplies::everyRecordedAnswerIsTaken_data()
{
    QTest::addColumn<QString>("file");
    QStringList seen;
    for (const Exchange &exchange : recorded({})) {
        if (!seen.contains(exchange.file))
            QTest::newRow(qPrintable(exchange.file)) << exchange.file;
        seen.append(exchange.file);
    }
}

// Whatever a server answers to whatever question: something is said of it, and nothing breaks.
void TestImagetoolsReplies::everyRecordedAnswerIsTaken()
{
    QFETCH(QString, file);
    for (const Exchange &exchange : recorded(file.section(u'.', 0, 0))) {
        const QString tag = tagFor(exchange);
        const auto decoded = reply(tag.isEmpty() ? u"image"_s : tag, exchange.reply, programFacts(),
                                   exchange.path);
        const bool good = exchange.reply.status == 200;
        if (tag == "me"_L1 || exchange.reply.status == 302)
            continue;
        if (!good && exchange.reply.status / 100 != 2)
            QVERIFY(!decoded.issues.empty() || controlOf<wire::SignInRefused>(decoded));
        else if (good && !tag.isEmpty() && tag != "image"_L1)
            QVERIFY(decoded.issues.empty());
    }
}

void TestImagetoolsReplies::everyRecordedOperationEnds_data()
{
    QTest::addColumn<QString>("file");
    QStringList seen;
    for (const Exchange &exchange : recorded({})) {
        if (!deedFor(exchange).isEmpty() && !seen.contains(exchange.file))
            QTest::newRow(qPrintable(exchange.file)) << exchange.file;
        seen.append(exchange.file);
    }
}

void TestImagetoolsReplies::everyRecordedOperationEnds()
{
    QFETCH(QString, file);
    for (const Exchange &exchange : recorded(file.section(u'.', 0, 0))) {
        const QString tag = deedFor(exchange);
        if (tag.isEmpty() || exchange.method == "GET"_L1)
            continue;
        const auto decoded = reply(tag, exchange.reply, programFacts(), exchange.path, someEdit);
        const auto settled = eventsOf<wire::EditSettled>(decoded);
        QCOMPARE(settled.size(), 1U);
        QCOMPARE(settled[0].edit, someEdit);
        const bool isGone = exchange.method == "DELETE"_L1 && exchange.reply.status == 404;
        const bool done = exchange.reply.status == 200 || isGone;
        QCOMPARE(settled[0].verdict == Verdict::Applied, done);
        QCOMPARE(settled[0].message.isEmpty(), done);
        QVERIFY2(decoded.issues.empty(), qPrintable(exchange.file));
    }
}

void TestImagetoolsReplies::theUserComesFirst()
{
    wire::SessionFacts facts = programFacts();
    facts.extra.clear();
    wire::Interest interest;
    interest.fullRead = true;
    const auto first = imageTools().poll(interest, facts);
    QCOMPARE(first[0].method, QByteArray("POST"));
    QCOMPARE(first[0].body, QByteArray("{}"));
    const auto decoded = imageTools().decode(first[0], only(recorded(u"003"_s)).reply, facts);
    QCOMPARE(decoded.learnt->extra.value(u"user"_s), anonymousUser);
    QVERIFY(!decoded.complete);
    QCOMPARE(decoded.followUps[0].url.path(), QString(u"/api/v1/images/user/"_s + anonymousUser));
    facts.profile.options.insert(u"user"_s, u"alice"_s);
    QCOMPARE(imageTools().prepare(facts)[0].body, QByteArray(R"({"username":"alice"})"));
}

void TestImagetoolsReplies::listsFollowWhatIsShown()
{
    wire::Interest interest;
    interest.fullRead = true;
    QStringList paths;
    for (const wire::HttpRequest &request : imageTools().poll(interest, programFacts())) {
        paths.append(request.url.path());
        QVERIFY(std::ranges::any_of(
            request.headers, [](const auto &header) { return header.first == "X-User-ID"; }));
    }
    for (const QString &path : { u"/health"_s, u"/version"_s, u"/api/v1/settings/app-config"_s,
                                 u"/api/v1/compression/presets"_s, u"/api/v1/background/models"_s })
        QVERIFY(paths.contains(path));
    interest.fullRead = false;
    interest.kinds = { u"image"_s };
    interest.details = { { photo }, { u"op:1"_s } };
    const auto some = imageTools().poll(interest, programFacts());
    const auto images = std::ranges::find(some, u"images"_s, &wire::HttpRequest::tag);
    QCOMPARE(images->every, Millis(15'000));
    QCOMPARE(std::ranges::count(some, u"image"_s, &wire::HttpRequest::tag), 1);
}

void TestImagetoolsReplies::imagesAreItems()
{
    const auto decoded = reply(u"images"_s, only(recorded(u"016"_s)).reply);
    const auto lists = eventsOf<wire::ItemsReplaced>(decoded);
    QCOMPARE(lists.size(), 1U);
    QCOMPARE(lists[0].items.size(), 3U);
    const wire::Item &image = lists[0].items[0];
    QCOMPARE(image.id.text, photo);
    QCOMPARE(image.name, u"photo.jpg"_s);
    QCOMPARE(image.picture, QString(u"/api/v1/images/%1/thumbnail"_s.arg(photo)));
    QCOMPARE(image.version, u"2026-11-21T12:34:36/167923"_s);
    QCOMPARE(image.state, u"unpinned"_s);
    QCOMPARE(image.expires, fromIso(u"2026-12-21T12:34:36Z")); // naive times are UTC
    QCOMPARE(image.updated, fromIso(u"2026-11-21T12:34:36Z"));
    QCOMPARE(wire::fieldOf(image, u"width").toInt(), 640);
    QCOMPARE(wire::fieldOf(image, u"tags").toArray().at(0).toString(), u"Demo"_s);
    QCOMPARE(image.fields.size(), 14U); // all keys but the id
    QCOMPARE(decoded.learnt->extra.value(u"newest"_s), photo);
    const auto pinned = reply(u"image"_s, only(recorded(u"042"_s)).reply);
    const auto item = eventsOf<wire::ItemSeen>(pinned)[0].item;
    QCOMPARE(item.state, u"pinned"_s);
    QCOMPARE(item.expires, fromIso(u"2027-01-20T12:34:37.026643Z")); // microseconds, no zone
}

void TestImagetoolsReplies::absoluteAddressesBecomePaths()
{
    // As a phone's upload answers: its host may be wrong behind a proxy.
    const auto decoded
        = reply(u"image"_s,
                answer(200,
                       R"({"image_id":"i-1","filename":"a.png","size":5,"thumbnail_url":)"
                       R"("http://wrong.example:18081/api/v1/images/i-1/thumbnail"})"));
    const auto item = eventsOf<wire::ItemSeen>(decoded)[0].item;
    QCOMPARE(item.picture, u"/api/v1/images/i-1/thumbnail"_s);
    QCOMPARE(item.name, u"a.png"_s);
}

void TestImagetoolsReplies::versionsChangeWithThePicture()
{
    const auto versionOf = [](const QString &file) {
        return eventsOf<wire::ItemSeen>(reply(u"image"_s, only(recorded(file)).reply))[0]
            .item.version;
    };
    QVERIFY(versionOf(u"018"_s) != versionOf(u"029"_s));
    QVERIFY(versionOf(u"029"_s) != versionOf(u"040"_s));
}

void TestImagetoolsReplies::namedUsersKeepTheirImages()
{
    const auto decoded = reply(u"image"_s,
                               answer(200,
                                      R"({"id":"i","original_filename":"a","pin_expires_at":null,)"
                                      R"("effective_expires_at":null,"new_key":{"a":1}})"));
    const auto item = eventsOf<wire::ItemSeen>(decoded)[0].item;
    QVERIFY(!item.expires);
    QCOMPARE(wire::fieldOf(item, u"pin_expires_at").toString(u"?"_s), QString());
    QVERIFY(wire::fieldOf(item, u"new_key").isObject());
}

void TestImagetoolsReplies::oneBadImageLeavesTheOthers()
{
    const auto decoded
        = reply(u"images"_s, answer(200, R"([{"id":"a"},{"id":7},null,{"id":""},"x",{"id":"b"}])"));
    QCOMPARE(eventsOf<wire::ItemsReplaced>(decoded)[0].items.size(), 2U);
    QCOMPARE(decoded.issues.size(), 4U);
}

void TestImagetoolsReplies::historyHasReadableParameters()
{
    const auto decoded = reply(QString(u"history "_s + photo), recorded(u"030"_s).front().reply);
    const auto items = eventsOf<wire::ItemsReplaced>(decoded)[0].items;
    QCOMPARE(items.size(), 4U);
    QCOMPARE(items[0].id.text, QString(photo + u":1"_s));
    QCOMPARE(items[0].name, u"1. rotate"_s);
    QCOMPARE(wire::fieldOf(items[0], u"operation_params").toString(), u"degrees 90"_s);
    QCOMPARE(wire::fieldOf(items[2], u"operation_params").toString(), u"height 150, width 200"_s);
    const auto plain = reply(u"history i"_s,
                             answer(200,
                                    R"([{"id":"h","image_id":"i","sequence":1,"operation_type":)"
                                    R"("background_removal","operation_params":"model=u2net"}])"));
    QCOMPARE(wire::fieldOf(eventsOf<wire::ItemsReplaced>(plain)[0].items[0], u"operation_params")
                 .toString(),
             u"model=u2net"_s);
    const auto can = reply(QString(u"can-undo "_s + photo), recorded(u"030"_s)[1].reply);
    QCOMPARE(wire::fieldOf(eventsOf<wire::ItemSeen>(can)[0].item, u"can_undo"), QJsonValue(true));
}

void TestImagetoolsReplies::devicesAreOneList()
{
    const auto phones = reply(u"pairings"_s, only(recorded(u"064"_s)).reply);
    QCOMPARE(phones.followUps.size(), 1U);
    QVERIFY(!phones.complete);
    const auto all = imageTools().decode(
        phones.followUps[0],
        answer(200,
               R"([{"id":"a-1","browser_name":"Firefox","access_token":"x","is_active":false}])"),
        programFacts());
    const auto items = eventsOf<wire::ItemsReplaced>(all)[0].items;
    QCOMPARE(items.size(), 2U);
    QCOMPARE(items[0].id.text, u"pairing:7cfb0428-c90f-4fd7-8949-97790c94a97c"_s);
    QCOMPARE(items[0].name, u"Qt desktop"_s);
    QCOMPARE(items[0].state, u"active"_s);
    QCOMPARE(items[0].expires, fromIso(u"2027-02-19T12:34:38.736Z"));
    QCOMPARE(items[1].id.text, u"addon:a-1"_s);
    QCOMPARE(items[1].state, u"inactive"_s);
    QVERIFY(wire::fieldOf(items[1], u"access_token").isUndefined()); // never a secret
}

void TestImagetoolsReplies::halfTheDevicesTakeNothingAway()
{
    const auto phones = reply(u"pairings"_s, only(recorded(u"064"_s)).reply);
    const auto half = imageTools().decode(phones.followUps[0],
                                          answer(404, R"({"detail":"Not Found"})"), programFacts());
    QVERIFY(eventsOf<wire::ItemsReplaced>(half).empty());
    QCOMPARE(eventsOf<wire::ItemSeen>(half).size(), 1U);
    QVERIFY(!half.issues.empty());
}

void TestImagetoolsReplies::settingsAreLearnt()
{
    auto facts = programFacts();
    facts = *reply(u"version"_s, only(recorded(u"002"_s)).reply, facts).learnt;
    QCOMPARE(facts.extra.value(u"version"_s), u"1.11.3"_s);
    facts = *reply(u"config"_s, only(recorded(u"009"_s)).reply, facts).learnt;
    QCOMPARE(facts.extra.value(u"uploadBytes"_s), u"20971520"_s);
    facts = *reply(u"presets"_s, only(recorded(u"031"_s)).reply, facts).learnt;
    facts = *reply(u"models"_s, only(recorded(u"037"_s)).reply, facts).learnt;
    const auto can = imageTools().capabilities(facts);
    const auto offer = [&can](const QString &name) {
        return *std::ranges::find(can.offers, name, &wire::ActionOffer::name);
    };
    const auto preset = offer(u"image.compress"_s).fields[0];
    QVERIFY(preset.choices.contains(u"46c07b4c-d98f-4636-ba35-090e65ec2f09"_s));
    QCOMPARE(preset.choices.size(), preset.choiceLabels.size());
    QVERIFY(offer(u"image.background"_s).fields[0].choices.contains(u"isnet-anime"_s));
    QCOMPARE(offer(u"image.upload"_s).fields[0].maximum, 20'971'520.0);
    // The same again teaches nothing.
    QVERIFY(!reply(u"models"_s, only(recorded(u"037"_s)).reply, facts).learnt);
}

void TestImagetoolsReplies::healthIsAWordInJson_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("healthy");
    const auto json = QByteArray("application/json");
    QTest::newRow("healthy") << 200 << QByteArray(R"({"status":"healthy"})") << json << true;
    QTest::newRow("web page") << 200 << QByteArray("<!doctype html><title>x</title>")
                              << QByteArray("text/html") << false;
    QTest::newRow("other word") << 200 << QByteArray(R"({"status":"sick"})") << json << false;
    QTest::newRow("no word") << 200 << QByteArray("{}") << json << false;
    QTest::newRow("not found") << 200 << QByteArray(R"({"detail":"Not Found"})") << json << false;
    QTest::newRow("500") << 500 << QByteArray("Internal Server Error") << QByteArray("text/plain")
                         << false;
    QTest::newRow("503") << 503 << QByteArray(R"({"status":"healthy"})") << json << false;
}

void TestImagetoolsReplies::healthIsAWordInJson()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(bool, healthy);
    auto facts = programFacts();
    facts.extra.insert(u"failures"_s, u"2"_s);
    const auto decoded = reply(u"health"_s, answer(status, body, type), facts);
    QVERIFY(decoded.learnt);
    QCOMPARE(decoded.learnt->extra.value(u"failures"_s), healthy ? QString() : u"3"_s);
    const auto *standing = controlOf<wire::Standing>(decoded);
    QCOMPARE(standing != nullptr && standing->kind == StandingKind::Degraded,
             status >= 500 || body.contains("sick"));
}

void TestImagetoolsReplies::healthIsAskedLessWhenItFails()
{
    const int seconds[] = { 30, 60, 120, 240, 300, 300 };
    for (int failures = 0; failures < 6; ++failures) {
        auto facts = programFacts();
        facts.extra.insert(u"failures"_s, QString::number(failures));
        const auto all = imageTools().poll({}, facts);
        const auto health = std::ranges::find(all, u"health"_s, &wire::HttpRequest::tag);
        QCOMPARE(health->every, Millis(seconds[failures] * 1000));
        QCOMPARE(health->timeout, Millis(5000));
        QVERIFY(health->mayFail);
    }
}

void TestImagetoolsReplies::busyIsNotGone()
{
    const auto busy = reply(u"health"_s, silence(Trouble::Timeout));
    QCOMPARE(controlOf<wire::Standing>(busy)->kind, StandingKind::Busy);
    QCOMPARE(busy.issues[0].failure.code, Failure::Code::Timeout);
    const auto gone = reply(u"health"_s, silence(Trouble::Refused));
    QVERIFY(!controlOf<wire::Standing>(gone));
    QCOMPARE(gone.issues[0].failure.code, Failure::Code::Unreachable);
    // Usual is said once, and by any answer.
    const auto over = reply(u"images"_s, answer(200, "[]"), *busy.learnt);
    QCOMPARE(controlOf<wire::Standing>(over)->kind, StandingKind::Usual);
    QVERIFY(!controlOf<wire::Standing>(reply(u"images"_s, answer(200, "[]"), *over.learnt)));
}

void TestImagetoolsReplies::aRecordedBlockIsBusyThenUsual()
{
    auto facts = programFacts();
    QList<int> stood;
    for (const Exchange &exchange : recorded(u"091"_s)) {
        const auto decoded = reply(u"health"_s, exchange.reply, facts);
        if (decoded.learnt)
            facts = *decoded.learnt;
        if (const auto *standing = controlOf<wire::Standing>(decoded))
            stood.append(int(standing->kind));
    }
    QVERIFY(stood.contains(int(StandingKind::Busy)));
    QCOMPARE(stood.last(), int(StandingKind::Usual));
    QVERIFY(!facts.extra.contains(u"failures"_s));
}

void TestImagetoolsReplies::fourShapesOfErrors_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("verdict");
    QTest::newRow("detail") << u"023"_s << u"Rotation degrees must be 90, 180, or 270"_s
                            << int(Verdict::Invalid);
    QTest::newRow("list") << u"024"_s << u"body.degrees: value is not a valid integer"_s
                          << int(Verdict::Invalid);
    QTest::newRow("plain text") << u"025"_s << u"Internal Server Error"_s << int(Verdict::Invalid);
    QTest::newRow("error") << u"078"_s << u"Rate limit exceeded: 60 per 1 minute"_s
                           << int(Verdict::RateLimited);
}

void TestImagetoolsReplies::fourShapesOfErrors()
{
    QFETCH(QString, file);
    QFETCH(QString, words);
    QFETCH(int, verdict);
    const auto decoded = reply(deed(u"image.rotate"_s), only(recorded(file)).reply, programFacts(),
                               u"/api/v1/images/i/rotate"_s, someEdit);
    const auto settled = eventsOf<wire::EditSettled>(decoded)[0];
    QVERIFY2(settled.message.startsWith(words), qPrintable(settled.message));
    QCOMPARE(int(settled.verdict), verdict);
    const auto job = eventsOf<wire::JobSeen>(decoded)[0].job;
    QCOMPARE(job.id.text, QString(u"op:"_s + someEdit.text));
    QCOMPARE(job.state, wire::JobState::Failed);
    QCOMPARE(job.error->message, settled.message);
}

void TestImagetoolsReplies::notFoundMayComeAs200()
{
    const auto decoded = reply(u"images"_s, only(recorded(u"088"_s)).reply);
    QCOMPARE(eventCount(decoded), 0);
    QCOMPARE(decoded.issues[0].failure.code, Failure::Code::NotFound);
    const auto settled = eventsOf<wire::EditSettled>(reply(
        deed(u"image.exif"_s), only(recorded(u"088"_s)).reply, programFacts(), u"/x"_s, someEdit));
    QCOMPARE(settled[0].verdict, Verdict::Invalid);
    const auto page = reply(u"images"_s, only(recorded(u"089"_s)).reply);
    QVERIFY(!page.issues.empty());
    QCOMPARE(eventCount(page), 0);
}

void TestImagetoolsReplies::signInIsNamed_data()
{
    QTest::addColumn<wire::HttpReply>("got");
    QTest::addColumn<QString>("words");
    QTest::newRow("OAuth2") << only(recorded(u"082"_s)).reply
                            << u"http://127.0.0.1:8081/api/v1/oauth2/connect"_s;
    QTest::newRow("ended") << only(recorded(u"083"_s)).reply << u"No session"_s;
    QTest::newRow("hardened") << only(recorded(u"079"_s)).reply << u"X-Internal-Auth"_s;
    auto basic = answer(401, "<html>401</html>", "text/html");
    basic.headers.emplace_back("WWW-Authenticate", "Basic realm=x");
    QTest::newRow("proxy") << basic << u"sign-in"_s;
    auto sent = answer(302, {}, "text/html");
    sent.headers.emplace_back("Location", "https://auth.example/?rd=secret");
    QTest::newRow("sent away") << sent << u"https://auth.example/"_s;
}

void TestImagetoolsReplies::signInIsNamed()
{
    QFETCH(wire::HttpReply, got);
    QFETCH(QString, words);
    const auto decoded = reply(u"images"_s, got);
    const auto *refused = controlOf<wire::SignInRefused>(decoded);
    QVERIFY(refused);
    QVERIFY2(refused->reason.contains(words), qPrintable(refused->reason));
    QVERIFY(!refused->reason.contains("secret="_L1));
    // Refusals that are about something else.
    QVERIFY(!controlOf<wire::SignInRefused>(reply(u"presets"_s, only(recorded(u"033"_s)).reply)));
    QVERIFY(!controlOf<wire::SignInRefused>(
        reply(u"image"_s, answer(403, R"({"detail":"Not your image"})"))));
    auto secure = answer(307, {}, "text/html");
    secure.headers.emplace_back("Location", "https://127.0.0.1/api/v1/images");
    QVERIFY(!controlOf<wire::SignInRefused>(reply(u"image"_s, secure)));
    QVERIFY(!imageTools().renew(programFacts()));
}

void TestImagetoolsReplies::secretsAreLearntFromASignIn()
{
    wire::Credentials given;
    given.kind = wire::SignInKind::Token;
    given.values.insert(u"token"_s, Secret("s3cret"));
    given.values.insert(u"cookie"_s, Secret(" abc "));
    const auto request = imageTools().signIn(given, programFacts());
    QVERIFY(request);
    const auto decoded
        = imageTools().decode(*request, only(recorded(u"080"_s)).reply, programFacts());
    QVERIFY(!controlOf<wire::SignedIn>(decoded)); // one more question: until when
    QCOMPARE(decoded.learnt->token.reveal(), QByteArray("s3cret"));
    QCOMPARE(decoded.learnt->cookie.reveal(), QByteArray("imagetools_session=abc"));
    // From now on with every request, the upgrade too.
    const auto next = imageTools().poll({}, *decoded.learnt);
    QVERIFY(next[0].headers.contains({ "X-Internal-Auth", "s3cret" }));
    QVERIFY(next[0].headers.contains({ "Cookie", "imagetools_session=abc" }));
    const auto greeting = imageTools().greet({}, *decoded.learnt);
    QVERIFY(greeting.headers.contains({ "Cookie", "imagetools_session=abc" }));
    QVERIFY(!greeting.url.toString().contains("abc"_L1));
    const auto me = imageTools().decode(
        decoded.followUps[0],
        answer(200, R"({"username":"bob","display_name":"Bob","expires_at":1800000000})"),
        *decoded.learnt);
    QCOMPARE(*me.learnt->tokenUntil, WallTime(std::chrono::seconds(1'800'000'000)));
    QCOMPARE(controlOf<wire::SignedIn>(me)->who, u"bob"_s);
    const auto none = imageTools().decode(decoded.followUps[0], only(recorded(u"057"_s)).reply,
                                          *decoded.learnt);
    QCOMPARE(controlOf<wire::SignedIn>(none)->who, u"Anonymous"_s);
    QVERIFY(controlOf<wire::SignInRefused>(imageTools().decode(
        decoded.followUps[0], only(recorded(u"083"_s)).reply, *decoded.learnt)));
    given.values.remove(u"cookie"_s);
    const auto bare = imageTools().decode(*imageTools().signIn(given, programFacts()),
                                          only(recorded(u"080"_s)).reply, programFacts());
    QCOMPARE(controlOf<wire::SignedIn>(bare)->who, u"Anonymous"_s);
    const auto refused
        = imageTools().decode(*request, only(recorded(u"082"_s)).reply, programFacts());
    QVERIFY(controlOf<wire::SignInRefused>(refused));
    QVERIFY(!refused.learnt);
}

void TestImagetoolsReplies::badCredentialsAreNamed()
{
    wire::Credentials given;
    given.kind = wire::SignInKind::Token;
    QCOMPARE(imageTools().signIn(given, programFacts()).error().code, Failure::Code::BadInput);
    given.values.insert(u"token"_s, Secret("a\r\nX-Other: b"));
    QCOMPARE(imageTools().signIn(given, programFacts()).error().code, Failure::Code::BadInput);
    given.kind = wire::SignInKind::Password;
    QCOMPARE(imageTools().signIn(given, programFacts()).error().code, Failure::Code::Unsupported);
}

void TestImagetoolsReplies::programIsRecognised()
{
    const auto probes = imageTools().probes(QUrl(u"http://h:8081/tools"_s));
    for (const wire::HttpRequest &probe : probes) {
        QCOMPARE(probe.method, QByteArray("GET"));
        QVERIFY(probe.url.path().startsWith("/tools/"_L1));
    }
    QCOMPARE(probes[0].url.path(), u"/tools/version"_s);
    const auto score = [&probes](size_t probe, const QString &file) {
        return imageTools().recognise(probes[probe], only(recorded(file)).reply).score;
    };
    QCOMPARE(score(0, u"002"_s), 100);
    QCOMPARE(score(1, u"001"_s), 30);
    QCOMPARE(score(2, u"009"_s), 90);
    QCOMPARE(score(2, u"082"_s), 80);
}

void TestImagetoolsReplies::strangersAreNot_data()
{
    QTest::addColumn<wire::HttpReply>("got");
    QTest::newRow("page") << answer(200, "<html>version</html>", "text/html");
    QTest::newRow("html that is json")
        << answer(200, R"({"service":"ImageTools Backend API"})", "text/html");
    QTest::newRow("other program") << answer(200, R"({"version":"3","service":"x"})");
    QTest::newRow("health with more") << answer(200, R"({"status":"healthy","hub":"h"})");
    QTest::newRow("list") << answer(200, "[]");
    QTest::newRow("not found") << answer(200, R"({"detail":"Not Found"})");
    QTest::newRow("404") << answer(404, R"({"status":"healthy"})");
    QTest::newRow("nothing") << silence(Trouble::Refused);
}

void TestImagetoolsReplies::strangersAreNot()
{
    QFETCH(wire::HttpReply, got);
    for (const wire::HttpRequest &probe : imageTools().probes(QUrl(u"http://h:8081"_s)))
        QCOMPARE(imageTools().recognise(probe, got).score, 0);
}

void TestImagetoolsReplies::whatPeopleNeedToKnow()
{
    const auto about = imageTools().about();
    QCOMPARE(about.usualAddress, QUrl(u"http://localhost:8081"_s));
    QCOMPARE(about.signInWays[0].kind, wire::SignInKind::None);
    QCOMPARE(about.signInWays[1].kind, wire::SignInKind::Token);
    for (const wire::FieldSpec &field : about.signInWays[1].fields)
        QCOMPARE(field.type, wire::FieldSpec::Type::Secret);
    for (const wire::FieldSpec &field : about.options)
        QVERIFY(field.type != wire::FieldSpec::Type::Secret);
    const auto can = imageTools().capabilities(programFacts());
    QVERIFY(can.upload.offered && can.pushes && !can.repeatSafe && !can.sequences);
    QCOMPARE(can.addByPath.reason, u"noRoute"_s);
    QCOMPARE(can.sample.reason, u"noRoute"_s);
}

void TestImagetoolsReplies::malformedBodiesAreIssues_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QByteArray>("body");
    for (const char *tag : { "user", "version", "config", "presets", "models", "images", "pairings",
                             "addons []", "image", "new web", "history i", "can-undo i" }) {
        for (const char *body : { "", "{", "7", "\"x\"", "null", "\xff" })
            QTest::addRow("%s %s", tag, body) << QString::fromUtf8(tag) << QByteArray(body);
    }
    QTest::newRow("config text") << u"config"_s << QByteArray(R"({"max_upload_size_mb":"20"})");
    QTest::newRow("presets object") << u"presets"_s << QByteArray(R"({"presets":{}})");
    QTest::newRow("models number") << u"models"_s << QByteArray(R"({"u2net":1})");
    QTest::newRow("image list") << u"image"_s << QByteArray("[]");
    QTest::newRow("undo word") << u"can-undo i"_s << QByteArray(R"({"can_undo":"yes"})");
    QTest::newRow("nobody asked") << u"what"_s << QByteArray("{}");
}

void TestImagetoolsReplies::malformedBodiesAreIssues()
{
    QFETCH(QString, tag);
    QFETCH(QByteArray, body);
    const auto decoded = reply(tag, answer(200, body));
    QVERIFY(!decoded.issues.empty());
    QCOMPARE(eventCount(decoded), 0);
    for (const char *word : { "do", "before", "verify", "after" })
        reply(QString::fromUtf8(word) + u" {"_s, answer(200, body), programFacts(), u"/x"_s,
              someEdit);
}

QTEST_GUILESS_MAIN(TestImagetoolsReplies)
#include "tst_imagetools_replies.moc"
