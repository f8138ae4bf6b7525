// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frame.h"

namespace fw::files {

/// Who asks, as a hash to keep what one account fetched apart from what another did; empty: nobody
/// in particular. A JSON Web Token stands for its subject, so that the next token of the same
/// account finds what the last one fetched; any other secret stands for itself.
QByteArray accountOf(const wire::Headers &headers);

} // namespace fw::files
