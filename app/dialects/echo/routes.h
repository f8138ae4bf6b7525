// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/http.h"

namespace fw::dialects::echo {

// The program has five routes; its web page calls seven more that no version of it has. Servers
// built after the page have them: /openapi.json tells, else the first 404 does (echo.md c2).

enum class Route : quint8 {
    SignedUpload, ///< POST /videos/signed-upload-url and upload-complete
    Details, ///< GET /videos/{id}/details
    Metadata, ///< PUT /videos/{id}/metadata
};
/// Whether this server has the route; empty: nobody knows yet.
std::optional<bool> hasRoute(const wire::SessionFacts &facts, Route route);
void learnRoute(wire::SessionFacts &facts, Route route, bool there);

/// True while /openapi.json was not asked.
bool wantsRoutes(const wire::SessionFacts &facts);
wire::HttpRequest routesRequest(const wire::SessionFacts &facts);
/// What a reply to it teaches; a server without the document stays unknown.
void readRoutes(const wire::HttpReply &reply, Sink &sink);

/// Keys PUT metadata takes here: title, description and tags, more where the document says so.
/// Any other key is refused with 422.
QStringList metadataKeys(const wire::SessionFacts &facts);

/// True when \a reply says that there is no such route, as against no such thing.
bool isNoRoute(const wire::HttpReply &reply);

/// The address of \a path below /api/v1, whether or not the profile's address holds that already.
QUrl api(const wire::SessionFacts &facts, const QString &path, const QUrlQuery &query = {});

} // namespace fw::dialects::echo
