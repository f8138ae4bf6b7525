// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/paths.h"
#include "dialects/orchestrator/brandr.h"
#include "dialects/orchestrator/http.h"

#include <QUrlQuery>

#include <array>

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;

namespace {

// The hub; the edit follows the colon.
constexpr auto paths
    = std::to_array<TaggedPath>({ { "GET"_L1, "/health"_L1, "health"_L1 },
                                  { "GET"_L1, "/api/jobs/{id}"_L1, "detail"_L1 },
                                  { "GET"_L1, "/api/ops/{op}"_L1, "ops:{}"_L1 },
                                  { "POST"_L1, "/api/jobs"_L1, "add:"_L1 },
                                  { "POST"_L1, "/api/lanes"_L1, "action:"_L1 },
                                  { "POST"_L1, "/api/uploads"_L1, "add:"_L1 },
                                  { "POST"_L1, "/api/sample"_L1, "add:"_L1 },
                                  { "POST"_L1, "/api/jobs/{id}/actions"_L1, "action:"_L1 } });

} // namespace

QString tagFor(const wire::HttpRequest &request)
{
    if (pathFit(request, "GET"_L1, "/api/jobs"_L1)) {
        const QUrlQuery query(request.url); // only the whole list replaces what is known
        const bool isWhole
            = !query.hasQueryItem(u"state"_s) && query.queryItemValue(u"limit"_s) != "100"_L1;
        return isWhole ? u"jobs"_s : u"news"_s;
    }
    if (pathFit(request, "GET"_L1, "/api/lanes"_L1))
        return u"lanes:"_s + QUrlQuery(request.url).queryItemValue(u"channel"_s);
    const QString tag = tagByPath(request, paths);
    if (tag.isEmpty())
        return brandr::tagFor(request);
    return tag.endsWith(u':') ? QString(tag + editWord(request)) : tag;
}

} // namespace fw::dialects::orchestrator
