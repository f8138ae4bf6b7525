// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/echo_server.h"
#include "support/fake_server.h"
#include "support/orchestrator_server.h"
#include "views/camera_body.h"
#include "views/scene.h"

#include "dialects/registry.h"
#include "ui/common/field_form.h"
#include "ui/settings/detect_strip.h"
#include "ui/settings/server_drafts.h"
#include "ui/settings/servers_window.h"
#include "ui/shell/server_chip.h"
#include "ui/shell/sign_in_desk.h"
#include "ui/shell/sign_in_dialog.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QTabBar>
#include <QTest>

using namespace fw;
using namespace fw::test;
using Phase = session::ConnectionInfo::Phase;

/// Pictures of setting servers up, signing in, and connections that are not as usual.
class ServerViewsTest final : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void openPage(const QUrl &) { } ///< no browser opens here

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(u"http"_s); }
    void serversWindowShowsEveryKind();
    void detectionIsShownInPlace();
    void signInShowsEveryWay();
    void signInShowsARefusal();
    void firstRunNamesTheKinds();
    void popoverTellsStandingAndMachine();
    void readingByDesignIsCalm();
    void fieldsOfEveryType();
    void otherLanguagesFit_data();
    void otherLanguagesFit();

private:
    static void quiet(Scene &scene);
    static void addKinds(Scene &scene);
    static wire::Profile save(Scene &scene, const QString &dialect, const QString &name,
                              const QString &address);
    static session::Session *addEcho(Scene &scene, EchoServer &server);
    static void finish(const Camera &camera);
};

void ServerViewsTest::initTestCase()
{
    speak();
    QDesktopServices::setUrlHandler(u"http"_s, this, "openPage");
}

void ServerViewsTest::finish(const Camera &camera)
{
    QVERIFY(camera.pictures() > 0);
    QVERIFY2(camera.complaints().isEmpty(),
             qPrintable(camera.complaints().join(QLatin1Char('\n'))));
}

void ServerViewsTest::quiet(Scene &scene)
{
    scene.secrets.setTimeout(std::chrono::milliseconds(200));
    wire::Profile here = scene.profiles.all().front();
    here.autoConnect = false; // no hub is started here
    (void)scene.profiles.save(here);
}

wire::Profile ServerViewsTest::save(Scene &scene, const QString &dialect, const QString &name,
                                    const QString &address)
{
    wire::Profile profile = ui::freshProfile(dialect, {});
    profile.name = name;
    profile.address = QUrl(address);
    profile.autoConnect = false;
    return *scene.profiles.save(profile);
}

void ServerViewsTest::addKinds(Scene &scene)
{
    const QStringList names{ u"Crops, studio B"_s, u"Picture desk"_s, u"Titles"_s, u"Lightroom"_s };
    const QStringList hosts{ u"studio-b.lan:5000"_s, u"pictures.lan:8081"_s, u"titles.lan:8000"_s,
                             u"127.0.0.1:5005"_s };
    qsizetype at = 0;
    for (const auto &dialect : dialects::allDialects()) {
        save(scene, dialect->name(), names.value(at, dialect->name()),
             u"http://"_s + hosts.value(at, u"127.0.0.1:9"_s));
        ++at;
    }
    scene.roster.start();
    QTRY_COMPARE(scene.sessions.all().size(), scene.profiles.all().size());
}

void ServerViewsTest::serversWindowShowsEveryKind()
{
    Scene scene;
    quiet(scene);
    Camera camera(scene.look);
    ui::ServersWindow &window = scene.window.servers();
    window.present();
    QCoreApplication::processEvents();
    camera.take(window, u"servers-empty"_s);
    addKinds(scene);
    window.present(scene.profiles.all().front().id);
    camera.take(window, u"servers-this-computer"_s);
    for (int row = 1; row < window.drafts().rowCount(); ++row) {
        window.present(window.drafts().savedProfile(row).id);
        QCoreApplication::processEvents();
        camera.take(window, u"servers-"_s + window.drafts().profile(row).dialect);
    }
    window.addServer(dialects::allDialects().front()->name());
    window.findChild<QLineEdit *>(u"serverAddress"_s)->clear();
    QTest::keyClicks(window.findChild<QLineEdit *>(u"serverAddress"_s), u"ftp://studio"_s);
    camera.take(window, u"servers-wrong"_s);
    finish(camera);
}

void ServerViewsTest::detectionIsShownInPlace()
{
    EchoServer echo;
    FakeServer mute;
    mute.http = [](const QByteArray &, const QString &, const QByteArray &) {
        return std::pair<int, QByteArray>{ -1, {} }; // takes the call and never answers
    };
    QVERIFY(echo.listen() && mute.listen());
    Scene scene;
    quiet(scene);
    Camera camera(scene.look);
    ui::ServersWindow &window = scene.window.servers();
    window.addServer(dialects::allDialects().front()->name());
    auto *address = window.findChild<QLineEdit *>(u"serverAddress"_s);
    auto *strip = window.findChild<ui::DetectStrip *>(u"detectStrip"_s);
    const auto detect = [&](const QString &url) {
        address->selectAll();
        QTest::keyClicks(address, url);
        QTest::mouseClick(window.findChild<QPushButton *>(u"detect"_s), Qt::LeftButton);
        QCoreApplication::processEvents();
    };
    detect(mute.url().toString());
    camera.take(window, u"detect-running"_s);
    strip->clear();
    detect(echo.url().toString());
    QTRY_VERIFY(!strip->isRunning());
    camera.take(window, u"detect-found"_s);
    detect(u"http://127.0.0.1:9"_s);
    QTRY_VERIFY(!strip->isRunning());
    camera.take(window, u"detect-nothing"_s);
    finish(camera);
}

