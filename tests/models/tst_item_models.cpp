// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity_model.h"
#include "models/edit_model.h"
#include "models/fate_face.h"
#include "models/item_field_model.h"
#include "models/item_model.h"
#include "models/job_model.h"
#include "models/kind_model.h"
#include "models/metadata_model.h"
#include "models/server_model.h"
#include "store/item_makers.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fw;
using namespace fw::models;
using namespace Qt::StringLiterals;
using store::Fate;
using store::ItemKey;
using store::KindKey;
using test::makeItem;
using test::makeRun;
using test::makeVerdict;
using Verdict = wire::EditSettled::Verdict;

namespace {

const ServerId hub{ u"hub"_s };
const ServerId echo{ u"echo"_s };
const KindKey photos{ hub, u"photo"_s };

ItemKey photo(const QString &id, const ServerId &server = hub)
{
    return { server, u"photo"_s, ItemId{ id } };
}

// Every model of this file under a tester at once, also while it is empty.
struct Bench
{
    test::FakeClock clock;
    store::Store store{ clock };
    ItemModel items{ store };
    ItemFieldModel fields{ store };
    KindModel kinds{ store };
    MetadataModel metadata{ store };
    EditModel edits{ store };
    ServerModel servers{ store };
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;

    Bench()
    {
        const std::vector<QAbstractItemModel *> all{ &items,    &fields, &kinds,
                                                     &metadata, &edits,  &servers };
        for (QAbstractItemModel *model : all)
            testers.push_back(std::make_unique<QAbstractItemModelTester>(
                model, QAbstractItemModelTester::FailureReportingMode::Fatal));
    }
    void see(const std::vector<wire::Event> &events, const ServerId &server = hub)
    {
        store.apply(server, events);
        store.flush();
    }
    void list(const QStringList &ids, const ServerId &server = hub)
    {
        wire::ItemsReplaced list{ u"photo"_s, {} };
        for (const QString &id : ids)
            list.items.push_back(makeItem(u"photo"_s, id, u"photo "_s + id));
        see({ list }, server);
    }
    void offer(const QString &target, const QStringList &arguments)
    {
        store.setServer(test::makeOffering(hub, target, arguments));
        store.flush();
    }
    void propose(const wire::Command &command)
    {
        store.propose(hub, u"l"_s, command);
        store.flush();
    }
    QString text(int row, int column) const { return items.index(row, column).data().toString(); }
    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < items.rowCount(); ++row)
            all += text(row, ItemModel::NameColumn);
        return all;
    }
};

} // namespace

class TestItemModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itemsComeChangeAndGo()
    {
        Bench b;
        QSignalSpy resets(&b.items, &QAbstractItemModel::modelReset);
        b.list({ u"1"_s, u"2"_s });
        QCOMPARE(b.items.rowCount(), 0); // no kind was set
        b.items.setKind(photos);
        QCOMPARE(b.names(), (QStringList{ u"photo 1"_s, u"photo 2"_s }));
        for (const QStringList &ids :
             { QStringList{ u"1"_s }, QStringList{}, QStringList{ u"10"_s, u"9"_s, u"8"_s },
               QStringList{ u"9"_s }, QStringList{ u"9"_s, u"1"_s }, QStringList{} }) {
            b.list(ids);
            QCOMPARE(b.items.rowCount(), int(ids.size()));
            QCOMPARE(b.items.total(), int(ids.size()));
        }
        b.list({ u"10"_s, u"9"_s, u"8"_s });
        QCOMPARE(b.names(), (QStringList{ u"photo 8"_s, u"photo 9"_s, u"photo 10"_s }));
        b.see({ wire::ItemRemoved{ u"photo"_s, ItemId{ u"10"_s } } }); // the last row
        b.see({ wire::ItemRemoved{ u"photo"_s, ItemId{ u"8"_s } } }); // the first
        QCOMPARE(b.names(), QStringList{ u"photo 9"_s });
        b.store.removeServer(hub);
        QCOMPARE(b.items.rowCount(), 0);
        b.items.setKind({});
        QCOMPARE(resets.count(), 0);
    }

    void randomNewsKeepTheTableInStep()
    {
        Bench b;
        b.items.setKind({ {}, u"photo"_s });
        quint32 seed = 4711;
        const auto random = [&seed](quint32 n) {
            seed = seed * 1664525U + 1013904223U;
            return (seed >> 8) % n;
        };
        for (int step = 0; step < 200; ++step) {
            std::vector<wire::Event> events;
            for (quint32 i = random(40); i > 0; --i) {
                const QString id = QString::number(random(120));
                if (random(3) == 0)
                    events.push_back(wire::ItemRemoved{ u"photo"_s, ItemId{ id } });
                else
                    events.push_back(wire::ItemSeen{
                        makeItem(u"photo"_s, id, u"n%1"_s.arg(random(99)), { { u"f"_s, 1 } }) });
            }
            b.see(events, random(2) == 0 ? hub : echo);
            if (random(5) == 0)
                b.items.setText(random(2) == 0 ? u"1"_s : QString());
            if (random(5) == 0)
                b.items.sort(int(random(3)),
                             random(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
            QCOMPARE(b.items.total(), int(b.store.state().items.size()));
            for (int row = 0; row < b.items.rowCount(); ++row)
                QCOMPARE(b.items.rowOf(b.items.keyAt(row)), row);
        }
    }

    void fieldsBecomeColumnsAsTheyAreSeen()
    {
        Bench b;
        b.items.setKind(photos);
        QCOMPARE(b.items.columnCount(), 4);
        QSignalSpy inserted(&b.items, &QAbstractItemModel::columnsInserted);
        b.see({ wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s, u"sunset"_s,
                                         { { u"id"_s, u"1"_s },
                                           { u"title"_s, u"sunset"_s },
                                           { u"camera_model"_s, u"X100"_s },
                                           { u"exif"_s, QJsonObject{ { u"iso"_s, 100 } } },
                                           { u"link"_s, u"http://x/y"_s },
                                           { u"text"_s, QString(500, u'x') },
                                           { u"rating"_s, 3 } }) } });
        QCOMPARE(b.items.fieldCount(), 2);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(b.items.headerData(2, Qt::Horizontal).toString(), u"Camera model"_s);
        QCOMPARE(b.items.headerData(3, Qt::Horizontal).toString(), u"Rating"_s);
        QCOMPARE(b.items.headerData(4, Qt::Horizontal).toString(), u"Changed"_s);
        QCOMPARE(b.text(0, 3), u"3"_s);
        QCOMPARE(b.text(0, b.items.expiresColumn()), u"–"_s);
        std::vector<wire::Metadatum> many;
        for (int i = 0; i < 20; ++i)
            many.push_back({ u"f%1"_s.arg(i), i });
        b.see({ wire::ItemSeen{ makeItem(u"photo"_s, u"2"_s, u"x"_s, many) } });
        QCOMPARE(b.items.fieldCount(), 5);
        b.items.setKind({ hub, u"brand"_s });
        QCOMPARE(b.items.columnCount(), 4);
        QCOMPARE(b.items.rowCount(), 0);
    }

    void anItemSaysEverythingByRoles()
    {
        Bench b;
        store::ServerState server;
        server.id = hub;
        server.freshness = store::Freshness::Live;
        b.store.setServer(server);
        wire::Item item = makeItem(u"photo"_s, u"1"_s, {}, { { u"rating"_s, 3 } });
        item.state = u"needs_review"_s;
        item.picture = u"/p/1"_s;
        item.version = u"7"_s;
        item.updated = b.clock.wall() - std::chrono::minutes(2);
        item.expires = b.clock.wall() + std::chrono::hours(3);
        b.items.setKind(photos);
        b.see({ wire::ItemSeen{ item } });
        const QModelIndex cell = b.items.index(0, 0);
        QCOMPARE(b.text(0, ItemModel::NameColumn), u"1"_s); // nameless: its id
        QCOMPARE(b.text(0, ItemModel::StateColumn), u"Needs review"_s);
        QCOMPARE(b.text(0, b.items.updatedColumn()), u"2 min"_s);
        QCOMPARE(b.text(0, b.items.expiresColumn()), u"in 3 h"_s);
        QCOMPARE(cell.data(ItemModel::StateRole).toString(), u"needs_review"_s);
        QCOMPARE(cell.data(ItemModel::PictureRole).toString(), u"/p/1"_s);
        QCOMPARE(cell.data(ItemModel::VersionRole).toString(), u"7"_s);
        QCOMPARE(cell.data(ItemModel::KeyRole).value<ItemKey>(), photo(u"1"_s));
        QCOMPARE(cell.data(ItemModel::FieldsRole).toJsonObject(),
                 (QJsonObject{ { u"rating"_s, 3 } }));
        QVERIFY(cell.data(ItemModel::ConfirmedRole).toBool());
        QVERIFY(!cell.data(ItemModel::StaleRole).toBool());
        QVERIFY(cell.data(ItemModel::ExpiresRole).isValid());
        QVERIFY(!cell.data(Qt::UserRole + 99).isValid());
        server.freshness = store::Freshness::Offline;
        QSignalSpy changed(&b.items, &QAbstractItemModel::dataChanged);
        b.store.setServer(server);
        b.store.flush();
        QVERIFY(cell.data(ItemModel::StaleRole).toBool());
        QCOMPARE(changed.count(), 1);
    }

    void wordsAreFoundInNamesStatesAndFields()
    {
        Bench b;
        b.items.setKind(photos);
        wire::Item ready = makeItem(u"photo"_s, u"1"_s, u"Café Ness"_s, { { u"iso"_s, 1600 } });
        ready.state = u"ready"_s;
        b.see({ wire::ItemSeen{ ready },
                wire::ItemSeen{
                    makeItem(u"photo"_s, u"2"_s, u"castle"_s, { { u"place"_s, u"Ness"_s } }) } });
        QSignalSpy counts(&b.items, &ItemModel::countsChanged);
        const auto found = [&b](const QString &text) {
            b.items.setText(text);
            return b.items.rowCount();
        };
        QCOMPARE(found(u"NESS"_s), 2);
        QCOMPARE(found(u"ness cafe"_s), 1);
        QCOMPARE(found(u"ready"_s), 1);
        QCOMPARE(found(u"1600"_s), 1);
        QCOMPARE(found(u"nothing"_s), 0);
        QCOMPARE(b.items.total(), 2);
        QCOMPARE(counts.last()[1].toInt(), 2);
        b.see({ wire::ItemSeen{ makeItem(u"photo"_s, u"3"_s, u"nothing much"_s) } });
        QCOMPARE(b.names(), QStringList{ u"nothing much"_s });
        QCOMPARE(found(u"  "_s), 3);
    }

    void sortingIsNaturalAndUnknownGoesLast()
    {
        Bench b;
        b.items.setKind(photos);
        std::vector<wire::Event> events;
        for (const auto &[id, rating] : { std::pair{ u"a10"_s, 2 }, { u"a9"_s, 10 } })
            events.push_back(
                wire::ItemSeen{ makeItem(u"photo"_s, id, id, { { u"rating"_s, rating } }) });
        events.push_back(wire::ItemSeen{ makeItem(u"photo"_s, u"b"_s, u"b"_s) });
        b.see(events);
        QCOMPARE(b.names(), (QStringList{ u"a9"_s, u"a10"_s, u"b"_s }));
        b.items.sort(ItemModel::FirstFieldColumn);
        QCOMPARE(b.names(), (QStringList{ u"a10"_s, u"a9"_s, u"b"_s }));
        b.items.sort(ItemModel::FirstFieldColumn, Qt::DescendingOrder);
        QCOMPARE(b.names(), (QStringList{ u"a9"_s, u"a10"_s, u"b"_s }));
        QCOMPARE(b.items.sortColumn(), int(ItemModel::FirstFieldColumn));
        const QPersistentModelIndex last = b.items.index(2, 0);
        b.see({ wire::ItemSeen{
            makeItem(u"photo"_s, u"b"_s, {}, { { u"rating"_s, 99 } }) } }); // moves to the top
        QCOMPARE(last.row(), 0);
        b.items.sort(b.items.updatedColumn());
        QCOMPARE(b.items.sortColumn(), b.items.updatedColumn());
        b.items.sort(-1);
        b.items.sort(99);
        QCOMPARE(b.items.sortColumn(), b.items.updatedColumn());
    }

    void tenThousandItemsAreSortedInOneGo()
    {
        Bench b;
        b.testers.clear(); // the tester asks for every row each time
        b.items.setKind(photos);
        wire::ItemsReplaced all{ u"photo"_s, {} };
        for (int i = 0; i < 10'000; ++i)
            all.items.push_back(makeItem(u"photo"_s, QString::number(i * 7919 % 10'000),
                                         u"n%1"_s.arg(i), { { u"x"_s, i % 10 } }));
        QSignalSpy inserted(&b.items, &QAbstractItemModel::rowsInserted);
        b.see({ all });
        QCOMPARE(b.items.rowCount(), 10'000);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(b.text(9'999, 0), u"n9999"_s);
        QSignalSpy changed(&b.items, &QAbstractItemModel::dataChanged);
        b.see({ all });
        QCOMPARE(changed.count(), 0);
    }

    void aPendingValueIsShownMarkedAndRolledBack()
    {
        Bench b;
        b.offer(u"photo"_s, { u"rating"_s, u"name"_s, u"caption"_s });
        b.items.setKind(photos);
        b.fields.setItem(photo(u"1"_s));
        b.see({ wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s, u"a"_s, { { u"rating"_s, 1 } }) },
                wire::ItemSeen{ makeItem(u"photo"_s, u"2"_s, u"b"_s, { { u"rating"_s, 3 } }) } });
        b.items.sort(ItemModel::FirstFieldColumn);
        b.propose(
            makeRun(u"e"_s, u"photo"_s, u"1"_s,
                    { { u"rating"_s, 5 }, { u"name"_s, u"new"_s }, { u"caption"_s, u"c"_s } }));
        QCOMPARE(b.names(), (QStringList{ u"b"_s, u"new"_s })); // sorted by what is shown
        const QModelIndex cell = b.items.index(1, ItemModel::FirstFieldColumn);
        QCOMPARE(cell.data().toString(), u"5"_s);
        QVERIFY(cell.data(ItemModel::PendingRole).toBool());
        QVERIFY(cell.data(ItemModel::RowPendingRole).toBool());
        const auto face = [&cell] { return cell.data(ItemModel::RowFaceRole).value<FateFace>(); };
        QCOMPARE(face(), FateFace()); // an answer within a moment is never announced
        b.clock.advance(std::chrono::milliseconds(300));
        QCOMPARE(face(), (FateFace{ Fate::Queued, u"Queued"_s }));
        QCOMPARE(cell.data(ItemModel::CellFaceRole).value<FateFace>(), face());
        QVERIFY(!b.items.index(0, 0).data(ItemModel::RowFaceRole).isValid());
        QCOMPARE(cell.data(ItemModel::PendingEditRole).toString(), u"e"_s);
        QCOMPARE(cell.data(ItemModel::RawRole).toJsonValue(), QJsonValue(1));
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(u"the server has: 1"_s));
        QCOMPARE(cell.data(ItemModel::FieldsRole).toJsonObject().value(u"caption"_s), u"c"_s);
        QVERIFY(!b.items.index(1, ItemModel::StateColumn).data(ItemModel::PendingRole).toBool());
        QVERIFY(!b.items.index(0, 0).data(ItemModel::RowPendingRole).toBool());

        QCOMPARE(b.fields.rowCount(), 3); // rating, and what only the edit names
        const QModelIndex rating = b.fields.index(0, ItemFieldModel::ValueColumn);
        QCOMPARE(rating.data().toString(), u"5"_s);
        QCOMPARE(rating.data(ItemFieldModel::PendingEditRole).toString(), u"e"_s);
        QCOMPARE(rating.data(ItemFieldModel::PendingFateRole).toInt(), int(Fate::Queued));
        QVERIFY(b.fields.index(1, 0).data(ItemFieldModel::RawRole).toJsonValue().isUndefined());

        b.see({ test::makeVerdict(u"e"_s, Verdict::Invalid, u"no"_s) });
        QCOMPARE(b.names(), (QStringList{ u"a"_s, u"b"_s }));
        QCOMPARE(b.text(0, ItemModel::FirstFieldColumn), u"1"_s);
        QVERIFY(!b.items.index(0, 0).data(ItemModel::RowPendingRole).toBool());
        QCOMPARE(b.items.index(0, 0).data(ItemModel::RowFaceRole).value<FateFace>(),
                 (FateFace{ Fate::Rejected, u"Rejected"_s }));
        QVERIFY(!b.items.index(0, 1).data(ItemModel::CellFaceRole).isValid());
        QCOMPARE(b.fields.rowCount(), 1);
        QVERIFY(!b.fields.index(0, 1).data(ItemFieldModel::PendingRole).toBool());
    }

    void anItemsFieldsFillShrinkAndEmpty()
    {
        Bench b;
        b.fields.setItem(photo(u"1"_s));
        b.see({ wire::ItemSeen{
            makeItem(u"photo"_s, u"1"_s, {}, { { u"a_b"_s, 1 }, { u"duration"_s, 2 } }) } });
        QCOMPARE(b.fields.rowCount(), 2);
        QCOMPARE(b.fields.index(0, 0).data().toString(), u"A b"_s);
        QCOMPARE(b.fields.index(1, 0).data().toString(), u"Duration"_s);
        b.fields.setItem(photo(u"2"_s));
        QCOMPARE(b.fields.rowCount(), 0);
        b.fields.setItem(photo(u"1"_s));
        b.see({ wire::ItemRemoved{ u"photo"_s, ItemId{ u"1"_s } } });
        QCOMPARE(b.fields.rowCount(), 0);
        b.fields.setItem({});
    }

    void aJobsMetadataShowsWhatIsPending()
    {
        Bench b;
        b.offer(u"job"_s, { u"title"_s, u"tags"_s });
        b.metadata.setJob({ hub, JobId{ u"a"_s } });
        b.propose(makeRun(u"e1"_s, u"job"_s, u"a"_s, { { u"title"_s, u"Nessie"_s } }));
        QCOMPARE(b.metadata.rowCount(), 1); // before anything was read of the job
        QCOMPARE(b.metadata.index(0, 0).data().toString(), u"Title"_s);
        b.see({ wire::MetadataSeen{ JobId{ u"a"_s }, { u"DURATION"_s, 60 } },
                wire::MetadataSeen{ JobId{ u"a"_s }, { u"TITLE"_s, u"clip"_s } } });
        QCOMPARE(b.metadata.rowCount(), 2);
        const QModelIndex title = b.metadata.index(1, MetadataModel::ValueColumn);
        QCOMPARE(title.data().toString(), u"Nessie"_s);
        QVERIFY(title.data(MetadataModel::PendingRole).toBool());
        QCOMPARE(title.data(MetadataModel::PendingEditRole).toString(), u"e1"_s);
        QCOMPARE(title.data(MetadataModel::RawRole).toJsonValue(), QJsonValue(u"clip"_s));
        QVERIFY(!b.metadata.index(0, 1).data(MetadataModel::PendingRole).toBool());
        b.propose(makeRun(u"e2"_s, u"job"_s, u"a"_s, { { u"title"_s, u"Loch Ness"_s } }));
        QCOMPARE(title.data().toString(), u"Loch Ness"_s); // the newest wins
        b.see({ test::makeVerdict(u"e2"_s, Verdict::Denied) });
        QCOMPARE(title.data().toString(), u"Nessie"_s);
        b.see({ test::makeVerdict(u"e1"_s, Verdict::Denied) });
        QCOMPARE(title.data().toString(), u"clip"_s);
        QVERIFY(!title.data(MetadataModel::PendingRole).toBool());
    }

    void theSideListCountsKinds()
    {
        Bench b;
        store::ServerState server;
        server.id = hub;
        server.name = u"studio"_s;
        server.capabilities.kinds = { { u"photo"_s, u"Photos"_s }, { u"brand"_s, u"Brands"_s } };
        b.store.setServer(server);
        b.store.flush();
        QCOMPARE(b.kinds.rowCount(), 2);
        b.list({ u"1"_s, u"2"_s });
        b.see({ wire::ItemSeen{ makeItem(u"old_kind"_s, u"1"_s) } });
        QCOMPARE(b.kinds.rowCount(), 3);
        QCOMPARE(b.kinds.index(0, KindModel::KindColumn).data().toString(), u"Photos"_s);
        QCOMPARE(b.kinds.index(0, KindModel::CountColumn).data().toString(), u"2"_s);
        QCOMPARE(b.kinds.index(1, 0).data(KindModel::CountRole).toInt(), 0);
        QCOMPARE(b.kinds.index(2, KindModel::KindColumn).data().toString(), u"Old kind"_s);
        QCOMPARE(b.kinds.index(2, KindModel::ServerColumn).data().toString(), u"studio"_s);
        QCOMPARE(b.kinds.keyAt(0), photos);
        QCOMPARE(b.kinds.rowOf({ hub, u"brand"_s }), 1);
        b.kinds.setServer(echo);
        QCOMPARE(b.kinds.rowCount(), 0);
        b.kinds.setServer({});
        QCOMPARE(b.servers.index(0, 0).data(ServerModel::ItemsRole).toInt(), 3);
        QCOMPARE(b.servers.rowOf(hub), 0);
        b.store.removeServer(hub);
        QCOMPARE(b.kinds.rowCount(), 0);
        QCOMPARE(b.servers.rowOf(hub), -1);
    }

    void actionsAreNamedAsTheyAreOffered()
    {
        Bench b;
        store::ServerState server = test::makeOffering(hub, u"photo"_s, { u"rating"_s });
        server.capabilities.offers.front().label = u"Rate…"_s;
        b.store.setServer(server);
        b.list({ u"1"_s });
        b.propose(makeRun(u"e"_s, u"photo"_s, u"1"_s, {}));
        b.see({ makeVerdict(u"e"_s, wire::EditSettled::Verdict::Denied, u"not yours"_s) });
        ActivityModel lines(b.store);
        const QModelIndex run = b.edits.index(0, EditModel::WhatColumn);
        const QModelIndex line = lines.index(lines.rowCount() - 1, ActivityModel::TextColumn);
        QCOMPARE(run.data().toString(), u"Rate: photo 1"_s);
        QCOMPARE(line.data().toString(), u"Rate: rejected: not yours"_s);
        QCOMPARE(line.siblingAtColumn(ActivityModel::SubjectColumn).data().toString(),
                 u"photo 1"_s);
        server.capabilities.offers.front().label.clear();
        b.store.setServer(server);
        b.store.flush();
        QCOMPARE(run.data().toString(), u"photo.edit: photo 1"_s);
        server.capabilities.offers.clear();
        b.store.setServer(server);
        b.store.flush();
        QCOMPARE(run.data().toString(), u"photo.edit: 1"_s); // of what kind, only the offer said
        QCOMPARE(line.data().toString(), u"photo.edit: rejected: not yours"_s);
        b.store.removeServer(hub);
        b.store.flush();
        QCOMPARE(line.data().toString(), u"photo.edit: rejected: not yours"_s);
    }

    void ourOwnWorkIsNamedByActionAndTarget()
    {
        Bench b;
        b.offer(u"photo"_s, {});
        store::ServerState server = *b.store.state().server(hub);
        server.capabilities.offers.front().label = u"Remove background…"_s;
        b.store.setServer(server);
        b.see({ wire::ItemSeen{ makeItem(u"photo"_s, u"b7-5"_s, u"sunset.jpg"_s) },
                wire::ItemSeen{ makeItem(u"photo"_s, u"8"_s) } });
        wire::Job job = test::makeJob(wire::workOf(EditId{ u"e"_s }).text, wire::JobState::Running);
        job.name = u"photo.edit b7-5"_s; // as the session notes it
        job.stage = u"photo.edit"_s;
        b.see({ wire::JobSeen{ job } });
        JobModel jobs(b.store);
        const ActivityModel lines(b.store);
        const auto cell = [&jobs](int column) { return jobs.index(0, column).data().toString(); };
        QCOMPARE(cell(JobModel::NameColumn), u"Remove background: sunset.jpg"_s);
        QCOMPARE(cell(JobModel::StageColumn), u"Remove background"_s);
        const QModelIndex last = lines.index(lines.rowCount() - 1, ActivityModel::SubjectColumn);
        QCOMPARE(last.data().toString(), u"Remove background: sunset.jpg"_s);
        job.name = u"photo.edit 8"_s; // of an item without a name
        b.see({ wire::JobSeen{ job } });
        QCOMPARE(cell(JobModel::NameColumn), u"Remove background: Photo 8"_s);
    }

    void whatHasNoNameIsSaidByKindAndId()
    {
        Bench b;
        const ActivityModel lines(b.store);
        const auto who = [&lines] {
            return lines.index(lines.rowCount() - 1, ActivityModel::SubjectColumn)
                .data()
                .toString();
        };
        b.see({ wire::JobSeen{ test::makeJob(u"8"_s, wire::JobState::Queued) } });
        QCOMPARE(who(), u"Job 8"_s);
        b.offer(u"photo"_s, { u"rating"_s });
        b.see({ wire::ItemSeen{ makeItem(u"photo"_s, u"1"_s) } });
        b.propose(makeRun(u"e"_s, u"photo"_s, u"1"_s, {}));
        b.see({ makeVerdict(u"e"_s, Verdict::Applied) });
        QCOMPARE(who(), u"Photo 1"_s);
        b.list({ u"1"_s });
        QCOMPARE(who(), u"photo 1"_s); // now it has one
    }

    // After a start with the server away nothing is known of its program yet.
    void kindsThatAreKeptHaveTheirLabels()
    {
        Bench b;
        store::ServerState away;
        away.id = hub;
        b.store.setServer(away);
        b.see({ wire::ItemSeen{ makeItem(u"account"_s, u"1"_s) },
                wire::ItemSeen{ makeItem(u"output"_s, u"1"_s) },
                wire::ItemSeen{ makeItem(u"source"_s, u"1"_s) },
                wire::ItemSeen{ makeItem(u"odd_thing"_s, u"1"_s) } });
        QStringList labels;
        for (int row = 0; row < b.kinds.rowCount(); ++row)
            labels << b.kinds.index(row, 0).data().toString();
        QCOMPARE(labels, (QStringList{ u"Account"_s, u"Odd thing"_s, u"Outputs"_s, u"Sources"_s }));
    }

    void theOutboxShowsActionsAndUploads()
    {
        Bench b;
        b.offer(u"photo"_s, { u"rating"_s });
        b.list({ u"1"_s });
        b.propose(makeRun(u"e"_s, u"photo"_s, u"1"_s, {}));
        b.propose(wire::UploadMedia{ EditId{ u"u"_s }, u"/x/a.mp4"_s, 0, {} });
        const QModelIndex run = b.edits.index(0, EditModel::WhatColumn);
        QCOMPARE(run.data(EditModel::ActionRole).toString(), u"photo.edit"_s);
        QCOMPARE(run.data(EditModel::ItemRole).value<ItemKey>(), photo(u"1"_s));
        QVERIFY(run.data(EditModel::KeyRole).value<store::JobKey>().job.isEmpty());
        b.store.setFate(EditId{ u"u"_s }, Fate::Sending);
        b.see({ wire::TransferSeen{ EditId{ u"u"_s }, 2'000'000, 8'000'000 } });
        const QModelIndex upload = b.edits.index(1, EditModel::ReasonColumn);
        QCOMPARE(upload.data(EditModel::DoneRole).toLongLong(), 2'000'000);
        QCOMPARE(upload.data(EditModel::TotalRole).toLongLong(), 8'000'000);
        QCOMPARE(upload.data().toString(), u"2.0 MB of 8.0 MB"_s);
        QCOMPARE(b.servers.index(0, 0).data(ServerModel::OpenEditsRole).toInt(), 2);
    }
};

QTEST_MAIN(TestItemModels)
#include "tst_item_models.moc"
