// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api.h"

#include "hub/upload.h"

namespace fw::hub {

using namespace Qt::StringLiterals;
using front::BodyPlan;

namespace {

front::HttpReply noRoute()
{
    return front::HttpReply::error(404, Failure::Code::NotFound, u"There is nothing here."_s);
}

front::HttpReply wrongMethod(const QByteArray &allowed)
{
    auto reply
        = front::HttpReply::error(405, Failure::Code::Unsupported, u"That cannot be done here."_s);
    reply.headers.emplaceBack("Allow", allowed);
    return reply;
}

front::HttpReply ending()
{
    auto reply = front::HttpReply::error(front::HttpError{ 503, u"The hub ends."_s });
    reply.headers.emplaceBack("Retry-After", "1");
    return reply;
}

// A path with {} for every segment that is a name of something.
QString shapeOf(const QStringList &path)
{
    QStringList shape = path;
    const QString first = path.value(1);
    if (path.size() > 2 && (first == "jobs"_L1 || first == "ops"_L1 || first == "outputs"_L1))
        shape[2] = u"{}"_s;
    if (path.size() == 5 && path[3] == "thumbnails"_L1)
        shape[4] = u"{}"_s;
    return shape.join(u'/');
}

bool isPostRoute(const QString &shape)
{
    return shape == "api/jobs"_L1 || shape == "api/lanes"_L1 || shape == "api/uploads"_L1
        || shape == "api/sample"_L1 || shape == "api/jobs/{}/actions"_L1;
}

} // namespace

Api::Api(ApiWorld world)
    : m_world(std::move(world))
{
}

BodyPlan Api::begin(const Head &head, Respond respond)
{
    if (head.method == "GET" || head.method == "HEAD")
        get(head, respond);
    else if (head.method == "POST" && m_draining)
        respond(ending());
    else if (head.method == "POST")
        return post(head, respond);
    else
        respond(wrongMethod("GET, HEAD, POST"));
    return { m_world.limits.jsonBody, nullptr };
}

void Api::get(const Head &head, const Respond &respond)
{
    const QString shape = shapeOf(head.path);
    if (shape == "health"_L1)
        respond(health());
    else if (shape == "api/jobs"_L1)
        respond(jobList(head));
    else if (shape == "api/status"_L1)
        respond(Reply::json(
            200, m_world.sampler.json(m_world.jobs.queueDepth(), m_world.jobs.workers())));
    else if (shape == "api/lanes"_L1)
        respond(documents(head));
    else if (shape == "api/ops/{}"_L1)
        respond(storedOp(EditId{ head.path[2] }));
    else if (shape == "api/outputs/{}"_L1)
        respond(output(head, OutputId{ head.path[2] }));
    else if (shape.startsWith("api/jobs/{}"_L1))
        getOfJob(head, respond);
    else
        respond(isPostRoute(shape) ? wrongMethod("POST") : noRoute());
}

void Api::getOfJob(const Head &head, const Respond &respond)
{
    const QString shape = shapeOf(head.path);
    const JobId id{ head.path[2] };
    if (shape == "api/jobs/{}"_L1)
        respond(jobDetail(id));
    else if (shape == "api/jobs/{}/log"_L1)
        respond(jobLog(head, id));
    else if (shape == "api/jobs/{}/thumbnails/{}"_L1)
        respond(thumbnail(head, id, head.path[4]));
    else if (shape == "api/jobs/{}/frame"_L1)
        frame(head, id, respond);
    else
        respond(isPostRoute(shape) ? wrongMethod("POST") : noRoute());
}

BodyPlan Api::post(const Head &head, const Respond &respond)
{
    const QString shape = shapeOf(head.path);
    if (shape == "api/jobs"_L1)
        return json([this](const JsonValue &body) { return addJobs(body); }, respond);
    if (shape == "api/lanes"_L1)
        return json([this](const JsonValue &body) { return editLane(body); }, respond);
    if (shape == "api/sample"_L1)
        return json([this](const JsonValue &body) { return addSample(body); }, respond);
    if (shape == "api/jobs/{}/actions"_L1) {
        return json(
            [this, id = JobId{ head.path[2] }](const JsonValue &body) { return act(id, body); },
            respond);
    }
    if (shape == "api/uploads"_L1)
        return upload(head, respond);
    respond(noRoute());
    return { m_world.limits.jsonBody, nullptr };
}

BodyPlan Api::json(std::function<Reply(const JsonValue &)> answer, const Respond &respond)
{
    auto done = [this, answer = std::move(answer), respond](const QByteArray &bytes) {
        const auto body = m_world.reader.parse(bytes);
        if (!body)
            respond(Reply::error(body.error()));
        else if (!body->isObject())
            respond(Reply::error(400, Failure::Code::BadInput, u"The body is one JSON object."_s));
        else
            respond(answer(*body));
    };
    return { m_world.limits.jsonBody, std::make_unique<MemorySink>(std::move(done)) };
}

} // namespace fw::hub
