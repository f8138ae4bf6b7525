// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/plays.h"
#include "session/plays_more.h"

#include <QLoggingCategory>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using OnFrame = FaultyWire::OnFrame;

namespace {

session::SessionPolicy quick()
{
    session::SessionPolicy policy = quickPolicy();
    policy.link.connect = 3s;
    policy.link.authenticate = 400ms;
    policy.link.resume = 800ms;
    policy.link.tries = 20; // sockets all along: polling is another test
    policy.askAgain = 60ms;
    policy.headDoubt = 60ms;
    policy.channelStuck = 300ms;
    policy.fullPoll = 50ms;
    return policy;
}

constexpr size_t atOnce = 24 / slowness; ///< runs beside each other

std::unique_ptr<Play> make(const QString &name)
{
    if (name == "echo"_L1)
        return std::make_unique<EchoPlay>(EchoServer::Shape::Envelope);
    if (name == "echo-flat"_L1)
        return std::make_unique<EchoPlay>(EchoServer::Shape::Flat);
    if (name == "channels"_L1)
        return std::make_unique<ChannelsPlay>(true);
    if (name == "framewatch.v1"_L1)
        return std::make_unique<ChannelsPlay>(false);
    if (name == "bridge"_L1)
        return std::make_unique<BridgePlay>(u"socket"_s);
    if (name == "imagetools"_L1)
        return std::make_unique<ToolsPlay>(ImageToolsServer::Form::Program);
    return std::make_unique<ToolsPlay>(ImageToolsServer::Form::Seed);
}

/// What is wrong with how \a run ended; empty: nothing. \a numbered: the message was part of a
/// sequence. \a repairs: nobody has to ask for a new reading.
QString complaint(const Run &run, bool numbered, bool repairs)
{
    const QString what = u"fault %1 at message %2 %3\n"_s.arg(int(run.fault))
                             .arg(run.frame)
                             .arg(QString::fromUtf8(run.wire.victim()));
    if (!run.trouble.isEmpty())
        return what + run.trouble;
    if (!run.wire.isSpoilt())
        return what + u"never happened"_s;
    const bool silent = run.fault == OnFrame::Dropped || run.fault == OnFrame::Late
        || run.fault == OnFrame::Halved || run.fault == OnFrame::Bent;
    if (run.mended == Run::Mended::WhenAsked && (repairs || !silent))
        return what + u"was not mended by itself:\n"_s + run.before.join(u'\n');
    const bool closes = run.fault == OnFrame::CutAfter || run.fault == OnFrame::Torn;
    const bool mayClose = run.fault == OnFrame::Bent; // bytes that are no UTF-8: 1007
    if (numbered && !closes && !mayClose && run.connections() != 1)
        return what + u"%1 connections"_s.arg(run.connections());
    if (run.fault == OnFrame::Halved && run.wire.victim().startsWith('{') && run.issues == 0)
        return what + u"is not named"_s;
    return {};
}

} // namespace

/// Whole sessions, each with its own server, and one message of one socket that goes wrong: every
/// message in every way. In the end all is known as if nothing had happened.
class TestWholeFaults final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"framewatch.*=false"_s); // faults by the hundred
        m_thread.start();
    }
    void cleanupTestCase()
    {
        m_thread.quit();
        m_thread.wait();
    }
    void anyMessageMayGoWrong_data();
    void anyMessageMayGoWrong();

private:
    std::unique_ptr<Run> prepared(const QString &name)
    {
        return std::make_unique<Run>(make(name), m_thread, quick());
    }
    QThread m_thread;
};

void TestWholeFaults::anyMessageMayGoWrong_data()
{
    QTest::addColumn<bool>("sequences"); // holes are found by number, without a new connection
    QTest::addColumn<bool>("repairs"); // it reads beside the socket
    QTest::newRow("echo") << false << false;
    QTest::newRow("echo-flat") << false << false;
    QTest::newRow("channels") << false << false;
    QTest::newRow("framewatch.v1") << true << true;
    QTest::newRow("bridge") << false << true;
    QTest::newRow("imagetools") << false << true;
    QTest::newRow("imagetools-seed") << false << true;
}

void TestWholeFaults::anyMessageMayGoWrong()
{
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    QFETCH(bool, sequences);
    QFETCH(bool, repairs);
    const auto clean = prepared(name);
    clean->start(std::nullopt);
    QTRY_VERIFY_WITH_TIMEOUT(clean->advance(), 30'000);
    QVERIFY2(clean->trouble.isEmpty(), qPrintable(clean->trouble));
    const QStringList wanted = clean->text();
    QVERIFY(clean->storyFrames >= 5);
    QVERIFY(wanted.size() > 2);
    std::vector<std::unique_ptr<Run>> runs;
    int next = 0;
    int asked = 0;
    const int all = clean->storyFrames * FaultyWire::frameFaults;
    while (next < all || !runs.empty()) {
        for (; next < all && runs.size() < atOnce; ++next) {
            auto run = prepared(name);
            run->frame = next / FaultyWire::frameFaults;
            run->fault = static_cast<OnFrame>(1 + next % FaultyWire::frameFaults);
            run->wire.spoil(run->frame, run->fault);
            run->start(wanted);
            runs.push_back(std::move(run));
        }
        QTest::qWait(8);
        for (auto run = runs.begin(); run != runs.end();) {
            if (!(*run)->advance()) {
                ++run;
                continue;
            }
            asked += (*run)->mended == Run::Mended::WhenAsked ? 1 : 0;
            const QString wrong
                = complaint(**run, sequences && (*run)->frame >= clean->greetingFrames, repairs);
            run = runs.erase(run);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }
    qInfo("%d messages, %d runs, of which %d had to be told to read again", clean->storyFrames, all,
          asked);
}

QTEST_GUILESS_MAIN(TestWholeFaults)
#include "tst_whole_faults.moc"
