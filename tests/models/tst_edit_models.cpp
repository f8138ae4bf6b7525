// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/edit_field_model.h"
#include "models/edit_filter_model.h"
#include "models/edit_words.h"
#include "models/fate_face.h"
#include "store/item_makers.h"
#include "support/fake_clock.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace fw;
using namespace fw::models;
using namespace fw::test;
using namespace Qt::StringLiterals;
using store::Fate;
using store::Hold;

namespace {

const ServerId hub{ u"hub"_s };

struct Bench
{
    FakeClock clock;
    store::Store store{ clock };
    EditModel edits{ store };
    EditFilterModel filter{ edits, store };
    EditFieldModel fields{ store };
    QAbstractItemModelTester first{ &edits, QAbstractItemModelTester::FailureReportingMode::Fatal };
    QAbstractItemModelTester second{ &filter,
                                     QAbstractItemModelTester::FailureReportingMode::Fatal };
    QAbstractItemModelTester third{ &fields,
                                    QAbstractItemModelTester::FailureReportingMode::Fatal };

    Bench()
    {
        store::ServerState server = makeOffering(hub, u"brand"_s, { u"scale"_s, u"padding"_s });
        server.capabilities.offers.front().fields[1].unit = u"px"_s;
        store.setServer(server);
        serverSays(7);
    }
    void serverSays(qint64 revision)
    {
        wire::Item item = makeItem(u"brand"_s, u"a"_s, u"Acme"_s,
                                   { { u"scale"_s, 0.2 }, { u"padding"_s, 40 } });
        item.revision = revision;
        store.apply(hub, { wire::ItemSeen{ item } });
        store.flush();
    }
    void add(const QString &id, const QJsonObject &arguments = { { u"padding"_s, 32 } })
    {
        store.propose(hub, u"brand:a"_s, makeRun(id, u"brand"_s, u"a"_s, arguments));
        store.flush();
    }
    void set(const QString &id, Fate fate)
    {
        store.setFate(EditId{ id }, fate);
        store.flush();
    }
    QString text(const QString &id, int column) const
    {
        return edits.index(edits.rowOf(EditId{ id }), column).data().toString();
    }
    store::Edit edit(const QString &id) const { return *edits.editAt(edits.rowOf(EditId{ id })); }
};

} // namespace

class TestEditModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fatesAreToldByAndBy_data()
    {
        QTest::addColumn<Fate>("fate");
        QTest::addColumn<int>("age");
        QTest::addColumn<bool>("shape");
        QTest::addColumn<QString>("word");
        QTest::newRow("a draft of now") << Fate::Draft << 0 << false << u""_s;
        QTest::newRow("queued a moment ago") << Fate::Queued << 299 << false << u""_s;
        QTest::newRow("queued") << Fate::Queued << 300 << true << u"Queued"_s;
        QTest::newRow("sent a moment ago") << Fate::Sending << 299 << false << u""_s;
        QTest::newRow("sent lately") << Fate::Sending << 300 << true << u""_s;
        QTest::newRow("still lately") << Fate::Sending << 1999 << true << u""_s;
        QTest::newRow("on its way") << Fate::Sending << 2000 << true << u"Sending…"_s;
        QTest::newRow("refused at once") << Fate::Rejected << 0 << true << u"Rejected"_s;
        QTest::newRow("silent") << Fate::NoAnswer << 15000 << true << u"No answer"_s;
        QTest::newRow("the clock was set back") << Fate::Queued << -5000 << true << u"Queued"_s;
    }

    void fatesAreToldByAndBy()
    {
        QFETCH(Fate, fate);
        QFETCH(int, age);
        store::Edit edit;
        edit.fate = fate;
        edit.made = WallTime(std::chrono::hours(500'000));
        if (fate == Fate::Sending)
            edit.sent = edit.made;
        const FateFace face = fateFace(edit, edit.made + Millis(age));
        QTEST(face.mark.has_value(), "shape");
        QTEST(face.word, "word");
        // The same beside a field.
        const store::PendingField field{ u"padding"_s, 32, edit.id, fate, edit.made, edit.sent };
        QVERIFY(fateFace(field, edit.made + Millis(age)) == face);
    }

    void sentAgainItIsQuietOnlyAboutTheWord()
    {
        store::Edit edit;
        edit.fate = Fate::Sending;
        edit.made = WallTime(std::chrono::hours(500'000));
        edit.sent = edit.made + Millis(20000);
        const FateFace face = fateFace(edit, *edit.sent + Millis(100));
        QVERIFY(face.mark && face.word.isEmpty());
    }

    void numbersStayWithTheirChange()
    {
        Bench b;
        b.add(u"one"_s);
        b.add(u"two"_s);
        b.set(u"one"_s, Fate::Accepted);
        b.add(u"three"_s);
        QCOMPARE(b.edits.numberOf(EditId{ u"two"_s }), 2);
        QCOMPARE(b.edits.numberOf(EditId{ u"three"_s }), 3);
        QCOMPARE(b.text(u"three"_s, EditModel::NumberColumn), u"3"_s);
    }

    void whatItIsBasedOnIsTold()
    {
        Bench b;
        b.add(u"one"_s);
        b.add(u"two"_s, { { u"scale"_s, 0.3 } });
        QCOMPARE(b.text(u"one"_s, EditModel::BasedColumn), u"v7"_s);
        QCOMPARE(b.text(u"two"_s, EditModel::BasedColumn), u"#1"_s);
        QCOMPARE(b.text(u"two"_s, EditModel::ReasonColumn), u"Waits for #1."_s);
        b.serverSays(9);
        QCOMPARE(b.text(u"one"_s, EditModel::BasedColumn), u"v7 (now v9)"_s);
        b.set(u"one"_s, Fate::Accepted);
        QCOMPARE(b.text(u"one"_s, EditModel::BasedColumn), u"v7"_s);
        wire::AddSample sample;
        sample.edit = EditId{ u"three"_s };
        b.store.propose(hub, u"add"_s, sample);
        b.store.flush();
        QCOMPARE(b.text(u"three"_s, EditModel::BasedColumn), u"–"_s);
    }

    void everyHoldHasItsSentence()
    {
        Bench b;
        b.add(u"one"_s);
        QSet<QString> sentences;
        for (const Hold why : { Hold::Person, Hold::Recovered, Hold::Old, Hold::Tries,
                                Hold::Predecessor, Hold::Disk }) {
            b.store.setFate(EditId{ u"one"_s }, Fate::Queued);
            b.store.hold(EditId{ u"one"_s }, why);
            b.store.flush();
            sentences.insert(b.text(u"one"_s, EditModel::ReasonColumn));
        }
        QCOMPARE(sentences.size(), 6);
        QVERIFY(!sentences.contains(QString()));
    }

    void onlyWhatAPersonHasToSeeIsListed()
    {
        Bench b;
        for (const auto &id : { u"a"_s, u"b"_s, u"c"_s, u"d"_s })
            b.add(id);
        b.set(u"a"_s, Fate::Accepted);
        b.set(u"b"_s, Fate::Rejected);
        b.set(u"c"_s, Fate::Rejected);
        b.store.putAway(EditId{ u"c"_s });
        b.store.flush();
        QCOMPARE(b.filter.rowCount(), 2);
        EditWish wish;
        wish.history = true;
        b.filter.setWish(wish);
        QCOMPARE(b.filter.rowCount(), 4);
        wish.fate = Fate::Rejected;
        b.filter.setWish(wish);
        QCOMPARE(b.filter.rowCount(), 2);
        wish.server = ServerId{ u"other"_s };
        b.filter.setWish(wish);
        QCOMPARE(b.filter.rowCount(), 0);
    }

    void frozenRowsStay()
    {
        Bench b;
        b.add(u"a"_s);
        b.add(u"b"_s);
        b.filter.setFrozen(true);
        b.set(u"a"_s, Fate::Accepted);
        b.add(u"c"_s);
        b.set(u"c"_s, Fate::Accepted);
        QCOMPARE(b.filter.rowCount(), 3);
        QCOMPARE(b.filter.rowOf(EditId{ u"b"_s }), 1);
        b.filter.setFrozen(false);
        QCOMPARE(b.filter.rowCount(), 1);
    }

    void scatteredRemovalsKeepTheOthers()
    {
        Bench b;
        for (int i = 0; i < 1003; ++i) {
            const QString id = u"e%1"_s.arg(i, 4, 10, QChar(u'0'));
            b.store.propose(hub, id, makeRun(id, u"brand"_s, u"a"_s, { { u"padding"_s, i } }));
        }
        b.store.flush();
        const QPersistentModelIndex open(b.edits.index(2, 0)); // never settles
        for (int i = 0; i < 1003; ++i) {
            if (i != 2)
                b.store.setFate(EditId{ u"e%1"_s.arg(i, 4, 10, QChar(u'0')) }, Fate::Accepted);
        }
        b.store.flush(); // the two oldest of the settled ones go, on both sides of it
        QCOMPARE(b.edits.rowCount(), 1001);
        QVERIFY(open.isValid());
        QCOMPARE(open.data(EditModel::IdRole).toString(), u"e0002"_s);
    }

    void fieldsAreToldWithUnits()
    {
        Bench b;
        b.add(u"one"_s, { { u"padding"_s, 32 }, { u"scale"_s, 0.3 } });
        const store::Edit edit = b.edit(u"one"_s);
        b.fields.setEdit(&edit);
        QCOMPARE(b.fields.rowCount(), 2);
        QCOMPARE(b.fields.index(1, EditFieldModel::BeforeColumn).data().toString(), u"40 px"_s);
        QCOMPARE(b.fields.index(1, EditFieldModel::AfterColumn).data().toString(), u"32 px"_s);
        b.fields.setEdit(nullptr);
        QCOMPARE(b.fields.rowCount(), 0);
    }

    void rectanglesAreOneText()
    {
        const QStringList names{ u"x"_s, u"y"_s, u"width"_s, u"height"_s, u"aspectRatio"_s };
        const QJsonObject values{ { u"x"_s, 656 },
                                  { u"y"_s, 0 },
                                  { u"width"_s, 608 },
                                  { u"height"_s, 1080 },
                                  { u"aspectRatio"_s, u"9:16"_s } };
        const QString text = togetherText(nullptr, names, values);
        QVERIFY(text.contains(u"608"_s) && text.contains(u"656"_s) && text.contains(u"9:16"_s));
        QVERIFY(togetherLabel(nullptr, names).startsWith(u"Rectangle"_s));
    }

    void jsonHasTheStableWords()
    {
        Bench b;
        b.add(u"one"_s);
        b.set(u"one"_s, Fate::NoAnswer);
        const QJsonObject json = editJson(b.edit(u"one"_s), u"Edit: Acme"_s, u"hub"_s);
        QCOMPARE(json.value(u"state"_s).toString(), u"noAnswer"_s);
        QCOMPARE(json.value(u"payload"_s).toObject().value(u"base"_s).toInt(), 7);
        QCOMPARE(json.value(u"made"_s).toString(), toIso(b.edit(u"one"_s).made));
    }
};

QTEST_GUILESS_MAIN(TestEditModels)
#include "tst_edit_models.moc"
