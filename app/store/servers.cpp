// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/activity.h"
#include "store/items.h"
#include "store/jobs.h"
#include "store/outbox.h"
#include "store/rows.h"

#include <algorithm>

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

Activity serverLine(const State &state, const ServerId &id, WallTime time)
{
    Activity line;
    line.time = time;
    line.server = id;
    const ServerState *server = state.server(id);
    line.subject = server && !server->name.isEmpty() ? server->name : id.text;
    return line;
}

template <class T> bool say(std::optional<T> &known, const std::optional<T> &said)
{
    if (!said || known == said)
        return false;
    known = said;
    return true;
}

} // namespace

void noteServerError(State &state, const Source &from, const QString &reason, Changes &changes)
{
    Activity line = serverLine(state, from.server, from.now.wall);
    line.kind = Activity::Kind::Warning;
    line.code = code::serverError;
    line.detail = reason;
    addActivity(state, std::move(line), changes);
}

void noteCrowd(State &state, const Source &from, Changes &changes)
{
    Activity line = serverLine(state, from.server, from.now.wall);
    line.kind = Activity::Kind::Warning;
    line.code = code::itemsFull;
    line.detail = QString::number(State::maxItems);
    addActivity(state, std::move(line), changes);
}

void reduceServer(State &state, const Source &from, const wire::SystemStatusSeen &event,
                  Changes &changes)
{
    ServerState *server = state.server(from.server);
    if (!server)
        return;
    wire::SystemStatusSeen &known = server->system;
    bool moved = say(known.cpu, event.cpu);
    moved |= say(known.memory, event.memory);
    moved |= say(known.disk, event.disk);
    moved |= say(known.gpu, event.gpu);
    moved |= say(known.gpuTemperature, event.gpuTemperature);
    moved |= say(known.queueDepth, event.queueDepth);
    moved |= say(known.workers, event.workers);
    changes.servers |= moved;
}

void reduceServer(State &state, const Source &from, const wire::GapSeen &event, Changes &changes)
{
    Activity line = serverLine(state, from.server, from.now.wall);
    line.kind = Activity::Kind::Gap;
    line.code = code::gap;
    line.detail
        = event.dropped > 0 ? u"%1 %2"_s.arg(event.channel).arg(event.dropped) : event.channel;
    addActivity(state, std::move(line), changes);
}

void reduceServer(State &state, const Source &from, const wire::NoticeSeen &event, Changes &changes)
{
    Activity line = serverLine(state, from.server, from.now.wall);
    line.kind = event.level == "info"_L1 ? Activity::Kind::Info : Activity::Kind::Warning;
    line.code = code::notice;
    line.detail = event.text;
    addActivity(state, std::move(line), changes);
}

void reduceServer(State &state, const Source &from, const wire::ListConfirmed &event,
                  Changes &changes)
{
    if (!event.kind.isEmpty()) {
        for (ItemEntry &entry : state.items) {
            if (entry.server != from.server || entry.item.kind != event.kind || entry.confirmed)
                continue;
            entry.confirmed = true;
            changes.items.push_back(entry.key());
        }
        state.listedKinds.insert({ from.server, event.kind });
        return;
    }
    for (size_t row = 0; row < state.jobs.size(); ++row) {
        JobEntry &entry = state.jobs[row];
        if (entry.server != from.server || entry.confirmed)
            continue;
        entry.confirmed = true;
        touchRow(row, changes);
    }
    state.listed.insert(from.server);
}

void setPositions(State &state, const ServerId &server, std::vector<wire::Position> positions)
{
    if (positions.empty())
        state.positions.remove(server);
    else
        state.positions.insert(server, std::move(positions));
}

void setServer(State &state, const ServerState &server, Now now, Changes &changes)
{
    bool offersMoved = !server.capabilities.offers.empty() || !server.account.isEmpty();
    if (ServerState *known = state.server(server.id)) {
        const bool otherAccount = known->account != server.account;
        offersMoved = otherAccount || known->capabilities.offers != server.capabilities.offers;
        changes.edits |= otherAccount; // edits of one account are not shown to another
        const auto heard = std::max(known->lastHeard, server.lastHeard);
        const wire::SystemStatusSeen system = known->system;
        *known = server;
        known->lastHeard = heard;
        if (server.system == wire::SystemStatusSeen{})
            known->system = system;
    } else {
        state.servers.push_back(server);
        const auto before = state.heardBefore.constFind(server.id);
        if (before != state.heardBefore.cend() && !(server.lastHeard > *before))
            state.servers.back().lastHeard = *before;
        state.heardBefore.remove(server.id);
    }
    // A server that is read may answer nothing; its session says when it did.
    if (server.freshness == Freshness::Live)
        state.server(server.id)->lastHeard = now.wall;
    if (offersMoved)
        countEdits(state, server.id, changes);
    changes.servers = true;
}

void removeServer(State &state, const ServerId &server, Changes &changes)
{
    std::vector<JobKey> keys;
    for (const JobEntry &entry : state.jobs) {
        if (entry.server == server)
            keys.push_back({ server, entry.job.id });
    }
    for (const JobKey &key : keys)
        forgetJob(state, key, changes);
    forgetItems(state, server, changes);
    // The same server may come back under the same id: nothing of it is "gone" then.
    std::erase_if(state.goneOrder, [&](const JobKey &key) {
        return key.server == server && state.gone.remove(key);
    });
    std::erase_if(state.servers, [&](const ServerState &known) { return known.id == server; });
    state.listed.remove(server);
    state.positions.remove(server);
    state.heardBefore.remove(server);
    countEdits(state, server, changes);
    changes.servers = true;
}

} // namespace fw::store
