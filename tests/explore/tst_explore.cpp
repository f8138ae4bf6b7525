// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "explore/world.h"

#include <QTest>

#include <random>
#include <unordered_set>

using namespace fw;
using namespace fw::explore;
using namespace Qt::StringLiterals;

namespace {

/// 128 bits of a moment: two of a hundred million are alike once in 10^22.
struct Print
{
    quint64 a = 0;
    quint64 b = 0;
    friend bool operator==(const Print &, const Print &) = default;
};
struct HashPrint
{
    size_t operator()(const Print &print) const noexcept { return print.a; }
};

Print printOf(const World &world)
{
    const QByteArray bytes = world.print();
    const auto size = static_cast<size_t>(bytes.size());
    return { qHashBits(bytes.constData(), size, 0x9e3779b97f4a7c15),
             qHashBits(bytes.constData(), size, 0xc2b2ae3d27d4eb4f) };
}

struct Found
{
    qint64 states = 0;
    qint64 steps = 0;
    QString broken;
    QStringList path;
    int ended = 0; ///< most edits that came to an end in one history
    bool all = false; ///< every state within the budget was seen
};

/// Depth first: only one history is held at a time.
class Explorer
{
public:
    Explorer(const Budget &budget, Mutant mutant, qint64 most)
        : m_most(most)
    {
        m_stack.push_back({ World(budget, mutant), {}, 0, {} });
        m_stack.back().next = m_stack.back().world.steps();
    }
    Found run()
    {
        while (!m_stack.empty() && m_found.broken.isEmpty() && m_found.states < m_most)
            advance();
        m_found.all = m_stack.empty();
        return m_found;
    }

private:
    struct Level
    {
        World world;
        std::vector<World::Step> next;
        size_t at = 0;
        World::Step by{};
    };
    void advance()
    {
        Level &level = m_stack.back();
        if (level.at >= level.next.size()) {
            m_stack.pop_back();
            return;
        }
        const World::Step step = level.next[level.at++];
        World world = level.world;
        world.take(step);
        ++m_found.steps;
        if (!m_seen.insert(printOf(world)).second)
            return;
        ++m_found.states;
        m_found.ended = std::max(m_found.ended, world.ended());
        m_found.broken = world.broken();
        if (!m_found.broken.isEmpty()) {
            for (size_t i = 1; i < m_stack.size(); ++i)
                m_found.path.append(World::text(m_stack[i].by));
            m_found.path.append(World::text(step));
        }
        auto next = world.steps();
        m_stack.push_back({ std::move(world), std::move(next), 0, step });
    }

    qint64 m_most;
    std::vector<Level> m_stack;
    std::unordered_set<Print, HashPrint> m_seen;
    Found m_found;
};

/// Histories at random, each to its end: finds what is deep in a wide space.
Found wander(const Budget &budget, Mutant mutant, int most)
{
    constexpr int longest = 150;
    std::mt19937 random(20261121); // NOLINT: the same histories in each run
    Found found;
    for (int history = 0; history < most; ++history) {
        World world(budget, mutant);
        QStringList path;
        for (int at = 0; at < longest; ++at) {
            const auto next = world.steps();
            if (next.empty())
                break;
            const World::Step step = next[random() % next.size()];
            world.take(step);
            path.append(World::text(step));
            ++found.steps;
            found.broken = world.broken();
            if (!found.broken.isEmpty()) {
                found.path = path;
                found.states = history + 1;
                return found;
            }
        }
        found.ended = std::max(found.ended, world.ended());
    }
    found.states = most;
    return found;
}

Found search(const Budget &budget, Mutant mutant, qint64 most)
{
    return Explorer(budget, mutant, most).run();
}

} // namespace

Q_DECLARE_METATYPE(fw::explore::Budget)
Q_DECLARE_METATYPE(fw::explore::Mutant)

class TestExplore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingHolds_data();
    void everythingHolds();
    void everyMutantIsCaught_data();
    void everyMutantIsCaught();
};

void TestExplore::everythingHolds_data()
{
    QTest::addColumn<Budget>("budget");
    QTest::newRow("one client, everything once") << Budget{ 1, 2, 1, 1, 1, 1, 1, 1, 1, 2 };
    QTest::newRow("two clients, cut and hub killed") << Budget{ 2, 2, 1, 1, 0, 0, 0, 0, 1, 1 };
    QTest::newRow("two clients, client killed") << Budget{ 2, 2, 0, 0, 1, 0, 0, 0, 1, 0 };
    QTest::newRow("two clients, frames lost and doubled") << Budget{ 2, 1, 1, 0, 0, 1, 1, 0, 1, 2 };
    QTest::newRow("two clients, old backup") << Budget{ 2, 1, 1, 0, 1, 0, 0, 1, 1, 0 };
}

void TestExplore::everythingHolds()
{
    QFETCH(Budget, budget);
    bool ok = false;
    const qint64 asked = qEnvironmentVariable("FW_EXPLORE_STATES").toLongLong(&ok);
    const Found found = search(budget, Mutant::None, ok ? asked / 5 : 200'000);
    QVERIFY2(found.broken.isEmpty(),
             qPrintable(u"%1\n%2"_s.arg(found.broken, found.path.join(u"\n"))));
    qInfo("%lld states, %lld steps%s; most edits ended in one history: %d",
          static_cast<long long>(found.states), static_cast<long long>(found.steps),
          found.all ? ", all there are" : "", found.ended);
    QVERIFY(found.ended > 0);
}

void TestExplore::everyMutantIsCaught_data()
{
    QTest::addColumn<Mutant>("mutant");
    QTest::addColumn<Budget>("budget");
    QTest::newRow("no dedup") << Mutant::NoDedup << Budget{ 1, 1, 1, 0, 0, 0, 0, 0, 0, 0 };
    QTest::newRow("dedup lost on restart")
        << Mutant::DedupLost << Budget{ 1, 1, 0, 1, 0, 0, 0, 0, 0, 0 };
    QTest::newRow("outbox in memory")
        << Mutant::OutboxInMemory << Budget{ 1, 1, 0, 0, 1, 0, 0, 0, 0, 0 };
    QTest::newRow("heartbeat without heads")
        << Mutant::NoHeads << Budget{ 2, 1, 0, 0, 0, 1, 0, 0, 1, 0 };
    QTest::newRow("no gap check") << Mutant::NoGapCheck << Budget{ 2, 2, 0, 0, 0, 1, 0, 0, 1, 0 };
    QTest::newRow("epoch ignored")
        << Mutant::EpochIgnored << Budget{ 2, 1, 0, 0, 0, 0, 0, 1, 1, 0 };
    QTest::newRow("base at send time")
        << Mutant::LateBase << Budget{ 2, 1, 1, 0, 0, 0, 0, 0, 0, 0 };
}

void TestExplore::everyMutantIsCaught()
{
    QFETCH(Mutant, mutant);
    QFETCH(Budget, budget);
    const Found found = wander(budget, mutant, 200'000);
    QVERIFY2(!found.broken.isEmpty(), "nothing was noticed");
    const Found sound = wander(budget, Mutant::None, int(found.states) * 2);
    QVERIFY2(sound.broken.isEmpty(),
             qPrintable(u"without the mutant: %1\n%2"_s.arg(sound.broken, sound.path.join(u"\n"))));
    qInfo("%s in history %lld, %lld steps long", qPrintable(found.broken),
          static_cast<long long>(found.states), static_cast<long long>(found.path.size()));
}

QTEST_GUILESS_MAIN(TestExplore)
#include "tst_explore.moc"
