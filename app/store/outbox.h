// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::store {

/// True when an edit was answered: Accepted, Rejected or Conflict. The others wait for the server.
/// What comes of a conflict is a new edit.
bool isSettled(Fate fate);
/// Whether an edit was made under the account that is signed in now, or was last, or under none.
/// Others stay with their owner: neither sent nor shown (reliability.md 5.4, AuthRequired).
bool isOurs(const State &state, const Edit &edit);
/// The job a command names by itself; its job id is empty when it names none.
JobKey jobOf(const Edit &edit);
/// The job an edit is about, also when only the action's offer tells that its target is a job.
JobKey jobOf(const State &state, const Edit &edit);
/// The item an edit is about; its item id is empty when the edit is about none.
ItemKey itemOf(const State &state, const Edit &edit);
/// What the server offers under this name; null when it offers no such action (any more).
const wire::ActionOffer *offerOf(const State &state, const ServerId &server, const QString &action);
/// The offer behind an edit that runs one; null for any other.
const wire::ActionOffer *offerOf(const State &state, const Edit &edit);
/// The id inside a command; empty for FetchDetail, which is a question, not an edit.
EditId editOf(const wire::Command &command);
/// Brings State::openEdits in step with this edit, and with all of a server's edits (when its
/// offers changed). The row of a job looks different then.
void countEdit(State &state, const Edit &edit, Changes &changes);
void countEdits(State &state, const ServerId &server, Changes &changes);
/// What a command does, as a stable word: "add", "upload", "sample", "cancel", "pause", …, or the
/// name of the action it runs.
QString commandWord(const wire::Command &command);
/// The edit as it may be written down: arguments that are secrets are left out. Sent after a
/// restart it is refused, which is better than a password in a file.
Edit withoutSecrets(const State &state, const Edit &edit);

} // namespace fw::store
