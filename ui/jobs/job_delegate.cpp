// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_delegate.h"

#include "models/job_model.h"
#include "ui/common/fate_look.h"
#include "ui/common/look.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>
#include <QTableView>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::JobModel;

/// What painting one cell needs, read once.
struct JobDelegate::Cell
{
    const QStyleOptionViewItem &option;
    const QModelIndex &index;
    const Theme &theme;
    JobModel::Column column;
    wire::JobState state;
    bool selected;
    bool stale;
    QRect content; ///< the cell without its padding

    QColor text() const
    {
        if (selected)
            return theme.selectionText;
        return stale ? theme.textFaint : theme.text;
    }
    QColor soft() const
    {
        if (selected)
            return theme.highContrast() ? theme.selectionText : theme.textSoft;
        return stale ? theme.textFaint : theme.textSoft;
    }
    QColor stateColor() const
    {
        if (selected && theme.highContrast())
            return theme.selectionText;
        return stale ? theme.textFaint : theme.state(state);
    }
    models::FateFace face() const
    {
        return index.data(JobModel::FaceRole).value<models::FateFace>();
    }
    QString word() const { return index.data(Qt::DisplayRole).toString(); }
};

JobDelegate::JobDelegate(PictureSource pictures, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_pictures(std::move(pictures))
{
}

int JobDelegate::rowHeight(const QFontMetrics &metrics)
{
    return metrics.height() * 2 + 2;
}

QSize JobDelegate::thumbnailSize(const QFontMetrics &metrics)
{
    const int height = rowHeight(metrics) - 8;
    return { height * 16 / 9, height };
}

QSize JobDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int text = option.fontMetrics.horizontalAdvance(index.data().toString());
    return { text + 2 * space::medium, rowHeight(option.fontMetrics) };
}

void JobDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const Cell cell{ option,
                     index,
                     theme,
                     JobModel::Column(index.column()),
                     wire::JobState(index.data(JobModel::StateRole).toInt()),
                     option.state.testFlag(QStyle::State_Selected),
                     index.data(JobModel::StaleRole).toBool(),
                     option.rect.adjusted(space::small, 0, -space::small, -1) };
    painter->save();
    painter->setFont(option.font);
    if (cell.selected)
        painter->fillRect(option.rect, theme.selection);
    paintContent(*painter, cell);
    if (cell.stale)
        paintHatch(*painter, option.rect, theme.text);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      theme.line);
    paintFocus(*painter, cell);
    painter->restore();
}

void JobDelegate::paintContent(QPainter &p, const Cell &cell) const
{
    switch (cell.column) {
    case JobModel::StateColumn:
        return paintState(p, cell);
    case JobModel::ThumbnailColumn:
        return paintThumbnail(p, cell);
    case JobModel::ProgressColumn:
        return paintProgress(p, cell);
    case JobModel::NameColumn: {
        if (cell.selected) {
            QFont bold = cell.option.font;
            bold.setWeight(QFont::DemiBold);
            p.setFont(bold);
        }
        return paintText(p, cell.content,
                         { cell.word(), cell.text(), Qt::AlignLeft, Qt::ElideMiddle });
    }
    case JobModel::StageColumn:
        return paintStage(p, cell);
    case JobModel::ServerColumn:
    case JobModel::ErrorColumn:
        return paintText(p, cell.content, { cell.word(), cell.soft() });
    case JobModel::LeftColumn:
    case JobModel::UpdatedColumn:
    case JobModel::PriorityColumn:
    case JobModel::AttemptColumn:
    case JobModel::SizeColumn:
    case JobModel::CreatedColumn:
    case JobModel::DurationColumn:
    case JobModel::IdColumn:
    case JobModel::ColumnCount:
        break;
    }
    p.setFont(monoFont(cell.option.font));
    const auto align = Qt::Alignment(cell.index.data(Qt::TextAlignmentRole).toInt());
    paintText(p, cell.content, { cell.word(), cell.soft(), align & Qt::AlignHorizontal_Mask });
}

