// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/jobs_private.h"

#include "base/log.h"
#include "base/uuid.h"
#include "hub/media/publish.h"
#include "hub/work/checks.h"

#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <iterator>

namespace fw::hub::work {

using namespace Qt::StringLiterals;
using wire::JobState;

Jobs::Jobs(WorkOptions options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(options), clock))
{
}

Jobs::~Jobs()
{
    for (const auto &[id, runner] : d->runners) {
        runner->disconnect();
        runner->killAndWait();
    }
}

Expected<void> Jobs::start()
{
    if (auto made = d->folders.make(); !made)
        return made;
    auto opened = record::Record::open(d->folders.database());
    if (!opened)
        return tl::unexpected(opened.error());
    d->record = std::move(*opened);
    if (auto recovered = d->recover(); !recovered)
        return recovered;
    d->wake();
    return {};
}

void Jobs::drain()
{
    d->draining = true;
    for (const auto &[id, runner] : d->runners) {
        runner->disconnect();
        if (!runner->isCancelling())
            d->writeOrKeep({ runner->stoppedChange(), Report::Kind::Changed });
        runner->killAndWait();
        d->folders.removeHalfWritten(id);
    }
    d->runners.clear();
    d->pool.waitForDone(2000);
}

Taken<JobId> Jobs::add(const QString &path, const QString &name, int priority,
                       const wire::RenderOptions &render, bool ownsSource)
{
    const auto size = checkSource(path, d->options.maxSourceBytes);
    if (!size)
        return tl::unexpected(size.error());
    const auto options = checkRender(render);
    if (!options)
        return tl::unexpected(options.error());
    record::JobRecord job;
    job.sourcePath = path;
    job.ownsSource = ownsSource;
    job.render = *options;
    job.row.name = name.isEmpty() ? QFileInfo(path).fileName() : name.left(255);
    job.row.source = ownsSource ? QString() : path;
    job.row.bytes = *size;
    job.row.priority = std::clamp(priority, -100, 100);
    return d->addJob(std::move(job));
}

Taken<JobId> Jobs::addSample(const wire::RenderOptions &render)
{
    const auto options = checkRender(render);
    if (!options)
        return tl::unexpected(options.error());
    record::JobRecord job;
    job.sample = true;
    job.ownsSource = true;
    job.render = *options;
    job.row.name = u"Sample clip.mp4"_s;
    job.row.priority = 0;
    return d->addJob(std::move(job));
}

Expected<void> Jobs::control(const JobId &id, wire::JobAction action, int priority,
                             const QString &reason)
{
    auto found = d->record->job(id);
    if (!found)
        return tl::unexpected(found.error());
    switch (action) {
    case wire::JobAction::Cancel:
        return d->cancel(std::move(*found), reason);
    case wire::JobAction::Pause:
        return d->pause(std::move(*found), reason);
    case wire::JobAction::Resume:
        return d->resume(std::move(*found), reason);
    case wire::JobAction::Retry:
        return d->retry(std::move(*found), reason);
    case wire::JobAction::Prioritise:
        return d->prioritise(std::move(*found), priority, reason);
    }
    return fail(Failure::Code::BadInput, u"unknown action"_s);
}

Expected<std::optional<record::Verdict>> Jobs::verdict(const EditId &op) const
{
    return d->record->verdict(op);
}

record::Record &Jobs::record()
{
    Q_ASSERT(d->record);
    return *d->record;
}

void Jobs::remember(const record::Verdict &verdict)
{
    if (auto done = d->record->remember(verdict, d->clock.wall()); !done) {
        qCWarning(lcWork) << "verdict not kept:" << done.error().detail;
        if (d->effects)
            d->unkept = done.error();
    }
}

Expected<record::JobPage> Jobs::page(const QString &cursor, int limit,
                                     const QList<JobState> &states) const
{
    auto page = d->record->page(cursor, limit, states);
    if (page) {
        for (wire::Job &row : page->jobs)
            d->overlay(row);
    }
    return page;
}

void Jobs::eachRow(const std::function<void(const wire::Job &)> &see) const
{
    const auto done = d->record->eachRow([&](wire::Job row) {
        d->overlay(row);
        see(row);
    });
    if (!done)
        qCWarning(lcWork) << "jobs not read:" << done.error().detail;
}

std::vector<wire::Job> Jobs::all() const
{
    std::vector<wire::Job> rows;
    eachRow([&rows](const wire::Job &row) { rows.push_back(row); });
    return { std::make_move_iterator(rows.rbegin()), std::make_move_iterator(rows.rend()) };
}

std::vector<wire::Job> Jobs::live() const
{
    std::vector<wire::Job> rows;
    for (const auto &[id, runner] : d->runners) {
        if (auto found = d->record->job(id)) {
            d->overlay(found->row);
            rows.push_back(std::move(found->row));
        }
    }
    return rows;
}

Expected<record::JobDetail> Jobs::detail(const JobId &id) const
{
    auto detail = d->record->detail(id);
    if (detail)
        d->overlay(*detail);
    return detail;
}

void Jobs::eachUnfinished(const std::function<void(const record::JobDetail &)> &see) const
{
    const auto ids = d->record->unfinishedWithParts();
    for (const JobId &id : ids.value_or(std::vector<JobId>())) {
        if (const auto found = detail(id))
            see(*found);
    }
}

Expected<QString> Jobs::thumbnailPath(const JobId &id, int index) const
{
    if (auto found = d->record->job(id); !found)
        return tl::unexpected(found.error());
    const QString path = d->folders.thumbnail(id, index);
    if (index < 0 || !QFileInfo::exists(path))
        return fail(Failure::Code::NotFound, u"there is no thumbnail %1"_s.arg(index));
    return path;
}

Expected<wire::Output> Jobs::output(const OutputId &id) const
{
    return d->record->output(id);
}

Expected<QString> Jobs::logPath(const JobId &id, int attempt) const
{
    if (auto found = d->record->job(id); !found)
        return tl::unexpected(found.error());
    const QString path = d->folders.log(id, attempt);
    if (!QFileInfo::exists(path))
        return fail(Failure::Code::NotFound, u"there is no log of attempt %1"_s.arg(attempt));
    return path;
}

void Jobs::frameAt(const JobId &id, double seconds, int maxWidth,
                   std::function<void(Expected<QByteArray>)> done)
{
    auto found = d->record->job(id);
    Expected<QString> path = fail(Failure::Code::NotFound, u"there is no job "_s + id.text);
    if (found) {
        path = found->sourcePath;
        if (const auto seen = checkSource(*path, d->options.maxSourceBytes); !seen)
            path = tl::unexpected<Failure>(seen.error());
    }
    if (path)
        d->frames->ask(*path, seconds, maxWidth, std::move(done));
    else
        QMetaObject::invokeMethod(
            this, [done, why = path.error()] { done(tl::unexpected(why)); }, Qt::QueuedConnection);
}

QString Jobs::newUploadPath(const QString &fileName) const
{
    return d->folders.uploads() + u'/' + uuid7(d->clock.wall()) + u'-'
        + media::safeFileName(fileName);
}

QString Jobs::dataDir() const
{
    return d->folders.root();
}

int Jobs::workers() const
{
    return d->options.workers > 0 ? d->options.workers
                                  : std::max(1, QThread::idealThreadCount() / 2);
}

int Jobs::queueDepth() const
{
    return d->queue.size();
}

int Jobs::running() const
{
    return d->active();
}

} // namespace fw::hub::work
