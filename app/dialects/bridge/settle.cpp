// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"message":"Photo approved successfully","photo_id":1}
// {"error":"(sqlite3.IntegrityError) CHECK constraint failed: …","message":"Queue priorities
//  rebalanced successfully"}                                     (200, and still a failure)
// {"batch_id":"batch_2dff4376c26b","message":"Batch processing started","photo_count":2}
#include "dialects/bridge/actions.h"

#include "dialects/bridge/reads.h"
#include "dialects/bridge/rows.h"
#include "dialects/bridge/times.h"
#include "dialects/bridge/words.h"
#include "dialects/common/user_text.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using Verdict = wire::EditSettled::Verdict;

namespace {

struct Deal
{
    QString name;
    QString target;
    wire::EditSettled settled;
};

void readPhotoAgain(const Deal &deal, Sink &sink)
{
    sink.follow(photoRequest(deal.target, sink.facts()), false);
}

void batchStarted(JsonValue root, Deal &deal, Sink &sink)
{
    const auto batch = root.object()["batch_id"].idText();
    if (!batch)
        return;
    learnBatch(sink, *batch, false);
    wire::Job job;
    job.id = batchJob(*batch);
    if (const auto photos = root.object()["photo_count"].integer())
        job.name = u"Batch of %1 photos"_s.arg(*photos);
    deal.settled.jobs.push_back(job.id);
    sink.event(wire::JobSeen{ std::move(job) });
    sink.follow(batchRequest(*batch, false, sink.facts()), false);
}

void jobMade(JsonValue root, Deal &deal, Sink &sink)
{
    auto job = readJob(root, sink);
    if (!job)
        return;
    deal.settled.jobs.push_back(job->id);
    sink.event(wire::JobSeen{ std::move(*job) });
}

void jobTouched(JsonValue root, Deal &deal, Sink &sink)
{
    const JobId job{ deal.target };
    deal.settled.jobs.push_back(job);
    if (deal.name == "job.delete"_L1)
        sink.event(wire::JobRemoved{ job });
    else
        sink.follow(jobRequest(job, sink.facts()), false);
    // A new attempt is a job of its own; the old one stays as it failed.
    const auto next = root.object()["new_task_id"].idText();
    if (deal.name != "job.retry"_L1 || !next || next->isEmpty())
        return;
    deal.settled.jobs.push_back(JobId{ *next });
    sink.follow(rowRequest(*next, sink.facts()), false);
}

// What an action without a target did is told in its own words.
void told(JsonValue root, Sink &sink)
{
    if (const auto words = root.object()["message"].string())
        sink.event(wire::NoticeSeen{ u"info"_s, withoutSql(*words) });
}

void sessionTouched(const Deal &deal, Sink &sink)
{
    if (deal.name == "session.delete"_L1)
        sink.event(wire::ItemRemoved{ QString::fromLatin1(sessionKind), ItemId{ deal.target } });
    else
        sink.follow(sessionsRequest(sink.facts(), 0), false);
}

void afterwards(JsonValue root, Deal &deal, Sink &sink)
{
    if (deal.name.startsWith("approval."_L1)) {
        sink.event(wire::ItemRemoved{ QString::fromLatin1(approvalKind), ItemId{ deal.target } });
        readPhotoAgain(deal, sink);
    } else if (deal.name == "photo.develop"_L1) {
        jobMade(root, deal, sink);
    } else if (deal.name == "batch.start"_L1) {
        batchStarted(root, deal, sink);
    } else if (deal.name.startsWith("batch."_L1)) {
        deal.settled.jobs.push_back(batchJob(deal.target));
        sink.follow(batchRequest(deal.target, false, sink.facts()), false);
    } else if (deal.name.startsWith("job."_L1)) {
        jobTouched(root, deal, sink);
    } else if (deal.name.startsWith("session."_L1)) {
        sessionTouched(deal, sink);
    } else {
        told(root, sink);
        if (deal.name.startsWith("hotfolder."_L1))
            sink.follow(foldersRequest(sink.facts()), false);
    }
}

// c4: the program marks the row "cancelled", which its own database refuses.
bool cannotCancel(const Deal &deal, int status)
{
    return deal.name == "job.cancel"_L1 && status == 500;
}

void refuse(Deal &deal, const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    deal.settled = refusal(request, reply);
    deal.settled.message = withoutSql(deal.settled.message);
    if (cannotCancel(deal, reply.status))
        deal.settled.message
            = userText(QT_TRANSLATE_NOOP("fw::dialects",
                                         "this server cannot cancel a job of its list (it answers "
                                         "500); one that has not started can be deleted"));
    // An id the server forgot is renewed by the next poll.
    const bool noRoute = deal.name != "message.send"_L1
        && (reply.status == 404 || reply.status == 405) && isHtml(reply);
    if (noRoute) {
        learnLack(sink, deal.name);
        deal.settled.message
            = userText(QT_TRANSLATE_NOOP("fw::dialects", "this program has no such route"));
    }
    sink.event(std::move(deal.settled));
}

// A message is heard when something answers it: null is not understood, {"error"} a refusal.
std::optional<QString> unheard(JsonValue response)
{
    if (!response.isObject())
        return userText(QT_TRANSLATE_NOOP("fw::dialects", "the server did not understand it"));
    return response.object()["error"].string();
}

void fulfil(Deal &deal, JsonValue root, Sink &sink)
{
    const JsonObject object = root.object();
    const auto error
        = deal.name == "message.send"_L1 ? unheard(object["response"]) : object["error"].string();
    if (error || !object["success"].boolean().value_or(true)) {
        deal.settled.verdict = Verdict::Invalid;
        deal.settled.message = withoutSql(error.value_or(object["message"].string().value_or(
            userText(QT_TRANSLATE_NOOP("fw::dialects", "refused")))));
    } else {
        afterwards(root, deal, sink);
    }
    sink.event(std::move(deal.settled));
}

} // namespace

