// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tables of reliability.md 5.2, 5.3 and 5.4 as data: every state with every event, every close
// code and refusal with its policy, every interval.
//
// Where the machine differs from the table, on purpose:
// - Refreshing is no state: a token is renewed beside the machine, which stands in AuthRequired
//   (close 4401, upgrade 401) until UserConnect says that there is a new one.
// - Suspended is no state and AboutToSleep no event: a sleep is noticed when it is over (Woke), and
//   every socket that lived through it is dropped then. Positions are kept at all times.
// - Woke leads through Backoff, whose wait is the U(0, 2 s) of the table.
// - UserConnect always tries, also where the system says that there is no network: it errs on VPNs.
// - A first attempt that nobody answers is not tried again before HTTP was asked (PollHandshake): a
//   server with one busy worker takes connections and upgrades none.
// - An upgrade answered with something that is no "not now" is polled at once, without five tries.
// - Retry-After of a refused upgrade is not known: QWebSocket shows the status alone. A cause that
//   carries one is obeyed.
// - Malformed messages never end the connection (4400): they are counted and shown.
// - Backoff is half fixed and half random within 1 s doubled to 30 s, at least 200 ms.
// - Malformed and over-fast edits (4400, 4429) are the courier's; the link just comes back.
#include "link/machine_driver.h"
#include "link/net_watch.h"

#include <QTest>

#include <map>
#include <set>

using namespace fw;
using namespace fw::link;

namespace {

/// Brings a poll under way where there are polls: their answers mean nothing else.
void letPoll(Machine &m)
{
    const bool polls = m.state.phase == Phase::Polling || m.state.phase == Phase::PollHandshake;
    for (int i = 0; i < 10 && polls && !m.state.pollRunning; ++i)
        m.wait();
}

using Feed = void (*)(Machine &);
const std::vector<std::pair<const char *, Feed>> inputs{
    { "connect", [](Machine &m) { m.feed(UserConnect{}); } },
    { "disconnect", [](Machine &m) { m.feed(UserDisconnect{}); } },
    { "netUp", [](Machine &m) { m.feed(NetUp{}); } },
    { "netDown", [](Machine &m) { m.feed(NetDown{}); } },
    { "woke", [](Machine &m) { m.feed(Woke{}); } },
    { "opened",
      [](Machine &m) {
          m.feed(Opened{ m.state.attempt, true });
      } },
    { "bare",
      [](Machine &m) {
          m.feed(Opened{ m.state.attempt, false });
      } },
    { "gone", [](Machine &m) { m.fail(); } },
    { "oldGone",
      [](Machine &m) {
          m.feed(Gone{ m.state.attempt - 1, m.lost() });
      } },
    { "heard", [](Machine &m) { m.feed(Heard{ m.state.attempt }); } },
    { "greeted", [](Machine &m) { m.feed(GreetedIn{ m.state.attempt }); } },
    { "moved", [](Machine &m) { m.feed(ResumeMoved{ m.state.attempt }); } },
    { "resumed", [](Machine &m) { m.feed(Resumed{ m.state.attempt }); } },
    { "signIn", [](Machine &m) { m.feed(SignInRefused{ QStringLiteral("no") }); } },
    { "drain",
      [](Machine &m) {
          m.feed(DrainAsked{ m.state.attempt, 1s, 1s });
      } },
    { "polled",
      [](Machine &m) {
          letPoll(m);
          m.feed(PollDone{ true, true, {} });
      } },
    { "notPolled",
      [](Machine &m) {
          letPoll(m);
          m.feed(PollDone{ false, false, QStringLiteral("refused") });
      } },
    { "away", [](Machine &m) { m.feed(Looked{ false }); } },
    { "looked", [](Machine &m) { m.feed(Looked{ true }); } },
    { "time", [](Machine &m) { m.wait(); } }, ///< the next deadline comes
};

using enum Phase;
/// What leads elsewhere; with everything else a state stays as it is.
const std::map<Phase, std::map<std::string, Phase>> moves{
    { Idle, { { "connect", Connecting } } },
    { Offline,
      { { "connect", Connecting },
        { "disconnect", Idle },
        { "woke", Backoff },
        { "signIn", AuthRequired },
        { "time", Connecting } } },
    { Connecting,
      { { "disconnect", Idle },
        { "netDown", Offline },
        { "woke", Backoff },
        { "opened", Authenticating },
        { "bare", Resuming },
        { "gone", Backoff },
        { "signIn", AuthRequired },
        { "drain", Backoff },
        { "time", PollHandshake } } },
    { Authenticating,
      { { "disconnect", Closing },
        { "netDown", Offline },
        { "woke", Backoff },
        { "gone", Backoff },
        { "greeted", Resuming },
        { "signIn", AuthRequired },
        { "drain", Backoff },
        { "time", Backoff } } },
    { Resuming,
      { { "disconnect", Closing },
        { "netDown", Offline },
        { "woke", Backoff },
        { "gone", Backoff },
        { "resumed", Live },
        { "signIn", AuthRequired },
        { "drain", Backoff },
        { "time", Backoff } } },
    { Live,
      { { "disconnect", Closing },
        { "woke", Backoff },
        { "gone", Backoff },
        { "signIn", AuthRequired },
        { "drain", Backoff },
        { "time", Suspect } } },
    { Suspect,
      { { "disconnect", Closing },
        { "woke", Backoff },
        { "gone", Backoff },
        { "heard", Live },
        { "signIn", AuthRequired },
        { "drain", Backoff },
        { "time", Connecting } } },
    { Backoff,
      { { "connect", Connecting },
        { "disconnect", Idle },
        { "netDown", Offline },
        { "woke", Backoff },
        { "signIn", AuthRequired },
        { "time", Connecting } } },
    { PollHandshake,
      { { "disconnect", Idle },
        { "netDown", Offline },
        { "signIn", AuthRequired },
        { "polled", Polling } } },
    { Polling, { { "disconnect", Idle }, { "signIn", AuthRequired } } },
    { AuthRequired, { { "connect", Connecting }, { "disconnect", Idle } } },
    { Closing, { { "connect", Connecting }, { "gone", Idle }, { "time", Idle } } },
    { Fatal, { { "connect", Connecting }, { "disconnect", Idle }, { "signIn", AuthRequired } } },
};

} // namespace

