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

Courier::Courier(EditDesk &desk, ServerId server, const SessionPolicy &policy, Send send)
    : m_desk(desk)
    , m_server(std::move(server))
    , m_policy(policy)
    , m_send(std::move(send))
{
}

void Courier::setConnected(bool on)
{
    if (m.connected == on)
        return;
    m.connected = on;
    if (!on) {
        const auto ids = m.underWay.keys();
        for (const EditId &id : ids) {
            if (m.repeatSafe)
                putBack(id);
        }
        return;
    }
    // An answer may have been lost with the last connection or the last run: the same id again
    // gives the first verdict again.
    std::vector<EditId> open;
    for (const store::Edit &edit : m_desk.state().edits) {
        const bool waits = edit.fate == Fate::Sending || edit.fate == Fate::NoAnswer;
        if (edit.server == m_server && waits && !m.underWay.contains(edit.id))
            open.push_back(edit.id);
    }
    // A server that would do it twice is not asked twice: a person decides (reliability.md 5.5).
    for (const EditId &id : open)
        m_desk.setFate(id, m.repeatSafe ? Fate::Queued : Fate::NoAnswer);
    pump();
}

bool Courier::laneIsBusy(const QString &lane) const
{
    return std::ranges::any_of(m.underWay, [&](const UnderWay &way) { return way.lane == lane; });
}

// What an edit was made on must still stand, or have become what the author expected.
bool Courier::mayLeave(const store::Edit &edit)
{
    const store::State &state = m_desk.state();
    switch (store::turnOf(state, edit)) {
    case store::Turn::Waits:
        return false;
    case store::Turn::Stuck:
        m_desk.hold(edit.id, store::Hold::Predecessor);
        return false;
    case store::Turn::Free:
        break;
    }
    if (const auto clash = store::clashOf(state, edit)) {
        m_desk.setClash(edit.id, *clash);
        return false;
    }
    m_desk.setBase(edit.id, store::baseOf(state, edit));
    return true;
}

void Courier::pump()
{
    const Instant now = m_desk.now();
    if (m.holdUntil && *m.holdUntil <= now)
        m.holdUntil.reset();
    if (!m.connected || m.holdUntil)
        return;
    // Collected first: setFate() may move the edits.
    std::vector<store::Edit> ready;
    QStringList lanes;
    for (const store::Edit &edit : m_desk.state().edits) {
        if (m.underWay.size() + static_cast<qsizetype>(ready.size()) >= m_policy.window)
            break;
        if (edit.server != m_server || edit.fate != Fate::Queued || !isOurs(edit)
            || lanes.contains(edit.lane) || laneIsBusy(edit.lane))
            continue;
        lanes.append(edit.lane);
        ready.push_back(edit);
    }
    for (const store::Edit &waiting : ready) {
        if (!mayLeave(waiting))
            continue;
        const auto &edits = m_desk.state().edits;
        const store::Edit edit = *std::ranges::find(edits, waiting.id, &store::Edit::id);
        const bool patient = std::holds_alternative<wire::UploadMedia>(edit.command)
            || (!m.repeatSafe && std::holds_alternative<wire::RunAction>(edit.command));
        m.underWay.insert(edit.id, { edit.lane, now, false, patient });
        m_desk.setFate(edit.id, Fate::Sending);
        m_send(edit.command);
    }
}

void Courier::settled(const wire::EditSettled &verdict)
{
    if (verdict.verdict == wire::EditSettled::Verdict::RateLimited)
        m.holdUntil = m_desk.now() + verdict.retryAfter.value_or(Millis(1s));
    if (m.underWay.remove(verdict.edit))
        pump();
}

void Courier::putBack(const EditId &edit)
{
    m.underWay.remove(edit);
    const auto &edits = m_desk.state().edits;
    const auto known = std::ranges::find(edits, edit, &store::Edit::id);
    if (known == edits.end() || store::isSettled(known->fate))
        return;
    if (known->tries >= maxTries)
        m_desk.hold(edit, store::Hold::Tries);
    else
        m_desk.setFate(edit, Fate::Queued);
}

void Courier::unsent(const EditId &edit, bool left)
{
    if (left) {
        putBack(edit);
    } else {
        m.underWay.remove(edit);
        m_desk.unsent(edit);
    }
    // Not at once: what could not leave now cannot leave in the same moment either.
    if (m.connected)
        m.holdUntil = m_desk.now() + m_policy.chipTick;
}

void Courier::refused(const EditId &edit, const Failure &failure)
{
    m.underWay.remove(edit);
    m_desk.setFate(edit, Fate::Rejected, failure.detail);
    pump();
}

void Courier::unanswered(const EditId &edit, const QString &reason)
{
    m.underWay.remove(edit);
    m_desk.setFate(edit, Fate::NoAnswer, reason);
    pump();
}

void Courier::tick()
{
    const Instant now = m_desk.now();
    std::vector<EditId> late;
    for (auto way = m.underWay.begin(); way != m.underWay.end(); ++way) {
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
        m.underWay.remove(id);
        m_desk.setFate(id, Fate::NoAnswer);
    }
    pump();
}

} // namespace fw::session
