// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stage_model.h"

#include <QListView>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace fw::ui {

/// Newest attempt first, its stages in their own order.
class AttemptOrder final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

/// One stage as a line of a timeline: shape, name, bar in time, duration or per cent; below it
/// what it does now or why it failed. The first stage of an attempt carries the attempt's heading.
class StageDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The stages of one job per attempt (ux.md 7.2).
class StageView final : public QListView
{
    Q_OBJECT
public:
    explicit StageView(models::StageModel &stages, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override; ///< says so where there are none
};

} // namespace fw::ui
