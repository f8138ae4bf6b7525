// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /api/jobs?limit=500
// {"jobs":[{"jobId":"0190…","name":"beach.mp4","state":"done",…}],"next":"0190…","total":8431,
//  "epoch":"6f1c…","heads":{"processing:jobs":17}}
#include "dialects/orchestrator/http.h"

#include "dialects/common/user_text.h"
#include "dialects/orchestrator/ack.h"
#include "dialects/orchestrator/brandr.h"
#include "dialects/orchestrator/editor.h"
#include "dialects/orchestrator/payloads.h"
#include "dialects/orchestrator/rows.h"

#include <QHostAddress>
#include <QUrlQuery>

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;

namespace {

constexpr auto pageSize = "500"_L1;
constexpr auto newsSize = "100"_L1;

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

QUrl jobList(const wire::SessionFacts &facts, const QList<std::pair<QString, QString>> &items)
{
    QUrl url = endpoint(facts, u"/api/jobs"_s);
    QUrlQuery query;
    for (const auto &[key, value] : items)
        query.addQueryItem(key, value);
    url.setQuery(query);
    return url;
}

void readHealth(const wire::HttpReply &reply, JsonValue root, Sink &sink)
{
    if (saysBrandr(root))
        return brandr::decodeHealth(reply, root, sink);
    JsonFields fields(root, u"health"_s);
    const QString status = fields.string("status");
    const auto hub = fields.optionalIdText("hub");
    const auto epoch = fields.optionalIdText("epoch");
    if (!sink.accept(fields))
        return;
    if (status == "degraded"_L1)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "the server says it is degraded")) });
    if (!hub)
        return;
    if (isBrandr(sink.facts()))
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects",
                                       "another program answers at this address now: a hub")) });
    wire::SessionFacts &facts = sink.learn();
    facts.serverId = *hub;
    facts.extra.insert(u"hub"_s, *hub);
    if (epoch)
        facts.epoch = *epoch;
    if (facts.capabilities.isEmpty()) {
        facts.capabilities = { u"jobs"_s,   u"control"_s, u"add"_s,    u"upload"_s,
                               u"sample"_s, u"frames"_s,  cropChannel, brandChannel };
        if (isLoopback(facts.baseUrl))
            facts.capabilities.append(u"localFiles"_s);
    }
}

void readJobList(const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"job list"_s);
    fields.array("jobs");
    const auto next = fields.optionalString("next");
    if (!sink.accept(fields))
        return;
    auto jobs = readAll<wire::Job>(fields.value("jobs"), sink, readJob);
    nameTwice(jobs, u"job list"_s, sink);
    if (request.tag == "jobs"_L1) {
        sink.event(wire::JobsReplaced{ std::move(jobs) });
        if (next && !next->isEmpty())
            sink.follow(
                get(sink.facts(),
                    jobList(sink.facts(), { { u"limit"_s, pageSize }, { u"cursor"_s, *next } }),
                    request.tag),
                true);
        return;
    }
    std::vector<wire::Event> seen;
    for (wire::Job &job : jobs)
        seen.emplace_back(wire::JobSeen{ std::move(job) });
    sink.events(std::move(seen));
}

template <class T, class Read> std::vector<T> seconds(JsonValue list, Sink &sink, Read read)
{
    std::vector<T> all;
    for (const JsonValue &item : list.array().items()) {
        if (auto found = read(item, sink))
            all.push_back(std::move(found->second));
    }
    return all;
}

void readDetail(JsonValue root, Sink &sink)
{
    const JsonObject object = root.object();
    auto job = readJob(object["job"], sink);
    if (!job)
        return;
    wire::JobDetailSeen detail;
    detail.job = std::move(*job);
    detail.stages = seconds<wire::Stage>(object["stages"], sink, readStage);
    detail.thumbnails = seconds<wire::Thumbnail>(object["thumbnails"], sink, readThumbnail);
    detail.metadata = seconds<wire::Metadatum>(object["metadata"], sink, readMetadatum);
    detail.log = readAll<wire::JobLogLine>(object["log"], sink, readLogLine);
    int index = 0;
    for (const JsonValue &item : object["outputs"].array().items()) {
        if (auto output = readOutput(item, index++, sink))
            detail.outputs.push_back(std::move(*output));
    }
    sink.event(std::move(detail));
}

// The hub's answer to added media: rows, and what was refused and why.
void readAdded(const EditId &edit, int status, JsonValue root, Sink &sink)
{
    const JsonObject object = root.object();
    wire::EditSettled settled;
    settled.edit = edit;
    std::vector<wire::Event> events;
    for (wire::Job &job : readAll<wire::Job>(object["jobs"], sink, readJob)) {
        settled.jobs.push_back(job.id);
        events.emplace_back(wire::JobSeen{ std::move(job) });
    }
    QStringList reasons;
    for (const JsonValue &item : object["rejected"].array().items())
        reasons.append(readError(item.object()["error"]).message);
    if (reasons.isEmpty() && object["error"].exists())
        reasons.append(readError(object["error"]).message);
    settled.message = reasons.join(u"; "_s);
    using Verdict = wire::EditSettled::Verdict;
    settled.verdict = status < 300       ? Verdict::Applied
        : status == 401 || status == 403 ? Verdict::Denied
        : status == 409                  ? Verdict::Conflict
        : status == 429                  ? Verdict::RateLimited
                                         : Verdict::Invalid;
    events.emplace_back(std::move(settled));
    sink.events(std::move(events));
}

