// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/facet_panel.h"

#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"
#include "ui/jobs/server_facets.h"

#include <QPainter>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::Facet;
using models::FacetModel;

QSize FacetDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 120, option.fontMetrics.height() + 13 };
}

void FacetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const int state = index.data(FacetModel::StateRole).toInt();
    const int count = index.data(FacetModel::CountRole).toInt();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(0, 1, 0, -1);
    paintListGround(*painter, option, row);
    QRect box = row.adjusted(space::small, 0, -space::small, 0);
    QColor color = selected ? theme.selectionText : theme.text;
    if (state >= 0) {
        const int mark = option.fontMetrics.ascent();
        if (!(selected && theme.highContrast()))
            color = count == 0 ? theme.textFaint : theme.state(wire::JobState(state));
        paintShape(*painter, QRectF(box.left(), row.center().y() - mark / 2.0 + 0.5, mark, mark),
                   shapeOf(wire::JobState(state)), color);
        box.setLeft(box.left() + mark + 6);
    }
    painter->setFont(option.font);
    const QString figure = countText(count);
    const int width = option.fontMetrics.horizontalAdvance(figure) + space::small;
    paintText(*painter, box.adjusted(0, 0, -width, 0), { index.data().toString(), color });
    const QColor soft = selected ? theme.selectionText : theme.textSoft;
    paintText(*painter, box, { figure, count == 0 ? theme.textFaint : soft, Qt::AlignRight });
    painter->restore();
}

FacetPanel::FacetPanel(FacetModel &facets, models::ServerFacetModel &servers,
                       models::JobFilterModel &filter, QWidget *parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_list(new QListView(this))
{
    asPanel(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::small, space::large, space::small, space::small);
    column->setSpacing(space::small);
    auto *heading = makeHeading(tr("Views"), this);
    heading->setObjectName(u"panelHeading"_s);
    heading->setContentsMargins(space::small, 0, 0, 0);
    column->addWidget(heading);
    column->addWidget(m_list);
    column->addSpacing(space::medium);
    auto *byServer = new ServerFacets(servers, filter, this);
    connect(byServer, &ServerFacets::serverChosen, &facets, &FacetModel::setServer);
    column->addWidget(byServer);
    column->addStretch(1);
    m_list->setFixedHeight(facets.rowCount() * (fontMetrics().height() + 13) + 2);
    m_list->setAccessibleName(tr("Views"));
    m_list->setProperty("surface", u"panel"_s);
    m_list->setModel(&facets);
    m_list->setItemDelegate(new FacetDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &now) {
                if (now.isValid())
                    m_filter.setFacet(Facet(now.data(FacetModel::FacetRole).toInt()));
            });
    connect(&m_filter, &models::JobFilterModel::countsChanged, this, &FacetPanel::showChosen);
    showChosen();
}

QSize FacetPanel::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 24, 300 };
}

void FacetPanel::showChosen()
{
    for (int row = 0; row < m_list->model()->rowCount(); ++row) {
        const QModelIndex index = m_list->model()->index(row, 0);
        if (index.data(FacetModel::FacetRole).toInt() == int(m_filter.facet())
            && m_list->currentIndex() != index)
            m_list->setCurrentIndex(index);
    }
}

} // namespace fw::ui
