// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox.h"

#include "store/activity.h"
#include "store/edit_base.h"
#include "store/jobs.h"
#include "store/rows.h"

#include <algorithm>

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

// What it is about, by name when it has one.
QString subjectOf(const State &state, const Edit &edit)
{
    const JobKey job = jobOf(state, edit);
    const JobEntry *entry = state.find(job);
    if (entry && !entry->job.name.isEmpty())
        return entry->job.name;
    const ItemKey key = itemOf(state, edit);
    const ItemEntry *item = state.find(key);
    if (item && !item->item.name.isEmpty())
        return item->item.name;
    return job.job.isEmpty() ? key.item.text : job.job.text;
}

void count(State &state, const JobKey &job, int by, Changes &changes)
{
    int &open = state.openEdits[job];
    open += by;
    if (open <= 0)
        state.openEdits.remove(job);
    const auto row = state.rowOf.constFind(job);
    if (row != state.rowOf.cend())
        touchRow(*row, changes);
}

/// Of how many files, when some of several were refused.
std::optional<qsizetype> partOf(const Edit &edit, std::optional<qsizetype> accepted)
{
    const auto *add = std::get_if<wire::AddMedia>(&edit.command);
    if (!add || !accepted || edit.reason.isEmpty() || *accepted >= add->paths.size())
        return std::nullopt;
    return add->paths.size();
}

void tellFate(State &state, const Edit &edit, std::optional<qsizetype> accepted, WallTime time,
              Changes &changes)
{
    const auto tell = [&](Activity::Kind kind, QLatin1StringView word, const QString &detail) {
        Activity line;
        line.time = time;
        line.kind = kind;
        line.server = edit.server;
        line.job = jobOf(state, edit).job;
        line.subject = subjectOf(state, edit);
        line.code = word;
        line.detail = u"%1 %2"_s.arg(commandWord(edit.command), detail).trimmed();
        addActivity(state, std::move(line), changes);
    };
    switch (edit.fate) {
    case Fate::Accepted:
        if (const auto all = partOf(edit, accepted))
            return tell(
                Activity::Kind::Warning, code::editPartly,
                u"%1 %2 %3"_s.arg(QString::number(*accepted), QString::number(*all), edit.reason));
        return tell(Activity::Kind::Accepted, code::editAccepted, edit.reason);
    case Fate::Rejected:
        return tell(Activity::Kind::Rejected, code::editRejected, edit.reason);
    case Fate::Conflict:
        return tell(Activity::Kind::Warning, code::editConflict, edit.reason);
    case Fate::NoAnswer:
        return tell(Activity::Kind::Warning, code::editNoAnswer, edit.reason);
    case Fate::Draft:
    case Fate::Sending:
    case Fate::Queued:
    case Fate::Held:
        return;
    }
}

// Settled edits are only history; the oldest of them go when there are too many.
void trim(State &state)
{
    const auto settled = [](const Edit &edit) { return isSettled(edit.fate); };
    auto count = static_cast<size_t>(std::ranges::count_if(state.edits, settled));
    if (count <= State::maxSettledEdits)
        return;
    std::erase_if(state.edits, [&](const Edit &edit) {
        if (count <= State::maxSettledEdits || !settled(edit))
            return false;
        --count;
        return true;
    });
}

Fate fateOf(wire::EditSettled::Verdict verdict)
{
    using enum wire::EditSettled::Verdict;
    switch (verdict) {
    case Applied:
    case Rebased:
    case Duplicate:
        return Fate::Accepted;
    case Conflict:
        return Fate::Conflict;
    case Invalid:
    case Denied:
        return Fate::Rejected;
    case RateLimited:
        return Fate::Queued;
    }
    return Fate::Rejected;
}

} // namespace

void countEdit(State &state, const Edit &edit, Changes &changes)
{
    const JobKey before = state.countedOn.value(edit.id);
    const JobKey job = jobOf(state, edit);
    const bool counts = !isSettled(edit.fate) && !job.job.isEmpty() && isOurs(state, edit);
    const JobKey now = counts ? job : JobKey{};
    if (before == now)
        return;
    if (!before.job.isEmpty())
        count(state, before, -1, changes);
    state.countedOn.remove(edit.id);
    if (now.job.isEmpty())
        return;
    count(state, now, 1, changes);
    state.countedOn.insert(edit.id, now);
}

void countEdits(State &state, const ServerId &server, Changes &changes)
{
    for (const Edit &edit : state.edits) {
        if (edit.server == server)
            countEdit(state, edit, changes);
    }
}

namespace {

struct Decision
{
    Fate fate;
    QString reason;
    std::optional<qsizetype> accepted; ///< how many jobs came of it, where the answer says
};

void decide(State &state, Edit &edit, const Decision &now, Now at, Changes &changes)
{
    if (edit.fate == now.fate && edit.reason == now.reason)
        return;
    const Fate before = edit.fate;
    edit.fate = now.fate;
    edit.reason = now.reason;
    if (now.fate != Fate::Held)
        edit.hold = Hold::None;
    if (now.fate == Fate::Sending) {
        edit.sent = at.wall;
        ++edit.tries;
        edit.bytesDone = 0;
        edit.bytesTotal = 0;
    }
    changes.edits = true;
    countEdit(state, edit, changes);
    if (now.fate != before)
        tellFate(state, edit, now.accepted, at.wall, changes);
    trim(state);
}

} // namespace

