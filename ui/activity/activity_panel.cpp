// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activity_panel.h"

#include "models/words.h"
#include "ui/common/look.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using Kind = store::Activity::Kind;
using models::ActivityModel;

namespace {

bool isProblem(Kind kind)
{
    return kind == Kind::Failed || kind == Kind::Rejected || kind == Kind::Warning;
}

Kind kindOf(const QModelIndex &index)
{
    return Kind(index.data(ActivityModel::KindRole).toInt());
}

/// How far apart the lines of one failure may lie.
constexpr int failureSpread = 16;

QString codeOf(const QModelIndex &index)
{
    return index.data(ActivityModel::CodeRole).toString();
}

bool isFailureOfJob(const QModelIndex &index)
{
    const QString code = codeOf(index);
    return code == "jobFailed"_L1 || code == "jobAttention"_L1;
}

/// What follows the sentence; empty when no reason was given.
QString reasonOf(const QModelIndex &index)
{
    const QString text = index.siblingAtColumn(ActivityModel::TextColumn).data().toString();
    return text.section(u": "_s, 1);
}

} // namespace

ActivityProxy::ActivityProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    m_again.setSingleShot(true);
    m_again.setInterval(0);
    connect(&m_again, &QTimer::timeout, this, [this] { invalidateRowsFilter(); });
}

void ActivityProxy::setSourceModel(QAbstractItemModel *source)
{
    QSortFilterProxyModel::setSourceModel(source);
    connect(source, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
}

void ActivityProxy::onInserted(int first, int last)
{
    for (int row = first; row <= last && !m_again.isActive(); ++row) {
        if (isFailureOfJob(sourceModel()->index(row, 0)))
            m_again.start(); // what led to it may have been let through before
    }
}

bool ActivityProxy::isRepeated(const QModelIndex &line) const
{
    const QString code = codeOf(line);
    if (code != "stageFailed"_L1 && code != "jobError"_L1)
        return false;
    const auto key = line.data(ActivityModel::KeyRole).value<store::JobKey>();
    const int last = std::min(sourceModel()->rowCount() - 1, line.row() + failureSpread);
    for (int row = std::max(0, line.row() - failureSpread); row <= last; ++row) {
        const QModelIndex other = line.siblingAtRow(row);
        if (isFailureOfJob(other)
            && other.data(ActivityModel::KeyRole).value<store::JobKey>() == key
            && reasonOf(other) == reasonOf(line))
            return true;
    }
    return false;
}

void ActivityProxy::setFilter(ActivityFilter filter)
{
    m_filter = filter;
    invalidateFilter();
}

bool ActivityProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex line = sourceModel()->index(row, 0, parent);
    if (line.data(ActivityModel::ClosesGapRole).toBool() || isRepeated(line))
        return false;
    const Kind kind = kindOf(line);
    const bool separates = line.data(ActivityModel::GapRole).toBool();
    switch (m_filter) {
    case ActivityFilter::All:
        return true;
    case ActivityFilter::Problems:
        return isProblem(kind) || separates;
    case ActivityFilter::Jobs:
        return kind != Kind::Connection || separates;
    case ActivityFilter::Connections:
        return kind == Kind::Connection || separates;
    }
    return true;
}

ActivityPanel::ActivityPanel(ActivityModel &activity, QWidget *parent)
    : QWidget(parent)
    , m_proxy(new ActivityProxy(this))
    , m_table(new QTableView(this))
    , m_kind(new QComboBox(this))
    , m_follow(new QCheckBox(tr("F&ollow"), this))
{
    asPanel(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(makeLine(this));
    column->addWidget(m_table, 1);
    buildTable(activity);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &ActivityPanel::followEnd,
            Qt::QueuedConnection);
    connect(m_follow, &QCheckBox::toggled, this, &ActivityPanel::followEnd);
    // Reading further up stops following; coming back to the end starts it again.
    connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        const QScrollBar *bar = m_table->verticalScrollBar();
        m_follow->setChecked(bar->sliderPosition() >= bar->maximum());
    });
    // Another height of the panel leaves the end out of sight, too.
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this,
            &ActivityPanel::followEnd);
    setFocusProxy(m_kind); // it shows the focus even while there are no lines
    followEnd();
}

