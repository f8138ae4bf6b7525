// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/orchestrator/brandr.h"
#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/commands.h"
#include "dialects/orchestrator/frames.h"
#include "dialects/orchestrator/http.h"
#include "dialects/orchestrator/publish.h"
#include "wire/channels.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <memory>

namespace fw::dialects {

using namespace Qt::StringLiterals;
namespace channel = wire::channel;

namespace {

constexpr auto editorKinds = std::to_array<std::pair<QLatin1StringView, const char *>>(
    { { "brand"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Brands") },
      { "crop"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Crops") } });

wire::Frame textFrame(const QJsonObject &object)
{
    return { wire::Frame::Kind::Text, QJsonDocument(object).toJson(QJsonDocument::Compact) };
}

/// The orchestrator seed completed by framewatch.v1, as the local hub speaks it, and the seed's
/// bare form for peers that do not choose the sub-protocol.
class Orchestrator final : public wire::Dialect
{
public:
    QString name() const override { return u"orchestrator"_s; }
    wire::Capabilities capabilities(const wire::SessionFacts &facts) const override;
    wire::Greeting greet(const wire::Profile &profile,
                         const wire::SessionFacts &facts) const override;
    std::vector<wire::Frame> subscribe(const std::vector<wire::Position> &positions,
                                       const wire::SessionFacts &facts) const override
    {
        return orchestrator::subscribeFrames(positions, facts);
    }
    std::vector<wire::Frame> unsubscribe(const QStringList &channels,
                                         const wire::SessionFacts &facts) const override
    {
        return orchestrator::unsubscribeFrames(channels, facts);
    }
    wire::Decoded decode(const wire::Frame &frame, const wire::SessionFacts &facts) const override
    {
        return orchestrator::decodeFrame(frame, facts);
    }
    Expected<wire::Outgoing> encode(const wire::Command &command,
                                    const wire::SessionFacts &facts) const override
    {
        return orchestrator::encodeCommand(command, facts);
    }
    std::vector<wire::HttpRequest> poll(const wire::Interest &interest,
                                        const wire::SessionFacts &facts) const override
    {
        return orchestrator::pollRequests(interest, facts);
    }
    wire::Decoded decode(const wire::HttpRequest &request, const wire::HttpReply &reply,
                         const wire::SessionFacts &facts) const override
    {
        return orchestrator::decodeReply(request, reply, facts);
    }
    wire::CloseVerdict judge(int closeCode, QStringView reason, int httpStatus) const override;
    wire::DialectAbout about() const override;
    std::vector<wire::HttpRequest> probes(const QUrl &address) const override;
    wire::Recognition recognise(const wire::HttpRequest &request,
                                const wire::HttpReply &reply) const override;
    Expected<wire::HttpRequest> signIn(const wire::Credentials &credentials,
                                       const wire::SessionFacts &facts) const override;
    wire::Headers fetchHeaders(const QUrl &url, const wire::SessionFacts &facts) const override;
    Expected<wire::HttpRequest> archive(const std::vector<wire::Item> &items,
                                        const wire::SessionFacts &facts) const override
    {
        return orchestrator::isBrandr(facts) ? orchestrator::brandr::archiveRequest(items, facts)
                                             : Dialect::archive(items, facts);
    }
    QString tagFor(const wire::HttpRequest &request) const override
    {
        return orchestrator::tagFor(request);
    }
};

wire::Capabilities Orchestrator::capabilities(const wire::SessionFacts &facts) const
{
    if (orchestrator::isBrandr(facts))
        return orchestrator::brandr::capabilities(facts);
    const bool hub = orchestrator::isHub(facts);
    const auto offer = [&](QLatin1StringView word) {
        if (facts.capabilities.contains(word) && hub)
            return wire::Capability{ true, u"none"_s };
        return wire::Capability{ false, hub ? u"notAnnounced"_s : u"noMessage"_s };
    };
    wire::Capabilities all;
    all.upload = offer("upload"_L1);
    all.sample = offer("sample"_L1);
    all.localFiles = facts.capabilities.contains("localFiles"_L1);
    // A path means something only on the machine the hub runs on.
    all.addByPath = all.localFiles ? offer("add"_L1) : wire::Capability{ false, u"notAnnounced"_s };
    all.actions.fill(offer("control"_L1));
    all.sequences = facts.subProtocol == channel::subProtocol;
    all.pushes = true;
    all.repeatSafe = hub;
    all.offers = orchestrator::editorOffers(facts);
    for (const QString &word : facts.capabilities) { // "format:square_1_1"
        if (hub && word.startsWith("format:"_L1))
            all.formats.append(word.sliced(7));
    }
    for (const auto &[name, label] : editorKinds) {
        const bool shown
            = std::ranges::any_of(all.offers, [kind = name](const wire::ActionOffer &one) {
                  return one.target == kind && one.capability.offered;
              });
        if (shown)
            all.kinds.push_back({ QString(name), QString::fromUtf8(label) });
    }
    return all;
}

wire::Greeting Orchestrator::greet(const wire::Profile &profile,
                                   const wire::SessionFacts &facts) const
{
    wire::Greeting greeting;
    wire::SessionFacts at = facts;
    if (at.baseUrl.isEmpty())
        at.baseUrl = profile.address;
    greeting.url = endpoint(at, u"/ws"_s);
    greeting.url.setScheme(at.baseUrl.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    greeting.headers = credentials(facts); // S9: a token or a session's cookie
    greeting.subProtocols = { QString(channel::subProtocol) };
    if (facts.subProtocol != channel::subProtocol)
        return greeting;
    greeting.waitsForGreeted = true;
    QJsonObject client{ { "name"_L1, u"framewatch"_s },
                        { "version"_L1, QString(QLatin1StringView(FW_VERSION)) },
                        { "id"_L1, facts.client.text } };
    if (!facts.author.isEmpty())
        client.insert("user"_L1, facts.author);
    greeting.first.push_back(textFrame({ { "type"_L1, u"hello"_s }, { "client"_L1, client } }));
    return greeting;
}

// reliability.md 5.2 and, for a refused upgrade, 5.4.
wire::CloseVerdict Orchestrator::judge(int closeCode, QStringView, int httpStatus) const
{
    using wire::CloseVerdict;
    switch (httpStatus) {
    case 401:
    case 403:
        return CloseVerdict::SignIn;
    case 200:
    case 404:
    case 405:
    case 501:
        return CloseVerdict::Poll; // no live channel here (d); no fault
    case 426:
    case 505:
        return CloseVerdict::GiveUp;
    }
    switch (closeCode) {
    case 1008:
    case 4401:
    case 4403:
        return CloseVerdict::SignIn;
    case 4004:
        return CloseVerdict::NewSession;
    case 4009:
        return CloseVerdict::TakenOver;
    case 4426:
        return CloseVerdict::GiveUp;
    }
    return CloseVerdict::Retry;
}

wire::DialectAbout Orchestrator::about() const
{
    wire::DialectAbout about;
    about.title = u"Orchestrator"_s;
    about.line = QString::fromUtf8(QT_TRANSLATE_NOOP(
        "fw::wire::offer", "Crops and brands videos: the hub of this computer, or a server"));
    about.usualAddress = QUrl(u"http://127.0.0.1:5000"_s);
    about.usualPath = u"/ws"_s;
    wire::FieldSpec email;
    email.name = u"email"_s;
    email.label = QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "E-mail"));
    email.required = true;
    wire::FieldSpec password;
    password.name = u"password"_s;
    password.label = QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Password"));
    password.type = wire::FieldSpec::Type::Secret;
    password.required = true;
    about.signInWays = { { wire::SignInKind::Token, {} },
                         { wire::SignInKind::Password, { email, password } },
                         { wire::SignInKind::None, {} } };
    about.tokenPlaces = { wire::TokenPlace::Header };
    return about;
}

std::vector<wire::HttpRequest> Orchestrator::probes(const QUrl &address) const
{
    wire::HttpRequest request;
    request.url = below(address, u"/health"_s);
    request.tag = u"health"_s;
    return { request };
}

wire::Recognition Orchestrator::recognise(const wire::HttpRequest &,
                                          const wire::HttpReply &reply) const
{
    // 503 is an answer too: a degraded server is still that server.
    if (reply.status != 200 && reply.status != 503)
        return {};
    const auto root = threadReader().parse(reply.body);
    if (!root || !root->isObject())
        return {};
    if (root->object()["hub"].idText() && root->object()["status"].isString())
        return { 100, u"/health names a Framewatch hub"_s, {} };
    if (orchestrator::saysBrandr(*root))
        return { 95,
                 u"/health says \"Brandr is running\""_s,
                 { { u"signIn"_s, wire::signInWord(wire::SignInKind::Password) } } };
    return {};
}

Expected<wire::HttpRequest> Orchestrator::signIn(const wire::Credentials &credentials,
                                                 const wire::SessionFacts &facts) const
{
    if (credentials.kind != wire::SignInKind::Password || orchestrator::isHub(facts))
        return Dialect::signIn(credentials, facts);
    return orchestrator::brandr::signInRequest(credentials, facts);
}

// The program knows its cookie and nothing else (c1); a server of the seed takes a token or a
// session's cookie (S9).
wire::Headers Orchestrator::fetchHeaders(const QUrl &url, const wire::SessionFacts &facts) const
{
    if (!wire::sameOrigin(url, facts.baseUrl))
        return {};
    wire::Headers headers = credentials(facts);
    if (orchestrator::isBrandr(facts))
        headers.removeIf([](const auto &header) { return header.first != "Cookie"; });
    return headers;
}

} // namespace

std::unique_ptr<wire::Dialect> make_orchestrator();
std::unique_ptr<wire::Dialect> make_orchestrator()
{
    return std::make_unique<Orchestrator>();
}

} // namespace fw::dialects
