// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/conflict_dialog.h"

#include "models/edit_words.h"
#include "models/words.h"
#include "store/outbox.h"
#include "ui/common/widgets.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::MergeRow;
using store::Side;

ConflictDialog::ConflictDialog(OutboxDesk &desk, EditId edit, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_id(std::move(edit))
    , m_sheet(mergeSheet(desk.store().state(), *desk.find(m_id)))
    , m_title(new QLabel(this))
    , m_moved(makeLabel({}, "warn", this))
    , m_inside(new QWidget(this))
    , m_grid(new QGridLayout(m_inside))
    , m_mineHead(new QLabel(m_inside))
    , m_theirsHead(new QLabel(m_inside))
    , m_same(new QCheckBox(this))
    , m_sameList(makeLabel({}, "soft", this))
    , m_theirs(makeButton(tr("Take the server's"), ButtonKind::Plain, this))
    , m_send(makeButton(tr("&Send result"), ButtonKind::Primary, this))
{
    setObjectName(u"conflictDialog"_s);
    buildHead();
    buildGrid();
    buildFoot();
    connect(&desk.store(), &store::Store::changed, this, &ConflictDialog::follow);
    connect(&desk, &OutboxDesk::changed, this, &ConflictDialog::refresh);
    setMinimumWidth(fontMetrics().averageCharWidth() * 110);
    showSheet();
}

void ConflictDialog::buildHead()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::huge, space::large, space::huge, space::large);
    column->setSpacing(space::small);
    m_title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_moved->setObjectName(u"conflictMoved"_s);
    m_moved->setWordWrap(true);
    m_moved->setTextFormat(Qt::PlainText);
    m_moved->hide();
    column->addWidget(m_moved);
}

void ConflictDialog::buildGrid()
{
    m_inside->setProperty("surface", u"panel"_s);
    m_grid->setContentsMargins(0, space::small, space::small, space::small);
    m_grid->setHorizontalSpacing(space::huge);
    m_grid->setVerticalSpacing(space::medium);
    QLabel *heads[] = { new QLabel(tr("Field"), m_inside), m_mineHead,
                        new QLabel(tr("Result"), m_inside), m_theirsHead };
    for (int column = 0; column < 4; ++column) {
        heads[column]->setTextFormat(Qt::PlainText);
        m_grid->addWidget(heads[column], 0, column);
        m_grid->setColumnStretch(column, column == 0 ? 2 : 3);
    }
    m_mineHead->setObjectName(u"conflictMine"_s);
    m_theirsHead->setObjectName(u"conflictTheirs"_s);
    m_grid->addWidget(makeLine(m_inside), 1, 0, 1, 4);
    for (size_t i = 0; i < m_sheet.rows.size(); ++i) {
        auto *row = new ConflictRow(*m_grid, int(i) + 2, m_inside);
        connect(row, &ConflictRow::chosen, this, [this, name = m_sheet.rows[i].name()] {
            m_touched.remove(name);
            refresh();
        });
        m_rows.push_back(row);
    }
    m_grid->setRowStretch(int(m_rows.size()) + 2, 1);
    auto *scroller = new QScrollArea(this);
    scroller->setWidgetResizable(true);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setFocusPolicy(Qt::NoFocus);
    scroller->setAccessibleName(tr("Both sides, field by field"));
    scroller->setWidget(m_inside);
    layout()->addWidget(scroller);
    const int line = fontMetrics().height() * 3;
    const int wanted = line * (int(m_rows.size()) + 1) + (m_rows.size() == 1 ? line * 3 : 0);
    scroller->setMinimumHeight(std::min(wanted, screen()->availableGeometry().height() / 2));
}

