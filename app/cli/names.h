// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::cli {

/// What the value of a field stands for: the name of the item it is the id of ("session_id"), or
/// what an action on such items calls that choice. Empty when it stands for itself.
QString nameOf(const store::State &state, const ServerId &server, const wire::Item &item,
               const wire::Metadatum &datum);

/// Jobs and items that somebody asked for.
struct Things
{
    std::vector<JobId> jobs;
    std::vector<store::ItemKey> items;
    bool isEmpty() const { return jobs.empty() && items.empty(); }
};

/// Adds what \a word means at \a server to \a things: the id of a job or an item, the name of
/// one, or the unique beginning of an id. \a kinds: only items of these; empty: jobs, and items of
/// any kind. Fails with NotFound, or with BadInput when it could be several.
Expected<void> addThing(const store::State &state, const ServerId &server, const QStringList &kinds,
                        const QString &word, Things &things);

} // namespace fw::cli
