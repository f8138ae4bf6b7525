// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/machine_driver.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace fw;
using namespace fw::link;
using namespace std::chrono_literals;

class TestMachine final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPhaseCanBeReached();
    void aGoodConnectionGoesThroughEveryStage();
    void delaysDoubleFromOneSecondAndCarryJitter();
    void afterFiveFailuresPollingTakesOver();
    void silenceAtTheFirstTryIsAskedAboutOverHttp();
    void silenceLaterIsTriedAgain();
    void withoutPollingTheTriesGoOnAtTheCap();
    void failuresAreForgottenAfterAMinuteOfLive();
    void acceptThenDropDoesNotResetTheCounter();
    void aSilentPeerIsAskedThenDropped();
    void anyByteEndsTheSuspicion();
    void aSecondSilenceCountsAsFailure();
    void lateSignalsOfOldAttemptsAreIgnored();
    void theSocketIsTriedAgainBehindPolling();
    void backgroundSuccessEndsPolling();
    void anUpgradeAnsweredWith404PollsAtOnce();
    void threeFailedPollsStartFromScratch();
    void signInIsNeverRetriedByItself();
    void aNewSessionIsTriedAtOnceButNotForEver();
    void slowConsumersReadEverythingAgain();
    void overloadedServersAreGivenTime();
    void aDrainIsNoFailure();
    void protocolFaultsEndInPolling();
    void takenOverStaysIdle();
    void aResumptionWithoutProgressIsGivenUp();
    void closingEndsEvenWhenThePeerNeverAnswers();
    void networkFlapsAreWaitedOut();
    void randomStoriesKeepTheRules();
    void theSameStepGivesTheSameResult();
};

void TestMachine::everyPhaseCanBeReached()
{
    for (const auto &[phase, name] : phases)
        QVERIFY2(in(phase).state.phase == phase, name);
}

void TestMachine::aGoodConnectionGoesThroughEveryStage()
{
    Machine m;
    m.feed(UserConnect{});
    QCOMPARE(m.last, Effects{ OpenSocket{ 1 } });
    m.feed(Opened{ 1, true });
    QVERIFY(m.state.phase == Phase::Authenticating);
    m.feed(GreetedIn{ 1 });
    QCOMPARE(m.last, Effects{ StartResume{ 1 } });
    m.feed(Resumed{ 1 });
    QVERIFY(m.state.phase == Phase::Live);
    QVERIFY(m.last.empty());
}

void TestMachine::delaysDoubleFromOneSecondAndCarryJitter()
{
    QSet<qint64> firstDelays;
    for (quint64 seed = 1; seed <= 200; ++seed) {
        Machine m;
        m.state.jitter = seed;
        m.state.canPoll = false;
        m.feed(UserConnect{});
        Millis most = 1s;
        for (int failure = 1; failure <= 8; ++failure) {
            m.fail();
            const Millis delay = std::chrono::duration_cast<Millis>(*m.state.retryAt - m.now);
            QVERIFY2(delay >= most / 2 && delay <= most,
                     qPrintable(QString::number(delay.count())));
            if (failure == 1)
                firstDelays.insert(delay.count());
            m.wait();
            QVERIFY(m.state.phase == Phase::Connecting);
            most = std::min<Millis>(most * 2, 30s);
        }
    }
    QVERIFY(firstDelays.size() > 100); // a crowd does not come back in step
}

void TestMachine::afterFiveFailuresPollingTakesOver()
{
    Machine m;
    m.feed(UserConnect{});
    for (int failure = 1; failure <= 4; ++failure) {
        m.fail();
        QVERIFY(m.state.phase == Phase::Backoff);
        m.wait();
    }
    m.fail();
    QVERIFY(m.state.phase == Phase::PollHandshake);
    QCOMPARE(m.opened, 5);
    m.wait();
    QCOMPARE(m.last, Effects{ Poll{ true } });
    m.feed(PollDone{ true, true, {} });
    QVERIFY(m.state.phase == Phase::Polling);
    m.wait();
    QCOMPARE(m.last, Effects{ Poll{ false } });
}

