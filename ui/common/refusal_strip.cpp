// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/refusal_strip.h"

#include "models/words.h"
#include "ui/common/fate_look.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace fw::ui {

using store::Fate;

RefusalStrip::RefusalStrip(QWidget *parent)
    : QWidget(parent)
    , m_state(new StateLabel(this))
    , m_what(new ElidedLabel(this, Qt::ElideRight))
    , m_reason(new ElidedLabel(this, Qt::ElideRight))
    , m_again(makeButton(tr("Rea&pply"), ButtonKind::Plain, this))
    , m_outbox(makeButton(tr("In the outbox"), ButtonKind::Link, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::small, space::large, space::small);
    column->setSpacing(space::tiny);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::small);
    head->addWidget(m_state, 0, Qt::AlignTop);
    head->addWidget(m_what, 1, Qt::AlignTop);
    column->addLayout(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::medium);
    row->addWidget(m_reason, 1);
    row->addWidget(m_outbox);
    row->addWidget(m_again);
    column->addLayout(row);
    m_reason->setSoft(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_again->setProperty("compact", true);
    connect(m_again, &QPushButton::clicked, this, [this] {
        const Refusal refusal = *m_refusal; // gone before the answer is
        if (refusal.fate == Fate::Conflict)
            Q_EMIT resolveWanted(refusal.edit);
        else
            Q_EMIT reapplyWanted(refusal.edit);
    });
    connect(m_outbox, &QPushButton::clicked, this,
            [this] { Q_EMIT outboxWanted(m_refusal->edit); });
    hide();
}

void RefusalStrip::present(const std::optional<Refusal> &refusal)
{
    if (refusal == m_refusal)
        return;
    m_refusal = refusal;
    setVisible(refusal.has_value());
    if (refusal)
        showRefusal();
    Q_EMIT presented();
}

void RefusalStrip::showRefusal()
{
    const FateLook look = fateLook(m_refusal->fate);
    const QString word = models::fateText(m_refusal->fate);
    m_state->setState(look.shape, word, themeOf(palette()).*look.color);
    m_what->setText(m_refusal->more > 0
                        ? tr("%1, and %n more", nullptr, m_refusal->more).arg(m_refusal->what)
                        : m_refusal->what);
    m_reason->setText(m_refusal->reason);
    const bool conflict = m_refusal->fate == Fate::Conflict;
    m_again->setText(conflict ? tr("Re&solve…") : tr("Rea&pply"));
    m_again->setAccessibleName(
        (conflict ? tr("Resolve %1") : tr("Reapply %1")).arg(m_refusal->what));
    m_again->setEnabled(m_refusal->trouble.isEmpty());
    const QString tip
        = conflict ? tr("Shows both sides field by field") : tr("Sends it again as a new change");
    m_again->setToolTip(m_refusal->trouble.isEmpty() ? tip : m_refusal->trouble);
    m_again->setAccessibleDescription(m_again->toolTip());
    m_outbox->setAccessibleName(tr("Show %1 in the outbox").arg(m_refusal->what));
    setMinimumHeight(sizeHint().height()); // the fields above it scroll
    setAccessibleName(word + QLatin1Char(' ') + m_refusal->what);
    setAccessibleDescription(m_refusal->reason);
}

void RefusalStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_refusal)
        showRefusal();
}

} // namespace fw::ui
