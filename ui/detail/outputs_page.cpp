// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/outputs_page.h"

#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::OutputModel;

QSize OutputDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 200, option.fontMetrics.height() * 2 + space::large };
}

void OutputDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto word
        = [&index](int column) { return index.siblingAtColumn(column).data().toString(); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect frame = option.rect.adjusted(space::medium - 4, 1, -space::medium + 4, -1);
    if (selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.selection);
        painter->drawRoundedRect(frame, space::radius, space::radius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), space::radius,
                                 space::radius);
    }
    const int line = option.fontMetrics.height();
    const QRect first(frame.left() + space::small, frame.top() + space::tiny + 2,
                      frame.width() - 2 * space::small, line);
    const QString size = word(OutputModel::BytesColumn);
    const int right = option.fontMetrics.horizontalAdvance(size) + space::small;
    painter->setFont(option.font);
    const QColor text = selected ? theme.selectionText : theme.text;
    const QColor soft = selected && theme.highContrast() ? theme.selectionText : theme.textSoft;
    paintText(*painter, first.adjusted(0, 0, -right, 0),
              { word(OutputModel::NameColumn), text, Qt::AlignLeft, Qt::ElideMiddle });
    paintText(*painter, first, { size, soft, Qt::AlignRight });
    const QStringList facts{ word(OutputModel::FormatColumn), word(OutputModel::SizeColumn),
                             word(OutputModel::DurationColumn) };
    painter->setFont(scaledFont(option.font, 0.92));
    paintText(*painter, first.translated(0, line), { facts.join(u"  ·  "_s), soft });
    painter->restore();
}

OutputsPage::OutputsPage(OutputModel &outputs, QWidget *parent)
    : QWidget(parent)
    , m_outputs(outputs)
    , m_list(new QListView(this))
    , m_open(makeButton(tr("&Open"), ButtonKind::Plain, this))
    , m_folder(makeButton(tr("Show in &folder"), ButtonKind::Plain, this))
    , m_save(makeButton(tr("&Save as…"), ButtonKind::Plain, this))
    , m_empty(makeLabel(tr("Finished files appear here."), "soft", this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::small, 0, 0);
    column->setSpacing(space::small);
    m_empty->setContentsMargins(space::large, space::small, space::large, 0);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::large, 0, space::large, space::small);
    row->setSpacing(space::small);
    for (QPushButton *button : { m_open, m_folder, m_save })
        row->addWidget(button);
    row->addStretch();
    column->addLayout(row);
    m_list->setAccessibleName(tr("Outputs"));
    m_list->setProperty("surface", u"panel"_s);
    m_list->setModel(&m_outputs);
    m_list->setItemDelegate(new OutputDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openWanted(localPath()); });
    connect(m_list, &QListView::activated, m_open, &QPushButton::click);
    connect(m_folder, &QPushButton::clicked, this, [this] { Q_EMIT folderWanted(localPath()); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        const QModelIndex now = m_list->currentIndex();
        Q_EMIT saveWanted(m_outputs.job().server, now.data(OutputModel::UrlRole).toString(),
                          now.data().toString());
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &OutputsPage::refresh);
    for (auto signal : { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(&m_outputs, signal, this, &OutputsPage::refresh);
    refresh();
}

QString OutputsPage::localPath() const
{
    return m_list->currentIndex().data(OutputModel::LocalPathRole).toString();
}

void OutputsPage::refresh()
{
    const bool any = m_outputs.rowCount() > 0;
    m_empty->setVisible(!any);
    m_list->setVisible(any);
    if (any && !m_list->currentIndex().isValid())
        return m_list->setCurrentIndex(m_outputs.index(0, 0));
    const bool chosen = m_list->currentIndex().isValid();
    const bool local = !localPath().isEmpty();
    const QString none = tr("There is no output yet.");
    const QString remote = tr("The file lies on another machine. Save it here first.");
    for (QPushButton *button : { m_open, m_folder }) {
        button->setEnabled(chosen && local);
        button->setToolTip(!chosen ? none : local ? QString() : remote);
    }
    const bool saves
        = chosen && !m_list->currentIndex().data(OutputModel::UrlRole).toString().isEmpty();
    m_save->setEnabled(saves);
    m_save->setToolTip(saves ? tr("Download the file to a place of your choice") : none);
}

} // namespace fw::ui
