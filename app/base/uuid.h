// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace fw {

/// A UUID version 7 (62 random bits) as 36 lower-case characters: the form of an `op` in
/// framewatch.v1 and of the hub's job ids. Within one process each sorts after all made before it,
/// even within one millisecond (RFC 9562, 6.2). Thread-safe.
QString uuid7(WallTime time);

} // namespace fw
