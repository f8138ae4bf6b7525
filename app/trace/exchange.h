// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/redact.h"
#include "wire/decoded.h"

#include <memory>

namespace fw::trace {

/// What an exchange is about.
enum class Kind : quint8 {
    Frame, ///< one WebSocket message
    Call, ///< an HTTP request and its answer, or that there was none
    Link, ///< something happened to the connection
};

/// What happened to the connection.
enum class LinkEvent : quint8 {
    None,
    Connecting, ///< a socket is being opened
    Opened,
    Refused, ///< it did not open; code: the HTTP status, 0 when nobody answered
    Closed, ///< code: the close code, 0 when there was none
    Retry, ///< the next try is planned
    Polling, ///< read over HTTP from now on
    SignIn, ///< nothing goes on until somebody signs in
    GaveUp, ///< it cannot work
};

/// The HTTP part of an exchange.
struct Call
{
    wire::HttpRequest request; ///< headers without credentials
    wire::HttpReply reply; ///< the same
    std::optional<Millis> took; ///< from sending to the whole answer
};

/// One thing that passed, as it was: a body may hold secrets. Only clean() lets anything out.
struct Exchange
{
    quint64 number = 0; ///< from 1, never used again within a session
    Kind kind = Kind::Frame;
    bool outgoing = false; ///< Frame
    Instant at{};
    WallTime wall{};
    wire::Frame frame; ///< Frame
    std::shared_ptr<const Call> call; ///< Call
    LinkEvent event = LinkEvent::None; ///< Link
    int code = 0; ///< Link
    QUrl url; ///< Link: of the socket
    QString text; ///< Link: the reason in the peer's words
    std::optional<Millis> wait; ///< Link: until the next try
    std::vector<wire::Issue> issues; ///< what in it could not be used
    qint64 cutFrom = 0; ///< bytes of the whole body when only its begin is kept; 0: it is whole
    /// Bytes it holds in memory, about.
    qint64 weight() const;
};

/// An exchange for people and files: no secret is in it any more.
struct Seen
{
    quint64 number = 0;
    Kind kind = Kind::Frame;
    bool outgoing = false;
    bool binary = false; ///< content is not text
    Instant at{};
    WallTime wall{};
    LinkEvent event = LinkEvent::None;
    int code = 0; ///< of a close or a refusal
    int status = 0; ///< HTTP; 0: no answer
    std::optional<Millis> wait;
    std::optional<Millis> took;
    QString what; ///< the message's type or the request's tag; may be empty
    QString text; ///< why there was no answer; the peer's reason
    QByteArray method; ///< Call
    QString target; ///< path and query of a call or of the socket
    QByteArray question; ///< the body of a request
    QByteArray content; ///< the message, or the body of the answer
    qint64 bytes = 0; ///< of the content as it came
    qint64 cutFrom = 0; ///< as in Exchange
    wire::Headers asked; ///< headers of the request
    wire::Headers answered; ///< headers of the answer
    std::vector<wire::Issue> issues;
    /// A call without an answer, or one the server refused; what is said of it are no
    /// misunderstandings.
    bool hasFailed() const { return kind == Kind::Call && (status == 0 || status >= 400); }
    bool isNotUnderstood() const { return !issues.empty() && !hasFailed(); }
};
using SeenPtr = std::shared_ptr<const Seen>;

/// \a raw without its secrets. May take as long as parsing it: not for the GUI thread.
Seen clean(const Exchange &raw, const Redactor &redactor);

/// The word for a message: "type", with "event" behind it, of a JSON object; a short text itself.
/// Looks at the first 2 KiB and parses nothing.
QString typeOf(const QByteArray &text);

} // namespace fw::trace
