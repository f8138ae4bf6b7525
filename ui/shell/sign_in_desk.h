// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roster.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace fw::ui {

class SignInDialog;

/// Opens the sign-in of a server when a person asks for it, and never by itself; tells where the
/// secret went. Where no secret service answers it says that it is kept for this run only.
class SignInDesk final : public QObject
{
    Q_OBJECT
public:
    /// \a roster outlives it; \a window owns the dialogs.
    SignInDesk(session::Roster &roster, const session::Sessions &sessions, QWidget *window);

    /// Opens the dialog for \a server, or brings the open one to the front. It stands over \a over,
    /// which has the keyboard again when it closes; by default the window.
    void ask(const ServerId &server, QWidget *over = nullptr);
    void signOut(const ServerId &server);

Q_SIGNALS:
    void said(const QString &text);

private:
    void onSignedIn(const session::Session &session, const QString &who, const Secret &token);
    void onKept(const ServerId &server, settings::Secrets::Kept kept);
    QString nameOf(const ServerId &server) const;

    session::Roster &m_roster;
    const session::Sessions &m_sessions;
    QWidget *m_window;
    QPointer<SignInDialog> m_dialog;
};

} // namespace fw::ui
