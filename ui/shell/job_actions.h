// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"
#include "ui/shell/action_gate.h"

#include <QAction>
#include <QHash>

#include <array>

class QMenu;

namespace fw::ui {

/// The acts on jobs as QActions, judged for the selection: menus, buttons and keys share them.
/// Disabled ones say why in tooltip and status tip. What is sent goes to the ids that were
/// selected when the act was chosen, never to what is selected later.
class JobActions final : public QObject
{
    Q_OBJECT
public:
    /// \a window is the parent of confirmations; all outlive this.
    JobActions(const store::Store &store, session::Sessions &sessions, QWidget *window);

    void setSelection(const QList<store::JobKey> &keys);
    void refresh(); ///< judges again after news
    /// Nothing can be asked for now, for this reason; empty: it can.
    void setTrouble(const QString &why);
    QAction *action(wire::JobAction action) const;
    /// One action per priority step: highest, high, usual, low.
    QList<QAction *> priorities() const { return m_priorities; }
    /// A context menu of all of them, deleted when it closes.
    QMenu *makeMenu(QWidget *parent) const;

Q_SIGNALS:
    /// Commands left for \a count jobs.
    void sent(fw::wire::JobAction action, int count);

private:
    void trigger(wire::JobAction action, int priority);
    void confirmCancel(const QList<store::JobKey> &keys);
    void send(const QList<store::JobKey> &keys, wire::JobAction action, int priority);
    GateJob gateJob(const store::JobKey &key, wire::JobAction action) const;
    QList<store::JobKey> applicable(wire::JobAction action) const;
    void makeActions();

    const store::Store &m_store;
    session::Sessions &m_sessions;
    QWidget *m_window;
    QList<store::JobKey> m_keys;
    QString m_trouble;
    std::array<QAction *, 5> m_actions{};
    QList<QAction *> m_priorities;
};

} // namespace fw::ui
