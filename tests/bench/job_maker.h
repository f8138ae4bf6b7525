// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/uuid.h"
#include "store/state.h"

#include <QFile>

#include <chrono>

namespace fw::bench {

/// A job as the hub tells them: ids, names and paths of usual length, every text its own copy as
/// after decoding.
inline wire::Job makeJob(int number)
{
    using namespace Qt::StringLiterals;
    using wire::JobState;
    const WallTime time{ std::chrono::milliseconds(1'790'000'000'000 + number * 1000LL) };
    wire::Job job;
    job.id = JobId{ uuid7(time) };
    job.name = u"ep%1_take_%2_drone.mp4"_s.arg(number / 100).arg(number % 100);
    job.source = u"/srv/media/incoming/2026-11-20/ep%1_take_%2_drone.mp4"_s.arg(number / 100)
                     .arg(number % 100);
    job.state = number % 50 == 0 ? JobState::Failed
        : number % 7 == 0        ? JobState::Queued
                                 : JobState::Done;
    job.stage = u"PUBLISH"_s + QString();
    job.progress = job.state == JobState::Done ? 100 : 40;
    job.bytes = 12'345'678 + number;
    job.priority = 0;
    job.attempt = 1;
    job.created = time;
    job.started = time;
    job.finished = time;
    job.updated = time;
    job.thumbnail = u"/api/jobs/%1/thumbnails/0"_s.arg(job.id.text);
    return job;
}

/// Milliseconds since it was made.
class Stopwatch
{
public:
    double ms() const
    {
        const auto passed = std::chrono::steady_clock::now() - m_start;
        return std::chrono::duration<double, std::milli>(passed).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Resident memory of this process in bytes.
inline qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace fw::bench
