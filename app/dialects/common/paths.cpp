// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/paths.h"

namespace fw::dialects {

using namespace Qt::StringLiterals;

namespace {

QStringList segmentsOf(const QString &path)
{
    return path.split(u'/', Qt::SkipEmptyParts);
}

} // namespace

std::optional<QStringList> pathFit(const wire::HttpRequest &request, QLatin1StringView method,
                                   QLatin1StringView path)
{
    if (QLatin1StringView(request.method) != method)
        return std::nullopt;
    const QStringList wanted = segmentsOf(QString(path));
    const QStringList seen = segmentsOf(request.url.path(QUrl::FullyEncoded));
    if (wanted.size() != seen.size())
        return std::nullopt;
    QStringList names;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted[i].startsWith(u'{'))
            names.append(QUrl::fromPercentEncoding(seen[i].toLatin1()));
        else if (wanted[i] != seen[i])
            return std::nullopt;
    }
    return names;
}

QString tagByPath(const wire::HttpRequest &request, std::span<const TaggedPath> paths)
{
    for (const TaggedPath &one : paths) {
        const auto names = pathFit(request, one.method, one.path);
        if (!names)
            continue;
        QString tag(one.tag);
        const qsizetype at = tag.indexOf("{}"_L1);
        return at < 0 ? tag : tag.replace(at, 2, names->value(0));
    }
    return {};
}

QString editWord(const wire::HttpRequest &request)
{
    return request.edit.isEmpty() ? u"recorded"_s : request.edit.text;
}

} // namespace fw::dialects
