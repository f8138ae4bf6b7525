// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 503 {"db":{"connectivity":"ERROR: disk I/O error",…},"disk":{"free_mb":120.5,"warning":true},
//      "message":"Brandr is running","status":"degraded"}
#include "dialects/orchestrator/brandr.h"

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
        words.append(u"database: %1"_s.arg(db));
    const JsonObject disk = object["disk"].object();
    if (const auto error = disk["error"].string())
        words.append(u"disk: %1"_s.arg(*error));
    else if (const auto free = disk["free_mb"].number())
        words.append(u"disk: %1 MB free"_s.arg(*free, 0, 'f', 0));
    return words.isEmpty() ? u"the server says it is degraded"_s : words.join(u", "_s);
}

void readDisk(JsonValue root, Sink &sink)
{
    const auto used = root.object()["disk"].object()["used_pct"].number();
    if (!used || *used < 0 || *used > 100)
        return;
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
    if (reply.status >= 300 || !root.isObject())
        return sink.issue(failureOf(request, reply));
    decodeList(kind, root, sink);
}

} // namespace

void decodeHealth(const wire::HttpReply &reply, JsonValue root, Sink &sink)
{
    if (!isBrandr(sink.facts())) { // also when another program stood at this address before
        wire::SessionFacts &facts = sink.learn();
        facts.extra.insert(u"program"_s, u"brandr"_s);
        facts.extra.remove(u"hub"_s);
        facts.capabilities.clear();
    }
    readDisk(root, sink);
    const bool isHealthy = reply.status < 300 && root.object()["status"].string() != u"degraded"_s;
    if (isHealthy)
        stand({}, sink);
    else
        stand({ Kind::Degraded, degradedWords(root) }, sink);
}

void decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const QString tag = request.tag.sliced(tagMark.size());
    if (reply.status == 0) {
        sink.issue(failureOf(request, reply));
        if (reply.trouble == wire::HttpReply::Trouble::Timeout)
            stand(busy(), sink);
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
