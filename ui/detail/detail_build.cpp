// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/action_button.h"
#include "ui/common/field_delegate.h"
#include "ui/common/offer_bar.h"
#include "ui/common/preview.h"
#include "ui/common/refusal_strip.h"
#include "ui/common/shapes.h"
#include "ui/common/widgets.h"
#include "ui/common/wrap_layout.h"
#include "ui/detail/detail_panel.h"
#include "ui/detail/detail_tabs.h"
#include "ui/detail/error_block.h"
#include "ui/detail/log_view.h"
#include "ui/detail/outputs_page.h"
#include "ui/detail/stage_view.h"
#include "ui/detail/thumbnail_grid.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

DetailPanel::DetailPanel(const Models &models, PictureSource pictures, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_stack(new QStackedLayout(this))
    , m_nothing(new EmptyPage(this))
    , m_preview(new Preview(std::move(pictures), this))
    , m_title(new ElidedLabel(this))
    , m_state(new StateLabel(this))
    , m_facts(new ElidedLabel(this, Qt::ElideRight))
    , m_error(new ErrorBlock(this))
    , m_tabs(new DetailTabs(this))
    , m_pages(new QStackedWidget(this))
    , m_actions(new WrapLayout)
    , m_offers(new OfferBar(3, this))
{
    asPanel(this);
    m_nothing->setMessage({}, tr("No job selected"),
                          tr("Choose a job to see its stages, pictures, outputs and events."));
    m_nothing->setActions({});
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, space::medium, 0, 0);
    column->setSpacing(0);
    buildHead(page);
    buildTabs(page);
    column->addWidget(makeLine(page));
    m_actions->setContentsMargins(space::large, space::medium, space::large, space::medium);
    m_actions->setSpacing(space::small);
    column->addLayout(m_actions);
    m_offers->setContentsMargins(space::large, 0, space::large, space::medium);
    column->addWidget(m_offers);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(page);
    wireModels();
    refreshTabs();
    refreshGrid();
}

void DetailPanel::buildHead(QWidget *page)
{
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::large, 0, space::large, 0);
    head->setSpacing(space::tiny);
    head->addWidget(m_preview);
    head->addSpacing(space::tiny);
    m_title->setFont(scaledFont(font(), 1.15, QFont::DemiBold));
    head->addWidget(m_title);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::medium);
    line->addWidget(m_state);
    line->addWidget(m_facts, 1);
    m_facts->setSoft(true);
    head->addLayout(line);
    head->addSpacing(space::tiny);
    head->addWidget(m_error);
    qobject_cast<QVBoxLayout *>(page->layout())->addLayout(head);
}

void DetailPanel::buildTabs(QWidget *page)
{
    auto *column = qobject_cast<QVBoxLayout *>(page->layout());
    for (int tab = StagesTab; tab <= EventsTab; ++tab)
        m_tabs->addTab({});
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::large, space::tiny, 0, 0);
    row->addWidget(m_tabs);
    row->addStretch();
    column->addLayout(row);
    column->addWidget(makeLine(page));
    m_grid = new ThumbnailGrid(m_models.thumbnails, 2, this);
    m_metadata = makeFieldTable(m_models.metadata, tr("Metadata"), this);
    m_outputs = new OutputsPage(m_models.outputs, this);
    m_log = new LogView(m_models.log, this);
    const auto inset = [this](QWidget *content, const QMargins &margins) {
        auto *box = new QWidget(this);
        auto *around = new QVBoxLayout(box);
        around->setContentsMargins(margins);
        around->addWidget(content);
        return box;
    };
    QWidget *pictures = inset(m_grid, { space::large - 2, space::medium, space::medium, 0 });
    // A cell has some room of its own to the left of its text.
    QWidget *metadata = inset(m_metadata, { space::large - 4, space::small, 0, 0 });
    auto *refusal = new RefusalStrip(metadata);
    refusal->setObjectName(u"jobRefusal"_s);
    metadata->layout()->addWidget(refusal);
    for (QWidget *one :
         std::initializer_list<QWidget *>{ buildStagesTab(), pictures, metadata, m_outputs, m_log })
        m_pages->addWidget(one);
    setFocusProxy(m_tabs); // the tab shows the focus whatever its page holds
    column->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &DetailPanel::tabChanged);
    for (ThumbnailGrid *grid : { m_grid, m_smallGrid })
        connect(grid, &ThumbnailGrid::chosen, this, [this](const QString &url) {
            m_chosenPicture = url;
            refresh();
        });
}

QWidget *DetailPanel::buildStagesTab()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::small, 0, 0);
    column->setSpacing(space::small);
    m_stages = new StageView(m_models.stages, box);
    m_gridHeading = makeHeading(tr("Pictures"), box);
    m_gridHeading->setContentsMargins(space::large, 0, 0, 0);
    m_smallGrid = new ThumbnailGrid(m_models.thumbnails, 4, box);
    m_smallGrid->growWithContent();
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(space::large - 2, 0, space::large - 2, space::small);
    inset->addWidget(m_smallGrid);
    column->addWidget(m_stages, 1);
    column->addWidget(m_gridHeading);
    column->addLayout(inset);
    return box;
}

void DetailPanel::setOffers(const QList<QAction *> &offers)
{
    m_offers->setActions(offers);
}

void DetailPanel::setActions(const Actions &actions)
{
    auto *pause = new ActionButton(actions.pause, "plain", this);
    auto *resume = new ActionButton(actions.resume, "plain", this);
    // One place for the pair: the one that can be done, Pause when neither can.
    const auto swap = [pause, resume] {
        resume->setVisible(resume->isEnabled());
        pause->setVisible(!resume->isEnabled() || pause->isEnabled());
    };
    connect(actions.resume, &QAction::changed, resume, swap);
    connect(actions.pause, &QAction::changed, resume, swap);
    auto *retry = new ActionButton(actions.retry, "plain", this);
    auto *priority = makeButton(tr("Pr&iority"), ButtonKind::Plain, this);
    auto *menu = new QMenu(priority);
    menu->setAccessibleName(tr("Priority"));
    menu->addActions(actions.priorities);
    priority->setMenu(menu);
    priority->setProperty("hasMenu", true);
    const auto follow = [priority, first = actions.priorities.front()] {
        priority->setEnabled(first->isEnabled());
        priority->setToolTip(first->toolTip());
        priority->setStatusTip(first->statusTip());
    };
    connect(actions.priorities.front(), &QAction::changed, priority, follow);
    auto *cancel = new ActionButton(actions.cancel, "danger", this);
    for (QPushButton *button :
         std::initializer_list<QPushButton *>{ pause, resume, retry, priority, cancel }) {
        if (button == cancel)
            m_actions->addStretch();
        button->setProperty("compact", true);
        m_actions->addWidget(button);
    }
    swap();
    follow();
}

void DetailPanel::wireModels()
{
    const auto again = [this] { refresh(); };
    connect(&m_models.jobs, &QAbstractItemModel::dataChanged, this, again);
    connect(&m_models.jobs, &QAbstractItemModel::rowsRemoved, this, again);
    connect(&m_models.stages, &QAbstractItemModel::dataChanged, this, &DetailPanel::refreshError);
    connect(&m_models.stages, &QAbstractItemModel::rowsInserted, this, &DetailPanel::refreshError);
    for (auto signal : { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved }) {
        connect(&m_models.thumbnails, signal, this, &DetailPanel::refreshGrid);
        connect(&m_models.outputs, signal, this, &DetailPanel::refreshTabs);
    }
    m_models.thumbnails.setPictureSize(QSize(320, 180) * devicePixelRatioF());
}

} // namespace fw::ui
