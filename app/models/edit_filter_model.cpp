// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/edit_filter_model.h"

namespace fw::models {

EditFilterModel::EditFilterModel(EditModel &edits, const store::Store &store, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_edits(edits)
    , m_store(store)
{
    setSourceModel(&edits);
    // Who is signed in decides which edits are listed.
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.servers)
            invalidateFilter();
    });
    connect(this, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) {
                for (int row = first; m_kept && row <= last; ++row)
                    m_kept->insert(editAt(row)->id);
            });
}

void EditFilterModel::setWish(const EditWish &wish)
{
    if (m_wish == wish)
        return;
    m_wish = wish;
    if (m_kept)
        m_kept->clear();
    invalidateFilter();
}

void EditFilterModel::setFrozen(bool on)
{
    if (on == m_kept.has_value())
        return;
    if (!on) {
        m_kept.reset();
        return invalidateFilter();
    }
    m_kept.emplace();
    for (int row = 0; row < rowCount(); ++row)
        m_kept->insert(editAt(row)->id);
}

const store::Edit *EditFilterModel::editAt(int row) const
{
    const QModelIndex source = mapToSource(index(row, 0));
    return source.isValid() ? m_edits.editAt(source.row()) : nullptr;
}

int EditFilterModel::rowOf(const EditId &edit) const
{
    const int row = m_edits.rowOf(edit);
    return row < 0 ? -1 : mapFromSource(m_edits.index(row, 0)).row();
}

bool EditFilterModel::fits(const store::Edit &edit) const
{
    if (!m_wish.history && !isListed(edit))
        return false;
    if (!m_wish.server.isEmpty() && edit.server != m_wish.server)
        return false;
    if (m_wish.fate && edit.fate != *m_wish.fate)
        return false;
    if (m_wish.recovered && (edit.fate != store::Fate::Held || edit.hold != store::Hold::Recovered))
        return false;
    return !isOfAnother(m_store.state(), edit);
}

bool EditFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    const store::Edit *edit = m_edits.editAt(row);
    return edit && ((m_kept && m_kept->contains(edit->id)) || fits(*edit));
}

} // namespace fw::models
