// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

/// Any reply: reads of reads.h, the push channel, actions.
wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts);

/// One message of the native socket (c2).
wire::Decoded decodeFrame(const wire::Frame &frame, const wire::SessionFacts &facts);
/// The tag of such a request, by method and path; for recordings. Empty: nothing of ours.
QString tagFor(const wire::HttpRequest &request);

} // namespace fw::dialects::bridge
