// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/item_makers.h"
#include "store/outbox.h"
#include "store/overlay.h"
#include "store/reduce_bench.h"

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;
using Verdict = wire::EditSettled::Verdict;

namespace {

const ItemKey photo{ hub, u"photo"_s, ItemId{ u"1"_s } };
const JobKey job{ hub, JobId{ u"a"_s } };

struct Outbox : Bench
{
    void add(const wire::Command &command, Fate fate = Fate::Queued)
    {
        Edit edit;
        edit.id = editOf(command);
        edit.server = hub;
        edit.command = command;
        edit.fate = fate;
        changes = {};
        propose(state, edit, changes);
    }
    void offer(const QString &target, const QStringList &arguments)
    {
        changes = {};
        setServer(state, makeOffering(hub, target, arguments), {}, changes);
    }
    const Edit &edit() const { return state.edits.front(); }
};

} // namespace

class TestOverlay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditWithoutAnAnswerLiesOverItsTarget_data()
    {
        QTest::addColumn<Fate>("fate");
        QTest::addColumn<bool>("shown");
        QTest::newRow("draft") << Fate::Draft << true;
        QTest::newRow("queued") << Fate::Queued << true;
        QTest::newRow("sending") << Fate::Sending << true;
        QTest::newRow("no answer") << Fate::NoAnswer << true;
        QTest::newRow("held") << Fate::Held << true;
        QTest::newRow("accepted") << Fate::Accepted << false;
        QTest::newRow("rejected") << Fate::Rejected << false;
        QTest::newRow("conflict") << Fate::Conflict << false;
    }

    void anEditWithoutAnAnswerLiesOverItsTarget()
    {
        QFETCH(Fate, fate);
        QFETCH(bool, shown);
        Outbox b;
        b.offer(u"photo"_s, { u"rating"_s });
        b.add(makeRun(u"e"_s, u"photo"_s, u"1"_s, { { u"rating"_s, 5 } }), fate);
        QCOMPARE(pendingField(b.state, photo, u"rating").has_value(), shown);
        QCOMPARE(pendingItems(b.state, { hub, u"photo"_s }).contains(photo), shown);
    }

    void aRejectionRollsBackByItself()
    {
        Outbox b;
        b.offer(u"photo"_s, { u"rating"_s });
        b.see(wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s, u"sunset"_s, { { u"rating"_s, 2 } }) });
        const auto base = b.state.find(photo)->item;
        b.add(makeRun(u"e"_s, u"photo"_s, u"1"_s, { { u"rating"_s, 5 } }));
        QCOMPARE(pendingField(b.state, photo, u"RATING"), QJsonValue(5));
        QCOMPARE(b.state.find(photo)->item, base);
        b.see(makeVerdict(u"e"_s, Verdict::Invalid, u"too high"_s));
        QVERIFY(!pendingField(b.state, photo, u"rating"));
        QCOMPARE(b.state.find(photo)->item, base);
        QCOMPARE(b.state.activities.back().subject, u"sunset"_s);
        QCOMPARE(b.state.activities.back().detail, u"photo.edit too high"_s);
    }

    void theNewestEditWinsPerField()
    {
        Outbox b;
        b.offer(u"photo"_s, { u"rating"_s, u"caption"_s });
        b.add(makeRun(u"e1"_s, u"photo"_s, u"1"_s,
                      { { u"rating"_s, 1 }, { u"caption"_s, u"old"_s } }));
        b.add(makeRun(u"e2"_s, u"photo"_s, u"1"_s, { { u"Rating"_s, 2 } }));
        b.add(makeRun(u"e3"_s, u"photo"_s, u"2"_s, { { u"rating"_s, 3 } }));
        const PendingFields fields = pendingFields(b.state, photo);
        QCOMPARE(fields.size(), size_t(2));
        QCOMPARE(fieldIn(fields, u"rating")->value, QJsonValue(2));
        QCOMPARE(fieldIn(fields, u"rating")->edit.text, u"e2"_s);
        QCOMPARE(fieldIn(fields, u"caption")->edit.text, u"e1"_s);
        QCOMPARE(pendingItems(b.state, {}).size(), 2);
        b.see(makeVerdict(u"e2"_s, Verdict::Denied));
        QCOMPARE(pendingField(b.state, photo, u"rating"), QJsonValue(1)); // the older one shows
    }

    void aJobsMetadataIsMeantWhateverTheCase()
    {
        Outbox b;
        b.offer(u"job"_s, { u"title"_s });
        b.add(makeRun(u"e"_s, u"job"_s, u"a"_s, { { u"title"_s, u"Nessie"_s } }));
        QCOMPARE(pendingField(b.state, job, u"TITLE"), QJsonValue(u"Nessie"_s));
        QVERIFY(!pendingField(b.state, JobKey{ hub, {} }, u"TITLE"));
        QVERIFY(!pendingField(b.state, { hub, u"job"_s, ItemId{ u"a"_s } }, u"title"));
        QVERIFY(!pendingField(b.state, JobKey{ ServerId{ u"x"_s }, job.job }, u"title"));
    }

    void secretsFilesAndOtherOffersLieOverNothing()
    {
        Outbox b;
        ServerState server
            = makeOffering(hub, u"photo"_s, { u"rating"_s, u"pin"_s, u"file"_s, u"text"_s });
        auto &offer = server.capabilities.offers.front();
        offer.fields[1].type = wire::FieldSpec::Type::Secret;
        offer.fields[2].type = wire::FieldSpec::Type::File;
        offer.fields[3].from = u"caption"_s;
        setServer(b.state, server, {}, b.changes);
        b.add(
            makeRun(u"e"_s, u"photo"_s, u"1"_s,
                    { { u"pin"_s, u"123"_s }, { u"file"_s, u"/x"_s }, { u"text"_s, u"hello"_s } }));
        const PendingFields fields = pendingFields(b.state, photo);
        QCOMPARE(fields.size(), size_t(1));
        QCOMPARE(fields.front().field, u"caption"_s); // what the argument starts with
        offer.overlay = false;
        setServer(b.state, server, {}, b.changes);
        QVERIFY(pendingFields(b.state, photo).empty());
    }

    void anActionOnAJobCountsAsItsOpenEdit()
    {
        Outbox b;
        b.seeJob(makeJob(u"a"_s, JobState::Running));
        b.add(makeRun(u"e"_s, u"job"_s, u"a"_s, {})); // not known yet what it is about
        QVERIFY(b.state.openEdits.isEmpty());
        b.offer(u"job"_s, { u"title"_s });
        QCOMPARE(b.state.openEdits.value(job), 1);
        QCOMPARE(b.changes.changed, std::vector<size_t>{ 0 });
        QCOMPARE(jobOf(b.state, b.edit()), job);
        b.offer(u"job"_s, { u"title"_s, u"more"_s });
        QCOMPARE(b.state.openEdits.value(job), 1);
        b.see(makeVerdict(u"e"_s, Verdict::Applied));
        QVERIFY(b.state.openEdits.isEmpty());
        QCOMPARE(b.state.activities.back().job, job.job);
    }

    void anOfferThatGoesTakesItsCountAlong()
    {
        Outbox b;
        b.offer(u"job"_s, { u"title"_s });
        b.add(makeRun(u"e"_s, u"job"_s, u"a"_s, {}));
        QCOMPARE(b.state.openEdits.value(job), 1);
        setServer(b.state, makeServer(hub, u"a"_s), {}, b.changes);
        QVERIFY(b.state.openEdits.isEmpty());
        b.see(makeVerdict(u"e"_s, Verdict::Applied));
        QVERIFY(b.state.openEdits.isEmpty());
        QVERIFY(b.state.countedOn.isEmpty());
    }

    void anUploadTellsHowMuchHasLeft()
    {
        Outbox b;
        b.add(wire::UploadMedia{ EditId{ u"e"_s }, u"/x.mp4"_s, 0, {} });
        setFate(b.state, EditId{ u"e"_s }, Fate::Sending, {}, {}, b.changes);
        b.see(wire::TransferSeen{ EditId{ u"e"_s }, 10, 100 });
        QVERIFY(b.changes.edits);
        QCOMPARE(b.edit().bytesDone, 10);
        QCOMPARE(b.edit().bytesTotal, 100);
        b.see(wire::TransferSeen{ EditId{ u"e"_s }, 10, 100 });
        QVERIFY(b.changes.isEmpty());
        b.see(wire::TransferSeen{ EditId{ u"e"_s }, 50, 100 }, ServerId{ u"other"_s });
        b.see(wire::TransferSeen{ EditId{ u"unknown"_s }, 50, 100 });
        QCOMPARE(b.edit().bytesDone, 10);
        setFate(b.state, EditId{ u"e"_s }, Fate::Queued, {}, {}, b.changes);
        setFate(b.state, EditId{ u"e"_s }, Fate::Sending, {}, {}, b.changes);
        QCOMPARE(b.edit().bytesDone, 0); // a new try begins at its beginning
        b.see(makeVerdict(u"e"_s, Verdict::Applied));
        b.see(wire::TransferSeen{ EditId{ u"e"_s }, 70, 100 }); // late
        QCOMPARE(b.edit().bytesDone, 0);
    }

    void whatIsWrittenDownHoldsNoSecret()
    {
        Outbox b;
        ServerState server = makeOffering(hub, {}, { u"user"_s, u"password"_s });
        server.capabilities.offers.front().fields[1].type = wire::FieldSpec::Type::Secret;
        setServer(b.state, server, {}, b.changes);
        b.add(
            makeRun(u"e"_s, {}, {}, { { u"user"_s, u"ann"_s }, { u"password"_s, u"hunter2"_s } }));
        const auto written = std::get<wire::RunAction>(withoutSecrets(b.state, b.edit()).command);
        QCOMPARE(written.arguments, (QJsonObject{ { u"user"_s, u"ann"_s } }));
        QCOMPARE(std::get<wire::RunAction>(b.edit().command).arguments.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestOverlay)
#include "tst_overlay.moc"
