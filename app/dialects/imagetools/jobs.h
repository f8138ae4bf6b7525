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
/// Answers the path for the operation \a id, which may hold {id}; cannotCancel when the message
/// says so; empty when it says nothing. \a id is empty where a message speaks of all of them.
QString readCancel(JsonFields &fields, const QString &id, Sink &sink);
inline const QString cannotCancel = QStringLiteral("no");
/// Where to ask for the end of the operation \a id; empty: it cannot be asked for.
QString cancelOf(const wire::SessionFacts &facts, const QString &id);

} // namespace fw::dialects::imagetools
