// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/imagetools_server.h"
#include "views/library_scene.h"

#include "ui/common/confirm_dialog.h"
#include "ui/common/field_form.h"
#include "ui/common/offer_bar.h"
#include "ui/detail/detail_panel.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/library/kind_view.h"
#include "ui/outbox/outbox_table.h"
#include "ui/outbox/outbox_window.h"
#include "ui/shell/banner_bar.h"
#include "ui/shell/offer_dialog.h"
#include "ui/shell/pending_button.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fw;
using namespace fw::test;
using models::ItemModel;
using store::Fate;

/// The library, what servers offer, and the list of what waits, as a user meets them.
class LibraryTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void hiddenUntilAServerKeepsSomething();
    void kindsAreListedByServerWithCounts();
    void searchNarrowsTheItems();
    void whatCannotBeDoneSaysWhy();
    void statesDecideWhatCanBeDone();
    void offersWithoutFieldsRunAtOnce();
    void warningsAreConfirmed();
    void formStartsWithTheItemAndSendsWhatChanged();
    void formSaysWhatIsWrong();
    void ctrlEnterRunsFromATextOfManyLines();
    void manyAreOneCommandEach();
    void formOverManyStartsWithWhatTheyShare();
    void pendingValuesAreMarked();
    void jobOffersStandWithTheJob();
    void serverOffersStandInTheMenu();
    void refusalIsSaidInTheServersWords();
    void pendingListStopsRetriesAndDiscards();
    void uploadShowsHowFarItIs();
    void versionsOfAPictureAreToldApart();
    void widthsSetByHandAreKept();
    void aBusyServerIsCalledBusy();
    void whatLeavesTakesItsDetailAlong();
    void aBannerCountsOnlyItsServersChanges();
    void enterGoesFromAKindToItsItems();
};

void LibraryTest::hiddenUntilAServerKeepsSomething()
{
    Scene plain;
    plain.addServer(u"plain"_s);
    plain.show(1200, 800);
    QVERIFY(plain.window.findChild<QDockWidget *>(u"library"_s)->isHidden());
    const QAction *toggle = plain.window.commands().action(ui::Command::ShowLibrary);
    QVERIFY(!toggle->isEnabled());
    QVERIFY(!toggle->toolTip().isEmpty());
    LibraryScene scene;
    scene.show(1200, 800);
    auto *dock = scene.window.findChild<QDockWidget *>(u"library"_s);
    QVERIFY(!dock->isHidden());
    QAction *library = scene.window.commands().action(ui::Command::ShowLibrary);
    QVERIFY(library->isEnabled() && library->isChecked());
    QCOMPARE(library->shortcut(), QKeySequence(Qt::ALT | Qt::Key_4));
    library->trigger();
    QVERIFY(dock->isHidden());
    scene.tell(scene.studio, store::Freshness::Live); // news do not bring it back
    QVERIFY(dock->isHidden());
    library->trigger();
    QVERIFY(!dock->isHidden());
}

void LibraryTest::kindsAreListedByServerWithCounts()
{
    LibraryScene scene;
    scene.show(1200, 800);
    const auto *kinds = scene.library().findChild<ui::KindView *>(u"kinds"_s);
    QCOMPARE(kinds->model()->rowCount(), 5);
    QCOMPARE(kinds->model()->index(0, models::KindModel::CountColumn).data().toString(), u"4"_s);
    QCOMPARE(scene.library().kind(), (store::KindKey{ scene.studio, u"brand"_s }));
    QCOMPARE(scene.library().table().model()->rowCount(), 4);
    scene.choose(scene.desk, u"image"_s);
    QCOMPARE(scene.library().table().model()->rowCount(), 5);
    QCOMPARE(kinds->chosen(), (store::KindKey{ scene.desk, u"image"_s }));
}

void LibraryTest::searchNarrowsTheItems()
{
    LibraryScene scene;
    scene.show(1200, 800);
    auto *search = scene.library().findChild<QLineEdit *>(u"itemSearch"_s);
    QTest::keyClicks(search, u"roads"_s);
    QCOMPARE(scene.library().table().model()->rowCount(), 1);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(scene.library().table().currentIndex().data().toString(), u"RoadsWTF"_s);
    search->setText(u"nothing like it"_s);
    QVERIFY(!scene.library().table().isVisible());
}

