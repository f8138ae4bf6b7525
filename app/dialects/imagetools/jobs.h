// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/server.h"

namespace fw::dialects::imagetools {

/// One message, taken out of its envelope.
struct Message
{
    QString type;
    JsonValue data; ///< of the envelope, or the flat message itself
    std::optional<WallTime> time;
};

// The seed's operations as jobs "operation:<id>" (S19 to S23).
void readStarted(const Message &message, Sink &sink);
void readProgress(const Message &message, Sink &sink);
void readEnded(const Message &message, wire::JobState state, Sink &sink);

/// The seed plans cancelling (S51) and leaves open how. Offered where a message says so:
/// "cancel_url" is the path, "cancellable": true means /api/v1/operations/{id}/cancel [proposed].
void noteCancel(JsonFields &fields, Sink &sink);

} // namespace fw::dialects::imagetools
