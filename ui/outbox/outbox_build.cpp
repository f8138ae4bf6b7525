// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "ui/common/widgets.h"
#include "ui/common/wrap_layout.h"
#include "ui/outbox/outbox_table.h"
#include "ui/outbox/outbox_window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QShortcut>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::Fate;

QWidget *OutboxWindow::buildHead()
{
    auto *head = new QWidget(this);
    asPanel(head);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::large, space::medium, space::large, space::medium);
    row->setSpacing(space::small);
    m_title->setObjectName(u"outboxTitle"_s);
    m_title->setFont(scaledFont(font(), 1.15, QFont::DemiBold));
    m_server->setObjectName(u"outboxServer"_s);
    m_server->setAccessibleName(tr("Whose changes are shown: the server"));
    m_server->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_fate->setObjectName(u"outboxFate"_s);
    m_fate->setAccessibleName(tr("Which state of changes is shown"));
    m_fate->addItem(tr("Every state"), -1);
    for (const Fate fate : { Fate::Queued, Fate::Sending, Fate::NoAnswer, Fate::Held,
                             Fate::Rejected, Fate::Conflict, Fate::Accepted })
        m_fate->addItem(models::fateText(fate), int(fate));
    m_fate->addItem(tr("Recovered and held"), recoveredOnly);
    m_history->setObjectName(u"outboxHistory"_s);
    m_history->setToolTip(tr("Also changes that were accepted, and those you put away"));
    for (QComboBox *box : { m_server, m_fate }) {
        box->setToolTip(box->accessibleName());
        connect(box, &QComboBox::currentIndexChanged, this, &OutboxWindow::applyWish);
    }
    connect(m_history, &QCheckBox::toggled, this, &OutboxWindow::applyWish);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_server);
    row->addWidget(m_fate);
    row->addWidget(m_history);
    return head;
}

QPushButton *OutboxWindow::addAct(OutboxAct act, const QString &text, const QString &tip)
{
    auto *button = makeButton(
        text, act == OutboxAct::Discard ? ButtonKind::Danger : ButtonKind::Plain, this);
    button->setProperty("compact", true);
    connect(button, &QPushButton::clicked, this, [this, act] { this->act(act); });
    m_buttons.insert(act, button);
    m_tips.insert(act, tip);
    return button;
}

QWidget *OutboxWindow::buildActs()
{
    auto *box = new QWidget(this);
    asPanel(box);
    auto *row = new WrapLayout;
    box->setLayout(row);
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->setSpacing(space::small);
    row->addWidget(addAct(OutboxAct::Retry, tr("&Retry"),
                          tr("Sends it again: the same change where there was no answer, a new "
                             "one where it was rejected")));
    row->addWidget(addAct(OutboxAct::Resend, tr("&Edit and resend…"),
                          tr("Opens its form, filled in; what you send replaces it")));
    row->addWidget(
        addAct(OutboxAct::Resolve, tr("Res&olve…"), tr("Shows both sides field by field (Enter)")));
    row->addWidget(addAct(OutboxAct::Hold, tr("&Hold"), tr("Not sent until you release it")));
    row->addWidget(addAct(OutboxAct::Release, tr("Re&lease"), tr("Sent as soon as it can be")));
    row->addWidget(addAct(OutboxAct::RestoreMine, tr("Restore &mine"),
                          tr("Sends once more what you wanted before the conflict")));
    row->addWidget(addAct(OutboxAct::Discard, tr("&Discard…"),
                          tr("Takes it out of the outbox without sending it (Del)")));
    m_holdAll->setObjectName(u"outboxHoldAll"_s);
    m_holdAll->setProperty("compact", true);
    m_holdAll->setCheckable(true);
    connect(m_holdAll, &QPushButton::clicked, &m_desk, &OutboxDesk::holdAll);
    row->addWidget(m_holdAll);
    return box;
}

QWidget *OutboxWindow::buildFoot()
{
    auto *foot = new QWidget(this);
    asPanel(foot);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->setSpacing(space::small);
    for (QLabel *label : { m_others, m_said }) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_others->setObjectName(u"outboxOthers"_s);
    m_said->setObjectName(u"outboxSaid"_s);
    m_copy->setObjectName(u"outboxCopy"_s);
    m_copy->setToolTip(tr("Copies the chosen lines, or all, as text (Ctrl+C)"));
    m_copyJson->setObjectName(u"outboxCopyJson"_s);
    m_copyJson->setToolTip(
        tr("Copies the chosen changes, or all, with their content (Ctrl+Shift+C)"));
    m_export->setObjectName(u"outboxExport"_s);
    m_export->setToolTip(tr("Writes all changes that are listed into a file, without secrets"));
    connect(m_copy, &QPushButton::clicked, this, &OutboxWindow::copy);
    connect(m_copyJson, &QPushButton::clicked, this, &OutboxWindow::copyJson);
    connect(m_export, &QPushButton::clicked, this, &OutboxWindow::askSave);
    connect(m_table, &OutboxTable::copyWanted, this, &OutboxWindow::copy);
    row->addWidget(m_others, 2);
    row->addWidget(m_said, 1);
    row->addWidget(m_copy);
    row->addWidget(m_copyJson);
    row->addWidget(m_export);
    auto *close = makeButton(tr("Close"), ButtonKind::Plain, this);
    close->setToolTip(tr("Close (Esc)"));
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    row->addWidget(close);
    return foot;
}

void OutboxWindow::buildKeys()
{
    const auto key = [this](const QKeySequence &keys, QWidget *where, auto run) {
        auto *one = new QShortcut(keys, where);
        one->setContext(Qt::WidgetWithChildrenShortcut);
        connect(one, &QShortcut::activated, this, run);
    };
    key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, &OutboxWindow::copyJson);
    key(QKeySequence(Qt::CTRL | Qt::Key_W), this, &QWidget::close);
    key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), this, &QWidget::close);
    key(QKeySequence::Delete, m_table, [this] { act(OutboxAct::Discard); });
    const auto buttons = findChildren<QPushButton *>();
    for (QPushButton *button : buttons) // Enter belongs to the table
        button->setAutoDefault(false);
}

} // namespace fw::ui
