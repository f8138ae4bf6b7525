// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/field_row.h"
#include "models/list_table.h"
#include "store/store.h"

namespace fw::models {

/// The fields of one item: a name and a value per row, in the server's order. Values of edits that
/// have no answer yet are shown in place of the server's, and marked.
class ItemFieldModel final : public ListTable<FieldRow>
{
    Q_OBJECT
public:
    enum Column { FieldColumn, ValueColumn, ColumnCount };
    enum Role {
        FieldRole = Qt::UserRole, ///< QString, as the server spells it
        RawRole, ///< QJsonValue, as the server said it; undefined when it did not
        ShownRole, ///< QJsonValue: the pending one, else as the server said it
        PendingRole, ///< bool: an edit of ours without an answer
        PendingEditRole, ///< QString: that edit's id; empty when nothing is pending
        PendingFateRole, ///< int(store::Fate) of that edit, or invalid
    };

    /// Shows nothing until an item is set.
    explicit ItemFieldModel(const store::Store &store, QObject *parent = nullptr);

    void setItem(const store::ItemKey &key);
    const store::ItemKey &itemKey() const { return m_key; }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool isSame(const FieldRow &a, const FieldRow &b) const override;

private:
    void onChanged(const store::Changes &changes);
    void reload();

    const store::Store &m_store;
    store::ItemKey m_key;
};

} // namespace fw::models
