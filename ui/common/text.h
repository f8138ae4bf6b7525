// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "wire/job.h"

#include <QColor>
#include <QString>

class QPainter;

namespace fw::ui {

/// "now", "4 s", "12 min", "3 h", then the date: how long ago \a then was (ux.md 12).
QString ageText(WallTime then, WallTime now);
/// "0:21", "12:04", "1 h 04 m".
QString durationText(Millis duration);
/// "14:02:11" in the user's locale and time zone.
QString clockText(WallTime time);
/// "12.4 MB" in the user's locale.
QString bytesText(qint64 bytes);
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
