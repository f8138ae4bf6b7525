// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "support/bridge_server.h"
#include "support/cli_program.h"
#include "support/echo_server.h"
#include "support/fake_server.h"
#include "support/imagetools_server.h"
#include "support/orchestrator_server.h"

#include <csignal>

using namespace fw;
using namespace Qt::StringLiterals;

/// The real program against servers of every kind, in this process.
class TestServers final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kindsOfServersArePrinted();
    void profilesAreAddedListedAndRemoved();
    void theTokenGoesWhereThatKindOfServerWantsIt();
    void profilesThatMakeNoSenseAreRefused_data();
    void profilesThatMakeNoSenseAreRefused();
    void serversAreDetected_data();
    void serversAreDetected();
    void nothingKnownExitsWithOneAndNobodyWithThree();
    void actionsArePrintedWithTheirFields();
    void itemsArePrinted();
    void unknownKindsAreNamed();
    void watchTellsOfItemsAndStanding();
    void actionsRunWithTypedArguments();
    void mistakesInArgumentsChangeNothing();
    void warningsWantAYes();
    void actionsTheServerRefusesExitWithOne();
    void usualActionsRunToo();
    void signInTakesAFileAndTheEnvironment();
    void wrongCredentialsExitWithFour();
    void signInNeverWaitsForNobody();
    void tokensAreTriedBeforeTheyAreKept();
    void signOutForgets();
    void aServerThatIsAwayExitsWithThree();

private:
    QStringList at(const QUrl &url, const QString &dialect, const QStringList &arguments) const
    {
        return QStringList{ u"--server"_s, url.toString(), u"--dialect"_s, dialect } + arguments;
    }
    test::CliProgram m_cli{ QStringLiteral(FW_BIN_DIR "/framewatch-cli") };
};

void TestServers::kindsOfServersArePrinted()
{
    const auto json = m_cli.run({ u"dialects"_s, u"--json"_s });
    QCOMPARE(json.code, 0);
    QCOMPARE(static_cast<size_t>(json.lines(u"dialect"_s).size()), dialects::allDialects().size());
    const auto plain = m_cli.run({ u"dialects"_s });
    for (const auto &dialect : dialects::allDialects()) {
        QVERIFY(plain.out.contains(dialect->name().toUtf8()));
        QVERIFY(plain.out.contains(dialect->about().line.toUtf8()));
    }
}

void TestServers::profilesAreAddedListedAndRemoved()
{
    const auto add = m_cli.run({ u"servers"_s, u"add"_s, u"Night Shift"_s,
                                 u"https://studio.example:8443/media"_s, u"--dialect"_s,
                                 u"imagetools"_s, u"--option"_s, u"user=ann"_s });
    QVERIFY2(add.code == 0, add.err.constData());
    QCOMPARE(m_cli
                 .run({ u"servers"_s, u"add"_s, u"night shift"_s, u"http://b:1"_s, u"--dialect"_s,
                        u"bridge"_s })
                 .code,
             1); // the name is taken
    const auto list = m_cli.run({ u"servers"_s, u"--json"_s });
    QCOMPARE(list.code, 0);
    const auto profiles = list.lines(u"profile"_s);
    QCOMPARE(profiles.size(), 2); // with this computer
    const QJsonObject made = profiles.back()["profile"_L1].toObject();
    QCOMPARE(made["address"_L1].toString(), u"https://studio.example:8443/media"_s);
    QCOMPARE(made["options"_L1]["user"_L1].toString(), u"ann"_s);
    QVERIFY(m_cli.run({ u"servers"_s }).out.contains("Night Shift"));
    QCOMPARE(m_cli.run({ u"servers"_s, u"remove"_s, u"Night Shift"_s }).code, 0);
    QCOMPARE(m_cli.run({ u"servers"_s, u"remove"_s, u"Night Shift"_s }).code, 1);
    QCOMPARE(m_cli.run({ u"servers"_s, u"--json"_s }).lines().size(), 1);
}