Q_DECLARE_METATYPE(fw::link::Phase)
Q_DECLARE_METATYPE(fw::link::Cause)

class TestTable final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateWithEveryEvent_data();
    void everyStateWithEveryEvent();
    void everyEnd_data();
    void everyEnd();
    void theEndsThatTakeSeveral();
    void everyInterval();
    void deadlinesAreThoseOfTheTable();
    void theNetworkComesAndGoes();
    void sleepEndsEverySocket();
    void nobodyLooksSoPollsAreRare();
    void aSessionThatExpiresAgainAndAgainWaitsForAPerson();
    void aBadCertificateIsNotTriedAgain();
    void sleepIsSeenByTwoClocks_data();
    void sleepIsSeenByTwoClocks();
};

void TestTable::everyStateWithEveryEvent_data()
{
    QTest::addColumn<Phase>("from");
    QTest::addColumn<int>("input");
    QTest::addColumn<Phase>("to");
    for (const auto &[phase, name] : phases) {
        const auto &leads = moves.at(phase);
        std::set<std::string> known;
        for (size_t i = 0; i < inputs.size(); ++i) {
            const auto lead = leads.find(inputs[i].first);
            QTest::addRow("%s %s", name, inputs[i].first)
                << phase << static_cast<int>(i) << (lead == leads.end() ? phase : lead->second);
            known.insert(inputs[i].first);
        }
        for (const auto &[input, to] : leads)
            QVERIFY2(known.contains(input), input.c_str());
    }
}

