// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/item_model.h"

#include "query/fold.h"

#include <algorithm>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ageStep{ 1 };
constexpr qsizetype mostFields = 5;

} // namespace

struct ItemModel::Look
{
    std::vector<size_t> changed; ///< slots
    std::vector<int> freed;
    bool moved = false; ///< an item came, went or has another place
};

ItemModel::ItemModel(const store::Store &store, QObject *parent)
    : RowTable(parent)
    , m_store(store)
{
    connect(&store, &store::Store::changed, this, &ItemModel::onChanged);
    connect(&m_ages, &QTimer::timeout, this, &ItemModel::moveAges);
    m_ages.start(ageStep);
}

ItemModel::~ItemModel() = default;

void ItemModel::setKind(const store::KindKey &kind)
{
    if (m_kind == kind)
        return;
    morph({}); // items of two kinds are never the same thing, whatever their ids
    m_slots.clear();
    m_slotOf.clear();
    m_free.clear();
    showFields({});
    m_kind = kind;
    if (m_sortFact == ItemFact::Field)
        m_sortFact = ItemFact::Name;
    takeOverlay();
    std::vector<store::ItemKey> keys;
    for (const store::ItemEntry &entry : m_store.state().items)
        keys.push_back(entry.key());
    look(keys);
    Q_EMIT countsChanged(rowCount(), total());
}

void ItemModel::setText(const QString &text)
{
    const QStringList words = query::folded(text).split(u' ', Qt::SkipEmptyParts);
    if (m_words == words)
        return;
    m_words = words;
    lookAtAll();
    Q_EMIT countsChanged(rowCount(), total());
}

int ItemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : expiresColumn() + 1;
}

void ItemModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    m_sortFact = factOf(column);
    m_sortField = fieldAt(column);
    m_order = order;
    lookAtAll();
    arrange(); // the order may have turned round with every key the same
}

int ItemModel::sortColumn() const
{
    switch (m_sortFact) {
    case ItemFact::Name:
        return NameColumn;
    case ItemFact::State:
        return StateColumn;
    case ItemFact::Field: {
        const auto at = m_fields.indexOf(m_sortField);
        return at < 0 ? -1 : FirstFieldColumn + static_cast<int>(at);
    }
    case ItemFact::Updated:
        return updatedColumn();
    case ItemFact::Expires:
        return expiresColumn();
    }
    return -1;
}

ItemFact ItemModel::factOf(int column) const
{
    if (column == NameColumn)
        return ItemFact::Name;
    if (column == StateColumn)
        return ItemFact::State;
    if (column == updatedColumn())
        return ItemFact::Updated;
    return column == expiresColumn() ? ItemFact::Expires : ItemFact::Field;
}

QString ItemModel::fieldAt(int column) const
{
    const int at = column - FirstFieldColumn;
    return at >= 0 && at < fieldCount() ? m_fields[at] : QString();
}

store::ItemKey ItemModel::keyAt(int row) const
{
    const int slot = storeRow(row);
    return slot == gone ? store::ItemKey{} : m_slots[static_cast<size_t>(slot)].key;
}

int ItemModel::rowOf(const store::ItemKey &key) const
{
    const auto slot = m_slotOf.constFind(key);
    return slot == m_slotOf.cend() ? -1 : tableRow(*slot);
}

bool ItemModel::isOurs(const store::ItemKey &key) const
{
    return !m_kind.kind.isEmpty() && key.kind == m_kind.kind
        && (m_kind.server.isEmpty() || key.server == m_kind.server);
}

const store::PendingFields &ItemModel::pendingOf(const store::ItemKey &key) const
{
    static const store::PendingFields none;
    const auto found = m_overlay.constFind(key);
    return found == m_overlay.cend() ? none : *found;
}

// The keys whose pending values or marks differ from before.
std::vector<store::ItemKey> ItemModel::takeOverlay()
{
    const auto before = std::exchange(m_overlay, {});
    const auto marked = std::exchange(m_fates, {});
    if (!m_kind.kind.isEmpty()) {
        m_overlay = store::pendingItems(m_store.state(), m_kind);
        m_fates = itemFates(m_store.state(), m_kind);
    }
    std::vector<store::ItemKey> keys;
    for (auto it = marked.cbegin(); it != marked.cend(); ++it) {
        const auto now = m_fates.constFind(it.key());
        if (now == m_fates.cend() || *now != *it)
            keys.push_back(it.key());
    }
    for (auto it = m_fates.cbegin(); it != m_fates.cend(); ++it) {
        if (!marked.contains(it.key()))
            keys.push_back(it.key());
    }
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (pendingOf(it.key()) != *it)
            keys.push_back(it.key());
    }
    for (auto it = m_overlay.cbegin(); it != m_overlay.cend(); ++it) {
        if (!before.contains(it.key()))
            keys.push_back(it.key());
    }
    return keys;
}

