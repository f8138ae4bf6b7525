// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/record.h"
#include "hub/record/schema.h"
#include "support/fake_clock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::hub::record;

/// Database files that cannot be opened: each says why.
class TestOpening final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_file = m_dir.filePath(u"%1.sqlite"_s.arg(++m_count)); }
    void aDamagedFileIsADatabaseFailureWithTheReason();
    void aFileOfANewerVersionIsLeftAlone();
    void aFileThatCannotBeMadeIsADatabaseFailure();
    void aFileOfTheFirstVersionKeepsEverything();

private:
    QTemporaryDir m_dir;
    QString m_file;
    test::FakeClock m_clock;
    int m_count = 0;
};

void TestOpening::aDamagedFileIsADatabaseFailureWithTheReason()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const auto record = Record::open(m_file);
    QVERIFY(!record);
    QCOMPARE(record.error().code, Failure::Code::Database);
    QVERIFY2(record.error().detail.contains(u"not a database"_s),
             qPrintable(record.error().detail));
}

void TestOpening::aFileOfANewerVersionIsLeftAlone()
{
    QVERIFY(Record::open(m_file));
    {
        Connection connection;
        QVERIFY(connection.open(m_file));
        QVERIFY(connection.run(u"PRAGMA user_version=%1"_s.arg(schemaVersion() + 1)));
    }
    const auto record = Record::open(m_file);
    QVERIFY(!record);
    QVERIFY(record.error().detail.contains(u"newer version"_s));
}

void TestOpening::aFileThatCannotBeMadeIsADatabaseFailure()
{
    const auto record = Record::open(u"/proc/none/hub.sqlite"_s);
    QVERIFY(!record);
    QCOMPARE(record.error().code, Failure::Code::Database);
    QVERIFY(record.error().detail.contains(u"/proc/none/hub.sqlite"_s));
}

// version1.sql is the dump of a file that the first version wrote: one cancelled job, three ops.
void TestOpening::aFileOfTheFirstVersionKeepsEverything()
{
    QFile dump(QStringLiteral(FW_TEST_DATA "/version1.sql"));
    QVERIFY(dump.open(QIODevice::ReadOnly));
    {
        Connection old;
        QVERIFY(old.open(m_file));
        const QStringList lines
            = QString::fromUtf8(dump.readAll()).split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            if (line != "BEGIN TRANSACTION;"_L1 && line != "COMMIT;"_L1)
                QVERIFY2(old.run(line), qPrintable(line));
        }
        QVERIFY(old.run(u"PRAGMA user_version=1"_s));
    }
    const WallTime then(Millis(1'795'295'954'000)); // the day it was made
    for (int life = 0; life < 2; ++life) {
        const auto record = Record::open(m_file);
        QVERIFY2(record, record ? "" : qPrintable(record.error().detail));
        const auto jobs = (*record)->all();
        QVERIFY(jobs && jobs->size() == 1);
        QCOMPARE(jobs->front().name, u"Sample clip.mp4"_s);
        const auto verdict = (*record)->verdict(EditId{ u"op-pause"_s }).value();
        QVERIFY(verdict);
        QCOMPARE(verdict->verdict, fw::wire::EditSettled::Verdict::Conflict);
        QVERIFY(verdict->more.isEmpty());
        QCOMPARE((*record)->verdict(EditId{ u"op-sample"_s }).value()->jobs.size(), size_t(1));
        const auto document = (*record)->document(u"brand:config"_s, u"brand:A"_s);
        QVERIFY(document);
        QCOMPARE(document->has_value(), life == 1);
        if (life == 0) {
            QVERIFY((*record)->write({ u"brand:config"_s, u"brand:A"_s, 1, {}, u"a"_s, then },
                                     { u"brand:config"_s,
                                       u"brand:A"_s,
                                       1,
                                       EditId{ u"op"_s },
                                       u"a"_s,
                                       {},
                                       {},
                                       {},
                                       then }));
        }
    }
    Connection now;
    QVERIFY(now.open(m_file));
    QCOMPARE(now.number(u"PRAGMA user_version"_s).value(), schemaVersion());
}

QTEST_GUILESS_MAIN(TestOpening)
#include "tst_opening.moc"
