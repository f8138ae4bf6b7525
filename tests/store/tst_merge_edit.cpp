// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/item_makers.h"
#include "store/merge_edit.h"
#include "store/outbox.h"
#include "store/reduce_bench.h"

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;
using Kind = MergeRow::Kind;
using Verdict = wire::EditSettled::Verdict;

namespace {

struct Clashed : Bench
{
    explicit Clashed(const QStringList &fields = { u"scale"_s, u"opacity"_s, u"padding"_s })
    {
        setServer(state, makeOffering(hub, u"brand"_s, fields), {}, changes);
    }
    void serverSays(std::vector<wire::Metadatum> fields, qint64 revision, const QString &by = {})
    {
        wire::Item item = makeItem(u"brand"_s, u"a"_s, u"Acme"_s, std::move(fields));
        item.revision = revision;
        item.by = by;
        item.updated = WallTime(std::chrono::hours(500'000 + revision));
        see(wire::ItemSeen{ item });
    }
    void add(const QJsonObject &arguments)
    {
        Edit edit;
        edit.id = EditId{ u"e"_s };
        edit.server = hub;
        edit.made = WallTime(std::chrono::hours(500'010));
        edit.command = based(state, hub, makeRun(u"e"_s, u"brand"_s, u"a"_s, arguments));
        propose(state, edit, changes);
    }
    void refuse(const QJsonObject &current, const QStringList &changed, qint64 revision,
                int hour = 500'020)
    {
        wire::EditSettled event;
        event.edit = EditId{ u"e"_s };
        event.verdict = Verdict::Conflict;
        event.current = current;
        event.changed = changed;
        event.revision = revision;
        event.by = u"mk"_s;
        event.when = WallTime(std::chrono::hours(hour));
        see(event);
    }
    MergeSheet sheet() const { return mergeSheet(state, state.edits.back()); }
    const wire::RunAction &run() const
    {
        return std::get<wire::RunAction>(state.edits.back().command);
    }
};

} // namespace

class TestMergeEdit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSaysWhoChangedIt()
    {
        Clashed b;
        b.serverSays({ { u"scale"_s, 10 }, { u"opacity"_s, 0.4 }, { u"padding"_s, 40 } }, 7);
        b.add({ { u"scale"_s, 20 }, { u"opacity"_s, 0.55 }, { u"padding"_s, 32 } });
        b.refuse({ { u"scale"_s, 20 }, { u"opacity"_s, 0.3 }, { u"padding"_s, 40 } },
                 { u"scale"_s, u"opacity"_s }, 8);
        const MergeSheet sheet = b.sheet();
        QCOMPARE(sheet.rows.size(), size_t(3));
        QVERIFY(sheet.rows[0].kind == Kind::Same);
        QVERIFY(sheet.rows[1].kind == Kind::Both);
        QVERIFY(sheet.rows[2].kind == Kind::MineOnly);
        // Each value stands on its own side.
        QCOMPARE(sheet.rows[1].was, QJsonObject({ { u"opacity"_s, 0.4 } }));
        QCOMPARE(sheet.rows[1].mine, QJsonObject({ { u"opacity"_s, 0.55 } }));
        QCOMPARE(sheet.rows[1].theirs, QJsonObject({ { u"opacity"_s, 0.3 } }));
        QCOMPARE(sheet.revision, 8);
        QCOMPARE(sheet.by, u"mk"_s);
        QVERIFY(sheet.newer() == Side::Theirs);
    }

    void nothingIsDecidedForBothSides()
    {
        MergeRow row;
        row.kind = Kind::Both;
        QVERIFY(decided(row, Side::None) == Side::None);
        row.kind = Kind::MineOnly;
        QVERIFY(decided(row, Side::None) == Side::Mine);
        row.kind = Kind::Same;
        QVERIFY(decided(row, Side::None) == Side::Theirs);
    }

    void resultIsBasedOnWhatWasShown()
    {
        Clashed b;
        b.serverSays({ { u"opacity"_s, 0.4 }, { u"padding"_s, 40 } }, 7);
        b.add({ { u"opacity"_s, 0.55 }, { u"padding"_s, 32 } });
        b.refuse({ { u"opacity"_s, 0.3 }, { u"padding"_s, 40 } }, { u"opacity"_s }, 8);
        const MergeSheet shown = b.sheet();
        b.serverSays({ { u"opacity"_s, 0.9 }, { u"padding"_s, 41 } }, 9); // while it is read
        const wire::RunAction result = merged(shown, b.run(), { Side::Mine, Side::None });
        QCOMPARE(result.base, 8);
        QCOMPARE(result.arguments, QJsonObject({ { u"opacity"_s, 0.55 }, { u"padding"_s, 32 } }));
        QCOMPARE(result.before, QJsonObject({ { u"opacity"_s, 0.3 }, { u"padding"_s, 40 } }));
        // On its way into the outbox nobody touches that.
        wire::RunAction sent = result;
        sent.edit = EditId{ u"new"_s };
        const wire::RunAction frozen = based(b.state, hub, sent);
        QCOMPARE(frozen.base, 8);
        QCOMPARE(frozen.before, result.before);
        QVERIFY(frozen.after.isEmpty());
    }

    void theServersValueIsNoArgument()
    {
        Clashed b;
        b.serverSays({ { u"opacity"_s, 0.4 } }, 7);
        b.add({ { u"opacity"_s, 0.55 } });
        b.refuse({ { u"opacity"_s, 0.3 } }, { u"opacity"_s }, 8);
        QVERIFY(merged(b.sheet(), b.run(), { Side::Theirs }).arguments.isEmpty());
    }

    void whatIsShownLaterIsNewerThanTheRefusal()
    {
        Clashed b;
        b.serverSays({ { u"opacity"_s, 0.4 } }, 7);
        b.add({ { u"opacity"_s, 0.55 } });
        b.refuse({ { u"opacity"_s, 0.3 } }, { u"opacity"_s }, 8);
        QCOMPARE(b.sheet().rows[0].theirs, QJsonObject({ { u"opacity"_s, 0.3 } }));
        b.serverSays({ { u"opacity"_s, 0.6 } }, 9, u"zoe"_s);
        const MergeSheet sheet = b.sheet();
        QCOMPARE(sheet.rows[0].theirs, QJsonObject({ { u"opacity"_s, 0.6 } }));
        QCOMPARE(sheet.revision, 9);
        QCOMPARE(sheet.by, u"zoe"_s);
    }

    void rectangleIsOneValue()
    {
        Clashed b({ u"x"_s, u"y"_s, u"width"_s, u"height"_s, u"aspectRatio"_s });
        b.serverSays({ { u"x"_s, 0 }, { u"y"_s, 0 }, { u"width"_s, 608 }, { u"height"_s, 1080 } },
                     3);
        b.add({ { u"x"_s, 656 },
                { u"y"_s, 0 },
                { u"width"_s, 608 },
                { u"height"_s, 1080 },
                { u"aspectRatio"_s, u"9:16"_s } });
        b.refuse(
            { { u"cropRect"_s,
                QJsonObject{
                    { u"x"_s, 100 }, { u"y"_s, 0 }, { u"width"_s, 608 }, { u"height"_s, 1080 } } },
              { u"aspectRatio"_s, u"9:16"_s } },
            { u"cropRect"_s }, 4);
        const MergeSheet sheet = b.sheet();
        QCOMPARE(sheet.rows.size(), size_t(1));
        QVERIFY(sheet.rows[0].kind == Kind::Both);
        QCOMPARE(sheet.rows[0].theirs.value(u"x"_s).toInt(), 100);
        QCOMPARE(merged(sheet, b.run(), { Side::Mine }).arguments.size(), 5);
    }

    void theNewerSideIsTheLaterOne()
    {
        MergeSheet sheet;
        sheet.made = WallTime(std::chrono::seconds(100));
        QVERIFY(sheet.newer() == Side::None); // the server did not say when
        sheet.when = WallTime(std::chrono::seconds(99));
        QVERIFY(sheet.newer() == Side::Mine);
        sheet.when = WallTime(std::chrono::seconds(101));
        QVERIFY(sheet.newer() == Side::Theirs);
    }
};

QTEST_GUILESS_MAIN(TestMergeEdit)
#include "tst_merge_edit.moc"
