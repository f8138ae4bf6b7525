// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "ui/outbox_scene.h"

#include <QCheckBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace fw;
using namespace fw::test;
using store::Fate;
using store::Side;

/// The dialog in which a person decides a conflict.
class ConflictTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void labelsMatchSides();
    void nothingIsChosenBeforehand();
    void resultIsOneNewEditOnWhatWasShown();
    void whatMovesMeanwhileIsAskedAgain();
    void leavingItDecidesNothing();
    void theServersValueCanBeTakenAndMineRestored();
    void theSameForTheOthersIsCountedFirst();
    void rectangleIsOneRow();
    void itWorksByKeyboard();
    void decidedElsewhereItCloses();
};

namespace {

const ui::ConflictRow &rowOf(const ui::ConflictDialog &dialog, const QString &argument)
{
    const auto &rows = dialog.sheet().rows;
    const auto found
        = std::ranges::find(rows, QStringList{ argument }, &store::MergeRow::arguments);
    return *dialog.rows()[size_t(found - rows.begin())];
}

ui::ConflictRow &row(ui::ConflictDialog &dialog, const QString &argument)
{
    return const_cast<ui::ConflictRow &>(rowOf(dialog, argument));
}

} // namespace

void ConflictTest::labelsMatchSides()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.conflict();
    ui::ConflictDialog *dialog = scene.resolve(id);
    QVERIFY(dialog && dialog->isVisible());
    const auto *mine = dialog->findChild<QLabel *>(u"conflictMine"_s);
    const auto *theirs = dialog->findChild<QLabel *>(u"conflictTheirs"_s);
    const store::Edit &edit = scene.known(id);
    QVERIFY(mine->text().startsWith(u"Mine ("_s));
    QVERIFY(mine->text().contains(models::clockText(edit.made)));
    QVERIFY(theirs->text().startsWith(u"Server (mk, "_s));
    QVERIFY(theirs->text().contains(models::clockText(*edit.when)));
    // Mine left of the server's, each value under its own heading.
    QVERIFY(mine->x() < theirs->x());
    const ui::ConflictRow &opacity = row(*dialog, u"wm_opacity"_s);
    QVERIFY(opacity.mine().text().startsWith(u"0.55"_s));
    QVERIFY(opacity.theirs().text().startsWith(u"0.3"_s));
    QVERIFY(opacity.mine().mapTo(dialog, QPoint()).x()
            < opacity.theirs().mapTo(dialog, QPoint()).x());
    QVERIFY(opacity.mine().accessibleName().contains(u"Mine"_s)
            && opacity.mine().accessibleName().contains(u"0.55"_s));
    QVERIFY(opacity.theirs().accessibleName().contains(u"mk"_s)
            && opacity.theirs().accessibleName().contains(u"0.3"_s));
    QVERIFY(opacity.theirs().accessibleDescription().contains(u"0.4"_s));
    // The server's side is the later one.
    QVERIFY(theirs->font().bold());
    QVERIFY(!mine->font().bold());
    QVERIFY(theirs->accessibleName().contains(u"newer"_s));
}

void ConflictTest::nothingIsChosenBeforehand()
{
    OutboxScene scene;
    scene.show(1200, 800);
    ui::ConflictDialog *dialog = scene.resolve(scene.conflict());
    ui::ConflictRow &opacity = row(*dialog, u"wm_opacity"_s);
    const ui::ConflictRow &scale = row(*dialog, u"wm_scale"_s);
    QVERIFY(!opacity.mine().isChecked() && !opacity.theirs().isChecked());
    QVERIFY(scale.mine().isHidden() && scale.theirs().isHidden()); // decided by itself
    QVERIFY(scale.result().text().startsWith(u"0.2"_s));
    QVERIFY(!dialog->send().isEnabled());
    QVERIFY(!dialog->send().toolTip().isEmpty());
    opacity.mine().click();
    QVERIFY(dialog->send().isEnabled());
    QVERIFY(opacity.result().text().startsWith(u"0.55"_s));
    opacity.theirs().click();
    QVERIFY(opacity.result().text().startsWith(u"0.3"_s));
}

void ConflictTest::resultIsOneNewEditOnWhatWasShown()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.conflict();
    ui::ConflictDialog *dialog = scene.resolve(id);
    row(*dialog, u"wm_opacity"_s).mine().click();
    const size_t before = scene.sent().size();
    dialog->send().click();
    scene.store.flush();
    QCOMPARE(scene.sent().size(), before + 1);
    const store::Edit &made = scene.store.state().edits.back();
    const auto &run = std::get<wire::RunAction>(made.command);
    QCOMPARE(made.intent.instead, id);
    QCOMPARE(run.base, 15);
    QCOMPARE(run.arguments, QJsonObject({ { u"wm_opacity"_s, 0.55 }, { u"wm_scale"_s, 0.2 } }));
    QCOMPARE(run.before, QJsonObject({ { u"wm_opacity"_s, 0.3 }, { u"wm_scale"_s, 0.15 } }));
    const store::Edit &old = scene.known(id);
    QVERIFY(old.putAway && old.fate == Fate::Conflict); // both values stay in the history
    QCOMPARE(old.current.value(u"wm_opacity"_s).toDouble(), 0.3);
}

