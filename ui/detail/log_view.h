// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_log_model.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace fw::ui {

/// One line of a job's history: when and where above, what happened below, wrapped in full.
class LogDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The events of one job, oldest first.
class LogView final : public QListView
{
    Q_OBJECT
public:
    explicit LogView(models::JobLogModel &log, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace fw::ui
