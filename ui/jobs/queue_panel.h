// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_filter_model.h"
#include "ui/common/picture_source.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace fw::ui {

class EmptyPage;
class JobTable;
class PendingStrip;
class SearchBox;
class SelectionKeeper;

/// The middle of the window: search, columns, the table, or why it is empty.
class QueuePanel final : public QWidget
{
    Q_OBJECT
public:
    QueuePanel(models::JobFilterModel &filter, PictureSource pictures, QWidget *parent = nullptr);

    JobTable &table() const { return *m_table; }
    SearchBox &search() const { return *m_search; }
    void focusSearch();
    void selectNone();
    /// What the acts and the detail are about: the selected jobs or, with none of them in the
    /// table, those that a search or a view hides.
    QList<store::JobKey> chosen() const;
    /// Why the chosen jobs are not in the table, in words; empty when they are.
    QString hiddenReason() const;
    /// What stands where there are no jobs at all; the shell knows why (ux.md 10).
    EmptyPage &emptyPage() const { return *m_empty; }
    void showPictures(); ///< a picture arrived: paint again

Q_SIGNALS:
    void selectionChanged();
    void openWanted();
    void layoutChanged();
    void filterChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildSearchRow();
    void buildColumnMenu();
    void wire();
    void onArrived(int first);
    void refresh();
    void showPage(QWidget *page);
    void refreshNothingMatches();

    models::JobFilterModel &m_filter;
    SearchBox *m_search;
    QPushButton *m_clear;
    QPushButton *m_columns;
    QLabel *m_problem;
    JobTable *m_table;
    SelectionKeeper *m_keeper;
    PendingStrip *m_strip;
    EmptyPage *m_empty; ///< no jobs at all
    EmptyPage *m_nothing; ///< nothing matches
    QStackedLayout *m_stack;
    int m_total = 0; ///< jobs there were when the counts were last told
};

} // namespace fw::ui
