// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /api/v1/history/f0afba0a-…
// [{"id":"b036d28f-…","image_id":"f0afba0a-…","operation_type":"rotate",
//   "operation_params":"{\"degrees\": 90}","file_size":161126,"sequence":1, …}]             (c2.6)
#include "dialects/imagetools/items.h"
#include "dialects/imagetools/settle.h"

#include <QJsonArray>

#include <algorithm>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;

namespace {

constexpr int idChars = 8; ///< of a history entry's id, enough to tell the entries of one image
constexpr int mostEdits = 1; ///< in the history, for background removal to end well (c2.5)

QStringList idsOf(JsonValue list)
{
    QStringList ids;
    for (const JsonValue &entry : list.array().items())
        ids.append(entry.object()["id"].string().value_or(QString()).left(idChars));
    return ids;
}

void readBefore(const Answer &answer, Task task, Sink &sink)
{
    const auto root = threadReader().parse(answer.reply.body);
    if (answer.status != 200 || !root || !root->isArray()) {
        readRefusal(answer, task, sink);
        return;
    }
    const QStringList ids = idsOf(*root);
    if (task.action == "image.background"_L1 && ids.size() > mostEdits) {
        settleRefused(answer, task,
                      u"with %1 edits in its history this server fails after the whole time: "
                      "undo down to at most one edit first"_s.arg(ids.size()),
                      sink);
        return;
    }
    task.before.insert("ids"_L1, QJsonArray::fromStringList(ids));
    wire::HttpRequest next = perform(task, sink.facts());
    next.edit = answer.request.edit;
    note(sink, key::edit + next.edit.text, tagOf(tag::verify, task));
    sink.follow(std::move(next), false);
}

// The word in the history for an action (c2.6).
QLatin1StringView historyWord(QStringView action)
{
    constexpr std::pair<QLatin1StringView, QLatin1StringView> words[]
        = { { "image.rotate"_L1, "rotate"_L1 },     { "image.flip"_L1, "flip"_L1 },
            { "image.resize"_L1, "resize"_L1 },     { "image.edit"_L1, "edit"_L1 },
            { "image.compress"_L1, "compress"_L1 }, { "image.background"_L1, "background"_L1 } };
    const auto found
        = std::ranges::find_if(words, [action](const auto &pair) { return pair.first == action; });
    return found == std::end(words) ? QLatin1StringView() : found->second;
}

bool historyShows(const Task &task, JsonValue list)
{
    QStringList before;
    const QJsonArray known = task.before.value("ids"_L1).toArray();
    for (const QJsonValue &id : known)
        before.append(id.toString());
    const QStringList now = idsOf(list);
    if (task.action == "image.undo"_L1) // takes the entry away (f, trap 11)
        return std::ranges::any_of(before, [&now](const QString &id) { return !now.contains(id); });
    return std::ranges::any_of(list.array().items(), [&](const JsonValue &entry) {
        const QString id = entry.object()["id"].string().value_or(QString()).left(idChars);
        const QString word = entry.object()["operation_type"].string().value_or(QString());
        return !before.contains(id) && word.startsWith(historyWord(task.action));
    });
}

// Newest first: what stands above the newest of before has come since.
std::optional<bool> listShows(const Task &task, JsonValue list)
{
    const QString newest = task.before.value("newest"_L1).toString();
    const QString name = task.arguments.value("file"_L1).toString().section(u'/', -1);
    bool found = false;
    for (const JsonValue &entry : list.array().items()) {
        if (entry.object()["id"].string() == newest)
            return found;
        found = found || entry.object()["original_filename"].string() == name;
    }
    return newest.isEmpty() ? std::optional(found) : std::nullopt;
}

void readVerified(const Answer &answer, const Task &task, Sink &sink)
{
    const auto root = threadReader().parse(answer.reply.body);
    if (answer.status != 200 || !root || !root->isArray()) {
        readRefusal(answer, task, sink);
        return;
    }
    const bool isUpload = task.action == "image.upload"_L1;
    const auto done = isUpload ? listShows(task, *root) : historyShows(task, *root);
    if (isUpload) {
        auto images = readList(*root, sink, readImage);
        sink.event(wire::ItemsReplaced{ u"image"_s, std::move(images) });
    }
    if (!done)
        return;
    if (!*done) {
        forget(answer.request.edit, sink);
        sink.control(wire::EditUnknown{ answer.request.edit });
        return;
    }
    settleDone(answer, task, u"done; the answer was lost"_s, sink);
    if (!isUpload)
        readAgain(answer, task, sink);
}

void readAfter(const Answer &answer, const Task &task, Sink &sink)
{
    const auto root = threadReader().parse(answer.reply.body);
    auto image = root && answer.status == 200 ? readImage(*root, sink) : std::nullopt;
    if (!image) {
        sink.issue(failureOf(answer.request, answer.reply));
        return;
    }
    std::vector<wire::Event> events;
    if (isJob(task.action)) {
        wire::Job job = jobOf(answer.request.edit, task, wire::JobState::Done);
        job.name += u": "_s + image->name;
        events.emplace_back(wire::JobSeen{ std::move(job) });
    }
    events.emplace_back(wire::ItemSeen{ std::move(*image) });
    sink.events(std::move(events));
}

} // namespace

void readOperation(const Answer &answer, Sink &sink)
{
    const QString word = wordOf(answer.request.tag);
    const Task task = taskOf(answer.request.tag);
    if (word == tag::before && changesHistory(task.action))
        readBefore(answer, task, sink);
    else if (word == tag::verify)
        readVerified(answer, task, sink);
    else if (word == tag::after)
        readAfter(answer, task, sink);
    else
        readPerformed(answer, task, sink);
}

bool isSilence(const wire::HttpReply &reply)
{
    constexpr int gatewayTimeout = 504;
    constexpr int originTimeout = 524; // as Cloudflare says it
    return reply.trouble == Trouble::Timeout || reply.status == gatewayTimeout
        || reply.status == originTimeout;
}

void readSilence(const Answer &answer, Sink &sink)
{
    const Trouble trouble = answer.reply.trouble;
    const bool mayHaveArrived = isSilence(answer.reply) || trouble == Trouble::Broken;
    const QString word = wordOf(answer.request.tag);
    if (!mayHaveArrived || word == tag::after || word == tag::verify)
        return;
    const Task task = taskOf(answer.request.tag);
    const bool counts = changesHistory(task.action) || task.action == "image.upload"_L1;
    if (word == tag::before || !counts) { // nothing was done yet, or twice is as good as once
        sink.control(wire::EditUnknown{ answer.request.edit });
        return;
    }
    wire::HttpRequest question = verify(task, sink.facts());
    question.edit = answer.request.edit;
    sink.follow(std::move(question), false);
}

wire::HttpRequest askDevices(const wire::SessionFacts &facts)
{
    return ask(facts, "GET",
               u"/api/v1/mobile/pairings/user/"_s + segment(userId(facts)) + u"/list"_s,
               u"pairings"_s);
}

wire::HttpRequest askHistory(const wire::SessionFacts &facts, const QString &image)
{
    return ask(facts, "GET", u"/api/v1/history/"_s + segment(image), u"history "_s + image);
}

} // namespace fw::dialects::imagetools
