// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/item_makers.h"
#include "store/journal_bench.h"

#include <QJsonArray>

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;

namespace {

ItemKey key(const QString &id, const QString &kind = u"photo"_s)
{
    return { hub, kind, ItemId{ id } };
}

ItemEntry makeFullItem(const QString &id)
{
    ItemEntry entry;
    entry.server = hub;
    entry.item = makeItem(u"photo"_s, id, u"süd "_s + id,
                          { { u"rating"_s, 3 },
                            { u"bytes"_s, qint64(1'234'567'890'123) },
                            { u"a"_s, u"z first"_s },
                            { u"tags"_s, QJsonArray{ u"x"_s, 2.5, true } },
                            { u"exif"_s, QJsonObject{ { u"iso"_s, 100 } } } });
    entry.item.state = u"ready"_s;
    entry.item.picture = u"/p/1"_s;
    entry.item.version = u"v2"_s;
    entry.item.file = u"/f/1"_s;
    entry.item.updated = WallTime(Millis(-5));
    entry.item.expires = WallTime(Millis(1'790'000'000'000));
    entry.heard = WallTime(Millis(77));
    return entry;
}

// A journal as the program before wrote it, byte by byte (schema version 1).
void writeOldJournal(const QString &path)
{
    const std::span<const SchemaStep> oldSteps = schemaSteps().first(1);
    {
        JournalFile file(path);
        QVERIFY(file.open(oldSteps));
    }
    runSql(path, u"INSERT INTO meta VALUES('clean','1')"_s);
    runSql(path,
           u"INSERT INTO edits VALUES('e', 0, "
           "X'01016503687562056a6f623a6105c60101c8010603776879030161040000')"_s);
    runSql(path,
           u"INSERT INTO recent VALUES('hub', 'a', X'ff3f01610d636c6970206120c3bc2e6d703405075055"
           "424c495348d6b883c5986800000000000029400145036f64640550524f42459693d89fee470904010a0ca6"
           "9f84c59868082f782f792e6d70340b3331206f66203132302073042f742f30')"_s);
    runSql(path,
           u"INSERT INTO buckets VALUES('hub', 3, X'01900201620d636c6970206220c3bc2e6d703404075055"
           "424c495348d6b883c5986804a69f84c59868ff3f01630d636c6970206320c3bc2e6d703405075055424c49"
           "5348d6b883c5986800000000000029400145036f64640550524f42459693d89fee470904010a0ca69f84c5"
           "9868082f782f792e6d70340b3331206f66203132302073042f742f30')"_s);
    runSql(path,
           u"INSERT INTO activities VALUES(1, X'01000003687562000009636f6e6e656374656400')"_s);
}

} // namespace

