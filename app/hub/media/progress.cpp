// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/progress.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fw::hub::media {

// frame=31
// out_time_us=1033333
// speed=2.07x
// progress=continue

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 1024;

} // namespace

bool ProgressParser::feed(const QByteArray &bytes)
{
    m_partial += bytes;
    m_completed = false;
    qsizetype from = 0;
    for (qsizetype end; (end = m_partial.indexOf('\n', from)) >= 0; from = end + 1)
        take(QByteArrayView(m_partial).sliced(from, end - from));
    m_partial.remove(0, from);
    if (m_partial.size() > longestLine)
        m_partial.clear();
    return m_completed;
}

void ProgressParser::take(QByteArrayView line)
{
    const qsizetype split = line.indexOf('=');
    if (split < 0)
        return;
    const QByteArrayView key = line.first(split).trimmed();
    QByteArrayView value = line.sliced(split + 1).trimmed();
    bool known = false;
    if (key == "out_time_us") {
        const qint64 micros = value.toLongLong(&known);
        if (known && micros >= 0)
            m_seconds = double(micros) / 1e6;
    } else if (key == "speed") {
        if (value.endsWith('x'))
            value.chop(1);
        const double speed = value.toDouble(&known);
        m_speed = known && speed > 0 && std::isfinite(speed) ? std::optional(speed) : std::nullopt;
    } else if (key == "progress") {
        m_completed = true;
    }
}

std::optional<double> ProgressParser::percent(std::optional<double> duration) const
{
    if (!duration || *duration <= 0 || !m_seconds)
        return std::nullopt;
    return std::clamp(100 * *m_seconds / *duration, 0.0, 100.0);
}

QString ProgressParser::message(std::optional<double> duration) const
{
    if (!m_seconds)
        return {};
    const QString done = QString::number(std::floor(*m_seconds));
    QString text = duration ? u"%1 of %2 s"_s.arg(done, QString::number(std::round(*duration)))
                            : u"%1 s"_s.arg(done);
    if (m_speed)
        text += u", %1x"_s.arg(QString::number(*m_speed, 'f', 1));
    return text;
}

} // namespace fw::hub::media
