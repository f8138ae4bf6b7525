// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure.h"
#include "base/ids.h"
#include "base/secret.h"
#include "base/uuid.h"

#include <QSet>
#include <QTest>
#include <QUuid>

#include <algorithm>
#include <array>
#include <set>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace fw;

template <class T>
concept Printable = requires(QDebug debug, T value)
{
    debug << value;
};

/// Ids, times, secrets and failures.
class TestBase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsOfDifferentThingsDoNotMix();
    void idsHashAndSort();
    void uuid7IsOrderedByTimeAndUnique();
    void uuid7OfOneMillisecondKeepTheirOrder();
    void uuid7OfSeveralThreadsAreDifferentAndInOrder();
    void timesAreReadInEveryFormPeersWrite_data();
    void timesAreReadInEveryFormPeersWrite();
    void timesSurviveARoundTrip();
    void secretsCannotBePrinted();
    void secretsCompareByContent();
    void randomSecretsAreLongAndDifferent();
    void everyFailureHasItsOwnWord();
};

void TestBase::idsOfDifferentThingsDoNotMix()
{
    static_assert(!std::is_convertible_v<JobId, StageId>);
    static_assert(!std::is_constructible_v<JobId, StageId>);
    static_assert(!std::is_convertible_v<QString, JobId>);
    QVERIFY(JobId{}.isEmpty());
}

void TestBase::idsHashAndSort()
{
    QSet<JobId> set{ JobId{ u"a"_s }, JobId{ u"b"_s }, JobId{ u"a"_s } };
    QCOMPARE(set.size(), 2);
    QVERIFY((JobId{ u"a"_s } < JobId{ u"b"_s }));
    QCOMPARE(std::hash<JobId>{}(JobId{ u"a"_s }), std::hash<JobId>{}(JobId{ u"a"_s }));
}

void TestBase::uuid7IsOrderedByTimeAndUnique()
{
    std::set<QString> seen;
    QString last;
    for (int i = 0; i < 2000; ++i) {
        const QString id = uuid7(WallTime(Millis(1'700'000'000'000 + i)));
        QCOMPARE(id.size(), 36);
        QCOMPARE(id[14], u'7');
        QCOMPARE(QUuid::fromString(id).variant(), QUuid::DCE);
        QVERIFY(last < id);
        QVERIFY(seen.insert(id).second);
        last = id;
    }
}

void TestBase::uuid7OfOneMillisecondKeepTheirOrder()
{
    const WallTime time(Millis(1'750'000'000'000));
    QString last;
    for (int i = 0; i < 10'000; ++i) { // more than the counter holds
        const QString id = uuid7(time);
        QVERIFY2(last < id, qPrintable(last + u' ' + id));
        QCOMPARE(id[14], u'7');
        last = id;
    }
    QVERIFY(last < uuid7(time - Millis(5))); // a clock set back changes nothing
}

void TestBase::uuid7OfSeveralThreadsAreDifferentAndInOrder()
{
    const WallTime time(Millis(1'760'000'000'000));
    std::array<std::vector<QString>, 4> made;
    std::array<std::thread, 4> threads;
    for (size_t i = 0; i < threads.size(); ++i) {
        threads.at(i) = std::thread([&ids = made.at(i), time] {
            for (int n = 0; n < 1000; ++n)
                ids.push_back(uuid7(time));
        });
    }
    std::set<QString> all;
    for (size_t i = 0; i < threads.size(); ++i) {
        threads.at(i).join();
        QVERIFY(std::ranges::is_sorted(made.at(i)));
        all.insert(made.at(i).begin(), made.at(i).end());
    }
    QCOMPARE(all.size(), size_t(4000));
}

void TestBase::timesAreReadInEveryFormPeersWrite_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("millis");
    const qint64 invalid = -1;
    QTest::newRow("zone Z") << u"2026-02-07T12:34:56Z"_s << qint64(1770467696000);
    QTest::newRow("milliseconds") << u"2026-02-07T12:34:56.250Z"_s << qint64(1770467696250);
    QTest::newRow("no zone is UTC") << u"2026-02-07T12:34:56.250000"_s << qint64(1770467696250);
    QTest::newRow("offset") << u"2026-02-07T13:34:56+01:00"_s << qint64(1770467696000);
    QTest::newRow("epoch seconds") << u"1710000000"_s << qint64(1710000000000);
    QTest::newRow("words") << u"yesterday"_s << invalid;
    QTest::newRow("empty") << QString() << invalid;
    QTest::newRow("small number") << u"12"_s << invalid;
}

void TestBase::timesAreReadInEveryFormPeersWrite()
{
    QFETCH(QString, text);
    QFETCH(qint64, millis);
    const auto time = fromIso(text);
    QCOMPARE(time.has_value(), millis >= 0);
    if (time)
        QCOMPARE(qint64(time->time_since_epoch().count()), millis);
}

void TestBase::timesSurviveARoundTrip()
{
    const WallTime time(Millis(1'790'000'000'123));
    QCOMPARE(fromIso(toIso(time)), time);
    QVERIFY(toIso(time).endsWith(u".123Z"));
}

void TestBase::secretsCannotBePrinted()
{
    static_assert(!Printable<Secret>);
    static_assert(!std::is_convertible_v<Secret, QByteArray>);
    static_assert(!std::is_convertible_v<Secret, QString>);
    QVERIFY(Secret{}.isEmpty());
}

void TestBase::secretsCompareByContent()
{
    const Secret secret("abc");
    QVERIFY(secret.equals("abc"));
    QVERIFY(!secret.equals("abd"));
    QVERIFY(!secret.equals("abcd"));
    QVERIFY(!secret.equals(""));
}

void TestBase::randomSecretsAreLongAndDifferent()
{
    const Secret one = randomSecret();
    QCOMPARE(one.reveal().size(), 43);
    QVERIFY(!(one == randomSecret()));
}

void TestBase::everyFailureHasItsOwnWord()
{
    QSet<QString> words;
    const int last = int(Failure::Code::Internal);
    for (int code = 0; code <= last; ++code)
        words.insert(codeWord(Failure::Code(code)));
    QCOMPARE(words.size(), last + 1);
}

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
