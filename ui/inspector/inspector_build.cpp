// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/widgets.h"
#include "ui/inspector/exchange_table.h"
#include "ui/inspector/inspector_window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::ExchangeWish;

QWidget *InspectorWindow::buildHead()
{
    auto *head = new QWidget(this);
    asPanel(head);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::large, space::medium, space::large, space::medium);
    row->setSpacing(space::small);
    m_server->setObjectName(u"inspectorServer"_s);
    m_server->setAccessibleName(tr("Which server's messages are shown"));
    m_server->setMinimumContentsLength(12);
    m_server->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_search->setObjectName(u"inspectorSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_search->setPlaceholderText(tr("Search path, kind, reason, content"));
    m_search->setAccessibleName(tr("Search messages"));
    m_search->setToolTip(tr("Search messages (Ctrl+F)"));
    m_way->setObjectName(u"inspectorWay"_s);
    m_way->setAccessibleName(tr("Which way the messages went"));
    m_way->addItem(tr("Sent and received"), int(ExchangeWish::Way::Both));
    m_way->addItem(tr("Sent"), int(ExchangeWish::Way::Sent));
    m_way->addItem(tr("Received"), int(ExchangeWish::Way::Received));
    m_channel->setObjectName(u"inspectorChannel"_s);
    m_channel->setAccessibleName(tr("Over which channel they went"));
    m_channel->addItem(tr("All channels"), int(ExchangeWish::Channel::Any));
    m_channel->addItem(tr("WebSocket"), int(ExchangeWish::Channel::Socket));
    m_channel->addItem(tr("HTTP"), int(ExchangeWish::Channel::Http));
    for (QComboBox *box : { m_server, m_way, m_channel }) {
        box->setToolTip(box->accessibleName());
        connect(box, &QComboBox::currentIndexChanged, this, &InspectorWindow::applyWish);
    }
    m_problems->setObjectName(u"inspectorProblems"_s);
    m_problems->setToolTip(
        tr("Only what was not understood, calls that failed and connections that broke off"));
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_searching.start(); });
    connect(m_problems, &QCheckBox::toggled, this, &InspectorWindow::applyWish);
    row->addWidget(m_server);
    row->addWidget(m_search, 1);
    row->addWidget(m_way);
    row->addWidget(m_channel);
    row->addWidget(m_problems);
    return head;
}

QWidget *InspectorWindow::buildFoot()
{
    auto *foot = new QWidget(this);
    asPanel(foot);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->setSpacing(space::small);
    m_count->setObjectName(u"inspectorCount"_s);
    m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_count->setWordWrap(true);
    m_follow->setObjectName(u"inspectorFollow"_s);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest line in sight. Scrolling up stops it."));
    connect(m_follow, &QCheckBox::toggled, m_table, &ExchangeTable::setFollowing);
    connect(m_table, &ExchangeTable::followingChanged, m_follow, &QCheckBox::setChecked);
    m_pause->setObjectName(u"inspectorPause"_s);
    m_pause->setToolTip(
        tr("Stops the list; what comes meanwhile is counted and shown later (Ctrl+P)"));
    connect(m_pause, &QPushButton::clicked, this, [this] { setPaused(!m_paused); });
    m_clear->setObjectName(u"inspectorClear"_s);
    m_clear->setToolTip(tr("Forgets what is listed here. Nothing happens to the servers."));
    connect(m_clear, &QPushButton::clicked, this, &InspectorWindow::clear);
    m_copy->setObjectName(u"inspectorCopy"_s);
    m_copy->setToolTip(tr("Copies the chosen lines as text (Ctrl+C)"));
    connect(m_copy, &QPushButton::clicked, this, &InspectorWindow::copy);
    connect(m_table, &ExchangeTable::copyWanted, this, &InspectorWindow::copy);
    m_copyJson->setObjectName(u"inspectorCopyJson"_s);
    m_copyJson->setToolTip(tr("Copies the chosen messages with their content (Ctrl+Shift+C)"));
    connect(m_copyJson, &QPushButton::clicked, this, &InspectorWindow::copyJson);
    m_save->setObjectName(u"inspectorSave"_s);
    connect(m_save, &QPushButton::clicked, this, &InspectorWindow::askSave);
    row->addWidget(m_count, 1);
    row->addWidget(m_follow);
    for (QPushButton *button : { m_pause, m_clear, m_copy, m_copyJson, m_save }) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    return foot;
}

void InspectorWindow::buildKeys()
{
    const auto key = [this](const QKeySequence &keys, auto act) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, act);
    };
    key(QKeySequence::Find, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    key(QKeySequence::Save, [this] {
        if (m_save->isEnabled())
            askSave();
    });
    key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { copyJson(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close(); });
    key(QKeySequence(Qt::CTRL | Qt::Key_P), [this] { setPaused(!m_paused); });
}

} // namespace fw::ui
