// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "pictures/pictures.h"
#include "session/person.h"
#include "session/roster.h"
#include "settings/profiles.h"
#include "settings/secrets.h"
#include "store/journal.h"
#include "store/store.h"
#include "ui/common/look.h"
#include "ui/common/translations.h"
#include "ui/shell/arguments.h"
#include "ui/shell/layout_keeper.h"
#include "ui/shell/log_file.h"
#include "ui/shell/main_window.h"
#include "ui/shell/media_desk.h"
#include "ui/shell/sample_starter.h"
#include "ui/shell/single_instance.h"

#include <QApplication>
#include <QDir>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

enum Exit { Done = 0, Trouble = 1, Usage = 2 };

// SIGINT and SIGTERM come through a socket pair: a handler may do nothing but write.
int signalSockets[2] = { -1, -1 };

void onSignal(int)
{
    const char byte = 1;
    // A full socket means that a signal is on its way already.
    [[maybe_unused]] const auto written = ::write(signalSockets[0], &byte, 1);
}

void quitOnSignals(QApplication &app)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, signalSockets) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalSockets[1], QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, &QApplication::quit);
    for (const int number : { SIGINT, SIGTERM })
        std::signal(number, onSignal);
}

void print(FILE *where, const QString &text)
{
    std::fputs(text.toUtf8().constData(), where);
}

/// Says "painted" on stdout after the window's first paint and ends the program: how
/// tests/bench/bench_startup measures the real program.
class PaintWatch final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::UpdateRequest && !m_said) {
            m_said = true;
            // Queued: this is seen before the window paints.
            QMetaObject::invokeMethod(
                this,
                [] {
                    print(stdout, u"painted\n"_s);
                    std::fflush(stdout);
                    QCoreApplication::quit();
                },
                Qt::QueuedConnection);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_said = false;
};

struct Places
{
    QString journal; ///< empty: the usual place
    QString layout;
    QString log;
};

Places placesOf(const fw::ui::Arguments &arguments)
{
    const QString &dir = arguments.dataDir;
    if (dir.isEmpty())
        return { {},
                 fw::ui::stateDir() + u"/layout.json"_s,
                 fw::ui::stateDir() + u"/framewatch.log"_s };
    return { dir + u"/journal.sqlite"_s, dir + u"/layout.json"_s, dir + u"/framewatch.log"_s };
}

int runWindow(QApplication &app, const fw::ui::Arguments &arguments,
              fw::ui::SingleInstance &instance)
{
    const Places places = placesOf(arguments);
    const fw::ui::LogFile log(places.log);
    fw::ui::Look look(app);
    fw::ui::LayoutKeeper keeper(places.layout);
    const fw::SystemClock clock;
    fw::store::Journal journal(places.journal);
    fw::store::Store store(clock, &journal);
    fw::pictures::Pictures pictures(
        arguments.dataDir.isEmpty() ? QString() : arguments.dataDir + u"/pictures"_s);
    fw::settings::Profiles profiles(
        arguments.dataDir.isEmpty() ? QString() : arguments.dataDir + u"/framewatch.conf"_s);
    fw::settings::Secrets secrets;
    fw::session::Sessions sessions(store);
    sessions.setAuthor(fw::session::systemPerson());
    if (!arguments.dataDir.isEmpty())
        sessions.setHubDataDir(arguments.dataDir + u"/hub"_s);
    if (arguments.offline)
        sessions.setOffline(true); // for this run; every server is there, and edits wait
    fw::session::Roster roster(profiles, secrets, sessions);
    fw::ui::MainWindow window({ store, sessions, pictures, look, keeper, profiles, roster });
    QObject::connect(&instance, &fw::ui::SingleInstance::handedOver, &window,
                     &fw::ui::MainWindow::takeOver);
    PaintWatch watch;
    if (qEnvironmentVariableIsSet("FRAMEWATCH_BENCH_START"))
        window.installEventFilter(&watch);
    window.show();
    // The window is on the screen before anything is read or connected.
    QMetaObject::invokeMethod(
        &app,
        [&] {
            look.followSystem();
            journal.load();
            roster.start();
            sessions.watchNetwork();
            window.media().add(arguments.files);
            if (arguments.sample)
                QObject::connect(new fw::ui::SampleStarter(store, sessions, &window),
                                 &fw::ui::SampleStarter::sampleWanted, &window.media(),
                                 &fw::ui::MediaDesk::addSample);
        },
        Qt::QueuedConnection);
    return app.exec();
}

} // namespace

int main(int argc, char **argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    const auto arguments = fw::ui::parseArguments(words, QDir::currentPath());
    if (!arguments) {
        print(stderr, u"framewatch: "_s + arguments.error().detail + u'\n');
        return Usage;
    }
    if (arguments->wantsHelp) {
        print(stdout, fw::ui::helpText());
        return Done;
    }
    if (arguments->wantsVersion) {
        print(stdout, u"framewatch "_s + QStringLiteral(FW_VERSION) + u'\n');
        return Done;
    }
    QCoreApplication::setApplicationName(u"framewatch"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(FW_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Framewatch"_s);
    QGuiApplication::setDesktopFileName(u"io.github.framewatch.Framewatch"_s);
    QApplication app(argc, argv);
    fw::ui::SingleInstance instance(arguments->dataDir);
    if (instance.handOver(arguments->files))
        return Done;
    instance.listen();
    fw::ui::installTranslations(app, qEnvironmentVariable("FRAMEWATCH_LOCALE"));
    quitOnSignals(app);
    QGuiApplication::setWindowIcon(QIcon::fromTheme(u"io.github.framewatch.Framewatch"_s));
    return runWindow(app, *arguments, instance);
}

#include "desktop.moc"
