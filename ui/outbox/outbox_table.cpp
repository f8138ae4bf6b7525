// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/outbox_table.h"

#include "ui/common/fate_look.h"
#include "ui/common/look.h"
#include "ui/common/plain_table.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::EditModel;

namespace {

bool isFigure(int column)
{
    return column == EditModel::NumberColumn || column == EditModel::TriesColumn;
}

bool isQuiet(int column)
{
    return isFigure(column) || column == EditModel::ServerColumn || column == EditModel::BasedColumn
        || column == EditModel::SinceColumn;
}

// The ring goes round the whole line.
void paintRing(QPainter &p, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != index.row())
        return;
    const QRect r = option.rect;
    const QColor ring = themeOf(option.palette).accent;
    p.fillRect(QRect(r.left(), r.top(), r.width(), 2), ring);
    p.fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), ring);
    if (index.column() == 0)
        p.fillRect(QRect(r.left(), r.top(), 2, r.height()), ring);
    if (index.column() == EditModel::ColumnCount - 1)
        p.fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), ring);
}

} // namespace

void OutboxDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const int column = index.column();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      theme.line);
    if (selected)
        painter->fillRect(option.rect, theme.selection);
    QColor color = isQuiet(column) ? theme.textSoft : theme.text;
    if (selected && theme.highContrast())
        color = theme.selectionText;
    QRect cell = option.rect.adjusted(space::small, 0, -space::small, 0);
    QString text = index.data().toString();
    painter->setFont(column == EditModel::SinceColumn || isFigure(column) ? monoFont(option.font)
                                                                          : option.font);
    if (column == EditModel::FateColumn) {
        const QVariant mark = index.data(EditModel::MarkRole);
        text = index.data(EditModel::WordRole).toString();
        if (mark.isValid()) {
            const FateLook look = fateLook(store::Fate(mark.toInt()));
            if (!(selected && theme.highContrast()))
                color = theme.*look.color;
            const int side = painter->fontMetrics().ascent();
            paintShape(*painter,
                       QRectF(cell.left(), cell.center().y() - side / 2.0 + 0.5, side, side),
                       look.shape, color);
            cell.setLeft(cell.left() + side + 6);
        } else {
            text.clear();
        }
    }
    const QString change = index.data(EditModel::ChangeRole).toString();
    if (!change.isEmpty()) {
        const int wide = painter->fontMetrics().horizontalAdvance(text) + space::medium;
        const QRect rest = cell.adjusted(wide, 0, 0, 0);
        if (rest.width() > painter->fontMetrics().averageCharWidth() * 6)
            paintText(*painter, rest,
                      { change,
                        selected && theme.highContrast() ? theme.selectionText : theme.textSoft });
    }
    paintText(*painter, cell,
              { text.replace(u'\n', u' '), color, isFigure(column) ? Qt::AlignRight : Qt::AlignLeft,
                column == EditModel::WhatColumn ? Qt::ElideMiddle : Qt::ElideRight });
    paintRing(*painter, option, index);
    painter->restore();
}

OutboxTable::OutboxTable(models::EditFilterModel &edits, QWidget *parent)
    : QTableView(parent)
    , m_edits(edits)
{
    setObjectName(u"outboxTable"_s);
    setAccessibleName(tr("Changes"));
    setModel(&edits);
    setItemDelegate(new OutboxDelegate(this));
    makePlainTable(*this, fontMetrics().height() + 11);
    setContextMenuPolicy(Qt::CustomContextMenu);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int unit = fontMetrics().averageCharWidth();
    const std::pair<EditModel::Column, int> widths[] = {
        { EditModel::NumberColumn, 5 }, { EditModel::FateColumn, 15 },
        { EditModel::WhatColumn, 52 },  { EditModel::ServerColumn, 14 },
        { EditModel::BasedColumn, 17 }, { EditModel::TriesColumn, 7 },
        { EditModel::SinceColumn, 9 },
    };
    for (const auto &[column, width] : widths)
        setColumnWidth(
            column,
            std::max(unit * width + 2 * space::small, horizontalHeader()->sectionSizeHint(column)));
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        const bool byHand = !m_fitting && column != EditModel::ReasonColumn; // that one stretches
        m_custom = m_custom || (byHand && isVisible());
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &OutboxTable::chosenChanged);
    connect(this, &QAbstractItemView::doubleClicked, this, &OutboxTable::openWanted);
}

// What and why share the room that the others leave.
void OutboxTable::fit()
{
    if (m_custom)
        return;
    const int unit = fontMetrics().averageCharWidth();
    int taken = 0;
    for (int column = 0; column < EditModel::ColumnCount; ++column) {
        if (column != EditModel::WhatColumn && column != EditModel::ReasonColumn)
            taken += columnWidth(column);
    }
    const QScopedValueRollback<bool> fitting(m_fitting, true);
    const int room = viewport()->width() - taken;
    setColumnWidth(EditModel::WhatColumn, std::clamp(room * 3 / 5, unit * 30, unit * 70));
}

void OutboxTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

QList<EditId> OutboxTable::chosen() const
{
    QList<EditId> ids;
    for (const store::Edit *edit : chosenEdits())
        ids.append(edit->id);
    return ids;
}

std::vector<const store::Edit *> OutboxTable::chosenEdits() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    std::vector<const store::Edit *> edits;
    for (const int row : std::as_const(rows)) {
        if (const store::Edit *edit = m_edits.editAt(row))
            edits.push_back(edit);
    }
    return edits;
}

EditId OutboxTable::current() const
{
    const store::Edit *edit = m_edits.editAt(currentIndex().row());
    return edit ? edit->id : EditId{};
}

void OutboxTable::choose(const EditId &edit)
{
    const int row = m_edits.rowOf(edit);
    if (row < 0)
        return;
    selectRow(row);
    scrollTo(m_edits.index(row, 0));
}

void OutboxTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return Q_EMIT copyWanted();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return Q_EMIT openWanted();
    QTableView::keyPressEvent(event);
}

bool OutboxTable::viewportEvent(QEvent *event)
{
    // A window that ends while it is shown hides its table after the changes are gone.
    if (auto *edits = qobject_cast<models::EditFilterModel *>(model())) {
        if (event->type() == QEvent::Enter)
            edits->setFrozen(true);
        else if (event->type() == QEvent::Leave || event->type() == QEvent::Hide)
            edits->setFrozen(false);
    }
    return QTableView::viewportEvent(event);
}

// What is told below of the first one can be done with it as soon as the keyboard is here.
void OutboxTable::focusInEvent(QFocusEvent *event)
{
    if (!currentIndex().isValid() && model()->rowCount() > 0)
        selectRow(0);
    QTableView::focusInEvent(event);
}

void OutboxTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT chosenChanged();
}

} // namespace fw::ui
