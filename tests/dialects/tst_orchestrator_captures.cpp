// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the real program was recorded to say, and what is no answer at all.
#include "dialects/registry.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace fw;
using namespace Qt::StringLiterals;
using Verdict = wire::EditSettled::Verdict;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"orchestrator");
}

struct Exchange
{
    QString name;
    QString path;
    wire::HttpReply reply;
};

wire::HttpReply replyOf(const QJsonObject &response)
{
    wire::HttpReply reply;
    reply.status = response["status"_L1].toInt();
    const QJsonObject headers = response["headers"_L1].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        reply.headers.append({ header.key().toUtf8(), header.value().toString().toUtf8() });
    const QJsonValue body = response["body"_L1];
    if (body.isString())
        reply.body = body.toString().toUtf8();
    else if (body.isArray())
        reply.body = QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    else if (body["binary"_L1].toBool())
        reply.body = QByteArray::fromHex(body["first_bytes_hex"_L1].toString().toLatin1());
    else
        reply.body = QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    return reply;
}

QList<Exchange> exchangesOf(const QString &file)
{
    QFile recording(QStringLiteral(FW_TEST_DATA "/orchestrator/") + file);
    if (!recording.open(QIODevice::ReadOnly))
        return {};
    const auto document = QJsonDocument::fromJson(recording.readAll());
    const QJsonArray all = document.isArray() ? document.array() : QJsonArray{ document.object() };
    QList<Exchange> exchanges;
    for (const QJsonValue &one : all) {
        if (one["response"_L1].isObject())
            exchanges.append({ one["name"_L1].toString(), one["request"_L1]["path"_L1].toString(),
                               replyOf(one["response"_L1].toObject()) });
    }
    return exchanges;
}

QStringList recordings()
{
    return QDir(QStringLiteral(FW_TEST_DATA "/orchestrator"))
        .entryList({ u"[0-9]*.json"_s }, QDir::Files, QDir::Name);
}

const EditId edit{ u"e"_s };
const QString hint
    = u"{\"source\":\"04dcd2dd038e473fb93dc19891053bd3.mp4\",\"name\":\"long vertical.mp4\","
      "\"brandId\":\"1\",\"brand\":\"AcmeNews\",\"format\":\"vertical_9_16\","
      "\"start\":\"2026-11-21T12:15:44Z\",\"attempt\":1}"_s;

/// Every tag the dialect knows, so that every body meets every reader.
QStringList allTags()
{
    QStringList tags{ u"health"_s,           u"health:first"_s,       u"jobs"_s,
                      u"b:usage"_s,          u"b:brands"_s,           u"b:sources"_s,
                      u"b:outputs"_s,        u"b:sign-in"_s,          u"b:peek:id"_s,
                      u"b:job:id|"_s + hint, u"b:search:id|"_s + hint };
    for (const char *step : { "count", "brand", "mend", "crop", "start" })
        tags.append(u"b:work:%1:%2"_s.arg(QLatin1StringView(step), hint));
    const QString context
        = u"{\"id\":\"1:x.mp4\",\"handle\":\"x.mp4\",\"format\":\"square_1_1\",\"asked\":3,"
          "\"wanted\":true,\"claims\":[{\"filename\":\"x.mp4\"}],\"change\":{\"format\":"
          "\"square_1_1\"}}"_s;
    for (const char *action :
         { "upload", "fetch", "claim", "rename", "bookmark-source", "bookmark-output", "frame",
           "crop", "recrop", "create", "changed", "brand", "layout", "deleted", "unknown" })
        tags.append(u"b:do:%1:%2"_s.arg(QLatin1StringView(action), context));
    return tags;
}

wire::SessionFacts brandrFacts()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:5078"_s);
    facts.cookie = Secret("session=SESSION-COOKIE-PLACEHOLDER");
    facts.extra.insert(u"program"_s, u"brandr"_s);
    return facts;
}

wire::Decoded decoded(const QString &tag, const wire::HttpReply &reply,
                      const wire::SessionFacts &facts = brandrFacts())
{
    wire::HttpRequest request;
    request.url = facts.baseUrl.resolved(QUrl(u"/api/x"_s));
    request.tag = tag;
    request.edit = edit;
    return dialect().decode(request, reply, facts);
}

wire::Decoded recorded(const QString &tag, const QString &number, int index = 0)
{
    const QStringList files = recordings().filter(QRegularExpression(u'^' + number + u'-'));
    return decoded(tag, exchangesOf(files.value(0)).value(index).reply);
}

