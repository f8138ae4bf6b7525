// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"category":"main","count":2,"entries":[{"function":"log","level":"INFO","line":224,
//  "logger":"junmai.main","message":"Retrieved preset statistics","module":"logging_system",
//  "preset_count":1,"timestamp":"2026-11-21T12:20:34.073715"},…]}      (local time, c0.6)
#include "dialects/bridge/logs.h"

#include "dialects/bridge/times.h"
#include "dialects/bridge/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr auto linesAsked = "500"_L1;
constexpr Millis logEvery = 5s;
constexpr size_t mostLines = 100; ///< kept for one job
constexpr int mostLogs = 8; ///< jobs whose lines are kept
constexpr qsizetype longestLine = 500;
constexpr auto logPrefix = "log:"_L1;

QString levelOf(const QString &word)
{
    if (word == "ERROR"_L1 || word == "CRITICAL"_L1)
        return u"error"_s;
    return word == "WARNING"_L1 ? u"warning"_s : u"info"_s;
}

// As a word of its own: "j1" is not in "j12".
QRegularExpression wordOf(const QString &job)
{
    return QRegularExpression(u"(?<![\\w-])"_s + QRegularExpression::escape(job) + u"(?![\\w-])"_s);
}

bool isHead(const QString &name)
{
    static const QStringList head{ u"timestamp"_s, u"level"_s,    u"logger"_s, u"message"_s,
                                   u"module"_s,    u"function"_s, u"line"_s };
    return head.contains(name);
}

struct Context
{
    QStringList words; ///< "priority 2"
    bool isOurs = false;
};

Context contextOf(const JsonObject &entry, const QString &job)
{
    Context context;
    for (const auto &[name, value] : entry.members()) {
        const auto text = value.idText();
        if (isHead(name) || !text)
            continue;
        if (*text == job)
            context.isOurs = true;
        else
            context.words.append(name + u' ' + *text);
    }
    return context;
}

std::optional<wire::JobLogLine> lineOf(const JsonObject &entry, const QString &job,
                                       const QRegularExpression &word,
                                       const wire::SessionFacts &facts)
{
    const QString message = entry["message"].string().value_or(QString());
    const Context context = contextOf(entry, job);
    const auto time = localTime(entry["timestamp"], facts);
    if (!time || !(context.isOurs || message.contains(word)))
        return std::nullopt;
    QString text = withoutSql(message);
    if (!context.words.isEmpty())
        text += u" ("_s + withoutSql(context.words.join(u", "_s)) + u')';
    return wire::JobLogLine{ *time,
                             levelOf(entry["level"].string().value_or(QString()).toUpper()),
                             text.left(longestLine),
                             {},
                             1 };
}

void forgetOthers(Sink &sink, const QString &key)
{
    QStringList keys;
    for (auto fact = sink.facts().extra.lowerBound(logPrefix);
         fact != sink.facts().extra.end() && fact.key().startsWith(logPrefix); ++fact)
        keys.append(fact.key());
    keys.removeAll(key);
    if (keys.size() < mostLogs)
        return;
    for (const QString &other : std::as_const(keys))
        sink.learn().extra.remove(other);
}

} // namespace

wire::HttpRequest logRequest(const JobId &job, const wire::SessionFacts &facts)
{
    QUrlQuery query;
    query.addQueryItem(u"category"_s, u"main"_s);
    query.addQueryItem(u"lines"_s, linesAsked);
    wire::HttpRequest request = read(u"/logs"_s, logPrefix + job.text, facts, query);
    request.mayFail = true;
    request.every = logEvery;
    return request;
}

void readLog(const JobId &job, JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"log"_s);
    const JsonArray entries = fields.array("entries");
    if (!sink.accept(fields) || job.isEmpty())
        return;
    const QRegularExpression word = wordOf(job.text);
    std::vector<wire::JobLogLine> lines;
    for (const JsonValue &entry : entries.items()) {
        if (auto line = lineOf(entry.object(), job.text, word, sink.facts()))
            lines.push_back(std::move(*line));
    }
    std::ranges::stable_sort(lines, {}, &wire::JobLogLine::time);
    if (lines.size() > mostLines)
        lines.erase(lines.begin(), lines.end() - mostLines);
    QJsonArray kept;
    for (const wire::JobLogLine &line : lines)
        kept.append(QJsonArray{ toIso(line.time), line.level, line.text });
    const QString key = logPrefix + job.text;
    const QString now = kept.isEmpty()
        ? QString()
        : QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact));
    if (sink.facts().extra.value(key) == now)
        return;
    forgetOthers(sink, key);
    sink.learn().extra.insert(key, now);
}

std::vector<wire::JobLogLine> logOf(const JobId &job, const wire::SessionFacts &facts)
{
    std::vector<wire::JobLogLine> lines;
    const QString text = facts.extra.value(logPrefix + job.text);
    for (const auto &row : QJsonDocument::fromJson(text.toUtf8()).array()) {
        const QJsonArray parts = row.toArray();
        if (const auto time = fromIso(parts[0].toString()))
            lines.push_back({ *time, parts[1].toString(), parts[2].toString(), {}, 1 });
    }
    return lines;
}

} // namespace fw::dialects::bridge
