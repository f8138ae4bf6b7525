// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"orchestrator");
}

/// A hub that greeted, with or without an open socket.
wire::SessionFacts hubFacts(bool socket)
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:47800/"_s);
    facts.token = Secret("t0ken");
    facts.client = ClientId{ u"c"_s };
    facts.capabilities = { u"jobs"_s, u"control"_s, u"add"_s, u"upload"_s, u"sample"_s };
    facts.extra.insert(u"hub"_s, u"h"_s);
    if (socket) {
        facts.subProtocol = u"framewatch.v1"_s;
        facts.connection = u"c1"_s;
    }
    return facts;
}

wire::Decoded reply(const QString &tag, int status, const QByteArray &body,
                    const wire::SessionFacts &facts = hubFacts(false))
{
    wire::HttpRequest request;
    request.url = facts.baseUrl.resolved(QUrl(u"/api/jobs"_s));
    request.tag = tag;
    wire::HttpReply answer;
    answer.status = status;
    answer.body = body;
    return dialect().decode(request, answer, facts);
}

QJsonObject json(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object();
}

const EditId edit{ u"01a1fe80-965b-7687-aafb-5735ae3b4bdc"_s };

} // namespace

class TestOrchestratorHttp final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSocketAddressNeverHoldsTheToken();
    void helloIsSaidOnlyToPeersThatChoseTheProtocol();
    void subscribingFollowsTheForm();
    void closeCodesAreJudged_data();
    void closeCodesAreJudged();
    void controlGoesOverTheSocketElseOverHttp();
    void editsOfDocumentsGoOverHttpWithoutASocket();
    void documentsAreReadWithoutASocket();
    void mediaGoesOverHttp();
    void uploadNamesSurviveTheUrl();
    void strangersGetNoCommands();
    void abilitiesNotAnnouncedAreRefused();
    void fullReadsFollowThePages();
    void healthTellsAHub();
    void detailsReplaceEverything();
    void addedMediaSettlesTheEdit();
    void partlyRefusedMediaSaysWhy();
    void answersToActions_data();
    void answersToActions();
    void signInIsAskedFor_data();
    void signInIsAskedFor();
    void badAnswersAreIssues_data();
    void badAnswersAreIssues();
};

void TestOrchestratorHttp::theSocketAddressNeverHoldsTheToken()
{
    auto facts = hubFacts(false);
    const auto greeting = dialect().greet({}, facts);
    QCOMPARE(greeting.url, QUrl(u"ws://127.0.0.1:47800/ws"_s));
    QCOMPARE(greeting.headers.front(),
             qMakePair(QByteArray("Authorization"), QByteArray("Bearer t0ken")));
    QCOMPARE(greeting.subProtocols, QStringList{ u"framewatch.v1"_s });
    facts.baseUrl = QUrl(u"https://studio.example/media"_s);
    QCOMPARE(dialect().greet({}, facts).url, QUrl(u"wss://studio.example/media/ws"_s));
}

void TestOrchestratorHttp::helloIsSaidOnlyToPeersThatChoseTheProtocol()
{
    QVERIFY(dialect().greet({}, hubFacts(false)).first.empty());
    QVERIFY(!dialect().greet({}, hubFacts(false)).waitsForGreeted);
    const auto greeting = dialect().greet({}, hubFacts(true));
    QVERIFY(greeting.waitsForGreeted);
    const QJsonObject hello = json(greeting.first.front().bytes);
    QCOMPARE(hello["type"_L1].toString(), u"hello"_s);
    QCOMPARE(hello["client"_L1]["id"_L1].toString(), u"c"_s);
    QVERIFY(!greeting.first.front().bytes.contains("t0ken"));
}

