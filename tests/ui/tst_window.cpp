// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/library_scene.h"

#include "ui/activity/activity_panel.h"
#include "ui/common/preview.h"
#include "ui/common/widgets.h"
#include "ui/detail/detail_panel.h"
#include "ui/detail/stage_view.h"
#include "ui/jobs/facet_panel.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/pending_strip.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/search_box.h"
#include "ui/shell/commands.h"
#include "ui/shell/job_actions.h"
#include "ui/shell/server_chip.h"
#include "ui/shell/status_line.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QEnterEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace fw;
using namespace fw::test;
using wire::JobState;

/// The window as a user drives it: mouse and keys on a real store.
class WindowTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void facetClickFiltersTheTable();
    void searchNarrowsAndEscapeClearsThenLeaves();
    void disabledActsSayWhy();
    void aStatusMessageHasThePlaceForItself();
    void aThemeMayChangeWhileAPopoverIsOpen();
    void initTestCase() { speak(); }
    void failureIsToldOnce();
    void detailTabsAndButtonsAreNeverCut();
    void headersHaveRoomForTheirWords();
    void rowsHoldStillUnderThePointerUntilResume();
    void tabLeavesTheTable();
    void lettersMoveInTheTable();
    void detailShowsTheSelectedJob();
    void columnsComeBackAfterRestart();
    void aPageNotOnScreenNeedsNoRoom();
    void theCountIsOfWhatIsShown();
    void theStripHidesTheRowsBelowIt();
    void anUndatedStageHasRoomForItsName();
    void anEmptyPageWrapsItsTitle();
    void theQueueKeepsRoomBesideOtherPanels();
    void aLowLibraryCutsNoPicture();

private:
    static void fill(Scene &scene, const ServerId &server);
    static int linesWith(Scene &scene, const QString &words);
};

void WindowTest::fill(Scene &s, const ServerId &server)
{
    s.feed(server,
           { wire::JobSeen{ s.job(u"b_done.mp4"_s, JobState::Done, u"PUBLISH"_s, 100, 9) },
             wire::JobSeen{ s.job(u"a_failed.mp4"_s, JobState::Failed, u"PROBE"_s, 2, 5) },
             wire::JobSeen{ s.job(u"c_running.mp4"_s, JobState::Running, u"PROBE"_s, 50, 1) } });
}

void WindowTest::facetClickFiltersTheTable()
{
    Scene scene;
    fill(scene, scene.addServer(u"here"_s));
    scene.show(1280, 800);
    auto *list = scene.window.findChild<ui::FacetPanel *>()->findChild<QListView *>();
    const QModelIndex running = list->model()->index(1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(running).center());
    QCOMPARE(scene.window.queue().table().model()->rowCount(), 1);
    QCOMPARE(running.data(models::FacetModel::CountRole).toInt(), 1);
}

