// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/queue_bench.h"

#include <algorithm>

using namespace fw;
using namespace fw::models;
using namespace fw::models::test;
using namespace fw::test;

namespace {

class Random
{
public:
    explicit Random(quint32 seed)
        : m_seed(seed)
    {
    }
    int operator()(int n)
    {
        m_seed = m_seed * 1664525U + 1013904223U;
        return static_cast<int>((m_seed >> 8) % static_cast<quint32>(n));
    }

private:
    quint32 m_seed;
};

wire::Event randomEvent(Random &random)
{
    const QString id = QString::number(random(120));
    switch (random(8)) {
    case 0:
        return wire::JobRemoved{ JobId{ id } };
    case 1:
        return wire::JobProgressed{ JobId{ id }, random(100), {} };
    case 2:
        if (random(10) == 0) {
            wire::JobsReplaced list;
            for (int i = random(120); i < random(240); ++i)
                list.jobs.push_back(named(QString::number(i % 120), u"n%1"_s.arg(random(30))));
            return list;
        }
        [[fallthrough]];
    default: {
        wire::Job job = named(id, u"clip %1"_s.arg(random(30)));
        job.state = static_cast<JobState>(random(7));
        job.attempt = random(5) + 1;
        job.priority = random(3);
        if (random(2))
            job.bytes = random(1000);
        return wire::JobSeen{ job };
    }
    }
}

} // namespace

class TestQueueFuzz final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomNewsShowTheSameAsANaiveCopy_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 6; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

    void randomNewsShowTheSameAsANaiveCopy();
};

void TestQueueFuzz::randomNewsShowTheSameAsANaiveCopy()
{
    QFETCH(int, seed);
    Random random(static_cast<quint32>(seed) * 7919U);
    Bench b;
    QSignalSpy resets(&b.shown, &QAbstractItemModel::modelReset);
    for (int step = 0; step < 300; ++step) {
        std::vector<wire::Event> events;
        for (int i = random(12); i > 0; --i)
            events.push_back(randomEvent(random));
        b.store.apply(random(3) ? hub : echo, events);
        if (random(3))
            b.store.flush();
        if (random(8) == 0)
            b.shown.sort(random(JobModel::ColumnCount),
                         random(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        if (random(8) == 0)
            b.shown.setText(random(2) ? u"clip %1"_s.arg(random(4)) : QString());
        if (random(12) == 0)
            b.shown.setFacet(facets[static_cast<size_t>(random(8))]);
        b.shown.setFrozen(random(10) < 3);
        if (random(200) == 0)
            b.store.removeServer(echo);
        if (random(4))
            continue;
        b.shown.setFrozen(false);
        b.store.flush();
        std::vector<JobKey> naive;
        std::array<int, facets.size()> counts{};
        for (const store::JobEntry &entry : b.store.state().jobs) {
            ++counts[0];
            for (const Facet facet : facets)
                counts[static_cast<size_t>(facet)] += stateOf(facet) == entry.job.state ? 1 : 0;
            const auto words = query::Query::parse(b.shown.text()).query;
            const auto facetState = stateOf(b.shown.facet());
            if (words.matches(searchFields(entry.job))
                && (!facetState || *facetState == entry.job.state))
                naive.push_back({ entry.server, entry.job.id });
        }
        QCOMPARE(size_t(b.shown.rowCount()), naive.size());
        QCOMPARE(b.jobs.rowCount(), counts[0]);
        for (const Facet facet : facets)
            QCOMPARE(b.facetModel.count(facet), counts[static_cast<size_t>(facet)]);
        QVariant before;
        for (int row = 0; row < b.shown.rowCount(); ++row) {
            const JobKey key = b.shown.keyAt(row);
            QVERIFY(std::ranges::find(naive, key) != naive.end());
            QCOMPARE(b.shown.rowOf(key), row);
            const QVariant now = b.shown.index(row, b.shown.sortColumn()).data(JobModel::SortRole);
            const bool up = b.shown.sortOrder() == Qt::AscendingOrder;
            if (row > 0 && before.isValid() && now.isValid() && !now.toString().isEmpty()
                && b.shown.sortColumn() != JobModel::UpdatedColumn) {
                const auto order = now.typeId() == QMetaType::QString
                    ? QPartialOrdering(before.toString() < now.toString() ? QPartialOrdering::Less
                                           : before.toString() == now.toString()
                                           ? QPartialOrdering::Equivalent
                                           : QPartialOrdering::Greater)
                    : QVariant::compare(before, now);
                QVERIFY(order != (up ? QPartialOrdering::Greater : QPartialOrdering::Less));
            }
            before = now;
        }
    }
    QCOMPARE(resets.count(), 0);
}

QTEST_MAIN(TestQueueFuzz)
#include "tst_queue_fuzz.moc"
