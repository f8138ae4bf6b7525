// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

#include <QJsonObject>
#include <QUrlQuery>

namespace fw::dialects {

/// The address of \a path (begins with "/", may be percent-encoded) below the server's base.
QUrl endpoint(const wire::SessionFacts &facts, const QString &path, const QUrlQuery &query = {});
/// The same below any \a base.
QUrl below(const QUrl &base, const QString &path, const QUrlQuery &query = {});
/// \a text as one segment of a path: slashes and all else that has a meaning are encoded.
QString segment(const QString &text);

/// Our credentials as headers: "Authorization: Bearer …" and "Cookie: …", what there is of them.
wire::Headers credentials(const wire::SessionFacts &facts);

/// A request with our credentials. \a tag is the dialect's own word, see HttpRequest::tag.
wire::HttpRequest get(const wire::SessionFacts &facts, const QUrl &url, const QString &tag);
wire::HttpRequest send(const wire::SessionFacts &facts, const QByteArray &method, const QUrl &url,
                       const QJsonObject &body, const QString &tag);

/// A form field, and a file that is streamed under its own name.
wire::FormPart formField(const QByteArray &name, const QString &value);
wire::FormPart formFile(const QByteArray &name, const QString &path);
/// By the end of the name: "image/png", "video/mp4", …; "application/octet-stream" otherwise.
QByteArray contentTypeOf(const QString &fileName);

/// One command, one request.
Expected<wire::Outgoing> one(wire::HttpRequest request);

bool isJson(const wire::HttpReply &reply); ///< by its Content-Type
bool isHtml(const wire::HttpReply &reply); ///< by its Content-Type, or by how it begins

/// What a web server said when it said no, whatever shape it has: {"error":"text"},
/// {"error":"CODE","message":"text"}, {"error":"text","code":"CODE","fix":…},
/// {"error":{"code":…,"message":…}}, {"detail":"text"}, {"detail":[{"loc":[…],"msg":…}]},
/// {"message":…}, {"msg":…}, {"error_description":…}; HTML by its title or heading; plain text.
struct ErrorBody
{
    QString code; ///< machine word; empty when there is none
    QString message; ///< for people, at most 300 characters; never empty
    QString fix; ///< what the server says helps; may be empty
};
ErrorBody errorBody(const wire::HttpReply &reply);

/// How an edit ended when a reply of \a status says no.
wire::EditSettled::Verdict verdictFor(int status);
/// The edit of \a request, refused as \a reply says.
wire::EditSettled refusal(const wire::HttpRequest &request, const wire::HttpReply &reply);
/// The edit of \a request, done.
wire::EditSettled applied(const wire::HttpRequest &request);

/// The issue that fits a reply that is no success: what was asked, the status, the server's words.
/// For status 0: Unreachable or Timeout with the transport's words.
Failure failureOf(const wire::HttpRequest &request, const wire::HttpReply &reply);

/// An HTML fragment as plain text: tags removed, entities decoded, spaces folded.
QString plainText(QStringView html);

} // namespace fw::dialects
