// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"

#include <array>
#include <span>

namespace fw::cli {

/// One option: everything the parser and the help know of it stands here once.
struct OptionWord
{
    QLatin1StringView name; ///< "--server"
    QLatin1StringView value; ///< "URL|PROFILE"; empty: a switch
    QLatin1StringView says;
};

/// One call as somebody would write it, without "framewatch-cli ".
struct ExampleWord
{
    QLatin1StringView call;
    QLatin1StringView says;
};

/// One verb with the options that only it has.
struct VerbWord
{
    Verb verb;
    QLatin1StringView name;
    QLatin1StringView arguments; ///< "FILE..."
    int least; ///< arguments, at least
    int most; ///< at most; -1: any number
    QLatin1StringView says;
    std::span<const OptionWord> options;
    std::span<const ExampleWord> examples;
};

std::span<const OptionWord> commonOptions();
std::span<const VerbWord> verbs();
/// What the words in VerbWord::arguments stand for: "JOB" and so on.
std::span<const OptionWord> argumentWords();
const VerbWord &wordOf(Verb verb);

} // namespace fw::cli
