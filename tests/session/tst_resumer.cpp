// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/resumer.h"

#include <QTest>

#include <deque>
#include <random>

using namespace fw;
using namespace fw::session;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString jobs = u"processing:jobs"_s;
const QString epochA = u"a"_s;

wire::Event numbered(qint64 seq)
{
    return wire::JobRemoved{ JobId{ QString::number(seq) } };
}

wire::Message numberedEvent(qint64 seq, const QString &channel = jobs)
{
    wire::Stamp stamp;
    stamp.channel = channel;
    stamp.seq = seq;
    return { stamp, { numbered(seq) } };
}

wire::Message part(qint64 seq, int number, int parts, std::vector<wire::Event> events,
                   const QString &epoch = epochA)
{
    wire::Stamp stamp;
    stamp.kind = wire::Stamp::Kind::SnapshotPart;
    stamp.channel = jobs;
    stamp.epoch = epoch;
    stamp.seq = seq;
    stamp.part = number;
    stamp.parts = parts;
    return { stamp, std::move(events) };
}

wire::Event listOf(std::initializer_list<const char *> names)
{
    wire::JobsReplaced list;
    for (const char *name : names) {
        wire::Job job;
        job.id = JobId{ QString::fromLatin1(name) };
        list.jobs.push_back(job);
    }
    return list;
}

QList<qint64> numbers(const std::vector<wire::Event> &events)
{
    QList<qint64> all;
    for (const wire::Event &one : events)
        all.append(std::get<wire::JobRemoved>(one).id.text.toLongLong());
    return all;
}

wire::Subscribed answer(qint64 seq, bool recovered, const QString &epoch = epochA)
{
    return { { jobs, epoch, seq }, recovered };
}

/// A resumer that is current at \a seq.
Resumer currentAt(qint64 seq, Instant now)
{
    Resumer resumer;
    resumer.start({ jobs }, now);
    resumer.subscribed(answer(seq, false), now);
    resumer.take(part(seq, 1, 1, {}), now);
    return resumer;
}

} // namespace

class TestResumer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFreshChannelStartsFromASnapshot();
    void aSnapshotIsSwappedInWhole();
    void partsInAnyOrderAndTwiceAreOneSnapshot();
    void eventsBesideASnapshotAreNeitherLostNorDoubled();
    void duplicatesAreDropped();
    void aHoleIsAskedForOnceAndFilled();
    void askingAgainIsLimited();
    void recoveredEventsEndTheResumption();
    void anEmptyRecoveryIsCompleteAtOnce();
    void recoveredFromAnotherPlaceIsNotBelieved();
    void aNewEpochMeansASnapshot();
    void aLostLastEventShowsInTheHeads();
    void headsOfWhatIsUnderWayAreNoReasonToAsk();
    void headsOfAnotherEpochAskForASnapshot();
    void aGapIsAskedFor();
    void aStuckAnswerIsAskedForAgain();
    void refusedChannelsDoNotHoldUpTheOthers();
    void twoFailedResumptionsStartAfresh();
    void tooMuchWaitingIsReadAgain();
    void unstampedMessagesPassThrough();
    void unknownChannelsAreNotApplied();
    void noStoryLosesDoublesOrSwaps_data();
    void noStoryLosesDoublesOrSwaps();

private:
    Instant m_now = Instant(1h);
};

void TestResumer::aFreshChannelStartsFromASnapshot()
{
    Resumer resumer;
    resumer.start({ jobs }, m_now);
    QVERIFY(resumer.positions().front().epoch.isEmpty());
    QVERIFY(!resumer.complete());
    resumer.subscribed(answer(5, false), m_now);
    QVERIFY(!resumer.complete());
    resumer.take(part(5, 1, 1, { listOf({ "x" }) }), m_now);
    QVERIFY(resumer.complete());
    QCOMPARE(resumer.position(jobs), (wire::Position{ jobs, epochA, 5 }));
    QCOMPARE(numbers(resumer.take(numberedEvent(6), m_now)), QList<qint64>{ 6 });
}

void TestResumer::aSnapshotIsSwappedInWhole()
{
    Resumer resumer;
    resumer.start({ jobs }, m_now);
    resumer.subscribed(answer(5, false), m_now);
    QVERIFY(resumer.take(part(5, 1, 3, { listOf({ "a", "b" }) }), m_now).empty());
    QVERIFY(resumer.take(part(5, 2, 3, { listOf({ "c" }) }), m_now).empty());
    const auto events = resumer.take(part(5, 3, 3, { listOf({ "d" }) }), m_now);
    QCOMPARE(events.size(), 1U);
    QCOMPARE(events.front(), listOf({ "a", "b", "c", "d" }));
}

