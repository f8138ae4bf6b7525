// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/reads.h"

namespace fw::dialects::bridge {

/// The statistics of a day, a week, a month, and by preset; rarely.
std::vector<wire::HttpRequest> figureRequests(const wire::SessionFacts &facts);
/// One of them: \a period is "daily", "weekly", "monthly" or "presets".
void readFigures(const QString &period, JsonValue root, Sink &sink);
/// /hotfolder/status: the folders that are watched, as items.
void readFolders(JsonValue root, Sink &sink);

} // namespace fw::dialects::bridge