void TestOrchestratorHttp::subscribingFollowsTheForm()
{
    const std::vector<wire::Position> positions{ { u"processing:jobs"_s, u"e"_s, 7 },
                                                 { u"system:status"_s, {}, 0 } };
    const auto frames = dialect().subscribe(positions, hubFacts(true));
    QCOMPARE(frames.size(), 1U);
    const QJsonObject message = json(frames.front().bytes);
    QCOMPARE(message["channels"_L1][0]["seq"_L1].toInt(), 7);
    QVERIFY(!message["channels"_L1][1].toObject().contains("seq"_L1));
    const auto bare = dialect().subscribe(positions, hubFacts(false));
    QCOMPARE(bare.size(), 2U);
    QCOMPARE(bare.front().bytes,
             QByteArray(R"({"action":"subscribe","channel":"processing:jobs"})"));
}

void TestOrchestratorHttp::closeCodesAreJudged_data()
{
    using enum wire::CloseVerdict;
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("verdict");
    const auto row = [](int code, int status, wire::CloseVerdict verdict) {
        QTest::addRow("%d %d", code, status) << code << status << int(verdict);
    };
    for (const int code : { 0, 1000, 1001, 1002, 1007, 1009, 4008, 4012, 4013, 4400, 4429, 4999 })
        row(code, 0, Retry);
    for (const int code : { 1008, 4401, 4403 })
        row(code, 0, SignIn);
    row(4004, 0, NewSession);
    row(4009, 0, TakenOver);
    row(4426, 0, GiveUp);
    for (const int status : { 401, 403 })
        row(0, status, SignIn);
    for (const int status : { 426, 505 })
        row(0, status, GiveUp);
    for (const int status : { 200, 404, 405, 501 })
        row(0, status, Poll);
    for (const int status : { 302, 429, 500, 503 })
        row(0, status, Retry);
}

void TestOrchestratorHttp::closeCodesAreJudged()
{
    QFETCH(int, code);
    QFETCH(int, status);
    QFETCH(int, verdict);
    QCOMPARE(int(dialect().judge(code, {}, status)), verdict);
}

void TestOrchestratorHttp::controlGoesOverTheSocketElseOverHttp()
{
    const wire::ControlJob command{ edit, JobId{ u"j/1 ü"_s }, wire::JobAction::Prioritise, 7,
                                    u"late"_s };
    const auto frames = dialect().encode(command, hubFacts(true));
    QVERIFY(frames && frames->requests.empty());
    const QJsonObject publish = json(frames->frames.front().bytes);
    QCOMPARE(publish["type"_L1].toString(), u"publish"_s);
    QCOMPARE(publish["channel"_L1].toString(), u"processing:control"_s);
    QCOMPARE(publish["op"_L1].toString(), edit.text);
    QCOMPARE(publish["lane"_L1].toString(), u"job:j/1 ü"_s);
    QCOMPARE(publish["data"_L1]["action"_L1].toString(), u"prioritise"_s);
    QCOMPARE(publish["data"_L1]["priority"_L1].toInt(), 7);

    const auto requests = dialect().encode(command, hubFacts(false));
    QVERIFY(requests && requests->frames.empty());
    const wire::HttpRequest &post = requests->requests.front();
    QCOMPARE(post.method, QByteArray("POST"));
    QCOMPARE(post.url.path(QUrl::FullyEncoded), u"/api/jobs/j%2F1%20%C3%BC/actions"_s);
    QCOMPARE(json(post.body)["op"_L1].toString(), edit.text);
    QVERIFY(!post.url.toString().contains(u"t0ken"_s));
}

