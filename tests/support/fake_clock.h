// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace fw::test {

/// A clock that moves only when told to.
class FakeClock final : public Clock
{
public:
    Instant now() const override { return m_now; }
    WallTime wall() const override { return m_wall; }
    /// Moves both clocks.
    void advance(Millis by)
    {
        m_now += by;
        m_wall += by;
    }
    /// Moves the civil clock alone, as a user or NTP does.
    void jumpWall(Millis by) { m_wall += by; }

private:
    Instant m_now{ std::chrono::hours(1) };
    WallTime m_wall{ std::chrono::milliseconds(1'790'000'000'000) };
};

} // namespace fw::test
