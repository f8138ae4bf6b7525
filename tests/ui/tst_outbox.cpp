// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox_scene.h"

#include "ui/common/confirm_dialog.h"
#include "ui/common/field_form.h"
#include "ui/outbox/outbox_detail.h"
#include "ui/shell/banner_bar.h"
#include "ui/shell/job_actions.h"
#include "ui/shell/keep_watch.h"
#include "ui/shell/media_desk.h"
#include "ui/shell/offer_dialog.h"
#include "ui/shell/pending_button.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fw;
using namespace fw::test;
using models::EditModel;
using models::EditWish;
using store::Fate;
using store::Hold;
using ui::OutboxAct;

/// The outbox as a user meets it: what is listed, what can be done about it, what it says.
class OutboxTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void theKeyAndTheStatusBarOpenIt();
    void everyFateIsListedAndSentOnesAreHistory();
    void fatesAndServersCanBeChosen();
    void withoutAnAnswerTheSameGoesAgain();
    void whatWasRefusedGoesAsANewOne();
    void editAndResendStartsWithItsValues();
    void discardNamesWhatItDiscards();
    void holdingAndReleasing();
    void whatCannotBeDoneSaysWhy();
    void rowsStayUnderThePointer();
    void selectionStaysWithItsChange();
    void changesOfAnotherAccountAreCountedOnly();
    void detailTellsBeforeAndAfterAndTheChain();
    void exportHoldsNoSecrets();
    void copyTakesTheChosenLines();
    void recoveredChangesStayInABanner();
    void editingIsOffWhileNothingCanBeKept();
    void putAwayIsKeptByTheStore();
    void aThousandDoNotStall();
};

namespace {

QString cell(OutboxScene &scene, const EditId &edit, int column)
{
    ui::OutboxWindow &outbox = scene.window.outbox();
    return outbox.edits().index(outbox.edits().rowOf(edit), column).data().toString();
}

QPushButton &button(OutboxScene &scene, OutboxAct act)
{
    return scene.window.outbox().button(act);
}

} // namespace

