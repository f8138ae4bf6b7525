// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/picture_source.h"

#include <QStyledItemDelegate>

namespace fw::ui {

struct Theme;

/// Paints one cell of the queue: shape and word, picture, name, bar, ages; in place of the stage
/// what becomes of an own change that the server has not taken. Reads the roles of
/// models::JobModel and nothing else; every cell is a few rectangles and one line of text.
class JobDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit JobDelegate(PictureSource pictures, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Height of a row with a picture, from the font (ux.md 12).
    static int rowHeight(const QFontMetrics &metrics);
    /// Size of the picture in a row.
    static QSize thumbnailSize(const QFontMetrics &metrics);

private:
    struct Cell;
    void paintContent(QPainter &p, const Cell &cell) const;
    void paintState(QPainter &p, const Cell &cell) const;
    static void paintStage(QPainter &p, const Cell &cell);
    void paintThumbnail(QPainter &p, const Cell &cell) const;
    void paintProgress(QPainter &p, const Cell &cell) const;
    void paintFocus(QPainter &p, const Cell &cell) const;

    PictureSource m_pictures;
};

} // namespace fw::ui
