// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/arguments.h"

#include <QCoreApplication>
#include <QDir>
#include <QUrl>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("fw::ui::arguments", text);
}

QString absoluteFile(const QString &word, const QString &cwd)
{
    const QUrl url(word);
    const QString path = url.isLocalFile() ? url.toLocalFile() : word;
    return QDir::cleanPath(QDir(cwd).absoluteFilePath(path));
}

} // namespace

Expected<Arguments> parseArguments(const QStringList &words, const QString &cwd)
{
    Arguments result;
    bool onlyFiles = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (onlyFiles || !word.startsWith(u'-') || word == "-"_L1) {
            result.files << absoluteFile(word, cwd);
        } else if (word == "--"_L1) {
            onlyFiles = true;
        } else if (word == "--help"_L1 || word == "-h"_L1) {
            result.wantsHelp = true;
        } else if (word == "--version"_L1 || word == "-v"_L1) {
            result.wantsVersion = true;
        } else if (word == "--offline"_L1) {
            result.offline = true;
        } else if (word == "--sample"_L1) {
            result.sample = true;
        } else if (word.startsWith("--data-dir="_L1)) {
            result.dataDir = absoluteFile(word.mid(11), cwd);
        } else if (word == "--data-dir"_L1) {
            if (++i >= words.size())
                return fail(
                    Failure::Code::BadInput,
                    say(QT_TRANSLATE_NOOP("fw::ui::arguments", "--data-dir needs a folder.")));
            result.dataDir = absoluteFile(words[i], cwd);
        } else {
            return fail(
                Failure::Code::BadInput,
                say(QT_TRANSLATE_NOOP("fw::ui::arguments", "Unknown option %1.")).arg(word));
        }
    }
    return result;
}

QString helpText()
{
    return say(QT_TRANSLATE_NOOP(
        "fw::ui::arguments",
        "Usage: framewatch [OPTION]... [FILE]...\n"
        "Watch and control the processing queues of media servers.\n"
        "\n"
        "Each FILE is added to the server on this computer. If Framewatch runs\n"
        "already, its window takes the files and comes to the front.\n"
        "\n"
        "Options:\n"
        "  --data-dir DIR   keep the desktop's and the local server's data in DIR\n"
        "                   (default: $XDG_DATA_HOME/framewatch)\n"
        "  --offline        work offline: show what is known, keep changes until\n"
        "                   you go online (Server menu)\n"
        "  --sample         add the sample clip if this computer has no job at all\n"
        "  -h, --help       show this help and exit\n"
        "  -v, --version    show the version and exit\n"
        "\n"
        "Environment:\n"
        "  FRAMEWATCH_LOCALE  language of the window, e.g. de or en_GB\n"
        "\n"
        "Exit status: 0 done, 1 other trouble, 2 wrong usage.\n"));
}

} // namespace fw::ui
