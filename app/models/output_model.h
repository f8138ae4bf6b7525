// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail_table.h"

namespace fw::models {

/// The finished files of one job.
class OutputModel final : public DetailTable<wire::Output>
{
    Q_OBJECT
public:
    enum Column { NameColumn, FormatColumn, SizeColumn, DurationColumn, BytesColumn, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole, ///< QString
        UrlRole, ///< QString: where to download, as the server said it
        LocalPathRole, ///< QString: empty when the server is another machine
    };

    explicit OutputModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool isSame(const wire::Output &a, const wire::Output &b) const override;
    std::vector<wire::Output> listOf(const store::JobParts &parts) const override;
};

} // namespace fw::models
