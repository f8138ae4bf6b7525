// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reduce.h"

namespace fw::store {

// The parts of reduce(), one function per event. For reduce() only.

/// Where a piece of news comes from and when.
struct Source
{
    const ServerId &server;
    Now now;
};

void reduceJob(State &state, const Source &from, const wire::JobSeen &event, Changes &changes);
void reduceJob(State &state, const Source &from, const wire::JobsReplaced &event, Changes &changes);
void reduceJob(State &state, const Source &from, const wire::JobRemoved &event, Changes &changes);
void reduceJob(State &state, const Source &from, const wire::JobStateSeen &event, Changes &changes);
void reduceJob(State &state, const Source &from, const wire::JobProgressed &event,
               Changes &changes);

void reducePart(State &state, const Source &from, const wire::StageSeen &event, Changes &changes);
void reducePart(State &state, const Source &from, const wire::ThumbnailSeen &event,
                Changes &changes);
void reducePart(State &state, const Source &from, const wire::MetadataSeen &event,
                Changes &changes);
void reducePart(State &state, const Source &from, const wire::OutputSeen &event, Changes &changes);
void reducePart(State &state, const Source &from, const wire::JobErrorSeen &event,
                Changes &changes);
void reducePart(State &state, const Source &from, const wire::JobDetailSeen &event,
                Changes &changes);

void reduceServer(State &state, const Source &from, const wire::SystemStatusSeen &event,
                  Changes &changes);
void reduceServer(State &state, const Source &from, const wire::GapSeen &event, Changes &changes);
void reduceServer(State &state, const Source &from, const wire::ListConfirmed &event,
                  Changes &changes);
void reduceServer(State &state, const Source &from, const wire::NoticeSeen &event,
                  Changes &changes);
void reduceItem(State &state, const Source &from, const wire::ItemsReplaced &event,
                Changes &changes);
void reduceItem(State &state, const Source &from, const wire::ItemSeen &event, Changes &changes);
void reduceItem(State &state, const Source &from, const wire::ItemRemoved &event, Changes &changes);
void moveTransfer(State &state, const Source &from, const wire::TransferSeen &event,
                  Changes &changes);
void settle(State &state, const Source &from, const wire::EditSettled &event, Changes &changes);

/// How much one description of a job weighs against what is known.
enum class Weight : quint8 {
    Hint, ///< one event, maybe late
    Truth, ///< a full read of the list or of the job
};
/// Takes over what \a seen says, or adds the job. \a tell: write activity lines.
void seeJob(State &state, const Source &from, const wire::Job &seen, Weight weight, bool tell,
            Changes &changes);
/// Starts, keeps or drops the basis of the time left after a change from \a before.
void trackProgress(JobEntry &entry, const wire::Job &before, Instant now);
/// An activity line for an error that belongs to no job.
void noteServerError(State &state, const Source &from, const QString &reason, Changes &changes);
/// An activity line for a server that named more items than are kept.
void noteCrowd(State &state, const Source &from, Changes &changes);
/// Forgets the job's parts and its row, and remembers it as gone.
void forgetJob(State &state, const JobKey &key, Changes &changes);

} // namespace fw::store
