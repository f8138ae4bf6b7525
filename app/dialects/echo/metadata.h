// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QJsonObject>

namespace fw::dialects::echo {

constexpr auto metadataAction = "job.metadata";

/// The offer to change a job's metadata: only the fields this server takes, or the reason why none.
wire::ActionOffer metadataOffer(const wire::SessionFacts &facts);

/// What people look for and this server does not take, each with its reason: fields of that form.
std::vector<wire::ActionOffer> missingOffers(const wire::SessionFacts &facts);

/// The body of PUT metadata for \a arguments: the server's own keys, only what was given. Fails
/// with BadInput naming the field.
Expected<QJsonObject> metadataBody(const QJsonObject &arguments, const wire::SessionFacts &facts);

/// The word of METADATA_UPDATE for a key of that body; empty: none.
QString fieldOfKey(const QString &key);

/// Chapters as the server has them, from lines "0:00 Opening", each ending where the next begins.
/// Fails with BadInput on a line without a time, or out of order.
Expected<QJsonArray> chaptersFromText(const QString &text);

} // namespace fw::dialects::echo
