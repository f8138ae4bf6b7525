// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/row_table.h"

#include <algorithm>
#include <numeric>

namespace fw::models {

namespace {

// Up to here each change is told by itself, so that views keep what did not change; beyond it one
// layout change is cheaper for everybody.
constexpr int fewRanges = 24;
// More ranges than this are told as one that spans them all: views repaint what is visible anyway.
constexpr size_t manyRanges = 64;

struct Range
{
    int first;
    int last;
};

// Contiguous runs of table rows for which \a wanted holds.
template <class Wanted> std::vector<Range> runs(int count, Wanted wanted)
{
    std::vector<Range> found;
    for (int row = 0; row < count; ++row) {
        if (!wanted(row))
            continue;
        if (!found.empty() && found.back().last == row - 1)
            found.back().last = row;
        else
            found.push_back({ row, row });
    }
    return found;
}

size_t at(int row)
{
    return static_cast<size_t>(row);
}

int toRow(size_t size)
{
    return static_cast<int>(size);
}

} // namespace

std::vector<int> rowsAfter(const std::vector<store::Changes::Removal> &removed, size_t rowsBefore)
{
    std::vector<int> oldAt(rowsBefore);
    std::iota(oldAt.begin(), oldAt.end(), 0);
    for (const auto &[row, filledFrom] : removed) {
        oldAt[row] = oldAt[filledFrom];
        oldAt.pop_back();
    }
    std::vector<int> after(rowsBefore, -1);
    for (size_t row = 0; row < oldAt.size(); ++row)
        after[at(oldAt[row])] = toRow(row);
    return after;
}

int RowTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : toRow(m_rows.size());
}

int RowTable::storeRow(int row) const
{
    return row >= 0 && at(row) < m_rows.size() ? m_rows[at(row)] : gone;
}

int RowTable::tableRow(int storeRow) const
{
    return storeRow >= 0 && at(storeRow) < m_position.size() ? m_position[at(storeRow)] : -1;
}

void RowTable::renumber(const std::vector<store::Changes::Removal> &removed, size_t rowsBefore)
{
    if (removed.empty())
        return;
    const std::vector<int> after = rowsAfter(removed, rowsBefore);
    for (int &row : m_rows) {
        if (row != gone)
            row = at(row) < after.size() ? after[at(row)] : gone;
    }
}

void RowTable::morph(std::vector<int> next)
{
    // m_position says for every store row where it goes: that decides who leaves and who arrives.
    int highest = -1;
    for (const int row : next)
        highest = std::max(highest, row);
    m_position.assign(at(highest + 1), -1);
    for (size_t row = 0; row < next.size(); ++row)
        m_position[at(next[row])] = toRow(row);
    removeLeaving();
    arrange(next);
    insertArriving(next);
    m_rows = std::move(next);
    indexRows();
}

void RowTable::removeLeaving()
{
    const auto leaves = [this](int row) { return tableRow(m_rows[at(row)]) < 0; };
    std::vector<Range> leaving = runs(toRow(m_rows.size()), leaves);
    if (toRow(leaving.size()) > fewRanges) {
        std::vector<int> order(m_rows.size());
        std::iota(order.begin(), order.end(), 0);
        const auto staying = std::stable_partition(order.begin(), order.end(),
                                                   [&leaves](int row) { return !leaves(row); });
        const int first = toRow(static_cast<size_t>(staying - order.begin()));
        permute(std::move(order));
        leaving = { { first, toRow(m_rows.size()) - 1 } };
    }
    for (auto range = leaving.rbegin(); range != leaving.rend(); ++range) {
        beginRemoveRows({}, range->first, range->last);
        m_rows.erase(m_rows.begin() + range->first, m_rows.begin() + range->last + 1);
        endRemoveRows();
    }
}

