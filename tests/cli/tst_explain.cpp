// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/asked.h"
#include "cli/exchanges.h"
#include "cli/explainer.h"
#include "cli/telling.h"
#include "dialects/registry.h"
#include "support/cli_program.h"

#include <QJsonArray>

using namespace fw;
using namespace fw::cli;
using namespace Qt::StringLiterals;

namespace {

QString capture(const QString &name)
{
    return QStringLiteral(FW_TEST_DATA "/captures/") + name;
}

} // namespace

class TestExplain final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void exchangesAreRead();
    void socketRecordingsAreRead();
    void noAnswerIsTold();
    void badFilesSayWhereAndWhy_data();
    void badFilesSayWhereAndWhy();
    void oneBadLineLeavesTheOthers();
    void pathsHideWhatIsSecret();
    void requestsGetBackTheirTags_data();
    void requestsGetBackTheirTags();
    void everyCaptureFindsItsDialect_data();
    void everyCaptureFindsItsDialect();
    void recordingsMayBeginAnywhere_data();
    void recordingsMayBeginAnywhere();
    void oneProgramIsKnownByItsAnswers();
    void whatItBecomesIsTold();
    void secretsAreNeverPrinted();
    void aNamedDialectIsTaken();
    void issuesExitWithOne();
    void badFilesDoNotStopTheOthers();
    void ourOwnRecordingsAreExplained();

private:
    test::CliProgram m_cli{ QStringLiteral(FW_BIN_DIR "/framewatch-cli") };
};

void TestExplain::exchangesAreRead()
{
    const auto file = readRecordedFile(m_cli.write(u"one.json"_s, R"({"name":"n","request":{
        "method":"POST","path":"/x?a=1","headers":{"Content-Type":"application/json"},
        "body":{"k":"v"}},"response":{"status":201,"headers":{"Content-Type":"application/json"},
        "body":[1,2]}})"));
    QVERIFY(file.faults.empty());
    QCOMPARE(file.steps.size(), 1U);
    const Step &step = file.steps.front();
    QVERIFY(step.kind == Step::Kind::Exchange);
    QCOMPARE(step.request.method, QByteArray("POST"));
    QCOMPARE(step.request.url.path(), u"/x"_s);
    QCOMPARE(step.request.url.query(), u"a=1"_s);
    QCOMPARE(step.request.body, QByteArray(R"({"k":"v"})"));
    QCOMPARE(step.reply.status, 201);
    QCOMPARE(step.reply.body, QByteArray("[1,2]"));
    const auto form = readRecordedFile(m_cli.write(u"form.json"_s, R"([{"request":{"method":"POST",
        "path":"/up","body":{"multipart":{"fields":{"name":"a"},"files":{"file":{
        "filename":"a.mp4","content_type":"video/mp4","bytes":3}}}}},"response":{"status":200,
        "headers":{"Content-Type":"image/png"},
        "body":{"binary":true,"bytes":9,"first_bytes_hex":"89504e47"}}}])"));
    QCOMPARE(form.steps.front().request.form.size(), 2U);
    QCOMPARE(form.steps.front().request.form.back().fileName, u"a.mp4"_s);
    QCOMPARE(form.steps.front().reply.body, QByteArray("\x89PNG"));
}

void TestExplain::socketRecordingsAreRead()
{
    const auto file
        = readRecordedFile(capture(u"bridge-127-ws-native-handshake-register-subscribe-and-"
                                   "errors.jsonl"_s));
    QVERIFY(file.faults.empty());
    const auto countOf
        = [&](Step::Kind kind) { return std::ranges::count(file.steps, kind, &Step::kind); };
    QVERIFY(countOf(Step::Kind::Frame) > 3);
    QVERIFY(countOf(Step::Kind::Sent) > 3);
    QCOMPARE(countOf(Step::Kind::Opened), 1);
    QVERIFY(countOf(Step::Kind::Exchange) >= 1);
    QCOMPARE(file.steps.front().line, 1);
}

void TestExplain::noAnswerIsTold()
{
    const auto file = readRecordedFile(m_cli.write(u"none.json"_s, R"({"request":{"method":"GET",
        "path":"/health"},"response":null,"error":{"kind":"timeout","after_ms":5000}})"));
    QCOMPARE(file.steps.front().reply.status, 0);
    QVERIFY(file.steps.front().reply.trouble == wire::HttpReply::Trouble::Timeout);
    QCOMPARE(file.steps.front().reply.error, u"no answer within 5000 ms"_s);
}

