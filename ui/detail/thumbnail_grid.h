// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/thumbnail_model.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace fw::ui {

/// One picture of the grid with its moment; a failed one says why.
class ThumbnailDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The pictures of one job, loaded as they come into sight; Enter on a failed one tries again.
class ThumbnailGrid final : public QListView
{
    Q_OBJECT
public:
    ThumbnailGrid(models::ThumbnailModel &thumbnails, int columns, QWidget *parent = nullptr);
    /// As high as its pictures need, never scrolling.
    void growWithContent();

Q_SIGNALS:
    /// One picture was chosen: show it large.
    void chosen(const QString &url);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layoutTiles();
    int fullHeight() const;

    models::ThumbnailModel &m_thumbnails;
    int m_columns;
    bool m_grows = false;
};

} // namespace fw::ui
