// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/person.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What other people are told about who makes the edits of this computer.
class TestPerson final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fullNamesAreRead_data();
    void fullNamesAreRead();
    void thisPersonHasAName();
};

void TestPerson::fullNamesAreRead_data()
{
    QTest::addColumn<QByteArray>("comment");
    QTest::addColumn<QString>("name");
    QTest::newRow("with a room") << QByteArray("Ann Lee,12,,") << u"Ann Lee"_s;
    QTest::newRow("alone") << QByteArray("Ann Lee") << u"Ann Lee"_s;
    QTest::newRow("as the login") << QByteArray("& Lee,,,") << u"Ann Lee"_s;
    QTest::newRow("none") << QByteArray(",,,") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("spaces") << QByteArray("  Ann\t Lee ,x") << u"Ann Lee"_s;
}

void TestPerson::fullNamesAreRead()
{
    QFETCH(QByteArray, comment);
    QTEST(fw::session::fullNameIn(comment, "ann"), "name");
}

void TestPerson::thisPersonHasAName()
{
    QVERIFY(!fw::session::systemPerson().isEmpty());
}

QTEST_GUILESS_MAIN(TestPerson)
#include "tst_person.moc"
