// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QByteArray>

namespace fw::dialects::orchestrator {

/// How large a compressed batch may become (reliability.md 5.7).
struct InflateLimits
{
    qsizetype bytes = 1024 * 1024;
    qsizetype ratio = 50; ///< output per input byte, from 64 KiB of output on
};

/// Inflates a zlib stream without believing anything it says about its size. Fails with TooLarge,
/// or with BadInput for a broken, truncated or trailing stream.
Expected<QByteArray> inflateBounded(QByteArrayView deflated, InflateLimits limits = {});

} // namespace fw::dialects::orchestrator
