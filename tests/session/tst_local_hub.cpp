// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/hub_files.h"
#include "session/local_hub.h"
#include "session/sessions.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace fw;
using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

/// Against the real framewatch-hub.
class TestLocalHub final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void startsAHubAndStopsIt();
    void aHubThatRunsAlreadyIsUsed();
    void aHubLeftByACrashedWindowIsStoppedByTheNext();
    void aHubStartedByHandStays();
    void aKilledHubComesBackAndTheSessionWithIt();
    void aMissingProgramIsSaidOnce();
    void aDataFolderThatCannotBeMadeIsSaid();
    void nothingIsFoundWhereNoHubRuns();
    void filesOfADeadOrBrokenHubAreNotBelieved_data();
    void filesOfADeadOrBrokenHubAreNotBelieved();
    void readyLinesAreChecked_data();
    void readyLinesAreChecked();

private:
    /// A hub nobody watches, as one that outlived a crash or was started by hand.
    qint64 startLonely(const QStringList &more);
    QString dir() const { return m_dir->filePath(u"hub"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestLocalHub::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    qputenv("FRAMEWATCH_HUB", FW_BIN_DIR "/framewatch-hub");
    qputenv("XDG_DATA_HOME", m_dir->filePath(u"data"_s).toUtf8());
}

void TestLocalHub::startsAHubAndStopsIt()
{
    session::LocalHub hub(dir());
    QSignalSpy ready(&hub, &session::LocalHub::ready);
    hub.start();
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 20000);
    QVERIFY(hub.isRunning());
    const qint64 pid = hub.processId();
    QVERIFY(pid > 0);
    const auto found = session::LocalHub::find(dir());
    QVERIFY(found);
    QCOMPARE(found->address, ready.front().front().toUrl());
    QVERIFY(!found->token.isEmpty());
    hub.stop();
    QVERIFY(!hub.isRunning());
    QCOMPARE(kill(static_cast<pid_t>(pid), 0), -1);
    QVERIFY(!session::LocalHub::find(dir()));
}

void TestLocalHub::aHubThatRunsAlreadyIsUsed()
{
    session::LocalHub first(dir());
    QSignalSpy firstReady(&first, &session::LocalHub::ready);
    first.start();
    QTRY_COMPARE_WITH_TIMEOUT(firstReady.size(), 1, 20000);
    {
        session::LocalHub second(dir());
        QSignalSpy secondReady(&second, &session::LocalHub::ready);
        second.start();
        QTRY_COMPARE_WITH_TIMEOUT(secondReady.size(), 1, 20000);
        QCOMPARE(secondReady.front().front().toUrl(), firstReady.front().front().toUrl());
        QCOMPARE(second.processId(), 0);
    }
    QVERIFY(session::LocalHub::find(dir())); // not ours, so not stopped
}

qint64 TestLocalHub::startLonely(const QStringList &more)
{
    qint64 pid = 0;
    const QStringList arguments{ u"--data-dir"_s, dir(), u"--port"_s, u"0"_s };
    if (!QProcess::startDetached(qEnvironmentVariable("FRAMEWATCH_HUB"), arguments + more, {},
                                 &pid))
        return 0;
    (void)QTest::qWaitFor([this] { return session::LocalHub::find(dir()).has_value(); }, 20000);
    return pid;
}

void TestLocalHub::aHubLeftByACrashedWindowIsStoppedByTheNext()
{
    const qint64 pid = startLonely({ u"--of-window"_s });
    session::LocalHub hub(dir());
    QSignalSpy ready(&hub, &session::LocalHub::ready);
    hub.start();
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 20000);
    const auto found = session::LocalHub::find(dir());
    QCOMPARE(found.value_or(session::LocalHub::Found{}).process, pid); // no second one
    QCOMPARE(hub.processId(), 0);
    hub.stop();
    QVERIFY(!session::LocalHub::find(dir()));
    QVERIFY(!QFile::exists(dir() + u"/lock"_s)); // it ended by itself, in order
}

