// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_header.h"

#include "models/job_model.h"
#include "models/words.h"
#include "ui/common/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace fw::ui {

using models::JobModel;

namespace {

/// Width of a column in average characters: at least, and how it shares extra room (in parts).
struct Wish
{
    int least = 0; ///< 0: hidden at first
    int share = 0;
};

Wish wishOf(int column)
{
    switch (JobModel::Column(column)) {
    case JobModel::StateColumn:
        return { 12, 1 };
    case JobModel::ThumbnailColumn:
        return { 7, 0 };
    case JobModel::NameColumn:
        return { 14, 16 };
    case JobModel::ServerColumn:
        return { 10, 3 };
    case JobModel::StageColumn:
        return { 11, 4 };
    case JobModel::ProgressColumn:
        return { 11, 4 };
    case JobModel::LeftColumn:
        return { 6, 1 };
    case JobModel::UpdatedColumn:
        return { 8, 1 };
    case JobModel::PriorityColumn:
    case JobModel::AttemptColumn:
    case JobModel::SizeColumn:
    case JobModel::CreatedColumn:
    case JobModel::DurationColumn:
    case JobModel::IdColumn:
    case JobModel::ErrorColumn:
    case JobModel::ColumnCount:
        return {};
    }
    return {};
}

/// The longest word of a state with its mark, as the delegate paints it.
int widestState(const QFontMetrics &metrics)
{
    int widest = 0;
    for (int state = 0; state <= int(wire::JobState::Cancelled); ++state)
        widest
            = std::max(widest, metrics.horizontalAdvance(models::stateText(wire::JobState(state))));
    return metrics.ascent() + 6 + widest + 2 * space::small;
}

} // namespace

JobHeader::JobHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setStretchLastSection(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QHeaderView::sectionResized, this, [this](int, int, int) {
        if (!m_fitting)
            m_dragged = true;
    });
    connect(this, &QHeaderView::sortIndicatorChanged, this, [this] {
        if (m_room > 0)
            fit(m_room); // the mark needs room where it is now
    });
}

void JobHeader::resetAll()
{
    m_custom = false;
    for (int column = 0; column < JobModel::ColumnCount; ++column) {
        setSectionHidden(column, wishOf(column).least == 0);
        moveSection(visualIndex(column), column);
        resizeSection(column, fontMetrics().averageCharWidth() * 12);
    }
    setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    setSortIndicator(JobModel::CreatedColumn, Qt::DescendingOrder);
}

int JobHeader::leastOf(int column) const
{
    const int chars = wishOf(column).least;
    int words = (chars > 0 ? chars : 8) * fontMetrics().averageCharWidth();
    if (column == JobModel::ThumbnailColumn)
        return words;
    if (column == JobModel::StateColumn)
        words = std::max(words, widestState(fontMetrics()));
    const int mark = column == sortIndicatorSection() ? space::medium : 0;
    return std::max(words, sectionSizeFromContents(column).width() + mark);
}

int JobHeader::othersWidth(int room)
{
    const int unit = fontMetrics().averageCharWidth();
    int least = 0;
    int shares = 0;
    for (int column = 0; column < count(); ++column) {
        if (isSectionHidden(column))
            continue;
        least += leastOf(column);
        shares += wishOf(column).share;
    }
    const int extra = std::max(0, room - least);
    int others = 0;
    for (int column = 0; column < count(); ++column) {
        if (isSectionHidden(column) || column == JobModel::NameColumn)
            continue;
        const Wish wish = wishOf(column);
        if (!m_custom)
            resizeSection(
                column,
                leastOf(column)
                    + std::min(extra * wish.share / std::max(1, shares), wish.share * 3 * unit));
        others += sectionSize(column);
    }
    return others;
}

void JobHeader::fit(int room)
{
    m_fitting = true;
    m_room = room;
    const int least = wishOf(JobModel::NameColumn).least * fontMetrics().averageCharWidth();
    const int others = othersWidth(room);
    resizeSection(JobModel::NameColumn, std::max(least, room - others));
    m_fitting = false;
}

void JobHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    if (logicalIndex != JobModel::ThumbnailColumn)
        return QHeaderView::paintSection(painter, rect, logicalIndex);
    const Theme &theme = themeOf(palette());
    painter->fillRect(rect, theme.panel);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
}

void JobHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QHeaderView::mouseReleaseEvent(event);
    m_custom = m_custom || m_dragged;
    m_dragged = false;
}

} // namespace fw::ui