void ItemModel::onChanged(const store::Changes &changes)
{
    std::vector<store::ItemKey> keys = changes.items;
    if (changes.edits || changes.servers) {
        const auto pending = takeOverlay();
        keys.insert(keys.end(), pending.begin(), pending.end());
    }
    std::erase_if(keys, [this](const store::ItemKey &key) { return !isOurs(key); });
    if (!keys.empty()) {
        look(keys);
        Q_EMIT countsChanged(rowCount(), total());
    }
    if (changes.servers && rowCount() > 0) // freshness and names of servers
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void ItemModel::look(const std::vector<store::ItemKey> &keys)
{
    Look found;
    for (const store::ItemKey &key : keys)
        lookAt(key, found);
    if (found.moved)
        arrange();
    m_free.insert(m_free.end(), found.freed.begin(), found.freed.end());
    tellChanged(found.changed, columnCount() - 1, {});
}

void ItemModel::lookAt(const store::ItemKey &key, Look &found)
{
    if (!isOurs(key))
        return;
    const store::ItemEntry *entry = m_store.state().find(key);
    if (!entry) {
        const auto known = m_slotOf.constFind(key);
        if (known == m_slotOf.cend())
            return;
        m_slots[static_cast<size_t>(*known)] = {};
        found.freed.push_back(*known);
        found.moved = true;
        m_slotOf.erase(known);
        return;
    }
    const int slot = slotFor(key);
    Slot &item = m_slots[static_cast<size_t>(slot)];
    learnFields(entry->item);
    const bool matches = itemContains(entry->item, m_words);
    const ItemSortKey sortKey = itemSortKey(entry->item, pendingOf(key), m_sortFact, m_sortField);
    found.moved |= !item.used || matches != item.matches || sortKey != item.sortKey;
    item.used = true;
    item.matches = matches;
    item.sortKey = sortKey;
    found.changed.push_back(static_cast<size_t>(slot));
}

int ItemModel::slotFor(const store::ItemKey &key)
{
    const auto known = m_slotOf.constFind(key);
    if (known != m_slotOf.cend())
        return *known;
    int slot = static_cast<int>(m_slots.size());
    if (m_free.empty()) {
        m_slots.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_slots[static_cast<size_t>(slot)].key = key;
    m_slotOf.insert(key, slot);
    return slot;
}

void ItemModel::lookAtAll()
{
    bool moved = false;
    for (Slot &item : m_slots) {
        const store::ItemEntry *entry = item.used ? m_store.state().find(item.key) : nullptr;
        if (!entry)
            continue; // free, or gone: told with the next change
        const bool matches = itemContains(entry->item, m_words);
        ItemSortKey sortKey
            = itemSortKey(entry->item, pendingOf(item.key), m_sortFact, m_sortField);
        moved |= matches != item.matches || sortKey != item.sortKey;
        item.matches = matches;
        item.sortKey = std::move(sortKey);
    }
    if (moved)
        arrange();
}

void ItemModel::arrange()
{
    std::vector<int> next;
    for (size_t slot = 0; slot < m_slots.size(); ++slot) {
        if (m_slots[slot].used && m_slots[slot].matches)
            next.push_back(static_cast<int>(slot));
    }
    std::ranges::sort(next, [this](int a, int b) {
        const Slot &one = m_slots[static_cast<size_t>(a)];
        const Slot &two = m_slots[static_cast<size_t>(b)];
        return itemLess(one.sortKey, one.key, two.sortKey, two.key, m_order);
    });
    morph(std::move(next));
}

void ItemModel::learnFields(const wire::Item &item)
{
    if (m_fields.size() >= mostFields)
        return;
    QStringList fields = m_fields;
    for (const wire::Metadatum &datum : item.fields) {
        if (fields.size() < mostFields && !fields.contains(datum.field)
            && isColumnField(item, datum))
            fields += datum.field;
    }
    showFields(fields);
}

// More fields behind those that are columns already, or none at all.
void ItemModel::showFields(const QStringList &fields)
{
    if (fields.size() == m_fields.size())
        return;
    const int before = updatedColumn();
    if (fields.size() > m_fields.size()) {
        beginInsertColumns({}, before, FirstFieldColumn + static_cast<int>(fields.size()) - 1);
        m_fields = fields;
        endInsertColumns();
    } else {
        beginRemoveColumns({}, FirstFieldColumn + static_cast<int>(fields.size()), before - 1);
        m_fields = fields;
        endRemoveColumns();
    }
}

void ItemModel::moveAges()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, updatedColumn()), index(rowCount() - 1, expiresColumn()),
                           { Qt::DisplayRole, Qt::AccessibleTextRole });
}

} // namespace fw::models