void TestTable::everyStateWithEveryEvent()
{
    QFETCH(Phase, from);
    QFETCH(int, input);
    QFETCH(Phase, to);
    Machine m = in(from);
    const int opened = m.opened;
    inputs[static_cast<size_t>(input)].second(m);
    QCOMPARE(static_cast<int>(m.state.phase), static_cast<int>(to));
    QVERIFY(m.open.size() <= 1);
    QVERIFY(m.open.empty() == (m.state.stage == Stage::None));
    // A state that is left for another attempt has a fresh socket, every other has none or its own.
    const bool fresh = to == Connecting && from != Connecting;
    QCOMPARE(m.opened, opened + (fresh ? 1 : 0));
}

void TestTable::everyEnd_data()
{
    QTest::addColumn<Phase>("from");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<Phase>("to");
    QTest::addColumn<int>("failures");
    QTest::addColumn<bool>("forgets");
    using enum wire::CloseVerdict;
    const Machine m;
    const auto closed = [&](int code, wire::CloseVerdict verdict, Phase to, int failures = 1,
                            bool forgets = false) {
        for (const Phase from : { Authenticating, Resuming, Live, Suspect })
            QTest::addRow("close %d in %d", code, static_cast<int>(from))
                << from << m.closed(code, verdict) << to << failures << forgets;
    };
    for (const int code : { 1000, 1001, 1002, 1003, 1007, 1009, 1011, 4400 })
        closed(code, Retry, Backoff);
    closed(1008, SignIn, AuthRequired, 0);
    closed(4004, NewSession, Connecting, 0, true);
    closed(4008, Retry, Backoff, 1, true);
    closed(4009, TakenOver, Idle, 0);
    closed(4012, Retry, Backoff, 0);
    closed(4013, Retry, Backoff, 3);
    closed(4401, Renew, AuthRequired, 0);
    closed(4403, SignIn, AuthRequired, 0);
    closed(4426, GiveUp, PollHandshake, 0);
    closed(4429, Retry, Backoff, 0);
    const auto refused = [&](int status, wire::CloseVerdict verdict, Phase to, int failures) {
        QTest::addRow("answered %d", status)
            << Connecting << m.rejected(status, verdict) << to << failures << false;
    };
    for (const int status : { 200, 302, 404, 405 })
        refused(status, Retry, PollHandshake, 0);
    refused(401, Renew, AuthRequired, 0);
    refused(403, SignIn, AuthRequired, 0);
    refused(426, GiveUp, PollHandshake, 0);
    refused(505, GiveUp, PollHandshake, 0);
    for (const int status : { 408, 429, 500, 503 })
        refused(status, Retry, Backoff, 1);
    const auto failed = [](const char *name, Cause::Kind kind, Phase to, int failures) {
        QTest::newRow(name) << Connecting << Cause{ kind, 0, 0, {}, Retry, {} } << to << failures
                            << false;
    };
    failed("refused", Cause::Kind::Refused, Backoff, 1);
    failed("timeout", Cause::Kind::Timeout, Backoff, 1);
    failed("lost", Cause::Kind::Lost, Backoff, 1);
    failed("certificate", Cause::Kind::Tls, Fatal, 0);
}

void TestTable::everyEnd()
{
    QFETCH(Phase, from);
    QFETCH(Cause, cause);
    QFETCH(Phase, to);
    QFETCH(int, failures);
    QFETCH(bool, forgets);
    Machine m = in(from);
    cause.retryAfter = cause.httpStatus == 503 ? std::optional<Millis>(20s) : std::nullopt;
    m.feed(Gone{ m.state.attempt, cause });
    QCOMPARE(static_cast<int>(m.state.phase), static_cast<int>(to));
    QCOMPARE(m.state.failures, failures);
    QCOMPARE(m.forgotten, forgets ? 1 : 0);
    const bool alone = to == AuthRequired || to == Idle || to == Fatal;
    QCOMPARE(nextDeadline(m.state, m.policy).has_value(), !alone); // nothing is tried by itself
    if (cause.retryAfter)
        QVERIFY(*m.state.retryAt - m.now >= 20s);
    const bool mismatch = cause.verdict == wire::CloseVerdict::GiveUp;
    QCOMPARE(m.state.trouble == Trouble::Mismatch, mismatch);
    if (mismatch)
        QVERIFY(!m.state.retryAt); // read over HTTP; the socket only when a person wants it
    m.feed(Gone{ m.state.attempt, cause }); // Qt says some ends twice
    if (to != Connecting)
        QCOMPARE(m.state.failures, failures);
    Machine noHttp = in(from);
    noHttp.state.canPoll = false;
    noHttp.feed(Gone{ noHttp.state.attempt, cause });
    if (to == PollHandshake)
        QVERIFY(noHttp.state.phase == (mismatch ? Fatal : Backoff));
}

