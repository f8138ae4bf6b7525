// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /api/videos/fetch
// {"results":[{"display_name":"src_land","filename":"src_land.mp4","local_path":"/srv/…","success":
//  true,"url":"http://…"},{"error":"ERROR: …","success":false,"url":"…"}],"successful":1,"total":2}
#include "dialects/common/user_text.h"
#include "dialects/orchestrator/brandr_actions.h"
#include "dialects/orchestrator/brandr_answer.h"
#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/brandr_reads.h"

#include <QJsonArray>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using Verdict = wire::EditSettled::Verdict;

namespace {

QString addLine(const QString &lines, const QString &line)
{
    return lines.isEmpty() || line.isEmpty() ? QString(lines + line)
                                             : QString(lines + u"; "_s + line);
}

QJsonObject claimOf(const JsonObject &row)
{
    const auto text = [&row](const char *key) { return row[key].string().value_or(QString()); };
    return { { "source_url"_L1, text("url") },
             { "filename"_L1, text("filename") },
             { "file_path"_L1, text("local_path") },
             { "display_name"_L1, text("display_name") } };
}

// The links nobody answered for. When there are as many answers as links, each was answered,
// though some perhaps in another spelling.
QStringList leftOut(const QJsonArray &asked, const std::vector<JsonValue> &results)
{
    QStringList open;
    if (qsizetype(results.size()) >= asked.size())
        return open;
    for (const QJsonValue &link : asked)
        open.append(link.toString());
    for (const JsonValue &result : results)
        open.removeOne(result.object()["url"].string().value_or(QString()));
    return open;
}

QString tellLeftOut(const QJsonArray &asked, const std::vector<JsonValue> &results, Sink &sink)
{
    const QStringList open = leftOut(asked, results);
    if (open.isEmpty())
        return {};
    const QString told = userText(
        QT_TRANSLATE_NOOP("fw::dialects", "%1 of %2 links were left out, the day's quota ends: %3"),
        QString::number(open.size()), QString::number(asked.size()), open.join(u", "_s).left(2000));
    sink.event(wire::NoticeSeen{ u"warning"_s, told });
    return told;
}

} // namespace

void fetched(const Answer &answer)
{
    JsonFields fields(answer.root, u"fetch"_s);
    const JsonArray results = fields.array("results");
    if (!answer.sink.accept(fields))
        return settle(
            answer,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "the server did not say what it fetched")),
            Verdict::Invalid);
    QJsonArray claims;
    QString trouble;
    const auto rows = results.items();
    for (const JsonValue &result : rows) {
        const JsonObject row = result.object();
        if (row["success"].boolean().value_or(false))
            claims.append(claimOf(row));
        else
            trouble = addLine(trouble,
                              u"%1: %2"_s
                                  .arg(row["url"].string().value_or(QString()),
                                       row["error"].string().value_or(u"failed"_s))
                                  .left(200));
    }
    const QJsonArray asked = answer.context.value("urls"_L1).toArray();
    trouble = addLine(tellLeftOut(asked, rows, answer.sink), trouble);
    if (claims.isEmpty())
        return settle(answer,
                      trouble.isEmpty()
                          ? userText(QT_TRANSLATE_NOOP("fw::dialects", "nothing was fetched"))
                          : trouble,
                      Verdict::Invalid);
    answer.sink.follow(claimCall(answer.sink.facts(),
                                 { { "claims"_L1, claims }, { "trouble"_L1, trouble } },
                                 answer.request.edit),
                       true);
}

void claimed(const Answer &answer)
{
    QJsonArray claims = answer.context.value("claims"_L1).toArray();
    const QJsonObject claim = claims.first().toObject();
    QString trouble = answer.noted("trouble"_L1);
    const auto number = answer.object()["download_id"].idText();
    const QString name = claim.value("filename"_L1).toString();
    bool some = answer.context.value("some"_L1).toBool();
    if (answer.reply.status < 300 && number) {
        wire::Item item = itemOf("source", sourceId(*number, name));
        item.name = claim.value("display_name"_L1).toString(name);
        item.state = u"available"_s;
        item.fields.push_back({ u"filename"_s, name });
        item.fields.push_back({ u"source_url"_s, claim.value("source_url"_L1) });
        answer.sink.event(wire::ItemSeen{ std::move(item) });
        some = true;
    } else {
        trouble = addLine(trouble, u"%1: %2"_s.arg(name, errorBody(answer.reply).message));
    }
    claims.removeFirst();
    if (!claims.isEmpty())
        return answer.sink.follow(
            claimCall(answer.sink.facts(),
                      { { "claims"_L1, claims }, { "trouble"_L1, trouble }, { "some"_L1, some } },
                      answer.request.edit),
            true);
    settle(answer, trouble, some ? Verdict::Applied : Verdict::Invalid);
    answer.sink.follow(sourcesRequest(answer.sink.facts()), false);
}

void unclaimed(const wire::HttpRequest &request, const QJsonObject &context, const QString &why,
               Sink &sink)
{
    QStringList links;
    for (const QJsonValue &claim : context.value("claims"_L1).toArray())
        links.append(claim["source_url"_L1].toString());
    wire::EditSettled settled = applied(request);
    if (!context.value("some"_L1).toBool())
        settled.verdict = Verdict::Invalid;
    settled.message
        = addLine(context.value("trouble"_L1).toString(),
                  userText(QT_TRANSLATE_NOOP("fw::dialects", "fetched but not claimed (%1): %2"),
                           why, links.join(u", "_s)));
    sink.event(std::move(settled));
}

} // namespace fw::dialects::orchestrator::brandr
