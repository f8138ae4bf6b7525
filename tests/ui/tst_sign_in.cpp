// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/echo_server.h"
#include "support/fake_server.h"
#include "support/orchestrator_server.h"
#include "views/scene.h"

#include "ui/common/widgets.h"
#include "ui/settings/servers_window.h"
#include "ui/shell/sign_in_desk.h"
#include "ui/shell/sign_in_dialog.h"
#include "ui/shell/status_line.h"

#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QUrlQuery>

using namespace fw;
using namespace fw::test;
using Phase = session::ConnectionInfo::Phase;

/// Signing in at servers that refuse first.
class SignInTest final : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void openPage(const QUrl &url) { m_pages << url; } ///< instead of a browser

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void refusedPasswordIsSaidAndTheNextTaken();
    void refusedTokenIsSaidAndTheNextTaken();
    void browserComesBackByItself();
    void waitingForTheBrowserCanBeCancelled();
    void signOutForgets();
    void nothingOpensByItself();
    void theDialogStandsOverTheWindowItWasAskedIn();
    void theKeyboardGoesAsTheEyeDoes();
    void itStartsWithTheWayTheProgramTakes();
    void itStartsWithTheLastGoodWay();
    void aMissingServiceIsSaidBeforeAnythingIsTyped();

private:
    struct Bench : Scene
    {
        Bench();
        session::Session *add(const QString &dialect, const QUrl &url,
                              const QMap<QString, QString> &options = {});
        ui::SignInDialog *ask(const session::Session &session);
    };
    static void type(QWidget &dialog, const QString &field, const QString &text);
    static void choose(ui::SignInDialog &dialog, const QString &way);
    static QPushButton *go(ui::SignInDialog &dialog);
    static QLabel *refusal(ui::SignInDialog &dialog);
    QList<QUrl> m_pages;
};

SignInTest::Bench::Bench()
{
    secrets.setTimeout(std::chrono::milliseconds(200));
    show(1000, 700);
}

session::Session *SignInTest::Bench::add(const QString &dialect, const QUrl &url,
                                         const QMap<QString, QString> &options)
{
    wire::Profile profile;
    profile.id = ServerId{ u"there"_s };
    profile.name = u"there"_s;
    profile.dialect = dialect;
    profile.address = url;
    profile.options = options;
    return sessions.add(profile);
}

ui::SignInDialog *SignInTest::Bench::ask(const session::Session &session)
{
    window.findChild<ui::SignInDesk *>()->ask(session.profile().id);
    return window.findChild<ui::SignInDialog *>();
}

void SignInTest::type(QWidget &dialog, const QString &field, const QString &text)
{
    const auto edits = dialog.findChildren<QLineEdit *>(u"field."_s + field);
    for (QLineEdit *edit : edits) {
        if (edit->isVisible())
            edit->setText(text);
    }
}

void SignInTest::choose(ui::SignInDialog &dialog, const QString &way)
{
    auto *tabs = dialog.findChild<QTabBar *>();
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i) == way)
            tabs->setCurrentIndex(i);
    }
}

QPushButton *SignInTest::go(ui::SignInDialog &dialog)
{
    return dialog.findChild<QPushButton *>(u"signInNow"_s);
}

QLabel *SignInTest::refusal(ui::SignInDialog &dialog)
{
    return dialog.findChild<QLabel *>(u"refusal"_s);
}

void SignInTest::initTestCase()
{
    speak();
    QDesktopServices::setUrlHandler(u"http"_s, this, "openPage");
}

void SignInTest::cleanupTestCase()
{
    QDesktopServices::unsetUrlHandler(u"http"_s);
}