std::vector<wire::Event> eventsOf(const wire::Decoded &decoded)
{
    std::vector<wire::Event> all;
    for (const wire::Message &message : decoded.messages)
        all.insert(all.end(), message.events.begin(), message.events.end());
    return all;
}

template <class T> std::optional<T> only(const wire::Decoded &decoded)
{
    std::optional<T> found;
    for (const wire::Event &event : eventsOf(decoded)) {
        if (const auto *one = std::get_if<T>(&event))
            found = *one;
    }
    return found;
}

wire::HttpReply jsonReply(const QByteArray &body, int status = 200)
{
    wire::HttpReply reply;
    reply.status = status;
    reply.headers = { { "Content-Type", "application/json" } };
    reply.body = body;
    return reply;
}

template <class T> bool holds(const wire::Decoded &decoded)
{
    return std::ranges::any_of(decoded.controls, [](const wire::Control &control) {
        return std::holds_alternative<T>(control);
    });
}

} // namespace

class TestOrchestratorCaptures final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRecordingMeetsEveryReader_data();
    void everyRecordingMeetsEveryReader();
    void onlyItsOwnHealthIsRecognised();
    void signInPages();
    void lists();
    void lifeOfAJob();
    void refusalsCarryReasonsForPeople_data();
    void refusalsCarryReasonsForPeople();
    void actionsSettleWithWhatCameBack();
    void fetchesAreClaimed();
    void aRestartLosesTheJobAndNotTheOutput();
    void theSocketsAddressIsNotFound();
    void badInputIsNoTrouble_data();
    void badInputIsNoTrouble();
    void progressIsShownAsItIsSaid();
    void unknownWordsAreKept();
    void oneBadRowDropsOnlyItself();
    void cookiesAreMergedByHand();
};

void TestOrchestratorCaptures::everyRecordingMeetsEveryReader_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &file : recordings())
        QTest::newRow(qPrintable(file)) << file;
}

void TestOrchestratorCaptures::everyRecordingMeetsEveryReader()
{
    QFETCH(QString, file);
    const auto exchanges = exchangesOf(file);
    QVERIFY(!exchanges.isEmpty());
    for (const Exchange &exchange : exchanges) {
        for (const QString &tag : allTags()) {
            const wire::Decoded result = decoded(tag, exchange.reply);
            QVERIFY(result.issues.size() <= 20);
            for (const wire::Issue &issue : result.issues) {
                QVERIFY(!issue.failure.detail.contains(u"PLACEHOLDER"_s));
                QVERIFY(!issue.failure.detail.contains(u"<html"_s));
            }
            // An edit is settled, goes on, or waits for a sign-in: it never hangs.
            const bool isEdit = tag.startsWith(u"b:do:"_s) || tag.startsWith(u"b:work:"_s);
            if (!isEdit || tag.contains(u":unknown:"_s))
                continue;
            const bool hasEnd = only<wire::EditSettled>(result) || !result.followUps.empty()
                || holds<wire::SignInRefused>(result);
            QVERIFY2(hasEnd, qPrintable(file + u' ' + tag));
            for (const wire::HttpRequest &next : result.followUps)
                QVERIFY(next.url.isValid() && next.tag.startsWith(u"b:"_s));
        }
    }
}

void TestOrchestratorCaptures::onlyItsOwnHealthIsRecognised()
{
    const auto probe = dialect().probes(QUrl(u"http://127.0.0.1:5078/sub"_s));
    QCOMPARE(probe.size(), 1U);
    QCOMPARE(probe.front().url.path(), u"/sub/health"_s);
    for (const QString &file : recordings()) {
        for (const Exchange &exchange : exchangesOf(file)) {
            const int score = dialect().recognise(probe.front(), exchange.reply).score;
            QCOMPARE(score, exchange.path == "/health"_L1 ? 95 : 0);
        }
    }
    const auto scoreOf = [&probe](const QByteArray &body, int status) {
        return dialect().recognise(probe.front(), jsonReply(body, status)).score;
    };
    QCOMPARE(scoreOf(R"({"status":"healthy","hub":"h"})", 200), 100);
    QCOMPARE(scoreOf(R"({"db":{},"message":"Brandr is running","status":"degraded"})", 503), 95);
    QCOMPARE(scoreOf(R"({"status":"ok"})", 200), 0);
    QCOMPARE(scoreOf(R"(["hub"])", 200), 0);
    QCOMPARE(scoreOf("<html>Brandr is running hub</html>", 200), 0);
}

