// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/jobs_private.h"

#include "base/log.h"
#include "base/uuid.h"

#include <algorithm>

// How Jobs works: what is written, what is told, what runs next.

namespace fw::hub::work {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

constexpr Millis keptInterval{ 1000 }; ///< between tries to write what could not be written

} // namespace

Jobs::Private::Private(Jobs &jobs, WorkOptions workOptions, const Clock &workClock)
    : q(jobs)
    , options(std::move(workOptions))
    , clock(workClock)
    , folders(options.dataDir)
    , frames(std::make_unique<Frames>(options.ffmpeg))
{
    pool.setMaxThreadCount(2);
    keptTimer.setInterval(keptInterval);
    QObject::connect(&keptTimer, &QTimer::timeout, &q, [this] { writeKept(); });
}

Expected<void> Jobs::Private::write(const Report &report)
{
    writeKept(); // in order: nothing overtakes what is still kept
    if (!kept.empty())
        return fail(Failure::Code::Database, u"the hub's database cannot be written now"_s);
    if (auto done = record->commit(report.change); !done)
        return done;
    after([this, report] { tell(report); });
    return {};
}

void Jobs::Private::after(std::function<void()> effect)
{
    if (effects)
        effects->push_back(std::move(effect));
    else
        effect();
}

Expected<void> Jobs::together(const std::function<void()> &work)
{
    if (d->effects) { // already inside
        work();
        return {};
    }
    d->writeKept();
    d->effects.emplace();
    d->unkept.reset();
    auto done = d->record->together([&]() -> Expected<void> {
        work();
        if (d->unkept)
            return tl::unexpected(*d->unkept);
        return {};
    });
    const auto effects = std::move(*d->effects);
    d->effects.reset();
    if (done) {
        for (const auto &effect : effects)
            effect();
    }
    return done;
}

void Jobs::Private::writeOrKeep(const Report &report)
{
    if (auto done = write(report); !done) {
        qCWarning(lcWork) << "not written, tried again each second:" << done.error().detail;
        kept.push_back(report);
        keptTimer.start();
    }
}

// The number of an attempt is its fencing token (reliability.md 6): once the job has gone on to
// another one, nothing that the old one still says counts.
bool Jobs::Private::isCurrent(const Report &report, int attempt) const
{
    const auto newest = record->attemptOf(report.change.id);
    const bool current = !newest || newest->value_or(attempt) <= attempt;
    if (!current)
        qCWarning(lcWork) << "job" << report.change.id.text << "is beyond attempt" << attempt;
    return current;
}

void Jobs::Private::writeKept()
{
    if (effects) // what is told at once must not be undone with the rest
        return;
    while (!kept.empty() && record->commit(kept.front().change)) {
        const Report report = std::move(kept.front());
        kept.pop_front();
        tell(report);
    }
    if (kept.empty() && keptTimer.isActive()) {
        keptTimer.stop();
        wake();
    }
}

void Jobs::Private::tell(const Report &report)
{
    const record::Change &change = report.change;
    const JobId &id = change.id;
    for (const wire::JobLogLine &line : change.log)
        Q_EMIT q.logged(id, line);
    for (const wire::Metadatum &datum : change.metadata)
        Q_EMIT q.metadataFound(id, datum);
    for (const wire::Thumbnail &thumbnail : change.thumbnails)
        Q_EMIT q.thumbnailMade(id, thumbnail);
    for (const wire::Stage &stage : change.stages)
        Q_EMIT q.stageChanged(id, stage);
    if (change.job)
        Q_EMIT q.jobUpdated(change.job->row);
    switch (report.kind) {
    case Report::Kind::Changed:
        break;
    case Report::Kind::Started:
        Q_EMIT q.jobStarted(id, change.job->row.started.value_or(clock.wall()));
        break;
    case Report::Kind::Completed:
        Q_EMIT q.jobCompleted(id, change.outputs);
        break;
    case Report::Kind::Failed:
        Q_EMIT q.jobFailed(id, change.job->row.error.value_or(wire::JobError{}));
        break;
    }
}

void Jobs::Private::wake()
{
    if (std::exchange(waking, true))
        return;
    QMetaObject::invokeMethod(
        &q,
        [this] {
            waking = false;
            fillWorkers();
            tellLoad();
        },
        Qt::QueuedConnection);
}

