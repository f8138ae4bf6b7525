// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/thumbnail_grid.h"

#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"
#include "ui/common/widgets.h"

#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

namespace fw::ui {

using models::ThumbnailModel;
using State = pictures::Pictures::State;

void ThumbnailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const QRect box = option.rect.adjusted(2, 2, -2, -2);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath frame;
    frame.addRoundedRect(box, 3, 3);
    painter->fillPath(frame, theme.control);
    const auto image = index.data(Qt::DecorationRole).value<QImage>();
    painter->setClipPath(frame);
    if (!image.isNull()) {
        QRectF target({}, QSizeF(image.size()).scaled(box.size(), Qt::KeepAspectRatioByExpanding));
        target.moveCenter(QRectF(box).center());
        painter->drawImage(target, image);
    } else if (State(index.data(ThumbnailModel::PictureStateRole).toInt()) == State::Failed) {
        paintShape(*painter, QRectF(box.center().x() - 7, box.top() + 8, 14, 14), Shape::Cross,
                   theme.failed);
        paintText(
            *painter, box.adjusted(4, 22, -4, 0),
            { index.data(ThumbnailModel::ErrorRole).toString(), theme.textSoft, Qt::AlignHCenter });
    }
    painter->setClipping(false);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->drawRoundedRect(QRectF(box).adjusted(-1, -1, 1, 1), 4, 4);
    }
    painter->restore();
}

QSize ThumbnailDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    return view ? view->gridSize() : QSize(84, 50);
}

ThumbnailGrid::ThumbnailGrid(ThumbnailModel &thumbnails, int columns, QWidget *parent)
    : QListView(parent)
    , m_thumbnails(thumbnails)
    , m_columns(columns)
{
    setAccessibleName(tr("Thumbnails"));
    setProperty("surface", QStringLiteral("panel"));
    setModel(&m_thumbnails);
    setItemDelegate(new ThumbnailDelegate(this));
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QListView::activated, &m_thumbnails, &ThumbnailModel::retry);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &now) {
                Q_EMIT chosen(now.data(ThumbnailModel::UrlRole).toString());
            });
    connect(&m_thumbnails, &QAbstractItemModel::rowsInserted, this, &ThumbnailGrid::layoutTiles);
    connect(&m_thumbnails, &QAbstractItemModel::rowsRemoved, this, &ThumbnailGrid::layoutTiles);
}

void ThumbnailGrid::growWithContent()
{
    m_grows = true;
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layoutTiles();
}

int ThumbnailGrid::fullHeight() const
{
    const int rows = (m_thumbnails.rowCount() + m_columns - 1) / m_columns;
    return rows * gridSize().height() + space::small;
}

void ThumbnailGrid::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    layoutTiles();
}

void ThumbnailGrid::layoutTiles()
{
    // The list keeps room for a scroll bar it might need.
    const int bar = m_grows
        ? 0
        : style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, verticalScrollBar());
    const int width = maximumViewportSize().width() - bar - 1;
    const auto sideFor = [width](int columns) { return std::max(48, width / columns); };
    int columns = m_columns;
    // Smaller ones rather than a row that is cut in half.
    for (int tried = m_columns; !m_grows && tried <= 4; ++tried) {
        const int rows = (m_thumbnails.rowCount() + tried - 1) / tried;
        if (rows * (sideFor(tried) * 9 / 16 + 2) > maximumViewportSize().height())
            continue;
        columns = tried;
        break;
    }
    const int side = sideFor(columns);
    setGridSize({ side, side * 9 / 16 + 2 });
    if (m_grows)
        setFixedHeight(std::max(1, fullHeight()));
}

} // namespace fw::ui
