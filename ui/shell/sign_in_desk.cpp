// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_desk.h"

#include "ui/shell/sign_in_dialog.h"

namespace fw::ui {

SignInDesk::SignInDesk(settings::Secrets &secrets, QWidget *window)
    : QObject(window)
    , m_secrets(secrets)
    , m_window(window)
{
}

void SignInDesk::ask(session::Session &session)
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new SignInDialog(session.profile().name, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, &session,
            [this, &session] { use(session, m_dialog->token()); });
    m_dialog->open();
}

void SignInDesk::use(session::Session &session, const Secret &token)
{
    session.setAddress(session.connection().address, token);
    session.connectNow();
    const QString name = session.profile().name;
    m_secrets.write(
        session.profile().id, token, [self = QPointer(this), name](settings::Secrets::Kept kept) {
            if (!self)
                return;
            switch (kept) {
            case settings::Secrets::Kept::InKeychain:
                return Q_EMIT self->said(tr("The token of %1 is kept in the keychain.").arg(name));
            case settings::Secrets::Kept::ThisRunOnly:
                return Q_EMIT self->said(
                    tr("No secret service answers: the token of %1 is kept for this "
                       "run only.")
                        .arg(name));
            }
        });
}

} // namespace fw::ui
