// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/child_process.h"

#include "base/log.h"

#include <csignal>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace fw::hub::media {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis insistAfter{ 2000 };
constexpr int niceness = 10; ///< the hub and the desktop come first

// Runs in the child between fork and exec: only calls that are safe there.
void becomeChild(pid_t parent)
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // the hub died before the line above
        ::_exit(127);
    ::setpriority(PRIO_PROCESS, 0, niceness);
}

} // namespace

ChildProcess::ChildProcess(QObject *parent)
    : QObject(parent)
{
    m_timeout.setSingleShot(true);
    m_insist.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        m_ending = ChildExit::How::TimedOut;
        signalGroup(SIGKILL);
    });
    connect(&m_insist, &QTimer::timeout, this, [this] { signalGroup(SIGKILL); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ChildProcess::onOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ChildProcess::onStderr);
    connect(&m_process, &QProcess::finished, this, &ChildProcess::onFinished);
    // Queued: QProcess may say "failed to start" from inside start().
    connect(&m_process, &QProcess::errorOccurred, this, &ChildProcess::onError,
            Qt::QueuedConnection);
    m_process.setChildProcessModifier([parent = ::getpid()] { becomeChild(parent); });
    m_process.setStandardInputFile(QProcess::nullDevice());
}

ChildProcess::~ChildProcess()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning)
        killAndWait(Millis(2000));
}

void ChildProcess::start(ChildCommand command, std::shared_ptr<LogFile> log)
{
    m_command = std::move(command);
    m_log = std::move(log);
    if (m_log)
        m_log->note(m_command.program + u' ' + m_command.arguments.join(u' '));
    if (!m_command.workingDirectory.isEmpty())
        m_process.setWorkingDirectory(m_command.workingDirectory);
    if (m_command.timeout.count() > 0)
        m_timeout.start(m_command.timeout);
    m_process.start(m_command.program, m_command.arguments, QIODevice::ReadOnly);
}

void ChildProcess::pause()
{
    signalGroup(SIGSTOP);
    if (m_timeout.isActive()) {
        m_left = m_timeout.remainingTimeAsDuration();
        m_timeout.stop();
    }
}

void ChildProcess::resume()
{
    signalGroup(SIGCONT);
    if (m_left)
        m_timeout.start(*std::exchange(m_left, std::nullopt));
}

void ChildProcess::cancel()
{
    if (m_done || m_ending)
        return;
    m_ending = ChildExit::How::Cancelled;
    signalGroup(SIGTERM);
    signalGroup(SIGCONT); // a stopped process takes SIGTERM only when it goes on
    m_insist.start(insistAfter);
}

void ChildProcess::kill()
{
    if (!m_ending)
        m_ending = ChildExit::How::Cancelled;
    signalGroup(SIGKILL);
}

void ChildProcess::killAndWait(Millis limit)
{
    if (m_process.state() == QProcess::Starting)
        m_process.waitForStarted(int(limit.count()));
    kill();
    m_process.waitForFinished(int(limit.count()));
}

qint64 ChildProcess::pid() const
{
    return m_process.processId();
}

void ChildProcess::onOutput()
{
    const QByteArray bytes = m_process.readAllStandardOutput();
    if (m_command.streams) {
        Q_EMIT outputRead(bytes);
        return;
    }
    m_output += bytes;
    if (m_output.size() > m_command.outputLimit && !m_ending) {
        m_ending = ChildExit::How::OutputTooLarge;
        signalGroup(SIGKILL);
    }
}

void ChildProcess::onStderr()
{
    const QByteArray bytes = m_process.readAllStandardError();
    m_tail.feed(bytes);
    if (m_log)
        m_log->write(bytes);
}

void ChildProcess::onFinished(int code, QProcess::ExitStatus status)
{
    onOutput();
    onStderr();
    if (m_ending)
        finish(*m_ending, code);
    else if (status == QProcess::NormalExit)
        finish(ChildExit::How::Finished, code);
    else // Qt gives the signal's number as the code
        finish(code == SIGKILL || code == SIGTERM ? ChildExit::How::Killed
                                                  : ChildExit::How::Crashed,
               code);
}

void ChildProcess::onError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart)
        return; // everything else ends in finished()
    m_tail.feed((u"[error] "_s + m_process.errorString() + u'\n').toUtf8());
    finish(ChildExit::How::NotStarted, 0);
}

void ChildProcess::finish(ChildExit::How how, int code)
{
    if (std::exchange(m_done, true))
        return;
    m_timeout.stop();
    m_insist.stop();
    Q_EMIT finished({ how, code, m_output, m_tail.reason() });
}

void ChildProcess::signalGroup(int signal)
{
    const auto pid = static_cast<pid_t>(m_process.processId());
    if (pid <= 0)
        return;
    // The group is made by the child itself just after fork; until then only the pid exists.
    if (::kill(-pid, signal) != 0)
        ::kill(pid, signal);
}

} // namespace fw::hub::media
