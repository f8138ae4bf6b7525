// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_peer.h"
#include "support/hub_program.h"
#include "support/ws_peer.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>

#include <sys/stat.h>

using namespace fw::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(FW_BIN_DIR "/framewatch-hub");

unsigned modeOf(const QString &path)
{
    struct stat info
    {
    };
    return ::stat(qPrintable(path), &info) == 0 ? info.st_mode & 0777 : 0;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestHubd final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itSaysWhereItListens();
    void theTokenIsKeptAndPrivate();
    void everythingInTheFolderIsPrivate();
    void aSecondHubOnTheSameFolderIsRefused();
    void afterAKillTheFolderIsFreeAgain();
    void itEndsOnSignals_data();
    void itEndsOnSignals();
    void wrongUseIsTold_data();
    void wrongUseIsTold();
    void aTakenPortIsTold();
    void anUnusableFolderIsTold_data();
    void anUnusableFolderIsTold();
    void helpAndVersionAreShown();
};

void TestHubd::itSaysWhereItListens()
{
    QTemporaryDir folder;
    HubProgram hub(program, folder.path());
    QVERIFY(hub.isReady());
    QCOMPARE(hub.line()["pid"_L1].toInteger(), hub.process().processId());
    QCOMPARE(hub.line()["dataDir"_L1].toString(), folder.path());
    QCOMPARE(hub.line()["port"_L1].toInt(), hub.address().port());
    QCOMPARE(HttpPeer(hub.address(), {}).get(u"/health"_s).status, 200);
    const QString path = folder.filePath(u"hub.json"_s);
    const QJsonObject file = QJsonDocument::fromJson(contentsOf(path)).object();
    QCOMPARE(file["address"_L1], hub.line()["address"_L1]);
    QCOMPARE(file["pid"_L1], hub.line()["pid"_L1]);
    QVERIFY(!file["epoch"_L1].toString().isEmpty());
    QCOMPARE(modeOf(path), 0600U);
    const QByteArray noise = hub.process().readAllStandardError() + hub.process().readAll();
    QVERIFY2(!noise.contains(hub.token()), "the token is never told");
}

void TestHubd::theTokenIsKeptAndPrivate()
{
    QTemporaryDir folder;
    QByteArray first;
    {
        HubProgram hub(program, folder.path());
        QVERIFY(hub.isReady());
        first = hub.token();
        QVERIFY(first.size() >= 43); // 256 bits
        QCOMPARE(modeOf(folder.filePath(u"token"_s)), 0600U);
    }
    QFile::setPermissions(folder.filePath(u"token"_s),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    HubProgram hub(program, folder.path());
    QVERIFY(hub.isReady());
    QCOMPARE(hub.token(), first);
    QCOMPARE(modeOf(folder.filePath(u"token"_s)), 0600U);
    QCOMPARE(HttpPeer(hub.address(), first).get(u"/api/jobs"_s).status, 200);
}

void TestHubd::everythingInTheFolderIsPrivate()
{
    QTemporaryDir parent;
    const mode_t before = ::umask(0022); // what most people have
    HubProgram hub(program, parent.filePath(u"data"_s));
    QVERIFY(hub.isReady());
    ::umask(before);
    HttpPeer peer(hub.address(), hub.token());
    QCOMPARE(peer.post(u"/api/sample"_s, QJsonObject{}).status, 201);
    QTRY_VERIFY(QFile::exists(parent.filePath(u"data/hub.sqlite"_s)));
    QCOMPARE(modeOf(parent.filePath(u"data"_s)), 0700U);
    QDirIterator all(parent.filePath(u"data"_s),
                     QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    int seen = 0;
    while (all.hasNext()) {
        const QString path = all.next();
        QVERIFY2((modeOf(path) & 0077) == 0, qPrintable(path));
        ++seen;
    }
    QVERIFY(seen > 5);
}

void TestHubd::aSecondHubOnTheSameFolderIsRefused()
{
    QTemporaryDir folder;
    HubProgram first(program, folder.path());
    QVERIFY(first.isReady());
    HubProgram second(program, folder.path());
    QCOMPARE(second.exitCode(), 4);
    QVERIFY(second.process().readAllStandardError().contains("another hub"));
    QCOMPARE(HttpPeer(first.address(), {}).get(u"/health"_s).status, 200);
}

void TestHubd::afterAKillTheFolderIsFreeAgain()
{
    QTemporaryDir folder;
    QString epoch;
    {
        HubProgram hub(program, folder.path());
        QVERIFY(hub.isReady());
        epoch = HttpPeer(hub.address(), {}).get(u"/health"_s).json()["epoch"_L1].toString();
    } // killed with -9
    HubProgram hub(program, folder.path());
    QVERIFY(hub.isReady());
    const QJsonObject health = HttpPeer(hub.address(), {}).get(u"/health"_s).json();
    QVERIFY(health["epoch"_L1].toString() != epoch);
}

void TestHubd::itEndsOnSignals_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestHubd::itEndsOnSignals()
{
    QFETCH(int, signal);
    QTemporaryDir folder;
    HubProgram hub(program, folder.path());
    QVERIFY(hub.isReady());
    WsPeer client(hub.port(), WsPeer::V1, hub.token());
    QVERIFY(client.greet());
    HttpPeer(hub.address(), hub.token()).post(u"/api/sample"_s, {}); // some work to stop
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(hub.process().processId()), signal);
    QCOMPARE(hub.exitCode(), 0);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.closeCode(), 4012);
    QVERIFY(!QFile::exists(folder.filePath(u"hub.json"_s)));
}