void OutboxTest::theKeyAndTheStatusBarOpenIt()
{
    OutboxScene scene;
    scene.show(1200, 800);
    QAction *open = scene.window.commands().action(ui::Command::ShowPending);
    QCOMPARE(open->shortcut(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    open->trigger();
    QVERIFY(scene.window.outbox().isVisible());
    scene.window.outbox().close();
    const EditId rejected = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.reject(rejected, u"out of range"_s);
    scene.conflict(u"2"_s);
    const auto *outbox = scene.window.findChild<ui::PendingButton *>(u"outboxButton"_s);
    const auto *conflicts = scene.window.findChild<ui::PendingButton *>(u"conflictsButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(outbox->text(), u"Outbox 2 (1 rejected)"_s, 20000);
    QCOMPARE(conflicts->text(), u"Conflicts 1"_s);
    QVERIFY(conflicts->isVisible());
    QTest::mouseClick(const_cast<ui::PendingButton *>(conflicts), Qt::LeftButton);
    QVERIFY(scene.window.outbox().isVisible());
    QCOMPARE(scene.window.outbox().edits().rowCount(), 1);
    QTest::mouseClick(const_cast<ui::PendingButton *>(outbox), Qt::LeftButton);
    QCOMPARE(scene.window.outbox().edits().rowCount(), 2);
}

void OutboxTest::everyFateIsListedAndSentOnesAreHistory()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId queued = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId done = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId silent = scene.edit(u"3"_s, { { u"wm_scale"_s, 0.3 } });
    scene.settle(done, OutboxScene::Verdict::Applied);
    scene.store.setFate(silent, Fate::NoAnswer);
    scene.store.flush();
    ui::OutboxWindow &outbox = scene.open();
    QCOMPARE(outbox.edits().rowCount(), 2);
    QCOMPARE(cell(scene, queued, EditModel::NumberColumn), u"1"_s);
    QCOMPARE(cell(scene, silent, EditModel::NumberColumn), u"2"_s);
    QCOMPARE(cell(scene, queued, EditModel::FateColumn), u"Queued"_s);
    EditWish wish;
    wish.history = true;
    outbox.setWish(wish);
    QCOMPARE(outbox.edits().rowCount(), 3);
    QCOMPARE(cell(scene, done, EditModel::FateColumn), u"Accepted"_s);
}

void OutboxTest::fatesAndServersCanBeChosen()
{
    OutboxScene scene;
    scene.show(1200, 800);
    scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId held = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    scene.store.hold(held, Hold::Person);
    scene.sessions.find(scene.desk)->send(wire::RunAction{ {}, u"image.undo"_s, u"i1"_s, {} });
    scene.store.flush();
    ui::OutboxWindow &outbox = scene.open();
    QCOMPARE(outbox.edits().rowCount(), 3);
    outbox.setWish({ scene.desk, {}, false, false });
    QCOMPARE(outbox.edits().rowCount(), 1);
    outbox.setWish({ {}, Fate::Held, false, false });
    QCOMPARE(outbox.edits().rowCount(), 1);
    QCOMPARE(outbox.edits().editAt(0)->id, held);
    QCOMPARE(cell(scene, held, EditModel::ReasonColumn), u"Put on hold by you."_s);
}

void OutboxTest::withoutAnAnswerTheSameGoesAgain()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.store.setFate(id, Fate::NoAnswer);
    scene.store.flush();
    scene.open();
    scene.choose({ id });
    const size_t before = scene.sent().size();
    QVERIFY(button(scene, OutboxAct::Retry).isEnabled());
    button(scene, OutboxAct::Retry).click();
    QCOMPARE(scene.sent().size(), before);
    QVERIFY(scene.known(id).fate == Fate::Queued);
}

void OutboxTest::whatWasRefusedGoesAsANewOne()
{
    OutboxScene scene;
    scene.show(1200, 800);
    scene.serverHas(u"1"_s, 0.15, 0.4, 14);
    const EditId id = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.reject(id, u"out of range"_s);
    scene.serverHas(u"1"_s, 0.2, 0.4, 15);
    scene.open();
    scene.choose({ id });
    QCOMPARE(cell(scene, id, EditModel::ReasonColumn), u"out of range"_s);
    button(scene, OutboxAct::Retry).click();
    scene.store.flush();
    const store::Edit &made = scene.store.state().edits.back();
    QCOMPARE(made.intent.instead, id);
    QCOMPARE(std::get<wire::RunAction>(made.command).base, 15); // what stands now
    QVERIFY(scene.known(id).putAway);
}

void OutboxTest::editAndResendStartsWithItsValues()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.reject(id, u"out of range"_s);
    scene.open();
    scene.choose({ id });
    button(scene, OutboxAct::Resend).click();
    auto *dialog = scene.window.findChild<ui::OfferDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->form().values().value(u"wm_scale"_s).toDouble(), 0.3);
    dialog->form().setValue(u"wm_scale"_s, 0.2);
    dialog->accept();
    scene.store.flush();
    const store::Edit &made = scene.store.state().edits.back();
    QCOMPARE(made.intent.instead, id);
    QCOMPARE(std::get<wire::RunAction>(made.command).arguments,
             QJsonObject({ { u"wm_scale"_s, 0.2 }, { u"display_name"_s, u"ScotlandWTF"_s } }));
    QVERIFY(scene.known(id).putAway);
}

void OutboxTest::discardNamesWhatItDiscards()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId one = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId two = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    scene.open();
    scene.choose({ one, two });
    QTest::keyClick(&scene.window.outbox().table(), Qt::Key_Delete);
    auto *confirm = scene.window.outbox().findChild<ui::ConfirmDialog *>();
    QVERIFY(confirm && confirm->isVisible());
    const auto *list = confirm->findChild<QListWidget *>();
    QCOMPARE(list->count(), 2);
    QVERIFY(list->item(1)->text().contains(u"RoadsWTF"_s));
    const auto *harmless = qobject_cast<QPushButton *>(confirm->focusWidget());
    QVERIFY(harmless && harmless->isDefault() && harmless->text().contains(u"Keep"_s));
    confirm->accept();
    scene.store.flush();
    QVERIFY(scene.known(one).putAway && scene.known(two).putAway);
    QCOMPARE(scene.window.outbox().edits().rowCount(), 0);
}

