// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

/// The useful replies to reads (2xx with JSON), by the tags of reads.h. False: no such tag.
bool readByTag(const wire::HttpRequest &request, JsonValue root, Sink &sink);

} // namespace fw::dialects::bridge
