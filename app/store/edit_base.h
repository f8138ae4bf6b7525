// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::store {

// What an edit was made on, and whether that still stands (reliability.md 5.5). Pure functions.

/// The values that \a run would replace and the revision they have, as people see them now: with
/// edits of ours that have no answer. Frozen into the command when the edit is made, so that what
/// others do meanwhile is noticed and never silently overwritten. A \a run that comes with a base
/// or with values keeps them: whoever decided a conflict saw exactly those.
wire::RunAction based(const State &state, const ServerId &server, wire::RunAction run);

/// What stands at the server instead of what the author saw.
struct Clash
{
    QJsonObject current; ///< by field
    QStringList changed; ///< fields that others changed, in the order of the arguments
    QString by; ///< who changed the target last; empty: not told
    std::optional<WallTime> when;
    friend bool operator==(const Clash &, const Clash &) = default;
};
/// For servers that count no revisions: compares what the author saw with what is known now.
/// Empty when nothing else was changed, when nothing is known, or when the server itself compares.
std::optional<Clash> clashOf(const State &state, const Edit &edit);

/// What an edit that builds on another one may do.
enum class Turn : quint8 {
    Free, ///< it builds on none, or on one that was accepted
    Waits, ///< the other one has no answer yet
    Stuck, ///< the other one was not taken, or is held: a person decides
};
Turn turnOf(const State &state, const Edit &edit);
/// The revision to send it with: of the accepted edit it builds on, else its own.
qint64 baseOf(const State &state, const Edit &edit);

} // namespace fw::store
