// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/exchange_detail.h"

#include "models/exchange_model.h"
#include "models/words.h"
#include "ui/common/look.h"
#include "ui/common/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace fw::ui {

using namespace Qt::StringLiterals;

ExchangeDetail::ExchangeDetail(QWidget *parent)
    : QWidget(parent)
    , m_telling(this)
    , m_title(new ElidedLabel(this))
    , m_state(new StateLabel(this))
    , m_reason(new ElidedLabel(this, Qt::ElideRight))
    , m_tabs(new QTabBar(this))
    , m_text(new QPlainTextEdit(this))
{
    asPanel(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::medium, space::large, space::small);
    column->setSpacing(space::tiny);
    m_title->setFont(scaledFont(font(), 1, QFont::DemiBold));
    column->addWidget(m_title);
    auto *problem = new QHBoxLayout;
    problem->setSpacing(space::small);
    problem->addWidget(m_state);
    problem->addWidget(m_reason, 1);
    column->addLayout(problem);
    m_tabs->setObjectName(u"exchangeTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the message"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Conten&t"));
    m_tabs->addTab(tr("Re&quest"));
    m_tabs->addTab(tr("&Headers"));
    m_tabs->addTab(tr("Pro&blems"));
    column->addWidget(m_tabs);
    m_text->setObjectName(u"exchangeText"_s);
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(monoFont(font()));
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("The message in full"));
    column->addWidget(m_text, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &ExchangeDetail::showPage);
    connect(&m_telling, &QFutureWatcherBase::finished, this, [this] {
        if (!m_seen || m_telling.future().resultCount() == 0)
            return; // nothing is chosen any more
        m_told = m_telling.result();
        showPage();
    });
    setSeen({});
}

void ExchangeDetail::setSeen(const trace::SeenPtr &seen)
{
    if (seen && seen == m_seen)
        return;
    m_seen = seen;
    m_told = {};
    arrangeTabs();
    showHead();
    showPage();
    if (seen)
        m_telling.setFuture(QtConcurrent::run([seen] { return models::tellExchange(*seen); }));
    else
        m_telling.setFuture({});
}

void ExchangeDetail::arrangeTabs()
{
    const bool call = m_seen && m_seen->kind == trace::Kind::Call;
    const bool problems = m_seen && !m_seen->issues.empty();
    m_tabs->setVisible(m_seen != nullptr);
    m_tabs->setTabText(Content, call ? tr("Answ&er") : tr("Conten&t"));
    m_tabs->setTabVisible(Request, call);
    m_tabs->setTabVisible(Headers, call);
    m_tabs->setTabVisible(Problems, problems);
    m_tabs->setTabText(Problems,
                       problems ? tr("Pro&blems %1").arg(m_seen->issues.size()) : tr("Pro&blems"));
}

void ExchangeDetail::showHead()
{
    const bool problem = m_seen && !m_seen->issues.empty();
    m_state->setVisible(problem);
    m_reason->setVisible(problem);
    if (!m_seen) {
        m_title->setText(tr("Choose a line to read all of it."));
        m_title->setSoft(true);
        return;
    }
    m_title->setSoft(false);
    QStringList words{ models::preciseClockText(m_seen->wall) };
    if (m_seen->kind == trace::Kind::Call)
        words.append(QString::fromLatin1(m_seen->method) + u' ' + m_seen->target);
    else
        words.append(m_seen->kind == trace::Kind::Link ? models::linkEventText(m_seen->event)
                         : m_seen->outgoing            ? tr("Sent")
                                                       : tr("Received"));
    if (m_seen->kind == trace::Kind::Frame)
        words.append(m_seen->what);
    if (m_seen->status > 0)
        words.append(QString::number(m_seen->status));
    if (m_seen->bytes > 0)
        words.append(models::bytesText(m_seen->bytes));
    if (m_seen->took)
        words.append(tr("%1 ms").arg(m_seen->took->count()));
    words.removeAll(QString());
    m_title->setText(words.join(u" \u00b7 "_s));
    if (!problem)
        return;
    const Theme &theme = themeOf(palette());
    if (m_seen->hasFailed())
        m_state->setState(Shape::Cross, tr("Call failed"), theme.failed);
    else
        m_state->setState(Shape::Warning, tr("Not understood"), theme.attention);
    m_reason->setText(m_seen->issues.front().failure.detail);
}

void ExchangeDetail::showPage()
{
    switch (m_tabs->currentIndex()) {
    case Request:
        return m_text->setPlainText(m_told.request);
    case Headers:
        return m_text->setPlainText(m_told.headers);
    case Problems:
        return m_text->setPlainText(m_told.problems);
    default:
        return m_text->setPlainText(m_told.content);
    }
}

void ExchangeDetail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showHead();
}

} // namespace fw::ui
