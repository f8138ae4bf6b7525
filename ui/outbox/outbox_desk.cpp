// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/outbox_desk.h"

#include "models/edit_model.h"
#include "models/edit_words.h"
#include "models/fate_face.h"
#include "models/words.h"
#include "store/outbox.h"

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::Fate;
using store::Hold;

namespace {

// As it was asked for, to be based on what stands now.
wire::Command anew(wire::Command command)
{
    std::visit(
        [](auto &c) {
            if constexpr (requires { c.edit; })
                c.edit = {};
        },
        command);
    if (auto *run = std::get_if<wire::RunAction>(&command)) {
        run->base = 0;
        run->before = {};
        run->after = {};
    }
    return command;
}

bool waits(Fate fate)
{
    return fate == Fate::Draft || fate == Fate::Queued;
}

bool isRefused(Fate fate)
{
    return fate == Fate::Rejected || fate == Fate::Conflict;
}

// What was built on a change that was not taken can only be made anew.
bool isStuck(const store::Edit &edit)
{
    return edit.fate == Fate::Held && edit.hold == Hold::Predecessor;
}

} // namespace

OutboxDesk::OutboxDesk(store::Store &store, session::Sessions &sessions, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_sessions(sessions)
{
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (!changes.edits && !changes.servers)
            return;
        finishLeaving();
        Q_EMIT changed();
    });
}

const store::Edit *OutboxDesk::find(const EditId &edit) const
{
    const auto &edits = m_store.state().edits;
    const auto known = std::ranges::find(edits, edit, &store::Edit::id);
    return known == edits.end() ? nullptr : &*known;
}

std::vector<store::Edit> OutboxDesk::list() const
{
    std::vector<store::Edit> shown;
    std::ranges::copy_if(m_store.state().edits, std::back_inserter(shown),
                         [this](const store::Edit &edit) { return isListed(edit); });
    return shown;
}

OutboxDesk::Counts OutboxDesk::counts() const
{
    Counts counts;
    const WallTime now = m_store.clock().wall();
    for (const store::Edit &edit : m_store.state().edits) {
        if (!isListed(edit))
            continue;
        if (!counts.oldest)
            counts.oldest = edit.made;
        ++counts.all;
        counts.listed += models::fateFace(edit, now).mark.has_value();
        counts.rejected += edit.fate == Fate::Rejected;
        counts.conflicts += edit.fate == Fate::Conflict;
        counts.toHold += waits(edit.fate);
        if (edit.fate != Fate::Held)
            continue;
        ++counts.held;
        counts.recovered += edit.hold == Hold::Recovered;
        counts.toRelease += edit.hold == Hold::Person;
    }
    return counts;
}

QString OutboxDesk::othersText() const
{
    const store::State &state = m_store.state();
    QMap<QString, int> byOwner;
    for (const store::Edit &edit : state.edits) {
        if (models::isListed(edit) && models::isOfAnother(state, edit))
            ++byOwner[edit.intent.owner];
    }
    QStringList sentences;
    for (auto owner = byOwner.begin(); owner != byOwner.end(); ++owner)
        sentences
            << tr("%n change(s) of %1 wait for that account.", nullptr, *owner).arg(owner.key());
    return sentences.join(u' ');
}

QString OutboxDesk::what(const store::Edit &edit) const
{
    return models::editText(m_store.state(), edit);
}

QString OutboxDesk::valuesText(const store::Edit &edit) const
{
    const store::State &state = m_store.state();
    const wire::ActionOffer *offer = store::offerOf(state, edit);
    QStringList parts;
    for (const store::MergeRow &row : mergeSheet(state, edit).rows) {
        const QString value = row.arguments.size() > 1
            ? models::togetherText(offer, row.arguments, row.mine)
            : models::argumentText(offer, row.name(), row.mine.value(row.name()));
        parts << tr("%1 %2", "a field, then its value")
                     .arg(models::togetherLabel(offer, row.arguments), value);
    }
    return parts.isEmpty() ? what(edit) : parts.join(u", "_s);
}

