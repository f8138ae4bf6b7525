// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/error_block.h"

#include "ui/common/widgets.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

ErrorBlock::ErrorBlock(QWidget *parent)
    : QWidget(parent)
    , m_head(makeLabel({}, "error", this))
    , m_reason(new QLabel(this))
    , m_hint(makeLabel({}, "soft", this))
    , m_copy(makeButton(tr("C&opy"), ButtonKind::Flat, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::medium, space::tiny + 2, space::tiny, space::small);
    column->setSpacing(space::tiny);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(20, 0, 0, 0);
    m_head->setFont(scaledFont(font(), 1, QFont::DemiBold));
    head->addWidget(m_head, 1);
    head->addWidget(m_copy);
    m_copy->setToolTip(tr("Copy the error as text"));
    for (QLabel *label : { m_head, m_reason, m_hint }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addLayout(head);
    column->addWidget(m_reason);
    column->addWidget(m_hint);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(copyText()); });
    hide();
}

void ErrorBlock::setFacts(const ErrorFacts &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    QStringList head{ facts.attention ? tr("Needs attention") : tr("Failed") };
    for (const QString &part : { facts.stage, facts.code }) {
        if (!part.isEmpty())
            head << part;
    }
    m_head->setText(head.join(u" · "_s));
    m_reason->setText(facts.reason);
    m_reason->setVisible(!facts.reason.isEmpty());
    m_hint->setText(facts.recoverable
                        ? tr("Recoverable: Retry can help.")
                        : tr("Not recoverable: the file or the options must change."));
    setAccessibleName(tr("Error"));
    setAccessibleDescription(copyText());
    setVisible(!facts.stage.isEmpty() || !facts.code.isEmpty() || !facts.reason.isEmpty());
}

QString ErrorBlock::copyText() const
{
    return m_head->text() + u'\n' + m_reason->text() + u'\n' + m_hint->text();
}

void ErrorBlock::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(palette());
    painter.setPen(theme.errorLine);
    painter.setBrush(theme.errorFill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius,
                            space::radius);
    const int mark = fontMetrics().ascent();
    paintShape(painter,
               QRectF(space::medium - 2, m_head->geometry().center().y() - mark / 2.0, mark, mark),
               m_facts.attention ? Shape::Warning : Shape::Cross,
               m_facts.attention ? theme.attention : theme.failed);
}

} // namespace fw::ui
