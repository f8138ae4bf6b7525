// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/edit_base.h"
#include "store/item_makers.h"
#include "store/journal_codec.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/reduce_bench.h"

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;
using Verdict = wire::EditSettled::Verdict;

namespace {

struct Outbox : Bench
{
    explicit Outbox(qint64 revision = 0)
    {
        setServer(state, makeOffering(hub, u"brand"_s, { u"scale"_s, u"padding"_s }), {}, changes);
        serverSays({ { u"scale"_s, 10 }, { u"padding"_s, 40 } }, revision);
    }
    void serverSays(std::vector<wire::Metadatum> fields, qint64 revision = 0)
    {
        wire::Item item = makeItem(u"brand"_s, u"a"_s, u"Acme"_s, std::move(fields));
        item.revision = revision;
        see(wire::ItemSeen{ item });
    }
    /// As the store does it: frozen, then into the outbox.
    const Edit &add(const QString &id, const QJsonObject &arguments)
    {
        return add(makeRun(id, u"brand"_s, u"a"_s, arguments));
    }
    const Edit &add(const wire::RunAction &run)
    {
        Edit edit;
        edit.id = run.edit;
        edit.server = hub;
        edit.command = based(state, hub, run);
        propose(state, edit, changes);
        return state.edits.back();
    }
    void offerReset()
    {
        ServerState server = *state.server(hub);
        wire::ActionOffer offer;
        offer.name = u"brand.reset"_s;
        offer.target = u"brand"_s;
        server.capabilities.offers.push_back(offer);
        setServer(state, server, {}, changes);
    }
    const Edit &addReset(const QString &id)
    {
        return add({ EditId{ id }, u"brand.reset"_s, u"a"_s, {} });
    }
    const Edit &edit(const QString &id) const
    {
        return *std::ranges::find(state.edits, EditId{ id }, &Edit::id);
    }
    const wire::RunAction &run(const QString &id) const
    {
        return std::get<wire::RunAction>(edit(id).command);
    }
    void settled(const QString &id, Verdict verdict, qint64 revision = 0)
    {
        wire::EditSettled event;
        event.edit = EditId{ id };
        event.verdict = verdict;
        event.revision = revision;
        see(event);
    }
};

} // namespace

