// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/activity/activity_panel.h"
#include "ui/common/widgets.h"
#include "ui/detail/detail_panel.h"
#include "ui/jobs/facet_panel.h"
#include "ui/jobs/queue_panel.h"
#include "ui/library/library_panel.h"
#include "ui/outbox/outbox_desk.h"
#include "ui/shell/banner_stack.h"
#include "ui/shell/commands.h"
#include "ui/shell/connection_desk.h"
#include "ui/shell/drop_overlay.h"
#include "ui/shell/file_desk.h"
#include "ui/shell/job_actions.h"
#include "ui/shell/keep_watch.h"
#include "ui/shell/layout_keeper.h"
#include "ui/shell/library_desk.h"
#include "ui/shell/media_desk.h"
#include "ui/shell/media_intake.h"
#include "ui/shell/offer_menus.h"
#include "ui/shell/scroll_settler.h"
#include "ui/shell/server_chip.h"
#include "ui/shell/sign_in_desk.h"
#include "ui/shell/status_line.h"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMimeData>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(const Parts &parts)
    : m_parts(parts)
    , m_models(parts.store, parts.sessions, parts.pictures)
    , m_commands(new Commands(this))
    , m_jobActions(new JobActions(parts.store, parts.sessions, this))
    , m_media(new MediaDesk(parts.sessions, this))
    , m_files(new FileDesk(m_models.files, this))
    , m_signIn(new SignInDesk(parts.roster, parts.sessions, this))
    , m_offers(new OfferDesk(parts.store, parts.sessions, this))
    , m_offerMenus(new OfferMenus(parts.store, parts.sessions, *m_offers, this))
    , m_outboxDesk(new OutboxDesk(parts.store, parts.sessions, this))
    , m_keepWatch(new KeepWatch(parts.store, this))
    , m_scrolling(new ScrollSettler(this))
    , m_chips(new ServerChips(parts.store, this))
    , m_connections(new ConnectionDesk(parts.sessions, *m_commands->action(Command::WorkOffline),
                                       *m_chips, parts.keeper, this))
    , m_banner(new BannerBar(this))
    , m_ending(new BannerBar(this))
    , m_keeping(new BannerBar(this))
    , m_recovered(new BannerBar(this))
    , m_notice(new BannerBar(this))
    , m_kinds(new QWidget(this))
    , m_queue(new QueuePanel(m_models.filter, m_models.pictureSource, this))
    , m_facets(new FacetPanel(m_models.facets, m_models.servers, m_models.filter, this))
    , m_detail(new DetailPanel({ m_models.jobs, m_models.stages, m_models.thumbnails,
                                 m_models.metadata, m_models.outputs, m_models.log },
                               m_models.pictureSource, this))
    , m_activity(new ActivityPanel(m_models.activity, this))
    , m_library(new LibraryPanel({ m_models.kinds, m_models.items, m_models.itemFields },
                                 m_models.pictureSource, this))
    , m_libraryDesk(new LibraryDesk(parts.store, parts.sessions, *m_library, *m_offers, *m_files))
    , m_status(new StatusLine(parts.store, parts.sessions, this))
    , m_overlay(new DropOverlay(this))
{
    setWindowTitle(tr("Framewatch"));
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    m_banner->setObjectName(u"mainBanner"_s);
    m_ending->setObjectName(u"endingBanner"_s);
    m_keeping->setObjectName(u"keepingBanner"_s);
    m_recovered->setObjectName(u"recoveredBanner"_s);
    m_notice->setObjectName(u"notice"_s);
    auto *banners = new BannerStack(this);
    banners->add(m_banner, BannerRank::Connection, BannerRank::Trouble);
    banners->add(m_ending, BannerRank::Soon);
    banners->add(m_keeping, BannerRank::Keeping);
    banners->add(m_recovered, BannerRank::Recovered);
    banners->add(m_notice, BannerRank::Event);
    setCentralWidget(m_queue);
    setStatusBar(m_status);
    buildHeader();
    buildDocks();
    wirePanels();
    wireCommands();
    wireNews();
    wireLibrary();
    wireServers();
    wireOutbox();
    for (session::Session *session : m_parts.sessions.all())
        addSession(session);
    m_firstState = saveState();
    restoreLayout();
    showLibrary();
    refreshBanner();
    refreshEmptyPage();
    onSelectionChanged();
    m_queue->setFocus();
}

