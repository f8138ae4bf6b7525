// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The product's own link::step, Resumer, store::reduce and Courier against a
// model of the hub: every history within a budget of things that go wrong, and
// the invariants of reliability.md 7.6 at every moment. FW_EXPLORE_STATES says
// how many distinct states are visited at least (1,200,000 when it is not set;
// the test preset "explore" asks for 10,000,000).
#include "explore/search.h"
#include "explore/world.h"

#include <QTest>

using namespace fw;
using namespace fw::explore;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 usualStates = 1'400'000;
constexpr qint64 wholeStates = 1'150'000; // of all budgets that are searched whole
constexpr int cutBudgets = 6; // those that are not share the rest

qint64 wantedStates()
{
    bool ok = false;
    const qint64 asked = qEnvironmentVariable("FW_EXPLORE_STATES").toLongLong(&ok);
    return ok && asked > 0 ? asked : usualStates;
}

enum class Size { Whole, Share, Rest };

} // namespace

Q_DECLARE_METATYPE(fw::explore::Budget)
Q_DECLARE_METATYPE(Size)

class TestExplore final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingHolds_data();
    void everythingHolds();
    void enoughWasVisited();

    void noDedupIsCaught()
    {
        expectCaught(Mutant::NoDedup, { .clients = 1, .edits = 1, .cuts = 1 });
    }
    void dedupLostOnRestartIsCaught()
    {
        expectCaught(Mutant::DedupLost, { .clients = 1, .edits = 1, .hubKills = 1 });
    }
    void outboxInMemoryIsCaught()
    {
        expectCaught(Mutant::OutboxInMemory, { .clients = 1, .edits = 1, .clientKills = 1 });
    }
    void heartbeatWithoutHeadsIsCaught()
    {
        expectCaught(Mutant::NoHeads, { .edits = 1, .lost = 1, .heartbeats = 1 });
    }
    void noGapCheckIsCaught() { expectCaught(Mutant::NoGapCheck, { .edits = 2, .lost = 1 }); }
    void epochIgnoredIsCaught()
    {
        expectCaught(Mutant::EpochIgnored, { .edits = 1, .restores = 1, .heartbeats = 1 });
    }
    void baseAtSendTimeIsCaught() { expectCaught(Mutant::LateBase, { .edits = 1, .cuts = 1 }); }
    void positionsWithoutRowsAreCaught()
    {
        expectCaught(Mutant::TornKeep, { .edits = 1, .clientKills = 1, .keeps = 1 });
    }

private:
    static void expectCaught(Mutant mutant, Budget budget);

    qint64 m_visited = 0;
};

void TestExplore::everythingHolds_data()
{
    QTest::addColumn<Budget>("budget");
    QTest::addColumn<Size>("size");
    const auto row = [](const char *name, Size size, Budget budget, bool connected = true) {
        budget.isConnected = connected;
        QTest::newRow(name) << budget << size;
    };
    row("2 clients x 1 edit from the first connection on", Size::Whole, { .edits = 1 }, false);
    row("2 clients x 2 edits, nothing fails", Size::Whole, { .edits = 2 });
    row("2 clients x 1 edit: frames lost and doubled", Size::Whole,
        { .edits = 1, .lost = 1, .doubled = 1, .heartbeats = 1, .waits = 1 });
    row("2 clients x 1 edit: cut, hub killed", Size::Whole,
        { .edits = 1, .cuts = 1, .hubKills = 1 });
    row("1 client x 2 edits: cut, both sides killed", Size::Whole,
        { .clients = 1, .edits = 2, .cuts = 1, .hubKills = 1, .clientKills = 1, .keeps = 1 });
    row("1 client x 2 edits: everything once", Size::Share,
        { .clients = 1,
          .edits = 2,
          .cuts = 1,
          .hubKills = 1,
          .clientKills = 1,
          .lost = 1,
          .doubled = 1,
          .restores = 1,
          .heartbeats = 1,
          .waits = 1,
          .keeps = 1 },
        false);
    row("2 clients x 2 edits: cut", Size::Share, { .edits = 2, .cuts = 1 });
    row("2 clients x 2 edits: hub killed", Size::Share, { .edits = 2, .hubKills = 1 });
    row("2 clients x 2 edits: client killed", Size::Share,
        { .edits = 2, .clientKills = 1, .keeps = 1 });
    row("2 clients x 1 edit: old backup, client killed", Size::Share,
        { .edits = 1, .clientKills = 1, .restores = 1, .heartbeats = 1, .keeps = 1 });
    row("2 clients x 2 edits: everything once", Size::Rest,
        { .edits = 2,
          .cuts = 1,
          .hubKills = 1,
          .clientKills = 1,
          .lost = 1,
          .doubled = 1,
          .restores = 1,
          .heartbeats = 2,
          .waits = 2,
          .keeps = 2 });
}

void TestExplore::everythingHolds()
{
    QFETCH(Budget, budget);
    QFETCH(Size, size);
    const qint64 share = std::max((wantedStates() - wholeStates) / cutBudgets, qint64(20'000));
    const qint64 rest = std::max(wantedStates() - m_visited, share);
    const qint64 most = size == Size::Whole ? wholeStates : size == Size::Share ? share : rest;
    const Found found = searchDeep(World(budget, Mutant::None), most);
    m_visited += found.states;
    QVERIFY2(found.broken.isEmpty(),
             qPrintable(u"%1\n%2"_s.arg(found.broken, found.path.join(u"\n"))));
    qInfo("%s; %d edits came to an end in one history", qPrintable(found.text()), found.ended);
    QVERIFY(found.ended > 0);
    QVERIFY(found.all || size != Size::Whole);
}

void TestExplore::enoughWasVisited()
{
    qInfo("%lld distinct states over all budgets", static_cast<long long>(m_visited));
    QVERIFY(m_visited >= wantedStates());
}

// Without the rule the search finds a history that breaks an invariant, and the shortest one; with
// it the same budget has none, as far as it is searched.
void TestExplore::expectCaught(Mutant mutant, Budget budget)
{
    budget.isConnected = true;
    const Found found = searchWide(World(budget, mutant), 200'000);
    QVERIFY2(!found.broken.isEmpty(), "nothing was noticed");
    const Found sound = searchDeep(World(budget, Mutant::None), 200'000);
    QVERIFY2(sound.broken.isEmpty(),
             qPrintable(u"with the rule: %1\n%2"_s.arg(sound.broken, sound.path.join(u"\n"))));
    qInfo("%lld steps: %s (%lld states; with the rule: %s%lld states hold)",
          static_cast<long long>(found.path.size()), qPrintable(found.broken),
          static_cast<long long>(found.states), sound.all ? "all " : "the first ",
          static_cast<long long>(sound.states));
    qInfo("%s", qPrintable(found.path.join(u", ")));
}

QTEST_GUILESS_MAIN(TestExplore)
#include "tst_explore.moc"
