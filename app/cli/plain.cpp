// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"

#include <QDateTime>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

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

QStringList wordsOf(const QString &type, const QJsonObject &line)
{
    if (type == "job"_L1 || type == "removed"_L1)
        return jobWords(line["job"_L1].toObject());
    if (type == "server"_L1)
        return { line["server"_L1].toString(), line["freshness"_L1].toString(),
                 line["detail"_L1].toString() };
    if (type == "edit"_L1) {
        const QJsonObject edit = line["edit"_L1].toObject();
        return { edit["what"_L1].toString(), edit["jobId"_L1].toString(),
                 edit["fate"_L1].toString(), edit["reason"_L1].toString() };
    }
    if (type == "activity"_L1) {
        const QJsonObject activity = line["activity"_L1].toObject();
        return { activity["code"_L1].toString(), activity["subject"_L1].toString(),
                 activity["detail"_L1].toString() };
    }
    return detailWords(type, line);
}

} // namespace

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
