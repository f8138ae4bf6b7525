// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/item.h"

#include <variant>

namespace fw::wire {

// What any server can say about its work, as plain values (style.md rule 1). A dialect makes them,
// the store's reduce() applies them; nobody in between looks at JSON.

/// A job exists and looks like this. Empty optional fields and empty texts mean "not said":
/// what is already known stays.
struct JobSeen
{
    Job job;
    friend bool operator==(const JobSeen &, const JobSeen &) = default;
};

/// The whole list: jobs that are not in it are gone (snapshot, full read).
struct JobsReplaced
{
    std::vector<Job> jobs;
    friend bool operator==(const JobsReplaced &, const JobsReplaced &) = default;
};

struct JobRemoved
{
    JobId id;
    friend bool operator==(const JobRemoved &, const JobRemoved &) = default;
};

/// The state of a job changed (processing:status start, complete, error; echo JOB_UPDATE).
struct JobStateSeen
{
    JobId id;
    JobState state = JobState::Queued;
    std::optional<JobError> error; ///< with Failed and Attention
    std::optional<WallTime> time;
    friend bool operator==(const JobStateSeen &, const JobStateSeen &) = default;
};

/// A job moved on. Droppable: only the newest per job counts.
struct JobProgressed
{
    JobId id;
    std::optional<double> progress; ///< 0 to 100; empty: working, but nobody knows how far
    std::optional<QString> message; ///< empty optional: not said
    friend bool operator==(const JobProgressed &, const JobProgressed &) = default;
};

struct StageSeen
{
    JobId job;
    Stage stage;
    friend bool operator==(const StageSeen &, const StageSeen &) = default;
};

struct ThumbnailSeen
{
    JobId job;
    Thumbnail thumbnail;
    friend bool operator==(const ThumbnailSeen &, const ThumbnailSeen &) = default;
};

struct MetadataSeen
{
    JobId job;
    Metadatum datum;
    friend bool operator==(const MetadataSeen &, const MetadataSeen &) = default;
};

struct OutputSeen
{
    JobId job;
    Output output;
    friend bool operator==(const OutputSeen &, const OutputSeen &) = default;
};

/// An error that does not end the job by itself (echo ERROR): shown in its events.
struct JobErrorSeen
{
    JobId job; ///< empty: the server as a whole
    JobError error;
    std::optional<WallTime> time;
    friend bool operator==(const JobErrorSeen &, const JobErrorSeen &) = default;
};

/// Everything about one job at once: replaces what was known of its parts.
struct JobDetailSeen
{
    Job job;
    std::vector<Stage> stages;
    std::vector<Thumbnail> thumbnails;
    std::vector<Metadatum> metadata;
    std::vector<Output> outputs;
    std::vector<JobLogLine> log;
    friend bool operator==(const JobDetailSeen &, const JobDetailSeen &) = default;
};

/// The machine behind the server (bridge seed). Empty: not said.
struct SystemStatusSeen
{
    std::optional<double> cpu; ///< percent of all cores
    std::optional<double> memory; ///< percent
    std::optional<double> disk; ///< percent used where outputs go
    std::optional<double> gpu; ///< percent
    std::optional<double> gpuTemperature; ///< degrees Celsius
    std::optional<int> queueDepth; ///< jobs that wait
    std::optional<int> workers; ///< jobs that may run at once
    friend bool operator==(const SystemStatusSeen &, const SystemStatusSeen &) = default;
};

/// What the server answered to one edit or command of ours (framewatch.v1 ack).
struct EditSettled
{
    /// The verdict words of framewatch.v1.
    enum class Verdict { Applied, Rebased, Duplicate, Conflict, Invalid, Denied, RateLimited };
    EditId edit;
    Verdict verdict = Verdict::Applied;
    qint64 revision = 0;
    QString message; ///< the server's reason, empty when applied
    QJsonValue current; ///< the server's value, with Conflict
    QStringList changed{}; ///< fields that others changed since the base, with Conflict
    QString by{}; ///< who did, with Conflict
    std::optional<WallTime> when{}; ///< and when
    std::optional<Millis> retryAfter; ///< with RateLimited
    std::vector<JobId> jobs; ///< jobs the command made or touched
    friend bool operator==(const EditSettled &, const EditSettled &) = default;
};

/// The whole list of one kind: items of that kind that are not in it are gone.
struct ItemsReplaced
{
    QString kind;
    std::vector<Item> items;
    friend bool operator==(const ItemsReplaced &, const ItemsReplaced &) = default;
};

/// An item exists and looks like this. Fields it does not name, and nulls, leave what is known.
struct ItemSeen
{
    Item item;
    friend bool operator==(const ItemSeen &, const ItemSeen &) = default;
};

struct ItemRemoved
{
    QString kind;
    ItemId id;
    friend bool operator==(const ItemRemoved &, const ItemRemoved &) = default;
};

/// Nothing was missed since the position we kept: what is known of this list stands, although this
/// run never read it whole (framewatch.v1 subscribed with recovered).
struct ListConfirmed
{
    QString kind; ///< of items; empty: the jobs
    friend bool operator==(const ListConfirmed &, const ListConfirmed &) = default;
};

/// How much of an upload has left. Droppable: only the newest per edit counts.
struct TransferSeen
{
    EditId edit;
    qint64 done = 0; ///< bytes
    qint64 total = 0; ///< bytes; 0: unknown
    friend bool operator==(const TransferSeen &, const TransferSeen &) = default;
};

/// Messages may be missing between the two times: shown at that place in the activity list.
struct GapSeen
{
    QString channel;
    qint64 dropped = 0; ///< how many, 0 when unknown
    friend bool operator==(const GapSeen &, const GapSeen &) = default;
};

/// The server says something about itself (drain, degraded, unknown message type).
struct NoticeSeen
{
    QString level; ///< "info", "warning" or "error"
    QString text;
    friend bool operator==(const NoticeSeen &, const NoticeSeen &) = default;
};

using Event = std::variant<JobSeen, JobsReplaced, JobRemoved, JobStateSeen, JobProgressed,
                           StageSeen, ThumbnailSeen, MetadataSeen, OutputSeen, JobErrorSeen,
                           JobDetailSeen, SystemStatusSeen, EditSettled, GapSeen, NoticeSeen,
                           ItemsReplaced, ItemSeen, ItemRemoved, TransferSeen, ListConfirmed>;

} // namespace fw::wire
