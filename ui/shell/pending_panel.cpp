// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pending_panel.h"

#include "models/words.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::Fate;

PendingRow::PendingRow(PendingEdits &edits, EditId id, QWidget *parent)
    : QWidget(parent)
    , m_edits(edits)
    , m_id(std::move(id))
    , m_fate(new StateLabel(this))
    , m_what(new ElidedLabel(this))
    , m_facts(new ElidedLabel(this, Qt::ElideRight))
    , m_reason(makeLabel({}, "error", this))
    , m_progress(new QProgressBar(this))
    , m_stop(button(tr("&Stop"), [](PendingEdits &all, const EditId &edit) { all.stop(edit); }))
    , m_retry(button(tr("&Retry"), [](PendingEdits &all, const EditId &edit) { all.retry(edit); }))
    , m_discard(
          button(tr("&Discard"), [](PendingEdits &all, const EditId &edit) { all.discard(edit); }))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, space::small, 0, space::small);
    row->setSpacing(space::small);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *first = new QHBoxLayout;
    first->setSpacing(space::medium);
    first->addWidget(m_fate);
    first->addWidget(m_what, 1);
    words->addLayout(first);
    words->addWidget(m_facts);
    words->addWidget(m_progress);
    words->addWidget(m_reason);
    m_facts->setSoft(true);
    m_reason->setWordWrap(true);
    m_reason->setTextFormat(Qt::PlainText);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    row->addLayout(words, 1);
    for (QPushButton *one : { m_stop, m_retry, m_discard })
        row->addWidget(one, 0, Qt::AlignTop);
}

QPushButton *PendingRow::button(const QString &text, Act act)
{
    auto *one = makeButton(text, ButtonKind::Plain, this);
    one->setProperty("compact", true);
    connect(one, &QPushButton::clicked, &m_edits, [this, act] {
        const EditId id = m_id; // the row may be gone before the act is over
        act(m_edits, id);
    });
    return one;
}

QString PendingRow::factsOf(const store::Edit &edit) const
{
    const store::Store &store = m_edits.store();
    const store::ServerState *server = store.state().server(edit.server);
    QStringList facts{ server ? server->name : edit.server.text };
    facts << tr("since %1", "a clock time").arg(models::clockText(edit.made));
    if (edit.tries > 1)
        facts << tr("tried %1 times").arg(edit.tries);
    if (edit.fate == Fate::Sending && edit.bytesTotal > 0)
        facts << tr("%1 of %2", "how much of a file has been sent")
                     .arg(models::bytesText(std::min(edit.bytesDone, edit.bytesTotal)),
                          models::bytesText(edit.bytesTotal));
    return facts.join(u"  ·  "_s);
}

void PendingRow::setEdit(const store::Edit &edit)
{
    const FateLook look = fateLook(edit.fate);
    const QString what = m_edits.what(edit);
    m_fate->setState(look.shape, models::fateText(edit.fate), themeOf(palette()).*look.color);
    m_what->setText(what);
    m_facts->setText(factsOf(edit));
    const bool moves = edit.fate == Fate::Sending && edit.bytesTotal > 0;
    m_progress->setVisible(moves);
    m_progress->setAccessibleName(tr("Progress of %1").arg(what));
    if (moves)
        m_progress->setValue(int(double(std::min(edit.bytesDone, edit.bytesTotal)) * 1000
                                 / double(edit.bytesTotal)));
    m_reason->setText(edit.reason);
    m_reason->setVisible(!edit.reason.isEmpty());
    m_stop->setVisible(PendingEdits::canStop(edit.fate));
    m_retry->setVisible(PendingEdits::canRetry(edit.fate));
    m_discard->setVisible(PendingEdits::canRetry(edit.fate));
    m_retry->setToolTip(edit.fate == Fate::NoAnswer
                            ? tr("Sends it again. The server may have done it already.")
                            : tr("Sends it again"));
    m_stop->setAccessibleName(tr("Stop %1").arg(what));
    m_retry->setAccessibleName(tr("Retry %1").arg(what));
    m_discard->setAccessibleName(tr("Discard %1").arg(what));
    setAccessibleName(u"%1 %2"_s.arg(models::fateText(edit.fate), what));
}

PendingPanel::PendingPanel(PendingEdits &edits, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_edits(edits)
    , m_none(makeLabel(tr("Every change of yours has its answer."), "soft", this))
    , m_more(makeLabel({}, "soft", this))
    , m_inside(new QWidget(this))
    , m_rows(new QVBoxLayout(m_inside))
    , m_scroller(new QScrollArea(this))
{
    setObjectName(u"pendingPanel"_s);
    setFrameShape(QFrame::Box);
    setAccessibleName(tr("Changes without an answer"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::medium, space::large, space::medium);
    column->setSpacing(space::small);
    auto *title = new QLabel(tr("Your changes"), this);
    title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    column->addWidget(title);
    column->addWidget(m_none);
    m_inside->setProperty("surface", u"panel"_s);
    m_rows->setContentsMargins(0, 0, space::small, 0);
    m_rows->setSpacing(0);
    m_scroller->setWidgetResizable(true);
    m_scroller->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroller->setFrameShape(QFrame::NoFrame);
    m_scroller->setFocusPolicy(Qt::NoFocus);
    m_scroller->setAccessibleName(tr("Changes"));
    m_scroller->setWidget(m_inside);
    column->addWidget(m_scroller, 1);
    column->addWidget(m_more);
    connect(&edits, &PendingEdits::changed, this, &PendingPanel::refresh);
    refresh();
}

void PendingPanel::refresh()
{
    const std::vector<store::Edit> all = m_edits.list();
    const auto shown = std::min<size_t>(all.size(), mostRows);
    QHash<EditId, PendingRow *> kept;
    for (size_t i = 0; i < shown; ++i) {
        PendingRow *row = m_rowOf.take(all[i].id);
        if (!row) {
            row = new PendingRow(m_edits, all[i].id, m_inside);
            m_rows->addWidget(row);
        }
        row->setEdit(all[i]);
        row->setVisible(true);
        kept.insert(all[i].id, row);
    }
    for (PendingRow *gone : std::as_const(m_rowOf)) {
        gone->hide();
        gone->deleteLater(); // its button may be the one that was just clicked
    }
    m_rowOf = kept;
    const int more = int(all.size() - shown);
    m_none->setVisible(all.empty());
    m_scroller->setVisible(!all.empty());
    m_more->setVisible(more > 0);
    m_more->setText(tr("and %n more", nullptr, more));
    if (isVisible())
        place();
}

void PendingPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) // later: the rows have to hear of it too
        QMetaObject::invokeMethod(this, &PendingPanel::refresh, Qt::QueuedConnection);
}

void PendingPanel::place()
{
    const int width = fontMetrics().averageCharWidth() * 78;
    const int room = screen()->availableGeometry().height() / 2;
    m_rows->activate();
    const int rows = m_inside->sizeHint().height();
    m_scroller->setFixedHeight(std::min(rows + 2, room));
    resize(width, sizeHint().height());
    move(m_corner - QPoint(this->width(), height()));
}

void PendingPanel::present(const QWidget &anchor)
{
    m_corner = anchor.mapToGlobal(QPoint(anchor.width(), -space::tiny));
    ensurePolished();
    place();
    QFrame::show();
    place();
    const QList<QPushButton *> buttons = findChildren<QPushButton *>();
    const auto first
        = std::ranges::find_if(buttons, [](QPushButton *one) { return one->isVisible(); });
    if (first != buttons.end())
        (*first)->setFocus(Qt::PopupFocusReason);
}

} // namespace fw::ui
