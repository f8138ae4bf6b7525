// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::orchestrator {

/// Which program answers at the address. Learnt from /health (c1.2) or the socket's welcome and
/// kept in SessionFacts::extra; a server of the seed alone (S7) has no /health and stays Unknown.
enum class Program : quint8 { Unknown, Hub, Brandr };

Program programOf(const wire::SessionFacts &facts);
/// True when the server said that it is a Framewatch hub.
bool isHub(const wire::SessionFacts &facts);
/// True when it said that it is the program "Brandr", which speaks HTTP only.
bool isBrandr(const wire::SessionFacts &facts);

/// Whether \a health is the body of the program's /health, and not somebody else's.
bool saysBrandr(JsonValue health);

/// Says how the server stands, unless it is what was said last (kept in SessionFacts::extra).
void stand(wire::Standing standing, Sink &sink);
/// Accepts calls and answers none: somebody's long call holds the one worker (trap 7).
wire::Standing busy();
/// An answer came: ends Busy. What the server says of itself (Degraded) only /health ends.
void answered(Sink &sink);

} // namespace fw::dialects::orchestrator