void TestServers::theTokenGoesWhereThatKindOfServerWantsIt()
{
    const auto place = [this](const QString &name, const QStringList &more) {
        const QStringList add{ u"servers"_s, u"add"_s, name, u"http://a:1"_s };
        if (m_cli.run(add + more).code != 0)
            return u"refused"_s;
        const auto profiles = m_cli.run({ u"servers"_s, u"--json"_s }).lines(u"profile"_s);
        m_cli.run({ u"servers"_s, u"remove"_s, name });
        return profiles.back()["profile"_L1]["tokenPlace"_L1].toString();
    };
    for (const auto &dialect : dialects::allDialects()) {
        const auto places = dialect->about().tokenPlaces;
        const auto usual = places.empty() ? wire::TokenPlace::Header : places.front();
        QCOMPARE(place(dialect->name(), { u"--dialect"_s, dialect->name() }),
                 wire::tokenPlaceWord(usual));
    }
    QCOMPARE(place(u"other"_s, { u"--dialect=bridge"_s, u"--token-place=message"_s }),
             u"message"_s);
}

void TestServers::profilesThatMakeNoSenseAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("scheme") << QStringList{ u"A"_s, u"ftp://a"_s, u"--dialect=bridge"_s };
    QTest::newRow("password inside")
        << QStringList{ u"A"_s, u"http://a:b@c"_s, u"--dialect=bridge"_s };
    QTest::newRow("name") << QStringList{ u" "_s, u"http://a"_s, u"--dialect=bridge"_s };
    QTest::newRow("name like an address")
        << QStringList{ u"http://x"_s, u"http://a"_s, u"--dialect=bridge"_s };
    QTest::newRow("dialect") << QStringList{ u"A"_s, u"http://a"_s, u"--dialect=klingon"_s };
    QTest::newRow("option") << QStringList{ u"A"_s, u"http://a"_s, u"--dialect=bridge"_s,
                                            u"--option=colour=red"_s };
    QTest::newRow("sign-in") << QStringList{ u"A"_s, u"http://a"_s, u"--dialect=bridge"_s,
                                             u"--sign-in=browser"_s };
}

void TestServers::profilesThatMakeNoSenseAreRefused()
{
    QFETCH(QStringList, arguments);
    const auto ran = m_cli.run(QStringList{ u"servers"_s, u"add"_s } + arguments);
    QVERIFY2(ran.code == 2, ran.err.constData());
    QVERIFY(!ran.err.contains("a:b"));
    QCOMPARE(m_cli.run({ u"servers"_s, u"--json"_s }).lines().size(), 1);
}

void TestServers::serversAreDetected_data()
{
    QTest::addColumn<QString>("dialect");
    for (const auto &dialect : dialects::allDialects())
        QTest::newRow(qPrintable(dialect->name())) << dialect->name();
}

void TestServers::serversAreDetected()
{
    QFETCH(QString, dialect);
    test::OrchestratorServer orchestrator;
    test::EchoServer echo;
    test::ImageToolsServer imageTools;
    test::BridgeServer bridge;
    QVERIFY(orchestrator.listen() && echo.listen() && imageTools.listen() && bridge.listen());
    const QMap<QString, QUrl> urls{ { u"orchestrator"_s, orchestrator.url() },
                                    { u"echo"_s, echo.url() },
                                    { u"imagetools"_s, imageTools.url() },
                                    { u"bridge"_s, bridge.url() } };
    const QString url = urls.value(dialect).toString();
    const auto json = m_cli.run({ u"detect"_s, url, u"--json"_s });
    QVERIFY2(json.code == 0, json.err.constData());
    const auto found = json.lines(u"detected"_s).value(0);
    QCOMPARE(found["dialect"_L1].toString(), dialect);
    QVERIFY(!found["evidence"_L1].toString().isEmpty());
    const auto plain = m_cli.run({ u"detect"_s, url });
    QVERIFY(plain.out.contains("servers add"));
    // Without --dialect a new profile asks by itself.
    QCOMPARE(m_cli.run({ u"servers"_s, u"add"_s, u"found"_s, url }).code, 0);
    const auto list = m_cli.run({ u"servers"_s, u"--json"_s }).lines(u"profile"_s);
    QCOMPARE(list.back()["profile"_L1]["dialect"_L1].toString(), dialect);
    QCOMPARE(m_cli.run({ u"servers"_s, u"remove"_s, u"found"_s }).code, 0);
}

