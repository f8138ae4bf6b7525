// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"

#include <QDateTime>

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
             errorOf(job) };
}

QStringList detailWords(const QString &type, const QJsonObject &line)
{
    const QJsonObject inner = line[type].toObject();
    QStringList words{ line["jobId"_L1].toString() };
    for (const auto key : { "id"_L1, "field"_L1, "state"_L1, "level"_L1, "text"_L1, "name"_L1 })
        words.append(inner[key].toVariant().toString());
    words.append(inner["value"_L1].toVariant().toString());
    words.append(percent(inner));
    words.append(errorOf(inner));
    return words;
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