std::vector<const store::Edit *> OutboxDesk::refusedOn(const store::JobKey &job) const
{
    return refused([&](const store::Edit &edit) {
        return !job.job.isEmpty() && store::jobOf(m_store.state(), edit) == job;
    });
}

std::vector<const store::Edit *> OutboxDesk::refusedOn(const store::ItemKey &item) const
{
    return refused([&](const store::Edit &edit) {
        return !item.item.isEmpty() && store::itemOf(m_store.state(), edit) == item;
    });
}

std::vector<const store::Edit *>
OutboxDesk::refused(const std::function<bool(const store::Edit &)> &fits) const
{
    std::vector<const store::Edit *> all;
    const auto &edits = m_store.state().edits;
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        if (isRefused(edit->fate) && isListed(*edit) && fits(*edit))
            all.push_back(&*edit);
    }
    return all;
}

bool OutboxDesk::isListed(const store::Edit &edit) const
{
    return models::isListed(edit) && !models::isOfAnother(m_store.state(), edit);
}

QString OutboxDesk::refusal(OutboxAct act, const store::Edit &edit) const
{
    const QString own = ownRefusal(act, edit);
    const bool makesNew = act == OutboxAct::Resend || act == OutboxAct::Resolve
        || act == OutboxAct::RestoreMine
        || (act == OutboxAct::Retry && edit.fate != Fate::NoAnswer);
    if (!own.isEmpty() || !makesNew)
        return own;
    if (!m_trouble.isEmpty())
        return m_trouble;
    return m_sessions.find(edit.server) ? QString() : tr("This server is not set up any more.");
}

QString OutboxDesk::ownRefusal(OutboxAct act, const store::Edit &edit) const
{
    const bool ended = edit.putAway || edit.fate == Fate::Accepted;
    if (act == OutboxAct::RestoreMine)
        return edit.fate == Fate::Conflict && edit.putAway
            ? QString()
            : tr("Only a conflict that was resolved can be turned back.");
    if (ended && act != OutboxAct::Discard)
        return edit.putAway ? tr("You have put it away.") : tr("It was accepted.");
    const auto only = [](bool possible, const QString &why) { return possible ? QString() : why; };
    const bool refused = edit.fate == Fate::Rejected;
    switch (act) {
    case OutboxAct::Retry:
        if (edit.fate == Fate::Conflict)
            return tr("Others changed the same: resolve the conflict.");
        if (edit.fate == Fate::Held && !isStuck(edit))
            return tr("It is held: release it.");
        return only(refused || edit.fate == Fate::NoAnswer || isStuck(edit),
                    tr("It is sent by itself as soon as it can be."));
    case OutboxAct::Resend: {
        const wire::ActionOffer *offer = store::offerOf(m_store.state(), edit);
        if (!offer || offer->fields.empty())
            return tr("There is nothing in it that could be changed.");
        return only(refused || edit.fate == Fate::Held,
                    edit.fate == Fate::Conflict
                        ? tr("Others changed the same: resolve the conflict.")
                        : tr("Possible for what was rejected or is held."));
    }
    case OutboxAct::Resolve:
        return only(edit.fate == Fate::Conflict, tr("This is no conflict."));
    case OutboxAct::Hold:
        return only(waits(edit.fate) || edit.fate == Fate::NoAnswer,
                    edit.fate == Fate::Sending ? tr("It is on its way already.")
                                               : tr("Only what waits to be sent can be held."));
    case OutboxAct::Release:
        if (isStuck(edit))
            return tr("The change it builds on was not taken: retry it, or discard it.");
        return only(edit.fate == Fate::Held, tr("It is not held."));
    case OutboxAct::Discard:
        return only(!ended, edit.putAway ? tr("You have put it away.") : tr("It was accepted."));
    case OutboxAct::RestoreMine:
        break;
    }
    return {};
}

bool OutboxDesk::can(OutboxAct act, const EditId &edit) const
{
    const store::Edit *known = find(edit);
    return known && refusal(act, *known).isEmpty();
}

void OutboxDesk::setTrouble(const QString &why)
{
    if (m_trouble == why)
        return;
    m_trouble = why;
    Q_EMIT changed();
    Q_EMIT troubleChanged();
}

