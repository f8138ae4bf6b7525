// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/bytes.h"
#include "store/state.h"

namespace fw::store {

// How the journal writes things down. A format never changes its meaning: a new one gets a new
// first byte, and the old one stays readable. Nothing here carries a secret.

/// One row without its server. What only counts in this run (basis of the time left) is left out.
void writeRow(ByteWriter &out, const JobEntry &entry);
/// Empty when damaged. The row is not confirmed.
std::optional<JobEntry> readRow(ByteReader &in, const ServerId &server);

/// One item without its key.
QByteArray itemBytes(const ItemEntry &entry);
/// Empty when damaged. The item is not confirmed.
std::optional<ItemEntry> itemFromBytes(QByteArrayView bytes, const ItemKey &key);

QByteArray editBytes(const Edit &edit);
std::optional<Edit> editFromBytes(QByteArrayView bytes);

QByteArray activityBytes(const Activity &activity);
std::optional<Activity> activityFromBytes(QByteArrayView bytes);

} // namespace fw::store
