// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bridge_server.h"
#include "support/cli_program.h"
#include "support/echo_server.h"
#include "support/fake_server.h"
#include "support/imagetools_server.h"
#include "trace/recording.h"

#include <QJsonArray>

#include <csignal>

using namespace fw;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30000;

bool hasEvent(const QList<QJsonObject> &lines, QLatin1StringView event)
{
    return std::ranges::any_of(
        lines, [&](const QJsonObject &line) { return line["event"_L1].toString() == event; });
}

/// What became of the jobs: the last of each in the output of replay.
QMap<QString, QString> statesOf(const test::CliProgram::Ran &played)
{
    QMap<QString, QString> states;
    for (const QJsonObject &line : played.lines(u"job"_s))
        states[line["job"_L1]["jobId"_L1].toString()] = line["job"_L1]["state"_L1].toString();
    return states;
}

trace::SeenPtr frame(quint64 number, const QByteArray &text)
{
    trace::Seen seen;
    seen.number = number;
    seen.at = Instant(1h) + std::chrono::milliseconds(number);
    seen.content = text;
    return std::make_shared<const trace::Seen>(seen);
}

} // namespace

/// framewatch-cli record, and what replay and explain make of what it wrote.
class TestRecord final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatPassesIsWrittenWhole();
    void callsAreWrittenWithWhatWasAsked();
    void stoppingLosesNothing_data();
    void stoppingLosesNothing();
    void burstsAreWrittenWhole();
    void whatIsMissingIsSaid();
    void endsWithoutAConnectionAreWrittenToo();
    void filesThatCannotBeWrittenAreNamed();
    void recordingsPlayAndExplainWithEveryServer_data();
    void recordingsPlayAndExplainWithEveryServer();
    void bothFormsBecomeTheSame();

private:
    test::CliProgram::Ran linesOf(const QString &path) const;
    bool isIn(const QString &path, QByteArrayView part) const;
    QStringList at(const QUrl &url, const QString &dialect, const QStringList &arguments) const
    {
        return QStringList{ u"--server"_s, url.toString(), u"--dialect"_s, dialect } + arguments;
    }
    test::CliProgram m_cli{ QStringLiteral(FW_BIN_DIR "/framewatch-cli") };
};

test::CliProgram::Ran TestRecord::linesOf(const QString &path) const
{
    QFile file(path);
    return { 0, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(), {} };
}

bool TestRecord::isIn(const QString &path, QByteArrayView part) const
{
    return linesOf(path).out.contains(part);
}

void TestRecord::whatPassesIsWrittenWhole()
{
    test::FakeServer server;
    server.wantsToken = true;
    server.setJob(u"a"_s, u"queued"_s);
    QVERIFY(server.listen());
    const QString path = m_cli.path(u"whole.jsonl"_s);
    const auto record = m_cli.start(at(server.url(), u"orchestrator"_s, { u"record"_s, path }),
                                    { u"FRAMEWATCH_TOKEN=good"_s });
    QTRY_COMPARE_WITH_TIMEOUT(server.countOf(u"subscribe"_s), 1, patience);
    server.sendToAll(R"({"type":"future","token":"abcdef","text":"good"})");
    server.sendToAll(R"({"type":"cut)");
    // Written while it goes on, not only at the end.
    QTRY_VERIFY_WITH_TIMEOUT(isIn(path, "\"note\""), patience);
    server.closeAll(4000);
    QTRY_COMPARE_WITH_TIMEOUT(server.countOf(u"subscribe"_s), 2, patience);
    record->terminate();
    QTRY_COMPARE_WITH_TIMEOUT(record->state(), QProcess::NotRunning, patience);
    QCOMPARE(record->exitCode(), 0);
    const auto written = linesOf(path);
    const auto lines = written.lines();
    QCOMPARE(lines.front()["dialect"_L1].toString(), u"orchestrator"_s);
    for (const auto event : { "connecting"_L1, "open"_L1, "close"_L1, "recording ended"_L1 })
        QVERIFY2(hasEvent(lines, event), event.data());
    const auto has = [&](auto &&fits) { return std::ranges::any_of(lines, fits); };
    QVERIFY(has([](const QJsonObject &line) {
        return line["dir"_L1] == "out"_L1 && line["frame"_L1]["type"_L1] == "hello"_L1;
    }));
    QVERIFY(has([](const QJsonObject &line) {
        return line["dir"_L1] == "in"_L1 && line["frame"_L1]["type"_L1] == "future"_L1;
    }));
    QVERIFY(has([](const QJsonObject &line) {
        return line["event"_L1] == "close"_L1 && line["code"_L1] == 4000;
    }));
    QVERIFY(!written.out.contains("abcdef") && !written.out.contains("\"good\""));
    QVERIFY(!written.out.contains("Bearer good"));
}

