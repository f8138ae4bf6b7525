// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

namespace fw::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

QString say(const char *text, int n = -1)
{
    return QCoreApplication::translate("fw::ui::text", text, nullptr, n);
}

QDateTime local(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
}

QString twoDigits(qint64 n)
{
    return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0'));
}

} // namespace

QString ageText(WallTime then, WallTime now)
{
    const auto age = duration_cast<seconds>(now - then);
    if (age < 2s)
        return say(QT_TRANSLATE_NOOP("fw::ui::text", "now"));
    if (age < 60s)
        return say(QT_TRANSLATE_NOOP("fw::ui::text", "%1 s")).arg(age.count());
    if (age < 1h)
        return say(QT_TRANSLATE_NOOP("fw::ui::text", "%1 min")).arg(age.count() / 60);
    if (local(then).date() == local(now).date())
        return QLocale().toString(local(then).time(), QLocale::ShortFormat);
    return QLocale().toString(local(then).date(), QLocale::ShortFormat);
}

QString durationText(Millis duration)
{
    const qint64 all = duration_cast<seconds>(duration).count();
    if (all >= 3600)
        return say(QT_TRANSLATE_NOOP("fw::ui::text", "%1 h %2 m"))
            .arg(QString::number(all / 3600), twoDigits(all / 60 % 60));
    return QString::number(all / 60) + u":"_s + twoDigits(all % 60);
}

QString clockText(WallTime time)
{
    return local(time).toString(u"HH:mm:ss"_s);
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString countText(qint64 n)
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    if (locale.language() == QLocale::C) // the C locale has no separator to speak of
        locale = QLocale(QLocale::English);
    return locale.toString(n);
}

void paintText(QPainter &painter, const QRect &box, const TextLine &line)
{
    painter.setPen(line.color);
    const QString text = painter.fontMetrics().elidedText(line.text, line.elide, box.width());
    painter.drawText(box, int(Qt::AlignVCenter | line.align) | int(Qt::TextSingleLine), text);
}

} // namespace fw::ui
