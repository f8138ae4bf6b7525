// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The desktop killed for real: this program starts itself in another role and ends it with SIGKILL.
#include "session/desk_run.h"
#include "support/fake_server.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using store::Fate;
using store::Hold;

namespace {

constexpr int edits = 12; ///< a role makes so many
constexpr int editsUntilFull = 80;

wire::Profile profileOf(const QUrl &address)
{
    wire::Profile profile;
    profile.id = ServerId{ u"fake"_s };
    profile.name = u"Fake"_s;
    profile.address = address;
    return profile;
}

/// What the role says at once when it becomes true: "proposed", "queued", "sending", "refused" and
/// the edit's id.
class Teller final : public QObject
{
public:
    explicit Teller(DeskRun &desk)
        : m_desk(desk)
    {
        connect(&desk.store, &store::Store::changed, this, [this] { look(); });
    }
    static void say(const char *word, const EditId &edit)
    {
        const QByteArray line = QByteArray(word) + ' ' + edit.text.toUtf8() + '\n';
        if (write(STDOUT_FILENO, line.constData(), static_cast<size_t>(line.size())) < 0)
            _exit(3);
    }
    std::function<void()> decided; ///< after each edit that is queued or refused

private:
    void look()
    {
        int news = 0;
        for (const store::Edit &edit : m_desk.store.state().edits) {
            const Fate before = m_told.value(edit.id, Fate::Draft);
            if (edit.fate == before)
                continue;
            m_told.insert(edit.id, edit.fate);
            if (edit.fate == Fate::Sending)
                say("sending", edit.id);
            if (before != Fate::Draft)
                continue;
            ++news;
            say(edit.fate == Fate::Held && edit.hold == Hold::Disk ? "refused" : "queued", edit.id);
        }
        for (; news > 0 && decided; --news)
            decided();
    }
    DeskRun &m_desk;
    QHash<EditId, Fate> m_told;
};

void makeEdit(DeskRun &desk, int number)
{
    wire::ControlJob control;
    control.job = JobId{ u"job-%1"_s.arg(number % 4) };
    control.action = wire::JobAction::Pause;
    Teller::say("proposed", desk.session->send(control));
}

/// The role: makes edits, all at once or each when the one before is decided, until it is killed.
int desktop(QCoreApplication &app, const QStringList &words)
{
    DeskRun desk(words[2], profileOf(QUrl(words[3])));
    const bool oneByOne = words[4] == "one"_L1;
    Teller teller(desk);
    int made = 0;
    if (oneByOne)
        teller.decided = [&] {
            if (made < editsUntilFull)
                QMetaObject::invokeMethod(
                    &desk.store, [&] { makeEdit(desk, made++); }, Qt::QueuedConnection);
            else
                QMetaObject::invokeMethod(&app, &QCoreApplication::quit, Qt::QueuedConnection);
        };
    QObject::connect(&desk.store, &store::Store::loaded, &desk.store, [&] {
        for (made = 0; made < (oneByOne ? 1 : edits);)
            makeEdit(desk, made++);
    });
    desk.begin();
    return app.exec();
}

} // namespace

class TestKills final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_self = QCoreApplication::applicationFilePath(); }
    void init();
    void cleanup();

    void whatWasToldQueuedSurvivesAKill_data();
    void whatWasToldQueuedSurvivesAKill();
    void aFullDiskRefusesAndSendsNothing();
    void aJournalThatCannotBeMadeRefusesAndSendsNothing();

private:
    struct Told
    {
        QStringList proposed;
        QStringList queued;
        QStringList sending;
        QStringList refused;
    };
    /// Starts the role and kills it after so many lines; negative: waits for its end.
    Told play(const QString &pace, int lines, const std::function<void()> &modifier = {});
    QString path() const { return m_dir->filePath(u"journal.sqlite"_s); }

    QString m_self;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeServer> m_server;
};

void TestKills::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeServer>();
    QVERIFY(m_server->listen());
}

void TestKills::cleanup()
{
    m_server.reset();
    m_dir.reset();
}

TestKills::Told TestKills::play(const QString &pace, int lines,
                                const std::function<void()> &modifier)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setChildProcessModifier(modifier);
    process.start(m_self, { u"--desktop"_s, path(), m_server->url().toString(), pace });
    QByteArray said;
    const auto enough = [&] {
        said += process.readAllStandardOutput();
        return process.state() == QProcess::NotRunning || (lines >= 0 && said.count('\n') >= lines);
    };
    if (process.waitForStarted(20000))
        (void)QTest::qWaitFor(enough, 60000);
    process.kill();
    process.waitForFinished(20000);
    said += process.readAllStandardOutput();
    Told told;
    const QList<QByteArray> all = said.split('\n');
    for (const QByteArray &line : all) {
        const QString id = QString::fromUtf8(line.mid(line.indexOf(' ') + 1));
        if (line.startsWith("proposed "))
            told.proposed.append(id);
        else if (line.startsWith("queued "))
            told.queued.append(id);
        else if (line.startsWith("sending "))
            told.sending.append(id);
        else if (line.startsWith("refused "))
            told.refused.append(id);
    }
    return told;
}

