// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_server.h"
#include "support/hub_process.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace fw;
using namespace Qt::StringLiterals;

/// The real program against a server in this process.
class TestCli final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void snapshotPrintsTheStateOnce();
    void watchPrintsChangesAsJsonLines();
    void watchTakesAnAddressAsItsArgument();
    void watchEndsCleanlyWhenAsked_data();
    void watchEndsCleanlyWhenAsked();
    void watchPrintsWordsForPeople();
    void jobsAreMeantByTheirUniqueBeginning();
    void refusedCommandsExitWithOne();
    void mediaIsUploadedWhereThePathMeansNothing();
    void usageMistakesExitWithTwo_data();
    void usageMistakesExitWithTwo();
    void nobodyThereExitsWithThree();
    void aSilentServerExitsWithThreeInTime();
    void aWrongTokenExitsWithFour();
    void theTokenComesFromTheEnvironment();
    void withoutAHubHereItSaysSo();
    void watchFollowsTheHubHereToAnotherPort();
    void recordingsReplayToTheSameState();

private:
    struct Ran
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    std::unique_ptr<QProcess> start(const QStringList &arguments,
                                    const QStringList &environment = {});
    Ran run(const QStringList &arguments, const QStringList &environment = {});
    QStringList to(const QStringList &arguments) const
    {
        return QStringList{ u"--server"_s, m_server->url().toString() } + arguments;
    }
    std::unique_ptr<test::FakeServer> m_server;
    QTemporaryDir m_dir;
};

void TestCli::init()
{
    m_server = std::make_unique<test::FakeServer>();
    QVERIFY(m_server->listen());
}

std::unique_ptr<QProcess> TestCli::start(const QStringList &arguments,
                                         const QStringList &environment)
{
    auto process = std::make_unique<QProcess>();
    auto variables = QProcessEnvironment::systemEnvironment();
    for (const auto *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "FRAMEWATCH_TOKEN" })
        variables.remove(QString::fromLatin1(name));
    variables.insert(u"XDG_DATA_HOME"_s, m_dir.filePath(u"data"_s));
    variables.insert(u"XDG_CONFIG_HOME"_s, m_dir.filePath(u"config"_s));
    variables.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    for (const QString &pair : environment)
        variables.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    process->setProcessEnvironment(variables);
    process->start(QStringLiteral(FW_BIN_DIR "/framewatch-cli"), arguments);
    return process;
}

TestCli::Ran TestCli::run(const QStringList &arguments, const QStringList &environment)
{
    const auto process = start(arguments, environment);
    // The server lives in this thread: it must not be blocked.
    [&] { QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 30000); }();
    return { process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
             process->readAllStandardOutput(), process->readAllStandardError() };
}

void TestCli::snapshotPrintsTheStateOnce()
{
    m_server->setJob(u"a"_s, u"running"_s);
    m_server->setJob(u"b"_s, u"done"_s);
    const Ran json = run(to({ u"snapshot"_s, u"--json"_s }));
    QCOMPARE(json.code, 0);
    QCOMPARE(json.out.count('\n'), 1);
    const auto document = QJsonDocument::fromJson(json.out);
    QCOMPARE(document["schema"_L1].toInt(), 1);
    QCOMPARE(document["freshness"_L1].toString(), u"live"_s);
    QCOMPARE(document["jobs"_L1].toArray().size(), 2);
    QVERIFY2(json.err.isEmpty(), json.err.constData());
    const Ran plain = run(to({ u"snapshot"_s }));
    QVERIFY(plain.out.contains("a.mp4  running"));
}

