// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /api/v1/compression/f0afba0a-…  X-User-ID: 00000000-…  {"preset":"email"}            (c2.4)
// POST /api/v1/images  multipart: user_id, file, tag (the seed's form: session_id, source)  (c2.2,
// S48)
#include "dialects/imagetools/operations.h"

#include "base/overloaded.h"
#include "dialects/common/paths.h"
#include "dialects/imagetools/jobs.h"
#include "dialects/imagetools/offers.h"
#include "wire/arguments.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// "A long timeout (300-600 s) for that request" (c3.4).
constexpr Millis slowest = 600s;
constexpr Millis slow = 300s;
// While another client's operation blocks the server, even a short answer takes as long.
constexpr Millis patient = 120s;

enum class Body : quint8 { None, Json, File };

struct Route
{
    QLatin1StringView action;
    const char *method;
    QLatin1StringView path; ///< {id}: the target, {user}: our id
    Body body;
    Millis timeout;
};

constexpr Route routes[] = {
    { "image.rotate"_L1, "POST", "/api/v1/images/{id}/rotate"_L1, Body::Json, slow },
    { "image.flip"_L1, "POST", "/api/v1/images/{id}/flip"_L1, Body::Json, slow },
    { "image.resize"_L1, "POST", "/api/v1/images/{id}/resize"_L1, Body::Json, slow },
    { "image.edit"_L1, "POST", "/api/v1/images/{id}/edit"_L1, Body::File, slow },
    { "image.compress"_L1, "POST", "/api/v1/compression/{id}"_L1, Body::Json, slow },
    { "image.background"_L1, "POST", "/api/v1/background/{id}/remove-background"_L1, Body::Json,
      slowest },
    { "image.undo"_L1, "POST", "/api/v1/history/{id}/undo"_L1, Body::None, slow },
    { "image.restore"_L1, "POST", "/api/v1/history/{id}/restore"_L1, Body::Json, slow },
    { "image.history"_L1, "GET", "/api/v1/history/{id}"_L1, Body::None, patient },
    { "image.tags"_L1, "PUT", "/api/v1/images/{id}/tags"_L1, Body::Json, patient },
    { "image.pin"_L1, "PUT", "/api/v1/images/{id}/pin"_L1, Body::Json, patient },
    { "image.unpin"_L1, "DELETE", "/api/v1/images/{id}/pin"_L1, Body::None, patient },
    { "image.link"_L1, "POST", "/api/v1/images/{id}/presigned-url"_L1, Body::Json, patient },
    { "image.unlink"_L1, "DELETE", "/api/v1/images/{id}/presigned-urls"_L1, Body::None, patient },
    { "image.share"_L1, "POST", "/api/v1/images/{id}/share"_L1, Body::None, patient },
    { "image.exif"_L1, "GET", "/api/v1/images/{id}/exif"_L1, Body::None, patient },
    { "image.delete"_L1, "DELETE", "/api/v1/images/{id}"_L1, Body::None, patient },
    { "image.upload"_L1, "POST", "/api/v1/images"_L1, Body::File, slow },
    { "pairing.revoke"_L1, "DELETE", "/api/v1/mobile/pairings/{id}"_L1, Body::None, patient },
    { "addon.revoke"_L1, "DELETE", "/api/v1/addon/authorizations/{id}"_L1, Body::None, patient },
    { "device.revokePhones"_L1, "POST", "/api/v1/mobile/pairings/user/{user}/revoke-all"_L1,
      Body::None, patient },
    { "device.revokeAddons"_L1, "POST", "/api/v1/addon/authorizations/user/{user}/revoke-all"_L1,
      Body::None, patient },
};

const Route *routeOf(QStringView action)
{
    const auto found = std::ranges::find_if(
        routes, [action](const Route &route) { return route.action == action; });
    return found == std::end(routes) ? nullptr : found;
}

