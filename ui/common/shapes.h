// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace fw::ui {

/// The status shapes of ux.md 7.3 and 11. Painted as paths: fonts lack these glyphs.
enum class Shape : quint8 {
    None,
    Ring, ///< queued
    Play, ///< running
    Check, ///< done
    Warning, ///< attention, polling instead of a socket
    Cross, ///< failed, offline
    Diamond, ///< own change, not accepted yet
    Pause,
    Slash, ///< cancelled: a struck ring
    Question, ///< stale
    Dot, ///< live
    Half, ///< connecting
    Stop, ///< sign-in needed: filled with a bar
    Gap, ///< messages may be missing: two broken ends
    Info,
    Pencil, ///< draft
    Dashes, ///< on its way: a ring of dashes
    Cloud, ///< an own change that has not left yet
    Rounds, ///< read at intervals, as usual: a dot in a ring
};

Shape shapeOf(wire::JobState state);

/// Paints \a shape into the square centred in \a box.
void paintShape(QPainter &painter, const QRectF &box, Shape shape, const QColor &color);

/// 45 degree lines over \a box: "this is from before" (ux.md 11, Stale).
void paintHatch(QPainter &painter, const QRectF &box, const QColor &color);

/// A rounded bar, filled from the left to \a percent (0 to 100).
void paintBar(QPainter &painter, const QRectF &box, double percent, const QColor &fill,
              const QColor &track);

} // namespace fw::ui