void TestExplain::badFilesSayWhereAndWhy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << u"a.json"_s << QByteArray() << 0;
    QTest::newRow("no JSON") << u"a.json"_s << QByteArray("{\n \"request\": nonsense\n}") << 2;
    QTest::newRow("other JSON") << u"a.json"_s << QByteArray("{\n\"openapi\":\"3\"\n}") << 0;
    QTest::newRow("empty list") << u"a.json"_s << QByteArray("[]") << 0;
    QTest::newRow("list of numbers") << u"a.json"_s << QByteArray("[1]") << 0;
    QTest::newRow("text") << u"a.jsonl"_s << QByteArray("hello\n") << 1;
    QTest::newRow("no frame") << u"a.jsonl"_s << QByteArray("\n{\"dir\":\"in\"}\n") << 2;
    QTest::newRow("bytes") << u"a.bin"_s << QByteArray("\x00\xff\xfe", 3) << 1;
}

void TestExplain::badFilesSayWhereAndWhy()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    const QString path = m_cli.write(QString::fromLatin1(QTest::currentDataTag()) + name, content);
    const auto file = readRecordedFile(path);
    QVERIFY(file.steps.empty());
    QCOMPARE(file.faults.size(), 1U);
    QCOMPARE(file.faults.front().line, line);
    QVERIFY(!file.faults.front().reason.isEmpty());
    QCOMPARE(readRecordedFile(u"/nonexistent"_s).faults.size(), 1U);
}

void TestExplain::oneBadLineLeavesTheOthers()
{
    const auto file = readRecordedFile(m_cli.write(u"half.jsonl"_s,
                                                   "{\"t_ms\":1,\"dir\":\"in\",\"frame\":\"ping\"}"
                                                   "\ngarbage\n{\"dir\":\"in\",\"frame\":{}}\n"));
    QCOMPARE(file.steps.size(), 2U);
    QCOMPARE(file.faults.size(), 1U);
    QCOMPARE(file.faults.front().line, 2);
    QCOMPARE(file.steps.back().line, 3);
}

void TestExplain::pathsHideWhatIsSecret()
{
    QCOMPARE(pathForPeople(QUrl(u"/ws?user_id=7&token=abc"_s)), u"/ws?user_id=7&token=<removed>"_s);
    QCOMPARE(pathForPeople(QUrl(u"/a%20b"_s)), u"/a%20b"_s);
}

// Whatever a dialect asks by itself is found again by its method and path.
void TestExplain::requestsGetBackTheirTags_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &dialect : dialects::allDialects())
        QTest::newRow(qPrintable(dialect->name())) << dialect->name();
}

void TestExplain::requestsGetBackTheirTags()
{
    QFETCH(QString, name);
    const wire::Dialect &dialect = *dialects::findDialect(name);
    const auto facts = Explainer::factsOf(dialect);
    const Asked asked(dialect);
    wire::Interest interest;
    interest.fullRead = true;
    for (const wire::HttpRequest &request : dialect.poll(interest, facts)) {
        wire::HttpRequest bare = request;
        bare.tag.clear();
        const auto match = asked.match(bare, facts, {});
        QVERIFY(match && match->sure);
        QCOMPARE(match->request.tag, request.tag);
    }
    wire::HttpRequest other;
    other.method = "PATCH";
    other.url = facts.baseUrl;
    other.url.setPath(u"/none/of/ours"_s);
    QVERIFY(!asked.match(other, facts, {}));
}

void TestExplain::everyCaptureFindsItsDialect_data()
{
    QTest::addColumn<QString>("name");
    const QDir dir(capture({}));
    for (const QString &name : dir.entryList(QDir::Files))
        QTest::newRow(qPrintable(name)) << name;
}

void TestExplain::everyCaptureFindsItsDialect()
{
    QFETCH(QString, name);
    QStringList arguments{ u"explain"_s, u"--json"_s };
    const QString wanted = name.section(u'-', 0, 0);
    arguments.append(capture(name));
    const auto ran = m_cli.run(arguments);
    QVERIFY2(ran.code == 0 || ran.code == 1, ran.err.constData());
    const auto files = ran.lines(u"file"_s);
    QCOMPARE(files.back()["dialect"_L1].toString(), wanted);
    QVERIFY(files.back()["fit"_L1].toInt() > 0);
    QVERIFY(!ran.lines(u"explained"_s).isEmpty());
    QCOMPARE(ran.lines(u"snapshot"_s).size(), 1);
}

