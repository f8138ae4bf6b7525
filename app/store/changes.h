// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/entries.h"

namespace fw::store {

/// What reduce() did, in the words models need. Rows are those of State::jobs \b after the change,
/// except in moves and removals, which are listed in the order they happened. However many events
/// were reduced into it: first the removals happened, one after the other, to the rows as they
/// were before, then the added rows were appended.
struct Changes
{
    std::vector<size_t> added; ///< rows appended, ascending, without holes up to the last row
    std::vector<size_t> changed; ///< rows whose job changed; may repeat, may be past the end
    struct Removal
    {
        size_t row; ///< the row that went
        size_t filledFrom; ///< the last row, now at row; equal to row when it was the last
        friend bool operator==(const Removal &, const Removal &) = default;
    };
    std::vector<Removal> removed;
    std::vector<JobKey> removedKeys; ///< whose rows went, in the same order (and added ones)
    std::vector<JobKey> parts; ///< jobs whose stages, thumbnails, … changed
    /// Items that came, changed or went: the state says which, and has no order of them that
    /// models would have to follow.
    std::vector<ItemKey> items;
    bool servers = false;
    bool edits = false;
    size_t activities = 0; ///< how many were appended
    bool isEmpty() const
    {
        return added.empty() && changed.empty() && removed.empty() && removedKeys.empty()
            && parts.empty() && items.empty() && !servers && !edits && activities == 0;
    }
};

} // namespace fw::store
