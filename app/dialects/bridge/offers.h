// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

/// One action of this server: an offer, and how it is asked for.
struct Deed
{
    wire::ActionOffer offer;
    QByteArray method;
    QString path; ///< "{id}" stands for the target
    bool late = false; ///< only where the program was imported (c0.2)
};

/// Everything that can be done beyond the queue's actions. Nothing that makes the fallback
/// broadcast is among it (d, "Delivery of a broadcast"), nor /job/next and /batch/list.
std::vector<Deed> deeds();
std::optional<Deed> deedOf(QStringView name);

/// What of the queue's own actions there is: pausing is for batches only, and a route that was
/// found missing is said.
wire::Capability controlOf(wire::JobAction action, const wire::SessionFacts &facts);
/// The offers with what is known of this server's routes.
std::vector<wire::ActionOffer> offers(const wire::SessionFacts &facts);

} // namespace fw::dialects::bridge
