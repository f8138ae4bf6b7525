// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"operation.progress","timestamp":"2026-02-07T12:34:56Z","data":{"operation_id":"op-uuid",
//  "operation_type":"bulk_compress","progress":45,"current":9,"total":20,
//  "message":"Compressing image 9 of 20..."}}                                                 (S20)
#include "dialects/imagetools/jobs.h"

#include <cmath>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

constexpr auto cancelPath = "/api/v1/operations/{id}/cancel"_L1;
constexpr double rounding = 1; ///< percent points between what is told and what is counted (S21)

struct Operation
{
    JobId id;
    QString type;
    std::optional<QString> message;
    std::optional<double> progress;
};

std::optional<double> percent(const QString &where, std::optional<double> told, Sink &sink)
{
    if (!told || (*told >= 0 && *told <= 100))
        return told;
    sink.issue(Failure::Code::BadInput,
               u"%1: progress %2 is no percentage"_s.arg(where).arg(*told));
    return std::nullopt;
}

// S21: 9 of 20 is 45 percent. The counts are the truth, the figure is what they make.
std::optional<double> counted(const QString &where, std::optional<double> told,
                              std::optional<qint64> current, std::optional<qint64> total,
                              Sink &sink)
{
    if (!current || !total || *total <= 0)
        return told;
    if (*current < 0 || *current > *total) {
        sink.issue(Failure::Code::BadInput,
                   u"%1: %2 of %3 cannot be"_s.arg(where).arg(*current).arg(*total));
        return told;
    }
    const double made = static_cast<double>(*current) / static_cast<double>(*total) * 100;
    if (told && std::abs(*told - made) > rounding)
        sink.issue(Failure::Code::BadInput,
                   u"%1: progress %2, but %3 of %4 is %5"_s.arg(where)
                       .arg(*told)
                       .arg(*current)
                       .arg(*total)
                       .arg(made));
    return made;
}

std::optional<QString> words(std::optional<QString> told, std::optional<qint64> current,
                             std::optional<qint64> total)
{
    if (!current || !total || *total <= 0)
        return told;
    const QString count = u"%1 of %2"_s.arg(*current).arg(*total);
    if (!told || told->isEmpty())
        return count;
    return told->contains(count) ? *told : QString(count + u" · "_s + *told);
}

std::optional<Operation> readOperation(const Message &message, Sink &sink)
{
    JsonFields fields(message.data, message.type);
    Operation found;
    const QString id = fields.idText("operation_id");
    found.type = fields.optionalString("operation_type").value_or(QString());
    const auto told = fields.optionalNumber("progress");
    const auto current = fields.optionalInteger("current");
    const auto total = fields.optionalInteger("total");
    const auto said = fields.optionalString("message");
    noteCancel(fields, sink);
    if (!sink.accept(fields))
        return std::nullopt;
    if (id.isEmpty()) {
        sink.issue(Failure::Code::BadInput, u"%1 without an id"_s.arg(message.type));
        return std::nullopt;
    }
    found.id.text = u"operation:"_s + id;
    const QString where = u"%1 of \"%2\""_s.arg(message.type, id);
    found.progress = counted(where, percent(where, told, sink), current, total, sink);
    found.message = words(said, current, total);
    return found;
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

void noteCancel(JsonFields &fields, Sink &sink)
{
    const auto url = fields.optionalString("cancel_url");
    const bool can = fields.optionalBoolean("cancellable").value_or(false);
    const QString id = fields.optionalIdText("operation_id").value_or(QString());
    if (url && url->startsWith(u'/')) {
        QStringList parts = url->split(u'/');
        for (QString &part : parts)
            part = part == id ? u"{id}"_s : part;
        if (parts.contains(u"{id}"_s))
            note(sink, QString(key::cancel), parts.join(u'/'));
    } else if (can) {
        note(sink, QString(key::cancel), QString(cancelPath));
    }
}

void readStarted(const Message &message, Sink &sink)
{
    const auto found = readOperation(message, sink);
    if (!found)
        return;
    wire::Job job;
    job.id = found->id;
    job.name = found->type;
    job.state = wire::JobState::Running;
    job.progress = found->progress;
    job.message = found->message.value_or(QString());
    job.started = message.time;
    job.updated = message.time;
    job.hint = found->type;
    sink.event(wire::JobSeen{ std::move(job) });
}

void readProgress(const Message &message, Sink &sink)
{
    const auto found = readOperation(message, sink);
    if (found)
        sink.event(wire::JobProgressed{ found->id, found->progress, found->message });
}

void readEnded(const Message &message, wire::JobState state, Sink &sink)
{
    const auto found = readOperation(message, sink);
    if (!found)
        return;
    wire::JobStateSeen end{ found->id, state, std::nullopt, message.time };
    if (state == wire::JobState::Failed) {
        const QString reason = reasonOf(message.data);
        end.error = wire::JobError{
            {}, reason.isEmpty() ? u"the server gave no reason"_s : reason, {}, false
        };
    }
    sink.event(std::move(end));
    if (state != wire::JobState::Cancelled)
        followImage(message.data, sink); // what changed is not said (S26)
}

} // namespace fw::dialects::imagetools
