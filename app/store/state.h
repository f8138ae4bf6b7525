// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/changes.h"
#include "store/entries.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <vector>

namespace fw::store {

/// Everything known. Changed by reduce() only.
struct State
{
    static constexpr size_t maxActivities = 10000;
    static constexpr size_t maxLogLines = 2000;
    static constexpr size_t maxParts = 4000; ///< jobs whose parts are kept, least recent goes first
    static constexpr size_t maxSettledEdits = 1000; ///< settled edits kept for the outbox's past
    static constexpr size_t maxGone = 4096; ///< removed jobs remembered against late news
    static constexpr int maxItems = 20000; ///< items of one server
    static constexpr qsizetype maxWords = 4096; ///< shared strings

    std::vector<ServerState> servers;
    std::vector<JobEntry> jobs; ///< dense; a removed row is filled by the last one (see Changes)
    QHash<JobKey, size_t> rowOf;
    QHash<JobKey, JobParts> parts;
    std::vector<ItemEntry> items; ///< dense, in no order; a removed one is filled by the last
    QHash<ItemKey, size_t> itemRow;
    QHash<KindKey, int> itemCounts; ///< with an empty kind: all items of the server
    std::vector<Edit> edits; ///< oldest first; the outbox and its recent past
    std::deque<Activity> activities; ///< oldest first, at most maxActivities
    qint64 nextActivity = 1;
    quint64 eventsSeen = 0; ///< for the rate in the status bar
    QHash<JobKey, int> openEdits; ///< how many edits of ours on a job are not settled
    QHash<ServerId, std::vector<wire::Position>> positions; ///< of the channels whose news is here
    QSet<ServerId> listed; ///< servers whose whole list was read in this run
    // Housekeeping of reduce(); nobody else looks at these.
    QSet<JobKey> gone; ///< removed lately: late progress does not bring them back
    std::deque<JobKey> goneOrder;
    std::deque<JobKey> partsOrder; ///< oldest first
    QSet<KindKey> listedKinds; ///< whose whole list was read in this run
    QSet<ItemKey> goneItems; ///< removed in this run: the journal does not bring them back
    QHash<ServerId, WallTime> heardBefore; ///< by the journal, of servers not set up yet
    QSet<ServerId> crowded; ///< servers that named more than maxItems
    QHash<EditId, JobKey> countedOn; ///< which job an edit is counted for in openEdits
    QSet<QString> words; ///< stage names, codes and the like, kept once

    const JobEntry *find(const JobKey &key) const;
    const ItemEntry *find(const ItemKey &key) const;
    const JobParts *partsOf(const JobKey &key) const;
    const ServerState *server(const ServerId &id) const;
    ServerState *server(const ServerId &id);
};

} // namespace fw::store
