// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/state.h"

#include <algorithm>

namespace fw::store {

const JobEntry *State::find(const JobKey &key) const
{
    const auto row = rowOf.constFind(key);
    return row == rowOf.cend() ? nullptr : &jobs[*row];
}

const ItemEntry *State::find(const ItemKey &key) const
{
    const auto row = itemRow.constFind(key);
    return row == itemRow.cend() ? nullptr : &items[*row];
}

const JobParts *State::partsOf(const JobKey &key) const
{
    const auto found = parts.constFind(key);
    return found == parts.cend() ? nullptr : &*found;
}

const ServerState *State::server(const ServerId &id) const
{
    const auto found = std::ranges::find(servers, id, &ServerState::id);
    return found == servers.end() ? nullptr : &*found;
}

ServerState *State::server(const ServerId &id)
{
    const auto found = std::ranges::find(servers, id, &ServerState::id);
    return found == servers.end() ? nullptr : &*found;
}

} // namespace fw::store