void ConflictDialog::buildFoot()
{
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    column->setStretch(column->count() - 1, 1);
    column->addWidget(makeLine(this));
    m_same->setObjectName(u"conflictSame"_s);
    m_sameList->setObjectName(u"conflictSameList"_s);
    m_sameList->setWordWrap(true);
    m_sameList->setTextFormat(Qt::PlainText);
    connect(m_same, &QCheckBox::toggled, this, &ConflictDialog::refresh);
    column->addWidget(m_same);
    column->addWidget(m_sameList);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    m_theirs->setObjectName(u"conflictTakeTheirs"_s);
    m_theirs->setToolTip(
        tr("Nothing of mine is sent. It stays in the history and can be restored."));
    m_theirs->setAutoDefault(false);
    auto *later = makeButton(tr("&Leave for later"), ButtonKind::Plain, this);
    later->setToolTip(tr("Nothing is decided; it stays in the outbox (Esc)"));
    later->setAutoDefault(false);
    m_send->setObjectName(u"conflictSend"_s);
    connect(m_theirs, &QPushButton::clicked, this, &ConflictDialog::takeTheirs);
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_send, &QPushButton::clicked, this, &ConflictDialog::sendResult);
    for (const Qt::Key key : { Qt::Key_Return, Qt::Key_Enter })
        connect(new QShortcut(QKeySequence(Qt::CTRL | key), this), &QShortcut::activated, m_send,
                &QAbstractButton::click);
    row->addWidget(m_theirs);
    row->addStretch();
    row->addWidget(makeLabel(tr("Ctrl+Enter"), "faint", this));
    row->addWidget(later);
    row->addWidget(m_send);
    column->addLayout(row);
}

ConflictRow::Words ConflictDialog::wordsOf(const MergeRow &row) const
{
    const store::Edit *edit = m_desk.find(m_id);
    const wire::ActionOffer *offer = edit ? store::offerOf(m_desk.store().state(), *edit) : nullptr;
    const auto text = [&](const QJsonObject &values) {
        return row.arguments.size() > 1 ? models::togetherText(offer, row.arguments, values)
                                        : models::argumentText(offer, row.arguments.front(),
                                                               values.value(row.arguments.front()));
    };
    return { models::togetherLabel(offer, row.arguments),
             text(row.was),
             text(row.mine),
             text(row.theirs),
             mineHeading(m_sheet),
             theirsHeading(m_sheet) };
}

// The server's side may move while somebody thinks: only what moved is asked again.
void ConflictDialog::follow()
{
    const store::Edit *edit = m_desk.find(m_id);
    if (!edit || edit->fate != store::Fate::Conflict || edit->putAway)
        return reject(); // decided elsewhere
    const store::MergeSheet now = mergeSheet(m_desk.store().state(), *edit);
    if (now == m_sheet || now.rows.size() != m_rows.size())
        return refreshOthers();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const MergeRow &before = m_sheet.rows[i];
        if (before.theirs == now.rows[i].theirs && before.kind == now.rows[i].kind)
            continue;
        m_touched.insert(before.name());
        m_rows[i]->choose(Side::None);
    }
    m_sheet = now;
    showSheet();
}

void ConflictDialog::showSheet()
{
    const store::Edit *edit = m_desk.find(m_id);
    if (!edit)
        return;
    QList<EditId> conflicts;
    for (const store::Edit &one : m_desk.list()) {
        if (one.fate == store::Fate::Conflict)
            conflicts.append(one.id);
    }
    const QString what = m_desk.what(*edit);
    m_title->setText(tr("Resolve %1 of %2 – %3", "number of a conflict, of how many, what it is")
                         .arg(conflicts.indexOf(m_id) + 1)
                         .arg(conflicts.size())
                         .arg(what));
    setWindowTitle(m_title->text());
    const Side newer = m_sheet.newer();
    const auto head = [](QLabel *label, const QString &text, bool isNewer) {
        label->setText(text);
        label->setFont(
            scaledFont(label->parentWidget()->font(), 1, isNewer ? QFont::Bold : QFont::Normal));
        label->setToolTip(isNewer ? tr("The newer side") : QString());
        label->setAccessibleName(isNewer ? tr("%1, the newer side").arg(text) : text);
    };
    head(m_mineHead, mineHeading(m_sheet), newer == Side::Mine);
    head(m_theirsHead, theirsHeading(m_sheet), newer == Side::Theirs);
    QStringList labels;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const ConflictRow::Words words = wordsOf(m_sheet.rows[i]);
        const bool isMoved = m_touched.contains(m_sheet.rows[i].name());
        m_rows[i]->present(m_sheet.rows[i], words, isMoved);
        if (isMoved)
            labels << words.label;
    }
    m_moved->setVisible(!labels.isEmpty());
    m_moved->setText(
        tr("The server's value changed while this was open: %1. Choose again where it is marked.")
            .arg(labels.join(u", "_s)));
    refresh();
}

