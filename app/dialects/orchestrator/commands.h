// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace fw::dialects::orchestrator {

/// True while a framewatch.v1 socket is open: commands may be published there.
bool hasSocket(const wire::SessionFacts &facts);

/// The words for a command: published on the socket where there is one, else over HTTP; media
/// always over HTTP. Fails with Unsupported when the server is no hub or did not announce the
/// ability.
Expected<wire::Outgoing> encodeCommand(const wire::Command &command,
                                       const wire::SessionFacts &facts);

} // namespace fw::dialects::orchestrator
