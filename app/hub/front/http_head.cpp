// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/http_parser.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

// POST /api/jobs?x=1 HTTP/1.1\r\nHost: 127.0.0.1:47800\r\nContent-Length: 2\r\n\r\n

namespace {

using Checked = std::optional<HttpError>;

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenChar);
}

// Printable ASCII and tab, and the high half for the odd UTF-8 value; no controls, no bare CR or
// LF.
bool isValueChar(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
}

Checked readTarget(QByteArrayView target, HttpHead &head)
{
    const auto visible = [](char c) { return c > 0x20 && c < 0x7f; };
    if (target.isEmpty() || target.front() != '/' || !std::ranges::all_of(target, visible))
        return HttpError{ 400, u"The request target is malformed."_s };
    head.target = target.toByteArray();
    const qsizetype mark = head.target.indexOf('?');
    const QByteArray path = mark < 0 ? head.target : head.target.first(mark);
    if (mark >= 0)
        head.query.setQuery(QString::fromLatin1(head.target.sliced(mark + 1)));
    const auto pieces = path.sliced(1).split('/');
    for (const QByteArray &piece : pieces) {
        const QByteArray decoded = QByteArray::fromPercentEncoding(piece);
        if (decoded.contains('\0') || decoded.contains('/'))
            return HttpError{ 400, u"The path is malformed."_s };
        head.path.append(QString::fromUtf8(decoded));
    }
    return std::nullopt;
}

Checked readRequestLine(QByteArrayView line, HttpHead &head)
{
    const QList<QByteArray> words = line.toByteArray().split(' ');
    if (words.size() != 3 || words[0].size() > 16 || !isToken(words[0]))
        return HttpError{ 400, u"The request line is malformed."_s };
    head.method = words[0];
    if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0") {
        if (words[2].startsWith("HTTP/"))
            return HttpError{ 505, u"Only HTTP/1.1 and HTTP/1.0 are spoken here."_s };
        return HttpError{ 400, u"The request line is malformed."_s };
    }
    head.http11 = words[2] == "HTTP/1.1";
    return readTarget(words[1], head);
}

Checked readHeader(QByteArrayView line, HttpHead &head)
{
    if (line.front() == ' ' || line.front() == '\t')
        return HttpError{ 400, u"A header is folded over two lines."_s };
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return HttpError{ 400, u"A header name is malformed."_s };
    const auto value = line.sliced(colon + 1);
    if (!std::ranges::all_of(value, isValueChar))
        return HttpError{ 400, u"A header value is malformed."_s };
    if (head.headers.size() >= HttpParser::maxHeaders)
        return HttpError{ 431, u"There are more than 100 headers."_s };
    head.headers.emplaceBack(line.first(colon).toByteArray(), value.toByteArray().trimmed());
    return std::nullopt;
}

// Two of one of these mean two readers may pick different ones.
Checked checkSingles(const HttpHead &head)
{
    constexpr auto singles = std::to_array<const char *>(
        { "Host", "Content-Length", "Transfer-Encoding", "Authorization", "Origin" });
    for (const char *name : singles) {
        const auto count = std::ranges::count_if(head.headers, [name](const auto &header) {
            return header.first.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (count > 1)
            return HttpError{ 400,
                              u"The header %1 is there twice."_s.arg(QLatin1StringView(name)) };
    }
    if (head.http11 && head.header("Host").isEmpty())
        return HttpError{ 400, u"The header Host is missing."_s };
    return std::nullopt;
}

bool has(const HttpHead &head, const char *name)
{
    return std::ranges::any_of(head.headers, [name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

Checked readBodyHeaders(HttpHead &head)
{
    const bool length = has(head, "Content-Length");
    if (has(head, "Transfer-Encoding")) {
        if (length)
            return HttpError{ 400, u"Content-Length and Transfer-Encoding together."_s };
        if (!head.http11)
            return HttpError{ 400, u"Transfer-Encoding needs HTTP/1.1."_s };
        if (head.header("Transfer-Encoding").compare("chunked", Qt::CaseInsensitive) != 0)
            return HttpError{ 501, u"Only the transfer coding chunked is known."_s };
        head.chunked = true;
    }
    if (!length)
        return std::nullopt;
    const QByteArray text = head.header("Content-Length");
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || text.size() > 18 || !std::ranges::all_of(text, isDigit))
        return HttpError{ 400, u"Content-Length is malformed."_s };
    head.contentLength = text.toLongLong();
    return std::nullopt;
}

} // namespace

tl::expected<HttpHead, HttpError> parseHead(QByteArrayView bytes)
{
    HttpHead head;
    bool first = true;
    Checked wrong;
    while (!wrong) {
        const qsizetype end = bytes.indexOf("\r\n");
        if (end < 0)
            return tl::unexpected(HttpError{ 400, u"The head does not end."_s });
        const auto line = bytes.first(end);
        bytes = bytes.sliced(end + 2);
        if (line.isEmpty() && !first)
            break;
        wrong = first ? readRequestLine(line, head) : readHeader(line, head);
        first = false;
    }
    if (!wrong)
        wrong = checkSingles(head);
    if (!wrong)
        wrong = readBodyHeaders(head);
    if (wrong)
        return tl::unexpected(*wrong);
    return head;
}

} // namespace fw::hub::front
