// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roster.h"
#include "store/store.h"
#include "ui/settings/server_form.h"

#include <QDialog>

class QListView;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace fw::ui {

class ServerDrafts;
class StateLabel;

/// "Servers": the list of profiles at the left, everything about one at the right. Not modal; what
/// is typed stays until it is saved or undone, also while the window is closed.
class ServersWindow final : public QDialog
{
    Q_OBJECT
public:
    /// All outlive it.
    struct Parts
    {
        settings::Profiles &profiles;
        session::Roster &roster;
        session::Sessions &sessions;
        const store::Store &store;
        LookOf lookOf;
    };
    ServersWindow(Parts parts, QWidget *parent);

    /// Comes to the front; with a server: its form.
    void present(const ServerId &server = {});
    void addServer(const QString &dialect); ///< a new draft of this kind, and its form
    ServerDrafts &drafts() const { return *m_drafts; }

Q_SIGNALS:
    void signInWanted(const fw::ServerId &server);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildSide();
    QWidget *buildMain();
    QWidget *buildHead();
    QWidget *buildFoot();
    QWidget *buildStart();
    void watch(session::Session *session);
    int row() const; ///< -1: none is chosen
    void choose(int row);
    session::Session *session() const; ///< of the chosen one; may be null
    void onChosen();
    void onEdited(const wire::Profile &profile);
    void onConnect();
    void save();
    void undo();
    void askRemove();
    void refresh();
    void refreshState();
    void refreshFoot();
    SignInLook signInLook() const;
    QString note() const;

    Parts m_parts;
    ServerDrafts *m_drafts;
    QPushButton *m_add;
    QListView *m_list;
    QPushButton *m_copy;
    QPushButton *m_remove;
    QToolButton *m_up;
    QToolButton *m_down;
    QStackedWidget *m_pages;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_title;
    StateLabel *m_state;
    QPushButton *m_connect;
    ServerForm *m_form;
    QLabel *m_note;
    QPushButton *m_undo;
    QPushButton *m_save;
    QString m_failure; ///< why the last save did not work
};

} // namespace fw::ui
