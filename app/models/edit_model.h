// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/list_table.h"
#include "store/store.h"

namespace fw::models {

/// The outbox: every edit of ours and what became of it, oldest first.
class EditModel final : public ListTable<store::Edit>
{
    Q_OBJECT
public:
    enum Column {
        FateColumn,
        WhatColumn,
        ServerColumn,
        TriesColumn,
        SinceColumn,
        ReasonColumn,
        ColumnCount
    };
    enum Role {
        IdRole = Qt::UserRole, ///< QString: EditId's text
        FateRole, ///< int(store::Fate)
        KeyRole, ///< store::JobKey the edit is about; its job may be empty
        OpenRole, ///< bool: not settled
        ItemRole, ///< store::ItemKey the edit is about; its item may be empty
        ActionRole, ///< QString: name of the offer it runs; empty when it runs none
        DoneRole, ///< qlonglong: bytes of an upload that have left
        TotalRole, ///< qlonglong: bytes of the upload; 0: unknown, or no upload
    };

    explicit EditModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    int openCount() const; ///< edits that are not settled
    int rejectedCount() const; ///< edits that were rejected or are in conflict

protected:
    bool isSame(const store::Edit &a, const store::Edit &b) const override;

private:
    QString text(const store::Edit &edit, int column) const;

    const store::Store &m_store;
};

} // namespace fw::models
