// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

/// How the server stands after all that is known of it. Several troubles may stand at once: the end
/// of one leaves the others. The most urgent names the kind: nothing answers, /ws/* hangs (c0.1),
/// the server says itself that it is unwell.
wire::Standing standingOf(const wire::SessionFacts &facts);
/// Tells the standing when it is another one than \a before.
void restand(const wire::Standing &before, Sink &sink);

} // namespace fw::dialects::bridge