void TestLocalHub::aHubStartedByHandStays()
{
    const qint64 pid = startLonely({});
    {
        session::LocalHub hub(dir());
        QSignalSpy ready(&hub, &session::LocalHub::ready);
        hub.start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 20000);
    }
    QVERIFY(session::LocalHub::find(dir()));
    QVERIFY(kill(static_cast<pid_t>(pid), SIGTERM) == 0);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(dir() + u"/lock"_s), 20000);
}

void TestLocalHub::aKilledHubComesBackAndTheSessionWithIt()
{
    const SystemClock clock;
    store::Store store(clock);
    session::Sessions sessions(store);
    wire::Profile profile;
    profile.id = ServerId{ u"here"_s };
    profile.name = u"This computer"_s;
    profile.dialect = u"orchestrator"_s;
    profile.thisComputer = true;
    const session::Session *one = sessions.add(profile);
    QCOMPARE(int(one->connection().phase), int(Phase::Starting));
    QTRY_COMPARE_WITH_TIMEOUT(int(one->connection().phase), int(Phase::Live), 30000);
    const qint64 pid = sessions.localHub()->processId();
    QSignalSpy lost(sessions.localHub(), &session::LocalHub::lost);
    kill(static_cast<pid_t>(pid), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(lost.size(), 1, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(sessions.localHub()->isRunning(), 20000);
    QVERIFY(sessions.localHub()->processId() != pid);
    QTRY_COMPARE_WITH_TIMEOUT(int(one->connection().phase), int(Phase::Live), 30000);
}

void TestLocalHub::aMissingProgramIsSaidOnce()
{
    qputenv("FRAMEWATCH_HUB", "/nonexistent/framewatch-hub");
    session::LocalHub hub(dir());
    QSignalSpy failed(&hub, &session::LocalHub::failed);
    hub.start();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().value<Failure>().code == Failure::Code::NotFound);
}

void TestLocalHub::aDataFolderThatCannotBeMadeIsSaid()
{
    session::LocalHub hub(u"/proc/nothing/hub"_s);
    QSignalSpy failed(&hub, &session::LocalHub::failed);
    hub.start();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().value<Failure>().code == Failure::Code::Io);
}

void TestLocalHub::nothingIsFoundWhereNoHubRuns()
{
    const auto found = session::LocalHub::find(dir());
    QVERIFY(!found && found.error().code == Failure::Code::NotFound);
}

void TestLocalHub::filesOfADeadOrBrokenHubAreNotBelieved_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("dead") << QByteArray(R"({"address":"http://127.0.0.1:1","pid":999999999})");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("garbage") << QByteArray("{{{");
    QTest::newRow("no address") << QByteArray(R"({"pid":1})");
    QTest::newRow("address is a number") << QByteArray(R"({"address":7,"pid":1})");
    QTest::newRow("address without port") << QByteArray(R"({"address":"http://x","pid":1})");
    QTest::newRow("nobody there") << QByteArray(R"({"address":"http://127.0.0.1:1","pid":1})");
}

void TestLocalHub::filesOfADeadOrBrokenHubAreNotBelieved()
{
    QFETCH(QByteArray, json);
    for (const auto &[name, content] :
         { std::pair(u"hub.json"_s, json), std::pair(u"token"_s, QByteArray("t")) }) {
        QFile file(m_dir->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QVERIFY(!session::LocalHub::find(m_dir->path()));
}

void TestLocalHub::readyLinesAreChecked_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << QByteArray(R"({"ready":true,"port":9,"address":"http://127.0.0.1:9"})")
                          << true;
    QTest::newRow("not ready") << QByteArray(R"({"ready":false,"address":"http://127.0.0.1:9"})")
                               << false;
    QTest::newRow("text") << QByteArray("Listening on 9") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("no address") << QByteArray(R"({"ready":true})") << false;
}

void TestLocalHub::readyLinesAreChecked()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, good);
    QCOMPARE(session::readReadyLine(line).has_value(), good);
}

QTEST_GUILESS_MAIN(TestLocalHub)
#include "tst_local_hub.moc"