// What came before these was not recorded.
void TestExplain::recordingsMayBeginAnywhere_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("event");
    const auto row = [](const char *dialect, const char *what, const char *asked, const char *body,
                        const char *tag, const char *event) {
        QTest::addRow("%s %s", dialect, what)
            << QString::fromLatin1(dialect) << QByteArray(asked) << QByteArray(body)
            << QString::fromLatin1(tag) << QString::fromLatin1(event);
    };
    row("imagetools", "rotate",
        R"("method":"POST","path":"/api/v1/images/a1/rotate","body":{"degrees":90})",
        R"({"image_id":"a1","degrees":90,"new_size":10,"width":4,"height":6})", "do ", "job");
    row("imagetools", "undo", R"("method":"POST","path":"/api/v1/history/a1/undo")",
        R"({"image_id":"a1","reverted_to_sequence":0,"current_size":9})", "do ", "job");
    row("imagetools", "delete", R"("method":"DELETE","path":"/api/v1/images/a1")",
        R"({"message":"Image deleted"})", "do ", "itemRemoved");
    row("orchestrator", "render",
        R"("method":"POST","path":"/api/videos/process_brands","body":{"source_path":"a.mp4",)"
        R"("brand_ids":[1],"output_format":"square_1_1"})",
        R"({"brand_name":"Acme","job_id":"j1","status":"queued","success":true})",
        "b:work:start:", "job");
    row("orchestrator", "usage", R"("method":"GET","path":"/api/usage")",
        R"({"credits":{"total":2},"success":true,"tier":"Gold"})", "b:usage", "item");
    row("echo", "upload", R"("method":"POST","path":"/api/v1/videos/upload")",
        R"({"job_id":1,"status":"PENDING"})", "upload", "job");
    row("bridge", "send", R"("method":"POST","path":"/ws/send/c1","body":{"message":{}})",
        R"({"message":"Message sent successfully","success":true})", "act:", "notice");
}

void TestExplain::recordingsMayBeginAnywhere()
{
    QFETCH(QString, dialect);
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, body);
    QFETCH(QString, tag);
    QFETCH(QString, event);
    const QString path
        = m_cli.write(u"alone.json"_s,
                      "{\"request\":{" + request
                          + "},\"response\":{\"status\":200,\"headers\":{\"Content-Type\":"
                            "\"application/json\"},\"body\":"
                          + body + "}}");
    const auto ran = m_cli.run({ u"explain"_s, u"--json"_s, path });
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.lines(u"file"_s).value(0)["dialect"_L1].toString(), dialect);
    const auto step = ran.lines(u"explained"_s).value(0);
    QVERIFY2(step["tag"_L1].toString().startsWith(tag), ran.out.constData());
    QCOMPARE(step["events"_L1][0]["event"_L1].toString(), event);
}

void TestExplain::oneProgramIsKnownByItsAnswers()
{
    const auto write = [this](const QString &name, const QByteArray &asked,
                              const QByteArray &body) {
        return m_cli.write(name,
                           "{\"request\":{" + asked
                               + "},\"response\":{\"status\":200,\"headers\":{\"Content-Type\":"
                                 "\"application/json\"},\"body\":"
                               + body + "}}");
    };
    const QString list = write(u"list.json"_s, R"("method":"GET","path":"/api/downloads/recent")",
                               R"({"downloads":[{"id":1,"filename":"a.mp4","display_name":"A"}]})");
    const QString rename
        = write(u"rename.json"_s,
                R"("method":"PUT","path":"/api/downloads/1/rename","body":{"display_name":"B"})",
                R"({"success":true,"display_name":"B"})");
    const auto ran = m_cli.run({ u"explain"_s, u"--json"_s, list, rename });
    const auto items = ran.lines(u"snapshot"_s).value(0)["items"_L1].toArray();
    QVERIFY2(items.size() == 1, ran.out.constData());
    QCOMPARE(items[0]["id"_L1].toString(), u"1:a.mp4"_s);
    QCOMPARE(items[0]["name"_L1].toString(), u"B"_s);
}

void TestExplain::whatItBecomesIsTold()
{
    const QString path = capture(u"orchestrator-036-brands-all.json"_s);
    const QString health = capture(u"orchestrator-001-health.json"_s);
    const auto json = m_cli.run({ u"explain"_s, u"--json"_s, health, path });
    const auto snapshot = json.lines(u"snapshot"_s).value(0);
    QVERIFY2(!snapshot["items"_L1].toArray().isEmpty(), json.out.constData());
    QCOMPARE(snapshot["items"_L1][0]["kind"_L1].toString(), u"brand"_s);
    const auto step = json.lines(u"explained"_s).value(1);
    QCOMPARE(step["path"_L1].toString(), u"/api/brands"_s);
    QVERIFY(step.contains("tag"_L1));
    const auto plain = m_cli.run({ u"explain"_s, health, path });
    QVERIFY(plain.out.contains("reads as orchestrator"));
    QVERIFY(plain.out.contains("GET /api/brands -> 200"));
    QVERIFY(plain.out.contains("What is known at the end"));
}

