// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/access.h"

#include "hub/system_sampler.h"
#include "hub/upload.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <sys/stat.h>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;

class TestAccess final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hubsThatStartAtOnceAgreeOnOneToken();
    void aTokenThatIsNoneIsRefused_data();
    void aTokenThatIsNoneIsRefused();
    void theHubKeepsItsId();
    void privateFilesAreReplacedWhole();
    void anUploadNeverOverwrites();
    void anUploadEndsWhenTheDiskFills();
    void procStatIsRead_data();
    void procStatIsRead();
    void procMeminfoIsRead();
    void theMachineIsSampled();
};

void TestAccess::hubsThatStartAtOnceAgreeOnOneToken()
{
    for (int round = 0; round < 20; ++round) {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"token"_s);
        std::vector<Expected<Secret>> tokens(8, Secret());
        {
            std::vector<std::jthread> starters;
            for (auto &token : tokens)
                starters.emplace_back([&token, &path] { token = loadToken(path); });
        }
        for (const auto &token : tokens) {
            QVERIFY2(token, token ? "" : qPrintable(token.error().detail));
            QVERIFY(*token == *tokens.front());
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }
}

void TestAccess::aTokenThatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("0123456789abcde");
    QTest::newRow("long") << QByteArray(600, 'x');
    QTest::newRow("space inside") << QByteArray("0123456789 abcdef");
    QTest::newRow("binary") << QByteArray(32, '\x01');
}

void TestAccess::aTokenThatIsNoneIsRefused()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const auto token = loadToken(file.fileName());
    QVERIFY(!token);
    QCOMPARE(token.error().code, Failure::Code::BadInput);
    QVERIFY2(bytes.isEmpty() || !token.error().detail.contains(QString::fromLatin1(bytes)),
             "what the file holds is not told");
}

void TestAccess::theHubKeepsItsId()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"hub-id"_s);
    QCOMPARE(loadHubId(path, u"one"_s).value(), u"one"_s);
    QCOMPARE(loadHubId(path, u"two"_s).value(), u"one"_s);
    QVERIFY(!loadHubId(u"/nonexistent/x"_s, u"one"_s));
}

void TestAccess::privateFilesAreReplacedWhole()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"hub.json"_s);
    QVERIFY(writePrivate(path, "one"));
    QVERIFY(writePrivate(path, "two"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("two"));
    struct stat info
    {
    };
    QCOMPARE(::stat(qPrintable(path), &info), 0);
    QCOMPARE(info.st_mode & 0777, 0600U);
    QVERIFY(!writePrivate(u"/nonexistent/x"_s, "one"));
}

void TestAccess::anUploadNeverOverwrites()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.mp4"_s);
    const auto yes = [] { return true; };
    QString kept;
    {
        UploadSink sink(path, yes, [&kept](const auto &done) { kept = done.value(); });
        QVERIFY(sink.open());
        UploadSink second(path, yes, [](const auto &) {});
        const auto refused = second.open();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Failure::Code::Io);
        QVERIFY(sink.take("hello"));
        sink.finish();
    }
    QCOMPARE(kept, path);
    QCOMPARE(QFile(path).size(), 5);
}

void TestAccess::anUploadEndsWhenTheDiskFills()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.mp4"_s);
    {
        UploadSink sink(
            path, [] { return false; }, [](const auto &) {});
        QVERIFY(sink.open());
        const QByteArray piece(1024 * 1024, 'x');
        Expected<void> taken;
        for (int i = 0; i < 20 && taken; ++i)
            taken = sink.take(piece);
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, Failure::Code::Io);
    }
    QVERIFY(!QFile::exists(path));
}

void TestAccess::procStatIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("as it is") << QByteArray("cpu  100 20 30 400 50 6 7 8 9 0\ncpu0 1 2 3 4 5\n")
                              << true;
    QTest::newRow("old kernel") << QByteArray("cpu 100 20 30 400 50") << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("other") << QByteArray("intr 1 2 3 4 5 6") << false;
    QTest::newRow("words") << QByteArray("cpu a b c d e") << false;
}

void TestAccess::procStatIsRead()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    const auto ticks = cpuTicks(text);
    QCOMPARE(ticks.has_value(), good);
    if (good)
        QCOMPARE(ticks->total - ticks->busy, 450U); // idle and waiting for the disk
}

void TestAccess::procMeminfoIsRead()
{
    QCOMPARE(memoryPercent("MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 250 kB\n"), 75.0);
    QVERIFY(!memoryPercent("MemTotal: 1000 kB\n"));
    QVERIFY(!memoryPercent("MemTotal: 0 kB\nMemAvailable: 0 kB\n"));
    QVERIFY(!memoryPercent(""));
}

void TestAccess::theMachineIsSampled()
{
    SystemSampler sampler(QDir::tempPath());
    sampler.sample();
    const QJsonObject first = sampler.json(3, 2);
    QCOMPARE(first["queueDepth"_L1].toInt(), 3);
    QCOMPARE(first["workers"_L1].toInt(), 2);
    QVERIFY(!first.contains("cpu"_L1)); // a load needs two looks
    QVERIFY(first["memory"_L1].toDouble() > 0);
    QVERIFY(sampler.freeBytes().value_or(0) > 0);
    SystemSampler nowhere(u"/nonexistent"_s);
    nowhere.sample();
    QVERIFY(!nowhere.json(0, 1).contains("disk"_L1));
    QVERIFY(!nowhere.freeBytes());
}

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
