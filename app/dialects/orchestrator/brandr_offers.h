// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/orchestrator/brandr.h"

namespace fw::dialects::orchestrator::brandr {

/// Everything that can be done to brands, sources, crops and outputs, with the account's own limits
/// in hints and reasons (c1.9: shown before they bite).
std::vector<wire::ActionOffer> offers(const wire::SessionFacts &facts);

/// Largest file that is taken, in bytes: 500 MiB for the whole body (c1.0), with its form.
inline constexpr qint64 maxFile = (500LL * 1024 - 64) * 1024;

/// True for the six settings that exist once per format (trap 13).
bool isLayout(std::string_view name);

} // namespace fw::dialects::orchestrator::brandr
