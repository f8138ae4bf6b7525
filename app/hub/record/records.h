// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/command.h"
#include "wire/event.h"

namespace fw::hub::record {

/// One attempt of a job: which run it was and how it ended.
struct Attempt
{
    int number = 1; ///< from 1
    std::optional<WallTime> started;
    std::optional<WallTime> finished;
    wire::JobState state = wire::JobState::Queued;
    QString reason; ///< why it ended, when not Done
    QString code; ///< error code it ended with, e.g. "E_CHILD_KILLED"; empty when none
    QString logPath; ///< FFmpeg's own log of this attempt
};

/// A job as the hub keeps it: the row everybody sees plus what only the hub needs.
struct JobRecord
{
    wire::Job row;
    wire::RenderOptions render;
    QString sourcePath; ///< absolute path of the media on this machine
    bool ownsSource = false; ///< uploaded or generated: removed together with the job
    bool sample = false; ///< the source is made by FFmpeg in the first stage
    int interruptions = 0; ///< how often a crash of the hub ended an attempt
};

/// What is written in one transaction: rows are replaced as a whole, log lines are added.
struct Change
{
    JobId id;
    std::optional<JobRecord> job;
    std::vector<wire::Stage> stages;
    std::vector<Attempt> attempts;
    std::vector<wire::Thumbnail> thumbnails;
    std::vector<wire::Metadatum> metadata;
    std::vector<wire::Output> outputs;
    std::vector<wire::JobLogLine> log;
};

/// What decides when a queued job runs.
struct Waiting
{
    JobId id;
    int priority = 0;
    WallTime created{};
};

/// Everything about one job.
struct JobDetail
{
    JobRecord job;
    std::vector<wire::Stage> stages; ///< all attempts, by attempt then order
    std::vector<wire::Thumbnail> thumbnails;
    std::vector<wire::Metadatum> metadata;
    std::vector<wire::Output> outputs;
    std::vector<wire::JobLogLine> log; ///< newest last, at most 500
    std::vector<Attempt> attempts;
};

/// One page of the job list, newest first.
struct JobPage
{
    std::vector<wire::Job> jobs;
    QString next; ///< cursor of the next page; empty: this was the last
    qint64 total = 0;
};

/// The stored answer to one op, so that a repeated op gets the same answer.
struct Verdict
{
    EditId op;
    wire::EditSettled::Verdict verdict = wire::EditSettled::Verdict::Applied;
    QString message;
    qint64 revision = 0;
    std::vector<JobId> jobs;
    QJsonObject more{}; ///< further members of the ack: current, changed, by, time of a conflict
};

/// One shared document as it is now (reliability.md 5.5).
struct LaneDocument
{
    QString channel;
    QString lane; ///< unique in its channel
    qint64 revision = 0; ///< counts its changes, from 1
    QJsonObject value;
    QString by; ///< who made the last change
    WallTime changed{};
    qint64 life = 0; ///< of the hub in which its revision was made; 0: before lives were counted
};

/// One change of a document.
struct LaneStep
{
    QString channel;
    QString lane;
    qint64 revision = 0; ///< the one it led to
    EditId op; ///< never twice in the history
    QString by;
    std::optional<QStringList> fields; ///< what it changed; empty: everything
    QJsonObject before; ///< the values it replaced
    QJsonObject after; ///< what they became
    WallTime time{};
    qint64 life = 0; ///< of the hub in which it was made
};

} // namespace fw::hub::record
