// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

#include <QJsonObject>

namespace fw::dialects::orchestrator::brandr {

// What the program keeps besides jobs, as items. Each answers nothing, and has told the sink why,
// when the id is missing or of the wrong type.

/// A row of "brands" (e2): missing places and scales are the page's defaults (trap 11),
/// format_overrides is opened, flags are true or false.
std::optional<wire::Item> readBrand(JsonValue value, Sink &sink);
/// A row of downloads/recent (c1.4). Its id holds both names the routes want: "3:src_land.mp4".
std::optional<wire::Item> readSource(JsonValue value, Sink &sink);
/// A row of outputs/branded (c1.8).
std::optional<wire::Item> readOutputItem(JsonValue value, Sink &sink);
/// One ZIP of outputs (c1.8): at most maxArchived of them, MP4 all; the server also refuses more
/// than 250 MiB, which no list tells beforehand. Fails with BadInput and the reason.
Expected<wire::HttpRequest> archiveRequest(const std::vector<wire::Item> &items,
                                           const wire::SessionFacts &facts);
inline constexpr int maxArchived = 10;
/// The account: usage, credits and limits (c1.9).
wire::Item readAccount(JsonValue usage);
/// The reframing of one source in one format (c1.6).
wire::Item cropItem(const QString &handle, const QString &format, JsonValue edit);

/// "3" and "src_land.mp4" of a source's id; an id without a colon is taken for a file name.
QString numberOf(const QString &sourceId);
QString handleOf(const QString &sourceId);
QString sourceId(const QString &number, const QString &handle);

/// The settings a brand must not lack before it renders (trap 11); empty when it lacks none.
QJsonObject missingPlaces(JsonValue brand);

/// The formats the program renders.
QStringList formats();

} // namespace fw::dialects::orchestrator::brandr
