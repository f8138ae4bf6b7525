// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/json_reader.h"
#include "hub/event_log.h"

namespace fw::hub {

/// What one message on crop:editor or brand:config wants, checked and in the seed's words
/// (protocols/orchestrator.md S24 to S32). Only members we know are kept.
struct LaneEdit
{
    enum class Kind : quint8 {
        Set, ///< some settings of a brand
        Reset, ///< all settings of a brand
        Apply, ///< a whole crop
        Cancel, ///< takes a crop back
        Live, ///< a crop while it is dragged: shown to others, never kept
    };
    Kind kind = Kind::Set;
    ChannelIndex channel = BrandChannel;
    QString lane; ///< "brand:<name>" or "crop:<source or job>:<format>"
    QJsonObject value; ///< Set: the settings; Apply, Cancel: the new payload
    QJsonObject data; ///< Live: the message to pass on
};

/// The channel called \a name when it holds shared documents, else empty.
std::optional<ChannelIndex> laneChannel(QStringView name);

/// Reads the `data` of a publish or a preview. \a channel is CropChannel or BrandChannel. Fails
/// with BadInput or TooLarge; the detail names the field.
Expected<LaneEdit> laneEditFromJson(ChannelIndex channel, const JsonValue &data);

/// Fails when a brand with these settings would be too large to keep: over 200 members or 64 KiB.
Expected<void> checkSettings(const QJsonObject &settings);

} // namespace fw::hub
