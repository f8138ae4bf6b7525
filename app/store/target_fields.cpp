// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/target_fields.h"

#include "store/overlay.h"

#include <algorithm>

namespace fw::store {

using Type = wire::FieldSpec::Type;

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

} // namespace fw::store
