// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"count":4,"jobs":[{"id":"jobdone0001","photo_id":1,"status":"completed",…}],"limit":100,
//  "offset":0,"total":4}
// {"count":2,"limit":50,"offset":0,"sessions":[{"id":2,"name":"Studio_done",…}],"total":2}
// {"success":true,"job_status":{"job_id":"j1","current_stage":"exporting","progress":80.0,…}}
#include "dialects/bridge/lists.h"

#include "dialects/bridge/figures.h"
#include "dialects/bridge/logs.h"
#include "dialects/bridge/parts.h"
#include "dialects/bridge/rows.h"
#include "dialects/bridge/system.h"
#include "dialects/bridge/times.h"
#include "dialects/bridge/words.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostNamesAsked = 20; ///< of photos that are not in any list, per answer

struct Page
{
    JsonArray rows;
    qint64 next = 0; ///< offset of the next page; 0: this is the last
};

std::optional<Page> pageOf(JsonValue root, const char *name, Sink &sink)
{
    JsonFields fields(root, u"list of "_s + QString::fromLatin1(name));
    Page page{ fields.array(name), 0 };
    const qint64 total = fields.optionalInteger("total").value_or(0);
    const qint64 offset = fields.optionalInteger("offset").value_or(0);
    if (!sink.accept(fields))
        return std::nullopt;
    const auto rows = static_cast<qint64>(page.rows.items().size());
    if (rows > 0 && offset >= 0 && offset + rows < total)
        page.next = offset + rows;
    return page;
}

// Jobs name their photo by number only; the file name is asked for once.
void askNames(const std::vector<wire::Job> &jobs, Sink &sink)
{
    QStringList asked;
    for (const wire::Job &job : jobs) {
        const bool wanted = !job.hint.isEmpty() && !isPhotoKnown(sink.facts(), job.hint);
        if (wanted && !asked.contains(job.hint) && asked.size() < mostNamesAsked) {
            asked.append(job.hint);
            sink.follow(photoRequest(job.hint, sink.facts()), false);
        }
    }
}

// A server that repeats an id is shown as it is: the last of them counts.
template <class T> void nameRepeats(const std::vector<T> &rows, QLatin1StringView what, Sink &sink)
{
    QHash<QString, int> times;
    for (const T &row : rows) {
        if (++times[row.id.text] == 2)
            sink.issue(Failure::Code::BadInput,
                       u"%1 \"%2\" is more than once in one list"_s.arg(what, row.id.text));
    }
}

std::vector<wire::Event> seenOf(std::vector<wire::Job> jobs)
{
    std::vector<wire::Event> seen;
    for (wire::Job &job : jobs)
        seen.emplace_back(wire::JobSeen{ std::move(job) });
    return seen;
}

void readJobs(JsonValue root, bool whole, Sink &sink)
{
    const auto page = pageOf(root, "jobs", sink);
    if (!page)
        return;
    auto jobs = readAll<wire::Job>(root.object()["jobs"], sink, readJob);
    nameRepeats(jobs, "job"_L1, sink);
    askNames(jobs, sink);
    if (whole) {
        sink.event(wire::JobsReplaced{ std::move(jobs) });
        if (page->next > 0)
            sink.follow(jobsRequest(sink.facts(), page->next), true);
        return;
    }
    sink.events(seenOf(std::move(jobs)));
    if (page->next > 0)
        sink.follow(runningRequest(sink.facts()), true);
}

// What ran beyond the first page and runs no longer is in no page that is read: asked by its id.
void readRunning(JsonValue root, Sink &sink)
{
    if (!pageOf(root, "jobs", sink))
        return;
    auto jobs = readAll<wire::Job>(root.object()["jobs"], sink, readJob);
    askNames(jobs, sink);
    QStringList before = known(sink.facts(), runningIds).split(u' ', Qt::SkipEmptyParts);
    QStringList now;
    for (const wire::Job &job : jobs) {
        before.removeAll(job.id.text);
        if (!job.id.text.contains(u' '))
            now.append(job.id.text);
    }
    know(sink, runningIds, now.join(u' '));
    for (const QString &job : std::as_const(before))
        sink.follow(rowRequest(job, sink.facts()), true);
    sink.events(seenOf(std::move(jobs)));
}

