// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::orchestrator {

/// One ack object as an event; also the body of the hub's HTTP answers to an action. Answers
/// nothing, and has told the sink why, when it cannot be used.
std::optional<wire::EditSettled> readAck(JsonValue value, Sink &sink);

/// A delay a peer asks for, within 0 and 10 minutes; 0 when it named none.
Millis delayOf(std::optional<qint64> milliseconds);

} // namespace fw::dialects::orchestrator
