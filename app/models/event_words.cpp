// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/overloaded.h"
#include "models/item_facts.h"
#include "models/words.h"
#include "store/activity.h"
#include "store/outbox.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

struct EventWords
{
    Q_DECLARE_TR_FUNCTIONS(fw::models::Words)
};

QString withDetail(const QString &sentence, const QString &detail)
{
    return detail.isEmpty() ? sentence : u"%1: %2"_s.arg(sentence, detail);
}

QString nameOf(const store::State &state, const store::JobKey &key)
{
    const store::JobEntry *entry = state.find(key);
    return entry && !entry->job.name.isEmpty() ? entry->job.name : key.job.text;
}

QString nameOf(const store::State &state, const store::ItemKey &key)
{
    const store::ItemEntry *entry = state.find(key);
    if (key.item.isEmpty())
        return {};
    return entry && !entry->item.name.isEmpty() ? entry->item.name
                                                : oneOfKind(key.kind, key.item.text);
}

QString verbText(const store::State &state, const ServerId &server, const QString &verb)
{
    if (const wire::ActionOffer *offer = store::offerOf(state, server, verb))
        return offerVerbText(*offer);
    if (const auto action = wire::actionFromWord(verb))
        return actionText(*action);
    const bool adds = verb == "add"_L1 || verb == "upload"_L1 || verb == "sample"_L1;
    return adds ? EventWords::tr("Add") : verb; // else of an action that is offered no more
}

QString runText(const store::State &state, const store::Edit &edit, const wire::RunAction &run)
{
    const wire::ActionOffer *offer = store::offerOf(state, edit);
    const QString verb = offer ? offerVerbText(*offer) : run.action;
    const store::JobKey job = store::jobOf(state, edit);
    const store::ItemKey item = store::itemOf(state, edit);
    const QString name = !job.job.isEmpty() ? nameOf(state, job)
        : !item.item.isEmpty()              ? nameOf(state, item)
                                            : run.target;
    return name.isEmpty()
        ? verb
        : EventWords::tr("%1: %2", "an action, then what it is done to").arg(verb, name);
}

// The detail of an edit's line begins with what it asked for: "cancel", then the reason.
QString editSentence(const store::State &state, const store::Activity &line,
                     const QString &sentence)
{
    const QString verb = line.detail.section(u' ', 0, 0);
    const QString reason = line.detail.section(u' ', 1);
    return withDetail(sentence.arg(verbText(state, line.server, verb)), reason);
}

// "add 3 6 why": three of six were accepted.
QString partlySentence(const QString &detail)
{
    const QString counts = EventWords::tr("%1 of %2 accepted");
    return withDetail(counts.arg(detail.section(u' ', 1, 1), detail.section(u' ', 2, 2)),
                      detail.section(u' ', 3));
}

/// When what is missing at \a gap was read again; nothing: it is not yet, or nobody said.
std::optional<WallTime> endOf(const store::State &state, const store::Activity &gap)
{
    const auto &lines = state.activities;
    if (lines.empty() || gap.number < lines.front().number)
        return std::nullopt;
    const auto from = lines.begin() + static_cast<qsizetype>(gap.number - lines.front().number);
    const auto end = std::find_if(from, lines.end(), [&gap](const store::Activity &line) {
        return line.code == "resynced"_L1 && line.server == gap.server;
    });
    return end == lines.end() ? std::nullopt : std::optional(end->time);
}

QString missingText(WallTime from, WallTime to)
{
    return EventWords::tr("messages may be missing %1 – %2, resynced")
        .arg(clockText(from), clockText(to));
}

QString gapSentence(const store::State &state, const store::Activity &gap)
{
    bool counted = false;
    const int dropped = gap.detail.section(u' ', 1).toInt(&counted);
    const auto end = endOf(state, gap);
    const QString sentence = end
        ? missingText(gap.time, *end)
        : EventWords::tr("messages may be missing since %1, not read again yet")
              .arg(clockText(gap.time));
    return counted ? EventWords::tr("%1 (%n message(s))", nullptr, dropped).arg(sentence)
                   : sentence;
}

// Detail: why, and since when. What closes a gap that has a line of its own is said there.
QString resyncSentence(const store::Activity &line)
{
    const QString why = line.detail.section(u' ', 0, 0);
    const WallTime since = fromIso(line.detail.section(u' ', 1)).value_or(line.time);
    if (why == "unnumbered"_L1)
        return EventWords::tr("read in full at %1 (this server numbers nothing)")
            .arg(clockText(line.time));
    if (why == "polled"_L1)
        return EventWords::tr("read in full at %1 (nothing is numbered over HTTP)")
            .arg(clockText(line.time));
    return missingText(since, line.time);
}

