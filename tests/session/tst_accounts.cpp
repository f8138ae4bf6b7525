// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/desk_run.h"
#include "session/echo_bench.h"
#include "store/overlay.h"

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using store::Fate;

/// Edits belong to the account they were made under, whoever signs in afterwards.
class TestAccounts final : public QObject, private EchoBench
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        open();
        m_server->addJob(u"demo.mp4"_s);
        m_server->addJob(u"other.mp4"_s);
    }
    void cleanup() { close(); }

    void anOutboxWaitsForItsOwner();
    void theLastAccountOutlivesARestart();

private:
    /// The server knows this person only.
    void become(const QString &name)
    {
        m_server->auth().email = name + u"@example.invalid"_s;
        m_server->auth().user = u"%1-1111-4111-8111-111111111111"_s.arg(name, 8, u'0');
    }
    void leave()
    {
        m_seat->session->disconnectNow();
        SOON_COMPARE(m_seat->phase(), Seat::Phase::Idle);
    }
    void arrive()
    {
        signIn();
        SOON_COMPARE(m_seat->phase(), Seat::Phase::Live);
    }
};

void TestAccounts::anOutboxWaitsForItsOwner()
{
    become(u"ann"_s);
    begin({});
    arrive();
    leave();
    const EditId anns = title(1, u"by Ann"_s);
    QCOMPARE(m_seat->fate(anns), Fate::Queued);
    QCOMPARE(m_seat->edit(anns)->intent.owner, u"ann@example.invalid"_s);
    const auto shown = [this] {
        return store::pendingField(m_seat->store.state(), m_seat->key(u"1"_s), u"title")
            .has_value();
    };
    QVERIFY(shown());

    become(u"bob"_s);
    arrive();
    QCOMPARE(m_seat->store.state().server(m_profile.id)->account, u"bob@example.invalid"_s);
    QVERIFY(!shown()); // it is not Bob's to see
    const EditId bobs = title(2, u"by Bob"_s);
    SOON_COMPARE(m_seat->fate(bobs), Fate::Accepted);
    QCOMPARE(m_seat->edit(bobs)->intent.owner, u"bob@example.invalid"_s);
    QCOMPARE(m_seat->fate(anns), Fate::Queued);
    QCOMPARE(m_seat->edit(anns)->tries, 0);
    leave();

    become(u"ann"_s);
    arrive();
    SOON_COMPARE(m_seat->fate(anns), Fate::Accepted);
    QCOMPARE(m_seat->edit(anns)->tries, 1);
}

void TestAccounts::theLastAccountOutlivesARestart()
{
    become(u"ann"_s);
    m_profile.dialect = u"echo"_s;
    const QString path = m_dir.filePath(u"journal.sqlite"_s);
    QFile::remove(path);
    Secret kept;
    EditId first;
    {
        DeskRun run(path, m_profile, *m_dialect);
        run.begin();
        run.session->setKeeper([&kept](const Secret &secrets, const std::function<void()> &done) {
            kept = secrets;
            done();
        });
        SOON_VERIFY(run.store.isLoaded());
        QSignalSpy ended(run.session.get(), &session::Session::signInEnded);
        run.session->signIn({ wire::SignInKind::Password,
                              { { u"email"_s, Secret(m_server->auth().email.toUtf8()) },
                                { u"password"_s, Secret(m_server->auth().password.toUtf8()) } } });
        SOON_COMPARE(ended.size(), 1);
        SOON_VERIFY(run.isLive());
    }
    QVERIFY(!kept.isEmpty());
    { // offline, and before any sign-in of this run
        DeskRun run(path, m_profile, *m_dialect);
        run.session
            = std::make_unique<session::Session>(m_profile, *m_dialect, run.store, *run.thread());
        run.session->setPolicy(run.policy);
        run.journal.load();
        SOON_VERIFY(run.store.isLoaded());
        first = run.session->send(
            wire::RunAction{ {}, u"job.metadata"_s, u"1"_s, { { u"title"_s, u"later"_s } } });
        QCOMPARE(run.edit(first)->intent.owner, u"ann@example.invalid"_s);
        SOON_COMPARE(run.fate(first), Fate::Queued);
    }
    DeskRun run(path, m_profile, *m_dialect); // with the secrets that were kept: nobody signs in
    run.begin(kept);
    SOON_VERIFY(run.isLive());
    QCOMPARE(run.session->connection().who, QString());
    SOON_COMPARE(run.fate(first), Fate::Accepted);
}

QTEST_GUILESS_MAIN(TestAccounts)
#include "tst_accounts.moc"