QWidget *ActivityPanel::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::large, space::tiny, space::medium, space::tiny);
    row->setSpacing(space::medium);
    auto *title = new QLabel(tr("Activity"), head);
    title->setObjectName(u"panelHeading"_s);
    title->setFont(scaledFont(font(), 1, QFont::DemiBold));
    m_kind->addItem(tr("All"), int(ActivityFilter::All));
    m_kind->addItem(tr("Problems"), int(ActivityFilter::Problems));
    m_kind->addItem(tr("Jobs"), int(ActivityFilter::Jobs));
    m_kind->addItem(tr("Connections"), int(ActivityFilter::Connections));
    m_kind->setAccessibleName(tr("Which activity is shown"));
    m_kind->setToolTip(m_kind->accessibleName());
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest line in sight. Scrolling up stops it."));
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_proxy->setFilter(ActivityFilter(m_kind->currentData().toInt()));
        followEnd();
    });
    auto *copy = makeButton(tr("&Copy list"), ButtonKind::Flat, head);
    copy->setToolTip(tr("Copy the lines that are shown as text, with the places where messages may "
                        "be missing"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    row->addWidget(title);
    row->addStretch();
    row->addWidget(copy);
    row->addWidget(m_kind);
    row->addWidget(m_follow);
    return head;
}

void ActivityPanel::buildTable(ActivityModel &activity)
{
    m_proxy->setSourceModel(&activity);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(tr("Activity"));
    m_table->setProperty("surface", u"panel"_s);
    m_table->setItemDelegate(new ActivityDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->hide();
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + space::small);
    m_table->horizontalHeader()->setStretchLastSection(true);
    fitColumns();
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const auto key = index.data(ActivityModel::KeyRole).value<store::JobKey>();
        if (!key.job.isEmpty())
            Q_EMIT jobWanted(key);
    });
}

// The sentence gets the room: who it was may be elided, and has a tooltip.
void ActivityPanel::fitColumns()
{
    const QFontMetrics fixed(monoFont(font()));
    const int padding = 2 * space::small + fixed.averageCharWidth();
    int kind = 0;
    for (int one = int(Kind::Info); one <= int(Kind::Gap); ++one)
        kind = std::max(kind, fixed.horizontalAdvance(models::activityKindText(Kind(one))));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(ActivityModel::TimeColumn,
                            fixed.horizontalAdvance(models::clockText({})) + padding);
    m_table->setColumnWidth(ActivityModel::KindColumn, kind + padding);
    m_table->setColumnWidth(ActivityModel::SubjectColumn,
                            std::clamp(width() / 6, unit * 14, unit * 30));
}

void ActivityPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

// The ring is to be seen where the reader is: at the end, not at a first line far above.
bool ActivityPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn && !m_table->currentIndex().isValid()
        && m_follow->isChecked())
        m_table->selectionModel()->setCurrentIndex(m_proxy->index(m_proxy->rowCount() - 1, 0),
                                                   QItemSelectionModel::NoUpdate);
    return QWidget::eventFilter(watched, event);
}

QString ActivityPanel::text() const
{
    QString all;
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const auto cell = [this, row](int column, int role = Qt::DisplayRole) {
            return m_proxy->index(row, column).data(role).toString();
        };
        const QString what = cell(ActivityModel::TextColumn);
        const QString when = cell(ActivityModel::TimeColumn, Qt::ToolTipRole);
        const QString who = cell(ActivityModel::SubjectColumn);
        if (m_proxy->index(row, 0).data(ActivityModel::GapRole).toBool())
            all += u"--- %1\t%2: %3 ---\n"_s.arg(when, who, what);
        else
            all += QStringList{ when, cell(ActivityModel::KindColumn), who, what }.join(u'\t')
                + u'\n';
    }
    return all;
}

bool ActivityPanel::isFollowing() const
{
    return m_follow->isChecked();
}

QSize ActivityPanel::sizeHint() const
{
    return { 400, fontMetrics().height() * 10 };
}

void ActivityPanel::followEnd()
{
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

} // namespace fw::ui
