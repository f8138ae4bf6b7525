// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/shapes.h"

#include <QHash>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace fw::ui {

namespace {

// Shapes are drawn on a field of 16 by 16 units.

void polygon(QPainter &p, std::initializer_list<QPointF> points)
{
    p.drawPolygon(QPolygonF(QList<QPointF>(points)));
}

void stroke(QPainter &p, const QColor &color, double width, std::initializer_list<QPointF> points)
{
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.drawPolyline(QPolygonF(QList<QPointF>(points)));
}

void ring(QPainter &p, const QColor &color)
{
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(color, 1.8));
    p.drawEllipse(QPointF(8, 8), 5.2, 5.2);
}

void warning(QPainter &p)
{
    QPainterPath path;
    path.moveTo(8, 2.4);
    path.lineTo(14.6, 13.4);
    path.lineTo(1.4, 13.4);
    path.closeSubpath();
    p.drawPath(path);
}

void question(QPainter &p, const QColor &color)
{
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(color, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPainterPath path(QPointF(5, 5.4));
    path.cubicTo(5, 1.2, 11.4, 1.4, 11.2, 5.2);
    path.cubicTo(11.1, 7.6, 8, 7.4, 8, 10.2);
    p.drawPath(path);
    p.setPen(Qt::NoPen);
    p.setBrush(color);
    p.drawEllipse(QPointF(8, 13.2), 1.2, 1.2);
}

void pencil(QPainter &p, const QColor &color)
{
    stroke(p, color, 1.7,
           { { 3, 13 }, { 3.8, 9.6 }, { 10.6, 2.8 }, { 13.2, 5.4 }, { 6.4, 12.2 }, { 3, 13 } });
    stroke(p, color, 1.3, { { 8.8, 4.6 }, { 11.4, 7.2 } });
}

void dashes(QPainter &p, const QColor &color)
{
    QPen pen(color, 1.9, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({ 1.45, 1.4 });
    p.setBrush(Qt::NoBrush);
    p.setPen(pen);
    p.drawEllipse(QPointF(8, 8), 5.2, 5.2);
}

void cloud(QPainter &p, const QColor &color)
{
    QPainterPath path(QPointF(4.6, 12.4));
    path.cubicTo(0.4, 12.4, 0.6, 7.4, 4.2, 7.4);
    path.cubicTo(4.4, 2.6, 10.8, 2.4, 11.4, 6.6);
    path.cubicTo(15.6, 6.4, 15.6, 12.4, 11.8, 12.4);
    path.closeSubpath();
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(color, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.drawPath(path);
}

void stop(QPainter &p, const QColor &color)
{
    QPainterPath path;
    path.addEllipse(QPointF(8, 8), 6, 6);
    QPainterPath bar;
    bar.addRoundedRect(QRectF(4.4, 6.8, 7.2, 2.4), 1, 1);
    p.fillPath(path.subtracted(bar), color);
}

void half(QPainter &p, const QColor &color)
{
    ring(p, color);
    p.setPen(Qt::NoPen);
    p.setBrush(color);
    p.drawPie(QRectF(2.8, 2.8, 10.4, 10.4), 90 * 16, 180 * 16);
}

void info(QPainter &p, const QColor &color)
{
    p.drawEllipse(QPointF(8, 4), 1.4, 1.4);
    stroke(p, color, 2.2, { { 8, 7.6 }, { 8, 12.6 } });
}

/// A square of hatch that joins itself on all sides. Kept: lines drawn one by one in every cell of
/// a whole table took longer than all the rest of it.
const QImage &hatchTile(QRgb color, double ratio)
{
    static QHash<std::pair<QRgb, int>, QImage> tiles;
    constexpr int step = 7;
    constexpr int side = 4 * step; // whole pixels at ratios in quarters
    const int pixels = qRound(side * ratio);
    if (tiles.size() > 16)
        tiles.clear();
    QImage &tile = tiles[{ color, pixels }];
    if (!tile.isNull())
        return tile;
    tile = QImage(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    tile.fill(Qt::transparent);
    QPainter p(&tile);
    p.setRenderHint(QPainter::Antialiasing);
    p.scale(double(pixels) / side, double(pixels) / side);
    QColor faint = QColor::fromRgb(color);
    faint.setAlphaF(0.09F);
    p.setPen(QPen(faint, 1.4));
    for (int x = -side; x <= side; x += step)
        p.drawLine(QPointF(x - step, side + step), QPointF(x + side + step, -step));
    return tile;
}

void drawShape(QPainter &p, Shape shape, const QColor &color)
{
    switch (shape) {
    case Shape::None:
        return;
    case Shape::Ring:
        return ring(p, color);
    case Shape::Play:
        return polygon(p, { { 3, 2 }, { 14, 8 }, { 3, 14 } });
    case Shape::Check:
        return stroke(p, color, 1.9, { { 2.6, 8.6 }, { 6.2, 12 }, { 13.4, 4.2 } });
    case Shape::Warning:
        return warning(p);
    case Shape::Cross:
        stroke(p, color, 2.9, { { 3.6, 3.6 }, { 12.4, 12.4 } });
        return stroke(p, color, 2.9, { { 12.4, 3.6 }, { 3.6, 12.4 } });
    case Shape::Diamond:
        return polygon(p, { { 8, 1.4 }, { 14.6, 8 }, { 8, 14.6 }, { 1.4, 8 } });
    case Shape::Pause:
        p.drawRect(QRectF(3, 2.6, 3.4, 10.8));
        return p.drawRect(QRectF(9.6, 2.6, 3.4, 10.8));
    case Shape::Slash:
        ring(p, color);
        return stroke(p, color, 1.8, { { 4.4, 11.6 }, { 11.6, 4.4 } });
    case Shape::Question:
        return question(p, color);
    case Shape::Pencil:
        return pencil(p, color);
    case Shape::Dashes:
        return dashes(p, color);
    case Shape::Cloud:
        return cloud(p, color);
    case Shape::Dot:
        p.drawEllipse(QPointF(8, 8), 5.4, 5.4);
        return;
    case Shape::Half:
        return half(p, color);
    case Shape::Stop:
        return stop(p, color);
    case Shape::Gap:
        stroke(p, color, 2, { { 1.5, 8 }, { 5, 8 } });
        return stroke(p, color, 2, { { 11, 8 }, { 14.5, 8 } });
    case Shape::Info:
        return info(p, color);
    case Shape::Rounds:
        p.drawEllipse(QPointF(8, 8), 2.6, 2.6);
        return ring(p, color);
    }
}

} // namespace

Shape shapeOf(wire::JobState state)
{
    switch (state) {
    case wire::JobState::Queued:
        return Shape::Ring;
    case wire::JobState::Running:
        return Shape::Play;
    case wire::JobState::Paused:
        return Shape::Pause;
    case wire::JobState::Attention:
        return Shape::Warning;
    case wire::JobState::Done:
        return Shape::Check;
    case wire::JobState::Failed:
        return Shape::Cross;
    case wire::JobState::Cancelled:
        return Shape::Slash;
    }
    return Shape::None;
}

void paintShape(QPainter &painter, const QRectF &box, Shape shape, const QColor &color)
{
    const double side = std::min(box.width(), box.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 16, side / 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    drawShape(painter, shape, color);
    painter.restore();
}

void paintHatch(QPainter &painter, const QRectF &box, const QColor &color)
{
    const double ratio = painter.device()->devicePixelRatioF();
    QBrush brush(hatchTile(color.rgb(), ratio));
    brush.setTransform(QTransform::fromScale(1 / ratio, 1 / ratio));
    painter.save();
    painter.setBrushOrigin(QPointF(0, box.bottom()));
    painter.fillRect(box, brush);
    painter.restore();
}

void paintBar(QPainter &painter, const QRectF &box, double percent, const QColor &fill,
              const QColor &track)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double radius = box.height() / 2;
    painter.setBrush(track);
    painter.drawRoundedRect(box, radius, radius);
    const double share = std::clamp(percent, 0.0, 100.0) / 100;
    if (share > 0) {
        QPainterPath whole;
        whole.addRoundedRect(box, radius, radius);
        painter.setClipPath(whole, Qt::IntersectClip);
        painter.setBrush(fill);
        painter.drawRect(
            QRectF(box.left(), box.top(), std::max(2.0, box.width() * share), box.height()));
    }
    painter.restore();
}

} // namespace fw::ui
