// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/messages.h"

#include <cstdio>

namespace fw::cli {

void say(const QString &text)
{
    QString clean = text;
    for (QChar &c : clean) {
        if (c.category() == QChar::Other_Control)
            c = u'?';
    }
    const QByteArray line = "framewatch-cli: " + clean.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

Exit exitFor(const Failure &failure)
{
    using Code = Failure::Code;
    switch (failure.code) {
    case Code::BadInput:
    case Code::Io:
        return Exit::Usage;
    case Code::Unauthorised:
        return Exit::SignInNeeded;
    case Code::Unreachable:
    case Code::Timeout:
        return Exit::Unreachable;
    case Code::NotFound:
    case Code::TooLarge:
    case Code::Refused:
    case Code::Forbidden:
    case Code::Conflict:
    case Code::Unsupported:
    case Code::Database:
    case Code::Process:
    case Code::Cancelled:
    case Code::Internal:
        return Exit::Refused;
    }
    return Exit::Refused;
}

} // namespace fw::cli
