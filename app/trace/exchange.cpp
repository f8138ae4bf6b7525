// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"event","channel":"processing:jobs","seq":7,"event":"updated","data":{…}} -> "event
// updated"
#include "trace/exchange.h"

#include <algorithm>

namespace fw::trace {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lookedAt = 2048;
constexpr qsizetype longestWord = 48;
constexpr qint64 baseWeight = 400; ///< of an exchange without its bytes

/// Goes over the begin of a JSON object and finds strings that are members of the object itself.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
    }
    QByteArray member(QByteArrayView name)
    {
        m_at = 0;
        m_depth = 0;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c != '"') {
                m_depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                ++m_at;
                continue;
            }
            const QByteArrayView key = string();
            skipSpace();
            if (m_depth != 1 || m_at >= m_text.size() || m_text[m_at] != ':')
                continue;
            ++m_at;
            skipSpace();
            if (key == name && m_at < m_text.size() && m_text[m_at] == '"')
                return string().toByteArray();
        }
        return {};
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n'))
            ++m_at;
    }
    QByteArrayView string()
    {
        const qsizetype from = ++m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        const qsizetype to = std::min(m_at, m_text.size());
        m_at = to + 1;
        return m_text.sliced(from, to - from);
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
};

void cleanCall(const Call &call, const Redactor &redactor, Seen &seen)
{
    const wire::HttpRequest &request = call.request;
    seen.method = request.method;
    seen.target = redactor.target(request.url);
    seen.what = request.tag;
    seen.status = call.reply.status;
    seen.text = redactor.words(call.reply.error);
    seen.took = call.took;
    seen.asked = redactor.headers(request.headers);
    seen.answered = redactor.headers(call.reply.headers);
    seen.question = !request.form.empty() ? redactor.form(request.form)
        : !request.bodyFile.isEmpty()     ? request.bodyFile.section(u'/', -1).toUtf8()
                                          : redactor.text(request.body);
    const QByteArray type = call.reply.header("Content-Type").toLower();
    seen.binary = type.startsWith("image/") || type.startsWith("video/")
        || type.startsWith("audio/") || type.contains("octet-stream") || type.contains("zip")
        || call.reply.body.left(512).contains('\0');
    seen.content = seen.binary ? redactor.bytes(call.reply.body) : redactor.text(call.reply.body);
    seen.bytes = call.reply.body.size();
}

wire::Issue cleanIssue(const wire::Issue &issue, const Redactor &redactor)
{
    wire::Issue clean = issue;
    clean.failure.detail = redactor.words(issue.failure.detail);
    clean.excerpt = redactor.text(issue.excerpt);
    return clean;
}

} // namespace

QString typeOf(const QByteArray &text)
{
    const QByteArray start = text.left(lookedAt).trimmed();
    if (!start.startsWith('{'))
        return start.size() <= longestWord && !start.startsWith('[') ? QString::fromUtf8(start)
                                                                     : QString();
    Scanner scanner(start);
    QStringList words;
    for (const QByteArrayView name : { QByteArrayView("type"), QByteArrayView("event") })
        words.append(QString::fromUtf8(scanner.member(name)).left(longestWord));
    words.removeAll(QString());
    return words.join(u' ');
}

qint64 Exchange::weight() const
{
    qint64 bytes = baseWeight + frame.bytes.size();
    if (call)
        bytes += call->request.body.size() + call->reply.body.size() + 1000;
    return bytes;
}

Seen clean(const Exchange &raw, const Redactor &redactor)
{
    Seen seen;
    seen.number = raw.number;
    seen.kind = raw.kind;
    seen.outgoing = raw.outgoing;
    seen.at = raw.at;
    seen.wall = raw.wall;
    seen.event = raw.event;
    seen.code = raw.code;
    seen.wait = raw.wait;
    switch (raw.kind) {
    case Kind::Frame:
        seen.binary = raw.frame.kind == wire::Frame::Kind::Binary;
        seen.content
            = seen.binary ? redactor.bytes(raw.frame.bytes) : redactor.text(raw.frame.bytes);
        seen.bytes = raw.frame.bytes.size();
        if (!seen.binary)
            seen.what = typeOf(seen.content);
        break;
    case Kind::Call:
        cleanCall(*raw.call, redactor, seen);
        break;
    case Kind::Link:
        seen.target = redactor.target(raw.url);
        seen.text = redactor.words(raw.text);
        break;
    }
    seen.cutFrom = raw.cutFrom;
    if (raw.cutFrom > 0)
        seen.bytes = raw.cutFrom;
    for (const wire::Issue &issue : raw.issues)
        seen.issues.push_back(cleanIssue(issue, redactor));
    return seen;
}

} // namespace fw::trace
