// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMargins>
#include <QRect>

#include <algorithm>

namespace fw::ui {

/// Room kept for the window manager's frame before it says how thick it is.
inline constexpr QMargins guessedFrame{ 4, 40, 4, 4 };

/// \a window (without its frame) moved and, where that is not enough, shrunk so that it and its
/// \a frame lie inside \a available. All in logical pixels.
inline QRect fittedTo(const QRect &available, const QRect &window, const QMargins &frame)
{
    const QRect room = available.marginsRemoved(frame);
    QRect fitted(window.topLeft(), window.size().boundedTo(room.size()));
    fitted.moveRight(std::min(fitted.right(), room.right()));
    fitted.moveBottom(std::min(fitted.bottom(), room.bottom()));
    fitted.moveLeft(std::max(fitted.left(), room.left()));
    fitted.moveTop(std::max(fitted.top(), room.top()));
    return fitted;
}

} // namespace fw::ui
