// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_desk.h"

#include "ui/shell/layout_keeper.h"
#include "ui/shell/server_chip.h"

#include <QAction>
#include <QEvent>
#include <QWidget>

#include <utility>

namespace fw::ui {

ConnectionDesk::ConnectionDesk(session::Sessions &sessions, QAction &toggle,
                               const ServerChips &chips, LayoutKeeper &keeper, QWidget *window)
    : QObject(window)
    , m_sessions(sessions)
    , m_toggle(toggle)
    , m_keeper(keeper)
{
    m_toggle.setChecked(sessions.isOffline());
    connect(&m_toggle, &QAction::triggered, this, &ConnectionDesk::goOffline);
    connect(&chips, &ServerChips::offlineWanted, this, &ConnectionDesk::goOffline);
    connect(&sessions, &session::Sessions::offlineChanged, &m_toggle, &QAction::setChecked);
    window->installEventFilter(this);
}

void ConnectionDesk::restore(bool offline)
{
    m_remembered = offline;
    if (offline)
        m_sessions.setOffline(true);
}

void ConnectionDesk::goOffline(bool offline)
{
    m_sessions.setOffline(offline);
    m_toggle.setChecked(offline); // also where nothing changed
    if (std::exchange(m_remembered, offline) != offline)
        m_keeper.touch();
}

bool ConnectionDesk::eventFilter(QObject *watched, QEvent *event)
{
    const auto *window = qobject_cast<const QWidget *>(watched);
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::WindowStateChange:
        if (window)
            m_sessions.setOnScreen(event->type() != QEvent::Hide && !window->isMinimized());
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace fw::ui
