// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::orchestrator {

/// What can be published on the editors' channels (S17): to a framewatch.v1 server only when it
/// announced the channel, to a server of the seed's bare form always.
std::vector<wire::ActionOffer> editorOffers(const wire::SessionFacts &facts);

/// The frame that publishes \a action. Bare, the payload carries our own id as "op", so that its
/// broadcast (S17) is also its acknowledgement; see settledByEcho().
Expected<wire::Outgoing> publish(const wire::RunAction &action, const wire::SessionFacts &facts);

/// The edit of ours that \a payload, which came over a bare socket, shows to be applied.
std::optional<wire::EditSettled> settledByEcho(JsonValue message, JsonValue payload);

/// Frames that subscribe (S12) and unsubscribe (S13) in the form this server speaks.
std::vector<wire::Frame> subscribeFrames(const std::vector<wire::Position> &positions,
                                         const wire::SessionFacts &facts);
std::vector<wire::Frame> unsubscribeFrames(const QStringList &channels,
                                           const wire::SessionFacts &facts);

} // namespace fw::dialects::orchestrator
