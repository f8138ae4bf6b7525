// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"
#include "dialects/bridge/words.h"

namespace fw::dialects::bridge {

/// Which of the two separate push channels a message came by (c0.4).
enum class Push : quint8 { Fallback, Native };

/// One message of a push channel: S10 to S24, c2, c3. What is not known is told as a notice; what
/// only says that something changed is followed by a read.
void readMessage(JsonValue message, Push push, Sink &sink);

// The parts, by what they speak of.
void readJobMessage(MessageType type, JsonValue message, Sink &sink);
void readPhotoMessage(MessageType type, JsonValue message, Sink &sink);
void readSessionMessage(MessageType type, JsonValue message, Sink &sink);
void readSystemMessage(MessageType type, JsonValue message, Sink &sink);

} // namespace fw::dialects::bridge
