// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/items.h"

#include "store/jobs.h"
#include "store/merge.h"
#include "store/rows.h"

namespace fw::store {

namespace {

void note(const ItemKey &key, Changes &changes)
{
    if (changes.items.empty() || changes.items.back() != key)
        changes.items.push_back(key);
}

// Thousands of items have the same kinds, words of state and names of fields.
void share(State &state, wire::Item &item)
{
    item.kind = shared(state, item.kind);
    item.state = shared(state, item.state);
    for (wire::Metadatum &datum : item.fields)
        datum.field = shared(state, datum.field);
}

void count(State &state, const ItemKey &key, int by)
{
    for (const QString &kind : { key.kind, QString() }) {
        int &items = state.itemCounts[{ key.server, kind }];
        items += by;
        if (items <= 0)
            state.itemCounts.remove({ key.server, kind });
    }
}

void noteNoRoom(State &state, const Source &from, Changes &changes)
{
    if (state.crowded.contains(from.server))
        return;
    state.crowded.insert(from.server);
    noteCrowd(state, from, changes);
}

void seeItem(State &state, const Source &from, const QString &kind, const wire::Item &seen,
             Changes &changes)
{
    if (seen.id.isEmpty() || kind.isEmpty())
        return;
    const ItemKey key{ from.server, kind, seen.id };
    const auto row = state.itemRow.constFind(key);
    if (row != state.itemRow.cend()) {
        ItemEntry &entry = state.items[*row];
        entry.heard = from.now.wall;
        const bool wasConfirmed = std::exchange(entry.confirmed, true);
        if (mergeItem(entry.item, seen) || !wasConfirmed)
            note(key, changes);
        return;
    }
    if (!hasRoom(state, from.server))
        return noteNoRoom(state, from, changes);
    ItemEntry entry;
    entry.server = from.server;
    entry.item.kind = kind;
    entry.item.id = seen.id;
    entry.heard = from.now.wall;
    mergeItem(entry.item, seen);
    addItem(state, std::move(entry), changes);
}

// A list says of each of its items when it ends: one that it gives no end is kept (a bookmark).
void endNoMore(State &state, const ItemKey &key, const wire::Item &seen, Changes &changes)
{
    const auto row = state.itemRow.constFind(key);
    if (seen.expires || row == state.itemRow.cend() || !state.items[*row].item.expires)
        return;
    state.items[*row].item.expires.reset();
    note(key, changes);
}

void removeItem(State &state, size_t row, Changes &changes)
{
    const ItemKey key = state.items[row].key();
    state.itemRow.remove(key);
    count(state, key, -1);
    if (row != state.items.size() - 1) {
        state.items[row] = std::move(state.items.back());
        state.itemRow[state.items[row].key()] = row;
    }
    state.items.pop_back();
    note(key, changes);
}

} // namespace

bool hasRoom(const State &state, const ServerId &server)
{
    return state.itemCounts.value({ server, {} }) < State::maxItems;
}

void addItem(State &state, ItemEntry entry, Changes &changes)
{
    share(state, entry.item);
    const ItemKey key = entry.key();
    state.itemRow.insert(key, state.items.size());
    state.items.push_back(std::move(entry));
    state.goneItems.remove(key);
    count(state, key, 1);
    note(key, changes);
}

void forgetItem(State &state, const ItemKey &key, Changes &changes)
{
    const auto row = state.itemRow.constFind(key);
    if (row != state.itemRow.cend())
        removeItem(state, *row, changes);
    // Only for the moments until the journal is read: later ones may be too many.
    if (static_cast<size_t>(state.goneItems.size()) < State::maxGone)
        state.goneItems.insert(key);
}

void forgetItems(State &state, const ServerId &server, Changes &changes)
{
    for (size_t row = state.items.size(); row-- > 0;) {
        if (state.items[row].server == server)
            removeItem(state, row, changes);
    }
    const auto isOfServer = [&server](const auto &key) { return key.server == server; };
    state.goneItems.removeIf(isOfServer);
    state.listedKinds.removeIf(isOfServer);
    state.crowded.remove(server);
}

void reduceItem(State &state, const Source &from, const wire::ItemsReplaced &event,
                Changes &changes)
{
    if (event.kind.isEmpty())
        return;
    QSet<ItemId> listed;
    listed.reserve(static_cast<qsizetype>(event.items.size()));
    for (const wire::Item &item : event.items)
        listed.insert(item.id);
    for (size_t row = state.items.size(); row-- > 0;) {
        const ItemEntry &entry = state.items[row];
        if (entry.server == from.server && entry.item.kind == event.kind
            && !listed.contains(entry.item.id))
            removeItem(state, row, changes);
    }
    const QString kind = shared(state, event.kind);
    for (const wire::Item &item : event.items) {
        endNoMore(state, { from.server, kind, item.id }, item, changes);
        seeItem(state, from, kind, item, changes);
    }
    state.listedKinds.insert({ from.server, kind });
}

void reduceItem(State &state, const Source &from, const wire::ItemSeen &event, Changes &changes)
{
    seeItem(state, from, event.item.kind, event.item, changes);
}

void reduceItem(State &state, const Source &from, const wire::ItemRemoved &event, Changes &changes)
{
    forgetItem(state, { from.server, event.kind, event.id }, changes);
}

} // namespace fw::store
