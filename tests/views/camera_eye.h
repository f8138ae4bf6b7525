// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFontMetrics>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace fw::test {

/// What a widget shows as text of its own; empty for painted ones.
inline QString shownText(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text();
    return {};
}

/// True for what a person can operate and a screen reader must be able to name.
inline bool isControl(const QWidget &widget)
{
    return qobject_cast<const QAbstractButton *>(&widget)
        || qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget)
        || qobject_cast<const QAbstractSpinBox *>(&widget)
        || qobject_cast<const QAbstractItemView *>(&widget);
}

/// Parts Qt makes inside its own widgets: named through their owner.
inline bool isInnerPart(const QWidget &widget)
{
    return widget.objectName().startsWith(QLatin1String("qt_"))
        || qobject_cast<const QAbstractSpinBox *>(widget.parentWidget())
        || qobject_cast<const QComboBox *>(widget.parentWidget())
        || widget.parentWidget()->inherits("QComboBoxPrivateContainer")
        || widget.inherits("QTableCornerButton") || widget.inherits("QHeaderView")
        || widget.inherits("QDockWidgetTitleButton") || widget.inherits("QLineEditIconButton");
}

/// The first character of \a text the font cannot show; null when it can show all.
inline QChar missingGlyph(const QString &text, const QFontMetrics &metrics)
{
    for (const QChar c : text) {
        if (!c.isSurrogate() && !c.isSpace() && c.isPrint() && !metrics.inFont(c))
            return c;
    }
    return {};
}

/// True when a one-line text has less room than it needs.
inline bool isClipped(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return !label->wordWrap() && !label->text().isEmpty()
            && label->width() + 1 < label->sizeHint().width();
    if (const auto *button = qobject_cast<const QPushButton *>(&widget))
        return button->width() + 1 < button->minimumSizeHint().width();
    return false;
}

} // namespace fw::test
