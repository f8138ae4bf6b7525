// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/drop_overlay.h"

#include "ui/common/icons.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QPainter>

namespace fw::ui {

using namespace Qt::StringLiterals;

DropOverlay::DropOverlay(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"dropOverlay"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropOverlay::present(int files, const QString &serverName, const QString &refusal)
{
    m_refused = !refusal.isEmpty();
    m_title = m_refused ? tr("Cannot be added here") : tr("Drop to add %n file(s)", nullptr, files);
    m_text
        = m_refused ? refusal : tr("%1 will process it with the current options.").arg(serverName);
    setAccessibleName(m_title);
    setAccessibleDescription(m_text);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(palette());
    QColor veil = theme.canvas;
    veil.setAlphaF(0.93F);
    painter.fillRect(rect(), veil);
    const QColor edge = m_refused ? theme.failed : theme.accent;
    painter.setPen(QPen(edge, 2, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(16, 16, -16, -16), 10, 10);
    const int side = fontMetrics().height() * 3;
    const QPoint middle = rect().center();
    paintIcon(painter, QRect(middle.x() - side / 2, middle.y() - side - space::large, side, side),
              u"film"_s, edge);
    painter.setFont(scaledFont(font(), 1.5, QFont::DemiBold));
    const int line = painter.fontMetrics().height();
    paintText(painter, QRect(space::huge, middle.y(), width() - 2 * space::huge, line),
              { m_title, theme.text, Qt::AlignHCenter });
    painter.setFont(font());
    paintText(painter,
              QRect(space::huge, middle.y() + line + space::tiny, width() - 2 * space::huge, line),
              { m_text, theme.textSoft, Qt::AlignHCenter });
}

} // namespace fw::ui