void LibraryTest::whatCannotBeDoneSaysWhy()
{
    LibraryScene scene;
    scene.show(1200, 800);
    QVERIFY(!scene.action(u"brand.edit"_s)->isEnabled()); // nothing is selected
    QVERIFY(scene.action(u"brand.edit"_s)->statusTip().contains(u"Select"_s));
    scene.select({ u"ScotlandWTF"_s });
    QVERIFY(scene.action(u"brand.edit"_s)->isEnabled());
    scene.select({ u"ScotlandWTF"_s, u"RoadsWTF"_s });
    QVERIFY(!scene.action(u"brand.copy"_s)->isEnabled());
    QVERIFY(scene.action(u"brand.copy"_s)->statusTip().contains(u"one at a time"_s));
    scene.choose(scene.studio, u"source"_s);
    scene.select({ u"harbour_night_cut3.mp4"_s });
    const QAction *process = scene.action(u"source.process"_s);
    QVERIFY(process && !process->isEnabled());
    QVERIFY2(process->statusTip().contains(u"plan"_s), qPrintable(process->statusTip()));
}

void LibraryTest::statesDecideWhatCanBeDone()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.studio, u"approval"_s);
    scene.select({ u"tunnel_timelapse, 9:16"_s });
    const QAction *approve = scene.action(u"approval.grant"_s);
    QVERIFY(!approve->isEnabled());
    QVERIFY2(approve->statusTip().contains(u"Pending"_s), qPrintable(approve->statusTip()));
    scene.library().table().selectAll();
    QVERIFY(approve->isEnabled());
    QVERIFY(approve->statusTip().contains(u"2 of 3"_s));
    scene.action(u"approval.grant"_s)->trigger();
    QCOMPARE(scene.sent().size(), size_t(2));
}

void LibraryTest::offersWithoutFieldsRunAtOnce()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"castle_dawn.jpg"_s });
    scene.action(u"image.undo"_s)->trigger();
    QCOMPARE(scene.sent().size(), size_t(1));
    QCOMPARE(scene.sent().front().action, u"image.undo"_s);
    QCOMPARE(scene.sent().front().target, u"i2"_s);
    QVERIFY(!scene.sent().front().edit.isEmpty());
    QCOMPARE(scene.store.state().edits.front().server, scene.desk);
}

void LibraryTest::warningsAreConfirmed()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.select({ u"RoadsWTF"_s });
    scene.action(u"brand.delete"_s)->trigger();
    auto *dialog = scene.window.findChild<ui::ConfirmDialog *>();
    QVERIFY(dialog && scene.sent().empty());
    QVERIFY(dialog->accessibleDescription().contains(u"removed for everybody"_s));
    scene.select({ u"ScotlandWTF"_s }); // too late to change what is asked
    dialog->accept();
    QCOMPARE(scene.sent().size(), size_t(1));
    QCOMPARE(scene.sent().front().target, u"2"_s);
}

void LibraryTest::formStartsWithTheItemAndSendsWhatChanged()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.select({ u"ScotlandWTF"_s });
    scene.action(u"brand.edit"_s)->trigger();
    auto *dialog = scene.window.findChild<ui::OfferDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->form().values().value(u"wm_scale"_s).toDouble(), 0.15);
    QCOMPARE(dialog->form().values().value(u"display_name"_s).toString(), u"ScotlandWTF"_s);
    auto *go = dialog->findChild<QPushButton *>(u"offerGo"_s);
    QCOMPARE(go->text(), u"Apply"_s); // its fields are the brand's: "Settings" is no verb
    dialog->form().setValue(u"wm_opacity"_s, 0.8);
    QVERIFY(go->isEnabled());
    go->click();
    const QJsonObject expected{ { u"display_name"_s, u"ScotlandWTF"_s }, { u"wm_opacity"_s, 0.8 } };
    QCOMPARE(scene.sent().front().arguments, expected);

    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"castle_dawn.jpg"_s });
    scene.action(u"image.resize"_s)->trigger();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    auto *resize = scene.window.findChild<ui::OfferDialog *>();
    QCOMPARE(resize->form().values().value(u"height"_s).toInt(), 2160); // names whatever their case
}