void TestOrchestratorCaptures::signInPages()
{
    const auto good = recorded(u"b:sign-in"_s, u"013"_s);
    QVERIFY(holds<wire::SignedIn>(good));
    QCOMPARE(good.learnt->cookie.reveal(), QByteArray("session=SESSION-COOKIE-PLACEHOLDER"));
    const auto bad = recorded(u"b:sign-in"_s, u"007"_s);
    QCOMPARE(std::get<wire::SignInRefused>(bad.controls.at(0)).reason,
             u"Invalid email or password"_s);
    const auto many = recorded(u"b:sign-in"_s, u"091"_s);
    QVERIFY(
        std::get<wire::SignInRefused>(many.controls.at(0)).reason.contains(u"10 per 1 minute"_s));
    for (const QString &number : { u"004"_s, u"005"_s, u"015"_s }) {
        const auto out = recorded(u"b:usage"_s, number);
        QVERIFY(holds<wire::SignInRefused>(out));
        QVERIFY(holds<wire::TokenExpired>(out));
        QVERIFY(out.messages.empty());
    }
}

void TestOrchestratorCaptures::lists()
{
    const auto brands = recorded(u"b:brands"_s, u"036"_s);
    const auto list = only<wire::ItemsReplaced>(brands);
    QCOMPARE(list->items.size(), 1U);
    const wire::Item &brand = list->items.front();
    QCOMPARE(brand.name, u"Acme News"_s);
    QCOMPARE(wire::fieldOf(brand, u"format_overrides")["square_1_1"_L1]["logo_x"_L1].toDouble(),
             0.9);
    QCOMPARE(wire::fieldOf(brand, u"text_enabled"), QJsonValue(true));
    QCOMPARE(toIso(*brand.updated), u"2026-11-21T12:12:12.286Z"_s);
    QVERIFY(only<wire::ItemsReplaced>(recorded(u"b:brands"_s, u"021"_s))->items.empty());

    const auto sources = only<wire::ItemsReplaced>(recorded(u"b:sources"_s, u"047"_s));
    QCOMPARE(sources->items.size(), 2U);
    QCOMPARE(sources->items[1].id.text, u"1:e2aaa7a0f99341ae9a2033047aeb7ec3.mp4"_s);
    QCOMPARE(toIso(*sources->items[1].expires), u"2026-11-22T12:12:12.361Z"_s);

    const auto outputs = only<wire::ItemsReplaced>(recorded(u"b:outputs"_s, u"072"_s));
    QCOMPARE(outputs->items.size(), 3U);
    QVERIFY(wire::fieldOf(outputs->items[0], u"download_url")
                .toString()
                .startsWith(u"/api/videos/download/e2aaa"_s));

    const auto usage = recorded(u"b:usage"_s, u"083"_s);
    const wire::Item account = only<wire::ItemSeen>(usage)->item;
    QCOMPARE(wire::fieldOf(account, u"credits.total").toInt(), 245);
    QCOMPARE(usage.learnt->extra.value(u"tier"_s), u"Platinum"_s);
}

void TestOrchestratorCaptures::lifeOfAJob()
{
    const auto posted = recorded(u"b:work:start:"_s + hint, u"068"_s, 0);
    const auto queued = only<wire::JobSeen>(posted)->job;
    QCOMPARE(queued.id.text, u"4cf0e048-9f95-48a5-a1ef-20c70fc240b1"_s);
    QVERIFY(queued.state == wire::JobState::Queued);
    QCOMPARE(only<wire::EditSettled>(posted)->jobs.front(), queued.id);
    const QString tag = u"b:job:%1|%2"_s.arg(queued.id.text, hint);
    const auto running = only<wire::JobSeen>(recorded(tag, u"068"_s, 1))->job;
    QVERIFY(running.state == wire::JobState::Running && !running.progress);
    const auto last = recorded(tag, u"068"_s, 3);
    QVERIFY(only<wire::JobSeen>(last)->job.state == wire::JobState::Done);
    const wire::Output output = only<wire::OutputSeen>(last)->output;
    QCOMPARE(output.name, u"e2aaa7a0f99341ae9a2033047aeb7ec3_AcmeNews_vertical_9_16.mp4"_s);
    QCOMPARE(output.height, 1280);
    QCOMPARE(last.followUps.size(), 2U); // outputs and usage
    const auto failed = only<wire::JobSeen>(recorded(tag, u"071"_s, 2))->job;
    QVERIFY(failed.state == wire::JobState::Failed);
    QCOMPARE(failed.error->message,
             u"Acme News: Unknown format code 'f' for object of type 'str'"_s);
    // Two brands in one job of somebody else's making.
    QCOMPARE(eventsOf(recorded(tag, u"094"_s, 1)).size(), 3U);
}

