// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/jobs.h"
#include "dialects/imagetools/results.h"

namespace fw::dialects::imagetools {

/// session.expiring (S24, S52): the session becomes an item that has an end, for a countdown. What
/// its data are is left open (S26); taken are "expires_at" (ISO 8601 or seconds or milliseconds
/// since 1970) and, counted from the message's own time, "expires_in" and its like in seconds.
/// Without any the end is told all the same, and an issue says that nobody knows when.
void readExpiring(const Message &message, Sink &sink);
/// The answer to "renew <session>": the session goes on, perhaps under another id.
void readRenewed(const Answer &answer, JsonValue root, Sink &sink);
/// Sessions the server has refused since (S6) are not shown any more.
void buryEnded(Sink &sink);

} // namespace fw::dialects::imagetools