void TestTable::theEndsThatTakeSeveral()
{
    Machine faults = in(Live); // three protocol faults within ten minutes
    for (int i = 1; i <= 3; ++i) {
        faults.feed(Gone{ faults.state.attempt, faults.closed(1002) });
        if (i < 3) {
            QVERIFY(faults.state.phase == Backoff);
            faults.wait();
            faults.goLive();
        }
    }
    QVERIFY(faults.state.phase == PollHandshake && faults.state.trouble == Trouble::Mismatch);
    Machine slow = in(Live); // the same over more than ten minutes
    for (int i = 1; i <= 6; ++i) {
        slow.feed(Gone{ slow.state.attempt, slow.closed(1002) });
        QVERIFY(slow.state.phase == Backoff);
        slow.wait();
        slow.goLive();
        slow.feed(Heard{ slow.state.attempt });
        slow.now += 6min;
        slow.feed(Heard{ slow.state.attempt });
        slow.feed(Elapsed{}); // long stable
    }
    Machine tries;
    tries.feed(UserConnect{}); // the fifth failure in a row
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(tries.state.phase == Connecting);
        tries.fail();
        QVERIFY(tries.state.phase == (i < 5 ? Backoff : PollHandshake));
        if (i < 5)
            tries.wait();
    }
    Machine polls = in(Polling); // the third failed poll in a row
    for (int i = 1; i <= 3; ++i) {
        letPoll(polls);
        polls.feed(PollDone{ false, false, {} });
        QVERIFY(polls.state.phase == (i < 3 ? Polling : PollHandshake));
    }
}

void TestTable::everyInterval()
{
    const LinkPolicy p;
    QCOMPARE(p.connect, Millis(10s));
    QCOMPARE(p.authenticate, Millis(5s));
    QCOMPARE(p.resume, Millis(10s));
    QCOMPARE(p.backoffFloor, Millis(200ms));
    QCOMPARE(p.backoffStep, Millis(1s));
    QCOMPARE(p.backoffCap, Millis(30s));
    QCOMPARE(p.tries, 5);
    QCOMPARE(p.stable, Millis(60s));
    QCOMPARE(p.suspect, Millis(35s));
    QCOMPARE(p.dead, Millis(60s));
    QCOMPARE(p.pollActive, Millis(1s));
    QCOMPARE(p.pollIdle, Millis(5s));
    QCOMPARE(p.pollCap, Millis(30s));
    QCOMPARE(p.socketRetry, Millis(30s));
    QCOMPARE(p.socketRetryCap, Millis(300s));
    QCOMPARE(p.close, Millis(2s));
    QCOMPARE(p.offlineProbe, Millis(30s));
    QCOMPARE(p.netDownGrace, Millis(3s));
    QCOMPARE(p.wakeSpread, Millis(2s));
    QCOMPARE(p.tcpUserTimeout, Millis(20s));
    QCOMPARE(p.newSessionsPerMinute, 3);
    QCOMPARE(SleepWatch::every, Millis(5s));
    QCOMPARE(SleepWatch::jump, Millis(5s));
    QCOMPARE(SleepWatch::late, Millis(15s));
}

