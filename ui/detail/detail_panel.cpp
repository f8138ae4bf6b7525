// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detail_panel.h"

#include "models/words.h"
#include "ui/common/preview.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"
#include "ui/detail/detail_tabs.h"
#include "ui/detail/error_block.h"
#include "ui/detail/log_view.h"
#include "ui/detail/outputs_page.h"
#include "ui/detail/stage_view.h"
#include "ui/detail/thumbnail_grid.h"

#include <QEvent>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTableView>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::JobModel;
using models::StageModel;
using wire::JobState;

void DetailPanel::setJob(const store::JobKey &key, int selected, const QString &note)
{
    const bool other = !(key == m_key);
    m_key = key;
    m_selected = selected;
    m_note = note;
    if (other) {
        m_chosenPicture.clear();
        m_models.stages.setJob(key);
        m_models.thumbnails.setJob(key);
        m_models.metadata.setJob(key);
        m_models.outputs.setJob(key);
        m_models.log.setJob(key);
        refreshGrid();
        refreshTabs();
    }
    refresh();
}

QModelIndex DetailPanel::jobIndex(int column) const
{
    const int row = m_models.jobs.rowOf(m_key);
    return row < 0 ? QModelIndex() : m_models.jobs.index(row, column);
}

void DetailPanel::refresh()
{
    const QModelIndex job = jobIndex(JobModel::NameColumn);
    m_stack->setCurrentIndex(job.isValid() ? 1 : 0);
    if (!job.isValid())
        return;
    const auto state = JobState(job.data(JobModel::StateRole).toInt());
    const bool stale = job.data(JobModel::StaleRole).toBool();
    const Theme &theme = themeOf(palette());
    const QString name = job.data().toString();
    m_title->setText(m_selected > 1 ? tr("%n jobs selected", nullptr, m_selected) : name);
    m_state->setState(stale ? Shape::Question : shapeOf(state),
                      job.siblingAtColumn(JobModel::StateColumn).data().toString(),
                      stale ? theme.textSoft : theme.state(state));
    QStringList facts;
    if (!m_note.isEmpty())
        facts << m_note;
    if (stale) // when it was heard, in words
        facts << job.siblingAtColumn(JobModel::StateColumn).data(Qt::ToolTipRole).toString();
    if (m_selected > 1)
        facts << tr("showing %1").arg(name);
    for (const int column :
         { JobModel::ServerColumn, JobModel::SizeColumn, JobModel::DurationColumn }) {
        const QString text = job.siblingAtColumn(column).data().toString();
        if (!text.isEmpty() && text != models::unknownText())
            facts << (column == JobModel::DurationColumn ? tr("ran %1").arg(text) : text);
    }
    const QString attempt = job.siblingAtColumn(JobModel::AttemptColumn).data().toString();
    if (attempt.toInt() > 1)
        facts << tr("attempt %1").arg(attempt);
    m_facts->setText(facts.join(u"  ·  "_s));
    const QString picture = job.data(JobModel::ThumbnailRole).toString();
    m_preview->setPicture(m_key.server, m_chosenPicture.isEmpty() ? picture : m_chosenPicture,
                          name);
    refreshError();
}

void DetailPanel::refreshError()
{
    const QModelIndex job = jobIndex(JobModel::ErrorColumn);
    const auto state = JobState(job.data(JobModel::StateRole).toInt());
    ErrorFacts facts;
    if (state == JobState::Failed || state == JobState::Attention) {
        facts.attention = state == JobState::Attention;
        facts.reason = job.data().toString();
        facts.code = job.data(JobModel::ErrorCodeRole).toString();
        facts.recoverable = job.data(JobModel::RecoverableRole).toBool();
        for (int row = m_models.stages.rowCount() - 1; row >= 0; --row) {
            const QModelIndex stage = m_models.stages.index(row, StageModel::NameColumn);
            const QString code = stage.data(StageModel::ErrorCodeRole).toString();
            const QString text = stage.siblingAtColumn(StageModel::TextColumn).data().toString();
            if (JobState(stage.data(StageModel::StateRole).toInt()) != state)
                continue;
            facts.stage = stage.data().toString();
            if (facts.code.isEmpty()) { // the job's own error knows more than its stage's
                facts.code = code;
                facts.recoverable = stage.data(StageModel::RecoverableRole).toBool();
            }
            if (!text.isEmpty())
                facts.reason = text;
            break;
        }
        if (!facts.code.isEmpty() && facts.reason.startsWith(facts.code + u": "_s))
            facts.reason.remove(0, facts.code.size() + 2);
    }
    m_error->setFacts(facts);
}

void DetailPanel::refreshTabs()
{
    const auto counted = [](const QString &name, int count) {
        return count > 0 ? name + u' ' + countText(count) : name;
    };
    m_tabs->setRoomFor(ThumbnailsTab, counted(tr("Pictures"), 8));
    m_tabs->setRoomFor(OutputsTab, counted(tr("Outputs"), 8));
    m_tabs->setTabText(StagesTab, tr("Stages"));
    m_tabs->setTabText(ThumbnailsTab, counted(tr("Pictures"), m_models.thumbnails.rowCount()));
    m_tabs->setTabText(MetadataTab, tr("Metadata"));
    m_tabs->setTabText(OutputsTab, counted(tr("Outputs"), m_models.outputs.rowCount()));
    m_tabs->setTabText(EventsTab, tr("Events"));
}

void DetailPanel::refreshGrid()
{
    const int count = m_models.thumbnails.rowCount();
    m_gridHeading->setVisible(count > 0);
    m_smallGrid->setVisible(count > 0);
    refreshTabs();
}

int DetailPanel::currentTab() const
{
    return m_tabs->currentIndex();
}

void DetailPanel::setCurrentTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

void DetailPanel::stepTab(int step)
{
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + m_tabs->count() + step) % m_tabs->count());
}

void DetailPanel::focusContent()
{
    const QList<QWidget *> pages{ m_stages, m_grid, m_metadata, m_outputs, m_log };
    if (m_stack->currentIndex() == 1)
        pages[m_tabs->currentIndex()]->setFocus(Qt::OtherFocusReason);
}

void DetailPanel::showPictures()
{
    m_preview->update();
    for (ThumbnailGrid *grid : { m_grid, m_smallGrid })
        grid->viewport()->update();
}

void DetailPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh(); // the state's colour belongs to the theme
}

QSize DetailPanel::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 46, 600 };
}

} // namespace fw::ui
