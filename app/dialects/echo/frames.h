// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace fw::dialects::echo {

/// One WebSocket message in any of the three shapes (echo.md c1.2): the seed's envelope, a flat
/// partial job, or a lower-case job_update. Never fails as a whole (S52 to S54).
wire::Decoded decodeFrame(const wire::Frame &frame, const wire::SessionFacts &facts);

} // namespace fw::dialects::echo
