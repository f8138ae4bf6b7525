// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

QString percent(const QJsonObject &object)
{
    const QJsonValue progress = object["progress"_L1];
    return progress.isDouble() ? u"%1 %"_s.arg(progress.toDouble(), 0, 'f', 0) : QString();
}

QString errorOf(const QJsonObject &object)
{
    return object["error"_L1].toObject()["message"_L1].toString();
}

QStringList jobWords(const QJsonObject &job)
{
    const QString id = job["jobId"_L1].toString();
    return { id,
             job["name"_L1].toString(id),
             job["state"_L1].toString(),
             job["stage"_L1].toString(),
             percent(job),
             job["message"_L1].toString(),
             errorOf(job) };
}

QString sizeOf(const QJsonObject &picture)
{
    const int width = picture["width"_L1].toInt();
    return width > 0 ? u"%1x%2"_s.arg(width).arg(picture["height"_L1].toInt()) : QString();
}

QString secondsOf(const QJsonObject &object)
{
    const QJsonValue seconds = object["seconds"_L1];
    return seconds.isDouble() ? u"%1 s"_s.arg(seconds.toDouble()) : QString();
}

// A log tells when things happened, which is not when they are printed.
QStringList logWords(const QJsonObject &log)
{
    const auto time = QDateTime::fromString(log["time"_L1].toString(), Qt::ISODateWithMs);
    return { time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s), log["level"_L1].toString(),
             log["stage"_L1].toString(), log["text"_L1].toString() };
}

QStringList outputWords(const QJsonObject &output)
{
    const QJsonValue bytes = output["bytes"_L1];
    const QString path = output["path"_L1].toString();
    return { output["id"_L1].toString(),
             output["name"_L1].toString(),
             output["format"_L1].toString(),
             sizeOf(output),
             secondsOf(output),
             bytes.isDouble() ? u"%1 bytes"_s.arg(bytes.toInteger()) : QString(),
             path.isEmpty() ? output["url"_L1].toString() : path };
}

QStringList detailWords(const QString &type, const QJsonObject &line)
{
    const QJsonObject inner = line[type].toObject();
    QStringList words{ line["jobId"_L1].toString() };
    if (type == "log"_L1)
        return words + logWords(inner);
    if (type == "output"_L1)
        return words + outputWords(inner);
    if (type == "metadata"_L1)
        return words + QStringList{ inner["field"_L1].toString(), plainValue(inner["value"_L1]) };
    if (type == "thumbnail"_L1)
        return words
            + QStringList{ inner["id"_L1].toString(), sizeOf(inner), secondsOf(inner),
                           inner["url"_L1].toString() };
    return words
        + QStringList{ inner["id"_L1].toString(), inner["state"_L1].toString(), percent(inner),
                       inner["message"_L1].toString(), errorOf(inner) };
}

QStringList itemWords(const QJsonObject &item)
{
    const QString id = item["id"_L1].toString();
    return { item["kind"_L1].toString(), id, item["name"_L1].toString(),
             item["state"_L1].toString() };
}

QString unitOf(const QString &gauge)
{
    if (gauge == "queueDepth"_L1 || gauge == "workers"_L1)
        return {};
    return gauge == "gpuTemperature"_L1 ? u" °C"_s : u" %"_s;
}

// "cpu 12 %  gpuTemperature 62 °C  memory 40 %  queueDepth 3".
QStringList systemWords(const QJsonObject &system)
{
    QStringList words;
    for (auto gauge = system.begin(); gauge != system.end(); ++gauge)
        words.append(u"%1 %2%3"_s.arg(gauge.key())
                         .arg(gauge.value().toDouble(), 0, 'f', 0)
                         .arg(unitOf(gauge.key())));
    return words;
}

QStringList serverWords(const QString &type, const QJsonObject &line)
{
    const QString server = line["server"_L1].toString();
    if (type == "server"_L1)
        return { server, line["freshness"_L1].toString(), line["detail"_L1].toString() };
    if (type == "standing"_L1)
        return { server, line["standing"_L1].toString(), line["detail"_L1].toString() };
    if (type == "system"_L1)
        return QStringList{ server } + systemWords(line["system"_L1].toObject());
    const QJsonObject signIn = line["signIn"_L1].toObject();
    return { server, signIn["state"_L1].toString(), signIn["who"_L1].toString() };
}

QStringList wordsOf(const QString &type, const QJsonObject &line)
{
    if (type == "job"_L1 || type == "removed"_L1)
        return jobWords(line["job"_L1].toObject());
    if (type == "item"_L1 || type == "itemRemoved"_L1)
        return itemWords(line["item"_L1].toObject());
    if (type == "server"_L1 || type == "standing"_L1 || type == "system"_L1 || type == "signIn"_L1)
        return serverWords(type, line);
    if (type == "edit"_L1) {
        const QJsonObject edit = line["edit"_L1].toObject();
        return { edit["what"_L1].toString(), edit["jobId"_L1].toString(),
                 edit["target"_L1].toString(), edit["fate"_L1].toString(),
                 edit["reason"_L1].toString() };
    }
    if (type == "activity"_L1) {
        const QJsonObject activity = line["activity"_L1].toObject();
        return { activity["code"_L1].toString(), activity["subject"_L1].toString(),
                 activity["detail"_L1].toString() };
    }
    return detailWords(type, line);
}

} // namespace

// A name may hold anything, also what would move the cursor of a terminal.
QString printable(const QString &text)
{
    QString clean = text;
    for (QChar &c : clean) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = u'?';
    }
    return clean;
}

QString plainValue(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

QString plainLine(const QJsonObject &line)
{
    const QString type = line["type"_L1].toString();
    const auto time = QDateTime::fromString(line["time"_L1].toString(), Qt::ISODateWithMs);
    QStringList words = wordsOf(type, line);
    words.removeAll(QString());
    return printable(time.toLocalTime().toString(u"HH:mm:ss"_s) + u"  "_s + type.leftJustified(10)
                     + words.join(u"  "_s));
}

} // namespace fw::cli
