// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"preview","channel":"crop:editor","lane":"crop:a.mp4:vertical_9_16",
//  "data":{"action":"move","payload":{"source":"a.mp4","format":"vertical_9_16","x":10,"y":20}}}
#include "base/json_fields.h"
#include "base/uuid.h"
#include "hub/client.h"
#include "hub/payloads.h"

#include <QJsonDocument>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

Lanes::Author Client::author() const
{
    const QString &id = m_id.isEmpty() ? m_connection : m_id;
    return { id, m_name.isEmpty() ? id : m_name };
}

bool Client::showOthers(const LaneEdit &edit, const QJsonObject &data)
{
    if (!m_previews.take(m_world.clock.now()))
        return false;
    const QString channel = channelName(edit.channel);
    Q_EMIT previewed(
        { edit.channel,
          compact({ { u"type"_s, u"preview"_s },
                    { u"channel"_s, channel },
                    { u"lane"_s, edit.lane },
                    { u"origin"_s, author().id },
                    { u"data"_s, data } }),
          compact(
              { { u"channel"_s, channel }, { u"event"_s, u"update"_s }, { u"data"_s, data } }) });
    return true;
}

void Client::onLanePublish(ChannelIndex channel, const QString &op, const JsonValue &message)
{
    auto answer = m_world.lanes->publish(channel, EditId{ op }, message, author());
    if (answer.live && !showOthers(*answer.live, answer.live->data)) {
        answer.verdict.verdict = wire::EditSettled::Verdict::RateLimited;
        answer.verdict.message = u"At most 20 previews a second are shown."_s;
    }
    ack(answer.verdict, answer.duplicate);
}

// The seed has no answers: only a refusal is told.
void Client::onBareLanePublish(ChannelIndex channel, const JsonValue &message)
{
    const JsonObject object = message.object();
    const auto said = object["op"].exists() ? object["op"] : object["data"].object()["op"];
    const QString own = said.string().value_or(QString());
    const QString op = own.isEmpty() ? uuid7(m_world.clock.wall()) : own;
    if (op.size() > maxOpLength) {
        reject({ Failure::Code::BadInput, u"publish: op is too long"_s });
        return;
    }
    const auto answer
        = m_world.lanes->publish(channel, EditId{ op }, message, author(), Lanes::Base::Newest);
    if (answer.live)
        showOthers(*answer.live, answer.live->data);
    else if (answer.code)
        sendError(codeWord(*answer.code), answer.verdict.message, own);
}

void Client::onPreview(const JsonValue &message)
{
    JsonFields fields(message, u"preview"_s);
    const auto channel = laneChannel(fields.string("channel"));
    const QString lane = fields.string("lane");
    fields.object("data");
    if (!fields.ok()) {
        reject(fields.failure());
        return;
    }
    if (!channel) {
        sendError(u"forbidden"_s, u"Nothing can be shown there."_s);
        return;
    }
    const JsonValue data = fields.value("data");
    const auto edit = laneEditFromJson(*channel, data);
    if (!edit)
        reject(edit.error());
    else if (edit->lane != lane)
        reject({ Failure::Code::BadInput, u"preview.lane does not fit its data"_s });
    else
        showOthers(*edit,
                   edit->kind == LaneEdit::Kind::Live ? edit->data : data.toQJson().toObject());
}

void Client::show(const Preview &preview)
{
    const bool listens = m_link.isOpen() && (m_greeted || m_bare);
    if (!listens || !m_feed.hears(preview.channel) || backlog() >= m_world.limits.softBytes)
        return;
    m_link.sendText(m_bare ? preview.bare : preview.v1);
}

} // namespace fw::hub
