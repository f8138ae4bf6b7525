// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_gate.h"

#include <QCoreApplication>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::JobAction;
using wire::JobState;

namespace {

QString say(const char *text, int n = -1)
{
    return QCoreApplication::translate("fw::ui::gate", text, nullptr, n);
}

/// Why no selected job is in a state for \a action.
QString stateReason(JobAction action)
{
    switch (action) {
    case JobAction::Cancel:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "The job has already ended."));
    case JobAction::Pause:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "Only a running job can be paused."));
    case JobAction::Resume:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "Only a paused job can be resumed."));
    case JobAction::Retry:
        return say(QT_TRANSLATE_NOOP(
            "fw::ui::gate",
            "Only a job that failed, was cancelled or needs attention can be retried."));
    case JobAction::Prioritise:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "The order matters only for jobs that wait."));
    }
    return {};
}

} // namespace

bool stateAllows(JobState state, JobAction action)
{
    switch (action) {
    case JobAction::Cancel:
        return !wire::isTerminal(state);
    case JobAction::Pause:
        return state == JobState::Running;
    case JobAction::Resume:
        return state == JobState::Paused;
    case JobAction::Retry:
        return state == JobState::Failed || state == JobState::Cancelled
            || state == JobState::Attention;
    case JobAction::Prioritise:
        return state == JobState::Queued || state == JobState::Paused;
    }
    return false;
}

QString actionVerb(JobAction action)
{
    switch (action) {
    case JobAction::Cancel:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "Cancel"));
    case JobAction::Pause:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "Pause"));
    case JobAction::Resume:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "Resume"));
    case JobAction::Retry:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "Retry"));
    case JobAction::Prioritise:
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "Change priority"));
    }
    return {};
}

QString capabilityReason(const QString &key, const QString &serverName, const QString &verb)
{
    if (key == "readOnly"_L1)
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "%1 lets you watch only.")).arg(serverName);
    if (key == "notConnected"_L1)
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "%1 is not connected.")).arg(serverName);
    if (key == "noMessage"_L1)
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "%1 has no message for “%2”."))
            .arg(serverName, verb);
    if (key == "noRoute"_L1)
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "The program behind %1 cannot do “%2”."))
            .arg(serverName, verb);
    if (key == "tier"_L1)
        return say(QT_TRANSLATE_NOOP("fw::ui::gate", "Your plan at %1 has no more of “%2”."))
            .arg(serverName, verb);
    return say(QT_TRANSLATE_NOOP("fw::ui::gate", "%1 does not offer “%2”.")).arg(serverName, verb);
}

Gate gateFor(JobAction action, const std::vector<GateJob> &selection)
{
    if (selection.empty())
        return { false, 0,
                 say(QT_TRANSLATE_NOOP("fw::ui::gate", "Select a job in the table first.")) };
    const auto offered = [](const GateJob &job) { return job.capability.offered; };
    const auto applies
        = [&](const GateJob &job) { return offered(job) && stateAllows(job.state, action); };
    const auto refusing = std::ranges::find_if_not(selection, offered);
    const int count = int(std::ranges::count_if(selection, applies));
    if (count == int(selection.size()))
        return { true, count, {} };
    if (count > 0)
        return { true, count,
                 say(QT_TRANSLATE_NOOP("fw::ui::gate", "Applies to %1 of %2 selected jobs."))
                     .arg(count)
                     .arg(selection.size()) };
    if (refusing != selection.end())
        return { false, 0,
                 capabilityReason(refusing->capability.reason, refusing->serverName,
                                  actionVerb(action)) };
    return { false, 0, stateReason(action) };
}

} // namespace fw::ui
