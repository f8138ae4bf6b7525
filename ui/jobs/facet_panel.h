// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/facet_model.h"
#include "models/job_filter_model.h"
#include "models/server_facet_model.h"

#include <QListView>
#include <QStyledItemDelegate>
#include <QWidget>

namespace fw::ui {

/// One view of the queue with its shape, word and live count.
class FacetDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The column at the left: the built-in views, and the servers when there are several. Choosing
/// one filters the table.
class FacetPanel final : public QWidget
{
    Q_OBJECT
public:
    FacetPanel(models::FacetModel &facets, models::ServerFacetModel &servers,
               models::JobFilterModel &filter, QWidget *parent = nullptr);
    QSize sizeHint() const override;

private:
    void showChosen();

    models::JobFilterModel &m_filter;
    QListView *m_list;
};

} // namespace fw::ui
