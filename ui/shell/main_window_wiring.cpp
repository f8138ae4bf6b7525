// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activity_panel.h"
#include "ui/common/look.h"
#include "ui/common/widgets.h"
#include "ui/detail/detail_panel.h"
#include "ui/detail/outputs_page.h"
#include "ui/jobs/facet_panel.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/library/library_panel.h"
#include "ui/shell/banner_bar.h"
#include "ui/shell/commands.h"
#include "ui/shell/file_desk.h"
#include "ui/shell/job_actions.h"
#include "ui/shell/layout_keeper.h"
#include "ui/shell/main_window.h"
#include "ui/shell/media_desk.h"
#include "ui/shell/media_intake.h"
#include "ui/shell/offer_menus.h"
#include "ui/shell/pending_button.h"
#include "ui/shell/scroll_settler.h"
#include "ui/shell/server_chip.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/shell/sign_in_desk.h"
#include "ui/shell/status_line.h"
#include "ui/shell/undo_desk.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollBar>
#include <QShortcut>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

void MainWindow::wirePanels()
{
    m_detail->setActions({ m_jobActions->action(wire::JobAction::Pause),
                           m_jobActions->action(wire::JobAction::Resume),
                           m_jobActions->action(wire::JobAction::Retry),
                           m_jobActions->action(wire::JobAction::Cancel),
                           m_jobActions->priorities() });
    connect(m_queue, &QueuePanel::selectionChanged, this, &MainWindow::onSelectionChanged);
    connect(m_queue, &QueuePanel::filterChanged, this, &MainWindow::refreshEmptyPage);
    connect(m_queue, &QueuePanel::filterChanged, this, &MainWindow::refreshSelectionCount);
    connect(m_queue, &QueuePanel::openWanted, this, [this] {
        m_docks[1]->show();
        m_detail->focusContent();
    });
    const auto touch = [this] { m_parts.keeper.touch(); };
    connect(m_queue, &QueuePanel::layoutChanged, this, touch);
    connect(m_detail, &DetailPanel::tabChanged, this, touch);
    connect(m_media, &MediaDesk::renderChanged, this, touch);
    connect(m_activity, &ActivityPanel::jobWanted, this, [this](const store::JobKey &key) {
        m_queue->table().selectRow(m_models.filter.rowOf(key));
    });
    connect(&m_detail->outputs(), &OutputsPage::openWanted, m_files, &FileDesk::open);
    connect(&m_detail->outputs(), &OutputsPage::folderWanted, m_files, &FileDesk::showInFolder);
    connect(&m_detail->outputs(), &OutputsPage::saveWanted, m_files, &FileDesk::save);
    connect(m_notice, &BannerBar::actionWanted, this,
            [this](const ServerId &, BannerText::Action action) {
                m_notice->setBanner({});
                if (action == BannerText::Action::Review)
                    m_status->conflicts().click();
            });
    const auto say = [this](const QString &text) { m_status->showMessage(text, 6000); };
    connect(m_media, &MediaDesk::said, this, say);
    connect(m_files, &FileDesk::said, this, say);
    connect(m_signIn, &SignInDesk::said, this, say);
    connect(&m_queue->table(), &QWidget::customContextMenuRequested, this, [this](QPoint at) {
        QMenu *menu = m_jobActions->makeMenu(this);
        menu->addActions(m_offerMenus->jobs().actions());
        menu->addSeparator();
        menu->addAction(m_commands->action(Command::CopyRows));
        menu->popup(m_queue->table().viewport()->mapToGlobal(at));
    });
}