// An action's answer has the shape of an ack whatever the status; an error body settles it too.
void readActed(const EditId &edit, int status, JsonValue root, Sink &sink)
{
    if (root.object()["status"].isString() && root.object()["op"].exists()) {
        if (auto settled = readAck(root, sink))
            sink.event(std::move(*settled));
        return;
    }
    readAdded(edit, status, root, sink);
}

void readByTag(const wire::HttpRequest &request, const wire::HttpReply &reply, JsonValue root,
               Sink &sink)
{
    const int status = reply.status;
    const QString kind = request.tag.section(u':', 0, 0);
    const EditId edit{ request.tag.section(u':', 1) };
    if (kind == "add"_L1)
        readAdded(edit, status, root, sink);
    else if (kind == "action"_L1)
        readActed(edit, status, root, sink);
    else if (kind == "ops"_L1 && status == 200)
        readActed(edit, status, root, sink);
    else if (kind == "health"_L1)
        readHealth(reply, root, sink);
    else if (status >= 300)
        sink.issue(status == 404 ? Failure::Code::NotFound : Failure::Code::Refused,
                   u"%1 answered %2: %3"_s.arg(request.url.path())
                       .arg(status)
                       .arg(readError(root.object()["error"]).message));
    else if (kind == "detail"_L1)
        readDetail(root, sink);
    else if (kind == "lanes"_L1)
        sink.events(readEditorSnapshot(request.tag.section(u':', 1), root, sink));
    else
        readJobList(request, root, sink);
}

bool wantsSignIn(const wire::HttpReply &reply)
{
    // The program of the seed sends people to a login page instead of answering 401.
    return reply.status == 401
        || (reply.status == 302 && reply.header("Location").contains("login"));
}

} // namespace

wire::HttpRequest detailRequest(const JobId &job, const wire::SessionFacts &facts)
{
    return get(facts, endpoint(facts, u"/api/jobs/"_s + segment(job.text)), u"detail"_s);
}

std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts)
{
    if (isBrandr(facts))
        return brandr::pollRequests(interest, facts);
    std::vector<wire::HttpRequest> all;
    if (programOf(facts) == Program::Unknown) {
        all.push_back(get(facts, endpoint(facts, u"/health"_s), u"health:first"_s));
        all.back().timeout = std::chrono::seconds(5); // silent: its one worker is busy
        return all;
    }
    if (interest.fullRead) {
        all.push_back(get(facts, endpoint(facts, u"/health"_s), u"health"_s));
        all.push_back(get(facts, jobList(facts, { { u"limit"_s, pageSize } }), u"jobs"_s));
    } else if (interest.jobs) {
        // What moves, and what is new; the rest is read again with every full read.
        all.push_back(
            get(facts,
                jobList(facts,
                        { { u"limit"_s, pageSize }, { u"state"_s, u"running,paused,queued"_s } }),
                u"news"_s));
        all.push_back(get(facts, jobList(facts, { { u"limit"_s, newsSize } }), u"news"_s));
    }
    for (const JobId &job : interest.details)
        all.push_back(detailRequest(job, facts));
    for (const auto &[kind, channel] :
         { std::pair("crop"_L1, cropChannel), std::pair("brand"_L1, brandChannel) }) {
        const bool isShown = interest.fullRead || interest.kinds.contains(kind);
        if (!isHub(facts) || !isShown || !facts.capabilities.contains(channel))
            continue;
        QUrlQuery query;
        query.addQueryItem(u"channel"_s, channel);
        all.push_back(
            get(facts, endpoint(facts, u"/api/lanes"_s, query), QString(u"lanes:"_s + channel)));
    }
    return all;
}

namespace {

// Now that it said which program it is; a server of the seed alone has no /health (S7).
void followHealth(Sink &sink)
{
    if (!isBrandr(sink.facts()))
        return sink.follow(
            get(sink.facts(), jobList(sink.facts(), { { u"limit"_s, pageSize } }), u"jobs"_s),
            true);
    for (wire::HttpRequest &list : brandr::lists(sink.facts()))
        sink.follow(std::move(list), true);
}

void readAnswer(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const auto root = threadReader().parse(reply.body);
    if (root && root->isObject())
        return readByTag(request, reply, *root, sink);
    const QString path = request.url.path();
    if (!root && reply.status < 300)
        sink.issue(root.error().code, u"%1: %2"_s.arg(path, root.error().detail));
    else
        sink.issue(reply.status == 404 ? Failure::Code::NotFound : Failure::Code::Refused,
                   u"%1 answered %2"_s.arg(path).arg(reply.status));
    const QString kind = request.tag.section(u':', 0, 0);
    if (reply.status >= 300 && (kind == "add"_L1 || kind == "action"_L1))
        readAdded(EditId{ request.tag.section(u':', 1) }, reply.status, {}, sink);
}

} // namespace

wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts)
{
    Sink sink(reply.body, facts);
    if (request.tag.startsWith(brandr::tagMark)) {
        brandr::decodeReply(request, reply, sink);
        return sink.take();
    }
    if (reply.status == 0) {
        sink.issue(failureOf(request, reply));
        // A hub never keeps its callers waiting; who else it may be is not known yet.
        if (!isHub(facts) && reply.trouble == wire::HttpReply::Trouble::Timeout)
            stand(busy(), sink);
        return sink.take();
    }
    answered(sink);
    if (wantsSignIn(reply)) {
        sink.control(wire::SignInRefused{
            userText(QT_TRANSLATE_NOOP("fw::dialects", "the server answered %1"), reply.status) });
        return sink.take();
    }
    readAnswer(request, reply, sink);
    if (request.tag == "health:first"_L1)
        followHealth(sink);
    return sink.take();
}

} // namespace fw::dialects::orchestrator
