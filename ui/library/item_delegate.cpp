// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/item_delegate.h"

#include "models/item_model.h"
#include "ui/common/fate_look.h"
#include "ui/common/look.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include <chrono>

namespace fw::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::ItemModel;

namespace {

constexpr std::chrono::milliseconds soon = 1h; ///< until it is deleted: worth a warning

constexpr int leastName = 12; ///< characters of a name that stay beside a word

int markSide(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.ascent();
}

} // namespace

/// What painting one cell needs, read once.
struct ItemDelegate::Cell
{
    const QStyleOptionViewItem &option;
    const QModelIndex &index;
    const ItemModel &model;
    const Theme &theme;
    bool selected;
    bool stale;
    models::FateFace face; ///< of the edit behind its value
    QRect content; ///< the cell without its padding

    bool isMarked() const { return face.mark && *face.mark != store::Fate::Accepted; }
    QColor text() const
    {
        if (selected && (theme.highContrast() || !isMarked()))
            return theme.selectionText;
        if (isMarked())
            return theme.*fateLook(*face.mark).color;
        return stale ? theme.textFaint : theme.text;
    }
    QColor soft() const
    {
        if (selected)
            return theme.highContrast() ? theme.selectionText : theme.textSoft;
        return stale ? theme.textFaint : theme.textSoft;
    }
    QString word() const { return index.data().toString(); }
};

ItemDelegate::ItemDelegate(PictureSource pictures, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_pictures(std::move(pictures))
{
}

int ItemDelegate::rowHeight(const QFontMetrics &metrics)
{
    return metrics.height() * 2 + 2;
}

int ItemDelegate::pictureRoom(const QFontMetrics &metrics) const
{
    return m_withPictures ? (rowHeight(metrics) - 8) * 16 / 9 + space::small : 0;
}

QSize ItemDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isName = index.column() == ItemModel::NameColumn;
    const int more = isName ? pictureRoom(option.fontMetrics) : markSide(option) + 6;
    const int text = option.fontMetrics.horizontalAdvance(index.data().toString());
    return { text + more + 2 * space::medium, rowHeight(option.fontMetrics) };
}

void ItemDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *model = qobject_cast<const ItemModel *>(index.model());
    if (!model)
        return;
    const Theme &theme = themeOf(option.palette);
    const Cell cell{ option,
                     index,
                     *model,
                     theme,
                     option.state.testFlag(QStyle::State_Selected),
                     index.data(ItemModel::StaleRole).toBool(),
                     index.data(ItemModel::CellFaceRole).value<models::FateFace>(),
                     option.rect.adjusted(space::small, 0, -space::small, -1) };
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter->setFont(option.font);
    if (cell.selected)
        painter->fillRect(option.rect, theme.selection);
    if (index.column() == ItemModel::NameColumn)
        paintName(*painter, cell);
    else if (index.column() == model->expiresColumn())
        paintExpiry(*painter, cell);
    else
        paintValue(*painter, cell);
    if (cell.stale)
        paintHatch(*painter, option.rect, theme.text);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      theme.line);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()) {
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 2),
                          theme.accent);
        painter->fillRect(
            QRect(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2),
            theme.accent);
    }
    painter->restore();
}

