// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 404 {"error":"Job not found"}           500 {"error":"Failed to … (sqlite3.IntegrityError) …
// [SQL: …"} 404 <!doctype html>…<h1>Not Found</h1>   (the framework's own errors are HTML, f6)
#include "dialects/bridge/replies.h"

#include "dialects/bridge/actions.h"
#include "dialects/bridge/lists.h"
#include "dialects/bridge/messages.h"
#include "dialects/bridge/push.h"
#include "dialects/bridge/rows.h"
#include "dialects/bridge/standing.h"
#include "dialects/bridge/times.h"
#include "dialects/common/user_text.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;

namespace {

constexpr int blocksToLeave = 2; ///< unanswered reads in a row while a socket is open

// c0.2: one way of starting this server gives it a single thread, which an open socket occupies:
// that is heard, all else is silent. Then the socket is left; the next greeting has no address. A
// server that hangs as a whole is silent there, too.
void blocked(Sink &sink)
{
    const int times = count(sink.facts(), socketBlocks) + 1;
    if (times > blocksToLeave
        || (times == blocksToLeave && known(sink.facts(), socketSpeaks).isEmpty()))
        return;
    know(sink, socketBlocks, times);
    if (times < blocksToLeave)
        return;
    sink.event(wire::NoticeSeen{
        u"warning"_s,
        userText(QT_TRANSLATE_NOOP(
            "fw::dialects",
            "the server answers nothing else while a socket is open: it is polled instead")) });
    sink.control(wire::Draining{});
}

void unanswered(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    sink.issue(failureOf(request, reply));
    if (reply.trouble != Trouble::Timeout || request.mayFail)
        return;
    if (!sink.facts().connection.isEmpty())
        blocked(sink);
    know(sink, silentReads, request.url.path());
    sink.control(standingOf(sink.facts()));
}

void answersAgain(Sink &sink)
{
    if (const int blocks = count(sink.facts(), socketBlocks);
        blocks > 0 && blocks < blocksToLeave) {
        know(sink, socketBlocks, 0);
        know(sink, socketSpeaks, QString());
    }
    const wire::Standing before = standingOf(sink.facts());
    know(sink, silentReads, QString());
    restand(before, sink);
}

QString lastSegment(const QUrl &url)
{
    return url.path(QUrl::FullyDecoded).section(u'/', -1);
}

// What a 404 of the program itself says of the thing that was asked for. True: it was told.
bool gone(const wire::HttpRequest &request, Sink &sink)
{
    const QString id = lastSegment(request.url);
    if (request.tag == "job"_L1 || request.tag == "row"_L1) {
        sink.event(wire::JobRemoved{ JobId{ id } });
    } else if (request.tag == "photo"_L1) {
        learnPhotoName(sink, id, photoName(sink.facts(), id));
        sink.event(wire::ItemRemoved{ QString::fromLatin1(photoKind), ItemId{ id } });
    } else if (request.tag.startsWith("batch"_L1)) {
        // Batches live in the server's memory only.
        const QString batch = request.url.path(QUrl::FullyDecoded).section(u'/', -2, -2);
        forgetBatch(sink, batch);
        if (request.tag == "batch"_L1)
            sink.event(wire::JobRemoved{ batchJob(batch) });
    } else {
        return request.tag == "progress"_L1; // the reporter knows few jobs, if any (c0.3)
    }
    return true;
}

// A route that this program does not have, and what is done without it. True: that was all.
bool absent(const wire::HttpRequest &request, Sink &sink)
{
    const QString path = request.url.path();
    if (request.tag == lateTag || request.tag == "resources"_L1) {
        learnLate(sink, false);
        return request.tag == lateTag;
    }
    if (!isOptional(request))
        return false;
    if (!lacks(sink.facts(), path) && !isQuiet(request))
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "this server has no %1"), path) });
    learnLack(sink, path);
    return true;
}

void refused(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (reply.status == 404 && !isHtml(reply) && gone(request, sink))
        return;
    if ((reply.status == 404 || reply.status == 405) && absent(request, sink))
        return;
    if (request.tag == "status"_L1) {
        know(sink, depthTold, QString());
        for (const auto &[path, tag] : { std::pair(u"/resource/status"_s, u"resource"_s),
                                         std::pair(u"/system/status"_s, u"plain"_s) }) {
            wire::HttpRequest other = read(path, tag, sink.facts());
            other.mayFail = true;
            sink.follow(std::move(other), true);
        }
    }
    Failure failure = failureOf(request, reply);
    failure.detail = withoutSql(failure.detail);
    sink.issue(std::move(failure));
}

void signedOut(const wire::HttpReply &reply, Sink &sink)
{
    sink.control(wire::SignInRefused{ errorBody(reply).message });
}

void readUseful(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const auto root = threadReader().parse(reply.body);
    if (!root || !root->isObject()) {
        sink.issue(root ? Failure::Code::BadInput : root.error().code,
                   u"%1: %2"_s.arg(request.url.path(),
                                   root ? u"expected an object"_s : root.error().detail));
        return;
    }
    // Local time (c0.6): heard here where no push tells it.
    if (request.tag == "resources"_L1)
        learnZone(sink, root->object()["status"].object()["timestamp"], reply);
    readByTag(request, *root, sink);
}

void decodeRead(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (request.tag == "health"_L1 && reply.status != 0)
        roundPassed(sink);
    if (reply.status == 0)
        return unanswered(request, reply, sink);
    answersAgain(sink);
    if (reply.status == 401)
        signedOut(reply, sink);
    else if (reply.status >= 300)
        refused(request, reply, sink);
    else
        readUseful(request, reply, sink);
}

} // namespace

wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts)
{
    // Exceptions leak statements of the database (f6): no excerpt of those.
    Sink sink(reply.body.contains("[SQL:") ? QByteArrayView() : QByteArrayView(reply.body), facts);
    completeZone(sink, reply);
    if (request.tag.startsWith("push:"_L1) || request.tag == "late"_L1)
        decodePush(request, reply, sink);
    else if (request.tag.startsWith("act:"_L1))
        decodeAction(request, reply, sink);
    else if (request.tag == "signin"_L1)
        decodeSignIn(request, reply, sink);
    else
        decodeRead(request, reply, sink);
    return sink.take();
}

wire::Decoded decodeFrame(const wire::Frame &frame, const wire::SessionFacts &facts)
{
    Sink sink(frame.bytes, facts);
    if (frame.kind != wire::Frame::Kind::Text) {
        sink.issue(Failure::Code::Unsupported,
                   u"binary frame of %1 bytes"_s.arg(frame.bytes.size()));
        return sink.take();
    }
    if (count(facts, socketBlocks) > 0)
        know(sink, socketSpeaks, u"yes"_s);
    const auto root = threadReader().parse(frame.bytes);
    if (!root)
        sink.issue(root.error());
    else
        readMessage(*root, Push::Native, sink);
    return sink.take();
}

} // namespace fw::dialects::bridge