void TestServers::nothingKnownExitsWithOneAndNobodyWithThree()
{
    test::FakeServer fake;
    fake.http = [](const QByteArray &, const QString &, const QByteArray &) {
        return std::pair(200, QByteArray("<html><body>hello</body></html>"));
    };
    QVERIFY(fake.listen());
    QUrl url = fake.url();
    const auto page = m_cli.run({ u"detect"_s, url.toString() });
    QVERIFY2(page.code == 1, QByteArray(page.out + page.err).constData());
    fake.stopListening();
    QCOMPARE(m_cli.run({ u"detect"_s, url.toString() }).code, 3);
    QCOMPARE(m_cli.run({ u"detect"_s, u"ftp://x"_s }).code, 2);
}

void TestServers::actionsArePrintedWithTheirFields()
{
    test::ImageToolsServer server;
    QVERIFY(server.listen());
    const auto json = m_cli.run(at(server.url(), u"imagetools"_s, { u"actions"_s, u"--json"_s }));
    QVERIFY2(json.code == 0, json.err.constData());
    QMap<QString, QJsonObject> offers;
    for (const QJsonObject &line : json.lines(u"action"_s)) {
        const QJsonObject action = line["action"_L1].toObject();
        offers.insert(action["name"_L1].toString(), action);
    }
    for (const auto *usual :
         { "cancel", "pause", "resume", "retry", "prioritise", "add", "upload", "sample" })
        QVERIFY2(offers.contains(QString::fromLatin1(usual)), usual);
    const QJsonObject rotate = offers.value(u"image.rotate"_s);
    QCOMPARE(rotate["target"_L1].toString(), u"image"_s);
    QVERIFY(!rotate["fields"_L1].toArray().isEmpty());
    for (const QJsonObject &offer : std::as_const(offers))
        QVERIFY(offer["offered"_L1].toBool() || !offer["reason"_L1].toString().isEmpty());
    const auto plain = m_cli.run(at(server.url(), u"imagetools"_s, { u"actions"_s }));
    QVERIFY(plain.out.contains("image.rotate") && plain.out.contains("not here"));
}

void TestServers::itemsArePrinted()
{
    test::ImageToolsServer server;
    QVERIFY(server.listen());
    server.addImage(u"beach.png"_s);
    const auto json = m_cli.run(at(server.url(), u"imagetools"_s, { u"snapshot"_s, u"--json"_s }));
    QVERIFY2(json.code == 0, json.err.constData());
    const auto whole = json.lines(u"snapshot"_s).value(0);
    QVERIFY(json.out.contains("beach.png"));
    QCOMPARE(whole["standing"_L1].toString(), u"usual"_s);
    QVERIFY(whole["signIn"_L1]["state"_L1].isString());
    const auto images = m_cli.run(at(server.url(), u"imagetools"_s,
                                     { u"snapshot"_s, u"--json"_s, u"--kinds"_s, u"image"_s }));
    const QJsonArray items = images.lines(u"snapshot"_s).value(0)["items"_L1].toArray();
    QVERIFY(!items.isEmpty());
    for (const QJsonValue &item : items)
        QCOMPARE(item["kind"_L1].toString(), u"image"_s);
    const auto plain = m_cli.run(at(server.url(), u"imagetools"_s, { u"snapshot"_s }));
    QVERIFY(plain.out.contains("item") && plain.out.contains("beach.png"));
}

