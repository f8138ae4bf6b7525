// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace fw {

/// A UUID version 7 (time-ordered, 74 random bits) as 36 lower-case characters: the form of an
/// `op` in framewatch.v1 and of the hub's job ids.
QString uuid7(WallTime time);

} // namespace fw
