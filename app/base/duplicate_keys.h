// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include <simdjson.h>

namespace fw {

/// A key that stands twice in one object of \a root, at any depth (reliability.md 5.7); empty when
/// there is none. Valid as long as the document. Costs n for small objects and n log n for large
/// ones, whatever the keys are. \a root must be from a parser with a depth limit.
std::optional<std::string_view> duplicateKey(const simdjson::dom::element &root);

} // namespace fw