void TestOrchestratorCaptures::refusalsCarryReasonsForPeople_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *number, Verdict verdict, const QString &says) {
        QTest::newRow(number) << QString::fromLatin1(number) << int(verdict) << says;
    };
    row("022", Verdict::Invalid, u"name is required"_s);
    row("024", Verdict::Conflict, u"exists"_s);
    row("026", Verdict::Invalid, u"Brand not found"_s);
    row("041", Verdict::Denied, u"brand"_s);
    row("043", Verdict::Invalid, u"No file provided"_s);
    row("044", Verdict::Invalid, u"Invalid file type"_s);
    row("058", Verdict::Invalid, u"Invalid output_format"_s);
    row("062", Verdict::Invalid, u"brand_ids or brands is required"_s);
    row("063", Verdict::Invalid, u"not yet supported"_s);
    row("065", Verdict::Invalid, u"not found or access denied"_s);
    row("066", Verdict::Invalid, u"Refresh brand list"_s);
    row("067", Verdict::Invalid, u"could not understand"_s);
    row("096", Verdict::Denied, u"out of credits"_s);
    row("097", Verdict::Invalid, u"Method Not Allowed"_s);
    row("006", Verdict::Invalid, u"Not Found"_s);
}

void TestOrchestratorCaptures::refusalsCarryReasonsForPeople()
{
    QFETCH(QString, number);
    QFETCH(int, verdict);
    QFETCH(QString, says);
    for (const QString &tag :
         { QString(u"b:work:start:"_s + hint), u"b:do:changed:{\"id\":\"1\"}"_s }) {
        const auto settled = only<wire::EditSettled>(recorded(tag, number));
        QVERIFY(settled);
        QCOMPARE(settled->edit, edit);
        QCOMPARE(int(settled->verdict), verdict);
        QVERIFY2(settled->message.contains(says, Qt::CaseInsensitive),
                 qPrintable(settled->message));
        QVERIFY(!settled->message.contains(u'<'));
        QVERIFY(!settled->message.contains(u"OUT_OF_CREDITS"_s));
    }
}

void TestOrchestratorCaptures::actionsSettleWithWhatCameBack()
{
    const auto crop
        = recorded(u"b:do:crop:{\"handle\":\"h.mp4\",\"format\":\"vertical_9_16\"}"_s, u"057"_s);
    const wire::Item clamped = only<wire::ItemSeen>(crop)->item;
    QCOMPARE(clamped.id.text, u"h.mp4:vertical_9_16"_s);
    QCOMPARE(wire::fieldOf(clamped, u"zoom").toDouble(), 4.0);
    QCOMPARE(wire::fieldOf(clamped, u"crop_x").toDouble(), 0.0);
    const auto renamed = recorded(u"b:do:rename:{\"id\":\"1:e2.mp4\"}"_s, u"048"_s);
    QCOMPARE(only<wire::ItemSeen>(renamed)->item.name, u"Evening bulletin clip"_s);
    const auto kept
        = recorded(u"b:do:bookmark-source:{\"id\":\"1:e2.mp4\",\"wanted\":true}"_s, u"049"_s);
    QVERIFY(only<wire::EditSettled>(kept)->verdict == Verdict::Applied);
    const auto wrongWay
        = recorded(u"b:do:bookmark-output:{\"id\":\"5\",\"wanted\":false}"_s, u"073"_s);
    QVERIFY(!only<wire::EditSettled>(wrongWay));
    QCOMPARE(wrongWay.followUps.front().url.path(), u"/api/outputs/5/bookmark"_s);
    const auto frame = recorded(u"b:do:frame:{\"handle\":\"h.mp4\",\"t\":1.5}"_s, u"051"_s);
    QCOMPARE(wire::fieldOf(only<wire::ItemSeen>(frame)->item, u"height").toInt(), 360);
    const auto again = recorded(u"b:do:create:{}"_s, u"090"_s);
    QCOMPARE(again.followUps.front().method, QByteArray("PUT"));
    const auto blocked = recorded(u"b:work:count:"_s + hint, u"061"_s);
    QVERIFY(only<wire::EditSettled>(blocked)->verdict == Verdict::Denied);
    const auto within = recorded(u"b:work:count:"_s + hint, u"060"_s);
    QCOMPARE(within.followUps.front().url.path(), u"/api/brands/1"_s);
    const auto ready = recorded(u"b:work:brand:"_s + hint, u"025"_s);
    QCOMPARE(ready.followUps.front().url.path(), u"/api/source-edits"_s);
}