void TestTable::deadlinesAreThoseOfTheTable()
{
    const auto due = [](Phase phase) {
        const Machine m = in(phase);
        return *nextDeadline(m.state, m.policy) - m.now;
    };
    QVERIFY(due(Connecting) == 10s);
    QVERIFY(due(Authenticating) == 5s);
    QVERIFY(due(Resuming) == 10s);
    QVERIFY(due(Live) == 35s);
    QVERIFY(due(Suspect) == 25s); // 60 s after the last byte
    QVERIFY(due(Closing) == 2s);
    QVERIFY(due(Offline) == 30s);
    for (quint64 seed = 1; seed <= 100; ++seed) {
        for (const bool active : { true, false }) {
            Machine m = in(Polling);
            m.state.jitter = seed;
            letPoll(m);
            m.feed(PollDone{ true, active, {} });
            const Millis wait = std::chrono::duration_cast<Millis>(*m.state.pollAt - m.now);
            QVERIFY(active ? wait >= 800ms && wait <= 1200ms : wait >= 4s && wait <= 6s);
            Millis before = 0s;
            for (int failed = 1; failed <= 8; ++failed) { // doubled with errors, to 30 s
                letPoll(m);
                m.feed(PollDone{ false, false, {} });
                const Millis next = std::chrono::duration_cast<Millis>(*m.state.pollAt - m.now);
                QVERIFY(next <= 36s && (failed > 4 || next > before));
                before = next;
            }
            QVERIFY(before >= 24s);
        }
    }
}

void TestTable::theNetworkComesAndGoes()
{
    for (const Phase phase : { Live, Suspect, Polling }) { // what works is kept for three seconds
        Machine m = in(phase);
        m.feed(NetDown{});
        QVERIFY(m.state.phase == phase);
        QVERIFY(*nextDeadline(m.state, m.policy) <= m.now + 3s);
        m.now += 3s;
        m.feed(Elapsed{});
        QVERIFY(m.state.phase == Offline && m.open.empty());
        m.feed(NetUp{});
        QVERIFY(*m.state.retryAt - m.now <= 2s);
        m.wait();
        QVERIFY(m.state.phase == Connecting);
    }
    Machine waits = in(Backoff);
    waits.state.failures = 4;
    waits.feed(NetUp{});
    QCOMPARE(waits.state.failures, 0);
    QVERIFY(*waits.state.retryAt - waits.now <= 2s);
    Machine polls = in(Polling);
    polls.feed(NetUp{});
    QVERIFY(*polls.state.retryAt - polls.now <= 2s); // the socket is tried now
}

void TestTable::sleepEndsEverySocket()
{
    for (const Phase phase : { Connecting, Authenticating, Resuming, Live, Suspect, Backoff }) {
        Machine m = in(phase);
        m.state.failures = 3;
        m.feed(Woke{});
        QVERIFY(m.open.empty());
        QCOMPARE(m.state.failures, 0);
        QVERIFY(*m.state.retryAt - m.now <= 2s);
        m.wait();
        QVERIFY(m.state.phase == Connecting);
    }
    Machine polls = in(Polling);
    polls.feed(Woke{});
    QVERIFY(*polls.state.pollAt == polls.now && *polls.state.retryAt - polls.now <= 2s);
}

void TestTable::nobodyLooksSoPollsAreRare()
{
    Machine m = in(Polling);
    m.state.retryAt.reset(); // polls alone
    m.feed(Looked{ false });
    letPoll(m);
    m.feed(PollDone{ true, true, {} });
    QVERIFY(*m.state.pollAt - m.now >= 24s && *m.state.pollAt - m.now <= 36s);
    letPoll(m);
    m.feed(PollDone{ false, false, {} });
    QVERIFY(*m.state.pollAt - m.now >= 24s);
    m.feed(Looked{ true });
    QVERIFY(*m.state.pollAt <= m.now); // who looks wants to see how it is now
    letPoll(m);
    m.feed(PollDone{ true, true, {} });
    QVERIFY(*m.state.pollAt - m.now <= 1200ms);
    Machine live = in(Live);
    live.feed(Looked{ false });
    live.feed(Looked{ true });
    QVERIFY(!live.state.pollAt);
}

