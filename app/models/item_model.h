// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/item_facts.h"
#include "models/row_fates.h"
#include "models/row_table.h"
#include "store/store.h"

#include <QTimer>

namespace fw::models {

/// The items of one kind as a table that filters and sorts itself: name, state, the first few
/// fields that fit into a cell, when it changed and when it expires. Fields become columns as they
/// are seen and stay until another kind is set. Values of edits that have no answer yet are shown
/// in place of the server's, and marked. Never resets.
class ItemModel final : public RowTable
{
    Q_OBJECT
public:
    /// The first columns; behind them lie fieldCount() fields, then Updated and Expires.
    enum Column { NameColumn, StateColumn, FirstFieldColumn };
    enum Role {
        SortRole = Qt::UserRole, ///< QVariant that compares
        KeyRole, ///< store::ItemKey
        StateRole, ///< QString: the server's own word
        PictureRole, ///< QString: URL or server path; empty when none
        VersionRole, ///< QString: changes when the picture behind the same URL does
        FieldsRole, ///< QJsonObject: all fields as they are shown, pending values included
        RawRole, ///< QJsonValue of this cell as the server said it; undefined when it did not
        PendingRole, ///< bool: the value of this cell is of an edit without an answer
        PendingEditRole, ///< QString: that edit's id; empty when nothing is pending
        RowPendingRole, ///< bool: any value of the item is
        CellFaceRole, ///< FateFace of the edit behind the value of this cell, or invalid
        RowFaceRole, ///< FateFace of the edit of ours that marks the item, or invalid
        ConfirmedRole, ///< bool: seen in this run, not only in the journal
        StaleRole, ///< bool: last known state; its server is not live, or not confirmed
        HeardRole, ///< qlonglong: ms since the epoch, when the server last said anything of it
        UpdatedRole, ///< qlonglong: ms since the epoch, or invalid
        ExpiresRole, ///< qlonglong: ms since the epoch, or invalid
    };

    /// Shows nothing until a kind is set. Sorted by name.
    explicit ItemModel(const store::Store &store, QObject *parent = nullptr);
    ~ItemModel() override;

    /// An empty server stands for all of them, an empty kind for nothing.
    void setKind(const store::KindKey &kind);
    const store::KindKey &kind() const { return m_kind; }
    /// Shows only items that contain each of these words, whatever case and accents.
    void setText(const QString &text);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const; ///< -1 when its field is no column (yet)
    Qt::SortOrder sortOrder() const { return m_order; }

    int fieldCount() const { return static_cast<int>(m_fields.size()); }
    QString fieldAt(int column) const; ///< empty when \a column shows no field
    int updatedColumn() const { return FirstFieldColumn + fieldCount(); }
    int expiresColumn() const { return updatedColumn() + 1; }
    store::ItemKey keyAt(int row) const; ///< empty when \a row is none
    int rowOf(const store::ItemKey &key) const; ///< -1 when not shown
    int total() const { return static_cast<int>(m_slotOf.size()); } ///< shown or not

Q_SIGNALS:
    /// After anything that may have changed rowCount() or total().
    void countsChanged(int shown, int total);

private:
    // Rows stand for slots; an item keeps its slot as long as it is there.
    struct Slot
    {
        store::ItemKey key;
        ItemSortKey sortKey;
        bool used = false;
        bool matches = false;
    };
    struct Look; // what has to be done after a change

    void onChanged(const store::Changes &changes);
    bool isOurs(const store::ItemKey &key) const;
    std::vector<store::ItemKey> takeOverlay();
    void look(const std::vector<store::ItemKey> &keys);
    void lookAt(const store::ItemKey &key, Look &found);
    void lookAtAll();
    int slotFor(const store::ItemKey &key);
    void learnFields(const wire::Item &item);
    void showFields(const QStringList &fields);
    void arrange();
    void moveAges();
    ItemFact factOf(int column) const;
    const store::PendingFields &pendingOf(const store::ItemKey &key) const;
    const store::PendingField *pendingAt(const store::ItemEntry &entry, int column) const;
    QString spoken(const store::ItemEntry &entry, int column) const;
    QString withFate(const store::ItemEntry &entry, int column, const QString &words) const;
    QString text(const store::ItemEntry &entry, int column) const;
    QString tip(const store::ItemEntry &entry, int column) const;
    QVariant cellPending(const store::ItemEntry &entry, int column, int role) const;
    QVariant fact(const store::ItemEntry &entry, int role) const;

    const store::Store &m_store;
    QTimer m_ages;
    store::KindKey m_kind;
    QStringList m_words; ///< folded
    ItemFact m_sortFact = ItemFact::Name;
    QString m_sortField;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    QStringList m_fields;
    std::vector<Slot> m_slots;
    QHash<store::ItemKey, int> m_slotOf;
    std::vector<int> m_free;
    QHash<store::ItemKey, store::PendingFields> m_overlay;
    QHash<store::ItemKey, RowFate> m_fates;
};

} // namespace fw::models
