// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /api/v1/jobs/?status=PENDING&status=PROCESSING&status=COMPLETED&status=FAILED
// [{"id":1,"video_id":1,"status":"PROCESSING","processing_stages":null,…}]
#include "dialects/echo/http.h"

#include "dialects/echo/edits.h"
#include "dialects/echo/gotrue.h"
#include "dialects/echo/known.h"
#include "dialects/echo/routes.h"
#include "dialects/echo/rows.h"
#include "dialects/echo/socket.h"

#include <QSet>

#include <algorithm>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t pageSize = 100; // there is no next page (echo.md c2)
constexpr qsizetype mostDetails = 20; // of one round
constexpr auto vanishedAgain = 30s;
constexpr auto detailKey = "detail"_L1; // "500": the route crashes for every job (c2.3, 1)
constexpr auto hidesKey = "hidesFinished"_L1; // its list leaves out what has ended
constexpr auto standingKey = "standing"_L1;

QString rest(const wire::HttpRequest &request)
{
    return request.tag.section(u':', 1);
}

wire::HttpRequest statusRequest(const wire::SessionFacts &facts, const QStringList &statuses,
                                const QString &tag)
{
    QUrlQuery query;
    for (const QString &status : statuses)
        query.addQueryItem(u"status"_s, status); // capitals only: else 422
    return get(facts, api(facts, u"/jobs/"_s, query), tag);
}

wire::HttpRequest vanishedRequest(const QString &job, const wire::SessionFacts &facts)
{
    wire::HttpRequest request = detailRequest(job, facts, u"vanished"_s);
    request.every = vanishedAgain;
    return request;
}

std::vector<Row> readRows(JsonValue root, Reading &reading)
{
    std::vector<Row> rows;
    QSet<QString> ids;
    for (const JsonValue &item : root.array().items()) {
        auto row = readRow(item, reading);
        const QString id = row ? row->job.id.text : QString();
        if (row && ids.contains(id)) // the newer one counts, as with any news
            reading.sink.issue(Failure::Code::BadInput,
                               u"job %1 is listed twice"_s.arg(id.left(60)));
        ids.insert(id);
        if (row && row->hasState)
            rows.push_back(std::move(*row));
        else if (row)
            reading.sink.issue(Failure::Code::BadInput,
                               u"job %1: \"status\" is missing"_s.arg(row->job.id.text.left(60)));
    }
    return rows;
}

// Jobs we know as open that are not listed: ended, out of the 100, or gone (echo.md c2).
QStringList vanished(const KnownJobs &known, const QSet<QString> &listed)
{
    QStringList ids;
    for (const KnownJob &job : known.all()) {
        if (job.open && !listed.contains(job.id) && ids.size() < mostDetails)
            ids.append(job.id);
    }
    return ids;
}

void deliver(std::vector<Row> rows, bool whole, Sink &sink)
{
    std::vector<wire::Event> events;
    if (whole) {
        wire::JobsReplaced list;
        for (Row &row : rows)
            list.jobs.push_back(std::move(row.job));
        events.emplace_back(std::move(list));
        for (Row &row : rows)
            std::ranges::move(row.parts, std::back_inserter(events));
    } else {
        for (Row &row : rows)
            std::ranges::move(eventsOf(std::move(row)), std::back_inserter(events));
    }
    sink.events(std::move(events));
}

void readList(const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    if (!root.isArray()) {
        sink.issue(Failure::Code::BadInput,
                   u"job list is %1, expected array"_s.arg(root.typeName()));
        return;
    }
    Reading reading{ sink };
    std::vector<Row> rows = readRows(root, reading);
    KnownJobs known(sink.facts());
    QSet<QString> listed;
    for (const Row &row : rows)
        listed.insert(row.job.id.text);
    const bool isMore = request.tag.startsWith("more:"_L1);
    const bool isCut = rows.size() >= pageSize;
    const QStringList missing = isMore || isCut ? QStringList() : vanished(known, listed);
    // Behind a full page an open job may still stand in the lists by status; what is in none of
    // them is asked for by the next round.
    const KnownJobs before(sink.facts());
    for (const KnownJob &job : before.all()) {
        if (!isMore && !listed.contains(job.id) && job.open == isCut)
            known.remove(job.id);
    }
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        known.put({ row->job.id.text, row->video, !wire::isTerminal(row->job.state) });
    learnJobs(known, sink);
    const bool whole = request.tag == "jobs"_L1 && !isCut && missing.isEmpty()
        && !sink.facts().extra.contains(hidesKey);
    deliver(std::move(rows), whole, sink);
    if (!isMore && isCut) {
        for (const QString &status : { u"PENDING"_s, u"PROCESSING"_s })
            sink.follow(statusRequest(sink.facts(), { status }, u"more:"_s + status), true);
    }
    for (const QString &job : missing)
        sink.follow(vanishedRequest(job, sink.facts()), true);
}

