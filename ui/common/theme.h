// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

#include <QColor>
#include <QPalette>

namespace fw::ui {

/// Which set of colours is shown. The contrast sets drop hue: shape and word carry the state.
enum class Scheme : quint8 { Light, Dark, ContrastLight, ContrastDark };

/// Every colour of the window, as named tokens. Status colours are the measured ones of ux.md 11
/// (palette.py there checks contrast and distance for four kinds of sight).
struct Theme
{
    Scheme scheme = Scheme::Light;
    QColor canvas; ///< behind tables and lists
    QColor panel; ///< behind docks, bars, headers
    QColor control; ///< buttons, fields
    QColor controlHover;
    QColor line; ///< between rows and panels
    QColor lineStrong; ///< around controls
    QColor track; ///< the unfilled part of a progress bar
    QColor text;
    QColor textSoft; ///< secondary, at least 4.5:1
    QColor textFaint; ///< headings, placeholders, disabled
    QColor selection;
    QColor selectionText;
    QColor accent;
    QColor accentText; ///< on top of accent
    QColor warnFill; ///< banner
    QColor warnLine;
    QColor errorFill;
    QColor errorLine;
    QColor queued, running, done, attention, failed, local; ///< ux.md 11

    bool isDark() const { return scheme == Scheme::Dark || scheme == Scheme::ContrastDark; }
    bool highContrast() const
    {
        return scheme == Scheme::ContrastLight || scheme == Scheme::ContrastDark;
    }
    QColor state(wire::JobState state) const;
};

/// The tokens of one scheme; lives for the whole program.
const Theme &themeOf(Scheme scheme);
/// The tokens that go with a palette made by paletteOf(); any other palette answers by lightness.
/// So delegates and painted widgets need nothing but their palette.
const Theme &themeOf(const QPalette &palette);
QPalette paletteOf(const Theme &theme);

/// WCAG 2 contrast ratio, 1 to 21.
double contrast(const QColor &one, const QColor &other);

/// Spacing steps in device-independent pixels (ux.md 12).
namespace space {
inline constexpr int tiny = 4;
inline constexpr int small = 8;
inline constexpr int medium = 12;
inline constexpr int large = 16;
inline constexpr int huge = 24;
inline constexpr int radius = 4;
} // namespace space

} // namespace fw::ui
