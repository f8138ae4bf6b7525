// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/guard.h"

#include "wire/channels.h"

#include <algorithm>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

namespace {

HttpReply refusal(int status, const QString &message)
{
    return HttpReply::error(HttpError{ status, message });
}

// "name", "name:port", "[v6]" or "[v6]:port" without the port; empty when it is none of them.
QString hostName(const QByteArray &host)
{
    const QString text = QString::fromLatin1(host).toLower();
    const qsizetype colon = text.lastIndexOf(u':');
    const bool port = colon > text.lastIndexOf(u']') && colon >= 0;
    const QString name = port ? text.first(colon) : text;
    const QStringView digits = port ? QStringView(text).sliced(colon + 1) : QStringView(u"0");
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (digits.isEmpty() || digits.size() > 5 || !std::ranges::all_of(digits, isDigit))
        return {};
    return name;
}

bool isHealth(const HttpHead &head)
{
    return head.path == QStringList{ u"health"_s };
}

} // namespace

bool Guard::knowsHost(const QByteArray &host) const
{
    const QString name = hostName(host);
    if (name == "127.0.0.1"_L1 || name == "localhost"_L1 || name == "[::1]"_L1)
        return true;
    return !name.isEmpty() && m_hosts.contains(name, Qt::CaseInsensitive);
}

bool Guard::isAuthorised(const HttpHead &head) const
{
    constexpr QByteArrayView scheme("Bearer ");
    const QByteArray value = head.header("Authorization");
    if (!value.startsWith(scheme))
        return false;
    return accepts(Secret(value.sliced(scheme.size()).trimmed()));
}

std::optional<HttpReply> Guard::check(const HttpHead &head) const
{
    if (!knowsHost(head.header("Host")))
        return refusal(421, u"This server does not answer to that host name."_s);
    const QByteArray origin = head.header("Origin");
    if (!origin.isEmpty() && !m_origins.contains(QString::fromLatin1(origin)))
        return refusal(403, u"Pages of that origin may not talk to this server."_s);
    if (isHealth(head) || isAuthorised(head))
        return std::nullopt;
    // With the sub-protocol the token may come in the hello; a wrong one is refused at once.
    const auto protocol = wire::channel::subProtocol;
    if (head.wantsUpgrade() && head.header("Authorization").isEmpty()
        && head.headerHas("Sec-WebSocket-Protocol",
                          QByteArrayView(protocol.data(), protocol.size())))
        return std::nullopt;
    HttpReply reply = refusal(401, u"A token is needed: Authorization: Bearer …"_s);
    reply.headers.emplaceBack("WWW-Authenticate", "Bearer");
    return reply;
}

} // namespace fw::hub::front