void LibraryTest::formSaysWhatIsWrong()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.select({ u"ScotlandWTF"_s });
    scene.action(u"brand.edit"_s)->trigger();
    auto *dialog = scene.window.findChild<ui::OfferDialog *>();
    dialog->form().setValue(u"wm_scale"_s, 7);
    const auto *go = dialog->findChild<QPushButton *>(u"offerGo"_s);
    QVERIFY(!go->isEnabled());
    QVERIFY(!go->toolTip().isEmpty());
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(scene.sent().empty());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    QVERIFY(scene.sent().empty());
}

void LibraryTest::ctrlEnterRunsFromATextOfManyLines()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.studio, u"approval"_s);
    scene.select({ u"ferry_arrivals, 1:1"_s });
    scene.action(u"approval.reject"_s)->trigger();
    auto *dialog = scene.window.findChild<ui::OfferDialog *>();
    auto *reason = dialog->findChild<QPlainTextEdit *>();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTRY_VERIFY(reason->hasFocus());
    QTest::keyClicks(reason, u"Logo too small"_s);
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(scene.sent().size(), size_t(1));
    QCOMPARE(scene.sent().front().arguments.value(u"reason"_s).toString(), u"Logo too small"_s);
    QTest::keyClick(&scene.window, Qt::Key_F9); // Ctrl is up again for the tests behind this one
}

void LibraryTest::manyAreOneCommandEach()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"castle_dawn.jpg"_s, u"bridge_noon.jpg"_s, u"harbour_quay.jpg"_s });
    scene.action(u"image.background"_s)->trigger();
    auto *dialog = scene.window.findChild<ui::OfferDialog *>();
    QVERIFY(dialog->findChild<QWidget *>(u"offerOver"_s)->accessibleName().contains(u"3"_s));
    QVERIFY(
        dialog->findChild<QPushButton *>(u"offerGo"_s)->text().startsWith(u"Remove background"_s));
    const auto *warning = dialog->findChild<QLabel *>(u"offerWarning"_s);
    QVERIFY(warning->text().contains(u"answers nobody"_s));
    QVERIFY(warning->text().contains(u"one after the other"_s));
    dialog->findChild<QPushButton *>(u"offerGo"_s)->click();
    const auto sent = scene.sent();
    QCOMPARE(sent.size(), size_t(3));
    QCOMPARE(sent[0].arguments.value(u"model"_s).toString(), u"u2net"_s);
    QStringList targets;
    for (const wire::RunAction &run : sent)
        targets << run.target;
    targets.sort();
    QCOMPARE(targets, (QStringList{ u"i1"_s, u"i2"_s, u"i5"_s }));
}

void LibraryTest::formOverManyStartsWithWhatTheyShare()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.select({ u"ScotlandWTF"_s, u"RoadsWTF"_s });
    scene.action(u"brand.edit"_s)->trigger();
    const auto *dialog = scene.window.findChild<ui::OfferDialog *>();
    const QJsonObject start = dialog->form().values();
    QCOMPARE(start.value(u"wm_opacity"_s).toDouble(), 0.4);
    QVERIFY(start.value(u"wm_scale"_s).isUndefined());
    QVERIFY(start.value(u"display_name"_s).isUndefined());
}

void LibraryTest::pendingValuesAreMarked()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.select({ u"ScotlandWTF"_s });
    scene.sessions.find(scene.studio)
        ->send(wire::RunAction{ {}, u"brand.edit"_s, u"1"_s, { { u"wm_scale"_s, 0.3 } } });
    scene.store.flush();
    const QModelIndex item = scene.library().table().currentIndex();
    QVERIFY(item.data(ItemModel::RowPendingRole).toBool());
    bool found = false;
    for (const QTableView *table : scene.library().findChildren<QTableView *>()) {
        if (table == &scene.library().table())
            continue;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex value
                = table->model()->index(row, models::ItemFieldModel::ValueColumn);
            if (!value.data(models::ItemFieldModel::PendingRole).toBool())
                continue;
            found = true;
            QCOMPARE(value.data(models::ItemFieldModel::FieldRole).toString(), u"wm_scale"_s);
        }
    }
    QVERIFY(found);
}

