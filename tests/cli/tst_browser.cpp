// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/private_bus.h"
#include "support/cli_program.h"
#include "support/echo_server.h"
#include "support/http_peer.h"

#include <QCryptographicHash>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDirIterator>
#include <QRegularExpression>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

/// Waits for news of a program and keeps everything it said.
struct Talk
{
    explicit Talk(std::unique_ptr<QProcess> started)
        : process(std::move(started))
    {
    }
    bool said(QByteArrayView part)
    {
        out += process->readAllStandardOutput();
        err += process->readAllStandardError();
        return out.contains(part) || err.contains(part);
    }
    bool isOver()
    {
        said({});
        return process->state() == QProcess::NotRunning;
    }
    int code() const
    {
        return process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
    }
    /// The address it asked people to open.
    QUrl address()
    {
        static const QRegularExpression line(u"^http\\S+/auth/v1/authorize\\S*$"_s,
                                             QRegularExpression::MultilineOption);
        said({});
        const QString json = QJsonDocument::fromJson(out.trimmed()).object()["url"_L1].toString();
        return QUrl(json.isEmpty() ? line.match(QString::fromUtf8(out)).captured() : json);
    }

    std::unique_ptr<QProcess> process;
    QByteArray out;
    QByteArray err;
};

/// What a person's browser does with an address; follows no redirect by itself.
struct Visit
{
    int status = 0;
    QUrl next;
    QByteArray body;
};
Visit visit(const QUrl &url)
{
    QNetworkAccessManager manager;
    QNetworkRequest request(url);
    request.setTransferTimeout(20'000);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    const std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec(); // ends at the latest with the transfer timeout
    return { reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
             QUrl::fromEncoded(reply->rawHeader("Location")), reply->readAll() };
}

/// \a url with other values in its query; an empty value leaves the name out.
QUrl changed(QUrl url, const QMap<QString, QString> &values)
{
    QUrlQuery query(url);
    for (auto value = values.begin(); value != values.end(); ++value) {
        query.removeAllQueryItems(value.key());
        if (!value->isEmpty())
            query.addQueryItem(value.key(), QString::fromLatin1(QUrl::toPercentEncoding(*value)));
    }
    url.setQuery(query);
    return url;
}

} // namespace

/// Signing in at Echo through a browser with the real command line: the test is the person, who
/// opens the printed address.
class TestBrowser final : public QObject
{
    Q_OBJECT
public:
    explicit TestBrowser(test::PrivateBus &bus)
        : m_bus(bus)
    {
    }

private Q_SLOTS:
    void init();

    void theBrowserSignsIn();
    void anotherPagesCodeIsRefused();
    void decliningSaysWhy();
    void aWrongStateIsNotListenedTo();
    void givingUpEndsCleanly();
    void whatWasKeptIsUsed();

private:
    std::unique_ptr<Talk> signIn(const QStringList &more = {});
    QString stranger() const { return m_cli->path(u"opened"_s); } ///< what a program was asked to
    void checkSecrets(const Talk &talk);

    test::PrivateBus &m_bus;
    QStringList m_environment;
    std::unique_ptr<test::EchoServer> m_server;
    std::unique_ptr<test::CliProgram> m_cli;
};

