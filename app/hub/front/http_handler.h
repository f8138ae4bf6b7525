// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/front/http_message.h"

#include <functional>
#include <memory>

namespace fw::hub::front {

/// Takes the body of one request, slice by slice. Destroyed without finish() when the peer goes
/// away in the middle: then everything half-made is to be undone.
class BodySink
{
public:
    virtual ~BodySink() = default;
    /// The next bytes. A failure ends the request with the status that fits it.
    virtual Expected<void> take(QByteArrayView bytes) = 0;
    /// All bytes were taken.
    virtual void finish() = 0;
};

/// Gives the one answer of a request: now, or later on the same thread. A second call, and a call
/// after the peer is gone, do nothing.
using Respond = std::function<void(HttpReply)>;

/// What a handler wants of the body.
struct BodyPlan
{
    qint64 limit = 0; ///< bytes; more is answered with 413
    std::unique_ptr<BodySink> sink; ///< none: the body is read and thrown away
};

/// What stands behind the front door. Sees only requests that passed the Guard.
class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    /// A head is complete; its body (if any) follows as the plan says. An answer given before the
    /// body has come closes the connection afterwards.
    virtual BodyPlan begin(const HttpHead &head, Respond respond) = 0;
};

} // namespace fw::hub::front
