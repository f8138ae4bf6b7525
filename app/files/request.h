// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace fw::files {

/// \a said by the server at \a base, as an address: a path begins below the server's own address,
/// also when the server lives below a path itself (behind a proxy) and does not know. Empty when
/// it is no http(s) address.
QUrl addressOf(const QUrl &base, const QString &said);

/// What fetches \a said (a URL, or a path on the server) with our sign-in there; without an url
/// when it cannot be fetched.
wire::HttpRequest fetchRequest(const wire::Dialect &dialect, const wire::SessionFacts &facts,
                               const QString &said);

} // namespace fw::files
