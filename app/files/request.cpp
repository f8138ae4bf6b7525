// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/request.h"

namespace fw::files {

using namespace Qt::StringLiterals;

QUrl addressOf(const QUrl &base, const QString &said)
{
    if (said.isEmpty() || base.isEmpty())
        return {};
    QString root = base.path(QUrl::FullyEncoded);
    while (root.endsWith(u'/'))
        root.chop(1);
    const bool isPath = said.startsWith(u'/') && !said.startsWith("//"_L1);
    const bool knowsRoot = root.isEmpty() || said == root || said.startsWith(root + u'/');
    const QUrl url = base.resolved(QUrl(isPath && !knowsRoot ? QString(root + said) : said));
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return isWeb && !url.host().isEmpty() ? url : QUrl();
}

wire::HttpRequest fetchRequest(const wire::Dialect &dialect, const wire::SessionFacts &facts,
                               const QString &said)
{
    wire::HttpRequest request;
    request.url = addressOf(facts.baseUrl, said);
    if (!request.url.isEmpty())
        request.headers = dialect.fetchHeaders(request.url, facts);
    return request;
}

} // namespace fw::files
