// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/messages.h"
#include "cli/printer.h"
#include "cli/program.h"
#include "cli/signals.h"

#include <QCoreApplication>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const fw::cli::Signals signalWatch; // before any thread is started
    // Standard error is for messages of ours; QT_LOGGING_RULES brings the rest back.
    QLoggingCategory::setFilterRules(u"framewatch.*.info=false"_s);
    QCoreApplication::setApplicationName(u"framewatch"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(FW_VERSION));

    const auto options = fw::cli::parseOptions(app.arguments().mid(1));
    if (!options) {
        fw::cli::say(options.error().detail + u"; see framewatch-cli --help"_s);
        return static_cast<int>(fw::cli::Exit::Usage);
    }
    if (options->version) {
        fw::cli::writeOut("framewatch-cli " FW_VERSION "\n");
        return 0;
    }
    if (options->help) {
        fw::cli::writeOut(fw::cli::helpText(options->verb).toUtf8());
        return 0;
    }
    fw::cli::Program program(*options);
    QObject::connect(&program, &fw::cli::Program::finished, &app, &QCoreApplication::exit);
    QObject::connect(&signalWatch, &fw::cli::Signals::asked, &program, &fw::cli::Program::stop);
    program.start();
    return app.exec();
}