void TestHubd::wrongUseIsTold_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{ u"--dance"_s };
    QTest::newRow("port") << QStringList{ u"--port"_s, u"70000"_s };
    QTest::newRow("port word") << QStringList{ u"--port"_s, u"http"_s };
    QTest::newRow("workers") << QStringList{ u"--workers"_s, u"-1"_s };
    QTest::newRow("listen") << QStringList{ u"--listen"_s, u"nowhere"_s };
    QTest::newRow("connections") << QStringList{ u"--max-connections-per-ip"_s, u"0"_s };
    QTest::newRow("argument") << QStringList{ u"extra"_s };
}

void TestHubd::wrongUseIsTold()
{
    QFETCH(QStringList, arguments);
    QTemporaryDir folder;
    HubProgram hub(program, folder.path(), arguments);
    QCOMPARE(hub.exitCode(), 2);
    QVERIFY(hub.process().readAllStandardError().startsWith("framewatch-hub: "));
    QVERIFY(!QFile::exists(folder.filePath(u"token"_s)));
}

void TestHubd::aTakenPortIsTold()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost, 0));
    QTemporaryDir folder;
    HubProgram hub(program, folder.path(), { u"--port"_s, QString::number(taken.serverPort()) });
    QCOMPARE(hub.exitCode(), 3);
    QVERIFY(hub.process().readAllStandardError().contains("port"));
}

void TestHubd::anUnusableFolderIsTold_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("a file") << u"file"_s << QByteArray("x");
    QTest::newRow("an empty token") << u"token"_s << QByteArray();
    QTest::newRow("a short token") << u"token"_s << QByteArray("abc\n");
    QTest::newRow("two lines") << u"token"_s << QByteArray("0123456789abcdef\n0123456789abcdef\n");
}

void TestHubd::anUnusableFolderIsTold()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, token);
    QTemporaryDir folder;
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(token) == token.size());
    file.close();
    HubProgram hub(program, name == "file"_L1 ? file.fileName() : folder.path());
    QCOMPARE(hub.exitCode(), 5);
    QVERIFY(hub.process().readAllStandardError().startsWith("framewatch-hub: "));
}

void TestHubd::helpAndVersionAreShown()
{
    QTemporaryDir folder;
    HubProgram help(program, folder.path(), { u"--help"_s });
    QCOMPARE(help.exitCode(), 0);
    const QByteArray text = help.process().readAllStandardOutput();
    for (const char *option : { "--data-dir", "--port", "--listen", "--workers", "--allow-host",
                                "--allow-origin", "--max-connections-per-ip", "--token-file" })
        QVERIFY2(text.contains(option), option);
    HubProgram version(program, folder.path(), { u"--version"_s });
    QCOMPARE(version.exitCode(), 0);
    QCOMPARE(version.process().readAllStandardOutput().trimmed(),
             QByteArray("framewatch-hub " FW_VERSION));
}

QTEST_GUILESS_MAIN(TestHubd)
#include "tst_hubd.moc"