void MainWindow::wireCommands()
{
    addActions(m_commands->all()); // so that keys work with every menu closed
    const auto on = [this](Command command, auto act) {
        connect(m_commands->action(command), &QAction::triggered, this, act);
    };
    on(Command::AddMedia, [this] { m_media->choose(); });
    on(Command::PasteMedia,
       [this] { m_media->add(pathsIn(*QApplication::clipboard()->mimeData())); });
    on(Command::AddSample, [this] { m_media->addSample(); });
    on(Command::MediaOptions, [this] { m_media->editOptions(); });
    on(Command::CloseWindow, [this] { close(); });
    on(Command::Quit, [this] { close(); });
    on(Command::CopyRows, [this] { m_queue->table().copyRows(); });
    on(Command::SelectAll, [this] { m_queue->table().selectAll(); });
    on(Command::SelectNone, [this] { m_queue->selectNone(); });
    on(Command::Find, [this] { m_queue->focusSearch(); });
    on(Command::LockPanels, [this](bool locked) { lockPanels(locked); });
    on(Command::ResetLayout, [this] { resetLayout(); });
    on(Command::FullScreen, [this](bool full) { full ? showFullScreen() : showNormal(); });
    on(Command::LookSystem, [this] { setLook(int(LookChoice::System)); });
    on(Command::LookLight, [this] { setLook(int(LookChoice::Light)); });
    on(Command::LookDark, [this] { setLook(int(LookChoice::Dark)); });
    on(Command::LookContrast, [this] { setLook(int(LookChoice::HighContrast)); });
    on(Command::NextTrouble, [this] { m_queue->table().goToNextTrouble(); });
    on(Command::OpenDetail, [this] { Q_EMIT m_queue->openWanted(); });
    on(Command::NextPane, [this] { cyclePane(1); });
    on(Command::PreviousPane, [this] { cyclePane(-1); });
    on(Command::NextTab, [this] { m_detail->stepTab(1); });
    on(Command::PreviousTab, [this] { m_detail->stepTab(-1); });
    on(Command::Shortcuts, [this] { showShortcuts(); });
    on(Command::About, [this] { showAbout(); });
    on(Command::Refresh, [this] {
        for (session::Session *session : m_parts.sessions.all())
            session->refresh();
    });
    on(Command::Resync, [this] {
        for (session::Session *session : m_parts.sessions.all())
            session->resync();
    });
    wireToggles();
    wireUndo();
}

void MainWindow::wireToggles()
{
    const Command toggles[] = { Command::ShowViews, Command::ShowDetail, Command::ShowActivity };
    for (int i = 0; i < 3; ++i) {
        QAction *toggle = m_commands->action(toggles[i]);
        connect(toggle, &QAction::triggered, m_docks[i], &QWidget::setVisible);
        connect(m_docks[i], &QDockWidget::visibilityChanged, toggle,
                [toggle, dock = m_docks[i]] { toggle->setChecked(!dock->isHidden()); });
    }
    for (int i = 0; i < 9; ++i)
        connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)), this),
                &QShortcut::activated, m_chips, [this, i] { m_chips->open(i); });
}

// Undo and redo are for what was worked on last; text fields have their own.
void MainWindow::wireUndo()
{
    auto *desk = new UndoDesk(m_parts.store, m_parts.sessions, *m_commands->action(Command::Undo),
                              *m_commands->action(Command::Redo), this);
    const auto job = [this] {
        const QList<store::JobKey> keys = m_queue->chosen();
        const store::JobKey current = m_queue->table().currentKey();
        const store::JobKey key = keys.contains(current) ? current : keys.value(0);
        return session::Document{ key.server, key.job, {}, {} };
    };
    desk->addPlace(m_queue, job);
    desk->addPlace(m_detail, job);
    desk->addPlace(m_library, [this] {
        const QStringList ids = m_library->selectedIds();
        const store::KindKey &kind = m_library->kind();
        return ids.size() == 1
            ? session::Document{ kind.server, {}, kind.kind, ItemId{ ids.front() } }
            : session::Document{};
    });
    connect(m_queue, &QueuePanel::selectionChanged, desk, &UndoDesk::refresh);
    connect(m_library, &LibraryPanel::selectionChanged, desk, &UndoDesk::refresh);
    connect(m_library, &LibraryPanel::kindChanged, desk, &UndoDesk::refresh);
    connect(desk, &UndoDesk::said, this,
            [this](const QString &text) { m_status->showMessage(text, 6000); });
}

