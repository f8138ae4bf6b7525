// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <memory>
#include <vector>

namespace fw::dialects {

/// Every dialect the program was built with, in the order of dialects/CMakeLists.txt.
/// The objects live as long as the program and may be used from any thread.
const std::vector<std::unique_ptr<wire::Dialect>> &allDialects();

/// The dialect called \a name (as Dialect::name() says it), or null when there is none.
const wire::Dialect *findDialect(QStringView name);

} // namespace fw::dialects
