// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts_dialog.h"

#include "ui/common/look.h"
#include "ui/common/widgets.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    QString keys;
    QString text;
};

QString plain(QString text)
{
    return text.remove(u'&').remove(u'…');
}

QList<Row> tableKeys()
{
    return {
        { u"J, K"_s, ShortcutsDialog::tr("Next and previous job (in the table)") },
        { u"N"_s, ShortcutsDialog::tr("Next job that failed or needs attention (in the table)") },
        { u"Space"_s, ShortcutsDialog::tr("Add to or take from the selection (in the table)") },
        { u"Enter"_s, ShortcutsDialog::tr("Show the job's detail (in the table)") },
        { u"Esc"_s, ShortcutsDialog::tr("Clear the search, then go back to the table") }
    };
}

QList<Row> rowsOf(const QList<QAction *> &actions)
{
    QList<Row> rows;
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        QStringList keys;
        for (const QKeySequence &one : action->shortcuts())
            keys << one.toString(QKeySequence::NativeText);
        rows << Row{ keys.join(u", "_s), plain(action->text()) };
    }
    return rows + tableKeys();
}

QTableWidget *makeTable(const QList<Row> &rows, QWidget *parent)
{
    auto *table = new QTableWidget(int(rows.size()), 2, parent);
    table->setAccessibleName(ShortcutsDialog::tr("Shortcuts"));
    table->horizontalHeader()->hide();
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setProperty("surface", u"panel"_s);
    for (int row = 0; row < rows.size(); ++row) {
        auto *keys = new QTableWidgetItem(rows[row].keys);
        keys->setFont(monoFont(parent->font()));
        table->setItem(row, 0, new QTableWidgetItem(rows[row].text));
        table->setItem(row, 1, keys);
    }
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    table->verticalHeader()->setDefaultSectionSize(parent->fontMetrics().height() + space::small);
    return table;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"shortcutsDialog"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::large, space::large, space::large, space::large);
    column->setSpacing(space::small);
    auto *search = new QLineEdit(this);
    search->setPlaceholderText(tr("Search, e.g. retry or Ctrl+F"));
    search->setAccessibleName(tr("Search shortcuts"));
    QTableWidget *table = makeTable(rowsOf(actions), this);
    connect(search, &QLineEdit::textChanged, table, [table](const QString &text) {
        for (int row = 0; row < table->rowCount(); ++row)
            table->setRowHidden(
                row,
                !table->item(row, 0)->text().contains(text, Qt::CaseInsensitive)
                    && !table->item(row, 1)->text().contains(text, Qt::CaseInsensitive));
    });
    auto *close = makeButton(tr("&Close"), ButtonKind::Plain, this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *bottom = new QHBoxLayout;
    bottom->addStretch();
    bottom->addWidget(close);
    column->addWidget(search);
    column->addWidget(table, 1);
    column->addLayout(bottom);
    resize(fontMetrics().averageCharWidth() * 84, fontMetrics().height() * 34);
}

} // namespace fw::ui
