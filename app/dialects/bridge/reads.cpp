// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /api/jobs?limit=500&offset=0        GET /api/approval/queue?limit=500&offset=0
// GET /api/system/status                  GET /batch/batch_2dff4376c26b/status
#include "dialects/bridge/reads.h"

#include "dialects/bridge/figures.h"
#include "dialects/bridge/logs.h"
#include "dialects/bridge/push.h"
#include "dialects/bridge/rows.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr auto pageSize = "500"_L1;
constexpr auto newsSize = "100"_L1;
constexpr Millis activeEvery = 2s;
constexpr Millis batchEvery = 500ms; ///< dear: they may wait for a lock (c4)

QUrlQuery page(qint64 offset)
{
    QUrlQuery query;
    query.addQueryItem(u"limit"_s, pageSize);
    query.addQueryItem(u"offset"_s, QString::number(offset));
    return query;
}

QUrlQuery first(QLatin1StringView limit)
{
    QUrlQuery query;
    query.addQueryItem(u"limit"_s, limit);
    return query;
}

wire::HttpRequest slow(const QString &path, const QString &tag, Millis every,
                       const wire::SessionFacts &facts)
{
    wire::HttpRequest request = read(path, tag, facts);
    request.timeout = slowTimeout;
    request.every = every;
    request.mayFail = true;
    return request;
}

wire::HttpRequest rarely(wire::HttpRequest request)
{
    request.every = batchEvery;
    return request;
}

// Batches known from answers and messages, and those the client holds for open.
QStringList wantedBatches(QStringList all, const wire::Interest &interest)
{
    for (const wire::OpenJob &open : interest.open) {
        const QString batch = batchOf(open.id);
        if (!batch.isEmpty() && !all.contains(batch))
            all.append(batch);
    }
    return all;
}

// Dear routes come last: they hold up nothing but the end of their round.
void addSlow(std::vector<wire::HttpRequest> &all, const wire::SessionFacts &facts)
{
    // How many wait is all that is read there: the status tells it at once (f9).
    if (known(facts, depthTold).isEmpty())
        all.push_back(slow(u"/queue/stats"_s, u"stats"_s, slowEvery, facts));
    all.push_back(slow(u"/queue/workers"_s, u"workers"_s, 2 * slowEvery, facts));
    if (known(facts, lateRoutes) == "yes"_L1)
        all.push_back(slow(u"/resources/status"_s, u"resources"_s, slowEvery, facts));
}

void append(std::vector<wire::HttpRequest> &all, std::vector<wire::HttpRequest> more)
{
    std::ranges::move(more, std::back_inserter(all));
}

void addItems(std::vector<wire::HttpRequest> &all, const wire::Interest &interest,
              const wire::SessionFacts &facts)
{
    const auto wants = [&interest](const char *kind) {
        return interest.kinds.contains(QString::fromLatin1(kind));
    };
    if (wants(sessionKind))
        all.push_back(sessionsRequest(facts, 0));
    if (wants(approvalKind))
        all.push_back(approvalsRequest(facts, 0));
    if (wants(photoKind)) {
        all.push_back(read(u"/api/photos"_s, u"photos:new"_s, facts, first(newsSize)));
        all.back().mayFail = true;
    }
    if (wants(folderKind))
        all.push_back(foldersRequest(facts));
    if (wants(figureKind))
        append(all, figureRequests(facts));
}

// Where the fallback's own route is not asked: it takes the lock that may hang (c0.1).
void addProbe(std::vector<wire::HttpRequest> &all, bool full, const wire::SessionFacts &facts)
{
    const bool free = wantsFallback(facts) && count(facts, pushWedged) == 0;
    if (free || !(full || known(facts, lateRoutes).isEmpty()))
        return;
    all.push_back(read(u"/resources/gpu"_s, QString(lateTag), facts));
    all.back().mayFail = true;
}

wire::HttpRequest list(const QString &path, const QString &tag, qint64 offset,
                       const wire::SessionFacts &facts)
{
    wire::HttpRequest request = read(path, tag, facts, page(offset));
    // One list that is out of order must not hide the others. One that breaks off in the middle is
    // not whole, and neither is its round.
    request.mayFail = offset == 0;
    return request;
}

void eraseAbsent(std::vector<wire::HttpRequest> &all, const wire::SessionFacts &facts)
{
    std::erase_if(all, [&facts](const wire::HttpRequest &request) {
        return isOptional(request) && lacks(facts, request.url.path());
    });
}

wire::HttpRequest activeRequest(const wire::SessionFacts &facts)
{
    wire::HttpRequest request = read(u"/progress/active"_s, u"active"_s, facts);
    request.mayFail = true;
    request.every = activeEvery;
    return request;
}

} // namespace

bool isQuiet(const wire::HttpRequest &request)
{
    static const QStringList quiet{ u"active"_s, u"folders"_s, u"stats"_s, u"workers"_s };
    return quiet.contains(request.tag) || request.tag.startsWith("log:"_L1)
        || request.tag.startsWith("figures:"_L1);
}

bool isOptional(const wire::HttpRequest &request)
{
    static const QStringList lists{ u"sessions"_s, u"photos"_s, u"photos:new"_s, u"approvals"_s };
    return request.mayFail && (isQuiet(request) || lists.contains(request.tag));
}

