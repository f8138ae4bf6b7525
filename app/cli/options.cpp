// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/words.h"

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Failure> usage(const QString &text)
{
    return fail(Failure::Code::BadInput, text);
}

const OptionWord *findOption(const QString &name)
{
    const auto in = [&name](std::span<const OptionWord> list) -> const OptionWord * {
        const auto found = std::ranges::find(list, name, &OptionWord::name);
        return found == list.end() ? nullptr : &*found;
    };
    if (const auto *option = in(commonOptions()))
        return option;
    for (const VerbWord &word : verbs()) {
        if (const auto *option = in(word.options))
            return option;
    }
    return nullptr;
}

Expected<int> wholeNumber(const QString &name, const QString &text, int least, int most)
{
    bool ok = false;
    const int value = text.toInt(&ok);
    if (!ok || value < least || value > most)
        return usage(u"%1 wants a whole number from %2 to %3, not \"%4\""_s.arg(name)
                         .arg(least)
                         .arg(most)
                         .arg(text));
    return value;
}

Expected<void> setNumber(Options &options, const QString &name, const QString &value)
{
    if (name == "--speed"_L1) {
        bool ok = false;
        options.speed = value.toDouble(&ok);
        if (!ok || options.speed < 0 || options.speed > 1e6)
            return usage(u"--speed wants a number from 0 up, not \"%1\""_s.arg(value));
        return {};
    }
    const bool isTimeout = name == "--timeout"_L1;
    const auto number
        = isTimeout ? wholeNumber(name, value, 1, 86400) : wholeNumber(name, value, -100, 100);
    if (!number)
        return tl::unexpected(number.error());
    if (isTimeout)
        options.timeout = std::chrono::seconds(*number);
    else
        options.priority = *number;
    return {};
}

// A comma separates, as does giving the option again.
void addList(QStringList &list, const QString &value)
{
    for (const QString &word : value.split(u',', Qt::SkipEmptyParts))
        list.append(word.trimmed());
}

Expected<void> setSignIn(Options &options, const QString &name, const QString &value)
{
    if (name == "--token-place"_L1) {
        const auto place = wire::tokenPlaceFromWord(value);
        if (!place)
            return usage(u"%1 is header, query or message, not \"%2\""_s.arg(name, value));
        options.tokenPlace = *place;
        return {};
    }
    options.way = wire::signInFromWord(value);
    if (!options.way || (name == "--way"_L1 && options.way == wire::SignInKind::None))
        return usage(u"%1 is token, password or browser, not \"%2\""_s.arg(name, value));
    return {};
}

Expected<void> setProfileOption(Options &options, const QString &value)
{
    const QString key = value.section(u'=', 0, 0);
    if (key.isEmpty() || !value.contains(u'='))
        return usage(u"--option wants NAME=VALUE"_s);
    options.profileOptions.insert(key, value.section(u'=', 1));
    return {};
}

Expected<void> setOption(Options &options, const QString &name, const QString &value)
{
    if (name == "--help"_L1)
        options.help = true;
    else if (name == "--version"_L1)
        options.version = true;
    else if (name == "--json"_L1)
        options.json = true;
    else if (name == "--upload"_L1)
        options.upload = true;
    else if (name == "--wait"_L1)
        options.wait = true;
    else if (name == "--yes"_L1)
        options.yes = true;
    else if (name == "--zip"_L1)
        options.zip = true;
    else if (name == "--to"_L1)
        options.to = value;
    else if (name == "--kinds"_L1)
        addList(options.kinds, value);
    else if (name == "--credentials-file"_L1)
        options.credentialsFile = value;
    else if (name == "--path"_L1)
        options.path = value;
    else if (name == "--option"_L1)
        return setProfileOption(options, value);
    else if (name == "--way"_L1 || name == "--sign-in"_L1 || name == "--token-place"_L1)
        return setSignIn(options, name, value);
    else if (name == "--server"_L1)
        options.server = value;
    else if (name == "--dialect"_L1)
        options.dialect = value;
    else if (name == "--token-file"_L1)
        options.tokenFile = value;
    else if (name == "--format"_L1)
        options.formats.append(value);
    else if (name == "--mode"_L1 && (value == "fill"_L1 || value == "fit"_L1))
        options.mode = value == "fit"_L1 ? wire::FitMode::Fit : wire::FitMode::Fill;
    else if (name == "--mode"_L1)
        return usage(u"--mode is fill or fit, not \"%1\""_s.arg(value));
    else
        return setNumber(options, name, value);
    return {};
}

