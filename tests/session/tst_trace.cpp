// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/plain_dialect.h"
#include "session/seat.h"
#include "support/fake_server.h"

#include <QSignalSpy>
#include <QTest>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using trace::LinkEvent;

namespace {

/// Everything a session told of what passed, as whoever looks would keep it.
struct Onlooker
{
    explicit Onlooker(session::Session &session)
    {
        QObject::connect(
            &session, &session::Session::traced, &session, [this](const trace::News &news) {
                if (std::exchange(generation, news.generation) != news.generation)
                    all.clear();
                std::erase_if(all, [&](const trace::SeenPtr &one) {
                    return one->number < news.first && !news.problems.contains(one->number);
                });
                all.insert(all.end(), news.added.begin(), news.added.end());
                newest = news.newest;
            });
    }
    bool saw(LinkEvent event) const
    {
        return std::ranges::any_of(all, [&](const auto &one) { return one->event == event; });
    }
    const trace::Seen *call(const QString &target) const
    {
        for (const auto &one : all) {
            if (one->kind == trace::Kind::Call && one->target.startsWith(target))
                return one.get();
        }
        return nullptr;
    }
    /// Every byte that could be shown, copied or saved.
    QByteArray everything() const
    {
        QByteArray text;
        for (const auto &one : all) {
            text += one->target.toUtf8() + ' ' + one->text.toUtf8() + ' ' + one->question + ' '
                + one->content + '\n';
            for (const auto &headers : { one->asked, one->answered }) {
                for (const auto &[name, value] : headers)
                    text += name + ": " + value + '\n';
            }
            for (const wire::Issue &issue : one->issues)
                text += issue.failure.detail.toUtf8() + issue.excerpt;
        }
        return text;
    }

    std::vector<trace::SeenPtr> all;
    quint64 newest = 0;
    quint64 generation = 0;
};

} // namespace

/// What a session keeps of everything that passes, and what it tells of it.
class TestTrace final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePastIsThereWhenSomebodyLooks();
    void wrongMessagesAreCountedAndKept();
    void connectionEventsAreToldWithTheirReason();
    void callsHaveStatusAndTime();
    void countingTellsOnlyHowMany();
    void clearedIsGone();
    void tokensNeverLeave();
    void signInsNeverLeave();

private:
    static wire::Profile profileOf(const FakeServer &server);
};

wire::Profile TestTrace::profileOf(const FakeServer &server)
{
    wire::Profile profile;
    profile.id = ServerId{ u"fake"_s };
    profile.name = u"Fake"_s;
    profile.dialect = u"orchestrator"_s;
    profile.address = server.url();
    return profile;
}

void TestTrace::thePastIsThereWhenSomebodyLooks()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server), *dialects::findDialect(u"orchestrator"_s));
    seat.connect();
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Seat::Phase::Live, 20000);
    Onlooker onlooker(*seat.session);
    seat.session->setTracing(session::Tracing::On);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.saw(LinkEvent::Opened), 20000);
    QVERIFY(onlooker.saw(LinkEvent::Connecting));
    QVERIFY(onlooker.everything().contains("subscribe"));
    const auto before = onlooker.all.size();
    server.sendToAll(R"({"type":"brand_new_word"})");
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.all.size() > before, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.everything().contains("brand_new_word"), 20000);
    for (size_t i = 1; i < onlooker.all.size(); ++i)
        QVERIFY(onlooker.all[i - 1]->number < onlooker.all[i]->number);
    seat.session->setTracing(session::Tracing::Off);
    seat.session->setTracing(session::Tracing::On); // a second look: all of it again, once
    const quint64 generation = onlooker.generation;
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.generation > generation, 20000);
    QCOMPARE(onlooker.all.front()->number, quint64(1));
    QVERIFY(onlooker.all.size() > before);
}

void TestTrace::wrongMessagesAreCountedAndKept()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server), *dialects::findDialect(u"orchestrator"_s));
    seat.connect();
    Onlooker onlooker(*seat.session);
    seat.session->setTracing(session::Tracing::On);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Seat::Phase::Live, 20000);
    QCOMPARE(seat.session->connection().problems, 0);
    const QByteArray wrong = R"({"type":"event","channel":)";
    server.sendToAll(wrong);
    QTRY_COMPARE_WITH_TIMEOUT(seat.session->connection().problems, 1, 20000);
    for (int i = 0; i < 2500; ++i)
        server.sendToAll(R"({"type":"pong"})");
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.newest > 2500, 30000);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.all.size() <= 2200, 20000);
    QVERIFY(!onlooker.all.front()->issues.empty());
    QCOMPARE(onlooker.all.front()->content, wrong);
    QVERIFY(!onlooker.all.front()->issues.front().failure.detail.isEmpty());
}

void TestTrace::connectionEventsAreToldWithTheirReason()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server), *dialects::findDialect(u"orchestrator"_s));
    seat.connect();
    Onlooker onlooker(*seat.session);
    seat.session->setTracing(session::Tracing::On);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Seat::Phase::Live, 20000);
    server.closeAll(1011);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.saw(LinkEvent::Closed), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.saw(LinkEvent::Retry), 20000);
    for (const auto &one : onlooker.all) {
        if (one->event == LinkEvent::Closed)
            QCOMPARE(one->code, 1011);
        if (one->event == LinkEvent::Retry)
            QVERIFY(one->wait.has_value());
    }
    server.refuseUpgrade = 503;
    server.closeAll(1011);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.saw(LinkEvent::Refused), 20000);
    const auto refused = std::ranges::find(onlooker.all, LinkEvent::Refused, &trace::Seen::event);
    QCOMPARE((*refused)->code, 503);
}

