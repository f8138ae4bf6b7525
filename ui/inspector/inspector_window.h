// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange_filter_model.h"
#include "session/sessions.h"

#include <QDialog>
#include <QHash>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace fw::ui {

class EmptyPage;
class ExchangeDetail;
class ExchangeTable;

/// "Connection inspector": the last messages and calls of every server, live, without secrets; not
/// modal. Reads them only while it is open.
class InspectorWindow final : public QDialog
{
    Q_OBJECT
public:
    /// \a sessions outlive it.
    InspectorWindow(session::Sessions &sessions, QWidget *parent);

    /// Comes to the front; with a server: only its exchanges; \a problems: only what went wrong.
    void present(const ServerId &server = {}, bool problems = false);
    void setPaused(bool paused);
    /// Writes all exchanges of the chosen server to \a path, on another thread; saved() follows.
    void saveTo(const QString &path);
    ExchangeTable &table() const { return *m_table; }
    ExchangeDetail &detail() const { return *m_detail; }
    models::ExchangeModel &exchanges() { return m_model; }

Q_SIGNALS:
    /// \a problem is empty when the file is there.
    void saved(const QString &path, const QString &problem);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    // inspector_build.cpp
    QWidget *buildHead();
    QWidget *buildFoot();
    void buildKeys();
    // inspector_window.cpp
    void watch(session::Session *session);
    void unwatch(session::Session *session);
    void trace();
    void onNews(const session::Session &session, const trace::News &news);
    void refreshServers();
    void applyWish();
    void refresh();
    void refreshEmpty();
    void clear();
    session::Session *chosen() const; ///< the one whose exchanges alone are shown, or null
    // inspector_copy.cpp
    void copy();
    void copyJson();
    void askSave();
    std::vector<trace::SeenPtr> chosenExchanges() const;

    session::Sessions &m_sessions;
    models::ExchangeModel m_model;
    models::ExchangeFilterModel m_filter;
    QComboBox *m_server;
    QLineEdit *m_search;
    QComboBox *m_way;
    QComboBox *m_channel;
    QCheckBox *m_problems;
    QStackedWidget *m_pages;
    EmptyPage *m_empty;
    ExchangeTable *m_table;
    ExchangeDetail *m_detail;
    QLabel *m_count;
    QCheckBox *m_follow;
    QPushButton *m_pause;
    QPushButton *m_clear;
    QPushButton *m_copy;
    QPushButton *m_copyJson;
    QPushButton *m_save;
    QTimer m_searching; ///< a moment after the last letter
    QTimer m_refreshing;
    QHash<ServerId, quint64> m_newest; ///< number of the last exchange there was
    QHash<ServerId, quint64> m_pausedAt; ///< the same when the list was stopped
    QString m_said; ///< what became of the last copy or file
    bool m_paused = false;
};

} // namespace fw::ui