QJsonObject bodyOf(const Task &task)
{
    QJsonObject body = task.arguments;
    if (task.action == "image.rotate"_L1)
        body.insert("degrees"_L1, task.arguments.value("degrees"_L1).toString().toInt());
    // Unless it is "custom" the server ignores the figures (c2.4).
    if (task.action == "image.compress"_L1 && body.value("preset"_L1).toString() != "custom"_L1)
        body = { { "preset"_L1, body.value("preset"_L1) } };
    return body;
}

std::vector<wire::FormPart> formOfTask(const Task &task, const wire::SessionFacts &facts)
{
    std::vector<wire::FormPart> form;
    if (task.action == "image.upload"_L1) {
        form.push_back(formField("user_id", userId(facts)));
        if (formOf(facts) == Form::Seed) {
            form.push_back(formField("session_id", sessionId(facts)));
            form.push_back(formField("source", u"web"_s));
        }
        const QString tagWord = task.arguments.value("tag"_L1).toString();
        if (!tagWord.isEmpty())
            form.push_back(formField("tag", tagWord));
    }
    form.push_back(formFile("file", task.arguments.value("file"_L1).toString()));
    return form;
}

Failure notOffered(const QString &reason)
{
    return { Failure::Code::Unsupported, reason };
}

// The server decides by the end of the name; without one it takes the whole name for it (g).
std::optional<Failure> wrongFile(const QString &path)
{
    const QString name = path.section(u'/', -1);
    const QString type = name.contains(u'.') ? name.section(u'.', -1).toLower() : QString();
    if (uploadTypes().contains(type))
        return std::nullopt;
    return Failure{ Failure::Code::BadInput,
                    u"\"file\": %1 is none of %2"_s.arg(name, uploadTypes().join(u", "_s)) };
}

std::optional<Failure> wrongSize(qint64 bytes, const wire::SessionFacts &facts)
{
    const auto limit = uploadLimit(facts);
    if (!limit || bytes <= *limit)
        return std::nullopt;
    return Failure{ Failure::Code::TooLarge,
                    u"\"file\": %1 bytes; the server takes %2"_s.arg(bytes).arg(*limit) };
}

// "Custom preset requires quality, max_width, max_height, and format" (c2.4).
std::optional<Failure> incomplete(const Task &task)
{
    if (task.action != "image.compress"_L1
        || task.arguments.value("preset"_L1).toString() != "custom"_L1)
        return std::nullopt;
    for (const QLatin1StringView name :
         { "quality"_L1, "max_width"_L1, "max_height"_L1, "format"_L1 }) {
        if (!task.arguments.contains(name))
            return Failure{ Failure::Code::BadInput,
                            u"\"%1\" is needed with the preset \"custom\""_s.arg(name) };
    }
    return std::nullopt;
}

// Names of offers that are another request for another kind of target.
Task routed(Task task)
{
    if (task.action == "history.restore"_L1) {
        task.action = u"image.restore"_s;
        task.arguments.insert("sequence"_L1, task.target.section(u':', -1).toLongLong());
        task.target = task.target.section(u':', 0, -2);
    } else if (task.action == "device.revoke"_L1) {
        task.action = task.target.section(u':', 0, 0) + u".revoke"_s;
        task.target = task.target.section(u':', 1);
    }
    return task;
}

// As the server would do it (c2.7), so that what is shown meanwhile is what comes back.
QJsonArray cleanTags(const QJsonArray &tags)
{
    constexpr qsizetype longest = 64;
    QStringList words;
    for (const QJsonValue &tag : tags) {
        const QString word = tag.toString().left(longest);
        if (!words.contains(word, Qt::CaseInsensitive))
            words.append(word);
    }
    return QJsonArray::fromStringList(words);
}

Expected<wire::Outgoing> start(Task task, const EditId &edit, const wire::SessionFacts &facts)
{
    if (userId(facts).isEmpty())
        return fail(Failure::Code::Unauthorised, u"the server has not said who we are"_s);
    if (task.action == "image.upload"_L1)
        task.before.insert("newest"_L1, extra(facts, key::newest));
    const bool looksFirst = changesHistory(task.action);
    wire::HttpRequest request = looksFirst ? verify(task, facts) : perform(task, facts);
    if (looksFirst)
        request.tag = tagOf(tag::before, task);
    request.edit = edit;
    return one(std::move(request));
}

