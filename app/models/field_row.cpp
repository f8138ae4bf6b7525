// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/field_table.h"

#include <QCoreApplication>

#include <algorithm>

namespace fw::models {

namespace {

struct FieldWords
{
    Q_DECLARE_TR_FUNCTIONS(fw::models::FieldWords)
};

} // namespace

std::vector<FieldRow> fieldRows(const std::vector<wire::Metadatum> &fields,
                                const store::PendingFields &pending)
{
    std::vector<FieldRow> rows;
    rows.reserve(fields.size() + pending.size());
    for (const wire::Metadatum &datum : fields) {
        FieldRow row{ datum.field, datum.value, {} };
        if (const auto *edit = store::fieldIn(pending, datum.field))
            row.pending = *edit;
        rows.push_back(std::move(row));
    }
    for (const store::PendingField &edit : pending) {
        const bool known = std::ranges::any_of(fields, [&edit](const wire::Metadatum &datum) {
            return store::isSameField(datum.field, edit.field);
        });
        if (!known)
            rows.push_back({ edit.field, QJsonValue(QJsonValue::Undefined), edit });
    }
    return rows;
}

QVariant fieldRoleData(const FieldRow &row, int role)
{
    switch (role) {
    case FieldColumns::FieldRole:
        return row.field;
    case FieldColumns::RawRole:
        return QVariant::fromValue(row.value);
    case FieldColumns::ShownRole:
        return QVariant::fromValue(row.shown());
    case FieldColumns::PendingRole:
        return row.pending.has_value();
    case FieldColumns::PendingEditRole:
        return row.pending ? row.pending->edit.text : QString();
    case FieldColumns::PendingFateRole:
        return row.pending ? QVariant(static_cast<int>(row.pending->fate)) : QVariant();
    case FieldColumns::PendingFieldRole:
        return row.pending ? QVariant::fromValue(*row.pending) : QVariant();
    default: // any int may be asked for as a role
        return {};
    }
}

QString fieldHeader(int column)
{
    return column == FieldColumns::FieldColumn ? FieldWords::tr("Field") : FieldWords::tr("Value");
}

QString withPendingWords(const FieldRow &row, const QString &shown, const QString &onServer)
{
    if (!row.pending)
        return shown;
    return FieldWords::tr("%1 (not answered yet; the server has: %2)").arg(shown, onServer);
}

} // namespace fw::models
