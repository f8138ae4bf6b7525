// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/client.h"

#include "base/json_fields.h"
#include "hub/payloads.h"

namespace fw::hub {

using namespace Qt::StringLiterals;

// {"type":"hello","client":{"name":"framewatch","version":"0.1.0","id":"…","user":"Ann"},
//  "token":"…"}
// {"type":"subscribe","channels":[{"channel":"processing:jobs","epoch":"…","seq":12}]}
// {"type":"publish","channel":"processing:control","op":"…","lane":"job:…",
//  "data":{"action":"cancel","jobId":"…"}}

namespace {

constexpr qsizetype maxWho = 100; // characters of what a client calls itself

record::Verdict refusal(const QString &op, wire::EditSettled::Verdict verdict,
                        const QString &message)
{
    record::Verdict made;
    made.op = EditId{ op };
    made.verdict = verdict;
    made.message = message;
    return made;
}

} // namespace

void Client::onV1(const JsonValue &message, bool overRate)
{
    const auto type = message.object()["type"].string();
    if (!type) {
        reject({ Failure::Code::BadInput, u"A message has a type."_s });
        return;
    }
    if (overRate && *type != "publish"_L1) {
        if (!std::exchange(m_warned, true))
            sendError(u"rateLimited"_s, u"Too many messages; slow down."_s);
        return;
    }
    if (*type == "hello"_L1)
        onHello(message);
    else if (!m_greeted)
        m_link.close(4401, u"Say hello first."_s);
    else if (*type == "subscribe"_L1)
        onSubscribe(message);
    else if (*type == "unsubscribe"_L1)
        onUnsubscribe(message);
    else if (*type == "publish"_L1)
        onPublish(message, overRate);
    else if (*type == "status"_L1)
        onStatus(message);
    else if (*type == "authenticate"_L1)
        onAuthenticate(message);
    else if (*type == "preview"_L1 && m_world.lanes)
        onPreview(message);
    else if (*type != "heartbeatAck"_L1)
        ++m_unknown; // newer clients may know more words
}

void Client::onHello(const JsonValue &message)
{
    JsonFields fields(message, u"hello"_s);
    const auto token = fields.optionalString("token");
    const JsonValue client = fields.value("client");
    JsonFields who(client, u"hello.client"_s);
    const QString program = personFrom(who.optionalString("name").value_or(QString()));
    who.optionalString("version");
    const QString id = who.optionalString("id").value_or(QString()).left(maxWho);
    const QString person = personFrom(who.optionalString("user").value_or(QString()));
    const bool noClient = !client.exists() || client.isNull();
    if (!fields.ok() || (!noClient && !who.ok())) {
        reject(fields.ok() ? who.failure() : fields.failure());
        return;
    }
    if (m_greeted) {
        sendError(u"conflict"_s, u"Hello was said before."_s);
        return;
    }
    if (!m_authorised && token)
        m_authorised = m_world.guard.accepts(Secret(token->toUtf8()));
    if (!m_authorised) {
        m_link.close(4401, u"The token is missing or wrong."_s);
        return;
    }
    m_greeted = true;
    m_id = id;
    m_name = !person.isEmpty() ? person : id.isEmpty() ? program : id;
    m_person = person;
    if (m_world.isWelcome && !m_world.isWelcome(*this)) {
        m_greeted = false;
        sendError(u"rateLimited"_s, u"Too many connections of that person."_s);
        m_link.close(4013, u"Too many connections of that person."_s);
        return;
    }
    welcome();
}

void Client::onSubscribe(const JsonValue &message)
{
    JsonFields fields(message, u"subscribe"_s);
    const JsonArray channels = fields.array("channels");
    if (!fields.ok()) {
        reject(fields.failure());
        return;
    }
    // One bad item drops itself, never its neighbours. Texts are copied out first: sending may
    // parse nothing, but values live only until the reader's next document.
    for (const JsonValue &item : channels.items()) {
        JsonFields wanted(item, u"subscribe.channels"_s);
        const QString name = item.isString() ? *item.string() : wanted.string("channel");
        const auto epoch = item.isString() ? std::nullopt : wanted.optionalString("epoch");
        const auto seq = item.isString() ? std::nullopt : wanted.optionalInteger("seq");
        if (!item.isString() && !wanted.ok()) {
            reject(wanted.failure());
            continue;
        }
        const auto channel = channelIndex(name);
        if (!channel) {
            sendError(u"notFound"_s, u"No such channel to subscribe to."_s, name.left(100));
            continue;
        }
        std::optional<Feed::From> from;
        if (epoch && seq)
            from = Feed::From{ *epoch, *seq };
        if (epoch && m_world.lanes)
            m_world.lanes->meet(*epoch);
        m_feed.subscribe(*channel, from);
    }
    pump();
}

void Client::onUnsubscribe(const JsonValue &message)
{
    JsonFields fields(message, u"unsubscribe"_s);
    const JsonArray channels = fields.array("channels");
    if (!fields.ok()) {
        reject(fields.failure());
        return;
    }
    for (const JsonValue &item : channels.items()) {
        if (const auto channel = channelIndex(item.string().value_or(QString())))
            m_feed.unsubscribe(*channel);
    }
}

void Client::ack(const record::Verdict &verdict, bool duplicate)
{
    QJsonObject message = ackJson(verdict, duplicate);
    message.insert("type"_L1, u"ack"_s);
    if (verdict.verdict == wire::EditSettled::Verdict::RateLimited)
        message.insert("retryAfterMs"_L1, 1000);
    sendJson(message);
}

void Client::onPublish(const JsonValue &message, bool overRate)
{
    using enum wire::EditSettled::Verdict;
    JsonFields fields(message, u"publish"_s);
    const QString op = fields.string("op");
    if (op.isEmpty() || op.size() > maxOpLength) {
        reject({ Failure::Code::BadInput, u"publish: op is missing or too long"_s });
        return;
    }
    const QString channel = fields.string("channel");
    fields.optionalString("lane");
    if (overRate) {
        ack(refusal(op, RateLimited, u"Too many messages; slow down."_s), false);
    } else if (!fields.ok()) {
        ack(refusal(op, Invalid, fields.failure().detail), false);
    } else if (const auto lanes = laneChannel(channel); lanes && m_world.lanes) {
        onLanePublish(*lanes, op, message);
    } else if (channel != wire::channel::control) {
        ack(refusal(op, Denied, u"Nothing can be published there."_s), false);
    } else if (const auto command = controlFromJson(fields.value("data"), EditId{ op }); !command) {
        ack(refusal(op, Invalid, command.error().detail), false);
    } else {
        const auto answer = m_world.desk.control(*command);
        ack(answer.verdict, answer.duplicate);
    }
}

void Client::onStatus(const JsonValue &message)
{
    JsonFields fields(message, u"status"_s);
    const QString op = fields.string("op");
    if (!fields.ok()) {
        reject(fields.failure());
        return;
    }
    const auto verdict = m_world.desk.verdict(EditId{ op });
    if (!verdict)
        ack(refusal(op, wire::EditSettled::Verdict::RateLimited,
                    u"The hub's database refuses; ask again."_s),
            false);
    else if (*verdict)
        ack(**verdict, false);
    else
        sendError(u"notFound"_s, u"That op never came here."_s, op.left(100));
}

void Client::onAuthenticate(const JsonValue &message)
{
    JsonFields fields(message, u"authenticate"_s);
    const QString token = fields.string("token");
    if (!fields.ok())
        reject(fields.failure());
    else if (m_world.guard.accepts(Secret(token.toUtf8())))
        sendJson({ { u"type"_s, u"authenticated"_s }, { u"expiresAt"_s, QJsonValue::Null } });
    else
        m_link.close(4401, u"The token is wrong."_s);
}

// The seed form: {"action":"subscribe","channel":"processing:status"}, or with "type", or with
// "channels". No numbers, no snapshots, no acks; only errors are answered.
void Client::onBare(const JsonValue &message, bool overRate)
{
    if (overRate) {
        if (!std::exchange(m_warned, true))
            sendError(u"rateLimited"_s, u"Too many messages; slow down."_s);
        return;
    }
    const JsonObject object = message.object();
    const auto word = object["action"].exists() ? object["action"] : object["type"];
    const QString action = word.string().value_or(QString());
    if (action == "publish"_L1) {
        onBarePublish(message);
        return;
    }
    if (action != "subscribe"_L1 && action != "unsubscribe"_L1) {
        ++m_unknown;
        return;
    }
    QStringList names{ object["channel"].string().value_or(QString()) };
    for (const JsonValue &item : object["channels"].array().items())
        names.append(item.string().value_or(QString()));
    for (const QString &name : names) {
        const auto channel = channelIndex(name);
        if (channel && action == "subscribe"_L1)
            m_feed.subscribe(*channel, std::nullopt);
        else if (channel)
            m_feed.unsubscribe(*channel);
        else if (!name.isEmpty())
            sendError(u"notFound"_s, u"No such channel to subscribe to."_s, name.left(100));
    }
}

void Client::onBarePublish(const JsonValue &message)
{
    const JsonObject object = message.object();
    const QString channel = object["channel"].string().value_or(QString());
    if (const auto lanes = laneChannel(channel); lanes && m_world.lanes) {
        onBareLanePublish(*lanes, message);
        return;
    }
    if (channel != wire::channel::control) {
        sendError(u"forbidden"_s, u"Nothing can be published there."_s);
        return;
    }
    const auto command = controlFromJson(object["data"], {});
    if (!command) {
        sendError(codeWord(command.error().code), command.error().detail);
        return;
    }
    const auto answer = m_world.desk.control(*command);
    if (answer.code)
        sendError(codeWord(*answer.code), answer.verdict.message, command->job.text);
}

} // namespace fw::hub