wire::HttpRequest read(const QString &path, const QString &tag, const wire::SessionFacts &facts,
                       const QUrlQuery &query)
{
    wire::HttpRequest request = get(facts, endpoint(facts, path, query), tag);
    request.timeout = usualTimeout;
    return request;
}

wire::HttpRequest jobRequest(const JobId &job, const wire::SessionFacts &facts)
{
    return read(u"/api/jobs/"_s + segment(job.text), u"job"_s, facts);
}

wire::HttpRequest batchRequest(const QString &batch, bool partOfAll,
                               const wire::SessionFacts &facts)
{
    wire::HttpRequest request = read(u"/batch/"_s + segment(batch) + u"/status"_s,
                                     partOfAll ? u"batch:all"_s : u"batch"_s, facts);
    request.mayFail = true;
    return request;
}

wire::HttpRequest photoRequest(const QString &photo, const wire::SessionFacts &facts)
{
    wire::HttpRequest request = read(u"/api/photos/"_s + segment(photo), u"photo"_s, facts);
    request.mayFail = true;
    return request;
}

wire::HttpRequest jobsRequest(const wire::SessionFacts &facts, qint64 offset)
{
    return read(u"/api/jobs"_s, u"jobs"_s, facts, page(offset));
}

wire::HttpRequest sessionsRequest(const wire::SessionFacts &facts, qint64 offset)
{
    return list(u"/api/sessions"_s, u"sessions"_s, offset, facts);
}

wire::HttpRequest photosRequest(const wire::SessionFacts &facts, qint64 offset)
{
    return list(u"/api/photos"_s, u"photos"_s, offset, facts);
}

wire::HttpRequest approvalsRequest(const wire::SessionFacts &facts, qint64 offset)
{
    return list(u"/api/approval/queue"_s, u"approvals"_s, offset, facts);
}

wire::HttpRequest foldersRequest(const wire::SessionFacts &facts)
{
    wire::HttpRequest request = read(u"/hotfolder/status"_s, u"folders"_s, facts);
    request.mayFail = true;
    return request;
}

wire::HttpRequest runningRequest(const wire::SessionFacts &facts)
{
    QUrlQuery query = first(newsSize);
    query.addQueryItem(u"status"_s, u"processing"_s);
    return read(u"/api/jobs"_s, u"running"_s, facts, query);
}

wire::HttpRequest rowRequest(const QString &job, const wire::SessionFacts &facts)
{
    wire::HttpRequest request = read(u"/api/jobs/"_s + segment(job), u"row"_s, facts);
    request.mayFail = true;
    return request;
}

wire::HttpRequest aliveRequest(const wire::SessionFacts &facts)
{
    return read(u"/system/health"_s, u"push:alive"_s, facts);
}

std::vector<wire::HttpRequest> detailRequests(const JobId &job, const wire::SessionFacts &facts)
{
    const QString batch = batchOf(job);
    if (!batch.isEmpty())
        return { rarely(batchRequest(batch, false, facts)) };
    wire::HttpRequest progress
        = read(u"/progress/job/"_s + segment(job.text), u"progress"_s, facts);
    progress.mayFail = true;
    std::vector<wire::HttpRequest> all{ logRequest(job, facts), jobRequest(job, facts), progress };
    eraseAbsent(all, facts);
    return all;
}

std::vector<wire::HttpRequest> fullRead(const wire::Interest &interest,
                                        const wire::SessionFacts &facts)
{
    std::vector<wire::HttpRequest> all{
        read(u"/system/health"_s, u"health"_s, facts),
        read(u"/api/system/info"_s, u"info"_s, facts),
        read(u"/api/system/status"_s, u"status"_s, facts),
        // Photos first: their names are those of the jobs.
        photosRequest(facts, 0),
        sessionsRequest(facts, 0),
        approvalsRequest(facts, 0),
        jobsRequest(facts, 0),
    };
    all[1].mayFail = true;
    all[2].mayFail = true;
    QStringList batchesShown = wantedBatches(batches(facts), interest);
    for (const JobId &job : interest.details) {
        if (const QString batch = batchOf(job); !batch.isEmpty() && !batchesShown.contains(batch))
            batchesShown.append(batch);
    }
    for (const QString &batch : std::as_const(batchesShown))
        all.push_back(rarely(batchRequest(batch, true, facts)));
    all.push_back(foldersRequest(facts));
    append(all, figureRequests(facts));
    return all;
}

std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts)
{
    std::vector<wire::HttpRequest> all;
    if (interest.fullRead) {
        append(all, fullRead(interest, facts));
    } else {
        all.push_back(read(u"/system/health"_s, u"health"_s, facts));
        all.push_back(read(u"/api/system/status"_s, u"status"_s, facts));
        all.back().mayFail = true;
        if (interest.jobs)
            all.push_back(read(u"/api/jobs"_s, u"news"_s, facts, first(newsSize)));
        addItems(all, interest, facts);
        for (const QString &batch : wantedBatches(runningBatches(facts), interest))
            all.push_back(rarely(batchRequest(batch, false, facts)));
        all.push_back(activeRequest(facts));
    }
    for (const JobId &job : interest.details)
        append(all, detailRequests(job, facts));
    append(all, pushRequests(interest.fullRead, facts));
    addProbe(all, interest.fullRead, facts);
    addSlow(all, facts);
    eraseAbsent(all, facts);
    return all;
}

} // namespace fw::dialects::bridge
