// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// I8 of reliability.md 7.6: no job that was taken is lost, none is done twice,
// no result of an old attempt counts, no half-written output shows.
#include "explore/lease_world.h"
#include "explore/search.h"

#include <QTest>

using namespace fw;
using namespace fw::explore;

Q_DECLARE_METATYPE(fw::explore::LeaseMutant)

class TestLeases final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyJobTakenComesToItsEnd();
    void everyMutantIsCaught_data();
    void everyMutantIsCaught();
};

void TestLeases::everyJobTakenComesToItsEnd()
{
    const LeaseBudget budget{ .jobs = 2, .workers = 2, .kills = 3, .failures = 1, .retries = 2 };
    const Found found = searchDeep(LeaseWorld(budget, LeaseMutant::None), 3'000'000);
    QVERIFY2(found.broken.isEmpty(),
             qPrintable(found.broken + u'\n' + found.path.join(QStringLiteral("\n"))));
    qInfo("%s", qPrintable(found.text()));
    QVERIFY(found.all);
    QCOMPARE(found.ended, 2);
}

void TestLeases::everyMutantIsCaught_data()
{
    QTest::addColumn<LeaseMutant>("mutant");
    QTest::newRow("no fencing") << LeaseMutant::NoFence;
    QTest::newRow("no recovery") << LeaseMutant::NoRecovery;
    QTest::newRow("outputs in place") << LeaseMutant::InPlace;
}

void TestLeases::everyMutantIsCaught()
{
    QFETCH(LeaseMutant, mutant);
    const LeaseBudget budget;
    const Found found = searchWide(LeaseWorld(budget, mutant), 200'000);
    QVERIFY2(!found.broken.isEmpty(), "nothing was noticed");
    qInfo("%lld steps: %s (%lld states): %s", static_cast<long long>(found.path.size()),
          qPrintable(found.broken), static_cast<long long>(found.states),
          qPrintable(found.path.join(QStringLiteral(", "))));
}

QTEST_GUILESS_MAIN(TestLeases)
#include "tst_leases.moc"