// One worker that is busy takes the connection and answers no upgrade.
void TestMachine::silenceAtTheFirstTryIsAskedAboutOverHttp()
{
    Machine m;
    m.feed(UserConnect{});
    m.advance(m.policy.connect);
    QVERIFY(m.state.phase == Phase::PollHandshake);
    QVERIFY(m.open.empty());
    QVERIFY(std::ranges::count(m.last, Effect(Poll{ true })) == 1); // at once
    QCOMPARE(m.opened, 1);
    m.feed(PollDone{ true, false, {} });
    QVERIFY(m.state.phase == Phase::Polling);
    while (m.opened == 1 && m.wait())
        m.feed(PollDone{ true, false, {} });
    QCOMPARE(m.opened, 2); // the socket is not given up
    m.goLive();
    QVERIFY(m.state.phase == Phase::Live);
}

void TestMachine::silenceLaterIsTriedAgain()
{
    Machine known;
    known.goLive();
    known.fail();
    known.wait();
    known.advance(known.policy.connect);
    QVERIFY(known.state.phase == Phase::Backoff); // it answered before: it may again at once
    Machine noHttp;
    noHttp.state.canPoll = false;
    noHttp.feed(UserConnect{});
    noHttp.advance(noHttp.policy.connect);
    QVERIFY(noHttp.state.phase == Phase::Backoff);
}

void TestMachine::withoutPollingTheTriesGoOnAtTheCap()
{
    Machine m;
    m.state.canPoll = false;
    m.feed(UserConnect{});
    for (int failure = 0; failure < 50; ++failure) {
        m.fail();
        QVERIFY(m.state.phase == Phase::Backoff);
        QVERIFY(*m.state.retryAt - m.now <= 30s);
        m.wait();
    }
}

void TestMachine::failuresAreForgottenAfterAMinuteOfLive()
{
    Machine m;
    m.feed(UserConnect{});
    m.fail();
    m.wait();
    m.goLive();
    QCOMPARE(m.state.failures, 1);
    m.feed(Heard{ m.state.attempt });
    m.now += 30s;
    m.feed(Heard{ m.state.attempt });
    m.advance(29s);
    QCOMPARE(m.state.failures, 1);
    m.advance(1s);
    QCOMPARE(m.state.failures, 0);
}

void TestMachine::acceptThenDropDoesNotResetTheCounter()
{
    Machine m;
    m.goLive();
    for (int i = 1; i <= 4; ++i) {
        m.fail();
        QCOMPARE(m.state.failures, i);
        m.wait();
        m.goLive();
    }
    m.fail();
    QVERIFY(m.state.phase == Phase::PollHandshake);
}

void TestMachine::aSilentPeerIsAskedThenDropped()
{
    Machine m = in(Phase::Live);
    m.advance(34s);
    QVERIFY(m.state.phase == Phase::Live);
    m.advance(1s);
    QVERIFY(m.state.phase == Phase::Suspect);
    QCOMPARE(m.last, Effects{ SendPing{ 1 } });
    m.advance(24s);
    QVERIFY(m.state.phase == Phase::Suspect);
    m.advance(1s);
    QCOMPARE(m.last, (Effects{ AbortSocket{ 1 }, OpenSocket{ 2 } }));
    QVERIFY(m.state.phase == Phase::Connecting);
}

void TestMachine::anyByteEndsTheSuspicion()
{
    Machine m = in(Phase::Suspect);
    m.feed(Heard{ m.state.attempt });
    QVERIFY(m.state.phase == Phase::Live);
    m.advance(34s);
    QVERIFY(m.state.phase == Phase::Live);
}

void TestMachine::aSecondSilenceCountsAsFailure()
{
    Machine m = in(Phase::Suspect);
    m.advance(m.policy.dead);
    m.goLive();
    m.advance(m.policy.suspect);
    m.advance(m.policy.dead);
    QVERIFY(m.state.phase == Phase::Backoff);
    QCOMPARE(m.state.failures, 1);
}

