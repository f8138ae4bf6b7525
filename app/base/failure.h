// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace fw {

/// Why something did not work, as a value. User text is made from `code` in the UI layer.
struct Failure
{
    /// What kind of trouble it is; the UI has a sentence for each.
    enum class Code {
        BadInput, ///< the peer or a file said something malformed; detail names what and where
        TooLarge, ///< over a size, count or depth limit
        NotFound, ///< no such job, file, route
        Refused, ///< the other side understood and said no
        Unauthorised, ///< sign-in needed
        Forbidden, ///< signed in, not allowed
        Conflict, ///< the thing changed meanwhile, or its state does not allow it
        Unsupported, ///< this server cannot do that
        Unreachable, ///< no connection
        Timeout, ///< no answer in time
        Io, ///< a file could not be read or written
        Database, ///< the database refused
        Process, ///< a child process failed; detail is its own reason
        Cancelled, ///< asked to stop
        Internal, ///< our own mistake
    };

    Code code = Code::Internal;
    QString detail; ///< for people who look closer: what and where; never a secret

    friend bool operator==(const Failure &, const Failure &) = default;
};

/// A value or the reason there is none.
template <class T> using Expected = tl::expected<T, Failure>;

/// Shorthand for returning a failure from a function that returns Expected.
inline tl::unexpected<Failure> fail(Failure::Code code, QString detail)
{
    return tl::unexpected<Failure>(Failure{ code, std::move(detail) });
}

/// The code as a stable lower-camel-case word for JSON, logs and exit messages.
QString codeWord(Failure::Code code);

} // namespace fw
