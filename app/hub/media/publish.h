// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

namespace fw::hub::media {

/// Gives a finished file its place: the bytes reach the disk (fsync) before the name does (rename),
/// and the name before anybody is told (fsync of the folder). Blocks; run it in a thread pool. The
/// folder of \a to is made when missing; \a to is replaced. Fails with Io and the system's reason.
Expected<void> publishFile(const QString &from, const QString &to);

/// Returns when the bytes of the file at \a path and its name are on the disk. Blocks; run it in a
/// thread pool. Fails with Io and the system's reason.
Expected<void> makeDurable(const QString &path);

/// A file name for people from \a wanted: no slash, no control character, no leading dot or dash,
/// at most 180 bytes of UTF-8, never empty.
QString safeFileName(const QString &wanted);

} // namespace fw::hub::media
