// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"name":"usage","request":{"method":"GET","path":"/api/usage","headers":{…}},
//  "response":{"status":200,"headers":{"Content-Type":"application/json"},"body":{…}}}
// {"t_ms":12,"dir":"in","frame":{"type":"pong"}}
#include "cli/exchanges.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace fw::cli {

using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;

namespace {

constexpr qint64 maxFile = 256 * 1024 * 1024;
constexpr qsizetype shortestSecret = 6;
constexpr auto secretNames = std::to_array<QLatin1StringView>(
    { "token"_L1, "password"_L1, "secret"_L1, "authorization"_L1, "cookie"_L1, "apikey"_L1 });

bool isSecretName(const QString &name)
{
    return std::ranges::any_of(secretNames, [&](QLatin1StringView word) {
        return name.contains(word, Qt::CaseInsensitive);
    });
}

// Parts of such values that anybody may see.
bool isCookieWord(const QByteArray &word)
{
    const QByteArray lower = word.toLower();
    return lower == "bearer" || lower == "secure" || lower == "httponly" || lower == "path"
        || lower == "expires" || lower == "max-age" || lower == "samesite" || lower == "domain";
}

// What stands under a telling name anywhere in the recording must not be printed anywhere.
void collectSecrets(const QJsonValue &value, const QString &name, QList<QByteArray> &secrets)
{
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            collectSecrets(item, name, secrets);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            collectSecrets(member.value(), member.key(), secrets);
    } else if (value.isString() && name == "path"_L1) {
        const auto items = QUrlQuery(QUrl(value.toString())).queryItems(QUrl::FullyDecoded);
        for (const auto &[key, text] : items)
            collectSecrets(text, key, secrets);
    } else if (value.isString() && isSecretName(name)) {
        // "Bearer …", "session=…; Path=/": the parts are what leaks.
        for (const QByteArray &part : value.toString().toUtf8().replace(';', ' ').split(' ')) {
            const auto at = part.indexOf('=');
            const QByteArray text = part.mid(at + 1);
            if (text.size() >= shortestSecret
                && !isCookieWord(part.left(std::max<qsizetype>(at, 0))) && !isCookieWord(text)
                && !secrets.contains(text))
                secrets.append(text);
        }
    }
}

QByteArray jsonBytes(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped
        = QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact).trimmed();
    return wrapped.mid(1, wrapped.size() - 2);
}

wire::Headers headersOf(const QJsonValue &value)
{
    wire::Headers headers;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QJsonArray several
            = member.value().isArray() ? member.value().toArray() : QJsonArray{ member.value() };
        for (const QJsonValue &one : several)
            headers.append({ member.key().toLatin1(), one.toString().toUtf8() });
    }
    return headers;
}

bool saysJson(const wire::Headers &headers)
{
    return std::ranges::any_of(headers, [](const auto &header) {
        return header.first.compare("content-type", Qt::CaseInsensitive) == 0
            && header.second.contains("json");
    });
}

// Bodies are parsed JSON where the Content-Type is JSON, otherwise text or a description of bytes.
QByteArray replyBody(const QJsonValue &body, const wire::Headers &headers)
{
    if (body.isUndefined() || (body.isNull() && !saysJson(headers)))
        return {};
    if (body.isObject() && body["binary"_L1].toBool())
        return QByteArray::fromHex(body["first_bytes_hex"_L1].toString().toLatin1());
    if (body.isString() && !saysJson(headers))
        return body.toString().toUtf8();
    return jsonBytes(body);
}

void fillForm(wire::HttpRequest &request, const QJsonObject &multipart)
{
    const QJsonObject fields = multipart["fields"_L1].toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        wire::FormPart part;
        part.name = field.key().toUtf8();
        part.value = field.value().isString() ? field.value().toString().toUtf8()
                                              : jsonBytes(field.value());
        request.form.push_back(std::move(part));
    }
    const QJsonObject files = multipart["files"_L1].toObject();
    for (auto file = files.begin(); file != files.end(); ++file) {
        wire::FormPart part;
        part.name = file.key().toUtf8();
        part.fileName = file.value()["filename"_L1].toString();
        part.file = u"/"_s + part.fileName;
        part.contentType = file.value()["content_type"_L1].toString().toLatin1();
        request.form.push_back(std::move(part));
    }
}

