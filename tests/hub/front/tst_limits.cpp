// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/limits.h"

#include "support/fake_clock.h"

#include <QTest>

#include <memory>
#include <numeric>

using namespace fw;
using namespace fw::hub::front;

class TestLimits final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBurstIsAllowedThenTheRate();
    void aLongPauseSavesNoMoreThanABurst();
    void upgradesAreAtMostSoManyInATenthOfASecond();
};

void TestLimits::aBurstIsAllowedThenTheRate()
{
    test::FakeClock clock;
    TokenBucket bucket(50, 100);
    int taken = 0;
    for (int i = 0; i < 200; ++i)
        taken += bucket.take(clock.now()) ? 1 : 0;
    QCOMPARE(taken, 100);
    QVERIFY(bucket.wait() > Millis(0) && bucket.wait() <= Millis(21));
    for (int second = 0; second < 10; ++second) {
        clock.advance(Millis(1000));
        taken = 0;
        for (int i = 0; i < 200; ++i)
            taken += bucket.take(clock.now()) ? 1 : 0;
        QCOMPARE(taken, 50);
    }
}

void TestLimits::aLongPauseSavesNoMoreThanABurst()
{
    test::FakeClock clock;
    TokenBucket bucket(100, 150);
    QVERIFY(bucket.take(clock.now()));
    clock.advance(std::chrono::hours(24));
    int taken = 0;
    for (int i = 0; i < 1000; ++i)
        taken += bucket.take(clock.now()) ? 1 : 0;
    QCOMPARE(taken, 150);
}

// A storm that tries every millisecond, after any pause: reliability.md 7.1 row 5.
void TestLimits::upgradesAreAtMostSoManyInATenthOfASecond()
{
    test::FakeClock clock;
    const Limits limits;
    // On the heap: on the stack GCC 12 takes what is looked at only once set for unset.
    const auto bucket
        = std::make_unique<TokenBucket>(limits.upgradesPerSecond, limits.upgradeBurst);
    QList<int> granted; // in each millisecond
    for (int ms = 0; ms < 5000; ++ms) {
        if (ms % 1700 == 0)
            clock.advance(std::chrono::minutes(1));
        int now = 0;
        for (int i = 0; i < 200; ++i)
            now += bucket->take(clock.now()) ? 1 : 0;
        granted.append(now);
        clock.advance(Millis(1));
    }
    int most = 0;
    for (qsizetype from = 0; from + 100 <= granted.size(); ++from)
        most = std::max(most,
                        std::accumulate(granted.begin() + from, granted.begin() + from + 100, 0));
    QVERIFY2(most <= 150, qPrintable(QString::number(most)));
    QVERIFY(most >= 140);
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
