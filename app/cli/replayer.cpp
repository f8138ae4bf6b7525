// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/replayer.h"

#include "cli/messages.h"
#include "dialects/registry.h"

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxLine = 64 * 1024 * 1024;
constexpr int linesPerTurn = 1000; ///< then the event loop may print and listen to signals

} // namespace

Replayer::Replayer(const Options &options, store::Store &store, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_store(store)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Replayer::next);
}

void Replayer::start()
{
    m_file.setFileName(m_options.arguments.front());
    if (!m_file.open(QIODevice::ReadOnly)) {
        say(u"%1: %2"_s.arg(m_file.fileName(), m_file.errorString()));
        Q_EMIT finished(Exit::Usage);
        return;
    }
    const QByteArray first = m_file.peek(4096);
    QString name = m_options.dialect;
    if (name.isEmpty())
        name = trace::dialectOfRecording(first.split('\n').constFirst());
    m_dialect = dialects::findDialect(name.isEmpty() ? u"orchestrator"_s : name);
    if (!m_dialect) {
        say(u"there is no dialect \"%1\""_s.arg(name));
        Q_EMIT finished(Exit::Usage);
        return;
    }
    m_player = std::make_unique<Player>(m_store, ServerId{ u"replay"_s },
                                        m_file.fileName().section(u'/', -1));
    m_start = m_store.clock().now();
    next();
}

bool Replayer::readLine()
{
    while (!m_next && !m_file.atEnd()) {
        ++m_number;
        const QByteArray bytes = m_file.readLine(maxLine).trimmed();
        if (bytes.isEmpty())
            continue;
        auto line = trace::readRecordedLine(bytes);
        if (!line) {
            say(u"line %1: %2"_s.arg(m_number).arg(line.error().detail));
            m_failure = line.error();
            continue;
        }
        m_next = std::move(*line);
    }
    return m_next.has_value();
}

void Replayer::next()
{
    for (int lines = 0; lines < linesPerTurn; ++lines) {
        if (!readLine()) {
            m_store.flush();
            Q_EMIT finished(m_failure ? Exit::Refused : Exit::Done);
            return;
        }
        if (m_options.speed > 0) {
            const auto at = m_start
                + std::chrono::duration_cast<Instant::duration>(
                                std::chrono::duration<double, std::milli>(
                                    static_cast<double>(m_next->at.count()) / m_options.speed));
            const auto wait = std::chrono::ceil<Millis>(at - m_store.clock().now());
            if (wait > Millis(0)) {
                m_timer.start(wait);
                return;
            }
        }
        play(*std::exchange(m_next, std::nullopt));
    }
    m_timer.start(Millis(0));
}

void Replayer::play(const trace::RecordedLine &line)
{
    if (line.frame)
        take(m_dialect->decode(*line.frame, m_player->facts()));
    else if (line.exchange)
        take(m_dialect->decode(line.exchange->first, line.exchange->second, m_player->facts()));
}

void Replayer::take(wire::Decoded decoded)
{
    for (const wire::Issue &issue : decoded.issues)
        say(u"line %1: %2"_s.arg(m_number).arg(issue.failure.detail));
    m_player->take(std::move(decoded));
}

} // namespace fw::cli
