// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/private_bus.h"
#include "support/hub_program.h"

#include "settings/profiles.h"
#include "settings/secrets.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusVirtualObject>
#include <QDirIterator>
#include <QTest>

#include <csignal>

using namespace fw;
using namespace fw::settings;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kept = Secrets::Kept;

namespace {

constexpr auto secretsName = "org.freedesktop.secrets"_L1;
constexpr auto secretsPath = "/org/freedesktop/secrets"_L1;
constexpr auto secretsInterface = "org.freedesktop.Secret.Service"_L1;

QByteArrayList &messages()
{
    static QByteArrayList all;
    return all;
}

void keepMessage(QtMsgType, const QMessageLogContext &, const QString &text)
{
    messages() << text.toUtf8();
}

QDBusMessage callSecrets(const QString &method, const QVariantList &arguments)
{
    auto call = QDBusMessage::createMethodCall(secretsName, secretsPath, secretsInterface, method);
    call.setArguments(arguments);
    return QDBusConnection::sessionBus().call(call);
}

/// The desktop's real keychain, with its files in $XDG_DATA_HOME.
class Keyring final
{
public:
    ~Keyring() { stop(); }

    void start()
    {
        test::endWithTheTest(m_process);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(u"gnome-keyring-daemon"_s,
                        { u"--unlock"_s, u"--components=secrets"_s, u"--foreground"_s });
        QVERIFY2(m_process.waitForStarted(),
                 "gnome-keyring-daemon is missing: packaging/setup tests installs it");
        m_process.write("of this test\n");
        m_process.closeWriteChannel();
        QTRY_VERIFY2(isUsable(), m_process.readAll().constData());
    }
    void stop()
    {
        m_process.kill(); // ends a stopped one, too
        m_process.waitForFinished();
        m_said += m_process.readAll();
    }
    void hang() { kill(static_cast<pid_t>(m_process.processId()), SIGSTOP); }
    void goOn() { kill(static_cast<pid_t>(m_process.processId()), SIGCONT); }
    void lock()
    {
        const QList<QDBusObjectPath> all{ defaultCollection() };
        const auto reply = callSecrets(u"Lock"_s, { QVariant::fromValue(all) });
        QCOMPARE(reply.type(), QDBusMessage::ReplyMessage);
    }
    /// How many entries are kept for a server, without the library that wrote them.
    static qsizetype entries(const ServerId &server)
    {
        const QMap<QString, QString> wanted{ { u"user"_s, server.text },
                                             { u"server"_s, u"framewatch"_s } };
        const auto reply = callSecrets(u"SearchItems"_s, { QVariant::fromValue(wanted) });
        qsizetype count = reply.type() == QDBusMessage::ReplyMessage ? 0 : -1;
        for (const QVariant &paths : reply.arguments())
            count += qdbus_cast<QList<QDBusObjectPath>>(paths).size();
        return count;
    }
    QByteArray said()
    {
        m_said += m_process.readAll();
        return m_said;
    }

private:
    static QDBusObjectPath defaultCollection()
    {
        const QDBusReply<QDBusObjectPath> path = callSecrets(u"ReadAlias"_s, { u"default"_s });
        return path.value();
    }
    static bool isUsable() { return defaultCollection().path().size() > 1; }

    QProcess m_process;
    QByteArray m_said;
};

/// Asks the person for the password of the keychain, and the person is away.
class Prompter final : public QDBusVirtualObject
{
public:
    Prompter()
    {
        QDBusConnection::sessionBus().registerVirtualObject(u"/org/gnome/keyring/Prompter"_s, this);
        QDBusConnection::sessionBus().registerService(u"org.gnome.keyring.SystemPrompter"_s);
    }
    ~Prompter() override
    {
        QDBusConnection::sessionBus().unregisterService(u"org.gnome.keyring.SystemPrompter"_s);
        QDBusConnection::sessionBus().unregisterObject(u"/org/gnome/keyring/Prompter"_s);
    }
    int asked = 0;

private:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() == "BeginPrompting"_L1)
            ++asked;
        return connection.send(message.createReply());
    }
};

