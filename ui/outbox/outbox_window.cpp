// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/outbox_window.h"

#include "models/words.h"
#include "ui/common/confirm_dialog.h"
#include "ui/common/widgets.h"
#include "ui/outbox/conflict_dialog.h"
#include "ui/outbox/outbox_detail.h"
#include "ui/outbox/outbox_table.h"

#include <QCheckBox>
#include <QComboBox>
#include <QMenu>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::EditWish;

OutboxWindow::OutboxWindow(OutboxDesk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_model(desk.store())
    , m_filter(m_model, desk.store())
    , m_server(new QComboBox(this))
    , m_fate(new QComboBox(this))
    , m_history(new QCheckBox(tr("Show histor&y"), this))
    , m_title(new QLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyPage(this))
    , m_table(new OutboxTable(m_filter, this))
    , m_detail(new OutboxDetail(desk.store(), m_model, this))
    , m_holdAll(makeButton(tr("Hold &all"), ButtonKind::Plain, this))
    , m_copy(makeButton(tr("&Copy"), ButtonKind::Plain, this))
    , m_copyJson(makeButton(tr("Copy as JSO&N"), ButtonKind::Plain, this))
    , m_export(makeButton(tr("Export &JSON…"), ButtonKind::Plain, this))
    , m_others(makeLabel({}, "soft", this))
    , m_said(makeLabel({}, "soft", this))
    , m_aging(this)
{
    setObjectName(u"outboxWindow"_s);
    setWindowTitle(tr("Outbox"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(makeLine(this));
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    auto *below = new QWidget(this);
    auto *rest = new QVBoxLayout(below);
    rest->setContentsMargins(0, 0, 0, 0);
    rest->setSpacing(0);
    rest->addWidget(buildActs());
    rest->addWidget(makeLine(below));
    rest->addWidget(m_detail, 1);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    split->addWidget(m_pages);
    split->addWidget(below);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setSizes({ 280, 340 });
    column->addWidget(split, 1);
    column->addWidget(makeLine(this));
    column->addWidget(buildFoot());
    buildKeys();
    connect(m_table, &OutboxTable::chosenChanged, this, &OutboxWindow::refreshActs);
    connect(m_table, &OutboxTable::chosenChanged, this,
            [this] { m_detail->setEdit(m_table->current()); });
    connect(m_table, &OutboxTable::openWanted, this, [this] {
        const EditId edit = m_table->current();
        act(m_desk.can(OutboxAct::Resolve, edit) ? OutboxAct::Resolve : OutboxAct::Resend);
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        for (auto one = m_buttons.begin(); one != m_buttons.end(); ++one) {
            QAction *entry
                = menu->addAction((*one)->text(), this, [this, kind = one.key()] { act(kind); });
            entry->setEnabled((*one)->isEnabled());
            entry->setToolTip((*one)->toolTip());
        }
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    // Behind the model, which follows the store as well.
    connect(&m_desk.store(), &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits || changes.servers || !changes.items.empty())
            refresh();
    });
    connect(&m_desk, &OutboxDesk::troubleChanged, this, &OutboxWindow::refresh);
    connect(&m_desk, &OutboxDesk::said, m_said, &QLabel::setText);
    connect(&m_desk.sessions(), &session::Sessions::arranged, this, &OutboxWindow::refreshServers);
    m_aging.setInterval(std::chrono::milliseconds(500));
    connect(&m_aging, &QTimer::timeout, &m_model, &models::EditModel::refreshAges);
    refreshServers();
    refresh();
    resize(1120, 720);
}

void OutboxWindow::present(const std::optional<EditWish> &wish)
{
    refreshServers();
    if (wish)
        setWish(*wish);
    show();
    raise();
    activateWindow();
    m_table->setFocus(Qt::OtherFocusReason);
    if (m_table->chosen().isEmpty() && m_filter.rowCount() > 0)
        m_table->selectRow(0); // what is told of it below can be done with it
}

void OutboxWindow::setWish(const EditWish &wish)
{
    {
        const QSignalBlocker server(m_server);
        const QSignalBlocker fate(m_fate);
        const QSignalBlocker history(m_history);
        m_server->setCurrentIndex(std::max(0, m_server->findData(wish.server.text)));
        const int wanted = wish.recovered ? recoveredOnly : wish.fate ? int(*wish.fate) : -1;
        m_fate->setCurrentIndex(std::max(0, m_fate->findData(wanted)));
        m_history->setChecked(wish.history);
    }
    applyWish();
}

void OutboxWindow::applyWish()
{
    EditWish wish;
    wish.server = ServerId{ m_server->currentData().toString() };
    const int fate = m_fate->currentData().toInt();
    wish.recovered = fate == recoveredOnly;
    if (fate >= 0 && !wish.recovered)
        wish.fate = store::Fate(fate);
    // Who asks for what was accepted asks for the history.
    wish.history = m_history->isChecked() || wish.fate == store::Fate::Accepted;
    m_filter.setWish(wish);
    refresh();
}

void OutboxWindow::refreshServers()
{
    const QSignalBlocker quiet(m_server);
    const QVariant before = m_server->currentData();
    m_server->clear();
    m_server->addItem(tr("All servers"), QString());
    for (const session::Session *session : m_desk.sessions().all())
        m_server->addItem(session->profile().name, session->profile().id.text);
    m_server->setCurrentIndex(std::max(0, m_server->findData(before)));
    applyWish();
}

void OutboxWindow::refresh()
{
    refreshWords();
    refreshActs();
    m_detail->refresh();
}

void OutboxWindow::refreshWords()
{
    const OutboxDesk::Counts counts = m_desk.counts();
    m_title->setText(
        counts.oldest ? tr("%n change(s), oldest %1", nullptr, counts.all)
                            .arg(models::heardText(*counts.oldest, m_desk.store().clock().wall()))
                      : tr("Nothing to send"));
    const QString others = m_desk.othersText();
    m_others->setText(others);
    const bool none = m_filter.rowCount() == 0;
    if (none) {
        const bool hides = counts.all > 0;
        m_empty->setMessage(
            hides ? u"search"_s : u"check"_s,
            hides ? tr("No change matches") : tr("Every change of yours has its answer"),
            hides ? tr("%n change(s) hidden by the choice above.", nullptr, counts.all)
                  : tr("What you change stands here until its server has accepted it."));
        if (hides)
            m_empty->setActions({ { tr("Show all"), [this] { setWish({}); } } });
        else
            m_empty->setActions({});
    }
    m_pages->setCurrentWidget(none ? static_cast<QWidget *>(m_empty) : m_table);
    for (QPushButton *button : { m_copy, m_copyJson, m_export }) {
        button->setEnabled(!none);
        button->setAccessibleDescription(none ? tr("Nothing is listed.") : QString());
    }
}

QList<EditId> OutboxWindow::fitting(OutboxAct act,
                                    const std::vector<const store::Edit *> &chosen) const
{
    QList<EditId> edits;
    for (const store::Edit *edit : chosen) {
        if (m_desk.refusal(act, *edit).isEmpty())
            edits.append(edit->id);
    }
    return edits;
}

QString OutboxWindow::refusal(OutboxAct act, const std::vector<const store::Edit *> &chosen) const
{
    if (chosen.empty())
        return tr("Select a change in the table first.");
    const bool single = act == OutboxAct::Resend || act == OutboxAct::Resolve;
    if (single && chosen.size() > 1)
        return tr("This can be done to one at a time. Select only one.");
    return m_desk.refusal(act, *chosen.front());
}

void OutboxWindow::refreshActs()
{
    if (!isVisible())
        return; // done when it is shown
    const auto edits = m_table->chosenEdits();
    const auto chosen = qsizetype(edits.size());
    for (auto one = m_buttons.begin(); one != m_buttons.end(); ++one) {
        const OutboxAct act = one.key();
        const bool single = act == OutboxAct::Resend || act == OutboxAct::Resolve;
        const qsizetype fits = fitting(act, edits).size();
        const bool possible = fits > 0 && (!single || chosen == 1);
        (*one)->setEnabled(possible);
        const QString tip = m_tips.value(act);
        const QString why = !possible ? refusal(act, edits)
            : fits < chosen ? tr("Applies to %1 of %2 that are selected.").arg(fits).arg(chosen)
                            : QString();
        (*one)->setToolTip(why.isEmpty() ? tip : tip + u'\n' + why);
        (*one)->setAccessibleDescription(why.isEmpty() ? tip : why);
    }
    const OutboxDesk::Counts counts = m_desk.counts();
    const bool held = counts.toHold == 0 && counts.toRelease > 0;
    m_holdAll->setChecked(held);
    m_holdAll->setEnabled(counts.toHold + counts.toRelease > 0);
    const QString tip = held ? tr("Releases all that you put on hold")
        : counts.toHold > 0  ? tr("Puts all on hold that wait to be sent")
                             : tr("Nothing waits to be sent.");
    m_holdAll->setToolTip(tip);
    m_holdAll->setAccessibleDescription(tip);
}

void OutboxWindow::act(OutboxAct act)
{
    const QList<EditId> edits
        = fitting(act, m_table->chosenEdits()); // frozen: what is selected later is not touched
    if (edits.isEmpty())
        return;
    m_said->clear();
    if (act == OutboxAct::Discard)
        return confirmDiscard(edits);
    if (act == OutboxAct::Resolve)
        return resolve(edits.front());
    if (act == OutboxAct::Resend)
        return Q_EMIT resendWanted(edits.front());
    for (const EditId &edit : edits) {
        if (act == OutboxAct::Retry)
            m_desk.retry(edit);
        else if (act == OutboxAct::Hold)
            m_desk.hold(edit);
        else if (act == OutboxAct::Release)
            m_desk.release(edit);
        else if (act == OutboxAct::RestoreMine)
            m_desk.restoreMine(edit);
    }
}

void OutboxWindow::confirmDiscard(const QList<EditId> &edits)
{
    Confirmation what;
    bool sent = false;
    for (const EditId &id : edits) {
        const store::Edit *edit = m_desk.find(id);
        what.objects << u"#%1  %2"_s.arg(m_model.numberOf(id)).arg(m_desk.what(*edit));
        sent |= edit->fate == store::Fate::Sending || edit->fate == store::Fate::NoAnswer;
    }
    const int count = int(edits.size());
    what.title = tr("Discard %n change(s)?", nullptr, count);
    what.consequence = sent
        ? tr("They are not sent again. The server may have done them already. They stay in "
             "the history.")
        : tr("They are not sent. They stay in the history.");
    what.go = tr("Discard %n change(s)", nullptr, count);
    what.stay = tr("&Keep");
    auto *dialog = new ConfirmDialog(what, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, edits] {
        for (const EditId &edit : edits)
            m_desk.discard(edit);
    });
    dialog->open();
}

void OutboxWindow::resolve(const EditId &edit)
{
    if (!m_desk.can(OutboxAct::Resolve, edit))
        return;
    auto *dialog = new ConflictDialog(m_desk, edit, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void OutboxWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_aging.start();
    m_model.refreshAges();
    refresh();
}

void OutboxWindow::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    m_aging.stop();
    m_filter.setFrozen(false);
}

} // namespace fw::ui
