// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/confirm_dialog.h"

#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

ConfirmDialog::ConfirmDialog(const Confirmation &what, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"confirmDialog"_s);
    setWindowTitle(what.title);
    setAccessibleName(what.title);
    setAccessibleDescription(what.consequence);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    column->setSpacing(space::medium);
    auto *title = new QLabel(what.title, this);
    title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    auto *text = makeLabel(what.consequence, "soft", this);
    text->setWordWrap(true);
    auto *list = new QListWidget(this);
    list->addItems(what.objects);
    list->setTextElideMode(Qt::ElideMiddle);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setAccessibleName(tr("What this touches"));
    const int rows = int(std::clamp<qsizetype>(what.objects.size(), 1, 8));
    list->setFixedHeight(rows * (fontMetrics().height() + 2) + space::small);
    auto *stay = makeButton(what.stay, ButtonKind::Plain, this);
    auto *go = makeButton(what.go, ButtonKind::Danger, this);
    stay->setDefault(true);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, &QDialog::accept);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    row->addStretch();
    row->addWidget(go);
    row->addWidget(stay);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(list);
    column->addSpacing(space::small);
    column->addLayout(row);
    setMinimumWidth(fontMetrics().averageCharWidth() * 68);
    stay->setFocus();
}

} // namespace fw::ui