void TestOrchestratorCaptures::fetchesAreClaimed()
{
    const auto fetched = recorded(u"b:do:fetch:{\"asked\":2}"_s, u"085"_s, 0);
    QCOMPARE(fetched.followUps.size(), 1U);
    const wire::HttpRequest claim = fetched.followUps.front();
    QCOMPARE(claim.url.path(), u"/api/videos/save-download"_s);
    QCOMPARE(QJsonDocument::fromJson(claim.body)["file_path"_L1].toString(),
             u"/srv/brandr/storage/raw/src_land.mp4"_s);
    const auto claimed = recorded(claim.tag, u"085"_s, 2);
    QCOMPARE(only<wire::ItemSeen>(claimed)->item.id.text, u"3:src_land.mp4"_s);
    QVERIFY(only<wire::EditSettled>(claimed)->message.contains(u"missing.mp4"_s));
    QVERIFY(only<wire::EditSettled>(claimed)->verdict == Verdict::Applied);
}

void TestOrchestratorCaptures::aRestartLosesTheJobAndNotTheOutput()
{
    const QString tag = u"b:job:406d8867-8444-4ca1-b0c1-ac2445f35198|"_s + hint;
    const auto lost = recorded(tag, u"093"_s, 2);
    QVERIFY(lost.messages.empty()); // neither lost nor failed yet
    QVERIFY(!lost.complete);
    const auto found = recorded(lost.followUps.at(0).tag, u"093"_s, 3);
    QVERIFY(only<wire::JobSeen>(found)->job.state == wire::JobState::Done);
    QCOMPARE(only<wire::OutputSeen>(found)->output.height, 1280);
    // Without a note of what it was there is nothing to look for.
    const auto blind = recorded(u"b:job:x|"_s, u"069"_s);
    QCOMPARE(only<wire::JobSeen>(blind)->job.error->code, u"E_LOST"_s);
}

void TestOrchestratorCaptures::theSocketsAddressIsNotFound()
{
    QCOMPARE(int(dialect().judge(0, {}, 404)), int(wire::CloseVerdict::Poll));
    const Exchange probe = exchangesOf(u"099-ws-probe.json"_s).front();
    QCOMPARE(probe.reply.status, 404);
}

void TestOrchestratorCaptures::badInputIsNoTrouble_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, int status, const QByteArray &body) {
        QTest::newRow(name) << status << body;
    };
    row("empty", 200, "");
    row("cut", 200, R"({"brands":[{"id":1,"na)");
    row("page for JSON", 200, "<!doctype html><html><h1>Brandr Login</h1></html>");
    row("array", 200, "[]");
    row("null", 200, "null");
    row("empty object", 200, "{}");
    row("wrong types", 200,
        R"({"brands":{},"downloads":"x","outputs":7,"usage":[],"credits":null,"limits":"x",)"
        R"("status":7,"job_id":{},"edit":[],"brand":"x","contract":[],"results":{},"success":"no",)"
        R"("frame_data":7,"filename":[],"download_id":{},"brand_id":null,"bookmarked":"yes"})");
    row("rows of wrong types", 200,
        R"({"brands":[7,null,{"id":{}},{"id":1,"name":7}],"downloads":[{"id":1},{"filename":2}],)"
        R"("outputs":[{"id":[]},"x",{"output_filename":null}],"status":"completed"})");
    row("huge numbers", 200,
        R"({"brands":[{"id":1e300,"logo_x":-1e308}],"credits":{"total":1e300},"total":1e300,)"
        R"("status":"processing","progress":1e99,"results":[],"download_id":9e99})");
    row("overflow", 200, R"({"credits":{"total":1e400}})");
    row("deep", 200, QByteArray(40, '[') + QByteArray(40, ']'));
    row("error as object", 500, R"({"error":{"code":"E","message":"m"}})");
    row("error as list", 400, R"({"error":["a"]})");
    row("502 page", 502, "<html><title>502 Bad Gateway</title></html>");
    row("413 page", 413, "<html><h1>Request Entity Too Large</h1></html>");
    row("204", 204, "");
    row("302 elsewhere", 302, "<html></html>");
    row("no UTF-8", 200, "{\"status\":\"\xc3\x28\"}");
}

