// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "hub/record/records.h"
#include "hub/work/refusal.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fw::hub::record {
class Record;
}

namespace fw::hub::work {

/// How the hub works.
struct WorkOptions
{
    QString dataDir; ///< absolute; holds hub.sqlite, uploads/, thumbnails/, outputs/, logs/, tmp/
    int workers = 0; ///< jobs at once; 0: half the cores, at least 1
    QString ffmpeg = QStringLiteral("ffmpeg"); ///< program name or path
    QString ffprobe = QStringLiteral("ffprobe");
    qint64 maxSourceBytes = qint64(64) << 30; ///< larger media is refused
    Millis progressInterval{ 250 }; ///< at most so often per job
    QString preset = QStringLiteral("veryfast"); ///< of libx264: speed against size
    qint64 freeBytes = qint64(200) << 20; ///< stays free on the disk: no render starts below it
};

/// The hub's jobs: what there is, what runs next, and every act on them. One thread, the hub's;
/// FFmpeg runs in child processes, fsync and hashing in a thread pool. Everything said by a signal
/// is already in the database.
class Jobs final : public QObject
{
    Q_OBJECT
public:
    explicit Jobs(WorkOptions options, const Clock &clock, QObject *parent = nullptr);
    ~Jobs() override; ///< ends children at once; their jobs count as interrupted at the next start

    /// Opens the database, recovers what a crash left, starts working. Fails with Database or Io.
    Expected<void> start();
    /// Starts no more jobs and interrupts the running ones cleanly (they are queued again). What
    /// is added after that waits for the next start.
    void drain();

    /// Checks one path and adds a job for it. Fails with NotFound, BadInput (directory, FIFO,
    /// empty, no absolute path), Forbidden (unreadable), TooLarge; the detail names the path and
    /// why, the word why for programs.
    Taken<JobId> add(const QString &path, const QString &name, int priority,
                     const wire::RenderOptions &render, bool ownsSource = false);
    /// A job whose source FFmpeg makes on the spot.
    Taken<JobId> addSample(const wire::RenderOptions &render);
    /// Fails with NotFound, Conflict (the state does not allow it), BadInput (priority).
    Expected<void> control(const JobId &id, wire::JobAction action, int priority,
                           const QString &reason);

    /// Runs \a work (any of add, addSample, control, remember) as one transaction: after a crash
    /// all of it happened or nothing, so a repeated op never does half of it again
    /// (reliability.md 5.5). What is told and done to children comes after the commit. Fails with
    /// Database: nothing happened then.
    Expected<void> together(const std::function<void()> &work);

    /// The first answer given to \a op, if it was seen before. Fails with Database: it is not
    /// known then, and nothing may be done for that op.
    Expected<std::optional<record::Verdict>> verdict(const EditId &op) const;
    void remember(const record::Verdict &verdict);

    /// Newest first; \a cursor from the page before; \a states empty: all.
    Expected<record::JobPage> page(const QString &cursor, int limit,
                                   const QList<wire::JobState> &states) const;
    std::vector<wire::Job> all() const; ///< every row, newest first; see eachRow()
    /// Every row, oldest first. Reads all of the database: once, after start().
    void eachRow(const std::function<void(const wire::Job &)> &see) const;
    std::vector<wire::Job> live() const; ///< rows of jobs with an attempt now, with live progress
    Expected<record::JobDetail> detail(const JobId &id) const;
    /// Every job that is not finished and has stages, thumbnails or metadata, oldest first.
    void eachUnfinished(const std::function<void(const record::JobDetail &)> &see) const;
    Expected<QString> thumbnailPath(const JobId &id, int index) const;
    Expected<wire::Output> output(const OutputId &id) const;
    Expected<QString> logPath(const JobId &id, int attempt) const;
    /// One frame at \a seconds as a JPEG of at most \a maxWidth pixels, made by FFmpeg (5 s limit,
    /// a few at once, cached). Calls back exactly once, on this thread.
    void frameAt(const JobId &id, double seconds, int maxWidth,
                 std::function<void(Expected<QByteArray>)> done);

    QString newUploadPath(const QString &fileName) const; ///< a fresh file name in uploads/
    QString dataDir() const;
    /// The hub's database, for what else is kept in it, outside together(); only after start().
    record::Record &record();
    int workers() const;
    int queueDepth() const;
    int running() const;

Q_SIGNALS:
    void jobCreated(const fw::wire::Job &job);
    void jobUpdated(const fw::wire::Job &job); ///< anything of the row but progress
    void jobRemoved(const fw::JobId &id);
    void jobStarted(const fw::JobId &id, fw::WallTime time);
    /// At most every progressInterval per job; droppable.
    void jobProgressed(const fw::JobId &id, std::optional<double> progress, const QString &message);
    void jobCompleted(const fw::JobId &id, const std::vector<fw::wire::Output> &outputs);
    void jobFailed(const fw::JobId &id, const fw::wire::JobError &error);
    void stageChanged(const fw::JobId &id, const fw::wire::Stage &stage);
    void thumbnailMade(const fw::JobId &id, const fw::wire::Thumbnail &thumbnail);
    void metadataFound(const fw::JobId &id, const fw::wire::Metadatum &datum);
    void logged(const fw::JobId &id, const fw::wire::JobLogLine &line);
    /// How many wait, run, may run: for system:status.
    void loadChanged(int queued, int running, int workers);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::hub::work