void TestResumer::partsInAnyOrderAndTwiceAreOneSnapshot()
{
    Resumer resumer;
    resumer.start({ jobs }, m_now);
    resumer.subscribed(answer(5, false), m_now);
    resumer.take(part(5, 3, 3, { listOf({ "c" }) }), m_now);
    resumer.take(part(5, 1, 3, { listOf({ "a" }) }), m_now);
    resumer.take(part(5, 1, 3, { listOf({ "a" }) }), m_now);
    QCOMPARE(resumer.take(part(5, 2, 3, { listOf({ "b" }) }), m_now).front(),
             listOf({ "a", "b", "c" }));
}

void TestResumer::eventsBesideASnapshotAreNeitherLostNorDoubled()
{
    Resumer resumer;
    resumer.start({ jobs }, m_now);
    resumer.subscribed(answer(5, false), m_now);
    resumer.take(part(5, 1, 2, {}), m_now);
    QVERIFY(resumer.take(numberedEvent(5), m_now).empty());
    QVERIFY(resumer.take(numberedEvent(6), m_now).empty());
    QVERIFY(resumer.take(numberedEvent(7), m_now).empty());
    QCOMPARE(numbers(resumer.take(part(5, 2, 2, {}), m_now)), (QList<qint64>{ 6, 7 }));
    QCOMPARE(resumer.position(jobs).seq, 7);
}

void TestResumer::duplicatesAreDropped()
{
    Resumer resumer = currentAt(5, m_now);
    QVERIFY(resumer.take(numberedEvent(5), m_now).empty());
    QCOMPARE(numbers(resumer.take(numberedEvent(6), m_now)), QList<qint64>{ 6 });
    QVERIFY(resumer.take(numberedEvent(6), m_now).empty());
    QCOMPARE(resumer.duplicates(), 2);
}

void TestResumer::aHoleIsAskedForOnceAndFilled()
{
    Resumer resumer = currentAt(5, m_now);
    QVERIFY(resumer.take(numberedEvent(8), m_now).empty());
    QVERIFY(resumer.take(numberedEvent(9), m_now).empty());
    QCOMPARE(resumer.holes(), 1);
    m_now += 5s;
    const auto ask = resumer.due(m_now);
    QCOMPARE(ask.size(), 1U);
    QCOMPARE(ask.front(), (wire::Position{ jobs, epochA, 5 }));
    QVERIFY(resumer.due(m_now).empty());
    resumer.subscribed(answer(9, true), m_now);
    QCOMPARE(numbers(resumer.take(numberedEvent(6), m_now)), QList<qint64>{ 6 });
    QCOMPARE(numbers(resumer.take(numberedEvent(7), m_now)), (QList<qint64>{ 7, 8, 9 }));
    QVERIFY(resumer.take(numberedEvent(8), m_now).empty());
    QVERIFY(resumer.complete());
}

void TestResumer::askingAgainIsLimited()
{
    Resumer resumer = currentAt(5, m_now);
    resumer.take(numberedEvent(7), m_now);
    QVERIFY(resumer.due(m_now).empty());
    m_now += 4999ms;
    QVERIFY(resumer.due(m_now).empty());
    m_now += 1ms;
    QCOMPARE(resumer.due(m_now).size(), 1U);
}

void TestResumer::recoveredEventsEndTheResumption()
{
    Resumer resumer = currentAt(5, m_now);
    resumer.start({ jobs }, m_now);
    QCOMPARE(resumer.positions().front(), (wire::Position{ jobs, epochA, 5 }));
    resumer.subscribed(answer(7, true), m_now);
    QVERIFY(!resumer.complete());
    resumer.take(numberedEvent(6), m_now);
    QVERIFY(!resumer.complete());
    resumer.take(numberedEvent(7), m_now);
    QVERIFY(resumer.complete());
}

void TestResumer::anEmptyRecoveryIsCompleteAtOnce()
{
    Resumer resumer = currentAt(5, m_now);
    resumer.start({ jobs }, m_now);
    resumer.subscribed(answer(5, true), m_now);
    QVERIFY(resumer.complete());
}

