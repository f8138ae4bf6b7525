// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/policy.h"
#include "session/session.h"
#include "store/outbox.h"
#include "wire/dialect.h"

#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>

namespace fw::test {

using namespace std::chrono_literals;

/// Intervals for tests: everything that is waited for in seconds takes milliseconds.
inline session::SessionPolicy quickPolicy()
{
    session::SessionPolicy policy;
    policy.link.backoffFloor = 5ms;
    policy.link.backoffStep = 10ms;
    policy.link.backoffCap = 40ms;
    policy.link.pollActive = 20ms;
    policy.link.pollIdle = 20ms;
    policy.link.pollCap = 60ms;
    policy.link.socketRetry = 100ms;
    policy.link.socketRetryCap = 200ms;
    policy.link.request = 2s;
    policy.tick = 5ms;
    policy.chipTick = 20ms;
    policy.detailAgain = 20ms;
    policy.renewAgain = 1ms;
    return policy;
}

/// A dialect with its own intervals shortened and nothing else changed.
class Hasty final : public wire::Dialect
{
public:
    explicit Hasty(const wire::Dialect &real)
        : m_real(real)
    {
    }
    std::optional<Millis> beat; ///< of the greeting; dead after two
    std::optional<Millis> aside;
    std::optional<Millis> patience; ///< of every request
    std::optional<Millis> pollPatience; ///< of polls alone: what edits lead to keeps its time
    bool often = false; ///< dear reads are made in every round

    QString name() const override { return m_real.name(); }
    wire::Capabilities capabilities(const wire::SessionFacts &f) const override
    {
        return m_real.capabilities(f);
    }
    wire::Greeting greet(const wire::Profile &p, const wire::SessionFacts &f) const override
    {
        wire::Greeting greeting = m_real.greet(p, f);
        if (beat) {
            greeting.heartbeat = *beat;
            greeting.dead = 2 * *beat;
        }
        if (greeting.pollAside.count() > 0)
            greeting.pollAside = aside.value_or(greeting.pollAside);
        return greeting;
    }
    std::vector<wire::Frame> subscribe(const std::vector<wire::Position> &at,
                                       const wire::SessionFacts &f) const override
    {
        return m_real.subscribe(at, f);
    }
    wire::Decoded decode(const wire::Frame &frame, const wire::SessionFacts &f) const override
    {
        return hurried(m_real.decode(frame, f));
    }
    Expected<wire::Outgoing> encode(const wire::Command &c,
                                    const wire::SessionFacts &f) const override
    {
        return m_real.encode(c, f);
    }
    std::vector<wire::HttpRequest> poll(const wire::Interest &i,
                                        const wire::SessionFacts &f) const override
    {
        auto all = hurried(m_real.poll(i, f));
        for (wire::HttpRequest &one : all) {
            one.every = often ? Millis(0) : one.every;
            one.timeout = pollPatience.value_or(one.timeout);
        }
        return all;
    }
    wire::Decoded decode(const wire::HttpRequest &asked, const wire::HttpReply &reply,
                         const wire::SessionFacts &f) const override
    {
        return hurried(m_real.decode(asked, reply, f));
    }
    wire::CloseVerdict judge(int code, QStringView reason, int status) const override
    {
        return m_real.judge(code, reason, status);
    }
    std::optional<wire::SessionFacts> otherWay(int code, int status,
                                               const wire::SessionFacts &f) const override
    {
        return m_real.otherWay(code, status, f);
    }
    wire::DialectAbout about() const override { return m_real.about(); }
    std::vector<wire::HttpRequest> probes(const QUrl &at) const override
    {
        return m_real.probes(at);
    }
    wire::Recognition recognise(const wire::HttpRequest &asked,
                                const wire::HttpReply &reply) const override
    {
        return m_real.recognise(asked, reply);
    }
    std::vector<wire::HttpRequest> prepare(const wire::SessionFacts &f) const override
    {
        return hurried(m_real.prepare(f));
    }
    std::vector<wire::HttpRequest> goodbye(const wire::SessionFacts &f) const override
    {
        return m_real.goodbye(f);
    }
    Expected<wire::HttpRequest> signIn(const wire::Credentials &c,
                                       const wire::SessionFacts &f) const override
    {
        auto request = m_real.signIn(c, f);
        if (request)
            request->timeout = patience.value_or(request->timeout);
        return request;
    }
    std::optional<wire::HttpRequest> renew(const wire::SessionFacts &f) const override
    {
        return m_real.renew(f);
    }
    QString lane(const wire::Command &c) const override { return m_real.lane(c); }

private:
    std::vector<wire::HttpRequest> hurried(std::vector<wire::HttpRequest> all) const
    {
        for (wire::HttpRequest &one : all)
            one.timeout = patience.value_or(one.timeout);
        return all;
    }
    wire::Decoded hurried(wire::Decoded decoded) const
    {
        decoded.followUps = hurried(std::move(decoded.followUps));
        return decoded;
    }