void propose(State &state, Edit edit, Changes &changes)
{
    const auto known = std::ranges::find(state.edits, edit.id, &Edit::id);
    if (known != state.edits.end())
        return; // the same edit again: its fate is already being decided
    state.edits.push_back(std::move(edit));
    countEdit(state, state.edits.back(), changes);
    changes.edits = true;
}

void setFate(State &state, const EditId &id, Fate fate, const QString &reason, Now now,
             Changes &changes)
{
    const auto edit = std::ranges::find(state.edits, id, &Edit::id);
    if (edit != state.edits.end())
        decide(state, *edit, { fate, reason, {} }, now, changes);
}

void unsent(State &state, const EditId &id, Now now, Changes &changes)
{
    const auto edit = std::ranges::find(state.edits, id, &Edit::id);
    if (edit == state.edits.end() || (edit->fate != Fate::Sending && edit->fate != Fate::NoAnswer))
        return;
    if (edit->fate == Fate::Sending)
        edit->tries = std::max(edit->tries - 1, 0);
    decide(state, *edit, { Fate::Queued, {}, {} }, now, changes);
}

void hold(State &state, const EditId &id, Hold why, Now now, Changes &changes, const QString &words)
{
    const auto edit = std::ranges::find(state.edits, id, &Edit::id);
    if (edit == state.edits.end() || isSettled(edit->fate))
        return;
    edit->hold = why;
    changes.edits = true;
    decide(state, *edit, { Fate::Held, words, {} }, now, changes);
}

std::vector<EditId> release(State &state, const QSet<EditId> &ids, Changes &changes)
{
    QSet<EditId> gone; // those that may go now
    std::vector<EditId> changed;
    for (Edit &edit : state.edits) { // oldest first: what others build on comes before them
        if (edit.fate != Fate::Held)
            continue;
        const auto *run = std::get_if<wire::RunAction>(&edit.command);
        const bool follows = edit.hold == Hold::Predecessor && run && gone.contains(run->after);
        if (!follows && !ids.contains(edit.id))
            continue;
        if (turnOf(state, edit) == Turn::Stuck) {
            if (edit.hold == Hold::Predecessor)
                continue;
            edit.hold = Hold::Predecessor;
        } else {
            edit.fate = Fate::Queued;
            edit.hold = Hold::None;
            edit.reason.clear();
            edit.tries = 0;
            gone.insert(edit.id);
            countEdit(state, edit, changes);
        }
        changed.push_back(edit.id);
        changes.edits = true;
    }
    return changed;
}

void putAway(State &state, const EditId &id, Changes &changes)
{
    const auto edit = std::ranges::find(state.edits, id, &Edit::id);
    if (edit == state.edits.end() || !isSettled(edit->fate) || edit->putAway)
        return;
    edit->putAway = true;
    changes.edits = true;
}

void moveTransfer(State &state, const Source &from, const wire::TransferSeen &event,
                  Changes &changes)
{
    const auto edit = std::ranges::find(state.edits, event.edit, &Edit::id);
    if (edit == state.edits.end() || edit->server != from.server || isSettled(edit->fate))
        return;
    const qint64 done = std::max<qint64>(event.done, 0);
    const qint64 total = std::max<qint64>(event.total, 0);
    if (edit->bytesDone == done && edit->bytesTotal == total)
        return;
    edit->bytesDone = done;
    edit->bytesTotal = total;
    changes.edits = true;
}

void settle(State &state, const Source &from, const wire::EditSettled &event, Changes &changes)
{
    const auto edit = std::ranges::find(state.edits, event.edit, &Edit::id);
    if (edit == state.edits.end() || edit->server != from.server || isSettled(edit->fate))
        return; // not ours, or answered before: the first verdict stands
    if (event.revision > 0)
        edit->revision = event.revision;
    if (event.verdict == wire::EditSettled::Verdict::Conflict) {
        edit->current = event.current.toObject();
        edit->changed = event.changed;
        edit->by = event.by;
        edit->when = event.when;
    }
    decide(state, *edit, { fateOf(event.verdict), event.message, qsizetype(event.jobs.size()) },
           from.now, changes);
}

void setBase(State &state, const EditId &id, qint64 base, Changes &changes)
{
    const auto edit = std::ranges::find(state.edits, id, &Edit::id);
    auto *run = edit == state.edits.end() ? nullptr : std::get_if<wire::RunAction>(&edit->command);
    if (!run || (run->base == base && run->after.isEmpty()))
        return;
    run->base = base;
    run->after = {};
    changes.edits = true;
}

void setClash(State &state, const EditId &id, const Clash &clash, Now now, Changes &changes)
{
    const auto edit = std::ranges::find(state.edits, id, &Edit::id);
    if (edit == state.edits.end() || isSettled(edit->fate))
        return;
    edit->current = clash.current;
    edit->changed = clash.changed;
    edit->by = clash.by;
    edit->when = clash.when;
    decide(state, *edit, { Fate::Conflict, {}, {} }, now, changes);
}

} // namespace fw::store