void TestRecord::callsAreWrittenWithWhatWasAsked()
{
    test::BridgeServer server;
    QVERIFY(server.listen());
    server.native = false;
    const QString path = m_cli.path(u"calls.jsonl"_s);
    const auto record = m_cli.start(at(server.url(), u"bridge"_s, { u"record"_s, path }));
    QTRY_VERIFY_WITH_TIMEOUT(isIn(path, "/ws/handshake"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(isIn(path, "/api/jobs"), patience);
    kill(static_cast<pid_t>(record->processId()), SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(record->state(), QProcess::NotRunning, patience);
    QCOMPARE(record->exitCode(), 0);
    bool posted = false;
    for (const QJsonObject &line : linesOf(path).lines()) {
        if (line["event"_L1].toString() != "http"_L1)
            continue;
        const QJsonObject asked = line["request"_L1].toObject();
        QVERIFY(asked["method"_L1].isString() && asked["path"_L1].isString());
        QVERIFY(line["response"_L1].isNull() || line["response"_L1]["status"_L1].isDouble());
        QVERIFY(line["response"_L1].isNull() || line["response"_L1]["headers"_L1].isObject());
        QVERIFY(line["elapsed_ms"_L1].isDouble());
        posted = posted
            || (asked["path"_L1] == "/ws/handshake"_L1 && asked["body"_L1].isObject()
                && asked["headers"_L1].isObject());
    }
    QVERIFY(posted);
}

void TestRecord::stoppingLosesNothing_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("interrupt") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
}

void TestRecord::stoppingLosesNothing()
{
    QFETCH(int, signal);
    test::BridgeServer server;
    QVERIFY(server.listen());
    for (int turn = 0; turn < 5; ++turn) {
        const QString path = m_cli.path(u"stop%1.jsonl"_s.arg(turn));
        const auto record = m_cli.start(at(server.url(), u"bridge"_s, { u"record"_s, path }));
        // A later call is asked for only when the answers to all before it have come.
        server.seen.clear();
        QTRY_VERIFY_WITH_TIMEOUT(server.countOf(u"GET /api/jobs"_s) > 0, patience);
        const QStringList before = server.seen.mid(0, server.seen.size() - 1);
        kill(static_cast<pid_t>(record->processId()), signal);
        QTRY_COMPARE_WITH_TIMEOUT(record->state(), QProcess::NotRunning, patience);
        QCOMPARE(record->exitCode(), 0);
        QStringList written;
        for (const QJsonObject &line : linesOf(path).lines())
            written.append(line["request"_L1]["method"_L1].toString() + u' '
                           + line["request"_L1]["path"_L1].toString());
        for (const QString &call : before) {
            if (call.startsWith(u"GET /api/"_s) || call.startsWith(u"GET /system/"_s))
                QVERIFY2(written.contains(call), qPrintable(call));
        }
    }
}

void TestRecord::burstsAreWrittenWhole()
{
    test::FakeServer server;
    QVERIFY(server.listen());
    const QString path = m_cli.path(u"burst.jsonl"_s);
    const auto record = m_cli.start(at(server.url(), u"orchestrator"_s, { u"record"_s, path }));
    QTRY_COMPARE_WITH_TIMEOUT(server.countOf(u"subscribe"_s), 1, patience);
    constexpr int many = 5000;
    for (int i = 0; i < many; ++i)
        server.setJob(u"job-%1"_s.arg(i), u"running"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isIn(path, "job-4999"), patience);
    record->terminate();
    QTRY_COMPARE_WITH_TIMEOUT(record->state(), QProcess::NotRunning, patience);
    const QByteArray err = record->readAllStandardError();
    QVERIFY2(record->exitCode() == 0, err.constData());
    QSet<QString> jobs;
    for (const QJsonObject &line : linesOf(path).lines()) {
        if (line["frame"_L1]["type"_L1] == "event"_L1)
            jobs.insert(line["frame"_L1]["data"_L1]["jobId"_L1].toString());
    }
    QCOMPARE(jobs.size(), many);
}

void TestRecord::whatIsMissingIsSaid()
{
    const QString path = m_cli.path(u"gap.jsonl"_s);
    trace::RecordWriter writer;
    QVERIFY(writer.open(path, u"echo"_s, Instant(1h)));
    trace::News news;
    news.added = { frame(1, "one"), frame(2, "two"), frame(5, "five") };
    QVERIFY(writer.write(news));
    news.added = { frame(2, "two"), frame(5, "five"), frame(6, "six") }; // told anew
    QVERIFY(writer.write(news));
    QCOMPARE(writer.missed(), quint64(2));
    QCOMPARE(writer.newest(), quint64(6));
    QStringList all;
    for (const QJsonObject &line : linesOf(path).lines())
        all.append(line["frame"_L1].toString(line["event"_L1].toString()));
    QCOMPARE(
        all,
        (QStringList{ u"recording"_s, u"one"_s, u"two"_s,
                      u"2 exchanges are missing: they came too fast"_s, u"five"_s, u"six"_s }));
    const auto explained = m_cli.run({ u"explain"_s, u"--json"_s, path });
    QVERIFY(explained.out.contains("are missing"));
}

void TestRecord::endsWithoutAConnectionAreWrittenToo()
{
    test::FakeServer server;
    server.wantsToken = true;
    QVERIFY(server.listen());
    const QString path = m_cli.path(u"refused.jsonl"_s);
    const auto ran = m_cli.run(at(server.url(), u"orchestrator"_s, { u"record"_s, path }),
                               { u"FRAMEWATCH_TOKEN=wrong-one"_s });
    QCOMPARE(ran.code, 4);
    const auto lines = linesOf(path).lines();
    QVERIFY(hasEvent(lines, "refused"_L1));
    QVERIFY(hasEvent(lines, "recording ended"_L1));
    QVERIFY(!isIn(path, "wrong-one"));
}

void TestRecord::filesThatCannotBeWrittenAreNamed()
{
    test::FakeServer server;
    QVERIFY(server.listen());
    const QString url = server.url().toString();
    const auto nowhere = m_cli.run({ u"--server"_s, url, u"record"_s, u"/nowhere/a.jsonl"_s });
    QCOMPARE(nowhere.code, 2);
    QVERIFY(nowhere.err.contains("/nowhere/a.jsonl"));
    const auto full = m_cli.run({ u"--server"_s, url, u"record"_s, u"/dev/full"_s });
    QVERIFY(full.code > 0);
    QVERIFY(full.err.contains("/dev/full"));
    QCOMPARE(full.err.count('\n'), 1);
}

void TestRecord::recordingsPlayAndExplainWithEveryServer_data()
{
    QTest::addColumn<QString>("dialect");
    for (const auto *dialect : { "orchestrator", "echo", "imagetools", "bridge" })
        QTest::newRow(dialect) << QString::fromLatin1(dialect);
}

void TestRecord::recordingsPlayAndExplainWithEveryServer()
{
    QFETCH(QString, dialect);
    test::FakeServer hub;
    test::EchoServer echo;
    test::ImageToolsServer images;
    test::BridgeServer bridge;
    QVERIFY(hub.listen() && echo.listen() && images.listen() && bridge.listen());
    hub.setJob(u"thing-1"_s, u"running"_s);
    echo.addJob(u"thing-1.mp4"_s);
    images.addImage(u"thing-1.png"_s);
    bridge.addJob(u"thing-1"_s, u"processing"_s, 1);
    const QMap<QString, QUrl> urls{ { u"orchestrator"_s, hub.url() },
                                    { u"echo"_s, echo.url() },
                                    { u"imagetools"_s, images.url() },
                                    { u"bridge"_s, bridge.url() } };
    const QString path = m_cli.path(dialect + u".jsonl"_s);
    const QByteArray token = echo.auth().makeAccess();
    const auto record = m_cli.start(at(urls.value(dialect), dialect, { u"record"_s, path }),
                                    { u"FRAMEWATCH_TOKEN="_s + QString::fromUtf8(token) });
    QTRY_VERIFY_WITH_TIMEOUT(isIn(path, "thing-1"), patience);
    record->terminate();
    QTRY_COMPARE_WITH_TIMEOUT(record->state(), QProcess::NotRunning, patience);
    QVERIFY(!isIn(path, token));
    const auto played = m_cli.run({ u"replay"_s, path, u"--speed=0"_s, u"--json"_s });
    QVERIFY2(played.code == 0, played.err.constData());
    QVERIFY2(played.out.contains("thing-1"), played.out.constData());
    const auto explained = m_cli.run({ u"explain"_s, u"--json"_s, path });
    QCOMPARE(explained.lines(u"file"_s).value(0)["dialect"_L1].toString(), dialect);
    QVERIFY2(explained.lines(u"fault"_s).isEmpty(), explained.err.constData());
    QVERIFY(explained.out.contains("thing-1"));
}

// What older versions wrote: calls in their short form, nothing of the connection.
void TestRecord::bothFormsBecomeTheSame()
{
    const QByteArray head
        = "{\"t_ms\":0,\"event\":\"recording\",\"schema\":1,\"dialect\":\"bridge\"}\n";
    const QByteArray body
        = R"({"count":1,"jobs":[{"id":"j1","status":"processing","photo_id":7}]})";
    const QString older = m_cli.write(
        u"older.jsonl"_s,
        head + R"({"t_ms":5,"event":"http","http":{"method":"GET","path":"/api/jobs","tag":"jobs",)"
            + R"("status":200,"body":)" + body + "}}\n"
            + R"({"t_ms":9,"dir":"in","frame":{"type":"system_status_changed","status":"paused"}})"
            + "\n");
    const QString newer = m_cli.write(
        u"newer.jsonl"_s,
        head + R"({"t_ms":1,"event":"connecting","path":"/ws","reason":""})" + "\n"
            + R"({"t_ms":5,"event":"http","elapsed_ms":4,"request":{"method":"GET",)"
            + R"("path":"/api/jobs","tag":"jobs"},"response":{"status":200,"headers":)"
            + R"({"Content-Type":"application/json"},"body":)" + body + "}}\n"
            + R"({"t_ms":9,"dir":"in","frame":{"type":"system_status_changed","status":"paused"}})"
            + "\n" + R"({"t_ms":12,"event":"recording ended"})" + "\n");
    const auto first = m_cli.run({ u"replay"_s, older, u"--speed=0"_s, u"--json"_s });
    const auto second = m_cli.run({ u"replay"_s, newer, u"--speed=0"_s, u"--json"_s });
    QVERIFY2(statesOf(first).size() == 1, QByteArray(first.out + first.err).constData());
    QCOMPARE(statesOf(second), statesOf(first));
    QCOMPARE(second.code, first.code);
    const auto events = [this](const QString &path) {
        QJsonArray all;
        const auto ran = m_cli.run({ u"explain"_s, u"--json"_s, path });
        for (const QJsonObject &line : ran.lines(u"explained"_s)) {
            if (line.contains("events"_L1))
                all.append(line["events"_L1]);
        }
        return all;
    };
    QVERIFY(!events(older).isEmpty());
    QCOMPARE(events(newer), events(older));
}

QTEST_GUILESS_MAIN(TestRecord)
#include "tst_record.moc"
