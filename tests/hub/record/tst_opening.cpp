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
    const auto record = Record::open(m_file, m_clock.wall());
    QVERIFY(!record);
    QCOMPARE(record.error().code, Failure::Code::Database);
    QVERIFY2(record.error().detail.contains(u"not a database"_s),
             qPrintable(record.error().detail));
}

void TestOpening::aFileOfANewerVersionIsLeftAlone()
{
    QVERIFY(Record::open(m_file, m_clock.wall()));
    {
        Connection connection;
        QVERIFY(connection.open(m_file));
        QVERIFY(connection.run(u"PRAGMA user_version=%1"_s.arg(schemaVersion() + 1)));
    }
    const auto record = Record::open(m_file, m_clock.wall());
    QVERIFY(!record);
    QVERIFY(record.error().detail.contains(u"newer version"_s));
}

void TestOpening::aFileThatCannotBeMadeIsADatabaseFailure()
{
    const auto record = Record::open(u"/proc/none/hub.sqlite"_s, m_clock.wall());
    QVERIFY(!record);
    QCOMPARE(record.error().code, Failure::Code::Database);
    QVERIFY(record.error().detail.contains(u"/proc/none/hub.sqlite"_s));
}

QTEST_GUILESS_MAIN(TestOpening)
#include "tst_opening.moc"