void fillBody(wire::HttpRequest &request, const QJsonValue &body)
{
    if (body.isUndefined())
        return;
    if (body.isString()) {
        request.body = body.toString().toUtf8(); // also what was sent malformed
    } else if (body["multipart"_L1].isObject()) {
        fillForm(request, body["multipart"_L1].toObject());
    } else if (body["form"_L1].isObject() && body.toObject().size() == 1) {
        QUrlQuery query;
        const QJsonObject fields = body["form"_L1].toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field)
            query.addQueryItem(field.key(), field.value().toVariant().toString());
        request.body = query.toString(QUrl::FullyEncoded).toUtf8();
    } else {
        request.body = jsonBytes(body);
    }
}

wire::HttpReply noAnswer(const QJsonValue &error)
{
    wire::HttpReply reply;
    const QString kind = error["kind"_L1].toString();
    reply.trouble = kind == "timeout"_L1 ? Trouble::Timeout
        : kind == "refused"_L1           ? Trouble::Refused
                                         : Trouble::Broken;
    const int after = error["after_ms"_L1].toInt();
    reply.error = after > 0 ? u"no answer within %1 ms"_s.arg(after) : u"no answer"_s;
    return reply;
}

void setPath(wire::HttpRequest &request, const QString &path)
{
    request.url = QUrl(path, QUrl::TolerantMode);
}

// {"request":{…},"response":{…}}; a recording of our own has {"http":{…}} with the tag.
std::optional<Step> exchangeOf(const QJsonObject &object)
{
    const QJsonValue asked = object["request"_L1];
    if (!asked["method"_L1].isString() || !asked["path"_L1].isString())
        return std::nullopt;
    Step step;
    step.kind = Step::Kind::Exchange;
    step.text = object["note"_L1].toString(object["name"_L1].toString());
    step.request.method = asked["method"_L1].toString().toLatin1();
    step.request.headers = headersOf(asked["headers"_L1]);
    step.request.tag = asked["tag"_L1].toString();
    setPath(step.request, asked["path"_L1].toString());
    fillBody(step.request, asked["body"_L1]);
    const QJsonValue answer = object["response"_L1];
    if (!answer.isObject()) {
        step.reply = noAnswer(object["error"_L1]);
        return step;
    }
    step.reply.status = answer["status"_L1].toInt();
    step.reply.headers = headersOf(answer["headers"_L1]);
    step.reply.body = answer["text"_L1].isString()
        ? answer["text"_L1].toString().toUtf8() // as it came, whatever the headers say
        : replyBody(answer["body"_L1], step.reply.headers);
    return step;
}

// {"t_ms":3,"event":"http","method":"GET","path":"/ws","status":400,"body":…}, or with "http".
std::optional<Step> flatExchange(const QJsonObject &line)
{
    if (line["request"_L1].isObject())
        return exchangeOf(line);
    const QJsonObject http = line["http"_L1].isObject() ? line["http"_L1].toObject() : line;
    if (!http["path"_L1].isString())
        return std::nullopt;
    Step step;
    step.kind = Step::Kind::Exchange;
    step.request.method = http["method"_L1].toString(u"GET"_s).toLatin1();
    step.request.tag = http["tag"_L1].toString();
    setPath(step.request, http["path"_L1].toString());
    fillBody(step.request, http["request_body"_L1]);
    step.reply.status = http["status"_L1].toInt();
    step.reply.error = http["error"_L1].toString();
    if (step.reply.status == 0)
        step.reply.trouble = Trouble::Broken;
    const QJsonValue body = http["body"_L1];
    if (body.isObject() || body.isArray())
        step.reply.headers.emplaceBack("Content-Type", "application/json");
    step.reply.body = replyBody(body, step.reply.headers);
    return step;
}

std::optional<Step> eventOf(const QJsonObject &line)
{
    const QString event = line["event"_L1].toString();
    if (event == "http"_L1)
        return flatExchange(line);
    Step step;
    step.text = event;
    setPath(step.request, line["path"_L1].toString());
    if (event == "open"_L1) {
        step.kind = Step::Kind::Opened;
    } else if (event == "refused"_L1) {
        step.kind = Step::Kind::Refused;
        step.reply.status = line["status"_L1].toInt();
        step.reply.headers = headersOf(line["headers"_L1]);
    } else if (event == "close"_L1) {
        step.kind = Step::Kind::Closed;
        step.code = line["close_frame"_L1].toBool(true) ? line["code"_L1].toInt() : 1006;
        step.text = line["reason"_L1].toString();
    } else if (line.contains("text"_L1)) {
        step.text = line["text"_L1].toString();
    }
    return step;
}

