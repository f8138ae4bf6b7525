// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_model.h"

namespace fw::models {

/// The keys the queue is sorted by, one per row of State::jobs: made once, so that comparing
/// 100,000 rows reads two numbers or two short texts.
class SortKeys
{
public:
    SortKeys(const store::Store &store, JobModel::Column column, Qt::SortOrder order);

    JobModel::Column column() const { return m_column; }
    Qt::SortOrder order() const { return m_order; }
    /// Reads the key of a row; rows are read in ascending order the first time. True when it
    /// differs from before or is new.
    bool read(size_t row, const store::Now &now);
    /// Moves the keys to their new rows (see rowsAfter()).
    void renumber(const std::vector<int> &after, size_t count);
    /// Whether row \a a goes before row \a b. Unknown goes last in either order; equal keys go by
    /// job id, then server.
    bool less(int a, int b) const;

private:
    const store::Store &m_store;
    JobModel::Column m_column;
    Qt::SortOrder m_order;
    bool m_isText;
    std::vector<double> m_numbers; ///< minus infinity: unknown
    std::vector<QString> m_texts; ///< empty: unknown
};

} // namespace fw::models
