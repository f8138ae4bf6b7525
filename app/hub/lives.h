// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/record/record.h"

namespace fw::hub {

/// Begins the life \a epoch of the hub: written into \a record and counted in \a file beside it.
/// The count is never ahead of the record's own, unless an older record was put back or the record
/// was deleted: then numbers of revisions that clients may know from the lost lives are skipped.
/// Says whether that was so. Fails with Database or Io.
Expected<bool> beginLife(record::Record &record, const QString &file, const QString &epoch,
                         WallTime now);

} // namespace fw::hub
