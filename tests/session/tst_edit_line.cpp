// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/edit_line.h"
#include "store/edit_base.h"
#include "store/item_makers.h"
#include "store/outbox.h"
#include "store/reduce_bench.h"

using namespace fw;
using namespace fw::session;
using namespace fw::store::test;
using namespace fw::test;
using store::Edit;
using store::Fate;
using Verdict = wire::EditSettled::Verdict;

namespace {

/// An outbox with one brand; edits are made as the store makes them.
struct Outbox : Bench
{
    explicit Outbox(qint64 revision = 7)
    {
        store::ServerState server = makeOffering(hub, u"brand"_s, { u"scale"_s, u"padding"_s });
        wire::ActionOffer plain;
        plain.name = u"brand.reset"_s;
        plain.target = u"brand"_s;
        server.capabilities.offers.push_back(plain);
        server.account = u"ann"_s;
        server.capabilities.repeatSafe = true;
        setServer(state, server, {}, changes);
        serverSays({ { u"scale"_s, 10 }, { u"padding"_s, 40 } }, revision);
    }
    void serverSays(std::vector<wire::Metadatum> fields, qint64 revision = 0,
                    const QString &by = {})
    {
        wire::Item item = makeItem(u"brand"_s, u"a"_s, u"Acme"_s, std::move(fields));
        item.revision = revision;
        item.by = by;
        see(wire::ItemSeen{ item });
    }
    Edit &add(const QString &id, wire::RunAction run, const store::Intent &intent)
    {
        Edit edit;
        edit.id = EditId{ id };
        edit.server = hub;
        run.edit = edit.id;
        edit.command = based(state, hub, run);
        edit.intent = intent;
        propose(state, edit, changes);
        return state.edits.back();
    }
    Edit &set(const QString &id, const QJsonObject &arguments, const store::Intent &intent = {})
    {
        return add(id, makeRun(id, u"brand"_s, u"a"_s, arguments), intent);
    }
    /// One step as it is proposed: made, and sent under this id.
    Edit &send(const QString &id, const EditStep &step) { return add(id, step.run, step.intent); }
    void setFate(const QString &id, Fate fate, const QString &why = {})
    {
        store::setFate(state, EditId{ id }, fate, why, { clock.now(), clock.wall() }, changes);
    }
    void settle(const QString &id, Verdict verdict, qint64 revision = 0)
    {
        wire::EditSettled event;
        event.edit = EditId{ id };
        event.verdict = verdict;
        event.revision = revision;
        see(event);
    }
    /// The server takes it, and its news comes.
    void accept(const QString &id, qint64 revision)
    {
        setFate(id, Fate::Sending);
        settle(id, Verdict::Applied, revision);
        std::vector<wire::Metadatum> fields;
        const QJsonObject written = run(id).arguments;
        for (auto one = written.begin(); one != written.end(); ++one)
            fields.push_back({ one.key(), one.value() });
        serverSays(fields, revision, u"ann"_s);
    }
    const wire::RunAction &run(const QString &id) const
    {
        return std::get<wire::RunAction>(
            std::ranges::find(state.edits, EditId{ id }, &Edit::id)->command);
    }
    EditStep back() const { return undoStep(state, document); }
    EditStep forth() const { return redoStep(state, document); }
    EditLine line() const { return lineOf(state, document); }

    Document document{ hub, {}, u"brand"_s, ItemId{ u"a"_s } };
};

store::Intent undoing(const QString &id)
{
    store::Intent intent;
    intent.undoes = EditId{ id };
    return intent;
}

store::Intent insteadOf(const QString &id)
{
    store::Intent intent;
    intent.instead = EditId{ id };
    return intent;
}

} // namespace

