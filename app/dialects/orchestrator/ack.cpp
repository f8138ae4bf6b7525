// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"ack","op":"0190b2c4-…","status":"conflict","revision":7,"message":"the job is done"}
#include "dialects/orchestrator/ack.h"

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
    if (fields.value("current").exists())
        settled.current = fields.value("current").toQJson();
    if (retryAfter)
        settled.retryAfter = delayOf(retryAfter);
    return settled;
}

} // namespace fw::dialects::orchestrator
