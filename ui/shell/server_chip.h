// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_words.h"

#include <QAbstractButton>
#include <QFrame>
#include <QPointer>
#include <QTimer>

class QGridLayout;
class QPushButton;

namespace fw::ui {

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
    ConnectionPopover(session::Session &session, const Clock &clock, QWidget *parent);
    /// Shows it under \a anchor, inside the screen.
    void popUp(const QWidget *anchor);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showState();
    void buildButtons();

    QPointer<session::Session> m_session;
    const Clock &m_clock;
    StateLabel *m_state;
    QGridLayout *m_facts;
    QPushButton *m_connect = nullptr;
    QPushButton *m_disconnect = nullptr;
    QTimer m_timer;
};

/// The row of chips.
class ServerChips final : public QWidget
{
    Q_OBJECT
public:
    explicit ServerChips(const Clock &clock, QWidget *parent = nullptr);
    void add(session::Session *session);
    void remove(session::Session *session);
    /// Opens the popover of the \a index-th chip (Ctrl+1 to Ctrl+9); nothing when there is none.
    void open(int index);
    void refresh();

private:
    const Clock &m_clock;
    QList<ServerChip *> m_chips;
    QTimer m_timer;
};

} // namespace fw::ui
