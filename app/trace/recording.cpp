// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/recording.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fw::trace {

using namespace Qt::StringLiterals;

namespace {

wire::Headers headersOf(const QJsonObject &object)
{
    wire::Headers headers;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QJsonArray several
            = member->isArray() ? member->toArray() : QJsonArray{ member.value() };
        for (const QJsonValue &one : several)
            headers.append({ member.key().toLatin1(), one.toString().toUtf8() });
    }
    return headers;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject headOf(const QString &dialect)
{
    return { { "t_ms"_L1, 0 },
             { "event"_L1, u"recording"_s },
             { "schema"_L1, 1 },
             { "dialect"_L1, dialect } };
}

wire::Frame textFrame(const QByteArray &bytes)
{
    return { wire::Frame::Kind::Text, bytes };
}

QByteArray bodyOf(const QJsonValue &body)
{
    if (body.isObject())
        return compact(body.toObject());
    if (body.isArray())
        return QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    return body.toString().toUtf8();
}

std::pair<wire::HttpRequest, wire::HttpReply> exchangeOf(const QJsonObject &http)
{
    wire::HttpRequest request;
    request.method = http["method"_L1].toString(u"GET"_s).toLatin1();
    request.url = QUrl(http["path"_L1].toString(), QUrl::TolerantMode);
    request.tag = http["tag"_L1].toString();
    wire::HttpReply reply;
    reply.status = http["status"_L1].toInt();
    reply.error = http["error"_L1].toString();
    reply.body = bodyOf(http["body"_L1]);
    return { request, reply };
}

// The longer form, with request and response apart.
std::pair<wire::HttpRequest, wire::HttpReply> callOf(const QJsonObject &line)
{
    auto [request, reply] = exchangeOf(line["request"_L1].toObject());
    request.body = std::exchange(reply.body, {});
    const QJsonObject response = line["response"_L1].toObject();
    reply.status = response["status"_L1].toInt();
    reply.body = response["text"_L1].isString() ? response["text"_L1].toString().toUtf8()
                                                : bodyOf(response["body"_L1]);
    reply.headers = headersOf(response["headers"_L1].toObject());
    reply.error = line["error"_L1]["text"_L1].toString();
    return { request, reply };
}

QJsonObject toJson(const wire::Headers &headers)
{
    QJsonObject object;
    for (const auto &[name, value] : headers) {
        const QString key = QString::fromLatin1(name);
        const QString text = QString::fromUtf8(value);
        if (!object.contains(key)) {
            object.insert(key, text);
            continue;
        }
        QJsonArray all = object[key].isArray() ? object[key].toArray() : QJsonArray{ object[key] };
        all.append(text);
        object.insert(key, all);
    }
    return object;
}

bool saysJson(const wire::Headers &headers)
{
    return std::ranges::any_of(headers, [](const auto &header) {
        return header.first.compare("content-type", Qt::CaseInsensitive) == 0
            && header.second.contains("json");
    });
}

QJsonValue parsed(const QByteArray &bytes)
{
    const auto json = QJsonDocument::fromJson(bytes);
    return json.isObject() ? QJsonValue(json.object())
        : json.isArray()   ? QJsonValue(json.array())
                           : QJsonValue();
}

// Whether the parsed form says all of it: nothing twice, no number in another spelling.
bool isWhole(const QByteArray &bytes, const QJsonValue &value)
{
    const auto letters = [](QByteArray text) {
        text.removeIf([](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
        std::ranges::sort(text);
        return text;
    };
    const auto json
        = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return letters(bytes) == letters(json.toJson(QJsonDocument::Compact));
}

// What was not understood is parsed only when nothing of it gets lost thereby.
QJsonValue parsedOf(const Seen &seen)
{
    const QJsonValue value = seen.binary ? QJsonValue() : parsed(seen.content);
    return seen.issues.empty() || value.isNull() || isWhole(seen.content, value) ? value
                                                                                 : QJsonValue();
}

QJsonObject requestOf(const Seen &seen)
{
    QJsonObject request{ { "method"_L1, QString::fromLatin1(seen.method) },
                         { "path"_L1, seen.target },
                         { "tag"_L1, seen.what } };
    if (!seen.asked.isEmpty())
        request.insert("headers"_L1, toJson(seen.asked));
    if (seen.question.isEmpty())
        return request;
    const QJsonValue body = parsed(seen.question);
    request.insert("body"_L1, body.isNull() ? QString::fromUtf8(seen.question) : body);
    return request;
}

QJsonValue responseOf(const Seen &seen)
{
    if (seen.status == 0)
        return {};
    QJsonObject response{ { "status"_L1, seen.status }, { "headers"_L1, toJson(seen.answered) } };
    if (seen.content.isEmpty())
        return response;
    if (seen.binary) {
        response.insert("body"_L1,
                        QJsonObject{ { "binary"_L1, true },
                                     { "bytes"_L1, seen.bytes },
                                     { "first_bytes_hex"_L1,
                                       QString::fromLatin1(seen.content.left(64).toHex()) } });
        return response;
    }
    const QJsonValue body = saysJson(seen.answered) ? parsedOf(seen) : QJsonValue();
    if (body.isNull())
        response.insert("text"_L1, QString::fromUtf8(seen.content));
    else
        response.insert("body"_L1, body);
    return response;
}

void addFrame(const Seen &seen, QJsonObject &line)
{
    line.insert("dir"_L1, seen.outgoing ? u"out"_s : u"in"_s);
    const QJsonValue json = parsedOf(seen);
    if (seen.binary)
        line.insert("binary"_L1, QString::fromLatin1(seen.content.toBase64()));
    else
        line.insert("frame"_L1, json.isObject() ? json : QString::fromUtf8(seen.content));
}

void addCall(const Seen &seen, QJsonObject &line)
{
    line.insert("event"_L1, u"http"_s);
    line.insert("request"_L1, requestOf(seen));
    line.insert("response"_L1, responseOf(seen));
    if (seen.took)
        line.insert("elapsed_ms"_L1, static_cast<qint64>(seen.took->count()));
    if (seen.status == 0)
        line.insert("error"_L1,
                    QJsonObject{ { "kind"_L1, u"broken"_s }, { "text"_L1, seen.text } });
}

void addLink(const Seen &seen, QJsonObject &line)
{
    const auto say = [&](const QString &event) { line.insert("event"_L1, event); };
    switch (seen.event) {
    case LinkEvent::Connecting:
        say(u"connecting"_s);
        break;
    case LinkEvent::Opened:
        say(u"open"_s);
        break;
    case LinkEvent::Refused:
        say(seen.code > 0 ? u"refused"_s : u"not connected"_s);
        line.insert("status"_L1, seen.code);
        break;
    case LinkEvent::Closed:
        say(u"close"_s);
        line.insert("close_frame"_L1, seen.code > 0);
        line.insert("code"_L1, seen.code > 0 ? seen.code : 1006);
        break;
    case LinkEvent::Retry:
        say(u"retry planned"_s);
        line.insert("wait_ms"_L1, static_cast<qint64>(seen.wait.value_or(Millis(0)).count()));
        break;
    case LinkEvent::Polling:
        say(u"polling"_s);
        break;
    case LinkEvent::SignIn:
        say(u"sign-in needed"_s);
        break;
    case LinkEvent::GaveUp:
    case LinkEvent::None:
        say(u"gave up"_s);
        break;
    }
    line.insert("path"_L1, seen.target);
    line.insert("reason"_L1, seen.text);
}

} // namespace

QByteArray recordingHead(const QString &dialect)
{
    return compact(headOf(dialect));
}

QJsonObject recordLine(const Seen &seen, Instant start)
{
    const auto time = std::chrono::duration_cast<Millis>(seen.at - start).count();
    QJsonObject line{ { "t_ms"_L1, static_cast<qint64>(time) } };
    switch (seen.kind) {
    case Kind::Frame:
        addFrame(seen, line);
        break;
    case Kind::Call:
        addCall(seen, line);
        break;
    case Kind::Link:
        addLink(seen, line);
        break;
    }
    QStringList notes;
    for (const wire::Issue &issue : seen.issues)
        notes.append(issue.failure.detail);
    if (seen.cutFrom > 0)
        notes.append(u"cut from %1 bytes"_s.arg(seen.cutFrom));
    if (!notes.isEmpty())
        line.insert("note"_L1, notes.join(u"; "_s));
    return line;
}

Expected<void> RecordWriter::open(const QString &path, const QString &dialect, Instant start)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return fail(Failure::Code::Io, u"%1: %2"_s.arg(path, m_file.errorString()));
    m_start = start;
    return put(recordingHead(dialect) + '\n');
}

Expected<void> RecordWriter::put(const QByteArray &lines)
{
    if (m_file.write(lines) == lines.size() && m_file.flush())
        return {};
    return fail(Failure::Code::Io, u"%1: %2"_s.arg(m_file.fileName(), m_file.errorString()));
}

QJsonObject RecordWriter::remarkLine(const QString &words, Instant now) const
{
    const auto time = std::chrono::duration_cast<Millis>(now - m_start).count();
    return { { "t_ms"_L1, static_cast<qint64>(time) }, { "event"_L1, words } };
}

Expected<void> RecordWriter::remark(const QString &words, Instant now)
{
    return put(compact(remarkLine(words, now)) + '\n');
}

Expected<void> RecordWriter::write(const News &news)
{
    QByteArray lines;
    for (const SeenPtr &seen : news.added) {
        if (seen->number <= m_newest)
            continue;
        if (const quint64 missing = seen->number - m_newest - 1; missing > 0) {
            m_missed += missing;
            lines += compact(remarkLine(
                         u"%1 exchanges are missing: they came too fast"_s.arg(missing), seen->at))
                + '\n';
        }
        m_newest = seen->number;
        lines += compact(recordLine(*seen, m_start)) + '\n';
    }
    return lines.isEmpty() ? Expected<void>() : put(lines);
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
    if (line["event"_L1].toString() == "http"_L1 && line["request"_L1].isObject())
        read.exchange = callOf(line);
    else if (line["event"_L1].toString() == "http"_L1 && line["http"_L1].isObject())
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

} // namespace fw::trace
