// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/plays.h"
#include "session/plays_more.h"
#include "support/orchestrator_server.h"

#include <QLoggingCategory>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using OnAnswer = FaultyWire::OnAnswer;

namespace {

session::SessionPolicy quick()
{
    session::SessionPolicy policy = quickPolicy();
    policy.link.request = 500ms;
    policy.link.socketRetry = 20s;
    policy.link.socketRetryCap = 20s;
    policy.fullPoll = 60ms;
    return policy;
}

/// Brandr: HTTP only, behind a sign-in that a redirect ends; brands and sources come and go.
class BrandrPlay final : public Play
{
public:
    BrandrPlay()
        : m_dialect(*dialects::findDialect(u"orchestrator"))
    {
        m_dialect.patience = 400ms;
    }
    bool open() override
    {
        m_server.addBrand(u"AcmeNews"_s, u"Acme News"_s);
        return m_server.listen();
    }
    QUrl url() const override { return m_server.url(); }
    const wire::Dialect &dialect() const override { return m_dialect; }
    int pace() const override { return 5; }
    Millis patience() const override { return 8s; }
    bool isOther(const QString &line) const override { return line.contains("_at: "_L1); }
    std::optional<wire::Credentials> credentials() override
    {
        return wire::Credentials{ wire::SignInKind::Password,
                                  { { u"email"_s, Secret(m_server.email.toUtf8()) },
                                    { u"password"_s, Secret(m_server.password.toUtf8()) } } };
    }
    std::vector<Step> story() override
    {
        OrchestratorServer &s = m_server;
        return {
            [] {},
            [&s] { s.addSource(u"e2aaa7a0.mp4"_s, u"My Clip.mp4"_s); },
            [&s] { s.addBrand(u"Night"_s, u"Night Shift"_s); },
            [&s] { s.degraded = true; },
            [&s] { s.degraded = false; },
            [&s] { s.addSource(u"f3bbb8b1.mp4"_s, u"Lake.mp4"_s); },
        };
    }

private:
    OrchestratorServer m_server;
    Hasty m_dialect;
};

std::unique_ptr<Play> make(const QString &name)
{
    if (name == "echo"_L1)
        return std::make_unique<EchoPlay>(EchoServer::Shape::Envelope, false);
    if (name == "bridge"_L1)
        return std::make_unique<BridgePlay>(u"poll"_s);
    return std::make_unique<BrandrPlay>();
}

constexpr size_t atOnce = 24 / slowness; ///< runs beside each other
constexpr int rounds = 10; ///< answers that follow the spoilt one

} // namespace

/// Whole sessions that poll, and one answer that goes wrong: each of the first ones in every way.
/// In the end all is known as if nothing had happened.
class TestPollFaults final : public QObject
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
    void anyAnswerMayGoWrong_data();
    void anyAnswerMayGoWrong();

private:
    std::unique_ptr<Run> prepared(const QString &name)
    {
        return std::make_unique<Run>(make(name), m_thread, quick());
    }
    QThread m_thread;
};

void TestPollFaults::anyAnswerMayGoWrong_data()
{
    QTest::addColumn<int>("most");
    QTest::newRow("echo") << 24;
    QTest::newRow("bridge") << 20;
    QTest::newRow("orchestrator") << 24;
}

void TestPollFaults::anyAnswerMayGoWrong()
{
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    QFETCH(int, most);
    const auto clean = prepared(name);
    clean->start(std::nullopt);
    QTRY_VERIFY_WITH_TIMEOUT(clean->advance(), 30'000);
    QVERIFY2(clean->trouble.isEmpty(), qPrintable(clean->trouble));
    const QStringList wanted = clean->text();
    QVERIFY(wanted.size() > 2 && clean->storyAnswers > 5);
    std::vector<std::unique_ptr<Run>> runs;
    int next = 0;
    const int all = std::min(most, clean->storyAnswers) * FaultyWire::answerFaults;
    while (next < all || !runs.empty()) {
        for (; next < all && runs.size() < atOnce; ++next) {
            auto run = prepared(name);
            run->frame = next / FaultyWire::answerFaults;
            run->until = run->frame + rounds;
            const int fault = 1 + next % FaultyWire::answerFaults;
            run->wire.spoil(run->frame, static_cast<OnAnswer>(fault));
            run->answerFault = fault;
            run->start(wanted);
            runs.push_back(std::move(run));
        }
        QTest::qWait(8);
        for (auto run = runs.begin(); run != runs.end();) {
            if (!(*run)->advance()) {
                ++run;
                continue;
            }
            const QString what = u"fault %1 at answer %2 %3\n"_s.arg((*run)->answerFault)
                                     .arg((*run)->frame)
                                     .arg(QString::fromUtf8((*run)->wire.victim()));
            const bool asked = (*run)->mended == Run::Mended::WhenAsked;
            const bool spoilt = (*run)->wire.isSpoilt();
            const QString wrong = (*run)->trouble + (spoilt ? QString() : u"never happened"_s)
                + (asked ? (*run)->before.join(u'\n') : QString()); // nobody has to ask
            run = runs.erase(run);
            QVERIFY2(wrong.isEmpty(), qPrintable(what + wrong));
        }
    }
    qInfo("%d answers in the story, %d runs", clean->storyAnswers, all);
}

QTEST_GUILESS_MAIN(TestPollFaults)
#include "tst_poll_faults.moc"
