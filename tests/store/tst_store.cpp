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
const ServerId other{ u"other"_s };

// Jobs, and a long action of ours.
std::vector<wire::Event> before()
{
    std::vector<wire::Event> events;
    for (int i = 0; i < 12; ++i) {
        events.push_back(wire::JobSeen{ makeJob(u"old-%1"_s.arg(i), JobState::Done) });
        events.push_back(wire::JobSeen{ makeJob(QString::number(i), JobState::Running) });
    }
    wire::Job own = makeJob(wire::workOf(EditId{ u"e"_s }).text, JobState::Running);
    events.push_back(wire::JobSeen{ own });
    return events;
}

// Forty, with one twice and one without an id.
wire::JobsReplaced longList()
{
    wire::JobsReplaced list;
    for (int i = 0; i < 38; ++i)
        list.jobs.push_back(makeJob(QString::number(i), i % 2 ? JobState::Done : JobState::Queued));
    list.jobs.push_back(makeJob(u"5"_s, JobState::Failed));
    list.jobs.push_back(makeJob({}, JobState::Failed));
    return list;
}

QStringList told(const Store &store)
{
    QStringList all;
    for (const JobEntry &entry : store.state().jobs)
        all += entry.server.text + u' ' + entry.job.id.text + u' '
            + wire::stateWord(entry.job.state);
    all.sort();
    return all;
}

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

    void aLongListInPartsEndsAsTheWholeDoes_data()
    {
        QTest::addColumn<size_t>("most");
        for (const size_t most : { 1, 3, 7, 39, 40, 1000 })
            QTest::addRow("%zu", most) << most;
    }

    void aLongListInPartsEndsAsTheWholeDoes()
    {
        QFETCH(size_t, most);
        test::FakeClock clock;
        Store whole(clock);
        Store parts(clock);
        for (Store *store : { &whole, &parts }) {
            for (int i = 0; i < 60; ++i)
                store->apply(i % 2 ? other : hub, { seen(u"other-%1"_s.arg(i)) });
            store->apply(hub, before());
        }
        const std::vector<wire::Event> news{
            wire::JobRemoved{ JobId{ u"7"_s } },
            longList(),
            wire::JobStateSeen{ JobId{ u"9"_s }, JobState::Failed, {}, {} },
            wire::JobRemoved{ JobId{ u"11"_s } },
        };
        whole.apply(hub, news);
        Store::Stand stand;
        // Meanwhile rows of others go, and are filled with these.
        for (int turn = 0; !parts.applyNext(hub, news, stand, most); ++turn)
            parts.apply(other,
                        { wire::JobRemoved{ JobId{ u"other-%1"_s.arg(turn) } },
                          seen(u"late-%1"_s.arg(turn % 5)) });
        for (int i = 0; i < 200; ++i) {
            for (Store *store : { &whole, &parts })
                store->apply(other,
                             { wire::JobRemoved{ JobId{ u"other-%1"_s.arg(i) } },
                               seen(u"late-%1"_s.arg(i % 5)) });
        }
        for (Store *store : { &whole, &parts })
            store->flush();
        QCOMPARE(told(parts), told(whole));
        QCOMPARE(parts.state().rowOf.size(), qsizetype(parts.state().jobs.size()));
        QCOMPARE(parts.state().listed, whole.state().listed);
        QCOMPARE(parts.state().gone, whole.state().gone);
        const auto codes = [](const Store &store) {
            QStringList all;
            for (const Activity &line : store.state().activities) {
                if (line.server == hub)
                    all += line.code + line.job.text;
            }
            return all;
        };
        QCOMPARE(codes(parts), codes(whole));
    }

    void partsAreToldAsTheyComeAndRemovalsLast()
    {
        test::FakeClock clock;
        Store store(clock);
        store.apply(hub, before());
        store.flush();
        QSignalSpy changed(&store, &Store::changed);
        QSignalSpy applied(&store, &Store::applied);
        QStringList copy; // what a model would hold
        for (const JobEntry &entry : store.state().jobs)
            copy += entry.job.id.text;
        const std::vector<wire::Event> news{ longList() };
        Store::Stand stand;
        for (int turn = 1; turn <= 4; ++turn) {
            QVERIFY(!store.applyNext(hub, news, stand, 10));
            QCOMPARE(changed.count(), turn);
            const auto changes = changed.back()[0].value<Changes>();
            QVERIFY(changes.removed.empty() && changes.added.size() <= 10);
            QVERIFY(!store.state().listed.contains(hub));
            QVERIFY(store.state().find(JobKey{ hub, JobId{ u"old-0"_s } }));
        }
        while (!store.applyNext(hub, news, stand, 10))
            QCOMPARE(applied.count(), 0);
        QCOMPARE(applied.count(), 1);
        QVERIFY(changed.count() > 6); // three jobs go in a turn
        QVERIFY(!store.state().find(JobKey{ hub, JobId{ u"old-0"_s } }));
        for (const auto &emitted : changed) {
            const auto changes = emitted[0].value<Changes>();
            for (const auto &[row, filledFrom] : changes.removed) {
                QCOMPARE(qsizetype(filledFrom), copy.size() - 1);
                copy[qsizetype(row)] = copy.back();
                copy.removeLast();
            }
            copy.resize(copy.size() + qsizetype(changes.added.size()));
        }
        QCOMPARE(size_t(copy.size()), store.state().jobs.size());
    }

    void theSecondPartCountsLinesOn()
    {
        test::FakeClock clock;
        Store store(clock);
        wire::JobsReplaced list;
        for (int i = 0; i < 300; ++i)
            list.jobs.push_back(makeJob(QString::number(i), JobState::Running));
        store.apply(hub, { list });
        for (wire::Job &job : list.jobs)
            job.state = JobState::Done;
        const auto lines = store.state().activities.size();
        const std::vector<wire::Event> news{ list };
        Store::Stand stand;
        while (!store.applyNext(hub, news, stand, 60)) { }
        QCOMPARE(store.state().activities.size() - lines, size_t(100));
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
