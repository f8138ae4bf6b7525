// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal_bench.h"
#include "store/outbox.h"
#include "store/overlay.h"

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;
using namespace std::chrono_literals;

namespace {

const Edit *find(const Store &store, const QString &id)
{
    const auto &edits = store.state().edits;
    const auto found = std::ranges::find(edits, EditId{ id }, &Edit::id);
    return found == edits.end() ? nullptr : &*found;
}

QStringList idsOf(const Store &store)
{
    QStringList ids;
    for (const Edit &edit : store.state().edits)
        ids.append(edit.id.text);
    return ids;
}

// "Held" and why, or the fate.
std::pair<Fate, Hold> standing(const Store &store, const QString &id)
{
    const Edit *edit = find(store, id);
    return edit ? std::pair(edit->fate, edit->hold) : std::pair(Fate::Draft, Hold::Disk);
}

constexpr auto queued = std::pair(Fate::Queued, Hold::None);
constexpr std::pair<Fate, Hold> held(Hold why)
{
    return { Fate::Held, why };
}

// An edit that builds on \a after.
wire::RunAction set(const QString &id, const QString &after = {})
{
    wire::RunAction run;
    run.edit = EditId{ id };
    run.action = u"brand.set"_s;
    run.target = u"b"_s;
    run.arguments = { { u"scale"_s, id } };
    run.after = EditId{ after };
    return run;
}

} // namespace

