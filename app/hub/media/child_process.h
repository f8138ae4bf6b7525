// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "hub/media/error_tail.h"
#include "hub/media/log_file.h"

#include <QProcess>
#include <QTimer>

#include <memory>

namespace fw::hub::media {

/// What to run. No shell is involved; arguments arrive as they are.
struct ChildCommand
{
    QString program;
    QStringList arguments;
    QString workingDirectory;
    qsizetype outputLimit = 1024 * 1024; ///< bytes of stdout kept; more ends the child
    bool streams = false; ///< stdout goes out by outputRead() instead of being kept
    Millis timeout{ 0 }; ///< 0: none
};

/// How a child ended.
struct ChildExit
{
    enum class How : quint8 {
        Finished, ///< by itself, with `code`
        NotStarted, ///< no such program, or no right to run it
        Killed, ///< by a signal from outside (`code` is the signal): kill -9, the kernel's OOM
                ///< killer
        Crashed, ///< by a signal of its own making, e.g. 11
        TimedOut,
        OutputTooLarge,
        Cancelled, ///< we asked for it
    };
    How how = How::Finished;
    int code = 0;
    QByteArray output; ///< stdout, when it does not stream
    QString reason; ///< FFmpeg's own, from stderr
    bool ok() const { return how == How::Finished && code == 0; }
};

/// One child process that dies with us: stdin closed, own process group, lower priority, output
/// bounded, stderr into the log. start() -> (pause() <-> resume())* -> finished(), exactly once;
/// cancel() asks with SIGTERM and insists with SIGKILL after two seconds.
class ChildProcess final : public QObject
{
    Q_OBJECT
public:
    explicit ChildProcess(QObject *parent = nullptr);
    ~ChildProcess() override; ///< kills the group at once, without a signal

    /// \a log may be null. finished() never comes from inside start().
    void start(ChildCommand command, std::shared_ptr<LogFile> log);
    void pause(); ///< SIGSTOP to the group; the timeout stands still too
    void resume();
    void cancel();
    void kill(); ///< SIGKILL at once
    /// Kills and waits until the child is gone, at most \a limit.
    void killAndWait(Millis limit);
    qint64 pid() const;

Q_SIGNALS:
    void outputRead(const QByteArray &bytes);
    void finished(const fw::hub::media::ChildExit &exit);

private:
    void onOutput();
    void onStderr();
    void onFinished(int code, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);
    void finish(ChildExit::How how, int code);
    void signalGroup(int signal);

    QProcess m_process;
    QTimer m_timeout;
    QTimer m_insist; ///< from SIGTERM to SIGKILL
    ChildCommand m_command;
    std::shared_ptr<LogFile> m_log;
    ErrorTail m_tail;
    QByteArray m_output;
    std::optional<ChildExit::How> m_ending; ///< why we ended it, when we did
    std::optional<Millis> m_left; ///< of the timeout, while paused
    bool m_done = false;
};

} // namespace fw::hub::media