void readDetail(const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    Reading reading{ sink };
    auto row = readRow(root, reading);
    if (!row || !row->hasState)
        return sink.issue(Failure::Code::BadInput, u"job detail without id or status"_s);
    const bool ended = wire::isTerminal(row->job.state);
    KnownJobs known(sink.facts());
    known.put({ row->job.id.text, row->video, !ended });
    learnJobs(known, sink);
    if (request.tag.startsWith("vanished:"_L1) && ended)
        sink.learn().extra.insert(hidesKey, u"1"_s);
    if (sink.facts().extra.contains(detailKey))
        sink.learn().extra.remove(detailKey);
    if (!row->job.thumbnail.isEmpty())
        row->parts.emplace_back(wire::ThumbnailSeen{
            row->job.id, { ThumbnailId{ row->job.thumbnail }, row->job.thumbnail, 0, 0, {} } });
    sink.events(eventsOf(std::move(*row)));
}

// The program's own detail route crashes for each job that exists: the list has the same row.
void noDetail(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const QString job = rest(request);
    if (reply.status == 404 && isNoRoute(reply) && request.url.path().endsWith("/details"_L1)) {
        learnRoute(sink.learn(), Route::Details, false);
        sink.follow(detailRequest(job, sink.facts(), request.tag.section(u':', 0, 0)), true);
        return;
    }
    sink.issue(failureOf(request, reply));
    const bool isGone = reply.status == 404 && !isNoRoute(reply);
    if (isGone || reply.status == 403) { // somebody else's is not asked for again
        KnownJobs known(sink.facts());
        known.remove(job);
        learnJobs(known, sink);
    }
    if (isGone)
        sink.event(wire::JobRemoved{ JobId{ job } });
    if (reply.status < 500)
        return;
    sink.learn().extra.insert(detailKey, u"500"_s);
    if (request.tag.startsWith("detail:"_L1))
        sink.follow(newsRequest(sink.facts()), true);
}

void readStanding(const wire::HttpReply &reply, Sink &sink)
{
    const bool wasBad = sink.facts().extra.contains(standingKey);
    if (reply.status >= 500 && !wasBad) {
        sink.learn().extra.insert(standingKey, u"degraded"_s);
        sink.control(wire::Standing{ wire::Standing::Kind::Degraded, errorBody(reply).message });
    } else if (reply.status < 300 && wasBad) {
        sink.learn().extra.remove(standingKey);
        sink.control(wire::Standing{});
    }
}

// Nothing of it leaves while no socket is open; with the next one it is said again.
void subscribeAgain(Sink &sink)
{
    for (wire::Frame &frame : subscription(sink.facts()))
        sink.control(wire::ReplyWanted{ std::move(frame) });
}

void watch(const QString &job, Sink &sink)
{
    if (watchedJobs(sink.facts()).contains(job))
        return;
    const bool isNew = !subscribedJobs(sink.facts()).contains(job);
    noteWatched(sink.learn(), job);
    if (isNew)
        subscribeAgain(sink);
}

void readReply(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const QString kind = request.tag.section(u':', 0, 0);
    const bool isDetail = kind == "detail"_L1 || kind == "vanished"_L1;
    if (kind == "detail"_L1)
        watch(rest(request), sink);
    if (!isDetail)
        readStanding(reply, sink);
    if (reply.status >= 300) {
        if (isDetail)
            noDetail(request, reply, sink);
        else
            sink.issue(failureOf(request, reply));
        return;
    }
    const auto root = threadReader().parse(reply.body);
    if (!root)
        sink.issue(root.error().code, u"%1: %2"_s.arg(request.url.path(), root.error().detail));
    else if (isDetail)
        readDetail(request, *root, sink);
    else
        readList(request, *root, sink);
}

