// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_words.h"

#include <QAbstractButton>
#include <QFrame>
#include <QPointer>
#include <QTimer>

class QGridLayout;
class QLabel;
class QPushButton;

namespace fw::ui {

class Gauges;
class StateLabel;

/// One server at a glance: shape, name, one figure (ux.md 7.3). Click opens the popover.
class ServerChip final : public QAbstractButton
{
    Q_OBJECT
public:
    /// \a session and \a clock outlive the chip.
    ServerChip(session::Session &session, const Clock &clock, QWidget *parent);
    session::Session &session() const { return m_session; }
    void refresh(); ///< reads the connection again; also once a second for ages and countdowns
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    session::Session &m_session;
    const Clock &m_clock;
    ConnectionFace m_face;
};

/// Everything about one connection, with what can be done about it.
class ConnectionPopover final : public QFrame
{
    Q_OBJECT
public:
    ConnectionPopover(session::Session &session, const store::Store &store, QWidget *parent);
    /// Shows it under \a anchor, inside the screen.
    void popUp(const QWidget *anchor);

Q_SIGNALS:
    void signInWanted(const fw::ServerId &server);
    void signOutWanted(const fw::ServerId &server);
    void settingsWanted(const fw::ServerId &server);
    void inspectorWanted(const fw::ServerId &server);
    void problemsWanted(const fw::ServerId &server); ///< of those only what was not understood
    void offlineWanted(bool offline); ///< work offline, for the whole program

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showState();
    void showFacts();
    void layFacts(const QList<Fact> &facts); ///< anew, when there are others than before
    void buildButtons();
    void buildMore();
    void refreshButtons();
    QPushButton *addButton(const QString &text,
                           void (ConnectionPopover::*wanted)(const ServerId &));

    QPointer<session::Session> m_session;
    const store::Store &m_store;
    const Clock &m_clock;
    StateLabel *m_state;
    QGridLayout *m_facts;
    Gauges *m_gauges;
    QStringList m_names; ///< of the facts in the grid, in order
    QList<QLabel *> m_values; ///< beside them
    QPushButton *m_now = nullptr; ///< beside the next try of the socket
    QPushButton *m_offline = nullptr;
    QPushButton *m_connect = nullptr;
    QPushButton *m_disconnect = nullptr;
    QPushButton *m_signIn = nullptr;
    QPushButton *m_signOut = nullptr;
    QPushButton *m_problems = nullptr;
    QTimer m_timer;
};

/// The row of chips.
class ServerChips final : public QWidget
{
    Q_OBJECT
public:
    explicit ServerChips(const store::Store &store, QWidget *parent = nullptr);
    void add(session::Session *session);
    void remove(session::Session *session);
    void arrange(const std::vector<session::Session *> &order);
    /// Opens the popover of the \a index-th chip (Ctrl+1 to Ctrl+9); nothing when there is none.
    void open(int index);
    void refresh();

Q_SIGNALS:
    void signInWanted(const fw::ServerId &server);
    void signOutWanted(const fw::ServerId &server);
    void settingsWanted(const fw::ServerId &server);
    void inspectorWanted(const fw::ServerId &server);
    void problemsWanted(const fw::ServerId &server); ///< of those only what was not understood
    void offlineWanted(bool offline);

private:
    const store::Store &m_store;
    QList<ServerChip *> m_chips;
    QTimer m_timer;
};

} // namespace fw::ui
