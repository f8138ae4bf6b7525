// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/stage_view.h"

#include "ui/common/look.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QDateTime>
#include <QPainter>

namespace fw::ui {

using models::StageModel;
using wire::JobState;

namespace {

int attemptOf(const QModelIndex &index)
{
    return index.data(StageModel::AttemptRole).toInt();
}

JobState stateOf(const QModelIndex &index)
{
    return JobState(index.data(StageModel::StateRole).toInt());
}

/// The first shown stage of its attempt, while there are several attempts.
bool carriesHeading(const QModelIndex &index)
{
    const int rows = index.model()->rowCount();
    const bool several
        = attemptOf(index.siblingAtRow(0)) != attemptOf(index.siblingAtRow(rows - 1));
    return several
        && (index.row() == 0 || attemptOf(index.siblingAtRow(index.row() - 1)) != attemptOf(index));
}

/// What the stage says of itself below its name; empty for finished and waiting ones.
QString secondLine(const QModelIndex &index)
{
    const JobState state = stateOf(index);
    if (state == JobState::Done || state == JobState::Queued)
        return {};
    const QString code = index.data(StageModel::ErrorCodeRole).toString();
    const bool newest = attemptOf(index) == attemptOf(index.siblingAtRow(0));
    if (state == JobState::Failed && newest && !code.isEmpty())
        return code; // the reason stands in full above the stages
    return index.siblingAtColumn(StageModel::TextColumn).data().toString();
}

int lineHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 11;
}

int headingHeight(const QFontMetrics &metrics)
{
    return metrics.height() + space::large;
}

struct Span
{
    qint64 from = 0;
    qint64 to = 0;
};

/// When the attempt of \a index began and ended (or now).
Span attemptSpan(const QModelIndex &index)
{
    Span span{ std::numeric_limits<qint64>::max(), 0 };
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int row = 0; row < index.model()->rowCount(); ++row) {
        const QModelIndex other = index.siblingAtRow(row);
        const QVariant start = other.data(StageModel::StartRole);
        if (attemptOf(other) != attemptOf(index) || !start.isValid())
            continue;
        const QVariant end = other.data(StageModel::EndRole);
        span.from = std::min(span.from, start.toLongLong());
        span.to = std::max(span.to,
                           end.isValid()                             ? end.toLongLong()
                               : stateOf(other) == JobState::Running ? now
                                                                     : start.toLongLong());
    }
    span.to = std::max(span.to, span.from + 1000);
    return span;
}

void paintSpan(QPainter &p, const QRectF &lane, const QModelIndex &index, const Theme &theme)
{
    const QVariant start = index.data(StageModel::StartRole);
    const JobState state = stateOf(index);
    if (!start.isValid())
        return;
    const Span span = attemptSpan(index);
    const double whole = double(span.to - span.from);
    const double x = lane.width() * double(start.toLongLong() - span.from) / whole;
    const QVariant end = index.data(StageModel::EndRole);
    if (!end.isValid() && !wire::isTerminal(state)) { // still at it: a bar of true progress
        const double left = std::min(x, lane.width() * 0.6);
        const QVariant progress = index.data(StageModel::ProgressRole);
        return paintBar(p, lane.adjusted(left, 0, 0, 0),
                        progress.isValid() ? progress.toDouble() : 0, theme.state(state),
                        theme.track);
    }
    const qint64 stop = end.isValid() ? end.toLongLong() : start.toLongLong();
    const double width
        = std::max(lane.height(), lane.width() * double(stop - start.toLongLong()) / whole);
    const QRectF bar(lane.left() + std::min(x, lane.width() - width), lane.top(), width,
                     lane.height());
    paintBar(p, bar, 100, theme.state(state), theme.track);
}

QString figureOf(const QModelIndex &index)
{
    const bool running = stateOf(index) == JobState::Running || stateOf(index) == JobState::Paused;
    const QVariant start = index.data(StageModel::StartRole);
    const QVariant end = index.data(StageModel::EndRole);
    if (!running && start.isValid() && end.isValid()
        && end.toLongLong() - start.toLongLong() < 1000)
        return StageDelegate::tr("<1 s", "a duration");
    const int column = running ? StageModel::ProgressColumn : StageModel::DurationColumn;
    return index.siblingAtColumn(column).data().toString();
}

