// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/command.h"
#include "wire/sign_in.h"

#include <QMap>
#include <QStringList>

namespace fw::cli {

/// What the command line can be asked to do.
enum class Verb : quint8 {
    Watch,
    Snapshot,
    Add,
    Cancel,
    Pause,
    Resume,
    Retry,
    Prioritise,
    Actions,
    Run,
    Save,
    SignIn,
    SignOut,
    Detect,
    Dialects,
    Servers,
    Record,
    Replay,
    Explain,
};

/// Exit codes (also told by --help).
enum class Exit : quint8 {
    Done = 0,
    Refused = 1, ///< by the server, or it came to no good end
    Usage = 2,
    Unreachable = 3,
    SignInNeeded = 4,
};

/// One call of framewatch-cli, understood.
struct Options
{
    bool help = false;
    bool version = false;
    std::optional<Verb> verb; ///< empty only with help and version
    QString server; ///< URL or profile name; empty: the hub on this computer
    QString dialect; ///< empty: the profile's, or orchestrator
    QString tokenFile;
    bool json = false;
    std::chrono::seconds timeout{ 30 }; ///< until the first connection
    QStringList arguments; ///< files, jobs, a URL, name=value
    QStringList kinds; ///< of items to watch; empty: all the server has
    QStringList formats;
    wire::FitMode mode = wire::FitMode::Fill;
    std::optional<int> priority;
    bool upload = false;
    bool wait = false;
    double speed = 1; ///< of a replay; 0: without waiting
    QString to; ///< of save: a folder or a file; empty: the folder we are in
    bool zip = false; ///< of save: all as one file
    bool yes = false; ///< answers the questions an action asks before
    std::optional<wire::SignInKind> way; ///< empty: the profile's, or the server's usual one
    QString credentialsFile;
    QMap<QString, QString> profileOptions; ///< by DialectAbout::options
    QString path; ///< of the socket
    std::optional<wire::TokenPlace> tokenPlace; ///< empty: the server's usual one
};

/// Reads \a arguments (without the program's own name). Fails with BadInput and one sentence.
Expected<Options> parseOptions(const QStringList &arguments);

/// The whole help, or that of one verb.
QString helpText(std::optional<Verb> verb);

} // namespace fw::cli
