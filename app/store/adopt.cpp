// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/items.h"
#include "store/outbox.h"
#include "store/reduce.h"
#include "store/rows.h"

#include <algorithm>

namespace fw::store {

namespace {

void recall(State &state, const ServerId &id, WallTime heard, Changes &changes)
{
    if (ServerState *server = state.server(id)) {
        if (server->lastHeard && *server->lastHeard >= heard)
            return;
        server->lastHeard = heard;
        changes.servers = true;
        return;
    }
    WallTime &known = state.heardBefore[id];
    known = std::max(known, heard);
}

} // namespace

void adoptServers(State &state, const QHash<ServerId, ServerMemory> &servers, Changes &changes)
{
    for (auto one = servers.begin(); one != servers.end(); ++one) {
        if (one->heard != WallTime{})
            recall(state, one.key(), one->heard, changes);
        ServerState *server = state.server(one.key());
        if (!server || !server->account.isEmpty() || one->account.isEmpty())
            continue;
        server->account = one->account;
        countEdits(state, one.key(), changes);
        changes.servers = true;
        changes.edits = true;
    }
}

void adoptRows(State &state, std::vector<JobEntry> rows, Changes &changes)
{
    for (JobEntry &row : rows) {
        const JobKey key{ row.server, row.job.id };
        if (state.listed.contains(row.server) || state.rowOf.contains(key)
            || state.gone.contains(key))
            continue;
        row.confirmed = false;
        row.progressSince = {};
        const wire::Job &job = row.job;
        if (!job.updated && !job.finished && !job.started && !job.created)
            row.moved = row.heard; // confirming it later is no change
        row.job.stage = shared(state, row.job.stage);
        row.server.text = shared(state, row.server.text);
        recall(state, row.server, row.heard, changes);
        addRow(state, std::move(row), changes);
    }
}

void adoptItems(State &state, std::vector<ItemEntry> items, Changes &changes)
{
    for (ItemEntry &entry : items) {
        const ItemKey key = entry.key();
        if (state.listedKinds.contains({ key.server, key.kind }) || state.goneItems.contains(key)
            || state.itemRow.contains(key) || !hasRoom(state, key.server))
            continue;
        entry.confirmed = false;
        entry.server.text = shared(state, entry.server.text);
        recall(state, entry.server, entry.heard, changes);
        addItem(state, std::move(entry), changes);
    }
}

std::vector<EditId> adoptEdits(State &state, std::vector<Edit> edits, Changes &changes,
                               const Ending &ending)
{
    std::erase_if(edits, [&state](const Edit &edit) {
        return std::ranges::find(state.edits, edit.id, &Edit::id) != state.edits.end();
    });
    std::vector<EditId> held;
    if (edits.empty())
        return held;
    for (Edit &edit : edits) {
        const bool waits = !isSettled(edit.fate) && edit.fate != Fate::Held;
        const bool old = ending.now - edit.made > oldEdit;
        if (edit.fate == Fate::Sending)
            edit.fate = Fate::NoAnswer;
        if (edit.fate == Fate::Draft)
            edit.fate = Fate::Queued;
        if (waits && (old || ending.unclean)) {
            edit.fate = Fate::Held;
            edit.hold = old ? Hold::Old : Hold::Recovered;
            held.push_back(edit.id);
        }
        countEdit(state, edit, changes);
    }
    state.edits.insert(state.edits.begin(), std::make_move_iterator(edits.begin()),
                       std::make_move_iterator(edits.end()));
    changes.edits = true;
    return held;
}

void adoptPositions(State &state, const QHash<ServerId, std::vector<wire::Position>> &positions)
{
    for (auto one = positions.begin(); one != positions.end(); ++one) {
        if (!state.positions.contains(one.key()) && !state.listed.contains(one.key())
            && hasRoom(state, one.key()))
            state.positions.insert(one.key(), *one);
    }
}

void adoptActivities(State &state, std::vector<Activity> lines, Changes &changes)
{
    const qint64 first = state.nextActivity - static_cast<qint64>(state.activities.size());
    qint64 number = first;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (state.activities.size() >= State::maxActivities)
            return;
        line->number = --number;
        state.activities.push_front(std::move(*line));
        ++changes.activities;
    }
}

} // namespace fw::store