void SignInTest::refusedPasswordIsSaidAndTheNextTaken()
{
    EchoServer server;
    QVERIFY(server.listen());
    Bench bench;
    session::Session *session
        = bench.add(u"echo"_s, server.url(),
                    { { u"authUrl"_s, server.url().toString() },
                      { u"anonKey"_s, QString::fromLatin1(server.auth().anonKey) } });
    const QPointer<ui::SignInDialog> dialog = bench.ask(*session);
    QVERIFY(dialog);
    type(*dialog, u"email"_s, server.auth().email);
    QVERIFY(!go(*dialog)->isEnabled()); // the password is needed
    type(*dialog, u"password"_s, u"wrong"_s);
    QTest::mouseClick(go(*dialog), Qt::LeftButton);
    QVERIFY(!go(*dialog)->isEnabled());
    QTRY_VERIFY(refusal(*dialog)->isVisible());
    QVERIFY(!refusal(*dialog)->text().isEmpty());
    QCOMPARE(dialog->findChild<QLineEdit *>(u"field.email"_s)->text(), server.auth().email);
    QVERIFY(dialog->findChild<QLineEdit *>(u"field.password"_s)->text().isEmpty());
    type(*dialog, u"password"_s, server.auth().password);
    QTest::mouseClick(go(*dialog), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QTRY_VERIFY(!session->facts().token.isEmpty());
    QTRY_VERIFY(bench.roster.keptAt(session->profile().id).has_value());
}

void SignInTest::refusedTokenIsSaidAndTheNextTaken()
{
    FakeServer server;
    server.wantsToken = true;
    QVERIFY(server.listen());
    Bench bench;
    session::Session *session = bench.add(u"orchestrator"_s, server.url());
    QTRY_COMPARE(session->connection().phase, Phase::SignInNeeded);
    const QPointer<ui::SignInDialog> dialog = bench.ask(*session);
    choose(*dialog, u"Token"_s);
    type(*dialog, u"token"_s, u"bad"_s);
    QTest::mouseClick(go(*dialog), Qt::LeftButton);
    QTRY_VERIFY(refusal(*dialog)->isVisible());
    QVERIFY(!bench.roster.keptAt(session->profile().id)); // what is refused is not kept
    type(*dialog, u"token"_s, u"good"_s);
    QTest::mouseClick(go(*dialog), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(session->connection().phase, Phase::Live);
    QTRY_VERIFY(bench.roster.keptAt(session->profile().id).has_value());
}

void SignInTest::browserComesBackByItself()
{
    EchoServer server;
    QVERIFY(server.listen());
    Bench bench;
    session::Session *session
        = bench.add(u"echo"_s, server.url(),
                    { { u"authUrl"_s, server.url().toString() },
                      { u"anonKey"_s, QString::fromLatin1(server.auth().anonKey) } });
    const QPointer<ui::SignInDialog> dialog = bench.ask(*session);
    choose(*dialog, u"In the browser"_s);
    m_pages.clear();
    QTest::mouseClick(go(*dialog), Qt::LeftButton);
    QCOMPARE(m_pages.size(), 1);
    QNetworkAccessManager browser; // goes there, and with the code back to this computer
    QNetworkRequest page(m_pages.front());
    page.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                      QNetworkRequest::ManualRedirectPolicy);
    std::unique_ptr<QNetworkReply> reply(browser.get(page));
    QTRY_VERIFY(reply->isFinished());
    const QUrl target = reply->header(QNetworkRequest::LocationHeader).toUrl();
    QUrl back(QUrlQuery(m_pages.front()).queryItemValue(u"redirect_to"_s, QUrl::FullyDecoded));
    QUrlQuery query(back);
    query.addQueryItem(u"code"_s, QUrlQuery(target).queryItemValue(u"code"_s));
    back.setQuery(query);
    std::unique_ptr<QNetworkReply> seen(browser.get(QNetworkRequest(back)));
    QTRY_VERIFY(!dialog);
    QTRY_VERIFY(!session->facts().token.isEmpty());
}

void SignInTest::waitingForTheBrowserCanBeCancelled()
{
    EchoServer server;
    QVERIFY(server.listen());
    Bench bench;
    session::Session *session
        = bench.add(u"echo"_s, server.url(),
                    { { u"authUrl"_s, server.url().toString() }, { u"anonKey"_s, u"k"_s } });
    const QPointer<ui::SignInDialog> dialog = bench.ask(*session);
    choose(*dialog, u"In the browser"_s);
    QTest::mouseClick(go(*dialog), Qt::LeftButton);
    QVERIFY(!go(*dialog)->isEnabled());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"staySignedOut"_s), Qt::LeftButton);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(go(*dialog)->isEnabled());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"staySignedOut"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
}