void TestMachine::lateSignalsOfOldAttemptsAreIgnored()
{
    Machine m;
    m.feed(UserConnect{});
    m.fail();
    m.wait();
    const LinkState before = m.state;
    m.feed(Opened{ 1, true });
    m.feed(GreetedIn{ 1 });
    m.feed(Resumed{ 1 });
    m.feed(Gone{ 1, m.lost() });
    m.feed(Heard{ 1 });
    QVERIFY(m.state.phase == before.phase && m.state.stage == before.stage);
    QCOMPARE(m.state.failures, before.failures);
    m.feed(Gone{ 2, m.lost() });
    QCOMPARE(m.state.failures, 2);
    m.feed(Gone{ 2, m.lost() }); // Qt says some ends twice
    QCOMPARE(m.state.failures, 2);
}

void TestMachine::theSocketIsTriedAgainBehindPolling()
{
    Machine m = in(Phase::Polling);
    m.feed(UserConnect{}); // "Retry now"
    m.wait();
    QVERIFY(m.state.phase == Phase::Polling);
    QVERIFY(m.state.stage == Stage::Connecting);
    Millis last = 0s;
    for (int round = 0; round < 6; ++round) {
        m.fail();
        QVERIFY(m.state.phase == Phase::Polling);
        const auto delay = std::chrono::duration_cast<Millis>(*m.state.retryAt - m.now);
        QVERIFY(delay >= 15s && delay <= 300s);
        QVERIFY(round > 3 || delay > last / 2);
        last = delay;
        while (m.state.stage == Stage::None) {
            m.wait();
            if (m.state.pollRunning)
                m.feed(PollDone{ true, false, {} });
        }
    }
}

void TestMachine::backgroundSuccessEndsPolling()
{
    Machine m = in(Phase::Polling);
    m.feed(UserConnect{});
    while (m.state.stage != Stage::Connecting) {
        m.wait();
        if (m.state.pollRunning && m.state.stage == Stage::None)
            m.feed(PollDone{ true, false, {} });
    }
    m.feed(Opened{ m.state.attempt, true });
    QVERIFY(m.state.phase == Phase::Polling); // the window goes on as it was
    m.feed(GreetedIn{ m.state.attempt });
    m.feed(Resumed{ m.state.attempt });
    QVERIFY(m.state.phase == Phase::Live);
    QCOMPARE(m.last, Effects{ StopPolling{} });
    QVERIFY(!m.state.pollAt && !m.state.pollRunning);
    m.feed(PollDone{ true, true, {} }); // late
    QVERIFY(m.state.phase == Phase::Live);
}

void TestMachine::anUpgradeAnsweredWith404PollsAtOnce()
{
    for (const int status : { 200, 302, 404, 405 }) {
        Machine m;
        m.feed(UserConnect{});
        m.feed(Gone{ 1, m.rejected(status) });
        QVERIFY(m.state.phase == Phase::PollHandshake);
        QCOMPARE(m.state.failures, 0);
        QVERIFY(*m.state.retryAt - m.now >= 150s);
    }
    Machine busy;
    busy.feed(UserConnect{});
    busy.feed(Gone{ 1, busy.rejected(503) });
    QVERIFY(busy.state.phase == Phase::Backoff);
}

void TestMachine::threeFailedPollsStartFromScratch()
{
    Machine m = in(Phase::Polling);
    for (int i = 1; i <= 3; ++i) {
        while (!m.state.pollRunning) {
            m.wait();
            if (m.state.stage == Stage::Connecting)
                m.fail();
        }
        m.feed(PollDone{ false, false, QStringLiteral("refused") });
        QVERIFY(m.state.phase == (i < 3 ? Phase::Polling : Phase::PollHandshake));
    }
    QCOMPARE(m.state.reason, QStringLiteral("refused"));
}

