// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pending_button.h"

#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QCoreApplication>
#include <QPainter>

namespace fw::ui {

using namespace Qt::StringLiterals;

PendingButton::PendingButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"pendingButton"_s);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Changes of yours that no server has answered yet, or that were refused. "
                  "Opens the list."));
    hide();
}

void PendingButton::setCounts(int waiting, int refused)
{
    QStringList words;
    if (waiting > 0)
        words << QCoreApplication::translate("fw::ui::StatusLine", "%n change(s) pending", nullptr,
                                             waiting);
    if (refused > 0)
        words << tr("%n refused", nullptr, refused);
    m_refused = refused > 0;
    m_shape = waiting > 0 ? Shape::Diamond : Shape::Cross;
    setText(words.join(u", "_s));
    setAccessibleName(text());
    setVisible(!words.isEmpty());
    updateGeometry();
    update();
}

QSize PendingButton::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return { metrics.ascent() + space::tiny + 2 + metrics.horizontalAdvance(text())
                 + 2 * space::small,
             metrics.height() + 4 };
}

void PendingButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(palette());
    const QColor color = m_refused ? theme.failed : theme.local;
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
    paintText(painter, rect().adjusted(space::small + side + space::tiny + 2, 0, 0, 0),
              { text(), color });
}

} // namespace fw::ui
