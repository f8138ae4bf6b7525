// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "ui/common/field_form.h"
#include "ui/common/widgets.h"
#include "ui/settings/kind_list.h"
#include "ui/settings/server_delegate.h"
#include "ui/settings/server_drafts.h"
#include "ui/settings/servers_window.h"

#include <QHBoxLayout>
#include <QListView>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

ServersWindow::ServersWindow(Parts parts, QWidget *parent)
    : QDialog(parent)
    , m_parts(std::move(parts))
    , m_drafts(new ServerDrafts(m_parts.profiles, m_parts.lookOf, this))
    , m_add(makeButton(tr("&Add a server"), ButtonKind::Plain, this))
    , m_list(new QListView(this))
    , m_copy(makeButton(tr("D&uplicate"), ButtonKind::Plain, this))
    , m_remove(makeButton(tr("&Remove…"), ButtonKind::Danger, this))
    , m_up(new QToolButton(this))
    , m_down(new QToolButton(this))
    , m_pages(new QStackedWidget(this))
    , m_title(new QLabel(this))
    , m_state(new StateLabel(this))
    , m_connect(makeButton(tr("&Connect"), ButtonKind::Plain, this))
    , m_form(new ServerForm(this))
    , m_note(makeLabel({}, "soft", this))
    , m_undo(makeButton(tr("&Undo changes"), ButtonKind::Plain, this))
    , m_save(makeButton(tr("&Save"), ButtonKind::Primary, this))
{
    setObjectName(u"serversWindow"_s);
    setWindowTitle(tr("Servers"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildSide());
    auto *line = makeLine(this);
    line->setFixedSize(1, QWIDGETSIZE_MAX);
    line->setMinimumHeight(0);
    row->addWidget(line);
    m_pages->addWidget(buildStart());
    m_pages->addWidget(buildMain());
    row->addWidget(m_pages, 1);
    for (session::Session *session : m_parts.sessions.all())
        watch(session);
    connect(&m_parts.sessions, &session::Sessions::added, this, &ServersWindow::watch);
    connect(&m_parts.sessions, &session::Sessions::added, this, &ServersWindow::refresh);
    connect(&m_parts.roster, &session::Roster::secretKept, this, &ServersWindow::refreshState);
    const int unit = fontMetrics().averageCharWidth();
    resize(unit * 122, fontMetrics().height() * 42);
    onChosen();
}

QWidget *ServersWindow::buildSide()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(fontMetrics().averageCharWidth() * 40);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(space::medium, space::medium, space::medium, space::medium);
    column->setSpacing(space::small);
    m_add->setObjectName(u"addServer"_s);
    m_add->setProperty("hasMenu", true);
    auto *kinds = new QMenu(m_add);
    kinds->setToolTipsVisible(true);
    for (const auto &dialect : dialects::allDialects()) {
        QAction *kind = kinds->addAction(dialect->about().title);
        kind->setToolTip(offerText(dialect->about().line));
        connect(kind, &QAction::triggered, this,
                [this, name = dialect->name()] { addServer(name); });
    }
    m_add->setMenu(kinds);
    m_remove->setObjectName(u"removeServer"_s);
    m_copy->setObjectName(u"copyServer"_s);
    m_list->setAccessibleName(tr("Servers"));
    m_list->setProperty("surface", u"panel"_s);
    m_list->setModel(m_drafts);
    m_list->setItemDelegate(new ServerDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ServersWindow::onChosen);
    connect(m_drafts, &QAbstractItemModel::layoutChanged, this, &ServersWindow::refresh);
    connect(m_drafts, &QAbstractItemModel::rowsRemoved, this, &ServersWindow::refresh);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::tiny);
    const std::pair<QToolButton *, QString> moves[]
        = { { m_up, tr("Move up") }, { m_down, tr("Move down") } };
    for (const auto &[button, name] : moves) {
        button->setAccessibleName(name);
        button->setToolTip(name);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty("arrow", button == m_up ? u"up"_s : u"down"_s);
        button->setFixedSize(fontMetrics().height() * 2, m_copy->sizeHint().height());
    }
    for (QPushButton *button : { m_copy, m_remove }) {
        button->setProperty("compact", true);
        row->addWidget(button);
    }
    row->addStretch();
    row->addWidget(m_up);
    row->addWidget(m_down);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        choose(m_drafts->duplicate(this->row()));
        m_form->focusName();
    });
    connect(m_remove, &QPushButton::clicked, this, &ServersWindow::askRemove);
    connect(m_up, &QToolButton::clicked, this, [this] { m_drafts->move(this->row(), -1); });
    connect(m_down, &QToolButton::clicked, this, [this] { m_drafts->move(this->row(), 1); });
    column->addWidget(m_add);
    column->addWidget(m_list, 1);
    column->addLayout(row);
    return side;
}

QWidget *ServersWindow::buildStart()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(space::huge, space::huge, space::huge, space::huge);
    column->setSpacing(space::small);
    auto *title = new QLabel(tr("Which server do you want to watch?"), page);
    title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    auto *text = makeLabel(tr("Choose one at the left to change it, or add one. If you do not know "
                              "its kind, add any and let Framewatch detect it by the address."),
                           "soft", page);
    text->setWordWrap(true);
    auto *kinds = new KindList(page);
    connect(kinds, &KindList::addWanted, this, &ServersWindow::addServer);
    column->addWidget(title);
    column->addWidget(text);
    column->addSpacing(space::medium);
    column->addWidget(kinds);
    column->addStretch();
    return page;
}

QWidget *ServersWindow::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::huge, space::large, space::huge, space::medium);
    row->setSpacing(space::small);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    m_title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    m_title->setTextFormat(Qt::PlainText);
    words->addWidget(m_title);
    words->addWidget(m_state);
    row->addLayout(words);
    row->addStretch(1);
    row->addWidget(m_connect);
    m_connect->setObjectName(u"connect"_s);
    connect(m_connect, &QPushButton::clicked, this, &ServersWindow::onConnect);
    return head;
}

QWidget *ServersWindow::buildMain()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(makeLine(page));
    m_scroll = new QScrollArea(page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *inside = new QWidget(m_scroll);
    asPanel(inside);
    auto *body = new QVBoxLayout(inside);
    body->setContentsMargins(space::huge, space::large, space::huge, space::large);
    body->addWidget(m_form);
    body->addStretch();
    m_scroll->setWidget(inside);
    column->addWidget(m_scroll, 1);
    column->addWidget(makeLine(page));
    column->addWidget(buildFoot());
    connect(m_form, &ServerForm::edited, this, &ServersWindow::onEdited);
    connect(m_form, &ServerForm::signInWanted, this,
            [this] { Q_EMIT signInWanted(m_drafts->savedProfile(row()).id); });
    connect(m_form, &ServerForm::signOutWanted, this, [this] {
        m_parts.roster.signOut(m_drafts->savedProfile(row()).id);
        refreshState();
    });
    return page;
}

QWidget *ServersWindow::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(space::huge, space::medium, space::huge, space::medium);
    row->setSpacing(space::small);
    m_note->setWordWrap(true);
    row->addWidget(m_note, 1);
    row->addWidget(m_undo);
    row->addWidget(m_save);
    m_undo->setObjectName(u"undoServer"_s);
    m_save->setObjectName(u"saveServer"_s);
    m_save->setDefault(true);
    connect(m_undo, &QPushButton::clicked, this, &ServersWindow::undo);
    connect(m_save, &QPushButton::clicked, this, &ServersWindow::save);
    return foot;
}

} // namespace fw::ui