void SignInTest::signOutForgets()
{
    FakeServer server;
    server.wantsToken = true;
    QVERIFY(server.listen());
    Bench bench;
    session::Session *session = bench.add(u"orchestrator"_s, server.url());
    session->setAddress(server.url(), Secret("good"));
    session->connectNow();
    QTRY_COMPARE(session->connection().phase, Phase::Live);
    bench.roster.keep(session->profile().id, Secret("good"));
    QTRY_VERIFY(bench.roster.keptAt(session->profile().id).has_value());
    bench.window.findChild<ui::SignInDesk *>()->signOut(session->profile().id);
    QTRY_COMPARE(session->connection().phase, Phase::Idle);
    QVERIFY(session->facts().token.isEmpty());
    bool known = true;
    bench.secrets.read(session->profile().id,
                       [&known](const Expected<Secret> &secret) { known = secret.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(!known, 3000);
}

void SignInTest::nothingOpensByItself()
{
    FakeServer server;
    server.wantsToken = true;
    QVERIFY(server.listen());
    Bench bench;
    const session::Session *session = bench.add(u"orchestrator"_s, server.url());
    QTRY_COMPARE(session->connection().phase, Phase::SignInNeeded);
    QTRY_VERIFY(!bench.window.findChild<QWidget *>(u"mainBanner"_s)->isHidden());
    QVERIFY(!bench.window.findChild<ui::SignInDialog *>());
    auto *line = bench.window.findChild<ui::StatusLine *>();
    line->refresh();
    QStringList words; // not "1 offline": it answers, and wants something
    for (const ui::StateLabel *label : line->findChildren<ui::StateLabel *>()) {
        if (!label->isHidden())
            words << label->accessibleName();
    }
    QCOMPARE(words, QStringList{ u"Sign-in needed"_s });
}

void SignInTest::theDialogStandsOverTheWindowItWasAskedIn()
{
    EchoServer server;
    QVERIFY(server.listen());
    Bench bench;
    const session::Session *session = bench.add(u"echo"_s, server.url());
    ui::ServersWindow &servers = bench.window.servers();
    Q_EMIT servers.signInWanted(session->profile().id);
    auto *dialog = servers.findChild<ui::SignInDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->parentWidget(), &servers);
}

void SignInTest::theKeyboardGoesAsTheEyeDoes()
{
    EchoServer server;
    QVERIFY(server.listen());
    Bench bench;
    ui::SignInDialog *dialog = bench.ask(*bench.add(u"echo"_s, server.url()));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *email = dialog->findChild<QLineEdit *>(u"field.email"_s);
    email->setFocus();
    QTest::keyClick(email, Qt::Key_Backtab);
    QCOMPARE(dialog->focusWidget(), dialog->findChild<QTabBar *>());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(dialog->focusWidget(), email);
    for (int i = 0; i < 3; ++i) // the password, "Show"
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(dialog->focusWidget(), dialog->findChild<QPushButton *>(u"staySignedOut"_s));
}

// The program knows a password and no token; the dialect's first way is a token.
void SignInTest::itStartsWithTheWayTheProgramTakes()
{
    OrchestratorServer server;
    QVERIFY(server.listen());
    Bench bench;
    session::Session *session = bench.add(u"orchestrator"_s, server.url());
    QTRY_COMPARE_WITH_TIMEOUT(session->connection().phase, Phase::SignInNeeded, 20'000);
    ui::SignInDialog *dialog = bench.ask(*session);
    QCOMPARE(dialog->wayChosen(), wire::SignInKind::Password);
}

void SignInTest::itStartsWithTheLastGoodWay()
{
    FakeServer server;
    server.wantsToken = true;
    QVERIFY(server.listen());
    Bench bench;
    wire::Profile profile;
    profile.name = u"there"_s;
    profile.dialect = u"echo"_s;
    profile.address = server.url();
    const auto saved = bench.profiles.save(profile);
    QVERIFY(saved);
    session::Session *session = bench.sessions.add(*saved);
    QPointer<ui::SignInDialog> dialog = bench.ask(*session);
    QCOMPARE(dialog->wayChosen(), wire::SignInKind::Password);
    choose(*dialog, u"Token"_s);
    Q_EMIT dialog->signedIn(u"mara"_s, {});
    dialog->reject();
    QTRY_VERIFY(!dialog);
    QCOMPARE(bench.profiles.find(saved->id.text)->signIn, wire::SignInKind::Token);
    dialog = bench.ask(*session);
    QCOMPARE(dialog->wayChosen(), wire::SignInKind::Token);
}

void SignInTest::aMissingServiceIsSaidBeforeAnythingIsTyped()
{
    EchoServer server;
    QVERIFY(server.listen());
    Bench bench;
    ui::SignInDialog *dialog = bench.ask(*bench.add(u"echo"_s, server.url()));
    QCOMPARE(dialog->wayChosen(), wire::SignInKind::Password);
    QTRY_VERIFY_WITH_TIMEOUT(refusal(*dialog)->isVisible(), 20'000);
    QVERIFY(refusal(*dialog)->text().startsWith(u"Sign-in service"_s));
    choose(*dialog, u"Token"_s);
    QVERIFY(!refusal(*dialog)->isVisible());
}

QTEST_MAIN(SignInTest)
#include "tst_sign_in.moc"
