// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/queue_bench.h"

using namespace fw;
using namespace fw::models;
using namespace fw::models::test;
using namespace fw::test;

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
};

QTEST_MAIN(TestJobFilterModel)
#include "tst_job_filter_model.moc"
