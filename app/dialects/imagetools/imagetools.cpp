// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /version
// {"version":"1.11.3","buildDate":"2026-05-27T01:19:05.763Z","versionCode":11103,
//  "service":"ImageTools Backend API"}                                                       (c2.1)
#include "dialects/imagetools/frames.h"
#include "dialects/imagetools/http.h"
#include "dialects/imagetools/items.h"
#include "dialects/imagetools/offers.h"
#include "dialects/imagetools/operations.h"
#include "dialects/imagetools/sign_in.h"

#include <memory>

namespace fw::dialects {

using namespace Qt::StringLiterals;

namespace {

wire::Recognition byVersion(const JsonObject &root)
{
    if (root["service"].string() == u"ImageTools Backend API"_s)
        return { 100, u"/version names the ImageTools Backend API"_s, {} };
    if (root["versionCode"].integer() && root["buildDate"].isString())
        return { 60, u"/version has a versionCode and a buildDate"_s, {} };
    return {};
}

// A bare "healthy" says others, too; the seed's kind of server says no more.
wire::Recognition byHealth(const JsonObject &root)
{
    if (root.size() == 1 && root["status"].string() == u"healthy"_s)
        return { 30, u"/health says nothing but \"healthy\""_s, {} };
    return {};
}

wire::Recognition byConfig(const wire::HttpReply &reply, const JsonObject &root)
{
    if (reply.status == 200 && root["max_upload_size_mb"].number())
        return { 90, u"app-config tells the upload limit"_s, {} };
    if (reply.status == 401 && reply.header("WWW-Authenticate").contains("/api/v1/oauth2/connect"))
        return { 80, u"its sign-in is at /api/v1/oauth2/connect"_s, {} };
    return {};
}

wire::FieldSpec option(const char *name, const char *label, const char *hint)
{
    wire::FieldSpec spec;
    spec.name = QString::fromUtf8(name);
    spec.label = QString::fromUtf8(label);
    spec.hint = QString::fromUtf8(hint);
    return spec;
}

/// ImageTools: the WebSocket plan of February 2026 (the seed) and the program 1.11 (c, d).
class ImageTools final : public wire::Dialect
{
public:
    QString name() const override { return u"imagetools"_s; }
    wire::Capabilities capabilities(const wire::SessionFacts &facts) const override
    {
        return imagetools::capabilities(facts);
    }
    wire::Greeting greet(const wire::Profile &profile,
                         const wire::SessionFacts &facts) const override;
    // There are no channels: a connection gets what there is (S9).
    std::vector<wire::Frame> subscribe(const std::vector<wire::Position> &,
                                       const wire::SessionFacts &) const override
    {
        return {};
    }
    wire::Decoded decode(const wire::Frame &frame, const wire::SessionFacts &facts) const override
    {
        return imagetools::decodeFrame(frame, facts);
    }
    Expected<wire::Outgoing> encode(const wire::Command &command,
                                    const wire::SessionFacts &facts) const override
    {
        return imagetools::encode(command, facts);
    }
    std::vector<wire::HttpRequest> poll(const wire::Interest &interest,
                                        const wire::SessionFacts &facts) const override
    {
        return imagetools::pollRequests(interest, facts);
    }
    wire::Decoded decode(const wire::HttpRequest &request, const wire::HttpReply &reply,
                         const wire::SessionFacts &facts) const override
    {
        return imagetools::decodeReply(request, reply, facts);
    }
    wire::CloseVerdict judge(int closeCode, QStringView, int httpStatus) const override
    {
        return imagetools::judge(closeCode, httpStatus);
    }
    std::optional<wire::SessionFacts> otherWay(int closeCode, int httpStatus,
                                               const wire::SessionFacts &facts) const override
    {
        return imagetools::otherWay(closeCode, httpStatus, facts);
    }
    wire::DialectAbout about() const override;
    std::vector<wire::HttpRequest> probes(const QUrl &address) const override;
    wire::Recognition recognise(const wire::HttpRequest &request,
                                const wire::HttpReply &reply) const override;
    std::vector<wire::HttpRequest> prepare(const wire::SessionFacts &facts) const override
    {
        return { imagetools::askUser(facts, u"user"_s) };
    }
    Expected<wire::HttpRequest> signIn(const wire::Credentials &credentials,
                                       const wire::SessionFacts &facts) const override
    {
        return imagetools::signInRequest(credentials, facts);
    }
    wire::Headers fetchHeaders(const QUrl &url, const wire::SessionFacts &facts) const override
    {
        return wire::sameOrigin(url, facts.baseUrl) ? imagetools::ownHeaders(facts)
                                                    : wire::Headers();
    }
    Expected<wire::HttpRequest> archive(const std::vector<wire::Item> &items,
                                        const wire::SessionFacts &facts) const override
    {
        return imagetools::archiveRequest(items, facts);
    }
    QString lane(const wire::Command &command) const override { return imagetools::lane(command); }
    QString tagFor(const wire::HttpRequest &request) const override
    {
        return imagetools::tagFor(request);
    }
};

wire::Greeting ImageTools::greet(const wire::Profile &profile,
                                 const wire::SessionFacts &facts) const
{
    wire::SessionFacts at = facts;
    at.profile = profile;
    if (at.baseUrl.isEmpty())
        at.baseUrl = profile.address;
    return imagetools::greet(at);
}

wire::DialectAbout ImageTools::about() const
{
    wire::DialectAbout about;
    about.title = u"ImageTools"_s;
    about.line = QString::fromUtf8(QT_TRANSLATE_NOOP(
        "fw::wire::offer", "Keeps, compresses and edits pictures for phones and browsers"));
    about.usualAddress = QUrl(u"http://localhost:8081"_s);
    about.usualPath = u"/ws?user_id={user_id}"_s;
    about.signInWays = imagetools::signInWays();
    about.tokenPlaces = { wire::TokenPlace::Header };
    about.options = {
        option("user", QT_TRANSLATE_NOOP("fw::wire::offer", "User name"),
               QT_TRANSLATE_NOOP("fw::wire::offer", "Empty: the gallery everybody shares.")),
        option("session", QT_TRANSLATE_NOOP("fw::wire::offer", "Session"),
               QT_TRANSLATE_NOOP("fw::wire::offer",
                                 "Only for servers whose socket is at /api/v1/ws/.")),
    };
    return about;
}

std::vector<wire::HttpRequest> ImageTools::probes(const QUrl &address) const
{
    std::vector<wire::HttpRequest> all;
    for (const auto &[tag, path] :
         { std::pair(u"version"_s, u"/version"_s), std::pair(u"health"_s, u"/health"_s),
           std::pair(u"config"_s, u"/api/v1/settings/app-config"_s) }) {
        wire::HttpRequest request;
        request.url = below(address, path);
        request.tag = tag;
        all.push_back(std::move(request));
    }
    return all;
}

wire::Recognition ImageTools::recognise(const wire::HttpRequest &request,
                                        const wire::HttpReply &reply) const
{
    const auto root = threadReader().parse(reply.body);
    if (!root || !root->isObject() || isHtml(reply))
        return {};
    if (request.tag == "config"_L1)
        return byConfig(reply, root->object());
    if (reply.status != 200)
        return {};
    return request.tag == "version"_L1 ? byVersion(root->object()) : byHealth(root->object());
}

} // namespace

std::unique_ptr<wire::Dialect> make_imagetools();
std::unique_ptr<wire::Dialect> make_imagetools()
{
    return std::make_unique<ImageTools>();
}

} // namespace fw::dialects
