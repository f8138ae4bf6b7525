// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/read_round.h"
#include "session/seat.h"
#include "support/bridge_server.h"

#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)
#define SOON_VERIFY(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = session::ConnectionInfo::Phase;
using Standing = wire::Standing::Kind;
using store::Fate;

/// Dear questions that a server answers late: nothing else waits for them.
class TestSideReads final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void batchesThatHangHoldUpNoJobs();
    void fullReadsDoNotWaitForBatches();
    void aLateListUndoesNoNews();
    void nothingIsAskedTwiceAtOnce();

private:
    void startBatch();
    void moveJobs(int times);

    session::SessionPolicy m_policy;
    std::unique_ptr<BridgeServer> m_server;
    std::unique_ptr<Seat> m_seat;
};

void TestSideReads::init()
{
    m_policy = quickPolicy();
    m_policy.stall = 50ms;
    m_policy.fullPoll = 10min;
    m_server = std::make_unique<BridgeServer>();
    QVERIFY(m_server->listen());
    wire::Profile profile;
    profile.id = ServerId{ u"bridge"_s };
    profile.name = u"Bridge"_s;
    profile.address = m_server->url();
    profile.options = { { u"push"_s, u"off"_s } };
    m_seat = std::make_unique<Seat>(profile, *dialects::findDialect(u"bridge"));
}

void TestSideReads::cleanup()
{
    m_seat.reset();
    m_server.reset();
}

// Polling, with a batch that runs, whose status takes 6 s from now on: longer than it is waited
// for.
void TestSideReads::startBatch()
{
    m_seat->connect({}, m_policy);
    SOON_COMPARE(m_seat->phase(), Phase::Polling);
    const EditId edit = m_seat->run(u"batch.start"_s, {}, { { "photo_ids"_L1, u"1, 2"_s } });
    SOON_COMPARE(m_seat->fate(edit), Fate::Accepted);
    m_server->setBatch(u"batch_1"_s, u"running"_s, 1, 2);
    const auto percent = [this] {
        const wire::Job *job = m_seat->job(u"batch:batch_1"_s);
        return job ? job->progress.value_or(0) : -1;
    };
    SOON_COMPARE(percent(), 50.0);
    m_server->batchMs = 6000;
    m_server->seen.clear();
    SOON_COMPARE(m_server->countOf(u"GET /batch/"_s), 1);
}

// So often a job comes and begins: each time it must be seen.
void TestSideReads::moveJobs(int times)
{
    for (int i = 0; i < times; ++i) {
        const QString job = u"new%1"_s.arg(i);
        m_server->addJob(job, u"pending"_s, 2);
        SOON_COMPARE(m_seat->stateOf(job), u"queued"_s);
        m_server->setJob(job, u"processing"_s);
        SOON_COMPARE(m_seat->stateOf(job), u"running"_s);
    }
}

// In turn there would be one reading of the jobs for each of the batch, every 5 s.
void TestSideReads::batchesThatHangHoldUpNoJobs()
{
    startBatch();
    moveJobs(10);
    const int jobs = m_server->countOf(u"GET /api/jobs?"_s);
    const int batches = m_server->countOf(u"GET /batch/"_s);
    QVERIFY2(jobs >= 10 && jobs >= 3 * batches,
             qPrintable(u"%1 jobs, %2 batches"_s.arg(jobs).arg(batches)));
    QCOMPARE(m_seat->standing(), Standing::Usual);
    QCOMPARE(m_seat->phase(), Phase::Polling);
    m_server->batchMs = 500; // late, and soon enough
    m_server->setBatch(u"batch_1"_s, u"completed"_s, 2, 2);
    SOON_COMPARE(m_seat->stateOf(u"batch:batch_1"_s), u"done"_s);
}

