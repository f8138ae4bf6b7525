// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/facet.h"
#include "store/store.h"

#include <QAbstractListModel>

namespace fw::models {

/// The built-in views with live counts. Counts only what changed, never all jobs again (except
/// when another server is chosen).
class FacetModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        FacetRole = Qt::UserRole, ///< int(Facet)
        CountRole, ///< int: jobs in it
        StateRole, ///< int(wire::JobState), or -1 for All
    };

    explicit FacetModel(const store::Store &store, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    int count(Facet facet) const;
    /// Counts this server's jobs only; empty: all.
    void setServer(const ServerId &server);

private:
    void onChanged(const store::Changes &changes);
    void countAll();
    qint8 stateAt(size_t row) const;
    void move(qint8 from, qint8 to);
    void tell(const std::array<int, facets.size()> &before);

    const store::Store &m_store;
    ServerId m_server;
    std::vector<qint8> m_states; ///< per row of State::jobs; -1: another server's
    std::array<int, facets.size()> m_counts{};
};

/// "All jobs", "Running", ….
QString facetText(Facet facet);

} // namespace fw::models
