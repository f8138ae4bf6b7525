// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/payloads.h"

#include "base/json_fields.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

using Word = wire::EditSettled::Verdict;

constexpr auto words = std::to_array<std::pair<Word, QLatin1StringView>>({
    { Word::Applied, "applied"_L1 },
    { Word::Rebased, "rebased"_L1 },
    { Word::Duplicate, "duplicate"_L1 },
    { Word::Conflict, "conflict"_L1 },
    { Word::Invalid, "invalid"_L1 },
    { Word::Denied, "denied"_L1 },
    { Word::RateLimited, "rateLimited"_L1 },
});

bool isColor(const QString &text)
{
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
    };
    return text.isEmpty()
        || (text.size() == 7 && text.front() == u'#'
            && std::all_of(text.begin() + 1, text.end(), isHex));
}

Expected<void> readWatermark(const JsonValue &value, wire::RenderOptions &render)
{
    if (!value.exists() || value.isNull())
        return {};
    JsonFields fields(value, u"render.watermark"_s);
    render.watermarkPath = fields.string("path");
    render.watermarkScale = fields.optionalNumber("scale").value_or(render.watermarkScale);
    render.watermarkOpacity = fields.optionalNumber("opacity").value_or(render.watermarkOpacity);
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (render.watermarkScale < 0.01 || render.watermarkScale > 1 || render.watermarkOpacity < 0
        || render.watermarkOpacity > 1)
        return fail(Failure::Code::BadInput, u"render.watermark: a number is out of range"_s);
    return {};
}

Expected<void> readText(const JsonValue &value, wire::RenderOptions &render)
{
    if (!value.exists() || value.isNull())
        return {};
    JsonFields fields(value, u"render.text"_s);
    render.text = fields.string("content");
    const qint64 size = fields.optionalInteger("size").value_or(render.textSize);
    render.textColor = fields.optionalString("color").value_or(QString());
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (size < 4 || size > 1000 || render.text.size() > 1000 || !isColor(render.textColor))
        return fail(Failure::Code::BadInput, u"render.text: size, length or colour is wrong"_s);
    render.textSize = static_cast<int>(size);
    return {};
}

Expected<void> readFormats(const JsonValue &value, wire::RenderOptions &render)
{
    if (!value.exists() || value.isNull())
        return {};
    if (!value.isArray() || value.array().size() > 16)
        return fail(Failure::Code::BadInput, u"render.formats: at most 16 names in a list"_s);
    for (const JsonValue &item : value.array().items()) {
        const auto name = item.string();
        if (!name)
            return fail(Failure::Code::BadInput, u"render.formats: a name is no string"_s);
        render.formats.append(*name);
    }
    return {};
}

} // namespace

QString personFrom(const QString &said)
{
    constexpr qsizetype most = 100;
    QString name;
    for (const QChar c : said.left(10 * most)) {
        const auto category = c.category();
        const bool shown = category != QChar::Other_Control && category != QChar::Other_Format;
        name += shown ? c : QChar(u' ');
    }
    name = name.simplified().left(most);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    return name.trimmed();
}

QString verdictWord(Word verdict)
{
    for (const auto &[known, word] : words) {
        if (known == verdict)
            return word;
    }
    return {};
}

QJsonObject ackJson(const record::Verdict &verdict, bool duplicate)
{
    const QString word = verdictWord(verdict.verdict);
    QJsonObject ack = verdict.more;
    ack.insert("op"_L1, verdict.op.text);
    ack.insert("status"_L1, duplicate ? u"duplicate"_s : word);
    ack.insert("revision"_L1, verdict.revision);
    if (duplicate)
        ack.insert("first"_L1, word);
    if (!verdict.message.isEmpty())
        ack.insert("message"_L1, verdict.message);
    if (!verdict.jobs.empty()) {
        QJsonArray jobs;
        for (const JobId &id : verdict.jobs)
            jobs.append(id.text);
        ack.insert("jobs"_L1, jobs);
    }
    return ack;
}

Expected<wire::ControlJob> controlFromJson(const JsonValue &value, const EditId &op,
                                           const JobId &job)
{
    JsonFields fields(value, u"processing:control"_s);
    const QString word = fields.string("action");
    wire::ControlJob command;
    command.edit = op;
    command.job = job.isEmpty() ? JobId{ fields.idText("jobId") } : job;
    command.reason = fields.optionalString("reason").value_or(QString()).left(1000);
    const auto priority = fields.optionalInteger("priority");
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    const auto action = wire::actionFromWord(word);
    if (!action)
        return fail(Failure::Code::BadInput, u"No such action: %1"_s.arg(word.left(40)));
    if (*action == wire::JobAction::Prioritise && !priority)
        return fail(Failure::Code::BadInput, u"The priority is missing."_s);
    if (std::abs(priority.value_or(0)) > 100)
        return fail(Failure::Code::BadInput, u"A priority is between -100 and 100."_s);
    command.action = *action;
    command.priority = static_cast<int>(priority.value_or(0));
    return command;
}

Expected<wire::RenderOptions> renderFromJson(const JsonValue &value)
{
    wire::RenderOptions render;
    if (!value.exists() || value.isNull())
        return render;
    JsonFields fields(value, u"render"_s);
    const QString mode = fields.optionalString("mode").value_or(u"fill"_s);
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (mode != "fill"_L1 && mode != "fit"_L1)
        return fail(Failure::Code::BadInput, u"render.mode: fill or fit"_s);
    render.mode = mode == "fit"_L1 ? wire::FitMode::Fit : wire::FitMode::Fill;
    auto read = readFormats(fields.value("formats"), render);
    if (read)
        read = readWatermark(fields.value("watermark"), render);
    if (read)
        read = readText(fields.value("text"), render);
    if (!read)
        return tl::unexpected(read.error());
    return render;
}

} // namespace fw::hub