void TestOrchestratorHttp::editsOfDocumentsGoOverHttpWithoutASocket()
{
    wire::SessionFacts facts = hubFacts(false);
    facts.capabilities += { u"brand:config"_s, u"crop:editor"_s };
    facts.author = u"Ann"_s;
    const wire::RunAction run{ EditId{ u"e"_s },
                               u"brand.set"_s,
                               u"Acme"_s,
                               { { u"logoPadding"_s, 40 } },
                               3,
                               { { u"logoPadding"_s, 20 } } };
    const auto out = dialect().encode(run, facts);
    QVERIFY(out.has_value());
    QVERIFY(out->frames.empty());
    QCOMPARE(out->requests.size(), 1U);
    const wire::HttpRequest &asked = out->requests.front();
    QCOMPARE(asked.method, QByteArray("POST"));
    QCOMPARE(asked.url.path(), u"/api/lanes"_s);
    QCOMPARE(asked.tag, u"action:e"_s);
    QVERIFY(dialect().tagFor(asked).startsWith(u"action:"));
    const auto body = QJsonDocument::fromJson(asked.body).object();
    QCOMPARE(body["op"_L1].toString(), u"e"_s);
    QCOMPARE(body["lane"_L1].toString(), u"brand:Acme"_s);
    QCOMPARE(body["base"_L1].toInt(), 3);
    QCOMPARE(body["before"_L1].toObject(), run.before);
    QCOMPARE(body["client"_L1]["user"_L1].toString(), u"Ann"_s);
    const auto answered = reply(
        asked.tag, 409,
        R"({"op":"e","status":"conflict","revision":5,"current":{"logoPadding":30},)"
        R"("changed":["logoPadding"],"by":"Bob","error":{"code":"conflict","message":"m"}})",
        facts);
    const auto settled = std::get<wire::EditSettled>(answered.messages.at(0).events.at(0));
    QCOMPARE(settled.edit, run.edit);
    QCOMPARE(settled.verdict, wire::EditSettled::Verdict::Conflict);
    QCOMPARE(settled.by, u"Bob"_s);
    // With a socket nothing else is asked.
    wire::SessionFacts open = hubFacts(true);
    open.capabilities = facts.capabilities;
    QVERIFY(dialect().encode(run, open)->requests.empty());
}

void TestOrchestratorHttp::documentsAreReadWithoutASocket()
{
    wire::SessionFacts facts = hubFacts(false);
    wire::Interest interest;
    interest.kinds = { u"brand"_s };
    const auto lanes = [&] {
        std::vector<wire::HttpRequest> all = dialect().poll(interest, facts);
        std::erase_if(all, [](const auto &one) { return one.url.path() != "/api/lanes"_L1; });
        return all;
    };
    QVERIFY(lanes().empty()); // not announced
    facts.capabilities += { u"brand:config"_s, u"crop:editor"_s };
    QCOMPARE(lanes().size(), 1U);
    interest.fullRead = true;
    QCOMPARE(lanes().size(), 2U);
    for (const wire::HttpRequest &asked : lanes()) {
        QCOMPARE(dialect().tagFor(asked), asked.tag);
        const bool isBrand = asked.tag == "lanes:brand:config"_L1;
        const auto decoded
            = reply(asked.tag, 200,
                    isBrand ? R"({"brands":[{"brandName":"A","settings":{},"revision":2}]})"
                            : R"({"crops":[{"action":"cancel","revision":4,)"
                              R"("payload":{"source":"a","format":"f"}}]})",
                    facts);
        QVERIFY(decoded.issues.empty());
        const auto all = std::get<wire::ItemsReplaced>(decoded.messages.at(0).events.at(0)).items;
        QCOMPARE(all.at(0).revision, isBrand ? 2 : 4);
        QCOMPARE(all.at(0).id, ItemId{ isBrand ? u"A"_s : u"a:f"_s });
    }
}

void TestOrchestratorHttp::mediaGoesOverHttp()
{
    wire::AddMedia command{ edit, { u"/media/-a b\n'\".mp4"_s }, 3, {} };
    command.render.formats = QStringList{ u"square_1_1"_s };
    command.render.mode = wire::FitMode::Fit;
    command.render.watermarkPath = u"/w.png"_s;
    const auto out = dialect().encode(command, hubFacts(true));
    QVERIFY(out && out->frames.empty());
    const QJsonObject body = json(out->requests.front().body);
    QCOMPARE(body["paths"_L1][0].toString(), u"/media/-a b\n'\".mp4"_s);
    QCOMPARE(body["priority"_L1].toInt(), 3);
    QCOMPARE(body["render"_L1]["mode"_L1].toString(), u"fit"_s);
    QCOMPARE(body["render"_L1]["formats"_L1][0].toString(), u"square_1_1"_s);
    QCOMPARE(body["render"_L1]["watermark"_L1]["path"_L1].toString(), u"/w.png"_s);
    const auto sample = dialect().encode(wire::AddSample{ edit, {} }, hubFacts(true));
    QCOMPARE(sample->requests.front().url.path(), u"/api/sample"_s);
}

