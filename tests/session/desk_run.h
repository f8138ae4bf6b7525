// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/registry.h"
#include "session/seat.h"
#include "store/journal.h"

namespace fw::test {

/// One run of the desktop: journal, store, and a session with one server.
class DeskRun final
{
public:
    DeskRun(const QString &journalPath, wire::Profile theProfile,
            const wire::Dialect &theDialect = *dialects::findDialect(u"orchestrator"))
        : profile(std::move(theProfile))
        , dialect(theDialect)
        , journal(journalPath)
    {
        m_thread.start();
        QObject::connect(&store, &store::Store::applied, &store,
                         [this](const ServerId &, const std::vector<wire::Event> &events) {
                             for (const wire::Event &event : events)
                                 note(event);
                         });
        QObject::connect(&store, &store::Store::loaded, &store,
                         [this](const store::LoadReport &told) { report = told; });
    }
    ~DeskRun()
    {
        session.reset();
        m_thread.quit();
        m_thread.wait();
    }

    /// As the program does: reads the journal and connects without waiting for it.
    void begin(const Secret &token = {}, bool load = true)
    {
        if (load)
            journal.load();
        session = std::make_unique<session::Session>(profile, dialect, store, m_thread);
        session->setPolicy(policy);
        session->setAddress(profile.address, token);
        session->connectNow();
    }
    QThread *thread() { return &m_thread; } ///< for sessions
    bool isLive() const
    {
        return session && session->connection().phase == session::ConnectionInfo::Phase::Live;
    }
    QString stateOf(const QString &job) const
    {
        const auto *entry = store.state().find({ profile.id, JobId{ job } });
        return entry ? wire::stateWord(entry->job.state) : QStringLiteral("none");
    }
    const store::Edit *edit(const EditId &id) const
    {
        const auto found = std::ranges::find(store.state().edits, id, &store::Edit::id);
        return found == store.state().edits.end() ? nullptr : &*found;
    }
    store::Fate fate(const EditId &id) const
    {
        return edit(id) ? edit(id)->fate : store::Fate::Draft;
    }
    bool allConfirmed() const
    {
        return std::ranges::all_of(store.state().jobs, &store::JobEntry::confirmed)
            && std::ranges::all_of(store.state().items, &store::ItemEntry::confirmed);
    }

    wire::Profile profile;
    const wire::Dialect &dialect;
    session::SessionPolicy policy = quickPolicy();
    SystemClock clock;
    store::Journal journal;
    store::Store store{ clock, &journal };
    store::LoadReport report;
    QStringList confirmed; ///< lists that were confirmed: "jobs", or the kind of the items
    QStringList replaced; ///< lists that were read whole

private:
    void note(const wire::Event &event)
    {
        const auto name
            = [](const QString &kind) { return kind.isEmpty() ? QStringLiteral("jobs") : kind; };
        if (const auto *list = std::get_if<wire::ListConfirmed>(&event))
            confirmed.append(name(list->kind));
        else if (const auto *items = std::get_if<wire::ItemsReplaced>(&event))
            replaced.append(items->kind);
        else if (std::holds_alternative<wire::JobsReplaced>(event))
            replaced.append(name({}));
    }
    QThread m_thread;

public:
    std::unique_ptr<session::Session> session; ///< goes first
};

} // namespace fw::test
