// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/item_table.h"

#include "models/words.h"
#include "ui/common/look.h"
#include "ui/common/theme.h"
#include "ui/library/item_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::ItemModel;

namespace {

constexpr int mostLooked = 60; ///< rows whose texts decide the widths

} // namespace

ItemTable::ItemTable(ItemModel &items, PictureSource pictures, QWidget *parent)
    : QTableView(parent)
    , m_items(items)
    , m_delegate(new ItemDelegate(std::move(pictures), this))
{
    setObjectName(u"items"_s);
    setAccessibleName(tr("Items"));
    setModel(&items);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(NoEditTriggers);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setAccessibleName(tr("Columns"));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setSortIndicator(ItemModel::NameColumn, Qt::AscendingOrder);
    setSortingEnabled(true);
    takeMetrics();
    // Widths change when something comes into an empty table, never with every bit of news.
    m_fit.setSingleShot(true);
    m_fit.setInterval(std::chrono::milliseconds(0));
    connect(&m_fit, &QTimer::timeout, this, &ItemTable::fit);
    const auto later = [this] { m_fit.start(); };
    connect(&items, &QAbstractItemModel::columnsInserted, this, later);
    connect(&items, &QAbstractItemModel::columnsRemoved, this, later);
    connect(&items, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) {
                if (last - first + 1 == m_items.rowCount())
                    m_fit.start();
            });
    connect(this, &QTableView::doubleClicked, this, &ItemTable::openWanted);
}

void ItemTable::takeMetrics()
{
    verticalHeader()->setDefaultSectionSize(ItemDelegate::rowHeight(fontMetrics()));
}

QStringList ItemTable::selectedIds() const
{
    QStringList ids;
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        ids << m_items.keyAt(row.row()).item.text;
    ids.removeAll({});
    return ids;
}

store::ItemKey ItemTable::currentKey() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.size() == 1) // what is selected, not what merely has the ring
        return m_items.keyAt(rows.front().row());
    return m_items.keyAt(currentIndex().row());
}

int ItemTable::wantedWidth(int column) const
{
    const QFontMetrics mono(monoFont(font()));
    int widest = 0;
    for (int row = 0; row < std::min(m_items.rowCount(), mostLooked); ++row) {
        const QString text = m_items.index(row, column).data().toString();
        if (!text.isEmpty() && text != models::unknownText())
            widest = std::max(
                { widest, fontMetrics().horizontalAdvance(text), mono.horizontalAdvance(text) });
    }
    if (widest == 0)
        return 0;
    const QString head = m_items.headerData(column, Qt::Horizontal).toString();
    const bool until = column == m_items.expiresColumn();
    widest += until ? fontMetrics().ascent() + 6 : 0;
    widest = std::max(widest, horizontalHeader()->fontMetrics().horizontalAdvance(head) + 18);
    return std::min(widest + 2 * space::small + 4, fontMetrics().averageCharWidth() * 24);
}

void ItemTable::fit()
{
    bool pictures = false;
    for (int row = 0; row < std::min(m_items.rowCount(), mostLooked); ++row)
        pictures |= !m_items.index(row, 0).data(ItemModel::PictureRole).toString().isEmpty();
    m_delegate->setWithPictures(pictures);
    const int room = viewport()->width() - fontMetrics().averageCharWidth() * 22;
    // In the order of importance: what is deleted soon before what it is.
    std::vector<int> columns{ m_items.expiresColumn(), ItemModel::StateColumn };
    for (int i = 0; i < m_items.fieldCount(); ++i)
        columns.push_back(ItemModel::FirstFieldColumn + i);
    columns.insert(columns.begin() + std::min<std::ptrdiff_t>(4, std::ssize(columns)),
                   m_items.updatedColumn());
    int taken = 0;
    for (const int column : columns) {
        const int width = wantedWidth(column);
        const bool shown = width > 0 && taken + width <= room;
        setColumnHidden(column, !shown);
        if (!shown)
            continue;
        setColumnWidth(column, width);
        taken += width;
    }
    setColumnWidth(ItemModel::NameColumn,
                   std::max(viewport()->width() - taken, fontMetrics().averageCharWidth() * 16));
}

void ItemTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void ItemTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return Q_EMIT openWanted();
    QTableView::keyPressEvent(event);
}

void ItemTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        takeMetrics();
    QTableView::changeEvent(event);
}

void ItemTable::selectionChanged(const QItemSelection &now, const QItemSelection &before)
{
    QTableView::selectionChanged(now, before);
    viewport()->update(); // the ring goes round the whole row
    Q_EMIT chosenChanged();
}

void ItemTable::currentChanged(const QModelIndex &now, const QModelIndex &before)
{
    QTableView::currentChanged(now, before);
    Q_EMIT chosenChanged();
}

} // namespace fw::ui
