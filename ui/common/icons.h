// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace fw::ui {

/// Makes the pictures and the style sheet of this room known to Qt; call once before Look.
void registerResources();

/// A symbolic icon of resources/icons in one colour, sharp at any scale. \a name without ending.
QIcon symbolicIcon(const QString &name, const QColor &color);
/// The same as pixels, \a side device-independent pixels wide, for painters.
QPixmap symbolicPixmap(const QString &name, const QColor &color, int side, double ratio);

} // namespace fw::ui
