// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/record/records.h"

#include <functional>
#include <map>
#include <set>

namespace fw::hub::work {

/// Which job is next: the highest priority first, then the oldest. Pure.
class Queue
{
public:
    /// Adds a job, or moves it when it is in already.
    void put(const record::Waiting &waiting);
    void remove(const JobId &id);
    bool contains(const JobId &id) const { return m_keys.contains(id); }
    int size() const { return int(m_keys.size()); }
    /// Takes out the first job that \a mayRun; empty when there is none.
    std::optional<JobId> take(const std::function<bool(const JobId &)> &mayRun);

private:
    struct Key
    {
        int urgency = 0; ///< minus priority, so that smaller is sooner
        WallTime created{};
        JobId id;
        friend auto operator<=>(const Key &, const Key &) = default;
        friend bool operator==(const Key &, const Key &) = default;
    };

    std::set<Key> m_order;
    std::map<JobId, Key> m_keys;
};

} // namespace fw::hub::work
