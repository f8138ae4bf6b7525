// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frame.h"

#include <QStringList>

#include <optional>
#include <span>

namespace fw::dialects {

/// What stands in \a request where \a path has "{…}", in order; nothing when method or path differ.
/// Slashes at the ends count for nothing, queries neither.
std::optional<QStringList> pathFit(const wire::HttpRequest &request, QLatin1StringView method,
                                   QLatin1StringView path);

/// Requests of one method and path, and the tag they have; "{}" in it is what stood in the path.
struct TaggedPath
{
    QLatin1StringView method;
    QLatin1StringView path;
    QLatin1StringView tag;
};
/// By the first that fits; empty: none does.
QString tagByPath(const wire::HttpRequest &request, std::span<const TaggedPath> paths);

/// The edit of \a request by its id; a neutral word when it has none.
QString editWord(const wire::HttpRequest &request);

} // namespace fw::dialects