/// What can be undone and redone, read from the outbox and its past.
class TestEditLine final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsUndoneWhereNothingWasDone()
    {
        Outbox b;
        QCOMPARE(b.back().refusal, Refusal::Nothing);
        QCOMPARE(b.forth().refusal, Refusal::Nothing);
        QCOMPARE(undoStep(b.state, {}).refusal, Refusal::Nothing);
    }

    void anAcceptedEditIsFollowedByItsInverse()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.accept(u"e"_s, 8);
        const EditStep step = b.back();
        QVERIFY(step.isPossible() && step.takeBack.isEmpty() && !step.waits && !step.overOthers);
        QCOMPARE(step.run.arguments, QJsonObject({ { u"scale"_s, 10 } }));
        QCOMPARE(step.intent.undoes, EditId{ u"e"_s });
        b.send(u"u"_s, step);
        QCOMPARE(b.run(u"u"_s).base, 8);
        QCOMPARE(b.run(u"u"_s).before, QJsonObject({ { u"scale"_s, 20 } }));
        QCOMPARE(b.back().refusal, Refusal::Nothing);
    }

    void whatNeverLeftIsTakenBack_data()
    {
        QTest::addColumn<Fate>("fate");
        QTest::newRow("draft") << Fate::Draft;
        QTest::newRow("queued") << Fate::Queued;
        QTest::newRow("held") << Fate::Held;
    }
    void whatNeverLeftIsTakenBack()
    {
        QFETCH(Fate, fate);
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } }).fate = fate;
        QCOMPARE(b.back().takeBack, EditId{ u"e"_s });
        b.setFate(u"e"_s, Fate::Rejected, u"stopped before it left"_s);
        QCOMPARE(b.back().refusal, Refusal::Nothing);
        QCOMPARE(b.forth().intent.instead, EditId{ u"e"_s });
    }

    void whatIsUnderWayIsFollowedOnceAccepted_data()
    {
        QTest::addColumn<Fate>("fate");
        QTest::newRow("sending") << Fate::Sending;
        QTest::newRow("no answer") << Fate::NoAnswer;
        QTest::newRow("queued again") << Fate::Queued;
    }
    void whatIsUnderWayIsFollowedOnceAccepted()
    {
        QFETCH(Fate, fate);
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.setFate(u"e"_s, Fate::Sending);
        b.setFate(u"e"_s, fate);
        const EditStep step = b.back();
        QVERIFY(step.isPossible() && step.waits && step.takeBack.isEmpty());
        b.send(u"u"_s, step);
        QCOMPARE(b.run(u"u"_s).after, EditId{ u"e"_s });
        QCOMPARE(turnOf(b.state, b.state.edits.back()), store::Turn::Waits);
        b.accept(u"e"_s, 8);
        QCOMPARE(turnOf(b.state, b.state.edits.back()), store::Turn::Free);
        QCOMPARE(baseOf(b.state, b.state.edits.back()), 8);
    }

    void whatIsHeldAndMayHaveArrivedIsForAPerson()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.setFate(u"e"_s, Fate::Sending);
        b.setFate(u"e"_s, Fate::Held);
        QCOMPARE(b.back().refusal, Refusal::Unsure);
    }

    void withoutAnswerForEverItIsForAPerson()
    {
        Outbox b;
        store::ServerState server = *b.state.server(hub);
        server.capabilities.repeatSafe = false;
        setServer(b.state, server, {}, b.changes);
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.setFate(u"e"_s, Fate::Sending);
        b.setFate(u"e"_s, Fate::NoAnswer);
        QCOMPARE(b.back().refusal, Refusal::Unsure);
    }

    void undosWalkBackAndRedosForth()
    {
        Outbox b;
        b.set(u"one"_s, { { u"scale"_s, 20 } });
        b.accept(u"one"_s, 8);
        b.set(u"two"_s, { { u"scale"_s, 30 } });
        b.accept(u"two"_s, 9);
        b.send(u"u2"_s, b.back());
        b.accept(u"u2"_s, 10);
        QCOMPARE(b.back().edit, EditId{ u"one"_s });
        b.send(u"u1"_s, b.back());
        b.accept(u"u1"_s, 11);
        QCOMPARE(b.back().refusal, Refusal::Nothing);
        const EditStep first = b.forth();
        QCOMPARE(first.edit, EditId{ u"one"_s });
        QCOMPARE(first.intent.undoes, EditId{ u"u1"_s });
        QCOMPARE(first.run.arguments, QJsonObject({ { u"scale"_s, 20 } }));
        b.send(u"r1"_s, first);
        b.accept(u"r1"_s, 12);
        b.send(u"r2"_s, b.forth());
        b.accept(u"r2"_s, 13);
        QCOMPARE(b.run(u"r2"_s).arguments, QJsonObject({ { u"scale"_s, 30 } }));
        QCOMPARE(b.forth().refusal, Refusal::Nothing);
        // And back once more: of the edits that did it again.
        QCOMPARE(b.back().edit, EditId{ u"r2"_s });
        QCOMPARE(b.back().run.arguments, QJsonObject({ { u"scale"_s, 20 } }));
    }

    void aNewEditEndsWhatCouldBeRedone()
    {
        Outbox b;
        b.set(u"one"_s, { { u"scale"_s, 20 } });
        b.accept(u"one"_s, 8);
        b.send(u"u"_s, b.back());
        b.accept(u"u"_s, 9);
        QVERIFY(b.forth().isPossible());
        b.set(u"two"_s, { { u"padding"_s, 50 } });
        QCOMPARE(b.forth().refusal, Refusal::Nothing);
        QCOMPARE(b.back().edit, EditId{ u"two"_s });
    }

    void aRefusedEditIsTheNextStepForward()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 900 } });
        b.setFate(u"e"_s, Fate::Sending);
        b.settle(u"e"_s, Verdict::Invalid);
        QCOMPARE(b.back().refusal, Refusal::Nothing);
        const EditStep step = b.forth();
        QVERIFY(step.isPossible());
        QCOMPARE(step.intent.instead, EditId{ u"e"_s });
        QCOMPARE(step.run.arguments, QJsonObject({ { u"scale"_s, 900 } }));
        b.send(u"again"_s, step);
        QCOMPARE(b.forth().refusal, Refusal::Nothing);
        QCOMPARE(b.back().takeBack, EditId{ u"again"_s });
        b.setFate(u"again"_s, Fate::Sending);
        b.settle(u"again"_s, Verdict::Invalid);
        QCOMPARE(b.line().undone.size(), size_t(1));
        QCOMPARE(b.forth().edit, EditId{ u"again"_s });
    }

    void whatWasTakenBackInTurnComesAgainInTurn()
    {
        Outbox b;
        b.set(u"one"_s, { { u"scale"_s, 20 } });
        b.set(u"two"_s, { { u"scale"_s, 30 } });
        b.setFate(b.back().takeBack.text, Fate::Rejected);
        b.setFate(b.back().takeBack.text, Fate::Rejected);
        QCOMPARE(b.line().undone.back().edit, EditId{ u"one"_s });
        b.send(u"one again"_s, b.forth());
        QCOMPARE(b.forth().edit, EditId{ u"two"_s });
        b.send(u"two again"_s, b.forth());
        QCOMPARE(b.run(u"two again"_s).after, EditId{ u"one again"_s });
        QCOMPARE(b.line().done, (std::vector<EditId>{ { u"one again"_s }, { u"two again"_s } }));
    }

    void aConflictIsDecidedByAPersonFirst()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.setFate(u"e"_s, Fate::Sending);
        b.settle(u"e"_s, Verdict::Conflict);
        QCOMPARE(b.forth().refusal, Refusal::Conflict);
        QCOMPARE(b.back().refusal, Refusal::Nothing);
    }

    void whatCameOfAConflictUndoesToTheServersValue()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.setFate(u"e"_s, Fate::Sending);
        wire::EditSettled conflict;
        conflict.edit = EditId{ u"e"_s };
        conflict.verdict = Verdict::Conflict;
        conflict.current = QJsonObject{ { u"scale"_s, 55 } };
        conflict.revision = 8;
        b.see(conflict);
        // Decided before the news of the others' change came: frozen on revision 7 and 10.
        b.set(u"mine"_s, { { u"scale"_s, 20 } }, insteadOf(u"e"_s));
        b.accept(u"mine"_s, 9);
        QCOMPARE(b.line().undone.size(), size_t(0));
        QCOMPARE(b.back().run.arguments, QJsonObject({ { u"scale"_s, 55 } }));
    }

    void whatOthersChangedIsNotOverwritten()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.accept(u"e"_s, 8);
        b.serverSays({ { u"scale"_s, 33 } }, 9, u"mk"_s);
        const EditStep step = b.back();
        QCOMPARE(step.refusal, Refusal::Changed);
        QCOMPARE(step.by, u"mk"_s);
        QCOMPARE(step.fields, QStringList{ u"scale"_s });
    }

    void overOthersItIsSaid()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.accept(u"e"_s, 8);
        b.serverSays({ { u"padding"_s, 99 } }, 9, u"mk"_s);
        const EditStep step = b.back();
        QVERIFY(step.isPossible() && step.overOthers);
        QCOMPARE(step.by, u"mk"_s);
    }

    void redoIsNotOverOthersEither()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.accept(u"e"_s, 8);
        b.send(u"u"_s, b.back());
        b.accept(u"u"_s, 9);
        b.serverSays({ { u"scale"_s, 33 } }, 10, u"mk"_s);
        QCOMPARE(b.forth().refusal, Refusal::Changed);
    }

    void anAnswerBeforeItsNewsIsEnough()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.setFate(u"e"_s, Fate::Sending);
        b.settle(u"e"_s, Verdict::Applied, 8); // the item is still shown with revision 7
        const EditStep step = b.back();
        QVERIFY(step.isPossible());
        b.send(u"u"_s, step);
        QCOMPARE(b.run(u"u"_s).base, 8);
        QCOMPARE(b.run(u"u"_s).before, QJsonObject({ { u"scale"_s, 20 } }));
    }

    void withoutRevisionsValuesAreCompared()
    {
        Outbox b(0);
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.setFate(u"e"_s, Fate::Sending);
        b.settle(u"e"_s, Verdict::Applied);
        QVERIFY(b.back().isPossible()); // its news has not come
        b.serverSays({ { u"scale"_s, 20 } });
        QVERIFY(b.back().isPossible());
        b.serverSays({ { u"scale"_s, 33 } });
        QCOMPARE(b.back().refusal, Refusal::Changed);
    }

    void withoutTheOldValueThereIsNoWayBack()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 }, { u"unheard"_s, 1 } });
        b.accept(u"e"_s, 8);
        QCOMPARE(b.back().refusal, Refusal::NotKnown);
        QCOMPARE(b.back().fields, QStringList{ u"unheard"_s });
    }

    void whatShowsNothingAtOnceHasNoWayBack()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.accept(u"e"_s, 8);
        b.add(u"reset"_s, { {}, u"brand.reset"_s, u"a"_s, {} }, {});
        b.setFate(u"reset"_s, Fate::Sending);
        b.settle(u"reset"_s, Verdict::Applied, 9);
        QCOMPARE(b.back().refusal, Refusal::NotKnown);
        QCOMPARE(b.back().edit, EditId{ u"reset"_s });
    }

    void whatIsGoneStaysGone()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.accept(u"e"_s, 8);
        b.see(wire::ItemRemoved{ u"brand"_s, ItemId{ u"a"_s } });
        QCOMPARE(b.back().refusal, Refusal::Gone);
    }

    void aRefusedStepChangesNothing()
    {
        Outbox b;
        b.set(u"e"_s, { { u"scale"_s, 20 } });
        b.accept(u"e"_s, 8);
        b.send(u"u"_s, b.back());
        QCOMPARE(b.line().undone.size(), size_t(1));
        QCOMPARE(b.forth().takeBack, EditId{ u"u"_s }); // it has not left: redo takes it back
        b.setFate(u"u"_s, Fate::Rejected);
        QCOMPARE(b.back().edit, EditId{ u"e"_s });
        QCOMPARE(b.forth().refusal, Refusal::Nothing);
        // Sent again in its place it is the step it was.
        b.set(u"u again"_s, { { u"scale"_s, 10 } }, insteadOf(u"u"_s));
        QCOMPARE(b.back().refusal, Refusal::Nothing);
        QCOMPARE(b.forth().edit, EditId{ u"e"_s });
    }

    void otherDocumentsAndOtherPeopleAreLeftAlone()
    {
        Outbox b;
        b.see(wire::ItemSeen{ makeItem(u"brand"_s, u"b"_s, u"Other"_s, { { u"scale"_s, 1 } }) });
        b.add(u"other"_s, makeRun(u"other"_s, u"brand"_s, u"b"_s, { { u"scale"_s, 2 } }), {});
        store::Intent bob;
        bob.owner = u"bob"_s;
        b.set(u"bobs"_s, { { u"scale"_s, 20 } }, bob);
        QCOMPARE(b.back().refusal, Refusal::Nothing);
        bob.owner = u"ann"_s;
        b.set(u"ours"_s, { { u"scale"_s, 30 } }, bob);
        QCOMPARE(b.back().edit, EditId{ u"ours"_s });
    }

    void anUndoOfWhatIsForgottenIsNoEdit()
    {
        Outbox b;
        b.set(u"u"_s, { { u"scale"_s, 10 } }, undoing(u"long ago"_s));
        QCOMPARE(b.back().refusal, Refusal::Nothing);
    }

    void jobsAreDocumentsToo()
    {
        Outbox b;
        store::ServerState server = makeOffering(hub, u"job"_s, { u"title"_s });
        server.account = u"ann"_s;
        setServer(b.state, server, {}, b.changes);
        b.seeJob(makeJob(u"j"_s, JobState::Done));
        b.see(wire::MetadataSeen{ JobId{ u"j"_s }, { u"TITLE"_s, u"Old"_s } });
        b.add(u"e"_s, makeRun(u"e"_s, u"job"_s, u"j"_s, { { u"title"_s, u"New"_s } }), {});
        b.setFate(u"e"_s, Fate::Sending);
        b.settle(u"e"_s, Verdict::Applied);
        const EditStep step = undoStep(b.state, { hub, JobId{ u"j"_s }, {}, {} });
        QCOMPARE(step.refusal, Refusal::None);
        QCOMPARE(step.run.arguments, QJsonObject({ { u"title"_s, u"Old"_s } }));
    }
};

QTEST_GUILESS_MAIN(TestEditLine)
#include "tst_edit_line.moc"
