// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/work/jobs.h"
#include "support/clips.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

namespace fw::test {

using namespace Qt::StringLiterals;

/// A Jobs on a fresh data directory, with what the tests of hub/work ask it again and again.
class Bench
{
public:
    Bench() { restart(); }

    /// Ends the Jobs as a crash would (nothing is written) and starts it again on the same data.
    bool restart()
    {
        jobs.reset();
        jobs = std::make_unique<hub::work::Jobs>(options(), clock);
        return jobs->start().has_value();
    }
    hub::work::WorkOptions options() const
    {
        hub::work::WorkOptions options;
        options.dataDir = dir.filePath(u"data"_s);
        options.workers = workers;
        options.preset = preset;
        options.ffmpeg = ffmpeg;
        options.progressInterval = Millis(20);
        options.maxSourceBytes = maxSourceBytes;
        options.freeBytes = freeBytes;
        return options;
    }
    /// Makes a clip called \a name and gives its path.
    QString clip(const QString &name, const Clip &like = {}) const
    {
        const QString path = dir.filePath(name);
        return makeClip(path, like) ? path : QString();
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(dir.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return file.fileName();
    }
    /// Two frames without sound: the clip a job is soonest done with.
    QString tinyClip() const { return clip(u"tiny.mp4"_s, { .seconds = 0.2, .sound = false }); }
    JobId add(const QString &path, const QStringList &formats = { u"original"_s }, int priority = 0)
    {
        wire::RenderOptions render;
        render.formats = formats;
        return jobs->add(path, {}, priority, render).value_or(JobId{});
    }
    /// From now on one job at once.
    bool oneWorker()
    {
        workers = 1;
        return restart();
    }
    /// From now on one job at once, and renders that take long enough to act on them.
    bool slowDown()
    {
        workers = 1;
        preset = u"placebo"_s; // a few frames take half a second, and need few thumbnails
        slowClip = clip(u"clip.mp4"_s, { .seconds = 0.4, .sound = false });
        return restart();
    }
    /// A job with such a render; after slowDown().
    JobId addSlow() { return add(slowClip, { u"vertical_9_16"_s }); }
    bool act(const JobId &id, wire::JobAction action, int priority = 0)
    {
        return jobs->control(id, action, priority, u"because"_s).has_value();
    }
    /// Whether the child that renders a job of addSlow() is there.
    bool renders(const JobId &id) const
    {
        return stage(id) == "RENDER:vertical_9_16"_L1 && children().size() == 1;
    }
    /// How long a wait may take at most, in ms. Children are the last to get a busy machine's
    /// time, so only what hangs is to end here: shortly before QtTest's own watch dog.
    static constexpr int patience = 240'000;
    /// Runs the event loop until \a id is \a wanted or has ended otherwise; its state then.
    wire::JobState reached(const JobId &id, wire::JobState wanted) const
    {
        wire::JobState now{};
        const auto there = [&] {
            now = state(id);
            return now == wanted || wire::isTerminal(now);
        };
        (void)QTest::qWaitFor(there, patience);
        return now;
    }
    hub::record::JobDetail detail(const JobId &id) const
    {
        return jobs->detail(id).value_or(hub::record::JobDetail{});
    }
    wire::JobState state(const JobId &id) const { return detail(id).job.row.state; }
    QString stage(const JobId &id) const { return detail(id).job.row.stage; }
    QString errorCode(const JobId &id) const
    {
        return detail(id).job.row.error.value_or(wire::JobError{}).code;
    }
    /// Files below the data directory's \a folder.
    QStringList files(const QString &folder) const
    {
        QStringList found;
        QDirIterator it(dir.filePath(u"data/"_s + folder), QDir::Files | QDir::Hidden,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            found += it.next();
        return found;
    }
    /// Children called \a name of this process: pid and state letter.
    static std::vector<std::pair<int, char>> children(const QByteArray &name = "ffmpeg")
    {
        std::vector<std::pair<int, char>> found;
        QDirIterator it(u"/proc"_s, QDir::Dirs | QDir::NoDotAndDotDot);
        while (it.hasNext()) {
            QFile stat(it.next() + u"/stat"_s);
            if (!stat.open(QIODevice::ReadOnly))
                continue;
            const QByteArray line = stat.readAll();
            const QList<QByteArray> rest = line.mid(line.lastIndexOf(')') + 2).split(' ');
            if (line.contains(QByteArray("(" + name + ")")) && rest.value(1).toInt() == ::getpid()
                && rest.value(0) != "Z")
                found.emplace_back(line.split(' ').value(0).toInt(), rest.value(0).at(0));
        }
        return found;
    }

    QTemporaryDir dir;
    SystemClock clock;
    int workers = 2;
    QString preset = u"ultrafast"_s;
    QString ffmpeg = u"ffmpeg"_s;
    qint64 maxSourceBytes = qint64(1) << 40;
    qint64 freeBytes = 0;
    QString slowClip;
    std::unique_ptr<hub::work::Jobs> jobs; ///< last: gone before the directory
};

} // namespace fw::test

// Waits of a test whose Bench is `m`. A render may be short: it is looked for between any two
// events.
#define WAIT_STATE(id, wanted) QCOMPARE(m->reached(id, wanted), wanted)
#define WAIT_RENDER(id)                                                                            \
    QVERIFY(QTest::qWaitFor([&] { return m->renders(id); }, test::Bench::patience))
