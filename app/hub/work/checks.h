// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/work/refusal.h"
#include "wire/command.h"

namespace fw::hub::work {

/// Looks at \a path without ever blocking on it (a FIFO is never opened). The answer is its size in
/// bytes. Only a readable, regular, non-empty file of at most \a maxBytes is taken;
/// else the word is E_NOT_FOUND, E_NOT_A_FILE, E_UNREADABLE, E_EMPTY or E_TOO_LARGE.
Taken<qint64> checkSource(const QString &path, qint64 maxBytes);

/// Render options as they will be used: formats known, without repeats, the default when empty;
/// numbers in range; the watermark a readable file (else E_WATERMARK). Fails with BadInput,
/// NotFound, Forbidden or TooLarge.
Taken<wire::RenderOptions> checkRender(wire::RenderOptions render);

} // namespace fw::hub::work
