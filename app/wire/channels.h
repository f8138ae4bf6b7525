// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

#include <array>

namespace fw::wire::channel {

using namespace Qt::StringLiterals;

// Channel names of framewatch.v1 (protocols/framewatch-v1.md, "Channels").
inline constexpr auto status = "processing:status"_L1;
inline constexpr auto jobs = "processing:jobs"_L1;
inline constexpr auto stages = "processing:stages"_L1;
inline constexpr auto thumbnails = "processing:thumbnails"_L1;
inline constexpr auto metadata = "processing:metadata"_L1;
inline constexpr auto control = "processing:control"_L1;
inline constexpr auto system = "system:status"_L1;

/// Every channel a monitor subscribes to (control is publish only).
inline constexpr auto watched
    = std::to_array<QLatin1StringView>({ jobs, status, stages, thumbnails, metadata, system });

inline constexpr auto crop = "crop:editor"_L1;
inline constexpr auto brand = "brand:config"_L1;

/// Channels a monitor subscribes to where the server announces them by name.
inline constexpr auto editing = std::to_array<QLatin1StringView>({ crop, brand });

/// The sub-protocol's name.
inline constexpr auto subProtocol = "framewatch.v1"_L1;

} // namespace fw::wire::channel