void readRow(JsonValue root, Sink &sink)
{
    if (auto job = readJob(root, sink))
        sink.event(wire::JobSeen{ std::move(*job) });
}

void readJobDetail(JsonValue root, Sink &sink)
{
    const JsonObject photo = root.object()["photo"].object();
    const auto photoId = photo["id"].idText();
    const auto name = photo["file_name"].string();
    if (photoId && name)
        learnPhotoName(sink, *photoId, *name);
    auto job = readJob(root, sink);
    if (!job)
        return;
    wire::JobDetailSeen detail;
    for (const char *key : { "config", "photo" }) {
        const JsonValue value = root.object()[key];
        if (value.object().size() > 0)
            detail.metadata.push_back({ QString::fromLatin1(key).toUpper(), value.toQJson() });
    }
    Parts parts = partsOf(job->id, sink.facts());
    detail.stages = std::move(parts.stages);
    std::ranges::move(parts.metadata, std::back_inserter(detail.metadata));
    detail.log = logOf(job->id, sink.facts());
    if (job->error)
        detail.log.push_back(
            { job->finished.value_or(job->started.value_or(job->created.value_or(WallTime{}))),
              u"error"_s,
              job->error->message,
              {},
              job->attempt.value_or(1) });
    detail.job = std::move(*job);
    sink.event(std::move(detail));
}

// Of all that it was told of: those that ended are never taken out (c3).
void readActive(JsonValue root, Sink &sink)
{
    JsonFields table(root, u"progress of all jobs"_s);
    const JsonObject jobs = table.object("active_jobs");
    if (!sink.accept(table))
        return;
    std::vector<wire::Event> events;
    for (const auto &[id, value] : jobs.members()) {
        JsonFields fields(value, u"progress of \"%1\""_s.arg(id));
        const QString stage = fields.optionalString("current_stage").value_or(QString());
        if (!sink.accept(fields) || id.isEmpty() || stage == "completed"_L1 || stage == "failed"_L1)
            continue;
        const auto percent
            = readPercent(fields.value("progress"), u"progress of \"%1\""_s.arg(id), sink);
        nameBackwards(JobId{ id }, percent, sink);
        events.emplace_back(wire::JobProgressed{ JobId{ id }, percent, std::nullopt });
    }
    sink.events(std::move(events));
}

// What the progress reporter knows of a job; it knows none in production (c0.3).
void readProgress(JsonValue root, Sink &sink)
{
    const JsonValue status = root.object()["job_status"];
    JsonFields fields(status, u"progress of a job"_s);
    const JobId id{ fields.idText("job_id") };
    const QString stage = fields.optionalString("current_stage").value_or(QString());
    if (!sink.accept(fields))
        return;
    std::vector<wire::Event> events;
    for (const JsonValue &item : status.object()["stages_completed"].array().items()) {
        const auto name = item.object()["stage"].string();
        if (!name)
            continue;
        wire::StageSeen seen{ id, {} };
        seen.stage.id = StageId{ *name };
        seen.stage.state = wire::JobState::Done;
        seen.stage.order = stageOrder(*name);
        seen.stage.finished = localTime(item.object()["completed_at"], sink.facts());
        events.emplace_back(std::move(seen));
    }
    const auto percent = readPercent(fields.value("progress"), u"progress of a job"_s, sink);
    if (!stage.isEmpty() && stage != "completed"_L1 && stage != "failed"_L1) {
        wire::StageSeen now{ id, {} };
        now.stage.id = StageId{ stage };
        now.stage.state = wire::JobState::Running;
        now.stage.order = stageOrder(stage);
        events.emplace_back(std::move(now));
        events.emplace_back(wire::JobProgressed{ id, percent, std::nullopt });
    }
    sink.events(std::move(events));
}

