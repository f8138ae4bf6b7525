// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal_codec.h"

namespace fw::store {

namespace {

// Which optional fields follow. Never renumber: these are in journals.
enum Bit : quint32 {
    Progress = 1 << 0,
    Error = 1 << 1,
    Bytes = 1 << 2,
    Priority = 1 << 3,
    Attempt = 1 << 4,
    Created = 1 << 5,
    Started = 1 << 6,
    Finished = 1 << 7,
    Updated = 1 << 8,
    Source = 1 << 9,
    Message = 1 << 10,
    Thumbnail = 1 << 11,
    Recoverable = 1 << 12,
    Hint = 1 << 13,
};
constexpr quint64 everyBit = (Hint << 1) - 1;

constexpr quint64 lastState = static_cast<quint64>(wire::JobState::Cancelled);

quint32 fieldsOf(const wire::Job &job)
{
    quint32 bits = 0;
    const auto set = [&bits](Bit bit, bool on) { bits |= on ? bit : 0U; };
    set(Progress, job.progress.has_value());
    set(Error, job.error.has_value());
    set(Bytes, job.bytes.has_value());
    set(Priority, job.priority.has_value());
    set(Attempt, job.attempt.has_value());
    set(Created, job.created.has_value());
    set(Started, job.started.has_value());
    set(Finished, job.finished.has_value());
    set(Updated, job.updated.has_value());
    set(Source, !job.source.isEmpty());
    set(Message, !job.message.isEmpty());
    set(Thumbnail, !job.thumbnail.isEmpty());
    set(Recoverable, job.error && job.error->recoverable);
    set(Hint, !job.hint.isEmpty());
    return bits;
}

void writeError(ByteWriter &out, const wire::JobError &error)
{
    out.text(error.code);
    out.text(error.message);
    out.text(error.stage);
}

wire::JobError readError(ByteReader &in, bool recoverable)
{
    wire::JobError error;
    error.code = in.word();
    error.message = in.text();
    error.stage = in.word();
    error.recoverable = recoverable;
    return error;
}

} // namespace

void writeRow(ByteWriter &out, const JobEntry &entry)
{
    const wire::Job &job = entry.job;
    const quint32 bits = fieldsOf(job);
    out.number(bits);
    out.text(job.id.text);
    out.text(job.name);
    out.number(static_cast<quint64>(job.state));
    out.text(job.stage);
    out.time(entry.heard);
    if (job.progress)
        out.real(*job.progress);
    if (job.error)
        writeError(out, *job.error);
    if (job.bytes)
        out.whole(*job.bytes);
    if (job.priority)
        out.whole(*job.priority);
    if (job.attempt)
        out.whole(*job.attempt);
    for (const auto &time : { job.created, job.started, job.finished, job.updated }) {
        if (time)
            out.time(*time);
    }
    for (const QString *text : { &job.source, &job.message, &job.thumbnail, &job.hint }) {
        if (!text->isEmpty())
            out.text(*text);
    }
}

std::optional<JobEntry> readRow(ByteReader &in, const ServerId &server)
{
    JobEntry entry;
    entry.server = server;
    entry.confirmed = false;
    wire::Job &job = entry.job;
    const quint64 bits = in.number();
    job.id.text = in.text();
    job.name = in.text();
    const quint64 state = in.number();
    job.stage = in.word();
    entry.heard = in.time();
    if (bits & Progress)
        job.progress = in.real();
    if (bits & Error)
        job.error = readError(in, (bits & Recoverable) != 0);
    if (bits & Bytes)
        job.bytes = in.whole();
    if (bits & Priority)
        job.priority = static_cast<int>(in.whole());
    if (bits & Attempt)
        job.attempt = static_cast<int>(in.whole());
    if (bits & Created)
        job.created = in.time();
    if (bits & Started)
        job.started = in.time();
    if (bits & Finished)
        job.finished = in.time();
    if (bits & Updated)
        job.updated = in.time();
    if (bits & Source)
        job.source = in.text();
    if (bits & Message)
        job.message = in.text();
    if (bits & Thumbnail)
        job.thumbnail = in.text();
    if (bits & Hint)
        job.hint = in.text();
    if (bits > everyBit || !in.ok() || state > lastState || job.id.isEmpty())
        return std::nullopt;
    job.state = static_cast<wire::JobState>(state);
    return entry;
}

} // namespace fw::store
