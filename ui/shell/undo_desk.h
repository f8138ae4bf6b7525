// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/edit_history.h"
#include "session/sessions.h"

#include <QAction>
#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace fw::ui {

/// Edit > Undo and Redo: for the document that was last looked at, an item of the library or a job.
/// Their texts say what they would do; disabled ones say why in tooltip and status tip.
class UndoDesk final : public QObject
{
    Q_OBJECT
public:
    /// \a undo and \a redo are the owner's, as is everything else handed in.
    UndoDesk(store::Store &store, session::Sessions &sessions, QAction &undo, QAction &redo,
             QObject *parent);

    /// One place people work in, and the document that is chosen there.
    void addPlace(QWidget *place, std::function<session::Document()> chosen);
    /// What was chosen in some place is something else now.
    void refresh();
    session::EditHistory &history() { return m_history; }

Q_SIGNALS:
    void said(const QString &text);

private:
    struct Place
    {
        QPointer<QWidget> widget;
        std::function<session::Document()> chosen;
    };
    void onFocus(QWidget *now);
    void show(QAction &action, bool can, const QString &text, const QString &tip);

    session::EditHistory m_history;
    QAction &m_undo;
    QAction &m_redo;
    std::vector<Place> m_places;
    size_t m_active = 0; ///< the place that had the focus last
    session::Document m_document;
    QTimer m_soon; ///< many changes, one look
};

} // namespace fw::ui
