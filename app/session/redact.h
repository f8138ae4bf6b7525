// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/facts.h"
#include "wire/frame.h"

namespace fw::session {

/// \a frame without secrets: those of \a facts themselves, and the values of members called token,
/// password, secret, authorization or cookie. For recordings and the connection inspector.
wire::Frame redacted(const wire::Frame &frame, const wire::SessionFacts &facts);

/// One HTTP exchange as a text frame `{"http":{"method","path","tag","status","body"}}`, headers
/// left out because they carry credentials.
wire::Frame exchangeFrame(const wire::HttpRequest &request, const wire::HttpReply &reply);

} // namespace fw::session