void TestResumer::recoveredFromAnotherPlaceIsNotBelieved()
{
    for (const auto &lie : { answer(9, true, u"b"_s), answer(3, true) }) {
        Resumer resumer = currentAt(5, m_now);
        resumer.start({ jobs }, m_now);
        resumer.subscribed(lie, m_now);
        QVERIFY(!resumer.complete());
        const auto ask = resumer.due(m_now + 5s);
        QCOMPARE(ask.size(), 1U);
        QVERIFY(ask.front().epoch.isEmpty());
    }
}

void TestResumer::aNewEpochMeansASnapshot()
{
    Resumer resumer = currentAt(500, m_now);
    resumer.start({ jobs }, m_now);
    resumer.subscribed(answer(2, false, u"b"_s), m_now);
    const auto events = resumer.take(part(2, 1, 1, { listOf({ "new" }) }, u"b"_s), m_now);
    QCOMPARE(events.front(), listOf({ "new" }));
    QCOMPARE(resumer.position(jobs), (wire::Position{ jobs, u"b"_s, 2 }));
    QCOMPARE(numbers(resumer.take(numberedEvent(3), m_now)), QList<qint64>{ 3 });
}

void TestResumer::aLostLastEventShowsInTheHeads()
{
    Resumer resumer = currentAt(5, m_now);
    m_now += 10s;
    resumer.heads({ { { jobs, epochA, 6 } } }, m_now);
    QVERIFY(resumer.due(m_now + 1999ms).empty());
    QCOMPARE(resumer.due(m_now + 2s).size(), 1U);
}

void TestResumer::headsOfWhatIsUnderWayAreNoReasonToAsk()
{
    Resumer resumer = currentAt(5, m_now);
    m_now += 10s;
    resumer.heads({ { { jobs, epochA, 6 } } }, m_now);
    resumer.take(numberedEvent(6), m_now);
    QVERIFY(resumer.due(m_now + 1h).empty());
}

void TestResumer::headsOfAnotherEpochAskForASnapshot()
{
    Resumer resumer = currentAt(5, m_now);
    m_now += 10s;
    resumer.heads({ { { jobs, u"b"_s, 6 } } }, m_now);
    const auto ask = resumer.due(m_now);
    QCOMPARE(ask.size(), 1U);
    QVERIFY(ask.front().epoch.isEmpty());
}

void TestResumer::aGapIsAskedFor()
{
    Resumer resumer = currentAt(5, m_now);
    m_now += 10s;
    resumer.gap({ jobs, 17 });
    QCOMPARE(resumer.due(m_now).size(), 1U);
    QCOMPARE(resumer.holes(), 1);
}

void TestResumer::aStuckAnswerIsAskedForAgain()
{
    Resumer resumer = currentAt(5, m_now);
    resumer.gap({ jobs, 1 });
    m_now += 10s;
    QCOMPARE(resumer.due(m_now).size(), 1U);
    resumer.subscribed(answer(9, false), m_now);
    resumer.take(part(9, 1, 2, {}), m_now); // the other half never comes
    QVERIFY(resumer.due(m_now + 9s).empty());
    const auto ask = resumer.due(m_now + 10s);
    QCOMPARE(ask.size(), 1U);
    QVERIFY(ask.front().epoch.isEmpty());
}

void TestResumer::refusedChannelsDoNotHoldUpTheOthers()
{
    Resumer resumer;
    resumer.start({ jobs, u"system:status"_s }, m_now);
    resumer.refused(u"system:status"_s);
    resumer.subscribed(answer(1, false), m_now);
    resumer.take(part(1, 1, 1, {}), m_now);
    QVERIFY(resumer.complete());
    QVERIFY(resumer.due(m_now + 1h).empty());
}

void TestResumer::twoFailedResumptionsStartAfresh()
{
    Resumer resumer = currentAt(5, m_now);
    for (int i = 0; i < 2; ++i) {
        resumer.start({ jobs }, m_now);
        QCOMPARE(resumer.positions().front().epoch, epochA);
        resumer.subscribed(answer(9, true), m_now);
        resumer.failed();
    }
    resumer.start({ jobs }, m_now);
    QVERIFY(resumer.positions().front().epoch.isEmpty());
}

void TestResumer::tooMuchWaitingIsReadAgain()
{
    Resumer resumer = currentAt(5, m_now);
    for (qint64 seq = 7; seq < 3000; ++seq)
        QVERIFY(resumer.take(numberedEvent(seq), m_now).empty());
    const auto ask = resumer.due(m_now + 5s);
    QCOMPARE(ask.size(), 1U);
    QVERIFY(ask.front().epoch.isEmpty());
}

