// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"operation.progress","timestamp":"2026-02-07T12:34:56Z","data":{"operation_id":"op-uuid",
//  "operation_type":"bulk_compress","progress":45,"current":9,"total":20,
//  "message":"Compressing image 9 of 20..."}}                                                 (S20)
#include "dialects/imagetools/jobs.h"

#include "dialects/common/user_text.h"
#include "dialects/imagetools/operation_memory.h"

#include <QUrl>

#include <cmath>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

constexpr auto cancelPath = "/api/v1/operations/{id}/cancel"_L1;
constexpr auto idMark = "{id}"_L1;
constexpr double rounding = 1; ///< percent points between what is told and what is counted (S21)

enum class Step : quint8 { Start, Progress, End };

struct Counts
{
    std::optional<double> told; ///< progress as the server says it, percentage or not
    std::optional<qint64> current;
    std::optional<qint64> total;

    bool areThere() const { return current && total && (*current != 0 || *total != 0); }
    bool canBe() const { return *total > 0 && *current >= 0 && *current <= *total; }
    bool isPercentage() const { return told && *told >= 0 && *told <= 100; }
};

struct Operation
{
    QString plainId;
    JobId id;
    QString type;
    std::optional<QString> message;
    std::optional<double> progress;
    bool isNew = false; ///< never heard of, or another type than before
};

// S21: 9 of 20 is 45 percent. What the server says is shown; what contradicts it is named.
std::optional<double> counted(const QString &where, const Counts &counts, Sink &sink)
{
    if (counts.told && !counts.isPercentage())
        sink.issue(Failure::Code::BadInput,
                   u"%1: progress %2 is no percentage"_s.arg(where).arg(*counts.told));
    const auto told = counts.isPercentage() ? counts.told : std::nullopt;
    if (!counts.areThere())
        return told;
    if (!counts.canBe()) {
        sink.issue(Failure::Code::BadInput,
                   u"%1: %2 of %3 cannot be"_s.arg(where).arg(*counts.current).arg(*counts.total));
        return told;
    }
    const double made
        = static_cast<double>(*counts.current) / static_cast<double>(*counts.total) * 100;
    if (told && std::abs(*told - made) > rounding)
        sink.issue(Failure::Code::BadInput,
                   u"%1: progress %2, but %3 of %4 is %5"_s.arg(where)
                       .arg(*told)
                       .arg(*counts.current)
                       .arg(*counts.total)
                       .arg(made));
    return told ? told : made;
}

std::optional<QString> words(const std::optional<QString> &said, const Counts &counts)
{
    QStringList parts;
    if (counts.told && !counts.isPercentage())
        parts.append(u"%1 %"_s.arg(*counts.told));
    if (counts.areThere()) {
        if (const QString count = u"%1 of %2"_s; // as servers write it themselves
            !said || !said->contains(count.arg(*counts.current).arg(*counts.total)))
            parts.append(userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 of %2"), *counts.current,
                                  *counts.total));
    }
    if (parts.isEmpty())
        return said;
    if (said && !said->isEmpty())
        parts.append(*said);
    return parts.join(u" · "_s);
}

// What this message contradicts of what was said before, in words; empty: nothing.
QString contradiction(const KnownOperation &before, const KnownOperation &now, Step step)
{
    if (step == Step::Start)
        return before.ended ? u"the id was used before"_s : u"it was started already"_s;
    if (before.ended)
        return step == Step::End ? u"it ended before"_s : u"it comes after the end"_s;
    if (!now.type.isEmpty() && !before.type.isEmpty() && now.type != before.type)
        return u"the type was \"%1\", now it is \"%2\""_s.arg(before.type, now.type);
    if (step == Step::Progress && now.progress && before.progress
        && *now.progress < *before.progress)
        return u"progress went back from %1 to %2"_s.arg(*before.progress).arg(*now.progress);
    return {};
}

// Compares with what was said before and keeps the new.
void compare(Operation &found, const QString &cancel, const QString &where, Step step, Sink &sink)
{
    const auto before = knownOperation(sink.facts(), found.plainId);
    KnownOperation now{ found.type, found.progress, step == Step::End, cancel };
    found.isNew = !before && !found.type.isEmpty();
    if (before) {
        const QString odd = contradiction(*before, now, step);
        if (!odd.isEmpty())
            sink.issue(Failure::Code::BadInput, where + u": "_s + odd);
        found.isNew = !found.type.isEmpty() && found.type != before->type && !before->ended;
        if (now.type.isEmpty())
            now.type = before->type;
        if (now.cancel.isEmpty())
            now.cancel = before->cancel;
        if (step != Step::Start) {
            now.ended = now.ended || before->ended;
            if (!now.progress)
                now.progress = before->progress;
        }
    }
    remember(found.plainId, now, sink);
}

