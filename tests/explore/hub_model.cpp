// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "explore/hub_model.h"

#include <algorithm>

namespace fw::explore {

std::array<int, fields> HubModel::values(int revision) const
{
    std::array<int, fields> all{};
    for (int at = 0; at < revision; ++at) {
        const Op &op = durable.log[static_cast<size_t>(at)].op;
        all[static_cast<size_t>(op.field)] = op.id;
    }
    return all;
}

Ack HubModel::publish(const Op &op, Mutant mutant)
{
    if (const auto known = verdict(op.id); known && mutant != Mutant::NoDedup)
        return *known;
    Ack ack{ op.id, Verdict::Applied, 0 };
    if (op.base > revision()) {
        ack.verdict = Verdict::Conflict;
    } else if (op.base < revision()) {
        const auto since = durable.log.begin() + op.base;
        const bool disjoint = std::all_of(since, durable.log.end(), [&op](const Entry &entry) {
            return entry.op.field != op.field;
        });
        ack.verdict = disjoint ? Verdict::Rebased : Verdict::Conflict;
    }
    if (values(revision())[static_cast<size_t>(op.field)] != op.before)
        ack.verdict = Verdict::Conflict;
    if (ack.verdict != Verdict::Conflict) {
        const int replaced = values(revision())[static_cast<size_t>(op.field)];
        durable.log.push_back({ op, replaced });
    }
    ack.revision = revision();
    std::erase_if(durable.verdicts, [&op](const Ack &old) { return old.op == op.id; });
    durable.verdicts.push_back(ack);
    return ack;
}

std::optional<Ack> HubModel::verdict(int op) const
{
    const auto found = std::ranges::find(durable.verdicts, op, &Ack::op);
    return found == durable.verdicts.end() ? std::nullopt : std::optional(*found);
}

void HubModel::kill(Mutant mutant)
{
    if (mutant == Mutant::DedupLost)
        durable.verdicts.clear();
}

void HubModel::restoreBackup()
{
    for (size_t at = backup->log.size(); at < durable.log.size(); ++at)
        lostOps.push_back(durable.log[at].op.id);
    std::ranges::sort(lostOps);
    durable = *backup;
    ++durable.epoch;
    backup.reset();
    restored = true;
}

} // namespace fw::explore