void TestOrchestratorHttp::uploadNamesSurviveTheUrl()
{
    const QString name = u"a&b=c#d+100% ü?.mp4"_s;
    const auto out
        = dialect().encode(wire::UploadMedia{ edit, u"/x/"_s + name, 2, {} }, hubFacts(true));
    const wire::HttpRequest &request = out->requests.front();
    QCOMPARE(request.bodyFile, QString(u"/x/"_s + name));
    const QUrlQuery query(request.url.query(QUrl::FullyEncoded));
    QCOMPARE(query.queryItemValue(u"name"_s, QUrl::FullyDecoded), name);
    QCOMPARE(query.queryItemValue(u"op"_s), edit.text);
    QVERIFY(
        json(query.queryItemValue(u"render"_s, QUrl::FullyDecoded).toUtf8()).contains("mode"_L1));
}

void TestOrchestratorHttp::strangersGetNoCommands()
{
    wire::SessionFacts stranger;
    stranger.baseUrl = QUrl(u"http://127.0.0.1:5000"_s);
    const auto out
        = dialect().encode(wire::ControlJob{ edit, JobId{ u"j"_s }, {}, 0, {} }, stranger);
    QVERIFY(!out && out.error().code == Failure::Code::Unsupported);
    QCOMPARE(dialect().capabilities(stranger).upload.reason, u"noMessage"_s);
    stranger.capabilities = { u"format:square_1_1"_s };
    QVERIFY(dialect().capabilities(stranger).formats.isEmpty());
    wire::SessionFacts renders = hubFacts(true);
    QVERIFY(dialect().capabilities(renders).formats.isEmpty());
    renders.capabilities += { u"format:original"_s, u"format:cinema_21_9"_s };
    QCOMPARE(dialect().capabilities(renders).formats,
             (QStringList{ u"original"_s, u"cinema_21_9"_s }));
}

void TestOrchestratorHttp::abilitiesNotAnnouncedAreRefused()
{
    auto facts = hubFacts(true);
    facts.capabilities.removeAll(u"sample"_s);
    const auto out = dialect().encode(wire::AddSample{ edit, {} }, facts);
    QVERIFY(!out);
    QCOMPARE(out.error().detail, u"notAnnounced"_s);
}

void TestOrchestratorHttp::fullReadsFollowThePages()
{
    const auto asked = dialect().poll({ true, { JobId{ u"j1"_s } }, true }, hubFacts(false));
    QCOMPARE(asked.size(), 3U);
    QCOMPARE(asked[1].tag, u"jobs"_s);
    QCOMPARE(asked[1].headers.front().second, QByteArray("Bearer t0ken"));
    const auto first = reply(u"jobs"_s, 200,
                             R"({"jobs":[{"jobId":"a","state":"done"}],"next":"c&1","total":2})");
    QVERIFY(!first.complete);
    const QUrlQuery query(first.followUps.front().url.query(QUrl::FullyEncoded));
    QCOMPARE(query.queryItemValue(u"cursor"_s, QUrl::FullyDecoded), u"c&1"_s);
    QCOMPARE(first.followUps.front().tag, u"jobs"_s);
    const auto last
        = reply(u"jobs"_s, 200, R"({"jobs":[{"jobId":"b","state":"done"}],"next":null})");
    QVERIFY(last.complete && last.followUps.empty());
    const auto news
        = reply(u"news"_s, 200, R"({"jobs":[{"jobId":"b","state":"done"}],"next":"c"})");
    QVERIFY(std::holds_alternative<wire::JobSeen>(news.messages.front().events.front()));
    QVERIFY(news.followUps.empty());
}

