// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/orchestrator/brandr.h"

namespace fw::dialects::orchestrator::brandr {

/// One answer to an action; \a rest is the tag behind "do:", "<action>:<what it needs, JSON>".
void decodeAction(const QString &rest, const wire::HttpRequest &request,
                  const wire::HttpReply &reply, JsonValue root, Sink &sink);

/// The tag of a call of \a action that needs \a context when its answer comes.
QString actionTag(const char *action, const QJsonObject &context);

/// The call of \a request is a later step of an edit that is done in the main: settles it, with
/// \a why this step failed. To send the edit again would do the first step twice. False: not so.
bool settleHalfDone(const wire::HttpRequest &request, const QString &why, Sink &sink);

/// The route that fetches, claims, renames…: called again for the next step of a chain.
wire::HttpRequest bookmarkCall(const wire::SessionFacts &facts, const char *action,
                               const QString &id, bool wanted, bool again, const EditId &edit);
wire::HttpRequest claimCall(const wire::SessionFacts &facts, const QJsonObject &context,
                            const EditId &edit);
/// Reads the brand as it is now; its answer settles \a edit.
wire::HttpRequest brandAgain(const wire::SessionFacts &facts, const QString &id,
                             const EditId &edit);

/// \a name as it may stand in file names: letters, digits and dashes.
QString slug(const QString &name);

} // namespace fw::dialects::orchestrator::brandr
