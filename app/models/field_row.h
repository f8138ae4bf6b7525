// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/overlay.h"

namespace fw::models {

/// One fact about a job's media or an item, and what an edit of ours makes of it.
struct FieldRow
{
    QString field;
    QJsonValue value = QJsonValue(QJsonValue::Undefined); ///< as the server said it
    std::optional<store::PendingField> pending;
    const QJsonValue &shown() const { return pending ? pending->value : value; }
    friend bool operator==(const FieldRow &, const FieldRow &) = default;
};

/// The server's fields in its order, then those that only an edit names.
std::vector<FieldRow> fieldRows(const std::vector<wire::Metadatum> &fields,
                                const store::PendingFields &pending);

/// \a shown, and when it is pending a sentence on what the server has.
QString withPendingWords(const FieldRow &row, const QString &shown, const QString &onServer);

} // namespace fw::models