void TestServers::unknownKindsAreNamed()
{
    test::ImageToolsServer server;
    QVERIFY(server.listen());
    const auto ran = m_cli.run(
        at(server.url(), u"imagetools"_s, { u"snapshot"_s, u"--kinds"_s, u"image,unicorn"_s }));
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.err.contains("unicorn") && ran.err.contains("image"));
}

void TestServers::watchTellsOfItemsAndStanding()
{
    test::ImageToolsServer server;
    QVERIFY(server.listen());
    const QString first = server.addImage(u"first.png"_s);
    const auto watch = m_cli.start(
        at(server.url(), u"imagetools"_s, { u"watch"_s, u"--json"_s, u"--kinds=image"_s }));
    QByteArray told;
    const auto tells = [&](QByteArrayView part) {
        told += watch->readAllStandardOutput();
        return told.contains(part);
    };
    QTRY_VERIFY_WITH_TIMEOUT(tells("first.png"), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(tells("\"signIn\""), 20000);
    QTRY_VERIFY(server.sockets() > 0);
    server.arrive(u"second.png"_s, u"mobile"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tells("second.png"), 20000);
    QVERIFY(told.contains("\"type\":\"item\""));
    for (const QByteArray &line : told.trimmed().split('\n')) {
        const auto object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object["schema"_L1].toInt(), 1);
        if (object["type"_L1].toString() == "item"_L1)
            QCOMPARE(object["item"_L1]["kind"_L1].toString(), u"image"_s);
    }
    kill(static_cast<pid_t>(watch->processId()), SIGINT);
    QTRY_COMPARE(watch->state(), QProcess::NotRunning);
    QCOMPARE(watch->exitCode(), 0);
}

void TestServers::actionsRunWithTypedArguments()
{
    test::ImageToolsServer server;
    QVERIFY(server.listen());
    const QString id = server.addImage(u"beach.png"_s);
    const auto offers = m_cli.run(at(server.url(), u"imagetools"_s, { u"actions"_s, u"--json"_s }));
    QVERIFY(offers.out.contains("image.tags"));
    // The target by its name, the list by commas.
    const auto ran = m_cli.run(
        at(server.url(), u"imagetools"_s,
           { u"run"_s, u"image.tags"_s, u"beach.png"_s, u"tags=sea,sun"_s, u"--json"_s }));
    QVERIFY2(ran.code == 0, QByteArray(ran.out + ran.err).constData());
    const auto verdict = ran.lines(u"verdict"_s).value(0);
    QCOMPARE(verdict["verdict"_L1].toString(), u"applied"_s);
    QCOMPARE(verdict["target"_L1].toString(), id);
    const auto tags = QJsonDocument(server.image(id)).toJson();
    QVERIFY2(tags.contains("sea") && tags.contains("sun"), tags.constData());
    const auto plain = m_cli.run(at(server.url(), u"imagetools"_s,
                                    { u"run"_s, u"image.tags"_s, id.left(12), u"tags=one"_s }));
    QCOMPARE(plain.code, 0);
    // People read what it is called, JSON lines have the ids.
    QVERIFY2(plain.out.contains("Tags  beach.png  applied"), plain.out.constData());
    QVERIFY(!plain.out.contains("image.tags") && !plain.out.contains(id.toUtf8()));
    QCOMPARE(verdict["action"_L1].toString(), u"image.tags"_s);
}

