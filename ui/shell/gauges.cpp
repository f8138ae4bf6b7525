// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/gauges.h"

#include "models/words.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double nearlyFull = 90;
constexpr double tooHot = 85; ///< degrees Celsius, where graphics cards begin to slow down
constexpr int barWidth = 120;
constexpr int barHeight = 5;

} // namespace

Gauges::Gauges(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"gauges"_s);
    hide();
}

void Gauges::setStatus(const wire::SystemStatusSeen &status)
{
    m_lines.clear();
    const std::pair<QString, std::optional<double>> shares[] = {
        { tr("Processor"), status.cpu },
        { tr("Memory"), status.memory },
        { tr("Disk"), status.disk },
        { tr("Graphics"), status.gpu },
    };
    for (const auto &[name, percent] : shares) {
        if (percent)
            m_lines << Line{ name, percent, models::percentText(*percent), *percent >= nearlyFull };
    }
    if (status.gpuTemperature)
        m_lines << Line{ tr("Graphics heat"),
                         {},
                         tr("%1 °C").arg(qRound(*status.gpuTemperature)),
                         *status.gpuTemperature >= tooHot };
    if (status.queueDepth)
        m_lines << Line{ tr("Queue"), {}, tr("%n job(s) wait", nullptr, *status.queueDepth) };
    if (status.workers)
        m_lines << Line{ tr("Workers"), {}, tr("%n at once", nullptr, *status.workers) };
    QStringList words;
    for (const Line &line : std::as_const(m_lines))
        words << tr("%1: %2", "name: value").arg(line.name, line.figure);
    setAccessibleName(tr("The machine"));
    m_words = words.join(u", "_s);
    setAccessibleDescription(m_words);
    setVisible(!m_lines.isEmpty());
    updateGeometry();
    update();
}

void Gauges::setAsOf(const QString &time)
{
    setAccessibleDescription(
        time.isEmpty() ? m_words : tr("as of %1: %2", "a time: what was then").arg(time, m_words));
    if (m_asOf == time)
        return;
    m_asOf = time;
    updateGeometry();
    update();
}

int Gauges::nameWidth() const
{
    int widest = 0;
    for (const Line &line : m_lines)
        widest = std::max(widest, fontMetrics().horizontalAdvance(line.name));
    return std::max(widest + space::large, m_nameRoom);
}

void Gauges::setNameRoom(int width)
{
    m_nameRoom = width;
    updateGeometry();
}

int Gauges::lineHeight() const
{
    return fontMetrics().height() + space::tiny;
}

QSize Gauges::sizeHint() const
{
    const int figure = fontMetrics().horizontalAdvance(u"100 %"_s);
    return { nameWidth() + barWidth + space::medium + figure + 2,
             int(m_lines.size() + (m_asOf.isEmpty() ? 0 : 1)) * lineHeight() };
}

void Gauges::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(palette());
    const int left = nameWidth();
    const bool old = !m_asOf.isEmpty();
    int y = 0;
    if (old) {
        paintText(painter, QRect(0, 0, width(), lineHeight()),
                  { tr("as of %1", "a time").arg(m_asOf), theme.attention });
        y = lineHeight();
    }
    for (const Line &line : std::as_const(m_lines)) {
        const QRect row(0, y, width(), lineHeight());
        paintText(painter, row, { line.name, theme.textSoft });
        QRect figure = row.adjusted(left, 0, 0, 0);
        if (line.percent) {
            const QRectF bar(left, row.center().y() - barHeight / 2.0 + 0.5, barWidth, barHeight);
            paintBar(painter, bar, std::clamp(*line.percent, 0.0, 100.0),
                     old               ? theme.textFaint
                         : line.alarms ? theme.attention
                                       : theme.running,
                     theme.track);
            if (old)
                paintHatch(painter, bar, theme.text);
            figure.setLeft(left + barWidth + space::medium);
        }
        paintText(painter, figure,
                  { line.figure,
                    old               ? theme.textSoft
                        : line.alarms ? theme.attention
                                      : theme.text });
        y += lineHeight();
    }
}

} // namespace fw::ui
