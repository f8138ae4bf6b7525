// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"

#include <QObject>

class QAction;
class QWidget;

namespace fw::ui {

class LayoutKeeper;
class ServerChips;

/// Working offline, from the menu, the popovers and the banner; and whether the window shows
/// anything, which decides how often polled servers are read.
class ConnectionDesk final : public QObject
{
    Q_OBJECT
public:
    /// Everything handed in outlives it. \a toggle is the checkable entry of the menu.
    ConnectionDesk(session::Sessions &sessions, QAction &toggle, const ServerChips &chips,
                   LayoutKeeper &keeper, QWidget *window);

    /// What is to be remembered: whether a person chose to work offline. An option of the command
    /// line holds for its run alone.
    bool remembered() const { return m_remembered; }
    void restore(bool offline); ///< as it was remembered
    void goOffline(bool offline); ///< as a person says

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    session::Sessions &m_sessions;
    QAction &m_toggle;
    LayoutKeeper &m_keeper;
    bool m_remembered = false;
};

} // namespace fw::ui
