// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/batch.h"

#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

wire::JobSeen seen(const QString &id, std::optional<double> progress = {},
                   JobState state = JobState::Running)
{
    wire::Job job;
    job.id = JobId{ id };
    job.state = state;
    job.progress = progress;
    return { job };
}

session::SessionPolicy narrow(size_t pending)
{
    session::SessionPolicy policy;
    policy.pending = pending;
    return policy;
}

} // namespace

/// What waits for the GUI thread.
class TestBatch final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRepeatedJobWaitsOnce();
    void nothingThatIsSaidOnceIsLost();
    void aStallInABurstLosesNothing();
    void tooMuchIsAGapAndKeepsVerdicts();
};

void TestBatch::aRepeatedJobWaitsOnce()
{
    std::vector<wire::Event> events{ seen(u"a"_s, 1), seen(u"b"_s, 1), seen(u"a"_s, 2),
                                     seen(u"a"_s, 3), seen(u"b"_s, 2) };
    session::collapse(events);
    QCOMPARE(events, (std::vector<wire::Event>{ seen(u"a"_s, 3), seen(u"b"_s, 2) }));
}

void TestBatch::nothingThatIsSaidOnceIsLost()
{
    wire::JobSeen named = seen(u"a"_s, 1);
    named.job.name = u"demo.mp4"_s;
    wire::JobSeen late = seen(u"b"_s, 1);
    late.job.updated = WallTime(Millis(5));
    wire::JobSeen early = seen(u"b"_s, 2);
    early.job.updated = WallTime(Millis(4));
    const std::vector<wire::Event> events{
        named,
        seen(u"a"_s, 2), // the second says no name
        late,
        early, // out of order: the store decides
        seen(u"c"_s, 1),
        seen(u"c"_s, {}, JobState::Done), // another state
        seen(u"d"_s, 1),
        wire::JobRemoved{ JobId{ u"d"_s } },
        seen(u"d"_s, 2),
        seen(u"e"_s, 1),
        wire::StageSeen{ JobId{ u"e"_s }, {} },
        seen(u"e"_s, 2),
    };
    std::vector<wire::Event> kept = events;
    session::collapse(kept);
    QCOMPARE(kept, events);
}

// 5000 jobs, twice, while the GUI thread is away.
void TestBatch::aStallInABurstLosesNothing()
{
    session::BatchQueue queue{ session::SessionPolicy() };
    for (int round = 0; round < 10; ++round) {
        for (int i = 0; i < 5000; ++i)
            QVERIFY(queue.add({ seen(QString::number(i), round) }));
    }
    size_t jobs = 0;
    while (auto batch = queue.next()) {
        jobs += batch->events.size();
        queue.taken();
    }
    QVERIFY(jobs >= 5000 && jobs <= session::SessionPolicy().pending);
}

void TestBatch::tooMuchIsAGapAndKeepsVerdicts()
{
    session::BatchQueue queue{ narrow(10) };
    wire::EditSettled verdict;
    verdict.edit = EditId{ u"e"_s };
    QVERIFY(queue.add({ verdict }));
    bool fits = true;
    for (int i = 0; fits && i < 20; ++i)
        fits = queue.add({ seen(QString::number(i)) });
    QVERIFY(!fits);
    const auto batch = queue.next();
    QVERIFY(batch);
    QCOMPARE(batch->events, std::vector<wire::Event>{ verdict });
}

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
