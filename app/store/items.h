// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/changes.h"
#include "store/state.h"

namespace fw::store {

// The items of State and what Changes says of them, kept in step. For reduce() only.

/// Whether one more item of this server may be kept.
bool hasRoom(const State &state, const ServerId &server);
/// Appends an item; its key must not be known yet.
void addItem(State &state, ItemEntry entry, Changes &changes);
/// Forgets one item and remembers it as gone.
void forgetItem(State &state, const ItemKey &key, Changes &changes);
/// Forgets all items of a server, as if it had never been.
void forgetItems(State &state, const ServerId &server, Changes &changes);

} // namespace fw::store
