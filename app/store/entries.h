// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/event.h"
#include "wire/facts.h"

#include <QHash>

#include <vector>

namespace fw::store {

/// One job of one server.
struct JobKey
{
    ServerId server;
    JobId job;
    friend bool operator==(const JobKey &, const JobKey &) = default;
    friend size_t qHash(const JobKey &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.server.text, key.job.text);
    }
};

/// One item of one server: the ids of two kinds may be the same.
struct ItemKey
{
    ServerId server;
    QString kind;
    ItemId item;
    friend bool operator==(const ItemKey &, const ItemKey &) = default;
    friend size_t qHash(const ItemKey &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.server.text, key.kind, key.item.text);
    }
};

/// One kind of item of one server; an empty kind stands for all of them.
struct KindKey
{
    ServerId server;
    QString kind;
    friend bool operator==(const KindKey &, const KindKey &) = default;
    friend size_t qHash(const KindKey &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.server.text, key.kind);
    }
};

/// How far what we know of a server can be trusted right now (ux.md 7.3, rule 1 and 2).
enum class Freshness : quint8 {
    Live, ///< connected, nothing missing
    Polling, ///< read at intervals
    Connecting, ///< trying; what is shown is from before
    Stale, ///< connected, but silent for too long
    Offline, ///< no connection; what is shown is the last known state
    SignInNeeded, ///< the server refused our credentials
    Cached, ///< from the journal, not yet confirmed since the start
};

/// What is known of one server apart from its jobs.
struct ServerState
{
    ServerId id;
    QString name;
    Freshness freshness = Freshness::Cached;
    std::optional<WallTime> lastHeard; ///< when it last said anything
    wire::Capabilities capabilities;
    wire::SystemStatusSeen system;
    QString account; ///< who is signed in there; empty: nobody, or the server has no accounts
};

/// The fate of one edit of ours (ux.md 9, style.md rule 19).
enum class Fate : quint8 { Draft, Sending, Accepted, Rejected, NoAnswer, Queued, Held, Conflict };

/// Why an edit is Held (reliability.md 5.5, ux.md 10).
enum class Hold : quint8 {
    None, ///< it is not, or the reason is in words only
    Person, ///< a person put it aside
    Recovered, ///< the program ended unexpectedly while it waited
    Old, ///< made more than seven days ago
    Tries, ///< sent too often without an answer
    Predecessor, ///< the edit it builds on was not taken
    Disk, ///< the journal could not keep it
};

/// What a new edit is besides its command.
struct Intent
{
    QString owner; ///< the account it is made under; empty: the server has none
    EditId undoes{}; ///< the accepted edit it takes back; empty: none
    EditId instead{}; ///< the refused or conflicting edit it replaces; empty: none
    friend bool operator==(const Intent &, const Intent &) = default;
};

/// One edit or command of ours and what became of it.
struct Edit
{
    EditId id;
    ServerId server;
    QString lane; ///< edits of one lane are sent in order; "job:<id>" for control
    wire::Command command;
    Fate fate = Fate::Queued;
    WallTime made{};
    std::optional<WallTime> sent;
    int tries = 0;
    QString reason; ///< the server's words when Rejected or Conflict
    Intent intent{};
    Hold hold = Hold::None; ///< with Held
    bool putAway = false; ///< a person has seen how it ended: no longer listed
    qint64 revision = 0; ///< that it made, once Accepted; 0: not told
    // With Conflict: what stands at the server instead, who put it there and when.
    QJsonObject current{}; ///< values by field
    QStringList changed{}; ///< fields that others changed since the base
    QString by{};
    std::optional<WallTime> when{};
    qint64 bytesDone = 0; ///< how much of an upload has left in this try
    qint64 bytesTotal = 0; ///< 0: unknown, or no upload
    friend bool operator==(const Edit &, const Edit &) = default;
};

/// One line of the activity panel.
struct Activity
{
    enum class Kind : quint8 {
        Info,
        Started,
        Finished,
        Failed,
        Warning,
        Accepted,
        Rejected,
        Connection,
        Gap
    };
    qint64 number = 0; ///< counts up by one, never reused
    WallTime time{};
    Kind kind = Kind::Info;
    ServerId server;
    JobId job; ///< empty: the server as a whole
    QString subject; ///< job or server name as it was then
    QString code; ///< what happened, as a stable word: the UI has the sentence
    QString detail; ///< the server's own words
};

/// The parts of a job, loaded when somebody looks at it.
struct JobParts
{
    std::vector<wire::Stage> stages; ///< by attempt, then order
    std::vector<wire::Thumbnail> thumbnails;
    std::vector<wire::Metadatum> metadata;
    std::vector<wire::Output> outputs;
    std::vector<wire::JobLogLine> log; ///< oldest first, at most maxLogLines
    bool complete = false; ///< a full detail was read; otherwise only what was pushed
    friend bool operator==(const JobParts &, const JobParts &) = default;
};

/// One row of the queue as the store keeps it.
struct JobEntry
{
    ServerId server;
    wire::Job job;
    WallTime heard{}; ///< when the server last said anything of this job (our clock)
    WallTime moved{}; ///< when progress or message last moved without a time of the server's own
    Instant progressSince{}; ///< when the progress below was first seen in this attempt
    double progressAtSince = 0; ///< for the estimate of the time left
    bool confirmed = true; ///< false: from the journal, not yet seen in this run
};

/// One item as the store keeps it.
struct ItemEntry
{
    ServerId server;
    wire::Item item;
    WallTime heard{}; ///< when the server last said anything of it (our clock)
    bool confirmed = true; ///< false: from the journal, not yet seen in this run
    ItemKey key() const { return { server, item.kind, item.id }; }
};

} // namespace fw::store
