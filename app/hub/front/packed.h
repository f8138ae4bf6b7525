// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QByteArray>

namespace fw::hub::front {

/// How large a packed message may become (reliability.md 5.7).
struct PackedLimits
{
    qsizetype bytes = 1024 * 1024; ///< out
    qsizetype ratio = 50; ///< out per byte in
};

/// A binary frame of framewatch.v1: 0x01 followed by zlib(JSON).
QByteArray packed(const QByteArray &json);
/// The reverse, bounded while it inflates: never qUncompress(), which believes the length it is
/// told. Fails with BadInput (not ours, broken or truncated) or TooLarge (bytes or ratio).
Expected<QByteArray> unpacked(QByteArrayView frame, PackedLimits limits = {});

} // namespace fw::hub::front
