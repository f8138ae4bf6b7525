// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::store {

// The fields of a job or an item that the arguments of an action set. Pure functions.

/// The field of the target that \a argument sets; empty: it sets none (a secret, a file).
QString fieldOf(const wire::ActionOffer &offer, const QString &argument);
/// The value among \a fields; undefined when there is none of that name, whatever its case.
QJsonValue valueOf(const std::vector<wire::Metadatum> &fields, QStringView field);
/// What is known of the fields of \a job, or of \a item when \a job is none; null: nothing.
const std::vector<wire::Metadatum> *fieldsOf(const State &state, const JobKey &job,
                                             const ItemKey &item);

} // namespace fw::store
