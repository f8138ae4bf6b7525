// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// PUT /queue/priority/jobproc0001 {"priority":3}
// POST /queue/retry/jobfail0001 {}         POST /batch/batch_2dff4376c26b/pause {}
// POST /api/jobs {"photo_id":1,"config":{"preset":"X"},"priority":2}
#include "dialects/bridge/actions.h"

#include "base/overloaded.h"
#include "dialects/bridge/offers.h"
#include "dialects/bridge/reads.h"
#include "dialects/bridge/rows.h"
#include "wire/arguments.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using wire::JobAction;

namespace {

using Out = Expected<wire::Outgoing>;

// Every body is an object with its Content-Type: without one many routes answer 500 (f7).
wire::HttpRequest act(const QByteArray &method, const QString &path, const QJsonObject &body,
                      const QString &name, const QString &target, const EditId &edit,
                      const wire::SessionFacts &facts)
{
    wire::HttpRequest request
        = send(facts, method, endpoint(facts, path), body, u"act:"_s + name + u':' + target);
    request.edit = edit;
    request.timeout = usualTimeout;
    return request;
}

Out unsupported(const QString &why)
{
    return fail(Failure::Code::Unsupported, why);
}

Out controlBatch(const wire::ControlJob &command, const QString &batch,
                 const wire::SessionFacts &facts)
{
    if (command.action == JobAction::Retry || command.action == JobAction::Prioritise)
        return unsupported(u"noMessage"_s);
    const QString word = wire::actionWord(command.action);
    if (lacks(facts, u"batch."_s + word))
        return unsupported(u"noRoute"_s);
    return one(act("POST", u"/batch/"_s + segment(batch) + u'/' + word, {}, u"batch."_s + word,
                   batch, command.edit, facts));
}

// The route takes 1 to 10, the database 1 to 3 (f8): those are taken as they are, 3 runs first.
// All else is the scale of every queue here, where 0 is usual.
int levelOf(int priority)
{
    if (priority >= 1 && priority <= 3)
        return priority;
    return priority == 0 ? 2 : priority < 0 ? 1 : 3;
}

Out prioritise(const wire::ControlJob &command, const wire::SessionFacts &facts)
{
    return one(act("PUT", u"/queue/priority/"_s + segment(command.job.text),
                   { { "priority"_L1, levelOf(command.priority) } }, u"job.priority"_s,
                   command.job.text, command.edit, facts));
}

Out control(const wire::ControlJob &command, const wire::SessionFacts &facts)
{
    const QString batch = batchOf(command.job);
    if (!batch.isEmpty())
        return controlBatch(command, batch, facts);
    const bool lacking = (command.action == JobAction::Cancel && lacks(facts, u"job.cancel"_s))
        || (command.action == JobAction::Retry && lacks(facts, u"job.retry"_s))
        || (command.action == JobAction::Prioritise && lacks(facts, u"job.priority"_s));
    if (lacking)
        return unsupported(u"noRoute"_s);
    const auto post = [&](const QString &route, const QString &name) {
        return one(act("POST", route + segment(command.job.text), {}, name, command.job.text,
                       command.edit, facts));
    };
    switch (command.action) {
    case JobAction::Cancel:
        return post(u"/queue/cancel/"_s, u"job.cancel"_s);
    case JobAction::Retry:
        return post(u"/queue/retry/"_s, u"job.retry"_s);
    case JobAction::Prioritise:
        return prioritise(command, facts);
    case JobAction::Pause:
    case JobAction::Resume:
        break;
    }
    return unsupported(u"only batches and the queue as a whole can be paused here"_s);
}

Out detail(const JobId &job, const wire::SessionFacts &facts)
{
    wire::Outgoing out;
    out.requests = detailRequests(job, facts);
    return out;
}

std::optional<QJsonValue> numberOf(const QString &id)
{
    bool ok = false;
    const qint64 number = id.toLongLong(&ok);
    return ok ? std::optional(QJsonValue(number)) : std::nullopt;
}

// Some actions have a body of another form than their arguments.
Expected<QJsonObject> bodyOf(const wire::RunAction &command, QJsonObject arguments,
                             const wire::SessionFacts &facts)
{
    if (command.action == "message.send"_L1) {
        for (const QString &name : { u"result"_s, u"error_details"_s }) {
            if (!arguments.contains(name))
                continue;
            const auto parsed = QJsonDocument::fromJson(arguments[name].toString().toUtf8());
            if (!parsed.isObject())
                return fail(Failure::Code::BadInput, u"%1: a JSON object is needed"_s.arg(name));
            arguments.insert(name, parsed.object());
        }
        return QJsonObject{ { "client_id"_L1, known(facts, pushClient) },
                            { "message"_L1, arguments } };
    }
    if (command.action == "photo.develop"_L1 || command.action == "photo.export"_L1) {
        const auto photo = numberOf(command.target);
        if (!photo)
            return fail(Failure::Code::BadInput, u"target: the number of a photo is needed"_s);
        if (command.action == "photo.export"_L1)
            return QJsonObject{ { "photo_id"_L1, *photo } };
        return QJsonObject{ { "photo_id"_L1, *photo },
                            { "config"_L1, QJsonObject{ { "preset"_L1, arguments["preset"_L1] } } },
                            { "priority"_L1, arguments.value("priority"_L1).toInt(2) } };
    }
    if (command.action == "batch.start"_L1) {
        QJsonArray ids;
        for (const auto &item : arguments["photo_ids"_L1].toArray()) {
            const auto photo
                = item.isDouble() ? std::optional(QJsonValue(item)) : numberOf(item.toString());
            if (!photo)
                return fail(Failure::Code::BadInput, u"photo_ids: numbers are needed"_s);
            ids.append(*photo);
        }
        arguments.insert("photo_ids"_L1, ids);
    }
    return arguments;
}

Out run(const wire::RunAction &command, const wire::SessionFacts &facts)
{
    const auto deed = deedOf(command.action);
    if (!deed)
        return unsupported(u"noMessage"_s);
    const bool needsTarget = !deed->offer.target.isEmpty();
    if (needsTarget && command.target.isEmpty())
        return fail(Failure::Code::BadInput,
                    u"target: the id of a %1 is needed"_s.arg(deed->offer.target));
    const bool isBatch
        = deed->offer.target == "job"_L1 && !batchOf(JobId{ command.target }).isEmpty();
    if (isBatch)
        return unsupported(u"noMessage"_s);
    if (lacks(facts, command.action) || (deed->late && known(facts, lateRoutes) == "no"_L1))
        return unsupported(u"noRoute"_s);
    // Nothing is sent into a channel that hangs (c0.1), and nobody speaks without an id.
    const bool hangs = deed->path.startsWith("/ws/"_L1) && count(facts, pushWedged) > 0;
    if (hangs || (command.action == "message.send"_L1 && known(facts, pushClient).isEmpty()))
        return unsupported(u"notConnected"_s);
    const auto arguments = wire::checkedArguments(deed->offer.fields, command.arguments);
    const auto body = arguments ? bodyOf(command, *arguments, facts) : arguments;
    if (!body)
        return tl::unexpected<Failure>(body.error());
    QString path = deed->path;
    path.replace("{id}"_L1, segment(command.target));
    wire::HttpRequest request
        = act(deed->method, path, *body, command.action, command.target, command.edit, facts);
    if (deed->offer.slow)
        request.timeout = std::chrono::minutes(2);
    return one(std::move(request));
}

} // namespace

Expected<wire::Outgoing> encodeCommand(const wire::Command &command,
                                       const wire::SessionFacts &facts)
{
    return std::visit(overloaded{
                          [](const wire::AddMedia &) { return unsupported(u"noMessage"_s); },
                          [](const wire::UploadMedia &) { return unsupported(u"noMessage"_s); },
                          [](const wire::AddSample &) { return unsupported(u"noMessage"_s); },
                          [&](const wire::ControlJob &c) { return control(c, facts); },
                          [&](const wire::FetchDetail &c) { return detail(c.job, facts); },
                          // No edit has a name here: what became of one is seen in the lists only.
                          [](const wire::AskStatus &) { return unsupported(u"noMessage"_s); },
                          [&](const wire::RunAction &c) { return run(c, facts); },
                      },
                      command);
}

} // namespace fw::dialects::bridge
