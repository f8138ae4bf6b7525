// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "settings/profiles.h"

namespace fw::cli {

// What needs no server: the kinds of servers and the saved profiles.

void printDialects(bool json);
void printServers(const settings::Profiles &profiles, bool json);

/// The profile that `servers add` means; its dialect is empty when none was named.
/// Fails with BadInput or Conflict (the name is taken).
Expected<wire::Profile> profileOf(const settings::Profiles &profiles, const Options &options);
/// Why the profile's options do not fit its dialect; nothing when they do.
Expected<void> checkOptions(const wire::Profile &profile);

} // namespace fw::cli
