// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/picture_source.h"

#include <QStyledItemDelegate>

namespace fw::ui {

/// Paints the cells of ItemModel: a picture before the name, own changes with the shape, the colour
/// and in time the word of their fate, what will soon be deleted with a warning, what is from
/// before hatched.
class ItemDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ItemDelegate(PictureSource pictures, QObject *parent = nullptr);
    /// Whether any item of this kind has a picture: the others keep its room then.
    void setWithPictures(bool with) { m_withPictures = with; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    static int rowHeight(const QFontMetrics &metrics);

private:
    struct Cell;
    int pictureRoom(const QFontMetrics &metrics) const;
    void paintName(QPainter &p, const Cell &cell) const;
    void paintPicture(QPainter &p, const Cell &cell, const QRect &box) const;
    static void paintValue(QPainter &p, const Cell &cell);
    static void paintExpiry(QPainter &p, const Cell &cell);

    PictureSource m_pictures;
    bool m_withPictures = false;
};

} // namespace fw::ui
