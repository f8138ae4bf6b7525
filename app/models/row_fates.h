// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::models {

/// The edit of ours that marks a row of the queue or of the library.
struct RowFate
{
    store::Fate fate = store::Fate::Queued;
    WallTime made{}; ///< when it was made
    std::optional<WallTime> sent{}; ///< when it last left
    friend bool operator==(const RowFate &, const RowFate &) = default;
};

/// Per job and per item, the fate of the edit that needs a person most: a conflict, then what was
/// rejected, has no answer or is held, then what is on its way; of the same fate the oldest. Edits
/// that are settled well, put away or of another account mark nothing. An empty server or kind
/// means all.
QHash<store::JobKey, RowFate> jobFates(const store::State &state);
QHash<store::ItemKey, RowFate> itemFates(const store::State &state, const store::KindKey &kind);

} // namespace fw::models
