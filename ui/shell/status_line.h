// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"
#include "store/store.h"

#include <QStatusBar>
#include <QTimer>

#include <vector>

class QLabel;

namespace fw::ui {

class PendingButton;
class StateLabel;

/// The bottom line: how many servers are live, what of ours waits, what is selected, how fast news
/// comes and how old the last of it is (ux.md 1, rule 1). Moves twice a second at most.
class StatusLine final : public QStatusBar
{
    Q_OBJECT
public:
    StatusLine(const store::Store &store, const session::Sessions &sessions,
               QWidget *parent = nullptr);
    void setSelection(int selected, int shown);
    /// Edits that are not settled yet, for the banner as well.
    int waitingEdits() const;
    int waitingEdits(const ServerId &server) const;
    /// Changes that a person still has to see, and how many of them were rejected or are in
    /// conflict.
    void setOutbox(int listed, int rejected, int conflicts);
    PendingButton &outbox() const { return *m_edits; }
    PendingButton &conflicts() const { return *m_conflicts; }

    void refresh(); ///< now, instead of at the next beat

Q_SIGNALS:
    /// Half a second passed: others who show ages refresh with it.
    void beat();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshConnections();
    void refreshAge();
    void refreshRate();

    const store::Store &m_store;
    const session::Sessions &m_sessions;
    QTimer m_timer;
    StateLabel *m_live;
    StateLabel *m_other;
    StateLabel *m_offline;
    PendingButton *m_edits;
    PendingButton *m_conflicts;
    QLabel *m_selected;
    QLabel *m_rate;
    QLabel *m_age;
    quint64 m_seen = 0;
    Instant m_seenAt{};
    double m_perSecond = 0;
};

} // namespace fw::ui
