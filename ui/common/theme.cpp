// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/theme.h"

#include <array>
#include <cmath>

namespace fw::ui {

namespace {

QColor hex(QRgb rgb)
{
    return QColor(rgb | 0xFF000000U);
}

Theme lightTheme()
{
    Theme t;
    t.scheme = Scheme::Light;
    t.canvas = hex(0xFFFFFF);
    t.panel = hex(0xF6F7F8);
    t.control = hex(0xFFFFFF);
    t.controlHover = hex(0xECEEF1);
    t.line = hex(0xE2E5E8);
    t.lineStrong = hex(0xCDD2D7);
    t.track = hex(0xD9DDE1);
    t.text = hex(0x1B1E21);
    t.textSoft = hex(0x555B63);
    t.textFaint = hex(0x666C75);
    t.selection = hex(0xDBE8FB);
    t.selectionText = hex(0x11151A);
    t.accent = hex(0x1065DE);
    t.accentText = hex(0xFFFFFF);
    t.warnFill = hex(0xFBF3E2);
    t.warnLine = hex(0xE8CF98);
    t.errorFill = hex(0xFBEAE7);
    t.errorLine = hex(0xE6B4AC);
    t.queued = hex(0x686E77);
    t.running = hex(0x1065DE);
    t.done = hex(0x0B4D42);
    t.attention = hex(0x9E5E04);
    t.failed = hex(0x811104);
    t.local = hex(0x6C1971);
    return t;
}

Theme darkTheme()
{
    Theme t;
    t.scheme = Scheme::Dark;
    t.canvas = hex(0x141618);
    t.panel = hex(0x1B1E21);
    t.control = hex(0x23272B);
    t.controlHover = hex(0x2C3136);
    t.line = hex(0x2A2E32);
    t.lineStrong = hex(0x383D43);
    t.track = hex(0x2F3439);
    t.text = hex(0xE8EAED);
    t.textSoft = hex(0xA7AEB6);
    t.textFaint = hex(0x8A919A);
    t.selection = hex(0x1C3355);
    t.selectionText = hex(0xFFFFFF);
    t.accent = hex(0x5493FE);
    t.accentText = hex(0x0B1524);
    t.warnFill = hex(0x2D280F);
    t.warnLine = hex(0x5C5020);
    t.errorFill = hex(0x331C16);
    t.errorLine = hex(0x6B3527);
    t.queued = hex(0xC8DAF1);
    t.running = hex(0x5493FE);
    t.done = hex(0x39DFAF);
    t.attention = hex(0xF3D65A);
    t.failed = hex(0xF5683D);
    t.local = hex(0xBF81A8);
    return t;
}

Theme contrastTheme(Scheme scheme)
{
    const bool dark = scheme == Scheme::ContrastDark;
    const QColor back = hex(dark ? 0x000000 : 0xFFFFFF);
    const QColor front = hex(dark ? 0xFFFFFF : 0x000000);
    Theme t;
    t.scheme = scheme;
    t.canvas = t.panel = t.control = t.warnFill = t.errorFill = back;
    t.controlHover = hex(dark ? 0x2B2B2B : 0xE4E4E4);
    t.line = t.lineStrong = t.warnLine = t.errorLine = front;
    t.track = hex(dark ? 0x404040 : 0xC4C4C4);
    t.text = t.textSoft = front;
    t.textFaint = hex(dark ? 0xB4B4B4 : 0x4A4A4A);
    t.selection = hex(dark ? 0xFFE45C : 0x10308A);
    t.selectionText = back;
    t.accent = hex(dark ? 0xFFE45C : 0x10308A);
    t.accentText = back;
    t.queued = t.running = t.done = t.attention = t.failed = t.local = front;
    return t;
}

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

} // namespace

QColor Theme::state(wire::JobState state) const
{
    switch (state) {
    case wire::JobState::Queued:
    case wire::JobState::Paused:
    case wire::JobState::Cancelled:
        return queued;
    case wire::JobState::Running:
        return running;
    case wire::JobState::Attention:
        return attention;
    case wire::JobState::Done:
        return done;
    case wire::JobState::Failed:
        return failed;
    }
    return text;
}

const Theme &themeOf(Scheme scheme)
{
    static const std::array<Theme, 4> themes{ lightTheme(), darkTheme(),
                                              contrastTheme(Scheme::ContrastLight),
                                              contrastTheme(Scheme::ContrastDark) };
    return themes[static_cast<size_t>(scheme)];
}

const Theme &themeOf(const QPalette &palette)
{
    // The link colour and the panel together tell the four sets apart.
    const QColor window = palette.color(QPalette::Window);
    const QColor link = palette.color(QPalette::Link);
    for (const Scheme scheme :
         { Scheme::Light, Scheme::Dark, Scheme::ContrastLight, Scheme::ContrastDark }) {
        const Theme &theme = themeOf(scheme);
        if (theme.panel == window && theme.accent == link)
            return theme;
    }
    return themeOf(window.lightness() < 128 ? Scheme::Dark : Scheme::Light);
}

QPalette paletteOf(const Theme &t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.panel);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.canvas);
    p.setColor(QPalette::AlternateBase, t.panel);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.control);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.failed);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, t.selectionText);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::ToolTipBase, t.control);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::PlaceholderText, t.textFaint);
    p.setColor(QPalette::Light, t.controlHover);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.lineStrong);
    p.setColor(QPalette::Shadow, t.lineStrong);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        p.setColor(QPalette::Disabled, role, t.textFaint);
    return p;
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace fw::ui
