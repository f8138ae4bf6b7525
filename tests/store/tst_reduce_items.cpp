// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/item_makers.h"
#include "store/reduce_bench.h"

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;

namespace {

const ServerId other{ u"other"_s };

ItemKey key(const QString &id, const QString &kind = u"photo"_s)
{
    return { hub, kind, ItemId{ id } };
}

wire::ItemsReplaced photos(const QStringList &ids)
{
    wire::ItemsReplaced list{ u"photo"_s, {} };
    for (const QString &id : ids)
        list.items.push_back(makeItem(u"photo"_s, id, u"name "_s + id));
    return list;
}

// The index and the counts say what the list holds.
void verifyInStep(const State &state)
{
    QCOMPARE(size_t(state.itemRow.size()), state.items.size());
    QHash<KindKey, int> counts;
    for (size_t row = 0; row < state.items.size(); ++row) {
        const ItemKey key = state.items[row].key();
        QCOMPARE(state.itemRow.value(key, size_t(-1)), row);
        ++counts[{ key.server, key.kind }];
        ++counts[{ key.server, {} }];
    }
    QCOMPARE(state.itemCounts, counts);
}

} // namespace

class TestReduceItems final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namedFieldsReplaceAndTheRestStays()
    {
        Bench b;
        wire::Item item = makeItem(u"photo"_s, u"1"_s, u"sunset"_s,
                                   { { u"rating"_s, 3 }, { u"tags"_s, u"a"_s } });
        item.state = u"ready"_s;
        item.picture = u"/p/1"_s;
        item.version = u"7"_s;
        item.file = u"/f/1"_s;
        item.expires = second(60);
        b.see(wire::ItemSeen{ item });
        b.see(wire::ItemSeen{ makeItem(
            u"photo"_s, u"1"_s, {},
            { { u"tags"_s, QJsonValue::Null }, { u"rating"_s, 5 }, { u"caption"_s, u"new"_s } }) });
        const wire::Item &known = b.state.find(key(u"1"_s))->item;
        QCOMPARE(known.name, u"sunset"_s);
        QCOMPARE(known.state, u"ready"_s);
        QCOMPARE(known.picture, u"/p/1"_s);
        QCOMPARE(known.version, u"7"_s);
        QCOMPARE(known.file, u"/f/1"_s);
        QCOMPARE(known.expires, second(60));
        const std::vector<wire::Metadatum> fields{ { u"rating"_s, 5 },
                                                   { u"tags"_s, u"a"_s },
                                                   { u"caption"_s, u"new"_s } };
        QCOMPARE(known.fields, fields);
        QCOMPARE(b.changes.items, std::vector<ItemKey>{ key(u"1"_s) });
    }

    void aNullSaysNothingOfANewItemEither()
    {
        Bench b;
        b.see(wire::ItemSeen{
            makeItem(u"photo"_s, u"1"_s, {}, { { u"caption"_s, QJsonValue::Null } }) });
        QVERIFY(b.state.find(key(u"1"_s))->item.fields.empty());
    }

    void aRepeatedEventChangesNothing()
    {
        Bench b;
        wire::Item item = makeItem(u"photo"_s, u"1"_s, u"sunset"_s, { { u"rating"_s, 3 } });
        item.updated = second(1);
        for (const wire::Event &event :
             { wire::Event(wire::ItemSeen{ item }), wire::Event(photos({ u"1"_s, u"2"_s })),
               wire::Event(wire::ItemRemoved{ u"photo"_s, ItemId{ u"2"_s } }) }) {
            b.see(event);
            QVERIFY(!b.changes.isEmpty());
            b.clock.advance(std::chrono::seconds(3));
            b.see(event);
            QVERIFY(b.changes.isEmpty());
        }
        QCOMPARE(b.state.find(key(u"1"_s))->heard, b.clock.wall() - std::chrono::seconds(3));
        QVERIFY(b.state.activities.empty());
    }

    void aListIsTheWholeTruthOfItsKindAndServer()
    {
        Bench b;
        b.see(photos({ u"1"_s, u"2"_s, u"3"_s }));
        b.see(photos({ u"1"_s }), other);
        b.see(wire::ItemSeen{ makeItem(u"brand"_s, u"1"_s) });
        b.see(wire::ItemSeen{ makeItem(u"photo"_s, u"2"_s, {}, { { u"rating"_s, 4 } }) });
        b.see(photos({ u"2"_s, u"4"_s }));
        QVERIFY(!b.state.find(key(u"1"_s)));
        QVERIFY(!b.state.find(key(u"3"_s)));
        QVERIFY(b.state.find(key(u"4"_s)));
        QVERIFY(b.state.find(key(u"1"_s, u"brand"_s)));
        QVERIFY(b.state.find({ other, u"photo"_s, ItemId{ u"1"_s } }));
        QCOMPARE(wire::fieldOf(b.state.find(key(u"2"_s))->item, u"rating").toInt(), 4);
        QCOMPARE(b.changes.items.size(), size_t(3)); // 1 and 3 went, 4 came
        verifyInStep(b.state);
        b.see(wire::ItemsReplaced{ u"photo"_s, {} });
        QCOMPARE(b.state.itemCounts.value({ hub, u"photo"_s }), 0);
        QCOMPARE(b.state.itemCounts.value({ hub, {} }), 1);
    }

    void itemsOfAListAreOfItsKind()
    {
        Bench b;
        b.see(wire::ItemsReplaced{
            u"photo"_s, { makeItem({}, u"1"_s), makeItem(u"x"_s, u"2"_s), makeItem({}, {}) } });
        QCOMPARE(b.state.itemCounts.value({ hub, u"photo"_s }), 2);
        b.see(wire::ItemSeen{ makeItem({}, u"3"_s) }); // of no kind: nowhere to show it
        b.see(wire::ItemsReplaced{ {}, { makeItem(u"photo"_s, u"4"_s) } });
        QCOMPARE(b.state.items.size(), size_t(2));
    }

    void comingAndGoingWithinOneTickIsOneChange()
    {
        State state;
        Changes pending;
        reduce(state, hub, wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s) }, {}, pending);
        reduce(state, hub, wire::ItemSeen{ makeItem(u"photo"_s, u"2"_s) }, {}, pending);
        reduce(state, hub, wire::ItemRemoved{ u"photo"_s, ItemId{ u"1"_s } }, {}, pending);
        tidy(state, pending);
        QCOMPARE(pending.items, (std::vector<ItemKey>{ key(u"1"_s), key(u"2"_s) }));
        QVERIFY(!state.find(key(u"1"_s)));
    }

    void randomEventsKeepTheIndexInStep()
    {
        State state;
        Changes pending;
        quint32 seed = 4711;
        const auto random = [&seed](quint32 n) {
            seed = seed * 1664525U + 1013904223U;
            return (seed >> 8) % n;
        };
        for (int step = 0; step < 5000; ++step) {
            const QString id = QString::number(random(40));
            const QString kind = random(2) == 0 ? u"photo"_s : u"brand"_s;
            const ServerId server = random(3) == 0 ? other : hub;
            if (random(30) == 0) {
                wire::ItemsReplaced list{ kind, {} };
                for (quint32 i = 0; i < random(40); ++i)
                    list.items.push_back(makeItem(kind, QString::number(i)));
                reduce(state, server, list, {}, pending);
            } else if (random(3) == 0) {
                reduce(state, server, wire::ItemRemoved{ kind, ItemId{ id } }, {}, pending);
            } else {
                reduce(state, server, wire::ItemSeen{ makeItem(kind, id) }, {}, pending);
            }
            if (step % 100 == 0)
                verifyInStep(state);
        }
        removeServer(state, other, pending);
        verifyInStep(state);
    }

    void tooManyItemsAreSaidOnce()
    {
        Bench b;
        wire::ItemsReplaced list{ u"photo"_s, {} };
        for (int i = 0; i < State::maxItems + 10; ++i)
            list.items.push_back(makeItem(u"photo"_s, QString::number(i)));
        b.see(list);
        b.see(list);
        QCOMPARE(b.state.items.size(), size_t(State::maxItems));
        QCOMPARE(b.codes(), QStringList{ u"itemsFull"_s });
        b.see(wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s) }, other); // others have their own room
        QCOMPARE(b.state.items.size(), size_t(State::maxItems) + 1);
        b.see(photos({ u"new"_s }));
        QVERIFY(b.state.find(key(u"new"_s)));
    }

    void aListThatNamesNoEndTakesItAway()
    {
        Bench b;
        wire::Item item = makeItem(u"photo"_s, u"1"_s);
        item.expires = WallTime(std::chrono::hours(24));
        b.see(wire::ItemSeen{ item });
        b.see(wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s) }); // news of something else
        QCOMPARE(b.state.find(key(u"1"_s))->item.expires, item.expires);
        b.changes = {};
        b.see(photos({ u"1"_s }));
        QVERIFY(!b.state.find(key(u"1"_s))->item.expires);
        QCOMPARE(b.changes.items, std::vector<ItemKey>{ key(u"1"_s) });
    }

    void removingAServerForgetsItsItems()
    {
        Bench b;
        setServer(b.state, makeServer(hub, u"a"_s), {}, b.changes);
        b.see(photos({ u"1"_s, u"2"_s }));
        b.see(photos({ u"1"_s }), other);
        b.see(wire::ItemRemoved{ u"photo"_s, ItemId{ u"1"_s } });
        b.changes = {};
        removeServer(b.state, hub, b.changes);
        QCOMPARE(b.changes.items, std::vector<ItemKey>{ key(u"2"_s) });
        QCOMPARE(b.state.items.size(), size_t(1));
        QVERIFY(b.state.listedKinds.size() == 1);
        QVERIFY(b.state.goneItems.isEmpty());
    }

    void adoptedItemsNeverOverwriteThisRun()
    {
        Bench b;
        b.see(wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s, u"now"_s) });
        b.see(wire::ItemRemoved{ u"photo"_s, ItemId{ u"2"_s } });
        b.see(wire::ItemsReplaced{ u"brand"_s, {} });
        const auto before = [](const QString &id, const QString &kind = u"photo"_s) {
            return ItemEntry{ hub, makeItem(kind, id, u"before"_s), {}, true };
        };
        b.changes = {};
        adoptItems(b.state,
                   { before(u"1"_s), before(u"2"_s), before(u"3"_s), before(u"1"_s, u"brand"_s) },
                   b.changes);
        QCOMPARE(b.changes.items, std::vector<ItemKey>{ key(u"3"_s) });
        QCOMPARE(b.state.find(key(u"1"_s))->item.name, u"now"_s);
        QVERIFY(!b.state.find(key(u"3"_s))->confirmed);
        b.see(wire::ItemSeen{ makeItem(u"photo"_s, u"3"_s) }); // says nothing new, but it is there
        QVERIFY(b.state.find(key(u"3"_s))->confirmed);
        QCOMPARE(b.state.find(key(u"3"_s))->item.name, u"before"_s);
        QCOMPARE(b.changes.items.size(), size_t(1));
    }

    void aJobsHintIsKeptUntilAnotherComes()
    {
        Bench b;
        wire::Job job = makeJob(u"a"_s, JobState::Queued);
        job.hint = u"batch:12"_s;
        b.seeJob(job);
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        b.see(progress(u"a"_s, 3));
        QCOMPARE(b.job(u"a"_s).hint, u"batch:12"_s);
        job.hint = u"batch:13"_s;
        job.state = JobState::Running;
        b.seeJob(job);
        QCOMPARE(b.job(u"a"_s).hint, u"batch:13"_s);
    }
};

QTEST_GUILESS_MAIN(TestReduceItems)
#include "tst_reduce_items.moc"
