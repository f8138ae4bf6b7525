// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pending_button.h"

#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QPainter>

namespace fw::ui {

PendingButton::PendingButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

void PendingButton::setFace(Shape shape, const QString &text, QColor Theme::*color)
{
    if (m_shape == shape && this->text() == text && m_color == color)
        return;
    m_shape = shape;
    m_color = color;
    setText(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

int PendingButton::markWidth() const
{
    return m_shape == Shape::None ? 0 : fontMetrics().ascent() + space::tiny + 2;
}

QSize PendingButton::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return { markWidth() + metrics.horizontalAdvance(text()) + 2 * space::small,
             metrics.height() + 4 };
}

void PendingButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(palette());
    const QColor color = theme.*m_color;
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.controlHover);
        painter.drawRoundedRect(rect(), space::radius, space::radius);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), space::radius,
                                space::radius);
    }
    const int side = fontMetrics().ascent();
    paintShape(painter, QRectF(space::small, (height() - side) / 2.0, side, side), m_shape, color);
    paintText(painter, rect().adjusted(space::small + markWidth(), 0, 0, 0), { text(), color });
}

} // namespace fw::ui
