// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sort_keys.h"

#include "models/job_facts.h"

#include <cmath>
#include <limits>

namespace fw::models {

namespace {

bool holdsText(JobModel::Column column)
{
    return column == JobModel::NameColumn || column == JobModel::ServerColumn
        || column == JobModel::StageColumn || column == JobModel::IdColumn
        || column == JobModel::ErrorColumn;
}

template <class T> bool put(std::vector<T> &keys, size_t row, T key)
{
    if (row >= keys.size()) {
        keys.resize(row);
        keys.push_back(std::move(key));
        return true;
    }
    if (keys[row] == key)
        return false;
    keys[row] = std::move(key);
    return true;
}

template <class T> void moveKeys(std::vector<T> &keys, const std::vector<int> &after, size_t count)
{
    std::vector<T> moved(count);
    for (size_t row = 0; row < keys.size(); ++row) {
        if (after[row] >= 0)
            moved[static_cast<size_t>(after[row])] = std::move(keys[row]);
    }
    keys = std::move(moved);
}

} // namespace

SortKeys::SortKeys(const store::Store &store, JobModel::Column column, Qt::SortOrder order)
    : m_store(store)
    , m_column(column)
    , m_order(order)
    , m_isText(holdsText(column))
{
}

bool SortKeys::read(size_t row, const store::Now &now)
{
    const store::State &state = m_store.state();
    const QVariant key = sortKey(state, state.jobs[row], m_column, now);
    if (m_isText)
        return put(m_texts, row, key.toString());
    // Unknown is smaller than any value here; less() knows it goes last.
    constexpr double unknown = -std::numeric_limits<double>::infinity();
    return put(m_numbers, row, key.isValid() ? key.toDouble() : unknown);
}

void SortKeys::renumber(const std::vector<int> &after, size_t count)
{
    if (m_isText)
        moveKeys(m_texts, after, count);
    else
        moveKeys(m_numbers, after, count);
}

bool SortKeys::less(int a, int b) const
{
    const auto left = static_cast<size_t>(a);
    const auto right = static_cast<size_t>(b);
    const bool up = m_order == Qt::AscendingOrder;
    if (m_isText) {
        const QString &x = m_texts[left];
        const QString &y = m_texts[right];
        if (x != y) {
            if (x.isEmpty() || y.isEmpty())
                return y.isEmpty();
            return up ? x < y : y < x;
        }
    } else if (const double x = m_numbers[left], y = m_numbers[right]; x != y) {
        if (std::isinf(x) || std::isinf(y))
            return std::isinf(y);
        return up ? x < y : y < x;
    }
    const auto &jobs = m_store.state().jobs;
    const auto byId = jobs[left].job.id <=> jobs[right].job.id;
    return byId != 0 ? byId < 0 : jobs[left].server < jobs[right].server;
}

} // namespace fw::models
