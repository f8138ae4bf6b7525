// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/list_table.h"
#include "store/store.h"

#include <QHash>

namespace fw::models {

/// The servers as views of the queue: "All servers", then each, with the count of its jobs. Counts
/// only what changed, never all jobs again.
class ServerFacetModel final : public ListTable<ServerId>
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole, ///< QString: ServerId's text; empty for all servers
        CountRole, ///< int: its jobs
        FreshnessRole, ///< int(store::Freshness), or -1 for all servers
        ByDesignRole, ///< bool: polling is how it is read, see isReadByDesign()
    };

    explicit ServerFacetModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    int servers() const { return rowCount() - 1; }

protected:
    bool isSame(const ServerId &a, const ServerId &b) const override { return a == b; }

private:
    void onChanged(const store::Changes &changes);
    void reload();
    void follow(const store::Changes &changes);
    int count(const ServerId &server) const;

    const store::Store &m_store;
    std::vector<ServerId> m_rows; ///< per row of State::jobs
    QHash<ServerId, int> m_counts;
};

} // namespace fw::models
