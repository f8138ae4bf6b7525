// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/command.h"

namespace fw::hub::work {

/// Why a source cannot be worked on: the stage's error code and the failure for the one who asked.
struct SourceTrouble
{
    QString code; ///< E_NOT_FOUND, E_NOT_A_FILE, E_UNREADABLE, E_EMPTY, E_TOO_LARGE
    Failure failure;
};

/// Looks at \a path without ever blocking on it (a FIFO is never opened). The answer is its size in
/// bytes. Only a readable, regular, non-empty file of at most \a maxBytes is taken.
tl::expected<qint64, SourceTrouble> checkSource(const QString &path, qint64 maxBytes);

/// Render options as they will be used: formats known, without repeats, the default when empty;
/// numbers in range; the watermark a readable file. Fails with BadInput or NotFound.
Expected<wire::RenderOptions> checkRender(wire::RenderOptions render);

} // namespace fw::hub::work
