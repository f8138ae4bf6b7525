// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/orchestrator/brandr.h"

#include <QJsonObject>

namespace fw::dialects::orchestrator::brandr {

/// One answer to an action, with what its call noted for it.
struct Answer
{
    const wire::HttpRequest &request;
    const wire::HttpReply &reply;
    JsonValue root; ///< of the body; dead as soon as errorBody() or refusal() reads it once more
    QJsonObject context;
    Sink &sink;
    JsonObject object() const { return root.object(); }
    QString noted(QLatin1StringView name) const { return context.value(name).toString(); }
};

/// The verdict on the edit of \a answer, if it belongs to one.
void settle(const Answer &answer, const QString &message = {},
            wire::EditSettled::Verdict verdict = wire::EditSettled::Verdict::Applied);
/// An item of which nothing is known yet but what it is.
wire::Item itemOf(const char *kind, const QString &id);

/// What came of POST /api/videos/fetch (c1.4): the links that came are claimed next, one after the
/// other (trap 14); those that did not, and those without an answer, are named.
void fetched(const Answer &answer);
/// What came of one claim, POST /api/videos/save-download: the next one, or the verdict on all.
void claimed(const Answer &answer);
/// The claims of \a context will not be answered, for \a why: the verdict on the whole fetch. To
/// send it again would fetch everything once more, at the cost of the day's quota.
void unclaimed(const wire::HttpRequest &request, const QJsonObject &context, const QString &why,
               Sink &sink);

} // namespace fw::dialects::orchestrator::brandr
