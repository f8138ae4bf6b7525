// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

#include <QAbstractTableModel>

#include <vector>

namespace fw::models {

/// A table whose rows stand for rows of State::jobs (or other numbers of things), and which turns
/// one list of rows into another with signals that views and proxies understand: never a reset. Few
/// changes are told one by one; many become one layout change and one removal or insertion,
/// whatever their number.
class RowTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;

protected:
    static constexpr int gone = -1; ///< a row whose job the store no longer has

    const std::vector<int> &rows() const { return m_rows; }
    /// The row of State::jobs behind \a row of this table; \ref gone when there is none.
    int storeRow(int row) const;
    /// The row of this table that shows \a storeRow, or -1. Valid after morph().
    int tableRow(int storeRow) const;
    /// Rewrites the rows after removals in the store: gone ones become \ref gone, the others get
    /// their new numbers. Emits nothing; morph() must follow before control goes back to Qt.
    void renumber(const std::vector<store::Changes::Removal> &removed, size_t rowsBefore);
    /// Makes \a next the rows of this table. Its numbers are unique and none is \ref gone.
    void morph(std::vector<int> next);
    /// Emits dataChanged for these rows of State::jobs in as few ranges as is cheap.
    void tellChanged(const std::vector<size_t> &storeRows, int lastColumn, const QList<int> &roles);

private:
    void removeLeaving();
    void insertArriving(const std::vector<int> &next);
    void arrange(const std::vector<int> &next);
    void permute(std::vector<int> order);
    void indexRows();

    std::vector<int> m_rows; ///< table row -> store row
    std::vector<int> m_position; ///< store row -> table row, or -1
};

/// Where the rows of the store went: for each row before, its row after \a removed, or -1.
std::vector<int> rowsAfter(const std::vector<store::Changes::Removal> &removed, size_t rowsBefore);

} // namespace fw::models
