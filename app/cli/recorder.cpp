// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/recorder.h"

#include "cli/messages.h"

namespace fw::cli {

using namespace Qt::StringLiterals;
using session::Tracing;

namespace {

constexpr std::chrono::seconds patience{ 10 };
constexpr quint64 lastGeneration = 2; ///< tracing begins a second time to hear of what is left

} // namespace

Recorder::Recorder(session::Session &session, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_clock(clock)
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        say(u"the end of what passed could not be written"_s);
        m_lacks = true;
        close(u"recording ended, its last exchanges are missing"_s);
    });
}

Expected<void> Recorder::begin(const QString &path)
{
    if (const auto opened = m_writer.open(path, m_session.profile().dialect, m_clock.now());
        !opened)
        return opened;
    m_isRecording = true;
    connect(&m_session, &session::Session::traced, this, &Recorder::take);
    m_session.setTracing(Tracing::All);
    return {};
}

// News come at a pace, and some may be under way. Who begins to trace is told everything that is
// kept: that is more than what is left.
void Recorder::finish()
{
    if (!m_isRecording || std::exchange(m_isLast, true))
        return;
    m_patience.start(patience);
    m_session.setTracing(Tracing::Off);
    m_session.setTracing(Tracing::All);
}

void Recorder::take(const trace::News &news)
{
    if (!m_isRecording || !keep(m_writer.write(news)))
        return;
    if (m_isLast && news.generation >= lastGeneration)
        close(u"recording ended"_s);
}

bool Recorder::keep(const Expected<void> &written)
{
    if (written)
        return true;
    m_isRecording = false;
    m_lacks = true;
    m_patience.stop();
    m_session.setTracing(Tracing::Off);
    Q_EMIT failed(written.error());
    if (m_isLast)
        Q_EMIT finished();
    return false;
}

void Recorder::close(const QString &words)
{
    if (const quint64 missed = m_writer.missed(); missed > 0) {
        say(u"%1 exchanges came too fast and are missing in the recording"_s.arg(missed));
        m_lacks = true;
    }
    if (!keep(m_writer.remark(words, m_clock.now())))
        return;
    m_isRecording = false;
    m_patience.stop();
    m_session.setTracing(Tracing::Off);
    Q_EMIT finished();
}

} // namespace fw::cli
