// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace fw::session {

/// The last hundred durations of something.
class Samples
{
public:
    static constexpr std::size_t kept = 100;

    void add(Millis time)
    {
        m_times.push_back(std::max(time, Millis(0)));
        if (m_times.size() > kept)
            m_times.pop_front();
    }
    /// The one that 95 of 100 do not exceed (nearest rank); nothing before there are two.
    std::optional<Millis> p95() const
    {
        if (m_times.size() < 2)
            return std::nullopt;
        std::vector<Millis> sorted(m_times.begin(), m_times.end());
        std::ranges::sort(sorted);
        return sorted[(sorted.size() * 95 + 99) / 100 - 1];
    }

private:
    std::deque<Millis> m_times;
};

} // namespace fw::session
