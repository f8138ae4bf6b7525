// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>

namespace fw::hub::media {

/// FFmpeg's own words of one attempt of a job, all its children one after the other. Bounded: after
/// 4 MiB one line says that the rest is left out.
class LogFile
{
public:
    /// Opens \a path for appending; a log that cannot be written is silently none, because a job
    /// must not fail for want of its log.
    explicit LogFile(const QString &path);
    void write(const QByteArray &bytes);
    /// A line of ours between FFmpeg's, e.g. the command about to run.
    void note(const QString &text);

    static constexpr qint64 limit = 4 * 1024 * 1024; ///< bytes

private:
    QFile m_file;
    qint64 m_written = 0;
};

} // namespace fw::hub::media
