// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_desk.h"

#include "ui/shell/sign_in_dialog.h"

namespace fw::ui {

SignInDesk::SignInDesk(session::Roster &roster, const session::Sessions &sessions, QWidget *window)
    : QObject(window)
    , m_roster(roster)
    , m_sessions(sessions)
    , m_window(window)
{
    connect(&roster, &session::Roster::secretKept, this, &SignInDesk::onKept);
}

QString SignInDesk::nameOf(const ServerId &server) const
{
    const session::Session *session = m_sessions.find(server);
    return session ? session->profile().name : server.text;
}

void SignInDesk::ask(const ServerId &server, QWidget *over)
{
    session::Session *session = m_sessions.find(server);
    if (!session)
        return;
    if (m_dialog && m_dialog->session() == session) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    if (m_dialog)
        m_dialog->reject(); // another server was asked for
    m_dialog = new SignInDialog(*session, m_roster.wayOf(server), over ? over : m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &SignInDialog::signedIn, this,
            [this, session](const QString &who, const Secret &token) {
                m_roster.remember(session->profile().id, m_dialog->wayChosen());
                onSignedIn(*session, who, token);
            });
    m_dialog->open();
}

void SignInDesk::onSignedIn(const session::Session &session, const QString &who,
                            const Secret &token)
{
    const QString name = session.profile().name;
    Q_EMIT said(who.isEmpty() ? tr("Signed in to %1.").arg(name)
                              : tr("Signed in to %1 as %2.").arg(name, who));
    if (!token.isEmpty())
        m_roster.keep(session.profile().id, token);
}

void SignInDesk::onKept(const ServerId &server, settings::Secrets::Kept kept)
{
    switch (kept) {
    case settings::Secrets::Kept::InKeychain:
        return Q_EMIT said(tr("The sign-in of %1 is kept in the keychain.").arg(nameOf(server)));
    case settings::Secrets::Kept::ThisRunOnly:
        return Q_EMIT said(tr("No secret service answers: the sign-in of %1 is kept for this run "
                              "only.")
                               .arg(nameOf(server)));
    }
}

void SignInDesk::signOut(const ServerId &server)
{
    m_roster.signOut(server);
    Q_EMIT said(tr("Signed out of %1. What is known of it stays.").arg(nameOf(server)));
}

} // namespace fw::ui