void MainWindow::wireNews()
{
    connect(&m_parts.sessions, &session::Sessions::added, this, &MainWindow::addSession);
    connect(&m_parts.store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (!changes.changed.empty() || !changes.removed.empty() || changes.servers)
            m_jobActions->refresh();
    });
    connect(&m_parts.pictures, &pictures::Pictures::changed, this, &MainWindow::onPictureChanged);
    connect(m_queue->table().verticalScrollBar(), &QAbstractSlider::valueChanged, m_scrolling,
            &ScrollSettler::moved);
    connect(m_scrolling, &ScrollSettler::rested, this, [this] {
        m_parts.pictures.trimRequests();
        onPictureChanged();
    });
    connect(m_scrolling, &ScrollSettler::looked, this, [this] { m_parts.pictures.trimRequests(); });
    connect(m_status, &StatusLine::beat, this, &MainWindow::refreshBanner);
}

void MainWindow::onSelectionChanged()
{
    const QList<store::JobKey> keys = m_queue->chosen();
    m_jobActions->setSelection(keys);
    refreshSelectionCount();
    store::JobKey current = m_queue->table().currentKey();
    if (!keys.contains(current)) // the detail shows what is selected, not what merely has the ring
        current = keys.value(0);
    m_detail->setJob(current, int(keys.size()), m_queue->hiddenReason());
    m_offerMenus->setJobs(keys, current);
    for (session::Session *session : m_parts.sessions.all()) {
        const bool here = session->profile().id == current.server && !current.job.isEmpty();
        session->setWatchedJobs(here ? QList<JobId>{ current.job } : QList<JobId>{});
    }
}

void MainWindow::refreshSelectionCount()
{
    m_status->setSelection(int(m_queue->table().selectedKeys().size()), m_models.filter.rowCount());
}

void MainWindow::onSettled(const wire::EditSettled &verdict)
{
    m_media->tellVerdict(verdict);
    using Verdict = wire::EditSettled::Verdict;
    BannerText notice;
    notice.error = true;
    notice.title = tr("The server said no.");
    switch (verdict.verdict) {
    case Verdict::Applied:
    case Verdict::Rebased:
    case Verdict::Duplicate:
        if (verdict.message.isEmpty()) // else part of it was refused, e.g. some files of several
            return;
        notice.title = tr("Not everything was accepted.");
        notice.error = false;
        break;
    case Verdict::Conflict:
    case Verdict::Invalid:
    case Verdict::Denied:
    case Verdict::RateLimited:
        break;
    }
    notice.text = verdict.message;
    notice.action = BannerText::Action::Dismiss;
    m_notice->setBanner(notice);
}

void MainWindow::onPictureChanged()
{
    m_queue->showPictures();
    m_detail->showPictures();
    m_library->showPictures();
}

void MainWindow::showShortcuts()
{
    QList<QAction *> actions = m_commands->all();
    for (const auto kind : { wire::JobAction::Pause, wire::JobAction::Resume,
                             wire::JobAction::Retry, wire::JobAction::Cancel })
        actions << m_jobActions->action(kind);
    auto *dialog = new ShortcutsDialog(actions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Framewatch"),
                                tr("Framewatch %1").arg(QStringLiteral(FW_VERSION)),
                                QMessageBox::Close, this);
    box->setInformativeText(tr("Watches and controls the processing queues of media servers.\n"
                               "Free software under the GNU General Public License, version 3 or "
                               "later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::cyclePane(int step)
{
    const QList<QWidget *> panes{ m_chips, m_facets, m_queue, m_library, m_detail, m_activity };
    const QWidget *focus = QApplication::focusWidget();
    int now = 0;
    for (int i = 0; i < panes.size(); ++i) {
        if (focus && (panes[i] == focus || panes[i]->isAncestorOf(focus)))
            now = i;
    }
    for (int tried = 1; tried <= panes.size(); ++tried) {
        QWidget *next = panes[(now + step * tried + int(panes.size()) * 2) % panes.size()];
        QWidget *first = next->focusProxy();
        if (first && first->isVisible())
            return first->setFocus(Qt::TabFocusReason);
        const QList<QWidget *> inside = next->findChildren<QWidget *>();
        for (QWidget *one : inside) {
            if (one->isVisible() && one->isEnabled() && one->focusPolicy() & Qt::TabFocus
                && (next != m_queue || one == &m_queue->table() || !m_queue->table().isVisible()))
                return one->setFocus(Qt::TabFocusReason);
        }
    }
}

} // namespace fw::ui
