// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 503 {"db":{"connectivity":"ERROR: disk I/O error",…},"disk":{"free_mb":120.5,"warning":true},
//      "message":"Brandr is running","status":"degraded"}
#include "dialects/orchestrator/brandr.h"

#include "dialects/common/user_text.h"
#include "dialects/orchestrator/brandr_actions.h"
#include "dialects/orchestrator/brandr_reads.h"
#include "dialects/orchestrator/brandr_work.h"

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using Kind = wire::Standing::Kind;

namespace {

QString degradedWords(JsonValue root)
{
    const JsonObject object = root.object();
    QStringList words;
    const QString db = object["db"].object()["connectivity"].string().value_or(QString());
    if (!db.isEmpty() && db != "ok"_L1)
        words.append(userText(QT_TRANSLATE_NOOP("fw::dialects", "database: %1"), db));
    const JsonObject disk = object["disk"].object();
    if (const auto error = disk["error"].string())
        words.append(userText(QT_TRANSLATE_NOOP("fw::dialects", "disk: %1"), *error));
    else if (const auto free = disk["free_mb"].number())
        words.append(userText(QT_TRANSLATE_NOOP("fw::dialects", "disk: %1 MB free"),
                              QString::number(*free, 'f', 0)));
    return words.isEmpty()
        ? userText(QT_TRANSLATE_NOOP("fw::dialects", "the server says it is degraded"))
        : words.join(u", "_s);
}

void readDisk(JsonValue root, Sink &sink)
{
    const auto used = root.object()["disk"].object()["used_pct"].number();
    if (!used || *used < 0 || *used > 100)
        return; // also when it cannot tell: "disk":{"error":…}
    wire::SystemStatusSeen seen;
    seen.disk = used;
    sink.event(seen);
}

void byTag(const QString &tag, const wire::HttpRequest &request, const wire::HttpReply &reply,
           JsonValue root, Sink &sink)
{
    const QString kind = tag.section(u':', 0, 0);
    const QString rest = tag.section(u':', 1);
    if (kind == "do"_L1)
        return decodeAction(rest, request, reply, root, sink);
    if (kind == "work"_L1)
        return decodeWork(rest, request, reply, root, sink);
    if (kind == "job"_L1)
        return decodeJob(rest, request, reply, root, sink);
    if (kind == "search"_L1)
        return decodeSearch(rest, reply, root, sink);
    if (kind == "peek"_L1)
        return decodePeek(rest, reply, root, sink);
    const bool isNo = reply.status >= 300 || !root.isObject()
        || root.object()["success"].boolean() == false; // also with 200 (trap 5)
    if (!isNo) {
        worksAt(request.url.path(), sink);
        return decodeList(kind, root, sink);
    }
    if (reply.status >= 500)
        standAt(request.url.path(), errorBody(reply).message, sink);
    sink.issue(failureOf(request, reply));
}

} // namespace

void decodeHealth(const wire::HttpReply &reply, JsonValue root, Sink &sink)
{
    if (!isBrandr(sink.facts())) { // also when another program stood at this address before
        if (isHub(sink.facts()))
            sink.event(wire::NoticeSeen{
                u"warning"_s,
                userText(QT_TRANSLATE_NOOP(
                    "fw::dialects", "another program answers at this address now: Brandr")) });
        wire::SessionFacts &facts = sink.learn();
        facts.extra.insert(u"program"_s, u"brandr"_s);
        facts.extra.remove(u"hub"_s);
        facts.capabilities.clear();
    }
    readDisk(root, sink);
    const bool isHealthy = reply.status < 300 && root.object()["status"].string() != u"degraded"_s;
    if (!isHealthy)
        stand({ Kind::Degraded, degradedWords(root) }, sink);
    else if (!standsAtPath(sink.facts())) // of which it knows nothing
        stand({}, sink);
}

void decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const QString tag = request.tag.sliced(tagMark.size());
    if (reply.status == 0) {
        sink.issue(failureOf(request, reply));
        if (reply.trouble == wire::HttpReply::Trouble::Timeout)
            stand(busy(), sink);
        settleHalfDone(request, reply.error, sink);
        return;
    }
    answered(sink);
    if (tag == "sign-in"_L1)
        return decodeSignIn(request, reply, sink);
    if (decodeRedirect(request, reply, sink))
        return;
    // Re-issued when the session changes.
    const QByteArray cookie = mergedCookies(sink.facts().cookie.reveal(), reply);
    if (!cookie.isEmpty() && cookie != sink.facts().cookie.reveal())
        sink.learn().cookie = Secret(cookie);
    const auto root = threadReader().parse(reply.body);
    const bool isPage = !root || !root->isObject();
    if (isPage && reply.status < 300 && request.edit.isEmpty())
        return sink.issue(
            Failure::Code::BadInput,
            u"%1: %2"_s.arg(request.url.path(), root ? u"not an object"_s : root.error().detail));
    // A recording may begin anywhere; else /health said so before.
    if (!isPage && reply.status < 300 && programOf(sink.facts()) == Program::Unknown)
        sink.learn().extra.insert(u"program"_s, u"brandr"_s);
    byTag(tag, request, reply, root ? *root : JsonValue(), sink);
}

} // namespace fw::dialects::orchestrator::brandr
