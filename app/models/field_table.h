// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/field_row.h"

#include <QAbstractItemModel>

namespace fw::models {

/// Columns and roles of every table of fields.
struct FieldColumns
{
    enum Column { FieldColumn, ValueColumn, ColumnCount };
    enum Role {
        FieldRole = Qt::UserRole, ///< QString, as the server spells it: "DURATION"
        RawRole, ///< QJsonValue, as the server said it; undefined when it did not
        ShownRole, ///< QJsonValue: the pending one, else as the server said it
        PendingRole, ///< bool: an edit of ours without an answer
        PendingEditRole, ///< QString: that edit's id; empty when nothing is pending
        PendingFateRole, ///< int(store::Fate) of that edit, or invalid
        PendingFieldRole, ///< store::PendingField of it, or invalid
    };
};

/// What \a row has for the roles above; invalid for any other.
QVariant fieldRoleData(const FieldRow &row, int role);
/// "Field" or "Value".
QString fieldHeader(int column);

/// A table of names and values over a list of FieldRow: \a Base is a ListTable of them. How names
/// and values read is the heir's.
template <class Base> class FieldTable : public Base, public FieldColumns
{
public:
    using Base::Base;

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        const FieldRow *row = this->item(index);
        if (!row)
            return {};
        const bool isText
            = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
        if (!isText)
            return fieldRoleData(*row, role);
        if (index.column() != ValueColumn)
            return nameText(row->field);
        const QString shown = valueText(row->field, row->shown());
        return role == Qt::DisplayRole
            ? shown
            : withPendingWords(*row, shown, valueText(row->field, row->value));
    }
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override
    {
        const bool isName = orientation == Qt::Horizontal && role == Qt::DisplayRole;
        return isName && section < ColumnCount ? QVariant(fieldHeader(section)) : QVariant();
    }

protected:
    virtual QString nameText(const QString &field) const = 0;
    virtual QString valueText(const QString &field, const QJsonValue &value) const = 0;
    bool isSame(const FieldRow &a, const FieldRow &b) const override { return a.field == b.field; }
};

} // namespace fw::models
