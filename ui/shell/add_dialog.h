// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/command.h"

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QListWidget;

namespace fw::ui {

class RenderSheet;

/// What is added and what is made of it: the list of files and the render options. Also without
/// files, from the settings, for the options alone.
class AddDialog final : public QDialog
{
    Q_OBJECT
public:
    /// \a serverName is shown as the place the media goes to.
    AddDialog(const QStringList &paths, const wire::RenderOptions &render,
              const QString &serverName, QWidget *parent);
    QStringList paths() const;
    wire::RenderOptions render() const;
    void addPaths(const QStringList &paths);
    void setFormats(const QStringList &formats); ///< what the server offers; empty: all we know

private:
    void chooseFiles();
    void refresh();
    QWidget *buildFiles();
    QHBoxLayout *buildFoot();

    bool m_optionsOnly;
    QListWidget *m_files = nullptr;
    RenderSheet *m_sheet;
    QLabel *m_problem;
    QPushButton *m_go;
};

/// Name filters of the file dialog.
QStringList mediaFilters();

} // namespace fw::ui
