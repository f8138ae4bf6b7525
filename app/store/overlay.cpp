// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/overlay.h"

#include "store/outbox.h"

#include <algorithm>

namespace fw::store {

namespace {

void put(PendingFields &fields, PendingField next)
{
    const auto same = std::ranges::find_if(fields, [&next](const PendingField &known) {
        return isSameField(known.field, next.field);
    });
    if (same == fields.end())
        fields.push_back(std::move(next));
    else
        *same = std::move(next);
}

// The arguments of an edit that are values of its target; secrets and files are none.
void lay(PendingFields &fields, const Edit &edit, const wire::ActionOffer &offer)
{
    using Type = wire::FieldSpec::Type;
    const auto &run = std::get<wire::RunAction>(edit.command);
    for (auto it = run.arguments.begin(); it != run.arguments.end(); ++it) {
        const auto spec = std::ranges::find(offer.fields, it.key(), &wire::FieldSpec::name);
        const bool known = spec != offer.fields.end();
        if (known && (spec->type == Type::Secret || spec->type == Type::File))
            continue;
        const QString field = known && !spec->from.isEmpty() ? spec->from : it.key();
        put(fields, { field, it.value(), edit.id, edit.fate, edit.made, edit.sent });
    }
}

// How many of the newest edits are asked whether they are ahead: the news comes within seconds.
constexpr std::ptrdiff_t mostAhead = 32;

// The offer of an edit that lies over its target; null for any other. Cheap for what is settled.
const wire::ActionOffer *overlayOf(const State &state, const Edit &edit)
{
    if (isSettled(edit.fate)) {
        const std::ptrdiff_t newer = &state.edits.back() - &edit;
        if (edit.fate != Fate::Accepted || newer >= mostAhead || !isAhead(state, edit))
            return nullptr;
    }
    if (!isOurs(state, edit))
        return nullptr;
    const wire::ActionOffer *offer = offerOf(state, edit);
    return offer && offer->overlay ? offer : nullptr;
}

// Edits are in the order they were made: the newest comes last and wins.
template <class IsIts> PendingFields collect(const State &state, IsIts isIts)
{
    PendingFields fields;
    for (const Edit &edit : state.edits) {
        const wire::ActionOffer *offer = overlayOf(state, edit);
        if (offer && isIts(edit))
            lay(fields, edit, *offer);
    }
    return fields;
}

std::optional<QJsonValue> valueIn(const PendingFields &fields, QStringView field)
{
    const PendingField *found = fieldIn(fields, field);
    return found ? std::optional(found->value) : std::nullopt;
}

} // namespace

bool isSameField(QStringView a, QStringView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isAhead(const State &state, const Edit &edit)
{
    if (edit.fate != Fate::Accepted || edit.revision <= 0)
        return false;
    const ItemEntry *item = state.find(itemOf(state, edit));
    return item && item->item.revision > 0 && item->item.revision < edit.revision;
}

const PendingField *fieldIn(const PendingFields &pending, QStringView field)
{
    const auto found = std::ranges::find_if(
        pending, [field](const PendingField &known) { return isSameField(known.field, field); });
    return found == pending.end() ? nullptr : &*found;
}

PendingFields pendingFields(const State &state, const JobKey &key)
{
    if (key.job.isEmpty())
        return {};
    return collect(state, [&](const Edit &edit) { return jobOf(state, edit) == key; });
}

PendingFields pendingFields(const State &state, const ItemKey &key)
{
    if (key.item.isEmpty())
        return {};
    return collect(state, [&](const Edit &edit) { return itemOf(state, edit) == key; });
}

QHash<ItemKey, PendingFields> pendingItems(const State &state, const KindKey &kind)
{
    QHash<ItemKey, PendingFields> items;
    for (const Edit &edit : state.edits) {
        if (!kind.server.isEmpty() && edit.server != kind.server)
            continue;
        const wire::ActionOffer *offer = overlayOf(state, edit);
        if (!offer || (!kind.kind.isEmpty() && offer->target != kind.kind))
            continue;
        const ItemKey key = itemOf(state, edit);
        if (!key.item.isEmpty())
            lay(items[key], edit, *offer);
    }
    return items;
}

std::optional<QJsonValue> pendingField(const State &state, const JobKey &key, QStringView field)
{
    return valueIn(pendingFields(state, key), field);
}

std::optional<QJsonValue> pendingField(const State &state, const ItemKey &key, QStringView field)
{
    return valueIn(pendingFields(state, key), field);
}

} // namespace fw::store
