// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/edit_model.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace fw::models {

/// Which edits are wanted.
struct EditWish
{
    ServerId server{}; ///< empty: of all servers
    std::optional<store::Fate> fate{}; ///< empty: of every fate
    bool recovered = false; ///< only what was held after an unclean end
    bool history = false; ///< also what was accepted or put away
    friend bool operator==(const EditWish &, const EditWish &) = default;
};

/// The edits that are wanted, in the order of the outbox. Those of an account that is not signed in
/// are counted only.
class EditFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    EditFilterModel(EditModel &edits, const store::Store &store, QObject *parent = nullptr);

    void setWish(const EditWish &wish);
    const EditWish &wish() const { return m_wish; }
    /// While on, rows that are shown stay, whatever becomes of them: nothing moves under the
    /// pointer. New ones still come at the end.
    void setFrozen(bool on);
    /// The edit in this row; null when there is none.
    const store::Edit *editAt(int row) const;
    int rowOf(const EditId &edit) const; ///< -1: not shown
    EditModel &edits() const { return m_edits; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool fits(const store::Edit &edit) const;

    EditModel &m_edits;
    const store::Store &m_store;
    EditWish m_wish;
    std::optional<QSet<EditId>> m_kept; ///< those that stay while frozen
};

} // namespace fw::models
