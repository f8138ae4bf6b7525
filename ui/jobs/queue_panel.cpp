// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/queue_panel.h"

#include "models/words.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/pending_strip.h"
#include "ui/jobs/search_box.h"
#include "ui/jobs/selection_keeper.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::JobModel;

namespace {

constexpr int fewestRows = 3; ///< that other panels leave to the queue

} // namespace

QueuePanel::QueuePanel(models::JobFilterModel &filter, PictureSource pictures, QWidget *parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_search(new SearchBox(this))
    , m_clear(makeButton(tr("C&lear"), ButtonKind::Plain, this))
    , m_columns(makeButton(tr("Col&umns"), ButtonKind::Plain, this))
    , m_problem(makeLabel({}, "error", this))
    , m_table(new JobTable(std::move(pictures), this))
    , m_keeper(new SelectionKeeper(filter, *m_table, this))
    , m_strip(new PendingStrip(m_table))
    , m_empty(new EmptyPage(this))
    , m_nothing(new EmptyPage(this))
    , m_stack(new QStackedLayout)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildSearchRow());
    column->addWidget(m_problem);
    column->addLayout(m_stack, 1);
    m_problem->setContentsMargins(space::large, 0, space::large, space::small);
    for (QWidget *page : std::initializer_list<QWidget *>{ m_table, m_empty, m_nothing })
        m_stack->addWidget(page);
    m_table->setModel(&m_filter);
    m_keeper->watch();
    m_table->installEventFilter(this);
    m_table->setMinimumHeight(m_table->horizontalHeader()->sizeHint().height()
                              + fewestRows * m_table->verticalHeader()->defaultSectionSize());
    buildColumnMenu();
    wire();
    refresh();
}

void QueuePanel::wire()
{
    connect(m_search, &QLineEdit::textChanged, &m_filter, &models::JobFilterModel::setText);
    connect(m_search, &QLineEdit::textChanged, this, &QueuePanel::refresh); // also "nothing" anew
    connect(m_search, &SearchBox::leaveWanted, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_clear, &QPushButton::clicked, m_search, &QLineEdit::clear);
    connect(m_table, &JobTable::holdChanged, &m_filter, &models::JobFilterModel::setFrozen);
    connect(m_table, &JobTable::openWanted, this, &QueuePanel::openWanted);
    connect(m_table, &JobTable::columnsChanged, this, &QueuePanel::layoutChanged);
    connect(m_strip, &PendingStrip::resumeWanted, this, [this] { m_filter.setFrozen(false); });
    connect(&m_filter, &models::JobFilterModel::pendingUpdatesChanged, m_strip,
            &PendingStrip::setCount);
    connect(&m_filter, &models::JobFilterModel::countsChanged, this, &QueuePanel::refresh);
    connect(&m_filter, &models::JobFilterModel::problemChanged, this, &QueuePanel::refresh);
    connect(m_keeper, &SelectionKeeper::changed, this, &QueuePanel::selectionChanged);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first) { onArrived(first); });
}

QWidget *QueuePanel::buildSearchRow()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(10, space::small, 10, space::small);
    row->setSpacing(space::small);
    row->addWidget(m_search, 1);
    row->addWidget(m_clear);
    row->addWidget(m_columns);
    m_clear->setToolTip(tr("Clear the search"));
    m_columns->setToolTip(tr("Choose which columns are shown"));
    return box;
}

void QueuePanel::buildColumnMenu()
{
    auto *menu = new QMenu(m_columns);
    menu->setAccessibleName(tr("Columns"));
    m_columns->setMenu(menu);
    m_columns->setProperty("hasMenu", true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (int column = 0; column < JobModel::ColumnCount; ++column) {
            const QString name
                = m_filter.headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString();
            const QString shown = m_filter.headerData(column, Qt::Horizontal).toString();
            QAction *one = menu->addAction(shown.isEmpty() ? (name.isEmpty() ? tr("Picture") : name)
                                                           : shown);
            one->setCheckable(true);
            one->setChecked(!m_table->isColumnHidden(column));
            one->setEnabled(column != JobModel::NameColumn); // a queue without names is no queue
            connect(one, &QAction::toggled, this,
                    [this, column](bool on) { m_table->showColumn(column, on); });
        }
        menu->addSeparator();
        connect(menu->addAction(tr("&Reset columns")), &QAction::triggered, m_table,
                &JobTable::resetColumns);
    });
}

void QueuePanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void QueuePanel::selectNone()
{
    m_table->clearSelection();
    m_keeper->forget();
}

QList<store::JobKey> QueuePanel::chosen() const
{
    const QList<store::JobKey> selected = m_table->selectedKeys();
    return selected.isEmpty() ? m_keeper->hidden().values() : selected;
}

QString QueuePanel::hiddenReason() const
{
    if (m_keeper->hidden().isEmpty() || m_table->selectionModel()->hasSelection())
        return {};
    return m_filter.text().trimmed().isEmpty() ? tr("not in this view")
                                               : tr("hidden by the search");
}

// With nothing chosen, the job that was just added is the one to look at.
void QueuePanel::onArrived(int first)
{
    if (m_filter.total() > m_total && m_keeper->hidden().isEmpty()
        && !m_table->selectionModel()->hasSelection())
        m_table->selectRow(first);
}

void QueuePanel::showPictures()
{
    m_table->viewport()->update();
}

bool QueuePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        m_strip->place();
    return QWidget::eventFilter(watched, event);
}

void QueuePanel::refresh()
{
    const int shown = m_filter.rowCount();
    const int all = m_filter.total();
    m_total = all;
    m_search->setCounts(shown, all);
    const auto &problem = m_filter.problem();
    m_search->setProblem(problem ? models::problemText(*problem) : QString());
    m_problem->setText(problem ? models::problemText(*problem) : QString());
    m_problem->setVisible(problem.has_value());
    m_clear->setEnabled(!m_search->text().isEmpty());
    if (all == 0)
        showPage(m_empty);
    else if (shown == 0) {
        refreshNothingMatches();
        showPage(m_nothing);
    } else {
        const bool first = m_stack->currentWidget() == m_empty;
        showPage(m_table);
        if (first && !m_table->currentIndex().isValid())
            m_table->selectRow(0); // the first job needs no click to be looked at
    }
    Q_EMIT filterChanged();
}

// A page that is not on screen asks for no room: the window would not fit on small screens.
void QueuePanel::showPage(QWidget *page)
{
    for (QWidget *one : { m_empty, m_nothing })
        one->setSizePolicy(QSizePolicy::Preferred,
                           one == page ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_stack->setCurrentWidget(page);
}

void QueuePanel::refreshNothingMatches()
{
    const QString words = m_search->text().trimmed();
    const QString hidden = tr("%1 hidden.").arg(countText(m_filter.total()));
    if (words.isEmpty()) {
        m_nothing->setMessage(u"search"_s, tr("No job in this view"), hidden);
        m_nothing->setActions({ { tr("&Show all jobs"), [this] {
                                     m_filter.setFacet(models::Facet::All);
                                     m_filter.setServer({});
                                 } } });
        return;
    }
    m_nothing->setMessage(u"search"_s,
                          m_filter.problem() ? tr("No job matches the last valid search")
                                             : tr("No job matches “%1”").arg(words),
                          hidden);
    m_nothing->setActions({ { tr("&Clear search"), [this] { m_search->clear(); } } });
}

} // namespace fw::ui
