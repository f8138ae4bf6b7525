// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_table.h"

#include "ui/common/fate_look.h"
#include "ui/common/theme.h"
#include "ui/jobs/job_delegate.h"
#include "ui/jobs/job_header.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::JobModel;

JobTable::JobTable(PictureSource pictures, QWidget *parent)
    : QTableView(parent)
    , m_header(new JobHeader(this))
{
    setAccessibleName(tr("Jobs"));
    setItemDelegate(new JobDelegate(std::move(pictures), this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setHorizontalHeader(m_header);
    m_header->setAccessibleName(tr("Columns"));
    setSortingEnabled(true);
    viewport()->setAttribute(Qt::WA_Hover);
    connect(m_header, &QHeaderView::sectionResized, this, &JobTable::columnsChanged);
    connect(m_header, &QHeaderView::sectionMoved, this, &JobTable::columnsChanged);
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, &JobTable::columnsChanged);
    connect(this, &QTableView::doubleClicked, this, &JobTable::openWanted);
    applyMetrics();
    ageFates(*this, JobModel::FaceRole);
}

void JobTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    resetColumns();
}

void JobTable::resetColumns()
{
    m_header->resetAll();
    m_serverChosen = false;
    autoHideServer();
    m_header->fit(viewport()->width());
}

void JobTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_header->fit(viewport()->width());
}

void JobTable::showColumn(int column, bool shown)
{
    setColumnHidden(column, !shown);
    m_serverChosen = m_serverChosen || column == JobModel::ServerColumn;
    m_header->fit(viewport()->width());
    Q_EMIT columnsChanged();
}

void JobTable::setManyServers(bool many)
{
    if (many == m_manyServers)
        return;
    m_manyServers = many;
    autoHideServer();
    m_header->fit(viewport()->width());
}

void JobTable::autoHideServer()
{
    if (!m_serverChosen && model())
        setColumnHidden(JobModel::ServerColumn, !m_manyServers);
}

void JobTable::applyMetrics()
{
    verticalHeader()->setDefaultSectionSize(JobDelegate::rowHeight(fontMetrics()));
}

QByteArray JobTable::columns() const
{
    // An upper case letter: whether the server's column is shown was chosen by hand.
    const QByteArray widths(m_header->isCustom() ? "c" : "f");
    return (m_serverChosen ? widths.toUpper() : widths) + m_header->saveState();
}

void JobTable::setColumns(const QByteArray &state)
{
    if (state.isEmpty())
        return;
    if (!m_header->restoreState(state.mid(1)))
        return resetColumns();
    m_header->setCustom(state.front() == 'c' || state.front() == 'C');
    m_serverChosen = state.front() == 'C' || state.front() == 'F';
    autoHideServer();
    m_header->setStretchLastSection(false);
    m_header->fit(viewport()->width());
}

QList<store::JobKey> JobTable::selectedKeys() const
{
    QList<store::JobKey> keys;
    if (!selectionModel())
        return keys;
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        keys << index.data(JobModel::KeyRole).value<store::JobKey>();
    return keys;
}

store::JobKey JobTable::currentKey() const
{
    return currentIndex().data(JobModel::KeyRole).value<store::JobKey>();
}

void JobTable::selectRow(int row)
{
    if (row >= 0 && row < model()->rowCount())
        setCurrentIndex(model()->index(row, JobModel::NameColumn));
}

void JobTable::goToNextTrouble()
{
    const int rows = model()->rowCount();
    for (int step = 1; step <= rows; ++step) {
        const int row = (std::max(currentIndex().row(), -1) + step) % rows;
        const QModelIndex index = model()->index(row, JobModel::NameColumn);
        const auto state = wire::JobState(index.data(JobModel::StateRole).toInt());
        if (state == wire::JobState::Failed || state == wire::JobState::Attention)
            return setCurrentIndex(index);
    }
}

void JobTable::copyRows() const
{
    QStringList lines;
    const QHeaderView *header = horizontalHeader();
    const auto line = [&](auto text) {
        QStringList cells;
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!isColumnHidden(column) && column != JobModel::ThumbnailColumn)
                cells << text(column);
        }
        lines << cells.join(u'\t');
    };
    line([&](int c) { return model()->headerData(c, Qt::Horizontal).toString(); });
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        line([&](int c) { return row.siblingAtColumn(c).data().toString(); });
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void JobTable::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier;
    const auto move
        = [this](CursorAction action) { setCurrentIndex(moveCursor(action, Qt::NoModifier)); };
    if (plain && event->key() == Qt::Key_J)
        return move(MoveDown);
    if (plain && event->key() == Qt::Key_K)
        return move(MoveUp);
    if (plain && event->key() == Qt::Key_N)
        return goToNextTrouble();
    if (plain && event->key() == Qt::Key_Space && currentIndex().isValid())
        return selectionModel()->select(currentIndex(),
                                        QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return Q_EMIT openWanted(currentIndex());
    if (event->matches(QKeySequence::Copy))
        return copyRows();
    QTableView::keyPressEvent(event);
}

bool JobTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Enter)
        setHold(true);
    else if (event->type() == QEvent::Leave)
        setHold(false);
    return QTableView::viewportEvent(event);
}

void JobTable::selectionChanged(const QItemSelection &now, const QItemSelection &before)
{
    QTableView::selectionChanged(now, before);
    viewport()->update(); // the ring goes round the whole row
}

void JobTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        applyMetrics();
    QTableView::changeEvent(event);
}

void JobTable::setHold(bool hold)
{
    if (hold == m_hold)
        return;
    m_hold = hold;
    Q_EMIT holdChanged(hold);
}

} // namespace fw::ui
