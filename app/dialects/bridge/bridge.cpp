// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/bridge/actions.h"
#include "dialects/bridge/offers.h"
#include "dialects/bridge/push.h"
#include "dialects/bridge/replies.h"
#include "dialects/bridge/rows.h"
#include "dialects/bridge/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace fw::dialects {

using namespace Qt::StringLiterals;

namespace {

constexpr int socketGivenUp = 2; ///< see socketBlocks

wire::Frame textFrame(const QJsonObject &object)
{
    return { wire::Frame::Kind::Text, QJsonDocument(object).toJson(QJsonDocument::Compact) };
}

bool wantsSocket(const wire::SessionFacts &facts)
{
    const QString way = bridge::pushWay(facts);
    return way != "poll"_L1 && way != "off"_L1
        && bridge::count(facts, bridge::socketBlocks) < socketGivenUp;
}

/// The bridge next to Lightroom: REST is the truth, a native socket and the seed's polling fallback
/// only hint at it (protocols/bridge.md c0).
class Bridge final : public wire::Dialect
{
public:
    QString name() const override { return u"bridge"_s; }
    wire::Capabilities capabilities(const wire::SessionFacts &facts) const override;
    wire::Greeting greet(const wire::Profile &profile,
                         const wire::SessionFacts &facts) const override;
    std::vector<wire::Frame> subscribe(const std::vector<wire::Position> &positions,
                                       const wire::SessionFacts &facts) const override;
    wire::Decoded decode(const wire::Frame &frame, const wire::SessionFacts &facts) const override
    {
        return bridge::decodeFrame(frame, facts);
    }
    Expected<wire::Outgoing> encode(const wire::Command &command,
                                    const wire::SessionFacts &facts) const override
    {
        return bridge::encodeCommand(command, facts);
    }
    std::vector<wire::HttpRequest> poll(const wire::Interest &interest,
                                        const wire::SessionFacts &facts) const override
    {
        return bridge::pollRequests(interest, facts);
    }
    wire::Decoded decode(const wire::HttpRequest &request, const wire::HttpReply &reply,
                         const wire::SessionFacts &facts) const override
    {
        return bridge::decodeReply(request, reply, facts);
    }
    wire::CloseVerdict judge(int closeCode, QStringView reason, int httpStatus) const override;
    wire::DialectAbout about() const override;
    std::vector<wire::HttpRequest> probes(const QUrl &address) const override;
    wire::Recognition recognise(const wire::HttpRequest &request,
                                const wire::HttpReply &reply) const override;
    Expected<wire::HttpRequest> signIn(const wire::Credentials &credentials,
                                       const wire::SessionFacts &facts) const override
    {
        return bridge::signInRequest(credentials, facts);
    }
    std::vector<wire::HttpRequest> goodbye(const wire::SessionFacts &facts) const override
    {
        return bridge::goodbyeRequests(facts);
    }
    QString lane(const wire::Command &command) const override;
    QString tagFor(const wire::HttpRequest &request) const override
    {
        return bridge::tagFor(request);
    }
};

wire::Capabilities Bridge::capabilities(const wire::SessionFacts &facts) const
{
    using wire::JobAction;
    const wire::Capability none{ false, u"noMessage"_s };
    wire::Capabilities all;
    all.addByPath = none;
    all.upload = none;
    all.sample = none;
    for (const auto action : { JobAction::Cancel, JobAction::Pause, JobAction::Resume,
                               JobAction::Retry, JobAction::Prioritise })
        all.actions[static_cast<size_t>(action)] = bridge::controlOf(action, facts);
    all.pushes = wantsSocket(facts);
    all.kinds = {
        { QString::fromLatin1(bridge::approvalKind),
          QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Approvals")) },
        { QString::fromLatin1(bridge::sessionKind),
          QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Sessions")) },
        { QString::fromLatin1(bridge::photoKind),
          QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Photos")) },
        { QString::fromLatin1(bridge::folderKind),
          QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Watched folders")) },
        { QString::fromLatin1(bridge::figureKind),
          QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Statistics")) },
    };
    all.offers = bridge::offers(facts);
    return all;
}

wire::Greeting Bridge::greet(const wire::Profile &profile, const wire::SessionFacts &facts) const
{
    wire::SessionFacts at = facts;
    at.profile = profile;
    if (at.baseUrl.isEmpty())
        at.baseUrl = profile.address;
    wire::Greeting greeting;
    if (!wantsSocket(at))
        return greeting;
    greeting.url = endpoint(at, profile.path.isEmpty() ? u"/ws"_s : profile.path);
    greeting.url.setScheme(at.baseUrl.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    greeting.headers = credentials(at);
    greeting.waitsForGreeted = true;
    // The server never pings (c2): the heartbeat is ours, its pong the sign of life (S10, S60).
    greeting.ping = textFrame({ { "type"_L1, u"ping"_s } });
    greeting.heartbeat = bridge::pingEvery;
    greeting.dead = std::chrono::seconds(75);
    greeting.pollAside = std::chrono::seconds(5);
    return greeting;
}

std::vector<wire::Frame> Bridge::subscribe(const std::vector<wire::Position> &,
                                           const wire::SessionFacts &) const
{
    return { textFrame({ { "type"_L1, u"register"_s },
                         { "client_type"_L1, u"gui"_s },
                         { "client_name"_L1, u"Framewatch"_s } }),
             textFrame(
                 { { "type"_L1, u"subscribe"_s },
                   { "channels"_L1, QJsonArray::fromStringList(bridge::nativeChannels()) } }) };
}

wire::CloseVerdict Bridge::judge(int closeCode, QStringView, int httpStatus) const
{
    using wire::CloseVerdict;
    switch (httpStatus) {
    case 401:
        return CloseVerdict::SignIn;
    case 200:
    case 400: // what a plain GET gets there
    case 403:
    case 404:
    case 405:
    case 426:
    case 501:
        return CloseVerdict::Poll;
    }
    if (closeCode == 4401 || closeCode == 4403)
        return CloseVerdict::SignIn;
    return CloseVerdict::Retry;
}

wire::DialectAbout Bridge::about() const
{
    using Type = wire::FieldSpec::Type;
    const auto field = [](const QString &name, const char *label, Type type) {
        wire::FieldSpec spec;
        spec.name = name;
        spec.label = QString::fromUtf8(label);
        spec.type = type;
        return spec;
    };
    wire::DialectAbout about;
    about.title = u"Lightroom bridge"_s;
    about.line = QString::fromUtf8(QT_TRANSLATE_NOOP(
        "fw::wire::offer", "Sorts and develops photos next to Lightroom and asks for approval"));
    about.usualAddress = QUrl(u"http://127.0.0.1:5100"_s);
    about.usualPath = u"/ws"_s;
    wire::FieldSpec user
        = field(u"username"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "User name"), Type::Text);
    user.required = true;
    user.preset = u"admin"_s;
    wire::FieldSpec password
        = field(u"password"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Password"), Type::Secret);
    password.required = true;
    about.signInWays
        = { { wire::SignInKind::None, {} }, { wire::SignInKind::Password, { user, password } } };
    about.tokenPlaces = { wire::TokenPlace::Header };
    wire::FieldSpec push
        = field(u"push"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Messages"), Type::Choice);
    push.choices = { u"auto"_s, u"socket"_s, u"poll"_s, u"off"_s };
    push.preset = u"auto"_s;
    push.hint = QString::fromUtf8(
        QT_TRANSLATE_NOOP("fw::wire::offer", "Socket, the polling fallback, or only the lists"));
    wire::FieldSpec interval
        = field(u"interval"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Ask every"), Type::Whole);
    interval.minimum = 1;
    interval.maximum = 60;
    interval.preset = 1;
    interval.unit = u"s"_s;
    wire::FieldSpec queue
        = field(u"queue"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Length of its message queue"),
                Type::Whole);
    queue.minimum = 1;
    queue.maximum = 100'000;
    queue.preset = bridge::queueSize;
    about.options = { push, interval, queue };
    return about;
}

std::vector<wire::HttpRequest> Bridge::probes(const QUrl &address) const
{
    std::vector<wire::HttpRequest> all;
    for (const auto &[path, tag] :
         { std::pair(u"/system/health"_s, u"health"_s), std::pair(u"/api/system/info"_s, u"info"_s),
           std::pair(u"/ws/status"_s, u"late"_s) }) {
        wire::HttpRequest request;
        request.url = below(address, path);
        request.tag = tag;
        request.timeout = bridge::usualTimeout;
        all.push_back(request);
    }
    return all;
}

wire::Recognition Bridge::recognise(const wire::HttpRequest &request,
                                    const wire::HttpReply &reply) const
{
    const auto root = threadReader().parse(reply.body);
    if (reply.status != 200 || isHtml(reply) || !root || !root->isObject())
        return {};
    const JsonObject object = root->object();
    if (request.tag == "info"_L1 && object["system_name"].isString()
        && object["llm_provider"].isString())
        return { 100, u"/api/system/info names %1"_s.arg(*object["system_name"].string()), {} };
    if (request.tag == "late"_L1 && object["enabled"].boolean() && object["client_count"].integer()
        && object["clients"].isArray())
        return { 90, u"/ws/status lists clients of the fallback"_s, {} };
    const auto status = object["status"].string();
    if (request.tag == "health"_L1 && status && object["timestamp"].isString()
        && (*status == "healthy"_L1 || *status == "unhealthy"_L1))
        return { 60, u"/system/health says %1"_s.arg(*status), {} };
    return {};
}

QString Bridge::lane(const wire::Command &command) const
{
    const auto *run = std::get_if<wire::RunAction>(&command);
    return run && run->action.startsWith("queue."_L1) ? u"queue"_s : QString();
}

} // namespace

std::unique_ptr<wire::Dialect> make_bridge();
std::unique_ptr<wire::Dialect> make_bridge()
{
    return std::make_unique<Bridge>();
}

} // namespace fw::dialects
