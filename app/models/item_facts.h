// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/overlay.h"

namespace fw::models {

/// What a column of items shows.
enum class ItemFact : quint8 { Name, State, Field, Updated, Expires };

/// The key items are sorted by, made once per item.
struct ItemSortKey
{
    bool known = false; ///< unknown goes last in either order
    bool isText = false; ///< texts go behind numbers
    double number = 0;
    QString text;
    friend bool operator==(const ItemSortKey &, const ItemSortKey &) = default;
};

/// "Camera model" for "camera_model"; our word for it where there is one.
QString itemFieldText(const QString &field);
/// The value in words.
QString itemValueText(const QString &field, const QJsonValue &value);
/// The server's own word for a state, readable; our word where it is one of ours.
QString itemStateText(const QString &state);
/// A kind's label for people, translated. Where \a label is empty, because the server was not asked
/// yet, the word for a kind that is known here; else the kind itself in readable spelling.
QString kindText(const QString &kind, const QString &label);
/// One thing of this kind, in front of its id: "Approval 8".
QString oneOfKind(const QString &kind, const QString &id);

/// Whether a field can be a column: short text, a number or a yes or no, and not just the item's
/// name or id again.
bool isColumnField(const wire::Item &item, const wire::Metadatum &datum);
/// The value of a fact as a field, the pending one where there is one. Name and State are fields
/// of that name. Undefined when unknown, and for times.
QJsonValue shownValue(const wire::Item &item, const store::PendingFields &pending, ItemFact fact,
                      const QString &field);
ItemSortKey itemSortKey(const wire::Item &item, const store::PendingFields &pending, ItemFact fact,
                        const QString &field);
/// Whether \a a goes before \a b in this order; equal keys: less than zero by id, then server.
bool itemLess(const ItemSortKey &a, const store::ItemKey &aKey, const ItemSortKey &b,
              const store::ItemKey &bKey, Qt::SortOrder order);
/// Whether name, id, state or a field's value contains every one of these folded words.
bool itemContains(const wire::Item &item, const QStringList &foldedWords);
/// Whether what is shown of an item is only the last known state.
bool isItemStale(const store::State &state, const store::ItemEntry &entry);

} // namespace fw::models
