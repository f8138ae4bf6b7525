// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/courier.h"

#include "base/overloaded.h"
#include "store/outbox.h"

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;
using store::Fate;

wire::Command withId(wire::Command command, const EditId &id)
{
    const auto fill = [&id](auto &c) {
        if (c.edit.isEmpty())
            c.edit = id;
    };
    std::visit(
        overloaded{ [&](wire::AddMedia &c) { fill(c); }, [&](wire::UploadMedia &c) { fill(c); },
                    [&](wire::AddSample &c) { fill(c); }, [&](wire::ControlJob &c) { fill(c); },
                    [&](wire::RunAction &c) { fill(c); }, [](wire::FetchDetail &) {},
                    [](wire::AskStatus &) {} },
        command);
    return command;
}

QString laneOf(const wire::Command &command, const EditId &id)
{
    if (const auto *control = std::get_if<wire::ControlJob>(&command))
        return u"job:"_s + control->job.text;
    if (const auto *action = std::get_if<wire::RunAction>(&command);
        action && !action->target.isEmpty())
        return u"on:"_s + action->target;
    return u"add:"_s + id.text;
}

Courier::Courier(store::Store &store, ServerId server, const SessionPolicy &policy, Send send)
    : m_store(store)
    , m_server(std::move(server))
    , m_policy(policy)
    , m_send(std::move(send))
{
}

void Courier::setConnected(bool on)
{
    if (m_connected == on)
        return;
    m_connected = on;
    if (!on) {
        const auto ids = m_underWay.keys();
        for (const EditId &id : ids) {
            if (m_repeatSafe)
                putBack(id);
        }
        return;
    }
    // An answer may have been lost with the last connection or the last run: the same id again
    // gives the first verdict again.
    std::vector<EditId> open;
    for (const store::Edit &edit : m_store.state().edits) {
        const bool waits = edit.fate == Fate::Sending || edit.fate == Fate::NoAnswer;
        if (edit.server == m_server && waits && !m_underWay.contains(edit.id))
            open.push_back(edit.id);
    }
    // A server that would do it twice is not asked twice: a person decides (reliability.md 5.5).
    for (const EditId &id : open)
        m_store.setFate(id, m_repeatSafe ? Fate::Queued : Fate::NoAnswer);
    pump();
}

bool Courier::laneIsBusy(const QString &lane) const
{
    return std::ranges::any_of(m_underWay, [&](const UnderWay &way) { return way.lane == lane; });
}

void Courier::pump()
{
    const Instant now = m_store.clock().now();
    if (m_holdUntil && *m_holdUntil <= now)
        m_holdUntil.reset();
    if (!m_connected || m_holdUntil)
        return;
    // Collected first: setFate() may move the edits.
    std::vector<store::Edit> ready;
    QStringList lanes;
    for (const store::Edit &edit : m_store.state().edits) {
        if (m_underWay.size() + static_cast<qsizetype>(ready.size()) >= m_policy.window)
            break;
        if (edit.server != m_server || edit.fate != Fate::Queued || lanes.contains(edit.lane)
            || laneIsBusy(edit.lane))
            continue;
        lanes.append(edit.lane);
        ready.push_back(edit);
    }
    for (const store::Edit &edit : ready) {
        const bool patient = std::holds_alternative<wire::UploadMedia>(edit.command)
            || std::holds_alternative<wire::RunAction>(edit.command);
        m_underWay.insert(edit.id, { edit.lane, now, false, patient });
        m_store.setFate(edit.id, Fate::Sending);
        m_send(edit.command);
    }
}

void Courier::settled(const wire::EditSettled &verdict)
{
    if (verdict.verdict == wire::EditSettled::Verdict::RateLimited)
        m_holdUntil = m_store.clock().now() + verdict.retryAfter.value_or(Millis(1s));
    if (m_underWay.remove(verdict.edit))
        pump();
}

void Courier::putBack(const EditId &edit)
{
    m_underWay.remove(edit);
    const auto &edits = m_store.state().edits;
    const auto known = std::ranges::find(edits, edit, &store::Edit::id);
    if (known == edits.end() || store::isSettled(known->fate))
        return;
    if (known->tries >= maxTries)
        m_store.setFate(edit, Fate::Held, u"tried %1 times"_s.arg(known->tries));
    else
        m_store.setFate(edit, Fate::Queued);
}

void Courier::unsent(const EditId &edit)
{
    putBack(edit);
    // Not at once: what could not leave now cannot leave in the same moment either.
    if (m_connected)
        m_holdUntil = m_store.clock().now() + m_policy.chipTick;
}

void Courier::refused(const EditId &edit, const Failure &failure)
{
    m_underWay.remove(edit);
    m_store.setFate(edit, Fate::Rejected, failure.detail);
    pump();
}

void Courier::unanswered(const EditId &edit, const QString &reason)
{
    m_underWay.remove(edit);
    m_store.setFate(edit, Fate::NoAnswer, reason);
    pump();
}

void Courier::tick()
{
    const Instant now = m_store.clock().now();
    std::vector<EditId> late;
    for (auto way = m_underWay.begin(); way != m_underWay.end(); ++way) {
        if (way->patient)
            continue;
        if (now - way->sent >= m_policy.noAnswer)
            late.push_back(way.key());
        else if (!way->asked && now - way->sent >= m_policy.askStatus) {
            way->asked = true;
            m_send(wire::AskStatus{ way.key() });
        }
    }
    for (const EditId &id : late) {
        m_underWay.remove(id);
        m_store.setFate(id, Fate::NoAnswer);
    }
    pump();
}

} // namespace fw::session