void OutboxDesk::retry(const EditId &edit)
{
    if (!can(OutboxAct::Retry, edit))
        return;
    const store::Edit old = *find(edit);
    if (old.fate == Fate::NoAnswer)
        return m_store.setFate(edit, Fate::Queued); // the session sends what is queued
    replace(old, anew(old.command));
}

void OutboxDesk::resend(const EditId &edit, const QJsonObject &arguments)
{
    if (!can(OutboxAct::Resend, edit))
        return Q_EMIT said(tr("The change is not there any more."));
    const store::Edit old = *find(edit);
    wire::Command command = anew(old.command);
    std::get<wire::RunAction>(command).arguments = arguments;
    replace(old, std::move(command));
}

void OutboxDesk::resolve(const store::MergeSheet &sheet, const std::vector<store::Side> &sides)
{
    const store::Edit *known = find(sheet.edit);
    if (!known || !can(OutboxAct::Resolve, sheet.edit))
        return Q_EMIT said(tr("The change is not there any more."));
    const store::Edit old = *known;
    wire::RunAction result = merged(sheet, std::get<wire::RunAction>(old.command), sides);
    if (result.arguments.isEmpty())
        return putAway(old.id, {});
    replace(old, std::move(result));
}

void OutboxDesk::takeTheirs(const EditId &edit)
{
    const store::Edit *known = find(edit);
    if (known && known->fate == Fate::Conflict)
        putAway(edit, {});
}

void OutboxDesk::restoreMine(const EditId &edit)
{
    if (!can(OutboxAct::RestoreMine, edit))
        return;
    const store::Edit old = *find(edit);
    replace(old, anew(old.command));
}

void OutboxDesk::replace(const store::Edit &old, wire::Command command)
{
    session::Session *session = m_sessions.find(old.server);
    if (!session)
        return Q_EMIT said(tr("This server is not set up any more."));
    store::Intent intent;
    intent.instead = old.id;
    putAway(old.id, tr("replaced by a new one"));
    session->send(std::move(command), intent);
}

// Only what has ended can be put away.
void OutboxDesk::putAway(const EditId &edit, const QString &why)
{
    const store::Edit *known = find(edit);
    if (known && !store::isSettled(known->fate))
        m_store.setFate(edit, Fate::Rejected, why);
    m_store.putAway(edit);
}

void OutboxDesk::hold(const EditId &edit)
{
    if (can(OutboxAct::Hold, edit))
        m_store.hold(edit, Hold::Person);
}

void OutboxDesk::release(const EditId &edit)
{
    if (!can(OutboxAct::Release, edit))
        return;
    m_store.release(edit);
}

void OutboxDesk::holdAll(bool on)
{
    if (!on)
        return m_store.releaseAll({}, Hold::Person);
    for (const store::Edit &edit : list()) {
        if (waits(edit.fate))
            m_store.hold(edit.id, Hold::Person);
    }
}

void OutboxDesk::releaseRecovered()
{
    m_store.releaseAll({}, Hold::Recovered);
}

void OutboxDesk::discard(const EditId &edit)
{
    const store::Edit *known = find(edit);
    if (!known || !can(OutboxAct::Discard, edit))
        return;
    const bool onItsWay = known->fate == Fate::Sending;
    if (!onItsWay)
        return putAway(edit, tr("discarded by you"));
    m_leaving.insert(edit);
    stop(edit);
    finishLeaving();
}

void OutboxDesk::stop(const EditId &edit)
{
    const store::Edit *known = find(edit);
    session::Session *session = known ? m_sessions.find(known->server) : nullptr;
    if (session)
        session->stopEdit(edit);
    else if (known && !store::isSettled(known->fate))
        m_store.setFate(edit, Fate::Rejected, tr("stopped by you"));
}

void OutboxDesk::finishLeaving()
{
    const QSet<EditId> leaving = m_leaving;
    for (const EditId &edit : leaving) {
        const store::Edit *known = find(edit);
        if (known && known->fate == Fate::Sending)
            continue;
        m_leaving.remove(edit);
        if (known && known->fate != Fate::Accepted) // too late: it was done
            putAway(edit, tr("discarded by you"));
    }
}

} // namespace fw::ui
