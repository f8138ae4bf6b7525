// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::store {

// A conflict, row by row: what the author saw, what they want, what stands at the server now.
// Nothing is ever merged behind anybody's back: a row that both sides changed has no result until a
// person gives it one (reliability.md 5.5). Pure functions.

/// Which side a row takes its result from.
enum class Side : quint8 { None, Mine, Theirs };

/// One value of a conflict: a field, or several that make sense together only.
struct MergeRow
{
    enum class Kind : quint8 {
        Both, ///< changed on both sides: a person decides
        MineOnly, ///< unchanged on the server
        Same, ///< both sides want the same
    };
    QStringList arguments; ///< by FieldSpec::name; several: one value, e.g. a rectangle
    Kind kind = Kind::Both;
    // By argument; absent: not known, or the server has none.
    QJsonObject was; ///< what the author saw
    QJsonObject mine;
    QJsonObject theirs;
    QString name() const { return arguments.join(u'+'); } ///< the same row of another conflict
    friend bool operator==(const MergeRow &, const MergeRow &) = default;
};

/// A conflict as it is to be shown and decided.
struct MergeSheet
{
    EditId edit; ///< of ours, in conflict
    ServerId server;
    qint64 revision = 0; ///< of the server's values below; 0: it counts none
    WallTime made{}; ///< when the author made the edit
    bool late = false; ///< it lay here for more than a few seconds before it left
    QString by; ///< who changed the server's values last; empty: not told
    std::optional<WallTime> when; ///< and when
    std::vector<MergeRow> rows; ///< in the order of the form
    /// Which side is newer; None while the server's time is not known.
    Side newer() const;
    friend bool operator==(const MergeSheet &, const MergeSheet &) = default;
};

/// How a conflict stands now: with the values of the server that are known best, the target's as it
/// is shown or those that came with the refusal, whichever are newer. No rows: nothing to decide.
MergeSheet mergeSheet(const State &state, const Edit &edit);
/// What \a side makes of a row that is not decided by itself; of one that is, what it is.
Side decided(const MergeRow &row, Side side);
/// The new edit that \a sides, one per row, come to: its base and its `before` are what the sheet
/// shows, so that nothing newer is overwritten. Only what differs from the server is an argument;
/// without any the server's values stand and nothing need be sent.
wire::RunAction merged(const MergeSheet &sheet, const wire::RunAction &edit,
                       const std::vector<Side> &sides);

} // namespace fw::store
