// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"
#include "settings/profiles.h"
#include "settings/secrets.h"

#include <QHash>
#include <QObject>

namespace fw::session {

/// Keeps the sessions in line with the profiles of this user, and their secrets in the keychain.
/// A saved profile touches its own server only: another name or place needs no new connection, an
/// address or kind that is another one forgets the secret, which was not meant for it.
class Roster final : public QObject
{
    Q_OBJECT
public:
    /// Everything handed in outlives it. Nothing is connected before start().
    Roster(settings::Profiles &profiles, settings::Secrets &secrets, Sessions &sessions,
           QObject *parent = nullptr);

    /// Makes a session of every profile; each connects when the keychain has answered for it.
    void start();
    bool isStarted() const { return m_started; }

    /// Writes what proves who we are into the keychain; secretKept() tells where it went.
    void keep(const ServerId &server, const Secret &secrets);
    /// Forgets what proves who we are and disconnects.
    void signOut(const ServerId &server);
    /// Writes into its profile that \a server was last signed in to in this \a way; connects
    /// nothing anew. An unknown server and one that cannot be written stay as they are.
    void remember(const ServerId &server, wire::SignInKind way);
    /// The way that was chosen or last good for \a server; empty: nobody said.
    std::optional<wire::SignInKind> wayOf(const ServerId &server) const;
    /// Where the secret of \a server went when it was last written in this run.
    std::optional<settings::Secrets::Kept> keptAt(const ServerId &server) const;
    /// Whether a profile that goes from \a before to \a after keeps what signs in there.
    static bool keepsSecret(const wire::Profile &before, const wire::Profile &after);

Q_SIGNALS:
    void secretKept(const fw::ServerId &server, fw::settings::Secrets::Kept kept);

private:
    void sync();
    void admit(const wire::Profile &profile);
    void change(Session &session, const wire::Profile &profile);
    void watch(Session *session);
    void write(const ServerId &server, const Secret &secrets, std::function<void()> done);

    settings::Profiles &m_profiles;
    settings::Secrets &m_secrets;
    Sessions &m_sessions;
    QHash<ServerId, settings::Secrets::Kept> m_kept;
    bool m_started = false;
};

} // namespace fw::session
