// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_log_model.h"
#include "models/job_model.h"
#include "models/metadata_model.h"
#include "models/output_model.h"
#include "models/stage_model.h"
#include "models/thumbnail_model.h"
#include "ui/common/picture_source.h"

#include <QAction>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QStackedWidget;
class QTableView;

namespace fw::ui {

class DetailTabs;
class ElidedLabel;
class EmptyPage;
class ErrorBlock;
class OfferBar;
class LogView;
class OutputsPage;
class Preview;
class StageView;
class StateLabel;
class ThumbnailGrid;
class WrapLayout;

/// One job in full: picture, title, state, error, stages, thumbnails, metadata, outputs, events,
/// and what can be done with it (ux.md 7.2).
class DetailPanel final : public QWidget
{
    Q_OBJECT
public:
    /// The models whose job this panel sets.
    struct Models
    {
        models::JobModel &jobs;
        models::StageModel &stages;
        models::ThumbnailModel &thumbnails;
        models::MetadataModel &metadata;
        models::OutputModel &outputs;
        models::JobLogModel &log;
    };
    enum Tab { StagesTab, ThumbnailsTab, MetadataTab, OutputsTab, EventsTab };
    /// The acts at the foot; owned by the shell, shared with its menus.
    struct Actions
    {
        QAction *pause;
        QAction *resume;
        QAction *retry;
        QAction *cancel;
        QList<QAction *> priorities;
    };

    DetailPanel(const Models &models, PictureSource pictures, QWidget *parent = nullptr);

    void setActions(const Actions &actions);
    /// What the job's server offers besides; the owner's.
    void setOffers(const QList<QAction *> &offers);
    /// Shows \a key; \a selected tells that the acts concern more than this one, \a note what is
    /// special about it.
    void setJob(const store::JobKey &key, int selected, const QString &note = {});
    int currentTab() const;
    void setCurrentTab(int tab);
    void stepTab(int step); ///< 1: the next tab, -1: the one before, round the end
    void focusContent();
    void showPictures();
    OutputsPage &outputs() const { return *m_outputs; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void tabChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildHead(QWidget *page);
    void buildTabs(QWidget *page);
    QWidget *buildStagesTab();
    void wireModels();
    void refresh();
    void refreshError();
    void refreshTabs();
    void refreshGrid();
    QModelIndex jobIndex(int column) const;

    Models m_models;
    store::JobKey m_key;
    int m_selected = 0;
    QString m_note;
    QString m_chosenPicture; ///< what the preview shows instead of the job's own picture
    QStackedLayout *m_stack;
    EmptyPage *m_nothing;
    Preview *m_preview;
    ElidedLabel *m_title;
    StateLabel *m_state;
    ElidedLabel *m_facts;
    ErrorBlock *m_error;
    DetailTabs *m_tabs;
    QStackedWidget *m_pages;
    StageView *m_stages = nullptr;
    QLabel *m_gridHeading = nullptr;
    ThumbnailGrid *m_smallGrid = nullptr;
    ThumbnailGrid *m_grid = nullptr;
    QTableView *m_metadata = nullptr;
    OutputsPage *m_outputs = nullptr;
    LogView *m_log = nullptr;
    WrapLayout *m_actions;
    OfferBar *m_offers;
};

} // namespace fw::ui
