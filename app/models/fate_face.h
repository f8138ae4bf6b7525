// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/row_fates.h"
#include "store/overlay.h"

#include <QString>

namespace fw::models {

/// How much of an edit's fate is shown, and when: what is answered at once never flickers.
struct FateFace
{
    std::optional<store::Fate> mark; ///< whose shape is shown; empty: nothing but the value itself
    QString word; ///< beside the shape; empty: the shape is enough so far
    friend bool operator==(const FateFace &, const FateFace &) = default;
};

/// The same rule wherever a fate is shown (ux.md 9): nothing for the first 300 ms, the shape alone
/// until an edit has been on its way for 2 s, then "Sending…"; "No answer" comes from the session
/// after 15 s. What needs a person is shown at once.
FateFace fateFace(const store::Edit &edit, WallTime now);
FateFace fateFace(const store::PendingField &field, WallTime now);
FateFace fateFace(const RowFate &row, WallTime now);

} // namespace fw::models
