// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::orchestrator {

/// The events of one payload of \a channel. \a event is the envelope's word; for processing:status
/// the payload's own status decides (S23). The editors' channels (crop:editor, brand:config) give
/// items, see editor.h.
std::vector<wire::Event> readPayload(QStringView channel, QStringView event, JsonValue data,
                                     Sink &sink);

/// The events of one part of a channel's snapshot.
std::vector<wire::Event> readSnapshot(QStringView channel, JsonValue data, Sink &sink);

/// Which channel a payload without an envelope belongs to, by its members (S61); empty: none.
QString channelOfBare(JsonValue payload);

/// The numbers of system:status.
std::optional<wire::SystemStatusSeen> readSystem(JsonValue data, Sink &sink);

} // namespace fw::dialects::orchestrator
