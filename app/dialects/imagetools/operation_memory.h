// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::imagetools {

/// What the seed's server said of one operation so far (S19 to S23), to tell when it contradicts
/// itself. Kept in SessionFacts::extra, for the newest 100 or so.
struct KnownOperation
{
    QString type; ///< "bulk_compress"; empty: not said
    std::optional<double> progress; ///< percent, 0 to 100
    bool ended = false;
    QString cancel; ///< path that cancels it, may hold {id}; "no": it cannot be; empty: not said
};

/// What is known of the operation \a id; nothing when it was never named, or long ago.
std::optional<KnownOperation> knownOperation(const wire::SessionFacts &facts, const QString &id);
/// Nothing is learnt when it is known already, or when \a id is too long to be one.
void remember(const QString &id, const KnownOperation &operation, Sink &sink);

} // namespace fw::dialects::imagetools
