// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail_table.h"

namespace fw::models {

/// What is known of one job's media: a name and a value per row, in words.
class MetadataModel final : public DetailTable<wire::Metadatum>
{
    Q_OBJECT
public:
    enum Column { FieldColumn, ValueColumn, ColumnCount };
    enum Role {
        FieldRole = Qt::UserRole, ///< QString: "DURATION"
        RawRole, ///< QJsonValue, as the server said it
    };

    explicit MetadataModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool isSame(const wire::Metadatum &a, const wire::Metadatum &b) const override;
    std::vector<wire::Metadatum> listOf(const store::JobParts &parts) const override;
};

/// "Duration", "Video codec", … for a metadata field.
QString metadataFieldText(const QString &field);
/// The value in words: 151.2 of DURATION is "2:31", lists are joined, objects are JSON.
QString metadataValueText(const QString &field, const QJsonValue &value);

} // namespace fw::models
