// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/item_makers.h"
#include "store/journal_bench.h"

#include <QRandomGenerator>

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;

namespace {

const ServerId other{ u"other"_s };

std::vector<wire::Position> at(qint64 seq)
{
    return { { u"processing:jobs"_s, u"epoch"_s, seq } };
}

ServerState known(const QString &account)
{
    ServerState server;
    server.id = hub;
    server.account = account;
    return server;
}

QMap<QString, QString> told(const State &state)
{
    QMap<QString, QString> rows;
    for (const JobEntry &entry : state.jobs)
        rows.insert(entry.job.id.text,
                    wire::stateWord(entry.job.state) + u' '
                        + QString::number(entry.job.progress.value_or(-1)));
    return rows;
}

// What the n-th event of a made-up channel says.
wire::Event happened(qint64 seq, QRandomGenerator &random)
{
    const QString id = QString::number(random.bounded(12));
    if (random.bounded(5) == 0)
        return wire::JobRemoved{ JobId{ id } };
    const bool done = random.bounded(3) == 0;
    wire::Job job = makeJob(id, done ? JobState::Done : JobState::Running, 2, int(seq));
    job.progress = double(random.bounded(100));
    return wire::JobSeen{ job };
}

} // namespace

/// Positions of channels in the journal: never without the rows that they stand for.
class TestPositions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyComeBackWithTheirRows()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.load();
            run.store.apply(hub, { wire::JobSeen{ makeJob(u"a"_s, JobState::Running) } });
            run.store.setPositions(hub, at(7));
        }
        Run next(path);
        QSignalSpy positions(&next.journal, &Journal::positionsLoaded);
        QSignalSpy loaded(&next.store, &Store::loaded);
        QVERIFY(!next.store.isLoaded());
        next.load();
        QCOMPARE(positions.count(), 1);
        QCOMPARE(loaded.count(), 1);
        QVERIFY(next.store.isLoaded());
        QVERIFY(next.find(u"a"_s));
        QCOMPARE(next.store.state().positions.value(hub), at(7));
    }

    // Kills at every stage: what is on the disk, and what the server tells again from there on,
    // makes the whole.
    void whatIsKeptAndWhatIsToldAgainMakeTheWhole()
    {
        QRandomGenerator random(4711);
        for (int round = 0; round < 12; ++round) {
            QTemporaryDir dir;
            Run run(dir.filePath(u"journal.sqlite"_s));
            run.load();
            std::vector<wire::Event> log;
            const int steps = 20 + int(random.bounded(40));
            for (int step = 0; step < steps; ++step) {
                log.push_back(happened(step + 1, random));
                run.store.apply(hub, { log.back() });
                run.store.setPositions(hub, at(step + 1));
                if (random.bounded(4) == 0)
                    run.store.flush();
                if (random.bounded(8) == 0) // writes what is dirty
                    run.store.setServer(known(QString::number(step)));
            }
            run.journal.finish();
            Run next(killedCopy(dir, u"killed"_s));
            next.load();
            const auto kept = next.store.state().positions.value(hub);
            const qint64 from = kept.empty() ? 0 : kept[0].seq;
            QVERIFY(from <= steps);
            next.store.apply(hub, { wire::ListConfirmed{} });
            next.store.apply(hub, { log.begin() + from, log.end() });
            QCOMPARE(told(next.store.state()), told(run.store.state()));
        }
    }

    void anEmptyPlaceRemovesThem()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        for (const auto &positions : { at(7), std::vector<wire::Position>() }) {
            Run run(path);
            run.load();
            run.store.setPositions(hub, positions);
        }
        Run next(path);
        next.load();
        QVERIFY(next.store.state().positions.isEmpty());
    }

    void aForgottenServerHasNone()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.store.setPositions(hub, at(1));
            run.store.setPositions(other, at(2));
            run.store.removeServer(hub);
        }
        Run next(path);
        next.load();
        QVERIFY(!next.store.state().positions.contains(hub));
        QCOMPARE(next.store.state().positions.value(other), at(2));
    }

    void damageCostsAServerItsPositions_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("bundle") << u"UPDATE buckets SET data=x'01ff00' WHERE bucket=5"_s;
        QTest::newRow("late row") << u"UPDATE recent SET data=x'01' WHERE job='late'"_s;
        QTest::newRow("item") << u"UPDATE items SET data=x'01'"_s;
    }

    void damageCostsAServerItsPositions()
    {
        QFETCH(QString, statement);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            std::vector<wire::Event> events;
            for (int i = 0; i < 3000; ++i)
                events.push_back(
                    wire::JobSeen{ makeEntry(QString::number(i), JobState::Done).job });
            run.store.apply(hub, events);
            run.store.flush();
            run.journal.finish();
            run.store.apply(hub,
                            { wire::JobSeen{ makeJob(u"late"_s, JobState::Running) },
                              wire::ItemSeen{ makeItem(u"brand"_s, u"1"_s) } });
            run.store.setPositions(hub, at(3));
            run.store.setPositions(other, at(4));
        }
        runSql(path, statement);
        {
            Run next(path);
            next.load();
            QVERIFY(!next.store.state().positions.contains(hub));
            QCOMPARE(next.store.state().positions.value(other), at(4));
        }
        Run after(path); // also from the disk
        after.load();
        QVERIFY(!after.store.state().positions.contains(hub));
    }

    void itemsThatCannotBeKeptCostThem_data()
    {
        QTest::addColumn<bool>("many");
        QTest::newRow("one too large") << false;
        QTest::newRow("too many") << true;
    }

    void itemsThatCannotBeKeptCostThem()
    {
        QFETCH(bool, many);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.store.setPositions(hub, at(1));
            run.store.setServer(known(u"a"_s)); // writes what is dirty
            wire::ItemsReplaced list{ u"photo"_s, {} };
            for (int i = 0; i < (many ? State::maxItems + 1 : 1); ++i)
                list.items.push_back(makeItem(u"photo"_s, QString::number(i)));
            if (!many)
                list.items[0].name = QString(70'000, u'x');
            run.store.apply(hub, { list });
            run.store.setPositions(hub, at(2));
        }
        Run next(path);
        next.load();
        QVERIFY(next.store.state().positions.isEmpty());
    }

    void aFailedWriteLeavesTheOldPlaceOrNone()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        JournalFile file(path);
        QVERIFY(file.open());
        const auto news = [](const QString &job, qint64 seq) {
            JournalFile::News one;
            one.rows.push_back({ { hub, JobId{ job } }, makeEntry(job, JobState::Running) });
            one.positions.insert(hub, at(seq));
            return one;
        };
        QVERIFY(file.writeNews(news(u"a"_s, 1)));
        runSql(path,
               u"CREATE TRIGGER full BEFORE INSERT ON recent WHEN NEW.job='b'"
               " BEGIN SELECT RAISE(ABORT, 'full'); END"_s);
        QVERIFY(!file.writeNews(news(u"b"_s, 2)));
        QCOMPARE(file.readPositions()->value(hub), at(1)); // all or nothing
        QVERIFY(file.writeNews(news(u"c"_s, 3)));
        QVERIFY(!file.readPositions()->contains(hub)); // b is missing: read it whole
        QVERIFY(file.forgetServer(hub));
        QVERIFY(file.writeNews(news(u"d"_s, 4)));
        QCOMPARE(file.readPositions()->value(hub), at(4));
    }

    void aJournalOfTheProgramBeforeIsTakenOver()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            JournalFile file(path);
            QVERIFY(file.open(schemaSteps().first(3)));
        }
        runSql(path, u"INSERT INTO servers VALUES('hub', 5)"_s);
        {
            Run run(path);
            run.load();
            run.store.setServer(known({}));
            QCOMPARE(run.store.state().server(hub)->lastHeard, std::optional(WallTime(Millis(5))));
            QVERIFY(run.store.state().positions.isEmpty());
            run.store.setPositions(hub, at(9));
        }
        QVERIFY(QFile::exists(path + u".v3"_s));
        Run next(path);
        next.load();
        QCOMPARE(next.store.state().positions.value(hub), at(9));
    }

    void whoWasSignedInIsKept_data()
    {
        QTest::addColumn<bool>("late");
        QTest::newRow("set up before the journal is read") << false;
        QTest::newRow("set up after") << true;
    }

    void whoWasSignedInIsKept()
    {
        QFETCH(bool, late);
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        run.store.setServer(known(u"ed@example.org"_s));
        run.journal.finish(); // at once: edits may be made in the same moment
        Run next(killedCopy(dir, u"killed"_s));
        if (!late)
            next.store.setServer(known({}));
        next.load();
        if (late)
            next.store.setServer(known({}));
        QCOMPARE(next.store.state().server(hub)->account, u"ed@example.org"_s);
        next.store.setServer(known(u"other"_s));
        QCOMPARE(next.store.state().server(hub)->account, u"other"_s);
    }
};

QTEST_GUILESS_MAIN(TestPositions)
#include "tst_positions.moc"