// Sentences without a value inside; empty for a word that has none.
QString plainSentence(const QString &word)
{
    using namespace store;
    if (word == code::jobAdded)
        return EventWords::tr("was added");
    if (word == code::jobQueued)
        return EventWords::tr("waits in the queue again");
    if (word == code::jobStarted)
        return EventWords::tr("started");
    if (word == code::jobPaused)
        return EventWords::tr("paused");
    if (word == code::jobAttention)
        return EventWords::tr("needs attention");
    if (word == code::jobDone)
        return EventWords::tr("is done");
    if (word == code::jobFailed)
        return EventWords::tr("failed");
    if (word == code::jobCancelled)
        return EventWords::tr("was cancelled");
    if (word == code::jobRemoved)
        return EventWords::tr("was removed from the server");
    if (word == code::jobError || word == code::serverError)
        return EventWords::tr("reported an error");
    if (word == "connected"_L1)
        return EventWords::tr("is connected");
    if (word == "polling"_L1)
        return EventWords::tr("is read at intervals");
    if (word == "signInNeeded"_L1)
        return EventWords::tr("wants a sign-in");
    if (word == "connectionFailed"_L1)
        return EventWords::tr("cannot be used");
    if (word == "sessionExpired"_L1)
        return EventWords::tr("session expired");
    if (word == "disconnected"_L1)
        return EventWords::tr("was disconnected");
    if (word == "connectionLost"_L1)
        return EventWords::tr("lost the connection");
    if (word == code::journal)
        return EventWords::tr("The journal on this computer has a problem");
    return {};
}

} // namespace

QString activityKindText(store::Activity::Kind kind)
{
    using Kind = store::Activity::Kind;
    switch (kind) {
    case Kind::Info:
        return EventWords::tr("info", "kind of an event");
    case Kind::Started:
        return EventWords::tr("started", "kind of an event");
    case Kind::Finished:
        return EventWords::tr("done", "kind of an event");
    case Kind::Failed:
        return EventWords::tr("failed", "kind of an event");
    case Kind::Warning:
        return EventWords::tr("warning", "kind of an event");
    case Kind::Accepted:
        return EventWords::tr("accepted", "kind of an event");
    case Kind::Rejected:
        return EventWords::tr("rejected", "kind of an event");
    case Kind::Connection:
        return EventWords::tr("connection", "kind of an event");
    case Kind::Gap:
        return EventWords::tr("gap", "kind of an event: messages are missing");
    }
    return {};
}

QString offerVerbText(const wire::ActionOffer &offer)
{
    const QString label = offer.label.isEmpty()
        ? offer.name
        : QCoreApplication::translate("fw::wire::offer", offer.label.toUtf8().constData());
    return QString(label).remove(u'…').trimmed();
}

QString activityText(const store::State &state, const store::Activity &activity)
{
    using namespace store;
    const QString &word = activity.code;
    const QString &detail = activity.detail;
    if (word == code::gap)
        return gapSentence(state, activity);
    if (word == "resynced"_L1)
        return resyncSentence(activity);
    if (word == code::stageFailed)
        return withDetail(
            EventWords::tr("%1 failed", "%1 is a stage").arg(stageText(detail.section(u' ', 0, 0))),
            detail.section(u' ', 1));
    if (word == code::itemsFull)
        return EventWords::tr("keeps more than %n thing(s); the rest is not shown", nullptr,
                              detail.toInt());
    if (word == code::editAccepted)
        return editSentence(state, activity, EventWords::tr("%1: accepted"));
    if (word == code::editPartly)
        return partlySentence(detail);
    if (word == code::editRejected)
        return editSentence(state, activity, EventWords::tr("%1: rejected"));
    if (word == code::editConflict)
        return editSentence(state, activity, EventWords::tr("%1: conflict"));
    if (word == code::editNoAnswer)
        return editSentence(state, activity, EventWords::tr("%1: no answer yet"));
    const QString sentence = plainSentence(word);
    if (sentence.isEmpty())
        return detail.isEmpty() ? word : detail;
    return withDetail(sentence, detail);
}

QString editText(const store::State &state, const store::Edit &edit)
{
    return std::visit(
        overloaded{
            [](const wire::AddMedia &c) {
                return c.paths.size() == 1
                    ? EventWords::tr("Add %1").arg(QFileInfo(c.paths.front()).fileName())
                    : EventWords::tr("Add %n file(s)", nullptr, static_cast<int>(c.paths.size()));
            },
            [](const wire::UploadMedia &c) {
                return EventWords::tr("Upload %1").arg(QFileInfo(c.path).fileName());
            },
            [](const wire::AddSample &) { return EventWords::tr("Make a sample clip"); },
            [&](const wire::ControlJob &c) {
                return EventWords::tr("%1 %2", "what is done, then the job")
                    .arg(actionText(c.action), nameOf(state, { edit.server, c.job }));
            },
            [&](const wire::FetchDetail &c) {
                return EventWords::tr("Read %1").arg(nameOf(state, { edit.server, c.job }));
            },
            [](const wire::AskStatus &) { return EventWords::tr("Ask for an answer"); },
            [&](const wire::RunAction &c) { return runText(state, edit, c); },
        },
        edit.command);
}

} // namespace fw::models
