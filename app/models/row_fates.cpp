// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/row_fates.h"

#include "models/edit_model.h"
#include "store/outbox.h"

namespace fw::models {

using store::Fate;

namespace {

int urgency(Fate fate)
{
    switch (fate) {
    case Fate::Conflict:
        return 7;
    case Fate::Rejected:
        return 6;
    case Fate::NoAnswer:
        return 5;
    case Fate::Held:
        return 4;
    case Fate::Sending:
        return 3;
    case Fate::Queued:
        return 2;
    case Fate::Draft:
        return 1;
    case Fate::Accepted:
        return 0;
    }
    return 0;
}

// Edits are in the order they were made.
template <class Key> void mark(QHash<Key, RowFate> &rows, const Key &key, const store::Edit &edit)
{
    const auto known = rows.constFind(key);
    if (known == rows.cend() || urgency(edit.fate) > urgency(known->fate))
        rows.insert(key, { edit.fate, edit.made, edit.sent });
}

} // namespace

QHash<store::JobKey, RowFate> jobFates(const store::State &state)
{
    QHash<store::JobKey, RowFate> rows;
    for (const store::Edit &edit : state.edits) {
        if (!isListed(edit))
            continue;
        const store::JobKey key = store::jobOf(state, edit);
        if (!key.job.isEmpty() && !isOfAnother(state, edit))
            mark(rows, key, edit);
    }
    return rows;
}

QHash<store::ItemKey, RowFate> itemFates(const store::State &state, const store::KindKey &kind)
{
    QHash<store::ItemKey, RowFate> rows;
    for (const store::Edit &edit : state.edits) {
        if (!isListed(edit) || (!kind.server.isEmpty() && edit.server != kind.server))
            continue;
        const store::ItemKey key = store::itemOf(state, edit);
        if (!key.item.isEmpty() && (kind.kind.isEmpty() || key.kind == kind.kind)
            && !isOfAnother(state, edit))
            mark(rows, key, edit);
    }
    return rows;
}

} // namespace fw::models
