// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api.h"

#include "base/json_fields.h"
#include "hub/payloads.h"

namespace fw::hub {

using namespace Qt::StringLiterals;
using front::HttpReply;

namespace {

constexpr qsizetype maxWho = 100; // characters of who somebody is

HttpReply noChannel()
{
    return HttpReply::error(400, Failure::Code::BadInput,
                            u"channel is crop:editor or brand:config."_s);
}

Lanes::Author authorOf(const JsonValue &client)
{
    const auto text = [&client](const char *key) {
        return client.object()[key].string().value_or(QString()).left(maxWho);
    };
    const QString id = text("id");
    const QString user = personFrom(client.object()["user"].string().value_or(QString()));
    return { id, !user.isEmpty() ? user : id.isEmpty() ? u"HTTP"_s : id };
}

} // namespace

HttpReply Api::documents(const Head &head) const
{
    const auto channel = laneChannel(head.queryItem(u"channel"_s));
    return channel ? HttpReply::text(200, m_world.lanes.json(*channel), "application/json")
                   : noChannel();
}

HttpReply Api::editLane(const JsonValue &body)
{
    JsonFields fields(body, u"body"_s);
    const QString op = fields.string("op");
    const auto channel = laneChannel(fields.string("channel"));
    if (!fields.ok())
        return HttpReply::error(fields.failure());
    if (!channel)
        return noChannel();
    if (op.isEmpty() || op.size() > maxOpLength)
        return HttpReply::error(400, Failure::Code::BadInput,
                                u"op is a text of 1 to 64 characters."_s);
    const auto answer
        = m_world.lanes.publish(*channel, EditId{ op }, body, authorOf(fields.value("client")));
    if (answer.live)
        return HttpReply::error(400, Failure::Code::Unsupported,
                                u"Live previews go over a WebSocket."_s);
    QJsonObject ack = ackJson(answer.verdict, answer.duplicate);
    if (!answer.code)
        return HttpReply::json(200, ack);
    ack.insert("error"_L1,
               QJsonObject{ { u"code"_s, codeWord(*answer.code) },
                            { u"message"_s, answer.verdict.message } });
    if (answer.verdict.verdict == wire::EditSettled::Verdict::RateLimited)
        ack.insert("retryAfterMs"_L1, 1000);
    return HttpReply::json(front::statusOf(*answer.code), ack);
}

} // namespace fw::hub