void ConflictTest::whatMovesMeanwhileIsAskedAgain()
{
    OutboxScene scene;
    scene.show(1200, 800);
    scene.serverHas(u"1"_s, 0.15, 0.4, 14);
    const EditId id = scene.edit(u"1"_s, { { u"wm_opacity"_s, 0.55 }, { u"wm_scale"_s, 0.2 } });
    wire::EditSettled settled;
    settled.edit = id;
    settled.verdict = wire::EditSettled::Verdict::Conflict;
    settled.revision = 15;
    settled.current = QJsonObject{ { u"wm_opacity"_s, 0.3 }, { u"wm_scale"_s, 0.9 } };
    settled.changed = { u"wm_opacity"_s, u"wm_scale"_s };
    scene.feed(scene.studio, { settled });
    ui::ConflictDialog *dialog = scene.resolve(id);
    ui::ConflictRow &opacity = row(*dialog, u"wm_opacity"_s);
    ui::ConflictRow &scale = row(*dialog, u"wm_scale"_s);
    opacity.mine().click();
    scale.theirs().click();
    QVERIFY(dialog->send().isEnabled());
    scene.serverHas(u"1"_s, 0.9, 0.7, 16, u"zoe"_s); // the opacity, again
    QVERIFY(!dialog->send().isEnabled());
    QVERIFY(!opacity.mine().isChecked() && !opacity.theirs().isChecked());
    QVERIFY(scale.theirs().isChecked()); // the other choice stays
    QVERIFY(dialog->findChild<QLabel *>(u"conflictMoved"_s)->isVisible());
    QVERIFY(dialog->findChild<QLabel *>(u"conflictTheirs"_s)->text().contains(u"zoe"_s));
    QVERIFY(opacity.theirs().text().startsWith(u"0.7"_s));
    opacity.mine().click();
    dialog->send().click();
    QCOMPARE(scene.sent().back().base, 16);
}

void ConflictTest::leavingItDecidesNothing()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.conflict();
    const size_t before = scene.sent().size();
    QPointer<ui::ConflictDialog> dialog = scene.resolve(id);
    row(*dialog, u"wm_opacity"_s).mine().click();
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.sent().size(), before);
    QVERIFY(!scene.known(id).putAway);
    QCOMPARE(scene.window.outboxDesk().counts().conflicts, 1);
}

void ConflictTest::theServersValueCanBeTakenAndMineRestored()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.conflict();
    const size_t before = scene.sent().size();
    scene.resolve(id)->theirs().click();
    scene.store.flush();
    QCOMPARE(scene.sent().size(), before); // nothing leaves
    QVERIFY(scene.known(id).putAway);
    QCOMPARE(scene.window.outboxDesk().counts().conflicts, 0);
    models::EditWish history;
    history.history = true;
    scene.window.outbox().setWish(history);
    scene.choose({ id });
    QPushButton &restore = scene.window.outbox().button(ui::OutboxAct::RestoreMine);
    QVERIFY(restore.isEnabled());
    restore.click();
    scene.store.flush();
    const store::Edit &made = scene.store.state().edits.back();
    const auto &run = std::get<wire::RunAction>(made.command);
    QCOMPARE(made.intent.instead, id);
    QCOMPARE(run.arguments.value(u"wm_opacity"_s).toDouble(), 0.55);
}

void ConflictTest::theSameForTheOthersIsCountedFirst()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId one = scene.conflict(u"1"_s);
    const EditId two = scene.conflict(u"2"_s);
    ui::ConflictDialog *dialog = scene.resolve(one);
    QVERIFY(dialog->windowTitle().contains(u"1 of 2"_s));
    QVERIFY(!dialog->same().isEnabled()); // nothing is chosen yet
    row(*dialog, u"wm_opacity"_s).mine().click();
    QVERIFY(dialog->same().isEnabled());
    QVERIFY(dialog->same().text().contains(u'1'));
    QVERIFY(dialog->findChild<QLabel *>(u"conflictSameList"_s)->text().contains(u"RoadsWTF"_s));
    dialog->same().click();
    const size_t before = scene.sent().size();
    dialog->send().click();
    scene.store.flush();
    QCOMPARE(scene.sent().size(), before + 2);
    QVERIFY(scene.known(one).putAway && scene.known(two).putAway);
    QCOMPARE(scene.sent().back().target, u"2"_s);
    QCOMPARE(scene.sent().back().arguments.value(u"wm_opacity"_s).toDouble(), 0.55);
}

void ConflictTest::rectangleIsOneRow()
{
    OutboxScene scene;
    scene.show(1200, 800);
    ui::ConflictDialog *dialog = scene.resolve(scene.cropConflict());
    QCOMPARE(dialog->rows().size(), size_t(1));
    QVERIFY(dialog->rows()[0]->mine().text().contains(u"656"_s));
    QVERIFY(dialog->rows()[0]->theirs().text().contains(u"100"_s));
    dialog->rows()[0]->mine().click();
    dialog->send().click();
    QCOMPARE(scene.sent().back().arguments.size(), 4);
    QCOMPARE(scene.sent().back().base, 4);
}

void ConflictTest::itWorksByKeyboard()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.conflict();
    ui::OutboxWindow &outbox = scene.open();
    outbox.table().choose(id);
    QTest::keyClick(&outbox.table(), Qt::Key_Return);
    auto *dialog = outbox.findChild<ui::ConflictDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCoreApplication::processEvents();
    const ui::ConflictRow &opacity = row(*dialog, u"wm_opacity"_s);
    QCOMPARE(dialog->focusWidget(), &opacity.mine());
    QTest::keyClick(&opacity.mine(), Qt::Key_Space);
    QVERIFY(opacity.mine().isChecked());
    const size_t before = scene.sent().size();
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(scene.sent().size(), before + 1);
}

void ConflictTest::decidedElsewhereItCloses()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.conflict();
    QPointer<ui::ConflictDialog> dialog = scene.resolve(id);
    scene.store.putAway(id);
    scene.store.flush();
    QTRY_VERIFY(!dialog);
}

QTEST_MAIN(ConflictTest)
#include "tst_conflict.moc"