void TestServers::mistakesInArgumentsChangeNothing()
{
    test::ImageToolsServer server;
    QVERIFY(server.listen());
    const QString id = server.addImage(u"beach.png"_s);
    const auto fails = [&](const QStringList &words, int code, QByteArrayView says) {
        const auto ran
            = m_cli.run(at(server.url(), u"imagetools"_s, QStringList{ u"run"_s } + words));
        return ran.code == code && ran.err.contains(says);
    };
    QVERIFY(fails({ u"image.fly"_s }, 2, "image.fly"));
    QVERIFY(fails({ u"image.rotate"_s }, 2, "target"));
    QVERIFY(fails({ u"image.rotate"_s, u"nobody"_s }, 1, "nobody"));
    QVERIFY(fails({ u"image.tags"_s, id, u"tags"_s }, 2, "tags"));
    QVERIFY(fails({ u"image.tags"_s, id, u"colour=red"_s }, 2, "colour"));
    QVERIFY(fails({ u"pause"_s, u"x"_s }, 1, "cannot be done here"));
    for (const QString &call : std::as_const(server.httpSeen))
        QVERIFY2(!call.contains("/tags"_L1) && !call.startsWith("DELETE"_L1), qPrintable(call));
}

void TestServers::warningsWantAYes()
{
    test::ImageToolsServer server;
    QVERIFY(server.listen());
    const QString id = server.addImage(u"beach.png"_s);
    const QStringList run = at(server.url(), u"imagetools"_s, { u"run"_s, u"image.delete"_s, id });
    const auto asked = m_cli.run(run); // and nobody there to answer
    QCOMPARE(asked.code, 2);
    QVERIFY(asked.err.contains("--yes"));
    QVERIFY(server.images().contains(id));
    QCOMPARE(m_cli.run(run + QStringList{ u"--yes"_s }).code, 0);
    QVERIFY(!server.images().contains(id));
}

void TestServers::actionsTheServerRefusesExitWithOne()
{
    test::BridgeServer server;
    QVERIFY(server.listen());
    server.addJob(u"jobproc0001"_s, u"processing"_s, 1);
    // A running job cannot be cancelled there.
    const auto ran = m_cli.run(
        at(server.url(), u"bridge"_s, { u"run"_s, u"cancel"_s, u"jobproc0001"_s, u"--json"_s }));
    QVERIFY2(ran.code == 1, QByteArray(ran.out + ran.err).constData());
    QCOMPARE(server.job(u"jobproc0001"_s)["status"_L1].toString(), u"processing"_s);
}

void TestServers::usualActionsRunToo()
{
    test::FakeServer hub;
    QVERIFY(hub.listen());
    hub.setJob(u"abc-1"_s, u"running"_s);
    const auto ran = m_cli.run({ u"--server"_s, hub.url().toString(), u"run"_s, u"prioritise"_s,
                                 u"abc"_s, u"priority=7"_s });
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(hub.lastMessage(u"publish"_s)["data"_L1]["priority"_L1].toInt(), 7);
    QVERIFY(ran.out.contains("applied"));
}

void TestServers::signInTakesAFileAndTheEnvironment()
{
    test::OrchestratorServer server;
    QVERIFY(server.listen());
    QCOMPARE(m_cli
                 .run({ u"servers"_s, u"add"_s, u"Brandr"_s, server.url().toString(),
                        u"--dialect=orchestrator"_s, u"--sign-in=password"_s })
                 .code,
             0);
    const QString file = m_cli.write(
        u"login"_s,
        u"# of the night shift\nemail=%1\npassword=%2\n"_s.arg(server.email, server.password)
            .toUtf8());
    const auto ran = m_cli.run(
        { u"--server=Brandr"_s, u"sign-in"_s, u"--credentials-file"_s, file, u"--json"_s });
    QVERIFY2(ran.code == 0, QByteArray(ran.out + ran.err).constData());
    QCOMPARE(ran.lines(u"signedIn"_s).size(), 1);
    QVERIFY(ran.err.contains("this run only")); // there is no keychain in a test
    QVERIFY(!ran.out.contains(server.password.toUtf8()));
    QVERIFY(!ran.err.contains(server.password.toUtf8()));
    const QString half = m_cli.write(u"half"_s, u"email=%1\n"_s.arg(server.email).toUtf8());
    QCOMPARE(m_cli
                 .run({ u"--server=Brandr"_s, u"sign-in"_s, u"--credentials-file"_s, half },
                      { QString(u"FRAMEWATCH_PASSWORD="_s + server.password) })
                 .code,
             0);
    QCOMPARE(m_cli.run({ u"servers"_s, u"remove"_s, u"Brandr"_s }).code, 0);
}

