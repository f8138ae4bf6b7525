// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/frames.h"

#include "hub/media/pictures.h"

#include <cmath>

namespace fw::hub::work {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype cacheBytes = 32 * 1024 * 1024;
constexpr size_t mostWaiting = 64;
constexpr int mostRunning = 2;
constexpr double longestMedia = 1e6; ///< seconds; eleven days

Expected<QByteArray> outcome(const media::ChildExit &exit, double seconds)
{
    using How = media::ChildExit::How;
    if (exit.how == How::TimedOut)
        return fail(Failure::Code::Timeout, u"FFmpeg took too long for one frame"_s);
    if (!exit.ok())
        return fail(Failure::Code::Process, u"FFmpeg could not make the frame: "_s + exit.reason);
    if (exit.output.isEmpty())
        return fail(Failure::Code::NotFound,
                    u"the video has no frame at %1 s"_s.arg(QString::number(seconds)));
    return exit.output;
}

} // namespace

Frames::Frames(QString ffmpeg, Millis limit, QObject *parent)
    : QObject(parent)
    , m_ffmpeg(std::move(ffmpeg))
    , m_limit(limit)
    , m_cache(cacheBytes)
{
}

Frames::~Frames() = default;

void Frames::ask(const QString &path, double seconds, int maxWidth, Done done)
{
    const auto answerLater = [this, &done](Expected<QByteArray> answer) {
        QMetaObject::invokeMethod(
            this, [done, answer = std::move(answer)] { done(answer); }, Qt::QueuedConnection);
    };
    if (!std::isfinite(seconds) || seconds < 0 || seconds > longestMedia)
        return answerLater(fail(Failure::Code::BadInput, u"t must be 0 or more seconds"_s));
    const int width = std::clamp(maxWidth, 16, 3840);
    const QString key = u"%1 %2 %3"_s.arg(QString::number(width),
                                          QString::number(std::llround(seconds * 1000)), path);
    if (const QByteArray *kept = m_cache.object(key))
        return answerLater(*kept);
    if (const auto same = m_wishes.find(key); same != m_wishes.end()) {
        same->second.done.push_back(std::move(done));
        return;
    }
    if (m_waiting.size() >= mostWaiting)
        return answerLater(fail(Failure::Code::TooLarge, u"too many frames are asked for"_s));
    m_wishes.emplace(key, Wish{ path, seconds, width, { std::move(done) } });
    m_waiting.push_back(key);
    startNext();
}

void Frames::startNext()
{
    while (m_running < mostRunning && !m_waiting.empty()) {
        const QString key = m_waiting.front();
        m_waiting.pop_front();
        const Wish &wish = m_wishes.at(key);
        auto *child = new media::ChildProcess(this);
        connect(child, &media::ChildProcess::finished, this,
                [this, key, child](const media::ChildExit &exit) {
                    child->deleteLater();
                    onEnded(key, exit);
                });
        media::ChildCommand command;
        command.program = m_ffmpeg;
        command.arguments = media::pictureAtArguments(wish.path, wish.seconds, wish.width);
        command.outputLimit = 16 * 1024 * 1024;
        command.timeout = m_limit;
        ++m_running;
        child->start(std::move(command), nullptr);
    }
}

void Frames::onEnded(const QString &key, const media::ChildExit &exit)
{
    --m_running;
    auto node = m_wishes.extract(key);
    startNext();
    const Expected<QByteArray> answer = outcome(exit, node.mapped().seconds);
    if (answer)
        m_cache.insert(key, new QByteArray(*answer), answer->size());
    for (const Done &done : node.mapped().done)
        done(answer);
}

} // namespace fw::hub::work
