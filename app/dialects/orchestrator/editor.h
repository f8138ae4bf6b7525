// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::orchestrator {

// The editors' channels of the seed: crop:editor (S25 to S28) and brand:config (S29 to S32).

inline constexpr auto cropChannel = QLatin1StringView("crop:editor");
inline constexpr auto brandChannel = QLatin1StringView("brand:config");

/// One payload of crop:editor as an item of kind "crop": id "<source>:<format>" when it names both,
/// else "live"; state "editing", "applied" or "cancelled"; fields as said, unknown ones too.
/// \a event is the envelope's word, for payloads without an action.
std::vector<wire::Event> readCrop(QStringView event, JsonValue data, Sink &sink);

/// One payload of brand:config: `sync` replaces the brands, `set` shows settings of one, `reset`
/// gives it the state "reset". A brand without an id is known by its name.
std::vector<wire::Event> readBrandConfig(QStringView event, JsonValue data, Sink &sink);

/// Snapshots of framewatch.v1: {"crops":[…]} and {"brands":[…]}.
std::vector<wire::Event> readEditorSnapshot(QStringView channel, JsonValue data, Sink &sink);

} // namespace fw::dialects::orchestrator
