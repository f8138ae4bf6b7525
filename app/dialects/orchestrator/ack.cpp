// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"ack","op":"0190b2c4-…","status":"conflict","revision":7,"message":"the job is done"}
#include "dialects/orchestrator/ack.h"

#include "dialects/orchestrator/rows.h"
#include "dialects/orchestrator/words.h"

#include <algorithm>

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Millis delayOf(std::optional<qint64> milliseconds)
{
    constexpr qint64 most = Millis(10min).count();
    return Millis(std::clamp<qint64>(milliseconds.value_or(0), 0, most));
}

std::optional<wire::EditSettled> readAck(JsonValue value, Sink &sink)
{
    JsonFields fields(value, u"ack"_s);
    wire::EditSettled settled;
    settled.edit = EditId{ fields.idText("op") };
    const QString status = fields.string("status");
    settled.revision = fields.optionalInteger("revision").value_or(0);
    settled.message = fields.optionalString("message").value_or(QString());
    const auto retryAfter = fields.optionalInteger("retryAfterMs");
    if (!sink.accept(fields))
        return std::nullopt;
    const auto verdict = verdictFromWord(status);
    if (!verdict) {
        sink.issue(Failure::Code::BadInput, u"ack: status \"%1\" is not known"_s.arg(status));
        return std::nullopt;
    }
    settled.verdict = *verdict;
    // A repeated edit gets its first verdict again, and that may have been a refusal.
    const auto first = verdictFromWord(fields.value("first").string().value_or(QString()));
    const bool wentWell = !first || *first == wire::EditSettled::Verdict::Applied
        || *first == wire::EditSettled::Verdict::Rebased;
    if (!wentWell)
        settled.verdict = *first;
    for (const JsonValue &job : fields.value("jobs").array().items()) {
        if (const auto id = job.idText())
            settled.jobs.push_back(JobId{ *id });
    }
    if (fields.value("current").exists())
        settled.current = fields.value("current").toQJson();
    for (const JsonValue &field : fields.value("changed").array().items()) {
        if (const auto name = field.string())
            settled.changed.append(*name);
    }
    settled.by = fields.value("by").string().value_or(QString());
    settled.when = readTime(fields.value("time"));
    if (retryAfter)
        settled.retryAfter = delayOf(retryAfter);
    return settled;
}

} // namespace fw::dialects::orchestrator
