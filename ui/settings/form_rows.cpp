// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/form_rows.h"

#include "ui/common/widgets.h"

#include <QGridLayout>
#include <QStyle>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

void wear(QWidget *widget, const char *property, const QString &value)
{
    if (widget->property(property).toString() == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

void FormRow::setHint(const QString &text)
{
    hint = text;
    setProblem({});
}

void FormRow::setProblem(const QString &problem)
{
    below->setText(problem.isEmpty() ? hint : problem);
    below->setVisible(!below->text().isEmpty() && !box->isHidden());
    wear(below, "tone", problem.isEmpty() ? u"faint"_s : u"error"_s);
    wear(focus, "validity", problem.isEmpty() ? QString() : u"invalid"_s);
    focus->setAccessibleDescription(below->text());
}

void FormRow::setShown(bool shown)
{
    label->setVisible(shown);
    box->setVisible(shown);
    gap->setVisible(shown);
    below->setVisible(shown && !below->text().isEmpty());
}

FormRows::FormRows(QWidget *host)
    : m_host(host)
    , m_grid(new QGridLayout(host))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::medium);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);
}

FormRow FormRows::add(const QString &label, QWidget *box, QWidget *focus)
{
    FormRow row;
    row.box = box;
    row.focus = focus ? focus : box;
    row.label = new QLabel(label, m_host);
    row.label->setBuddy(row.focus);
    row.label->setWordWrap(true);
    row.label->setContentsMargins(0, space::tiny + 2, 0, 0);
    if (row.focus->accessibleName().isEmpty())
        row.focus->setAccessibleName(QString(label).remove(u'&'));
    row.below = makeLabel({}, "faint", m_host);
    row.below->setWordWrap(true);
    row.below->setFont(scaledFont(m_host->font(), 0.9));
    row.below->setContentsMargins(0, 2, 0, 0);
    row.below->hide();
    m_labels.push_back(row.label);
    const int line = m_grid->rowCount();
    m_grid->addWidget(row.label, line, 0, Qt::AlignTop);
    m_grid->addWidget(box, line, 1);
    m_grid->addWidget(row.below, line + 1, 1);
    row.gap = new QWidget(m_host); // a widget, so that it can go with its row
    row.gap->setFixedHeight(space::small);
    m_grid->addWidget(row.gap, line + 2, 0);
    return row;
}

void FormRows::addBare(QWidget *box)
{
    m_grid->addWidget(box, m_grid->rowCount(), 1);
}

void FormRows::addWide(QWidget *box)
{
    m_grid->addWidget(box, m_grid->rowCount(), 0, 1, 2);
}

int FormRows::labelWidth() const
{
    int widest = 0;
    for (const QLabel *label : m_labels) {
        if (!label->isHidden())
            widest = std::max(widest, label->fontMetrics().horizontalAdvance(label->text()) + 2);
    }
    return std::min(widest, m_host->fontMetrics().averageCharWidth() * 26);
}

void FormRows::setLabelWidth(int width)
{
    m_grid->setColumnMinimumWidth(0, width);
    for (QLabel *label : m_labels)
        label->setFixedWidth(width);
}

} // namespace fw::ui
