// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fw::hub::record {

using namespace Qt::StringLiterals;

namespace {

template <class T> QVariant orNull(const std::optional<T> &value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}

// A null QString would be stored as NULL; every text column is NOT NULL.
QVariant text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

std::optional<double> realOrNone(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toDouble());
}

std::optional<qint64> wholeOrNone(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

wire::JobState readState(const QVariant &value)
{
    return wire::stateFromWord(value.toString()).value_or(wire::JobState::Attention);
}

std::optional<wire::JobError> readError(const QSqlQuery &row, int code, int message,
                                        const QString &stage, int recoverable)
{
    if (row.isNull(code))
        return std::nullopt;
    return wire::JobError{ row.value(code).toString(), row.value(message).toString(), stage,
                           row.value(recoverable).toBool() };
}

QVariantList errorValues(const std::optional<wire::JobError> &error)
{
    if (!error)
        return { QVariant(), QVariant(), QVariant() };
    return { text(error->code), text(error->message), error->recoverable };
}

} // namespace

QVariant timeValue(std::optional<WallTime> time)
{
    return time ? QVariant(qint64(time->time_since_epoch().count())) : QVariant();
}

std::optional<WallTime> readTime(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(WallTime(Millis(value.toLongLong())));
}

QString replaceInto(QLatin1StringView table, const QString &columns)
{
    QStringList marks(columns.count(u',') + 1, u"?"_s);
    return u"INSERT OR REPLACE INTO %1(%2) VALUES(%3)"_s.arg(table, columns, marks.join(u','));
}

QString jobColumns()
{
    return u"id,name,source,source_path,owns_source,sample,interruptions,render,state,stage,"
           "message,progress,bytes,priority,attempt,created,started,finished,updated,thumbnail,"
           "error_code,error_message,error_recoverable,error_stage"_s;
}

QVariantList jobValues(const JobRecord &job)
{
    const wire::Job &r = job.row;
    QVariantList values{ r.id.text,
                         text(r.name),
                         text(r.source),
                         text(job.sourcePath),
                         job.ownsSource,
                         job.sample,
                         job.interruptions,
                         renderText(job.render),
                         wire::stateWord(r.state),
                         text(r.stage),
                         text(r.message),
                         orNull(r.progress),
                         orNull(r.bytes),
                         r.priority.value_or(0),
                         r.attempt.value_or(1),
                         timeValue(r.created.value_or(WallTime{})),
                         timeValue(r.started),
                         timeValue(r.finished),
                         timeValue(r.updated),
                         text(r.thumbnail) };
    values += errorValues(r.error);
    values += r.error ? text(r.error->stage) : QVariant();
    return values;
}

wire::Job readJobRow(const QSqlQuery &row)
{
    wire::Job r;
    r.id = JobId{ row.value(0).toString() };
    r.name = row.value(1).toString();
    r.source = row.value(2).toString();
    r.state = readState(row.value(8));
    r.stage = row.value(9).toString();
    r.message = row.value(10).toString();
    r.progress = realOrNone(row.value(11));
    r.bytes = wholeOrNone(row.value(12));
    r.priority = row.value(13).toInt();
    r.attempt = row.value(14).toInt();
    r.created = readTime(row.value(15));
    r.started = readTime(row.value(16));
    r.finished = readTime(row.value(17));
    r.updated = readTime(row.value(18));
    r.thumbnail = row.value(19).toString();
    if (!row.isNull(20))
        r.error = readError(row, 20, 21, row.value(23).toString(), 22);
    return r;
}

JobRecord readJob(const QSqlQuery &row)
{
    JobRecord job;
    job.row = readJobRow(row);
    job.sourcePath = row.value(3).toString();
    job.ownsSource = row.value(4).toBool();
    job.sample = row.value(5).toBool();
    job.interruptions = row.value(6).toInt();
    job.render = renderFromText(row.value(7).toString());
    return job;
}

QString stageColumns()
{
    return u"job,attempt,id,position,state,progress,message,started,finished,"
           "error_code,error_message,error_recoverable"_s;
}

QVariantList stageValues(const JobId &job, const wire::Stage &stage)
{
    QVariantList values{ job.text,
                         stage.attempt,
                         stage.id.text,
                         stage.order,
                         wire::stateWord(stage.state),
                         orNull(stage.progress),
                         text(stage.message),
                         timeValue(stage.started),
                         timeValue(stage.finished) };
    values += errorValues(stage.error);
    return values;
}

wire::Stage readStage(const QSqlQuery &row)
{
    wire::Stage stage;
    stage.attempt = row.value(1).toInt();
    stage.id = StageId{ row.value(2).toString() };
    stage.order = row.value(3).toInt();
    stage.state = readState(row.value(4));
    stage.progress = realOrNone(row.value(5));
    stage.message = row.value(6).toString();
    stage.started = readTime(row.value(7));
    stage.finished = readTime(row.value(8));
    stage.error = readError(row, 9, 10, stage.id.text, 11);
    return stage;
}

QString attemptColumns()
{
    return u"job,number,state,started,finished,reason,code,log_path"_s;
}

QVariantList attemptValues(const JobId &job, const Attempt &attempt)
{
    return { job.text,
             attempt.number,
             wire::stateWord(attempt.state),
             timeValue(attempt.started),
             timeValue(attempt.finished),
             text(attempt.reason),
             text(attempt.code),
             text(attempt.logPath) };
}

Attempt readAttempt(const QSqlQuery &row)
{
    return { row.value(1).toInt(),    readTime(row.value(3)),  readTime(row.value(4)),
             readState(row.value(2)), row.value(5).toString(), row.value(6).toString(),
             row.value(7).toString() };
}

QString outputColumns()
{
    return u"id,job,name,format,url,path,bytes,width,height,seconds"_s;
}

QVariantList outputValues(const JobId &job, const wire::Output &output)
{
    return { output.id.text,        job.text,         text(output.name),
             text(output.format),   text(output.url), text(output.localPath),
             orNull(output.bytes),  output.width,     output.height,
             orNull(output.seconds) };
}

wire::Output readOutput(const QSqlQuery &row)
{
    return { OutputId{ row.value(0).toString() },
             row.value(2).toString(),
             row.value(3).toString(),
             row.value(4).toString(),
             row.value(5).toString(),
             wholeOrNone(row.value(6)),
             row.value(7).toInt(),
             row.value(8).toInt(),
             realOrNone(row.value(9)) };
}

QString thumbnailColumns()
{
    return u"job,position,id,url,width,height,seconds"_s;
}

QVariantList thumbnailValues(const JobId &job, int position, const wire::Thumbnail &thumbnail)
{
    return { job.text,        position,         thumbnail.id.text,        text(thumbnail.url),
             thumbnail.width, thumbnail.height, orNull(thumbnail.seconds) };
}

wire::Thumbnail readThumbnail(const QSqlQuery &row)
{
    return { ThumbnailId{ row.value(2).toString() }, row.value(3).toString(), row.value(4).toInt(),
             row.value(5).toInt(), realOrNone(row.value(6)) };
}

} // namespace fw::hub::record