void JobDelegate::paintState(QPainter &p, const Cell &cell) const
{
    const int side = cell.option.fontMetrics.ascent();
    const QRectF mark(cell.content.left(), cell.content.center().y() - side / 2.0 + 0.5, side,
                      side);
    Shape shape = cell.stale ? Shape::Question : shapeOf(cell.state);
    QColor color = cell.stateColor();
    const QColor word = color;
    // Where the stage is not shown, the shape of an own change stands here.
    const auto *table = qobject_cast<const QTableView *>(cell.option.widget);
    const models::FateFace face = cell.face();
    if (face.mark && table && table->isColumnHidden(JobModel::StageColumn)) {
        const FateLook look = fateLook(*face.mark);
        shape = look.shape;
        if (!(cell.selected && cell.theme.highContrast()))
            color = cell.theme.*look.color;
    }
    paintShape(p, mark, shape, color);
    paintText(p, cell.content.adjusted(side + 6, 0, 0, 0), { cell.word(), word });
}

// An own change that the server has not taken outranks the stage (ux.md 7.1).
void JobDelegate::paintStage(QPainter &p, const Cell &cell)
{
    const models::FateFace face = cell.face();
    if (!face.mark)
        return paintText(p, cell.content, { cell.word(), cell.text() });
    const FateLook look = fateLook(*face.mark);
    const bool plain = cell.selected && cell.theme.highContrast();
    const QColor color = plain ? cell.theme.selectionText : cell.theme.*look.color;
    const int side = cell.option.fontMetrics.ascent();
    paintShape(
        p, QRectF(cell.content.left(), cell.content.center().y() - side / 2.0 + 0.5, side, side),
        look.shape, color);
    paintText(p, cell.content.adjusted(side + 6, 0, 0, 0),
              { face.word.isEmpty() ? cell.word() : face.word,
                face.word.isEmpty() ? cell.text() : color });
}

void JobDelegate::paintThumbnail(QPainter &p, const Cell &cell) const
{
    const QSize size = thumbnailSize(cell.option.fontMetrics);
    QRect box(QPoint(0, 0), size);
    box.moveCenter(cell.option.rect.center());
    const QString url = cell.index.data(JobModel::ThumbnailRole).toString();
    QImage image;
    if (m_pictures && !url.isEmpty()) {
        const auto key = cell.index.data(JobModel::KeyRole).value<store::JobKey>();
        const double ratio = p.device()->devicePixelRatioF();
        image = m_pictures(key.server, url, size * ratio).image;
    }
    p.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath path;
    path.addRoundedRect(box, 3, 3);
    const bool plain = cell.theme.isDark() && !cell.selected;
    p.fillPath(path, plain ? cell.theme.control : cell.theme.panel);
    if (image.isNull())
        return;
    p.setClipPath(path);
    if (cell.stale)
        p.setOpacity(0.55);
    QSizeF fit = QSizeF(image.size()).scaled(box.size(), Qt::KeepAspectRatioByExpanding);
    QRectF target({}, fit);
    target.moveCenter(QRectF(box).center());
    p.drawImage(target, image);
    p.setClipping(false);
    p.setOpacity(1);
}

void JobDelegate::paintProgress(QPainter &p, const Cell &cell) const
{
    const QVariant progress = cell.index.data(JobModel::ProgressRole);
    const QFont mono = monoFont(cell.option.font);
    const int figures = QFontMetrics(mono).horizontalAdvance(tr("%1 %").arg(100)) + space::tiny;
    QRectF bar = cell.content.adjusted(0, 0, -figures - space::tiny, 0);
    bar = QRectF(bar.left(), bar.center().y() - 2.5, std::max(0.0, bar.width()), 5.5);
    QColor track = cell.theme.track;
    if (cell.selected && !cell.theme.highContrast())
        track = cell.theme.isDark() ? track.lighter(125) : track.darker(108);
    if (bar.width() > 12)
        paintBar(p, bar, progress.isValid() ? progress.toDouble() : 0, cell.stateColor(), track);
    p.setFont(mono);
    const QString text = progress.isValid() ? tr("%1 %").arg(qFloor(progress.toDouble())) : u"–"_s;
    paintText(p, cell.content, { text, cell.soft(), Qt::AlignRight, Qt::ElideNone });
}

void JobDelegate::paintFocus(QPainter &p, const Cell &cell) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(cell.option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != cell.index.row())
        return;
    const QRect r = cell.option.rect;
    const QColor ring = cell.theme.accent;
    p.fillRect(QRect(r.left(), r.top(), r.width(), 2), ring);
    p.fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), ring);
    if (r.left() <= 0)
        p.fillRect(QRect(r.left(), r.top(), 2, r.height()), ring);
    if (r.right() >= view->viewport()->width() - 1)
        p.fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), ring);
}

} // namespace fw::ui