void TestOrchestratorHttp::healthTellsAHub()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    const auto hub
        = reply(u"health"_s, 200, R"({"status":"healthy","hub":"h","epoch":"e"})", facts);
    QVERIFY(dialect().capabilities(*hub.learnt).addByPath.offered);
    facts.baseUrl = QUrl(u"http://studio.example"_s);
    const auto far = reply(u"health"_s, 200, R"({"status":"healthy","hub":"h"})", facts);
    QVERIFY(!dialect().capabilities(*far.learnt).addByPath.offered);
    QVERIFY(dialect().capabilities(*far.learnt).upload.offered);
    const auto other = reply(u"health"_s, 503, R"({"status":"degraded","message":"disk"})", facts);
    QVERIFY(!other.learnt);
    QVERIFY(std::holds_alternative<wire::NoticeSeen>(other.messages.front().events.front()));
}

void TestOrchestratorHttp::detailsReplaceEverything()
{
    const auto decoded = reply(
        u"detail"_s, 200,
        R"({"job":{"jobId":"j","state":"failed","error":{"code":"E","message":"m","stage":"PROBE",)"
        R"("recoverable":true},"size":5,"thumbnail":"/t"},)"
        R"("stages":[{"job_id":"j","stage_id":"PROBE","status":"FAILED","error_message":"m","order":0,)"
        R"("attempt":2,"started_at":"2026-11-21T12:00:00Z"},{"job_id":"j"}],)"
        R"("thumbnails":[{"job_id":"j","thumbnail_id":"t0","thumbnail_url":"/t","width":320,"height":180}],)"
        R"("metadata":[{"metadata_type":"DURATION","content":12.5},{"metadata_type":"TAGS","content":["a"]}],)"
        R"("outputs":[{"id":"o","name":"n","format":"f","url":"/o","path":"/p","bytes":9}],)"
        R"("log":[{"time":"2026-11-21T12:00:00Z","level":"error","text":"bad","stage":"PROBE","attempt":2}]})");
    QCOMPARE(decoded.issues.size(), 1U);
    const auto detail = std::get<wire::JobDetailSeen>(decoded.messages.front().events.front());
    QCOMPARE(detail.job.error->stage, u"PROBE"_s);
    QCOMPARE(detail.job.bytes, std::optional<qint64>(5));
    QCOMPARE(detail.stages.size(), 1U);
    QCOMPARE(detail.stages.front().attempt, 2);
    QVERIFY(detail.stages.front().state == wire::JobState::Failed);
    QCOMPARE(detail.thumbnails.front().width, 320);
    QCOMPARE(detail.metadata.front().value.toDouble(), 12.5);
    QVERIFY(detail.metadata.back().value.isArray());
    QCOMPARE(detail.outputs.front().localPath, u"/p"_s);
    QCOMPARE(detail.log.front().text, u"bad"_s);
}

void TestOrchestratorHttp::addedMediaSettlesTheEdit()
{
    const auto decoded
        = reply(u"add:"_s + edit.text, 201,
                R"({"op":"x","jobs":[{"jobId":"j","state":"queued"}],"rejected":[]})");
    const auto &events = decoded.messages.front().events;
    QCOMPARE(std::get<wire::JobSeen>(events.front()).job.id, JobId{ u"j"_s });
    const auto settled = std::get<wire::EditSettled>(events.back());
    QCOMPARE(settled.edit, edit);
    QVERIFY(settled.verdict == wire::EditSettled::Verdict::Applied);
    QCOMPARE(settled.jobs.front(), JobId{ u"j"_s });
}

