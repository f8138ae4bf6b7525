// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "hub/front/http_message.h"
#include "hub/front/limits.h"

namespace fw::hub::front {

/// Who may talk to the hub. Pure: every request of every connection passes check() before any
/// handler sees it (reliability.md 5.7).
class Guard
{
public:
    Guard(Secret token, const Limits &limits)
        : m_token(std::move(token))
        , m_hosts(limits.allowedHosts)
        , m_origins(limits.allowedOrigins)
    {
    }

    /// The refusal, or nothing when the request may pass: Host 421, Origin 403, Authorization 401
    /// (not needed for /health, nor for an upgrade that will say hello with a token).
    std::optional<HttpReply> check(const HttpHead &head) const;
    /// True when the request carries our token in its Authorization header.
    bool isAuthorised(const HttpHead &head) const;
    /// True when \a token is ours, for the token of a hello.
    bool accepts(const Secret &token) const { return !m_token.isEmpty() && token == m_token; }

private:
    bool knowsHost(const QByteArray &host) const;

    Secret m_token;
    QStringList m_hosts;
    QStringList m_origins;
};

} // namespace fw::hub::front
