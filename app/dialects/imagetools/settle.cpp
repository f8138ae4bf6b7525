// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 404 {"detail":"Image not found"}
// 500 {"detail":"Resize failed: cannot write mode RGBA as JPEG"}                             (c2.3)
#include "dialects/imagetools/settle.h"

#include "dialects/imagetools/measures.h"
#include "dialects/imagetools/offers.h"

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

bool isJob(QStringView action)
{
    return changesHistory(action) || action == "image.restore"_L1;
}

bool isOfImage(QStringView action)
{
    return action.startsWith("image."_L1) && action != "image.upload"_L1;
}

wire::Job jobOf(const EditId &edit, const Task &task, wire::JobState state)
{
    wire::Job job;
    job.id.text = u"op:"_s + edit.text;
    job.name = actionLabel(task.action);
    job.state = state;
    job.thumbnail = u"/api/v1/images/"_s + segment(task.target) + u"/thumbnail"_s;
    job.hint = u"image:"_s + task.target;
    return job;
}

wire::Item partOf(const QString &image, std::vector<wire::Metadatum> fields)
{
    wire::Item item;
    item.kind = u"image"_s;
    item.id.text = image;
    item.fields = std::move(fields);
    return item;
}

void forget(const EditId &edit, Sink &sink)
{
    note(sink, key::edit + edit.text, {});
}

void gone(const QString &image, Sink &sink)
{
    std::vector<wire::Event> events{ wire::ItemRemoved{ u"image"_s, { image } } };
    if (extra(sink.facts(), key::history) == image) {
        events.emplace_back(wire::ItemsReplaced{ u"history"_s, {} });
        note(sink, key::history, {});
    }
    sink.events(std::move(events));
}

void settleDone(const Answer &answer, const Task &task, const QString &words, Sink &sink)
{
    const EditId &edit = answer.request.edit;
    forget(edit, sink);
    std::vector<wire::Event> events;
    if (isJob(task.action)) {
        wire::Job job = jobOf(edit, task, wire::JobState::Done);
        job.message = words;
        events.emplace_back(wire::JobSeen{ std::move(job) });
    }
    events.emplace_back(applied(answer.request));
    sink.events(std::move(events));
}

void settleRefused(const Answer &answer, const Task &task, wire::EditSettled settled, Sink &sink)
{
    forget(answer.request.edit, sink);
    std::vector<wire::Event> events;
    if (isJob(task.action)) {
        wire::Job job = jobOf(answer.request.edit, task, wire::JobState::Failed);
        job.error = wire::JobError{ {}, settled.message, {}, true };
        events.emplace_back(wire::JobSeen{ std::move(job) });
    }
    events.emplace_back(std::move(settled));
    sink.events(std::move(events));
}

void settleRefused(const Answer &answer, const Task &task, const QString &why, Sink &sink)
{
    wire::EditSettled settled = applied(answer.request);
    settled.verdict = wire::EditSettled::Verdict::Invalid;
    settled.message = why;
    settleRefused(answer, task, std::move(settled), sink);
}

// What is known of the image is read again: the answer has no more than its sizes.
void readAgain(const Answer &answer, const Task &task, Sink &sink)
{
    wire::HttpRequest image = askImage(sink.facts(), task.target, tagOf(tag::after, task));
    image.edit = answer.request.edit;
    sink.follow(std::move(image), false);
    if (extra(sink.facts(), key::history) == task.target)
        sink.follow(askHistory(sink.facts(), task.target), false);
}

void readRefusal(const Answer &answer, const Task &task, Sink &sink)
{
    wire::HttpReply meant = answer.reply;
    meant.status = answer.status;
    wire::EditSettled settled = refusal(answer.request, meant);
    const QString words = settled.message;
    const bool noImage = answer.status == 404 && words.startsWith("Image "_L1);
    if (noImage && isOfImage(task.action)) {
        gone(task.target, sink);
        if (task.action == "image.delete"_L1) { // as wanted, whoever did it
            settleDone(answer, task, {}, sink);
            return;
        }
    }
    if (answer.status == 401 && words == "Invalid user"_L1) {
        note(sink, QString(key::user), {});
        sink.follow(askUser(sink.facts(), u"user"_s), false);
    }
    const QString why = explanation(task.action, answer.status, words);
    if (!why.isEmpty())
        settled.message = u"%1 (%2)"_s.arg(words, why);
    settleRefused(answer, task, std::move(settled), sink);
}

} // namespace fw::dialects::imagetools
