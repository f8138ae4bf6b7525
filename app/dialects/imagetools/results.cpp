// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /api/v1/images/f0afba0a-…/rotate -> {"image_id":"f0afba0a-…","degrees":90,"new_size":161126,
//  "width":480,"height":640,"image_url":"/api/v1/images/f0afba0a-…/current"}               (c2.3)
#include "dialects/imagetools/settle.h"

#include "dialects/common/user_text.h"
#include "dialects/imagetools/items.h"
#include "dialects/imagetools/measures.h"

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

void tell(const QString &words, Sink &sink)
{
    sink.event(wire::NoticeSeen{ u"info"_s, words });
}

// {"url":"http://host/i/…","expires_at":"…"} or {"url":"/s/…","expires_in":300} (c2.7)
void readLink(const Task &task, JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"link"_s);
    const QString url = fields.string("url");
    const auto end = fields.optionalString("expires_at");
    if (!sink.accept(fields))
        return;
    const QString whole = url.startsWith(u'/')
        ? below(sink.facts().baseUrl, url).toString(QUrl::FullyEncoded)
        : url;
    std::vector<wire::Metadatum> said{ { u"link"_s, whole } };
    if (end)
        said.push_back({ u"link_expires_at"_s, *end });
    sink.event(wire::ItemSeen{ partOf(task.target, std::move(said)) });
    tell(whole, sink);
}

void readCutOut(const Task &task, JsonValue root, Sink &sink)
{
    if (const auto clear = root.object()["has_transparency"].boolean())
        sink.event(wire::ItemSeen{ partOf(task.target, { { u"has_transparency"_s, *clear } }) });
}

void readUploaded(JsonValue root, Sink &sink)
{
    auto image = readImage(root, sink);
    if (!image)
        return;
    note(sink, key::newest, image->id.text);
    sink.event(wire::ItemSeen{ std::move(*image) });
}

// Answers that are the image itself (c2.2, c2.3, c2.7).
bool isWholeImage(QStringView action)
{
    return action == "image.tags"_L1 || action == "image.pin"_L1 || action == "image.unpin"_L1
        || action == "image.edit"_L1;
}

void readDevices(const Answer &answer, const Task &task, Sink &sink)
{
    const bool isOne = task.action.endsWith(".revoke"_L1);
    if (isOne)
        sink.event(wire::ItemRemoved{
            u"device"_s, { QString(task.action.section(u'.', 0, 0) + u':' + task.target) } });
    else
        sink.follow(askDevices(sink.facts()), false); // nothing is broadcast (c2.9, c2.10)
    settleDone(answer, task, {}, sink);
}

// What the answers of the single actions say besides "done".
void readOutcome(const Answer &answer, const Task &task, JsonValue root, Sink &sink)
{
    const QString &action = task.action;
    const QString words = measured(action, root, sink);
    if (action == "image.link"_L1 || action == "image.share"_L1)
        readLink(task, root, sink);
    else if (action == "image.background"_L1)
        readCutOut(task, root, sink);
    else if (action == "image.exif"_L1)
        sink.event(wire::ItemSeen{
            partOf(task.target, { { u"exif"_s, root.object()["exif"].toQJson() } }) });
    else if (action == "image.upload"_L1)
        readUploaded(root, sink);
    else if (action == "image.delete"_L1)
        gone(task.target, sink);
    else if (isWholeImage(action)) {
        if (auto image = readImage(root, sink))
            sink.event(wire::ItemSeen{ std::move(*image) });
    }
    settleDone(answer, task, words, sink);
    const bool stale = isOfImage(action) && action != "image.delete"_L1 && action != "image.exif"_L1
        && action != "image.share"_L1;
    if (stale && (!isWholeImage(action) || action == "image.edit"_L1))
        readAgain(answer, task, sink);
}

} // namespace

void readPerformed(const Answer &answer, const Task &task, Sink &sink)
{
    if (answer.status < 200 || answer.status >= 300) {
        readRefusal(answer, task, sink);
        return;
    }
    if (answer.status == 204) {
        settleDone(answer, task, {}, sink);
        return;
    }
    const auto root = threadReader().parse(answer.reply.body);
    const bool isHistory = task.action == "image.history"_L1;
    if (!root || (isHistory ? !root->isArray() : !root->isObject())) {
        sink.issue(Failure::Code::BadInput,
                   u"%1 answered with something else than wanted"_s.arg(answer.request.url.path()));
        settleRefused(
            answer, task,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "the server's answer makes no sense")),
            sink);
        return;
    }
    if (isHistory) {
        note(sink, key::history, task.target);
        sink.event(wire::ItemsReplaced{ u"history"_s, readList(*root, sink, readStep) });
        settleDone(answer, task, {}, sink);
        sink.follow(ask(sink.facts(), "GET",
                        u"/api/v1/history/"_s + segment(task.target) + u"/can-undo"_s,
                        u"can-undo "_s + task.target),
                    false);
    } else if (isOfImage(task.action) || task.action == "image.upload"_L1) {
        readOutcome(answer, task, *root, sink);
    } else {
        readDevices(answer, task, sink);
    }
}

} // namespace fw::dialects::imagetools