void OutboxTest::holdingAndReleasing()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId one = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId two = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    scene.open();
    scene.choose({ one });
    button(scene, OutboxAct::Hold).click();
    scene.store.flush();
    QVERIFY(scene.known(one).fate == Fate::Held && scene.known(one).hold == Hold::Person);
    QVERIFY(!button(scene, OutboxAct::Hold).isEnabled());
    button(scene, OutboxAct::Release).click();
    scene.store.flush();
    QVERIFY(scene.known(one).fate == Fate::Queued);
    auto *all = scene.window.outbox().findChild<QPushButton *>(u"outboxHoldAll"_s);
    QVERIFY(!all->isChecked());
    all->click();
    scene.store.flush();
    QVERIFY(scene.known(one).fate == Fate::Held && scene.known(two).fate == Fate::Held);
    QVERIFY(all->isChecked());
    all->click();
    scene.store.flush();
    QVERIFY(scene.known(one).fate == Fate::Queued && scene.known(two).fate == Fate::Queued);
    QVERIFY(!all->isChecked());
}

void OutboxTest::whatCannotBeDoneSaysWhy()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId queued = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    ui::OutboxWindow &outbox = scene.open();
    outbox.table().clearSelection();
    for (const OutboxAct act :
         { OutboxAct::Retry, OutboxAct::Resend, OutboxAct::Resolve, OutboxAct::Hold,
           OutboxAct::Release, OutboxAct::RestoreMine, OutboxAct::Discard }) {
        const QPushButton &one = outbox.button(act);
        QVERIFY(!one.isEnabled());
        QVERIFY(one.toolTip().contains(u"Select a change"_s));
        QVERIFY(!one.accessibleName().isEmpty());
    }
    scene.choose({ queued });
    QVERIFY(!outbox.button(OutboxAct::Retry).isEnabled());
    QVERIFY(outbox.button(OutboxAct::Retry).toolTip().contains(u"sent by itself"_s));
    QVERIFY(outbox.button(OutboxAct::Retry).accessibleDescription().contains(u"by itself"_s));
    QVERIFY(outbox.button(OutboxAct::Discard).isEnabled());
}

void OutboxTest::rowsStayUnderThePointer()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId one = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId two = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    ui::OutboxWindow &outbox = scene.open();
    outbox.edits().setFrozen(true); // as the pointer does
    scene.settle(one, OutboxScene::Verdict::Applied);
    QCOMPARE(outbox.edits().rowOf(two), 1); // where it was
    QCOMPARE(cell(scene, one, EditModel::FateColumn), u"Accepted"_s);
    const EditId three = scene.edit(u"3"_s, { { u"wm_scale"_s, 0.3 } });
    QCOMPARE(outbox.edits().rowOf(three), 2); // new ones come at the end
    outbox.edits().setFrozen(false);
    QCOMPARE(outbox.edits().rowOf(one), -1);
    QCOMPARE(outbox.edits().rowOf(two), 0);
}

void OutboxTest::selectionStaysWithItsChange()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId one = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId two = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    scene.open();
    scene.choose({ two });
    scene.settle(one, OutboxScene::Verdict::Applied);
    scene.edit(u"3"_s, { { u"wm_scale"_s, 0.3 } });
    QCOMPARE(scene.window.outbox().table().chosen(), QList<EditId>{ two });
}

void OutboxTest::changesOfAnotherAccountAreCountedOnly()
{
    OutboxScene scene;
    scene.show(1200, 800);
    store::ServerState server = *scene.store.state().server(scene.studio);
    server.account = u"ed@example.org"_s;
    scene.store.setServer(server);
    scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    ui::OutboxWindow &outbox = scene.open();
    QCOMPARE(outbox.edits().rowCount(), 2);
    server.account = u"mo@example.org"_s;
    scene.store.setServer(server);
    scene.store.flush();
    QCOMPARE(outbox.edits().rowCount(), 0);
    const QString others = outbox.findChild<QLabel *>(u"outboxOthers"_s)->text();
    QVERIFY(others.startsWith(u"2 change"_s) && others.contains(u"ed@example.org"_s));
    QCOMPARE(scene.window.outboxDesk().counts().listed, 0);
}

