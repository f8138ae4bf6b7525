// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_filter_model.h"

#include "models/facet_model.h"
#include "models/job_facts.h"
#include "models/natural.h"
#include "models/words.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace fw;
using namespace fw::models;
using namespace Qt::StringLiterals;
using store::JobKey;
using test::makeJob;
using wire::JobState;

namespace {

const ServerId hub{ u"hub"_s };
const ServerId echo{ u"echo"_s };

JobKey keyOf(const QString &id)
{
    return { hub, JobId{ id } };
}

wire::Job named(const QString &id, const QString &name, JobState state = JobState::Queued)
{
    wire::Job job = makeJob(id, state);
    job.name = name;
    return job;
}

struct Bench
{
    test::FakeClock clock;
    store::Store store{ clock };
    JobModel jobs{ store };
    JobFilterModel shown{ store, jobs };
    FacetModel facetModel{ store };
    QAbstractItemModelTester jobsTester{ &jobs,
                                         QAbstractItemModelTester::FailureReportingMode::Fatal };
    QAbstractItemModelTester shownTester{ &shown,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal };
    QAbstractItemModelTester facetTester{ &facetModel,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal };

    void see(const std::vector<wire::Event> &events, const ServerId &server = hub)
    {
        store.apply(server, events);
        store.flush();
    }
    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < shown.rowCount(); ++row)
            all += shown.index(row, JobModel::NameColumn).data().toString();
        return all;
    }
};

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

class TestJobFilterModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyStoreIsAnEmptyTable()
    {
        Bench b;
        QCOMPARE(b.shown.rowCount(), 0);
        QCOMPARE(b.shown.columnCount(), int(JobModel::ColumnCount));
        QCOMPARE(b.shown.keyAt(0), JobKey{});
        QCOMPARE(b.shown.rowOf(keyOf(u"a"_s)), -1);
        b.shown.setText(u"x"_s);
        b.shown.sort(JobModel::NameColumn);
        QVERIFY(!b.shown.data(b.shown.index(5, 5)).isValid());
    }

    void numbersInNamesSortAsNumbers()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"1"_s, u"ep10"_s) }, wire::JobSeen{ named(u"2"_s, u"Ep2"_s) },
                wire::JobSeen{ named(u"3"_s, u"ép1"_s) }, wire::JobSeen{ named(u"4"_s, u"a"_s) },
                wire::JobSeen{ named(u"5"_s, u"ep002"_s) } });
        b.shown.sort(JobModel::NameColumn, Qt::AscendingOrder);
        QCOMPARE(b.names(), QStringList({ u"a"_s, u"ép1"_s, u"Ep2"_s, u"ep002"_s, u"ep10"_s }));
        b.shown.sort(JobModel::NameColumn, Qt::DescendingOrder);
        QCOMPARE(b.names(), QStringList({ u"ep10"_s, u"Ep2"_s, u"ep002"_s, u"ép1"_s, u"a"_s }));
    }

    void unknownValuesGoLastInEitherOrder()
    {
        Bench b;
        auto big = named(u"1"_s, u"big"_s);
        big.bytes = 10;
        auto small = named(u"2"_s, u"small"_s);
        small.bytes = 1;
        b.see({ wire::JobSeen{ named(u"0"_s, u"unknown"_s) }, wire::JobSeen{ big },
                wire::JobSeen{ small } });
        b.shown.sort(JobModel::SizeColumn, Qt::AscendingOrder);
        QCOMPARE(b.names(), QStringList({ u"small"_s, u"big"_s, u"unknown"_s }));
        b.shown.sort(JobModel::SizeColumn, Qt::DescendingOrder);
        QCOMPARE(b.names(), QStringList({ u"big"_s, u"small"_s, u"unknown"_s }));
    }

    void wordsFacetAndServerNarrowTogether()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"1"_s, u"Loch Ness.mp4"_s, JobState::Running) },
                wire::JobSeen{ named(u"2"_s, u"loch.mov"_s, JobState::Failed) } });
        b.see({ wire::JobSeen{ named(u"1"_s, u"loch echo"_s, JobState::Running) } }, echo);
        b.shown.sort(JobModel::NameColumn);
        b.shown.setText(u"LOCH"_s);
        QCOMPARE(b.shown.rowCount(), 3);
        b.shown.setFacet(Facet::Running);
        QCOMPARE(b.names(), QStringList({ u"loch echo"_s, u"Loch Ness.mp4"_s }));
        b.shown.setServer(hub);
        QCOMPARE(b.names(), QStringList{ u"Loch Ness.mp4"_s });
        b.shown.setText(u"loch -ness"_s);
        QCOMPARE(b.shown.rowCount(), 0);
        QCOMPARE(b.shown.total(), 3);
    }

    void anUnfinishedSearchKeepsTheLastValidResult()
    {
        Bench b;
        b.see(
            { wire::JobSeen{ named(u"1"_s, u"ep 1"_s) }, wire::JobSeen{ named(u"2"_s, u"x"_s) } });
        QSignalSpy problems(&b.shown, &JobFilterModel::problemChanged);
        b.shown.setText(u"ep"_s);
        b.shown.setText(u"ep \"1"_s);
        QCOMPARE(b.shown.rowCount(), 1);
        QVERIFY(b.shown.problem());
        QCOMPARE(b.shown.problem()->position, 3);
        QVERIFY(!problemText(*b.shown.problem()).isEmpty());
        QCOMPARE(problems.count(), 1);
        b.shown.setText(u"ep \"1\""_s);
        QVERIFY(!b.shown.problem());
        QCOMPARE(b.shown.rowCount(), 1);
        b.shown.setText({});
        QCOMPARE(b.shown.rowCount(), 2);
    }

    void nothingMovesWhileFrozen()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"1"_s, u"a"_s) }, wire::JobSeen{ named(u"2"_s, u"b"_s) },
                wire::JobSeen{ named(u"3"_s, u"c"_s) } });
        b.shown.sort(JobModel::NameColumn);
        b.shown.setFacet(Facet::Queued);
        b.shown.setFrozen(true);
        QSignalSpy pending(&b.shown, &JobFilterModel::pendingUpdatesChanged);
        b.see({ wire::JobSeen{ named(u"1"_s, u"z"_s) }, // would move
                wire::JobSeen{ named(u"2"_s, u"b"_s, JobState::Running) }, // would disappear
                wire::JobSeen{ named(u"4"_s, u"d"_s) } }); // would appear
        QCOMPARE(b.names(), QStringList({ u"z"_s, u"b"_s, u"c"_s })); // values, not places
        QCOMPARE(b.shown.pendingUpdates(), 3);
        QCOMPARE(pending.count(), 1);
        b.see({ wire::JobRemoved{ JobId{ u"3"_s } } }); // nothing left to show of it
        QCOMPARE(b.names(), QStringList({ u"z"_s, u"b"_s }));
        b.shown.setFrozen(false);
        QCOMPARE(b.names(), QStringList({ u"d"_s, u"z"_s }));
        QCOMPARE(b.shown.pendingUpdates(), 0);
        QCOMPARE(pending.count(), 2);
    }

    void typingShowsItsResultEvenWhileFrozen()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"1"_s, u"a"_s) }, wire::JobSeen{ named(u"2"_s, u"b"_s) } });
        b.shown.setFrozen(true);
        b.see({ wire::JobSeen{ named(u"3"_s, u"ab"_s) } });
        b.shown.setText(u"a"_s);
        QCOMPARE(b.shown.rowCount(), 2);
        QCOMPARE(b.shown.pendingUpdates(), 0);
    }

    void aSelectionStaysOnItsJobs()
    {
        Bench b;
        std::vector<wire::Event> events;
        for (int i = 0; i < 200; ++i)
            events.push_back(wire::JobSeen{ named(QString::number(i), u"n%1"_s.arg(i)) });
        b.see(events);
        b.shown.sort(JobModel::NameColumn);
        const QPersistentModelIndex chosen = b.shown.index(b.shown.rowOf(keyOf(u"42"_s)), 2);
        b.shown.sort(JobModel::NameColumn, Qt::DescendingOrder);
        b.shown.setText(u"2"_s); // many leave, here and there
        QCOMPARE(chosen.data().toString(), u"n42"_s);
        b.shown.setText({});
        QCOMPARE(chosen.data().toString(), u"n42"_s);
        b.see({ wire::JobRemoved{ JobId{ u"0"_s } }, wire::JobRemoved{ JobId{ u"199"_s } } });
        QCOMPARE(chosen.data().toString(), u"n42"_s);
        b.shown.setText(u"-42"_s);
        QVERIFY(!chosen.isValid());
    }

    void removingAServerEmptiesTheTable()
    {
        Bench b;
        std::vector<wire::Event> events;
        for (int i = 0; i < 300; ++i)
            events.push_back(wire::JobSeen{ named(QString::number(i), u"n"_s) });
        b.see(events);
        b.see({ wire::JobSeen{ named(u"x"_s, u"stays"_s) } }, echo);
        QSignalSpy resets(&b.jobs, &QAbstractItemModel::modelReset);
        b.store.removeServer(hub);
        QCOMPARE(b.jobs.rowCount(), 1);
        QCOMPARE(b.names(), QStringList{ u"stays"_s });
        QCOMPARE(b.facetModel.count(Facet::All), 1);
        b.see({ wire::JobRemoved{ JobId{ u"x"_s } } }, echo); // the last one
        QCOMPARE(b.jobs.rowCount(), 0);
        QCOMPARE(b.shown.rowCount(), 0);
        QCOMPARE(resets.count(), 0);
    }

    void newRowsAreToldInOneRange()
    {
        Bench b;
        QSignalSpy inserted(&b.jobs, &QAbstractItemModel::rowsInserted);
        std::vector<wire::Event> events;
        for (int i = 0; i < 5000; ++i)
            events.push_back(wire::JobSeen{ named(QString::number(i), u"n"_s) });
        b.see(events);
        QCOMPARE(inserted.count(), 1);
    }

    void changedRowsAreToldInMergedRanges()
    {
        Bench b;
        std::vector<wire::Event> events;
        for (int i = 0; i < 1000; ++i)
            events.push_back(wire::JobSeen{ named(QString::number(i), u"n"_s) });
        b.see(events);
        QSignalSpy changed(&b.jobs, &QAbstractItemModel::dataChanged);
        events.clear();
        for (const int i : { 5, 6, 7, 500, 7 })
            events.push_back(
                wire::JobProgressed{ JobId{ QString::number(i) }, 10.0 + i / 10.0, {} });
        b.see(events);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed[0][0].toModelIndex().row(), 5);
        QCOMPARE(changed[0][1].toModelIndex().row(), 7);
        events.clear();
        for (int i = 0; i < 1000; i += 2)
            events.push_back(wire::JobProgressed{ JobId{ QString::number(i) }, 50, {} });
        changed.clear();
        b.see(events);
        QCOMPARE(changed.count(), 1); // too many to tell one by one
    }

    void ageAndTimeLeftMoveWithoutNews()
    {
        Bench b;
        b.see({ wire::JobProgressed{ JobId{ u"a"_s }, 10, {} } });
        QSignalSpy moved(&b.jobs, &JobModel::agesMoved);
        b.clock.advance(std::chrono::seconds(5));
        QTRY_VERIFY_WITH_TIMEOUT(moved.count() > 0, 3000);
        QCOMPARE(b.shown.index(0, JobModel::UpdatedColumn).data().toString(), u"5 s"_s);
    }

    void aCellHasTextSortKeyAndSentence()
    {
        Bench b;
        store::ServerState server;
        server.id = hub;
        server.name = u"studio-a"_s;
        server.freshness = store::Freshness::Live;
        b.store.setServer(server);
        auto job = named(u"a"_s, u"clip.mp4"_s, JobState::Running);
        job.progress = 62.9;
        job.stage = u"RENDER:vertical_9_16"_s;
        b.see({ wire::JobSeen{ job } });
        const auto cell = [&](int column) { return b.shown.index(0, column); };
        QCOMPARE(cell(JobModel::ProgressColumn).data().toString(), u"62 %"_s);
        QCOMPARE(cell(JobModel::ProgressColumn).data(Qt::AccessibleTextRole).toString(),
                 u"Progress 62 %"_s);
        QCOMPARE(cell(JobModel::StageColumn).data().toString(), u"Render 9:16"_s);
        QCOMPARE(cell(JobModel::ServerColumn).data().toString(), u"studio-a"_s);
        QCOMPARE(cell(JobModel::LeftColumn).data().toString(), unknownText());
        QVERIFY(!cell(JobModel::StateColumn).data(JobModel::StaleRole).toBool());
        server.freshness = store::Freshness::Offline;
        b.store.setServer(server);
        b.store.flush();
        QVERIFY(cell(JobModel::StateColumn).data(JobModel::StaleRole).toBool());
        QCOMPARE(cell(JobModel::StateColumn).data(Qt::AccessibleTextRole).toString(),
                 u"Running, last known state"_s);
        for (int column = 0; column < JobModel::ColumnCount; ++column)
            QVERIFY(!JobModel::columnWord(JobModel::Column(column)).isEmpty());
    }

    void aSilentRunningJobIsStaleAndAFinishedOneIsNot()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"r"_s, u"r"_s, JobState::Running) },
                wire::JobSeen{ named(u"d"_s, u"d"_s, JobState::Done) } });
        b.clock.advance(std::chrono::minutes(11));
        const auto stale = [&](const QString &id) {
            return b.shown.index(b.shown.rowOf(keyOf(id)), 0).data(JobModel::StaleRole).toBool();
        };
        QVERIFY(stale(u"r"_s));
        QVERIFY(!stale(u"d"_s));
    }

    void anOpenEditMarksItsRow()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"a"_s, u"a"_s, JobState::Running) } });
        b.store.propose(hub, u"job:a"_s, test::makeControl(u"e"_s, u"a"_s, wire::JobAction::Pause));
        b.store.flush();
        QVERIFY(b.shown.index(0, 0).data(JobModel::LocalRole).toBool());
        b.see({ test::makeVerdict(u"e"_s, wire::EditSettled::Verdict::Applied) });
        QVERIFY(!b.shown.index(0, 0).data(JobModel::LocalRole).toBool());
    }

    void facetsCountWhatIsThere()
    {
        Bench b;
        b.see({ wire::JobSeen{ named(u"1"_s, u"a"_s, JobState::Running) },
                wire::JobSeen{ named(u"2"_s, u"b"_s, JobState::Failed) } });
        b.see({ wire::JobSeen{ named(u"3"_s, u"c"_s, JobState::Failed) } }, echo);
        QCOMPARE(b.facetModel.count(Facet::Failed), 2);
        b.facetModel.setServer(echo);
        QCOMPARE(b.facetModel.count(Facet::Failed), 1);
        QCOMPARE(b.facetModel.count(Facet::All), 1);
        QCOMPARE(b.facetModel.index(0).data().toString(), u"All jobs"_s);
    }

    void randomNewsShowTheSameAsANaiveCopy_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 6; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void randomNewsShowTheSameAsANaiveCopy();
};

void TestJobFilterModel::randomNewsShowTheSameAsANaiveCopy()
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

QTEST_MAIN(TestJobFilterModel)
#include "tst_job_filter_model.moc"