void TestMachine::signInIsNeverRetriedByItself()
{
    Machine m;
    m.feed(UserConnect{});
    m.feed(Gone{ 1, m.rejected(401, wire::CloseVerdict::SignIn) });
    QVERIFY(m.state.phase == Phase::AuthRequired);
    QVERIFY(!nextDeadline(m.state, m.policy));
    for (const Input &input : std::vector<Input>{ NetUp{}, NetDown{}, Woke{}, Elapsed{},
                                                  PollDone{ true, true, {} }, Resumed{ 1 } }) {
        m.now += 1h;
        m.feed(input);
        QVERIFY(m.state.phase == Phase::AuthRequired);
        QCOMPARE(m.opened, 1);
    }
    m.feed(UserConnect{});
    QVERIFY(m.state.phase == Phase::Connecting);
}

void TestMachine::aNewSessionIsTriedAtOnceButNotForEver()
{
    Machine m = in(Phase::Live);
    for (int i = 1; i <= 3; ++i) {
        m.feed(Gone{ m.state.attempt, m.closed(4004, wire::CloseVerdict::NewSession) });
        QVERIFY(m.state.phase == Phase::Connecting);
        QCOMPARE(m.forgotten, i);
        m.goLive();
    }
    m.feed(Gone{ m.state.attempt, m.closed(4004, wire::CloseVerdict::NewSession) });
    QVERIFY(m.state.phase == Phase::Fatal);
}

void TestMachine::slowConsumersReadEverythingAgain()
{
    Machine m = in(Phase::Live);
    m.feed(Gone{ 1, m.closed(4008) });
    QCOMPARE(m.forgotten, 1);
    QVERIFY(m.state.phase == Phase::Backoff);
}

void TestMachine::overloadedServersAreGivenTime()
{
    Machine m = in(Phase::Live);
    m.feed(Gone{ 1, m.closed(4013) });
    QCOMPARE(m.state.failures, 3);
    QVERIFY(*m.state.retryAt - m.now >= 2s);
}

void TestMachine::aDrainIsNoFailure()
{
    Machine m = in(Phase::Live);
    m.feed(DrainAsked{ 1, 1000ms, 2000ms });
    QCOMPARE(m.last, Effects{ AbortSocket{ 1 } });
    QVERIFY(m.state.phase == Phase::Backoff);
    QCOMPARE(m.state.failures, 0);
    QVERIFY(*m.state.retryAt - m.now >= 1s && *m.state.retryAt - m.now <= 3s);
}

void TestMachine::protocolFaultsEndInPolling()
{
    Machine m = in(Phase::Live);
    for (int i = 0; i < 2; ++i) {
        m.feed(Gone{ m.state.attempt, m.closed(1007) });
        QVERIFY(m.state.phase == Phase::Backoff);
        m.wait();
        m.goLive();
    }
    m.feed(Gone{ m.state.attempt, m.closed(1002) });
    QVERIFY(m.state.phase == Phase::PollHandshake);
    QVERIFY(!m.state.retryAt);
}

void TestMachine::takenOverStaysIdle()
{
    Machine m = in(Phase::Live);
    m.feed(Gone{ 1, m.closed(4009, wire::CloseVerdict::TakenOver) });
    QVERIFY(m.state.phase == Phase::Idle);
    QVERIFY(!nextDeadline(m.state, m.policy));
}

void TestMachine::aResumptionWithoutProgressIsGivenUp()
{
    Machine m = in(Phase::Resuming);
    for (int part = 0; part < 20; ++part) {
        m.advance(9s);
        m.feed(ResumeMoved{ 1 });
        QVERIFY(m.state.phase == Phase::Resuming);
    }
    m.advance(10s);
    QVERIFY(m.state.phase == Phase::Backoff);
    QVERIFY(m.open.empty());
}

void TestMachine::closingEndsEvenWhenThePeerNeverAnswers()
{
    Machine m = in(Phase::Closing);
    m.advance(2s);
    QVERIFY(m.state.phase == Phase::Idle);
    QVERIFY(m.open.empty());
}

void TestMachine::networkFlapsAreWaitedOut()
{
    Machine m = in(Phase::Live);
    m.feed(NetDown{});
    m.advance(2s);
    m.feed(NetUp{});
    m.advance(2s);
    QVERIFY(m.state.phase == Phase::Live);
    m.feed(NetDown{});
    m.advance(3s);
    QVERIFY(m.state.phase == Phase::Offline);
    QVERIFY(m.open.empty());
    m.feed(NetUp{});
    m.wait();
    QVERIFY(m.state.phase == Phase::Connecting);
}