std::optional<Step> frameOf(const QJsonObject &line)
{
    Step step;
    step.kind = line["dir"_L1].toString() == "in"_L1 ? Step::Kind::Frame : Step::Kind::Sent;
    const QJsonValue frame = line["frame"_L1];
    if (line["binary"_L1].isString())
        step.frame = { wire::Frame::Kind::Binary,
                       QByteArray::fromBase64(line["binary"_L1].toString().toLatin1()) };
    else if (frame.isString())
        step.frame = { wire::Frame::Kind::Text, frame.toString().toUtf8() };
    else if (frame.isUndefined())
        return std::nullopt;
    else
        step.frame = { wire::Frame::Kind::Text, jsonBytes(frame) };
    return step;
}

void readLines(const QByteArray &bytes, RecordedFile &file)
{
    int number = 0;
    for (const QByteArray &line : bytes.split('\n')) {
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        QJsonParseError error{};
        const auto document = QJsonDocument::fromJson(line, &error);
        if (!document.isObject()) {
            file.faults.push_back(
                { number, document.isNull() ? error.errorString() : u"the line is no object"_s });
            continue;
        }
        const QJsonObject object = document.object();
        collectSecrets(object, {}, file.secrets);
        if (object["event"_L1].toString() == "recording"_L1) {
            file.dialect = object["dialect"_L1].toString();
            continue;
        }
        auto step = object.contains("dir"_L1) ? frameOf(object)
            : object.contains("event"_L1)     ? eventOf(object)
                                              : exchangeOf(object);
        if (!step) {
            file.faults.push_back({ number, u"the line holds no frame and no exchange"_s });
            continue;
        }
        step->line = number;
        file.steps.push_back(std::move(*step));
    }
}

void readDocument(const QJsonDocument &document, RecordedFile &file)
{
    const QJsonArray items
        = document.isArray() ? document.array() : QJsonArray{ document.object() };
    int number = 0;
    for (const QJsonValue &item : items) {
        ++number;
        const QJsonObject object = item.toObject();
        collectSecrets(object, {}, file.secrets);
        auto step = object.contains("event"_L1) ? eventOf(object) : exchangeOf(object);
        if (step)
            file.steps.push_back(std::move(*step));
        else
            file.faults.push_back(
                { 0, u"exchange %1 holds no request with method and path"_s.arg(number) });
    }
    if (items.isEmpty())
        file.faults.push_back({ 0, u"there is no exchange in it"_s });
}

} // namespace

QString pathForPeople(const QUrl &url)
{
    QString text = url.path(QUrl::FullyEncoded);
    QStringList items;
    const auto query = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[key, value] : query)
        items.append(key + u'=' + (isSecretName(key) ? u"<removed>"_s : value));
    return items.isEmpty() ? text : QString(text + u'?' + items.join(u'&'));
}

RecordedFile readRecordedFile(const QString &path)
{
    RecordedFile read;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        read.faults.push_back({ 0, file.errorString() });
        return read;
    }
    const QByteArray bytes = file.read(maxFile + 1);
    if (bytes.size() > maxFile) {
        read.faults.push_back({ 0, u"the file is too large"_s });
        return read;
    }
    if (bytes.trimmed().isEmpty()) {
        read.faults.push_back({ 0, u"the file is empty"_s });
        return read;
    }
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(bytes, &error);
    const bool isLine = path.endsWith(".jsonl"_L1)
        || (document.isObject() && !document.object().contains("request"_L1)
            && !bytes.trimmed().contains('\n'));
    const bool isDocument = path.endsWith(".json"_L1) || !document.isNull();
    if (isLine || !isDocument) {
        readLines(bytes, read);
    } else if (document.isNull()) {
        const auto line = bytes.left(error.offset).count('\n') + 1;
        read.faults.push_back({ static_cast<int>(line), error.errorString() });
    } else {
        readDocument(document, read);
    }
    return read;
}

} // namespace fw::cli
