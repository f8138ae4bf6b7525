// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

// What the server says of its machine and of itself (c4). GPU figures count only when a GPU is
// there: without one the server tells a temperature of 0 and 8192 MB of memory (f14).

void readHealth(JsonValue root, Sink &sink);
void readInfo(JsonValue root, Sink &sink);
/// /api/system/status, the best single poll.
void readStatus(JsonValue root, Sink &sink);
/// /system/status, the plainer one.
void readPlainStatus(JsonValue root, Sink &sink);
/// /resource/status, flat and early.
void readResource(JsonValue root, Sink &sink);
/// /resources/status, late and slow.
void readResources(JsonValue root, Sink &sink);
/// /resources/gpu: late and quick, so it tells as well that the late routes are there (c0.2).
void readGpu(JsonValue root, Sink &sink);
void readQueueStats(JsonValue root, Sink &sink);
void readWorkers(JsonValue root, Sink &sink);

/// The object that /ws/notify/system_status passes on: names are the poster's own.
std::optional<wire::SystemStatusSeen> readPosted(JsonValue status);
/// The figure of a resource_warning, where its unit is sure: "gpu" alone may be percent, degrees or
/// megabytes.
std::optional<wire::SystemStatusSeen> readWarned(QStringView resource, std::optional<double> value);

} // namespace fw::dialects::bridge
