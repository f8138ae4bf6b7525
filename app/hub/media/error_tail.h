// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace fw::hub::media {

/// Keeps the last lines FFmpeg wrote to stderr and knows which of them tell why it failed. Expects
/// "-loglevel level+…", which marks each line with its level.
class ErrorTail
{
public:
    /// Takes the next bytes; a line without an end is cut after 4 KiB.
    void feed(const QByteArray &bytes);
    /// FFmpeg's own reason: the last lines marked error or fatal, else the last line at all;
    /// without addresses and level marks, at most 600 characters. Empty when nothing was said.
    QString reason() const;

private:
    void take(QByteArray line);

    QByteArray m_partial;
    QStringList m_errors; ///< the last few
    QString m_last;
};

} // namespace fw::hub::media
