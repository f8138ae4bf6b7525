// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail_table.h"
#include "models/field_row.h"

namespace fw::models {

/// What is known of one job's media: a name and a value per row, in words. Values of edits that
/// have no answer yet are shown in place of the server's, and marked.
class MetadataModel final : public DetailTable<FieldRow>
{
    Q_OBJECT
public:
    enum Column { FieldColumn, ValueColumn, ColumnCount };
    enum Role {
        FieldRole = Qt::UserRole, ///< QString: "DURATION"
        RawRole, ///< QJsonValue, as the server said it; undefined when it did not
        ShownRole, ///< QJsonValue: the pending one, else as the server said it
        PendingRole, ///< bool: an edit of ours without an answer
        PendingEditRole, ///< QString: that edit's id; empty when nothing is pending
        PendingFateRole, ///< int(store::Fate) of that edit, or invalid
    };

    explicit MetadataModel(const store::Store &store, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool isSame(const FieldRow &a, const FieldRow &b) const override;
    std::vector<FieldRow> listOf(const store::JobParts &parts) const override;
};

/// "Duration", "Video codec", … for a metadata field we have a word for; else empty.
QString knownFieldText(const QString &field);
/// The same, and a readable spelling for any other field.
QString metadataFieldText(const QString &field);
/// The value in words: 151.2 of DURATION is "2:31", lists are joined, objects are JSON.
QString metadataValueText(const QString &field, const QJsonValue &value);

} // namespace fw::models
