// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/output_model.h"

#include <QListView>
#include <QStyledItemDelegate>
#include <QWidget>

class QPushButton;

namespace fw::ui {

/// One finished file: format, name, size and length.
class OutputDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The finished files and what can be done with them: open, show in folder, save.
class OutputsPage final : public QWidget
{
    Q_OBJECT
public:
    explicit OutputsPage(models::OutputModel &outputs, QWidget *parent = nullptr);

Q_SIGNALS:
    void openWanted(const QString &path);
    void folderWanted(const QString &path);
    /// \a url as the server of \a server said it.
    void saveWanted(const fw::ServerId &server, const QString &url, const QString &name);

private:
    void refresh();
    QString localPath() const;

    models::OutputModel &m_outputs;
    QListView *m_list;
    QPushButton *m_open;
    QPushButton *m_folder;
    QPushButton *m_save;
    QWidget *m_empty;
};

} // namespace fw::ui
