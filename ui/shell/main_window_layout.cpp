// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activity_panel.h"
#include "ui/common/look.h"
#include "ui/detail/detail_panel.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/library/item_table.h"
#include "ui/library/library_panel.h"
#include "ui/shell/commands.h"
#include "ui/shell/connection_desk.h"
#include "ui/shell/layout_keeper.h"
#include "ui/shell/main_window.h"
#include "ui/shell/media_desk.h"
#include "ui/shell/render_sheet.h"
#include "ui/shell/window_fit.h"

#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QScreen>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QString packed(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray unpacked(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

QJsonObject MainWindow::layoutNow() const
{
    return QJsonObject{
        { "geometry"_L1, packed(saveGeometry()) },
        { "docks"_L1, packed(saveState(LayoutKeeper::version)) },
        { "columns"_L1, packed(m_queue->table().columns()) },
        { "itemColumns"_L1, m_library->table().columns() },
        { "locked"_L1, m_commands->action(Command::LockPanels)->isChecked() },
        { "look"_L1, int(m_parts.look.choice()) },
        { "detailTab"_L1, m_detail->currentTab() },
        { "library"_L1, m_libraryWanted },
        { "offline"_L1, m_connections->remembered() },
        { "render"_L1, toJson(m_media->render()) },
    };
}

void MainWindow::restoreLayout()
{
    m_restoring = true;
    const QJsonObject layout = m_parts.keeper.load();
    if (!layout.isEmpty()) {
        restoreGeometry(unpacked(layout.value("geometry"_L1)));
        restoreState(unpacked(layout.value("docks"_L1)), LayoutKeeper::version);
        m_queue->table().setColumns(unpacked(layout.value("columns"_L1)));
        m_library->table().setColumns(layout.value("itemColumns"_L1).toObject());
        m_commands->action(Command::LockPanels)->setChecked(layout.value("locked"_L1).toBool(true));
        lockPanels(layout.value("locked"_L1).toBool(true));
        setLook(layout.value("look"_L1).toInt());
        m_libraryWanted = layout.value("library"_L1).toBool(true);
        m_connections->restore(layout.value("offline"_L1).toBool(false));
        m_detail->setCurrentTab(layout.value("detailTab"_L1).toInt());
        m_media->setRender(renderFromJson(layout.value("render"_L1).toObject()));
    }
    fitScreen(guessedFrame); // also a layout that was kept on a larger screen
    m_restoring = false;
    m_parts.keeper.setCollector([this] { return layoutNow(); });
}

void MainWindow::fitScreen(const QMargins &frame)
{
    if (isMaximized() || isFullScreen())
        return;
    const QScreen *on = QGuiApplication::screenAt(geometry().center());
    if (!on)
        on = QGuiApplication::primaryScreen();
    const QRect fitted = fittedTo(on->availableGeometry(), geometry(), frame);
    if (fitted.size() != size())
        resize(fitted.size());
    // A window that was never placed is the window manager's to place.
    if (testAttribute(Qt::WA_Moved) && fitted.topLeft() != geometry().topLeft())
        move(fitted.topLeft() - QPoint(frame.left(), frame.top()));
}

void MainWindow::resetLayout()
{
    m_commands->action(Command::LockPanels)->setChecked(true);
    lockPanels(true);
    restoreState(m_firstState);
    for (int i = 0; i < 3; ++i) // the library has a will of its own
        m_docks[i]->show();
    m_libraryWanted = true;
    showLibrary();
    const int unit = fontMetrics().averageCharWidth();
    resizeDocks({ m_docks[0], m_docks[1] }, { unit * 21, unit * 43 }, Qt::Horizontal);
    resizeDocks({ m_docks[3], m_docks[2] },
                { fontMetrics().height() * 22, fontMetrics().height() * 10 }, Qt::Vertical);
    m_queue->table().resetColumns();
    m_library->table().setColumns({});
    m_parts.keeper.touch();
}

void MainWindow::lockPanels(bool locked)
{
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->setFeatures(locked
                              ? QDockWidget::NoDockWidgetFeatures
                              : QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
        QWidget *bare = dock->titleBarWidget();
        dock->setTitleBarWidget(locked ? new QWidget(dock) : nullptr);
        delete bare;
        for (QLabel *heading : dock->findChildren<QLabel *>(u"panelHeading"_s))
            heading->setVisible(locked); // the title bar says the same
    }
    if (!m_restoring)
        m_parts.keeper.touch();
}

void MainWindow::setLook(int choice)
{
    const std::pair<LookChoice, Command> all[]
        = { { LookChoice::System, Command::LookSystem },
            { LookChoice::Light, Command::LookLight },
            { LookChoice::Dark, Command::LookDark },
            { LookChoice::HighContrast, Command::LookContrast } };
    for (const auto &[look, command] : all) {
        if (int(look) != choice)
            continue;
        m_parts.look.setChoice(look);
        m_commands->action(command)->setChecked(true);
    }
    if (!m_restoring)
        m_parts.keeper.touch();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_parts.keeper.touch();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    m_parts.keeper.touch();
}

bool MainWindow::event(QEvent *event)
{
    // The separators between docks tell nobody that they were dragged, but a layout happens.
    if (event->type() == QEvent::LayoutRequest && isVisible())
        m_parts.keeper.touch();
    return QMainWindow::event(event);
}

} // namespace fw::ui
