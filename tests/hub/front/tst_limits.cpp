// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/limits.h"

#include "support/fake_clock.h"

#include <QTest>

using namespace fw;
using namespace fw::hub::front;

class TestLimits final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBurstIsAllowedThenTheRate();
    void aLongPauseSavesNoMoreThanABurst();
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

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