void LibraryTest::jobOffersStandWithTheJob()
{
    LibraryScene scene;
    scene.show(1400, 900);
    ui::JobTable &jobs = scene.window.queue().table();
    QTRY_COMPARE(jobs.model()->rowCount(), 2);
    for (int row = 0; row < jobs.model()->rowCount(); ++row) {
        if (jobs.model()
                ->index(row, 0)
                .data(models::JobModel::KeyRole)
                .value<store::JobKey>()
                .job.text
            == u"harbour_night_cut3.mp4"_s)
            jobs.selectRow(row);
    }
    QTRY_VERIFY(scene.action(u"job.metadata"_s) && scene.action(u"job.metadata"_s)->isEnabled());
    QAction *edit = scene.action(u"job.metadata"_s);
    QVERIFY(scene.window.commands().jobMenu()->actions().contains(edit));
    const auto buttons = scene.window.detail().findChildren<QPushButton *>();
    QVERIFY(std::ranges::any_of(buttons, [](QPushButton *one) {
        return one->isVisible() && one->text() == u"Edit metadata…"_s;
    }));
    edit->trigger();
    auto *dialog = scene.window.findChild<ui::OfferDialog *>();
    QCOMPARE(dialog->form().values().value(u"title"_s).toString(), u"Harbour at night"_s);
    dialog->form().setValue(u"title"_s, u"Harbour, late"_s);
    dialog->findChild<QPushButton *>(u"offerGo"_s)->click();
    QCOMPARE(scene.sent().front().target, u"harbour_night_cut3.mp4"_s);
    const QJsonObject expected{ { u"title"_s, u"Harbour, late"_s } };
    QCOMPARE(scene.sent().front().arguments, expected);
}

void LibraryTest::serverOffersStandInTheMenu()
{
    LibraryScene scene;
    scene.show(1200, 800);
    QMenu *menu = scene.window.commands().serverMenu();
    Q_EMIT menu->aboutToShow();
    QStringList inside;
    for (const QAction *action : menu->actions()) {
        if (!action->menu())
            continue;
        for (const QAction *one : action->menu()->actions())
            inside << one->text();
    }
    QCOMPARE(inside,
             (QStringList{ u"New brand…"_s, u"Upload a picture…"_s, u"Disconnect all phones"_s }));
    const auto before = menu->actions().size();
    Q_EMIT menu->aboutToHide();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), before);
    const auto bars = scene.library().findChildren<ui::OfferBar *>();
    QVERIFY(std::ranges::any_of(bars, [](const ui::OfferBar *bar) {
        const auto buttons = bar->findChildren<QPushButton *>();
        return std::ranges::any_of(buttons, [](const QPushButton *one) {
            return one->isVisible() && one->text() == u"New brand…"_s;
        });
    }));
}

void LibraryTest::refusalIsSaidInTheServersWords()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"castle_dawn.jpg"_s });
    scene.action(u"image.undo"_s)->trigger();
    wire::EditSettled settled;
    settled.edit = scene.sent().front().edit;
    settled.verdict = wire::EditSettled::Verdict::Invalid;
    settled.message = u"nothing to undo"_s;
    scene.feed(scene.desk, { settled });
    const auto *notice = scene.window.findChild<ui::BannerBar *>(u"notice"_s);
    QVERIFY(notice->banner());
    QCOMPARE(notice->banner()->text, u"nothing to undo"_s);
    QVERIFY(notice->banner()->title.contains(u"castle_dawn.jpg"_s));
    QCOMPARE(scene.window.outboxDesk().counts().rejected, 1);
}

