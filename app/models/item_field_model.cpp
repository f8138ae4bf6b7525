// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/item_field_model.h"

#include "models/item_facts.h"

namespace fw::models {

ItemFieldModel::ItemFieldModel(const store::Store &store, QObject *parent)
    : ListTable<FieldRow>(parent)
    , m_store(store)
{
    connect(&store, &store::Store::changed, this, &ItemFieldModel::onChanged);
}

void ItemFieldModel::setItem(const store::ItemKey &key)
{
    if (m_key == key)
        return;
    take({}); // fields of two items are never the same thing, whatever their names
    m_key = key;
    reload();
}

int ItemFieldModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ItemFieldModel::data(const QModelIndex &index, int role) const
{
    const FieldRow *row = item(index);
    if (!row)
        return {};
    const bool isValue = index.column() == ValueColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isValue ? itemValueText(row->field, row->shown()) : itemFieldText(row->field);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return isValue ? withPendingWords(*row, itemValueText(row->field, row->shown()),
                                          itemValueText(row->field, row->value))
                       : itemFieldText(row->field);
    case FieldRole:
        return row->field;
    case RawRole:
        return QVariant::fromValue(row->value);
    case ShownRole:
        return QVariant::fromValue(row->shown());
    case PendingRole:
        return row->pending.has_value();
    case PendingEditRole:
        return row->pending ? row->pending->edit.text : QString();
    case PendingFateRole:
        return row->pending ? QVariant(static_cast<int>(row->pending->fate)) : QVariant();
    default: // any int may be asked for as a role
        return {};
    }
}

QVariant ItemFieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case FieldColumn:
        return tr("Field");
    case ValueColumn:
        return tr("Value");
    case ColumnCount:
        return {};
    }
    return {};
}

bool ItemFieldModel::isSame(const FieldRow &a, const FieldRow &b) const
{
    return a.field == b.field;
}

void ItemFieldModel::onChanged(const store::Changes &changes)
{
    if (changes.edits || changes.servers
        || std::ranges::find(changes.items, m_key) != changes.items.end())
        reload();
}

void ItemFieldModel::reload()
{
    const store::ItemEntry *entry = m_store.state().find(m_key);
    take(entry ? fieldRows(entry->item.fields, store::pendingFields(m_store.state(), m_key))
               : std::vector<FieldRow>{});
}

} // namespace fw::models
