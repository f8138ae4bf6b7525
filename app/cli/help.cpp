// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/words.h"

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype width = 78;
constexpr qsizetype indent = 26;

// "  --name VALUE           what it does", wrapped.
QString row(const QString &left, const QString &right)
{
    QString text = u"  "_s + left;
    qsizetype column = text.size();
    if (column + 2 > indent) {
        text += u'\n' + QString(indent, u' ');
    } else {
        text += QString(indent - column, u' ');
    }
    column = indent;
    bool first = true;
    for (const QString &word : right.split(u' ')) {
        if (!first && column + 1 + word.size() > width) {
            text += u'\n' + QString(indent, u' ');
            column = indent;
            first = true;
        }
        text += (first ? QString() : u" "_s) + word;
        column += word.size() + (first ? 0 : 1);
        first = false;
    }
    return text + u'\n';
}

QString optionRows(std::span<const OptionWord> options)
{
    QString text;
    for (const OptionWord &option : options)
        text += row(option.value.isEmpty() ? QString(option.name)
                                           : QString(option.name + u'=' + option.value),
                    option.says);
    return text;
}

QString tail()
{
    return u"Exit status:\n"_s + row(u"0"_s, u"Done."_s)
        + row(u"1"_s,
              u"Refused by the server, or it came to no good end: a job that was waited for did "
              u"not end "
              "well, nothing known was found, there were issues."_s)
        + row(u"2"_s, u"The command line could not be understood."_s)
        + row(u"3"_s, u"The server cannot be reached."_s)
        + row(u"4"_s, u"The server wants a sign-in: a token is missing or wrong."_s)
        + u"\nEnvironment:\n"_s
        + row(u"FRAMEWATCH_TOKEN"_s, u"The token, when there is no --token-file."_s)
        + row(u"FRAMEWATCH_PASSWORD"_s, u"The password for sign-in, instead of asking."_s)
        + row(u"XDG_DATA_HOME"_s, u"Where the hub of this computer keeps its data."_s)
        + row(u"XDG_CONFIG_HOME"_s, u"Where the saved profiles are."_s) + u"\nExamples:\n"_s
        + row(u"framewatch-cli watch --json"_s, u"Every change as a JSON line."_s)
        + row(u"framewatch-cli add clip.mp4 --format=square_1_1 --wait"_s,
              u"Add one clip and wait for it."_s)
        + row(u"framewatch-cli --server=https://studio:47800 snapshot"_s,
              u"The state of another server."_s)
        + row(u"framewatch-cli detect http://studio:8000"_s, u"What kind of server that is."_s)
        + row(u"framewatch-cli --server=Studio run image.rotate 17 degrees=90"_s,
              u"Do something to one item of a saved server."_s)
        + row(u"framewatch-cli --server=Studio save clip.mp4 --to=out/"_s,
              u"Download what was made of it."_s)
        + row(u"framewatch-cli explain exchange.json"_s, u"What a recorded answer becomes."_s);
}

} // namespace

QString helpText(std::optional<Verb> verb)
{
    if (verb) {
        const VerbWord &word = wordOf(*verb);
        QString text = u"Usage: framewatch-cli [OPTIONS] %1 %2\n\n%3\n\n"_s
                           .arg(word.name, word.arguments, word.says)
                           .replace(u" \n"_s, u"\n"_s);
        if (!word.options.empty())
            text += u"Options of %1:\n"_s.arg(word.name) + optionRows(word.options) + u'\n';
        return text + u"Options:\n"_s + optionRows(commonOptions()) + u'\n' + tail();
    }
    QString text = u"Usage: framewatch-cli [OPTIONS] VERB [ARGUMENTS]\n\n"
                   "Watch and control the processing queues of media servers without a display.\n"
                   "Data goes to standard output, messages to standard error.\n\nOptions:\n"_s
        + optionRows(commonOptions()) + u"\nVerbs:\n"_s;
    for (const VerbWord &word : verbs())
        text += row(word.arguments.isEmpty() ? QString(word.name)
                                             : QString(word.name + u' ' + word.arguments),
                    word.says);
    for (const VerbWord &word : verbs()) {
        if (!word.options.empty())
            text += u"\nOptions of %1:\n"_s.arg(word.name) + optionRows(word.options);
    }
    return text + u'\n' + tail();
}

} // namespace fw::cli
