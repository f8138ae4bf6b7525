// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/media/child_process.h"
#include "hub/media/probe.h"
#include "hub/record/records.h"
#include "hub/work/folders.h"
#include "hub/work/jobs.h"

#include <QThreadPool>

namespace fw::hub::work {

/// What the steps of one attempt share.
struct Attempting
{
    const WorkOptions &options;
    const Folders &folders;
    QThreadPool &pool; ///< for fsync
    record::JobRecord job;
    std::shared_ptr<media::LogFile> log;
    media::MediaInfo media; ///< known once PROBE is done
    std::vector<wire::Output> outputs; ///< known once PUBLISH is done
};

/// One stage at work. start() -> done() or failed() or, after cancel(), stopped(); exactly one of
/// them, never from inside start() or cancel(). Runs one child after the other.
class Step : public QObject
{
    Q_OBJECT
public:
    explicit Step(Attempting &attempting);
    ~Step() override = default;

    virtual void start() = 0;
    void pause();
    void resume();
    virtual void cancel();
    /// Ends the child at once and waits for it; nothing is said any more.
    void killAndWait();
    std::optional<qint64> childPid() const;

Q_SIGNALS:
    /// Empty progress: working, but nobody knows how far.
    void progressed(std::optional<double> progress, const QString &message);
    /// Thumbnails, metadata or history lines to keep.
    void produced(const fw::hub::record::Change &parts);
    void done(const QString &message);
    void failed(const fw::wire::JobError &error);
    void stopped();

protected:
    using Then = std::function<void(const media::ChildExit &)>;

    /// Runs a child; \a then gets its end, unless the step was cancelled meanwhile.
    void runChild(media::ChildCommand command, Then then);
    /// What streams out of the child that runs.
    virtual void onOutput(const QByteArray &bytes);
    bool cancelled() const { return m_cancelled; }
    /// Says failed() from the event loop.
    void failLater(const wire::JobError &error);
    /// A history line of this stage.
    void note(const QString &level, const QString &text);

    Attempting &m_run;

private:
    std::unique_ptr<media::ChildProcess> m_child;
    std::function<void()> m_held; ///< starts the next child, which came while paused
    bool m_paused = false;
    bool m_cancelled = false;
};

/// SAMPLE: makes the source.
std::unique_ptr<Step> sampleStep(Attempting &attempting);
/// PROBE: checks the source and finds out what is in it.
std::unique_ptr<Step> probeStep(Attempting &attempting);
/// THUMBNAIL_GENERATION.
std::unique_ptr<Step> thumbnailsStep(Attempting &attempting);
/// RENDER:\a format.
std::unique_ptr<Step> renderStep(Attempting &attempting, const QString &format);
/// PUBLISH: checks every render, then gives it its place.
std::unique_ptr<Step> publishStep(Attempting &attempting);

} // namespace fw::hub::work
