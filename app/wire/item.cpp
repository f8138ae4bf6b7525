// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/item.h"

#include <algorithm>

namespace fw::wire {

QJsonValue fieldOf(const Item &item, QStringView field)
{
    const auto found = std::ranges::find_if(
        item.fields, [field](const Metadatum &datum) { return datum.field == field; });
    return found == item.fields.end() ? QJsonValue(QJsonValue::Undefined) : found->value;
}

} // namespace fw::wire
