// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure.h"

namespace fw {

using namespace Qt::StringLiterals;

QString codeWord(Failure::Code code)
{
    using enum Failure::Code;
    switch (code) {
    case BadInput:
        return u"badInput"_s;
    case TooLarge:
        return u"tooLarge"_s;
    case NotFound:
        return u"notFound"_s;
    case Refused:
        return u"refused"_s;
    case Unauthorised:
        return u"unauthorised"_s;
    case Forbidden:
        return u"forbidden"_s;
    case Conflict:
        return u"conflict"_s;
    case Unsupported:
        return u"unsupported"_s;
    case Unreachable:
        return u"unreachable"_s;
    case Timeout:
        return u"timeout"_s;
    case Io:
        return u"io"_s;
    case Database:
        return u"database"_s;
    case Process:
        return u"process"_s;
    case Cancelled:
        return u"cancelled"_s;
    case Internal:
        return u"internal"_s;
    }
    return u"internal"_s;
}

} // namespace fw
