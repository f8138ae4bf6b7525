// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/step.h"

#include "hub/media/pictures.h"
#include "hub/media/progress.h"
#include "hub/work/checks.h"
#include "hub/work/errors.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>

namespace fw::hub::work {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis probeLimit{ 60'000 };
constexpr Millis pictureLimit{ 60'000 };
constexpr Millis silenceLimit{ 300'000 };
constexpr int thumbnailWidth = 320; ///< pixels
constexpr int largestSide = 16384; ///< of a source, in pixels: what the encoder takes

class SampleStep final : public Step
{
public:
    using Step::Step;

    void start() override
    {
        m_part = m_run.job.sourcePath + u".part"_s;
        runChild(
            { m_run.options.ffmpeg, media::sampleArguments(m_part), {}, 0, true, silenceLimit },
            [this](const media::ChildExit &exit) { onMade(exit); });
    }

private:
    void onOutput(const QByteArray &bytes) override
    {
        if (m_progress.feed(bytes))
            Q_EMIT progressed(m_progress.percent(media::sampleSeconds),
                              m_progress.message(media::sampleSeconds));
    }

    void onMade(const media::ChildExit &exit)
    {
        if (!exit.ok()) {
            QFile::remove(m_part);
            Q_EMIT failed(childError(exit, u"making the sample clip"_s, false));
        } else if (std::rename(QFile::encodeName(m_part).constData(),
                               QFile::encodeName(m_run.job.sourcePath).constData())
                   != 0) {
            Q_EMIT failed(stageError(u"E_IO"_s, qt_error_string(errno)));
        } else {
            m_run.job.row.bytes = QFileInfo(m_run.job.sourcePath).size();
            Q_EMIT done({});
        }
    }

    QString m_part;
    media::ProgressParser m_progress;
};

class ProbeStep final : public Step
{
public:
    using Step::Step;

    void start() override
    {
        const auto size = checkSource(m_run.job.sourcePath, m_run.options.maxSourceBytes);
        if (!size) {
            failLater(stageError(size.error().word, size.error().detail));
            return;
        }
        m_run.job.row.bytes = *size;
        media::ChildCommand command;
        command.program = m_run.options.ffprobe;
        command.arguments = media::probeArguments(m_run.job.sourcePath);
        command.timeout = probeLimit;
        runChild(std::move(command), [this](const media::ChildExit &exit) { onProbed(exit); });
    }

private:
    void onProbed(const media::ChildExit &exit)
    {
        if (!exit.ok()) {
            Q_EMIT failed(childError(exit, u"reading the file"_s, true));
            return;
        }
        const auto info = media::readProbe(exit.output);
        if (!info) {
            Q_EMIT failed(stageError(u"E_BROKEN"_s, info.error().detail));
            return;
        }
        m_run.media = *info;
        record::Change parts;
        parts.metadata = media::metadataOf(*info);
        Q_EMIT produced(parts);
        if (const auto trouble = unfit(exit))
            Q_EMIT failed(*trouble);
        else
            Q_EMIT done(u"%1x%2, %3"_s.arg(QString::number(info->shown.width),
                                           QString::number(info->shown.height), info->videoCodec));
    }

    std::optional<wire::JobError> unfit(const media::ChildExit &exit) const
    {
        const media::MediaInfo &info = m_run.media;
        if (info.videoStream < 0) {
            const QString has
                = info.others.isEmpty() ? u"nothing FFmpeg can read"_s : info.others.join(u", "_s);
            return stageError(u"E_NO_VIDEO"_s, u"there is no video in it, only %1"_s.arg(has));
        }
        if (info.shown.width <= 0 || info.shown.height <= 0)
            return stageError(u"E_BROKEN"_s,
                              u"the video has no picture size; FFmpeg says: %1"_s.arg(exit.reason));
        if (std::max(info.shown.width, info.shown.height) > largestSide)
            return stageError(u"E_TOO_LARGE"_s,
                              u"%1x%2 pixels, at most %3 a side are taken"_s.arg(
                                  QString::number(info.shown.width),
                                  QString::number(info.shown.height),
                                  QString::number(largestSide)));
        return std::nullopt;
    }
};

class ThumbnailsStep final : public Step
{
public:
    using Step::Step;

    void start() override
    {
        m_times = media::thumbnailTimes(m_run.media);
        QDir().mkpath(QFileInfo(m_run.folders.thumbnail(m_run.job.row.id, 0)).absolutePath());
        takeNext();
    }

private:
    void takeNext()
    {
        if (m_next == m_times.size()) {
            finish();
            return;
        }
        media::ChildCommand command;
        command.program = m_run.options.ffmpeg;
        command.arguments
            = media::pictureAtArguments(m_run.job.sourcePath, m_times[m_next], thumbnailWidth);
        command.outputLimit = 8 * 1024 * 1024;
        command.timeout = pictureLimit;
        runChild(std::move(command), [this](const media::ChildExit &exit) { onTaken(exit); });
    }

    void onTaken(const media::ChildExit &exit)
    {
        const bool childTrouble = exit.how != media::ChildExit::How::Finished;
        if (childTrouble && exit.how != media::ChildExit::How::TimedOut) {
            Q_EMIT failed(childError(exit, u"making thumbnails"_s, false));
            return;
        }
        if (!exit.ok())
            m_trouble = childError(exit, u"making thumbnails"_s, true);
        else if (!exit.output.isEmpty() && !keep(exit.output))
            return;
        const bool known = m_run.media.seconds.has_value();
        if (!known && exit.ok() && exit.output.isEmpty())
            m_next = m_times.size(); // behind the end
        else
            ++m_next;
        if (known)
            Q_EMIT progressed(
                100.0 * double(m_next) / double(m_times.size()),
                u"%1 of %2"_s.arg(QString::number(m_kept), QString::number(m_times.size())));
        takeNext();
    }

    bool keep(const QByteArray &jpeg)
    {
        QSaveFile file(m_run.folders.thumbnail(m_run.job.row.id, m_kept));
        if (!file.open(QIODevice::WriteOnly) || file.write(jpeg) != jpeg.size() || !file.commit()) {
            Q_EMIT failed(stageError(u"E_IO"_s, file.fileName() + u": "_s + file.errorString()));
            return false;
        }
        const QString number = QString::number(m_kept++);
        const crop::Size size = media::jpegSize(jpeg);
        const QString job = m_run.job.row.id.text;
        record::Change parts;
        parts.thumbnails.push_back({ ThumbnailId{ job + u'-' + number },
                                     u"/api/jobs/%1/thumbnails/%2"_s.arg(job, number), size.width,
                                     size.height, m_times[m_next] });
        Q_EMIT produced(parts);
        return true;
    }

    void finish()
    {
        if (m_kept == 0) {
            Q_EMIT failed(m_trouble.value_or(
                stageError(u"E_BROKEN"_s, u"FFmpeg found no picture in the video"_s)));
            return;
        }
        if (m_trouble)
            note(u"warning"_s, m_trouble->message);
        Q_EMIT done(u"%1 of %2"_s.arg(QString::number(m_kept), QString::number(m_times.size())));
    }

    std::vector<double> m_times;
    size_t m_next = 0;
    int m_kept = 0;
    std::optional<wire::JobError> m_trouble; ///< of the last picture that could not be had
};

} // namespace

std::unique_ptr<Step> sampleStep(Attempting &attempting)
{
    return std::make_unique<SampleStep>(attempting);
}

std::unique_ptr<Step> probeStep(Attempting &attempting)
{
    return std::make_unique<ProbeStep>(attempting);
}

std::unique_ptr<Step> thumbnailsStep(Attempting &attempting)
{
    return std::make_unique<ThumbnailsStep>(attempting);
}

} // namespace fw::hub::work
