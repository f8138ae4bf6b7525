// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"
#include "wire/command.h"

#include <vector>

namespace fw::ui {

/// One selected job, as far as it decides what can be done with it.
struct GateJob
{
    wire::JobState state = wire::JobState::Queued;
    QString serverName;
    wire::Capability capability; ///< of the job's server, for the action in question
};

/// Whether an action can be had for a selection, and if not, why not: in words for the tooltip.
struct Gate
{
    bool enabled = false;
    int applies = 0; ///< to how many of the selected jobs
    QString reason; ///< a full sentence; empty when it applies to every selected job
};

/// True when a job in \a state can be asked to do \a action.
bool stateAllows(wire::JobState state, wire::JobAction action);
/// "Pause", "Resume", …: the verb on buttons and in menus, without mnemonic.
QString actionVerb(wire::JobAction action);
/// A sentence for a capability's reason key (wire/facts.h).
QString capabilityReason(const QString &key, const QString &serverName, const QString &verb);
/// Judges \a action for the whole selection. Pure; ux.md 2.1 and rule 4: never dead, never silent.
Gate gateFor(wire::JobAction action, const std::vector<GateJob> &selection);

} // namespace fw::ui
