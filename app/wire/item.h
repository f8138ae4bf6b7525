// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

namespace fw::wire {

/// One thing a server keeps that is no job: a brand, an image, a photo, a source file, an output, a
/// session, a request for approval. What it can say differs from server to server; people see the
/// fields, and what can be done with it are the offers for its kind (offer.h).
struct Item
{
    QString kind; ///< stable word, see ItemKind
    ItemId id;
    QString name; ///< for people
    QString state; ///< the server's own word; empty when it has none
    QString picture; ///< URL or server path of a preview; empty when none
    QString version; ///< changes whenever the picture behind the same URL does; may be empty
    std::vector<Metadatum> fields; ///< everything else it said, in the server's order
    std::optional<WallTime> updated;
    std::optional<WallTime> expires; ///< when the server will delete it by itself
    QString file; ///< URL or server path of the file itself, to download; empty: none
    qint64 revision = 0; ///< counts the changes of it, where the server does (framewatch.v1); 0: no
    QString by{}; ///< who made the last change, where the server says so
    bool whole = false; ///< these fields are all it has: others that were known are gone
    friend bool operator==(const Item &, const Item &) = default;
};

/// The value of \a field; undefined when the item has none of that name.
QJsonValue fieldOf(const Item &item, QStringView field);

/// One kind of item at one server.
struct ItemKind
{
    QString name; ///< "brand", "image", "photo", "source", "output", "session", "approval", …
    QString label; ///< plural for people, English source text (translated in the UI)
    /// How many of them the server packs into one file (Dialect::archive()); 0: it does not.
    int archived = 0;
    friend bool operator==(const ItemKind &, const ItemKind &) = default;
};

} // namespace fw::wire
