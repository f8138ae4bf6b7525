// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/words.h"

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr auto common = std::to_array<OptionWord>({
    { "--server"_L1, "URL|PROFILE"_L1,
      "Server to talk to: an http(s) address, or the name of a saved profile. Without it: the hub "
      "on this computer."_L1 },
    { "--dialect"_L1, "NAME"_L1,
      "What the server speaks (default: the profile's, or orchestrator)."_L1 },
    { "--token-file"_L1, "FILE"_L1,
      "Read the token from the first line of FILE. A token is never taken from an argument."_L1 },
    { "--json"_L1, ""_L1, "Print JSON lines, each with \"schema\":1."_L1 },
    { "--timeout"_L1, "SECONDS"_L1, "How long to wait for the server (default 30)."_L1 },
    { "--help"_L1, ""_L1, "Show this help, or with a verb the help of that verb, and exit."_L1 },
    { "--version"_L1, ""_L1, "Show the version and exit."_L1 },
});

constexpr auto kindsOptions = std::to_array<OptionWord>({
    { "--kinds"_L1, "KIND,..."_L1,
      "Kinds of items to show, e.g. brand,image (default: all the server has)."_L1 },
});

constexpr auto addOptions = std::to_array<OptionWord>({
    { "--format"_L1, "NAME"_L1,
      "Output format, may be given several times: vertical_9_16, portrait_4_5, square_1_1, "
      "landscape_16_9, original."_L1 },
    { "--mode"_L1, "fill|fit"_L1,
      "Cut off the overhang (fill, the default) or add bars (fit)."_L1 },
    { "--priority"_L1, "N"_L1, "From -100 to 100, higher runs first (default 0)."_L1 },
    { "--upload"_L1, ""_L1, "Send the files even when the server could read them by path."_L1 },
    { "--wait"_L1, ""_L1, "Wait until every job ended; exit 1 unless all are done."_L1 },
});

constexpr auto prioritiseOptions = std::to_array<OptionWord>({
    { "--priority"_L1, "N"_L1, "The new priority, from -100 to 100 (default 10)."_L1 },
});

constexpr auto runOptions = std::to_array<OptionWord>({
    { "--yes"_L1, ""_L1, "Do not ask before an action that warns."_L1 },
    { "--wait"_L1, ""_L1, "Wait until every job it made ended; exit 1 unless all are done."_L1 },
});

constexpr auto saveOptions = std::to_array<OptionWord>({
    { "--to"_L1, "PATH"_L1,
      "A folder, or for one file its name; a folder that is not there is made when PATH ends with "
      "a slash (default: the current folder, where nothing is overwritten)."_L1 },
    { "--kinds"_L1, "KIND,..."_L1, "Only items of these kinds; without names all of them."_L1 },
    { "--zip"_L1, ""_L1, "Items of one kind as one file, where the server packs them."_L1 },
});

constexpr auto signInOptions = std::to_array<OptionWord>({
    { "--way"_L1, "token|password|browser"_L1,
      "How to sign in (default: the profile's, or the server's usual way)."_L1 },
    { "--credentials-file"_L1, "FILE"_L1,
      "Read name=value lines from FILE instead of asking, e.g. email=me@example.org."_L1 },
});

constexpr auto serversOptions = std::to_array<OptionWord>({
    { "--sign-in"_L1, "none|token|password|browser"_L1,
      "How to sign in there (default: the server's usual way)."_L1 },
    { "--option"_L1, "NAME=VALUE"_L1, "A setting of this kind of server; may be repeated."_L1 },
    { "--path"_L1, "PATH"_L1, "Path of the socket (default: the server's own)."_L1 },
    { "--token-place"_L1, "header|query|message"_L1,
      "Where a token travels when the socket is opened (default: its usual place)."_L1 },
});

constexpr auto replayOptions = std::to_array<OptionWord>({
    { "--speed"_L1, "N"_L1, "N times as fast as recorded; 0 does not wait at all (default 1)."_L1 },
});

constexpr auto table = std::to_array<VerbWord>({
    { Verb::Watch, "watch"_L1, "[URL]"_L1, 0, 1, "Print every change until interrupted."_L1,
      kindsOptions },
    { Verb::Snapshot, "snapshot"_L1, ""_L1, 0, 0, "Print what is known, once."_L1, kindsOptions },
    { Verb::Add, "add"_L1, "FILE..."_L1, 1, -1,
      "Add media: by path on this computer's hub, else by upload."_L1, addOptions },
    { Verb::Cancel, "cancel"_L1, "JOB..."_L1, 1, -1, "End jobs and clean up after them."_L1, {} },
    { Verb::Pause, "pause"_L1, "JOB..."_L1, 1, -1, "Stop jobs so that they can go on."_L1, {} },
    { Verb::Resume, "resume"_L1, "JOB..."_L1, 1, -1, "Let paused jobs go on."_L1, {} },
    { Verb::Retry, "retry"_L1, "JOB..."_L1, 1, -1, "Start a new attempt."_L1, {} },
    { Verb::Prioritise, "prioritise"_L1, "JOB..."_L1, 1, -1, "Change the order of waiting jobs."_L1,
      prioritiseOptions },
    { Verb::Actions,
      "actions"_L1,
      ""_L1,
      0,
      0,
      "Print what can be done there, with the fields it takes, or the reason why not."_L1,
      {} },
    { Verb::Run, "run"_L1, "ACTION [TARGET] [NAME=VALUE]..."_L1, 1, -1,
      "Do one of the actions. NAME=@FILE takes a text from FILE; a list is a,b,c or the name given "
      "several times."_L1,
      runOptions },
    { Verb::Save, "save"_L1, "[JOB|ITEM]..."_L1, 0, -1,
      "Download the outputs of jobs, or items that have a file. A connection that breaks is taken "
      "up again; what came of a file is kept for the next time."_L1,
      saveOptions },
    { Verb::SignIn, "sign-in"_L1, ""_L1, 0, 0,
      "Sign in, asking on the terminal, and keep what proves it in the keychain."_L1,
      signInOptions },
    { Verb::SignOut,
      "sign-out"_L1,
      ""_L1,
      0,
      0,
      "Forget what the keychain holds for the server."_L1,
      {} },
    { Verb::Detect, "detect"_L1, "URL"_L1, 1, 1, "Tell what kind of server lives there."_L1, {} },
    { Verb::Dialects, "dialects"_L1, ""_L1, 0, 0, "Print the kinds of servers known here."_L1, {} },
    { Verb::Servers, "servers"_L1, "[add NAME URL | remove NAME]"_L1, 0, 3,
      "Print the saved profiles, add one or remove one."_L1, serversOptions },
    { Verb::Record,
      "record"_L1,
      "FILE"_L1,
      1,
      1,
      "Write every frame and HTTP answer to FILE until interrupted, without secrets."_L1,
      {} },
    { Verb::Replay, "replay"_L1, "FILE"_L1, 1, 1,
      "Read a recording and print the changes it makes; needs no server."_L1, replayOptions },
    { Verb::Explain,
      "explain"_L1,
      "FILE..."_L1,
      1,
      -1,
      "Read recorded exchanges and print what each becomes; needs no server."_L1,
      {} },
});

} // namespace

std::span<const OptionWord> commonOptions()
{
    return common;
}

std::span<const VerbWord> verbs()
{
    return table;
}

const VerbWord &wordOf(Verb verb)
{
    return *std::ranges::find(table, verb, &VerbWord::verb);
}

} // namespace fw::cli
