// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

namespace fw::ui {

/// What a confirmation asks. Verbs on the buttons, the objects by name (ux.md rule 6).
struct Confirmation
{
    QString title; ///< "Cancel 2 jobs?"
    QString consequence; ///< what will happen, in full sentences
    QStringList objects; ///< names of what is touched, all of them
    QString go; ///< "Cancel 2 jobs"
    QString stay; ///< "Keep running"; the default button
};

/// Asks before something that cannot be undone. The harmless button is the default and has the
/// focus; Esc is the same.
class ConfirmDialog final : public QDialog
{
    Q_OBJECT
public:
    ConfirmDialog(const Confirmation &what, QWidget *parent);
};

} // namespace fw::ui
