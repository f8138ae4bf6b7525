// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/icons.h"

#include "ui/common/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

// Q_INIT_RESOURCE must stand outside of any namespace.
static void initLook()
{
    Q_INIT_RESOURCE(look);
}

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QByteArray coloured(const QString &name, const QColor &color)
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", color.name().toLatin1());
}

/// Draws the SVG again at every size asked for, so 2x screens get sharp lines.
class SymbolicEngine final : public QIconEngine
{
public:
    explicit SymbolicEngine(QByteArray svg)
        : m_svg(std::move(svg))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QSvgRenderer renderer(m_svg);
        painter->setOpacity(mode == QIcon::Disabled ? 0.5 : 1.0);
        renderer.render(painter, rect);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new SymbolicEngine(m_svg); }

private:
    QByteArray m_svg;
};

} // namespace

void registerResources()
{
    initLook();
}

QIcon symbolicIcon(const QString &name, const QColor &color)
{
    return QIcon(new SymbolicEngine(coloured(name, color)));
}

void paintIcon(QPainter &painter, const QRect &box, const QString &name, const QColor &color)
{
    QSvgRenderer renderer(coloured(name, color));
    renderer.render(&painter, box);
}

IconMark::IconMark(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconMark::setName(const QString &name)
{
    m_name = name;
    setVisible(!name.isEmpty());
    update();
}

void IconMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, rect(), m_name, themeOf(palette()).textFaint);
}

} // namespace fw::ui
