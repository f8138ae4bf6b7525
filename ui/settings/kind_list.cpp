// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/kind_list.h"

#include "dialects/registry.h"
#include "ui/common/field_form.h"
#include "ui/common/widgets.h"

#include <QGridLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

KindList::KindList(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::large);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    for (const auto &dialect : dialects::allDialects()) {
        const wire::DialectAbout about = dialect->about();
        const int line = grid->rowCount();
        auto *title = new QLabel(about.title, this);
        title->setFont(scaledFont(font(), 1, QFont::DemiBold));
        auto *text = makeLabel(offerText(about.line), "soft", this);
        text->setWordWrap(true);
        auto *add = makeButton(tr("Add a server…"), ButtonKind::Plain, this);
        add->setObjectName(u"add."_s + dialect->name());
        add->setAccessibleName(tr("Add a server: %1").arg(about.title));
        add->setAccessibleDescription(text->text());
        connect(add, &QPushButton::clicked, this,
                [this, name = dialect->name()] { Q_EMIT addWanted(name); });
        if (line > 1) {
            grid->setRowMinimumHeight(line - 1, space::medium);
            grid->addWidget(makeLine(this), line - 1, 0, 1, 2);
        }
        grid->addWidget(title, line, 0);
        grid->addWidget(text, line + 1, 0);
        grid->addWidget(add, line, 1, 2, 1, Qt::AlignVCenter);
        grid->setRowMinimumHeight(line + 2, space::medium);
    }
}

} // namespace fw::ui
