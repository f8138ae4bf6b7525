// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit_base.h"

namespace fw::store {

/// The time as reduce() may know it: both clocks, read once by the caller.
struct Now
{
    Instant steady{};
    WallTime wall{};
};

/// The one function that changes the state from outside news: no I/O, clock, random or signal.
/// The same (state, event, now) gives the same result. Late progress never brings a finished job
/// back; nulls and empty texts never erase what is known; a repeated event changes nothing.
void reduce(State &state, const ServerId &server, const wire::Event &event, Now now,
            Changes &changes);

/// How far a list is taken over that is given in parts.
struct ListStand
{
    size_t seen = 0; ///< jobs
    qint64 told = 0; ///< lines of activity written about them
    QSet<JobId> listed; ///< their ids
    std::optional<size_t> unchecked; ///< once all are taken over: rows below may be lacking in it
};
/// Takes over the next \a most jobs of \a list. What the list lacks stays until dropNext(): with
/// that the state is the same as after reduce() of the whole list at once.
void seeNext(State &state, const ServerId &server, const wire::JobsReplaced &list, size_t most,
             Now now, ListStand &stand, Changes &changes);
/// All of a list was taken over: of what it lacks at most \a most jobs go. True when no such job is
/// left. No added row may wait to be told.
bool dropNext(State &state, const ServerId &server, size_t most, Now now, ListStand &stand,
              Changes &changes);

/// Puts a new edit into the outbox.
void propose(State &state, Edit edit, Changes &changes);
/// An edit left, or was parked, or timed out.
void setFate(State &state, const EditId &id, Fate fate, const QString &reason, Now now,
             Changes &changes);
/// An edit that was to leave did not, or never arrived: it is queued again, and the try does not
/// count. What a person put aside meanwhile, and what has ended, stays as it is.
void unsent(State &state, const EditId &id, Now now, Changes &changes);
/// An edit waits for a person, for this reason, with \a words where somebody gave some; what has
/// ended stays as it ended.
void hold(State &state, const EditId &id, Hold why, Now now, Changes &changes,
          const QString &words = {});
/// Held edits that may go now, in the order they were made, with their tries counted anew. One that
/// builds on a held edit waits for that one (Hold::Predecessor) and goes with it; one whose
/// predecessor was not taken stays. Returns those that changed.
std::vector<EditId> release(State &state, const QSet<EditId> &ids, Changes &changes);
/// A person has seen how these ended; those that have not ended stay listed.
void putAway(State &state, const EditId &id, Changes &changes);
/// Where the channels of a server stand, now that all they brought is in the state.
void setPositions(State &state, const ServerId &server, std::vector<wire::Position> positions);
/// An edit builds on one that was accepted: from now on it is based on that one's revision.
void setBase(State &state, const EditId &id, qint64 base, Changes &changes);
/// Others changed what the edit is about: it waits for a person, with both sides.
void setClash(State &state, const EditId &id, const Clash &clash, Now now, Changes &changes);
/// What is known of a server changed (name, freshness, capabilities); adds it when new.
void setServer(State &state, const ServerState &server, Now now, Changes &changes);
/// Forgets a server with its jobs and items.
void removeServer(State &state, const ServerId &server, Changes &changes);

// What the journal remembered comes in beside the news of this run and never over it.

/// What is kept of a server besides its rows.
struct ServerMemory
{
    WallTime heard{}; ///< when it last said anything; the epoch of the clock: never
    QString account; ///< who was signed in last; empty: nobody, or it has no accounts
    friend bool operator==(const ServerMemory &, const ServerMemory &) = default;
};
/// Servers of an earlier run: a later time and an account that are known stay.
void adoptServers(State &state, const QHash<ServerId, ServerMemory> &servers, Changes &changes);
/// Adds rows of an earlier run, not confirmed; jobs and servers this run knows better are skipped.
void adoptRows(State &state, std::vector<JobEntry> rows, Changes &changes);
/// The same for items; kinds whose list was read in this run are known better, too.
void adoptItems(State &state, std::vector<ItemEntry> items, Changes &changes);
/// How the run before ended, as far as its edits are concerned.
struct Ending
{
    bool unclean = false; ///< not by itself: killed, crashed, power lost
    WallTime now{}; ///< to tell old edits by
};
/// From this age on an edit of an earlier run waits for a person (reliability.md 5.5).
inline constexpr std::chrono::hours oldEdit{ 7 * 24 };
/// Puts edits of an earlier run before those of this one. What was under way has no answer now;
/// what was a draft is in the journal and so may wait for the server. After an unclean end, and
/// when they are old, they are held instead. Returns those that are held now and were not before.
std::vector<EditId> adoptEdits(State &state, std::vector<Edit> edits, Changes &changes,
                               const Ending &ending = {});
/// Positions of an earlier run; servers this run knows better, and those with more items than are
/// kept, are skipped.
void adoptPositions(State &state, const QHash<ServerId, std::vector<wire::Position>> &positions);
/// Puts lines of an earlier run before those of this one; they are numbered backwards from them.
void adoptActivities(State &state, std::vector<Activity> lines, Changes &changes);

/// Time left, from the rate since this attempt's progress began; empty while there is no honest
/// basis (less than 2 % or 3 s of progress seen, not running, or progress unknown).
struct TimeLeft
{
    Millis left{ 0 };
    Millis basis{ 0 }; ///< over how long the rate was measured
};
std::optional<TimeLeft> timeLeft(const JobEntry &entry, Instant now);

} // namespace fw::store
