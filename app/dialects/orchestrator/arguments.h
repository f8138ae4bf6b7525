// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/offer.h"

#include <QJsonObject>

namespace fw::dialects::orchestrator {

/// \a given as the fields of \a offer want it: figures and flags that came as text are read, texts
/// are checked for length, choices for being one. Fails with BadInput naming the field.
Expected<QJsonObject> checkedArguments(const wire::ActionOffer &offer, const QJsonObject &given);

/// The offer called \a name; nothing when there is none.
const wire::ActionOffer *findOffer(const std::vector<wire::ActionOffer> &offers, QStringView name);

} // namespace fw::dialects::orchestrator