void TestBrowser::init()
{
    m_server = std::make_unique<test::EchoServer>();
    QVERIFY(m_server->listen());
    m_server->hasSocket = true;
    m_cli = std::make_unique<test::CliProgram>(QStringLiteral(FW_BIN_DIR "/framewatch-cli"));
    // Whoever is started to show a page writes down what it was told.
    const QString tool = m_cli->write(
        u"xdg-open"_s, "#!/bin/sh\nprintf '%s\\n' \"$@\" >> '" + stranger().toUtf8() + "'\n");
    QFile::setPermissions(tool, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_environment = { u"PATH=%1:%2"_s.arg(m_cli->path({}), qEnvironmentVariable("PATH")),
                      u"BROWSER="_s + tool, u"QT_LOGGING_RULES=framewatch.*=true"_s };
    QCOMPARE(m_cli
                 ->run({ u"servers"_s, u"add"_s, u"Echo"_s, m_server->url().toString(),
                         u"--dialect=echo"_s, u"--sign-in=browser"_s,
                         u"--option=authUrl="_s + m_server->url().toString(),
                         u"--option=anonKey="_s + QString::fromLatin1(m_server->auth().anonKey) })
                 .code,
             0);
}

std::unique_ptr<Talk> TestBrowser::signIn(const QStringList &more)
{
    auto talk = std::make_unique<Talk>(m_cli->start(
        QStringList{ u"--server=Echo"_s, u"sign-in"_s, u"--way=browser"_s } + more, m_environment));
    [&] { QTRY_VERIFY_WITH_TIMEOUT(talk->address().isValid() || talk->isOver(), 20'000); }();
    return talk;
}

// Nothing that proves anything is in what it said, in its arguments or in its files.
void TestBrowser::checkSecrets(const Talk &talk)
{
    QMap<QString, QByteArray> places{ { u"stdout"_s, talk.out },
                                      { u"stderr"_s, talk.err },
                                      { u"arguments"_s,
                                        talk.process->arguments().join(u' ').toUtf8() } };
    QDirIterator files(m_cli->path({}), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            places.insert(file.fileName(), file.readAll());
    }
    QVERIFY(places.size() > 4);
    for (auto place = places.begin(); place != places.end(); ++place) {
        for (const QByteArray &secret : m_server->auth().secrets)
            QVERIFY2(secret.isEmpty() || !place->contains(secret),
                     qPrintable(place.key() + u" holds "_s + QString::fromLatin1(secret)));
    }
    QVERIFY(!QFile::exists(stranger())); // it starts nobody by itself
}

void TestBrowser::theBrowserSignsIn()
{
    const auto talk = signIn();
    QVERIFY2(talk->address().isValid(), talk->err.constData());
    QFile arguments(u"/proc/%1/cmdline"_s.arg(talk->process->processId()));
    QVERIFY(arguments.open(QIODevice::ReadOnly));
    const QByteArray line = arguments.readAll();
    const QUrlQuery query(talk->address());
    QCOMPARE(query.queryItemValue(u"code_challenge_method"_s), u"s256"_s);
    QCOMPARE(query.queryItemValue(u"code_challenge"_s).size(), 43);
    QVERIFY(!line.contains(query.queryItemValue(u"code_challenge"_s).toLatin1()));
    const Visit page = visit(talk->address());
    QCOMPARE(page.status, 302);
    QCOMPARE(page.next.host(), u"127.0.0.1"_s);
    const Visit back = visit(page.next);
    QCOMPARE(back.status, 200);
    QVERIFY(back.body.contains("You are signed in"));
    QTRY_VERIFY_WITH_TIMEOUT(talk->isOver(), 20'000);
    QVERIFY2(talk->code() == 0, talk->err.constData());
    QVERIFY2(
        talk->err.contains(QByteArray("signed in at Echo as " + m_server->auth().email.toUtf8())),
        talk->err.constData());
    QVERIFY2(talk->err.contains("this run only"), talk->err.constData()); // no keychain answers
    QCOMPARE(m_server->auth().grants, 1);
    QVERIFY(m_server->auth().secrets.size() >= 4);
    checkSecrets(*talk);
    // The address is closed once it was used.
    QCOMPARE(visit(page.next).status, 0);
}

// A code that was made for somebody else's challenge is worth nothing with our verifier.
void TestBrowser::anotherPagesCodeIsRefused()
{
    const auto talk = signIn({ u"--json"_s });
    const QUrl address = talk->address();
    QVERIFY2(address.isValid() && !address.isEmpty(), talk->out.constData());
    const QByteArray other
        = QCryptographicHash::hash("theirs", QCryptographicHash::Sha256)
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const Visit page
        = visit(changed(address, { { u"code_challenge"_s, QString::fromLatin1(other) } }));
    QCOMPARE(page.status, 302);
    visit(page.next);
    QTRY_VERIFY2_WITH_TIMEOUT(talk->isOver(), talk->err.constData(), 20'000);
    QCOMPARE(talk->code(), 4);
    QVERIFY2(talk->err.contains("code challenge does not match"), talk->err.constData());
    QCOMPARE(m_server->auth().grants, 0);
    checkSecrets(*talk);
}

void TestBrowser::decliningSaysWhy()
{
    const auto talk = signIn();
    const Visit page = visit(talk->address());
    const Visit back = visit(changed(page.next,
                                     { { u"code"_s, {} },
                                       { u"error"_s, u"access_denied"_s },
                                       { u"error_description"_s, u"The user said no"_s } }));
    QCOMPARE(back.status, 200);
    QVERIFY(back.body.contains("refused"));
    QTRY_VERIFY_WITH_TIMEOUT(talk->isOver(), 20'000);
    QCOMPARE(talk->code(), 4);
    QVERIFY2(talk->err.contains("The user said no"), talk->err.constData());
    QCOMPARE(m_server->auth().grants, 0);
    checkSecrets(*talk);
}

// Another program that found the port, or a page that guesses: answered 404, and the person can
// still come back.
void TestBrowser::aWrongStateIsNotListenedTo()
{
    const auto talk = signIn();
    const Visit page = visit(talk->address());
    for (const QUrl &wrong :
         { changed(page.next, { { u"s"_s, u"guessed"_s } }), changed(page.next, { { u"s"_s, {} } }),
           page.next.resolved(QUrl(u"/favicon.ico"_s)) })
        QCOMPARE(visit(wrong).status, 404);
    QVERIFY(!talk->isOver());
    QCOMPARE(m_server->auth().grants, 0);
    QCOMPARE(visit(page.next).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(talk->isOver(), 20'000);
    QCOMPARE(talk->code(), 0);
    checkSecrets(*talk);
}

// Nobody comes back: Ctrl-C ends it at once, and the loopback address with it.
void TestBrowser::givingUpEndsCleanly()
{
    const auto talk = signIn();
    const Visit page = visit(talk->address());
    kill(static_cast<pid_t>(talk->process->processId()), SIGINT);
    QTRY_VERIFY_WITH_TIMEOUT(talk->isOver(), 20'000);
    QCOMPARE(talk->process->exitStatus(), QProcess::NormalExit);
    QVERIFY(talk->code() != 0); // nobody is signed in
    QCOMPARE(m_server->auth().grants, 0);
    QCOMPARE(visit(page.next).status, 0);
    checkSecrets(*talk);
}

void TestBrowser::whatWasKeptIsUsed()
{
    QVERIFY2(m_bus.start(), qPrintable(m_bus.trouble()));
    QProcess keyring;
    test::endWithTheTest(keyring);
    auto variables = QProcessEnvironment::systemEnvironment();
    QTemporaryDir home;
    variables.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
    variables.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    variables.insert(u"HOME"_s, home.path());
    keyring.setProcessEnvironment(variables);
    keyring.start(u"gnome-keyring-daemon"_s,
                  { u"--unlock"_s, u"--components=secrets"_s, u"--foreground"_s });
    QVERIFY2(keyring.waitForStarted(),
             "gnome-keyring-daemon is missing: packaging/setup tests installs it");
    keyring.write("of this test\n");
    keyring.closeWriteChannel();
    const auto answers = [] {
        auto call = QDBusMessage::createMethodCall(
            u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
            u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
        call.setArguments({ u"default"_s });
        const auto reply = QDBusConnection::sessionBus().call(call);
        return reply.type() == QDBusMessage::ReplyMessage;
    };
    QTRY_VERIFY_WITH_TIMEOUT(answers(), 20'000);
    m_environment.append(u"DBUS_SESSION_BUS_ADDRESS="_s + m_bus.address());
    m_server->addJob(u"demo.mp4"_s, u"PROCESSING"_s);

    const auto talk = signIn();
    QVERIFY2(talk->address().isValid(), talk->err.constData());
    QCOMPARE(visit(visit(talk->address()).next).status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(talk->isOver(), 20'000);
    QVERIFY2(talk->code() == 0, talk->err.constData());
    QVERIFY2(!talk->err.contains("this run only"), talk->err.constData());
    checkSecrets(*talk);

    // Another run finds them: no sign-in, and the job is there.
    Talk watch(m_cli->start({ u"--server=Echo"_s, u"watch"_s, u"--json"_s }, m_environment));
    QTRY_VERIFY_WITH_TIMEOUT(watch.said("demo.mp4") || watch.isOver(), 20'000);
    QVERIFY2(!watch.isOver(), watch.err.constData());
    QTRY_VERIFY_WITH_TIMEOUT(m_server->clients() == 1, 20'000);
    kill(static_cast<pid_t>(watch.process->processId()), SIGINT);
    QTRY_VERIFY_WITH_TIMEOUT(watch.isOver(), 20'000);
    QCOMPARE(watch.code(), 0);
    QCOMPARE(m_server->auth().grants, 1);
    checkSecrets(watch);
    // Signed out, nothing is left to use.
    QCOMPARE(m_cli->run({ u"--server=Echo"_s, u"sign-out"_s }, m_environment).code, 0);
    QCOMPARE(m_cli->run({ u"--server=Echo"_s, u"snapshot"_s }, m_environment).code, 4);
    keyring.kill();
    QVERIFY(keyring.waitForFinished());
}

int main(int argc, char **argv)
{
    test::PrivateBus bus;
    const QCoreApplication app(argc, argv);
    TestBrowser test(bus);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_browser.moc"
