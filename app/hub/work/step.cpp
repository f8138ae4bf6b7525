// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/step.h"

namespace fw::hub::work {

namespace {

constexpr Millis killLimit{ 1000 };

} // namespace

Step::Step(Attempting &attempting)
    : m_run(attempting)
{
}

void Step::pause()
{
    m_paused = true;
    if (m_child)
        m_child->pause();
}

void Step::resume()
{
    m_paused = false;
    if (m_child)
        m_child->resume();
    else if (m_held)
        std::exchange(m_held, {})();
}

void Step::cancel()
{
    if (std::exchange(m_cancelled, true))
        return;
    if (m_child)
        m_child->cancel();
    else
        QMetaObject::invokeMethod(this, &Step::stopped, Qt::QueuedConnection);
}

void Step::killAndWait()
{
    m_cancelled = true;
    blockSignals(true);
    if (m_child)
        m_child->killAndWait(killLimit);
}

std::optional<qint64> Step::childPid() const
{
    return m_child && m_child->pid() > 0 ? std::optional(m_child->pid()) : std::nullopt;
}

void Step::runChild(media::ChildCommand command, Then then)
{
    if (m_cancelled)
        return; // by somebody who heard of the child before; stopped() is on its way
    if (m_paused) {
        m_held = [this, command = std::move(command), then = std::move(then)] {
            runChild(command, then);
        };
        return;
    }
    m_child = std::make_unique<media::ChildProcess>();
    connect(m_child.get(), &media::ChildProcess::outputRead, this, &Step::onOutput);
    const auto ended = [this, then = std::move(then)](const media::ChildExit &exit) {
        m_child.release()->deleteLater(); // it is the one that speaks
        if (m_cancelled)
            Q_EMIT stopped();
        else
            then(exit);
    };
    connect(m_child.get(), &media::ChildProcess::finished, this, ended);
    m_child->start(std::move(command), m_run.log);
}

void Step::onOutput(const QByteArray &) { }

void Step::failLater(const wire::JobError &error)
{
    QMetaObject::invokeMethod(
        this,
        [this, error] {
            if (!m_cancelled)
                Q_EMIT failed(error);
        },
        Qt::QueuedConnection);
}

void Step::note(const QString &level, const QString &text)
{
    record::Change parts;
    wire::JobLogLine line;
    line.level = level;
    line.text = text;
    parts.log.push_back(line); // the runner fills in time, stage and attempt
    Q_EMIT produced(parts);
}

} // namespace fw::hub::work