void readOneBatch(JsonValue root, bool partOfAll, Sink &sink)
{
    auto job = readBatch(root, sink);
    if (!job)
        return;
    learnBatch(sink, batchOf(job->id), wire::isTerminal(job->state));
    nameBackwards(job->id, wire::isTerminal(job->state) ? std::nullopt : job->progress, sink);
    if (!partOfAll)
        return sink.event(wire::JobSeen{ std::move(*job) });
    wire::JobsReplaced part;
    part.jobs.push_back(std::move(*job));
    sink.event(std::move(part));
}

template <class Read, class More>
void readItems(JsonValue root, const char *name, const char *kind, Sink &sink, Read readOne,
               More more)
{
    const auto page = pageOf(root, name, sink);
    if (!page)
        return;
    auto items = readAll<wire::Item>(root.object()[name], sink, readOne);
    nameRepeats(items, QLatin1StringView(kind), sink);
    sink.event(wire::ItemsReplaced{ QString::fromLatin1(kind), std::move(items) });
    if (page->next > 0)
        sink.follow(more(sink.facts(), page->next), true);
}

std::optional<wire::Item> readStoredPhoto(JsonValue value, Sink &sink)
{
    return readPhoto(value, photoKind, sink);
}

std::optional<wire::Item> readWaitingPhoto(JsonValue value, Sink &sink)
{
    return readPhoto(value, approvalKind, sink);
}

void readNewPhotos(JsonValue root, Sink &sink)
{
    if (!pageOf(root, "photos", sink))
        return;
    std::vector<wire::Event> seen;
    for (wire::Item &item : readAll<wire::Item>(root.object()["photos"], sink, readStoredPhoto))
        seen.emplace_back(wire::ItemSeen{ std::move(item) });
    sink.events(std::move(seen));
}

void readOnePhoto(JsonValue root, Sink &sink)
{
    if (auto item = readStoredPhoto(root, sink))
        sink.event(wire::ItemSeen{ std::move(*item) });
}

bool readList(const QString &tag, JsonValue root, Sink &sink)
{
    if (tag == "jobs"_L1 || tag == "news"_L1)
        readJobs(root, tag == "jobs"_L1, sink);
    else if (tag == "running"_L1)
        readRunning(root, sink);
    else if (tag == "row"_L1)
        readRow(root, sink);
    else if (tag == "job"_L1)
        readJobDetail(root, sink);
    else if (tag == "active"_L1)
        readActive(root, sink);
    else if (tag.startsWith("log:"_L1))
        readLog(JobId{ tag.mid(4) }, root, sink);
    else if (tag.startsWith("figures:"_L1))
        readFigures(tag.mid(8), root, sink);
    else if (tag == "folders"_L1)
        readFolders(root, sink);
    else if (tag == "progress"_L1)
        readProgress(root, sink);
    else if (tag == "batch"_L1 || tag == "batch:all"_L1)
        readOneBatch(root, tag == "batch:all"_L1, sink);
    else if (tag == "sessions"_L1)
        readItems(root, "sessions", sessionKind, sink, readSession, sessionsRequest);
    else if (tag == "photos"_L1)
        readItems(root, "photos", photoKind, sink, readStoredPhoto, photosRequest);
    else if (tag == "approvals"_L1)
        readItems(root, "photos", approvalKind, sink, readWaitingPhoto, approvalsRequest);
    else if (tag == "photos:new"_L1)
        readNewPhotos(root, sink);
    else if (tag == "photo"_L1)
        readOnePhoto(root, sink);
    else
        return false;
    return true;
}

} // namespace

bool readByTag(const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    const QString &tag = request.tag;
    if (tag == "health"_L1)
        readHealth(root, sink);
    else if (tag == "info"_L1)
        readInfo(root, sink);
    else if (tag == "status"_L1)
        readStatus(root, sink);
    else if (tag == "plain"_L1)
        readPlainStatus(root, sink);
    else if (tag == "resource"_L1)
        readResource(root, sink);
    else if (tag == "resources"_L1)
        readResources(root, sink);
    else if (tag == lateTag)
        readGpu(root, sink);
    else if (tag == "stats"_L1)
        readQueueStats(root, sink);
    else if (tag == "workers"_L1)
        readWorkers(root, sink);
    else
        return readList(tag, root, sink);
    return true;
}

} // namespace fw::dialects::bridge
