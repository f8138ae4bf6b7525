// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/look.h"

#include <QStringList>
#include <QWidget>

namespace fw::test {

/// Takes pictures of widgets in light and dark, at 1x and 2x, into build/views, and looks for what
/// no picture shows: missing glyphs, clipped texts, controls without a name.
class Camera
{
public:
    explicit Camera(ui::Look &look);

    /// \a view as in the file name; \a suffix e.g. "-1920".
    void take(QWidget &widget, const QString &view, const QString &suffix = {});
    /// What was wrong in all pictures so far, one line each.
    QStringList complaints() const { return m_complaints; }
    int pictures() const { return m_pictures; }

private:
    void shoot(QWidget &widget, const QString &name, double ratio);
    void inspect(const QWidget &widget, const QString &view);
    void complain(const QWidget &widget, const QString &view, const QString &what);

    ui::Look &m_look;
    QStringList m_complaints;
    int m_pictures = 0;
};

} // namespace fw::test