class TestEditBase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheAuthorSawIsFrozen()
    {
        Outbox b(7);
        b.add(u"e"_s, { { u"scale"_s, 20 } });
        b.serverSays({ { u"scale"_s, 30 } }, 8);
        QCOMPARE(b.run(u"e"_s).base, 7);
        QCOMPARE(b.run(u"e"_s).before, QJsonObject({ { u"scale"_s, 10 } }));
        QVERIFY(b.run(u"e"_s).after.isEmpty());
    }

    void aSecondEditBuildsOnTheFirst()
    {
        Outbox b(7);
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        b.add(u"two"_s, { { u"scale"_s, 25 }, { u"padding"_s, 41 } });
        QCOMPARE(b.run(u"two"_s).after, EditId{ u"one"_s });
        QCOMPARE(b.run(u"two"_s).before, QJsonObject({ { u"scale"_s, 20 }, { u"padding"_s, 40 } }));
        QCOMPARE(turnOf(b.state, b.edit(u"one"_s)), Turn::Free);
        QCOMPARE(turnOf(b.state, b.edit(u"two"_s)), Turn::Waits);
        b.settled(u"one"_s, Verdict::Applied, 8);
        QCOMPARE(turnOf(b.state, b.edit(u"two"_s)), Turn::Free);
        QCOMPARE(baseOf(b.state, b.edit(u"two"_s)), 8);
    }

    // A reset names no values, and is one more revision where the server counts them.
    void otherFieldsWaitForNobodyWithoutRevisions()
    {
        Outbox b;
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        b.add(u"two"_s, { { u"padding"_s, 30 } });
        b.add(u"three"_s, { { u"SCALE"_s, 25 } });
        QVERIFY(b.run(u"two"_s).after.isEmpty());
        QCOMPARE(b.run(u"three"_s).after, EditId{ u"one"_s });
    }
    void otherFieldsOfARevisionWaitForIt()
    {
        Outbox b(7);
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        b.add(u"two"_s, { { u"padding"_s, 30 } });
        QCOMPARE(b.run(u"two"_s).after, EditId{ u"one"_s });
    }
    void whatNobodyWillAnswerHoldsNothingBack()
    {
        Outbox b;
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        setFate(b.state, EditId{ u"one"_s }, Fate::NoAnswer, {}, {}, b.changes);
        b.add(u"two"_s, { { u"scale"_s, 30 }, { u"padding"_s, 5 } });
        QVERIFY(b.run(u"two"_s).after.isEmpty());
        QCOMPARE(b.run(u"two"_s).before, (QJsonObject{ { u"padding"_s, 40 } }));
    }
    void whatOurEditMadeCountsBeforeTheNewsOfIt()
    {
        Outbox b(7);
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        b.settled(u"one"_s, Verdict::Applied, 8);
        QCOMPARE(pendingField(b.state, ItemKey{ hub, u"brand"_s, ItemId{ u"a"_s } }, u"scale"),
                 QJsonValue(20));
        b.add(u"two"_s, { { u"scale"_s, 30 } });
        QCOMPARE(b.run(u"two"_s).base, 8);
        QCOMPARE(b.run(u"two"_s).before, (QJsonObject{ { u"scale"_s, 20 } }));
        b.settled(u"two"_s, Verdict::Conflict);
        b.serverSays({ { u"scale"_s, 21 }, { u"padding"_s, 40 } }, 9);
        QVERIFY(!pendingField(b.state, ItemKey{ hub, u"brand"_s, ItemId{ u"a"_s } }, u"scale"));
        b.add(u"three"_s, { { u"scale"_s, 40 } });
        QCOMPARE(b.run(u"three"_s).base, 9);
    }
    void whatNeverLeftIsNoTry()
    {
        Outbox b;
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        const EditId one{ u"one"_s };
        for (int i = 0; i < 20; ++i) {
            setFate(b.state, one, Fate::Sending, {}, {}, b.changes);
            unsent(b.state, one, {}, b.changes);
            QCOMPARE(b.edit(u"one"_s).fate, Fate::Queued);
            QCOMPARE(b.edit(u"one"_s).tries, 0);
        }
        setFate(b.state, one, Fate::NoAnswer, {}, {}, b.changes);
        unsent(b.state, one, {}, b.changes); // the server never saw it
        QCOMPARE(b.edit(u"one"_s).fate, Fate::Queued);
        hold(b.state, one, Hold::Person, {}, b.changes);
        unsent(b.state, one, {}, b.changes);
        QCOMPARE(b.edit(u"one"_s).hold, Hold::Person);
    }
    void whatNamesNoValuesIsBasedToo()
    {
        Outbox b(7);
        b.offerReset();
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        b.addReset(u"two"_s);
        b.add(u"three"_s, { { u"scale"_s, 30 } });
        QCOMPARE(b.run(u"two"_s).base, 7);
        QCOMPARE(b.run(u"two"_s).after, EditId{ u"one"_s });
        QCOMPARE(b.run(u"three"_s).after, EditId{ u"two"_s });
        Outbox plain; // no revisions: actions stand alone
        plain.offerReset();
        plain.addReset(u"two"_s);
        plain.add(u"three"_s, { { u"scale"_s, 30 } });
        QCOMPARE(plain.run(u"two"_s).base, 0);
        QVERIFY(plain.run(u"three"_s).after.isEmpty());
    }

    void whatBuildsOnARefusedEditIsStuck_data()
    {
        QTest::addColumn<Verdict>("verdict");
        QTest::newRow("refused") << Verdict::Invalid;
        QTest::newRow("denied") << Verdict::Denied;
        QTest::newRow("conflict") << Verdict::Conflict;
    }

    void whatBuildsOnARefusedEditIsStuck()
    {
        QFETCH(Verdict, verdict);
        Outbox b(7);
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        b.add(u"two"_s, { { u"padding"_s, 41 } });
        b.settled(u"one"_s, verdict);
        QCOMPARE(turnOf(b.state, b.edit(u"two"_s)), Turn::Stuck);
    }

    void whatOthersChangedIsNoticedWithoutRevisions()
    {
        Outbox b;
        b.add(u"e"_s, { { u"scale"_s, 20 }, { u"padding"_s, 41 } });
        QVERIFY(!clashOf(b.state, b.edit(u"e"_s)));
        b.serverSays({ { u"scale"_s, 30 } });
        const auto clash = clashOf(b.state, b.edit(u"e"_s));
        QVERIFY(clash.has_value());
        QCOMPARE(clash->changed, QStringList{ u"scale"_s });
        QCOMPARE(clash->current, QJsonObject({ { u"scale"_s, 30 } }));
    }

    void othersWhoWantTheSameAreNoClash()
    {
        Outbox b;
        b.add(u"e"_s, { { u"scale"_s, 20 } });
        b.serverSays({ { u"scale"_s, 20 } });
        QVERIFY(!clashOf(b.state, b.edit(u"e"_s)));
    }

    void aFieldThatNobodyEditsIsNoClash()
    {
        Outbox b;
        b.add(u"e"_s, { { u"scale"_s, 20 } });
        b.serverSays({ { u"padding"_s, 99 } });
        QVERIFY(!clashOf(b.state, b.edit(u"e"_s)));
    }

    void ourOwnEarlierEditIsNoClash()
    {
        Outbox b;
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        b.settled(u"one"_s, Verdict::Applied);
        b.add(u"two"_s, { { u"scale"_s, 25 } }); // before the server shows the first
        b.serverSays({ { u"scale"_s, 20 } });
        QVERIFY(!clashOf(b.state, b.edit(u"two"_s)));
    }

    void aServerWithRevisionsComparesByItself()
    {
        Outbox b(7);
        b.add(u"e"_s, { { u"scale"_s, 20 } });
        b.serverSays({ { u"scale"_s, 30 } }, 8);
        QVERIFY(!clashOf(b.state, b.edit(u"e"_s)));
    }

    void aConflictKeepsBothSides()
    {
        Outbox b(7);
        b.add(u"e"_s, { { u"scale"_s, 20 } });
        wire::EditSettled event;
        event.edit = EditId{ u"e"_s };
        event.verdict = Verdict::Conflict;
        event.current = QJsonObject{ { u"scale"_s, 30 } };
        event.changed = { u"scale"_s };
        event.by = u"mk"_s;
        event.when = WallTime(Millis(1000));
        event.revision = 8;
        b.see(event);
        const Edit &edit = b.edit(u"e"_s);
        QCOMPARE(edit.fate, Fate::Conflict);
        QCOMPARE(edit.current, QJsonObject({ { u"scale"_s, 30 } }));
        QCOMPARE(edit.by, u"mk"_s);
        QCOMPARE(b.run(u"e"_s).arguments, QJsonObject({ { u"scale"_s, 20 } }));
    }

    void theJournalKeepsAllOfIt()
    {
        Outbox b(7);
        b.add(u"one"_s, { { u"scale"_s, 20 } });
        b.add(u"two"_s, { { u"scale"_s, 25 } });
        Edit edit = b.edit(u"two"_s);
        edit.intent.owner = u"ed@example.org"_s;
        edit.revision = 9;
        edit.current = { { u"scale"_s, 30 } };
        edit.changed = { u"scale"_s };
        edit.by = u"mk"_s;
        edit.when = WallTime(Millis(1000));
        const auto again = editFromBytes(editBytes(edit));
        QVERIFY(again.has_value());
        QCOMPARE(*again, edit);
    }

    void aWholeItemForgetsWhatItDoesNotName()
    {
        Outbox b(7);
        wire::Item item = makeItem(u"brand"_s, u"a"_s, {}, { { u"scale"_s, 12 } });
        item.revision = 8;
        item.whole = true;
        b.see(wire::ItemSeen{ item });
        const auto &fields = b.state.items.front().item.fields;
        QCOMPARE(fields.size(), size_t(1));
        QCOMPARE(fields.front().value, QJsonValue(12));
    }
};

QTEST_GUILESS_MAIN(TestEditBase)
#include "tst_edit_base.moc"