void TestCli::watchPrintsChangesAsJsonLines()
{
    const auto watch = start(to({ u"watch"_s, u"--json"_s }));
    QByteArray told;
    const auto tells = [&](QByteArrayView part) {
        told += watch->readAllStandardOutput();
        return told.contains(part);
    };
    QTRY_VERIFY(tells("\"live\""));
    m_server->setJob(u"a"_s, u"queued"_s);
    QTRY_VERIFY(tells("\"queued\""));
    m_server->push(
        u"processing:status"_s, u"progress"_s,
        { { "jobId"_L1, u"a"_s }, { "status"_L1, u"processing"_s }, { "progress"_L1, 41.5 } });
    QTRY_VERIFY(tells("41.5"));
    m_server->push(u"processing:stages"_s, u"STAGE_UPDATE"_s,
                   { { "job_id"_L1, u"a"_s },
                     { "stage_id"_L1, u"PROBE"_s },
                     { "status"_L1, u"COMPLETED"_s } });
    QTRY_VERIFY(tells("PROBE"));
    m_server->push(u"processing:jobs"_s, u"removed"_s, { { "jobId"_L1, u"a"_s } });
    QTRY_VERIFY(tells("\"removed\""));
    for (const QByteArray &line : told.trimmed().split('\n')) {
        const auto document = QJsonDocument::fromJson(line);
        QVERIFY2(document.isObject(), line.constData());
        QCOMPARE(document["schema"_L1].toInt(), 1);
        QVERIFY(document["type"_L1].isString() && document["time"_L1].isString());
    }
    watch->terminate();
    QTRY_COMPARE(watch->state(), QProcess::NotRunning);
}

void TestCli::watchTakesAnAddressAsItsArgument()
{
    const auto watch = start({ u"watch"_s, m_server->url().toString() });
    QTRY_COMPARE(m_server->clients(), 1);
    watch->terminate();
    QTRY_COMPARE(watch->state(), QProcess::NotRunning);
    QTRY_COMPARE(m_server->clients(), 0);
}

void TestCli::watchEndsCleanlyWhenAsked_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("interrupt") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
}

void TestCli::watchEndsCleanlyWhenAsked()
{
    QFETCH(int, signal);
    const auto watch = start(to({ u"watch"_s }));
    QTRY_COMPARE(m_server->countOf(u"subscribe"_s), 1);
    kill(static_cast<pid_t>(watch->processId()), signal);
    QTRY_COMPARE(watch->state(), QProcess::NotRunning);
    QCOMPARE(watch->exitStatus(), QProcess::NormalExit);
    QCOMPARE(watch->exitCode(), 0);
}

void TestCli::watchPrintsWordsForPeople()
{
    const auto watch = start(to({ u"watch"_s }));
    QByteArray told;
    QTRY_VERIFY((told += watch->readAllStandardOutput(), told.contains("live")));
    m_server->setJob(u"bad\x1b[2J"_s, u"failed"_s);
    QTRY_VERIFY((told += watch->readAllStandardOutput(), told.contains("failed")));
    QVERIFY(!told.contains('\x1b'));
    watch->kill();
    QTRY_COMPARE(watch->state(), QProcess::NotRunning);
}

void TestCli::jobsAreMeantByTheirUniqueBeginning()
{
    m_server->setJob(u"abc-1"_s, u"running"_s);
    m_server->setJob(u"abd-2"_s, u"running"_s);
    QCOMPARE(run(to({ u"pause"_s, u"abc"_s })).code, 0);
    const QJsonObject publish = m_server->lastMessage(u"publish"_s);
    QCOMPARE(publish["data"_L1]["jobId"_L1].toString(), u"abc-1"_s);
    QCOMPARE(publish["data"_L1]["action"_L1].toString(), u"pause"_s);
    const Ran several = run(to({ u"pause"_s, u"abc"_s, u"ab"_s }));
    QCOMPARE(several.code, 2);
    QVERIFY(several.err.contains("any of 2"));
    QCOMPARE(m_server->countOf(u"publish"_s), 1); // nothing was done
    QCOMPARE(run(to({ u"cancel"_s, u"zzz"_s })).code, 1);
    QCOMPARE(run(to({ u"prioritise"_s, u"abd"_s, u"--priority"_s, u"7"_s })).code, 0);
    QCOMPARE(m_server->lastMessage(u"publish"_s)["data"_L1]["priority"_L1].toInt(), 7);
}

