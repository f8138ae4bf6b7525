// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

#include <QAbstractTableModel>

namespace fw::models {

/// What happened, oldest line first, at most State::maxActivities; the oldest go as new ones come.
/// A place where messages may be missing is a row of its own (GapRole), which also says until when
/// once everything was read again.
class ActivityModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, KindColumn, SubjectColumn, TextColumn, ColumnCount };
    enum Role {
        NumberRole = Qt::UserRole, ///< qlonglong: never reused
        KindRole, ///< int(store::Activity::Kind)
        KeyRole, ///< store::JobKey; its job is empty when a server as a whole is meant
        GapRole, ///< bool: a separator: messages may be missing here, or all was read again
        ClosesGapRole, ///< bool: says only when a gap above was read again, which is said there
        CodeRole, ///< QString: stable word, for exports
    };

    explicit ActivityModel(const store::Store &store, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void onChanged(const store::Changes &changes);
    void closeGaps(int end, const ServerId &server);
    const store::Activity *lineAt(int row) const;

    const store::Store &m_store;
    qint64 m_first = 1; ///< number of the line in row 0
    int m_count = 0;
};

} // namespace fw::models
