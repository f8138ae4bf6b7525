// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pending_edits.h"

#include "models/words.h"
#include "store/outbox.h"

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::Fate;

namespace {

wire::Command withoutId(wire::Command command)
{
    std::visit(
        [](auto &c) {
            if constexpr (requires { c.edit; })
                c.edit = {};
        },
        command);
    return command;
}

bool isRefused(Fate fate)
{
    return fate == Fate::Rejected || fate == Fate::Conflict;
}

} // namespace

FateLook fateLook(Fate fate)
{
    switch (fate) {
    case Fate::Draft:
    case Fate::Sending:
    case Fate::Queued:
        return { Shape::Diamond, &Theme::local };
    case Fate::NoAnswer:
    case Fate::Held:
        return { Shape::Warning, &Theme::attention };
    case Fate::Accepted:
        return { Shape::Check, &Theme::done };
    case Fate::Rejected:
    case Fate::Conflict:
        return { Shape::Cross, &Theme::failed };
    }
    return { Shape::None, &Theme::text };
}

PendingEdits::PendingEdits(store::Store &store, session::Sessions &sessions, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_sessions(sessions)
    , m_started(store.clock().wall())
{
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits)
            look();
    });
    look();
}

void PendingEdits::look()
{
    for (const store::Edit &edit : m_store.state().edits) {
        const bool ours = !store::isSettled(edit.fate) || edit.made >= m_started;
        if (ours)
            m_seenOpen.insert(edit.id);
    }
    Q_EMIT changed();
}

std::vector<store::Edit> PendingEdits::list() const
{
    std::vector<store::Edit> shown;
    std::ranges::copy_if(m_store.state().edits, std::back_inserter(shown),
                         [this](const store::Edit &edit) {
                             const bool refused = isRefused(edit.fate)
                                 && m_seenOpen.contains(edit.id) && !m_putAway.contains(edit.id);
                             return refused || !store::isSettled(edit.fate);
                         });
    return shown;
}

int PendingEdits::refusedCount() const
{
    return int(std::ranges::count_if(list(),
                                     [](const store::Edit &edit) { return isRefused(edit.fate); }));
}

bool PendingEdits::canStop(Fate fate)
{
    return fate == Fate::Draft || fate == Fate::Sending || fate == Fate::Queued;
}

bool PendingEdits::canRetry(Fate fate)
{
    return fate == Fate::NoAnswer || fate == Fate::Held || isRefused(fate);
}

const store::Edit *PendingEdits::find(const EditId &edit) const
{
    const auto &edits = m_store.state().edits;
    const auto known = std::ranges::find(edits, edit, &store::Edit::id);
    return known == edits.end() ? nullptr : &*known;
}

void PendingEdits::stop(const EditId &edit)
{
    const store::Edit *known = find(edit);
    if (session::Session *session = known ? m_sessions.find(known->server) : nullptr)
        session->stopEdit(edit);
}

void PendingEdits::retry(const EditId &edit)
{
    const store::Edit *known = find(edit);
    if (!known || !canRetry(known->fate))
        return;
    if (!isRefused(known->fate))
        return m_store.setFate(edit, Fate::Queued); // the session sends what is queued
    session::Session *session = m_sessions.find(known->server);
    if (!session)
        return;
    m_putAway.insert(edit);
    session->send(withoutId(known->command));
    Q_EMIT changed();
}

void PendingEdits::discard(const EditId &edit)
{
    const store::Edit *known = find(edit);
    m_putAway.insert(edit);
    if (known && !store::isSettled(known->fate)) {
        if (session::Session *session = m_sessions.find(known->server))
            session->stopEdit(edit);
        else
            m_store.setFate(edit, Fate::Rejected, tr("discarded"));
    }
    Q_EMIT changed();
}

QString PendingEdits::what(const store::Edit &edit) const
{
    return models::editText(m_store.state(), edit);
}

} // namespace fw::ui
