// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::store {

/// True when an edit was answered: Accepted, Rejected or Conflict. The others wait for the server.
/// What comes of a conflict is a new edit.
bool isSettled(Fate fate);
/// The job an edit is about; its job id is empty when the edit is about none.
JobKey jobOf(const Edit &edit);
/// The id inside a command; empty for FetchDetail, which is a question, not an edit.
EditId editOf(const wire::Command &command);
/// Counts an open edit of a job in or out (\a by is 1 or -1); its row looks different then.
void countEdit(State &state, const Edit &edit, int by, Changes &changes);
/// What a command does, as a stable word: "add", "upload", "sample", "cancel", "pause", ….
QString commandWord(const wire::Command &command);

} // namespace fw::store