std::optional<Operation> readOperation(const Message &message, Step step, Sink &sink)
{
    JsonFields fields(message.data, message.type);
    Operation found;
    Counts counts;
    found.plainId = fields.idText("operation_id");
    found.type = fields.optionalString("operation_type").value_or(QString());
    counts.told = fields.optionalNumber("progress");
    counts.current = fields.optionalInteger("current");
    counts.total = fields.optionalInteger("total");
    const auto said = fields.optionalString("message");
    const QString cancel = readCancel(fields, found.plainId, sink);
    if (!sink.accept(fields))
        return std::nullopt;
    if (found.plainId.isEmpty()) {
        sink.issue(Failure::Code::BadInput, u"%1 without an id"_s.arg(message.type));
        return std::nullopt;
    }
    found.id.text = u"operation:"_s + found.plainId;
    const QString where = u"%1 of \"%2\""_s.arg(message.type, found.plainId);
    found.progress = counted(where, counts, sink);
    found.message = words(said, counts);
    compare(found, cancel, where, step, sink);
    return found;
}

wire::Job jobOf(const Operation &found, const Message &message)
{
    wire::Job job;
    job.id = found.id;
    job.name = found.type;
    job.state = wire::JobState::Running;
    job.progress = found.progress;
    job.message = found.message.value_or(QString());
    job.updated = message.time;
    job.hint = found.type;
    return job;
}

QString reasonOf(JsonValue data)
{
    const JsonObject object = data.object();
    const JsonValue error = object["error"];
    if (error.isObject())
        return error.object()["message"].string().value_or(QString());
    return error.string().value_or(object["message"].string().value_or(QString()));
}

void followImage(JsonValue data, Sink &sink)
{
    const auto image = data.object()["image_id"].string();
    const QString user = userId(sink.facts());
    if (image && !image->isEmpty())
        sink.follow(askImage(sink.facts(), *image, u"image"_s), false);
    else if (!user.isEmpty())
        sink.follow(
            ask(sink.facts(), "GET", u"/api/v1/images/user/"_s + segment(user), u"images"_s),
            false);
}

} // namespace

QString readCancel(JsonFields &fields, const QString &id, Sink &sink)
{
    const auto can = fields.optionalBoolean("cancellable");
    QString way = fields.optionalString("cancel_url").value_or(QString());
    const bool isPath = way.startsWith(u'/') && !way.startsWith("//"_L1) && !way.contains(u'\n');
    if (isPath) {
        QStringList parts = way.split(u'/');
        for (QString &part : parts) {
            const bool isId = !id.isEmpty() && QUrl::fromPercentEncoding(part.toUtf8()) == id;
            part = isId || part == "{operation_id}"_L1 ? QString(idMark) : part;
        }
        way = parts.join(u'/');
        if (way.contains(idMark))
            note(sink, QString(key::cancel), way);
        else if (!id.isEmpty() && extra(sink.facts(), key::cancel).isEmpty())
            note(sink, QString(key::cancel), u"each"_s);
        return way;
    }
    if (!can)
        return {};
    if (!*can)
        return cannotCancel;
    const QString known = extra(sink.facts(), key::cancel);
    if (!known.contains(idMark))
        note(sink, QString(key::cancel), QString(cancelPath));
    return known.contains(idMark) ? known : QString(cancelPath);
}

QString cancelOf(const wire::SessionFacts &facts, const QString &id)
{
    const auto known = knownOperation(facts, id);
    QString way = known && !known->cancel.isEmpty() ? known->cancel : extra(facts, key::cancel);
    if (!way.startsWith(u'/'))
        return {};
    return way.replace(idMark, segment(id));
}

void readStarted(const Message &message, Sink &sink)
{
    const auto found = readOperation(message, Step::Start, sink);
    if (!found)
        return;
    wire::Job job = jobOf(*found, message);
    job.started = message.time;
    sink.event(wire::JobSeen{ std::move(job) });
}

void readProgress(const Message &message, Sink &sink)
{
    const auto found = readOperation(message, Step::Progress, sink);
    if (!found)
        return;
    std::vector<wire::Event> events;
    if (found->isNew) // we came in the middle of it, or it says it is another
        events.emplace_back(wire::JobSeen{ jobOf(*found, message) });
    events.emplace_back(wire::JobProgressed{ found->id, found->progress, found->message });
    sink.events(std::move(events));
}

void readEnded(const Message &message, wire::JobState state, Sink &sink)
{
    const auto found = readOperation(message, Step::End, sink);
    if (!found)
        return;
    wire::JobStateSeen end{ found->id, state, std::nullopt, message.time };
    if (state == wire::JobState::Failed) {
        const QString reason = reasonOf(message.data);
        end.error = wire::JobError{ {},
                                    reason.isEmpty() ? userText(QT_TRANSLATE_NOOP(
                                        "fw::dialects", "the server gave no reason"))
                                                     : reason,
                                    {},
                                    false };
    }
    sink.event(std::move(end));
    if (state != wire::JobState::Cancelled)
        followImage(message.data, sink); // what changed is not said (S26)
}

} // namespace fw::dialects::imagetools