void TestServers::wrongCredentialsExitWithFour()
{
    test::OrchestratorServer server;
    QVERIFY(server.listen());
    const QString file
        = m_cli.write(u"wrong"_s, u"email=%1\npassword=hunter2\n"_s.arg(server.email).toUtf8());
    const auto ran
        = m_cli.run(at(server.url(), u"orchestrator"_s,
                       { u"sign-in"_s, u"--way=password"_s, u"--credentials-file"_s, file }));
    QVERIFY2(ran.code == 4, QByteArray(ran.out + ran.err).constData());
    QVERIFY(!ran.err.contains("hunter2"));
    QCOMPARE(m_cli.run(at(server.url(), u"orchestrator"_s, { u"snapshot"_s })).code, 4);
}

void TestServers::signInNeverWaitsForNobody()
{
    test::OrchestratorServer server;
    QVERIFY(server.listen());
    const auto ran
        = m_cli.run(at(server.url(), u"orchestrator"_s, { u"sign-in"_s, u"--way=password"_s }));
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.err.contains("--credentials-file"));
    const auto way
        = m_cli.run(at(server.url(), u"orchestrator"_s, { u"sign-in"_s, u"--way=browser"_s }));
    QCOMPARE(way.code, 2);
    QVERIFY(way.err.contains("--way=password"));
    const QString bad = m_cli.write(u"bad"_s, "email=a\nhunter2\n");
    const auto line
        = m_cli.run(at(server.url(), u"orchestrator"_s,
                       { u"sign-in"_s, u"--way=password"_s, u"--credentials-file"_s, bad }));
    QCOMPARE(line.code, 2);
    QVERIFY(line.err.contains("line 2") && !line.err.contains("hunter2"));
}

void TestServers::tokensAreTriedBeforeTheyAreKept()
{
    test::FakeServer hub;
    hub.wantsToken = true;
    QVERIFY(hub.listen());
    const QStringList signIn{ u"--server"_s, hub.url().toString(), u"sign-in"_s, u"--way=token"_s };
    QCOMPARE(m_cli.run(signIn, { u"FRAMEWATCH_TOKEN=wrong-one"_s }).code, 4);
    const auto ran = m_cli.run(signIn, { u"FRAMEWATCH_TOKEN=good"_s });
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY(ran.err.contains("signed in"));
}

void TestServers::signOutForgets()
{
    QCOMPARE(m_cli
                 .run({ u"servers"_s, u"add"_s, u"Old"_s, u"http://127.0.0.1:1"_s,
                        u"--dialect=bridge"_s })
                 .code,
             0);
    const auto ran = m_cli.run({ u"--server=Old"_s, u"sign-out"_s, u"--json"_s });
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.lines(u"signedOut"_s).size(), 1);
    QCOMPARE(m_cli.run({ u"--server=http://127.0.0.1:1"_s, u"sign-out"_s }).code, 2);
    QCOMPARE(m_cli.run({ u"servers"_s, u"remove"_s, u"Old"_s }).code, 0);
}

void TestServers::aServerThatIsAwayExitsWithThree()
{
    const QUrl away(u"http://127.0.0.1:1"_s);
    for (const auto &dialect : dialects::allDialects()) {
        for (const QStringList &verb :
             { QStringList{ u"actions"_s }, QStringList{ u"run"_s, u"x"_s },
               QStringList{ u"snapshot"_s } }) {
            const auto ran = m_cli.run(at(away, dialect->name(), verb));
            QVERIFY2(ran.code == 3, ran.err.constData());
        }
    }
}

QTEST_GUILESS_MAIN(TestServers)
#include "tst_servers.moc"
