// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/asked.h"
#include "support/recorded.h"

namespace fw::test {

/// One recorded answer, as a session that had gone through the recordings would have met it.
struct Played
{
    wire::HttpRequest request; ///< with the dialect's own tag where it asks such a thing
    wire::HttpReply reply;
    wire::SessionFacts facts; ///< what was known when the answer came
};

/// All recordings of one dialect.
struct Playing
{
    std::vector<Played> answers;
    std::vector<wire::Frame> frames;
    std::vector<wire::HttpRequest> followUps; ///< what the dialect wanted made after the answers
    wire::SessionFacts facts; ///< what is known at the end
};

/// What is known before anything was read.
inline wire::SessionFacts firstFacts(const wire::Dialect &dialect)
{
    wire::SessionFacts facts;
    facts.profile.dialect = dialect.name();
    facts.profile.address = dialect.about().usualAddress;
    facts.baseUrl = facts.profile.address;
    facts.client = ClientId{ QStringLiteral("recorded") };
    return facts;
}

/// Shows \a dialect everything in \a dir, in order.
inline Playing play(const wire::Dialect &dialect, const QString &dir)
{
    Playing all;
    cli::Asked asked(dialect);
    all.facts = firstFacts(dialect);
    for (Exchange &one : exchangesIn(dir, all.facts.baseUrl)) {
        Played played{ one.request, std::move(one.reply), all.facts };
        if (auto match = asked.match(one.request, all.facts, {}))
            played.request = std::move(match->request);
        wire::Decoded decoded = dialect.decode(played.request, played.reply, all.facts);
        asked.note(decoded.followUps);
        std::ranges::copy(decoded.followUps, std::back_inserter(all.followUps));
        if (decoded.learnt)
            all.facts = std::move(*decoded.learnt);
        all.answers.push_back(std::move(played));
    }
    for (Recording &recording : recordingsIn(dir))
        std::ranges::move(recording.frames, std::back_inserter(all.frames));
    return all;
}

} // namespace fw::test
