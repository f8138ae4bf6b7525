// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/record/connection.h"

namespace fw::hub::record {

/// The version of the tables this program writes.
int schemaVersion();

/// Brings the tables to schemaVersion(), each step in one transaction. Fails with Database, also
/// when a newer program made the file: it is never touched then.
Expected<void> migrate(Connection &connection);

} // namespace fw::hub::record
