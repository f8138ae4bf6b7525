// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QMutex>
#include <QString>

namespace fw::ui {

/// Sends the program's messages to a file as well as to stderr. At most 4 MiB, then the file
/// becomes its predecessor. One at a time; the messages of the time before it stay where they were.
class LogFile final
{
public:
    static constexpr qint64 maxBytes = 4 * 1024 * 1024;

    /// \a path is opened for appending; when that fails messages go to stderr only.
    explicit LogFile(const QString &path);
    ~LogFile();
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;
    void write(QtMsgType type, const QMessageLogContext &context, const QString &text);

private:
    void rotate();

    QFile m_file;
    QMutex m_mutex;
    QtMessageHandler m_before;
};

} // namespace fw::ui
