// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QSignalSpy>
#include <QTest>

using namespace fw;
using namespace fw::store;
using namespace Qt::StringLiterals;
using test::makeJob;
using wire::JobState;

namespace {

const ServerId hub{ u"hub"_s };

wire::Event seen(const QString &id)
{
    return wire::JobSeen{ makeJob(id, JobState::Queued) };
}

} // namespace

class TestStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyEventsAreToldOncePerTick()
    {
        test::FakeClock clock;
        Store store(clock);
        QSignalSpy changed(&store, &Store::changed);
        QSignalSpy applied(&store, &Store::applied);
        for (int i = 0; i < 1000; ++i)
            store.apply(hub, { wire::JobProgressed{ JobId{ u"a"_s }, i / 10.0, {} } });
        QCOMPARE(changed.count(), 0);
        QCOMPARE(applied.count(), 1000);
        QTRY_COMPARE(changed.count(), 1);
        const auto changes = changed[0][0].value<Changes>();
        QCOMPARE(changes.added, std::vector<size_t>{ 0 });
        QVERIFY(changes.changed.empty()); // a new row is new, not changed as well
        QCOMPARE(store.state().jobs[0].job.progress, 99.9);
    }

    void nothingNewIsNotTold()
    {
        test::FakeClock clock;
        Store store(clock);
        store.apply(hub, { seen(u"a"_s) });
        store.flush();
        QSignalSpy changed(&store, &Store::changed);
        store.apply(hub, { seen(u"a"_s) });
        store.flush();
        store.setFate(EditId{ u"none"_s }, Fate::Held);
        store.flush();
        QCOMPARE(changed.count(), 0);
    }

    void aRemovedRowIsToldBeforeAnybodyCanClickIt()
    {
        test::FakeClock clock;
        Store store(clock);
        store.apply(hub, { seen(u"a"_s), seen(u"b"_s) });
        QSignalSpy changed(&store, &Store::changed);
        store.apply(hub, { wire::JobRemoved{ JobId{ u"a"_s } } });
        QCOMPARE(changed.count(), 2); // first what was added, then what went
        const auto last = changed[1][0].value<Changes>();
        QCOMPARE(last.removed, (std::vector<Changes::Removal>{ { 0, 1 } }));
        QVERIFY(last.added.empty());
    }

    void aProposalIsQueuedAtOnceWithoutAJournal()
    {
        test::FakeClock clock;
        Store store(clock);
        store.propose(hub, u"job:a"_s, test::makeControl(u"e"_s, u"a"_s, wire::JobAction::Pause));
        QCOMPARE(store.state().edits[0].fate, Fate::Queued);
        QCOMPARE(store.state().edits[0].made, clock.wall());
        store.setFate(EditId{ u"e"_s }, Fate::Sending);
        QCOMPARE(store.state().edits[0].tries, 1);
        QCOMPARE(store.state().edits[0].sent, clock.wall());
        clock.advance(std::chrono::seconds(15));
        store.setFate(EditId{ u"e"_s }, Fate::NoAnswer);
        QCOMPARE(store.state().activities.back().code, u"editNoAnswer"_s);
    }

    void notesGetTheTimeWhenTheyHaveNone()
    {
        test::FakeClock clock;
        Store store(clock);
        Activity line;
        line.code = u"connected"_s;
        store.note(line);
        QCOMPARE(store.state().activities.back().time, clock.wall());
        QCOMPARE(store.state().activities.back().number, 1);
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
