// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialect.h"

namespace fw::wire {

using namespace Qt::StringLiterals;

Expected<HttpRequest> Dialect::signIn(const Credentials &, const SessionFacts &) const
{
    return fail(Failure::Code::Unsupported, u"this server takes a token only"_s);
}

Expected<QUrl> Dialect::browserAddress(const SessionFacts &, const QUrl &, const QByteArray &) const
{
    return fail(Failure::Code::Unsupported, u"this server has no sign-in in a browser"_s);
}

Headers Dialect::fetchHeaders(const QUrl &url, const SessionFacts &facts) const
{
    if (facts.token.isEmpty() || !sameOrigin(url, facts.baseUrl))
        return {};
    return { { "Authorization", "Bearer " + facts.token.reveal() } };
}

Expected<HttpRequest> Dialect::archive(const std::vector<Item> &, const SessionFacts &) const
{
    return fail(Failure::Code::Unsupported, u"this server packs no files together"_s);
}

bool sameOrigin(const QUrl &one, const QUrl &other)
{
    const auto port
        = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return one.scheme() == other.scheme() && one.host() == other.host() && port(one) == port(other);
}

} // namespace fw::wire
