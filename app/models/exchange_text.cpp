// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange_text.h"

#include "models/exchange_model.h"
#include "models/words.h"

#include <QCoreApplication>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype hexBytes = shownBytes / 4;
constexpr qsizetype hexLine = 16;
constexpr int deepest = 64; ///< deeper levels are not indented further

QString say(const char *text)
{
    return QCoreApplication::translate("fw::models::exchange", text);
}

QString cutNote(qsizetype shown, qint64 all)
{
    if (shown >= all)
        return {};
    return u"\n\n"_s
        + say(QT_TRANSLATE_NOOP("fw::models::exchange", "The first %1 of %2 are shown."))
              .arg(bytesText(shown), bytesText(all));
}

QString bodyText(const QByteArray &body, bool binary, qint64 all)
{
    const qsizetype shown = std::min<qsizetype>(body.size(), binary ? hexBytes : shownBytes);
    const QByteArray part = body.left(shown);
    // What was taken out changes the size: only what was left out on purpose is said.
    const qint64 whole = shown < body.size() || body.size() < all / 2 ? all : shown;
    return (binary ? hexText(part) : indentedJson(part)) + cutNote(shown, whole);
}

QString headerLines(const wire::Headers &headers)
{
    QString text;
    for (const auto &[name, value] : headers)
        text += QString::fromLatin1(name) + u": "_s + QString::fromUtf8(value) + u'\n';
    return text;
}

QString linkText(const trace::Seen &seen)
{
    QStringList lines{ linkEventText(seen.event) };
    if (seen.code > 0)
        lines.append(say(QT_TRANSLATE_NOOP("fw::models::exchange", "Code: %1")).arg(seen.code));
    if (!seen.target.isEmpty())
        lines.append(say(QT_TRANSLATE_NOOP("fw::models::exchange", "Path: %1")).arg(seen.target));
    if (!seen.text.isEmpty())
        lines.append(say(QT_TRANSLATE_NOOP("fw::models::exchange", "Reason: %1")).arg(seen.text));
    if (seen.wait)
        lines.append(
            say(QT_TRANSLATE_NOOP("fw::models::exchange", "Wait: %1 ms")).arg(seen.wait->count()));
    return lines.join(u'\n');
}

QString problemText(const std::vector<wire::Issue> &issues)
{
    QStringList blocks;
    for (const wire::Issue &issue : issues) {
        QString block = issue.failure.detail + u"\n  "_s + codeWord(issue.failure.code);
        if (!issue.excerpt.isEmpty())
            block += u"\n  "_s + QString::fromUtf8(issue.excerpt).simplified();
        blocks.append(block);
    }
    return blocks.join(u"\n\n"_s);
}

} // namespace

QString indentedJson(const QByteArray &json)
{
    const QByteArray trimmed = json.trimmed();
    if (!trimmed.startsWith('{') && !trimmed.startsWith('['))
        return QString::fromUtf8(json);
    QByteArray text;
    text.reserve(trimmed.size() * 2);
    int depth = 0;
    bool quoted = false;
    const auto newLine = [&] { text += '\n' + QByteArray(2 * std::min(depth, deepest), ' '); };
    for (qsizetype i = 0; i < trimmed.size(); ++i) {
        const char c = trimmed[i];
        if (quoted) {
            text += c;
            if (c == '\\' && i + 1 < trimmed.size())
                text += trimmed[++i];
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
            text += c;
        } else if (c == '{' || c == '[') {
            const qsizetype next = i + 1;
            text += c;
            if (next < trimmed.size() && (trimmed[next] == '}' || trimmed[next] == ']')) {
                text += trimmed[++i];
                continue;
            }
            ++depth;
            newLine();
        } else if (c == '}' || c == ']') {
            depth = std::max(0, depth - 1);
            newLine();
            text += c;
        } else if (c == ',') {
            text += c;
            newLine();
        } else if (c == ':') {
            text += ": ";
        } else if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
            text += c;
        }
    }
    return QString::fromUtf8(text);
}

QString hexText(const QByteArray &bytes)
{
    QString text;
    for (qsizetype at = 0; at < bytes.size(); at += hexLine) {
        const QByteArray line = bytes.mid(at, hexLine);
        QString letters;
        for (const char c : line)
            letters += c >= ' ' && c <= '~' ? QLatin1Char(c) : QLatin1Char('.');
        text += u"%1  %2  %3\n"_s.arg(at, 8, 16, QLatin1Char('0'))
                    .arg(QString::fromLatin1(line.toHex(' ')), -(hexLine * 3 - 1))
                    .arg(letters);
    }
    return text;
}

ExchangeText tellExchange(const trace::Seen &seen)
{
    ExchangeText text;
    text.problems = problemText(seen.issues);
    switch (seen.kind) {
    case trace::Kind::Link:
        text.content = linkText(seen);
        return text;
    case trace::Kind::Frame:
        text.content = bodyText(seen.content, seen.binary, seen.bytes);
        return text;
    case trace::Kind::Call:
        break;
    }
    text.content = seen.status > 0
        ? bodyText(seen.content, seen.binary, seen.bytes)
        : say(QT_TRANSLATE_NOOP("fw::models::exchange", "No answer: %1")).arg(seen.text);
    const QString first = QString::fromLatin1(seen.method) + u' ' + seen.target;
    text.request = first + u"\n\n"_s + bodyText(seen.question, false, seen.question.size());
    text.headers = first + u'\n' + headerLines(seen.asked) + u"\n"_s
        + say(QT_TRANSLATE_NOOP("fw::models::exchange", "Answer: %1")).arg(seen.status) + u'\n'
        + headerLines(seen.answered);
    return text;
}

} // namespace fw::models
