// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/offer.h"

#include <QJsonObject>

namespace fw::dialects::imagetools {

/// \a given as \a offer wants it: figures as numbers, lists as lists, presets filled in.
/// Fails with BadInput that names the field: the command line gives arguments freely.
Expected<QJsonObject> checkedArguments(const wire::ActionOffer &offer, const QJsonObject &given);

} // namespace fw::dialects::imagetools
