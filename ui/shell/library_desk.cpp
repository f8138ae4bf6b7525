// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/library_desk.h"

#include "models/words.h"
#include "ui/library/library_panel.h"
#include "ui/shell/connection_words.h"

#include <QMenu>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::Freshness;

namespace {

/// What is said while the server is \a freshness; null while nothing needs to be said.
LibraryNote noteFor(const store::ServerState &server, const session::Session *session, WallTime now,
                    Instant instant)
{
    using Kind = wire::Standing::Kind;
    LibraryNote note;
    note.known = server.lastHeard.has_value();
    const QString age = server.lastHeard ? models::ageText(*server.lastHeard, now) : QString();
    if (session && session->connection().standing != Kind::Usual) {
        const ConnectionFace face = faceOf(session->connection(), instant);
        note.shape = face.shape;
        note.color = tonePart(face.tone);
        const QString words = session->connection().standingDetail;
        note.text = words.isEmpty() ? LibraryDesk::tr("%1: %2").arg(server.name, face.word)
                                    : LibraryDesk::tr("%1: %2. %3", "server, state, its words")
                                          .arg(server.name, face.word, words);
        return note;
    }
    if (server.freshness == Freshness::Live || server.freshness == Freshness::Polling)
        return note;
    note.shape = Shape::Question;
    // By choice is no fault: the same word and shape as everywhere else.
    const bool chosen = session && session->connection().byChoice;
    const ConnectionFace face = chosen ? faceOf(session->connection(), instant) : ConnectionFace();
    const QString word = chosen ? face.word : models::freshnessText(server);
    note.text = note.known
        ? LibraryDesk::tr("%1: %2. Last known state, last heard: %3", "server, state, age")
              .arg(server.name, word, age)
        : LibraryDesk::tr("%1: %2").arg(server.name, word);
    if (chosen) {
        note.shape = face.shape;
        note.color = tonePart(face.tone);
    } else if (server.freshness == Freshness::Offline
               || server.freshness == Freshness::SignInNeeded) {
        note.shape = Shape::Cross;
        note.color = &Theme::failed;
    }
    return note;
}

} // namespace

LibraryDesk::LibraryDesk(const store::Store &store, session::Sessions &sessions,
                         LibraryPanel &panel, OfferDesk &desk, FileDesk &files)
    : QObject(&panel)
    , m_store(store)
    , m_sessions(sessions)
    , m_panel(panel)
    , m_items(store, desk, this)
    , m_server(store, desk, this)
    , m_save(store, files, &panel)
{
    connect(&panel, &LibraryPanel::kindChanged, this, &LibraryDesk::onKindChanged);
    connect(&panel, &LibraryPanel::selectionChanged, this, &LibraryDesk::onSelectionChanged);
    connect(&panel, &LibraryPanel::menuWanted, this, [this](const QPoint &at) {
        QMenu *menu = m_items.makeMenu(&m_panel);
        menu->addSeparator();
        menu->addActions(m_save.actions());
        menu->popup(at);
    });
    connect(&m_items, &OfferActions::actionsChanged, this, &LibraryDesk::showActions);
    connect(&m_save, &SaveActions::actionsChanged, this, &LibraryDesk::showActions);
    connect(&m_server, &OfferActions::actionsChanged, &panel,
            [this] { m_panel.setServerActions(m_server.actions()); });
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.servers || !changes.items.empty())
            lookForKinds();
    });
    connect(&sessions, &session::Sessions::added, this, [this] {
        m_watched = {};
        watch();
    });
    lookForKinds();
    onKindChanged();
}

void LibraryDesk::setShown(bool shown)
{
    m_shown = shown;
    watch();
}

void LibraryDesk::onKindChanged()
{
    m_server.setTarget(m_panel.kind().server, {}, {});
    onSelectionChanged();
    showActions();
    watch();
    refresh();
}

void LibraryDesk::onSelectionChanged()
{
    const store::KindKey &kind = m_panel.kind();
    // An empty kind would stand for the server as a whole.
    m_items.setTarget(kind.kind.isEmpty() ? ServerId{} : kind.server, kind.kind,
                      m_panel.selectedIds());
    m_save.setTarget(kind, m_panel.selectedIds());
}

void LibraryDesk::showActions()
{
    const QList<QAction *> saves = m_save.actions();
    m_panel.setItemActions(m_save.leads() ? saves + m_items.actions() : m_items.actions() + saves);
}

void LibraryDesk::watch()
{
    const store::KindKey wanted = m_shown ? m_panel.kind() : store::KindKey{};
    if (wanted == m_watched)
        return;
    m_watched = wanted;
    for (session::Session *session : m_sessions.all()) {
        const bool here = session->profile().id == wanted.server && !wanted.kind.isEmpty();
        session->setWatchedKinds(here ? QStringList{ wanted.kind } : QStringList{});
    }
}

void LibraryDesk::lookForKinds()
{
    const auto &servers = m_store.state().servers;
    const bool has = std::ranges::any_of(servers, [this](const store::ServerState &server) {
        const bool fresh
            = server.freshness == Freshness::Live || server.freshness == Freshness::Polling;
        const bool known = m_store.state().itemCounts.value({ server.id, {} }) > 0;
        return known || (fresh && !server.capabilities.kinds.empty());
    });
    refresh();
    if (has == m_hasKinds)
        return;
    m_hasKinds = has;
    Q_EMIT hasKindsChanged(has);
}

void LibraryDesk::refresh()
{
    const ServerId &id = m_panel.kind().server;
    const store::ServerState *server = m_store.state().server(id);
    m_panel.setNote(server ? noteFor(*server, m_sessions.find(id), m_store.clock().wall(),
                                     m_store.clock().now())
                           : LibraryNote{});
}

} // namespace fw::ui