Expected<wire::Outgoing> run(const wire::RunAction &command, const wire::SessionFacts &facts)
{
    const auto offer = findOffer(command.action, facts);
    if (!offer)
        return fail(Failure::Code::Unsupported, u"noRoute"_s);
    if (!offer->capability.offered)
        return tl::unexpected<Failure>(notOffered(offer->capability.reason));
    if (!offer->target.isEmpty() && command.target.isEmpty())
        return fail(Failure::Code::BadInput, u"%1 needs a target"_s.arg(command.action));
    auto arguments = wire::checkedArguments(offer->fields, command.arguments, wire::Presets::All);
    if (!arguments)
        return tl::unexpected<Failure>(arguments.error());
    if (arguments->contains("tags"_L1))
        arguments->insert("tags"_L1, cleanTags(arguments->value("tags"_L1).toArray()));
    const Task task = routed({ command.action, command.target, *arguments, {} });
    if (task.action == "session.renew"_L1) {
        wire::HttpRequest request = extra(facts, key::renew).isEmpty()
            ? askUser(facts, u"renew "_s + task.target)
            : ask(facts, "POST", extra(facts, key::renew), u"renew "_s + task.target);
        request.edit = command.edit;
        return one(std::move(request));
    }
    if (!routeOf(task.action))
        return fail(Failure::Code::BadInput,
                    u"%1: \"%2\" is no target of it"_s.arg(command.action, command.target));
    if (task.arguments.contains("file"_L1)) {
        if (const auto wrong = wrongFile(task.arguments.value("file"_L1).toString()))
            return tl::unexpected<Failure>(*wrong);
    }
    if (const auto missing = incomplete(task))
        return tl::unexpected<Failure>(*missing);
    return start(task, command.edit, facts);
}

Expected<wire::Outgoing> upload(const wire::UploadMedia &command, const wire::SessionFacts &facts)
{
    if (const auto wrong = wrongFile(command.path))
        return tl::unexpected<Failure>(*wrong);
    if (const auto wrong = wrongSize(command.bytes, facts))
        return tl::unexpected<Failure>(*wrong);
    return start({ u"image.upload"_s, {}, { { "file"_L1, command.path } }, {} }, command.edit,
                 facts);
}

Expected<wire::Outgoing> control(const wire::ControlJob &command, const wire::SessionFacts &facts)
{
    constexpr auto prefix = "operation:"_L1;
    const auto can = capabilities(facts).action(command.action);
    if (!can.offered)
        return tl::unexpected<Failure>(notOffered(can.reason));
    // Our own requests have no id there: to stop waiting is all there is, and that is not ours.
    if (!command.job.text.startsWith(prefix))
        return fail(Failure::Code::Unsupported, u"noRoute"_s);
    const QString path = cancelOf(facts, command.job.text.mid(prefix.size()));
    if (path.isEmpty())
        return tl::unexpected<Failure>(notOffered(u"notAnnounced"_s));
    wire::HttpRequest request = ask(facts, "POST", path, u"cancel"_s);
    request.edit = command.edit;
    return one(std::move(request));
}

// An image is a detail of its own: what it is now, and its history.
Expected<wire::Outgoing> detail(const wire::FetchDetail &command, const wire::SessionFacts &facts)
{
    const QString id = command.job.text;
    if (id.contains(u':'))
        return fail(Failure::Code::Unsupported, u"noRoute"_s); // operations have no route (c1)
    wire::Outgoing out;
    out.requests.push_back(askImage(facts, id, u"image"_s));
    out.requests.push_back(
        ask(facts, "GET", u"/api/v1/history/"_s + segment(id), u"history "_s + id));
    return out;
}