// The options of one verb mean nothing to another.
Expected<void> checkFit(const Options &options, const QStringList &given)
{
    const VerbWord &word = wordOf(*options.verb);
    const auto count = static_cast<int>(options.arguments.size());
    if (count < word.least || (word.most >= 0 && count > word.most))
        return usage(u"%1 wants: %1 %2"_s.arg(word.name, word.arguments));
    for (const QString &name : given) {
        const auto has = [&name](std::span<const OptionWord> list) {
            return std::ranges::find(list, name, &OptionWord::name) != list.end();
        };
        if (!has(commonOptions()) && !has(word.options))
            return usage(u"%1 has no option %2"_s.arg(word.name, name));
    }
    return {};
}

// servers alone has words of its own after it.
Expected<void> checkServers(const Options &options)
{
    const QString what = options.arguments.value(0);
    const auto count = options.arguments.size();
    if (count == 0 || (what == "add"_L1 && count == 3) || (what == "remove"_L1 && count == 2))
        return {};
    return usage(u"servers wants: servers, servers add NAME URL, or servers remove NAME"_s);
}

Expected<void> takeWord(Options &options, const QString &word)
{
    if (options.verb) {
        options.arguments.append(word);
        return {};
    }
    const auto found = std::ranges::find(verbs(), word, &VerbWord::name);
    if (found == verbs().end())
        return usage(u"there is no verb \"%1\""_s.arg(word));
    options.verb = found->verb;
    return {};
}

} // namespace

Expected<Options> parseOptions(const QStringList &arguments)
{
    Options options;
    QStringList given;
    bool onlyWords = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (!onlyWords && argument == "--"_L1) {
            onlyWords = true;
            continue;
        }
        if (onlyWords || !argument.startsWith(u'-') || argument.size() == 1) {
            if (const auto taken = takeWord(options, argument); !taken)
                return tl::unexpected(taken.error());
            continue;
        }
        const QString name = argument == "-h"_L1 ? u"--help"_s : argument.section(u'=', 0, 0);
        const OptionWord *option = findOption(name);
        if (!option)
            return usage(u"there is no option %1"_s.arg(name));
        QString value = argument.section(u'=', 1);
        const bool inlineValue = argument.contains(u'=');
        if (option->value.isEmpty() == inlineValue && inlineValue)
            return usage(u"%1 takes no value"_s.arg(name));
        if (!option->value.isEmpty() && !inlineValue) {
            if (++i >= arguments.size())
                return usage(u"%1 wants a value: %2"_s.arg(name, option->value));
            value = arguments[i];
        }
        if (const auto set = setOption(options, name, value); !set)
            return tl::unexpected(set.error());
        given.append(name);
    }
    if (options.help || options.version)
        return options;
    if (!options.verb)
        return usage(u"say what to do"_s);
    if (const auto fits = checkFit(options, given); !fits)
        return tl::unexpected(fits.error());
    if (options.verb == Verb::Save && options.arguments.isEmpty() && options.kinds.isEmpty())
        return usage(u"save wants jobs or items, or --kinds for all of a kind"_s);
    if (options.verb == Verb::Servers) {
        if (const auto fits = checkServers(options); !fits)
            return tl::unexpected(fits.error());
    }
    return options;
}

} // namespace fw::cli
