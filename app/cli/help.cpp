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

// A paragraph from the left edge.
QString paragraph(const QString &text)
{
    QString wrapped;
    qsizetype column = 0;
    for (const QString &word : text.split(u' ')) {
        const bool fits = column == 0 || column + 1 + word.size() <= width;
        wrapped += (column == 0 ? QString() : fits ? u" "_s : u"\n"_s) + word;
        column = fits && column > 0 ? column + 1 + word.size() : word.size();
    }
    return wrapped + u'\n';
}

// Those that occur in the usage of a verb.
QString argumentRows(QLatin1StringView usage)
{
    QString text;
    for (const OptionWord &word : argumentWords()) {
        if (usage.contains(word.name))
            text += row(word.name, word.says);
    }
    return text.isEmpty() ? text : QString(u"Arguments:\n"_s + text + u'\n');
}

QString exampleRows(std::span<const ExampleWord> examples)
{
    QString text;
    for (const ExampleWord &example : examples)
        text += row(u"framewatch-cli "_s + example.call, example.says);
    return text;
}

QString tail()
{
    return u"Exit status:\n"_s + row(u"0"_s, u"Done."_s)
        + row(u"1"_s,
              u"Refused by the server, or it came to no good end: a job that was waited for did "
              u"not end well, nothing known was found, a recording has issues or lacks something, "
              u"it was interrupted (watch and record end with 0 then)."_s)
        + row(u"2"_s,
              u"The command line could not be understood, names something that could be several, "
              u"or a file that cannot be read or written."_s)
        + row(u"3"_s, u"The server cannot be reached."_s)
        + row(u"4"_s, u"The server wants a sign-in: a token is missing or wrong."_s)
        + u"\nEnvironment:\n"_s
        + row(u"FRAMEWATCH_TOKEN"_s, u"The token, when there is no --token-file."_s)
        + row(u"FRAMEWATCH_PASSWORD"_s, u"The password for sign-in, instead of asking."_s)
        + row(u"XDG_DATA_HOME"_s, u"Where the hub of this computer keeps its data."_s)
        + row(u"XDG_CONFIG_HOME"_s, u"Where the saved profiles are."_s);
}

constexpr auto examples = std::to_array<ExampleWord>({
    { "watch --json"_L1, "Every change as a JSON line."_L1 },
    { "add clip.mp4 --format=square_1_1 --wait"_L1, "Add one clip and wait for it."_L1 },
    { "--server=https://studio:47800 snapshot"_L1, "The state of another server."_L1 },
    { "detect http://studio:8000"_L1, "What kind of server that is."_L1 },
    { "--server=Studio run image.rotate 17 degrees=90"_L1,
      "Do something to one item of a saved server."_L1 },
    { "--server=Studio save clip.mp4 --to=out/"_L1, "Download what was made of it."_L1 },
    { "--server=Studio record studio.jsonl"_L1, "What passes, for a report of a fault."_L1 },
    { "explain studio.jsonl"_L1, "What that becomes."_L1 },
});

} // namespace

QString helpText(std::optional<Verb> verb)
{
    if (verb) {
        const VerbWord &word = wordOf(*verb);
        QString text = u"Usage: framewatch-cli [OPTIONS] "_s + word.name;
        if (!word.arguments.isEmpty())
            text += u' ' + word.arguments;
        text += u"\n\n"_s + paragraph(word.says) + u'\n' + argumentRows(word.arguments);
        if (!word.options.empty())
            text += u"Options of %1:\n"_s.arg(word.name) + optionRows(word.options) + u'\n';
        text += u"Options:\n"_s + optionRows(commonOptions()) + u'\n' + tail();
        return word.examples.empty()
            ? text
            : QString(text + u"\nExamples:\n"_s + exampleRows(word.examples));
    }
    QString text
        = u"Usage: framewatch-cli [OPTIONS] VERB [ARGUMENTS]\n\n"
          "Watch and control the processing queues of media servers without a display.\n"
          "Data goes to standard output, messages to standard error. Options may stand\n"
          "before or behind the verb; \"framewatch-cli VERB --help\" has examples of each.\n"
          "\nOptions:\n"_s
        + optionRows(commonOptions()) + u"\nVerbs:\n"_s;
    for (const VerbWord &word : verbs())
        text += row(word.arguments.isEmpty() ? QString(word.name)
                                             : QString(word.name + u' ' + word.arguments),
                    word.says);
    text += u"\nArguments:\n"_s + optionRows(argumentWords());
    for (const VerbWord &word : verbs()) {
        if (!word.options.empty())
            text += u"\nOptions of %1:\n"_s.arg(word.name) + optionRows(word.options);
    }
    return text + u'\n' + tail() + u"\nExamples:\n"_s + exampleRows(examples);
}

} // namespace fw::cli
