// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/step.h"

#include "hub/media/progress.h"
#include "hub/media/publish.h"
#include "hub/media/render_plan.h"
#include "hub/work/errors.h"

#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QStorageInfo>
#include <QtConcurrentRun>

#include <cstdio>

namespace fw::hub::work {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis silenceLimit{ 300'000 };
constexpr Millis probeLimit{ 60'000 };

class RenderStep final : public Step
{
public:
    RenderStep(Attempting &attempting, QString format)
        : Step(attempting)
        , m_format(std::move(format))
    {
    }

    void start() override
    {
        const auto plan = prepare();
        if (!plan) {
            failLater(plan.error());
            return;
        }
        media::ChildCommand command;
        command.program = m_run.options.ffmpeg;
        command.arguments = plan->arguments;
        command.workingDirectory = m_run.folders.temporary(m_run.job.row.id);
        command.streams = true;
        command.timeout = silenceLimit;
        runChild(std::move(command), [this](const media::ChildExit &exit) { onRendered(exit); });
    }

private:
    tl::expected<media::RenderPlan, wire::JobError> prepare()
    {
        const crop::Format *format = crop::findFormat(m_format);
        if (!format)
            return tl::unexpected(stageError(u"E_FFMPEG"_s, u"unknown format "_s + m_format));
        m_part = m_run.folders.rendering(m_run.job.row.id, m_format);
        const auto plan = media::planRender({ m_run.job.sourcePath, m_run.media, m_run.job.render,
                                              *format, m_part, m_run.options.preset });
        if (!plan)
            return tl::unexpected(stageError(u"E_WATERMARK"_s, plan.error().detail));
        QDir folder(m_run.folders.temporary(m_run.job.row.id));
        if (!folder.mkpath(folder.absolutePath()))
            return tl::unexpected(
                stageError(u"E_IO"_s, u"could not make the folder "_s + folder.absolutePath()));
        if (auto full = fullDisk(plan->size))
            return tl::unexpected(*full);
        for (const media::TextFile &text : plan->texts) {
            QFile file(folder.filePath(text.name));
            if (!file.open(QIODevice::WriteOnly) || file.write(text.content) < 0)
                return tl::unexpected(stageError(u"E_IO"_s, file.errorString()));
        }
        return *plan;
    }

    std::optional<wire::JobError> fullDisk(crop::Size size) const
    {
        const qint64 needed = media::bytesNeeded(m_run.media, size) + m_run.options.freeBytes;
        const qint64 available
            = QStorageInfo(m_run.folders.temporary(m_run.job.row.id)).bytesAvailable();
        if (available < 0 || available >= needed)
            return std::nullopt;
        return stageError(
            u"E_DISK_FULL"_s,
            u"%1 MB are free where the hub keeps its files, about %2 MB are needed"_s.arg(
                QString::number(available >> 20), QString::number(needed >> 20)));
    }

    void onOutput(const QByteArray &bytes) override
    {
        const auto duration = m_run.media.seconds;
        if (m_progress.feed(bytes))
            Q_EMIT progressed(m_progress.percent(duration), m_progress.message(duration));
    }

    void onRendered(const media::ChildExit &exit)
    {
        const QString whole = m_run.folders.rendered(m_run.job.row.id, m_format);
        if (exit.ok() && QFileInfo(m_part).size() > 0
            && std::rename(QFile::encodeName(m_part).constData(),
                           QFile::encodeName(whole).constData())
                == 0) {
            Q_EMIT done(m_progress.message(m_run.media.seconds));
            return;
        }
        QFile::remove(m_part);
        Q_EMIT failed(childError(exit, u"rendering"_s, false));
    }

    QString m_format;
    QString m_part;
    media::ProgressParser m_progress;
};

class PublishStep final : public Step
{
public:
    using Step::Step;

    void start() override
    {
        m_run.outputs.clear();
        connect(&m_moving, &QFutureWatcherBase::finished, this, &PublishStep::onMoved);
        checkNext();
    }

    void cancel() override
    {
        // A file on its way to its place is let go there; the runner removes it afterwards.
        m_stopping = true;
        if (!m_moving.isRunning())
            Step::cancel();
    }

private:
    void checkNext()
    {
        const QStringList &formats = m_run.job.render.formats;
        if (m_run.outputs.size() == size_t(formats.size())) {
            move();
            return;
        }
        media::ChildCommand command;
        command.program = m_run.options.ffprobe;
        command.arguments = media::probeArguments(
            m_run.folders.rendered(m_run.job.row.id, formats[qsizetype(m_run.outputs.size())]));
        command.timeout = probeLimit;
        runChild(std::move(command), [this](const media::ChildExit &exit) { onChecked(exit); });
    }

    void onChecked(const media::ChildExit &exit)
    {
        const JobId &job = m_run.job.row.id;
        const QString format = m_run.job.render.formats[qsizetype(m_run.outputs.size())];
        const QString path = m_run.folders.rendered(job, format);
        const auto info = exit.ok() ? media::readProbe(exit.output)
                                    : Expected<media::MediaInfo>(fail(Failure::Code::Process, {}));
        if (!info || info->videoStream < 0) {
            QFile::remove(path); // so that a retry makes it again
            wire::JobError error = childError(exit, u"checking the render of "_s + format, false);
            if (exit.ok())
                error = stageError(u"E_FFMPEG"_s, u"FFmpeg made a file without a picture"_s);
            error.recoverable = true;
            Q_EMIT failed(error);
            return;
        }
        if (auto cut = cutShort(*info, format)) {
            QFile::remove(path);
            Q_EMIT failed(*cut);
            return;
        }
        const QString name = media::safeFileName(QFileInfo(m_run.job.row.name).completeBaseName())
            + u'_' + format + u".mp4"_s;
        const OutputId id{ job.text + u'.' + format };
        m_run.outputs.push_back({ id, name, format, u"/api/outputs/"_s + id.text,
                                  m_run.folders.outputs(job) + u'/' + name, QFileInfo(path).size(),
                                  info->shown.width, info->shown.height, info->seconds });
        checkNext();
    }

    // FFmpeg ends happily at the place where a truncated source breaks off; the user should know.
    std::optional<wire::JobError> cutShort(const media::MediaInfo &made, const QString &format)
    {
        const auto wanted = m_run.media.videoSeconds;
        const auto got = made.videoSeconds;
        if (!wanted || !got || *got > *wanted * 0.9 || *got > *wanted - 1)
            return std::nullopt;
        return stageError(u"E_BROKEN"_s,
                          u"the source breaks off: only %1 of %2 s could be read for %3; FFmpeg's "
                          "log has the details"_s.arg(QString::number(*got, 'f', 1),
                                                      QString::number(*wanted, 'f', 1), format));
    }

    void move()
    {
        if (m_stopping)
            return;
        std::vector<std::pair<QString, QString>> moves;
        for (const wire::Output &output : m_run.outputs)
            moves.emplace_back(m_run.folders.rendered(m_run.job.row.id, output.format),
                               output.localPath);
        m_moving.setFuture(QtConcurrent::run(&m_run.pool, [moves]() -> Expected<void> {
            for (const auto &[from, to] : moves) {
                if (auto moved = media::publishFile(from, to); !moved)
                    return moved;
            }
            return {};
        }));
    }

    void onMoved()
    {
        if (m_stopping) {
            Q_EMIT stopped();
            return;
        }
        const Expected<void> moved = m_moving.result();
        if (moved)
            Q_EMIT done(u"%1 files"_s.arg(m_run.outputs.size()));
        else
            Q_EMIT failed(stageError(u"E_IO"_s, moved.error().detail));
    }

    QFutureWatcher<Expected<void>> m_moving;
    bool m_stopping = false;
};

} // namespace

std::unique_ptr<Step> renderStep(Attempting &attempting, const QString &format)
{
    return std::make_unique<RenderStep>(attempting, format);
}

std::unique_ptr<Step> publishStep(Attempting &attempting)
{
    return std::make_unique<PublishStep>(attempting);
}

} // namespace fw::hub::work