/// Edits of a run that did not end by itself, edits that are old, and how they go on.
class TestRecovered final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterAnUncleanEndEveryEditIsHeld()
    {
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        Edit put = makeEdit(u"put aside"_s, Fate::Held);
        put.hold = Hold::Person;
        for (const Edit &edit :
             { makeEdit(u"draft"_s, Fate::Draft), makeEdit(u"queued"_s, Fate::Queued),
               makeEdit(u"sending"_s, Fate::Sending), makeEdit(u"no answer"_s, Fate::NoAnswer), put,
               makeEdit(u"refused"_s, Fate::Rejected), makeEdit(u"accepted"_s, Fate::Accepted) }) {
            Edit fresh = edit;
            fresh.made = run.clock.wall();
            run.journal.keepEdits({ fresh });
        }
        run.journal.finish();
        Run next(killedCopy(dir, u"killed"_s));
        QSignalSpy loaded(&next.store, &Store::loaded);
        next.load();
        QCOMPARE(idsOf(next.store),
                 QStringList({ u"draft"_s, u"queued"_s, u"sending"_s, u"no answer"_s,
                               u"put aside"_s, u"refused"_s, u"accepted"_s }));
        for (const QString &id : { u"draft"_s, u"queued"_s, u"sending"_s, u"no answer"_s })
            QCOMPARE(standing(next.store, id), held(Hold::Recovered));
        QCOMPARE(standing(next.store, u"put aside"_s), held(Hold::Person));
        QCOMPARE(find(next.store, u"refused"_s)->fate, Fate::Rejected);
        const auto report = loaded[0][0].value<LoadReport>();
        QCOMPARE(report.recovered, size_t(4));
        QCOMPARE(report.edits, size_t(5));
    }

    void whatWasHeldStaysHeldAfterACleanEnd()
    {
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        run.store.propose(hub, u"l"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        run.journal.finish();
        const QString path = killedCopy(dir, u"killed"_s);
        for (int end = 0; end < 2; ++end) { // the first run after the crash, and one after it
            Run next(path);
            next.load();
            QCOMPARE(standing(next.store, u"e"_s), held(Hold::Recovered));
            QCOMPARE(next.report.unclean, end == 0);
        }
    }

    void afterACleanEndTheyWaitForTheServer()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.store.propose(hub, u"l"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        }
        Run next(path);
        QSignalSpy loaded(&next.store, &Store::loaded);
        next.load();
        QCOMPARE(standing(next.store, u"e"_s), queued);
        QCOMPARE(loaded[0][0].value<LoadReport>().recovered, size_t(0));
    }

    void oldEditsAreNeverSentWithoutAsking_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::addColumn<bool>("old");
        QTest::newRow("seven days") << qint64(7 * 24) << false;
        QTest::newRow("an hour more") << qint64(7 * 24 + 1) << true;
        QTest::newRow("the clock went back") << qint64(-10'000) << false;
    }

    void oldEditsAreNeverSentWithoutAsking()
    {
        QFETCH(qint64, hours);
        QFETCH(bool, old);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.store.propose(hub, u"l"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        }
        Run next(path);
        next.clock.advance(std::chrono::hours(hours));
        next.load();
        QCOMPARE(standing(next.store, u"e"_s), old ? held(Hold::Old) : queued);
    }

    void whatGrowsOldInOneRunIsAskedAboutToo()
    {
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        run.load();
        run.store.propose(hub, u"l"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        QTRY_COMPARE_WITH_TIMEOUT(standing(run.store, u"e"_s), queued, 20000);
        run.clock.advance(std::chrono::hours(7 * 24));
        run.store.holdOld(hub);
        QCOMPARE(standing(run.store, u"e"_s), queued);
        run.clock.advance(std::chrono::hours(1));
        run.store.holdOld(ServerId{ u"another"_s });
        QCOMPARE(standing(run.store, u"e"_s), queued);
        run.store.holdOld(hub);
        QCOMPARE(standing(run.store, u"e"_s), held(Hold::Old));
        run.store.release(EditId{ u"e"_s });
        run.store.holdOld(hub); // a person has decided
        QCOMPARE(standing(run.store, u"e"_s), queued);
    }

    void aReleasedEditIsQueuedAndCountedAnew()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            Edit edit = makeEdit(u"e"_s, Fate::Held);
            edit.hold = Hold::Tries;
            edit.tries = 8;
            run.journal.keepEdits({ edit });
            run.load();
            run.store.release(EditId{ u"e"_s });
            QCOMPARE(standing(run.store, u"e"_s), queued);
            QCOMPARE(find(run.store, u"e"_s)->tries, 0);
            run.store.release(EditId{ u"e"_s }); // again changes nothing
            run.store.release(EditId{ u"never made"_s });
            QCOMPARE(standing(run.store, u"e"_s), queued);
        }
        Run next(path);
        next.load();
        QCOMPARE(find(next.store, u"e"_s)->tries, 0);
    }

    void chainsGoInTheirOrder()
    {
        FakeClock clock;
        Store store(clock);
        const auto put = [&store](const wire::RunAction &run) {
            store.propose(hub, u"on:b"_s, run);
            store.hold(run.edit, Hold::Recovered);
        };
        put(set(u"1"_s));
        put(set(u"2"_s, u"1"_s));
        put(set(u"3"_s, u"2"_s));
        put(set(u"4"_s));
        store.release(EditId{ u"2"_s });
        QCOMPARE(standing(store, u"2"_s), held(Hold::Predecessor));
        QCOMPARE(standing(store, u"3"_s), held(Hold::Recovered));
        store.release(EditId{ u"1"_s }); // takes the one along that waits for it, and no other
        QCOMPARE(standing(store, u"1"_s), queued);
        QCOMPARE(standing(store, u"2"_s), queued);
        QCOMPARE(standing(store, u"3"_s), held(Hold::Recovered));
        QCOMPARE(standing(store, u"4"_s), held(Hold::Recovered));
        store.releaseAll();
        QCOMPARE(standing(store, u"3"_s), queued);
        QCOMPARE(standing(store, u"4"_s), queued);
        QCOMPARE(idsOf(store), QStringList({ u"1"_s, u"2"_s, u"3"_s, u"4"_s }));
    }

    void whatBuildsOnARefusedEditStays()
    {
        FakeClock clock;
        Store store(clock);
        for (const wire::RunAction &run : { set(u"1"_s), set(u"2"_s, u"1"_s) }) {
            store.propose(hub, u"on:b"_s, run);
            store.hold(run.edit, Hold::Recovered);
        }
        store.setFate(EditId{ u"1"_s }, Fate::Rejected, u"discarded"_s);
        store.releaseAll();
        QCOMPARE(standing(store, u"2"_s), held(Hold::Predecessor));
        QCOMPARE(find(store, u"1"_s)->fate, Fate::Rejected);
    }

    void oneServerOrOneReasonAtATime()
    {
        FakeClock clock;
        Store store(clock);
        const ServerId other{ u"other"_s };
        for (const auto &[server, id, why] :
             { std::tuple(hub, u"1"_s, Hold::Recovered), std::tuple(hub, u"2"_s, Hold::Person),
               std::tuple(other, u"3"_s, Hold::Recovered) }) {
            store.propose(server, u"on:"_s + id, set(id));
            store.hold(EditId{ id }, why);
        }
        store.releaseAll(hub, Hold::Recovered);
        QCOMPARE(standing(store, u"1"_s), queued);
        QCOMPARE(standing(store, u"2"_s), held(Hold::Person));
        QCOMPARE(standing(store, u"3"_s), held(Hold::Recovered));
        store.releaseAll(other);
        QCOMPARE(standing(store, u"3"_s), queued);
    }

    void anEditThatCannotBeKeptIsHeldAndTriedAgain()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        Run run(path);
        run.load();
        runSql(path,
               u"CREATE TRIGGER full BEFORE INSERT ON edits"
               " BEGIN SELECT RAISE(ABORT, 'full'); END"_s);
        run.store.propose(hub, u"l"_s, makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        QTRY_COMPARE_WITH_TIMEOUT(standing(run.store, u"e"_s), held(Hold::Disk), 20000);
        QVERIFY(find(run.store, u"e"_s)->reason.contains(u"full"_s));
        run.store.release(EditId{ u"e"_s }); // still full: never queued
        QCOMPARE(find(run.store, u"e"_s)->fate, Fate::Draft);
        QTRY_COMPARE_WITH_TIMEOUT(standing(run.store, u"e"_s), held(Hold::Disk), 20000);
        runSql(path, u"DROP TRIGGER full"_s);
        run.store.release(EditId{ u"e"_s });
        QTRY_COMPARE_WITH_TIMEOUT(standing(run.store, u"e"_s), queued, 20000);
        Run next(killedCopy(dir, u"killed"_s));
        next.load();
        QCOMPARE(standing(next.store, u"e"_s), held(Hold::Recovered));
    }

    void editsOfAnotherAccountAreNeitherShownNorReleased()
    {
        FakeClock clock;
        Store store(clock);
        wire::ActionOffer offer;
        offer.name = u"brand.set"_s;
        offer.target = u"job"_s;
        offer.overlay = true;
        ServerState server;
        server.id = hub;
        server.account = u"ann"_s;
        server.capabilities.offers = { offer };
        store.setServer(server);
        Intent intent;
        intent.owner = u"ann"_s;
        store.propose(hub, u"on:b"_s, set(u"1"_s), intent);
        const JobKey job{ hub, JobId{ u"b"_s } };
        QVERIFY(pendingField(store.state(), job, u"scale"_s));
        QCOMPARE(store.state().openEdits.value(job), 1);
        store.hold(EditId{ u"1"_s }, Hold::Recovered);
        server.account = u"bob"_s;
        store.setServer(server);
        QVERIFY(!isOurs(store.state(), store.state().edits[0]));
        QVERIFY(!pendingField(store.state(), job, u"scale"_s));
        QCOMPARE(store.state().openEdits.value(job), 0);
        store.releaseAll();
        QCOMPARE(standing(store, u"1"_s), held(Hold::Recovered));
        server.account = u"ann"_s;
        store.setServer(server);
        QVERIFY(pendingField(store.state(), job, u"scale"_s));
        QCOMPARE(store.state().openEdits.value(job), 1);
    }
};

QTEST_GUILESS_MAIN(TestRecovered)
#include "tst_recovered.moc"