void TestResumer::unstampedMessagesPassThrough()
{
    Resumer resumer;
    QCOMPARE(resumer.take({ std::nullopt, { numbered(1), numbered(2) } }, m_now).size(), 2U);
}

void TestResumer::unknownChannelsAreNotApplied()
{
    Resumer resumer = currentAt(5, m_now);
    QVERIFY(resumer.take(numberedEvent(1, u"other"_s), m_now).empty());
}

void TestResumer::noStoryLosesDoublesOrSwaps_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

namespace {

/// A server with a short memory behind a line that loses, doubles and swaps messages.
struct Server
{
    QString epoch = epochA;
    qint64 head = 0;
    qint64 ring = 30; ///< how far back it can replay
    std::deque<std::variant<wire::Message, wire::Subscribed>> line;

    void happen() { line.emplace_back(numberedEvent(++head)); }

    void subscribe(const wire::Position &from)
    {
        const bool can = from.epoch == epoch && from.seq <= head && head - from.seq <= ring;
        line.emplace_back(answer(head, can, epoch));
        if (can) {
            for (qint64 seq = from.seq + 1; seq <= head; ++seq)
                line.emplace_back(numberedEvent(seq));
            return;
        }
        for (int number = 1; number <= 3; ++number) {
            // The list holds as many jobs as there were events: the state is the count.
            wire::JobsReplaced list;
            if (number == 3)
                list.jobs.resize(static_cast<size_t>(head));
            line.emplace_back(part(head, number, 3, { list }, epoch));
        }
    }

    void restart(bool loses)
    {
        epoch += u'+';
        head = loses ? head / 2 : head;
        line.clear();
    }
};

} // namespace

void TestResumer::noStoryLosesDoublesOrSwaps()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    Server server;
    Resumer resumer;
    qint64 applied = 0; ///< what the window shows: how many events happened
    const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
    const auto connect = [&] {
        server.line.clear();
        resumer.start({ jobs }, m_now);
        for (const auto &at : resumer.positions())
            server.subscribe(at);
    };
    const auto apply = [&](const std::vector<wire::Event> &events) {
        for (const wire::Event &one : events) {
            if (const auto *list = std::get_if<wire::JobsReplaced>(&one)) {
                applied = static_cast<qint64>(list->jobs.size());
                continue;
            }
            const qint64 seq = std::get<wire::JobRemoved>(one).id.text.toLongLong();
            QCOMPARE(seq, applied + 1); // in order, none twice, none left out
            applied = seq;
        }
    };
    const auto deliver = [&](bool faulty) {
        if (server.line.empty())
            return;
        if (faulty && server.line.size() > 1 && chance(10))
            std::swap(server.line[0], server.line[1]);
        const auto message = server.line.front();
        if (!(faulty && chance(10)))
            server.line.pop_front(); // else it comes twice
        if (faulty && chance(10))
            return; // lost
        if (const auto *subscribed = std::get_if<wire::Subscribed>(&message))
            resumer.subscribed(*subscribed, m_now);
        else
            apply(resumer.take(std::get<wire::Message>(message), m_now));
    };
    connect();
    for (int turn = 0; turn < 1500; ++turn) {
        m_now += Millis(random() % 400);
        if (chance(40))
            server.happen();
        if (chance(2))
            connect();
        if (chance(1)) {
            server.restart(chance(50));
            connect();
        }
        if (chance(3))
            resumer.heads({ { { jobs, server.epoch, server.head } } }, m_now);
        for (const auto &at : resumer.due(m_now))
            server.subscribe(at);
        deliver(true);
        if (QTest::currentTestFailed())
            return;
    }
    // A quiet line: within a few heartbeats the window shows the truth (I7).
    for (int beat = 0; beat < 40; ++beat) {
        m_now += 5s;
        while (!server.line.empty())
            deliver(false);
        resumer.heads({ { { jobs, server.epoch, server.head } } }, m_now);
        for (const auto &at : resumer.due(m_now))
            server.subscribe(at);
    }
    QCOMPARE(applied, server.head);
    QCOMPARE(resumer.position(jobs), (wire::Position{ jobs, server.epoch, server.head }));
    QVERIFY(resumer.complete());
}

QTEST_GUILESS_MAIN(TestResumer)
#include "tst_resumer.moc"
