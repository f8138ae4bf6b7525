// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::store {

// What is shown over the server's values while an edit of ours has no answer, or has one whose
// result was not seen yet: the arguments of a RunAction whose offer says `overlay`. Pure functions
// of the state: a rejected edit takes its values away by itself. The newest edit wins per field.

/// One field as it will be if the server agrees.
struct PendingField
{
    QString field; ///< FieldSpec::from, or the argument's name
    QJsonValue value;
    EditId edit;
    Fate fate = Fate::Queued; ///< of that edit
    WallTime made{}; ///< when it was made
    std::optional<WallTime> sent{}; ///< when it last left
    friend bool operator==(const PendingField &, const PendingField &) = default;
};
using PendingFields = std::vector<PendingField>;

/// Whether \a edit was accepted and made a revision of its item that was not seen yet: its values
/// stand, although the item still shows those before.
bool isAhead(const State &state, const Edit &edit);
/// All pending fields of one job's metadata or of one item.
PendingFields pendingFields(const State &state, const JobKey &key);
PendingFields pendingFields(const State &state, const ItemKey &key);
/// The same for all items of a kind at once; an empty server or kind means all.
QHash<ItemKey, PendingFields> pendingItems(const State &state, const KindKey &kind);

/// The pending value of one field; empty when nothing is pending.
std::optional<QJsonValue> pendingField(const State &state, const JobKey &key, QStringView field);
std::optional<QJsonValue> pendingField(const State &state, const ItemKey &key, QStringView field);

/// The one for this field; null when there is none.
const PendingField *fieldIn(const PendingFields &pending, QStringView field);
/// Whether two names mean the same field: "TITLE" and "title" do.
bool isSameField(QStringView a, QStringView b);

} // namespace fw::store
