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

/// Says how the server stands (kept in SessionFacts::extra): what is not usual with every answer
/// that shows it, so that a round of reading tells "not as usual" from "not there"; its end once.
void stand(wire::Standing standing, Sink &sink);
/// One route fails on the server's side, whatever /health says: degraded, in the server's words.
void standAt(const QString &path, const QString &words, Sink &sink);
/// That route answers again: ends what standAt() said of it.
void worksAt(const QString &path, Sink &sink);
/// Whether what was said last came from standAt().
bool standsAtPath(const wire::SessionFacts &facts);
/// Accepts calls and answers none: somebody's long call holds the one worker (trap 7).
wire::Standing busy();
/// An answer came: ends Busy. What the server says of itself (Degraded) only /health ends.
void answered(Sink &sink);

} // namespace fw::dialects::orchestrator
