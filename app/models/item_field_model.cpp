// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/item_field_model.h"

#include "models/item_facts.h"

namespace fw::models {

ItemFieldModel::ItemFieldModel(const store::Store &store, QObject *parent)
    : FieldTable(parent)
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

QString ItemFieldModel::nameText(const QString &field) const
{
    return itemFieldText(field);
}

QString ItemFieldModel::valueText(const QString &field, const QJsonValue &value) const
{
    return itemValueText(field, value);
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