void TestCli::refusedCommandsExitWithOne()
{
    m_server->setJob(u"a"_s, u"done"_s);
    m_server->acks = false;
    const auto cancel = start(to({ u"cancel"_s, u"a"_s }));
    QTRY_COMPARE(m_server->countOf(u"publish"_s), 1);
    const QString op = m_server->lastMessage(u"publish"_s)["op"_L1].toString();
    m_server->sendToAll(
        u"{\"type\":\"ack\",\"op\":\"%1\",\"status\":\"conflict\",\"message\":\"already done\"}"_s
            .arg(op)
            .toUtf8());
    QTRY_COMPARE(cancel->state(), QProcess::NotRunning);
    QCOMPARE(cancel->exitCode(), 1);
    QVERIFY(cancel->readAllStandardError().contains("already done"));
}

void TestCli::mediaIsUploadedWhereThePathMeansNothing()
{
    const QString path = m_dir.filePath(u"-clip 1.mp4"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(30000, 'm'));
    file.close();
    qsizetype got = 0;
    m_server->http = [&](const QByteArray &method, const QString &target, const QByteArray &body) {
        if (method != "POST" || !target.startsWith("/api/uploads"_L1))
            return std::pair(0, QByteArray());
        got = body.size();
        return std::pair(201,
                         QByteArray(R"({"op":"x","jobs":[{"jobId":"new","state":"queued"}]})"));
    };
    const Ran added = run(to({ u"add"_s, u"--"_s, path })); // the fake announces no local files
    QCOMPARE(added.code, 0);
    QCOMPARE(added.out.trimmed(), QByteArray("new"));
    QCOMPARE(got, 30000);
    QCOMPARE(run(to({ u"add"_s, m_dir.filePath(u"missing.mp4"_s) })).code, 1);
    QCOMPARE(run(to({ u"add"_s, m_dir.path() })).code, 1);
}

void TestCli::usageMistakesExitWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("verb") << QStringList{ u"dance"_s };
    QTest::newRow("profile") << QStringList{ u"--server"_s, u"nobody"_s, u"snapshot"_s };
    QTest::newRow("address") << QStringList{ u"--server"_s, u"ftp://x"_s, u"snapshot"_s };
    QTest::newRow("password in the address")
        << QStringList{ u"--server"_s, u"http://a:b@127.0.0.1:1"_s, u"snapshot"_s };
    QTest::newRow("dialect") << QStringList{ u"--server"_s, u"http://127.0.0.1:1"_s, u"--dialect"_s,
                                             u"klingon"_s, u"snapshot"_s };
    QTest::newRow("replay of nothing") << QStringList{ u"replay"_s, u"/nonexistent"_s };
}

void TestCli::usageMistakesExitWithTwo()
{
    QFETCH(QStringList, arguments);
    const Ran ran = run(arguments);
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.out.isEmpty());
    QCOMPARE(ran.err.count('\n'), 1); // one sentence
}

void TestCli::nobodyThereExitsWithThree()
{
    m_server->stopListening();
    for (const QStringList &verb : { QStringList{ u"snapshot"_s }, { u"cancel"_s, u"a"_s } })
        QCOMPARE(run(to(verb)).code, 3);
    QCOMPARE(run(to({ u"watch"_s, u"--timeout"_s, u"1"_s })).code, 3);
}

void TestCli::aSilentServerExitsWithThreeInTime()
{
    m_server->silent = true;
    const Ran ran = run(to({ u"snapshot"_s, u"--timeout"_s, u"1"_s }));
    QCOMPARE(ran.code, 3);
    QVERIFY(ran.err.contains("in time"));
}

