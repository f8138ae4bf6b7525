// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail_table.h"

namespace fw::models {

/// The history of one job, oldest line first.
class JobLogModel final : public DetailTable<wire::JobLogLine>
{
    Q_OBJECT
public:
    enum Column { TimeColumn, LevelColumn, StageColumn, TextColumn, ColumnCount };
    enum Role {
        LevelRole = Qt::UserRole, ///< QString: "info", "warning" or "error"
        AttemptRole, ///< int, from 1
        StageIdRole, ///< QString; empty when the whole job is meant
    };

    explicit JobLogModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool isSame(const wire::JobLogLine &a, const wire::JobLogLine &b) const override;
    std::vector<wire::JobLogLine> listOf(const store::JobParts &parts) const override;
};

} // namespace fw::models
