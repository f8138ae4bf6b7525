// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QWidget>

namespace fw::ui {

/// Makes the pictures and the style sheet of this room known to Qt; call once before Look.
void registerResources();

/// A symbolic icon of resources/icons in one colour, sharp at any scale. \a name without ending.
QIcon symbolicIcon(const QString &name, const QColor &color);
/// Paints the icon into \a box as lines, sharp on any device.
void paintIcon(QPainter &painter, const QRect &box, const QString &name, const QColor &color);

/// An icon in the faint tone of its palette, as a widget.
class IconMark final : public QWidget
{
    Q_OBJECT
public:
    explicit IconMark(QWidget *parent);
    void setName(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
};

} // namespace fw::ui
