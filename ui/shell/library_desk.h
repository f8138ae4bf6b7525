// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/offer_actions.h"
#include "ui/shell/save_actions.h"

namespace fw::ui {

class LibraryPanel;

/// Joins the library to sessions: what is on screen is read and kept up to date, the state of its
/// server is said above it, and what the server offers is at hand.
class LibraryDesk final : public QObject
{
    Q_OBJECT
public:
    LibraryDesk(const store::Store &store, session::Sessions &sessions, LibraryPanel &panel,
                OfferDesk &desk, FileDesk &files);

    /// Whether any server that was heard from keeps something besides jobs.
    bool hasKinds() const { return m_hasKinds; }
    /// Whether the library is on screen: only then its kind is watched.
    void setShown(bool shown);
    void refresh(); ///< the note ages

Q_SIGNALS:
    void hasKindsChanged(bool has);

private:
    void onKindChanged();
    void onSelectionChanged();
    void watch();
    void lookForKinds();
    void showActions();

    const store::Store &m_store;
    session::Sessions &m_sessions;
    LibraryPanel &m_panel;
    OfferActions m_items;
    OfferActions m_server;
    SaveActions m_save;
    bool m_shown = false;
    bool m_hasKinds = false;
    store::KindKey m_watched;
};

} // namespace fw::ui
