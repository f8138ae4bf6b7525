// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/plain_dialect.h"
#include "session/seat.h"
#include "support/fake_server.h"

#include <QEventLoop>

#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

namespace {

QByteArray listOf(int from, int to)
{
    QByteArray body = R"({"jobs":[)";
    for (int i = from; i < to; ++i)
        body += R"({"id":"job-)" + QByteArray::number(i) + R"(","state":"queued"},)";
    body.chop(1);
    return body + "]}";
}

/// Says something more right behind each list.
class TalkingDialect final : public PlainDialect
{
public:
    using PlainDialect::decode;
    wire::Decoded decode(const wire::HttpRequest &request, const wire::HttpReply &reply,
                         const wire::SessionFacts &facts) const override
    {
        wire::Decoded out = PlainDialect::decode(request, reply, facts);
        if (request.tag == u"list"_s && !out.messages.empty()) {
            auto &events = out.messages.back().events;
            events.push_back(wire::JobRemoved{ JobId{ u"job-9000"_s } });
            events.push_back(
                wire::JobStateSeen{ JobId{ u"job-9001"_s }, wire::JobState::Running, {}, {} });
        }
        return out;
    }
};

} // namespace

/// Lists that are too long to be taken in one turn of the window's thread.
class TestLongLists final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theServerIsLiveWhenAllIsHere();
    void whatTheListLacksGoesLast();
    void whatIsSaidAfterTheListCountsAfterIt();
    void aSessionThatEndsInBetweenLeavesNothing();

private:
    void start(int jobs, bool once = true);
    qsizetype jobs() const { return qsizetype(m_seat->store.state().jobs.size()); }

    TalkingDialect m_dialect;
    QByteArray m_list;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<Seat> m_seat;
};

void TestLongLists::init()
{
    m_server = std::make_unique<FakeServer>();
    QVERIFY(m_server->listen());
    m_server->http = [this](const QByteArray &, const QString &path, const QByteArray &) {
        return std::pair<int, QByteArray>{ 200, path == u"/list"_s ? m_list : "{}" };
    };
}

void TestLongLists::cleanup()
{
    m_seat.reset();
    m_server.reset();
}

void TestLongLists::start(int jobs, bool once)
{
    session::SessionPolicy policy = quickPolicy();
    if (once) {
        policy.link.pollActive = 1h;
        policy.link.pollIdle = 1h;
        policy.link.pollCap = 1h;
    }
    m_list = listOf(0, jobs);
    wire::Profile profile;
    profile.id = ServerId{ u"plain"_s };
    profile.name = u"Plain"_s;
    profile.address = m_server->url();
    m_seat = std::make_unique<Seat>(profile, m_dialect);
    m_seat->connect({}, policy);
}

void TestLongLists::theServerIsLiveWhenAllIsHere()
{
    start(9500);
    QSet<qsizetype> seen; // how many jobs were there when something was told
    qsizetype early = 0;
    connect(&m_seat->store, &store::Store::changed, this, [&] {
        seen.insert(jobs());
        early += jobs() < 9499 && m_seat->phase() == Phase::Polling ? 1 : 0;
    });
    SOON_COMPARE(m_seat->phase(), Phase::Polling);
    QCOMPARE(jobs(), 9499);
    QVERIFY2(seen.contains(4000) && seen.contains(8000), "the list came in one turn");
    QCOMPARE(early, 0);
    QVERIFY(m_seat->store.state().listed.contains(m_seat->profile.id));
}

void TestLongLists::whatTheListLacksGoesLast()
{
    start(9500, false);
    SOON_COMPARE(m_seat->phase(), Phase::Polling);
    int early = 0;
    connect(&m_seat->store, &store::Store::changed, this, [&] {
        const bool newest = m_seat->job(u"job-10499"_s) != nullptr;
        early += !m_seat->job(u"job-0"_s) && !newest ? 1 : 0;
    });
    m_list = listOf(1000, 10500);
    SOON_COMPARE(m_seat->stateOf(u"job-0"_s), u"none"_s);
    SOON_COMPARE(jobs(), 9499);
    QCOMPARE(early, 0);
    QCOMPARE(m_seat->stateOf(u"job-999"_s), u"none"_s);
    QCOMPARE(m_seat->stateOf(u"job-1000"_s), u"queued"_s);
    QCOMPARE(m_seat->stateOf(u"job-10499"_s), u"queued"_s);
}

void TestLongLists::whatIsSaidAfterTheListCountsAfterIt()
{
    start(9500);
    SOON_COMPARE(m_seat->phase(), Phase::Polling);
    QCOMPARE(m_seat->stateOf(u"job-9000"_s), u"none"_s);
    QCOMPARE(m_seat->stateOf(u"job-9001"_s), u"running"_s);
    QCOMPARE(m_seat->stateOf(u"job-9499"_s), u"queued"_s);
}

void TestLongLists::aSessionThatEndsInBetweenLeavesNothing()
{
    constexpr int many = 60'000;
    start(many);
    QEventLoop loop;
    connect(&m_seat->store, &store::Store::changed, &loop, [&] {
        if (jobs() > 0)
            loop.quit();
    });
    loop.exec();
    QVERIFY(jobs() > 0 && jobs() < many - 1);
    m_seat->session.reset();
    m_seat->store.removeServer(m_seat->profile.id);
    m_seat->stop(); // nothing is under way any more
    QCoreApplication::processEvents();
    QCOMPARE(jobs(), 0);
    QVERIFY(!m_seat->store.state().listed.contains(m_seat->profile.id));
    QVERIFY(m_seat->store.state().servers.empty());
}

QTEST_GUILESS_MAIN(TestLongLists)
#include "tst_long_lists.moc"