/// Paints "Attempt 2" at the top of \a box; returns where the stage's own lines begin.
int paintHeading(QPainter &p, const QRect &box, const QStyleOptionViewItem &option,
                 const QModelIndex &index)
{
    p.setFont(headingFont(option.font));
    const int height = headingHeight(option.fontMetrics);
    paintText(p, QRect(box.left(), box.top() + space::small, box.width(), height - space::small),
              { StageDelegate::tr("Attempt %1").arg(attemptOf(index)),
                themeOf(option.palette).textFaint });
    return box.top() + height;
}

} // namespace

bool AttemptOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (attemptOf(left) != attemptOf(right))
        return attemptOf(left) > attemptOf(right);
    return left.row() < right.row();
}

QSize StageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int height = lineHeight(option.fontMetrics);
    if (carriesHeading(index))
        height += headingHeight(option.fontMetrics);
    if (!secondLine(index).isEmpty())
        height += option.fontMetrics.height();
    return { 200, height };
}

void StageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const JobState state = stateOf(index);
    QRect box = option.rect.adjusted(space::large - 2, 0, -space::large, 0);
    painter->save();
    if (carriesHeading(index))
        box.setTop(paintHeading(*painter, box, option, index));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), space::radius, space::radius);
    }
    const int line = lineHeight(option.fontMetrics);
    const int mark = option.fontMetrics.ascent();
    const bool waits = state == JobState::Queued || state == JobState::Cancelled;
    const QColor color = waits ? theme.textFaint : theme.text;
    paintShape(*painter, QRectF(box.left(), box.top() + (line - mark) / 2.0, mark, mark),
               shapeOf(state), waits ? theme.textFaint : theme.state(state));
    painter->setFont(option.font);
    const int nameLeft = box.left() + mark + 6;
    const int laneLeft = box.left() + std::max(box.width() * 37 / 100, 118);
    const QFont mono = monoFont(option.font);
    const int figures = QFontMetrics(mono).horizontalAdvance(QStringLiteral("1 h 04 m"));
    const bool dated = index.data(StageModel::StartRole).isValid(); // else there is no bar
    const int nameRight = dated ? laneLeft - 6 : box.right() - figures - space::small;
    paintText(*painter, QRect(nameLeft, box.top(), nameRight - nameLeft, line),
              { index.data().toString(), color });
    const QRectF lane(laneLeft, box.top() + line / 2.0 - 2.5,
                      std::max(20, box.right() - figures - space::small - laneLeft), 5.5);
    paintSpan(*painter, lane, index, theme);
    painter->setFont(mono);
    paintText(*painter, QRect(box.right() - figures, box.top(), figures + 1, line),
              { figureOf(index), waits ? theme.textFaint : theme.text, Qt::AlignRight });
    painter->setFont(scaledFont(option.font, 0.92));
    paintText(
        *painter,
        QRect(nameLeft, box.top() + line - 5, box.right() - nameLeft, option.fontMetrics.height()),
        { secondLine(index), state == JobState::Failed ? theme.failed : theme.textSoft });
    painter->restore();
}

StageView::StageView(models::StageModel &stages, QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(tr("Stages"));
    setProperty("surface", QStringLiteral("panel"));
    auto *order = new AttemptOrder(this);
    order->setSourceModel(&stages);
    order->sort(0);
    setModel(order);
    setItemDelegate(new StageDelegate(this));
    setSelectionMode(NoSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    // Heights depend on what stages say; a change of text may need a second line.
    const auto relayout = [this] { scheduleDelayedItemsLayout(); };
    connect(order, &QAbstractItemModel::dataChanged, this, relayout);
    connect(order, &QAbstractItemModel::rowsInserted, this, relayout);
    // What says that there are none comes and goes with them.
    const auto repaint = [this] { viewport()->update(); };
    connect(order, &QAbstractItemModel::rowsRemoved, this, repaint);
    connect(order, &QAbstractItemModel::modelReset, this, repaint);
}

void StageView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    const QRect line(space::large, space::small, viewport()->width() - 2 * space::large,
                     fontMetrics().height() * 2);
    paintText(painter, line,
              { tr("No stages are known of this job."), themeOf(palette()).textSoft });
}

} // namespace fw::ui
