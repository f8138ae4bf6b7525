// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/recording.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

wire::Frame textFrame(const QByteArray &bytes)
{
    return { wire::Frame::Kind::Text, bytes };
}

std::pair<wire::HttpRequest, wire::HttpReply> exchangeOf(const QJsonObject &http)
{
    wire::HttpRequest request;
    request.method = http["method"_L1].toString(u"GET"_s).toLatin1();
    request.url.setPath(http["path"_L1].toString());
    request.tag = http["tag"_L1].toString();
    wire::HttpReply reply;
    reply.status = http["status"_L1].toInt();
    reply.error = http["error"_L1].toString();
    if (http["body"_L1].isObject())
        reply.body = compact(http["body"_L1].toObject());
    else if (http["body"_L1].isArray())
        reply.body = QJsonDocument(http["body"_L1].toArray()).toJson(QJsonDocument::Compact);
    return { request, reply };
}

} // namespace

Expected<void> RecordWriter::open(const QString &path, const QString &dialect, Instant start)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return fail(Failure::Code::Io, u"%1: %2"_s.arg(path, m_file.errorString()));
    m_start = start;
    return writeLine({ { "t_ms"_L1, 0 },
                       { "event"_L1, u"recording"_s },
                       { "schema"_L1, 1 },
                       { "dialect"_L1, dialect } });
}

Expected<void> RecordWriter::writeLine(const QJsonObject &line)
{
    if (m_file.write(compact(line) + '\n') < 0 || !m_file.flush())
        return fail(Failure::Code::Io, u"%1: %2"_s.arg(m_file.fileName(), m_file.errorString()));
    return {};
}

Expected<void> RecordWriter::write(bool outgoing, const wire::Frame &frame, Instant now)
{
    const auto time = std::chrono::duration_cast<Millis>(now - m_start).count();
    QJsonObject line{ { "t_ms"_L1, static_cast<qint64>(time) } };
    const auto json = frame.kind == wire::Frame::Kind::Text ? QJsonDocument::fromJson(frame.bytes)
                                                            : QJsonDocument();
    if (json.isObject() && json.object().size() == 1 && json["http"_L1].isObject()) {
        line.insert("event"_L1, u"http"_s);
        line.insert("http"_L1, json["http"_L1]);
        return writeLine(line);
    }
    line.insert("dir"_L1, outgoing ? u"out"_s : u"in"_s);
    if (frame.kind == wire::Frame::Kind::Binary)
        line.insert("binary"_L1, QString::fromLatin1(frame.bytes.toBase64()));
    else if (json.isObject())
        line.insert("frame"_L1, json.object());
    else
        line.insert("frame"_L1, QString::fromUtf8(frame.bytes));
    return writeLine(line);
}

Expected<std::optional<RecordedLine>> readRecordedLine(const QByteArray &bytes)
{
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isObject())
        return fail(Failure::Code::BadInput, error.errorString());
    const QJsonObject line = document.object();
    RecordedLine read;
    read.at = Millis(std::max<qint64>(0, line["t_ms"_L1].toInteger()));
    const QJsonValue frame = line["frame"_L1];
    if (line["event"_L1].toString() == "http"_L1 && line["http"_L1].isObject())
        read.exchange = exchangeOf(line["http"_L1].toObject());
    else if (line["dir"_L1].toString() != "in"_L1)
        return std::nullopt;
    else if (frame.isObject())
        read.frame = textFrame(compact(frame.toObject()));
    else if (frame.isString())
        read.frame = textFrame(frame.toString().toUtf8());
    else if (line["binary"_L1].isString())
        read.frame = wire::Frame{ wire::Frame::Kind::Binary,
                                  QByteArray::fromBase64(line["binary"_L1].toString().toLatin1()) };
    else
        return fail(Failure::Code::BadInput, u"the line holds no frame"_s);
    return read;
}

QString dialectOfRecording(const QByteArray &firstLine)
{
    return QJsonDocument::fromJson(firstLine)["dialect"_L1].toString();
}

} // namespace fw::cli
