// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/registry.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <vector>

namespace fw::test {

inline const wire::Dialect &imageTools()
{
    return *dialects::findDialect(u"imagetools");
}

inline const QString anonymousUser = QStringLiteral("00000000-0000-0000-0000-000000000000");
inline const QString photo = QStringLiteral("f0afba0a-f591-4de2-ae82-493352d3c992");
inline const EditId someEdit{ QStringLiteral("01a1fe80-965b-7687-aafb-5735ae3b4bdc") };

/// A program whose user is known.
inline wire::SessionFacts programFacts()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:8081"));
    facts.extra.insert(QStringLiteral("user"), anonymousUser);
    return facts;
}

/// A server of the seed's form.
inline wire::SessionFacts seedFacts()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:8081"));
    facts.profile.options.insert(QStringLiteral("session"), QStringLiteral("s-1"));
    return facts;
}

inline wire::HttpReply answer(int status, const QByteArray &body,
                              const QByteArray &type = "application/json")
{
    wire::HttpReply reply;
    reply.status = status;
    reply.headers.emplace_back("Content-Type", type);
    reply.body = body;
    return reply;
}

inline wire::HttpReply silence(wire::HttpReply::Trouble trouble)
{
    wire::HttpReply reply;
    reply.trouble = trouble;
    reply.error = QStringLiteral("nothing came");
    return reply;
}

inline wire::HttpRequest asked(const QString &tag, const QString &path = QStringLiteral("/x"),
                               const EditId &edit = {})
{
    wire::HttpRequest request;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:8081") + path);
    request.tag = tag;
    request.edit = edit;
    return request;
}

template <class T> std::vector<T> eventsOf(const wire::Decoded &decoded)
{
    std::vector<T> found;
    for (const wire::Message &message : decoded.messages) {
        for (const wire::Event &event : message.events) {
            if (const auto *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
    }
    return found;
}

template <class T> const T *controlOf(const wire::Decoded &decoded)
{
    for (const wire::Control &control : decoded.controls) {
        if (const auto *one = std::get_if<T>(&control))
            return one;
    }
    return nullptr;
}

inline qsizetype eventCount(const wire::Decoded &decoded)
{
    size_t count = 0;
    for (const wire::Message &message : decoded.messages)
        count += message.events.size();
    return static_cast<qsizetype>(count);
}

/// One recorded HTTP exchange.
struct Exchange
{
    QString file;
    QString method;
    QString path; ///< with query
    QJsonObject request;
    wire::HttpReply reply;
};

inline QByteArray recordedBody(const QJsonValue &body)
{
    if (body.isObject() && body[QStringLiteral("binary")].toBool())
        return QByteArray::fromHex(body[QStringLiteral("first_bytes_hex")].toString().toLatin1());
    if (body.isObject())
        return QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    if (body.isArray())
        return QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    return body.toString().toUtf8();
}

inline Exchange exchangeOf(const QString &file, const QJsonObject &object)
{
    Exchange exchange;
    exchange.file = file;
    exchange.request = object[QStringLiteral("request")].toObject();
    exchange.method = exchange.request[QStringLiteral("method")].toString();
    exchange.path = exchange.request[QStringLiteral("path")].toString();
    const QJsonValue response = object[QStringLiteral("response")];
    if (response.isNull()) {
        exchange.reply = silence(wire::HttpReply::Trouble::Timeout);
        return exchange;
    }
    exchange.reply.status = response[QStringLiteral("status")].toInt();
    const QJsonObject headers = response[QStringLiteral("headers")].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        exchange.reply.headers.emplace_back(header.key().toUtf8(),
                                            header.value().toString().toUtf8());
    exchange.reply.body = recordedBody(response[QStringLiteral("body")]);
    return exchange;
}

/// All exchanges of the recordings whose names begin with \a prefix, in order.
inline std::vector<Exchange> recorded(const QString &prefix)
{
    std::vector<Exchange> all;
    const QDir folder(QStringLiteral(FW_TEST_DATA "/imagetools"));
    const auto names = folder.entryList({ prefix + QStringLiteral("*.json") }, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
        const QJsonArray list
            = document.isArray() ? document.array() : QJsonArray{ document.object() };
        for (const QJsonValue &item : list) {
            if (item.toObject().contains(QStringLiteral("request")))
                all.push_back(exchangeOf(name, item.toObject()));
        }
    }
    return all;
}

/// The frames a recorded socket received, in order.
inline std::vector<wire::Frame> recordedFrames(const QString &prefix)
{
    std::vector<wire::Frame> all;
    const QDir folder(QStringLiteral(FW_TEST_DATA "/imagetools"));
    const auto names = folder.entryList({ prefix + QStringLiteral("*.jsonl") }, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        while (!file.atEnd()) {
            const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
            if (line[QStringLiteral("dir")] != QStringLiteral("in"))
                continue;
            const QByteArray bytes = recordedBody(line[QStringLiteral("frame")]);
            all.push_back({ wire::Frame::Kind::Text, bytes });
        }
    }
    return all;
}

} // namespace fw::test
