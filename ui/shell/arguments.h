// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QStringList>

namespace fw::ui {

/// What `framewatch` was asked on its command line.
struct Arguments
{
    QStringList files; ///< absolute; to be added as media
    QString dataDir; ///< of the desktop and its local hub; empty: the XDG default
    bool offline = false; ///< work offline in this run: nothing is connected, changes wait
    bool sample = false; ///< a machine without any job gets the sample clip
    bool wantsHelp = false;
    bool wantsVersion = false;
};

/// Reads \a words (without the program's own name). Relative files are taken from \a cwd. Fails
/// with BadInput and a sentence when an option is unknown or lacks its value.
Expected<Arguments> parseArguments(const QStringList &words, const QString &cwd);
/// The text of --help.
QString helpText();

} // namespace fw::ui
