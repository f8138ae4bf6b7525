// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing in, and the next token: one request at a time, kept before it is used (echo.md f9, f10).
#include "session/worker.h"

#include "base/log.h"

#include <QDateTime>

namespace fw::session {

using namespace Qt::StringLiterals;

namespace {

wire::SignInSecrets secretsOf(const wire::SessionFacts &facts)
{
    return { facts.token, facts.refresh, facts.cookie, facts.tokenUntil };
}

void setSecrets(wire::SessionFacts &facts, const wire::SignInSecrets &secrets)
{
    facts.token = secrets.token;
    facts.refresh = secrets.refresh;
    facts.cookie = secrets.cookie;
    facts.tokenUntil = secrets.until;
}

// The end of a token is told in the server's time; its Date says how far that is from ours.
Millis skewOf(const wire::HttpReply &reply, WallTime now)
{
    QString date = QString::fromLatin1(reply.header("Date")).trimmed();
    if (date.endsWith("GMT"_L1))
        date.replace(date.size() - 3, 3, u"+0000"_s);
    const QDateTime there = QDateTime::fromString(date, Qt::RFC2822Date);
    constexpr Millis small = std::chrono::seconds(30); // whole seconds, and the way here
    if (!there.isValid())
        return Millis(0);
    const Millis skew = Millis(there.toMSecsSinceEpoch()) - now.time_since_epoch();
    return std::chrono::abs(skew) > small ? skew : Millis(0);
}

} // namespace

void Worker::prepareAndConnect()
{
    if (m_preparing)
        return;
    auto requests = m_dialect.prepare(m_facts);
    if (requests.empty()) {
        m_link->feed(link::UserConnect{});
        return;
    }
    // Without an answer the link is tried all the same: it has the better words for why not.
    m_preparing = makeRound([this](const ReadRound::Result &) {
        m_preparing.clear();
        m_link->feed(link::UserConnect{});
        say();
    });
    m_preparing->start(std::move(requests));
}

// A token that ends in a moment is not worth a connection.
bool Worker::renewFirst()
{
    if (!m_facts.tokenUntil || *m_facts.tokenUntil - m_clock.wall() > m_policy.renewBefore)
        return false;
    m_sign.connectAfter = true;
    return startRenewal();
}

void Worker::planRenewal()
{
    m_renewal.stop();
    m_sign.renewLater = false;
    if (!m_facts.tokenUntil || !m_dialect.renew(m_facts))
        return;
    const auto left = *m_facts.tokenUntil - m_clock.wall() - m_policy.renewBefore;
    const Millis longest = std::chrono::hours(24);
    if (left > Millis(0) && left < longest)
        m_renewal.start(left);
}

// False when there is no way to a next token; true also when one is under way or will be.
bool Worker::startRenewal()
{
    if (m_sign.step != Signing::None || m_sign.renewLater)
        return true;
    if (!m_link || (m_sign.renewed && m_clock.now() - *m_sign.renewed < m_policy.renewAgain))
        return false;
    const auto asked = m_dialect.renew(m_facts);
    if (!asked)
        return false;
    m_sign.step = Signing::Renewing;
    askSignIn(*asked);
    return true;
}

void Worker::signIn(const wire::Credentials &credentials)
{
    makeLink();
    if (m_sign.step != Signing::None) {
        m_queue.open().signIn = fail(Failure::Code::Conflict, u"a sign-in is under way already"_s);
        flushSoon();
        return;
    }
    const auto asked = m_dialect.signIn(credentials, m_facts);
    if (!asked) {
        m_queue.open().signIn = tl::unexpected(asked.error());
        flushSoon();
        return;
    }
    m_sign.step = Signing::SigningIn;
    m_sign.connectAfter = true;
    askSignIn(*asked);
}

void Worker::askSignIn(const wire::HttpRequest &asked)
{
    m_sign.who.reset();
    m_sign.refusal.clear();
    m_link->http().send(asked, [this, asked, round = m_sign.round](const wire::HttpReply &reply) {
        if (round != m_sign.round)
            return;
        m_sign.inReply = true;
        const wire::Decoded rest = decodeReply(asked, reply);
        m_sign.inReply = false;
        const bool refused = !m_sign.refusal.isEmpty();
        if (!rest.followUps.empty() && !m_sign.who && m_sign.refusal.isEmpty()) {
            askSignIn(rest.followUps.front());
            return;
        }
        if (m_sign.refusal.isEmpty() && !m_sign.who)
            m_sign.refusal = reply.status == 0
                ? reply.error
                : u"%1 answered %2"_s.arg(asked.url.path()).arg(reply.status);
        if (m_sign.fresh && m_sign.fresh->until)
            *m_sign.fresh->until -= skewOf(reply, m_clock.wall());
        onSignInReply(refused);
    });
    say();
}

// Refused: the server said no in so many words. Anything else (busy, too often, an error of its
// own) may go well the next time and signs nobody out.
void Worker::onSignInReply(bool refused)
{
    if (!m_sign.who) {
        m_sign.fresh.reset();
        endSigning(m_sign.refusal, refused);
        return;
    }
    if (m_sign.step == Signing::SigningIn)
        m_queue.open().signIn = *m_sign.who;
    else
        m_sign.renewed = m_clock.now();
    m_sign.step = Signing::Keeping;
    m_queue.open().secrets = m_sign.fresh.value_or(secretsOf(m_facts));
    flushSoon();
    say();
}

void Worker::secretsKept()
{
    if (m_sign.step != Signing::Keeping)
        return;
    useFresh();
    endSigning({}, true);
}

// Fresh secrets wait until they are kept: nothing may go out with them before, neither an answer to
// a message nor the next call of a chain. What a refusal takes away is gone at once.
void Worker::holdBack(wire::SessionFacts &facts)
{
    const wire::SignInSecrets fresh = secretsOf(facts);
    if (fresh.token == m_facts.token && fresh.cookie == m_facts.cookie)
        return;
    m_sign.fresh = fresh;
    setSecrets(facts, secretsOf(m_facts));
}

wire::SessionFacts Worker::factsAtSignIn() const
{
    wire::SessionFacts facts = m_facts;
    if (m_sign.fresh)
        setSecrets(facts, *m_sign.fresh);
    return facts;
}

void Worker::useFresh()
{
    if (!m_sign.fresh)
        return;
    wire::SessionFacts facts = factsAtSignIn();
    m_sign.fresh.reset();
    learn(std::move(facts));
}

// Other secrets were set meanwhile, or none: the answer under way has nobody any more.
void Worker::dropSigning()
{
    m_sign.fresh.reset();
    m_sign.renewLater = false;
    ++m_sign.round;
    if (std::exchange(m_sign.step, Signing::None) == Signing::SigningIn)
        m_queue.open().signIn = fail(Failure::Code::Cancelled, u"the server was changed"_s);
}

// Somebody signs out: where tokens come from a service it is told, so that they end there as well.
// Nobody waits for its answer, and nothing comes of it.
void Worker::endSession()
{
    if (!m_link || m_facts.refresh.isEmpty())
        return;
    if (const auto asked = m_dialect.signIn({}, m_facts))
        m_link->http().send(*asked, [](const wire::HttpReply &) {});
}

// \a refusal empty: it worked. Not answered: the server is away, the token may still live.
void Worker::endSigning(const QString &refusal, bool answered)
{
    const Signing was = std::exchange(m_sign.step, Signing::None);
    const bool connects = std::exchange(m_sign.connectAfter, false);
    if (was == Signing::SigningIn) {
        m_queue.open().signIn
            = fail(answered ? Failure::Code::Unauthorised : Failure::Code::Unreachable, refusal);
        flushSoon();
        say();
        return;
    }
    const bool lives = m_facts.tokenUntil && *m_facts.tokenUntil > m_clock.wall();
    if (!refusal.isEmpty())
        qCInfo(lcSession) << m_profile.name << "no new token:" << refusal;
    if (!refusal.isEmpty() && !answered) {
        m_sign.renewLater = true; // busy, too often, away: the session stays (echo.md c2.4)
        m_renewal.start(m_policy.renewAgain);
    }
    if (!refusal.isEmpty() && answered && !lives)
        m_link->feed(link::SignInRefused{ refusal });
    else if (connects || m_link->state().phase != link::Phase::Idle)
        prepareAndConnect();
    say();
}

void Worker::onSignInRefused(const QString &reason)
{
    if (m_sign.inReply)
        m_sign.refusal = reason;
    else if (m_sign.step == Signing::None) // else of a request that is older than the sign-in
        m_link->feed(link::SignInRefused{ reason });
}

// It was opened with the last token: the next one may be here already.
void Worker::onSocketTokenEnded()
{
    m_sign.connectAfter = true;
    if (m_sign.step == Signing::None && !(m_sign.socketToken == m_facts.token)) {
        m_sign.connectAfter = false;
        m_sign.socketToken = m_facts.token; // once: refused again, it is the token
        QMetaObject::invokeMethod(this, &Worker::prepareAndConnect, Qt::QueuedConnection);
    } else if (!startRenewal()) {
        m_sign.connectAfter = false;
    }
}

void Worker::onTokenExpired(const QString &reason)
{
    if (m_sign.step != Signing::None)
        return; // of a request that was older than the new token
    m_sign.connectAfter = true;
    if (!startRenewal()) {
        m_sign.connectAfter = false;
        m_link->feed(link::SignInRefused{ reason });
    }
}

} // namespace fw::session
