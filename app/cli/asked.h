// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"
#include "wire/dialect.h"

namespace fw::cli {

/// Finds out what a dialect would have called a request that was recorded without its tag: by
/// comparing method and path with everything it asks by itself (probes, polls, what it said would
/// follow) and with what each command of ours would become; else by what the dialect says of such
/// a request.
class Asked
{
public:
    explicit Asked(const wire::Dialect &dialect);

    struct Match
    {
        wire::HttpRequest request; ///< as seen, with the tag and for an edit with its id
        bool sure = false; ///< the very path, not one that is the same but for an id
    };
    /// Nothing when the dialect asks no such thing as far as can be told.
    std::optional<Match> match(const wire::HttpRequest &seen, const wire::SessionFacts &facts,
                               const store::State &state) const;
    /// How many leading segments of the path of \a seen it has in common with what the dialect
    /// asks: a hint whose words these are where nothing matches.
    int kinship(const wire::HttpRequest &seen, const wire::SessionFacts &facts) const;
    /// Requests the dialect wanted made after a reply.
    void note(const std::vector<wire::HttpRequest> &followUps);

private:
    using Requests = std::vector<wire::HttpRequest>;
    std::optional<Match> byPath(const wire::HttpRequest &seen) const;
    std::vector<wire::SessionFacts> ways(const wire::SessionFacts &facts) const;
    Requests reads(const QStringList &ids, const wire::SessionFacts &facts,
                   const store::State &state) const;
    Requests signIns(const wire::SessionFacts &facts) const;
    Requests edits(const wire::HttpRequest &seen, const QStringList &ids,
                   const wire::SessionFacts &facts) const;
    void encode(const wire::Command &command, const wire::SessionFacts &facts,
                Requests &into) const;

    const wire::Dialect &m_dialect;
    Requests m_followUps; ///< the newest last
};

} // namespace fw::cli
