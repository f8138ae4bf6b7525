// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

namespace fw::test {

/// One HTTP request as a fake server reads it.
struct ImageToolsRequest
{
    QString method;
    QString path; ///< decoded
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; ///< lower-case names
    QByteArray body;
    QByteArray raw;
    bool isUpgrade = false;
    QHash<QString, QString> fields; ///< of a form
    QByteArray file;
    QString fileName;

    QByteArray header(const QByteArray &name) const { return headers.value(name); }
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }

    /// How long the request at the beginning of \a seen is; -1: its head is not complete.
    static qint64 lengthOf(const QByteArray &seen)
    {
        const qsizetype end = seen.indexOf("\r\n\r\n");
        if (end < 0)
            return -1;
        const QByteArray head = seen.left(end).toLower();
        const qsizetype at = head.indexOf("content-length:");
        const qint64 length
            = at < 0 ? 0 : head.mid(at + 15).split('\r').first().trimmed().toLongLong();
        return end + 4 + length;
    }

    static ImageToolsRequest parse(const QByteArray &raw)
    {
        ImageToolsRequest request;
        request.raw = raw;
        const qsizetype end = raw.indexOf("\r\n\r\n");
        const auto lines = raw.left(end).split('\n');
        const auto words = lines.first().trimmed().split(' ');
        const QUrl url = QUrl::fromEncoded(words.value(1));
        request.method = QString::fromLatin1(words.value(0));
        request.path = url.path();
        request.query = QUrlQuery(url);
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).trimmed().toLower(),
                                   line.mid(colon + 1).trimmed());
        }
        request.body = raw.mid(end + 4);
        request.isUpgrade = request.header("upgrade").toLower() == "websocket";
        const QByteArray type = request.header("content-type");
        if (type.startsWith("multipart/form-data"))
            request.readForm(type.mid(type.indexOf("boundary=") + 9));
        return request;
    }

private:
    static QString quoted(const QByteArray &head, const QByteArray &name)
    {
        const qsizetype at = head.indexOf(QByteArray(name + "=\""));
        if (at < 0)
            return {};
        const qsizetype from = at + name.size() + 2;
        return QString::fromUtf8(head.mid(from, head.indexOf('"', from) - from));
    }

    void readForm(QByteArray boundary)
    {
        boundary = "--" + boundary.replace('"', "");
        qsizetype at = body.indexOf(boundary);
        while (at >= 0) {
            const qsizetype start = at + boundary.size() + 2;
            const qsizetype next = body.indexOf(QByteArray("\r\n" + boundary), start);
            const qsizetype headEnd = body.indexOf("\r\n\r\n", start);
            if (next < 0 || headEnd < 0 || headEnd > next)
                return;
            const QByteArray head = body.mid(start, headEnd - start);
            const QByteArray value = body.mid(headEnd + 4, next - headEnd - 4);
            if (head.contains("filename=")) {
                fileName = quoted(head, "filename");
                file = value;
            } else {
                fields.insert(quoted(head, " name"), QString::fromUtf8(value));
            }
            at = next + 2;
        }
    }
};

/// What it answers.
struct ImageToolsAnswer
{
    int status = 0;
    QByteArray type;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;

    static ImageToolsAnswer json(int status, const QJsonObject &object)
    {
        return {
            status, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), {}
        };
    }
    static ImageToolsAnswer json(int status, const QJsonArray &array)
    {
        return {
            status, "application/json", QJsonDocument(array).toJson(QJsonDocument::Compact), {}
        };
    }

    void writeTo(QTcpSocket *socket) const
    {
        QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        for (const auto &[name, value] : headers)
            head += name + ": " + value + "\r\n";
        socket->write(head + "\r\n" + body);
    }
};

} // namespace fw::test
