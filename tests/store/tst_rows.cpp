// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reduce_bench.h"

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;

class TestRows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomEventsKeepRowsAndIndexInStep();
};

// Whatever happens in whatever order: Changes replayed on a copy give the state's rows.
void TestRows::randomEventsKeepRowsAndIndexInStep()
{
    State state;
    Changes pending;
    std::vector<QString> copy; // what a model would hold
    quint32 seed = 4711;
    const auto random = [&seed](quint32 n) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 8) % n;
    };
    for (int step = 0; step < 20000; ++step) {
        const JobId id{ QString::number(random(60)) };
        switch (random(5)) {
        case 0:
        case 1:
            reduce(state, hub, wire::JobSeen{ makeJob(id.text, JobState::Queued) }, {}, pending);
            break;
        case 2:
            reduce(state, hub, wire::JobRemoved{ id }, {}, pending);
            break;
        case 3:
            reduce(state, hub, progress(id.text, random(100)), {}, pending);
            break;
        case 4:
            if (random(20) == 0) {
                wire::JobsReplaced list;
                for (quint32 i = 0; i < random(60); ++i)
                    list.jobs.push_back(makeJob(QString::number(i), JobState::Queued));
                reduce(state, hub, list, {}, pending);
            }
            break;
        }
        if (random(4) != 0)
            continue;
        tidy(state, pending);
        for (const auto &[row, filledFrom] : pending.removed) {
            QCOMPARE(filledFrom, copy.size() - 1);
            copy[row] = copy[filledFrom];
            copy.pop_back();
        }
        for (const size_t row : pending.added) {
            QCOMPARE(row, copy.size());
            copy.push_back(state.jobs[row].job.id.text);
        }
        QCOMPARE(copy.size(), state.jobs.size());
        for (size_t row = 0; row < copy.size(); ++row) {
            QCOMPARE(copy[row], state.jobs[row].job.id.text);
            QCOMPARE(state.rowOf.value({ hub, state.jobs[row].job.id }), row);
        }
        QCOMPARE(size_t(state.rowOf.size()), copy.size());
        pending = {};
    }
}

QTEST_GUILESS_MAIN(TestRows)
#include "tst_rows.moc"
