// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail_table.h"

namespace fw::models {

/// The stages of one job as a timeline's rows: all attempts, oldest attempt first, in order.
class StageModel final : public DetailTable<wire::Stage>
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        StateColumn,
        ProgressColumn,
        DurationColumn,
        TextColumn,
        ColumnCount
    };
    enum Role {
        IdRole = Qt::UserRole, ///< QString: the stage's id
        StateRole, ///< int(wire::JobState)
        ProgressRole, ///< double 0 to 100, or invalid when unknown
        AttemptRole, ///< int, from 1
        StartRole, ///< qlonglong: ms since the epoch, or invalid
        EndRole, ///< qlonglong: ms since the epoch, or invalid while it runs
        ErrorCodeRole, ///< QString
        RecoverableRole, ///< bool: the error is
    };

    explicit StageModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    /// The highest attempt there are stages of; 0 when there are none.
    int latestAttempt() const;

protected:
    bool isSame(const wire::Stage &a, const wire::Stage &b) const override;
    std::vector<wire::Stage> listOf(const store::JobParts &parts) const override;

private:
    QVariant text(const wire::Stage &stage, int column) const;
};

} // namespace fw::models
