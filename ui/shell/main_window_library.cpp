// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detail_panel.h"
#include "ui/library/item_table.h"
#include "ui/library/library_panel.h"
#include "ui/shell/banner_bar.h"
#include "ui/shell/commands.h"
#include "ui/shell/layout_keeper.h"
#include "ui/shell/library_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/offer_menus.h"
#include "ui/shell/status_line.h"

#include <QDockWidget>
#include <QLayout>
#include <QMenu>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

void MainWindow::wireLibrary()
{
    m_offerMenus->attachJobs(*m_commands->jobMenu(), m_commands->action(Command::OpenDetail));
    m_offerMenus->attachServers(*m_commands->serverMenu());
    const auto showOffers = [this] { m_detail->setOffers(m_offerMenus->jobs().actions()); };
    connect(&m_offerMenus->jobs(), &OfferActions::actionsChanged, m_detail, showOffers);
    connect(m_offers, &OfferDesk::said, this,
            [this](const QString &text) { m_status->showMessage(text, 6000); });
    connect(m_offers, &OfferDesk::refused, this, [this](const QString &what, const QString &why) {
        BannerText notice;
        notice.error = true;
        notice.title = tr("Refused: %1").arg(what);
        notice.text = why;
        notice.action = BannerText::Action::Dismiss;
        m_notice->setBanner(notice);
    });
    connect(m_offers, &OfferDesk::conflicted, this,
            [this](const QString &what, const QString &why) {
                BannerText notice;
                notice.title = tr("Conflict: %1").arg(what);
                notice.text = why;
                notice.action = BannerText::Action::Review;
                notice.more = { BannerText::Action::Dismiss };
                m_notice->setBanner(notice);
            });
    connect(m_status, &StatusLine::beat, m_libraryDesk, &LibraryDesk::refresh);
    connect(&m_library->table(), &ItemTable::columnsChanged, this,
            [this] { m_parts.keeper.touch(); });
    connect(m_libraryDesk, &LibraryDesk::hasKindsChanged, this, &MainWindow::showLibrary);
    QAction *toggle = m_commands->action(Command::ShowLibrary);
    connect(toggle, &QAction::triggered, this, [this](bool wanted) {
        m_libraryWanted = wanted;
        showLibrary();
        if (wanted)
            m_library->focusContent();
        m_parts.keeper.touch();
    });
    connect(m_docks[3], &QDockWidget::visibilityChanged, this, [this, toggle](bool onScreen) {
        m_libraryDesk->setShown(onScreen);
        if (m_docks[3]->isHidden() && m_libraryDesk->hasKinds() && isVisible())
            m_libraryWanted = false; // closed at its own title
        toggle->setChecked(!m_docks[3]->isHidden());
    });
}

// There is nothing to show in it before a server was heard from that keeps something besides jobs.
void MainWindow::showLibrary()
{
    const bool has = m_libraryDesk->hasKinds();
    const int roomy = std::min(fontMetrics().height() * 24, height() / 3); // the queue has more
    QAction *toggle = m_commands->action(Command::ShowLibrary);
    toggle->setEnabled(has);
    const QString tip = has ? tr("What the servers keep besides jobs")
                            : tr("No connected server keeps anything besides jobs.");
    toggle->setToolTip(tip);
    toggle->setStatusTip(tip);
    const bool shown = has && m_libraryWanted;
    const bool comes = shown && m_docks[3]->isHidden() && m_docks[3]->height() < roomy;
    const QSize before = size();
    m_docks[3]->setVisible(shown);
    if (comes && isVisible() && layout()->activate() && size() != before && !isMaximized())
        resize(before); // it takes its room from the queue, not from the screen
    if (comes && !m_restoring)
        resizeDocks({ m_docks[3], m_docks[2] }, { roomy, fontMetrics().height() * 8 },
                    Qt::Vertical);
    toggle->setChecked(shown);
}

} // namespace fw::ui
