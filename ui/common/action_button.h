// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QPushButton>

namespace fw::ui {

/// A push button that is an action: same text, state, reason and effect. Unlike QToolButton it
/// keeps its mnemonic and the house's looks.
class ActionButton final : public QPushButton
{
    Q_OBJECT
public:
    /// \a action outlives the button. \a kind as in the style sheet ("plain", "danger", …).
    ActionButton(QAction *action, const char *kind, QWidget *parent = nullptr);
    QAction *action() const { return m_action; }

private:
    void refresh();

    QAction *m_action;
};

} // namespace fw::ui
