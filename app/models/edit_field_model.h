// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/list_table.h"
#include "store/store.h"

namespace fw::models {

/// One value of a change: what it was, what it shall be, what the server has.
struct EditField
{
    QString name;
    QString before;
    QString after;
    QString now;
    friend bool operator==(const EditField &, const EditField &) = default;
};

/// What one change makes of each field, before and after, with units.
class EditFieldModel final : public ListTable<EditField>
{
    Q_OBJECT
public:
    enum Column { NameColumn, BeforeColumn, AfterColumn, NowColumn, ColumnCount };

    explicit EditFieldModel(const store::Store &store, QObject *parent = nullptr);

    void setEdit(const store::Edit *edit); ///< null: nothing is shown

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool isSame(const EditField &a, const EditField &b) const override;

private:
    const store::Store &m_store;
};

} // namespace fw::models