class TestJournalItems final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anItemReadsBackAsItWasWritten()
    {
        const ItemEntry full = makeFullItem(u"1"_s);
        ItemEntry bare;
        bare.server = hub;
        bare.item = makeItem(u"brand"_s, u"2"_s);
        for (const ItemEntry &entry : { full, bare }) {
            const auto read = itemFromBytes(itemBytes(entry), entry.key());
            QVERIFY(read);
            QCOMPARE(read->item, entry.item);
            QCOMPARE(read->heard, entry.heard);
            QCOMPARE(read->server, hub);
            QVERIFY(!read->confirmed);
        }
    }

    void damagedItemsAreRefusedWhereverTheyEnd()
    {
        const QByteArray whole = itemBytes(makeFullItem(u"1"_s));
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY(!itemFromBytes(whole.first(size), key(u"1"_s)));
        quint32 seed = 1;
        for (int i = 0; i < 20000; ++i) { // any bytes: never a crash, never endless
            QByteArray noise = whole;
            for (int change = 0; change < 3; ++change) {
                seed = seed * 1664525U + 1013904223U;
                noise[static_cast<qsizetype>(seed >> 8) % noise.size()] = static_cast<char>(seed);
            }
            itemFromBytes(noise, key(u"1"_s));
        }
    }

    void itemsComeBackUnconfirmedInTheNextRun()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.store.apply(hub,
                            { wire::ItemSeen{ makeFullItem(u"1"_s).item },
                              wire::ItemSeen{ makeItem(u"photo"_s, u"2"_s) },
                              wire::ItemSeen{ makeItem(u"brand"_s, u"1"_s, u"Acme"_s) } });
            run.store.flush();
            run.store.apply(hub, { wire::ItemRemoved{ u"photo"_s, ItemId{ u"2"_s } } });
        }
        Run next(path);
        next.load();
        QCOMPARE(next.report.items, size_t(2));
        const ItemEntry *photo = next.store.state().find(key(u"1"_s));
        QVERIFY(photo);
        QCOMPARE(photo->item, makeFullItem(u"1"_s).item);
        QVERIFY(!photo->confirmed);
        QVERIFY(next.store.state().find(key(u"1"_s, u"brand"_s)));
        QVERIFY(!next.store.state().find(key(u"2"_s)));
    }

    void aWriteWaitsABit()
    {
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        for (int i = 0; i < 5; ++i) {
            run.store.apply(hub,
                            { wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s, QString::number(i)) } });
            run.store.flush();
        }
        run.journal.finish();
        Run early(killedCopy(dir, u"early"_s));
        early.load();
        QCOMPARE(early.report.items, size_t(0));
        QTest::qWait(1200);
        run.journal.finish();
        Run late(killedCopy(dir, u"late"_s));
        late.load();
        QCOMPARE(late.store.state().find(key(u"1"_s))->item.name, u"4"_s);
    }

    void aForgottenServersItemsDoNotComeBack()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.journal.keepItems({ makeFullItem(u"1"_s) });
            run.journal.finish();
            run.journal.keepItems({ makeFullItem(u"2"_s) });
            run.store.removeServer(hub);
        }
        Run next(path);
        next.load();
        QCOMPARE(next.report.items, size_t(0));
    }

    void aServersItemsAreBoundedAndTheNewestStay()
    {
        QTemporaryDir dir;
        JournalFile file(dir.filePath(u"j.sqlite"_s));
        QVERIFY(file.open());
        std::vector<JournalFile::ItemChange> changes;
        const auto put = [&](const QString &id, const QString &name = {}) {
            changes.push_back(
                { key(id), ItemEntry{ hub, makeItem(u"photo"_s, id, name), {}, true } });
        };
        for (int i = 0; i < State::maxItems; ++i)
            put(QString::number(i));
        QVERIFY(file.writeItems(changes));
        changes.clear();
        put(u"0"_s, u"seen again"_s);
        put(u"new"_s);
        put(u"huge"_s, QString(100'000, u'x')); // not worth its place
        QVERIFY(file.writeItems(changes));
        QSet<QString> ids;
        const auto damaged = file.readItems([&](std::vector<ItemEntry> items) {
            for (const ItemEntry &entry : items)
                ids.insert(entry.item.id.text);
        });
        QCOMPARE(damaged.value(), size_t(0));
        QCOMPARE(ids.size(), qsizetype(State::maxItems));
        QVERIFY(ids.contains(u"0"_s));
        QVERIFY(ids.contains(u"new"_s));
        QVERIFY(!ids.contains(u"1"_s)); // the one written longest ago
        QVERIFY(!ids.contains(u"huge"_s));
    }

    void damagedItemsAreSkippedWithOneMessage()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            for (int i = 0; i < 10; ++i)
                run.journal.keepItems({ makeFullItem(QString::number(i)) });
        }
        runSql(path, u"UPDATE items SET data=x'01ff00' WHERE item IN ('3', '5')"_s);
        Run next(path);
        QSignalSpy troubled(&next.journal, &Journal::troubled);
        next.load();
        QCOMPARE(troubled.count(), 1);
        QVERIFY(troubled[0][0].value<Failure>().detail.contains(u"2 items"_s));
        QCOMPARE(next.report.items, size_t(8));
    }

    void aJournalOfTheProgramBeforeIsTakenOver()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        writeOldJournal(path);
        {
            Run run(path);
            QSignalSpy troubled(&run.journal, &Journal::troubled);
            run.load();
            QCOMPARE(troubled.count(), 0);
            QCOMPARE(run.report.jobs, size_t(3));
            QCOMPARE(run.find(u"a"_s)->job, makeFullEntry(u"a"_s).job);
            QCOMPARE(run.find(u"b"_s)->job, makeEntry(u"b"_s, JobState::Done).job);
            QCOMPARE(run.find(u"c"_s)->job, makeFullEntry(u"c"_s).job);
            QCOMPARE(run.store.state().edits.size(), size_t(1));
            Edit old = makeEdit(u"e"_s, Fate::Held); // of 1970: a person is asked
            old.hold = Hold::Old;
            QCOMPARE(run.store.state().edits[0], old);
            QCOMPARE(run.store.state().activities.front().code, u"connected"_s);
            run.store.apply(hub, { wire::ItemSeen{ makeFullItem(u"1"_s).item } });
        }
        QVERIFY(QFile::exists(path + u".v1"_s));
        Run next(path);
        next.load();
        QCOMPARE(next.report.jobs, size_t(3));
        QCOMPARE(next.report.items, size_t(1));
    }

    void aHintIsKeptWithItsRow()
    {
        JobEntry entry = makeFullEntry(u"a"_s);
        entry.job.hint = u"batch:12"_s;
        ByteWriter out;
        writeRow(out, entry);
        writeRow(out, makeEntry(u"b"_s, JobState::Queued));
        ByteReader in(out.bytes());
        QCOMPARE(readRow(in, hub)->job, entry.job);
        QVERIFY(readRow(in, hub)->job.hint.isEmpty());
        QVERIFY(in.atEnd());
        ByteWriter later; // a row with fields nobody here knows cannot be read on
        later.number(1 << 20);
        later.text(u"a"_s);
        later.text({});
        later.number(0);
        later.text({});
        later.time({});
        ByteReader unknown(later.bytes());
        QVERIFY(!readRow(unknown, hub));
    }

    void aSecretNeverReachesTheFile()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            ServerState server = makeOffering(hub, {}, { u"user"_s, u"password"_s });
            server.capabilities.offers.front().fields[1].type = wire::FieldSpec::Type::Secret;
            run.store.setServer(server);
            run.store.propose(
                hub, u"l"_s,
                makeRun(u"e"_s, {}, {}, { { u"user"_s, u"ann"_s }, { u"password"_s, u"p"_s } }));
            QTRY_COMPARE(run.store.state().edits[0].fate, Fate::Queued);
        }
        Run next(path);
        next.load();
        const auto run = std::get<wire::RunAction>(next.store.state().edits[0].command);
        QCOMPARE(run.arguments, (QJsonObject{ { u"user"_s, u"ann"_s } }));
    }
};

QTEST_GUILESS_MAIN(TestJournalItems)
#include "tst_journal_items.moc"
