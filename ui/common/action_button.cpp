// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/action_button.h"

namespace fw::ui {

ActionButton::ActionButton(QAction *action, const char *kind, QWidget *parent)
    : QPushButton(parent)
    , m_action(action)
{
    setProperty("kind", QString::fromLatin1(kind));
    setAutoDefault(false);
    connect(action, &QAction::changed, this, &ActionButton::refresh);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    refresh();
}

void ActionButton::refresh()
{
    setText(m_action->text());
    setEnabled(m_action->isEnabled());
    setToolTip(m_action->toolTip());
    setStatusTip(m_action->statusTip());
    setAccessibleName(m_action->text().remove(u'&'));
    setAccessibleDescription(m_action->statusTip());
}

} // namespace fw::ui
