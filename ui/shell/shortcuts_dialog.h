// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;

namespace fw::ui {

/// Every key and what it does, with a search field (Ctrl+?). Reads the actions, so it cannot
/// differ from the menus; keys of the table are added by hand in one place.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
public:
    ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent);
};

} // namespace fw::ui