    const wire::Dialect &m_real;
};

/// One real session with a network thread and a store of its own, and what tests ask of them.
class Seat final
{
public:
    using Phase = session::ConnectionInfo::Phase;

    Seat(wire::Profile theProfile, const wire::Dialect &dialect)
        : profile(std::move(theProfile))
        , m_dialect(dialect)
        , store(m_clock)
    {
        m_thread.start();
    }
    ~Seat() { stop(); }

    void connect(const Secret &secrets = {}, const session::SessionPolicy &policy = quickPolicy())
    {
        session = std::make_unique<session::Session>(profile, m_dialect, store, m_thread);
        session->setPolicy(policy);
        session->setAddress(profile.address, secrets);
        QObject::connect(session.get(), &session::Session::issueSeen, session.get(),
                         [this](const wire::Issue &issue) { issues.push_back(issue); });
        session->connectNow();
    }
    void stop()
    {
        session.reset();
        m_thread.quit();
        m_thread.wait();
    }

    Phase phase() const { return session->connection().phase; }
    wire::Standing::Kind standing() const { return session->connection().standing; }
    store::JobKey key(const QString &id) const { return { profile.id, JobId{ id } }; }
    const wire::Job *job(const QString &id) const
    {
        const auto *entry = store.state().find(key(id));
        return entry ? &entry->job : nullptr;
    }
    QString stateOf(const QString &id) const
    {
        return job(id) ? wire::stateWord(job(id)->state) : QStringLiteral("none");
    }
    QJsonValue datum(const QString &id, const QString &field) const
    {
        const auto *parts = store.state().partsOf(key(id));
        if (!parts)
            return {};
        const auto found = std::ranges::find(parts->metadata, field, &wire::Metadatum::field);
        return found == parts->metadata.end() ? QJsonValue() : found->value;
    }
    const wire::Item *item(const QString &kind, const QString &id) const
    {
        const auto *entry = store.state().find(store::ItemKey{ profile.id, kind, ItemId{ id } });
        return entry ? &entry->item : nullptr;
    }
    const store::Edit *edit(const EditId &id) const
    {
        const auto found = std::ranges::find(store.state().edits, id, &store::Edit::id);
        return found == store.state().edits.end() ? nullptr : &*found;
    }
    store::Fate fate(const EditId &id) const
    {
        return edit(id) ? edit(id)->fate : store::Fate::Draft;
    }
    EditId run(const QString &action, const QString &target, const QJsonObject &arguments = {})
    {
        return session->send(wire::RunAction{ {}, action, target, arguments });
    }
    /// Lines of the activity list of one kind, by their code (empty: any).
    qsizetype lines(store::Activity::Kind kind, const QString &code = {}) const
    {
        return std::ranges::count_if(store.state().activities, [&](const store::Activity &line) {
            return line.kind == kind && (code.isEmpty() || line.code == code);
        });
    }
    qsizetype gaps() const { return lines(store::Activity::Kind::Gap); }

    wire::Profile profile;

private:
    const wire::Dialect &m_dialect;
    SystemClock m_clock;
    QThread m_thread;

public:
    store::Store store;
    std::unique_ptr<session::Session> session;
    std::vector<wire::Issue> issues;
};

} // namespace fw::test
