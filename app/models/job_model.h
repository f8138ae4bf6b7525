// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/row_fates.h"
#include "models/row_table.h"
#include "store/store.h"

#include <QTimer>

namespace fw::models {

/// The queue as a table: one row per job of every server, rows as in State::jobs. Reads the store
/// in data() and emits exactly what Changes says; never resets after the first fill. Every column
/// has text for people (DisplayRole), a sort key (SortRole) and a sentence for screen readers
/// (AccessibleTextRole). Ages and times left move by a 1 s timer on the visible columns only.
class JobModel final : public RowTable
{
    Q_OBJECT
public:
    enum Column {
        StateColumn,
        ThumbnailColumn,
        NameColumn,
        ServerColumn,
        StageColumn,
        ProgressColumn,
        LeftColumn,
        UpdatedColumn,
        PriorityColumn,
        AttemptColumn,
        SizeColumn,
        CreatedColumn,
        DurationColumn,
        IdColumn,
        ErrorColumn,
        ColumnCount,
    };
    enum Role {
        SortRole = Qt::UserRole, ///< QVariant that compares
        KeyRole, ///< store::JobKey
        StateRole, ///< int(wire::JobState)
        StaleRole, ///< bool: last known state, its server is not live or the job is silent
        ProgressRole, ///< double 0 to 100, or invalid when unknown
        ThumbnailRole, ///< QString: URL or server path, empty when none
        SearchRole, ///< QString: what plain words are matched against
        ErrorCodeRole, ///< QString: of the job's error, empty when none
        RecoverableRole, ///< bool: a retry may help
        LocalRole, ///< bool: an edit of ours on this job is not settled
        FaceRole, ///< FateFace of the edit of ours that marks the row, or invalid
    };

    explicit JobModel(const store::Store &store, QObject *parent = nullptr);
    ~JobModel() override;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    store::JobKey keyAt(int row) const;
    int rowOf(const store::JobKey &key) const; ///< -1 when gone
    /// Stable word of a column for saved layouts and exports: "state", "name", ….
    static QString columnWord(Column column);
    /// data() for a row of State::jobs, whatever rows this or another table shows.
    QVariant cell(size_t storeRow, Column column, int role) const;
    /// The roles that news of a job may change.
    static const QList<int> &liveRoles();

Q_SIGNALS:
    /// A second went by: ages and times left read differently now.
    void agesMoved();

private:
    void onChanged(const store::Changes &changes);
    void followFates();
    void moveAges();

    const store::Store &m_store;
    QTimer m_ages;
    QHash<store::JobKey, RowFate> m_fates;
};

} // namespace fw::models