void TestOrchestratorCaptures::badInputIsNoTrouble()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    for (const QString &tag : allTags()) {
        const auto result = decoded(tag, jsonReply(body, status));
        const bool isEdit = tag.startsWith(u"b:do:"_s) || tag.startsWith(u"b:work:"_s);
        if (!isEdit || tag.contains(u":unknown:"_s))
            continue;
        QVERIFY2(only<wire::EditSettled>(result) || !result.followUps.empty(), qPrintable(tag));
    }
    wire::HttpReply silent;
    silent.trouble = wire::HttpReply::Trouble::Timeout;
    for (const QString &tag : allTags())
        QCOMPARE(decoded(tag, silent).issues.size(), 1U);
}

void TestOrchestratorCaptures::progressIsShownAsItIsSaid()
{
    const QString tag = u"b:job:j|"_s + hint;
    const auto progressOf = [&tag](const char *text) {
        const auto result = decoded(tag,
                                    jsonReply(R"({"job_id":"j","status":"processing","progress":)"
                                              + QByteArray(text) + '}'));
        return only<wire::JobSeen>(result)->job.progress;
    };
    QCOMPARE(progressOf("60"), std::optional(60.0));
    QCOMPARE(progressOf("40"), std::optional(40.0)); // backwards: the store decides
    for (const char *bad : { "null", "-1", "101", "\"60\"", "1e99" })
        QVERIFY(!progressOf(bad));
}

void TestOrchestratorCaptures::unknownWordsAreKept()
{
    const auto result
        = decoded(u"b:job:j|"_s, jsonReply(R"({"job_id":"j","status":"Marinating"})"));
    const wire::Job job = only<wire::JobSeen>(result)->job;
    QVERIFY(job.state == wire::JobState::Running);
    QCOMPARE(job.message, u"Marinating"_s);
    QCOMPARE(result.issues.size(), 1U);
    const auto shouted
        = decoded(u"b:job:j|"_s, jsonReply(R"({"job_id":"j","status":"COMPLETED"})"));
    QVERIFY(only<wire::JobSeen>(shouted)->job.state == wire::JobState::Done);
}

void TestOrchestratorCaptures::oneBadRowDropsOnlyItself()
{
    const auto result = decoded(
        u"b:sources"_s,
        jsonReply(R"({"downloads":[{"id":1,"filename":"a.mp4","bookmarked":true},)"
                  R"({"id":2},7,{"id":"4","filename":"d.mp4","created_at":"soon","new":[1]}]})"));
    QCOMPARE(result.issues.size(), 2U);
    const auto list = only<wire::ItemsReplaced>(result);
    QCOMPARE(list->items.size(), 2U);
    QVERIFY(!list->items[0].expires);
    QVERIFY(!list->items[1].expires);
    QVERIFY(wire::fieldOf(list->items[1], u"new").isArray());
}

void TestOrchestratorCaptures::cookiesAreMergedByHand()
{
    const auto learntFrom = [](const QByteArray &header) {
        wire::HttpReply reply = jsonReply(R"({"tier":"X","usage":{}})");
        reply.headers.append({ "Set-Cookie", header });
        wire::SessionFacts facts = brandrFacts();
        facts.cookie = Secret("session=old; theme=dark");
        const auto result = decoded(u"b:usage"_s, reply, facts);
        return result.learnt ? result.learnt->cookie.reveal() : QByteArray();
    };
    QCOMPARE(learntFrom("session=new; Secure; HttpOnly; Path=/"),
             QByteArray("theme=dark; session=new"));
    QCOMPARE(learntFrom("a=1; Secure\nsession=b==; Path=/"),
             QByteArray("theme=dark; a=1; session=b=="));
    QCOMPARE(learntFrom("theme=; Max-Age=0"), QByteArray("session=old"));
    QCOMPARE(learntFrom("nonsense"), QByteArray("session=old; theme=dark"));
}

QTEST_GUILESS_MAIN(TestOrchestratorCaptures)
#include "tst_orchestrator_captures.moc"
