// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "ui/common/widgets.h"
#include "ui/settings/profile_words.h"
#include "ui/shell/gauges.h"
#include "ui/shell/server_chip.h"

#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using Phase = session::ConnectionInfo::Phase;

ConnectionPopover::ConnectionPopover(session::Session &session, const store::Store &store,
                                     QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_session(&session)
    , m_store(store)
    , m_clock(store.clock())
    , m_state(new StateLabel(this))
    , m_facts(new QGridLayout)
    , m_gauges(new Gauges(this))
{
    setObjectName(QStringLiteral("connectionPopover"));
    setFrameShape(QFrame::Box);
    setAccessibleName(tr("Connection to %1").arg(session.profile().name));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::medium, space::large, space::medium);
    column->setSpacing(space::small);
    auto *title = new QLabel(session.profile().name, this);
    title->setTextFormat(Qt::PlainText);
    title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    column->addWidget(title);
    column->addWidget(m_state);
    m_facts->setHorizontalSpacing(space::large);
    m_facts->setVerticalSpacing(space::tiny);
    column->addSpacing(space::tiny);
    column->addLayout(m_facts);
    column->addWidget(m_gauges);
    column->addSpacing(space::small);
    buildButtons();
    connect(&session, &session::Session::connectionChanged, this, &ConnectionPopover::refresh);
    connect(&session, &QObject::destroyed, this, &QWidget::close);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionPopover::refresh);
    m_timer.start(std::chrono::seconds(1));
    refresh();
}

void ConnectionPopover::buildButtons()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    m_connect = makeButton(tr("&Retry now"), ButtonKind::Plain, this);
    m_disconnect = makeButton(tr("&Disconnect"), ButtonKind::Plain, this);
    auto *copy = makeButton(tr("&Copy diagnostics"), ButtonKind::Plain, this);
    copy->setToolTip(tr("Copies these facts as text. Tokens are never part of it."));
    connect(m_connect, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->connectNow();
    });
    connect(m_disconnect, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->disconnectNow();
    });
    connect(copy, &QPushButton::clicked, this, [this] {
        if (m_session)
            QGuiApplication::clipboard()->setText(
                diagnostics(*m_session, m_clock.now(), m_clock.wall()));
    });
    m_offline = makeButton(tr("&Work offline"), ButtonKind::Plain, this);
    connect(m_offline, &QPushButton::clicked, this, [this] {
        const bool isOffline = m_session && m_session->connection().byChoice;
        Q_EMIT offlineWanted(!isOffline);
    });
    m_now = makeButton(tr("&Now"), ButtonKind::Link, this);
    m_now->setAccessibleName(tr("Try the WebSocket now"));
    m_now->hide();
    connect(m_now, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->connectNow();
    });
    for (QPushButton *button : { m_connect, m_disconnect, m_offline, copy })
        row->addWidget(button);
    row->addStretch();
    m_problems = addButton({}, &ConnectionPopover::problemsWanted);
    m_problems->setObjectName(QStringLiteral("popoverProblems"));
    m_problems->setProperty("kind", QStringLiteral("link"));
    m_problems->setToolTip(tr("Shows them in the connection inspector."));
    qobject_cast<QVBoxLayout *>(layout())->addWidget(m_problems, 0, Qt::AlignLeft);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(row);
    buildMore();
}

void ConnectionPopover::buildMore()
{
    auto *more = new QHBoxLayout;
    more->setSpacing(space::small);
    m_signIn = addButton(tr("&Sign in…"), &ConnectionPopover::signInWanted);
    m_signOut = addButton(tr("Sign &out"), &ConnectionPopover::signOutWanted);
    m_signOut->setToolTip(tr("Forgets the token and disconnects."));
    for (QPushButton *button :
         { m_signIn, m_signOut, addButton(tr("S&ettings…"), &ConnectionPopover::settingsWanted),
           addButton(tr("&Inspector"), &ConnectionPopover::inspectorWanted) })
        more->addWidget(button);
    more->addStretch();
    qobject_cast<QVBoxLayout *>(layout())->addLayout(more);
}

// What leads to another window: this one is a popup and must be gone first.
QPushButton *ConnectionPopover::addButton(const QString &text,
                                          void (ConnectionPopover::*wanted)(const ServerId &))
{
    auto *button = makeButton(text, ButtonKind::Plain, this);
    connect(button, &QPushButton::clicked, this, [this, wanted] {
        const ServerId server = m_session ? m_session->profile().id : ServerId{};
        close();
        if (!server.isEmpty())
            (this->*wanted)(server);
    });
    return button;
}

void ConnectionPopover::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Only the colour: the application is going through all widgets, none may come or go now.
    if (event->type() == QEvent::PaletteChange && m_session)
        showState();
}

