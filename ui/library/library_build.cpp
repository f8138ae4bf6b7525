// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_delegate.h"
#include "ui/common/offer_bar.h"
#include "ui/common/preview.h"
#include "ui/common/refusal_strip.h"
#include "ui/common/widgets.h"
#include "ui/library/item_table.h"
#include "ui/library/kind_view.h"
#include "ui/library/library_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>

namespace fw::ui {

using namespace Qt::StringLiterals;

LibraryPanel::LibraryPanel(const Models &models, PictureSource pictures, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_kinds(new KindView(models.kinds, this))
    , m_heading(makeHeading(tr("Library"), this))
    , m_search(new QLineEdit(this))
    , m_counts(new StateLabel(this))
    , m_serverBar(new OfferBar(2, this))
    , m_noteLine(new QWidget(this))
    , m_noteLabel(new StateLabel(m_noteLine))
    , m_table(new ItemTable(models.items, pictures, this))
    , m_empty(new EmptyPage(this))
    , m_page(new QStackedLayout)
    , m_preview(new Preview(std::move(pictures), this))
    , m_title(new ElidedLabel(this))
    , m_state(new StateLabel(this))
    , m_until(new ElidedLabel(this, Qt::ElideRight))
    , m_refusal(new RefusalStrip(this))
    , m_side(new QStackedLayout)
    , m_itemBar(new OfferBar(4, this))
{
    asPanel(this);
    build();
    wire();
    onKindChosen();
}

void LibraryPanel::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::large, space::small, space::small, space::small);
    head->setSpacing(space::small);
    m_search->setObjectName(u"itemSearch"_s);
    m_search->setPlaceholderText(tr("Search items"));
    m_search->setAccessibleName(tr("Search items"));
    m_search->setToolTip(tr("Shows the items that contain every word"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(fontMetrics().averageCharWidth() * 44);
    head->addWidget(m_heading);
    head->addSpacing(space::medium);
    head->addWidget(m_search, 1);
    head->addWidget(m_counts);
    head->addStretch(1);
    head->addWidget(m_serverBar);
    column->addLayout(head);
    column->addWidget(makeLine(this));
    auto *panes = new QSplitter(Qt::Horizontal, this);
    panes->setHandleWidth(1);
    panes->setChildrenCollapsible(false);
    auto *kinds = new QWidget(panes);
    auto *inset = new QVBoxLayout(kinds);
    inset->setContentsMargins(space::small, space::small, space::small, 0);
    inset->addWidget(m_kinds);
    panes->addWidget(kinds);
    panes->addWidget(buildItems());
    panes->addWidget(buildSide());
    panes->setStretchFactor(1, 1);
    const int unit = fontMetrics().averageCharWidth();
    panes->setSizes({ unit * 19, unit * 90, unit * 44 });
    column->addWidget(panes, 1);
}

QWidget *LibraryPanel::buildItems()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *note = new QHBoxLayout(m_noteLine);
    note->setContentsMargins(space::small, space::tiny, space::small, space::tiny);
    m_noteLabel->setObjectName(u"libraryNote"_s);
    note->addWidget(m_noteLabel);
    note->addStretch();
    column->addWidget(m_noteLine);
    m_page->addWidget(m_table);
    m_page->addWidget(m_empty);
    column->addLayout(m_page, 1);
    box->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    return box;
}

QWidget *LibraryPanel::buildSide()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::medium, 0, 0);
    column->setSpacing(space::small);
    auto *one = new QWidget(box);
    auto *inside = new QVBoxLayout(one);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(space::small);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::large, 0, space::large, 0);
    head->setSpacing(space::medium);
    fitPreview();
    head->addWidget(m_preview, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::tiny);
    m_title->setFont(scaledFont(font(), 1.15, QFont::DemiBold));
    m_until->setSoft(true);
    words->addWidget(m_title);
    words->addWidget(m_state);
    words->addWidget(m_until);
    words->addStretch();
    head->addLayout(words, 1);
    inside->addLayout(head);
    inside->addWidget(makeFieldTable(m_models.fields, tr("Fields"), one), 1);
    m_refusal->setObjectName(u"itemRefusal"_s);
    inside->addWidget(m_refusal);
    auto *nothing = makeLabel(tr("Choose an item to see its picture and its fields."), "soft", box);
    nothing->setWordWrap(true);
    nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    nothing->setContentsMargins(space::large, 0, space::large, 0);
    m_side->addWidget(nothing);
    m_side->addWidget(one);
    column->addLayout(m_side, 1);
    column->addWidget(makeLine(box));
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(space::large, 0, space::large, space::small);
    foot->addWidget(m_itemBar);
    column->addLayout(foot);
    box->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    return box;
}

void LibraryPanel::wire()
{
    connect(m_refusal, &RefusalStrip::presented, this, &LibraryPanel::fitPreview);
    connect(m_kinds, &KindView::kindChosen, this, &LibraryPanel::onKindChosen);
    connect(m_kinds, &KindView::contentWanted, this, &LibraryPanel::focusContent);
    connect(m_search, &QLineEdit::textChanged, &m_models.items, &models::ItemModel::setText);
    connect(m_search, &QLineEdit::textChanged, this, &LibraryPanel::refreshPage);
    connect(m_search, &QLineEdit::returnPressed, this, &LibraryPanel::focusContent);
    connect(&m_models.items, &models::ItemModel::countsChanged, this, &LibraryPanel::refreshPage);
    connect(m_table, &ItemTable::chosenChanged, this, [this] {
        // With nothing chosen the buttons are disabled: the keyboard stays in the library.
        if (m_table->selectedIds().isEmpty() && m_itemBar->isAncestorOf(window()->focusWidget()))
            m_table->setFocus(Qt::OtherFocusReason);
        refreshItem();
        Q_EMIT selectionChanged();
    });
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](QPoint at) { Q_EMIT menuWanted(m_table->viewport()->mapToGlobal(at)); });
    connect(&m_models.items, &QAbstractItemModel::dataChanged, this, &LibraryPanel::refreshItem);
    connect(&m_models.items, &QAbstractItemModel::rowsRemoved, this, &LibraryPanel::refreshItem);
}

} // namespace fw::ui
