// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the cells of ItemModel say.
#include "models/fate_face.h"
#include "models/field_row.h"
#include "models/item_model.h"
#include "models/words.h"

#include <QJsonObject>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

QVariant timeOrNothing(const std::optional<WallTime> &time)
{
    return time ? QVariant(qlonglong(time->time_since_epoch().count())) : QVariant();
}

QJsonObject shownFields(const wire::Item &item, const store::PendingFields &pending)
{
    QJsonObject fields;
    for (const FieldRow &row : fieldRows(item.fields, pending))
        fields.insert(row.field, row.shown());
    return fields;
}

QVariant sortVariant(const ItemSortKey &key)
{
    if (!key.known)
        return {};
    return key.isText ? QVariant(key.text) : QVariant(key.number);
}

QString wordsOf(ItemFact fact, const QString &field, const QJsonValue &value)
{
    if (value.isUndefined())
        return unknownText();
    return fact == ItemFact::State ? itemStateText(value.toString()) : itemValueText(field, value);
}

} // namespace

QVariant ItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::ItemEntry *entry = m_store.state().find(keyAt(index.row()));
    if (!entry)
        return {}; // gone: told with the next change
    const int column = index.column();
    const store::PendingFields &pending = pendingOf(entry->key());
    switch (role) {
    case Qt::DisplayRole:
        return text(*entry, column);
    case Qt::ToolTipRole:
        return withFate(*entry, column, tip(*entry, column));
    case Qt::AccessibleTextRole:
        return spoken(*entry, column);
    case Qt::TextAlignmentRole: {
        const bool right = column >= updatedColumn()
            || shownValue(entry->item, pending, factOf(column), fieldAt(column)).isDouble();
        return QVariant::fromValue((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case SortRole:
        return sortVariant(itemSortKey(entry->item, pending, factOf(column), fieldAt(column)));
    case FieldsRole:
        return shownFields(entry->item, pending);
    case RowPendingRole:
        return !pending.empty();
    case RowFaceRole: {
        const auto fate = m_fates.constFind(entry->key());
        return fate == m_fates.cend()
            ? QVariant()
            : QVariant::fromValue(fateFace(*fate, m_store.clock().wall()));
    }
    case CellFaceRole:
        if (const store::PendingField *edit = pendingAt(*entry, column))
            return QVariant::fromValue(fateFace(*edit, m_store.clock().wall()));
        return {};
    case RawRole:
    case PendingRole:
    case PendingEditRole:
        return cellPending(*entry, column, role);
    default: // any int may be asked for as a role
        return fact(*entry, role);
    }
}

QVariant ItemModel::fact(const store::ItemEntry &entry, int role) const
{
    switch (role) {
    case KeyRole:
        return QVariant::fromValue(entry.key());
    case StateRole:
        return entry.item.state;
    case PictureRole:
        return entry.item.picture;
    case VersionRole:
        return entry.item.version;
    case ConfirmedRole:
        return entry.confirmed;
    case StaleRole:
        return isItemStale(m_store.state(), entry);
    case HeardRole:
        return qlonglong(entry.heard.time_since_epoch().count());
    case UpdatedRole:
        return timeOrNothing(entry.item.updated);
    case ExpiresRole:
        return timeOrNothing(entry.item.expires);
    default: // any int may be asked for as a role
        return {};
    }
}

const store::PendingField *ItemModel::pendingAt(const store::ItemEntry &entry, int column) const
{
    const ItemFact which = factOf(column);
    QString field = fieldAt(column);
    if (which == ItemFact::Name || which == ItemFact::State)
        field = which == ItemFact::Name ? u"name"_s : u"state"_s;
    return field.isEmpty() ? nullptr : store::fieldIn(pendingOf(entry.key()), field);
}

QVariant ItemModel::cellPending(const store::ItemEntry &entry, int column, int role) const
{
    if (role == RawRole)
        return QVariant::fromValue(shownValue(entry.item, {}, factOf(column), fieldAt(column)));
    const store::PendingField *edit = pendingAt(entry, column);
    if (role == PendingRole)
        return edit != nullptr;
    return edit ? edit->edit.text : QString();
}

QString ItemModel::text(const store::ItemEntry &entry, int column) const
{
    const WallTime now = m_store.clock().wall();
    const wire::Item &item = entry.item;
    const ItemFact which = factOf(column);
    switch (which) {
    case ItemFact::Updated:
        return item.updated ? ageText(*item.updated, now) : unknownText();
    case ItemFact::Expires:
        return item.expires ? untilText(*item.expires, now) : unknownText();
    case ItemFact::Name:
    case ItemFact::State:
    case ItemFact::Field: {
        const QString field = fieldAt(column);
        return wordsOf(which, field, shownValue(item, pendingOf(entry.key()), which, field));
    }
    }
    return {};
}

QString ItemModel::tip(const store::ItemEntry &entry, int column) const
{
    const wire::Item &item = entry.item;
    const ItemFact which = factOf(column);
    if (which == ItemFact::Updated && item.updated)
        return timeText(*item.updated);
    if (which == ItemFact::Expires && item.expires)
        return timeText(*item.expires);
    const QString shown = text(entry, column);
    if (!cellPending(entry, column, PendingRole).toBool())
        return shown;
    FieldRow row;
    row.pending = store::PendingField{};
    const QString field = fieldAt(column);
    return withPendingWords(row, shown, wordsOf(which, field, shownValue(item, {}, which, field)));
}

QString ItemModel::spoken(const store::ItemEntry &entry, int column) const
{
    const QString head = headerData(column, Qt::Horizontal).toString();
    return withFate(entry, column, u"%1 %2"_s.arg(head, tip(entry, column)));
}

QString ItemModel::withFate(const store::ItemEntry &entry, int column, const QString &words) const
{
    const auto fate = m_fates.constFind(entry.key());
    return column == NameColumn && fate != m_fates.cend()
        ? tr("%1; your change: %2").arg(words, fateText(fate->fate))
        : words;
}

QVariant ItemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()
        || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (factOf(section)) {
    case ItemFact::Name:
        return tr("Name");
    case ItemFact::State:
        return tr("State");
    case ItemFact::Field:
        return itemFieldText(fieldAt(section));
    case ItemFact::Updated:
        return tr("Changed", "column: when an item was changed last");
    case ItemFact::Expires:
        return tr("Kept until", "column: when the server deletes an item by itself");
    }
    return {};
}

} // namespace fw::models
