// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "settings/secrets.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace fw::ui {

class SignInDialog;

/// Asks for tokens, uses them at once and keeps them in the keychain; where no secret service
/// answers it says that they are kept for this run only.
class SignInDesk final : public QObject
{
    Q_OBJECT
public:
    /// \a secrets outlives it; \a window owns the dialogs.
    SignInDesk(settings::Secrets &secrets, QWidget *window);

    /// Opens the dialog for \a session, or brings the open one to the front.
    void ask(session::Session &session);

Q_SIGNALS:
    void said(const QString &text);

private:
    void use(session::Session &session, const Secret &token);

    settings::Secrets &m_secrets;
    QWidget *m_window;
    QPointer<SignInDialog> m_dialog;
};

} // namespace fw::ui
