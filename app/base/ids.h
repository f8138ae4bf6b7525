// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>
#include <functional>

namespace fw {

/// A name some server gave to a thing. Two kinds of id never mix: the tag makes the type.
/// Made only by dialects, the outbox, the settings and the hub (style.md rule 9).
template <class Tag> struct Id
{
    QString text; ///< as the peer spelled it; empty means "none"

    bool isEmpty() const { return text.isEmpty(); }
    friend bool operator==(const Id &, const Id &) = default;
    friend std::strong_ordering operator<=>(const Id &a, const Id &b)
    {
        return a.text.compare(b.text) <=> 0;
    }
    friend size_t qHash(const Id &id, size_t seed = 0) noexcept
    {
        return ::qHash(QStringView(id.text), seed);
    }
};

using JobId = Id<struct JobTag>; ///< one job of one server
using StageId = Id<struct StageTag>; ///< one stage of a job, unique within the job
using ThumbnailId = Id<struct ThumbnailTag>; ///< one picture of a job
using OutputId = Id<struct OutputTag>; ///< one finished file of a job
using ItemId = Id<struct ItemTag>; ///< one thing a server keeps that is no job, unique in its kind
using EditId = Id<struct EditTag>; ///< one edit or command of ours (UUIDv7)
using ServerId = Id<struct ServerTag>; ///< one server profile of ours
using ClientId = Id<struct ClientTag>; ///< one client of the hub

} // namespace fw

template <class Tag> struct std::hash<fw::Id<Tag>>
{
    size_t operator()(const fw::Id<Tag> &id) const noexcept { return qHash(id); }
};