Kept write(Secrets &secrets, const ServerId &server, const QByteArray &secret)
{
    const auto kept = std::make_shared<std::optional<Kept>>();
    secrets.write(server, Secret(secret), [kept](Kept where) { *kept = where; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(kept->has_value(), 30'000); }();
    return kept->value_or(Kept::ThisRunOnly);
}

Expected<Secret> read(Secrets &secrets, const ServerId &server)
{
    const auto got = std::make_shared<std::optional<Expected<Secret>>>();
    secrets.read(server, [got](const Expected<Secret> &secret) { *got = secret; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(got->has_value(), 30'000); }();
    return got->value_or(fail(Failure::Code::Io, u"never called back"_s));
}

/// What another start of the program would read.
Expected<Secret> readAfresh(const ServerId &server)
{
    Secrets secrets;
    return read(secrets, server);
}

bool holds(const Expected<Secret> &secret, const QByteArray &bytes)
{
    return secret && secret->equals(bytes);
}

bool failsWith(const Expected<Secret> &secret, Failure::Code code)
{
    return !secret && secret.error().code == code;
}

} // namespace

/// Secrets and the command line with a real secret service on a bus of this test's own.
class KeychainTest final : public QObject
{
    Q_OBJECT
public:
    KeychainTest(test::PrivateBus &bus, const QTemporaryDir &home)
        : m_bus(bus)
        , m_home(home)
    {
    }

private Q_SLOTS:
    void initTestCase();
    void secretsSurviveTheProgram_data();
    void secretsSurviveTheProgram();
    void absentSecretsAreNotFound();
    void newestSecretReplacesTheOlder();
    void removedSecretsAreGone();
    void programMayEndBeforeTheAnswer();
    void hungServiceEndsByTheTimeout();
    void lockedKeychainWithoutAnyoneToUnlockIt();
    void lockedKeychainThatNobodyUnlocks();
    void restartedServiceIsFoundAgain();
    void commandLineTakesItsTokenFromTheKeychain();
    void commandLineIsNotHeldUpByAHungKeychain();
    void nothingIsInClearText();

private:
    struct Ran
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    Ran cli(const QStringList &arguments);
    /// Remembers a secret for the search at the end.
    const QByteArray &known(const QByteArray &secret) { return m_known << secret, secret; }
    void restart();

    test::PrivateBus &m_bus;
    const QTemporaryDir &m_home;
    Keyring m_keyring;
    QTemporaryDir m_hubDir; ///< a hub keeps its own token in a file: not below the home
    QByteArrayList m_known;
    QByteArrayList m_told; ///< what the command line printed
};

void KeychainTest::initTestCase()
{
    qInstallMessageHandler(keepMessage);
    qDBusRegisterMetaType<QMap<QString, QString>>();
    QVERIFY2(m_bus.start(), qPrintable(m_bus.trouble()));
    m_keyring.start();
}

void KeychainTest::restart()
{
    m_keyring.stop();
    m_keyring.start();
}

KeychainTest::Ran KeychainTest::cli(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(FW_BIN_DIR "/framewatch-cli"), arguments);
    [&] { QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60'000); }();
    Ran ran{ process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
             process.readAllStandardOutput(), process.readAllStandardError() };
    m_told << ran.out << ran.err;
    return ran;
}

void KeychainTest::secretsSurviveTheProgram_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("token") << randomSecret().reveal();
    QTest::newRow("words") << QByteArray("correct horse battery staple\n");
    QTest::newRow("utf-8") << QByteArray("pässwörd-für-Ünicode-日本語");
    QTest::newRow("any bytes") << QByteArray("\x00\xff\x01\xfe key \x80 with a \x00 inside", 27);
    QTest::newRow("long") << QByteArray("0123456789abcdef").repeated(1024);
}

void KeychainTest::secretsSurviveTheProgram()
{
    QFETCH(QByteArray, secret);
    const ServerId server{ u"survive/"_s + QString::fromLatin1(QTest::currentDataTag()) };
    {
        Secrets secrets;
        QCOMPARE(write(secrets, server, known(secret)), Kept::InKeychain);
        QVERIFY(holds(read(secrets, server), secret));
    }
    QCOMPARE(Keyring::entries(server), 1);
    QVERIFY(holds(readAfresh(server), secret));
}

void KeychainTest::absentSecretsAreNotFound()
{
    QVERIFY(failsWith(readAfresh(ServerId{ u"nobody"_s }), Failure::Code::NotFound));
}

void KeychainTest::newestSecretReplacesTheOlder()
{
    const ServerId server{ u"replaced"_s };
    Secrets first;
    QCOMPARE(write(first, server, known("the older secret of this server")), Kept::InKeychain);
    Secrets second;
    QCOMPARE(write(second, server, known("the newer secret of this server")), Kept::InKeychain);
    QCOMPARE(Keyring::entries(server), 1);
    QVERIFY(holds(readAfresh(server), "the newer secret of this server"));
    // One process may change what another one has written.
    QVERIFY(holds(read(first, server), "the newer secret of this server"));
}

void KeychainTest::removedSecretsAreGone()
{
    const ServerId server{ u"removed"_s };
    const ServerId neighbour{ u"removed-not"_s };
    Secrets secrets;
    QCOMPARE(write(secrets, server, known("a secret to be removed")), Kept::InKeychain);
    QCOMPARE(write(secrets, neighbour, known("a secret that stays")), Kept::InKeychain);
    secrets.remove(server);
    QVERIFY(failsWith(read(secrets, server), Failure::Code::NotFound));
    QCOMPARE(Keyring::entries(server), 0);
    QVERIFY(failsWith(readAfresh(server), Failure::Code::NotFound));
    QVERIFY(holds(readAfresh(neighbour), "a secret that stays"));
    secrets.remove(server); // twice is no trouble
    QVERIFY(failsWith(read(secrets, server), Failure::Code::NotFound));
}

void KeychainTest::programMayEndBeforeTheAnswer()
{
    const ServerId server{ u"early"_s };
    bool called = false;
    {
        Secrets secrets;
        secrets.write(server, Secret(known("written at the very end")),
                      [&](Kept) { called = true; });
        secrets.read(ServerId{ u"somebody"_s }, [&](const Expected<Secret> &) { called = true; });
    }
    QVERIFY(holds(readAfresh(server), "written at the very end")); // jobs keep their order
    QVERIFY(!called);
}

void KeychainTest::hungServiceEndsByTheTimeout()
{
    const ServerId server{ u"hung"_s };
    Secrets secrets;
    QCOMPARE(write(secrets, server, known("known before it hung")), Kept::InKeychain);
    m_keyring.hang();
    secrets.setTimeout(200ms);
    Secrets other;
    other.setTimeout(200ms);
    QVERIFY(failsWith(read(other, server), Failure::Code::Timeout));
    QCOMPARE(write(secrets, server, known("written while it hung")), Kept::ThisRunOnly);
    QVERIFY(holds(read(secrets, server), "written while it hung"));
    secrets.remove(server);
    QVERIFY(failsWith(read(secrets, server), Failure::Code::Timeout));
    m_keyring.goOn();
    QTRY_COMPARE(Keyring::entries(server), 0); // removed in the end
    secrets.setTimeout(20s);
    QCOMPARE(write(secrets, server, known("written after it hung")), Kept::InKeychain);
    QVERIFY(holds(readAfresh(server), "written after it hung"));
}

void KeychainTest::lockedKeychainWithoutAnyoneToUnlockIt()
{
    const ServerId server{ u"locked"_s };
    Secrets before;
    QCOMPARE(write(before, server, known("kept behind the lock")), Kept::InKeychain);
    m_keyring.lock();
    QVERIFY(!readAfresh(server));
    Secrets secrets;
    QCOMPARE(write(secrets, server, known("came while it was locked")), Kept::ThisRunOnly);
    QVERIFY(holds(read(secrets, server), "came while it was locked"));
    restart(); // unlocks it
    QVERIFY(holds(readAfresh(server), "kept behind the lock"));
}

void KeychainTest::lockedKeychainThatNobodyUnlocks()
{
    const ServerId server{ u"prompted"_s };
    Secrets before;
    QCOMPARE(write(before, server, known("kept behind the prompt")), Kept::InKeychain);
    m_keyring.lock();
    {
        const Prompter prompter;
        Secrets secrets;
        secrets.setTimeout(500ms);
        QVERIFY(failsWith(read(secrets, server), Failure::Code::Timeout));
        QTRY_VERIFY(prompter.asked > 0);
        QCOMPARE(write(secrets, server, known("came while it asked")), Kept::ThisRunOnly);
        QVERIFY(holds(read(secrets, server), "came while it asked"));
        // Whatever needs no unlocking is not held up by the question that stands there.
        QVERIFY(failsWith(readAfresh(ServerId{ u"nobody"_s }), Failure::Code::NotFound));
    }
    restart(); // and what still waited is lost with it
    QVERIFY(readAfresh(server));
    Secrets after;
    QCOMPARE(write(after, server, known("came after it asked")), Kept::InKeychain);
}

void KeychainTest::restartedServiceIsFoundAgain()
{
    const ServerId server{ u"restarted"_s };
    Secrets secrets;
    QCOMPARE(write(secrets, server, known("older than the crash")), Kept::InKeychain);
    m_keyring.stop();
    QVERIFY(!readAfresh(server));
    const ServerId other{ u"while it was away"_s };
    QCOMPARE(write(secrets, other, known("younger than the crash")), Kept::ThisRunOnly);
    m_keyring.start();
    QVERIFY(holds(read(secrets, other), "younger than the crash"));
    QVERIFY(failsWith(readAfresh(other), Failure::Code::NotFound));
    QVERIFY(holds(readAfresh(server), "older than the crash"));
    QCOMPARE(write(secrets, server, known("newer than the crash")), Kept::InKeychain);
}

void KeychainTest::commandLineTakesItsTokenFromTheKeychain()
{
    test::HubProgram hub(QStringLiteral(FW_BIN_DIR "/framewatch-hub"), m_hubDir.filePath(u"a"_s));
    QVERIFY(hub.isReady());
    wire::Profile studio;
    studio.name = u"Studio"_s;
    studio.dialect = u"orchestrator"_s;
    studio.address = hub.address();
    Profiles profiles;
    const auto saved = profiles.save(studio);
    QVERIFY(saved);
    const QStringList snapshot{ u"--server"_s, u"Studio"_s, u"snapshot"_s, u"--json"_s };
    QCOMPARE(cli(snapshot).code, 4); // the hub wants a token and there is none
    Secrets secrets;
    QCOMPARE(write(secrets, saved->id, known(hub.token())), Kept::InKeychain);
    const Ran ran = cli(snapshot);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(QJsonDocument::fromJson(ran.out)["freshness"_L1].toString(), u"live"_s);
    QCOMPARE(ran.err, QByteArray());
    QCOMPARE(write(secrets, saved->id, known("not the token of this hub")), Kept::InKeychain);
    QCOMPARE(cli(snapshot).code, 4);
    secrets.remove(saved->id);
    QTRY_COMPARE(Keyring::entries(saved->id), 0);
    QCOMPARE(cli(snapshot).code, 4);
    QVERIFY(profiles.remove(saved->id));
}

void KeychainTest::commandLineIsNotHeldUpByAHungKeychain()
{
    test::HubProgram hub(QStringLiteral(FW_BIN_DIR "/framewatch-hub"), m_hubDir.filePath(u"b"_s));
    QVERIFY(hub.isReady());
    wire::Profile studio;
    studio.name = u"Hung studio"_s;
    studio.dialect = u"orchestrator"_s;
    studio.address = hub.address();
    Profiles profiles;
    const auto saved = profiles.save(studio);
    QVERIFY(saved);
    Secrets secrets;
    QCOMPARE(write(secrets, saved->id, known(hub.token())), Kept::InKeychain);
    m_keyring.hang();
    QCOMPARE(cli({ u"--server"_s, u"hung studio"_s, u"snapshot"_s }).code, 4);
    m_keyring.goOn();
    QCOMPARE(cli({ u"--server"_s, u"hung studio"_s, u"snapshot"_s }).code, 0);
}

/// The last one: looks through all that the others left behind.
void KeychainTest::nothingIsInClearText()
{
    QHash<QString, QByteArray> places{
        { u"messages of this process"_s, messages().join('\n') },
        { u"output of the secret service"_s, m_keyring.said() },
        { u"output of the command line"_s, m_told.join('\n') },
    };
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (QFileInfo(file).isFile() && file.open(QIODevice::ReadOnly))
            places[file.fileName()] = file.readAll();
    }
    QVERIFY(!places.value(m_home.filePath(u"data/keyrings/login.keyring"_s)).isEmpty());
    QVERIFY(!places.value(m_home.filePath(u"config/framewatch/framewatch.conf"_s)).isEmpty());
    QVERIFY(m_known.size() > 10);
    for (auto place = places.cbegin(); place != places.cend(); ++place) {
        for (const QByteArray &secret : std::as_const(m_known)) {
            const bool told = place->contains(secret) || place->contains(secret.toBase64())
                || place->contains(secret.toHex());
            QVERIFY2(!told, qPrintable(place.key() + u" holds "_s + QString::fromUtf8(secret)));
        }
    }
}

int main(int argc, char **argv)
{
    fw::test::PrivateBus bus;
    const QTemporaryDir home;
    for (const auto *name : { "DISPLAY", "WAYLAND_DISPLAY", "FRAMEWATCH_TOKEN" })
        qunsetenv(name);
    qputenv("HOME", home.path().toUtf8());
    for (const auto &[name, folder] : { std::pair("XDG_RUNTIME_DIR", "run"_L1),
                                        { "XDG_DATA_HOME", "data"_L1 },
                                        { "XDG_CONFIG_HOME", "config"_L1 },
                                        { "XDG_CACHE_HOME", "cache"_L1 } }) {
        const QString path = home.filePath(folder);
        QDir().mkpath(path);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv(name, path.toUtf8());
    }
    const QCoreApplication app(argc, argv);
    KeychainTest test(bus, home);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keychain.moc"
