// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

class QPainter;
class QRect;

namespace fw::ui {

/// \a n with the locale's group separators: "18 763".
QString countText(qint64 n);

/// What painted text looks like in a box.
struct TextLine
{
    QString text;
    QColor color;
    Qt::Alignment align = Qt::AlignLeft;
    Qt::TextElideMode elide = Qt::ElideRight;
};
/// Paints one line in \a painter's font, vertically centred, elided to the box.
void paintText(QPainter &painter, const QRect &box, const TextLine &line);

} // namespace fw::ui
