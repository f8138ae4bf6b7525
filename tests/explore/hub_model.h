// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <vector>

namespace fw::explore {

/// Rules of the design that can be left out, one at a time: each must be missed
/// (reliability.md 7.5).
enum class Mutant {
    None,
    NoDedup, ///< the hub does an op again that it did before
    DedupLost, ///< the hub forgets its verdicts when it restarts
    OutboxInMemory, ///< the client does not write its edits down
    NoHeads, ///< heartbeats do not say the newest sequence numbers
    NoGapCheck, ///< the client takes events without looking at their numbers
    EpochIgnored, ///< the client does not notice that the hub's history is
                  ///< another one
    LateBase, ///< an edit is based on what is known when it leaves, not when it
              ///< was made
    TornKeep, ///< positions are kept without the rows that belong to them
};

constexpr int fields = 2; ///< of the one brand that all clients edit

/// A change of one field, as it travels.
struct Op
{
    int id = 0; ///< 0: none; client * 10 + count
    int field = 0;
    int base = 0;
    int before = 0; ///< value of the field that the author saw
    friend auto operator<=>(const Op &, const Op &) = default;
};

enum class Verdict { Applied, Rebased, Conflict };

/// What the hub says of an op.
struct Ack
{
    int op = 0;
    Verdict verdict = Verdict::Applied;
    int revision = 0;
    friend auto operator<=>(const Ack &, const Ack &) = default;
};

/// One change in the hub's durable history: event number seq is entry seq - 1.
struct Entry
{
    Op op;
    int replaced = 0; ///< the op whose value this one replaced; 0: the first value
    friend auto operator<=>(const Entry &, const Entry &) = default;
};

/// A model of the hub: one lane, every change one event. Values are the ids of
/// the ops that set them. What is in Durable survives a kill.
struct HubModel
{
    struct Durable
    {
        int epoch = 1;
        std::vector<Entry> log;
        std::vector<Ack> verdicts;
        friend auto operator<=>(const Durable &, const Durable &) = default;
    };
    Durable durable;
    std::optional<Durable> backup; ///< made once, put back once
    bool restored = false;
    std::vector<int> lostOps; ///< applied, and gone with the restored backup

    int revision() const { return static_cast<int>(durable.log.size()); }
    std::array<int, fields> values(int revision) const;
    /// In one transaction: looked up, compared, applied, remembered.
    Ack publish(const Op &op, Mutant mutant);
    std::optional<Ack> verdict(int op) const;
    void kill(Mutant mutant);
    void restoreBackup();
};

} // namespace fw::explore
