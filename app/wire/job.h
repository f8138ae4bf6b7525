// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace fw::wire {

/// The state of a job or of a stage, in the words of ux.md 11. Every dialect maps its own words
/// here.
enum class JobState : quint8 {
    Queued, ///< accepted by the server, not started
    Running, ///< the server says it works
    Paused, ///< stopped on request, can go on
    Attention, ///< needs a person or is recoverable (interrupted by a crash, waiting for sign-off)
    Done, ///< finished without error
    Failed, ///< ended with an error
    Cancelled, ///< ended on request
};

/// True for states that do not change by themselves: Done, Failed, Cancelled.
bool isTerminal(JobState state);
/// The state as a stable word: "queued", "running", "paused", "attention", "done", "failed",
/// "cancelled". For JSON lines, exports and the hub's wire (not for people: the UI has tr()).
QString stateWord(JobState state);
/// The reverse of stateWord(); empty for any other word.
std::optional<JobState> stateFromWord(QStringView word);

/// What went wrong with a job or stage (echo seed S27 to S30).
struct JobError
{
    QString code; ///< machine word, e.g. "E_NO_VIDEO"; may be empty
    QString message; ///< the server's or FFmpeg's own reason
    QString stage; ///< stage id, empty when the whole job is meant
    bool recoverable = false; ///< a retry may help or the job goes on
    friend bool operator==(const JobError &, const JobError &) = default;
};

/// One row of the queue. Fields a server did not tell stay empty: unknown is not zero.
struct Job
{
    JobId id;
    QString name; ///< for people; a file name mostly
    QString source; ///< where the media came from: a path or link; may be empty
    JobState state = JobState::Queued;
    QString stage; ///< id of the running or last stage; empty when unknown
    QString message; ///< the server's own words on what it is doing
    std::optional<double> progress; ///< 0 to 100, true progress of the whole job
    std::optional<JobError> error;
    std::optional<qint64> bytes; ///< size of the source
    std::optional<int> priority; ///< higher runs first; 0 is usual
    std::optional<int> attempt; ///< from 1
    std::optional<WallTime> created;
    std::optional<WallTime> started;
    std::optional<WallTime> finished;
    std::optional<WallTime> updated; ///< the server's own time of the last change
    QString thumbnail; ///< URL or server path of the preview; empty when none
    QString hint; ///< the dialect's own note, kept with the job for later questions; may be empty
    friend bool operator==(const Job &, const Job &) = default;
};

/// The job that stands for a long action of ours while its one request runs. No server lists it.
JobId workOf(const EditId &edit);
bool isOwnWork(const JobId &job);

/// One step of a job (echo seed S10 to S15).
struct Stage
{
    StageId id; ///< e.g. "PROBE", "THUMBNAIL_GENERATION", "RENDER:vertical_9_16", "PUBLISH"
    JobState state = JobState::Queued;
    int order = 0; ///< position within the job, from 0
    int attempt = 1; ///< which attempt of the job it belongs to
    std::optional<double> progress; ///< 0 to 100
    QString message; ///< e.g. "31 of 120 s, 2.1x"
    std::optional<JobError> error;
    std::optional<WallTime> started;
    std::optional<WallTime> finished;
    std::optional<WallTime> updated{}; ///< the server's own time of this news
    double weight = 0; ///< percent of the whole job, for servers that say no overall progress
    friend bool operator==(const Stage &, const Stage &) = default;
};

/// One picture of a job (echo seed S21 to S24).
struct Thumbnail
{
    ThumbnailId id;
    QString url; ///< absolute, or a path on the server
    int width = 0; ///< pixels; 0 when unknown
    int height = 0;
    std::optional<double> seconds; ///< the moment of the video
    friend bool operator==(const Thumbnail &, const Thumbnail &) = default;
};

/// One finished file.
struct Output
{
    OutputId id;
    QString name; ///< file name
    QString format; ///< "vertical_9_16", "square_1_1", …
    QString url; ///< where to download, absolute or a path on the server
    QString localPath; ///< where it lies when server and client share the machine; else empty
    std::optional<qint64> bytes;
    int width = 0;
    int height = 0;
    std::optional<double> seconds; ///< duration
    friend bool operator==(const Output &, const Output &) = default;
};

/// One fact about the media or a text made from it (echo seed S16, S17).
struct Metadatum
{
    QString field; ///< "TITLE", "DURATION", "VIDEO_CODEC", …
    QJsonValue value; ///< string, number, list or object, as the server said it
    std::optional<WallTime> updated{}; ///< the server's own time of this news
    friend bool operator==(const Metadatum &, const Metadatum &) = default;
};

/// One line of a job's history.
struct JobLogLine
{
    WallTime time{};
    QString level; ///< "info", "warning" or "error"
    QString text;
    QString stage; ///< empty when the whole job is meant
    int attempt = 1;
    friend bool operator==(const JobLogLine &, const JobLogLine &) = default;
};

} // namespace fw::wire