void TestExplain::secretsAreNeverPrinted()
{
    const QString path = capture(u"orchestrator-013-login-ok.json"_s);
    for (const QStringList &how : { QStringList{}, { u"--json"_s } }) {
        const auto ran = m_cli.run(QStringList{ u"explain"_s, path } + how);
        QVERIFY(ran.out.contains("/portal/login"));
        QVERIFY2(!ran.out.contains("SESSION-COOKIE-PLACEHOLDER"), ran.out.constData());
        QVERIFY(!ran.err.contains("SESSION-COOKIE-PLACEHOLDER"));
        QVERIFY(!ran.out.contains("<password>"));
    }
    // Also what stands in a message of the server or in a path.
    const QString echoed = m_cli.write(u"echoed.json"_s, R"({"request":{"method":"GET",
        "path":"/api/x?access_token=TOPSECRET-1","headers":{"Authorization":"Bearer TOPSECRET-2"}},
        "response":{"status":401,"headers":{"Content-Type":"application/json"},
        "body":{"detail":"TOPSECRET-2 is no good, TOPSECRET-1 neither"}}})");
    const auto ran = m_cli.run({ u"explain"_s, echoed });
    QVERIFY2(!ran.out.contains("TOPSECRET"), ran.out.constData());
}

void TestExplain::aNamedDialectIsTaken()
{
    const QString path = capture(u"bridge-050-rest-get-api-jobs-200.json"_s);
    const auto ran
        = m_cli.run({ u"explain"_s, u"--json"_s, u"--dialect"_s, u"orchestrator"_s, path });
    QCOMPARE(ran.lines(u"file"_s).front()["dialect"_L1].toString(), u"orchestrator"_s);
    QCOMPARE(m_cli.run({ u"explain"_s, u"--dialect"_s, u"klingon"_s, path }).code, 2);
}

void TestExplain::issuesExitWithOne()
{
    const QString good = m_cli.write(u"good.jsonl"_s, "{\"event\":\"open\"}\n");
    QCOMPARE(m_cli.run({ u"explain"_s, good }).code, 0);
    const QString bad = m_cli.write(u"bad.json"_s, R"({"request":{"method":"GET","path":"/health"},
        "response":{"status":200,"headers":{"Content-Type":"application/json"},"body":"{"}})");
    const auto ran = m_cli.run({ u"explain"_s, u"--dialect"_s, u"orchestrator"_s, bad });
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.out.contains("ISSUE"), ran.out.constData());
}

void TestExplain::badFilesDoNotStopTheOthers()
{
    const QString broken = m_cli.write(u"broken.json"_s, "[{\n}");
    const auto ran = m_cli.run({ u"explain"_s, u"--json"_s, broken, u"/nonexistent.json"_s,
                                 capture(u"bridge-050-rest-get-api-jobs-200.json"_s) });
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.contains("broken.json, line 2"));
    QVERIFY(ran.err.contains("/nonexistent.json"));
    QCOMPARE(ran.lines(u"fault"_s).size(), 2);
    QVERIFY(!ran.lines(u"explained"_s).isEmpty());
    QCOMPARE(m_cli.run({ u"explain"_s, broken }).code, 2); // nothing at all
}

void TestExplain::ourOwnRecordingsAreExplained()
{
    const QString own = m_cli.write(
        u"own.jsonl"_s,
        "{\"t_ms\":0,\"event\":\"recording\",\"schema\":1,\"dialect\":\"orchestrator\"}\n"
        "{\"t_ms\":1,\"event\":\"http\",\"http\":{\"method\":\"GET\",\"path\":\"/api/jobs\","
        "\"tag\":\"jobs\",\"status\":200,\"body\":{\"jobs\":[{\"jobId\":\"a\",\"name\":\"a.mp4\","
        "\"state\":\"running\"}]}}}\n");
    const auto ran = m_cli.run({ u"explain"_s, u"--json"_s, own });
    QCOMPARE(ran.code, 0);
    const auto step = ran.lines(u"explained"_s).value(0);
    QCOMPARE(step["tag"_L1].toString(), u"jobs"_s);
    QCOMPARE(step["line"_L1].toInt(), 2);
    QCOMPARE(ran.lines(u"snapshot"_s).value(0)["jobs"_L1][0]["name"_L1].toString(), u"a.mp4"_s);
}

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