void decodeAction(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (reply.status == 0)
        return sink.issue(failureOf(request, reply));
    Deal deal{ request.tag.section(u':', 1, 1), request.tag.section(u':', 2), applied(request) };
    if (reply.status == 401)
        sink.control(wire::SignInRefused{ errorBody(reply).message });
    if (reply.status >= 300)
        return refuse(deal, request, reply, sink);
    const auto root = threadReader().parse(reply.body);
    if (root && root->isObject())
        return fulfil(deal, *root, sink);
    deal.settled.verdict = Verdict::Invalid;
    deal.settled.message = userText(
        QT_TRANSLATE_NOOP("fw::dialects", "the server answered with something else than JSON"));
    sink.issue(Failure::Code::BadInput, request.url.path() + u": "_s + deal.settled.message);
    sink.event(std::move(deal.settled));
}

Expected<wire::HttpRequest> signInRequest(const wire::Credentials &credentials,
                                          const wire::SessionFacts &facts)
{
    if (credentials.kind != wire::SignInKind::Password)
        return fail(Failure::Code::Unsupported, u"this server takes a name and a password"_s);
    QJsonObject body;
    for (const QString &name : { u"username"_s, u"password"_s }) {
        const Secret value = credentials.values.value(name);
        if (value.isEmpty())
            return fail(Failure::Code::BadInput, u"%1 is needed"_s.arg(name));
        body.insert(name, QString::fromUtf8(value.reveal()));
    }
    wire::HttpRequest request
        = send(facts, "POST", endpoint(facts, u"/api/auth/login"_s), body, u"signin"_s);
    // An old token is no part of a new sign-in.
    request.headers.removeIf([](const auto &header) { return header.first == "Authorization"; });
    request.timeout = usualTimeout;
    return request;
}

void decodeSignIn(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (reply.status == 0)
        return sink.issue(failureOf(request, reply));
    if (reply.status >= 300)
        return sink.control(wire::SignInRefused{ withoutSql(errorBody(reply).message) });
    const auto date = dateOf(reply);
    const auto root = threadReader().parse(reply.body);
    JsonFields fields(root ? *root : JsonValue(), u"sign-in"_s);
    const QString token = fields.string("token");
    const auto life = fields.optionalInteger("expires_in");
    if (!sink.accept(fields) || token.isEmpty())
        return sink.control(wire::SignInRefused{
            userText(QT_TRANSLATE_NOOP("fw::dialects", "the server gave no token")) });
    wire::SessionFacts &facts = sink.learn();
    facts.token = Secret(token.toUtf8());
    facts.tokenUntil.reset();
    if (date && life && *life > 0 && *life < 100LL * 366 * 86'400)
        facts.tokenUntil = *date + std::chrono::seconds(*life);
    sink.control(
        wire::SignedIn{ fields.value("user").object()["username"].string().value_or(QString()) });
}

} // namespace fw::dialects::bridge
