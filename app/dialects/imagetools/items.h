// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

#include <QSet>

namespace fw::dialects::imagetools {

// What the server keeps, as items: "image", "history" (of the image last asked for), "device",
// "session".

/// An ImageResponse (c2), also the shorter one of an upload by phone or add-on.
std::optional<wire::Item> readImage(JsonValue value, Sink &sink);
/// One entry of a history (c2.6); its id is "<image>:<sequence>".
std::optional<wire::Item> readStep(JsonValue value, Sink &sink);
/// A phone ("pairing") or a browser's add-on ("addon"); the id is "<prefix>:<id>".
std::optional<wire::Item> readDevice(QLatin1StringView prefix, JsonValue value, Sink &sink);

/// All of a list that can be read; what cannot, or comes again, is an issue.
template <class Read> std::vector<wire::Item> readList(JsonValue list, Sink &sink, Read read)
{
    std::vector<wire::Item> items;
    QSet<ItemId> seen;
    for (const JsonValue &value : list.array().items()) {
        auto item = read(value, sink);
        if (item && seen.contains(item->id)) {
            sink.issue(Failure::Code::BadInput,
                       QStringLiteral("%1 \"%2\" is listed again").arg(item->kind, item->id.text));
        } else if (item) {
            seen.insert(item->id);
            items.push_back(std::move(*item));
        }
    }
    return items;
}

/// Times without a zone are UTC; those of tags have a space (c1.4).
std::optional<WallTime> readTime(JsonValue value);
/// An absolute address of a picture of this server as a path: behind proxies its host may be wrong
/// (f, trap 17).
QString picturePath(const QString &url);
/// Where the picture itself lies, as it is now (c2.2).
QString filePath(const QString &image);
/// One ZIP of images (c2.2); ids the server does not know are left out of it. Fails with BadInput
/// and the reason. The page names no limit: maxArchived is ours.
Expected<wire::HttpRequest> archiveRequest(const std::vector<wire::Item> &items,
                                           const wire::SessionFacts &facts);
inline constexpr int maxArchived = 200;
/// True for names whose values are not shown: secrets, tokens, codes.
bool namesSecret(const QString &field);
/// "92.2 KB".
QString sizeText(qint64 bytes);

} // namespace fw::dialects::imagetools
