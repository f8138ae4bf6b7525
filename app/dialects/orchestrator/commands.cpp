// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"publish","channel":"processing:control","op":"0190b2c4-…","lane":"job:0190b2c3-…","base":0,
//  "data":{"action":"cancel","jobId":"0190b2c3-…"}}
#include "dialects/orchestrator/commands.h"

#include "base/overloaded.h"
#include "dialects/orchestrator/brandr.h"
#include "dialects/orchestrator/http.h"
#include "dialects/orchestrator/publish.h"
#include "wire/channels.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject renderObject(const wire::RenderOptions &render)
{
    QJsonObject object;
    if (!render.formats.isEmpty())
        object.insert("formats"_L1, QJsonArray::fromStringList(render.formats));
    object.insert("mode"_L1, render.mode == wire::FitMode::Fill ? u"fill"_s : u"fit"_s);
    if (!render.watermarkPath.isEmpty())
        object.insert("watermark"_L1,
                      QJsonObject{ { "path"_L1, render.watermarkPath },
                                   { "scale"_L1, render.watermarkScale },
                                   { "opacity"_L1, render.watermarkOpacity } });
    if (!render.text.isEmpty()) {
        QJsonObject text{ { "content"_L1, render.text }, { "size"_L1, render.textSize } };
        text.insert("color"_L1, render.textColor.isEmpty() ? u"#FFFFFF"_s : render.textColor);
        object.insert("text"_L1, text);
    }
    return object;
}

wire::HttpRequest post(const wire::SessionFacts &facts, const QUrl &url, const QJsonObject &body,
                       const QString &tag)
{
    return send(facts, "POST", url, body, tag);
}

wire::Outgoing oneFrame(const QJsonObject &object)
{
    wire::Outgoing out;
    out.frames.push_back({ wire::Frame::Kind::Text, compact(object) });
    return out;
}

Expected<wire::Outgoing> needs(const wire::SessionFacts &facts, QLatin1StringView capability,
                               const std::function<Expected<wire::Outgoing>()> &make)
{
    if (!isHub(facts))
        return fail(Failure::Code::Unsupported, u"noMessage"_s);
    if (!facts.capabilities.contains(capability))
        return fail(Failure::Code::Unsupported, u"notAnnounced"_s);
    return make();
}

Expected<wire::Outgoing> add(const wire::AddMedia &command, const wire::SessionFacts &facts)
{
    const QJsonObject body{ { "op"_L1, command.edit.text },
                            { "paths"_L1, QJsonArray::fromStringList(command.paths) },
                            { "priority"_L1, command.priority },
                            { "render"_L1, renderObject(command.render) } };
    return one(post(facts, endpoint(facts, u"/api/jobs"_s), body, u"add:"_s + command.edit.text));
}

Expected<wire::Outgoing> upload(const wire::UploadMedia &command, const wire::SessionFacts &facts)
{
    const auto escaped = [](const QByteArray &bytes) {
        return QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(bytes)));
    };
    QUrl url = endpoint(facts, u"/api/uploads"_s);
    const QString query = u"name="_s + escaped(command.path.section(u'/', -1).toUtf8()) + u"&op="_s
        + escaped(command.edit.text.toUtf8()) + u"&priority="_s + QString::number(command.priority)
        + u"&render="_s + escaped(compact(renderObject(command.render)));
    url.setQuery(query, QUrl::StrictMode);
    wire::HttpRequest request = get(facts, url, u"add:"_s + command.edit.text);
    request.method = "POST";
    request.headers.emplace_back("Content-Type", "application/octet-stream");
    request.bodyFile = command.path;
    return one(std::move(request));
}

Expected<wire::Outgoing> sample(const wire::AddSample &command, const wire::SessionFacts &facts)
{
    const QJsonObject body{ { "op"_L1, command.edit.text },
                            { "render"_L1, renderObject(command.render) } };
    return one(post(facts, endpoint(facts, u"/api/sample"_s), body, u"add:"_s + command.edit.text));
}

Expected<wire::Outgoing> control(const wire::ControlJob &command, const wire::SessionFacts &facts)
{
    QJsonObject data{ { "action"_L1, wire::actionWord(command.action) } };
    if (command.action == wire::JobAction::Prioritise)
        data.insert("priority"_L1, command.priority);
    if (!command.reason.isEmpty())
        data.insert("reason"_L1, command.reason);
    if (hasSocket(facts)) {
        data.insert("jobId"_L1, command.job.text);
        return oneFrame({ { "type"_L1, u"publish"_s },
                          { "channel"_L1, QString(wire::channel::control) },
                          { "op"_L1, command.edit.text },
                          { "lane"_L1, QString(u"job:"_s + command.job.text) },
                          { "base"_L1, 0 },
                          { "data"_L1, data } });
    }
    data.insert("op"_L1, command.edit.text);
    QUrl url = detailRequest(command.job, facts).url;
    url.setPath(url.path(QUrl::FullyEncoded) + u"/actions"_s, QUrl::TolerantMode);
    return one(post(facts, url, data, u"action:"_s + command.edit.text));
}

Expected<wire::Outgoing> ask(const wire::AskStatus &command, const wire::SessionFacts &facts)
{
    if (hasSocket(facts))
        return oneFrame({ { "type"_L1, u"status"_s }, { "op"_L1, command.edit.text } });
    const QUrl url = endpoint(facts, u"/api/ops/"_s + command.edit.text);
    return one(get(facts, url, u"ops:"_s + command.edit.text));
}

} // namespace

bool hasSocket(const wire::SessionFacts &facts)
{
    return facts.subProtocol == wire::channel::subProtocol && !facts.connection.isEmpty();
}

Expected<wire::Outgoing> encodeCommand(const wire::Command &command,
                                       const wire::SessionFacts &facts)
{
    if (isBrandr(facts))
        return brandr::encodeCommand(command, facts);
    return std::visit(overloaded{
                          [&](const wire::AddMedia &c) {
                              return needs(facts, "add"_L1, [&] { return add(c, facts); });
                          },
                          [&](const wire::UploadMedia &c) {
                              return needs(facts, "upload"_L1, [&] { return upload(c, facts); });
                          },
                          [&](const wire::AddSample &c) {
                              return needs(facts, "sample"_L1, [&] { return sample(c, facts); });
                          },
                          [&](const wire::ControlJob &c) {
                              return needs(facts, "control"_L1, [&] { return control(c, facts); });
                          },
                          [&](const wire::FetchDetail &c) {
                              return needs(facts, "jobs"_L1,
                                           [&] { return one(detailRequest(c.job, facts)); });
                          },
                          [&](const wire::AskStatus &c) {
                              return needs(facts, "control"_L1, [&] { return ask(c, facts); });
                          },
                          [&](const wire::RunAction &c) { return publish(c, facts); },
                      },
                      command);
}

} // namespace fw::dialects::orchestrator
