// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/http.h"

#include "dialects/common/user_text.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QMimeDatabase>

namespace fw::dialects {

using namespace Qt::StringLiterals;
using Verdict = wire::EditSettled::Verdict;

QUrl below(const QUrl &base, const QString &path, const QUrlQuery &query)
{
    QUrl url = base;
    QString root = url.path(QUrl::FullyEncoded);
    while (root.endsWith(u'/'))
        root.chop(1);
    url.setPath(root + path, QUrl::TolerantMode);
    url.setQuery(query);
    if (query.isEmpty())
        url.setQuery(QString());
    return url;
}

QUrl endpoint(const wire::SessionFacts &facts, const QString &path, const QUrlQuery &query)
{
    return below(facts.baseUrl, path, query);
}

QString segment(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

wire::Headers credentials(const wire::SessionFacts &facts)
{
    wire::Headers headers;
    if (!facts.token.isEmpty())
        headers.append({ "Authorization", "Bearer " + facts.token.reveal() });
    if (!facts.cookie.isEmpty())
        headers.append({ "Cookie", facts.cookie.reveal() });
    return headers;
}

wire::HttpRequest get(const wire::SessionFacts &facts, const QUrl &url, const QString &tag)
{
    wire::HttpRequest request;
    request.url = url;
    request.tag = tag;
    request.headers = credentials(facts);
    return request;
}

wire::HttpRequest send(const wire::SessionFacts &facts, const QByteArray &method, const QUrl &url,
                       const QJsonObject &body, const QString &tag)
{
    wire::HttpRequest request = get(facts, url, tag);
    request.method = method;
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

wire::FormPart formField(const QByteArray &name, const QString &value)
{
    return { name, value.toUtf8(), {}, {}, {} };
}

wire::FormPart formFile(const QByteArray &name, const QString &path)
{
    const QString fileName = path.section(u'/', -1);
    return { name, {}, path, fileName, contentTypeOf(fileName) };
}

QByteArray contentTypeOf(const QString &fileName)
{
    // By the name only: a dialect reads no files.
    const QMimeType type = QMimeDatabase().mimeTypeForFile(fileName, QMimeDatabase::MatchExtension);
    return type.isValid() ? type.name().toLatin1() : "application/octet-stream"_ba;
}

Expected<wire::Outgoing> one(wire::HttpRequest request)
{
    wire::Outgoing out;
    out.requests.push_back(std::move(request));
    return out;
}

bool isJson(const wire::HttpReply &reply)
{
    return reply.header("Content-Type").contains("json");
}

bool isHtml(const wire::HttpReply &reply)
{
    if (reply.header("Content-Type").contains("html"))
        return true;
    const QByteArrayView start
        = QByteArrayView(reply.body).first(std::min<qsizetype>(reply.body.size(), 64));
    return start.trimmed().startsWith('<') && !isJson(reply);
}

QString plainText(QStringView html)
{
    QString text;
    bool inTag = false;
    for (const QChar c : html) {
        if (c == u'<')
            inTag = true;
        else if (c == u'>') {
            inTag = false;
            text += u' ';
        } else if (!inTag)
            text += c;
    }
    const std::pair<QLatin1StringView, QLatin1StringView> entities[]
        = { { "&lt;"_L1, "<"_L1 },  { "&gt;"_L1, ">"_L1 },   { "&quot;"_L1, "\""_L1 },
            { "&#39;"_L1, "'"_L1 }, { "&#34;"_L1, "\""_L1 }, { "&nbsp;"_L1, " "_L1 },
            { "&amp;"_L1, "&"_L1 } };
    for (const auto &[entity, plain] : entities)
        text.replace(entity, plain);
    return text.simplified();
}

namespace {

QString between(const QString &html, QLatin1StringView open, QLatin1StringView close)
{
    const qsizetype start = html.indexOf(open, 0, Qt::CaseInsensitive);
    if (start < 0)
        return {};
    const qsizetype from = html.indexOf(u'>', start) + 1;
    const qsizetype end = html.indexOf(close, from, Qt::CaseInsensitive);
    return from > 0 && end > from ? plainText(QStringView(html).mid(from, end - from)) : QString();
}

QString textOfHtml(const QByteArray &body)
{
    const QString html = QString::fromUtf8(body.first(std::min<qsizetype>(body.size(), 20'000)));
    const QString heading = between(html, "<h1"_L1, "</h1>"_L1);
    const QString paragraph = between(html, "<p"_L1, "</p>"_L1);
    if (!paragraph.isEmpty())
        return heading.isEmpty() ? paragraph : QString(heading + u": "_s + paragraph);
    return heading.isEmpty() ? between(html, "<title"_L1, "</title>"_L1) : heading;
}

QString validationText(const JsonArray &list)
{
    QStringList lines;
    for (const JsonValue &item : list.items()) {
        const JsonObject entry = item.object();
        QStringList where;
        for (const JsonValue &part : entry["loc"].array().items())
            where.append(part.idText().value_or(QString()));
        const QString what = entry["msg"].string().value_or(u"not valid"_s);
        lines.append(where.isEmpty() ? what : QString(where.join(u'.') + u": "_s + what));
    }
    return lines.join(u"; "_s);
}

bool isCode(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) {
        return c.isUpper() || c.isDigit() || c == u'_' || c.isLower();
    }) && (text == text.toUpper() || text.contains(u'_'));
}

void readShapes(const JsonObject &object, ErrorBody &body)
{
    const auto text
        = [&object](std::string_view key) { return object[key].string().value_or(QString()); };
    const JsonValue error = object["error"];
    body.fix = text("fix");
    body.code = object["code"].idText().value_or(text("error_code"));
    if (error.isObject()) {
        body.code = error.object()["code"].idText().value_or(body.code);
        body.message = error.object()["message"].string().value_or(QString());
        return;
    }
    const QString word = error.string().value_or(QString());
    for (const char *key : { "message", "msg", "error_description" }) {
        if (body.message.isEmpty())
            body.message = text(key);
    }
    if (!word.isEmpty() && (isCode(word) && !body.message.isEmpty()))
        body.code = word;
    else if (!word.isEmpty())
        body.message = word;
    if (const JsonValue detail = object["detail"]; detail.isArray())
        body.message = validationText(detail.array());
    else if (detail.isString() && body.message.isEmpty())
        body.message = detail.string().value_or(QString());
}

} // namespace

ErrorBody errorBody(const wire::HttpReply &reply)
{
    ErrorBody body;
    if (reply.status == 0)
        body.message = reply.error;
    else if (isHtml(reply))
        body.message = textOfHtml(reply.body);
    else if (const auto root = threadReader().parse(reply.body); root && root->isObject())
        readShapes(root->object(), body);
    else
        body.message
            = QString::fromUtf8(reply.body.first(std::min<qsizetype>(reply.body.size(), 1000)))
                  .simplified();
    if (body.message.isEmpty())
        body.message
            = userText(QT_TRANSLATE_NOOP("fw::dialects", "the server answered %1"), reply.status);
    body.message.truncate(300);
    return body;
}

Verdict verdictFor(int status)
{
    switch (status) {
    case 401:
    case 403:
        return Verdict::Denied;
    case 409:
    case 412:
        return Verdict::Conflict;
    case 429:
        return Verdict::RateLimited;
    }
    return Verdict::Invalid;
}

wire::EditSettled refusal(const wire::HttpRequest &request, const wire::HttpReply &reply)
{
    wire::EditSettled settled;
    settled.edit = request.edit;
    settled.verdict = verdictFor(reply.status);
    const ErrorBody body = errorBody(reply);
    settled.message = body.fix.isEmpty() ? body.message : QString(body.message + u' ' + body.fix);
    bool isSeconds = false;
    const int seconds = reply.header("Retry-After").toInt(&isSeconds);
    if (isSeconds && seconds >= 0)
        settled.retryAfter = std::chrono::seconds(std::min(seconds, 86'400));
    return settled;
}

wire::EditSettled applied(const wire::HttpRequest &request)
{
    wire::EditSettled settled;
    settled.edit = request.edit;
    return settled;
}

Failure failureOf(const wire::HttpRequest &request, const wire::HttpReply &reply)
{
    using Code = Failure::Code;
    const QString path = request.url.path();
    if (reply.status == 0)
        return { reply.trouble == wire::HttpReply::Trouble::Timeout ? Code::Timeout
                                                                    : Code::Unreachable,
                 u"%1: %2"_s.arg(path, reply.error) };
    const Code code = reply.status == 401 ? Code::Unauthorised
        : reply.status == 403             ? Code::Forbidden
        : reply.status == 404             ? Code::NotFound
        : reply.status == 409             ? Code::Conflict
        : reply.status < 300              ? Code::BadInput
                                          : Code::Refused;
    return { code,
             u"%1 answered %2: %3"_s.arg(path).arg(reply.status).arg(errorBody(reply).message) };
}

} // namespace fw::dialects
