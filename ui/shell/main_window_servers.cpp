// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/widgets.h"
#include "ui/inspector/inspector_window.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/settings/kind_list.h"
#include "ui/settings/servers_window.h"
#include "ui/shell/banner_bar.h"
#include "ui/shell/commands.h"
#include "ui/shell/connection_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/media_intake.h"
#include "ui/shell/server_chip.h"
#include "ui/shell/sign_in_desk.h"
#include "ui/shell/status_line.h"

#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

ServersWindow &MainWindow::servers()
{
    if (m_servers)
        return *m_servers;
    const auto lookOf = [this](const ServerId &server) {
        const session::Session *session = m_parts.sessions.find(server);
        if (!session)
            return ServerLook{ Shape::Ring, tr("Not connected"), &Theme::textSoft };
        const ConnectionFace face = faceOf(session->connection(), m_parts.store.clock().now(),
                                           m_parts.store.clock().wall());
        return ServerLook{ face.shape, face.word, tonePart(face.tone) };
    };
    m_servers = new ServersWindow(
        { m_parts.profiles, m_parts.roster, m_parts.sessions, m_parts.store, lookOf }, this);
    connect(m_servers, &ServersWindow::signInWanted, m_signIn,
            [this](const ServerId &server) { m_signIn->ask(server, m_servers); });
    return *m_servers;
}

InspectorWindow &MainWindow::inspector()
{
    if (!m_inspector)
        m_inspector = new InspectorWindow(m_parts.sessions, this);
    return *m_inspector;
}

void MainWindow::wireServers()
{
    m_parts.pictures.setOffline(m_parts.sessions.isOffline());
    connect(&m_parts.sessions, &session::Sessions::offlineChanged, this, [this](bool offline) {
        m_parts.pictures.setOffline(offline);
        m_status->refresh();
        refreshBanner();
        refreshEmptyPage();
    });
    connect(m_commands->action(Command::Inspector), &QAction::triggered, this,
            [this] { inspector().present(); });
    connect(m_chips, &ServerChips::inspectorWanted, this,
            [this](const ServerId &server) { inspector().present(server); });
    connect(m_chips, &ServerChips::problemsWanted, this,
            [this](const ServerId &server) { inspector().present(server, true); });
    connect(m_commands->action(Command::Servers), &QAction::triggered, this,
            [this] { servers().present(); });
    connect(m_banner, &BannerBar::actionWanted, this, &MainWindow::onBanner);
    connect(m_ending, &BannerBar::actionWanted, this, &MainWindow::onBanner);
    connect(m_chips, &ServerChips::signInWanted, m_signIn,
            [this](const ServerId &server) { m_signIn->ask(server); });
    connect(m_chips, &ServerChips::signOutWanted, m_signIn, &SignInDesk::signOut);
    connect(m_chips, &ServerChips::settingsWanted, this,
            [this](const ServerId &server) { servers().present(server); });
    connect(&m_parts.sessions, &session::Sessions::arranged, this, &MainWindow::onServersChanged);
    connect(&m_parts.sessions, &session::Sessions::aboutToRemove, this,
            [this](session::Session *session) {
                m_chips->remove(session);
                QMetaObject::invokeMethod( // when it is gone
                    this, [this] { onServersChanged(); }, Qt::QueuedConnection);
            });
    auto *column = new QVBoxLayout(m_kinds);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    column->addWidget(makeHeading(tr("Or watch a server"), m_kinds));
    auto *kinds = new KindList(m_kinds);
    connect(kinds, &KindList::addWanted, this,
            [this](const QString &dialect) { servers().addServer(dialect); });
    column->addWidget(kinds);
    m_queue->emptyPage().setExtra(m_kinds);
}

void MainWindow::onServersChanged()
{
    m_chips->arrange(m_parts.sessions.all());
    m_queue->table().setManyServers(m_parts.sessions.all().size() > 1
                                    || m_parts.store.state().servers.size() > 1);
    m_status->refresh();
    refreshBanner();
    refreshEmptyPage();
}

void MainWindow::onBanner(const ServerId &server, BannerText::Action action)
{
    if (action == BannerText::Action::GoOnline)
        return m_connections->goOffline(false);
    session::Session *session = m_parts.sessions.find(server);
    if (!session)
        return;
    switch (action) {
    case BannerText::Action::RetryNow:
    case BannerText::Action::NewSession:
        return session->connectNow();
    case BannerText::Action::Details:
        return inspector().present(server, true);
    case BannerText::Action::SignIn:
        return m_signIn->ask(server);
    case BannerText::Action::Renew:
        if (m_ending->banner())
            session->send(m_ending->banner()->renewal);
        return;
    case BannerText::Action::GoOnline:
    case BannerText::Action::None:
    case BannerText::Action::Dismiss:
    case BannerText::Action::Review:
    case BannerText::Action::SendAll:
    case BannerText::Action::TryAgain:
        return;
    }
}

void MainWindow::refreshBanner()
{
    const store::Store &store = m_parts.store;
    const auto &all = m_parts.sessions.all();
    m_commands->setConnected(std::ranges::any_of(all, isReached));
    m_banner->setBanner(
        bannerFor(newsOf(m_parts.sessions), m_parts.sessions.isOffline(), store.clock().now(),
                  store.clock().wall(),
                  [this](const ServerId &server) { return m_status->waitingEdits(server); }));
    m_ending->setBanner(endingBanner(all, store.state(), store.clock().wall()));
}

} // namespace fw::ui
