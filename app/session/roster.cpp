// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roster.h"

#include <QPointer>

namespace fw::session {

using namespace Qt::StringLiterals;

namespace {

/// Whether \a a and \a b mean the same connection: name, place, start and how people sign in do not
/// matter.
bool isSameServer(const wire::Profile &a, wire::Profile b)
{
    b.name = a.name;
    b.autoConnect = a.autoConnect;
    b.signIn = a.signIn;
    return a == b;
}

} // namespace

Roster::Roster(settings::Profiles &profiles, settings::Secrets &secrets, Sessions &sessions,
               QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_sessions(sessions)
{
    connect(&sessions, &Sessions::added, this, &Roster::watch);
    connect(&profiles, &settings::Profiles::changed, this, &Roster::sync);
    for (Session *session : sessions.all())
        watch(session);
}

void Roster::start()
{
    m_started = true;
    sync();
}

bool Roster::keepsSecret(const wire::Profile &before, const wire::Profile &after)
{
    return before.dialect == after.dialect && before.address.host() == after.address.host()
        && !(before.address.scheme() == "https"_L1 && after.address.scheme() == "http"_L1);
}

void Roster::sync()
{
    if (!m_started)
        return;
    std::vector<ServerId> gone;
    for (const Session *session : m_sessions.all()) {
        if (!m_profiles.find(session->profile().id.text))
            gone.push_back(session->profile().id);
    }
    for (const ServerId &server : gone) {
        m_sessions.remove(server);
        m_secrets.remove(server);
        m_kept.remove(server);
    }
    std::vector<ServerId> order;
    for (const wire::Profile &profile : m_profiles.all()) {
        order.push_back(profile.id);
        if (Session *session = m_sessions.find(profile.id))
            change(*session, profile);
        else
            admit(profile);
    }
    m_sessions.arrange(order);
}

void Roster::admit(const wire::Profile &profile)
{
    if (profile.thisComputer) { // its token is read when the hub is up
        m_sessions.add(profile);
        return;
    }
    m_secrets.read(profile.id, [self = QPointer(this), id = profile.id](const auto &secrets) {
        // Meanwhile the profile may have changed or gone, or another answer came first.
        const auto now = self ? self->m_profiles.find(id.text) : std::nullopt;
        if (!now || now->id != id || self->m_sessions.find(id))
            return;
        self->m_sessions.add(*now, secrets.value_or(Secret()));
        self->sync(); // into its place
    });
}

void Roster::change(Session &session, const wire::Profile &profile)
{
    const wire::Profile before = session.profile();
    if (isSameServer(before, profile))
        return session.setName(profile.name);
    Secret secrets;
    if (keepsSecret(before, profile)) {
        const wire::SessionFacts &facts = session.facts();
        secrets = wire::pack({ facts.token, facts.refresh, facts.cookie, facts.tokenUntil });
    } else {
        m_secrets.remove(profile.id);
        m_kept.remove(profile.id);
    }
    const bool wasOn = session.connection().phase != ConnectionInfo::Phase::Idle;
    Session *next = m_sessions.replace(profile, secrets);
    if (next && wasOn && !profile.autoConnect)
        next->connectNow();
}

void Roster::watch(Session *session)
{
    session->setKeeper(
        [this, id = session->profile().id](const Secret &secrets, std::function<void()> done) {
            write(id, secrets, std::move(done));
        });
}

void Roster::write(const ServerId &server, const Secret &secrets, std::function<void()> done)
{
    m_secrets.write(server, secrets,
                    [self = QPointer(this), server, done = std::move(done)](auto kept) {
                        done();
                        if (!self)
                            return;
                        self->m_kept.insert(server, kept);
                        Q_EMIT self->secretKept(server, kept);
                    });
}

void Roster::keep(const ServerId &server, const Secret &secrets)
{
    write(server, secrets, [] {});
}

void Roster::remember(const ServerId &server, wire::SignInKind way)
{
    auto profile = m_profiles.find(server.text);
    if (!profile || profile->id != server || profile->signIn == way)
        return;
    profile->signIn = way;
    (void)m_profiles.save(*profile); // it is a convenience: the next sign-in starts elsewhere
}

std::optional<wire::SignInKind> Roster::wayOf(const ServerId &server) const
{
    if (const auto profile = m_profiles.find(server.text); profile && profile->id == server)
        return profile->signIn;
    const Session *session = m_sessions.find(server);
    return session ? session->profile().signIn : std::nullopt;
}

void Roster::signOut(const ServerId &server)
{
    m_secrets.remove(server);
    m_kept.remove(server);
    if (Session *session = m_sessions.find(server)) {
        session->setAddress(session->profile().address, {});
        session->disconnectNow();
    }
}

std::optional<settings::Secrets::Kept> Roster::keptAt(const ServerId &server) const
{
    const auto at = m_kept.constFind(server);
    return at == m_kept.cend() ? std::nullopt : std::optional(*at);
}

} // namespace fw::session