void TestSideReads::fullReadsDoNotWaitForBatches()
{
    m_policy.fullPoll = 0ms; // each round reads everything
    startBatch();
    int missing = 0;
    connect(&m_seat->store, &store::Store::changed, this,
            [&] { missing += m_seat->job(u"batch:batch_1"_s) ? 0 : 1; });
    moveJobs(10);
    const int jobs = m_server->countOf(u"GET /api/jobs?"_s);
    const int batches = m_server->countOf(u"GET /batch/"_s);
    QVERIFY2(jobs >= 10 && jobs >= 3 * batches,
             qPrintable(u"%1 jobs, %2 batches"_s.arg(jobs).arg(batches)));
    QCOMPARE(missing, 0); // a list without it is not whole
    m_server->batchMs = 500;
    m_server->setBatch(u"batch_1"_s, u"completed"_s, 2, 2);
    SOON_COMPARE(m_seat->stateOf(u"batch:batch_1"_s), u"done"_s);
    QCOMPARE(missing, 0);
}

void TestSideReads::aLateListUndoesNoNews()
{
    link::HttpTransport http(m_policy.link);
    const auto item = [](const QString &id, const QString &state) {
        wire::Item made;
        made.kind = u"device"_s;
        made.id = ItemId{ id };
        made.state = state;
        return made;
    };
    std::optional<session::ReadRound::Result> result;
    session::ReadRound round(http, [&](const wire::HttpRequest &, const wire::HttpReply &) {
        wire::Decoded decoded;
        wire::Message list;
        list.events = { wire::ItemsReplaced{ u"device"_s, { item(u"a"_s, u"old"_s) } },
                        wire::JobsReplaced{ { wire::Job{} } } };
        decoded.messages.push_back(list);
        return decoded;
    });
    connect(&round, &session::ReadRound::finished, this,
            [&](const session::ReadRound::Result &end) { result = end; });
    wire::HttpReply reply;
    reply.status = 200;
    round.startWith({}, reply,
                    { wire::ItemSeen{ item(u"a"_s, u"new"_s) },
                      wire::NoticeSeen{ u"warning"_s, u"of something else"_s } });
    QVERIFY(result.has_value());
    QCOMPARE(result->events.size(), 3U);
    // A list of jobs in it is loose: those that are not in it stay.
    QVERIFY(std::ranges::any_of(result->events, [](const wire::Event &event) {
        return std::holds_alternative<wire::JobSeen>(event);
    }));
    const auto *last = std::get_if<wire::ItemSeen>(&result->events.back());
    QVERIFY(last && last->item.state == "new"_L1);
}

void TestSideReads::nothingIsAskedTwiceAtOnce()
{
    BridgeServer server;
    server.hung = true;
    QVERIFY(server.listen());
    link::HttpTransport http(m_policy.link);
    session::SideReads side([](auto &&...) {});
    const auto question = [&server](const QString &tag) {
        wire::HttpRequest made;
        made.url = server.url();
        made.tag = tag;
        made.every = 1s;
        made.mayFail = true;
        return made;
    };
    const auto hand = [&](const QString &tag) {
        auto read = std::make_unique<session::OneRead>(http, question(tag));
        read->start([](const wire::HttpReply &) {});
        return side.take(read);
    };
    QVERIFY(side.mayAsk(question(u"a"_s)));
    QVERIFY(hand(u"a"_s) && hand(u"b"_s));
    QVERIFY(side.isUnderWay(question(u"a"_s)) && !side.isUnderWay(question(u"c"_s)));
    QVERIFY(!hand(u"c"_s)); // two are enough
    QVERIFY(!side.mayAsk(question(u"c"_s)));
    side.keepWaiting({ question(u"c"_s) });
    QVERIFY(!side.mayAsk(question(u"d"_s)));
    side.clear();
    QVERIFY(side.isEmpty());
    QVERIFY(side.mayAsk(question(u"d"_s)));
    side.stop();
    QVERIFY(!hand(u"a"_s)); // in turn from now on
}

QTEST_GUILESS_MAIN(TestSideReads)
#include "tst_side_reads.moc"
