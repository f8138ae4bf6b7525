// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace fw::hub::media {

/// Reads what ffmpeg writes with `-progress pipe:1`: blocks of key=value lines. What it does not
/// say (N/A) stays unknown.
class ProgressParser
{
public:
    /// Takes the next bytes, which may end anywhere. True when a block was completed.
    bool feed(const QByteArray &bytes);

    std::optional<double> seconds() const { return m_seconds; } ///< of the output so far
    std::optional<double> speed() const { return m_speed; } ///< 1: as fast as it plays
    /// 0 to 100 of \a duration seconds; empty when either is unknown.
    std::optional<double> percent(std::optional<double> duration) const;
    /// "31 of 120 s, 2.1x", with what is known.
    QString message(std::optional<double> duration) const;

private:
    void take(QByteArrayView line);

    QByteArray m_partial;
    std::optional<double> m_seconds;
    std::optional<double> m_speed;
    bool m_completed = false;
};

} // namespace fw::hub::media
