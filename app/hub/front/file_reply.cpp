// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/file_reply.h"

#include <QDateTime>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> digits(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || text.size() > 18 || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    return text.toByteArray().toLongLong();
}

QByteArray disposition(const QString &name)
{
    QByteArray plain;
    for (const QChar c : name)
        plain += c.unicode() >= 0x20 && c.unicode() < 0x7f && c != u'"' && c != u'\\' ? c.toLatin1()
                                                                                      : '_';
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''"
        + QUrl::toPercentEncoding(name);
}

} // namespace

RangeAsked rangeAsked(QByteArrayView header, qint64 size)
{
    constexpr QByteArrayView unit("bytes=");
    if (!header.startsWith(unit))
        return {};
    const auto spec = header.sliced(unit.size());
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0 || spec.contains(','))
        return {};
    const auto first = digits(spec.first(dash));
    const auto last = digits(spec.sliced(dash + 1));
    using enum RangeAsked::Kind;
    if (dash == 0) { // the last n bytes
        if (!last)
            return {};
        const qint64 length = std::min(*last, size);
        if (length == 0)
            return { Unsatisfiable, {} };
        return { Part, { size - length, length } };
    }
    const bool open = dash + 1 == spec.size();
    if (!first || (!open && !last) || (last && *last < *first))
        return {};
    if (*first >= size)
        return { Unsatisfiable, {} };
    const qint64 end = last ? std::min(*last, size - 1) : size - 1;
    return { Part, { *first, end - *first + 1 } };
}

HttpReply fileReply(const HttpHead &head, const QString &path, const QByteArray &type,
                    const QString &downloadName)
{
    const QFileInfo info(path);
    if (!info.isFile() || !info.isReadable())
        return HttpReply::error(404, Failure::Code::NotFound, u"The file is not there."_s);
    const qint64 size = info.size();
    const QByteArray tag = '"' + QByteArray::number(size, 16) + '-'
        + QByteArray::number(info.lastModified().toMSecsSinceEpoch(), 16) + '"';
    HttpReply reply;
    reply.headers = { { "Content-Type", type },
                      { "ETag", tag },
                      { "Accept-Ranges", "bytes" },
                      { "Cache-Control", "private, no-cache" } };
    if (!downloadName.isEmpty())
        reply.headers.emplaceBack("Content-Disposition", disposition(downloadName));
    if (head.headerHas("If-None-Match", tag) || head.header("If-None-Match") == "*") {
        reply.status = 304;
        return reply;
    }
    reply.file = path;
    reply.fileLength = size;
    const QByteArray condition = head.header("If-Range");
    const auto asked = condition.isEmpty() || condition == tag
        ? rangeAsked(head.header("Range"), size)
        : RangeAsked{};
    if (asked.kind == RangeAsked::Kind::Whole)
        return reply;
    const QByteArray total = QByteArray::number(size);
    if (asked.kind == RangeAsked::Kind::Unsatisfiable) {
        reply = HttpReply::error(416, Failure::Code::BadInput, u"No such range in the file."_s);
        reply.headers.emplaceBack("Content-Range", "bytes */" + total);
        return reply;
    }
    const auto [from, length] = asked.range;
    reply.status = 206;
    reply.fileFrom = from;
    reply.fileLength = length;
    reply.headers.emplaceBack("Content-Range",
                              "bytes " + QByteArray::number(from) + '-'
                                  + QByteArray::number(from + length - 1) + '/' + total);
    return reply;
}

} // namespace fw::hub::front
