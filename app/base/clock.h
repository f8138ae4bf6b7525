// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace fw {

using Instant = std::chrono::steady_clock::time_point; ///< for intervals and timers; never shown
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>; ///< for people and the wire, UTC
using Millis = std::chrono::milliseconds;

/// Where time comes from. Everything that decides takes the time as an argument; only the outermost
/// objects own a Clock, so tests put a FakeClock (tests/support) in its place.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0; ///< steady: never jumps back
    virtual WallTime wall() const = 0; ///< the civil time, may jump
};

/// The machine's clocks.
class SystemClock final : public Clock
{
public:
    Instant now() const override;
    WallTime wall() const override;
};

/// ISO 8601 UTC with milliseconds and a Z, as framewatch.v1 writes times.
QString toIso(WallTime time);

/// Reads ISO 8601 with or without zone (none means UTC) and with any number of decimals, or a
/// whole number of seconds since the epoch (orchestrator seed S19). Empty on anything else.
std::optional<WallTime> fromIso(QStringView text);

} // namespace fw