MainWindow::~MainWindow()
{
    m_docks[3]->disconnect(this); // it hides while its window is taken down
    m_parts.keeper.saveNow();
    m_parts.keeper.setCollector({});
}

void MainWindow::buildHeader()
{
    auto *header = new QWidget(this);
    asPanel(header);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_commands->makeMenuBar(*m_jobActions, header));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::medium, space::tiny, space::medium, space::small + 2);
    row->setSpacing(space::small);
    auto *add = makeButton(tr("&Add media…"), ButtonKind::Plain, header);
    add->setObjectName(u"addMedia"_s);
    add->setToolTip(tr("Choose video files and what to make of them. Files can also be dropped on "
                       "the window or pasted."));
    connect(add, &QPushButton::clicked, m_media, &MediaDesk::choose);
    row->addWidget(m_chips);
    row->addStretch();
    row->addWidget(add);
    column->addLayout(row);
    column->addWidget(makeLine(header));
    column->addWidget(m_banner);
    column->addWidget(m_ending);
    column->addWidget(m_keeping);
    column->addWidget(m_recovered);
    column->addWidget(m_notice);
    setMenuWidget(header);
}

QDockWidget *MainWindow::makeDock(const QString &name, const QString &title, QWidget *content,
                                  Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(content);
    dock->setAccessibleName(title);
    addDockWidget(area, dock);
    m_docks << dock;
    // Docks hide while the window is taken down: its parts outlive it, the window itself does not.
    const auto touch = [&keeper = m_parts.keeper] { keeper.touch(); };
    connect(dock, &QDockWidget::dockLocationChanged, this, touch);
    connect(dock, &QDockWidget::topLevelChanged, this, touch);
    connect(dock, &QDockWidget::visibilityChanged, this, touch);
    return dock;
}

void MainWindow::buildDocks()
{
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setDockOptions(AnimatedDocks | AllowTabbedDocks);
    makeDock(u"views"_s, tr("Views"), m_facets, Qt::LeftDockWidgetArea);
    makeDock(u"detail"_s, tr("Job detail"), m_detail, Qt::RightDockWidgetArea);
    makeDock(u"activity"_s, tr("Activity"), m_activity, Qt::BottomDockWidgetArea);
    makeDock(u"library"_s, tr("Library"), m_library, Qt::BottomDockWidgetArea);
    splitDockWidget(m_docks[3], m_docks[2], Qt::Vertical); // above the activity
    m_docks[3]->hide();
    const int unit = fontMetrics().averageCharWidth();
    resize(1440, 900);
    resizeDocks({ m_docks[0], m_docks[1] }, { unit * 21, unit * 43 }, Qt::Horizontal);
    resizeDocks({ m_docks[3], m_docks[2] },
                { fontMetrics().height() * 22, fontMetrics().height() * 10 }, Qt::Vertical);
    lockPanels(true);
}

void MainWindow::addSession(session::Session *session)
{
    m_chips->add(session);
    onServersChanged();
    connect(session, &session::Session::connectionChanged, this, [this] {
        m_status->refresh(); // chip and status line say the same at the same time
        refreshBanner();
        refreshEmptyPage();
    });
    connect(session, &session::Session::capabilitiesChanged, m_jobActions, &JobActions::refresh);
    connect(session, &session::Session::settled, this, &MainWindow::onSettled);
    refreshEmptyPage();
    m_status->refresh();
}

void MainWindow::takeOver(const QStringList &files)
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    m_media->add(files);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QStringList paths = pathsIn(*event->mimeData());
    if (paths.isEmpty() || event->source())
        return;
    const session::Session *target = m_media->target();
    m_overlay->present(int(paths.size()), target ? target->profile().name : QString(),
                       m_media->refusal());
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_overlay->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_overlay->hide();
    m_media->add(pathsIn(*event->mimeData()));
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

} // namespace fw::ui