void WindowTest::searchNarrowsAndEscapeClearsThenLeaves()
{
    Scene scene;
    fill(scene, scene.addServer(u"here"_s));
    scene.show(1280, 800);
    scene.window.queue().focusSearch();
    auto &search = scene.window.queue().search();
    QTest::keyClicks(&search, u"failed"_s);
    QCOMPARE(scene.window.queue().table().model()->rowCount(), 1);
    QTest::keyClick(&search, Qt::Key_Escape);
    QCOMPARE(scene.window.queue().table().model()->rowCount(), 3);
    QSignalSpy left(&search, &ui::SearchBox::leaveWanted);
    QTest::keyClick(&search, Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
}

void WindowTest::disabledActsSayWhy()
{
    Scene scene;
    fill(scene, scene.addServer(u"here"_s));
    scene.show(1280, 800);
    const QAction *pause = scene.window.jobActions().action(wire::JobAction::Pause);
    scene.window.queue().table().clearSelection();
    scene.window.queue().table().selectRow(1); // the failed one
    QVERIFY(!pause->isEnabled());
    QVERIFY(!pause->toolTip().isEmpty());
    QVERIFY(!pause->statusTip().isEmpty());
}

void WindowTest::aStatusMessageHasThePlaceForItself()
{
    Scene scene;
    fill(scene, scene.addServer(u"here"_s));
    scene.show(1280, 800);
    auto *line = scene.window.findChild<ui::StatusLine *>();
    const auto leftLabels = [line] {
        int shown = 0;
        for (const QWidget *label : line->findChildren<ui::StateLabel *>())
            shown += label->isVisible() && label->x() < line->width() / 2 ? 1 : 0;
        return shown;
    };
    QVERIFY(leftLabels() > 0);
    line->showMessage(u"5 files handed to here"_s);
    line->refresh();
    QCOMPARE(leftLabels(), 0);
    line->clearMessage();
    QVERIFY(leftLabels() > 0);
}

void WindowTest::aThemeMayChangeWhileAPopoverIsOpen()
{
    Scene scene;
    scene.addServer(u"here"_s);
    scene.show(1280, 800);
    scene.window.chips().open(0);
    auto *popover = scene.window.findChild<ui::ConnectionPopover *>();
    QVERIFY(popover);
    const auto labels = popover->findChildren<QLabel *>();
    for (const ui::LookChoice choice : { ui::LookChoice::Dark, ui::LookChoice::Light })
        scene.look.setChoice(choice);
    QCOMPARE(popover->findChildren<QLabel *>(), labels);
    popover->close();
}

void WindowTest::failureIsToldOnce()
{
    Scene scene;
    const ServerId here = scene.addServer(u"here"_s);
    fill(scene, here);
    const JobId job{ u"c_running.mp4"_s };
    const wire::JobError error{ u"E_BROKEN"_s, u"moov atom not found"_s, u"PROBE"_s, false };
    wire::Stage stage;
    stage.id = StageId{ u"PROBE"_s };
    stage.state = JobState::Failed;
    stage.error = error;
    scene.feed(here, { wire::StageSeen{ job, stage } });
    QCOMPARE(linesWith(scene, u"moov atom"_s), 1);
    wire::Job failed = scene.job(job.text, JobState::Failed, u"PROBE"_s, 50);
    failed.error = error;
    scene.feed(here, { wire::JobSeen{ failed }, wire::JobErrorSeen{ job, error, {} } });
    QTRY_COMPARE(linesWith(scene, u"moov atom"_s), 1);
    QCOMPARE(linesWith(scene, u"failed: E_BROKEN"_s), 1);
}

int WindowTest::linesWith(Scene &scene, const QString &words)
{
    const auto *lines
        = scene.window.findChild<ui::ActivityPanel *>()->findChild<QTableView *>()->model();
    int count = 0;
    for (int row = 0; row < lines->rowCount(); ++row)
        count += lines->index(row, models::ActivityModel::TextColumn)
                     .data()
                     .toString()
                     .contains(words)
            ? 1
            : 0;
    return count;
}

void WindowTest::detailTabsAndButtonsAreNeverCut()
{
    for (const QString &language : { u"en"_s, u"de"_s, u"en_XA"_s }) {
        speak(language);
        Scene scene;
        fill(scene, scene.addServer(u"here"_s));
        scene.show(1280, 800);
        scene.window.queue().table().selectRow(0);
        const auto &detail = scene.window.detail();
        const QTabBar *tabs = detail.findChild<QTabBar *>();
        QVERIFY2(tabs->width() >= tabs->tabRect(tabs->count() - 1).right(), qPrintable(language));
        for (const QPushButton *button : detail.findChildren<QPushButton *>()) {
            if (!button->isVisible())
                continue;
            const QRect at(button->mapTo(&detail, QPoint()), button->size());
            QVERIFY2(detail.rect().contains(at), qPrintable(language + button->text()));
            QVERIFY(button->width() >= button->sizeHint().width());
        }
    }
    speak();
}

void WindowTest::headersHaveRoomForTheirWords()
{
    for (const QString &language : { u"en"_s, u"de"_s, u"en_XA"_s }) {
        speak(language);
        Scene scene;
        fill(scene, scene.addServer(u"here"_s));
        scene.show(1280, 800);
        const QHeaderView *header = scene.window.queue().table().horizontalHeader();
        for (int column = 0; column < header->count(); ++column) {
            if (column != models::JobModel::ThumbnailColumn && !header->isSectionHidden(column))
                QVERIFY2(header->sectionSize(column) >= header->sectionSizeHint(column),
                         qPrintable(language + QString::number(column)));
        }
    }
    speak();
}

void WindowTest::rowsHoldStillUnderThePointerUntilResume()
{
    Scene scene;
    const ServerId here = scene.addServer(u"here"_s);
    fill(scene, here);
    scene.show(1280, 800);
    auto &table = scene.window.queue().table();
    QEnterEvent enter({ 5, 5 }, { 5, 5 }, { 5, 5 });
    QCoreApplication::sendEvent(table.viewport(), &enter);
    scene.feed(here, { wire::JobSeen{ scene.job(u"new.mp4"_s, JobState::Queued, {}) } });
    QCOMPARE(table.model()->rowCount(), 3);
    auto *strip = scene.window.findChild<ui::PendingStrip *>();
    QVERIFY(strip->isVisible());
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(table.model()->rowCount(), 4);
    QVERIFY(!strip->isVisible());
}

void WindowTest::tabLeavesTheTable()
{
    Scene scene;
    fill(scene, scene.addServer(u"here"_s));
    scene.show(1280, 800);
    scene.window.activateWindow();
    auto &table = scene.window.queue().table();
    table.setFocus();
    QTRY_VERIFY(table.hasFocus());
    QTest::keyClick(&table, Qt::Key_Tab);
    QVERIFY(!table.hasFocus());
}

void WindowTest::lettersMoveInTheTable()
{
    Scene scene;
    fill(scene, scene.addServer(u"here"_s));
    scene.show(1280, 800);
    auto &table = scene.window.queue().table();
    table.selectRow(0);
    QTest::keyClick(&table, Qt::Key_J);
    QCOMPARE(table.currentIndex().row(), 1);
    QTest::keyClick(&table, Qt::Key_K);
    QCOMPARE(table.currentIndex().row(), 0);
    QTest::keyClick(&table, Qt::Key_N);
    QCOMPARE(table.currentIndex().data(models::JobModel::StateRole).toInt(), int(JobState::Failed));
}

void WindowTest::detailShowsTheSelectedJob()
{
    Scene scene;
    const ServerId here = scene.addServer(u"here"_s);
    fill(scene, here);
    wire::Stage stage;
    stage.id = StageId{ u"PROBE"_s };
    stage.state = JobState::Failed;
    stage.error = wire::JobError{ u"E_NO_VIDEO"_s, u"no video stream"_s, u"PROBE"_s, false };
    scene.feed(here, { wire::StageSeen{ JobId{ u"a_failed.mp4"_s }, stage } });
    scene.show(1280, 800);
    scene.window.queue().table().selectRow(1);
    const auto labels = scene.window.detail().findChildren<QLabel *>();
    const auto shows = [&labels](const QString &text) {
        return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    };
    QVERIFY(shows(u"E_NO_VIDEO"_s));
    QVERIFY(shows(u"no video stream"_s));
}

void WindowTest::columnsComeBackAfterRestart()
{
    Scene first;
    fill(first, first.addServer(u"here"_s));
    first.show(1280, 800);
    auto &table = first.window.queue().table();
    table.showColumn(models::JobModel::SizeColumn, true);
    const QByteArray kept = table.columns();
    table.resetColumns();
    QVERIFY(table.isColumnHidden(models::JobModel::SizeColumn));
    table.setColumns(kept);
    QVERIFY(!table.isColumnHidden(models::JobModel::SizeColumn));
    table.setColumns("rubbish");
    QVERIFY(table.isColumnHidden(models::JobModel::SizeColumn));
}

// The window must fit on a small screen once there are jobs, whatever the first page says.
void WindowTest::aPageNotOnScreenNeedsNoRoom()
{
    Scene scene;
    const ServerId here = scene.addServer(u"here"_s);
    ui::QueuePanel &queue = scene.window.queue();
    auto *tall = new QWidget(&queue.emptyPage());
    tall->setMinimumHeight(700);
    queue.emptyPage().setExtra(tall);
    scene.show(1280, 800);
    QVERIFY(queue.minimumSizeHint().height() > 700);
    fill(scene, here);
    QTRY_VERIFY(queue.minimumSizeHint().height() < 300);
}

void WindowTest::theCountIsOfWhatIsShown()
{
    Scene scene;
    fill(scene, scene.addServer(u"here"_s));
    scene.show(1280, 800);
    const auto *count = scene.window.queue().search().findChild<ui::StateLabel *>();
    QCOMPARE(count->accessibleName(), u"3 jobs"_s);
    auto *list = scene.window.findChild<ui::FacetPanel *>()->findChild<QListView *>();
    const QModelIndex running = list->model()->index(1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(running).center());
    QCOMPARE(count->accessibleName(), u"1 of 3"_s);
}

void WindowTest::theStripHidesTheRowsBelowIt()
{
    Scene scene;
    fill(scene, scene.addServer(u"here"_s));
    scene.show(1280, 800);
    auto *strip = scene.window.findChild<ui::PendingStrip *>();
    strip->setCount(2);
    QWidget &table = scene.window.queue().table();
    for (const ui::LookChoice choice : { ui::LookChoice::Light, ui::LookChoice::Dark }) {
        scene.look.setChoice(choice);
        QCoreApplication::processEvents();
        const QImage seen = table.grab().toImage();
        const QPoint inside = strip->geometry().topLeft() + QPoint(4, strip->height() / 2);
        const QColor wanted = ui::themeOf(strip->palette()).control;
        QCOMPARE(seen.pixelColor(inside).name(), wanted.name());
    }
}

void WindowTest::anUndatedStageHasRoomForItsName()
{
    Scene scene;
    const ServerId here = scene.addServer(u"here"_s);
    const auto pictureOf = [&](const QString &name) {
        const JobId job{ u"job %1"_s.arg(name) };
        wire::Stage stage;
        stage.id = StageId{ name };
        stage.state = JobState::Running;
        scene.feed(here,
                   { wire::JobSeen{ scene.job(job.text, JobState::Running, {}, 10) },
                     wire::StageSeen{ job, stage } });
        auto *detail = scene.window.findChild<ui::DetailPanel *>();
        detail->setJob({ here, job }, 1, {});
        return detail->findChild<ui::StageView *>()->grab().toImage();
    };
    scene.show(1280, 800);
    const QImage one = pictureOf(u"Content metadata generation A"_s);
    QVERIFY(one != pictureOf(u"Content metadata generation B"_s));
}

void WindowTest::anEmptyPageWrapsItsTitle()
{
    ui::EmptyPage page;
    page.setMessage({}, u"History of edits: none yet, and a few words more"_s, {});
    page.resize(page.fontMetrics().averageCharWidth() * 26, 400);
    page.show();
    QCoreApplication::processEvents();
    const auto labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->text().isEmpty())
            QVERIFY(label->height() > label->fontMetrics().height() * 3 / 2);
    }
}