void Jobs::Private::fillWorkers()
{
    // A cancelled attempt that is still going down keeps its job from starting again.
    const auto mayRun = [this](const JobId &id) {
        const Runner *there = runner(id);
        return !there || !there->isCancelling();
    };
    while (!draining && kept.empty() && active() < q.workers()) {
        const auto id = queue.take(mayRun);
        if (!id)
            return;
        startJob(*id);
    }
}

void Jobs::Private::startJob(const JobId &id)
{
    if (Runner *there = runner(id)) { // paused before, resumed, and now there is a worker
        writeOrKeep({ there->stateChange(JobState::Running, u"Resumed"_s), Report::Kind::Changed });
        there->resume();
        return;
    }
    auto detail = record->detail(id);
    if (!detail) {
        qCWarning(lcWork) << "job not started:" << detail.error().detail;
        return;
    }
    auto made = std::make_unique<Runner>(options, folders, pool, clock, std::move(*detail));
    Runner *started = made.get();
    runners.emplace(id, std::move(made));
    QObject::connect(started, &Runner::reported, &q,
                     [this, attempt = started->row().attempt.value_or(1)](const Report &report) {
                         if (isCurrent(report, attempt))
                             writeOrKeep(report);
                     });
    QObject::connect(started, &Runner::progressed, &q, [this, started](const wire::Stage &stage) {
        const wire::Job &row = started->row();
        Q_EMIT q.stageChanged(row.id, stage);
        Q_EMIT q.jobProgressed(row.id, row.progress, row.message);
    });
    QObject::connect(started, &Runner::ended, &q, [this, id] { onEnded(id); });
    started->start();
}

void Jobs::Private::onEnded(const JobId &id)
{
    auto node = runners.extract(id);
    Runner *over = node.mapped().release();
    over->disconnect(&q);
    over->deleteLater(); // it is the one that speaks
    if (over->row().state == JobState::Queued)
        enqueue(over->row());
    wake();
}

int Jobs::Private::active() const
{
    return int(
        std::ranges::count_if(runners, [](const auto &item) { return !item.second->isPaused(); }));
}

void Jobs::Private::tellLoad()
{
    const std::array<int, 2> load{ queue.size(), active() };
    if (std::exchange(toldLoad, load) != load)
        Q_EMIT q.loadChanged(load[0], load[1], q.workers());
}

Expected<JobId> Jobs::Private::addJob(record::JobRecord job)
{
    wire::Job &row = job.row;
    row.id = JobId{ uuid7(clock.wall()) };
    row.created = clock.wall();
    row.updated = row.created;
    row.attempt = 1;
    if (job.sample)
        job.sourcePath = folders.sample(row.id);
    record::Change change;
    change.id = row.id;
    change.job = job;
    change.log.push_back({ *row.created, u"info"_s, u"Added: "_s + row.name, {}, 1 });
    if (auto done = record->commit(change); !done)
        return tl::unexpected(done.error());
    after([this, row, line = change.log.front()] {
        enqueue(row);
        Q_EMIT q.jobCreated(row);
        Q_EMIT q.logged(row.id, line);
        wake();
    });
    return row.id;
}

void Jobs::Private::enqueue(const wire::Job &row)
{
    queue.put({ row.id, row.priority.value_or(0), row.created.value_or(WallTime{}) });
}

Runner *Jobs::Private::runner(const JobId &id) const
{
    const auto it = runners.find(id);
    return it == runners.end() ? nullptr : it->second.get();
}

void Jobs::Private::overlay(wire::Job &row) const
{
    const Runner *there = runner(row.id);
    if (!there || there->isCancelling() || row.state == JobState::Cancelled)
        return;
    row.progress = there->row().progress;
    row.message = there->row().message;
    row.updated = there->row().updated;
}

void Jobs::Private::overlay(record::JobDetail &detail) const
{
    overlay(detail.job.row);
    const Runner *there = runner(detail.job.row.id);
    const wire::Stage *live = there && !there->isCancelling() ? there->stage() : nullptr;
    for (wire::Stage &stage : detail.stages) {
        if (live && stage.id == live->id && stage.attempt == live->attempt) {
            stage.progress = live->progress;
            stage.message = live->message;
        }
    }
}

} // namespace fw::hub::work