void OutboxTest::detailTellsBeforeAndAfterAndTheChain()
{
    OutboxScene scene;
    scene.show(1200, 800);
    scene.serverHas(u"1"_s, 0.15, 0.4, 14);
    scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId second = scene.edit(u"1"_s, { { u"wm_opacity"_s, 0.5 } });
    scene.serverHas(u"1"_s, 0.15, 0.4, 15);
    scene.open();
    scene.choose({ second });
    const auto *fields
        = scene.window.outbox().detail().findChild<QTableView *>(u"outboxFields"_s)->model();
    QCOMPARE(fields->rowCount(), 1);
    QCOMPARE(fields->index(0, 1).data().toString(), u"0.4"_s);
    QCOMPARE(fields->index(0, 2).data().toString(), u"0.5"_s);
    const QString payload = scene.window.outbox().detail().payload().toPlainText();
    QVERIFY(payload.contains(u"wm_opacity"_s));
    QCOMPARE(cell(scene, second, EditModel::ReasonColumn), u"Waits for #1."_s);
    QCOMPARE(cell(scene, second, EditModel::BasedColumn), u"#1"_s);
    const QModelIndex first = scene.window.outbox().edits().index(0, EditModel::BasedColumn);
    QCOMPARE(first.data().toString(), u"v14 (now v15)"_s);
}

void OutboxTest::exportHoldsNoSecrets()
{
    OutboxScene scene;
    scene.show(1200, 800);
    store::ServerState server = *scene.store.state().server(scene.studio);
    wire::ActionOffer link = LibraryScene::offer(
        u"account.link"_s, u"Link…"_s, {},
        { LibraryScene::field(u"key"_s, u"Key"_s, wire::FieldSpec::Type::Secret) });
    server.capabilities.offers.push_back(link);
    scene.store.setServer(server);
    const EditId id
        = scene.sessions.find(scene.studio)
              ->send(wire::RunAction{ {}, u"account.link"_s, {}, { { u"key"_s, u"hunter2"_s } } });
    scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    ui::OutboxWindow &outbox = scene.open();
    scene.choose({ id });
    QVERIFY(!outbox.detail().payload().toPlainText().contains(u"hunter2"_s));
    QSignalSpy saved(&outbox, &ui::OutboxWindow::saved);
    const QString path = scene.dir.filePath(u"outbox.json"_s);
    outbox.saveTo(path);
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20000);
    QCOMPARE(saved[0][1].toString(), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(!text.contains("hunter2"));
    const QJsonArray all = QJsonDocument::fromJson(text).array();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[1].toObject().value(u"state"_s).toString(), u"queued"_s);
}

void OutboxTest::copyTakesTheChosenLines()
{
    OutboxScene scene;
    scene.show(1200, 800);
    scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    const EditId two = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    ui::OutboxWindow &outbox = scene.open();
    scene.choose({ two });
    QTest::keyClick(&outbox.table(), Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(u"RoadsWTF"_s) && !text.contains(u"ScotlandWTF"_s));
    QCOMPARE(text.count(u'\t'), int(EditModel::ColumnCount) - 1);
}

void OutboxTest::recoveredChangesStayInABanner()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const auto *banner = scene.window.findChild<ui::BannerBar *>(u"recoveredBanner"_s);
    QVERIFY(!banner->isVisible());
    QList<EditId> edits;
    for (const auto &brand : { u"1"_s, u"2"_s, u"3"_s })
        edits << scene.edit(brand, { { u"wm_scale"_s, 0.3 } });
    for (const EditId &edit : std::as_const(edits))
        scene.store.hold(edit, Hold::Recovered);
    scene.edit(u"4"_s, { { u"wm_scale"_s, 0.3 } });
    QVERIFY(banner->isVisible());
    QVERIFY(banner->banner()->text.startsWith(u"3 change"_s));
    Q_EMIT const_cast<ui::BannerBar *>(banner)->actionWanted({}, ui::BannerText::Action::Review);
    QCOMPARE(scene.window.outbox().edits().rowCount(), 3);
    QVERIFY(banner->isVisible()); // until they are decided
    scene.window.outboxDesk().discard(edits[0]);
    scene.store.flush();
    QVERIFY(banner->banner()->text.startsWith(u"2 change"_s));
    Q_EMIT const_cast<ui::BannerBar *>(banner)->actionWanted({}, ui::BannerText::Action::SendAll);
    scene.store.flush();
    QVERIFY(scene.known(edits[1]).fate == Fate::Queued);
    QVERIFY(!banner->isVisible());
}