void WindowTest::theQueueKeepsRoomBesideOtherPanels()
{
    LibraryScene scene;
    scene.show(1280, 740); // what a screen of 800 lines leaves
    QTRY_VERIFY(scene.library().isVisible());
    QCoreApplication::processEvents();
    const ui::JobTable &table = scene.window.queue().table();
    QVERIFY(table.viewport()->height() >= 3 * table.verticalHeader()->defaultSectionSize());
    QVERIFY(scene.window.minimumSizeHint().height() <= 740);
    auto *dock = scene.window.findChild<QDockWidget *>(u"library"_s);
    scene.window.resizeDocks({ dock }, { 2000 }, Qt::Vertical); // as a layout from a larger screen
    QCoreApplication::processEvents();
    QVERIFY(table.viewport()->height() >= 3 * table.verticalHeader()->defaultSectionSize());
}

void WindowTest::aLowLibraryCutsNoPicture()
{
    LibraryScene scene;
    scene.show(1280, 700);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"castle_dawn.jpg"_s });
    auto *dock = scene.window.findChild<QDockWidget *>(u"library"_s);
    scene.window.resizeDocks({ dock }, { 10 }, Qt::Vertical); // as low as it goes
    QCoreApplication::processEvents();
    const auto *preview = scene.library().findChild<ui::Preview *>();
    const auto stands = [&] {
        for (const QTableView *table : scene.library().findChildren<QTableView *>()) {
            if (table->parentWidget() == preview->parentWidget()
                && preview->geometry().bottom() >= table->geometry().top())
                return false;
        }
        return preview->visibleRegion().boundingRect().height() == preview->height();
    };
    QVERIFY(!preview->isVisible() || stands());
    scene.show(1280, 900);
    scene.window.resizeDocks({ dock }, { 2000 }, Qt::Vertical);
    QCoreApplication::processEvents();
    QVERIFY(preview->isVisible() && stands());
}

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
