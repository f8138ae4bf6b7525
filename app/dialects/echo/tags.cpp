// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/paths.h"
#include "dialects/echo/http.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <array>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;

namespace {

// Details and metadata are asked by video: which job that is, nobody knows here.
constexpr auto paths = std::to_array<TaggedPath>(
    { { "GET"_L1, "/"_L1, "root"_L1 },
      { "GET"_L1, "/openapi.json"_L1, "routes"_L1 },
      { "GET"_L1, "/api/v1/videos/jobs/{job}"_L1, "detail:{}"_L1 },
      { "GET"_L1, "/api/v1/videos/{video}/details"_L1, "detail:recorded"_L1 },
      { "PUT"_L1, "/api/v1/videos/{video}/metadata"_L1, "metadata:recorded"_L1 },
      { "POST"_L1, "/api/v1/videos/upload"_L1, "upload"_L1 },
      { "POST"_L1, "/auth/v1/token"_L1, "signIn"_L1 } });

bool isList(const wire::HttpRequest &request)
{
    return pathFit(request, "GET"_L1, "/api/v1/jobs"_L1).has_value();
}

QString bodyText(const wire::HttpRequest &request, QLatin1StringView name)
{
    return QJsonDocument::fromJson(request.body).object().value(name).toString();
}

QString signTag(const wire::HttpRequest &request)
{
    const QJsonObject note{ { "path"_L1, bodyText(request, "filename"_L1) } };
    return u"sign:"_s + QString::fromUtf8(QJsonDocument(note).toJson(QJsonDocument::Compact));
}

} // namespace

QString tagFor(const wire::HttpRequest &request)
{
    const QUrlQuery query(request.url);
    // Only the whole list replaces what is known.
    if (isList(request))
        return query.allQueryItemValues(u"status"_s).size() == 4 ? u"jobs"_s : u"news"_s;
    if (pathFit(request, "POST"_L1, "/api/v1/videos/signed-upload-url"_L1))
        return signTag(request);
    if (pathFit(request, "POST"_L1, "/api/v1/videos/upload-complete"_L1))
        return u"complete:"_s + bodyText(request, "original_filename"_L1);
    const QString tag = tagByPath(request, paths);
    const bool renews = query.queryItemValue(u"grant_type"_s) == "refresh_token"_L1;
    return tag == "signIn"_L1 && renews ? u"renew"_s : tag;
}

} // namespace fw::dialects::echo