void TestTrace::callsHaveStatusAndTime()
{
    FakeServer server;
    server.refuseUpgrade = 404;
    QVERIFY(server.listen());
    Seat seat(profileOf(server), *dialects::findDialect(u"orchestrator"_s));
    seat.connect();
    Onlooker onlooker(*seat.session);
    seat.session->setTracing(session::Tracing::On);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.call(u"/api/jobs"_s), 20000);
    const trace::Seen *jobs = onlooker.call(u"/api/jobs"_s);
    QCOMPARE(jobs->status, 200);
    QCOMPARE(jobs->method, QByteArray("GET"));
    QVERIFY(jobs->took.has_value());
    QVERIFY(jobs->content.contains("jobs"));
    QVERIFY(jobs->bytes > 0);
}

void TestTrace::countingTellsOnlyHowMany()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server), *dialects::findDialect(u"orchestrator"_s));
    seat.connect();
    Onlooker onlooker(*seat.session);
    seat.session->setTracing(session::Tracing::On);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Seat::Phase::Live, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!onlooker.all.empty(), 20000);
    seat.session->setTracing(session::Tracing::Counting);
    QSignalSpy told(seat.session.get(), &session::Session::traced);
    QVERIFY(told.wait(20000)); // from here on nothing but numbers
    const quint64 newest = onlooker.newest;
    server.sendToAll(R"({"type":"while_counting"})");
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.newest > newest, 20000);
    QVERIFY(!onlooker.everything().contains("while_counting"));
    seat.session->setTracing(session::Tracing::On);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.everything().contains("while_counting"), 20000);
    QCOMPARE(
        std::ranges::count_if(
            onlooker.all, [](const auto &one) { return one->content.contains("while_counting"); }),
        1);
}

void TestTrace::clearedIsGone()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server), *dialects::findDialect(u"orchestrator"_s));
    seat.connect();
    Onlooker onlooker(*seat.session);
    seat.session->setTracing(session::Tracing::On);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Seat::Phase::Live, 20000);
    server.sendToAll("{broken");
    QTRY_COMPARE_WITH_TIMEOUT(seat.session->connection().problems, 1, 20000);
    seat.session->clearTrace();
    QTRY_COMPARE_WITH_TIMEOUT(seat.session->connection().problems, 0, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!onlooker.everything().contains("{broken"), 20000);
}

void TestTrace::tokensNeverLeave()
{
    FakeServer server;
    server.wantsToken = true;
    QVERIFY(server.listen());
    Seat seat(profileOf(server), *dialects::findDialect(u"orchestrator"_s));
    seat.connect(Secret("good"));
    Onlooker onlooker(*seat.session);
    seat.session->setTracing(session::Tracing::On);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Seat::Phase::Live, 20000);
    seat.session->setWatchedJobs({ JobId{ u"a"_s } });
    server.sendToAll(R"({"type":"odd","token":"abcdef","text":"so good"})");
    server.sendToAll(R"({"type":"odder","token":"abcdef)"); // cut: nobody can parse it
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.everything().contains("odder"), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.call(u"/api/jobs/a"_s), 20000);
    const QByteArray all = onlooker.everything();
    QVERIFY(!all.contains("good"));
    QVERIFY(!all.contains("abcdef"));
    QVERIFY2(all.contains("Authorization: <removed>"), all.constData());
}

// A password in a body that is nothing else, tokens in queries, answers with the next tokens.
void TestTrace::signInsNeverLeave()
{
    FakeServer server;
    server.http = [](const QByteArray &, const QString &path, const QByteArray &) {
        if (path.startsWith("/sign-in"_L1))
            return std::pair(200,
                             QByteArray(R"({"token":"first-tok","refresh":"first-ref",)"
                                        R"("seconds":3600})"));
        if (path.startsWith("/renew"_L1))
            return std::pair(200,
                             QByteArray(R"({"token":"next-tok","refresh":"next-ref",)"
                                        R"("seconds":3600})"));
        if (path.endsWith("t=next-tok"_L1)) // what it says of the old one is no secret name
            return std::pair(200, QByteArray(R"({"jobs":[],"was":"first-tok now next-tok"})"));
        return std::pair(401, QByteArray(R"({"because":"of first-tok"})"));
    };
    QVERIFY(server.listen());
    PlainDialect dialect;
    Seat seat(profileOf(server), dialect);
    seat.connect();
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Seat::Phase::SignInNeeded, 20000);
    wire::Credentials credentials{ wire::SignInKind::Password,
                                   { { u"password"_s, Secret("pass-word-1") } } };
    seat.session->signIn(credentials);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Seat::Phase::Polling, 20000);
    Onlooker onlooker(*seat.session);
    seat.session->setTracing(session::Tracing::On); // only now: the ring has seen both tokens
    QTRY_VERIFY_WITH_TIMEOUT(onlooker.call(u"/renew"_s) && onlooker.call(u"/sign-in"_s), 20000);
    const QByteArray all = onlooker.everything();
    for (const char *secret : { "pass-word-1", "first-tok", "first-ref", "next-tok", "next-ref" })
        QVERIFY2(!all.contains(secret), all.constData());
    QCOMPARE(onlooker.call(u"/sign-in"_s)->question, QByteArray("<removed>"));
    QCOMPARE(onlooker.call(u"/sign-in"_s)->status, 200);
}

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
