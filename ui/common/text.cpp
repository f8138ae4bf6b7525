// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/text.h"

#include <QLocale>
#include <QPainter>

namespace fw::ui {

QString countText(qint64 n)
{
    QLocale locale;
    if (locale.language() == QLocale::C) // the C locale has no separator to speak of
        locale = QLocale(QLocale::English);
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale.toString(n);
}

void paintText(QPainter &painter, const QRect &box, const TextLine &line)
{
    painter.setPen(line.color);
    const QString text = painter.fontMetrics().elidedText(line.text, line.elide, box.width());
    painter.drawText(box, int(Qt::AlignVCenter | line.align) | int(Qt::TextSingleLine), text);
}

} // namespace fw::ui
