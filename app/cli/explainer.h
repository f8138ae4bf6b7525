// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/asked.h"
#include "cli/exchanges.h"
#include "cli/player.h"

#include <QJsonObject>

namespace fw::cli {

/// Lets one dialect read what was recorded and tells, step by step, what it becomes.
class Explainer
{
public:
    /// \a facts: as another explainer learnt them.
    Explainer(const wire::Dialect &dialect, const Clock &clock, const wire::SessionFacts &facts);
    /// What is known before anything was read.
    static wire::SessionFacts factsOf(const wire::Dialect &dialect);

    /// The members of a line "explained" (lines.h) that come of the step itself.
    QJsonObject explain(const Step &step);

    const wire::Dialect &dialect() const { return m_dialect; }
    const wire::SessionFacts &facts() const { return m_player.facts(); }
    const store::Store &store() const { return m_store; }
    const ServerId &server() const { return m_player.server(); }
    int issues() const { return m_issues; }
    /// How well this dialect fits what it read: more is better, 0 and less is not at all.
    int fit() const;
    const QString &evidence() const { return m_evidence; }

private:
    QJsonObject exchange(const Step &step);
    QJsonObject frame(const Step &step);
    void recognise(const Step &step);
    void take(wire::Decoded decoded, const EditId &edit, QJsonObject &into);

    const wire::Dialect &m_dialect;
    store::Store m_store;
    Player m_player;
    Asked m_asked;
    int m_recognised = 0; ///< the best score of a probe
    QString m_evidence;
    int m_matched = 0; ///< requests this dialect asks, too
    int m_kinship = 0; ///< how near the others are
    int m_useful = 0; ///< steps that said something
    int m_understood = 0; ///< frames without an issue
    int m_strange = 0; ///< frames with nothing but issues
    int m_issues = 0;
};

} // namespace fw::cli