void LibraryTest::pendingListStopsRetriesAndDiscards()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.desk, u"image"_s);
    scene.library().table().selectAll();
    scene.action(u"image.undo"_s)->trigger();
    scene.store.flush();
    ui::OutboxDesk &pending = scene.window.outboxDesk();
    QCOMPARE(pending.list().size(), size_t(5));
    const auto *button = scene.window.findChild<ui::PendingButton *>(u"outboxButton"_s);
    QTRY_VERIFY(button->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(button->text().contains(u'5'), 20000); // not for the first moment

    const std::vector<wire::RunAction> sent = scene.sent();
    pending.stop(sent[0].edit);
    scene.store.flush();
    QCOMPARE(scene.store.state().edits[0].fate, Fate::Rejected);
    QCOMPARE(pending.counts().rejected, 1);
    pending.discard(sent[0].edit);
    QCOMPARE(pending.counts().rejected, 0);

    scene.store.setFate(sent[1].edit, Fate::NoAnswer, u"the server answered 502"_s);
    pending.retry(sent[1].edit); // the same edit: done once, however often it is sent
    QCOMPARE(scene.sent().size(), sent.size());
    QCOMPARE(scene.store.state().edits[1].fate, Fate::Queued);

    scene.store.setFate(sent[2].edit, Fate::Rejected, u"no"_s);
    scene.store.flush();
    pending.retry(sent[2].edit); // a new one: the answer to the old is known
    QCOMPARE(scene.sent().size(), sent.size() + 1);
    QVERIFY(scene.sent().back().edit != sent[2].edit);
    QCOMPARE(scene.sent().back().target, sent[2].target);

    scene.window.commands().action(ui::Command::ShowPending)->trigger();
    ui::OutboxWindow &outbox = scene.window.outbox();
    QVERIFY(outbox.isVisible());
    QCOMPARE(outbox.table().model()->rowCount(), int(pending.list().size()));
    QTest::keyClick(&outbox, Qt::Key_Escape);
    QVERIFY(!outbox.isVisible());
}

void LibraryTest::uploadShowsHowFarItIs()
{
    LibraryScene scene;
    scene.show(1200, 800);
    session::Session *session = scene.sessions.find(scene.desk);
    const EditId edit = session->send(
        wire::RunAction{ {}, u"image.upload"_s, {}, { { u"file"_s, u"/tmp/quay.jpg"_s } } });
    scene.store.setFate(edit, Fate::Sending);
    scene.feed(scene.desk, { wire::TransferSeen{ edit, 3'200'000, 12'000'000 } });
    scene.window.commands().action(ui::Command::ShowPending)->trigger();
    const QModelIndex row = scene.window.outbox().edits().index(0, models::EditModel::ReasonColumn);
    QCOMPARE(row.data().toString(), u"3.2 MB of 12.0 MB"_s);
}

void LibraryTest::versionsOfAPictureAreToldApart()
{
    QCOMPARE(ui::versionedPath(u"/a.jpg"_s, u"2 b"_s), u"/a.jpg#2%20b"_s);
    QCOMPARE(ui::versionedPath(u"/a.jpg"_s, {}), u"/a.jpg"_s);
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.desk, u"image"_s);
    scene.library().table().viewport()->repaint();
    const auto asked = [&scene] {
        return std::ranges::count_if(scene.pictureServer.requests, [](const QByteArray &head) {
            return head.startsWith("GET /image/i1 ");
        });
    };
    QTRY_VERIFY(asked() > 0);
    const auto before = asked();
    wire::Item image = scene.image(u"i1"_s, u"harbour_quay.jpg"_s, 100, 4);
    image.version = u"2"_s;
    scene.feed(scene.desk, { wire::ItemSeen{ image } });
    QTRY_VERIFY(asked() > before);
}

void LibraryTest::widthsSetByHandAreKept()
{
    constexpr int state = ItemModel::StateColumn;
    LibraryScene scene;
    scene.show(1700, 900);
    scene.choose(scene.studio, u"approval"_s);
    auto &table = scene.library().table();
    QTRY_VERIFY(!table.isColumnHidden(state));
    QVERIFY(table.columns().isEmpty()); // what fits by itself is nobody's wish
    QSignalSpy changed(&table, &ui::ItemTable::columnsChanged);
    table.horizontalHeader()->resizeSection(state, 177);
    QVERIFY(!changed.isEmpty());
    scene.show(1800, 900); // fits anew
    QCOMPARE(table.columnWidth(state), 177);
    scene.keeper.saveNow();
    const QJsonObject wanted{ { u"approval"_s, QJsonObject{ { u"state"_s, 177 } } } };
    QTRY_COMPARE(scene.keeper.load().value("itemColumns"_L1).toObject(), wanted);
    scene.choose(scene.studio, u"source"_s);
    QTRY_VERIFY(table.columnWidth(state) != 177);

    LibraryScene next; // the program starts again
    next.library().table().setColumns(wanted);
    next.show(1700, 900);
    next.choose(next.studio, u"approval"_s);
    QTRY_COMPARE(next.library().table().columnWidth(state), 177);
    next.window.commands().action(ui::Command::ResetLayout)->trigger();
    QTRY_VERIFY(next.library().table().columnWidth(state) != 177);
    QVERIFY(next.library().table().columns().isEmpty());
    next.library().table().setColumns({ { u"approval"_s, 5 }, // not of ours, or broken
                                        { u"x"_s, QJsonObject{ { u"state"_s, u"wide"_s } } } });
    QVERIFY(next.library().table().columnWidth(state) > 0);
}

