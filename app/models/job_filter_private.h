// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_filter_model.h"
#include "models/sort_keys.h"

namespace fw::models {

/// What JobFilterModel knows: the order of every row, and which of them match. All vectors "per
/// row" are by rows of State::jobs.
struct JobFilterModel::Private
{
    Private(const store::Store &s, const JobModel &j);

    store::Now now() const;
    /// Reads every key and sorts every row that was announced.
    void sortAll();
    /// Puts these rows where they belong among the others, which are in order.
    void place(std::vector<int> moved);
    /// Takes these rows out of the order.
    void unplace(const std::vector<int> &rows);
    /// The rows that match, in order.
    std::vector<int> matching() const;
    /// Follows removals in the store.
    void renumber(const std::vector<store::Changes::Removal> &removed);
    /// Notes that this row would move, appear or disappear.
    void wait(size_t row);

    const store::Store &store;
    const JobModel &jobs;
    std::unique_ptr<SortKeys> keys;
    QString text;
    query::Query query;
    std::optional<query::Problem> problem;
    Facet facet = Facet::All;
    ServerId server;
    bool frozen = false;
    std::vector<int> order; ///< every row of the store that was announced, sorted
    std::vector<char> accepted; ///< per row: it matches
    std::vector<char> waiting; ///< per row: it would move, appear or disappear
    int waits = 0; ///< how many rows are waiting
    int pending = 0; ///< the number last told
};

} // namespace fw::models