void ItemDelegate::paintName(QPainter &p, const Cell &cell) const
{
    QRect box = cell.content;
    if (const int room = pictureRoom(cell.option.fontMetrics); room > 0) {
        const int height = cell.option.rect.height() - 8;
        paintPicture(p, cell,
                     QRect(box.left(), cell.option.rect.top() + 4, room - space::small, height));
        box.setLeft(box.left() + room);
    }
    const auto face = cell.index.data(ItemModel::RowFaceRole).value<models::FateFace>();
    if (face.mark) {
        const FateLook look = fateLook(*face.mark);
        const bool plain = cell.selected && cell.theme.highContrast();
        const QColor color = plain ? cell.theme.selectionText : cell.theme.*look.color;
        const int side = markSide(cell.option);
        // The name is what a row is found by: the word gives way, and the tool tip has it.
        const QFontMetrics &metrics = cell.option.fontMetrics;
        const int width = metrics.horizontalAdvance(face.word) + 2;
        const int name = std::min(metrics.horizontalAdvance(cell.word()),
                                  metrics.averageCharWidth() * leastName);
        if (box.width() >= name + width + side + 6 + space::small) {
            paintText(p, box, { face.word, color, Qt::AlignRight });
            box.setRight(box.right() - width - 6);
        }
        box.setRight(box.right() - side);
        paintShape(p, QRectF(box.right(), box.center().y() - side / 2.0 + 0.5, side, side),
                   look.shape, color);
        box.setRight(box.right() - space::small);
    }
    if (cell.selected) {
        QFont bold = cell.option.font;
        bold.setWeight(QFont::DemiBold);
        p.setFont(bold);
    }
    paintText(p, box, { cell.word(), cell.text(), Qt::AlignLeft, Qt::ElideMiddle });
}

void ItemDelegate::paintPicture(QPainter &p, const Cell &cell, const QRect &box) const
{
    p.save();
    QPainterPath frame;
    frame.addRoundedRect(box, 3, 3);
    p.fillPath(frame, cell.theme.control);
    const auto key = cell.index.data(ItemModel::KeyRole).value<store::ItemKey>();
    const QString path = versionedPath(cell.index.data(ItemModel::PictureRole).toString(),
                                       cell.index.data(ItemModel::VersionRole).toString());
    if (!path.isEmpty() && m_pictures) {
        const qreal ratio = p.device()->devicePixelRatioF();
        const Picture picture = m_pictures(key.server, path, box.size() * ratio);
        if (!picture.image.isNull()) {
            p.setClipPath(frame);
            p.setOpacity(cell.stale ? 0.45 : 1.0);
            QRectF target({}, QSizeF(picture.image.size()).scaled(box.size(), Qt::KeepAspectRatio));
            target.moveCenter(QRectF(box).center());
            p.drawImage(target, picture.image);
        } else if (picture.state == Picture::State::Failed) {
            const QPointF middle = QRectF(box).center();
            paintShape(p, QRectF(middle.x() - 6, middle.y() - 6, 12, 12), Shape::Cross,
                       cell.theme.textFaint);
        }
    }
    p.restore();
}

void ItemDelegate::paintValue(QPainter &p, const Cell &cell)
{
    QRect box = cell.content;
    const auto align = Qt::Alignment(cell.index.data(Qt::TextAlignmentRole).toInt());
    if (cell.isMarked()) {
        const int side = markSide(cell.option);
        paintShape(p, QRectF(box.left(), box.center().y() - side / 2.0 + 0.5, side, side),
                   fateLook(*cell.face.mark).shape, cell.text());
        box.setLeft(box.left() + side + 6);
    }
    if (align & Qt::AlignRight)
        p.setFont(monoFont(cell.option.font));
    const bool loud = cell.isMarked() || cell.index.column() == ItemModel::StateColumn;
    paintText(p, box,
              { cell.word(), loud ? cell.text() : cell.soft(), align & Qt::AlignHorizontal_Mask });
}

void ItemDelegate::paintExpiry(QPainter &p, const Cell &cell)
{
    const QVariant until = cell.index.data(ItemModel::ExpiresRole);
    const auto left
        = std::chrono::milliseconds(until.toLongLong() - QDateTime::currentMSecsSinceEpoch());
    const bool near = until.isValid() && left < soon;
    QColor color = cell.soft();
    if (near && !(cell.selected && cell.theme.highContrast()) && !cell.stale)
        color = cell.theme.attention;
    p.setFont(monoFont(cell.option.font));
    paintText(p, cell.content, { cell.word(), color, Qt::AlignRight });
    if (!near)
        return;
    const int side = markSide(cell.option);
    const int width = p.fontMetrics().horizontalAdvance(cell.word());
    const QRectF mark(cell.content.right() - width - side - 6,
                      cell.content.center().y() - side / 2.0 + 0.5, side, side);
    paintShape(p, mark, Shape::Warning, color);
}

} // namespace fw::ui
