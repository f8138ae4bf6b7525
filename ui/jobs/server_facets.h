// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_filter_model.h"
#include "models/server_facet_model.h"

#include <QStyledItemDelegate>
#include <QWidget>

class QListView;

namespace fw::ui {

/// A server in the side panel: the shape of its connection, its name, the count of its jobs.
class ServerFacetDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The servers as a filter of the queue; hidden while there is but one.
class ServerFacets final : public QWidget
{
    Q_OBJECT
public:
    ServerFacets(models::ServerFacetModel &servers, models::JobFilterModel &filter,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    void serverChosen(const fw::ServerId &server); ///< empty: all

private:
    void refresh();
    void showChosen();

    models::ServerFacetModel &m_servers;
    models::JobFilterModel &m_filter;
    QListView *m_list;
};

} // namespace fw::ui
