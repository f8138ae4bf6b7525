// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/server.h"

namespace fw::dialects::imagetools {

/// One message of either form, whichever was expected (d, "Envelope").
wire::Decoded decodeFrame(const wire::Frame &frame, const wire::SessionFacts &facts);

} // namespace fw::dialects::imagetools