std::vector<Side> ConflictDialog::sides() const
{
    std::vector<Side> all;
    for (const ConflictRow *row : m_rows)
        all.push_back(row->side());
    return all;
}

bool ConflictDialog::isDecided() const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (decided(m_sheet.rows[i], m_rows[i]->side()) == Side::None)
            return false;
    }
    return true;
}

void ConflictDialog::refresh()
{
    refreshOthers();
    const store::Edit *edit = m_desk.find(m_id);
    QString why = edit ? m_desk.refusal(OutboxAct::Resolve, *edit) : QString();
    if (why.isEmpty() && !isDecided())
        why = tr("Every field needs a side first.");
    m_send->setEnabled(why.isEmpty());
    m_send->setToolTip(why.isEmpty() ? tr("Sends one change with what stands under Result") : why);
    m_send->setAccessibleDescription(m_send->toolTip());
}

// Counted before anything is sent: those that the same choices decide completely.
void ConflictDialog::refreshOthers()
{
    m_others.clear();
    QStringList names;
    int conflicts = 0;
    for (const store::Edit &edit : m_desk.list()) {
        if (edit.id == m_id || edit.fate != store::Fate::Conflict)
            continue;
        ++conflicts;
        Other other{ mergeSheet(m_desk.store().state(), edit), {} };
        bool whole = true;
        for (const MergeRow &row : other.sheet.rows) {
            const auto mine = std::ranges::find(m_sheet.rows, row.name(), &MergeRow::name);
            const Side side = mine == m_sheet.rows.end()
                ? Side::None
                : m_rows[size_t(mine - m_sheet.rows.begin())]->side();
            other.sides.push_back(side);
            whole = whole && decided(row, side) != Side::None;
        }
        if (!whole || other.sheet.rows.empty())
            continue;
        names << m_desk.what(edit);
        m_others.push_back(std::move(other));
    }
    const int count = int(m_others.size());
    m_same->setVisible(conflicts > 0);
    m_same->setEnabled(count > 0);
    m_same->setText(tr("&Do the same for the remaining %n conflict(s)", nullptr,
                       count > 0 ? count : conflicts));
    const QString why
        = count > 0 ? QString() : tr("The choices above do not decide any other conflict.");
    m_same->setToolTip(why);
    m_same->setAccessibleDescription(count > 0 ? names.join(u", "_s) : why);
    m_sameList->setVisible(conflicts > 0);
    m_sameList->setText(count > 0 ? names.join(u", "_s) : why);
}

void ConflictDialog::sendResult()
{
    if (!m_send->isEnabled())
        return;
    const store::MergeSheet sheet = m_sheet;
    const std::vector<Side> chosen = sides();
    const std::vector<Other> others
        = m_same->isVisible() && m_same->isChecked() ? m_others : std::vector<Other>();
    disconnect(&m_desk.store(), nullptr, this, nullptr); // what changes now is our own doing
    disconnect(&m_desk, nullptr, this, nullptr);
    m_desk.resolve(sheet, chosen);
    for (const Other &other : others)
        m_desk.resolve(other.sheet, other.sides);
    accept();
}

void ConflictDialog::takeTheirs()
{
    disconnect(&m_desk.store(), nullptr, this, nullptr);
    disconnect(&m_desk, nullptr, this, nullptr);
    m_desk.takeTheirs(m_id);
    accept();
}

void ConflictDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (decided(m_sheet.rows[i], m_rows[i]->side()) == Side::None)
            return m_rows[i]->focus();
    }
}

void ConflictDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_rows.empty())
        QMetaObject::invokeMethod(
            this, [this] { showSheet(); }, Qt::QueuedConnection);
}

} // namespace fw::ui
