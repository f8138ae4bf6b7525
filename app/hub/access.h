// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/secret.h"

namespace fw::hub {

/// Reads the token in \a path, or makes one there at the first start: 256 random bits in a file
/// only its owner can read, complete or not there at all (link(2) of a finished temporary file, so
/// two hubs that start at once agree). A file that others can read is made private. Fails with Io,
/// or BadInput when the file holds no usable token (16 to 512 visible characters).
Expected<Secret> loadToken(const QString &path);

/// The hub's lasting id in \a path, made at the first start. Fails with Io.
Expected<QString> loadHubId(const QString &path, const QString &fresh);

/// Writes \a bytes to \a path so that a reader sees the old or the new file, never a part; 0600.
Expected<void> writePrivate(const QString &path, const QByteArray &bytes);

} // namespace fw::hub
