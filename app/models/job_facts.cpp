// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_facts.h"

#include "models/item_facts.h"
#include "models/natural.h"
#include "models/words.h"
#include "store/outbox.h"

#include <QCoreApplication>

namespace fw::models {

using namespace Qt::StringLiterals;
using Column = JobModel::Column;
using wire::JobState;

namespace {

struct JobWords
{
    Q_DECLARE_TR_FUNCTIONS(fw::models::JobModel)
};

// What needs a person or moves comes first.
int rank(JobState state)
{
    switch (state) {
    case JobState::Attention:
        return 0;
    case JobState::Failed:
        return 1;
    case JobState::Running:
        return 2;
    case JobState::Paused:
        return 3;
    case JobState::Queued:
        return 4;
    case JobState::Done:
        return 5;
    case JobState::Cancelled:
        return 6;
    }
    return 7;
}

template <class T> QVariant orNothing(const std::optional<T> &value)
{
    return value ? QVariant(*value) : QVariant();
}

template <class T, class Word> QString textOr(const std::optional<T> &value, Word word)
{
    return value ? word(*value) : unknownText();
}

QVariant timeKey(const std::optional<WallTime> &time)
{
    return time ? QVariant(qlonglong(time->time_since_epoch().count())) : QVariant();
}

std::optional<store::TimeLeft> leftOf(const store::State &state, const store::JobEntry &entry,
                                      const store::Now &now)
{
    return isStale(state, entry, now.wall) ? std::nullopt : store::timeLeft(entry, now.steady);
}

} // namespace

bool isStale(const store::State &state, const store::JobEntry &entry, WallTime now)
{
    if (wire::isTerminal(entry.job.state))
        return false;
    if (!entry.confirmed)
        return true;
    const store::ServerState *server = state.server(entry.server);
    if (server && server->freshness != store::Freshness::Live
        && server->freshness != store::Freshness::Polling)
        return true;
    return entry.job.state == JobState::Running && now - entry.heard > silentLimit;
}

std::optional<double> shownProgress(const wire::Job &job)
{
    return job.state == JobState::Done ? 100 : job.progress;
}

std::optional<Millis> ranFor(const wire::Job &job, WallTime now)
{
    if (!job.started)
        return std::nullopt;
    if (!job.finished && job.state != JobState::Running)
        return std::nullopt;
    return std::max(Millis(0), job.finished.value_or(now) - *job.started);
}

WallTime lastChange(const store::JobEntry &entry)
{
    const wire::Job &job = entry.job;
    const auto said = std::max({ job.updated, job.finished, job.started, job.created });
    if (said)
        return std::max(*said, entry.moved);
    return entry.moved == WallTime{} ? entry.heard : entry.moved;
}

QString serverName(const store::State &state, const ServerId &id)
{
    const store::ServerState *server = state.server(id);
    return server && !server->name.isEmpty() ? server->name : id.text;
}

QString jobName(const store::State &state, const store::JobEntry &entry)
{
    return jobName(state, store::JobKey{ entry.server, entry.job.id }, entry.job.name);
}

QString jobName(const store::State &state, const store::JobKey &key, const QString &name)
{
    if (name.isEmpty())
        return key.job.text;
    if (!wire::isOwnWork(key.job))
        return name;
    // Noted as "image.background 12": the action and what it is done to.
    const wire::ActionOffer *offer = store::offerOf(state, key.server, name.section(u' ', 0, 0));
    if (!offer)
        return name;
    const QString verb = offerVerbText(*offer);
    const QString target = name.section(u' ', 1);
    if (target.isEmpty())
        return verb;
    QString what = target;
    if (offer->target == "job"_L1) {
        const store::JobEntry *other = state.find(store::JobKey{ key.server, JobId{ target } });
        what = other && !other->job.name.isEmpty() ? other->job.name : target;
    } else if (const store::ItemEntry *item
               = state.find(store::ItemKey{ key.server, offer->target, ItemId{ target } })) {
        what = item->item.name.isEmpty() ? oneOfKind(offer->target, target) : item->item.name;
    }
    return JobWords::tr("%1: %2", "an action, then what it is done to").arg(verb, what);
}

std::array<QStringView, 7> searchFields(const wire::Job &job)
{
    const QStringView code = job.error ? QStringView(job.error->code) : QStringView();
    const QStringView reason = job.error ? QStringView(job.error->message) : QStringView();
    return { job.name, job.id.text, job.message, job.stage, job.source, code, reason };
}

QString cellText(const store::State &state, const store::JobEntry &entry, Column column,
                 const store::Now &now)
{
    const wire::Job &job = entry.job;
    switch (column) {
    case JobModel::StateColumn:
        return stateText(job.state);
    case JobModel::NameColumn:
        return jobName(state, entry);
    case JobModel::ServerColumn:
        return serverName(state, entry.server);
    case JobModel::StageColumn:
        if (const auto *offer
            = wire::isOwnWork(job.id) ? store::offerOf(state, entry.server, job.stage) : nullptr)
            return offerVerbText(*offer);
        return job.stage.isEmpty() ? job.message : stageText(job.stage);
    case JobModel::ProgressColumn:
        return textOr(shownProgress(job), percentText);
    case JobModel::LeftColumn:
        return textOr(leftOf(state, entry, now), leftText);
    case JobModel::UpdatedColumn:
        return ageText(lastChange(entry), now.wall);
    case JobModel::PriorityColumn:
        return job.priority ? QString::number(*job.priority) : unknownText();
    case JobModel::AttemptColumn:
        return job.attempt ? QString::number(*job.attempt) : unknownText();
    case JobModel::SizeColumn:
        return textOr(job.bytes, bytesText);
    case JobModel::CreatedColumn:
        return job.created ? ageText(*job.created, now.wall) : unknownText();
    case JobModel::DurationColumn:
        return textOr(ranFor(job, now.wall), durationText);
    case JobModel::IdColumn:
        return job.id.text;
    case JobModel::ErrorColumn:
        return job.error ? errorText(*job.error) : QString();
    case JobModel::ThumbnailColumn:
    case JobModel::ColumnCount:
        break;
    }
    return {};
}

QVariant sortKey(const store::State &state, const store::JobEntry &entry, Column column,
                 const store::Now &now)
{
    const wire::Job &job = entry.job;
    switch (column) {
    case JobModel::StateColumn:
        return rank(job.state);
    case JobModel::ThumbnailColumn:
        return job.thumbnail.isEmpty() ? 1 : 0;
    case JobModel::ProgressColumn:
        return orNothing(shownProgress(job));
    case JobModel::LeftColumn:
        if (const auto left = leftOf(state, entry, now))
            return qlonglong(left->left.count());
        return {};
    case JobModel::UpdatedColumn:
        return timeKey(lastChange(entry));
    case JobModel::PriorityColumn:
        return orNothing(job.priority);
    case JobModel::AttemptColumn:
        return orNothing(job.attempt);
    case JobModel::SizeColumn:
        return orNothing(job.bytes);
    case JobModel::CreatedColumn:
        return timeKey(job.created);
    case JobModel::DurationColumn:
        if (const auto ran = ranFor(job, now.wall))
            return qlonglong(ran->count());
        return {};
    case JobModel::NameColumn:
    case JobModel::ServerColumn:
    case JobModel::StageColumn:
    case JobModel::IdColumn:
    case JobModel::ErrorColumn:
        return naturalKey(cellText(state, entry, column, now));
    case JobModel::ColumnCount:
        return {};
    }
    return {};
}

QString cellTip(const store::State &state, const store::JobEntry &entry, Column column,
                const store::Now &now)
{
    const wire::Job &job = entry.job;
    if (column == JobModel::StateColumn && isStale(state, entry, now.wall))
        return JobWords::tr("Last known state, heard at %1.").arg(timeText(entry.heard));
    if (column == JobModel::StateColumn && job.error)
        return errorText(*job.error);
    if (column == JobModel::NameColumn && !job.source.isEmpty())
        return job.source;
    if (column == JobModel::StageColumn)
        return job.message;
    if (column == JobModel::LeftColumn) {
        const auto left = leftOf(state, entry, now);
        return left ? leftSentence(*left) : JobWords::tr("Not enough progress seen to tell.");
    }
    if (column == JobModel::UpdatedColumn)
        return timeText(lastChange(entry));
    if (column == JobModel::CreatedColumn && job.created)
        return timeText(*job.created);
    return cellText(state, entry, column, now);
}

QString cellSpoken(const store::State &state, const store::JobEntry &entry, Column column,
                   const store::Now &now)
{
    QString text = cellText(state, entry, column, now);
    if (column == JobModel::StateColumn && isStale(state, entry, now.wall))
        return JobWords::tr("%1, last known state").arg(text);
    if (column == JobModel::ThumbnailColumn)
        return entry.job.thumbnail.isEmpty() ? JobWords::tr("No thumbnail")
                                             : JobWords::tr("Thumbnail");
    if (text == unknownText())
        text = JobWords::tr("unknown");
    return u"%1 %2"_s.arg(columnTitle(column), text);
}

QString columnTitle(Column column)
{
    switch (column) {
    case JobModel::StateColumn:
        return JobWords::tr("State");
    case JobModel::ThumbnailColumn:
        return JobWords::tr("Preview");
    case JobModel::NameColumn:
        return JobWords::tr("Name");
    case JobModel::ServerColumn:
        return JobWords::tr("Server");
    case JobModel::StageColumn:
        return JobWords::tr("Stage");
    case JobModel::ProgressColumn:
        return JobWords::tr("Progress");
    case JobModel::LeftColumn:
        return JobWords::tr("Left", "column: time left");
    case JobModel::UpdatedColumn:
        return JobWords::tr("Updated");
    case JobModel::PriorityColumn:
        return JobWords::tr("Priority");
    case JobModel::AttemptColumn:
        return JobWords::tr("Attempt");
    case JobModel::SizeColumn:
        return JobWords::tr("Size");
    case JobModel::CreatedColumn:
        return JobWords::tr("Created");
    case JobModel::DurationColumn:
        return JobWords::tr("Ran for", "column: how long the job ran");
    case JobModel::IdColumn:
        return JobWords::tr("Id");
    case JobModel::ErrorColumn:
        return JobWords::tr("Error");
    case JobModel::ColumnCount:
        return {};
    }
    return {};
}

} // namespace fw::models
