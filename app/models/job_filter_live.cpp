// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How JobFilterModel follows the store.
#include "models/job_filter_private.h"

#include <algorithm>
#include <numeric>

namespace fw::models {

JobFilterModel::Private::Private(const store::Store &s, const JobModel &j)
    : store(s)
    , jobs(j)
    , keys(std::make_unique<SortKeys>(s, JobModel::CreatedColumn, Qt::DescendingOrder))
{
}

store::Now JobFilterModel::Private::now() const
{
    return { store.clock().now(), store.clock().wall() };
}

void JobFilterModel::Private::sortAll()
{
    const store::Now at = now();
    for (size_t row = 0; row < accepted.size(); ++row)
        keys->read(row, at);
    order.resize(accepted.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [this](int a, int b) { return keys->less(a, b); });
}

void JobFilterModel::Private::place(std::vector<int> moved)
{
    const auto less = [this](int a, int b) { return keys->less(a, b); };
    std::sort(moved.begin(), moved.end(), less);
    std::vector<int> joined;
    joined.reserve(order.size() + moved.size());
    auto from = order.cbegin();
    for (const int row : moved) {
        const auto to = std::lower_bound(from, order.cend(), row, less);
        joined.insert(joined.end(), from, to);
        joined.push_back(row);
        from = to;
    }
    joined.insert(joined.end(), from, order.cend());
    order = std::move(joined);
}

void JobFilterModel::Private::unplace(const std::vector<int> &rows)
{
    if (rows.empty())
        return;
    std::vector<char> leaves(accepted.size(), 0);
    for (const int row : rows)
        leaves[static_cast<size_t>(row)] = 1;
    std::erase_if(order, [&leaves](int row) { return leaves[static_cast<size_t>(row)] != 0; });
}

std::vector<int> JobFilterModel::Private::matching() const
{
    std::vector<int> rows;
    rows.reserve(order.size());
    for (const int row : order) {
        if (accepted[static_cast<size_t>(row)])
            rows.push_back(row);
    }
    return rows;
}

void JobFilterModel::Private::renumber(const std::vector<store::Changes::Removal> &removed)
{
    const size_t before = accepted.size();
    const std::vector<int> after = rowsAfter(removed, before);
    const size_t count = before - removed.size();
    keys->renumber(after, count);
    std::vector<char> newAccepted(count, 0);
    std::vector<char> newWaiting(count, 0);
    for (size_t row = 0; row < before; ++row) {
        if (after[row] < 0) {
            waits -= waiting[row];
            continue;
        }
        newAccepted[static_cast<size_t>(after[row])] = accepted[row];
        newWaiting[static_cast<size_t>(after[row])] = waiting[row];
    }
    accepted = std::move(newAccepted);
    waiting = std::move(newWaiting);
    for (int &row : order)
        row = after[static_cast<size_t>(row)];
    std::erase(order, -1);
}

void JobFilterModel::Private::wait(size_t row)
{
    waits += waiting[row] ? 0 : 1;
    waiting[row] = 1;
}

void JobFilterModel::onChanged(const store::Changes &changes)
{
    const int totalBefore = total();
    const int shownBefore = rowCount();
    if (!changes.removed.empty()) {
        RowTable::renumber(changes.removed, d->accepted.size());
        d->renumber(changes.removed);
        dropGone();
    }
    if (changes.servers && d->keys->column() == JobModel::ServerColumn)
        replaceAll();
    takeOver(changes);
    if (!d->frozen && d->waits > 0)
        show();
    else
        setPending(d->waits);
    tellChanged(changes.changed, JobModel::ColumnCount - 1, JobModel::liveRoles());
    if (changes.servers)
        onAgesMoved();
    if (total() != totalBefore || rowCount() != shownBefore)
        Q_EMIT countsChanged(rowCount(), total());
}

// Jobs the server removed disappear even while frozen: there is nothing left to show.
void JobFilterModel::dropGone()
{
    std::vector<int> staying = rows();
    std::erase(staying, gone);
    morph(std::move(staying));
}

// A server got another name, and its name is what is sorted by.
void JobFilterModel::replaceAll()
{
    const std::vector<int> before = d->order;
    d->sortAll();
    for (size_t at = 0; at < before.size(); ++at) {
        if (before[at] != d->order[at])
            d->wait(static_cast<size_t>(d->order[at]));
    }
}

void JobFilterModel::takeOver(const store::Changes &changes)
{
    const store::Now now = d->now();
    std::vector<int> moved;
    for (const size_t row : changes.changed) {
        const bool otherPlace = d->keys->read(row, now);
        const bool before = d->accepted[row] != 0;
        d->accepted[row] = accepts(row);
        if (otherPlace)
            moved.push_back(static_cast<int>(row));
        if (before != (d->accepted[row] != 0) || (before && otherPlace))
            d->wait(row);
    }
    d->unplace(moved);
    const size_t count = d->store.state().jobs.size();
    d->waiting.resize(count, 0);
    for (size_t row = d->accepted.size(); row < count; ++row) {
        d->keys->read(row, now);
        d->accepted.push_back(accepts(row));
        if (d->accepted[row])
            d->wait(row);
        moved.push_back(static_cast<int>(row));
    }
    if (!moved.empty())
        d->place(std::move(moved));
}

// Brings the table up to date, frozen or not.
void JobFilterModel::show()
{
    d->waiting.assign(d->accepted.size(), 0);
    d->waits = 0;
    const int before = rowCount();
    morph(d->matching());
    setPending(0);
    if (rowCount() != before)
        Q_EMIT countsChanged(rowCount(), total());
}

void JobFilterModel::setPending(int count)
{
    if (d->pending == count)
        return;
    d->pending = count;
    Q_EMIT pendingUpdatesChanged(count);
}

} // namespace fw::models
