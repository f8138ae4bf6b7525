// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roster.h"
#include "ui/shell/connection_words.h"
#include "ui/shell/view_models.h"

#include <QJsonObject>
#include <QMainWindow>

namespace fw::ui {

class ActivityPanel;
class BannerBar;
class Commands;
class ConnectionDesk;
class DetailPanel;
class DropOverlay;
class FacetPanel;
class FileDesk;
class InspectorWindow;
class JobActions;
class KeepWatch;
class LayoutKeeper;
class LibraryDesk;
class LibraryPanel;
class Look;
class MediaDesk;
class OfferDesk;
class OfferMenus;
class OutboxDesk;
class OutboxWindow;
class QueuePanel;
class ScrollSettler;
class ServerChips;
class ServersWindow;
class SignInDesk;
class StatusLine;

/// The window: composes the panels and joins them to sessions and store (ux.md 7.1). Everything it
/// needs is handed in and outlives it; nothing it does waits for a file or the network.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    struct Parts
    {
        store::Store &store;
        session::Sessions &sessions;
        pictures::Pictures &pictures;
        Look &look;
        LayoutKeeper &keeper;
        settings::Profiles &profiles;
        session::Roster &roster;
    };
    explicit MainWindow(const Parts &parts);
    ~MainWindow() override;

    MediaDesk &media() const { return *m_media; }
    JobActions &jobActions() const { return *m_jobActions; }
    Commands &commands() const { return *m_commands; }
    QueuePanel &queue() const { return *m_queue; }
    DetailPanel &detail() const { return *m_detail; }
    FileDesk &files() const { return *m_files; }
    LibraryPanel &library() const { return *m_library; }
    OutboxDesk &outboxDesk() const { return *m_outboxDesk; }
    KeepWatch &keepWatch() const { return *m_keepWatch; }
    ServerChips &chips() const { return *m_chips; }
    /// The window in which servers are set up; made when it is first wanted.
    ServersWindow &servers();
    /// The connection inspector; made when it is first wanted.
    InspectorWindow &inspector();
    /// Every change of ours; made when it is first wanted.
    OutboxWindow &outbox();
    /// Comes to the front and adds what another start handed over.
    void takeOver(const QStringList &files);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    bool event(QEvent *event) override;

private:
    // main_window.cpp
    void buildHeader();
    void buildDocks();
    QDockWidget *makeDock(const QString &name, const QString &title, QWidget *content,
                          Qt::DockWidgetArea area);
    void addSession(session::Session *session);
    // main_window_wiring.cpp
    void wirePanels();
    void wireCommands();
    void wireToggles();
    void wireUndo();
    void wireNews();
    void onSelectionChanged();
    void refreshSelectionCount();
    void onSettled(const wire::EditSettled &verdict);
    void onPictureChanged();
    void showAbout();
    void showShortcuts();
    void cyclePane(int step);
    // main_window_library.cpp
    void wireLibrary();
    void showLibrary();
    // main_window_outbox.cpp
    void wireOutbox();
    void wireRefusals();
    void refreshOutbox();
    void refreshRefusals();
    void refreshKeeping();
    void onRecovered(BannerText::Action action);
    void editAndResend(const EditId &edit);
    // main_window_servers.cpp
    void wireServers();
    void onServersChanged();
    void onBanner(const ServerId &server, BannerText::Action action);
    void refreshBanner();
    // empty_page.cpp
    void refreshEmptyPage();
    // main_window_layout.cpp
    QJsonObject layoutNow() const;
    void restoreLayout();
    /// Makes the window and its \a frame fit the screen it is on.
    void fitScreen(const QMargins &frame);
    void resetLayout();
    void lockPanels(bool locked);
    void setLook(int choice);

    Parts m_parts;
    ViewModels m_models;
    Commands *m_commands;
    JobActions *m_jobActions;
    MediaDesk *m_media;
    FileDesk *m_files;
    SignInDesk *m_signIn;
    OfferDesk *m_offers;
    OfferMenus *m_offerMenus;
    OutboxDesk *m_outboxDesk;
    KeepWatch *m_keepWatch;
    ScrollSettler *m_scrolling;
    ServerChips *m_chips;
    ConnectionDesk *m_connections;
    BannerBar *m_banner;
    BannerBar *m_ending; ///< a session that ends soon
    BannerBar *m_keeping; ///< changes cannot be kept
    BannerBar *m_recovered; ///< changes of a run that ended unexpectedly
    BannerBar *m_notice; ///< an event to read once, dismissed by hand
    ServersWindow *m_servers = nullptr;
    InspectorWindow *m_inspector = nullptr;
    OutboxWindow *m_outbox = nullptr;
    QWidget *m_kinds; ///< on the empty page, while there is but this computer
    QueuePanel *m_queue;
    FacetPanel *m_facets;
    DetailPanel *m_detail;
    ActivityPanel *m_activity;
    LibraryPanel *m_library;
    LibraryDesk *m_libraryDesk;
    StatusLine *m_status;
    DropOverlay *m_overlay;
    QList<QDockWidget *> m_docks; ///< views, detail, activity, library
    QByteArray m_firstState; ///< docks as built, for Reset layout
    bool m_libraryWanted = true; ///< while there is anything to show in it
    bool m_restoring = false;
    bool m_recoveryClosed = false; ///< a person has read that there are recovered changes
};

} // namespace fw::ui
