// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::store {

// The rows of State::jobs and what Changes says of them, kept in step. For reduce() only.

/// Appends a row; its key must not be known yet. Returns the row.
size_t addRow(State &state, JobEntry entry, Changes &changes);
/// Removes a row by moving the last one into its place. Keeps the order that Changes promises,
/// also when rows were added earlier into the same \a changes.
void removeRow(State &state, size_t row, Changes &changes);
/// Notes that the job of this row changed.
void touchRow(size_t row, Changes &changes);
/// Sorts, makes unique and drops what has no meaning any more; models get only tidy changes.
void tidy(const State &state, Changes &changes);
/// The shared copy of a short text that many jobs have in common (stage, code).
QString shared(State &state, const QString &text);

} // namespace fw::store