session::Session *ServerViewsTest::addEcho(Scene &scene, EchoServer &server)
{
    wire::Profile profile = ui::freshProfile(u"echo"_s, {});
    profile.id = ServerId{ u"titles"_s };
    profile.name = u"Titles"_s;
    profile.address = server.url();
    profile.options = { { u"authUrl"_s, server.url().toString() },
                        { u"anonKey"_s, QString::fromLatin1(server.auth().anonKey) } };
    return scene.sessions.add(profile);
}

void ServerViewsTest::signInShowsEveryWay()
{
    EchoServer server;
    QVERIFY(server.listen());
    Scene scene;
    quiet(scene);
    Camera camera(scene.look);
    scene.show(1280, 800);
    const session::Session *session = addEcho(scene, server);
    scene.window.findChild<ui::SignInDesk *>()->ask(session->profile().id);
    auto *dialog = scene.window.findChild<ui::SignInDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"field.email"_s)->setText(server.auth().email);
    camera.take(*dialog, u"sign-in-password"_s);
    auto *tabs = dialog->findChild<QTabBar *>();
    for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        if (tabs->tabText(i) == u"Token"_s)
            camera.take(*dialog, u"sign-in-token"_s);
        if (tabs->tabText(i) != u"In the browser"_s)
            continue;
        camera.take(*dialog, u"sign-in-browser"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"signInNow"_s), Qt::LeftButton);
        QCoreApplication::processEvents();
        camera.take(*dialog, u"sign-in-browser-waiting"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"staySignedOut"_s), Qt::LeftButton);
    }
    finish(camera);
}

void ServerViewsTest::signInShowsARefusal()
{
    EchoServer server;
    QVERIFY(server.listen());
    Scene scene;
    quiet(scene);
    Camera camera(scene.look);
    scene.show(1280, 800);
    const session::Session *session = addEcho(scene, server);
    scene.window.findChild<ui::SignInDesk *>()->ask(session->profile().id);
    auto *dialog = scene.window.findChild<ui::SignInDialog *>();
    dialog->findChild<QLineEdit *>(u"field.email"_s)->setText(server.auth().email);
    dialog->findChild<QLineEdit *>(u"field.password"_s)->setText(u"wrong"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"signInNow"_s), Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<QWidget *>(u"refusal"_s)->isVisible());
    QCoreApplication::processEvents();
    camera.take(*dialog, u"sign-in-refused"_s);
    finish(camera);
}

void ServerViewsTest::firstRunNamesTheKinds()
{
    FakeServer hub;
    QVERIFY(hub.listen());
    Scene scene;
    quiet(scene);
    wire::Profile here = settings::thisComputer();
    here.autoConnect = false;
    session::Session *session = scene.sessions.add(here);
    Camera camera(scene.look);
    scene.show(1280, 800);
    session->setAddress(hub.url(), {});
    session->connectNow();
    QTRY_COMPARE(session->connection().phase, Phase::Live);
    QCoreApplication::processEvents();
    camera.take(scene.window, u"first-run"_s);
    finish(camera);
}

namespace {

/// A session with the real program, signed in to by password.
session::Session *signedIn(Scene &scene, const OrchestratorServer &server)
{
    wire::Profile profile = ui::freshProfile(u"orchestrator"_s, {});
    profile.id = ServerId{ u"studio-b"_s };
    profile.name = u"studio-b"_s;
    profile.address = server.url();
    session::Session *session = scene.sessions.add(profile);
    wire::Credentials credentials;
    credentials.kind = wire::SignInKind::Password;
    credentials.values = { { u"email"_s, Secret(server.email.toUtf8()) },
                           { u"password"_s, Secret(server.password.toUtf8()) } };
    session->signIn(credentials);
    return session;
}

} // namespace

void ServerViewsTest::popoverTellsStandingAndMachine()
{
    OrchestratorServer server;
    server.degraded = true;
    QVERIFY(server.listen());
    Scene scene;
    quiet(scene);
    Camera camera(scene.look);
    scene.show(1280, 800);
    session::Session *session = signedIn(scene, server);
    QTRY_VERIFY_WITH_TIMEOUT(session->connection().standing != wire::Standing::Kind::Usual, 20000);
    wire::SystemStatusSeen status;
    status.cpu = 37;
    status.memory = 62;
    status.disk = 91;
    status.gpu = 48;
    status.gpuTemperature = 87;
    status.queueDepth = 4;
    status.workers = 2;
    scene.feed(session->profile().id, { status });
    scene.window.chips().open(0);
    auto *popover = scene.window.findChild<ui::ConnectionPopover *>();
    QVERIFY(popover);
    QCoreApplication::processEvents();
    camera.take(*popover, u"popover-standing"_s);
    popover->close();
    QTRY_VERIFY(!scene.window.findChild<QWidget *>(u"mainBanner"_s)->isHidden());
    camera.take(scene.window, u"degraded"_s);
    finish(camera);
}

