// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/edit_base.h"

#include "store/outbox.h"
#include "store/overlay.h"

#include <algorithm>

namespace fw::store {

namespace {

using Type = wire::FieldSpec::Type;

// The field of the target that an argument sets; empty: it sets none.
QString fieldOf(const wire::ActionOffer &offer, const QString &argument)
{
    const auto spec = std::ranges::find(offer.fields, argument, &wire::FieldSpec::name);
    if (spec == offer.fields.end())
        return argument;
    if (spec->type == Type::Secret || spec->type == Type::File)
        return {};
    return spec->from.isEmpty() ? argument : spec->from;
}

QJsonValue valueOf(const std::vector<wire::Metadatum> &fields, QStringView field)
{
    const auto found = std::ranges::find_if(
        fields, [field](const wire::Metadatum &datum) { return isSameField(datum.field, field); });
    return found == fields.end() ? QJsonValue(QJsonValue::Undefined) : found->value;
}

const std::vector<wire::Metadatum> *fieldsOf(const State &state, const JobKey &job,
                                             const ItemKey &item)
{
    if (!job.job.isEmpty()) {
        const JobParts *parts = state.partsOf(job);
        return parts ? &parts->metadata : nullptr;
    }
    const ItemEntry *entry = state.find(item);
    return entry ? &entry->item.fields : nullptr;
}

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

// The newest edit of ours on the same target that has no answer.
EditId openBefore(const State &state, const Edit &made)
{
    for (auto edit = state.edits.rbegin(); edit != state.edits.rend(); ++edit) {
        if (isSettled(edit->fate) || edit->id == made.id || !isOurs(state, *edit))
            continue;
        const wire::ActionOffer *offer = offerOf(state, *edit);
        if (offer && offer->overlay && isSameTarget(state, *edit, made))
            return edit->id;
    }
    return {};
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
    if (!offer || !offer->overlay || run.target.isEmpty())
        return run;
    const JobKey job = jobOf(state, made);
    const ItemKey item = itemOf(state, made);
    if (const ItemEntry *entry = state.find(item))
        run.base = entry->item.revision;
    run.after = openBefore(state, made);
    const auto *fields = fieldsOf(state, job, item);
    const PendingFields pending
        = job.job.isEmpty() ? pendingFields(state, item) : pendingFields(state, job);
    for (auto it = run.arguments.begin(); it != run.arguments.end(); ++it) {
        const QString field = fieldOf(*offer, it.key());
        if (field.isEmpty())
            continue;
        const PendingField *ours = fieldIn(pending, field);
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
