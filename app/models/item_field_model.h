// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/field_table.h"
#include "models/list_table.h"
#include "store/store.h"

namespace fw::models {

/// The fields of one item: a name and a value per row, in the server's order. Values of edits that
/// have no answer yet are shown in place of the server's, and marked.
class ItemFieldModel final : public FieldTable<ListTable<FieldRow>>
{
    Q_OBJECT
public:
    /// Shows nothing until an item is set.
    explicit ItemFieldModel(const store::Store &store, QObject *parent = nullptr);

    void setItem(const store::ItemKey &key);
    const store::ItemKey &itemKey() const { return m_key; }

protected:
    QString nameText(const QString &field) const override;
    QString valueText(const QString &field, const QJsonValue &value) const override;

private:
    void onChanged(const store::Changes &changes);
    void reload();

    const store::Store &m_store;
    store::ItemKey m_key;
};

} // namespace fw::models
