// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace fw::dialects::orchestrator {

/// The address of \a path (begins with "/") below the server's base.
QUrl endpoint(const wire::SessionFacts &facts, const QString &path);

/// A GET with our credentials. \a tag says what was asked: "health", "jobs" (whole list),
/// "news" (some rows), "detail", "ops:<edit>", "action:<edit>", "add:<edit>".
wire::HttpRequest get(const wire::SessionFacts &facts, const QUrl &url, const QString &tag);

/// What to read while polling or for a full read.
std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts);
wire::HttpRequest detailRequest(const JobId &job, const wire::SessionFacts &facts);

wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts);

/// True when the server said that it is a Framewatch hub.
bool isHub(const wire::SessionFacts &facts);

} // namespace fw::dialects::orchestrator