void TestTable::aSessionThatExpiresAgainAndAgainWaitsForAPerson()
{
    Machine m = in(Live);
    const Cause expired = m.closed(4004, wire::CloseVerdict::NewSession);
    for (int i = 1; i <= 3; ++i) {
        m.feed(Gone{ m.state.attempt, expired });
        QVERIFY(m.state.phase == Connecting);
        QCOMPARE(m.forgotten, i);
        m.goLive();
    }
    m.feed(Gone{ m.state.attempt, expired });
    QVERIFY(m.state.phase == Fatal && m.state.trouble == Trouble::SessionExpired);
    QVERIFY(!nextDeadline(m.state, m.policy));
    for (const Input &input : std::vector<Input>{ NetUp{}, Woke{}, Elapsed{}, Looked{ true } }) {
        m.now += 1h;
        m.feed(input);
        QVERIFY(m.state.phase == Fatal);
    }
    m.feed(UserConnect{}); // "New session"
    QVERIFY(m.state.phase == Connecting && m.state.trouble == Trouble::None);
    m.goLive();
    m.feed(Gone{ m.state.attempt, expired });
    QVERIFY(m.state.phase == Connecting); // again three of them
    Machine spread = in(Live);
    for (int i = 1; i <= 9; ++i) { // three in each minute are fine
        spread.feed(Gone{ spread.state.attempt, expired });
        QVERIFY(spread.state.phase == Connecting);
        spread.goLive();
        spread.feed(Heard{ spread.state.attempt });
        spread.now += 21s;
    }
    Machine other = in(Connecting); // another path is tried, which is no session
    for (int i = 1; i <= 4; ++i)
        other.feed(
            Gone{ other.state.attempt, other.rejected(404, wire::CloseVerdict::NewSession) });
    QVERIFY(other.state.phase == Backoff && other.state.trouble == Trouble::None);
}

void TestTable::aBadCertificateIsNotTriedAgain()
{
    Machine m = in(Connecting);
    m.feed(
        Gone{ m.state.attempt, { Cause::Kind::Tls, 0, 0, QStringLiteral("self-signed"), {}, {} } });
    QVERIFY(m.state.phase == Fatal && m.state.trouble == Trouble::Certificate);
    QCOMPARE(m.state.reason, QStringLiteral("self-signed"));
    m.feed(UserConnect{});
    QVERIFY(m.state.phase == Connecting);
}

void TestTable::sleepIsSeenByTwoClocks_data()
{
    QTest::addColumn<int>("awake"); // seconds since the last look
    QTest::addColumn<int>("whole");
    QTest::addColumn<bool>("slept");
    QTest::newRow("on time") << 5 << 5 << false;
    QTest::newRow("a little late") << 12 << 12 << false;
    QTest::newRow("busy machine") << 20 << 20 << false;
    QTest::newRow("stood still") << 21 << 21 << true;
    QTest::newRow("nap") << 5 << 10 << false;
    QTest::newRow("slept") << 5 << 11 << true;
    QTest::newRow("night") << 5 << 8 * 3600 << true;
}

void TestTable::sleepIsSeenByTwoClocks()
{
    QFETCH(int, awake);
    QFETCH(int, whole);
    QFETCH(bool, slept);
    SleepWatch watch;
    QVERIFY(!watch.look(100s, 5000s)); // whatever happened before the program began
    QVERIFY(!watch.look(105s, 5005s));
    QCOMPARE(watch.look(105s + std::chrono::seconds(awake), 5005s + std::chrono::seconds(whole)),
             slept);
    QVERIFY(!watch.look(110s + std::chrono::seconds(awake), 5010s + std::chrono::seconds(whole)));
}

QTEST_GUILESS_MAIN(TestTable)
#include "tst_table.moc"
