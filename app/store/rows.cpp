// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include <algorithm>

namespace fw::store {

namespace {

JobKey keyOf(const JobEntry &entry)
{
    return { entry.server, entry.job.id };
}

template <class Key> void makeUnique(std::vector<Key> &keys)
{
    QSet<Key> seen;
    std::erase_if(keys, [&seen](const Key &key) {
        const auto before = seen.size();
        seen.insert(key);
        return seen.size() == before;
    });
}

void moveRow(State &state, size_t from, size_t to)
{
    state.jobs[to] = std::move(state.jobs[from]);
    state.rowOf[keyOf(state.jobs[to])] = to;
}

} // namespace

size_t addRow(State &state, JobEntry entry, Changes &changes)
{
    const size_t row = state.jobs.size();
    const JobKey key = keyOf(entry);
    state.rowOf.insert(key, row);
    if (state.gone.remove(key))
        std::erase(state.goneOrder, key);
    state.jobs.push_back(std::move(entry));
    changes.added.push_back(row);
    return row;
}

void removeRow(State &state, size_t row, Changes &changes)
{
    const size_t last = state.jobs.size() - 1;
    const size_t firstAdded = changes.added.empty() ? last + 1 : changes.added.front();
    changes.removedKeys.push_back(keyOf(state.jobs[row]));
    state.rowOf.remove(changes.removedKeys.back());
    if (row >= firstAdded) {
        if (row != last)
            moveRow(state, last, row);
        changes.added.pop_back();
    } else {
        // The hole is filled from the last row that models know, and that hole from the rows they
        // do not know yet: so "removals, then additions" stays true.
        const size_t lastKnown = firstAdded - 1;
        changes.removed.push_back({ row, lastKnown });
        if (row != lastKnown) {
            moveRow(state, lastKnown, row);
            changes.changed.push_back(row);
        }
        if (lastKnown != last)
            moveRow(state, last, lastKnown);
        for (size_t &added : changes.added)
            --added;
    }
    state.jobs.pop_back();
}

void touchRow(size_t row, Changes &changes)
{
    if (changes.changed.empty() || changes.changed.back() != row)
        changes.changed.push_back(row);
}

void tidy(const State &state, Changes &changes)
{
    const size_t end = changes.added.empty() ? state.jobs.size() : changes.added.front();
    auto &rows = changes.changed;
    std::erase_if(rows, [end](size_t row) { return row >= end; });
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    makeUnique(changes.parts);
    makeUnique(changes.items);
}

QString shared(State &state, const QString &text)
{
    if (text.isEmpty())
        return text;
    const auto found = state.words.constFind(text);
    if (found != state.words.cend())
        return *found;
    if (state.words.size() < State::maxWords)
        state.words.insert(text);
    return text;
}

} // namespace fw::store
