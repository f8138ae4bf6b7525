// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/edit_desk.h"
#include "session/policy.h"

#include <QHash>

#include <functional>

namespace fw::session {

/// Carries the edits of one server from the outbox to the network and settles the overdue: in order
/// within a lane, a few at once, never twice on a live connection, again with the same id after a
/// reconnect (the server knows the id), asked about at 10 s and told as unanswered at 15 s
/// (reliability.md 5.3 T_ack, 5.5).
class Courier
{
public:
    using Send = std::function<void(const wire::Command &)>;
    Courier(EditDesk &desk, ServerId server, const SessionPolicy &policy, Send send);

    /// Connected: queued edits leave. Not: what is under way goes back into the queue.
    void setConnected(bool on);
    void pump(); ///< sends what may be sent now
    void settled(const wire::EditSettled &verdict); ///< after the store applied it
    /// It did not leave, or the server does not know it; \a left: it may have been sent, which
    /// counts as a try.
    void unsent(const EditId &edit, bool left = false);
    void refused(const EditId &edit, const Failure &failure);
    void unanswered(const EditId &edit,
                    const QString &reason); ///< nobody knows whether it was done
    /// Who is signed in. Edits made under another account stay with their owner: they never leave
    /// under this name (reliability.md 5.4, AuthRequired).
    void setAccount(const QString &account) { m.account = account; }
    /// Whether the server knows an edit by its id, so that the same one may go again.
    void setRepeatSafe(bool on) { m.repeatSafe = on; }
    bool isUnderWay(const EditId &edit) const { return m.underWay.contains(edit); }
    void tick(); ///< looks for overdue edits; about once a second
    bool isBusy() const { return !m.underWay.isEmpty() || m.holdUntil.has_value(); }

    /// One edit that left and has no answer.
    struct UnderWay
    {
        QString lane;
        Instant sent{};
        bool asked = false;
        bool patient = false; ///< takes as long as its HTTP call takes
    };
    /// Everything a courier remembers, as a value.
    struct Memory
    {
        bool connected = false;
        bool repeatSafe = true;
        QString account; ///< empty: nobody, or the server has no accounts
        QHash<EditId, UnderWay> underWay;
        std::optional<Instant> holdUntil; ///< the server asked us to slow down
    };
    const Memory &memory() const { return m; }
    void restore(Memory memory) { m = std::move(memory); }

private:
    bool laneIsBusy(const QString &lane) const;
    bool mayLeave(const store::Edit &edit);
    bool isOurs(const store::Edit &edit) const
    {
        return edit.intent.owner.isEmpty() || edit.intent.owner == m.account;
    }
    void putBack(const EditId &edit);

    static constexpr int maxTries = 8; ///< then a person decides

    EditDesk &m_desk;
    ServerId m_server;
    SessionPolicy m_policy;
    Send m_send;
    Memory m;
};

/// The command with \a id filled in, where it has none of its own.
wire::Command withId(wire::Command command, const EditId &id);
/// "job:<id>" for control, so that what is done to one job stays in order; else a lane of its own.
QString laneOf(const wire::Command &command, const EditId &id);

} // namespace fw::session
