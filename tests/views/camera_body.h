// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/camera.h"
#include "views/camera_eye.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTest>

namespace fw::test {

inline Camera::Camera(ui::Look &look)
    : m_look(look)
{
    QDir().mkpath(QStringLiteral(FW_VIEWS_DIR));
}

inline void Camera::take(QWidget &widget, const QString &view, const QString &suffix)
{
    const std::pair<ui::LookChoice, QString> looks[]
        = { { ui::LookChoice::Light, QStringLiteral("light") },
            { ui::LookChoice::Dark, QStringLiteral("dark") } };
    for (const auto &[choice, word] : looks) {
        m_look.setChoice(choice);
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents();
        inspect(widget, view);
        const QString name = view + QLatin1Char('-') + word;
        shoot(widget, name + QStringLiteral("-1x") + suffix, 1);
        shoot(widget, name + QStringLiteral("-2x") + suffix, 2);
    }
}

inline void Camera::shoot(QWidget &widget, const QString &name, double ratio)
{
    QImage image(widget.size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(widget.palette().color(QPalette::Window));
    widget.render(&image, {}, {}, QWidget::DrawWindowBackground | QWidget::DrawChildren);
    if (image.save(QStringLiteral(FW_VIEWS_DIR "/") + name + QStringLiteral(".png")))
        ++m_pictures;
}

inline void Camera::complain(const QWidget &widget, const QString &view, const QString &what)
{
    QString where = QString::fromLatin1(widget.metaObject()->className());
    for (const QWidget *one = widget.parentWidget(); one; one = one->parentWidget())
        where.prepend(QString::fromLatin1(one->metaObject()->className()) + QLatin1Char('/'));
    const QString line = view + QStringLiteral(": ") + what + QStringLiteral(" [") + where
        + QStringLiteral("] \"") + shownText(widget) + QLatin1Char('"');
    if (!m_complaints.contains(line))
        m_complaints << line;
}

inline void Camera::inspect(const QWidget &widget, const QString &view)
{
    const QList<QWidget *> all = widget.findChildren<QWidget *>();
    for (const QWidget *one : all) {
        if (!one->isVisible())
            continue;
        const QChar missing = missingGlyph(shownText(*one), one->fontMetrics());
        if (!missing.isNull())
            complain(*one, view, QStringLiteral("no glyph for U+%1").arg(missing.unicode(), 4, 16));
        if (isClipped(*one))
            complain(*one, view, QStringLiteral("clipped"));
        if (isControl(*one) && !isInnerPart(*one) && one->accessibleName().isEmpty()
            && shownText(*one).isEmpty())
            complain(*one, view, QStringLiteral("no accessible name"));
    }
}

} // namespace fw::test
