// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/list_table.h"
#include "store/store.h"

namespace fw::models {

/// One kind of item of one server and how many there are.
struct KindRow
{
    store::KindKey key;
    QString label; ///< English source text; empty when the server has not said one
    int count = 0;
    friend bool operator==(const KindRow &, const KindRow &) = default;
};

/// What the servers keep besides jobs, for a side list: by server, in the order each server shows
/// its kinds. Kinds that are only known from earlier come last.
class KindModel final : public ListTable<KindRow>
{
    Q_OBJECT
public:
    enum Column { KindColumn, CountColumn, ServerColumn, ColumnCount };
    enum Role {
        ServerRole = Qt::UserRole, ///< QString: ServerId's text
        KindRole, ///< QString: stable word of the kind
        LabelRole, ///< QString: the label's source text; empty when there is none
        CountRole, ///< int
    };

    explicit KindModel(const store::Store &store, QObject *parent = nullptr);

    /// Only kinds of this server; empty: of all.
    void setServer(const ServerId &server);
    store::KindKey keyAt(int row) const; ///< empty when \a row is none
    int rowOf(const store::KindKey &key) const; ///< -1 when it is not there

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool isSame(const KindRow &a, const KindRow &b) const override;

private:
    void reload();
    std::vector<KindRow> rowsOf(const store::ServerState &server) const;
    QString text(const KindRow &row, int column) const;

    const store::Store &m_store;
    ServerId m_server;
};

} // namespace fw::models
