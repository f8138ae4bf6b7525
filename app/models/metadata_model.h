// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail_table.h"
#include "models/field_table.h"

namespace fw::models {

/// What is known of one job's media: a name and a value per row, in words. Values of edits that
/// have no answer yet are shown in place of the server's, and marked.
class MetadataModel final : public FieldTable<DetailTable<FieldRow>>
{
    Q_OBJECT
public:
    explicit MetadataModel(const store::Store &store, QObject *parent = nullptr);

protected:
    QString nameText(const QString &field) const override;
    QString valueText(const QString &field, const QJsonValue &value) const override;
    std::vector<FieldRow> listOf(const store::JobParts &parts) const override;
};

/// "Duration", "Video codec", … for a metadata field we have a word for; else empty.
QString knownFieldText(const QString &field);
/// The same, and a readable spelling for any other field.
QString metadataFieldText(const QString &field);
/// The value in words: 151.2 of DURATION is "2:31", lists are joined, objects are JSON.
QString metadataValueText(const QString &field, const QJsonValue &value);

} // namespace fw::models
