// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace fw::pictures {
class Pictures;
}

namespace fw::models {

/// The queue as a table: one row per job of every server, rows as in State::jobs. Reads the store
/// in data() and emits exactly what Changes says; never resets after the first fill. Every column
/// has text for people (DisplayRole), a sort key (SortRole) and a sentence for screen readers
/// (AccessibleTextRole). Ages and times left move by a 1 s timer on the visible columns only.
class JobModel final : public QAbstractTableModel
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
        LocalRole, ///< bool: an edit of ours on this job is not settled
    };

    explicit JobModel(const store::Store &store, QObject *parent = nullptr);
    ~JobModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    store::JobKey keyAt(int row) const;
    int rowOf(const store::JobKey &key) const; ///< -1 when gone
    /// Stable word of a column for saved layouts and exports: "state", "name", ….
    static QString columnWord(Column column);

private:
    void onChanged(const store::Changes &changes);

    const store::Store &m_store;
    int m_rows = 0;
    QTimer m_ages;
};

} // namespace fw::models
