// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/reads.h"

namespace fw::dialects::bridge {

/// The newest lines of the server's log, for those of \a job. They are kept for the answer about
/// the job itself, which shows them: asked before it.
wire::HttpRequest logRequest(const JobId &job, const wire::SessionFacts &facts);
void readLog(const JobId &job, JsonValue root, Sink &sink);
/// The lines kept for \a job, oldest first.
std::vector<wire::JobLogLine> logOf(const JobId &job, const wire::SessionFacts &facts);

} // namespace fw::dialects::bridge