Expected<wire::Outgoing> status(const wire::AskStatus &command, const wire::SessionFacts &facts)
{
    const QString kept = facts.extra.value(key::edit + command.edit.text);
    if (kept.isEmpty())
        return fail(Failure::Code::Unsupported, u"noRoute"_s);
    wire::HttpRequest request = verify(taskOf(kept), facts);
    request.edit = command.edit;
    return one(std::move(request));
}

} // namespace

QString tagOf(QLatin1StringView word, const Task &task)
{
    const QJsonObject object{ { "action"_L1, task.action },
                              { "target"_L1, task.target },
                              { "arguments"_L1, task.arguments },
                              { "before"_L1, task.before } };
    return word + u' ' + QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString wordOf(const QString &tag)
{
    return tag.section(u' ', 0, 0);
}

Task taskOf(const QString &tag)
{
    const QJsonObject object = QJsonDocument::fromJson(tag.section(u' ', 1).toUtf8()).object();
    return { object.value("action"_L1).toString(), object.value("target"_L1).toString(),
             object.value("arguments"_L1).toObject(), object.value("before"_L1).toObject() };
}

std::optional<Task> recordedTask(const wire::HttpRequest &request)
{
    for (const Route &route : routes) {
        const auto names = pathFit(request, QLatin1StringView(route.method), route.path);
        if (!names)
            continue;
        Task task{ QString(route.action),
                   names->value(0),
                   QJsonDocument::fromJson(request.body).object(),
                   {} };
        for (const wire::FormPart &part : request.form) {
            if (!part.fileName.isEmpty())
                task.arguments.insert("file"_L1, part.fileName);
        }
        return task;
    }
    return std::nullopt;
}

bool changesHistory(QStringView action)
{
    constexpr QLatin1StringView all[]
        = { "image.rotate"_L1,   "image.flip"_L1,       "image.resize"_L1, "image.edit"_L1,
            "image.compress"_L1, "image.background"_L1, "image.undo"_L1 };
    return std::ranges::any_of(all, [action](QLatin1StringView one) { return one == action; });
}

wire::HttpRequest perform(const Task &task, const wire::SessionFacts &facts)
{
    const Route *route = routeOf(task.action);
    Q_ASSERT(route);
    QString path(route->path);
    path.replace("{id}"_L1, segment(task.target)).replace("{user}"_L1, segment(userId(facts)));
    const QString word = tagOf(tag::perform, task);
    wire::HttpRequest request = route->body == Body::Json
        ? askWith(facts, route->method, path, bodyOf(task), word)
        : ask(facts, route->method, path, word);
    if (route->body == Body::File)
        request.form = formOfTask(task, facts);
    request.timeout = route->timeout;
    return request;
}

wire::HttpRequest verify(const Task &task, const wire::SessionFacts &facts)
{
    const QString path = task.action == "image.upload"_L1
        ? u"/api/v1/images/user/"_s + segment(userId(facts))
        : u"/api/v1/history/"_s + segment(task.target);
    wire::HttpRequest request = ask(facts, "GET", path, tagOf(tag::verify, task));
    request.timeout = patient;
    return request;
}

Expected<wire::Outgoing> encode(const wire::Command &command, const wire::SessionFacts &facts)
{
    const auto none = [] { return fail(Failure::Code::Unsupported, u"noRoute"_s); };
    return std::visit(
        overloaded{
            [&](const wire::AddMedia &) -> Expected<wire::Outgoing> { return none(); },
            [&](const wire::UploadMedia &c) { return upload(c, facts); },
            [&](const wire::AddSample &) -> Expected<wire::Outgoing> { return none(); },
            [&](const wire::ControlJob &c) { return control(c, facts); },
            [&](const wire::FetchDetail &c) { return detail(c, facts); },
            [&](const wire::AskStatus &c) { return status(c, facts); },
            [&](const wire::RunAction &c) { return run(c, facts); },
        },
        command);
}

QString lane(const wire::Command &command)
{
    const bool writes = std::holds_alternative<wire::UploadMedia>(command)
        || std::holds_alternative<wire::RunAction>(command);
    return writes ? u"images"_s : QString();
}

} // namespace fw::dialects::imagetools
