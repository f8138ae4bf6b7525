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

} // namespace fw::wire
