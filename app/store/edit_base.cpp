// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/edit_base.h"

#include "store/outbox.h"
#include "store/overlay.h"
#include "store/target_fields.h"

#include <algorithm>

namespace fw::store {

namespace {

const Edit *find(const State &state, const EditId &id)
{
    const auto found = std::ranges::find(state.edits, id, &Edit::id);
    return found == state.edits.end() ? nullptr : &*found;
}

// Whether two edits change the same thing.
bool isSameTarget(const State &state, const Edit &one, const Edit &other)
{
    return one.server == other.server && jobOf(state, one) == jobOf(state, other)
        && itemOf(state, one) == itemOf(state, other);
}

// Who decided a conflict saw more than is known now, or less: what they saw counts.
bool isFrozen(const wire::RunAction &run)
{
    return run.base != 0 || !run.before.isEmpty();
}

bool countsRevisions(const State &state, const ItemKey &item)
{
    const ItemEntry *entry = state.find(item);
    return entry && entry->item.revision > 0;
}

QStringList fieldsSetBy(const State &state, const Edit &edit)
{
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    const wire::ActionOffer *offer = offerOf(state, edit);
    QStringList fields;
    for (const QString &argument : run &&offer ? run->arguments.keys() : QStringList())
        fields.append(fieldOf(*offer, argument));
    fields.removeAll(QString());
    return fields;
}

bool shareField(const State &state, const Edit &one, const Edit &other)
{
    const QStringList fields = fieldsSetBy(state, other);
    return std::ranges::any_of(fieldsSetBy(state, one), [&fields](const QString &field) {
        return std::ranges::any_of(
            fields, [&field](const QString &same) { return isSameField(field, same); });
    });
}

// Nobody will ever learn what became of it: what is made now waits for nothing, and what it
// replaces is not known (a server that would do the same edit twice is not asked again).
bool isForgone(const State &state, const ServerId &id, Fate fate)
{
    const ServerState *server = state.server(id);
    return fate == Fate::NoAnswer && server && !server->capabilities.repeatSafe;
}

// The newest edit of ours on the same target that has no answer.
EditId openBefore(const State &state, const Edit &made)
{
    for (auto edit = state.edits.rbegin(); edit != state.edits.rend(); ++edit) {
        if (isSettled(edit->fate) || edit->id == made.id || !isOurs(state, *edit))
            continue;
        const wire::ActionOffer *offer = offerOf(state, *edit);
        if (!offer || !isSameTarget(state, *edit, made)
            || isForgone(state, made.server, edit->fate))
            continue;
        // A revision is one for all fields; without them only the same field builds on another.
        if (countsRevisions(state, itemOf(state, made))
            || (offer->overlay && shareField(state, *edit, made)))
            return edit->id;
    }
    return {};
}

// What an edit of ours made counts before the news of it comes.
qint64 newestOf(const State &state, const Edit &made, qint64 seen)
{
    for (const Edit &edit : state.edits) {
        if (edit.fate == Fate::Accepted && edit.revision > seen && isSameTarget(state, edit, made)
            && isAhead(state, edit))
            seen = edit.revision;
    }
    return seen;
}

// A value that we put there ourselves, by an earlier edit that was accepted.
bool isOurs(const State &state, const Edit &edit, const QString &field, const QJsonValue &value)
{
    return std::ranges::any_of(state.edits, [&](const Edit &other) {
        const auto *run = std::get_if<wire::RunAction>(&other.command);
        return run && other.fate == Fate::Accepted && run->arguments.value(field) == value
            && isSameTarget(state, other, edit);
    });
}

} // namespace

wire::RunAction based(const State &state, const ServerId &server, wire::RunAction run)
{
    Edit made;
    made.id = run.edit;
    made.server = server;
    made.command = run;
    const wire::ActionOffer *offer = offerOf(state, made);
    if (!offer || run.target.isEmpty() || isFrozen(run))
        return run;
    const JobKey job = jobOf(state, made);
    const ItemKey item = itemOf(state, made);
    // What names no values, as a reset, makes a revision of what has them all the same.
    if (!offer->overlay && !countsRevisions(state, item))
        return run;
    if (const ItemEntry *entry = state.find(item))
        run.base = newestOf(state, made, entry->item.revision);
    run.after = openBefore(state, made);
    const auto *fields = fieldsOf(state, job, item);
    const PendingFields pending
        = job.job.isEmpty() ? pendingFields(state, item) : pendingFields(state, job);
    for (auto it = run.arguments.begin(); it != run.arguments.end(); ++it) {
        const QString field = fieldOf(*offer, it.key());
        if (field.isEmpty())
            continue;
        const PendingField *ours = fieldIn(pending, field);
        if (ours && isForgone(state, server, ours->fate))
            continue;
        const QJsonValue seen = ours ? ours->value
            : fields                 ? valueOf(*fields, field)
                                     : QJsonValue::Undefined;
        if (!seen.isUndefined())
            run.before.insert(it.key(), seen);
    }
    return run;
}

std::optional<Clash> clashOf(const State &state, const Edit &edit)
{
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    const wire::ActionOffer *offer = offerOf(state, edit);
    if (!run || !offer || !offer->overlay || run->base != 0 || !run->after.isEmpty()
        || run->before.isEmpty())
        return std::nullopt;
    const JobKey job = jobOf(state, edit);
    const ItemKey item = itemOf(state, edit);
    const auto *fields = fieldsOf(state, job, item);
    if (!fields)
        return std::nullopt;
    Clash clash;
    for (auto it = run->before.begin(); it != run->before.end(); ++it) {
        const QJsonValue now = valueOf(*fields, fieldOf(*offer, it.key()));
        if (now.isUndefined() || now == it.value() || now == run->arguments.value(it.key())
            || isOurs(state, edit, it.key(), now))
            continue;
        clash.current.insert(it.key(), now);
        clash.changed.append(it.key());
    }
    if (clash.changed.isEmpty())
        return std::nullopt;
    if (const ItemEntry *entry = state.find(item)) {
        clash.by = entry->item.by;
        clash.when = entry->item.updated;
    }
    return clash;
}

Turn turnOf(const State &state, const Edit &edit)
{
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    const Edit *first = run && !run->after.isEmpty() ? find(state, run->after) : nullptr;
    if (!first)
        return Turn::Free;
    switch (first->fate) {
    case Fate::Accepted:
        return Turn::Free;
    case Fate::Rejected:
    case Fate::Conflict:
    case Fate::Held:
        return Turn::Stuck;
    case Fate::Draft:
    case Fate::Sending:
    case Fate::NoAnswer:
    case Fate::Queued:
        return Turn::Waits;
    }
    return Turn::Waits;
}

qint64 baseOf(const State &state, const Edit &edit)
{
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    if (!run)
        return 0;
    const Edit *first = run->after.isEmpty() ? nullptr : find(state, run->after);
    return first && first->fate == Fate::Accepted && first->revision > 0 ? first->revision
                                                                         : run->base;
}

} // namespace fw::store
