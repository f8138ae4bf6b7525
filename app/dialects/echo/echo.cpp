// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/echo/edits.h"
#include "dialects/echo/frames.h"
#include "dialects/echo/gotrue.h"
#include "dialects/echo/http.h"
#include "dialects/echo/metadata.h"
#include "dialects/echo/socket.h"

#include <memory>

namespace fw::dialects {

using namespace Qt::StringLiterals;

namespace {

/// The echo seed, its program over HTTP, and Supabase Auth for the way in.
class Echo final : public wire::Dialect
{
public:
    QString name() const override { return u"echo"_s; }
    wire::Capabilities capabilities(const wire::SessionFacts &facts) const override;
    wire::Greeting greet(const wire::Profile &profile,
                         const wire::SessionFacts &facts) const override
    {
        return echo::greetingFor(profile, facts);
    }
    std::vector<wire::Frame> subscribe(const std::vector<wire::Position> &,
                                       const wire::SessionFacts &facts) const override
    {
        return echo::subscription(facts);
    }
    wire::Decoded decode(const wire::Frame &frame, const wire::SessionFacts &facts) const override
    {
        return echo::decodeFrame(frame, facts);
    }
    Expected<wire::Outgoing> encode(const wire::Command &command,
                                    const wire::SessionFacts &facts) const override
    {
        return echo::encodeCommand(command, facts);
    }
    std::vector<wire::HttpRequest> poll(const wire::Interest &interest,
                                        const wire::SessionFacts &facts) const override
    {
        return echo::pollRequests(interest, facts);
    }
    wire::Decoded decode(const wire::HttpRequest &request, const wire::HttpReply &reply,
                         const wire::SessionFacts &facts) const override
    {
        return echo::decodeReply(request, reply, facts);
    }
    wire::CloseVerdict judge(int closeCode, QStringView, int httpStatus) const override
    {
        return echo::judgeEnd(closeCode, httpStatus);
    }
    wire::DialectAbout about() const override;
    std::vector<wire::HttpRequest> probes(const QUrl &address) const override;
    wire::Recognition recognise(const wire::HttpRequest &request,
                                const wire::HttpReply &reply) const override;
    Expected<wire::HttpRequest> signIn(const wire::Credentials &credentials,
                                       const wire::SessionFacts &facts) const override
    {
        return echo::signInRequest(credentials, facts);
    }
    std::optional<wire::HttpRequest> renew(const wire::SessionFacts &facts) const override
    {
        return echo::renewRequest(facts);
    }
    Expected<QUrl> browserAddress(const wire::SessionFacts &facts, const QUrl &redirect,
                                  const QByteArray &challenge) const override
    {
        return echo::authoriseUrl(facts, redirect, challenge);
    }
    QString tagFor(const wire::HttpRequest &request) const override
    {
        return echo::tagFor(request);
    }
};

wire::Capabilities Echo::capabilities(const wire::SessionFacts &facts) const
{
    wire::Capabilities all;
    all.addByPath = { false, u"noRoute"_s };
    all.upload = { true, u"none"_s };
    all.sample = { false, u"noRoute"_s };
    all.actions.fill({ false, u"noMessage"_s }); // its Pause button has nothing behind it either
    all.pushes = true;
    all.offers.push_back(echo::metadataOffer(facts));
    for (wire::ActionOffer &missing : echo::missingOffers(facts))
        all.offers.push_back(std::move(missing));
    return all;
}

wire::FieldSpec field(const QString &name, const char *label, const char *hint = "",
                      wire::FieldSpec::Type type = wire::FieldSpec::Type::Text)
{
    wire::FieldSpec spec;
    spec.name = name;
    spec.label = QString::fromUtf8(label);
    spec.hint = QString::fromUtf8(hint);
    spec.type = type;
    return spec;
}

std::vector<wire::SignInWay> waysIn()
{
    wire::FieldSpec email = field(u"email"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "E-mail"));
    wire::FieldSpec password
        = field(u"password"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Password"), "",
                wire::FieldSpec::Type::Secret);
    email.required = true;
    password.required = true;
    return { { wire::SignInKind::Password, { email, password } },
             { wire::SignInKind::Browser, {} },
             { wire::SignInKind::Token, {} } };
}

std::vector<wire::FieldSpec> options()
{
    wire::FieldSpec provider
        = field(u"provider"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Sign-in provider"),
                QT_TRANSLATE_NOOP("fw::wire::offer", "For signing in with the browser"));
    provider.preset = u"google"_s;
    return {
        field(u"authUrl"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Sign-in service"),
              QT_TRANSLATE_NOOP("fw::wire::offer",
                                "Needed for signing in by password or in the browser: the "
                                "Supabase project, for example http://127.0.0.1:54321")),
        field(u"anonKey"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Public key of the service"),
              QT_TRANSLATE_NOOP("fw::wire::offer", "The project's anon key")),
        provider,
        field(u"userId"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "User id"),
              QT_TRANSLATE_NOOP("fw::wire::offer",
                                "For {user_id} in the path; empty: from the token")),
        field(u"socketUrl"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Address of the live channel"),
              QT_TRANSLATE_NOOP("fw::wire::offer", "Empty: the same as the server")),
    };
}

wire::DialectAbout Echo::about() const
{
    wire::DialectAbout about;
    about.title = u"Echo"_s;
    about.line = QString::fromUtf8(
        QT_TRANSLATE_NOOP("fw::wire::offer", "Writes titles, tags and chapters for videos"));
    about.usualAddress = QUrl(u"http://localhost:8000"_s);
    about.usualPath = u"/ws"_s;
    about.signInWays = waysIn();
    about.options = options();
    about.tokenPlaces
        = { wire::TokenPlace::Query, wire::TokenPlace::Header, wire::TokenPlace::FirstMessage };
    return about;
}

std::vector<wire::HttpRequest> Echo::probes(const QUrl &address) const
{
    wire::HttpRequest root;
    root.url = below(address, u"/"_s);
    root.tag = u"root"_s;
    wire::HttpRequest document;
    document.url = below(address, u"/openapi.json"_s);
    document.tag = u"openapi"_s;
    return { root, document };
}

// The title in /openapi.json is the framework's own; the routes tell.
wire::Recognition Echo::recognise(const wire::HttpRequest &request,
                                  const wire::HttpReply &reply) const
{
    const auto root = threadReader().parse(reply.body);
    if (reply.status != 200 || !root)
        return {};
    if (request.tag == "root"_L1) {
        const QString words = root->object()["message"].string().value_or(QString());
        if (words == "Video Processing API is running"_L1)
            return { 90, u"/ says: "_s + words, {} };
        return {};
    }
    const JsonObject paths = root->object()["paths"].object();
    if (paths["/api/v1/videos/jobs/{job_id}"].exists() && paths["/api/v1/jobs/"].exists())
        return { 100, u"/openapi.json names the routes of Echo"_s, {} };
    return {};
}

} // namespace

std::unique_ptr<wire::Dialect> make_echo();
std::unique_ptr<wire::Dialect> make_echo()
{
    return std::make_unique<Echo>();
}

} // namespace fw::dialects