void LibraryTest::aBusyServerIsCalledBusy()
{
    ImageToolsServer server;
    QVERIFY(server.listen());
    const QString image = server.addImage(u"castle.png"_s);
    LibraryScene scene;
    wire::Profile profile;
    profile.id = ServerId{ u"tools"_s };
    profile.name = u"Tools"_s;
    profile.dialect = u"imagetools"_s;
    profile.address = server.url();
    session::Session *session = scene.sessions.add(profile);
    scene.show(1200, 800);
    QTRY_VERIFY_WITH_TIMEOUT(
        scene.store.state().find(store::ItemKey{ profile.id, u"image"_s, ItemId{ image } }),
        60'000);
    scene.choose(profile.id, u"image"_s);
    const auto *note = scene.library().findChild<QWidget *>(u"libraryNote"_s);
    QVERIFY(note && !note->isVisible());
    server.blocks = true; // an operation holds the whole server; it accepts calls and is silent
    session->send(wire::RunAction{ {}, u"image.background"_s, image, {} });
    QTRY_VERIFY_WITH_TIMEOUT(server.isBlocked(), 60'000);
    session->resync(); // asks at once what it would ask within half a minute
    QTRY_VERIFY_WITH_TIMEOUT(session->connection().standing == wire::Standing::Kind::Busy, 120'000);
    QTRY_VERIFY2_WITH_TIMEOUT(note->isVisible() && note->accessibleName().contains(u"Busy"_s),
                              qPrintable(note->accessibleName()), 60'000);
    QVERIFY(note->accessibleName().startsWith(u"Tools: "_s));
    server.release();
    session->resync();
    QTRY_VERIFY_WITH_TIMEOUT(!note->isVisible(), 120'000);
}

// As after an approval: the next one is not chosen by itself, and the keyboard stays.
void LibraryTest::whatLeavesTakesItsDetailAlong()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.studio, u"approval"_s);
    scene.select({ u"castle_sunrise_teaser, 9:16"_s });
    ui::ItemTable &table = scene.library().table();
    QVERIFY(!table.currentKey().item.text.isEmpty());
    QPushButton *button = nullptr;
    for (auto *bar : scene.library().findChildren<ui::OfferBar *>()) {
        for (auto *one : bar->findChildren<QPushButton *>()) {
            if (one->text().startsWith(u"Approve"_s))
                button = one;
        }
    }
    QVERIFY(button && button->isEnabled());
    button->setFocus();
    scene.feed(scene.studio, { wire::ItemRemoved{ u"approval"_s, ItemId{ u"a1"_s } } });
    QVERIFY(table.selectedIds().isEmpty());
    QVERIFY(table.currentKey().item.text.isEmpty());
    QVERIFY(!button->isEnabled());
    QCOMPARE(scene.window.focusWidget(), &table);
}

void LibraryTest::aBannerCountsOnlyItsServersChanges()
{
    LibraryScene scene;
    scene.show(1200, 800);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"castle_dawn.jpg"_s });
    scene.action(u"image.undo"_s)->trigger();
    scene.sessions.find(scene.studio)->connectNow(); // nobody is there
    ui::BannerBar *banner = nullptr;
    const auto said = [&] {
        for (auto *one : scene.window.findChildren<ui::BannerBar *>()) {
            if (one->banner() && one->banner()->server == scene.studio)
                banner = one;
        }
        return banner != nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), 60'000);
    QVERIFY2(!banner->banner()->text.contains(u"change"_s), qPrintable(banner->banner()->text));
}

void LibraryTest::enterGoesFromAKindToItsItems()
{
    LibraryScene scene;
    scene.show(1200, 800);
    auto *kinds = scene.library().findChild<ui::KindView *>();
    kinds->setFocus();
    QTest::keyClick(kinds, Qt::Key_Return);
    QCOMPARE(scene.window.focusWidget(), &scene.library().table());
    QVERIFY(!scene.library().selectedIds().isEmpty());
}

QTEST_MAIN(LibraryTest)
#include "tst_library.moc"
