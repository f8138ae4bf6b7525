// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/item_table.h"

#include "models/words.h"
#include "ui/common/fate_look.h"
#include "ui/common/look.h"
#include "ui/common/theme.h"
#include "ui/library/item_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::ItemModel;

namespace {

constexpr int mostLooked = 60; ///< rows whose texts decide the widths
constexpr int narrowest = 24;
constexpr int widest = 4000;

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
    horizontalHeader()->setMinimumSectionSize(narrowest);
    horizontalHeader()->setSortIndicator(ItemModel::NameColumn, Qt::AscendingOrder);
    setSortingEnabled(true);
    takeMetrics();
    ageFates(*this, ItemModel::RowFaceRole);
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
    connect(horizontalHeader(), &QHeaderView::sectionResized, this,
            [this](int column, int, int now) { onResized(column, now); });
}

QString ItemTable::columnWord(int column) const
{
    if (column == ItemModel::NameColumn)
        return u"name"_s;
    if (column == ItemModel::StateColumn)
        return u"state"_s;
    if (column == m_items.updatedColumn())
        return u"updated"_s;
    if (column == m_items.expiresColumn())
        return u"expires"_s;
    return u"field:"_s + m_items.fieldAt(column);
}

void ItemTable::onResized(int column, int width)
{
    const QString kind = m_items.kind().kind;
    if (m_fitting || width <= 0 || kind.isEmpty())
        return;
    QJsonObject columns = m_widths.value(kind).toObject();
    columns.insert(columnWord(column), width);
    m_widths.insert(kind, columns);
    Q_EMIT columnsChanged();
}

void ItemTable::setColumns(const QJsonObject &widths)
{
    m_widths = {};
    for (auto kind = widths.begin(); kind != widths.end(); ++kind) {
        if (kind.value().isObject())
            m_widths.insert(kind.key(), kind.value());
    }
    fit();
}

int ItemTable::ownWidth(int column) const
{
    const QJsonValue width = m_widths[m_items.kind().kind][columnWord(column)];
    return width.isDouble() ? std::clamp(width.toInt(narrowest), narrowest, widest) : 0;
}

int ItemTable::shownWidth(int column) const
{
    const int wanted = wantedWidth(column);
    const int own = ownWidth(column);
    return wanted > 0 && own > 0 ? own : wanted;
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
    if (rows.isEmpty())
        return {};
    if (rows.size() == 1) // what is selected, not what merely has the ring
        return m_items.keyAt(rows.front().row());
    return m_items.keyAt(currentIndex().row());
}

int ItemTable::wantedWidth(int column) const
{
    const QFontMetrics mono(monoFont(font()));
    int most = 0;
    for (int row = 0; row < std::min(m_items.rowCount(), mostLooked); ++row) {
        const QString text = m_items.index(row, column).data().toString();
        if (!text.isEmpty() && text != models::unknownText())
            most = std::max(
                { most, fontMetrics().horizontalAdvance(text), mono.horizontalAdvance(text) });
    }
    if (most == 0)
        return 0;
    const QString head = m_items.headerData(column, Qt::Horizontal).toString();
    const bool until = column == m_items.expiresColumn();
    most += until ? fontMetrics().ascent() + 6 : 0;
    most = std::max(most, horizontalHeader()->fontMetrics().horizontalAdvance(head) + 18);
    return std::min(most + 2 * space::small + 4, fontMetrics().averageCharWidth() * 24);
}

void ItemTable::fit()
{
    bool pictures = false;
    for (int row = 0; row < std::min(m_items.rowCount(), mostLooked); ++row)
        pictures |= !m_items.index(row, 0).data(ItemModel::PictureRole).toString().isEmpty();
    m_delegate->setWithPictures(pictures);
    const QScopedValueRollback ours(m_fitting, true);
    const int name = ownWidth(ItemModel::NameColumn);
    const int room
        = viewport()->width() - (name > 0 ? name : fontMetrics().averageCharWidth() * 22);
    // In the order of importance: what is deleted soon before what it is.
    std::vector<int> columns{ m_items.expiresColumn(), ItemModel::StateColumn };
    for (int i = 0; i < m_items.fieldCount(); ++i)
        columns.push_back(ItemModel::FirstFieldColumn + i);
    columns.insert(columns.begin() + std::min<std::ptrdiff_t>(4, std::ssize(columns)),
                   m_items.updatedColumn());
    int taken = 0;
    for (const int column : columns) {
        const int width = shownWidth(column);
        const bool shown = width > 0 && (taken + width <= room || ownWidth(column) > 0);
        setColumnHidden(column, !shown);
        if (!shown)
            continue;
        setColumnWidth(column, width);
        taken += width;
    }
    const int rest = std::max(viewport()->width() - taken, fontMetrics().averageCharWidth() * 16);
    setColumnWidth(ItemModel::NameColumn, name > 0 ? name : rest);
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