void TestOrchestratorHttp::partlyRefusedMediaSaysWhy()
{
    const auto decoded = reply(
        u"add:"_s + edit.text, 201,
        R"({"jobs":[{"jobId":"j","state":"queued"}],"rejected":[{"path":"/x","error":{"code":"notFound","message":"no file"}}]})");
    const auto settled = std::get<wire::EditSettled>(decoded.messages.front().events.back());
    QCOMPARE(settled.message, u"no file"_s);
    QVERIFY(settled.verdict == wire::EditSettled::Verdict::Applied);
}

void TestOrchestratorHttp::answersToActions_data()
{
    using Verdict = wire::EditSettled::Verdict;
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("verdict");
    const auto row = [](int status, const QByteArray &body, Verdict verdict) {
        QTest::addRow("%d %s", status, body.left(30).constData()) << status << body << int(verdict);
    };
    row(200, R"({"op":"%","status":"applied","revision":4})", Verdict::Applied);
    row(409, R"({"op":"%","status":"conflict","message":"done"})", Verdict::Conflict);
    row(404, R"({"op":"%","status":"invalid","message":"no job"})", Verdict::Invalid);
    row(404, R"({"error":{"code":"notFound","message":"no job"}})", Verdict::Invalid);
    row(403, R"({"error":{"code":"forbidden","message":"no"}})", Verdict::Denied);
    row(429, R"({"error":{"code":"refused","message":"slow"}})", Verdict::RateLimited);
    row(413, "<html>too large</html>", Verdict::Invalid);
}

void TestOrchestratorHttp::answersToActions()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, verdict);
    const auto decoded
        = reply(u"action:"_s + edit.text, status, body.replace("%", edit.text.toUtf8()));
    const auto settled = std::get<wire::EditSettled>(decoded.messages.front().events.back());
    QCOMPARE(settled.edit, edit);
    QCOMPARE(int(settled.verdict), verdict);
}

void TestOrchestratorHttp::signInIsAskedFor_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("asks");
    QTest::newRow("401") << 401 << QByteArray() << true;
    QTest::newRow("302 to the login page") << 302 << QByteArray("/portal/login") << true;
    QTest::newRow("302 elsewhere") << 302 << QByteArray("/other") << false;
    QTest::newRow("404") << 404 << QByteArray() << false;
}

void TestOrchestratorHttp::signInIsAskedFor()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QFETCH(bool, asks);
    wire::HttpRequest request;
    request.tag = u"jobs"_s;
    wire::HttpReply answer;
    answer.status = status;
    answer.headers.emplace_back("location", location);
    answer.body = "<html>sign in</html>";
    const auto decoded = dialect().decode(request, answer, hubFacts(false));
    QCOMPARE(decoded.controls.size() == 1
                 && std::holds_alternative<wire::SignInRefused>(decoded.controls.front()),
             asks);
}

void TestOrchestratorHttp::badAnswersAreIssues_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no answer") << u"jobs"_s << 0 << QByteArray();
    QTest::newRow("html") << u"jobs"_s << 200 << QByteArray("<html>");
    QTest::newRow("list") << u"jobs"_s << 200 << QByteArray("[]");
    QTest::newRow("jobs is text") << u"jobs"_s << 200 << QByteArray(R"({"jobs":"x"})");
    QTest::newRow("404 html") << u"jobs"_s << 404 << QByteArray("<html>");
    QTest::newRow("500 json") << u"detail"_s << 500 << QByteArray(R"({"error":{"message":"m"}})");
    QTest::newRow("detail without job") << u"detail"_s << 200 << QByteArray("{}");
    QTest::newRow("unknown op") << u"ops:x"_s << 404 << QByteArray(R"({"error":{"message":"m"}})");
}

void TestOrchestratorHttp::badAnswersAreIssues()
{
    QFETCH(QString, tag);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const auto decoded = reply(tag, status, body);
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(decoded.messages.empty());
}

QTEST_GUILESS_MAIN(TestOrchestratorHttp)
#include "tst_orchestrator_http.moc"