void ConnectionPopover::showState()
{
    const ConnectionFace face = faceOf(m_session->connection(), m_clock.now(), m_clock.wall());
    m_state->setState(face.shape, face.word, toneColor(face.tone, themeOf(palette())));
}

void ConnectionPopover::refresh()
{
    if (!m_session)
        return;
    showState();
    refreshButtons();
    showFacts();
    const store::ServerState *server = m_store.state().server(m_session->profile().id);
    m_gauges->setStatus(server ? server->system : wire::SystemStatusSeen());
    const bool fresh = server
        && (server->freshness == store::Freshness::Live
            || server->freshness == store::Freshness::Polling);
    m_gauges->setAsOf(server && server->lastHeard && !fresh
                          ? models::heardText(*server->lastHeard, m_clock.wall())
                          : QString());
    adjustSize();
}

void ConnectionPopover::showFacts()
{
    const QList<Fact> facts = factsOf(*m_session, m_clock.now(), m_clock.wall());
    QStringList names;
    for (const Fact &fact : facts)
        names << fact.name;
    if (names != m_names)
        layFacts(facts);
    for (qsizetype i = 0; i < facts.size(); ++i) {
        QLabel *value = m_values[i];
        if (value->text() == facts[i].value)
            continue;
        value->setText(facts[i].value);
        if (facts[i].value.size() > 48) { // a grid gives a wrapped label one line only
            const int wide = fontMetrics().averageCharWidth() * 44;
            value->setWordWrap(true);
            value->setFixedWidth(wide);
            value->setMinimumHeight(value->heightForWidth(wide));
        }
    }
}

// The labels stay while only their figures move: who reads one, or has the button, is not
// disturbed.
void ConnectionPopover::layFacts(const QList<Fact> &facts)
{
    m_facts->removeWidget(m_now);
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_names.clear();
    m_values.clear();
    int line = 0;
    int widest = 0;
    for (const Fact &fact : facts) {
        auto *value = new QLabel(this);
        value->setTextFormat(Qt::PlainText);
        auto *name = makeLabel(fact.name, "soft", this);
        widest = std::max(widest, name->sizeHint().width());
        m_facts->addWidget(name, line, 0, Qt::AlignTop);
        m_facts->addWidget(value, line, 1, Qt::AlignTop);
        if (fact.isNextSocket)
            m_facts->addWidget(m_now, line, 2, Qt::AlignTop);
        ++line;
        m_names << fact.name;
        m_values << value;
    }
    const bool offersNow = std::ranges::any_of(facts, &Fact::isNextSocket);
    m_now->setVisible(offersNow);
    m_facts->setColumnStretch(1, 1);
    m_gauges->setNameRoom(widest + m_facts->horizontalSpacing());
}

void ConnectionPopover::refreshButtons()
{
    const session::ConnectionInfo &info = m_session->connection();
    m_problems->setVisible(info.problems > 0);
    m_problems->setText(tr("%n message(s) not understood \u2013 s&how", nullptr, info.problems));
    m_problems->setAccessibleName(m_problems->text().remove(u'&'));
    const bool idle = info.phase == Phase::Idle;
    const bool reads = info.phase == Phase::Polling && info.noSocket;
    m_connect->setText(idle ? tr("&Connect") : reads ? tr("&Read now") : tr("&Retry now"));
    m_connect->setEnabled(info.phase != Phase::Live && !info.byChoice);
    m_connect->setToolTip(m_connect->isEnabled() ? QString()
                              : info.byChoice    ? tr("Framewatch works offline.")
                                                 : tr("The connection is live."));
    m_offline->setText(info.byChoice ? tr("&Go online") : tr("&Work offline"));
    m_offline->setToolTip(info.byChoice ? tr("Connects all servers that were connected before.")
                                        : tr("Closes all connections. Changes wait until you go "
                                             "online again."));
    m_disconnect->setEnabled(!idle);
    m_disconnect->setToolTip(idle ? tr("There is no connection.") : QString());
    const wire::Profile &profile = m_session->profile();
    const bool asks = !profile.thisComputer
        && signInOf(profile, m_session->dialect().about()) != wire::SignInKind::None;
    const wire::SessionFacts &facts = m_session->facts();
    m_signIn->setVisible(asks || info.phase == Phase::SignInNeeded);
    m_signOut->setVisible(asks && !(facts.token.isEmpty() && facts.cookie.isEmpty()));
}

void ConnectionPopover::popUp(const QWidget *anchor)
{
    adjustSize();
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + space::tiny));
    const QRect room = anchor->screen()->availableGeometry();
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    move(at);
    show();
    const bool needed = m_session && m_session->connection().phase == Phase::SignInNeeded;
    QPushButton *first = m_connect->isEnabled() ? m_connect : m_disconnect;
    if (m_session && m_session->connection().byChoice)
        first = m_offline;
    (needed ? m_signIn : first)->setFocus(Qt::PopupFocusReason);
}

} // namespace fw::ui
