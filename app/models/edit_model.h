// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/list_table.h"
#include "store/store.h"

#include <QHash>

namespace fw::models {

/// The outbox: every edit of ours and what became of it, oldest first. Rows keep their order and
/// new ones come at the end; a number, once given, stays with its edit as long as the program runs.
class EditModel final : public ListTable<store::Edit>
{
    Q_OBJECT
public:
    enum Column {
        NumberColumn,
        FateColumn,
        WhatColumn,
        ServerColumn,
        BasedColumn, ///< the revision the author saw, and the one that stands now
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
        MarkRole, ///< int(store::Fate) whose shape is shown by now, or invalid (fate_face.h)
        ChangeRole, ///< QString, of WhatColumn: "Watermark scale 0.22 → 0.9", "3 fields"; or empty
        WordRole, ///< QString: the word beside it, by now
    };

    explicit EditModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    int openCount() const; ///< edits that are not settled
    int rejectedCount() const; ///< edits that were rejected or are in conflict
    /// The edit in this row; null when there is none.
    const store::Edit *editAt(int row) const;
    int rowOf(const EditId &edit) const; ///< -1: none
    /// What people call it: "3"; 0 for what had ended before this run.
    int numberOf(const EditId &edit) const { return m_numbers.value(edit); }
    void refreshAges(); ///< time has passed

protected:
    bool isSame(const store::Edit &a, const store::Edit &b) const override;

private:
    void follow();
    QString text(const store::Edit &edit, int column) const;
    QString basedText(const store::Edit &edit) const;
    QString changeText(const store::Edit &edit) const;
    QString reasonText(const store::Edit &edit) const;

    const store::Store &m_store;
    QHash<EditId, int> m_numbers;
    int m_lastNumber = 0;
};

/// The revision of what an edit is about as it stands at the server now, as far as known; 0: none.
qint64 revisionNow(const store::State &state, const store::Edit &edit);
/// Whether a person still has to see it: not accepted, and not put away.
bool isListed(const store::Edit &edit);
/// Whether it belongs to an account that is not the one signed in at its server.
bool isOfAnother(const store::State &state, const store::Edit &edit);

} // namespace fw::models