void TestCli::aWrongTokenExitsWithFour()
{
    m_server->wantsToken = true;
    QCOMPARE(run(to({ u"snapshot"_s })).code, 4);
    const Ran ran = run(to({ u"watch"_s }), { u"FRAMEWATCH_TOKEN=wrong-one"_s });
    QCOMPARE(ran.code, 4);
    QVERIFY(!ran.err.contains("wrong-one"));
    QVERIFY2(ran.err.contains("the server answered 401"), ran.err.constData());
}

void TestCli::theTokenComesFromTheEnvironment()
{
    m_server->wantsToken = true;
    QCOMPARE(run(to({ u"snapshot"_s }), { u"FRAMEWATCH_TOKEN=good"_s }).code, 0);
}

void TestCli::withoutAHubHereItSaysSo()
{
    const Ran ran = run({ u"snapshot"_s });
    QCOMPARE(ran.code, 3);
    QVERIFY(ran.err.contains("no hub runs on this computer"));
}

void TestCli::watchFollowsTheHubHereToAnotherPort()
{
    const QString folder = m_dir.filePath(u"data/framewatch/hub"_s);
    test::HubProcess hub;
    QVERIFY2(hub.start(folder), qPrintable(hub.trouble()));
    const QUrl before = hub.address();
    const auto watch = start({ u"watch"_s, u"--json"_s });
    QByteArray told;
    QByteArray said;
    const auto tells = [&](QByteArray &all, QByteArrayView part) {
        told += watch->readAllStandardOutput();
        said += watch->readAllStandardError();
        return all.contains(part);
    };
    QTRY_VERIFY_WITH_TIMEOUT(tells(told, "\"live\""), 30000);
    hub.killHard();
    QTRY_VERIFY_WITH_TIMEOUT(tells(said, "the hub is away"), 30000);
    QVERIFY2(hub.start(folder), qPrintable(hub.trouble()));
    QVERIFY(hub.address() != before);
    QTRY_VERIFY_WITH_TIMEOUT(tells(said, "the hub is back"), 30000);
    told.clear();
    hub.post(u"/api/sample"_s, { { "op"_L1, u"019aa000-0000-7000-8000-000000000001"_s } });
    QTRY_VERIFY_WITH_TIMEOUT(tells(told, "\"queued\""), 30000);
    QCOMPARE(said.count("the hub is away"), 1);
    QCOMPARE(said.count("the hub is back"), 1);
    watch->terminate();
    QTRY_COMPARE(watch->state(), QProcess::NotRunning);
}

void TestCli::recordingsReplayToTheSameState()
{
    const QString path = m_dir.filePath(u"r.jsonl"_s);
    m_server->wantsToken = true;
    m_server->setJob(u"a"_s, u"queued"_s);
    const auto record = start(to({ u"record"_s, path }), { u"FRAMEWATCH_TOKEN=good"_s });
    QTRY_COMPARE(m_server->countOf(u"subscribe"_s), 1);
    m_server->setJob(u"b"_s, u"running"_s);
    QFile file(path);
    QTRY_VERIFY(file.isOpen() || file.open(QIODevice::ReadOnly));
    QByteArray recorded;
    QTRY_VERIFY((recorded += file.readAll(), recorded.contains("b.mp4")));
    record->terminate();
    QTRY_COMPARE(record->state(), QProcess::NotRunning);
    QCOMPARE(record->exitCode(), 0);
    QVERIFY(!recorded.contains("good"));
    const Ran played = run({ u"replay"_s, path, u"--speed"_s, u"0"_s, u"--json"_s });
    QCOMPARE(played.code, 0);
    QVERIFY(played.out.contains("a.mp4") && played.out.contains("b.mp4"));
    QFile broken(m_dir.filePath(u"broken.jsonl"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("garbage\n" + recorded);
    broken.close();
    const Ran half = run({ u"replay"_s, broken.fileName(), u"--speed"_s, u"0"_s, u"--json"_s });
    QCOMPARE(half.code, 1);
    QVERIFY(half.err.contains("line 1"));
    QVERIFY(half.out.contains("b.mp4")); // the rest still played
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
