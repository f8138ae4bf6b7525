// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/paths.h"
#include "dialects/imagetools/http.h"
#include "dialects/imagetools/operations.h"

#include <array>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

constexpr auto reads = std::to_array<TaggedPath>(
    { { "GET"_L1, "/health"_L1, "health"_L1 },
      { "GET"_L1, "/version"_L1, "version"_L1 },
      { "POST"_L1, "/api/v1/users"_L1, "user"_L1 },
      { "GET"_L1, "/api/v1/users/{user}"_L1, "user"_L1 }, // the same answer
      { "GET"_L1, "/api/v1/oauth2/me"_L1, "me"_L1 },
      { "GET"_L1, "/api/v1/settings/app-config"_L1, "config"_L1 },
      { "GET"_L1, "/api/v1/compression/presets"_L1, "presets"_L1 },
      { "GET"_L1, "/api/v1/background/models"_L1, "models"_L1 },
      { "GET"_L1, "/api/v1/images/user/{user}"_L1, "images"_L1 },
      { "GET"_L1, "/api/v1/images/{id}"_L1, "image"_L1 },
      { "GET"_L1, "/api/v1/history/{id}"_L1, "history {}"_L1 },
      { "GET"_L1, "/api/v1/history/{id}/can-undo"_L1, "can-undo {}"_L1 },
      { "GET"_L1, "/api/v1/mobile/pairings/user/{user}/list"_L1, "pairings"_L1 },
      { "GET"_L1, "/api/v1/addon/authorizations/user/{user}/list"_L1, "addons []"_L1 } });

} // namespace

QString tagFor(const wire::HttpRequest &request)
{
    const QString read = tagByPath(request, reads);
    if (!read.isEmpty())
        return read;
    const auto task = recordedTask(request);
    return task ? tagOf(tag::perform, *task) : QString();
}

} // namespace fw::dialects::imagetools