void TestKills::whatWasToldQueuedSurvivesAKill_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<bool>("reached");
    QTest::addColumn<bool>("acks");
    QRandomGenerator random(20261121);
    for (int round = 0; round < 50; ++round) {
        const bool reached = round % 3 != 0; // else there is no server
        const bool acks = round % 3 == 1;
        const int most = edits * (reached ? 3 : 2);
        const int lines = round < 6 ? edits : 1 + int(random.bounded(most));
        QTest::addRow("%d: %s, after %d lines", round,
                      !reached   ? "offline"
                          : acks ? "answered"
                                 : "unanswered",
                      lines)
            << lines << reached << acks;
    }
}

void TestKills::whatWasToldQueuedSurvivesAKill()
{
    QFETCH(int, lines);
    QFETCH(bool, reached);
    QFETCH(bool, acks);
    const quint16 port = m_server->port();
    if (!reached)
        m_server->stopListening();
    m_server->acks = acks;
    const Told told = play(u"all"_s, lines);
    QVERIFY(told.proposed.size() <= edits);
    if (!reached)
        QVERIFY(m_server->listen(port));
    m_server->killAll();
    const int sent = m_server->countOf(u"publish"_s);

    DeskRun next(path(), profileOf(m_server->url()));
    next.begin();
    QTRY_VERIFY_WITH_TIMEOUT(next.isLive(), 20000);
    QStringList kept;
    for (const store::Edit &edit : next.store.state().edits) {
        QVERIFY(!kept.contains(edit.id.text)); // once
        kept.append(edit.id.text);
        if (edit.fate == Fate::Accepted)
            QVERIFY(acks && told.sending.contains(edit.id.text));
        else
            QCOMPARE(std::pair(edit.fate, edit.hold), std::pair(Fate::Held, Hold::Recovered));
    }
    for (const QString &id : told.queued)
        QVERIFY2(kept.contains(id), qPrintable(id));
    QStringList order = told.proposed; // what the pipe no longer brought came after the others
    order.removeIf([&](const QString &id) { return !kept.contains(id); });
    QCOMPARE(kept.mid(0, order.size()), order);
    QCOMPARE(m_server->countOf(u"publish"_s), sent); // nothing leaves before a person says so

    m_server->acks = true;
    next.store.releaseAll();
    const auto &all = next.store.state().edits;
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::all_of(all,
                            [](const store::Edit &edit) { return edit.fate == Fate::Accepted; }),
        20000);
    QCOMPARE(m_server->ops.size(), kept.size()); // each op once, whatever was sent before the kill
}

void TestKills::aFullDiskRefusesAndSendsNothing()
{
    {
        DeskRun first(path(), profileOf(m_server->url())); // makes the file
        first.journal.load();
        QTRY_VERIFY_WITH_TIMEOUT(first.store.isLoaded(), 20000);
    }
    const Told told = play(u"one"_s, -1, [] {
        const rlimit limit{ 160 * 1024, 160 * 1024 };
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, SIG_IGN); // an error of write() then, as with a full disk
    });
    QCOMPARE(told.proposed.size(), editsUntilFull);
    QVERIFY(!told.queued.isEmpty());
    QVERIFY(!told.refused.isEmpty());
    QCOMPARE(told.queued.size() + told.refused.size(), told.proposed.size());
    for (const QString &id : told.refused)
        QVERIFY(!m_server->ops.contains(id) && !told.sending.contains(id));
    qInfo("%d edits kept, %d refused", int(told.queued.size()), int(told.refused.size()));
    DeskRun next(path(), profileOf(m_server->url())); // there is room again
    next.begin();
    QTRY_VERIFY_WITH_TIMEOUT(next.isLive(), 20000);
    for (const QString &id : told.queued)
        QVERIFY(next.edit(EditId{ id }));
    next.store.releaseAll();
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::all_of(next.store.state().edits,
                            [](const store::Edit &edit) { return edit.fate == Fate::Accepted; }),
        20000);
    for (const QString &id : told.refused)
        QVERIFY(!m_server->ops.contains(id));
}

void TestKills::aJournalThatCannotBeMadeRefusesAndSendsNothing()
{
    QFile blocker(m_dir->filePath(u"file"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    DeskRun desk(m_dir->filePath(u"file/sub/journal.sqlite"_s), profileOf(m_server->url()));
    desk.begin();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(), 20000); // nothing is kept, everything works
    wire::ControlJob control;
    control.job = JobId{ u"a"_s };
    control.action = wire::JobAction::Pause;
    const EditId id = desk.session->send(control);
    QTRY_COMPARE_WITH_TIMEOUT(desk.fate(id), Fate::Held, 20000);
    QCOMPARE(desk.edit(id)->hold, Hold::Disk);
    QVERIFY(!desk.edit(id)->reason.isEmpty());
    m_server->setJob(u"a"_s, u"running"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.stateOf(u"a"_s), u"running"_s, 20000);
    QCOMPARE(m_server->countOf(u"publish"_s), 0);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == "--desktop"_L1)
        return desktop(app, app.arguments());
    TestKills test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kills.moc"