// Brings the rows that stay into the order they have in next.
void RowTable::arrange(const std::vector<int> &next)
{
    std::vector<int> wanted;
    wanted.reserve(m_rows.size());
    std::vector<bool> here(m_position.size(), false);
    for (const int row : m_rows)
        here[at(row)] = true;
    for (const int row : next) {
        if (here[at(row)])
            wanted.push_back(row);
    }
    for (int moves = 0; moves < fewRanges; ++moves) {
        const auto [is, should] = std::mismatch(m_rows.begin(), m_rows.end(), wanted.begin());
        if (is == m_rows.end())
            return;
        const int to = toRow(static_cast<size_t>(is - m_rows.begin()));
        const auto source = std::find(is, m_rows.end(), *should);
        // A row that went down makes all rows between look displaced: move that one instead.
        if (std::next(is) != m_rows.end() && *std::next(is) == *should && source == std::next(is)) {
            const auto target = std::find(should, wanted.end(), *is);
            const int before = to + toRow(static_cast<size_t>(target - should)) + 1;
            beginMoveRows({}, to, to, {}, before);
            std::rotate(is, is + 1, m_rows.begin() + before);
            endMoveRows();
            continue;
        }
        const int from = toRow(static_cast<size_t>(source - m_rows.begin()));
        beginMoveRows({}, from, from, {}, to);
        std::rotate(is, source, source + 1);
        endMoveRows();
    }
    std::vector<int> now(m_position.size(), -1);
    for (size_t row = 0; row < m_rows.size(); ++row)
        now[at(m_rows[row])] = toRow(row);
    std::vector<int> order;
    order.reserve(wanted.size());
    for (const int row : wanted)
        order.push_back(now[at(row)]);
    if (!std::is_sorted(order.begin(), order.end()))
        permute(std::move(order));
}

void RowTable::insertArriving(const std::vector<int> &next)
{
    std::vector<bool> here(m_position.size(), false);
    for (const int row : m_rows)
        here[at(row)] = true;
    const auto arriving
        = runs(toRow(next.size()), [&](int row) { return !here[at(next[at(row)])]; });
    if (toRow(arriving.size()) <= fewRanges) {
        for (const Range &range : arriving) {
            beginInsertRows({}, range.first, range.last);
            m_rows.insert(m_rows.begin() + range.first, next.begin() + range.first,
                          next.begin() + range.last + 1);
            endInsertRows();
        }
        return;
    }
    const size_t before = m_rows.size();
    beginInsertRows({}, toRow(before), toRow(next.size()) - 1);
    for (const Range &range : arriving)
        m_rows.insert(m_rows.end(), next.begin() + range.first, next.begin() + range.last + 1);
    endInsertRows();
    std::vector<int> now(m_position.size(), -1);
    for (size_t row = 0; row < m_rows.size(); ++row)
        now[at(m_rows[row])] = toRow(row);
    std::vector<int> order;
    order.reserve(next.size());
    for (const int row : next)
        order.push_back(now[at(row)]);
    permute(std::move(order));
}

// order: for each new row, the old one.
void RowTable::permute(std::vector<int> order)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const std::vector<int> old = m_rows;
    std::vector<int> newOf(order.size());
    for (size_t row = 0; row < order.size(); ++row) {
        m_rows[row] = old[at(order[row])];
        newOf[at(order[row])] = toRow(row);
    }
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from)
        to.append(this->index(newOf[at(index.row())], index.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void RowTable::indexRows()
{
    for (size_t row = 0; row < m_rows.size(); ++row)
        m_position[at(m_rows[row])] = toRow(row);
}

void RowTable::tellChanged(const std::vector<size_t> &storeRows, int lastColumn,
                           const QList<int> &roles)
{
    std::vector<int> shown;
    shown.reserve(storeRows.size());
    for (const size_t row : storeRows) {
        if (const int here = tableRow(toRow(row)); here >= 0)
            shown.push_back(here);
    }
    std::sort(shown.begin(), shown.end());
    std::vector<Range> ranges;
    for (const int row : shown) {
        if (!ranges.empty() && ranges.back().last >= row - 1)
            ranges.back().last = row;
        else
            ranges.push_back({ row, row });
    }
    if (ranges.size() > manyRanges)
        ranges = { { ranges.front().first, ranges.back().last } };
    for (const Range &range : ranges)
        Q_EMIT dataChanged(index(range.first, 0), index(range.last, lastColumn), roles);
}

} // namespace fw::models