namespace {

Input randomInput(std::mt19937 &random, const Machine &m)
{
    const quint64 id = random() % 4 == 0 ? m.state.attempt - random() % 2 : m.state.attempt;
    const std::array causes{ m.lost(),
                             m.closed(1000),
                             m.closed(4008),
                             m.closed(4012),
                             m.closed(1007),
                             m.rejected(404),
                             m.rejected(503),
                             m.closed(4004, wire::CloseVerdict::NewSession),
                             m.closed(4009, wire::CloseVerdict::TakenOver),
                             m.rejected(401, wire::CloseVerdict::SignIn),
                             m.rejected(426, wire::CloseVerdict::GiveUp) };
    switch (random() % 16) {
    case 0:
        return UserConnect{};
    case 1:
        return random() % 6 == 0 ? Input(UserDisconnect{}) : Input(Elapsed{});
    case 2:
        return NetUp{};
    case 3:
        return random() % 4 == 0 ? Input(NetDown{}) : Input(Elapsed{});
    case 4:
        return Woke{};
    case 5:
    case 6:
        return Opened{ id, random() % 2 == 0 };
    case 7:
    case 8:
        return GreetedIn{ id };
    case 9:
        return Resumed{ id };
    case 10:
        return Gone{ id, causes[random() % causes.size()] };
    case 11:
        return Heard{ id };
    case 12:
        return random() % 10 == 0 ? Input(SignInRefused{}) : Input(ResumeMoved{ id });
    case 13:
        return DrainAsked{ id, 1s, 2s };
    case 14:
        return PollDone{ random() % 2 == 0, random() % 2 == 0, {} };
    default:
        return Elapsed{};
    }
}

} // namespace

void TestMachine::randomStoriesKeepTheRules()
{
    for (unsigned seed = 1; seed <= 400; ++seed) {
        std::mt19937 random(seed);
        Machine m;
        m.state.canPoll = seed % 3 != 0;
        for (int i = 0; i < 300; ++i) {
            const Input input = randomInput(random, m);
            const Phase before = m.state.phase;
            const int opened = m.opened;
            m.feed(input);
            const bool byUser = std::holds_alternative<UserConnect>(input);
            QVERIFY(m.open.size() <= 1); // one attempt at a time
            QVERIFY(m.open.empty() == (m.state.stage == Stage::None));
            QVERIFY(m.open.empty() || m.open.front() == m.state.attempt);
            if (before == Phase::AuthRequired || before == Phase::Idle || before == Phase::Fatal)
                QVERIFY(byUser || m.opened == opened);
            if (m.state.phase == Phase::AuthRequired || m.state.phase == Phase::Idle)
                QVERIFY(!nextDeadline(m.state, m.policy) || m.state.stage != Stage::None);
            if (m.state.retryAt)
                QVERIFY(*m.state.retryAt - m.now <= 301s);
            if (m.state.pollAt)
                QVERIFY(*m.state.pollAt - m.now <= 36s);
            QVERIFY(!m.state.pollRunning || m.state.phase == Phase::Polling
                    || m.state.phase == Phase::PollHandshake);
            if (random() % 3 == 0)
                m.wait();
            else
                m.now += Millis(random() % 5000);
        }
        m.feed(UserDisconnect{});
        m.advance(m.policy.close);
        QVERIFY(m.state.phase == Phase::Idle && m.open.empty());
    }
}

void TestMachine::theSameStepGivesTheSameResult()
{
    const Machine m = in(Phase::Connecting);
    const Gone gone{ m.state.attempt, m.lost() };
    const auto one = step(m.state, gone, m.policy, m.now);
    const auto two = step(m.state, gone, m.policy, m.now);
    QCOMPARE(one.second, two.second);
    QVERIFY(one.first.retryAt == two.first.retryAt && one.first.jitter == two.first.jitter);
}

QTEST_GUILESS_MAIN(TestMachine)
#include "tst_machine.moc"
