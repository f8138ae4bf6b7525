// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/list_table.h"
#include "store/store.h"

#include <QTimer>

namespace fw::models {

/// The servers: how fresh what we know of them is, and how their machines do.
class ServerModel final : public ListTable<ServerId>
{
    Q_OBJECT
public:
    enum Column { NameColumn, FreshnessColumn, HeardColumn, QueueColumn, LoadColumn, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole, ///< QString: ServerId's text
        FreshnessRole, ///< int(store::Freshness)
        HeardRole, ///< qlonglong: ms since the epoch, or invalid
        OpenEditsRole, ///< int: edits of ours it has not answered
        ItemsRole, ///< int: items it keeps besides jobs
    };

    explicit ServerModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    ServerId serverAt(int row) const; ///< empty when \a row is none
    int rowOf(const ServerId &server) const; ///< -1 when it is not there

protected:
    bool isSame(const ServerId &a, const ServerId &b) const override;

private:
    void reload();
    int openEdits(const ServerId &server) const;
    QString text(const store::ServerState &server, int column) const;

    const store::Store &m_store;
    QTimer m_ages;
};

} // namespace fw::models
