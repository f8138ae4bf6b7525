// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/facet.h"
#include "models/job_model.h"
#include "query/query.h"

#include <memory>
#include <optional>

namespace fw::models {

/// What the queue's view shows: the jobs that match words, facet and server, in order. Columns,
/// roles and texts are JobModel's. Not a QSortFilterProxyModel: that one takes seconds to filter
/// 100,000 rows and cannot hold still. Sorting is natural and stable: equal rows stay in the order
/// of their ids. While frozen nothing moves, appears or is sorted anew; only values are updated
/// and jobs the server removed disappear.
class JobFilterModel final : public RowTable
{
    Q_OBJECT
public:
    /// \a store and \a jobs outlive it. Sorted by Created, newest first.
    JobFilterModel(const store::Store &store, const JobModel &jobs, QObject *parent = nullptr);
    ~JobFilterModel() override;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const;
    Qt::SortOrder sortOrder() const;

    /// Takes over what was typed. With a problem in it the last valid search stays in force.
    void setText(const QString &text);
    const QString &text() const;
    const std::optional<query::Problem> &problem() const;
    void setFacet(Facet facet);
    Facet facet() const;
    /// Empty: all servers.
    void setServer(const ServerId &server);
    const ServerId &server() const;

    void setFrozen(bool frozen);
    bool isFrozen() const;
    /// How many jobs would move, appear or disappear on thawing.
    int pendingUpdates() const;

    int total() const; ///< jobs of all servers, shown or not
    store::JobKey keyAt(int row) const; ///< empty when \a row is none
    int rowOf(const store::JobKey &key) const; ///< -1 when not shown
    bool knows(const store::JobKey &key) const; ///< whether it is shown or not

Q_SIGNALS:
    void problemChanged();
    void pendingUpdatesChanged(int count);
    /// After anything that may have changed rowCount() or total().
    void countsChanged(int shown, int total);

private:
    void onChanged(const store::Changes &changes);
    void onAgesMoved();
    void dropGone();
    void replaceAll();
    void takeOver(const store::Changes &changes);
    bool accepts(size_t storeRow) const;
    void refilter(bool narrower);
    void show();
    void setPending(int count);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::models
