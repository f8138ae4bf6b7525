// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/policy.h"
#include "session/session.h"

#include <vector>

namespace fw::session {

/// What the network thread hands to the GUI thread at once, in order.
struct Batch
{
    std::vector<wire::Event> events;
    std::optional<ConnectionInfo> connection; ///< the newest, when it changed
    std::optional<wire::SessionFacts> facts; ///< the newest, when they changed
    std::vector<wire::Issue> issues;
    std::vector<EditId> unsent; ///< could not leave; may be sent again
    std::vector<EditId> unheard; ///< left and got no answer; the same id may be sent again
    std::vector<std::pair<EditId, Failure>> refused; ///< this server has no words for it
    std::vector<std::pair<EditId, QString>> unanswered; ///< left; nobody knows what became of it
    std::optional<wire::SignInSecrets> secrets; ///< to be kept before they are used
    std::optional<Expected<QString>> signIn; ///< how a sign-in ended: who, or why not
    std::vector<std::pair<JobId, std::optional<Failure>>>
        jobsRead; ///< behind what was read of them
    /// Where every channel stands once \c events are applied; empty: as it was.
    std::optional<std::vector<wire::Position>> positions;
    /// Behind the state that was read before an edit may go again.
    std::vector<std::pair<EditId, std::optional<Failure>>> reread;
    std::vector<store::Activity> lines; ///< for the activity list, behind \c events
    bool isEmpty() const
    {
        return events.empty() && !connection && !facts && issues.empty() && unsent.empty()
            && unheard.empty() && refused.empty() && unanswered.empty() && !secrets && !signIn
            && jobsRead.empty() && !positions && reread.empty() && lines.empty();
    }
};

/// Keeps only the newest progress of each job and transfer, and leaves out what is said of a job
/// when the next thing said of it says all of it again; everything else stays, in order.
void collapse(std::vector<wire::Event> &events);

/// The queue between the two threads: bounded, one batch under way at a time.
class BatchQueue
{
public:
    explicit BatchQueue(const SessionPolicy &policy)
        : m_policy(policy)
    {
    }

    Batch &open() { return m_open; } ///< for everything but events
    /// \return false when it overflowed: live events were dropped, their channels must be read
    /// again
    bool add(std::vector<wire::Event> events);
    /// The next batch to hand over; nothing while the last one is not taken or there is none.
    std::optional<Batch> next();
    void taken() { m_underWay = false; }

private:
    static constexpr size_t maxIssues = 200;

    SessionPolicy m_policy;
    Batch m_open;
    size_t m_waiting = 0; ///< live events in m_open, snapshots not counted
    bool m_underWay = false;
};

} // namespace fw::session
