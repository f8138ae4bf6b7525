// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/credentials.h"
#include "cli/options.h"
#include "session/browser_sign_in.h"
#include "session/session.h"
#include "settings/secrets.h"

namespace fw::cli {

/// Signs in at one server, in the way that is wanted, and keeps what proves it.
class SignInRun final : public QObject
{
    Q_OBJECT
public:
    /// \a kept: the server is a saved profile, so the keychain has a place for it.
    SignInRun(session::Session &session, settings::Secrets &secrets, const Options &options,
              bool kept, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// A request leaves now: the server has to answer in time.
    void asked();
    void finished(fw::cli::Exit code);

private:
    Expected<wire::SignInWay> way() const;
    void ask(const wire::SignInWay &way);
    void browse();
    void use(const wire::Credentials &credentials);
    void useToken(const Secret &token);
    void onEnded(const QString &who, const QString &problem, Failure::Code code);
    void keep(const Secret &secrets, const std::function<void()> &done);
    void end(const Failure &failure);
    void done();

    session::Session &m_session;
    settings::Secrets &m_secrets;
    Options m_options;
    bool m_kept;
    CredentialsDesk m_desk;
    session::BrowserSignIn m_browser;
    QString m_who;
    bool m_worked = false; ///< the server said yes
    bool m_stored = false; ///< and the secrets are where they belong
    bool m_ended = false;
};

} // namespace fw::cli
