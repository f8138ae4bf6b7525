// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace fw::dialects::orchestrator {

/// One WebSocket message: framewatch.v1, the seed's payload in a bare envelope, or the payload
/// alone (S61). Never fails as a whole: what cannot be used becomes an issue.
wire::Decoded decodeFrame(const wire::Frame &frame, const wire::SessionFacts &facts);

} // namespace fw::dialects::orchestrator
