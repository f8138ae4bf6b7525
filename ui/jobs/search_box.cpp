// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/search_box.h"

#include "ui/common/icons.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QKeyEvent>
#include <QStyle>

namespace fw::ui {

using namespace Qt::StringLiterals;

SearchBox::SearchBox(QWidget *parent)
    : QLineEdit(parent)
    , m_icon(new IconMark(this))
    , m_count(new StateLabel(this))
{
    setPlaceholderText(tr("Search name, stage, message, id, e.g. teaser ep12"));
    setAccessibleName(tr("Search jobs"));
    setToolTip(tr("Shows the jobs that contain every word. Ctrl+F comes here, Esc clears."));
    m_count->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_icon->setName(u"search"_s);
    connect(this, &QLineEdit::textChanged, this, &SearchBox::refresh);
    refresh();
}

void SearchBox::setCounts(int shown, int all)
{
    if (shown == m_shown && all == m_all)
        return;
    m_shown = shown;
    m_all = all;
    refresh();
}

void SearchBox::setProblem(const QString &reason)
{
    if (reason == m_problem)
        return;
    m_problem = reason;
    setAccessibleDescription(reason);
    refresh();
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        if (text().isEmpty())
            Q_EMIT leaveWanted();
        clear();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Down)
        return Q_EMIT leaveWanted();
    QLineEdit::keyPressEvent(event);
}

void SearchBox::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    place();
}

void SearchBox::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void SearchBox::refresh()
{
    const Theme &theme = themeOf(palette());
    QString validity = u"neutral"_s;
    if (!m_problem.isEmpty()) {
        validity = u"invalid"_s;
        m_count->setState(Shape::Cross, tr("not understood"), theme.failed);
    } else if (text().trimmed().isEmpty()) { // a view or a server may narrow the queue all the same
        m_count->setState(Shape::None,
                          m_shown == m_all
                              ? tr("%Ln job(s)", nullptr, m_all)
                              : tr("%1 of %2").arg(countText(m_shown), countText(m_all)),
                          theme.textFaint);
    } else {
        validity = m_shown > 0 ? u"valid"_s : u"none"_s;
        m_count->setState(m_shown > 0 ? Shape::Check : Shape::Warning,
                          tr("%1 of %2").arg(countText(m_shown), countText(m_all)),
                          m_shown > 0 ? theme.done : theme.attention);
    }
    if (validity != m_validity) {
        m_validity = validity;
        setProperty("validity", validity);
        style()->unpolish(this);
        style()->polish(this);
    }
    place();
}

void SearchBox::place()
{
    const int side = fontMetrics().ascent();
    m_icon->setGeometry(space::small + 2, (height() - side) / 2, side, side);
    const QSize count = m_count->sizeHint();
    m_count->setGeometry(width() - count.width() - space::medium, (height() - count.height()) / 2,
                         count.width(), count.height());
    setTextMargins(side + space::small, 0, count.width() + space::small, 0);
}

} // namespace fw::ui
