// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scene.h"

#include "ui/activity/activity_panel.h"
#include "ui/detail/detail_panel.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/shell/commands.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace fw;
using namespace fw::test;
using ui::Command;
using wire::JobState;

/// The panels round the queue: locked and not, followed, reached by keys.
class PanelsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void init();
    void cleanup() { m_scene.reset(); }
    void resetLayoutLocksThePanels();
    void anUnlockedPanelShowsItsHeadingOnce();
    void aChosenThemeIsWrittenSoon();
    void followingKeepsTheEndInAnotherSize();
    void paneKeysGoWhereTheFocusShows();
    void tabsOfTheDetailGoBackToo();

private:
    QAction *command(Command one) const { return m_scene->window.commands().action(one); }
    void unlock() const { command(Command::LockPanels)->trigger(); }
    template <class T> T *find() const { return m_scene->window.findChild<T *>(); }

    std::unique_ptr<Scene> m_scene;
};

void PanelsTest::init()
{
    m_scene = std::make_unique<Scene>();
    const ServerId here = m_scene->addServer(u"here"_s);
    std::vector<wire::Event> events;
    for (int i = 0; i < 60; ++i)
        events.push_back(
            wire::JobSeen{ m_scene->job(u"%1.mp4"_s.arg(i), JobState::Queued, {}, {}, i) });
    m_scene->feed(here, events);
    m_scene->show(1280, 800);
    m_scene->window.activateWindow();
    m_scene->window.queue().table().setFocus();
}

void PanelsTest::resetLayoutLocksThePanels()
{
    unlock();
    QVERIFY(!command(Command::LockPanels)->isChecked());
    command(Command::ResetLayout)->trigger();
    QVERIFY(command(Command::LockPanels)->isChecked());
    for (const QDockWidget *dock : m_scene->window.findChildren<QDockWidget *>()) {
        QCOMPARE(dock->features(), QDockWidget::NoDockWidgetFeatures);
        QVERIFY(dock->titleBarWidget());
    }
}

void PanelsTest::anUnlockedPanelShowsItsHeadingOnce()
{
    const auto headings = [this] {
        int shown = 0;
        for (const QLabel *label : m_scene->window.findChildren<QLabel *>(u"panelHeading"_s))
            shown += label->isVisible() ? 1 : 0;
        return shown;
    };
    QCOMPARE(headings(), 2);
    unlock();
    QCOMPARE(headings(), 0); // the title bars have them
    unlock();
    QCOMPARE(headings(), 2);
}

void PanelsTest::aChosenThemeIsWrittenSoon()
{
    command(Command::LookDark)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->keeper.load().value("look"_L1).toInt(),
                              int(ui::LookChoice::Dark), 5000);
}

void PanelsTest::followingKeepsTheEndInAnotherSize()
{
    auto *activity = find<ui::ActivityPanel>();
    const QScrollBar *bar = activity->findChild<QTableView *>()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    auto *dock = m_scene->window.findChild<QDockWidget *>(u"activity"_s);
    const int before = bar->maximum();
    m_scene->window.resizeDocks({ dock }, { 120 }, Qt::Vertical);
    QTRY_VERIFY(bar->maximum() != before);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(activity->isFollowing());
    m_scene->window.addDockWidget(Qt::RightDockWidgetArea, dock);
    m_scene->window.resize(1200, 700);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(activity->isFollowing());
}

void PanelsTest::paneKeysGoWhereTheFocusShows()
{
    m_scene->window.queue().table().selectRow(0);
    QTRY_VERIFY(m_scene->window.queue().table().hasFocus());
    command(Command::NextPane)->trigger();
    QVERIFY(find<ui::DetailPanel>()->findChild<QTabBar *>()->hasFocus());
    command(Command::NextPane)->trigger();
    QVERIFY(find<ui::ActivityPanel>()->findChild<QComboBox *>()->hasFocus());
    auto *lines = find<ui::ActivityPanel>()->findChild<QTableView *>();
    lines->setFocus(Qt::TabFocusReason);
    QCOMPARE(lines->currentIndex().row(), lines->model()->rowCount() - 1); // in sight
    command(Command::PreviousPane)->trigger();
    QVERIFY(find<ui::DetailPanel>()->findChild<QTabBar *>()->hasFocus());
}

void PanelsTest::tabsOfTheDetailGoBackToo()
{
    m_scene->window.queue().table().selectRow(0);
    auto &detail = m_scene->window.detail();
    QTRY_VERIFY(m_scene->window.queue().table().hasFocus());
    QTest::keyClick(&m_scene->window, Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(detail.currentTab(), 1);
    QTest::keyClick(&m_scene->window, Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(detail.currentTab(), 0);
    QTest::keyClick(&m_scene->window, Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(detail.currentTab(), 4);
}

QTEST_MAIN(PanelsTest)
#include "tst_panels.moc"
