// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"

namespace fw::cli {

/// One message for people, on standard error.
void say(const QString &text);

/// The exit code for a failure before or instead of an answer.
Exit exitFor(const Failure &failure);

} // namespace fw::cli
