// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <vector>

namespace fw::models {

/// A table over a short list of values (at most some thousands), which turns one list into the
/// next with one removal, one insertion and ranges of changes: what lies before the first and
/// behind the last difference keeps its place, selection included. Never a reset.
/// \a Item is a value with ==; a subclass says when two of them are the same thing.
template <class Item> class ListTable : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_items.size());
    }

protected:
    /// True when both stand for the same thing, maybe with other values.
    virtual bool isSame(const Item &a, const Item &b) const = 0;

    const std::vector<Item> &items() const { return m_items; }
    /// The value in this row; null when there is none.
    const Item *item(const QModelIndex &index) const
    {
        const bool fits = checkIndex(index, CheckIndexOption::IndexIsValid);
        return fits ? &m_items[static_cast<size_t>(index.row())] : nullptr;
    }

    /// Makes \a next the content.
    void take(std::vector<Item> next)
    {
        const size_t shorter = std::min(m_items.size(), next.size());
        size_t head = 0;
        while (head < shorter && isSame(m_items[head], next[head]))
            ++head;
        size_t tail = 0;
        while (tail < shorter - head
               && isSame(m_items[m_items.size() - 1 - tail], next[next.size() - 1 - tail]))
            ++tail;
        removeMiddle(head, m_items.size() - tail);
        insertMiddle(next, head, next.size() - tail);
        replaceValues(std::move(next));
    }
    /// Says that the text of every row may read differently (ages, names).
    void tellAll(const QList<int> &roles = {})
    {
        if (!m_items.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), roles);
    }

private:
    void removeMiddle(size_t from, size_t to)
    {
        if (from == to)
            return;
        beginRemoveRows({}, static_cast<int>(from), static_cast<int>(to) - 1);
        m_items.erase(m_items.begin() + static_cast<std::ptrdiff_t>(from),
                      m_items.begin() + static_cast<std::ptrdiff_t>(to));
        endRemoveRows();
    }
    void insertMiddle(const std::vector<Item> &next, size_t from, size_t to)
    {
        if (from == to)
            return;
        beginInsertRows({}, static_cast<int>(from), static_cast<int>(to) - 1);
        m_items.insert(m_items.begin() + static_cast<std::ptrdiff_t>(from),
                       next.begin() + static_cast<std::ptrdiff_t>(from),
                       next.begin() + static_cast<std::ptrdiff_t>(to));
        endInsertRows();
    }
    void replaceValues(std::vector<Item> next)
    {
        std::vector<std::pair<int, int>> ranges;
        for (int row = 0; row < rowCount(); ++row) {
            if (m_items[static_cast<size_t>(row)] == next[static_cast<size_t>(row)])
                continue;
            if (!ranges.empty() && ranges.back().second == row - 1)
                ranges.back().second = row;
            else
                ranges.emplace_back(row, row);
        }
        m_items = std::move(next);
        for (const auto &[first, last] : ranges)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }

    std::vector<Item> m_items;
};

} // namespace fw::models
