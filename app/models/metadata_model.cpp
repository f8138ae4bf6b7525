// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metadata_model.h"

#include "models/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <array>
#include <cmath>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

// Numbers may come as numbers or as texts; FFmpeg's own tools write texts.
std::optional<double> numberOf(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble();
    bool ok = false;
    const double number = value.toString().toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

QString plainText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Double:
        return QLocale().toString(value.toDouble(), 'g', 12);
    case QJsonValue::Bool:
        return value.toBool() ? MetadataModel::tr("yes") : MetadataModel::tr("no");
    case QJsonValue::Array: {
        QStringList parts;
        for (const QJsonValue &part : value.toArray())
            parts += plainText(part);
        return parts.join(u", "_s);
    }
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return unknownText();
    }
    return {};
}

} // namespace

QString knownFieldText(const QString &field)
{
    const auto names = std::to_array<std::pair<QLatin1StringView, QString>>({
        { "DURATION"_L1, MetadataModel::tr("Duration") },
        { "SIZE"_L1, MetadataModel::tr("Picture size") },
        { "VIDEO_CODEC"_L1, MetadataModel::tr("Video codec") },
        { "AUDIO_CODEC"_L1, MetadataModel::tr("Audio codec") },
        { "FRAME_RATE"_L1, MetadataModel::tr("Frame rate") },
        { "ROTATION"_L1, MetadataModel::tr("Rotation") },
        { "CONTAINER"_L1, MetadataModel::tr("Container") },
        { "BIT_RATE"_L1, MetadataModel::tr("Bit rate") },
        { "TITLE"_L1, MetadataModel::tr("Title") },
        { "DESCRIPTION"_L1, MetadataModel::tr("Description") },
        { "TAGS"_L1, MetadataModel::tr("Tags") },
    });
    for (const auto &[word, name] : names) {
        if (field == word)
            return name;
    }
    return {};
}

QString metadataFieldText(const QString &field)
{
    const QString known = knownFieldText(field);
    if (!known.isEmpty())
        return known;
    return field == field.toUpper() ? stageText(field) : field;
}

QString metadataValueText(const QString &field, const QJsonValue &value)
{
    const auto number = numberOf(value);
    if (number && std::isfinite(*number)) {
        if (field == "DURATION"_L1 && *number >= 0 && *number < 1e9)
            return durationText(Millis(std::llround(*number * 1000)));
        if (field == "FRAME_RATE"_L1)
            return MetadataModel::tr("%1 per second", "frames")
                .arg(QLocale().toString(*number, 'g', 5));
        if (field == "ROTATION"_L1)
            return MetadataModel::tr("%1°", "degrees").arg(*number);
        if (field == "BIT_RATE"_L1)
            return MetadataModel::tr("%1 Mbit/s").arg(QLocale().toString(*number / 1e6, 'f', 1));
    }
    QString text = plainText(value);
    if (field == "SIZE"_L1)
        text.replace(u'x', QChar(0x00D7));
    return text;
}

MetadataModel::MetadataModel(const store::Store &store, QObject *parent)
    : FieldTable(store, parent)
{
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits || changes.servers)
            reload();
    });
}

QString MetadataModel::nameText(const QString &field) const
{
    return metadataFieldText(field);
}

QString MetadataModel::valueText(const QString &field, const QJsonValue &value) const
{
    return metadataValueText(field, value);
}

std::vector<FieldRow> MetadataModel::listOf(const store::JobParts &parts) const
{
    store::PendingFields pending = store::pendingFields(store().state(), job());
    for (store::PendingField &field : pending)
        field.field = field.field.toUpper(); // as servers name them
    return fieldRows(parts.metadata, pending);
}

} // namespace fw::models
