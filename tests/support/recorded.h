// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fw::test {

/// One recorded HTTP exchange of tests/dialects/<name>/NNN-*.json.
struct Exchange
{
    QString file;
    wire::HttpRequest request;
    wire::HttpReply reply;
};

/// One recorded socket, tests/dialects/<name>/NNN-*.jsonl: the frames that came in, in order.
struct Recording
{
    QString file;
    std::vector<wire::Frame> frames;
};

inline QByteArray bodyBytes(const QJsonValue &body)
{
    if (body.isObject())
        return QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    if (body.isArray())
        return QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    return body.toString().toUtf8();
}

inline Exchange exchangeOf(const QString &file, const QJsonObject &object, const QUrl &base)
{
    Exchange made;
    made.file = file;
    const QJsonObject asked = object[QLatin1StringView("request")].toObject();
    made.request.method = asked[QLatin1StringView("method")].toString().toLatin1();
    made.request.url
        = base.resolved(QUrl(asked[QLatin1StringView("path")].toString(), QUrl::TolerantMode));
    made.request.body = bodyBytes(asked[QLatin1StringView("body")]);
    const QJsonValue response = object[QLatin1StringView("response")];
    if (!response.isObject()) {
        made.reply.error = QStringLiteral("no answer in time");
        made.reply.trouble = wire::HttpReply::Trouble::Timeout;
        return made;
    }
    made.reply.status = response[QLatin1StringView("status")].toInt();
    const QJsonObject headers = response[QLatin1StringView("headers")].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        made.reply.headers.append({ header.key().toLatin1(), header->toString().toUtf8() });
    made.reply.body = bodyBytes(response[QLatin1StringView("body")]);
    return made;
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Every exchange in \a dir, as asked from \a base.
inline std::vector<Exchange> exchangesIn(const QString &dir, const QUrl &base)
{
    std::vector<Exchange> all;
    const QStringList files = QDir(dir).entryList({ QStringLiteral("*.json") }, QDir::Files);
    for (const QString &file : files) {
        const QJsonDocument document = QJsonDocument::fromJson(bytesOf(dir + u'/' + file));
        const QJsonArray list
            = document.isArray() ? document.array() : QJsonArray{ document.object() };
        for (const auto &item : list) {
            if (item.toObject().contains(QLatin1StringView("request")))
                all.push_back(exchangeOf(file, item.toObject(), base));
        }
    }
    return all;
}

/// Every recorded socket in \a dir.
inline std::vector<Recording> recordingsIn(const QString &dir)
{
    std::vector<Recording> all;
    const QStringList files = QDir(dir).entryList({ QStringLiteral("*.jsonl") }, QDir::Files);
    for (const QString &file : files) {
        Recording recording{ file, {} };
        const auto lines = bytesOf(dir + u'/' + file).split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            if (entry[QLatin1StringView("dir")].toString() == QLatin1StringView("in"))
                recording.frames.push_back(
                    { wire::Frame::Kind::Text, bodyBytes(entry[QLatin1StringView("frame")]) });
        }
        all.push_back(std::move(recording));
    }
    return all;
}

} // namespace fw::test