void OutboxTest::editingIsOffWhileNothingCanBeKept()
{
    OutboxScene scene;
    scene.show(1200, 800);
    scene.select({ u"ScotlandWTF"_s });
    QVERIFY(scene.action(u"brand.edit"_s)->isEnabled());
    const EditId rejected = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    scene.reject(rejected, u"no"_s);
    Q_EMIT scene.store.journalTroubled({ Failure::Code::Io, u"/home: no space left on device"_s });
    const auto *banner = scene.window.findChild<ui::BannerBar *>(u"keepingBanner"_s);
    QVERIFY(banner->isVisible() && banner->banner()->error);
    QVERIFY(banner->banner()->title.contains(u"no space left"_s));
    QAction *edit = scene.action(u"brand.edit"_s);
    QVERIFY(!edit->isEnabled());
    QVERIFY(edit->toolTip().contains(u"Editing is off"_s));
    QVERIFY(scene.window.media().refusal().contains(u"Editing is off"_s));
    scene.open();
    scene.choose({ rejected });
    QVERIFY(!button(scene, OutboxAct::Retry).isEnabled());
    QVERIFY(button(scene, OutboxAct::Retry).toolTip().contains(u"Editing is off"_s));
    Q_EMIT const_cast<ui::BannerBar *>(banner)->actionWanted({}, ui::BannerText::Action::TryAgain);
    QVERIFY(!banner->isVisible());
    QVERIFY(scene.action(u"brand.edit"_s)->isEnabled());
    // A change that could not be written says it again, each time.
    const EditId unkept = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.store.hold(unkept, Hold::Disk);
    scene.store.flush();
    QVERIFY(banner->isVisible());
    // What was old and could not be read is no reason to stop.
    scene.window.keepWatch().tryAgain();
    scene.store.flush();
    Q_EMIT scene.store.journalTroubled({ Failure::Code::BadInput, u"journal: 2 items"_s });
    QVERIFY(!banner->isVisible());
}

void OutboxTest::putAwayIsKeptByTheStore()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId id = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.reject(id, u"no"_s);
    scene.window.outboxDesk().discard(id);
    QVERIFY(scene.known(id).putAway);
    // Another window over the same store, as after a restart.
    const ui::OutboxDesk later(scene.store, scene.sessions, nullptr);
    QCOMPARE(later.list().size(), size_t(0));
}

void OutboxTest::aThousandDoNotStall()
{
    OutboxScene scene;
    scene.show(1200, 800);
    for (int i = 0; i < 1000; ++i)
        scene.sessions.find(scene.studio)
            ->send(wire::RunAction{ {},
                                    u"brand.edit"_s,
                                    QString::number(i % 4 + 1),
                                    { { u"wm_scale"_s, i / 1000.0 } } });
    scene.store.flush();
    QElapsedTimer timer;
    timer.start();
    ui::OutboxWindow &outbox = scene.open();
    const qint64 opened = timer.restart();
    QCOMPARE(outbox.edits().rowCount(), 1000);
    outbox.table().selectAll();
    const qint64 selected = timer.restart();
    scene.store.setFate(scene.store.state().edits[500].id, Fate::Rejected, u"no"_s);
    scene.store.flush();
    QCoreApplication::processEvents();
    const qint64 changed = timer.restart();
    qInfo("1000 changes: opened in %lld ms, all selected in %lld ms, one changed in %lld ms",
          static_cast<long long>(opened), static_cast<long long>(selected),
          static_cast<long long>(changed));
    QCOMPARE(outbox.table().chosen().size(), qsizetype(1000));
}

QTEST_MAIN(OutboxTest)
#include "tst_outbox.moc"
