// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sample_starter.h"

#include <algorithm>

namespace fw::ui {

SampleStarter::SampleStarter(const store::Store &store, const session::Sessions &sessions,
                             QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_sessions(sessions)
{
    // An empty list changes nothing in the store, but it is applied.
    connect(&store, &store::Store::applied, this, &SampleStarter::look, Qt::QueuedConnection);
    const auto watch = [this](const session::Session *session) {
        connect(session, &session::Session::connectionChanged, this, &SampleStarter::look);
    };
    connect(&sessions, &session::Sessions::added, this, watch);
    for (const session::Session *session : sessions.all())
        watch(session);
    look();
}

void SampleStarter::look()
{
    if (m_settled)
        return;
    for (const session::Session *session : m_sessions.all()) {
        const ServerId &id = session->profile().id;
        const bool live = session->connection().phase == session::ConnectionInfo::Phase::Live;
        if (!session->profile().thisComputer || !live || !m_store.state().listed.contains(id))
            continue;
        m_settled = true;
        if (std::ranges::none_of(m_store.state().jobs,
                                 [&id](const auto &entry) { return entry.server == id; }))
            Q_EMIT sampleWanted();
        return;
    }
}

} // namespace fw::ui
