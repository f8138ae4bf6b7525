// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/pending_strip.h"

#include "ui/common/widgets.h"

#include <QHBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

PendingStrip::PendingStrip(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
{
    setObjectName(u"pendingStrip"_s);
    setAttribute(Qt::WA_StyledBackground); // it stands on rows full of text
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::medium, space::tiny, space::tiny, space::tiny);
    row->setSpacing(space::medium);
    auto *resume = makeButton(tr("Res&ume"), ButtonKind::Flat, this);
    resume->setToolTip(tr("Sort and show the new state now"));
    connect(resume, &QPushButton::clicked, this, &PendingStrip::resumeWanted);
    row->addWidget(m_text);
    row->addWidget(resume);
    hide();
}

void PendingStrip::setCount(int count)
{
    m_text->setText(tr("%n update(s) pending while you point here", nullptr, count));
    setAccessibleName(m_text->text());
    setVisible(count > 0);
    place();
}

void PendingStrip::place()
{
    adjustSize();
    const QSize room = parentWidget()->size();
    move((room.width() - width()) / 2, room.height() - height() - space::large);
    raise();
}

} // namespace fw::ui
