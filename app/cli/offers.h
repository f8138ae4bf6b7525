// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/facts.h"

#include <QJsonObject>

namespace fw::cli {

/// Everything that can be asked of a server, as offers: what every queue has (the five job actions,
/// add, upload, sample), then the server's own.
std::vector<wire::ActionOffer> allOffers(const wire::Capabilities &can);

/// The command for \a offer, one of allOffers(\a can), with \a arguments as readArguments() made
/// them.
wire::Command commandOf(const wire::Capabilities &can, const wire::ActionOffer &offer,
                        const QString &target, const QJsonObject &arguments);

/// What an offer is called, for people: its label without the ellipsis; its name without a label.
QString offerLabel(const wire::ActionOffer &offer);
/// One offer with its fields, for JSON lines (lines.h).
QJsonObject offerObject(const wire::ActionOffer &offer);
/// One offer for people: a line, and one more for each field.
QString plainOffer(const wire::ActionOffer &offer);
/// Why something is not offered, in words.
QString whyNot(const wire::Capability &capability);

} // namespace fw::cli
