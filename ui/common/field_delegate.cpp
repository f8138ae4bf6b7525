// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_delegate.h"

#include "models/item_field_model.h"
#include "models/metadata_model.h"
#include "models/words.h"
#include "ui/common/fate_look.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::ItemFieldModel;
using models::MetadataModel;

// One delegate for both: their roles stand for the same.
static_assert(int(ItemFieldModel::PendingRole) == int(MetadataModel::PendingRole)
              && int(ItemFieldModel::PendingFieldRole) == int(MetadataModel::PendingFieldRole)
              && int(ItemFieldModel::ValueColumn) == int(MetadataModel::ValueColumn));

void FieldDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool isValue = index.column() == ItemFieldModel::ValueColumn;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    if (selected)
        painter->fillRect(option.rect, theme.selection);
    const int left = isValue ? space::tiny : space::large;
    QRect box = option.rect.adjusted(left, 0, -space::small, 0);
    QColor color = selected ? theme.selectionText : isValue ? theme.text : theme.textSoft;
    const QVariant pending = isValue ? index.data(ItemFieldModel::PendingFieldRole) : QVariant();
    const models::FateFace face = pending.isValid()
        ? models::fateFace(pending.value<store::PendingField>(), SystemClock().wall())
        : models::FateFace();
    if (face.mark) {
        const FateLook look = fateLook(*face.mark);
        if (!(selected && theme.highContrast()))
            color = theme.*look.color;
        const int side = option.fontMetrics.ascent();
        paintShape(*painter, QRectF(box.left(), box.center().y() - side / 2.0 + 0.5, side, side),
                   look.shape, color);
        box.setLeft(box.left() + side + 6);
        const int width = option.fontMetrics.horizontalAdvance(face.word) + 2;
        paintText(*painter, box, { face.word, color, Qt::AlignRight });
        box.setRight(box.right() - width - space::small);
    }
    const Qt::TextElideMode elide = isValue ? Qt::ElideRight : Qt::ElideMiddle;
    const QString text = index.data().toString().replace(u'\n', u' ');
    paintText(*painter, box, { text, color, Qt::AlignLeft, elide });
    painter->restore();
}

QTableView *makeFieldTable(QAbstractItemModel &model, const QString &name, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(&model);
    table->setItemDelegate(new FieldDelegate(table));
    table->setAccessibleName(name);
    table->setProperty("surface", u"panel"_s);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setFrameShape(QFrame::NoFrame);
    table->horizontalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 11);
    table->setColumnWidth(0, table->fontMetrics().averageCharWidth() * 18);
    // In a low panel the fields scroll: what stands below them has to be seen whole.
    table->setMinimumHeight(1);
    ageFates(*table, ItemFieldModel::PendingFieldRole);
    return table;
}

} // namespace fw::ui
