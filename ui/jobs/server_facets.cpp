// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/server_facets.h"

#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"
#include "ui/jobs/facet_panel.h"

#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::ServerFacetModel;
using store::Freshness;

namespace {

std::pair<Shape, QColor> markOf(Freshness freshness, bool byDesign, const Theme &theme)
{
    if (byDesign)
        return { Shape::Rounds, theme.done };
    switch (freshness) {
    case Freshness::Live:
        return { Shape::Dot, theme.done };
    case Freshness::Polling:
        return { Shape::Warning, theme.attention };
    case Freshness::Connecting:
        return { Shape::Half, theme.running };
    case Freshness::Stale:
        return { Shape::Question, theme.attention };
    case Freshness::Offline:
        return { Shape::Cross, theme.failed };
    case Freshness::SignInNeeded:
        return { Shape::Stop, theme.failed };
    case Freshness::Cached:
        return { Shape::Ring, theme.textSoft };
    }
    return { Shape::None, theme.text };
}

} // namespace

QSize ServerFacetDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 120, option.fontMetrics.height() + 13 };
}

void ServerFacetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(0, 1, 0, -1);
    paintListGround(*painter, option, row);
    QRect box = row.adjusted(space::small, 0, -space::small, 0);
    const QColor ink = selected ? theme.selectionText : theme.text;
    const int freshness = index.data(ServerFacetModel::FreshnessRole).toInt();
    if (freshness >= 0) {
        const int mark = option.fontMetrics.ascent();
        const auto [shape, color] = markOf(
            Freshness(freshness), index.data(ServerFacetModel::ByDesignRole).toBool(), theme);
        paintShape(*painter, QRectF(box.left(), row.center().y() - mark / 2.0 + 0.5, mark, mark),
                   shape, selected && theme.highContrast() ? ink : color);
        box.setLeft(box.left() + mark + 6);
    }
    painter->setFont(option.font);
    const int count = index.data(ServerFacetModel::CountRole).toInt();
    const QString figure = countText(count);
    const int width = option.fontMetrics.horizontalAdvance(figure) + space::small;
    paintText(*painter, box.adjusted(0, 0, -width, 0),
              { index.data().toString(), ink, Qt::AlignLeft, Qt::ElideMiddle });
    const QColor soft = selected ? theme.selectionText : theme.textSoft;
    paintText(*painter, box, { figure, count == 0 ? theme.textFaint : soft, Qt::AlignRight });
    painter->restore();
}

ServerFacets::ServerFacets(ServerFacetModel &servers, models::JobFilterModel &filter,
                           QWidget *parent)
    : QWidget(parent)
    , m_servers(servers)
    , m_filter(filter)
    , m_list(new QListView(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    auto *heading = makeHeading(tr("Servers"), this);
    heading->setContentsMargins(space::small, 0, 0, 0);
    column->addWidget(heading);
    column->addWidget(m_list);
    m_list->setAccessibleName(tr("Servers"));
    m_list->setProperty("surface", u"panel"_s);
    // Before the list hears of it: it would go on to the next server by itself.
    connect(&servers, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) {
                const int row = m_list->currentIndex().row();
                if (row >= first && row <= last)
                    m_list->setCurrentIndex(m_servers.index(0, 0));
            });
    m_list->setModel(&servers);
    m_list->setItemDelegate(new ServerFacetDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &now) {
                const ServerId server{ now.data(ServerFacetModel::IdRole).toString() };
                m_filter.setServer(server);
                Q_EMIT serverChosen(server);
            });
    connect(&m_filter, &models::JobFilterModel::countsChanged, this, &ServerFacets::showChosen);
    connect(&servers, &QAbstractItemModel::rowsInserted, this, &ServerFacets::refresh);
    connect(&servers, &QAbstractItemModel::rowsRemoved, this, &ServerFacets::refresh);
    refresh();
}

void ServerFacets::refresh()
{
    const int rows = m_servers.rowCount();
    const int most = 8; // then it scrolls
    const int height = fontMetrics().height() + 13;
    m_list->setFixedHeight(std::min(rows, most) * height + 2);
    setVisible(m_servers.servers() > 1);
    showChosen();
}

void ServerFacets::showChosen()
{
    for (int row = 0; row < m_servers.rowCount(); ++row) {
        const QModelIndex index = m_servers.index(row, 0);
        if (index.data(ServerFacetModel::IdRole).toString() == m_filter.server().text
            && m_list->currentIndex() != index)
            m_list->setCurrentIndex(index);
    }
}

} // namespace fw::ui
