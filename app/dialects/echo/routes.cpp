// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /openapi.json
// {"openapi":"3.0.2","info":{"title":"FastAPI","version":"0.1.0"},"paths":{"/api/v1/videos/upload":…,
//  "/api/v1/videos/jobs/{job_id}":…,"/api/v1/jobs/":…,"/":…,"/test/upload":…},"components":…}
#include "dialects/echo/routes.h"

#include <array>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prefix = "/api/v1"_L1;
constexpr auto routesKey = "routes"_L1;
constexpr auto keysKey = "metadataKeys"_L1;

QString keyOf(Route route)
{
    switch (route) {
    case Route::SignedUpload:
        return u"signedUpload"_s;
    case Route::Details:
        return u"details"_s;
    case Route::Metadata:
        return u"metadata"_s;
    }
    return {};
}

std::optional<Route> routeOf(const QString &path)
{
    if (path.endsWith("/videos/signed-upload-url"_L1))
        return Route::SignedUpload;
    const QString video = path.section("/videos/{"_L1, 1);
    if (video.endsWith("}/details"_L1))
        return Route::Details;
    if (video.endsWith("}/metadata"_L1))
        return Route::Metadata;
    return std::nullopt;
}

std::string_view nameIn(const QByteArray &bytes)
{
    return { bytes.constData(), static_cast<size_t>(bytes.size()) };
}

QStringList keysIn(JsonObject root, JsonValue operation)
{
    JsonValue schema = operation.object()["requestBody"]
                           .object()["content"]
                           .object()["application/json"]
                           .object()["schema"];
    if (const auto reference = schema.object()["$ref"].string()) {
        const QByteArray name = reference->section(u'/', -1).toUtf8();
        schema = root["components"].object()["schemas"].object()[nameIn(name)];
    }
    QStringList keys;
    for (const auto &[key, type] : schema.object()["properties"].object().members())
        keys.append(key);
    return keys;
}

} // namespace

std::optional<bool> hasRoute(const wire::SessionFacts &facts, Route route)
{
    const QString word = facts.extra.value(keyOf(route));
    return word.isEmpty() ? std::nullopt : std::optional(word == "yes"_L1);
}

void learnRoute(wire::SessionFacts &facts, Route route, bool there)
{
    facts.extra.insert(keyOf(route), there ? u"yes"_s : u"no"_s);
}

bool wantsRoutes(const wire::SessionFacts &facts)
{
    return !facts.extra.contains(routesKey);
}

wire::HttpRequest routesRequest(const wire::SessionFacts &facts)
{
    using namespace std::chrono_literals;
    wire::HttpRequest request;
    request.url = api(facts, u"/openapi.json"_s);
    request.url.setPath(request.url.path().remove(prefix));
    request.tag = u"routes"_s;
    request.every = 1h;
    return request;
}

void readRoutes(const wire::HttpReply &reply, Sink &sink)
{
    wire::SessionFacts &facts = sink.learn();
    facts.extra.insert(routesKey, u"unknown"_s);
    if (reply.status != 200)
        return;
    const auto root = threadReader().parse(reply.body);
    if (!root || !root->object()["paths"].isObject())
        return;
    facts.extra.insert(routesKey, u"read"_s);
    for (const Route route : { Route::SignedUpload, Route::Details, Route::Metadata })
        learnRoute(facts, route, false);
    for (const auto &[path, operations] : root->object()["paths"].object().members()) {
        const auto route = routeOf(path);
        if (!route)
            continue;
        learnRoute(facts, *route, true);
        if (*route == Route::Metadata)
            facts.extra.insert(keysKey,
                               keysIn(root->object(), operations.object()["put"]).join(u' '));
    }
}

QStringList metadataKeys(const wire::SessionFacts &facts)
{
    const QStringList keys = facts.extra.value(keysKey).split(u' ', Qt::SkipEmptyParts);
    return keys.isEmpty() ? QStringList{ u"title"_s, u"description"_s, u"tags"_s } : keys;
}

bool isNoRoute(const wire::HttpReply &reply)
{
    if (reply.status == 405 || reply.status == 501)
        return true;
    // FastAPI says "Not Found" of a route, and names what is missing of anything else.
    return reply.status == 404 && (isHtml(reply) || errorBody(reply).message == "Not Found"_L1);
}

QUrl api(const wire::SessionFacts &facts, const QString &path, const QUrlQuery &query)
{
    QUrl base = facts.baseUrl;
    QString root = base.path(QUrl::FullyEncoded);
    while (root.endsWith(u'/'))
        root.chop(1);
    if (root.endsWith(prefix))
        root.chop(prefix.size());
    base.setPath(root, QUrl::TolerantMode);
    return below(base, prefix + path, query);
}

} // namespace fw::dialects::echo