void ServerViewsTest::readingByDesignIsCalm()
{
    OrchestratorServer server;
    QVERIFY(server.listen());
    Scene scene;
    quiet(scene);
    Camera camera(scene.look);
    scene.show(1280, 800);
    session::Session *session = signedIn(scene, server);
    const auto calm = [session] {
        const auto &info = session->connection();
        return info.phase == session::ConnectionInfo::Phase::Polling && info.noSocket
            && info.lastMessageWall;
    };
    QTRY_VERIFY_WITH_TIMEOUT(calm() && session->connection().readEvery == std::chrono::seconds(5),
                             30000);
    const auto &info = session->connection();
    QCOMPARE(info.detail, QString());
    QCOMPARE(ui::faceOf(info, scene.clock.now()).tone, ui::ConnectionFace::Tone::Good);
    for (const ui::Fact &fact : ui::factsOf(*session, scene.clock.now(), scene.clock.wall())) {
        QVERIFY2(!fact.value.contains(u"404"_s), qPrintable(fact.value));
        QVERIFY2(!fact.value.contains(u"attempt"_s), qPrintable(fact.value));
    }
    scene.window.chips().open(0);
    auto *popover = scene.window.findChild<ui::ConnectionPopover *>();
    QVERIFY(popover);
    QCoreApplication::processEvents();
    camera.take(*popover, u"popover-http-only"_s);
    popover->close();
    QVERIFY(scene.window.findChild<QWidget *>(u"mainBanner"_s)->isHidden());
    finish(camera);
}

void ServerViewsTest::fieldsOfEveryType()
{
    Scene scene;
    const auto spec = [](const QString &name, wire::FieldSpec::Type type) {
        wire::FieldSpec one;
        one.name = name;
        one.label = name;
        one.type = type;
        return one;
    };
    using Type = wire::FieldSpec::Type;
    std::vector<wire::FieldSpec> fields{
        spec(u"Name"_s, Type::Text),           spec(u"Description"_s, Type::LongText),
        spec(u"Width"_s, Type::Whole),         spec(u"Zoom"_s, Type::Number),
        spec(u"Keep the ratio"_s, Type::Flag), spec(u"Format"_s, Type::Choice),
        spec(u"Background"_s, Type::Color),    spec(u"Watermark"_s, Type::File),
        spec(u"Tags"_s, Type::TextList),       spec(u"Password"_s, Type::Secret)
    };
    fields[0].required = true;
    fields[2].unit = u"px"_s;
    fields[2].minimum = 1;
    fields[2].maximum = 4000;
    fields[3].hint = u"1 is the whole picture."_s;
    fields[5].choices = { u"jpeg"_s, u"webp"_s };
    fields[5].choiceLabels = { u"JPEG"_s, u"WebP"_s };
    fields[5].required = true;
    QDialog dialog;
    auto *form = new ui::FieldForm(&dialog);
    form->setFields(fields,
                    { { u"Width"_s, 9000 },
                      { u"Zoom"_s, 1.25 },
                      { u"Background"_s, u"#1A73E8"_s },
                      { u"Keep the ratio"_s, true },
                      { u"Tags"_s, u"harbour, night"_s } });
    form->check();
    form->move(24, 24);
    form->resize(560, form->sizeHint().height());
    dialog.resize(608, form->height() + 48);
    dialog.show();
    Camera camera(scene.look);
    camera.take(dialog, u"fields"_s);
    finish(camera);
}

void ServerViewsTest::otherLanguagesFit_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("pseudo-locale") << u"en_XA"_s;
}

void ServerViewsTest::otherLanguagesFit()
{
    QFETCH(QString, language);
    speak(language);
    const auto english = qScopeGuard([] { speak(); });
    EchoServer server;
    QVERIFY(server.listen());
    Scene scene;
    quiet(scene);
    addKinds(scene);
    Camera camera(scene.look);
    ui::ServersWindow &window = scene.window.servers();
    window.present(window.drafts().savedProfile(3).id);
    QTest::keyClicks(window.findChild<QLineEdit *>(u"serverName"_s), u"x"_s);
    camera.take(window, u"language-"_s + language + u"-servers"_s);
    const session::Session *session = addEcho(scene, server);
    scene.window.findChild<ui::SignInDesk *>()->ask(session->profile().id);
    camera.take(*scene.window.findChild<ui::SignInDialog *>(),
                u"language-"_s + language + u"-sign-in"_s);
    finish(camera);
}

QTEST_MAIN(ServerViewsTest)
#include "tst_server_views.moc"