// 307 for a missing slash, with an absolute address. Our token goes along to the same server only,
// and once only.
bool redirected(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (reply.status != 307 && reply.status != 308)
        return false;
    const QUrl target = request.url.resolved(QUrl::fromEncoded(reply.header("Location")));
    const QString where = request.url.path();
    if (!wire::sameOrigin(target, request.url) || request.url.hasFragment()) {
        sink.issue(Failure::Code::Refused, where + u" leads to another server, or in a circle"_s);
        if (!request.edit.isEmpty())
            sink.event(refusal(request, reply));
        return true;
    }
    wire::HttpRequest again = request;
    again.url = target;
    again.url.setFragment(u"redirected"_s); // stays on this side
    sink.follow(std::move(again), true);
    return true;
}

} // namespace

wire::HttpRequest listRequest(const wire::SessionFacts &facts, const QString &tag)
{
    return statusRequest(facts, { u"PENDING"_s, u"PROCESSING"_s, u"COMPLETED"_s, u"FAILED"_s },
                         tag);
}

wire::HttpRequest newsRequest(const wire::SessionFacts &facts)
{
    wire::HttpRequest request = listRequest(facts, u"news"_s);
    request.every = 2s;
    return request;
}

wire::HttpRequest detailRequest(const QString &job, const wire::SessionFacts &facts,
                                const QString &kind)
{
    const QString tag = kind + u':' + job;
    const KnownJobs known(facts);
    const KnownJob *found = known.find(job);
    if (hasRoute(facts, Route::Details).value_or(false) && found && !found->video.isEmpty())
        return get(facts, api(facts, u"/videos/%1/details"_s.arg(segment(found->video))), tag);
    return get(facts, api(facts, u"/videos/jobs/"_s + segment(job)), tag);
}

std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts)
{
    std::vector<wire::HttpRequest> all;
    if (interest.fullRead && wantsRoutes(facts))
        all.push_back(routesRequest(facts));
    if (interest.fullRead || interest.jobs)
        all.push_back(listRequest(facts, interest.fullRead ? u"jobs"_s : u"news"_s));
    // Open jobs the last list did not hold; after a full read they are asked for by its answer.
    const KnownJobs known(facts);
    qsizetype asked = 0;
    for (const wire::OpenJob &job : interest.open) {
        if (!interest.fullRead && asked < mostDetails && !known.find(job.id.text)) {
            all.push_back(vanishedRequest(job.id.text, facts));
            ++asked;
        }
    }
    const bool crashes = facts.extra.contains(detailKey);
    for (const JobId &job : interest.details) {
        if (!crashes || interest.fullRead)
            all.push_back(detailRequest(job.text, facts));
    }
    return all;
}

void learnJobs(const KnownJobs &known, Sink &sink)
{
    if (!known.differs(sink.facts()))
        return;
    const QStringList before = subscribedJobs(sink.facts());
    known.save(sink.learn());
    const QStringList now = subscribedJobs(sink.facts());
    const bool more
        = std::ranges::any_of(now, [&before](const QString &id) { return !before.contains(id); });
    if (more)
        subscribeAgain(sink);
}

wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts)
{
    if (isSignIn(request))
        return decodeSignIn(request, reply, facts);
    // A signed address lets anybody write: no excerpt of it.
    const bool isSecret = request.tag.startsWith("sign:"_L1) || isStorage(request);
    Sink sink(isSecret ? QByteArrayView() : QByteArrayView(reply.body), facts);
    if (reply.status == 0) {
        sink.issue(failureOf(request, reply));
        return sink.take();
    }
    if (request.tag == "routes"_L1) {
        readRoutes(reply, sink);
        return sink.take();
    }
    const bool atStorage = isStorage(request);
    if (!atStorage && redirected(request, reply, sink))
        return sink.take();
    if (reply.status == 401 && !atStorage) {
        // Expired and forged look the same (echo.md c2.2). An edit waits for the next token.
        noteStored(request, sink);
        sink.control(signedOut(facts, errorBody(reply).message));
        return sink.take();
    }
    if (isEdit(request))
        decodeEdit(request, reply, sink);
    else
        readReply(request, reply, sink);
    return sink.take();
}

} // namespace fw::dialects::echo
